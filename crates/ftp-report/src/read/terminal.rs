//! The terminal of `ftp`, `tnftp` or Windows' `ftp`: the server's lines, what was typed after prompts, and with `-d` the
//! commands after `---> `.

use super::Lines;
use super::log::Log;
use super::missing::names_port;
use super::own_words::{self, note};
use super::words::{Replies, is_reply};
use ftp_proto::Secret;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::default();
    let has = |begin: &[u8]| lines.iter().any(|line| line.starts_with(begin));
    let prompts: [&[u8]; 4] = [b"Name (", b"User (", b"---> ", PROMPT];
    let prompted = prompts.into_iter().any(has);
    // telnet reports a connection in the same words.
    if !prompted && (has(b"Escape character is") || !lines.iter().any(|line| is_connected(line))) {
        return log;
    }
    let mut screen = Screen {
        log: &mut log,
        replies: Replies::default(),
        password: false,
        debug: debug(lines),
        typed: None,
        held: None,
        moves: false,
        rest: Rest::Told,
    };
    for line in lines {
        if !screen.line(line) {
            break;
        }
    }
    screen.let_go();
    log
}

struct Screen<'l> {
    log: &'l mut Log,
    replies: Replies,
    /// The password was asked for.
    password: bool,
    /// The log shows the commands.
    debug: bool,
    /// The command for what was typed, until a reply comes that can be the answer to it.
    typed: Option<Vec<u8>>,
    /// During a transfer, the last line that may be the answer: the file may have such lines, too.
    held: Option<Vec<u8>>,
    moves: bool,
    rest: Rest,
}

/// What the lines up to the next prompt are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// Answers to known commands.
    Told,
    /// Answers to commands that are not shown.
    Lost,
    /// The output of a command that sends nothing.
    Local,
}

const PROMPT: &[u8] = b"ftp>";

/// What the user types, and the verb that it sends.
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

/// What the user types that sends nothing.
const LOCAL: [&[u8]; 12] = [
    b"help", b"?", b"status", b"lcd", b"lpwd", b"prompt", b"hash", b"verbose", b"bell", b"debug", b"glob",
    b"passive",
];

impl Screen<'_> {
    /// Begins a session, whatever became of the one before it.
    fn begin(&mut self) {
        self.let_go();
        (self.replies, self.password, self.typed, self.rest) = (Replies::default(), false, None, Rest::Told);
    }

    /// Takes the last line that may be the answer to a transfer as the answer.
    fn let_go(&mut self) {
        self.moves = false;
        if let Some(line) = self.held.take() {
            self.log.received(&line);
        }
    }

    /// Notes that the command for what was typed was sent.
    fn send_typed(&mut self) {
        if let Some(typed) = self.typed.take() {
            self.log.sent(&typed);
        }
    }

    /// Takes a line. Returns `false` if what follows cannot be understood.
    fn line(&mut self, line: &[u8]) -> bool {
        let closed = b"421 Service not available, remote server has closed connection";
        if let Some(typed) = line.strip_prefix(PROMPT).filter(|_| !self.debug) {
            self.prompt(typed.trim_ascii());
        } else if self.rest == Rest::Local {
        } else if is_connected(line) {
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
            self.send_typed();
            return self.behind_prompt(rest.trim_ascii_start(), b"PASS ");
        } else if self.rest == Rest::Lost {
        } else if self.replies.takes(line) {
            self.reply(line);
        } else if line.starts_with(b"Not connected") {
            self.typed = None;
        } else {
            if own_words::meaning(line).is_some() {
                self.send_typed();
            }
            own_words(self.log, line);
        }
        true
    }

    fn prompt(&mut self, typed: &[u8]) {
        self.let_go();
        self.log.hide(secrets(typed).map(Secret::new).collect());
        let word = typed.split(u8::is_ascii_whitespace).next().unwrap_or_default();
        self.rest = if word.starts_with(b"!") || LOCAL.contains(&word) { Rest::Local } else { Rest::Told };
        self.typed = command(typed);
        self.password &= word != b"user";
    }

    fn reply(&mut self, line: &[u8]) {
        if self.moves && !matches!(line.first(), Some(b'1')) {
            self.held = Some(line.to_vec());
            return;
        }
        // Before a transfer, `ftp` itself sends TYPE, PORT, PASV or EPSV, and another of them if one is refused.
        let refused = self.typed.as_ref().and_then(|_| refused_opening(line));
        let before = refused.is_some() || matches!(line.get(..3), Some(b"200" | b"227" | b"229"));
        match refused {
            Some(verb) => self.log.sent(verb),
            None if !before => self.send_typed(),
            None => {}
        }
        let of_type = line.starts_with(b"200") && !names_port(line) && self.typed.is_some();
        if !of_type {
            self.log.received(line);
        }
        self.moves = !self.debug && line.starts_with(b"1") && self.password;
        let last = is_reply(line) && line.get(3) != Some(&b'-');
        let ends = last && !matches!(line.first(), Some(b'1' | b'3')) && self.typed.is_none();
        if ends && self.password && !self.debug {
            self.rest = Rest::Lost;
        }
    }

    /// Takes what was typed at a prompt, or what follows it if the input is not a terminal. A name that is not shown is `***`.
    fn behind_prompt(&mut self, rest: &[u8], verb: &[u8]) -> bool {
        let typed = !rest.is_empty() && !is_reply(rest) && !rest.starts_with(b"---> ");
        if typed && verb == b"PASS " {
            self.log.hide(vec![Secret::new(rest)]);
        }
        if !self.debug {
            self.log.sent(&[verb, if typed && verb == b"USER " { rest } else { b"***" }].concat());
        }
        typed || self.line(rest)
    }
}

/// Returns the command to open a data connection that a refusal names.
fn refused_opening(line: &[u8]) -> Option<&'static [u8]> {
    const OPENINGS: [&[u8]; 5] = [b"EPSV", b"PASV", b"LPSV", b"EPRT", b"PORT"];
    let words = || line.split(|byte| !byte.is_ascii_alphanumeric());
    let named = || OPENINGS.into_iter().find(|verb| words().any(|word| word == *verb));
    matches!(line.get(..2), Some(b"50" | b"52")).then(named).flatten()
}

/// Returns the password and the account that were typed: `user NAME PASSWORD ACCOUNT`, `account ACCOUNT`.
fn secrets(typed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut words = typed.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let before = match words.next() {
        Some(b"user") => 1,
        Some(b"account") => 0,
        _ => usize::MAX,
    };
    words.skip(before)
}

/// Returns the command for a line that the user typed.
fn command(typed: &[u8]) -> Option<Vec<u8>> {
    let end = typed.iter().position(u8::is_ascii_whitespace).unwrap_or(typed.len());
    let (word, rest) = (&typed[..end], typed[end..].trim_ascii());
    if matches!(word, b"quote" | b"literal") {
        return Some(rest.to_vec());
    }
    let (_, verb) = TYPED.iter().find(|(own, _)| word == own.as_bytes())?;
    // The first word is the name; the name on the other side may follow.
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

/// Returns what follows the prompt `Name (host:me): ` or `User (host:(none)): `.
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
