//! WinSCP's session log: a mark (`>` for the client, `<` for the server, `.` and `*` for WinSCP itself), a date and
//! a time, the text.

use super::{Lines, log::Log, words::port_behind};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    for line in lines {
        match stamped(line) {
            Some((b'>', text)) => log.sent(text),
            Some((b'<', text)) => log.received(text),
            Some((_, text)) => own_words(&mut log, text),
            None => {}
        }
    }
    log
}

/// Splits `< 2026-01-31 12:34:56.789 530 Login incorrect.` into mark and text.
fn stamped(line: &[u8]) -> Option<(u8, &[u8])> {
    let [mark @ (b'>' | b'<' | b'.' | b'*' | b'!'), b' ', rest @ ..] = line else { return None };
    let (stamp, text) = rest.split_at_checked(23)?;
    let shape = stamp.iter().map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte });
    shape.eq(*b"0000-00-00 00:00:00.000").then(|| (*mark, text.strip_prefix(b" ").unwrap_or(text)))
}

fn own_words(log: &mut Log, text: &[u8]) {
    let words = String::from_utf8_lossy(text);
    let begins = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
    if begins(&["Connecting to "]) {
        log.connecting(port_behind(text, ":"));
    } else if begins(&["TLS connection established", "SSL connection established"]) {
        log.tls_up();
    } else if begins(&["Timeout detected"]) {
        log.timed_out();
    } else if begins(&["Connection failed", "Can't resolve", "Host "]) && !words.contains("Host name") {
        log.connect_failed(&words);
    } else if begins(&["TLS connection failed", "Can't establish TLS connection", "SSL connection failed"]) {
        log.tls_failed(&words);
    } else if begins(&["Disconnected from server"]) {
        log.disconnected();
    } else if begins(&["Connection closed by server"]) {
        log.closed();
    }
}
