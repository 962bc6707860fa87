//! Our own notation: `S: `, `C: `, `* `.

use super::Lines;
use super::log::Log;
use super::words::{port_behind, unquoted};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::exact();
    for line in lines {
        if let Some(said) = line.strip_prefix(b"S: ") {
            log.received(said);
        } else if let Some(said) = line.strip_prefix(b"S- ") {
            // A piece of a line, as the conversation files have it, with `\n` for an end.
            let literal = [&b"\""[..], said, b"\""].concat();
            log.received(&unquoted(&literal).unwrap_or_else(|| said.to_vec()));
        } else if let Some(said) = line.strip_prefix(b"C: ") {
            log.sent(said);
        } else if let Some(event) = line.strip_prefix(b"* ") {
            happened(&mut log, event);
        }
    }
    log
}

fn happened(log: &mut Log, event: &[u8]) {
    let text = String::from_utf8_lossy(event).trim().to_ascii_lowercase();
    match text.as_str() {
        "tls up" => log.tls_up(),
        "timed out" => log.timed_out(),
        "closed" => log.closed(),
        _ if text.starts_with("connected") => log.connected(port_behind(event, "port ")),
        _ => {
            if let Some(why) = text.strip_prefix("tls failed") {
                log.tls_failed(reason(why.trim()));
            } else if let Some(why) = text.strip_prefix("not connected") {
                log.connect_failed(if why.contains("name") { "not known" } else { why });
            }
        }
    }
}

/// The reasons of the conversation files, in the words of clients.
fn reason(why: &str) -> &str {
    match why {
        "untrusted" => "certificate",
        "name mismatch" => "hostname mismatch",
        "version" => "protocol version",
        "client certificate" => "certificate required",
        "not tls" => "wrong version number",
        "closed" => "eof",
        why => why,
    }
}
