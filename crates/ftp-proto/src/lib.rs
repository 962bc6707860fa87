//! FTP without I/O: replies, commands, the login, and why it was refused.

#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "arbitrary")]
mod arbitrary;
mod code;
mod command;
#[cfg(feature = "alloc")]
mod control;
#[cfg(feature = "alloc")]
mod decoder;
#[cfg(feature = "alloc")]
mod diagnosis;
mod dialogue;
mod framing;
#[doc(hidden)]
pub mod grammar; // for the benches and the fuzz targets
mod lanes;
mod limits;
#[cfg(feature = "alloc")]
mod login;
mod oddities;
mod reply;
#[cfg(feature = "alloc")]
mod secret;
#[cfg(feature = "alloc")]
mod session;
mod structured;
#[cfg(feature = "alloc")]
mod telnet;
#[cfg(feature = "alloc")]
mod transcript;

pub use code::{ReplyCode, Severity, Topic};
pub use command::{ARGUMENT_LIMIT, Arg, ArgProblem, Command, InvalidArg};
#[cfg(feature = "alloc")]
pub use decoder::Decoder;
#[cfg(feature = "alloc")]
pub use diagnosis::{
    Admin, Cause, Confidence, Diagnosis, Finding, Outcome, Phase, Rule, diagnose, diagnose_by,
};
pub use dialogue::{Action, Dialogue, Input, TlsFailure};
pub use framing::Replies;
pub use limits::{Ending, Limits, ReplyError};
#[cfg(feature = "alloc")]
pub use login::{
    Credentials, Fault, Login, LoginConfig, LoginError, LoginErrorKind, Misuse, Pipelining, ProxyStyle, Quit,
    Remedy, Script, TlsPolicy,
};
pub use oddities::Oddities;
pub use reply::Reply;
#[cfg(feature = "alloc")]
pub use reply::ReplyBuf;
#[cfg(feature = "alloc")]
pub use secret::Secret;
#[cfg(feature = "alloc")]
pub use session::{Busy, Health, Poison, Recovery, Session};
pub use structured::{
    AddressMismatch, Challenge, DataAddress, Facts, Family, Feature, Features, FileSize, Greeting, Opening,
    OtpAlgorithm, Passive, QuotedPath, SecurityExchange, Seed, StructuredError, StructuredProblem, Timestamp,
};
#[cfg(feature = "alloc")]
pub use transcript::{ConnectFailure, Entry, Sent, Shape, Transcript, Violation};
