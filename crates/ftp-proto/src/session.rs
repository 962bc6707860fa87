//! After the login: one command at a time, and at any moment an answer to "is it still in sync?".

use crate::control::{Control, Heard};
use crate::recovery::{Memory, Recovery};
use crate::{
    Action, Command, Credentials, Diagnosis, Dialogue, Entry, Features, Input, ReplyBuf, ReplyError,
    TlsFailure, Transcript, diagnose,
};

/// A connection that is logged in: made only by [`Login::finish`](crate::Login::finish).
///
/// [`Session::start`] a command, drive the session to [`Action::Done`], look at [`Session::reply`]. A
/// preliminary reply (1yz) ends the drive too: do the transfer, then [`Session::resume`] for the final one.
///
/// FTP does not say which command a reply is for. So a reply that is here before all of a command was
/// written does not answer it, and one more final reply than there were commands poisons the session:
/// then it is open which was the answer to which.
#[derive(Debug)]
pub struct Session {
    control: Control<()>,
    granted: Granted,
    reply: Option<ReplyBuf>,
    waiting: bool,
    health: Health,
    /// No command was started yet.
    fresh: bool,
    logged_in: bool,
    memory: Memory,
    /// Nothing was written of the command that the end of the session left without a reply.
    unsent: bool,
}

/// Whether a session can take the next command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Health {
    /// Every command has its reply.
    #[default]
    InSync,
    /// A command has no final reply yet: [`Session::resume`] waits for it.
    ReplyPending,
    /// What comes cannot be told apart any more: the connection is to be closed.
    Poisoned(Poison),
    /// The server closed the connection, or said that it does.
    Closed,
}

/// What spoilt a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Poison {
    /// Bytes that are no reply.
    Malformed(ReplyError),
    /// A final reply that no command asked for. [`Session::reply`] may be the answer to an earlier command.
    Unasked,
    /// More preliminary replies than [`Limits::preliminary`](crate::Limits::preliminary).
    EndlessReplies,
    /// TLS broke.
    TlsFailed(TlsFailure),
    /// The server agreed to begin TLS (AUTH) or to end it (CCC), which a session cannot.
    TlsChanges,
    /// The driver reported what was not asked for, or over 64 times in a row that nothing happened.
    Misuse,
}

/// The session cannot start a command now: [`Session::health`] says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy(pub Health);

/// What was reached at login besides the login.
#[derive(Clone, Debug, Default, Hash)]
pub(crate) struct Granted {
    pub(crate) encrypted: bool,
    pub(crate) data_protected: bool,
    pub(crate) features: Option<ReplyBuf>,
    /// What came behind the login's last reply says how the session begins.
    pub(crate) health: Health,
}

impl Session {
    pub(crate) fn new(control: Control<()>, granted: Granted) -> Self {
        Session {
            control,
            reply: None,
            waiting: false,
            health: granted.health,
            fresh: true,
            granted,
            logged_in: true,
            memory: Memory::default(),
            unsent: false,
        }
    }

