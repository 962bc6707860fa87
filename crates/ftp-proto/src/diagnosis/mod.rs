//! Why a login was refused: a pure function over what was said.

mod cause;

pub use cause::Cause;

use crate::{ReplyCode, Transcript};
use alloc::{string::String, vec::Vec};

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// 230, 232 or 202 at the end of the login.
    LoggedIn,
    /// A reply said no: in the greeting, to USER, PASS, ACCT, or to a command.
    Refused,
    /// There was no TCP connection.
    Unreachable,
    /// TLS was wanted and could not be had.
    TlsFailed,
    /// What came is not FTP, or breaks its order.
    ProtocolError,
    /// Nothing came in time.
    TimedOut,
    /// The connection ended without a reply that says why.
    Closed,
}

/// Where in the conversation it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Before there was a connection.
    Connect,
    /// Before or at the greeting.
    Greeting,
    /// At AUTH, PBSZ or PROT.
    AuthTls,
    /// In the TLS handshake.
    TlsHandshake,
    /// At USER.
    User,
    /// At PASS.
    Pass,
    /// At ACCT.
    Acct,
    /// At another command, before the login was complete.
    BeforeLogin,
    /// After the login.
    AfterLogin,
}

/// How sure a cause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// One of several that this answer may hide.
    Possible,
    /// What this answer most often means.
    Likely,
    /// The words or the behaviour allow nothing else on that server.
    Certain,
}

/// One possible cause, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    cause: Cause,
    confidence: Confidence,
    because: &'static str,
    quote: Option<String>,
}

/// What a conversation shows: how it ended, where, and the causes in the order of their likelihood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    outcome: Outcome,
    phase: Phase,
    code: Option<ReplyCode>,
    causes: Vec<Finding>,
}

impl Diagnosis {
    /// The causes, the likeliest first.
    pub fn causes(&self) -> &[Finding] {
        &self.causes
    }
}

impl Finding {
    /// The cause.
    pub fn cause(&self) -> Cause {
        self.cause
    }
}

/// Says what a conversation shows. Total: every transcript has a diagnosis.
pub fn diagnose(transcript: &Transcript) -> Diagnosis {
    let _ = transcript;
    Diagnosis { outcome: Outcome::Closed, phase: Phase::Connect, code: None, causes: Vec::new() }
}

pub(crate) fn demands_tls(reply: crate::Reply<'_>) -> bool {
    reply.text().contains("encrypt") || reply.text().contains("TLS")
}

pub(crate) fn wants_login(reply: crate::Reply<'_>) -> bool {
    reply.code().get() == 530
}

impl Phase {
    /// The name.
    pub fn name(self) -> &'static str {
        "phase"
    }
}
