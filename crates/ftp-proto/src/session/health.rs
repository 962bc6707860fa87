//! Whether a session can take the next command, and what spoilt it if not.

use crate::dialogue::TlsFailure;
use crate::exchange::Incoming;
use crate::reply::{ReplyBuf, ReplyError};
use core::fmt;

/// Whether a session can take the next command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Health {
    /// Every command has its reply, and it was looked at.
    #[default]
    InSync,
    /// A command has no final reply yet, or that was not looked at:
    /// [`Session::resume`](crate::session::Session::resume) goes on with it.
    ReplyPending,
    /// A transfer was dropped, or its final reply did not come: the next command or transfer first finds out, by a
    /// `PWD` of its own, where the replies that are missing end.
    Unsettled,
    /// What comes cannot be assigned to commands any more: the connection is to be closed.
    Poisoned(Poison),
    /// The server closed the connection, or announced that it does.
    Closed,
    /// The connection broke.
    Broken,
}

/// What spoilt a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Poison {
    /// Bytes that are no reply.
    Malformed(ReplyError),
    /// A final reply that no command asked for. The last reply may be the answer to an earlier command.
    Unasked,
    /// More preliminary replies than [`Limits::preliminary`](crate::reply::Limits::preliminary).
    EndlessReplies,
    /// TLS broke.
    TlsFailed(TlsFailure),
    /// The server agreed to begin TLS (AUTH) or to end it (CCC, and REIN by RFC 4217 section 13), which a session cannot.
    TlsChanges,
    /// The server waits for a data connection that cannot be made, or does not answer after a transfer was given up.
    Stuck,
    /// The driver reported what was not asked for, or over 64 times in a row that nothing happened.
    Misuse,
}

/// The session cannot do that now: [`Session::health`](crate::session::Session::health) says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy(pub Health);

/// What was reached at login besides the login.
#[derive(Clone, Debug, Default, Hash)]
pub(crate) struct Granted {
    pub(crate) encrypted: bool,
    pub(crate) data_protected: bool,
    /// TYPE I was accepted.
    pub(crate) binary: bool,
    pub(crate) features: Option<ReplyBuf>,
    /// What came behind the login's last reply says how the session begins.
    pub(crate) health: Health,
}

impl Health {
    /// Whether there is no way on over this connection.
    pub fn is_over(self) -> bool {
        matches!(self, Health::Closed | Health::Broken | Health::Poisoned(_))
    }

    /// What it is after something that no command asked for; `fresh`: before the session's first one.
    pub(crate) fn after<T>(unasked: &Incoming<T>, fresh: bool) -> Self {
        match unasked {
            Incoming::Surplus => Health::InSync,
            Incoming::Answer(_, reply) | Incoming::Preliminary(reply) | Incoming::Early(reply) => {
                match reply.code().get() {
                    // A preliminary reply answers nothing, and some servers (bftpd) welcome twice.
                    ..200 => Health::InSync,
                    230 if fresh => Health::InSync,
                    221 | 421 => Health::Closed,
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
    /// The first thing behind the 230 that is no answer says what the session can do.
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
