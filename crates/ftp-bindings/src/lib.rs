//! The shared parts of the bindings of [`ftp_proto`] to other languages.
//!
//! In Rust, a command and a transfer borrow their session, and QUIT borrows the failure that it follows. C and Python have
//! no borrows, so here a [`Login`], a [`Session`] and a [`Transfer`] own what they need, and a call at the wrong time
//! returns [`NotNow`].
//!
//! ```
//! use ftp_bindings::Session;
//! use ftp_proto::command::Protection;
//! use ftp_proto::transfer::Plan;
//! use ftp_proto::{Command, Limits};
//!
//! let clear = Protection::DangerClear;
//! let session = Session::new(ftp_proto::Session::take_over(Limits::default(), clear, clear));
//! let mut transfer = session.transfer(Plan::list(None))?;
//! assert!(session.start(&Command::pwd()).is_err(), "the transfer has the session");
//! assert_eq!(transfer.finish()?.ending.name(), "unfinished");
//! assert!(session.start(&Command::pwd()).is_ok());
//! # Ok::<(), ftp_bindings::NotNow>(())
//! ```

#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod address;
mod login;
mod refused;
mod session;
mod transfer;
mod under_way;

pub use address::ip_address;
pub use login::Login;
pub use refused::Refused;
pub use session::Session;
pub use transfer::Transfer;

/// The error of a call at the wrong time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNow;

impl core::fmt::Display for NotNow {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("not now")
    }
}

impl core::error::Error for NotNow {}

/// Compiles the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
