//! suppaftp for Rust at the log level `trace`: `CC OUT: …` and `CC IN: […]`, in the frame of any logger.

use super::Lines;
use super::log::Log;
use super::words::unquoted;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    // The first line of a reply is logged again after its code has been read.
    let mut last = None;
    let mut parsed = false;
    for line in lines {
        if let Some(said) = behind(line, b"CC OUT: ") {
            log.sent(said);
            last = None;
        } else if let Some(literal) = behind(line, b"CC IN: ") {
            let again = std::mem::take(&mut parsed) && last == Some(literal);
            last = Some(literal);
            if !again {
                log.received(bytes(literal).as_deref().unwrap_or(literal).trim_ascii_end());
            }
        } else if behind(line, b"Code parsed from response: ").is_some() {
            parsed = true;
        } else if behind(line, b"Connecting to server ").is_some() {
            log.connecting(port(line));
        } else if behind(line, b"TLS Steam OK").is_some() {
            log.tls_up();
        }
    }
    log
}

/// Reads `[50, 50, 48]`, or a literal in quotes.
fn bytes(literal: &[u8]) -> Option<Vec<u8>> {
    let Some(list) = literal.strip_prefix(b"[").and_then(|list| list.strip_suffix(b"]")) else {
        return unquoted(literal);
    };
    let numbers = std::str::from_utf8(list).ok()?.split(',');
    numbers.map(|number| number.trim().parse().ok()).collect()
}

fn port(line: &[u8]) -> u16 {
    let text = String::from_utf8_lossy(line);
    text.rsplit_once(':').and_then(|(_, port)| port.trim().parse().ok()).unwrap_or(21)
}

fn behind<'a>(line: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    line.windows(mark.len()).position(|window| window == mark).map(|at| &line[at + mark.len()..])
}
