//! The driver: a transport that blocks, under the engine of `ftp-connect`.

use crate::Control;
use ftp_connect::{ControlWire, Driver, HandshakeError, Link, Wait, Wire, has_passed};
use ftp_proto::{Action, Dialogue, TlsFailure};
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// A stream to a server that can put TLS on itself; an error with a [`TlsFailure`] inside is one of TLS. Reads and writes end with
/// [`ErrorKind::WouldBlock`] or [`ErrorKind::TimedOut`] when the stream's own time limit has passed.
pub trait Transport: Read + Write {
    /// Does a TLS handshake as the client.
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        Err(TlsFailure::Unavailable)
    }

    /// Reads what is here already, without waiting. `None`: nothing is; 0 is the end of the stream.
    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>>;

    /// How long a reply may take from its first byte that is waited for to its last, and a command until it is
    /// written. `None`: for ever, as long as no single read or write takes longer than the stream's own time limit.
    fn time_limit(&self) -> Option<Duration> {
        None
    }

    /// Reads that have not returned by then are to end with a time-out; `None`: each has the time limit for
    /// itself. [`drive`] looks at the time between reads all the same.
    fn set_deadline(&mut self, deadline: Option<Instant>) {
        let _ = deadline;
    }
}

/// Drives a dialogue until it is done. What is here is read before a command is written, as the dialogue asks: a
/// reply that was here before its command is no answer to it. When a write fails, what the server sent last is still
/// read: it says why.
///
/// Gives back the error by which the connection broke, if it did. The dialogue knows of that too, and what it means:
/// look at its own result first.
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

/// A transport as the engine sees it.
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
