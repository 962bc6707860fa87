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
#[cfg(feature = "alloc")]
mod decoder;
#[cfg(feature = "alloc")]
mod diagnosis;
mod dialogue;
mod reply;
#[cfg(feature = "alloc")]
mod secret;
#[cfg(feature = "alloc")]
mod transcript;

pub use code::ReplyCode;
#[cfg(feature = "alloc")]
pub use decoder::{Decoder, Limits, ReplyError};
#[cfg(feature = "alloc")]
pub use diagnosis::{
    Admin, Cause, Confidence, Diagnosis, Finding, Outcome, Phase, Rule, diagnose, diagnose_by,
};
pub use dialogue::{Action, Dialogue, Input, TlsFailure};
#[cfg(feature = "alloc")]
pub use reply::ReplyBuf;
pub use reply::{Oddities, Reply};
#[cfg(feature = "alloc")]
pub use secret::Secret;
#[cfg(feature = "alloc")]
pub use transcript::{ConnectFailure, Entry, Sent, Shape, Transcript, Violation};
