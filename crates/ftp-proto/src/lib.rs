//! FTP without I/O: replies, commands, the login, and why it was refused.

#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

#[cfg(feature = "alloc")]
extern crate alloc;

mod code;
mod command;
#[cfg(feature = "alloc")]
mod control;
#[cfg(feature = "alloc")]
mod decoder;
#[cfg(feature = "alloc")]
mod diagnosis;
mod dialogue;
#[cfg(feature = "alloc")]
mod login;
mod reply;
#[cfg(feature = "alloc")]
mod secret;
#[cfg(feature = "alloc")]
mod session;
#[cfg(feature = "alloc")]
mod transcript;

pub use code::ReplyCode;
pub use command::{ARGUMENT_LIMIT, Arg, ArgProblem, Command, InvalidArg};
#[cfg(feature = "alloc")]
pub use decoder::{Decoder, Limits, ReplyError};
#[cfg(feature = "alloc")]
pub use diagnosis::{Cause, Confidence, Diagnosis, Finding, Outcome, Phase, diagnose};
pub use dialogue::{Action, Dialogue, Input, TlsFailure};
#[cfg(feature = "alloc")]
pub use login::{
    Credentials, Fault, Login, LoginConfig, LoginError, LoginErrorKind, Misuse, Pipelining, ProxyStyle, Quit,
    Script, TlsPolicy,
};
#[cfg(feature = "alloc")]
pub use reply::ReplyBuf;
pub use reply::{Oddities, Reply};
#[cfg(feature = "alloc")]
pub use secret::Secret;
#[cfg(feature = "alloc")]
pub use session::{Busy, Health, Poison, Recovery, Session};
#[cfg(feature = "alloc")]
pub use transcript::{ConnectFailure, Entry, Sent, Shape, Transcript, Violation};

/// stub
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge;
impl Challenge {
    /// stub
    pub fn parse(_: &Reply<'_>) -> Result<Self, ()> {
        Err(())
    }
}
