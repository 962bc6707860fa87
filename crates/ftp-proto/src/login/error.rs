//! Why there is no session: whose fault, where, with what evidence, and what is left to go on with.

use super::{Credentials, Login, Phase, Quit};
use crate::dialogue::TlsFailure;
use crate::reply::{ReplyBuf, ReplyError};
use crate::response::Challenge;
use crate::transcript::{Secret, Transcript};
use alloc::boxed::Box;
use core::fmt;

/// A login that did not become a [`Session`](crate::session::Session). It keeps the connection's state and the
/// transcript; and the secrets of the tries on this connection (the newest 32) until it is dropped, to replace them by
/// `***` should the server still repeat them.
pub struct LoginError {
    pub(super) kind: LoginErrorKind,
    pub(super) phase: Phase,
    pub(super) login: Box<Login>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoginErrorKind {
    /// The server refused: in the greeting, to USER, PASS or ACCT; or it announced that it closes (421).
    Refused(ReplyBuf),
    /// The server refused AUTH, and TLS is required.
    TlsRefused(ReplyBuf),
    /// 332, and there is no account to send. [`LoginError::retry`] with one goes on.
    AccountWanted(ReplyBuf),
    /// A one-time password or another answer is wanted. [`LoginError::answer`] goes on; with the feature
    /// `otp`, `Challenge::answer` computes a one-time password.
    AnswerWanted {
        /// The reply that asked.
        reply: ReplyBuf,
        /// The challenge of RFC 2289 or RFC 1760 in it, if it has one.
        challenge: Option<Challenge>,
    },
    /// A reply with a code that is no answer to what it answers.
    Unexpected(ReplyBuf),
    /// A reply that was here before the command it would answer was sent.
    EarlyReply(ReplyBuf),
    /// More preliminary replies than [`Limits::preliminary`](crate::reply::Limits::preliminary).
    EndlessReplies,
    /// What came is no reply.
    Malformed(ReplyError),
    /// Bytes in clear where TLS should have begun.
    PlaintextBeforeTls,
    /// TLS could not be had.
    TlsFailed(TlsFailure),
    /// The server closed the connection.
    Closed,
    /// The connection broke.
    Broken,
    /// Nothing came in time.
    TimedOut,
    /// The caller did what no driver may do.
    Misuse(Misuse),
}

named! {
    /// What no driver may do.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Misuse {
        /// An input that answers nothing that was asked for.
        NotAsked = ("not_asked", "an input that was not asked for"),
        /// More bytes reported as sent than there were to send.
        SentTooMuch = ("sent_too_much", "more bytes sent than there were"),
        /// Over 64 inputs in a row that report nothing: `Sent(0)`, or no bytes.
        NoProgress = ("no_progress", "inputs without end that report nothing"),
        /// `finish` before [`Action::Done`](crate::dialogue::Action::Done).
        Unfinished = ("unfinished", "finished before it was done"),
        /// Name, password and proxy's part of it make a line that is too long.
        LineTooLong = ("line_too_long", "a line of the login is too long"),
    }
}

named! {
    /// Whose fault an error is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Fault {
        /// The server's, or its administrator's.
        Server = "server",
        /// The network's, or TLS.
        Transport = "transport",
        /// The server's, or of someone in between who plays it.
        Between = "between",
        /// The calling program's.
        Caller = "caller",
    }
}

impl LoginErrorKind {
    /// Whose fault.
    pub fn fault(&self) -> Fault {
        match self {
            Self::EarlyReply(_) | Self::PlaintextBeforeTls | Self::Malformed(_) => Fault::Between,
            Self::TlsFailed(_) | Self::Closed | Self::Broken | Self::TimedOut => Fault::Transport,
            Self::Misuse(_) => Fault::Caller,
            _ => Fault::Server,
        }
    }

    /// The reply that decided, if one did.
    pub fn reply(&self) -> Option<&ReplyBuf> {
        match self {
            Self::Refused(reply)
            | Self::TlsRefused(reply)
            | Self::AccountWanted(reply)
            | Self::AnswerWanted { reply, .. }
            | Self::Unexpected(reply)
            | Self::EarlyReply(reply) => Some(reply),
            _ => None,
        }
    }
}

impl LoginError {
    /// What happened.
    pub fn kind(&self) -> &LoginErrorKind {
        &self.kind
    }

    /// Where in the login.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// What was sent and received. To be diagnosed, or added to by what the owner sees later.
    pub fn transcript(&self) -> &Transcript {
        &self.login.control.transcript
    }

    /// Who was to log in. Behind [`LoginError::answer`] the password is the answer, which is good for once.
    pub fn credentials(&self) -> &Credentials {
        &self.login.config.credentials
    }

    /// Whether the server demanded TLS at USER, and it did not come to that.
    pub fn tls_was_demanded(&self) -> bool {
        self.login.demanded_tls()
    }

