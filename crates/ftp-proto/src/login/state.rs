//! The states of a login, the events that can happen in them, and the effects that follow.
//!
//! [`transition`](super::transition::transition) leads from one state to the next. This table has the ways between the
//! states; a test compares it with the function:
//!
//! | from | event | to |
//! |---|---|---|
//! | `TlsFirst` | TLS is up | `Greeting` |
//! | `TlsFirst` | a reply, bytes in clear, TLS failed, silence, the end, misuse | `Failed` |
//! | `Greeting` | 2yz, and the policy wants AUTH | `Auth` |
//! | `Greeting` | 2yz without AUTH | `LoggingIn` |
//! | `Greeting` | 230 without AUTH or proxy | `LoggedIn` |
//! | `Greeting` | anything else | `Failed` |
//! | `Auth` | the server does not know AUTH TLS: AUTH SSL follows | `Auth` |
//! | `Auth` | 200, 234, 334 | `Handshake` |
//! | `Auth` | refused, and TLS is optional | `LoggingIn` |
//! | `Auth` | anything else | `Failed` |
//! | `Handshake` | TLS is up | `LoggingIn` |
//! | `Handshake` | bytes in clear, TLS failed, silence, the end, misuse | `Failed` |
//! | `LoggingIn` | 3yz, or 2yz before the last line; any reply to PBSZ, PROT and HOST | `LoggingIn` |
//! | `LoggingIn` | 230, 232, 202 to the last line | `LoggedIn` |
//! | `LoggingIn` | USER in clear is refused because TLS is demanded, and TLS is optional | `Auth` |
//! | `LoggingIn` | refused, or anything else | `Failed` |
//! | `LoggedIn` | a reply to an optional command | `LoggedIn` |
//! | `LoggedIn` | nothing is left to send or to wait for | `Complete` |
//! | `LoggedIn` | 221, 421, silence, the end, TLS broke, misuse | `Failed` |
//! | `Failed` | a reply to something sent before | `Failed` |
//! | `Failed` | another attempt, or an answer | `LoggingIn` |
//! | `Complete` | | |

use super::Phase;
use super::step::Step;
use super::{LoginConfig, LoginErrorKind, Misuse};
use crate::dialogue::TlsFailure;
use crate::reply::{ReplyBuf, ReplyError};
use crate::transcript::Violation;
use alloc::vec::Vec;

/// The state of a login.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// Implicit TLS: nothing may be sent or received before the handshake.
    TlsFirst,
    /// Waiting for the greeting.
    Greeting { channel: Channel },
    /// AUTH was sent.
    Auth { channel: Channel },
    /// AUTH was accepted. Waiting for the handshake.
    Handshake { channel: Channel },
    /// From HOST and USER to the reply that logs in.
    LoggingIn { channel: Channel, password: Password },
    /// The server accepted the login. Optional commands may still be unanswered.
    LoggedIn { channel: Channel },
    /// The end, with a session.
    Complete { channel: Channel },
    /// The end without a session, once everything sent before is answered.
    Failed { kind: LoginErrorKind, phase: Phase, channel: Channel },
}

/// How the control connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Channel {
    Clear,
    /// In clear. AUTH is sent a second time, because the server demanded TLS in its reply to USER.
    TlsDemanded,
    Tls,
}

/// Whether the password of this attempt was sent. After that, it is too late for AUTH.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Password {
    Kept,
    Sent,
}

/// An event in a login.
#[derive(Clone, Debug)]
pub(crate) enum Event<'a> {
    /// The final reply (2yz to 6yz) to a step. `batched` means that its write held several commands.
    Reply { step: Step, reply: &'a ReplyBuf, batched: bool },
    /// A reply arrived before any command that it could answer was sent.
    Early(&'a ReplyBuf),
    /// The server sent more preliminary replies than allowed.
    Endless,
    /// The server sent bytes that are no reply.
    Malformed(ReplyError),
    /// The handshake is complete. `mid_reply` means that a piece of a reply came in clear before it.
    TlsUp { mid_reply: bool },
    /// TLS failed, in the handshake or later.
    TlsFailed(TlsFailure),
    /// Bytes came in clear after the reply to AUTH.
    InClear,
    /// Nothing came within the owner's time limit.
    Silence,
    /// The server ended the stream.
    End,
    /// The connection broke.
    Broken,
    /// The command of this step would not be a legal line.
    NotALine(Step),
    /// The driver broke its contract.
    Misuse(Misuse),
    /// Nothing is left to send or to wait for after this reply to this step.
    Exhausted { step: Step, reply: &'a ReplyBuf },
    /// The caller makes another attempt on this connection, from USER on.
    Retry,
    /// The caller has the answer to a challenge.
    Answer,
}

/// What the machine does besides entering the next state.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Effects {
    /// Send these steps in this order, except those that were sent before.
    pub(crate) enqueue: Vec<Step>,
    /// These steps may be sent once more.
    pub(crate) repeatable: Repeatable,
    /// Add this to the transcript.
    pub(crate) violation: Option<Violation>,
    /// From now on, each command waits for the reply to the one before it.
    pub(crate) in_step: bool,
    /// Whether the server accepted PROT.
    pub(crate) data_protected: Option<bool>,
    /// The server accepted TYPE I.
    pub(crate) binary: bool,
    /// The reply lists the features.
    pub(crate) features: bool,
    /// The connection cannot take another attempt.
    pub(crate) unusable: bool,
    /// Send nothing more, and wait for no more replies.
    pub(crate) stop: bool,
    /// The early reply came after the login succeeded, so it decides the health of the session.
    pub(crate) behind_login: bool,
}

/// The steps that may be sent once more.
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
    /// The reply in the event.
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

    /// The phase of the login. `awaited` is the step whose reply comes next.
    pub(crate) fn phase(&self, awaited: Option<Step>, config: &LoginConfig) -> Phase {
        match (self, awaited) {
            (State::TlsFirst | State::Handshake { .. }, _) => Phase::TlsHandshake,
            (_, Some(step)) => step.phase(config),
            (State::Failed { phase, .. }, None) => *phase,
            (_, None) => Phase::Greeting,
        }
    }
}
