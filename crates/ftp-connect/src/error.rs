//! Why a call of a client failed.

use crate::ConnectError;
use ftp_proto::command::{Command, InvalidArg};
use ftp_proto::reply::ReplyBuf;
use ftp_proto::session::Busy;
use ftp_proto::transfer::Report;
use ftp_proto::{LoginError, Outcome, Transcript};
use std::fmt;
use std::io;

/// Why a call of a client failed.
///
/// It has the command, the server's reply, the report of a transfer, and the transcript up to the failure, all
/// without secrets.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    failure: Failure,
    command: Option<String>,
    io: Option<io::Error>,
    transcript: Option<Transcript>,
}

/// What failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The connection could not be made.
    Connect(ConnectError),
    /// The login failed.
    Login(LoginError),
    /// A value cannot be the argument of a command. Nothing was sent.
    Argument(InvalidArg),
    /// The session cannot take a command now. Nothing was sent.
    Busy(Busy),
    /// The command got no final reply.
    NoReply(Outcome),
    /// The server refused the command, or asked for more than the client has.
    Refused(ReplyBuf),
    /// The server accepted the command, but its reply does not contain what was asked for.
    Unreadable(ReplyBuf),
    /// The transfer is not complete.
    Transfer(Report),
}

impl Error {
    /// Makes an error of a command.
    pub fn new(failure: impl Into<Failure>, command: &Command<'_>) -> Self {
        let command = Some(command.to_string());
        Error(Box::new(Inner { failure: failure.into(), command, io: None, transcript: None }))
    }

    /// Adds the error of the operating system, of TLS, or of the caller's reader or writer.
    #[must_use]
    pub fn with_io(mut self, io: Option<io::Error>) -> Self {
        self.0.io = io;
        self
    }

    /// Adds what was sent and received.
    #[must_use]
    pub fn with_transcript(mut self, transcript: &Transcript) -> Self {
        self.0.transcript = Some(transcript.clone());
        self
    }

    /// Returns what failed.
    pub fn failure(&self) -> &Failure {
        &self.0.failure
    }

    /// Returns the command, without secrets. `None`: no command was involved.
    pub fn command(&self) -> Option<&str> {
        self.0.command.as_deref()
    }

    /// Returns the reply that says why. `None`: no reply came, or none was asked for.
    pub fn reply(&self) -> Option<&ReplyBuf> {
        match &self.0.failure {
            Failure::Refused(reply) | Failure::Unreadable(reply) => Some(reply),
            Failure::Transfer(report) => report.reply.as_ref(),
            Failure::NoReply(outcome) => outcome.reply(),
            Failure::Login(error) => error.kind().reply(),
            Failure::Connect(_) | Failure::Argument(_) | Failure::Busy(_) => None,
        }
    }

    /// Returns the report of a failed transfer.
    pub fn report(&self) -> Option<&Report> {
        match &self.0.failure {
            Failure::Transfer(report) => Some(report),
            _ => None,
        }
    }

    /// Returns the error of the operating system, of TLS, or of the caller's reader or writer.
    pub fn io(&self) -> Option<&io::Error> {
        match &self.0.failure {
            Failure::Connect(error) => Some(&error.source),
            _ => self.0.io.as_ref(),
        }
    }

    /// Returns what was sent and received, if there was a connection.
    pub fn transcript(&self) -> Option<&Transcript> {
        match &self.0.failure {
            Failure::Login(error) => Some(error.transcript()),
            _ => self.0.transcript.as_ref(),
        }
    }
}

impl<F: Into<Failure>> From<F> for Error {
    fn from(failure: F) -> Self {
        Error(Box::new(Inner { failure: failure.into(), command: None, io: None, transcript: None }))
    }
}

macro_rules! failures {
    ($($variant:ident($of:ty);)*) => {
        $(impl From<$of> for Failure {
            fn from(of: $of) -> Self {
                Failure::$variant(of)
            }
        })*
    };
}

failures! {
    Connect(ConnectError);
    Login(LoginError);
    Argument(InvalidArg);
    Busy(Busy);
    NoReply(Outcome);
    Transfer(Report);
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(command) = &self.0.command {
            write!(f, "{command}: ")?;
        }
        let line = |reply: &ReplyBuf| reply.as_reply().raw().trim_ascii_end().escape_ascii().to_string();
        match &self.0.failure {
            Failure::Connect(error) => write!(f, "{error}"),
            Failure::Login(error) => write!(f, "{error}"),
            Failure::Argument(error) => write!(f, "{error}"),
            Failure::Busy(error) => write!(f, "{error}"),
            Failure::NoReply(outcome) => write!(f, "{outcome}"),
            Failure::Refused(reply) => write!(f, "the server refused: {}", line(reply)),
            Failure::Unreadable(reply) => write!(f, "the reply does not say it: {}", line(reply)),
            Failure::Transfer(report) => write!(f, "{report}"),
        }?;
        match &self.0.io {
            Some(error) => write!(f, " ({error})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.failure {
            Failure::Connect(error) => Some(error),
            Failure::Login(error) => Some(error),
            _ => self.0.io.as_ref().map(|error| error as _),
        }
    }
}
