//! The FTP protocol without I/O: replies, commands, the login, and the session after it.
//!
//! The core uses no socket, no clock and no log. A machine says what it wants next ([`Dialogue::action`]); its owner
//! does that and reports what happened ([`Dialogue::handle`]). In this example the owner plays a server that refuses
//! the password:
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
//!             Action::Poll => Input::Pending, // a real driver reads what is there without waiting
//!             Action::Send(bytes) => Input::Sent(bytes.len()), // a real driver writes them to its socket
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
//! # Modules
//!
//! The crate covers the control connection of RFC 959 and its extensions (RFC 2228, 2389, 2428, 2640, 3659, 4217, 7151).
//! Of RFC 1639, it knows only the reply codes. Its modules are:
//!
//! | module | contents |
//! |---|---|
//! | [`dialogue`] | what a machine wants, what its owner reports, and the contract between them |
//! | [`mod@reply`] | where a reply ends, what it says, and what is irregular about it |
//! | [`command`] | commands as lines, and the table of verbs |
//! | [`response`] | what the text of certain replies says: addresses, features, sizes, times, facts, challenges |
//! | `listing` | the output of LIST, MLSD and NLST as entries, and names that are safe on the local machine |
//! | `login` | the login, from the greeting to 230 or to the reason why it failed |
//! | `session` | one command at a time after the login |
//! | `transfer` | files and listings: what to do on the two connections, and how the transfer ended |
//! | `transcript` | what was sent and received, within a limit and without secrets |
//!
//! The types that nearly every client names are re-exported at the root.
//!
//! # Out of scope
//!
//! - Sockets, TLS and time: see the crates `ftp-blocking` and `ftp-tokio`.
//! - The bytes of files: they go directly between the socket and the caller.
//! - Why a login was refused: see the crate `ftp-diagnosis`.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `alloc` (default) | the decoder, the machines and the transcript; without it there are commands, structured replies, and a decoder over a buffer of the caller's ([`FixedDecoder`](reply::FixedDecoder)) |
//! | `std` | lets `memchr` choose vector instructions at run time |
//! | `otp` | answers to one-time password challenges (RFC 2289): `Challenge::answer` |
//! | `arbitrary` | `Arbitrary` for public types, for fuzzing |
//! | `unstable-testing` | `Clone` for [`Login`] and a hash of its state, for tests that walk through all states; exempt from semver: it may change or disappear in any release |

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

/// Compiles and runs the example in the README.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../README.md")]
struct Readme;
