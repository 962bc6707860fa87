//! An FTP client over tokio: logs in, lists and moves files, with TLS by rustls. It knows no reply code and decides
//! nothing; that is the core's ([`ftp_proto`]).
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
//! A [`Client`] is a [`Control`] connection and a [`Session`](ftp_proto::Session); [`connect`], [`drive`] and
//! [`Client::new`] make one in steps.
//!
//! For TLS, give [`Options::tls`] what [`TlsOptions::build`] makes; without it a machine that wants TLS
//! gets `TlsFailure::Unavailable`.
//!
//! Every future and every stream here can be dropped at any time, in `select!` for instance. After a call of a client the
//! next one settles first what was left, which one server does not always let it ([`Client`] says when). After a [`drive`]
//! the dialogue and the connection stand where they stood, and the next one goes on from there, in the middle of a TLS handshake too. Nothing is read without being handed to the
//! dialogue, and nothing written twice. No task is spawned.
//!
//! With the feature `tracing`, a drive logs what it does at the level `TRACE`, never the bytes, and `log_new` what is new in
//! a transcript.
//!
//! Streams of your own: [`Control::over`]; with TLS of your own: implement [`Transport`].

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

/// The example of the README is compiled.
#[cfg(all(doctest, feature = "rustls"))]
#[doc = include_str!("../README.md")]
struct Readme;
