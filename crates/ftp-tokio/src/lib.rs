//! Drives [`ftp_proto`] over tokio: connecting, reading, writing, TLS, time limits. It knows no reply code
//! and decides nothing; that is the core's.
//!
//! ```
//! use ftp_proto::{Command, Credentials, Login, LoginConfig, TlsPolicy};
//! use ftp_tokio::{Options, connect, drive};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let port = ftp_tests::welcoming::start()?;
//! let mut control = connect("localhost", port, &Options::default()).await?;
//! let config = LoginConfig::new(Credentials::new("alice", "secret")?);
//! let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
//! drive(&mut control, &mut login).await;
//! let mut session = login.finish()?;
//!
//! session.start(&Command::pwd())?;
//! drive(&mut control, &mut session).await;
//! assert_eq!(session.reply().unwrap().text(), "\"/\" is where you are");
//! # Ok(())
//! # }
//! ```
//!
//! For TLS, give [`Options::tls`] what [`TlsOptions::build`] makes; without it a machine that wants TLS
//! hears that it is not to be had.
//!
//! Every future here can be dropped at any time, in `select!` for instance: the dialogue and the
//! connection then stand where they stood, and [`drive`] goes on from there, in the middle of a TLS
//! handshake too. Nothing is read without being handed to the dialogue, and nothing written twice.
//!
//! Streams of your own: [`Control::over`]; with TLS of your own: implement [`Transport`].

#![warn(missing_debug_implementations)]

mod connect;
mod drive;
mod socket;

pub use connect::{Control, connect, connect_to};
pub use drive::{Transport, drive};
pub use ftp_connect::{ConnectError, IpVersion, Options};
#[cfg(feature = "rustls")]
pub use ftp_connect::{Tls, TlsInfo, TlsOptions, TlsSetupError};
pub use socket::Socket;
