//! What stands on the terminal after `ftp`, `tnftp` or Windows' `ftp`: the server's lines, what was typed behind prompts, and
//! with `-d` the commands behind `---> `.

use super::Lines;
use super::log::Log;
use super::missing::names_port;
use super::own_words::note;
use super::words::{Replies, is_reply};
use ftp_proto::Secret;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let prompts: [&[u8]; 4] = [b"Name (", b"User (", b"---> ", PROMPT];
    if !lines.iter().any(|line| prompts.iter().any(|prompt| line.starts_with(prompt)) || is_connected(line)) {
        return log;
    }
    let mut screen = Screen {
        log: &mut log,
        replies: Replies::default(),
        password: false,
        debug: debug(lines),
        typed: None,
        lost: false,
    };
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
    /// The command of what was typed, until a reply comes that can be the answer to it.
    typed: Option<Vec<u8>>,
    /// What comes now answers commands that are not shown.
    lost: bool,
}

const PROMPT: &[u8] = b"ftp>";

/// What is typed, and the command that it becomes.
const TYPED: [(&str, &str); 22] = [
    ("user", "USER"),
    ("ls", "LIST"),
    ("dir", "LIST"),
    ("nlist", "NLST"),
    ("mls", "LIST"),
    ("get", "RETR"),
    ("recv", "RETR"),
    ("reget", "RETR"),
    ("mget", "RETR"),
    ("put", "STOR"),
    ("send", "STOR"),
    ("reput", "STOR"),
    ("mput", "STOR"),
    ("append", "APPE"),
    ("cd", "CWD"),
    ("delete", "DELE"),
    ("mdelete", "DELE"),
    ("mkdir", "MKD"),
    ("rmdir", "RMD"),
    ("rename", "RNFR"),
    ("size", "SIZE"),
    ("pwd", "PWD"),
];

impl Screen<'_> {
    /// A session begins, whatever became of the one before it.
    fn begin(&mut self) {
        (self.replies, self.password, self.typed, self.lost) = (Replies::default(), false, None, false);
    }

    /// `false` when what follows cannot be told any more.
    fn line(&mut self, line: &[u8]) -> bool {
        let closed = b"421 Service not available, remote server has closed connection";
        if is_connected(line) {
            self.begin();
            self.log.connected(21);
        } else if line.starts_with(closed) {
            self.log.closed();
        } else if let Some(text) = line.strip_prefix(b"---> ") {
            self.log.sent(text);
        } else if let Some(rest) = name_prompt(line) {
            self.begin();
            return self.behind_prompt(rest, b"USER ");
        } else if let Some(rest) = line.strip_prefix(b"Password:") {
            self.password = true;
            return self.behind_prompt(rest.trim_ascii_start(), b"PASS ");
        } else if let Some(typed) = line.strip_prefix(PROMPT).filter(|_| !self.debug) {
            self.lost = false;
            self.log.hide(secrets(typed).map(Secret::new).collect());
            self.typed = command(typed.trim_ascii());
            if let Some(user) = self.typed.take_if(|typed| typed.starts_with(b"USER")) {
                self.password = false;
                self.log.sent(&user);
            }
        } else if self.lost {
        } else if self.replies.takes(line) {
            // Before a transfer `ftp` sends TYPE, PORT, PASV or EPSV by itself.
            let before = matches!(line.get(..3), Some(b"200" | b"227" | b"229"));
            if let Some(typed) = self.typed.take_if(|_| !before) {
                self.log.sent(&typed);
            }
            let of_type = before && line.starts_with(b"200") && !names_port(line) && self.typed.is_some();
            if !of_type {
                self.log.received(line);
            }
            let last = is_reply(line) && line.get(3) != Some(&b'-');
            let ends = last && !matches!(line.first(), Some(b'1' | b'3')) && self.typed.is_none();
            self.lost = ends && self.password && !self.debug;
        } else {
            own_words(self.log, line);
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

/// The password and the account that were typed: `user NAME PASSWORD ACCOUNT`, `account ACCOUNT`.
fn secrets(typed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut words = typed.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let before = match words.next() {
        Some(b"user") => 1,
        Some(b"account") => 0,
        _ => usize::MAX,
    };
    words.skip(before)
}

/// The command that this line of the user's becomes.
fn command(typed: &[u8]) -> Option<Vec<u8>> {
    let end = typed.iter().position(u8::is_ascii_whitespace).unwrap_or(typed.len());
    let (word, rest) = (&typed[..end], typed[end..].trim_ascii());
    if matches!(word, b"quote" | b"literal") {
        return Some(rest.to_vec());
    }
    let (_, verb) = TYPED.iter().find(|(own, _)| word == own.as_bytes())?;
    // The local name stands before or behind the other.
    let name = rest.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    let blank: &[u8] = if name.is_empty() { b"" } else { b" " };
    Some([verb.as_bytes(), blank, name].concat())
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

fn own_words(log: &mut Log, line: &[u8]) {
    let text = String::from_utf8_lossy(line);
    let ours = ["ftp: ", "tnftp: ", "> ftp: "].iter().any(|mark| text.starts_with(mark));
    let failed = ["refused", "unreachable", "No route", "not known", "nknown host", "timed out"];
    if ours && failed.iter().any(|part| text.contains(part)) {
        log.connect_failed(&text);
    } else {
        note(log, line);
    }
}