    /// Whether the last commands went in one write: a server that reads them badly may have refused that.
    pub fn was_pipelined(&self) -> bool {
        self.login.batch > 1
    }

    /// Whether the connection can take another try: it was refused at USER, PASS or ACCT, was not closed
    /// since, no stray reply is about, it does not go through a proxy, and [`LoginError::quit`] was not called.
    pub fn same_connection(&self) -> bool {
        let closing = self.kind.reply().is_some_and(|reply| reply.code().get() == 421);
        let at_login = matches!(self.phase, Phase::User | Phase::Pass | Phase::Acct);
        at_login && !closing && self.login.usable()
    }

    /// Another try on the same connection, from USER on. Each call sends each credential once; how often
    /// is for the caller to say, and servers lock accounts. `Err` gives the error back where
    /// [`LoginError::same_connection`] is false.
    pub fn retry(self, credentials: Credentials) -> Result<Login, Self> {
        if !self.same_connection() {
            return Err(self);
        }
        Ok(self.login.again(credentials))
    }

    /// Goes on with the answer to [`LoginErrorKind::AnswerWanted`], sent with PASS. `Err` gives the error
    /// back if no answer is wanted, if the answer cannot be sent in one line, or [`LoginError::same_connection`] is false.
    pub fn answer(self, answer: Secret) -> Result<Login, Self> {
        let wanted = matches!(self.kind, LoginErrorKind::AnswerWanted { .. });
        let sendable = answer.is_empty() || crate::command::Arg::new(answer.danger_expose()).is_ok();
        match wanted && sendable && self.same_connection() {
            true => Ok(self.login.with_answer(answer)),
            false => Err(self),
        }
    }

    /// From now on replaces the secrets of these credentials by `***` too: a server may repeat what it received
    /// over another connection.
    pub fn hide(&mut self, credentials: &Credentials) {
        credentials.secrets().for_each(|secret| self.login.control.hide(secret));
    }

    /// A dialogue that sends QUIT and receives the reply. What comes goes into the
    /// transcript: a connection that turns out to be closed is evidence.
    pub fn quit(&mut self) -> Quit<'_> {
        Quit::new(&mut self.login)
    }
}

names! { LoginErrorKind {
    LoginErrorKind::Refused(..) => "refused",
    LoginErrorKind::TlsRefused(..) => "tls_refused",
    LoginErrorKind::AccountWanted(..) => "account_wanted",
    LoginErrorKind::AnswerWanted { .. } => "answer_wanted",
    LoginErrorKind::Unexpected(..) => "unexpected",
    LoginErrorKind::EarlyReply(..) => "early_reply",
    LoginErrorKind::EndlessReplies => "endless_replies",
    LoginErrorKind::Malformed(..) => "malformed",
    LoginErrorKind::PlaintextBeforeTls => "plaintext_before_tls",
    LoginErrorKind::TlsFailed(..) => "tls_failed",
    LoginErrorKind::Closed => "closed",
    LoginErrorKind::Broken => "broken",
    LoginErrorKind::TimedOut => "timed_out",
    LoginErrorKind::Misuse(..) => "misuse",
} }

impl fmt::Debug for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginError")
            .field("kind", &self.kind)
            .field("phase", &self.phase)
            .field("transcript", self.transcript())
            .finish()
    }
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.kind, self.phase.name())
    }
}

impl core::error::Error for LoginError {}

impl fmt::Display for LoginErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_reply = |f: &mut fmt::Formatter<'_>, what: &str, reply: &ReplyBuf| {
            write!(f, "{what}: {}", reply.as_reply().raw().trim_ascii_end().escape_ascii())
        };
        match self {
            Self::Refused(reply) => with_reply(f, "login refused", reply),
            Self::TlsRefused(reply) => with_reply(f, "tls refused", reply),
            Self::AccountWanted(reply) => with_reply(f, "account wanted", reply),
            Self::AnswerWanted { reply, .. } => with_reply(f, "answer wanted", reply),
            Self::Unexpected(reply) => with_reply(f, "unexpected reply", reply),
            Self::EarlyReply(reply) => with_reply(f, "reply before its command was sent", reply),
            Self::EndlessReplies => f.write_str("preliminary replies without end"),
            Self::Malformed(error) => write!(f, "not an ftp reply: {error}"),
            Self::PlaintextBeforeTls => f.write_str("bytes in clear where tls should begin"),
            Self::TlsFailed(why) => write!(f, "tls failed: {why}"),
            Self::Closed => f.write_str("connection closed"),
            Self::Broken => f.write_str("connection broke"),
            Self::TimedOut => f.write_str("no answer in time"),
            Self::Misuse(misuse) => write!(f, "misuse by the driver: {misuse}"),
        }
    }
}
