//! Why a login failed: whose fault it is, where it happened, the evidence, and how to continue.

use super::{Credentials, Login, Phase, Quit};
use crate::dialogue::TlsFailure;
use crate::reply::{ReplyBuf, ReplyError};
use crate::response::Challenge;
use crate::transcript::{Secret, Transcript};
use alloc::boxed::Box;
use core::fmt;

/// A login that did not become a [`Session`](crate::session::Session). It keeps the transcript and the state of the
/// connection, so that another attempt may follow on it. Until it is dropped, it also keeps the secrets of the attempts
/// on this connection, at most the newest 32, to replace them by `***` if the server repeats them.
pub struct LoginError {
    pub(super) kind: LoginErrorKind,
    pub(super) phase: Phase,
    pub(super) login: Box<Login>,
}

/// Why a login failed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoginErrorKind {
    /// The server refused in the greeting or in its reply to a line of the login (USER, PASS, ACCT), or announced that it
    /// closes: by 421 at any time, by 221 after 230 or where no reply was awaited. In the place of the greeting or of a reply
    /// before 230, a 221 is [`LoginErrorKind::Unexpected`].
    Refused(ReplyBuf),
    /// The server refused AUTH, and TLS is required.
    TlsRefused(ReplyBuf),
    /// The server asks for an account (332), and the credentials have none. Continue with [`LoginError::retry`] and an
    /// account.
    AccountWanted(ReplyBuf),
    /// The server asks for a one-time password or another answer. Continue with [`LoginError::answer`]. With the feature
    /// `otp`, `Challenge::answer` computes a one-time password.
    AnswerWanted {
        /// The reply that asks for it.
        reply: ReplyBuf,
        /// The challenge of RFC 2289 or RFC 1760 in the reply, if it has one.
        challenge: Option<Challenge>,
    },
    /// The code of the reply has no meaning as an answer to its command.
    Unexpected(ReplyBuf),
    /// The reply arrived before the command that it would answer was sent.
    EarlyReply(ReplyBuf),
    /// The server sent more preliminary or unasked replies in a row than
    /// [`Limits::preliminary`](crate::reply::Limits::preliminary) allows.
    EndlessReplies,
    /// The server sent bytes that are no reply.
    Malformed(ReplyError),
    /// The server sent bytes in clear where TLS should have begun.
    PlaintextBeforeTls,
    /// TLS failed.
    TlsFailed(TlsFailure),
    /// The server closed the connection.
    Closed,
    /// The connection broke.
    Broken,
    /// Nothing came within the owner's time limit.
    TimedOut,
    /// The caller broke the contract of a driver.
    Misuse(Misuse),
}

named! {
    /// How a caller broke the contract of a driver.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Misuse {
        /// It reported an input that was not asked for.
        NotAsked = ("not_asked", "an input that was not asked for"),
        /// It reported more bytes as sent than there were to send.
        SentTooMuch = ("sent_too_much", "more bytes sent than there were"),
        /// It reported more than 64 inputs in a row that say nothing: `Sent(0)`, or no bytes.
        NoProgress = ("no_progress", "inputs without end that report nothing"),
        /// It called `finish` before [`Action::Done`](crate::dialogue::Action::Done).
        Unfinished = ("unfinished", "finished before it was done"),
        /// The name or password, joined with the proxy's, makes a line that is too long.
        LineTooLong = ("line_too_long", "a line of the login is too long"),
    }
}

named! {
    /// Whose fault an error is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Fault {
        /// The fault of the server or its administrator.
        Server = "server",
        /// The fault of the network or of TLS.
        Transport = "transport",
        /// The fault of the server, or of someone on the way who poses as it.
        Between = "between",
        /// The fault of the calling program.
        Caller = "caller",
    }
}

impl LoginErrorKind {
    /// Returns whose fault it is.
    pub fn fault(&self) -> Fault {
        match self {
            Self::EarlyReply(_) | Self::PlaintextBeforeTls | Self::Malformed(_) => Fault::Between,
            Self::TlsFailed(_) | Self::Closed | Self::Broken | Self::TimedOut => Fault::Transport,
            Self::Misuse(_) => Fault::Caller,
            _ => Fault::Server,
        }
    }

    /// Returns the reply that decided the login, if one did.
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
    /// Returns why the login failed.
    pub fn kind(&self) -> &LoginErrorKind {
        &self.kind
    }

    /// Returns where in the login it failed.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Returns what was sent and received, for a diagnosis.
    pub fn transcript(&self) -> &Transcript {
        &self.login.control.transcript
    }

    /// Returns the credentials of the attempt. After [`LoginError::answer`], their password is that answer, which is valid
    /// only once.
    pub fn credentials(&self) -> &Credentials {
        &self.login.config.credentials
    }

    /// Whether the server demanded TLS in its reply to USER, and TLS could not be started then.
    pub fn tls_was_demanded(&self) -> bool {
        self.login.demanded_tls()
    }

    /// Whether the last commands went in one write. A server that cannot read several commands from one write may have
    /// refused because of that.
    pub fn was_pipelined(&self) -> bool {
        self.login.batch > 1
    }

    /// Whether another attempt can be made on this connection. This needs all of the following:
    /// - the server refused USER, PASS or ACCT, or asked there for an account or an answer;
    /// - the connection is still open and in sync: no reply came that answers no command;
    /// - the login does not go through a proxy;
    /// - [`LoginError::quit`] was not called.
    pub fn same_connection(&self) -> bool {
        let closing = self.kind.reply().is_some_and(|reply| reply.code().get() == 421);
        let at_login = matches!(self.phase, Phase::User | Phase::Pass | Phase::Acct);
        at_login && !closing && self.login.usable()
    }

    /// Starts another attempt on the same connection, from USER on. One attempt sends the password once. How many attempts to
    /// make is up to the caller; servers may lock accounts after too many.
    ///
    /// # Errors
    /// Returns this error unchanged if [`LoginError::same_connection`] is false.
    pub fn retry(self, credentials: Credentials) -> Result<Login, Self> {
        if !self.same_connection() {
            return Err(self);
        }
        Ok(self.login.again(credentials))
    }

    /// Continues the login with the answer to [`LoginErrorKind::AnswerWanted`], sent by PASS.
    ///
    /// # Errors
    /// Returns this error unchanged if no answer is wanted, if the answer cannot be sent in one line, or if
    /// [`LoginError::same_connection`] is false.
    pub fn answer(self, answer: Secret) -> Result<Login, Self> {
        let wanted = matches!(self.kind, LoginErrorKind::AnswerWanted { .. });
        let sendable = answer.is_empty() || crate::command::Arg::new(answer.danger_expose()).is_ok();
        match wanted && sendable && self.same_connection() {
            true => Ok(self.login.with_answer(answer)),
            false => Err(self),
        }
    }

    /// Also replaces the secrets of these credentials by `***` from now on: a server may repeat what it received over
    /// another connection.
    pub fn hide(&mut self, credentials: &Credentials) {
        credentials.secrets().for_each(|secret| self.login.control.hide(secret));
    }

    /// Returns a dialogue that sends QUIT and receives the reply. What arrives goes into the transcript: that the server
    /// has closed the connection, for example, is evidence.
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
