//! The FTP core for C, through the thinnest layer there is: `include/ftp_capi.h`. Nothing here touches a socket, a clock or
//! a file. A reply parser, whole ([`examples/reply.c`](https://docs.rs/crate/ftp-capi/latest/source/examples/reply.c)):
//!
//! ```c
#![doc = include_str!("../examples/reply.c")]
//! ```
//!
//! # How it is called
//!
//! - Each thing is an opaque handle that a function makes (`ftp_login_new`) and one ends (`ftp_login_free`). Ending `NULL`
//!   does nothing.
//! - A call gives an [`ftp_status`], or nothing; what it finds it writes to where its last argument points. Where the
//!   status is not `FTP_STATUS_OK`, nothing was written, unless the function says otherwise.
//! - Bytes go in and out as [`ftp_bytes`]: where, and how many. What comes out belongs to the handle it came from, until the next
//!   call with that handle, where no other time is said; names are good for ever. What goes in is copied where it is kept. Nothing that is
//!   allocated on one side is freed on the other.
//! - Whatever can be driven (a login, a command of a session, a transfer) is an [`ftp_dialogue`]: [`ftp_dialogue_wants`] says
//!   what it wants of both of its connections, and [`ftp_dialogue_happened`] takes what happened there.
//! - Every call is total: a null pointer, a handle of another kind, one that another thread is in a call with, a number that is
//!   none of its enum, and a call that is not for now are each a status. A handle that was ended is one as long as its
//!   memory was not used again; no more can be checked.
//! - Handles can be used from any thread, each from one at a time.
//!
//! # Safety
//!
//! Every function with a pointer is `unsafe` to call from Rust. A pointer has to be null, or point to what its type says: a handle that a
//! function here made and none ended, or a variable of the caller's; an [`ftp_bytes`] to so many bytes that stay as they are during the call.

#![allow(non_camel_case_types)]
#![allow(clippy::missing_safety_doc)] // it is said once, above
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod config;
mod decoder;
mod diagnosis;
mod dialogue;
mod enums;
mod handle;
mod lanes;
mod listing;
mod login;
mod memory;
mod names;
mod report;
mod session;
mod status;
mod transcript;
mod transfer;

pub use config::*;
pub use decoder::*;
pub use diagnosis::*;
pub use dialogue::*;
pub use enums::*;
pub use lanes::*;
pub use listing::*;
pub use login::*;
pub use memory::ftp_bytes;
pub use names::*;
pub use report::*;
pub use session::*;
pub use status::*;
pub use transcript::*;
pub use transfer::*;

#[cfg(test)]
mod tests;
