//! Drives [`ftp_proto`] over std sockets: connecting, reading, writing, TLS and time limits.
//!
//! This crate knows no reply codes and makes no protocol decisions; the core does.
//!
//! ```no_run
//! use ftp_blocking::{Client, Options};
//! use ftp_proto::transfer::Plan;
//! use ftp_proto::{Arg, Credentials, LoginConfig, TlsPolicy};
//! use std::{fs::File, ops::ControlFlow};
//!
//! let login = LoginConfig::new(Credentials::new("alice", "secret")?).tls(TlsPolicy::DangerCleartext);
//! let mut client = Client::connect("ftp.example.org", 21, &Options::default(), login)?;
//! let listing = client.list("")?.into_vec(1 << 20)?;
//! println!("{}", String::from_utf8_lossy(&listing));
//!
//! let plan = Plan::retrieve(Arg::new(b"backup.tar")?);
//! let report = client.download(plan, &mut File::create_new("backup.tar")?, |progress| {
//!     eprintln!("{} bytes", progress.moved);
//!     ControlFlow::Continue(())
//! })?;
//! println!("{} bytes, {}", report.moved, report.ending);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Below the client, [`connect`] and [`drive`] run a login and commands step by step:
//!
//! ```no_run
//! use ftp_blocking::{Options, connect, drive};
//! use ftp_proto::{Command, Credentials, Login, LoginConfig, TlsPolicy};
//!
//! let mut control = connect("ftp.example.org", 21, &Options::default())?;
//! let config = LoginConfig::new(Credentials::new("alice", "secret")?);
//! let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
//! drive(&mut control, &mut login);
//! let mut session = login.finish()?;
//!
//! let mut exchange = session.start(&Command::pwd())?;
//! drive(&mut control, &mut exchange);
//! let reply = exchange.finish().into_final()?;
//! println!("{}", reply.text());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! For TLS, set [`Options::tls`] to what [`TlsOptions::build`] returns. Without it, a machine that asks for TLS gets
//! `TlsFailure::Unavailable`.
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
mod streams;
mod tcp;
mod timed;

pub use client::Client;
pub use connect::{connect, connect_to};
pub use control::Control;
pub use drive::{Transport, drive};
#[cfg(feature = "tracing")]
pub use ftp_connect::log_new;
pub use ftp_connect::{ConnectError, Error, Failure, IpVersion, Options, Progress};
#[cfg(feature = "rustls")]
pub use ftp_connect::{Tls, TlsInfo, TlsOptions, TlsSetupError, rustls};
pub use streams::{Download, Upload};

/// Compiles the example of the README.
#[cfg(all(doctest, feature = "rustls"))]
#[doc = include_str!("../README.md")]
struct Readme;
