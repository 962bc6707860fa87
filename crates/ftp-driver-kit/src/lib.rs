//! Tests whether a driver of [`ftp_proto`] keeps the contract of [`Dialogue`], with a scripted server on loopback and a
//! table of situations in which drivers go wrong.
//!
//! A few lines test a driver. This one is correct except for a stray reply:
//!
//! ```no_run
//! use ftp_driver_kit::{Driver, check};
//! use ftp_proto::{Action, Dialogue, Input, TlsFailure};
//! use std::io::{self, ErrorKind, Read, Write};
//! use std::net::TcpStream;
//! use std::time::Duration;
//!
//! struct Mine;
//!
//! impl Driver for Mine {
//!     type Connection = TcpStream;
//!
//!     fn connect(&mut self, port: u16, limit: Duration) -> io::Result<TcpStream> {
//!         let tcp = TcpStream::connect(("127.0.0.1", port))?;
//!         tcp.set_read_timeout(Some(limit))?;
//!         Ok(tcp)
//!     }
//!
//!     fn drive(&mut self, tcp: &mut TcpStream, dialogue: &mut dyn Dialogue) {
//!         let mut buffer = [0; 1024];
//!         loop {
//!             let input = match dialogue.action() {
//!                 Action::Poll => Input::Pending, // wrong: it has not looked
//!                 Action::Send(bytes) => tcp.write(bytes).map_or(Input::Broken, Input::Sent),
//!                 Action::Receive => match tcp.read(&mut buffer) {
//!                     Ok(0) => Input::Eof,
//!                     Ok(n) => Input::Bytes(&buffer[..n]),
//!                     Err(error) if error.kind() == ErrorKind::WouldBlock => Input::TimedOut,
//!                     Err(_) => Input::Broken,
//!                 },
//!                 Action::StartTls => Input::TlsFailed(TlsFailure::Unavailable),
//!                 Action::Done => return,
//!             };
//!             dialogue.handle(input);
//!         }
//!     }
//! }
//!
//! let failures = check(|| Mine);
//! assert!(failures.iter().any(|failure| failure.situation == "stray-reply"), "{failures:?}");
//! ```
//!
//! For a driver that keeps the contract, the list is empty.

#![forbid(unsafe_code)]
#![warn(missing_debug_implementations)]

mod probe;
mod server;
mod situations;

use ftp_proto::Dialogue;
use std::time::Duration;
use std::{fmt, io, thread};

pub use situations::names;

/// A driver under test.
pub trait Driver {
    /// An open connection.
    type Connection;

    /// Connects to this port of 127.0.0.1. `limit` is the longest that the driver may wait for one whole reply, for a
    /// write, or for a handshake.
    ///
    /// # Errors
    /// The errors of the platform. They make the situation fail.
    fn connect(&mut self, port: u16, limit: Duration) -> io::Result<Self::Connection>;

    /// Drives a dialogue until it is done.
    fn drive(&mut self, connection: &mut Self::Connection, dialogue: &mut dyn Dialogue);

    /// Drives a dialogue and is cancelled after this time, like a future that is dropped. A driver that cannot be cancelled
    /// keeps the default, which does nothing.
    fn drive_cancelled(
        &mut self,
        connection: &mut Self::Connection,
        dialogue: &mut dyn Dialogue,
        after: Duration,
    ) {
        let _ = (connection, dialogue, after);
    }

    /// Whether the driver supports TLS. One that does not answers `StartTls` with `TlsFailure::Unavailable`.
    fn tls(&self) -> TlsSupport {
        TlsSupport::None
    }
}

/// Whether a driver supports TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsSupport {
    /// The driver has no TLS.
    None,
    /// The driver performs handshakes, whatever certificates it trusts.
    Handshakes,
}

/// Something that a driver did wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The name of the situation.
    pub situation: &'static str,
    /// What the contract demands in this situation, and why.
    pub wanted: &'static str,
    /// What happened instead.
    pub got: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: wanted: {}; got: {}", self.situation, self.wanted, self.got)
    }
}

/// Runs a new driver through each situation, all at the same time. Returns what the driver did wrong.
///
/// This takes about two seconds, and longer if the driver does something wrong.
pub fn check<D: Driver>(driver: impl Fn() -> D + Sync) -> Vec<Failure> {
    let driver = &driver;
    thread::scope(|scope| {
        let running: Vec<_> =
            situations::ALL.iter().map(|situation| scope.spawn(move || run(situation, driver()))).collect();
        let panicked = |at: usize| Failure {
            situation: situations::ALL[at].name,
            wanted: "no panic",
            got: "the driver panicked".to_string(),
        };
        running
            .into_iter()
            .enumerate()
            .filter_map(|(at, thread)| thread.join().unwrap_or_else(|_| Some(panicked(at))))
            .collect()
    })
}

/// Runs a driver through the situation with this name. Returns what the driver did wrong; `None` if it did nothing wrong or
/// there is no such situation.
pub fn check_one<D: Driver>(situation: &str, driver: D) -> Option<Failure> {
    run(situations::ALL.iter().find(|one| one.name == situation)?, driver)
}

fn run<D: Driver>(situation: &situations::Situation, driver: D) -> Option<Failure> {
    let mut driven = Driven { driver, limit: situation.limit, connection: None };
    let got = (situation.run)(&mut driven).err()?;
    Some(Failure { situation: situation.name, wanted: situation.wanted, got })
}

/// A driver and its connection, with their types erased.
trait Drive {
    fn connect(&mut self, port: u16) -> Result<(), String>;
    fn drive(&mut self, dialogue: &mut dyn Dialogue);
    fn drive_cancelled(&mut self, dialogue: &mut dyn Dialogue, after: Duration);
    fn tls(&self) -> TlsSupport;
}

struct Driven<D: Driver> {
    driver: D,
    limit: Duration,
    connection: Option<D::Connection>,
}

impl<D: Driver> Drive for Driven<D> {
    fn connect(&mut self, port: u16) -> Result<(), String> {
        let connection = self.driver.connect(port, self.limit);
        self.connection = Some(connection.map_err(|error| format!("no connection: {error}"))?);
        Ok(())
    }

    fn drive(&mut self, dialogue: &mut dyn Dialogue) {
        if let Some(connection) = &mut self.connection {
            self.driver.drive(connection, dialogue);
        }
    }

    fn drive_cancelled(&mut self, dialogue: &mut dyn Dialogue, after: Duration) {
        if let Some(connection) = &mut self.connection {
            self.driver.drive_cancelled(connection, dialogue, after);
        }
    }

    fn tls(&self) -> TlsSupport {
        self.driver.tls()
    }
}

/// Compiles the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
