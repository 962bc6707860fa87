//! Python's ftplib with `set_debuglevel(1)`: `*welcome* '…'`, `*cmd* '…'`, `*resp* '…'`, and the exception.

use super::{Lines, log::Log, words::unquoted};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    for line in lines {
        let literal = |mark: &[u8]| line.strip_prefix(mark).and_then(unquoted);
        if let Some(text) = literal(b"*welcome* ").or_else(|| literal(b"*resp* ")) {
            log.received(&text);
        } else if let Some(text) = literal(b"*cmd* ") {
            log.sent(&text);
        } else {
            exception(&mut log, &String::from_utf8_lossy(line));
        }
    }
    log
}

fn exception(log: &mut Log, line: &str) {
    let is = |names: &[&str]| names.iter().any(|name| line.starts_with(name));
    if is(&["ConnectionRefusedError", "socket.gaierror", "OSError: [Errno 113]", "OSError: [Errno 101]"]) {
        log.connect_failed(line);
    } else if is(&["ssl.SSLCertVerificationError", "ssl.SSLError", "ssl.SSLEOFError"]) {
        log.tls_failed(line);
    } else if is(&["TimeoutError", "socket.timeout"]) {
        log.timed_out();
    } else if is(&["EOFError", "ConnectionResetError"]) {
        log.closed();
    }
}
