//! Drives [`ftp_proto`] over tokio: connecting, reading, writing, TLS, time limits. It knows no reply code
//! and decides nothing; that is the core's.
//!
//! ```no_run
//! use ftp_proto::{Command, Credentials, Login, LoginConfig, TlsPolicy};
//! use ftp_tokio::{Options, connect, drive};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut control = connect("ftp.example.org", 21, &Options::default()).await?;
//! let config = LoginConfig::new(Credentials::new("alice", "secret")?);
//! let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
//! drive(&mut control, &mut login).await;
//! let mut session = login.finish()?;
//!
//! let mut exchange = session.start(&Command::pwd())?;
//! drive(&mut control, &mut exchange).await;
//! let reply = exchange.finish().into_final()?;
//! println!("{}", reply.text());
//! # Ok(())
//! # }
//! ```
//!
//! For TLS, give [`Options::tls`] what [`TlsOptions::build`] makes; without it a machine that wants TLS
//! gets `TlsFailure::Unavailable`.
//!
//! Every future here can be dropped at any time, in `select!` for instance: the dialogue and the
//! connection then stand where they stood, and [`drive`] goes on from there, in the middle of a TLS
//! handshake too. Nothing is read without being handed to the dialogue, and nothing written twice.
//!
//! With the feature `tracing`, a drive logs what it does at the level `TRACE`, never the bytes, and `log_new` what is new in
//! a transcript.
//!
//! Streams of your own: [`Control::over`]; with TLS of your own: implement [`Transport`].

#![warn(missing_debug_implementations)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod connect;
mod data;
mod drive;
mod lanes;
mod socket;
mod streams;

pub use client::Client;
pub use connect::{Control, connect, connect_to};
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