    /// Begins a command; drive the session then. An error, and nothing changed, while another command has
    /// no final reply, and for ever on a session that is closed or poisoned.
    ///
    /// Only ABOR may follow a command that has no final reply. Both are answered, the command by 426 or, where
    /// it was over, by 226; until both replies are here the session is [`Health::ReplyPending`]. A server that
    /// sends one only (Pure-FTPd at times) leaves it so: close the connection then.
    pub fn start(&mut self, command: &Command<'_>) -> Result<(), Busy> {
        let written = self.control.to_write().is_empty();
        let aborts = command.verb() == "ABOR" && self.control.outstanding() == 1 && written;
        if self.health != Health::InSync && !(self.health == Health::ReplyPending && aborts) {
            return Err(Busy(self.health));
        }
        self.fresh = false;
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

    /// The newest reply to the command that was started last, preliminary or final, or the notice by
    /// which the server closed. `None`: none came.
    pub fn reply(&self) -> Option<&ReplyBuf> {
        self.reply.as_ref()
    }

    /// Whether the next command can be started, or why not.
    pub fn health(&self) -> Health {
        self.health
    }

    /// Whether the server still takes us for logged in, as far as it said: a 530 that asks for a login, or
    /// a REIN or USER that it took, ends that, and a 230 begins it again.
    pub fn is_logged_in(&self) -> bool {
        self.logged_in && self.health != Health::Closed
    }

    /// Whether the control connection is under TLS.
    pub fn is_encrypted(&self) -> bool {
        self.granted.encrypted
    }

    /// Whether the server took `PROT P`: data connections are to be under TLS too.
    pub fn is_data_protected(&self) -> bool {
        self.memory.setting("PROT").map_or(self.granted.data_protected, |line| line == b"PROT P\r\n")
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
        Some(self.memory.recovery(self.unsent || self.control.is_untouched()))
    }

    fn heard(&mut self, heard: Heard<()>) {
        match heard {
            // What comes behind a goodbye is in the transcript.
            _ if self.is_over() => {}
            Heard::Preliminary(reply) => {
                self.reply = Some(reply);
                self.waiting = false;
            }
            Heard::Answer((), reply) => self.answered(reply),
            unasked => {
                let health = Health::after(&unasked, self.fresh);
                if let (Health::Closed, Heard::Early(notice)) = (health, unasked) {
                    self.reply = Some(notice);
                }
                if health != Health::InSync {
                    self.end(health);
                }
            }
        }
    }

    fn answered(&mut self, reply: ReplyBuf) {
        let code = reply.code().get();
        let verb = self.memory.last();
        self.health = match (verb, code) {
            (_, 221 | 421) => Health::Closed,
            ("AUTH", 234 | 334) | ("CCC", 200..300) => Health::Poisoned(Poison::TlsChanges),
            _ if self.control.outstanding() > 0 => Health::ReplyPending,
            _ => Health::InSync,
        };
        let lost = match (verb, code) {
            ("REIN", 200..300) => true,
            // "Can't change to another user" (vsftpd): the session goes on.
            ("USER", _) => crate::diagnosis::begins_login(reply.as_reply()),
            ("PASS", _) => false,
            _ => crate::diagnosis::wants_login(reply.as_reply()),
        };
        let entered = matches!((verb, code), (_, 230) | ("USER", 232) | ("PASS" | "ACCT", 202));
        self.logged_in = !lost && (self.logged_in || entered);
        if verb == "REIN" && lost {
            self.granted.data_protected = false;
            self.memory = Memory::default();
        } else if code != 421 && (!lost || verb == "USER") {
            self.memory.end(code);
        }
        self.reply = Some(reply);
        self.waiting = false;
    }

    fn is_over(&self) -> bool {
        matches!(self.health, Health::Closed | Health::Poisoned(_))
    }

    fn end(&mut self, health: Health) {
        self.unsent = self.control.is_untouched() && health != Health::Poisoned(Poison::Misuse);
        self.control.give_up();
        self.control.release();
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
        if self.is_over() {
            return;
        }
        match input {
            Input::Sent(n) => {
                if self.control.sent(n).is_err() {
                    self.end(Health::Poisoned(Poison::Misuse));
                }
            }
            Input::Bytes([]) => {
                if self.control.nothing().is_err() {
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
            // What is here may be a reply after all; what then follows was not asked for.
            Input::TimedOut => match self.control.take_lenient() {
                Some(heard) => self.heard(heard),
                None => {
                    self.control.note(Entry::TimedOut);
                    self.waiting = false;
                }
            },
            Input::TlsFailed(why) => {
                self.control.note(Entry::TlsFailed(why));
                self.end(Health::Poisoned(Poison::TlsFailed(why)));
            }
            Input::TlsUp => self.end(Health::Poisoned(Poison::Misuse)),
        }
    }

    fn replies(&self) -> usize {
        self.control.replies()
    }
}

impl Health {
    /// What it is after something that no command asked for; `fresh`: before the session's first one.
    fn after<T>(unasked: &Heard<T>, fresh: bool) -> Self {
        match unasked {
            Heard::Answer(_, reply) | Heard::Preliminary(reply) | Heard::Early(reply) => {
                match reply.code().get() {
                    // A preliminary reply answers nothing, and some servers (bftpd) welcome twice.
                    ..200 => Health::InSync,
                    230 if fresh => Health::InSync,
                    221 | 421 => Health::Closed,
                    _ => Health::Poisoned(Poison::Unasked),
                }
            }
            Heard::Endless => Health::Poisoned(Poison::EndlessReplies),
            Heard::Malformed(error) => Health::Poisoned(Poison::Malformed(*error)),
        }
    }
}

impl Granted {
    /// The first thing behind the 230 that is no answer says what the session can do.
    pub(crate) fn behind_login<T>(&mut self, heard: &Heard<T>) {
        if self.health == Health::InSync {
            self.health = Health::after(heard, true);
        }
    }

    /// Whether FEAT lists this feature.
    pub(crate) fn lists(&self, name: &str) -> bool {
        let listed =
            |reply: &ReplyBuf| Features::parse(&reply.as_reply()).is_ok_and(|f| f.get(name).is_some());
        self.features.as_ref().is_some_and(listed)
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
