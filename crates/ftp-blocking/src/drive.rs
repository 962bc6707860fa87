//! The driver: runs the engine of `ftp-connect` over a transport that blocks.

use crate::Control;
use ftp_connect::{ControlWire, Driver, HandshakeError, Link, Wait, Wire, has_passed};
use ftp_proto::{Action, Dialogue, TlsFailure};
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// A stream to a server that can start TLS on itself.
///
/// An error that contains a [`TlsFailure`] is a TLS error. Reads and writes end with [`ErrorKind::WouldBlock`] or
/// [`ErrorKind::TimedOut`] when the stream's own time limit has passed.
pub trait Transport: Read + Write {
    /// Performs a TLS handshake as the client.
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        Err(TlsFailure::Unavailable)
    }

    /// Reads what is already here, without waiting. `None`: nothing is here; `Some(0)`: the end of the stream.
    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>>;

    /// How long one reply may take, from the start of the wait for it to its last byte, and how long writing one command
    /// may take. `None`: no limit, as long as no single read or write exceeds the stream's own time limit.
    fn time_limit(&self) -> Option<Duration> {
        None
    }

    /// Sets the time by which a read that is still waiting has to end with a time-out. `None`: each read has the whole time
    /// limit. [`drive`] also checks the time between reads.
    fn set_deadline(&mut self, deadline: Option<Instant>) {
        let _ = deadline;
    }
}

/// Drives a dialogue until it is done.
///
/// Before a command is written, `drive` reads what is already here, as the dialogue asks: a reply that arrived before its
/// command does not answer it. When a write fails, `drive` still reads what the server sent last, because that says why.
///
/// Returns the error that broke the connection, if it broke. The dialogue is told as well and knows what that means, so
/// look at its result first.
pub fn drive(transport: &mut impl Transport, dialogue: &mut (impl Dialogue + ?Sized)) -> Option<io::Error> {
    let (mut driver, mut wire) = (Driver::default(), Blocking(transport));
    while dialogue.action() != Action::Done {
        let deadline = driver.deadline(dialogue, wire.time_limit());
        wire.set_deadline(deadline);
        if has_passed(deadline) || !driver.step(&mut wire, dialogue, Wait::Alone) {
            driver.time_out(dialogue);
        }
    }
    wire.set_deadline(None);
    driver.broke()
}

/// Presents a transport to the engine.
pub(crate) struct Blocking<'a, T>(pub(crate) &'a mut T);

impl<T: Transport> Wire for Blocking<'_, T> {
    fn read(&mut self, buffer: &mut [u8], wait: Wait) -> io::Result<usize> {
        match wait {
            Wait::Alone => self.0.read(buffer),
            Wait::Never | Wait::Beside => self.0.read_ready(buffer)?.ok_or(ErrorKind::WouldBlock.into()),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn start_tls(&mut self) -> Result<(), HandshakeError> {
        self.0.start_tls().map_err(HandshakeError::Failed)
    }

    fn time_limit(&self) -> Option<Duration> {
        self.0.time_limit()
    }

    fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.0.set_deadline(deadline);
    }
}

impl ControlWire for Blocking<'_, Control> {
    fn link(&mut self) -> &mut Link {
        &mut self.0.link
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}
