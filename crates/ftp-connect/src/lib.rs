//! What the adapters of [`ftp_proto`] share, whatever they wait with: how to connect ([`Options`]), why
//! there is no connection ([`ConnectError`]), and TLS by rustls: whom to trust ([`TlsOptions`]), and what
//! went wrong ([`Handshake`], [`tls_failure`]), and TLS on data connections ([`DataTls`]). No socket is touched here.
//!
//! Programs use `ftp-blocking` or `ftp-tokio`, which export what their callers need of this. An adapter
//! for something else starts here:
//!
//! ```
//! use ftp_connect::{Options, TlsOptions};
//!
//! let anyone = TlsOptions { danger_no_verification: true, ..TlsOptions::default() };
//! let options = Options { tls: Some(anyone.build()?), ..Options::default() };
//! let rustls = options.tls.unwrap().config();
//! assert!(rustls.enable_sni);
//! # Ok::<(), ftp_connect::TlsSetupError>(())
//! ```

#![warn(missing_debug_implementations)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "rustls")]
mod data;
mod error;
mod failure;
#[cfg(feature = "tracing")]
mod log;
mod options;
mod progress;
#[cfg(feature = "rustls")]
mod tls;
#[cfg(feature = "rustls")]
mod verifier;

#[cfg(feature = "rustls")]
pub use data::{DataTls, HandshakeError};
pub use error::{Error, Failure};
pub use failure::{data_end, reach, tls_failure};
#[cfg(feature = "tracing")]
pub use log::log_new;
pub use options::{ConnectError, IpVersion, Options};
pub use progress::{Pace, Progress};
#[cfg(feature = "rustls")]
pub use rustls;
#[cfg(feature = "rustls")]
pub use tls::{Handshake, Tls, TlsInfo, TlsOptions, TlsSetupError};

/// The example of the README is compiled.
#[cfg(all(doctest, feature = "rustls"))]
#[doc = include_str!("../README.md")]
struct Readme;
