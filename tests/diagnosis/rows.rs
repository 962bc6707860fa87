//! The real replies, each put into a plausible conversation.

use ftp_proto::transcript::Entry;
use ftp_proto::{TlsFailure, Transcript};
use std::collections::HashMap;

/// One line of `data/login_replies.tsv`.
pub struct Row {
    pub line: usize,
    pub server: String,
    pub phase: String,
    pub command: String,
    pub tls: String,
    pub reply: Vec<u8>,
    pub around: Vec<String>,
    pub cause: String,
    pub tellable: Tellable,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tellable {
    /// Words or behaviour reveal the cause.
    Told,
    /// The same server sends the same bytes and behaves the same for another cause.
    Hidden,
    /// Not a refusal, or one whose cause is not on the list.
    NoRefusal,
}

pub fn rows() -> Vec<Row> {
    let file = include_str!("../data/login_replies.tsv");
    file.lines().enumerate().skip(1).map(|(at, line)| row(at + 1, line)).collect()
}

fn row(line: usize, text: &str) -> Row {
    let cells: Vec<&str> = text.split('\t').collect();
    let [server, phase, command, tls, reply, around, cause, tellable, _note] = cells[..] else {
        panic!("line {line}: {} cells", cells.len());
    };
    let tellable = match tellable {
        "told" => Tellable::Told,
        "hidden" => Tellable::Hidden,
        "no_refusal" => Tellable::NoRefusal,
        other => panic!("line {line}: tellable is {other}"),
    };
    let reply = unescape(reply);
    let around = around.split_whitespace().map(String::from).collect();
    Row {
        line,
        server: server.into(),
        phase: phase.into(),
        command: command.into(),
        tls: tls.into(),
        reply,
        around,
        cause: cause.into(),
        tellable,
    }
}

/// Decodes `\r`, `\n`, `\t` and `\xNN`; everything else stays as it is, in UTF-8.
pub fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        match (byte, tail) {
            (b'\\', [b'r', ..]) => out.push(b'\r'),
            (b'\\', [b'n', ..]) => out.push(b'\n'),
            (b'\\', [b't', ..]) => out.push(b'\t'),
            (b'\\', [b'x', a, b, ..]) => {
                let digits = [*a, *b];
                let digits = std::str::from_utf8(&digits).unwrap();
                out.push(u8::from_str_radix(digits, 16).unwrap());
                rest = &tail[2..];
            }
            _ => {
                out.push(*byte);
                continue;
            }
        }
        rest = &rest[1..];
    }
    out
}

/// The first greeting of each server in the data.
pub fn greetings(rows: &[Row]) -> HashMap<String, Vec<u8>> {
    let mut greetings = HashMap::new();
    for row in rows.iter().filter(|row| row.phase == "greeting" && row.cause == "ok") {
        greetings.entry(row.server.clone()).or_insert_with(|| row.reply.clone());
    }
    greetings
}

impl Row {
    fn is(&self, tag: &str) -> bool {
        self.around.iter().any(|one| one == tag)
    }

    /// The row, for display.
    pub fn shown(&self) -> String {
        let Row { line, server, phase, command, cause, .. } = self;
        format!("line {line} ({server}, {phase}, {command}): {cause} for {}", self.reply.escape_ascii())
    }

    /// The whole conversation in which this reply came.
    pub fn transcript(&self, greetings: &HashMap<String, Vec<u8>>) -> Transcript {
        let mut talk = Transcript::new();
        talk.push(Entry::Connected { port: 21 });
        if self.phase == "greeting" {
            talk.received(&self.reply);
            self.end(&mut talk);
            return talk;
        }
        let greeting = greetings.get(&self.server).map_or(&b"220 FTP server ready.\r\n"[..], Vec::as_slice);
        talk.received(greeting);
        if self.tls == "yes" {
            exchange(&mut talk, "AUTH TLS", b"234 Proceed.\r\n");
            talk.push(Entry::TlsUp);
        }
        self.before(&mut talk);
        self.command(&mut talk);
        self.end(&mut talk);
        talk
    }

