//! ncftp with `-d`: `Cmd: …` is the client, `530: …` the server.

use super::{Lines, log::Log};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    if !lines.iter().any(|line| line.starts_with(b"Cmd: ") || line.starts_with(b"LibNcFTP ")) {
        return log;
    }
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix(b"Cmd: ") {
            log.sent(text);
        } else if let Some((code, first)) = reply(line) {
            let mut texts = vec![first];
            while let Some(further) = lines.next_if(|line| line.starts_with(b"     ")) {
                texts.push(&further[5..]);
            }
            let last = texts.len() - 1;
            for (i, text) in texts.iter().enumerate() {
                log.received(&[code, if i == last { b" " } else { b"-" }, text].concat());
            }
        } else {
            own_words(&mut log, &String::from_utf8_lossy(line));
        }
    }
    log
}

/// Splits `530: Login incorrect.` into code and text. Further lines of a reply are indented to its text.
fn reply(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (code, rest) = line.split_at_checked(3)?;
    let text = rest.strip_prefix(b": ")?;
    code.iter().all(u8::is_ascii_digit).then_some((code, text))
}

fn own_words(log: &mut Log, text: &str) {
    let has = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    if has(&["Connection refused", "unreachable", "unknown host", "No route"]) {
        log.connect_failed(text);
    } else if text.starts_with("ncftp") && has(&["timed out", "timeout"]) {
        log.timed_out();
    } else if has(&["remote host closed control connection"]) {
        log.closed();
    }
}
