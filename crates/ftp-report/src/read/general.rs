//! Any log: which side said a line is found from the line itself, whatever stands before it.

use super::log::Log;
use super::said::{Side, is_command, said};
use super::words::ends_reply;
use super::{Lines, errors, messages, own_words};
use regex::bytes::Regex;
use std::sync::LazyLock;

pub fn read(lines: Lines<'_>) -> Log {
    let mut reader = Reader::default();
    let commands = lines.iter().any(|line| said(line).is_some_and(|said| said.side == Side::Client));
    // A traceback that shows ftplib's `login()` without a name is that of an anonymous login.
    if !commands && lines.iter().any(|line| line.trim_ascii_end().ends_with(b".login()")) {
        reader.log.sent(b"USER anonymous");
    }
    for line in lines {
        reader.line(line);
    }
    if reader.log.has_replies() {
        return reader.log;
    }
    let mut log = Log::default();
    errors::read(&mut log, lines);
    if log.has_replies() {
        return log;
    }
    // Without a mark and without a reply, a verb is only a word.
    if !reader.marked {
        reader.log = Log::default();
        for line in lines {
            own_words::note(&mut reader.log, line);
        }
    }
    reader.log
}

#[derive(Default)]
struct Reader {
    log: Log,
    /// The code of a multi-line reply that has not ended, and the mark before it.
    open: Option<([u8; 3], Vec<u8>)>,
    /// What the server said last, and the frame before it: some clients log the same line twice.
    last: Option<(Vec<u8>, Vec<u8>)>,
    /// What the client sent since then, and the frame before it, for the same reason.
    sent: Option<(Vec<u8>, Vec<u8>)>,
    /// A command was found after a mark.
    marked: bool,
}

impl Reader {
    fn line(&mut self, line: &[u8]) {
        if let Some((command, code)) = with_its_answer(line) {
            self.close();
            self.marked = true;
            self.log.sent(command);
            self.log.received(code);
            return;
        }
        // A reply that ftp makes up itself.
        if CLOSED.iter().any(|words| memchr::memmem::find(line, words).is_some()) {
            return own_words::note(&mut self.log, line);
        }
        if let Some(reply) = messages::instead(line) {
            return self.reply(b"", reply.to_vec());
        }
        let found = said(line);
        if let Some((code, mark)) = &self.open {
            let same = mark_of(found.as_ref().map_or(line, |found| found.before)) == *mark;
            let ends = found.as_ref().is_some_and(|found| ends_reply(code, &found.text));
            let theirs = found.as_ref().is_some_and(|found| found.side == Side::Client);
            match &found {
                Some(found) if found.side == Side::Server && !ends && !found.text.starts_with(code) => {
                    self.close()
                }
                Some(_) if theirs && !same => {}
                _ if found.is_none() && !mark.is_empty() && !has_mark(line, mark) => {}
                _ if theirs || found.is_none() => {
                    self.log.received(behind(line, mark));
                    return;
                }
                _ => {}
            }
        }
        match found {
            Some(found) if found.side == Side::Client => {
                self.marked |= !found.before.is_empty();
                self.command(found.before, found.text);
            }
            Some(found) => self.reply(found.before, found.text),
            None if banner(&mut self.log, line) => {}
            None => own_words::note(&mut self.log, line),
        }
    }

    fn command(&mut self, before: &[u8], text: Vec<u8>) {
        let frame = shape(before);
        if self.sent.as_ref().is_some_and(|(sent, whose)| *sent == text && *whose != frame) {
            self.sent = None;
            return;
        }
        self.log.sent(&text);
        self.sent = Some((text, frame));
    }

    fn reply(&mut self, before: &[u8], text: Vec<u8>) {
        self.sent = None;
        let frame = shape(before);
        if self.last.as_ref().is_some_and(|(last, whose)| *last == text && *whose != frame) {
            return;
        }
        self.log.received(&text);
        let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
        match first {
            [a, b, c, b'-', ..]
                if !text.split(|byte| *byte == b'\n').skip(1).any(|line| ends_reply(first, line)) =>
            {
                self.open = Some(([*a, *b, *c], mark_of(before)));
            }
            _ => self.open = None,
        }
        self.last = Some((text, frame));
    }

    /// Ends an open reply whose end was lost.
    fn close(&mut self) {
        if let Some((code, _)) = self.open.take() {
            self.log.received(&[&code, &b" "[..]].concat());
        }
    }
}

const CLOSED: [&[u8]; 2] = [b"remote server has closed connection", b"remote server timed out"];

/// Splits a command and the code of its reply, as in ProFTPD's ExtendedLog: `"USER alice" 331 -`.
fn with_its_answer(line: &[u8]) -> Option<(&[u8], &[u8])> {
    static PAIR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#""(?<command>[A-Za-z]{3,4}(?: [^"]*)?)" (?<code>[1-5][0-9][0-9])(?: (?:-|[0-9]+)|\s*$)"#)
            .expect("a regular expression")
    });
    let found = PAIR.captures(line)?;
    let (command, code) = (found.name("command")?.as_bytes(), found.name("code")?.as_bytes());
    is_command(command).then_some((command, code))
}

/// Returns what stands before a line, without its digits.
fn shape(before: &[u8]) -> Vec<u8> {
    before.iter().filter(|byte| !byte.is_ascii_digit()).copied().collect()
}

/// Returns the last word before a line, which is its arrow or its label.
fn mark_of(before: &[u8]) -> Vec<u8> {
    let before = before.trim_ascii_end();
    let start = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
    shape(&before[start..])
}

fn has_mark(line: &[u8], mark: &[u8]) -> bool {
    at_mark(line, mark).is_some()
}

fn at_mark(line: &[u8], mark: &[u8]) -> Option<usize> {
    let found = memchr::memmem::find(line, mark)?;
    Some(found + mark.len())
}

/// Returns what follows the mark, without the blank that belongs to the mark.
fn behind<'a>(line: &'a [u8], mark: &[u8]) -> &'a [u8] {
    let at = if mark.is_empty() { 0 } else { at_mark(line, mark).unwrap_or(0) };
    let rest = &line[at..];
    if at == 0 { rest } else { rest.strip_prefix(b" ").unwrap_or(rest) }
}

/// Takes the greeting of a server of another protocol, also inside a message.
fn banner(log: &mut Log, line: &[u8]) -> bool {
    const BANNERS: [&[u8]; 4] = [b"SSH-2.0-", b"SSH-1.99-", b"HTTP/1.", b"error_proto: "];
    let found = BANNERS.iter().find_map(|banner| Some((banner, memchr::memmem::find(line, banner)?)));
    let Some((banner, at)) = found.filter(|_| !log.has_replies()) else { return false };
    let at = if banner.ends_with(b": ") { at + banner.len() } else { at };
    let text = &line[at..];
    let end = text.iter().position(|byte| matches!(byte, b'\'' | b'"')).unwrap_or(text.len());
    log.received(&text[..end]);
    true
}
