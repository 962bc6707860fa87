//! FileZilla's message log, and logs like it: `Status:`, `Command:`, `Response:`, `Error:`, with or without a date,
//! a time and numbers in front.

use super::own_words::note;
use super::said::is_command;
use super::words::{is_reply, port_at_end};
use super::{Lines, log::Log};

/// Labels that are known. FileZilla writes them in its user's language: if a log has both sides of the conversation,
/// the text after the labels tells which is which.
const COMMAND: [&[u8]; 1] = [b"Command"];
const RESPONSE: [&[u8]; 1] = [b"Response"];
const OWN: [&[u8]; 2] = [b"Status", b"Error"];

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let labelled: Vec<(&[u8], &[u8])> = lines.iter().filter_map(|line| self::labelled(line)).collect();
    let labels = Labels::learned(&labelled);
    let ours = [COMMAND[0], RESPONSE[0], OWN[0]];
    let is_ours = labels.all() || labelled.iter().any(|(label, _)| ours.contains(label));
    for line in lines {
        let Some((label, text)) = self::labelled(line) else {
            if is_ours {
                note(&mut log, line);
            }
            continue;
        };
        if labels.response == Some(label) || RESPONSE.contains(&label) {
            log.received(text);
        } else if labels.command == Some(label) || COMMAND.contains(&label) {
            log.sent(text);
        } else if labels.all() || OWN.contains(&label) {
            own_words(&mut log, &String::from_utf8_lossy(text));
        }
    }
    log
}

/// The labels of the two sides of the conversation in a log.
struct Labels<'a> {
    response: Option<&'a [u8]>,
    command: Option<&'a [u8]>,
}

impl<'a> Labels<'a> {
    fn learned(lines: &[(&'a [u8], &'a [u8])]) -> Self {
        let response = lines.iter().find(|(_, text)| is_reply(text)).map(|(label, _)| *label);
        // A command counts only in capitals, since "User cannot log in" is a sentence.
        let is_one = |text: &[u8]| is_command(text) && text.iter().take(3).all(u8::is_ascii_uppercase);
        let command = lines.iter().find(|(label, text)| is_one(text) && Some(*label) != response);
        let command = command.map(|(label, _)| *label);
        // One label alone is not enough: "error_perm: 530 no" may be a line of any log.
        Labels {
            response: response.filter(|_| command.is_some()),
            command: command.filter(|_| response.is_some()),
        }
    }

    fn all(&self) -> bool {
        self.response.is_some() && self.command.is_some()
    }
}

fn own_words(log: &mut Log, text: &str) {
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    // The names of errors and of the TLS library are the same in all languages.
    let names = |names: &[&str]| names.iter().any(|name| text.contains(name));
    if begins(&["Connection established"]) {
        log.connection_stands();
    } else if text == "Logged in" {
        // Newer versions do not show the commands of a login.
        log.logged_in();
    } else if begins(&[
        "TLS connection established",
        "TLS/SSL connection established",
        "FTPS Authentication Successful",
    ]) {
        log.tls_up();
    } else if begins(&["Certificate", "Failed to verify peer certificate"]) || names(&["GnuTLS"]) {
        log.tls_failed(text);
    } else if begins(&["Connection attempt failed", "Unable to resolve", "Could not resolve"])
        || names(&["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EAI_"])
    {
        log.connect_failed(text);
    } else if begins(&["Connection timed out"]) || names(&["ETIMEDOUT"]) || is_inactivity(text) {
        log.timed_out();
    } else if text.trim_ascii_end() == "Disconnected from server" {
        log.disconnected();
    } else if begins(&["Connection closed by server", "Disconnected from server"]) || names(&["ECONNRESET"]) {
        log.closed();
    } else if let Some(port) = port_at_end(text) {
        // "Connecting to 192.0.2.7:21...", in any language.
        log.connecting(port);
    }
}

/// Whether the text says "20 seconds of inactivity", in one of FileZilla's languages.
fn is_inactivity(text: &str) -> bool {
    const STEMS: [&str; 13] = [
        "inactiv",
        "inaktiv",
        "inattiv",
        "inativ",
        "aktywno",
        "nečinn",
        "бездейств",
        "无活动",
        "没有活动",
        "無活動",
        "動作がない",
        "操作がない",
        "비활성",
    ];
    let text = text.to_lowercase();
    text.contains(|c: char| c.is_ascii_digit()) && STEMS.iter().any(|stem| text.contains(stem))
}

/// Splits `Label: text`, if only a date, a time and numbers stand before it. Some languages put a blank before the
/// colon, and some write a wide colon.
fn labelled(line: &[u8]) -> Option<(&[u8], &[u8])> {
    const WIDE: &[u8] = "：".as_bytes();
    // Some logs have each line in quotes.
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let start = line.iter().position(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())?;
    let line = &line[start..];
    // FileZilla's Polish label for a reply has no colon.
    const BARE: &[u8] = "Odpowiedź".as_bytes();
    if let Some(text) =
        line.strip_prefix(BARE).filter(|text| text.starts_with(b"\t") || text.starts_with(b" "))
    {
        return Some((BARE, text.trim_ascii_start()));
    }
    let narrow = line.iter().position(|byte| *byte == b':').map(|at| (at, 1));
    let wide = line.windows(WIDE.len()).position(|window| window == WIDE).map(|at| (at, WIDE.len()));
    let (at, length) = narrow.into_iter().chain(wide).min()?;
    let (label, text) = (line[..at].trim_ascii_end(), &line[at + length..]);
    let blank = text.first().is_some_and(u8::is_ascii_whitespace);
    let plain = label.len() <= 32 && !label.iter().any(|byte| byte.is_ascii_digit() || b"\t.".contains(byte));
    (plain && (blank || length > 1)).then(|| (label, text.trim_ascii_start()))
}