    fn user(&self) -> &'static str {
        match self.is("anonymous") {
            true => "USER anonymous",
            false => "USER bob",
        }
    }

    fn before(&self, talk: &mut Transcript) {
        const PASSWORD_WANTED: &[u8] = b"331 Password required.\r\n";
        if self.is("logged_in") {
            exchange(talk, self.user(), PASSWORD_WANTED);
            exchange(talk, "PASS secret", b"230 Logged in.\r\n");
        }
        if self.is("third") {
            for _ in 0..2 {
                if self.phase == "pass" {
                    exchange(talk, self.user(), PASSWORD_WANTED);
                    exchange(talk, "PASS wrong", b"530 Login incorrect.\r\n");
                } else {
                    exchange(talk, &self.command, &self.reply);
                }
            }
        }
        if self.is("user_refused") {
            exchange(talk, "USER bob", b"534 Policy requires SSL.\r\n");
        } else if self.is("after_user") || self.phase == "pass" && !self.is("no_user") {
            exchange(talk, self.user(), PASSWORD_WANTED);
        }
    }

    fn command(&self, talk: &mut Transcript) {
        if self.is("unasked") || self.command.is_empty() && self.phase != "auth_tls" {
            talk.received(&self.reply);
            return;
        }
        let long = "x".repeat(600);
        let command = match self.command.as_str() {
            "" | "(handshake)" => {
                exchange(talk, "AUTH TLS", b"234 Proceed.\r\n");
                talk.received(&self.reply);
                return;
            }
            "(any)" => "NOOP",
            "PASS x" if self.is("not_ascii") => "PASS gehe\u{ef}m",
            "PASS <512 or more chars>" => &format!("PASS {long}"),
            "USER <257 characters>" => &format!("USER {long}"),
            other if other.starts_with('<') => "",
            other => other,
        };
        for line in command.split("\\r\\n") {
            talk.sent(line.as_bytes());
        }
        if self.is("tls_breaks") {
            talk.push(Entry::TlsFailed(TlsFailure::NotTls));
        } else {
            talk.received(&self.reply);
        }
    }

    fn end(&self, talk: &mut Transcript) {
        if self.is("closes") {
            talk.closed();
        }
    }
}

fn exchange(talk: &mut Transcript, line: &str, reply: &[u8]) {
    talk.sent(line.as_bytes());
    talk.received(reply);
}

/// A conversation in which this reply comes in this phase.
pub fn wording(phase: &str, tls: &str, reply: &str) -> Transcript {
    let mut talk = Transcript::new();
    talk.push(Entry::Connected { port: 21 });
    let reply = format!("{reply}\r\n");
    if phase != "greeting" {
        talk.received(b"220 FTP server ready.\r\n");
    }
    if tls == "yes" {
        exchange(&mut talk, "AUTH TLS", b"234 Proceed.\r\n");
        talk.push(Entry::TlsUp);
    }
    let user = if phase.ends_with("anonymous") { "USER anonymous" } else { "USER bob" };
    if matches!(phase, "pass" | "pass_anonymous" | "after" | "after_user") {
        exchange(&mut talk, user, b"331 Password required.\r\n");
    }
    if phase.starts_with("after") {
        exchange(&mut talk, "PASS secret", b"230 Logged in.\r\n");
    }
    match phase {
        "user" | "user_anonymous" => talk.sent(user.as_bytes()),
        "pass" | "pass_anonymous" | "pass_no_user" => talk.sent(b"PASS secret"),
        "auth" => talk.sent(b"AUTH TLS"),
        "list" | "after" => talk.sent(b"LIST"),
        "after_user" => talk.sent(b"USER alice"),
        "greeting" | "idle" => {}
        other => panic!("no phase {other}"),
    }
    talk.received(reply.as_bytes());
    talk
}
