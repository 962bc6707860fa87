//! FTP without I/O: replies, commands, the login, and the session after it.
//!
//! The core touches no socket, no clock and no log. A machine says what it wants ([`Dialogue::action`]),
//! its owner does that and reports what happened ([`Dialogue::handle`]). Here the owner plays a server that
//! refuses the password:
//!
//! ```
//! use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginConfig, TlsPolicy};
//!
//! let credentials = Credentials::new("alice", "secret")?;
//! let mut login = Login::new(LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext));
//!
//! for reply in ["220 (vsFTPd 3.0.3)", "331 Please specify the password.", "530 Login incorrect."] {
//!     login.handle(Input::Bytes(format!("{reply}\r\n").as_bytes()));
//!     loop {
//!         let input = match login.action() {
//!             Action::Poll => Input::Pending, // a driver looks
//!             Action::Send(bytes) => Input::Sent(bytes.len()), // and writes them to its socket
//!             _ => break,
//!         };
//!         login.handle(input);
//!     }
//! }
//! assert_eq!(login.action(), Action::Done);
//!
//! let error = login.finish().unwrap_err();
//! assert_eq!(error.kind().reply().unwrap().code().get(), 530);
//! assert!(!format!("{error:?}").contains("secret"));
//! # Ok::<(), ftp_proto::command::InvalidArg>(())
//! ```
//!
//! # Where what is
//!
//! The control connection of RFC 959 and what came after it (RFC 1639, 2228, 2389, 2428, 2640, 3659, 4217, 7151):
//!
//! | module | what is in it |
//! |---|---|
//! | [`dialogue`] | what a machine wants, what its owner reports, and the contract between them |
//! | [`mod@reply`] | where a reply ends, what it says, and what is irregular about it |
//! | [`command`] | commands as lines, and the table of verbs |
//! | [`response`] | what the text of certain replies says: addresses, features, sizes, times, facts, challenges |
//! | `listing` | what LIST, MLSD and NLST send, into entries; names that are safe locally |
//! | `login` | from the greeting to 230, or to the reason why not |
//! | `session` | one command at a time after the login |
//! | `transfer` | files and listings: what is wanted of the two connections, and what it came to |
//! | `transcript` | what was sent and received, within a limit and without secrets |
//!
//! The names that every client types stand at the root, too.
//!
//! # Out of scope
//!
//! Sockets, TLS and time (the crates `ftp-blocking` and `ftp-tokio` have them), bytes of files. Why a login was refused (the crate `ftp-diagnosis`).
//!
//! # Features
//!
//! | feature | what for |
//! |---|---|
//! | `alloc` (default) | the decoder, the machines and the transcript; without it, a decoder over a buffer of yours ([`FixedDecoder`](reply::FixedDecoder)), structured replies and commands |
//! | `std` | `memchr`'s choice of vector instructions at run time |
//! | `otp` | the answers to one-time password challenges (RFC 2289): `Challenge::answer` |
//! | `arbitrary` | `Arbitrary` for the public types, for fuzzing |
//! | `unstable-testing` | `Clone` for [`Login`] and a hash of its state, for tests that walk through all states; no part of semver, it may change or go in any release |

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![forbid(unsafe_code)]
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

#[cfg(feature = "alloc")]
extern crate alloc;

#[macro_use]
mod names;

#[cfg(feature = "arbitrary")]
mod arbitrary;
pub mod command;
pub mod dialogue;
#[cfg(feature = "alloc")]
mod exchange;
#[cfg(feature = "alloc")]
pub mod listing;
#[cfg(feature = "alloc")]
pub mod login;
pub mod reply;
pub mod response;
#[cfg(feature = "alloc")]
pub mod session;
mod shown;
#[cfg(feature = "alloc")]
pub mod transcript;
#[cfg(feature = "alloc")]
pub mod transfer;
#[cfg(feature = "alloc")]
mod wording;

pub use command::{Arg, Command};
pub use dialogue::{Action, Dialogue, Input, TlsFailure};
#[cfg(feature = "alloc")]
pub use login::{Credentials, Login, LoginConfig, LoginError, TlsPolicy};
#[cfg(feature = "alloc")]
pub use reply::Decoder;
pub use reply::{Limits, Reply, ReplyCode};
#[cfg(feature = "alloc")]
pub use session::{Outcome, Session};
#[cfg(feature = "alloc")]
pub use transcript::{Secret, Transcript};

/// The example of the README.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../README.md")]
struct Readme;
