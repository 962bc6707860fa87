//! Whether a session can take the next command, or why it cannot.

use crate::dialogue::TlsFailure;
use crate::exchange::Incoming;
use crate::reply::{ReplyBuf, ReplyError};
use core::fmt;

/// Whether a session can take the next command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Health {
    /// Every command has its final reply, and the caller has looked at it. The next command can be started.
    #[default]
    InSync,
    /// A command has no final reply yet, or the caller has not looked at it.
    /// [`Session::resume`](crate::session::Session::resume) continues with that command.
    ReplyPending,
    /// A transfer was dropped, or its final reply did not come. The next command or transfer can be started; it first sends a
    /// `PWD` to find where the missing replies end.
    Unsettled,
    /// Replies cannot be matched to commands any more. Close the connection.
    Poisoned(Poison),
    /// The server closed the connection, or announced that it will.
    Closed,
    /// The connection broke.
    Broken,
}

/// Why a session is poisoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Poison {
    /// The server sent bytes that are no reply.
    Malformed(ReplyError),
    /// The server sent a final reply that no command asked for. The last reply may answer an earlier command.
    Unasked,
    /// The server sent more preliminary or unasked replies in a row than
    /// [`Limits::preliminary`](crate::reply::Limits::preliminary) allows.
    EndlessReplies,
    /// TLS failed.
    TlsFailed(TlsFailure),
    /// The server agreed to begin TLS (AUTH) or to end it (CCC, and REIN by RFC 4217 section 13). A session can do neither.
    TlsChanges,
    /// The server waits for a data connection that cannot be made, or does not answer after a transfer was given up.
    Stuck,
    /// The driver reported an input that was not asked for, or reported more than 64 times in a row that nothing happened.
    Misuse,
}

/// The session cannot do this now. The [`Health`] says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy(pub Health);

/// What the login achieved besides the login itself.
#[derive(Clone, Debug, Default, Hash)]
pub(crate) struct Granted {
    pub(crate) encrypted: bool,
    pub(crate) data_protected: bool,
    /// The server accepted TYPE I.
    pub(crate) binary: bool,
    pub(crate) features: Option<ReplyBuf>,
    /// The health that the session begins with, from what came after the last reply to the login.
    pub(crate) health: Health,
}

impl Health {
    /// Whether this connection cannot be used any more.
    pub fn is_over(self) -> bool {
        matches!(self, Health::Closed | Health::Broken | Health::Poisoned(_))
    }

    /// The health after something that no command asked for. `fresh` means that no command of the session was started yet.
    pub(crate) fn after<T>(unasked: &Incoming<T>, fresh: bool) -> Self {
        match unasked {
            Incoming::Surplus => Health::InSync,
            Incoming::Answer(_, reply) | Incoming::Preliminary(reply) | Incoming::Early(reply) => {
                let code = reply.code();
                match code.get() {
                    // A preliminary reply answers nothing.
                    ..200 => Health::InSync,
                    // Some servers (bftpd) send 230 twice.
                    230 if fresh => Health::InSync,
                    _ if code.closes() => Health::Closed,
                    _ => Health::Poisoned(Poison::Unasked),
                }
            }
            Incoming::Endless => Health::Poisoned(Poison::EndlessReplies),
            Incoming::Malformed(error) => Health::Poisoned(Poison::Malformed(*error)),
        }
    }
}

names! { Health {
    Health::InSync => "in_sync",
    Health::ReplyPending => "reply_pending",
    Health::Unsettled => "unsettled",
    Health::Poisoned(..) => "poisoned",
    Health::Closed => "closed",
    Health::Broken => "broken",
} }

names! { Poison {
    Poison::Malformed(..) => "malformed",
    Poison::Unasked => "unasked",
    Poison::EndlessReplies => "endless_replies",
    Poison::TlsFailed(..) => "tls_failed",
    Poison::TlsChanges => "tls_changes",
    Poison::Stuck => "stuck",
    Poison::Misuse => "misuse",
} }

impl Granted {
    /// Sets the health from what came unasked after the 230. The first reason against using the session stands.
    pub(crate) fn behind_login<T>(&mut self, incoming: &Incoming<T>) {
        if self.health == Health::InSync {
            self.health = Health::after(incoming, true);
        }
    }
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Health::InSync => f.write_str("in sync"),
            Health::ReplyPending => f.write_str("a reply is pending"),
            Health::Unsettled => f.write_str("a transfer was left"),
            Health::Poisoned(poison) => write!(f, "out of sync: {poison}"),
            Health::Closed => f.write_str("closed"),
            Health::Broken => f.write_str("broken"),
        }
    }
}

impl fmt::Display for Poison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Poison::Malformed(error) => write!(f, "not an ftp reply: {error}"),
            Poison::Unasked => f.write_str("a reply that no command asked for"),
            Poison::EndlessReplies => f.write_str("preliminary replies without end"),
            Poison::TlsFailed(why) => write!(f, "tls failed: {why}"),
            Poison::TlsChanges => f.write_str("tls begins or ends in mid-session"),
            Poison::Stuck => f.write_str("the server does not answer after a transfer"),
            Poison::Misuse => f.write_str("misuse by the driver"),
        }
    }
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Health::InSync | Health::Unsettled => "no command is under way",
            Health::ReplyPending => "a command has no final reply yet",
            Health::Poisoned(_) => "the session is out of sync for good",
            Health::Closed => "the session is closed",
            Health::Broken => "the connection broke",
        })
    }
}

impl core::error::Error for Busy {}
