//! The states of a login, what can happen in them, and what then is to be done.
//!
//! [`transition`](super::transition::transition) leads from one to the next.
//!
//! The ways between the states, and what leads there (a test holds this table against the function):
//!
//! | from | event | to |
//! |---|---|---|
//! | `TlsFirst` | TLS is up | `Greeting` |
//! | `TlsFirst` | a reply, bytes in clear, TLS failed, silence, the end, misuse | `Failed` |
//! | `Greeting` | 2yz, and the policy wants AUTH | `Auth` |
//! | `Greeting` | 2yz without AUTH | `LoggingIn` |
//! | `Greeting` | 230 without AUTH or proxy | `LoggedIn` |
//! | `Greeting` | anything else | `Failed` |
//! | `Auth` | AUTH TLS is unknown: AUTH SSL | `Auth` |
//! | `Auth` | 200, 234, 334 | `Handshake` |
//! | `Auth` | refused, and TLS is optional | `LoggingIn` |
//! | `Auth` | anything else | `Failed` |
//! | `Handshake` | TLS is up | `LoggingIn` |
//! | `Handshake` | bytes in clear, TLS failed, silence, the end, misuse | `Failed` |
//! | `LoggingIn` | 3yz, or 2yz that leads on; PBSZ, PROT and HOST whatever their reply | `LoggingIn` |
//! | `LoggingIn` | 230, 232, 202 to the last line | `LoggedIn` |
//! | `LoggingIn` | USER in clear is refused until there is TLS, which is optional | `Auth` |
//! | `LoggingIn` | refused, or anything else | `Failed` |
//! | `LoggedIn` | a reply to an optional command | `LoggedIn` |
//! | `LoggedIn` | nothing is left to send or to wait for | `Complete` |
//! | `LoggedIn` | 421, silence, the end, TLS broke, misuse | `Failed` |
//! | `Failed` | the rest of what was sent is answered | `Failed` |
//! | `Failed` | another try, or an answer | `LoggingIn` |
//! | `Complete` | | |

use super::Phase;
use super::step::Step;
use super::{LoginConfig, LoginErrorKind, Misuse};
use crate::dialogue::TlsFailure;
use crate::reply::{ReplyBuf, ReplyError};
use crate::transcript::Violation;
use alloc::vec::Vec;

/// Where a login is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// Implicit TLS: nothing may be sent or received before the handshake.
    TlsFirst,
    /// The greeting is awaited.
    Greeting { channel: Channel },
    /// AUTH was sent.
    Auth { channel: Channel },
    /// AUTH was accepted, and the handshake is awaited.
    Handshake { channel: Channel },
    /// From HOST and USER to the reply that logs in.
    LoggingIn { channel: Channel, password: Password },
    /// The server has let us in; optional commands may be under way.
    LoggedIn { channel: Channel },
    /// The end: a session.
    Complete { channel: Channel },
    /// The end, once what was sent is answered: no session.
    Failed { kind: LoginErrorKind, phase: Phase, channel: Channel },
}

/// How the control connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Channel {
    Clear,
    /// In clear, and AUTH is tried a second time, since the server demanded TLS at USER.
    TlsDemanded,
    Tls,
}

/// Whether the password of this attempt has been sent: after that, AUTH comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Password {
    Kept,
    Sent,
}

/// What happens to a login.
#[derive(Clone, Debug)]
pub(crate) enum Event<'a> {
    /// The final reply (2yz to 6yz) to a step; `batched`: several commands went in one write with it.
    Reply { step: Step, reply: &'a ReplyBuf, batched: bool },
    /// A reply that was here before any command that it could answer was sent.
    Early(&'a ReplyBuf),
    /// More preliminary replies than allowed.
    Endless,
    /// What came is no reply.
    Malformed(ReplyError),
    /// The handshake is complete; `mid_reply`: a piece of a reply in clear came before it.
    TlsUp { mid_reply: bool },
    /// TLS failed, in the handshake or later.
    TlsFailed(TlsFailure),
    /// Bytes in clear came behind the reply to AUTH.
    InClear,
    /// Nothing came within the owner's time.
    Silence,
    /// The server ended the stream.
    End,
    /// The connection broke.
    Broken,
    /// This step's command would be no legal line.
    NotALine(Step),
    /// The driver reported what it must not.
    Misuse(Misuse),
    /// Nothing is left to send or to wait for, after this reply to this step.
    Exhausted { step: Step, reply: &'a ReplyBuf },
    /// Another try on this connection, from USER on.
    Retry,
    /// The answer to a challenge is there.
    Answer,
}

/// What the machine does besides entering the state.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Effects {
    /// To be sent in this order, each unless it was sent before.
    pub(crate) enqueue: Vec<Step>,
    /// These may be sent once more.
    pub(crate) repeatable: Repeatable,
    /// For the transcript.
    pub(crate) violation: Option<Violation>,
    /// One command, one reply, from now on.
    pub(crate) in_step: bool,
    /// What PROT came to.
    pub(crate) data_protected: Option<bool>,
    /// TYPE I was accepted.
    pub(crate) binary: bool,
    /// The reply lists the features.
    pub(crate) features: bool,
    /// The connection cannot take another attempt.
    pub(crate) unusable: bool,
    /// Nothing is awaited or sent any more.
    pub(crate) stop: bool,
    /// The early reply came behind the login: the session's health shows it.
    pub(crate) behind_login: bool,
}

/// Steps that are as if they had not been sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Repeatable {
    #[default]
    None,
    /// PBSZ and PROT.
    Protection,
    /// The lines of the login.
    Lines,
    /// PASS.
    Password,
    /// All of them.
    All,
}

impl<'a> Event<'a> {
    /// The reply that it is about.
    pub(crate) fn reply(&self) -> Option<&'a ReplyBuf> {
        match self {
            Event::Reply { reply, .. } | Event::Early(reply) | Event::Exhausted { reply, .. } => Some(reply),
            _ => None,
        }
    }
}

impl State {
    /// How the connection is protected in this state.
    pub(crate) fn channel(&self) -> Channel {
        match self {
            State::TlsFirst => Channel::Clear,
            State::Greeting { channel }
            | State::Auth { channel }
            | State::Handshake { channel }
            | State::LoggingIn { channel, .. }
            | State::LoggedIn { channel }
            | State::Complete { channel }
            | State::Failed { channel, .. } => *channel,
        }
    }

    /// Whether a TLS handshake is wanted now.
    pub(crate) fn awaits_tls(&self) -> bool {
        matches!(self, State::TlsFirst | State::Handshake { .. })
    }

    /// Whether the login is decided.
    pub(crate) fn is_end(&self) -> bool {
        matches!(self, State::Complete { .. } | State::Failed { .. })
    }

    /// Where in the login that is, for people.
    pub(crate) fn phase(&self, awaited: Option<Step>, config: &LoginConfig) -> Phase {
        match (self, awaited) {
            (State::TlsFirst | State::Handshake { .. }, _) => Phase::TlsHandshake,
            (_, Some(step)) => step.phase(config),
            (State::Failed { phase, .. }, None) => *phase,
            (_, None) => Phase::Greeting,
        }
    }
}
