//! Replies as somebody pasted them, and perhaps commands between them.

use super::Lines;
use super::log::Log;
use super::words::{Replies, is_command, is_reply};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let mut replies = Replies::default();
    for line in lines.iter().map(|line| line.trim_ascii()) {
        if replies.takes(line) {
            log.received(line);
        } else if is_command(line) {
            log.sent(line);
        }
    }
    if log.understood() == 0 {
        // An error message with the reply somewhere in it.
        lines.iter().filter_map(|line| inside(line)).for_each(|reply| log.received(reply));
    }
    log
}

/// A code at the beginning of a word, with text behind it.
fn inside(line: &[u8]) -> Option<&[u8]> {
    let starts = (1..line.len()).filter(|at| !line[at - 1].is_ascii_alphanumeric() && line[at - 1] != b'.');
    starts.map(|at| &line[at..]).find(|rest| is_reply(rest) && rest.len() > 4 && refuses(rest))
}

/// In the middle of a text only a refusal is taken for a reply: other numbers are everywhere.
fn refuses(reply: &[u8]) -> bool {
    matches!(reply.first(), Some(b'4' | b'5'))
}
