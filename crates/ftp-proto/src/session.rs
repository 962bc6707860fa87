//! After the login: one command at a time, and at any moment an answer to "is it still in sync?".

use crate::control::{Control, Heard};
use crate::{
    Action, Command, Credentials, Diagnosis, Dialogue, Entry, Features, Input, ReplyBuf, ReplyError,
    TlsFailure, Transcript, diagnose,
};
use alloc::vec::Vec;

/// A connection that is logged in: made only by [`Login::finish`](crate::Login::finish).
///
/// [`Session::start`] a command, drive the session to [`Action::Done`], look at [`Session::reply`]. A
/// preliminary reply (1yz) ends the drive too: do the transfer, then [`Session::resume`] for the final one.
#[derive(Debug)]
pub struct Session {
    control: Control<()>,
    granted: Granted,
    reply: Option<ReplyBuf>,
    waiting: bool,
    health: Health,
    logged_in: bool,
    memory: Memory,
}

/// Whether a session can take the next command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Health {
    /// Every command has its reply.
    InSync,
    /// A command has no final reply yet: [`Session::resume`] waits for it.
    ReplyPending,
    /// What comes cannot be told apart any more: the connection is to be closed.
    Poisoned(Poison),
    /// The server closed the connection, or said that it does.
    Closed,
}

/// What spoilt a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Poison {
    /// Bytes that are no reply.
    Malformed(ReplyError),
    /// More preliminary or unasked replies than [`Limits::preliminary`](crate::Limits::preliminary).
    EndlessReplies,
    /// TLS broke.
    TlsFailed(TlsFailure),
    /// The driver reported what was not asked for.
    Misuse,
}

/// The session cannot start a command now: [`Session::health`] says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy(pub Health);

/// What was reached at login besides the login.
#[derive(Clone, Debug, Default)]
pub(crate) struct Granted {
    pub(crate) encrypted: bool,
    pub(crate) data_protected: bool,
    pub(crate) features: Option<ReplyBuf>,
}

/// What it takes to stand in a new session where this one stood. Only commands that the server agreed to
/// are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Lines to send after the new login, in order: TYPE, the CWDs that led to the directory, and the REST
    /// that the transfer to replay began with.
    pub restore: Vec<Vec<u8>>,
    /// The command that went without a final reply, or that a lost login refused, if it is safe to send it
    /// twice. A transfer needs a new data connection first.
    pub replay: Option<Vec<u8>>,
}

/// What a session remembers for [`Recovery`].
#[derive(Debug, Default)]
struct Memory {
    kind: Option<Vec<u8>>,
    directories: Vec<Vec<u8>>,
    restart: Option<Vec<u8>>,
    last: Option<(&'static str, Vec<u8>)>,
}

/// Sending these again changes nothing on the server.
const REPEATABLE: [&str; 17] = [
    "CDUP", "CWD", "EPSV", "FEAT", "HELP", "LIST", "MDTM", "MLSD", "MLST", "NLST", "NOOP", "PASV", "PWD",
    "RETR", "SIZE", "STAT", "SYST",
];

/// These come between REST and the transfer that it is for, or are that transfer.
const KEEPS_RESTART: [&str; 5] = ["EPRT", "EPSV", "PASV", "PORT", "RETR"];

/// More changes of directory than this are not remembered one by one.
const DIRECTORIES: usize = 64;

impl Session {
    pub(crate) fn new(control: Control<()>, granted: Granted) -> Self {
        Session {
            control,
            granted,
            reply: None,
            waiting: false,
            health: Health::InSync,
            logged_in: true,
            memory: Memory::default(),
        }
    }

    /// Begins a command; drive the session then. An error, and nothing changed, while another command has
    /// no final reply, and for ever on a session that is closed or poisoned.
    pub fn start(&mut self, command: &Command<'_>) -> Result<(), Busy> {
        if self.health != Health::InSync {
            return Err(Busy(self.health));
        }
        self.memory.begin(command);
        self.control.say(command, ());
        self.reply = None;
        self.waiting = true;
        self.health = Health::ReplyPending;
        Ok(())
    }

    /// Goes on waiting for the final reply: after a 1yz reply, or after a time-out. An error where none is
    /// pending.
    pub fn resume(&mut self) -> Result<(), Busy> {
        if self.health != Health::ReplyPending {
            return Err(Busy(self.health));
        }
        self.waiting = true;
        Ok(())
    }

    /// The newest reply to the command that was started last: preliminary or final. `None`: none came.
    pub fn reply(&self) -> Option<&ReplyBuf> {
        self.reply.as_ref()
    }

    /// Whether the next command can be started, or why not.
    pub fn health(&self) -> Health {
        self.health
    }

    /// Whether the server still takes us for logged in, as far as it said: a 530 that asks for a login, or
    /// a REIN that it took, ends that, and a 230 begins it again.
    pub fn is_logged_in(&self) -> bool {
        self.logged_in && self.health != Health::Closed
    }

    /// Whether the control connection is under TLS.
    pub fn is_encrypted(&self) -> bool {
        self.granted.encrypted
    }

    /// Whether the server took `PROT P`: data connections are to be under TLS too.
    pub fn is_data_protected(&self) -> bool {
        self.granted.data_protected
    }

    /// The reply to FEAT, where the login asked for it and the server gave it.
    pub fn features(&self) -> Option<&ReplyBuf> {
        self.granted.features.as_ref()
    }

    /// From now on replaces the secrets of these credentials by `***` in what comes: the login has
    /// forgotten them, and a server may still echo them.
    pub fn hide(&mut self, credentials: &Credentials) {
        credentials.secrets().for_each(|secret| self.control.hide(secret));
    }

