//! What an adapter does for the engines of this crate: reads and writes that may have to be waited for.

use crate::Link;
use ftp_proto::TlsFailure;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

/// The control connection of an adapter. What cannot be done now ends with [`ErrorKind::WouldBlock`] or
/// [`ErrorKind::TimedOut`]; an adapter that is polled is then woken, one that blocks has waited.
pub trait Wire {
    /// Reads what has come.
    fn read(&mut self, buffer: &mut [u8], wait: Wait) -> io::Result<usize>;

    /// Writes some of it.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Sends what is held back.
    fn flush(&mut self) -> io::Result<()>;

    /// Does the handshake as the client, or goes on with it.
    fn start_tls(&mut self) -> Result<(), HandshakeError>;

    /// How long a reply may take, and a command until it is written. `None`: for ever.
    fn time_limit(&self) -> Option<Duration>;

    /// By when what blocks is to end. An adapter that is polled has no use for it.
    fn set_deadline(&mut self, deadline: Option<Instant>) {
        let _ = deadline;
    }
}

/// How a read waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Not at all, and it is to know of all that is here: the platform is asked.
    Never,
    /// Something else is waited for too: an adapter that blocks does not wait here.
    Beside,
    /// Nothing else is waited for.
    Alone,
}

/// A control connection with which data connections are made.
pub trait ControlWire: Wire {
    /// What is kept of it.
    fn link(&mut self) -> &mut Link;

    /// Its address at this end.
    fn local_addr(&self) -> io::Result<SocketAddr>;
}

/// The data connection of an adapter, of which there is one at a time. What cannot be done now ends as with [`Wire`];
/// the same call goes on later.
pub trait DataSocket: Read + Write {
    /// Connects. [`ErrorKind::TimedOut`] is a failure here.
    fn connect(&mut self, to: SocketAddr, limit: Duration) -> io::Result<()>;

    /// Listens at this address, on a free port where its own is 0.
    fn listen(&mut self, at: SocketAddr) -> io::Result<SocketAddr>;

    /// Who connected. The connection is kept if it is welcome, and closed if not.
    fn accept(&mut self, welcome: impl Fn(IpAddr) -> bool) -> io::Result<IpAddr>;

    /// Has each write of the open connection sent at once, whatever is not acknowledged yet.
    fn set_nodelay(&mut self) -> io::Result<()>;

    /// Ends our side.
    fn shutdown(&mut self) -> io::Result<()>;

    /// From here on nothing waits: the connection is about to be closed.
    fn stop_waiting(&mut self) {}

    /// Closes whatever is open, with a reset where that is wanted and the platform can.
    fn close(&mut self, reset: bool);
}

/// Why a handshake is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandshakeError {
    /// The socket has to be waited for.
    Pending,
    /// It failed.
    Failed(TlsFailure),
}

/// Whether it says only that it cannot be done now.
pub fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}
