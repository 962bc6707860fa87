//! An FTP client over tokio: logs in, lists and moves files, with TLS by rustls.
//!
//! This crate knows no reply codes and makes no protocol decisions; the core ([`ftp_proto`]) does.
//!
//! ```no_run
//! use ftp_proto::{Credentials, LoginConfig, TlsPolicy};
//! use ftp_tokio::{Client, Options};
//! use tokio::io::AsyncWriteExt;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let login = LoginConfig::new(Credentials::new("alice", "secret")?).tls(TlsPolicy::DangerCleartext);
//! let mut client = Client::connect("ftp.example.org", 21, &Options::default(), login).await?;
//!
//! let listing = client.list("").await?.into_vec(1 << 20).await?;
//! let readme = client.retrieve("README").await?.into_vec(1 << 20).await?;
//!
//! let mut upload = client.store("copy").await?;
//! upload.write_all(&readme).await?;
//! let report = upload.finish().await?;
//! assert!(report.is_complete());
//! # let _ = listing;
//! # Ok(())
//! # }
//! ```
//!
//! A [`Client`] is a [`Control`] connection and a [`Session`](ftp_proto::Session). To make one step by step, use
//! [`connect`], [`drive`] and [`Client::new`].
//!
//! For TLS, set [`Options::tls`] to what [`TlsOptions::build`] returns. Without it, a machine that asks for TLS gets
//! `TlsFailure::Unavailable`.
//!
//! You can drop every future and every stream here at any time, in `select!` for instance:
//!
//! - After a dropped call of a client, the next call first settles what was left; [`Client`] says what that takes.
//! - After a dropped [`drive`], the dialogue and the connection keep their state, and the next `drive` goes on from there,
//!   even in the middle of a TLS handshake.
//!
//! All bytes that are read reach the dialogue, and no byte is written twice. No task is spawned.
//!
//! With the feature `tracing`, a drive logs its actions at the level `TRACE`, never the bytes, and `log_new` logs the new
//! entries of a transcript.
//!
//! For a stream of your own, use [`Control::over`]; to bring TLS of your own as well, implement [`Transport`].

#![warn(missing_debug_implementations)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod connect;
mod control;
mod data;
mod drive;
mod socket;
mod streams;

pub use client::Client;
pub use connect::{connect, connect_to};
pub use control::Control;
pub use drive::{Transport, drive};
#[cfg(feature = "tracing")]
pub use ftp_connect::log_new;
pub use ftp_connect::{ConnectError, Error, Failure, IpVersion, Options, Progress};
#[cfg(feature = "rustls")]
pub use ftp_connect::{Tls, TlsInfo, TlsOptions, TlsSetupError, rustls};
pub use socket::Socket;
pub use streams::{Download, Upload};

/// Compiles the example of the README.
#[cfg(all(doctest, feature = "rustls"))]
#[doc = include_str!("../README.md")]
struct Readme;
