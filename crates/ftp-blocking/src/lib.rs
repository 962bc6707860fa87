//! Drives [`ftp_proto`] over std sockets: connecting, reading, writing, TLS, time limits. It knows no
//! reply code and decides nothing; that is the core's.
//!
//! ```
//! use ftp_blocking::{Options, connect, drive};
//! use ftp_proto::{Command, Credentials, Login, LoginConfig, TlsPolicy};
//! # let port = ftp_tests::welcoming::start()?;
//!
//! let mut control = connect("localhost", port, &Options::default())?;
//! let config = LoginConfig::new(Credentials::new("alice", "secret")?);
//! let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
//! drive(&mut control, &mut login);
//! let mut session = login.finish()?;
//!
//! session.start(&Command::pwd())?;
//! drive(&mut control, &mut session);
//! assert_eq!(session.reply().unwrap().text(), "\"/\" is where you are");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! For TLS, give [`Options::tls`] what [`TlsOptions::build`] makes; without it a machine that wants TLS
//! hears that it is not to be had.
//!
//! Streams of your own: [`Control::over`]; with TLS of your own: implement [`Transport`].

#![warn(missing_debug_implementations)]

mod connect;
mod control;
mod drive;
#[cfg(feature = "rustls")]
mod session;
mod timed;

pub use connect::{connect, connect_to};
pub use control::Control;
pub use drive::{Transport, drive};
pub use ftp_connect::{ConnectError, IpVersion, Options};
#[cfg(feature = "rustls")]
pub use ftp_connect::{Tls, TlsInfo, TlsOptions, TlsSetupError};
