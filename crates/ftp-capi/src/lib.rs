//! The FTP core for C, as the thinnest possible layer: `include/ftp_capi.h`.
//!
//! Nothing here touches a socket, a clock or a file. This is a whole program with the reply parser
//! ([`examples/reply.c`](https://docs.rs/crate/ftp-capi/latest/source/examples/reply.c)):
//!
//! ```c
#![doc = include_str!("../examples/reply.c")]
//! ```
//!
//! # How it is called
//!
//! - Each object is an opaque handle that one function makes (`ftp_login_new`) and another ends (`ftp_login_free`). Ending
//!   `NULL` does nothing.
//! - Most calls return an [`ftp_status`], and write what they find to where the last argument points. If the status is not
//!   `FTP_STATUS_OK`, nothing was written, unless the function says otherwise.
//! - Bytes go in and out as [`ftp_bytes`], a pointer and a length. What comes out belongs to the handle it came from and is
//!   good until the next call with that handle, unless the function says otherwise; names are good for ever. What goes in
//!   is copied if it is kept. Memory allocated on one side is never freed on the other.
//! - Whatever can be driven (a login, a command of a session, a transfer) is an [`ftp_dialogue`]: [`ftp_dialogue_wants`]
//!   says what it wants of both of its connections, and [`ftp_dialogue_happened`] takes what happened there.
//! - Every call is total: a null pointer, a handle of another kind, a handle that another thread is using, a number outside
//!   its enum, and a call at the wrong time each give a status. An ended handle is recognized as such only as long as its
//!   memory has not been reused; nothing more can be checked.
//! - Handles can be used from any thread, but each by only one thread at a time.
//!
//! # Safety
//!
//! Every function that takes a pointer is `unsafe` to call from Rust. A pointer has to be null or point to what its type
//! says: a handle that a function here made and none has ended, or a variable of the caller. An [`ftp_bytes`] has to point
//! to that many bytes, which do not change during the call.

#![allow(non_camel_case_types)]
#![allow(clippy::missing_safety_doc)] // said once, above
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
