//! What stands on the terminal after `ftp`, `tnftp` or Windows' `ftp`: the server's lines, prompts, and with
//! `-d` the commands behind `---> `.

use super::Lines;
use super::log::Log;
use super::words::{Replies, is_reply};

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let prompts: [&[u8]; 3] = [b"Name (", b"User (", b"---> "];
    if !lines.iter().any(|line| prompts.iter().any(|prompt| line.starts_with(prompt)) || is_connected(line)) {
        return log;
    }
    let mut screen =
        Screen { log: &mut log, replies: Replies::default(), password: false, debug: debug(lines) };
    for line in lines {
        if !screen.line(line) {
            break;
        }
    }
    log
}

struct Screen<'l> {
    log: &'l mut Log,
    replies: Replies,
    /// The password is under way.
    password: bool,
    /// The commands are shown.
    debug: bool,
}

impl Screen<'_> {
    /// `false` when what follows cannot be told any more: commands that are not shown.
    fn line(&mut self, line: &[u8]) -> bool {
        let closed = b"421 Service not available, remote server has closed connection";
        if is_connected(line) {
            self.log.connected(21);
        } else if line.starts_with(closed) {
            self.log.closed();
        } else if let Some(text) = line.strip_prefix(b"---> ") {
            self.log.sent(text);
        } else if let Some(rest) = name_prompt(line) {
            return self.behind_prompt(rest, b"USER ");
        } else if let Some(rest) = line.strip_prefix(b"Password:") {
            self.password = true;
            return self.behind_prompt(rest.trim_ascii_start(), b"PASS ");
        } else if self.replies.takes(line) {
            self.log.received(line);
            let last = is_reply(line) && line.get(3) != Some(&b'-');
            return self.debug || !self.password || !last || line.starts_with(b"3");
        } else {
            own_words(self.log, &String::from_utf8_lossy(line));
        }
        true
    }

    /// What was typed, or what came next where input is no terminal. A name that is not shown is `***`.
    fn behind_prompt(&mut self, rest: &[u8], verb: &[u8]) -> bool {
        let typed = !rest.is_empty() && !is_reply(rest) && !rest.starts_with(b"---> ");
        if !self.debug {
            self.log.sent(&[verb, if typed && verb == b"USER " { rest } else { b"***" }].concat());
        }
        typed || self.line(rest)
    }
}

fn debug(lines: Lines<'_>) -> bool {
    lines.iter().any(|line| line.windows(5).any(|window| window == b"---> "))
}

fn is_connected(line: &[u8]) -> bool {
    line.starts_with(b"Connected to ") && line.ends_with(b".")
}

/// `Name (host:me): ` and `User (host:(none)): `
fn name_prompt(line: &[u8]) -> Option<&[u8]> {
    if !line.starts_with(b"Name (") && !line.starts_with(b"User (") {
        return None;
    }
    let end = line.windows(2).position(|window| window == b"):")?;
    Some(line[end + 2..].trim_ascii_start())
}

fn own_words(log: &mut Log, text: &str) {
    let ours = ["ftp: ", "tnftp: ", "> ftp: "].iter().any(|mark| text.starts_with(mark));
    let failed = ["refused", "unreachable", "No route", "not known", "nknown host", "timed out"];
    if ours && failed.iter().any(|part| text.contains(part)) {
        log.connect_failed(text);
    }
}