    /// What was said, the login included.
    pub fn transcript(&self) -> &Transcript {
        &self.control.transcript
    }

    /// What the conversation shows: after a refused command, or when the session ended.
    pub fn diagnose(&self) -> Diagnosis {
        diagnose(self.transcript())
    }

    /// How to stand in a new session where this one stood. `None` while this one is in sync and logged in.
    pub fn recovery(&self) -> Option<Recovery> {
        if self.health == Health::InSync && self.logged_in {
            return None;
        }
        let memory = &self.memory;
        let restore = memory.kind.iter().chain(&memory.directories).chain(&memory.restart).cloned().collect();
        let last = memory.last.as_ref();
        let replay = last.filter(|(verb, _)| REPEATABLE.contains(verb)).map(|(_, line)| line.clone());
        Some(Recovery { restore, replay })
    }

    fn heard(&mut self, heard: Heard<()>) {
        match heard {
            Heard::Preliminary(reply) => {
                self.reply = Some(reply);
                self.waiting = false;
            }
            Heard::Answer((), reply) => {
                let code = reply.code().get();
                self.health = if matches!(code, 221 | 421) { Health::Closed } else { Health::InSync };
                let lost = self.loses_login(&reply);
                self.logged_in = !lost && (self.logged_in || code == 230);
                if !lost && code != 421 {
                    self.memory.end(code);
                }
                self.reply = Some(reply);
                self.waiting = false;
            }
            Heard::Early(reply) if matches!(reply.code().get(), 221 | 421) => {
                self.reply = Some(reply);
                self.end(Health::Closed);
            }
            // Nobody asked: it is in the transcript, and answers nothing.
            Heard::Early(_) => {}
            Heard::Endless => self.end(Health::Poisoned(Poison::EndlessReplies)),
            Heard::Malformed(error) => self.end(Health::Poisoned(Poison::Malformed(error))),
        }
    }

    fn loses_login(&mut self, reply: &ReplyBuf) -> bool {
        let code = reply.code().get();
        match self.memory.last.as_ref().map_or("", |(verb, _)| verb) {
            "REIN" if code < 300 => {
                self.memory = Memory::default();
                true
            }
            // "Can't change to another user" (vsftpd): the session goes on.
            "USER" | "PASS" => false,
            _ => crate::diagnosis::wants_login(reply.as_reply()),
        }
    }

    fn end(&mut self, health: Health) {
        self.control.give_up();
        self.waiting = false;
        self.health = health;
    }
}

impl Dialogue for Session {
    fn action(&self) -> Action<'_> {
        match self.control.to_write() {
            _ if !self.waiting => Action::Done,
            b"" => Action::Receive,
            bytes => Action::Send(bytes),
        }
    }

    /// What comes while no command is under way is taken too: a 421 then closes the session.
    fn handle(&mut self, input: Input<'_>) {
        if matches!(self.health, Health::Closed | Health::Poisoned(_)) {
            return;
        }
        match input {
            Input::Sent(n) => {
                if self.control.sent(n).is_err() {
                    self.end(Health::Poisoned(Poison::Misuse));
                }
            }
            Input::Bytes(mut bytes) => {
                while let Some(heard) = self.control.hear(&mut bytes) {
                    self.heard(heard);
                }
            }
            Input::Eof => {
                if let Some(heard) = self.control.flush() {
                    self.heard(heard);
                }
                self.control.note(Entry::Closed);
                self.end(Health::Closed);
            }
            Input::TimedOut => {
                self.control.note(Entry::TimedOut);
                self.waiting = false;
            }
            Input::TlsFailed(why) => {
                self.control.note(Entry::TlsFailed(why));
                self.end(Health::Poisoned(Poison::TlsFailed(why)));
            }
            Input::TlsUp => self.end(Health::Poisoned(Poison::Misuse)),
        }
    }
}

impl Granted {
    /// Whether FEAT lists this feature.
    pub(crate) fn lists(&self, name: &str) -> bool {
        let listed =
            |reply: &ReplyBuf| Features::parse(&reply.as_reply()).is_ok_and(|f| f.get(name).is_some());
        self.features.as_ref().is_some_and(listed)
    }
}

impl Memory {
    fn begin(&mut self, command: &Command<'_>) {
        let mut line = Vec::new();
        // The commands that carry a secret are never kept, nor sent again.
        if !command.is_secret() {
            command.write_to(&mut line);
        }
        if !KEEPS_RESTART.contains(&command.verb()) {
            self.restart = None;
        }
        self.last = Some((command.verb(), line));
    }

    /// The last command has its final reply.
    fn end(&mut self, code: u16) {
        let Some((verb, line)) = self.last.take() else { return };
        match verb {
            "TYPE" if code < 300 => self.kind = Some(line),
            "CWD" | "CDUP" if code < 300 => {
                let absolute = line.get(4) == Some(&b'/');
                if absolute || self.directories.len() == DIRECTORIES {
                    self.directories.clear();
                }
                self.directories.push(line);
            }
            "REST" if code == 350 => self.restart = Some(line),
            "RETR" => self.restart = None,
            _ => {}
        }
    }
}

impl core::fmt::Display for Busy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self.0 {
            Health::InSync => "no command is under way",
            Health::ReplyPending => "a command has no final reply yet",
            Health::Poisoned(_) => "the session is out of sync for good",
            Health::Closed => "the session is closed",
        })
    }
}

impl core::error::Error for Busy {}
