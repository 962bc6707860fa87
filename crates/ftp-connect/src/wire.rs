//! What an adapter does for the engines of this crate: reads and writes that may have to wait.

use crate::Link;
use ftp_proto::TlsFailure;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

/// The control connection of an adapter.
///
/// An operation that cannot be done now ends with [`ErrorKind::WouldBlock`] or [`ErrorKind::TimedOut`]. An adapter
/// that polls is then woken later; one that blocks has already waited.
pub trait Wire {
    /// Reads bytes that have come.
    fn read(&mut self, buffer: &mut [u8], wait: Wait) -> io::Result<usize>;

    /// Writes some of the bytes, and returns how many.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Sends what is held back.
    fn flush(&mut self) -> io::Result<()>;

    /// Performs the handshake as the client, or continues it.
    fn start_tls(&mut self) -> Result<(), HandshakeError>;

    /// How long a reply may take, and how long writing a command may take. `None`: no limit.
    fn time_limit(&self) -> Option<Duration>;

    /// Sets the time by which a blocking call has to end. An adapter that polls does not need it.
    fn set_deadline(&mut self, deadline: Option<Instant>) {
        let _ = deadline;
    }
}

/// How a read waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Does not wait, and asks the platform, so that it sees everything that is here.
    Never,
    /// Something else is waited for too, so an adapter that blocks does not wait here.
    Beside,
    /// Nothing else is waited for.
    Alone,
}

/// A control connection with which data connections are made.
pub trait ControlWire: Wire {
    /// Returns the state of the control connection besides its stream.
    fn link(&mut self) -> &mut Link;

    /// Returns the local address.
    fn local_addr(&self) -> io::Result<SocketAddr>;
}

/// The data connection of an adapter. There is one at a time.
///
/// An operation that cannot be done now ends as with [`Wire`]; repeating the call continues it.
pub trait DataSocket: Read + Write {
    /// Connects. Here [`ErrorKind::TimedOut`] means that connecting failed.
    fn connect(&mut self, to: SocketAddr, limit: Duration) -> io::Result<()>;

    /// Listens at this address, on a free port if the port is 0. Returns the actual address.
    fn listen(&mut self, at: SocketAddr) -> io::Result<SocketAddr>;

    /// Accepts a connection and returns who connected. The connection is kept if it is welcome, and closed if not.
    fn accept(&mut self, welcome: impl Fn(IpAddr) -> bool) -> io::Result<IpAddr>;

    /// Sends each later write of the open connection at once, without waiting for acknowledgements.
    fn set_nodelay(&mut self) -> io::Result<()>;

    /// Ends our side of the connection.
    fn shutdown(&mut self) -> io::Result<()>;

    /// Makes all further calls return without waiting: the connection is about to be closed.
    fn stop_waiting(&mut self) {}

    /// Closes whatever is open, with a reset if `reset` is set and the platform can do that.
    fn close(&mut self, reset: bool);
}

/// Why a handshake is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandshakeError {
    /// The socket is not ready; try again later.
    Pending,
    /// The handshake failed.
    Failed(TlsFailure),
}

/// Whether the error only says that the operation cannot be done now.
pub fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}
