//! The parts that the adapters of [`ftp_proto`] share, however they wait:
//!
//! - how to connect ([`Options`]), and why there is no connection ([`ConnectError`]);
//! - TLS by rustls ([`TlsOptions`], [`TlsStream`]);
//! - the engines of a dialogue ([`Driver`]) and of a transfer ([`Lanes`]), and the calls of a client ([`call`]).
//!
//! The engines do everything that does not depend on how an adapter waits; the adapter does the rest for them
//! through [`Wire`] and [`DataSocket`].
//!
//! Programs use `ftp-blocking` or `ftp-tokio`, which re-export what their callers need from here. An adapter for
//! something else starts here:
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

pub mod call;
mod data;
mod drive;
mod error;
mod failure;
mod lanes;
mod link;
#[cfg(feature = "tracing")]
mod log;
mod options;
mod progress;
#[cfg(feature = "rustls")]
mod stream;
#[cfg(feature = "rustls")]
mod tls;
#[cfg(feature = "rustls")]
mod verifier;
mod wire;

pub use call::Call;
pub use data::Bytes;
pub use drive::{Driver, has_passed};
pub use error::{Error, Failure};
pub use failure::{data_end, reach, tls_failure};
pub use lanes::{Lanes, Turn};
pub use link::Link;
#[cfg(feature = "tracing")]
pub use log::log_new;
pub use options::{ConnectError, IpVersion, Options};
pub use progress::{Pace, Progress};
#[cfg(feature = "rustls")]
pub use rustls;
#[cfg(feature = "rustls")]
pub use stream::TlsStream;
#[cfg(feature = "rustls")]
pub use tls::{Handshake, Tls, TlsInfo, TlsOptions, TlsSetupError};
pub use wire::{ControlWire, DataSocket, HandshakeError, Wait, Wire, is_pause};

/// Compiles the example of the README.
#[cfg(all(doctest, feature = "rustls"))]
#[doc = include_str!("../README.md")]
struct Readme;
