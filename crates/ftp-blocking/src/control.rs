//! The control connection: any stream, with TLS on top once it is started.

use crate::data::Data;
use crate::timed::Timed;
use crate::{Transport, tcp};
#[cfg(feature = "rustls")]
use ftp_connect::TlsInfo;
use ftp_connect::{HandshakeError, Link, Options};
use ftp_proto::TlsFailure;
use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A control connection: a [`Transport`] over a stream, with TLS once it is started.
///
/// After a failed handshake nothing can be written.
pub struct Control<S = TcpStream> {
    stream: Timed<S>,
    pub(crate) link: Link,
    /// The data connection of a transfer that was dropped while the server still waited for it.
    pub(crate) left: Data,
}

impl Control {
    /// Wraps a TCP connection that the caller has made. `host` is the name that the server's certificate has to
    /// match.
    pub fn new(tcp: TcpStream, host: &str, options: &Options) -> io::Result<Self> {
        let peer = tcp.peer_addr()?;
        Ok(Control::to(peer, tcp, host, options))
    }

    pub(crate) fn to(peer: SocketAddr, tcp: TcpStream, host: &str, options: &Options) -> Self {
        let stream = Timed::new(tcp, options.timeout, Some(tcp::means()));
        Control { stream, link: Link::new(Some(peer), host, options), left: Data::default() }
    }

    /// Returns the local address, which PORT and EPRT name.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.get_ref().local_addr()
    }
}

impl<S> Control<S> {
    /// Returns the underlying stream, below TLS if TLS is up. Bytes that you read from it or write to it are missing
    /// from the conversation.
    pub fn get_ref(&self) -> &S {
        &self.stream.stream
    }

    /// Returns the underlying stream. If TLS is up, it is dropped: no `close_notify` is sent and what TLS had read is
    /// lost, so the stream can only be closed.
    pub fn into_inner(self) -> S {
        self.stream.stream
    }

    /// Returns the server's address, if the connection is TCP.
    pub fn peer_addr(&self) -> Option<SocketAddr> {
        self.link.peer()
    }

    /// Returns what TLS negotiated. `None`: TLS is not up.
    #[cfg(feature = "rustls")]
    pub fn tls_info(&self) -> Option<TlsInfo> {
        self.link.tls_info()
    }
}

impl<S: Read + Write> Control<S> {
    /// Wraps any stream to a server, such as one through a proxy.
    ///
    /// How long a single read or write waits is up to the stream. The time limit of the options, for a reply that
    /// comes in pieces, is checked between two reads. A reply that arrives before its command is recognized only if
    /// it came together with bytes that were read earlier; if your stream can be read without waiting, implement
    /// [`Transport`] for it instead.
    pub fn over(stream: S, host: &str, options: &Options) -> Self {
        let stream = Timed::new(stream, options.timeout, None);
        Control { stream, link: Link::new(None, host, options), left: Data::default() }
    }
}

impl<S: Read + Write> Transport for Control<S> {
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        let own_limit = self.stream.begin();
        let started = self.link.start_tls(&mut self.stream);
        if own_limit {
            self.stream.set_deadline(None);
        }
        started.map_err(|error| match error {
            HandshakeError::Pending => TlsFailure::TimedOut,
            HandshakeError::Failed(why) => why,
        })
    }

    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        if !self.stream.has_means() {
            return Ok(None);
        }
        self.stream.set_now(true);
        let read = self.link.read(&mut self.stream, buffer);
        self.stream.set_now(false);
        match read {
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
            read => read.map(Some),
        }
    }

    fn time_limit(&self) -> Option<Duration> {
        Some(self.stream.limit())
    }

    fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.stream.set_deadline(deadline);
    }
}

impl<S: Read + Write> Read for Control<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Each look at the data connection waits for a moment only: the server can answer on either connection first.
        while self.link.finish_what_is_left(&mut self.left)? {
            if let Some(n) = self.read_ready(buffer)? {
                return Ok(n);
            }
            self.stream.left()?;
        }
        self.link.read(&mut self.stream, buffer)
    }
}

impl<S: Read + Write> Write for Control<S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.link.finish_what_is_left(&mut self.left)?;
        self.link.write(&mut self.stream, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.link.flush(&mut self.stream)
    }
}

impl<S> fmt::Debug for Control<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control").field("peer", &self.peer_addr()).finish_non_exhaustive()
    }
}
