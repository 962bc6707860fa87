//! The state of a control connection besides its stream: its peer, its time limits, and its TLS.

use crate::Options;
use crate::wire::{DataSocket, HandshakeError, is_pause};
use ftp_proto::TlsFailure;
use ftp_proto::command::Direction;
use ftp_proto::transfer::{DataEvent, DataSettings, Target};
use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::Duration;
#[cfg(feature = "rustls")]
use {
    crate::stream::{Few, READS},
    crate::{Tls, TlsInfo, TlsStream},
    ftp_proto::transfer::Secured,
};

/// The longest time for making a data connection. It is short because the host has answered before.
const DATA_TIMEOUT: Duration = Duration::from_secs(15);

/// A data connection whose transfer was dropped while the server still waits for something on it.
///
/// Without that, some servers (vsftpd) close the control connection too, or answer nothing any more.
pub(crate) enum Left {
    /// The connection is being made, and then secured if there is a direction.
    Connecting(Target, Option<Direction>),
    /// The handshake is in progress.
    #[cfg(feature = "rustls")]
    Securing(Box<TlsStream>, Direction),
    /// The handshake is complete at this end. The first byte of the file, or its end, shows that it is complete at the
    /// server too.
    #[cfg(feature = "rustls")]
    Secured(Box<TlsStream>),
}

/// How far [`Link::go_on`] went.
enum Gone {
    Waits(Left),
    #[cfg(feature = "rustls")]
    On(Left),
    Closed {
        reset: bool,
    },
}

/// The state of a control connection besides its stream, which each call takes. Reads and writes go through TLS once that
/// is started.
pub struct Link {
    peer: Option<SocketAddr>,
    timeout: Duration,
    data_timeout: Duration,
    /// The data connection of a dropped transfer that is still to be finished.
    left: Option<Left>,
    #[cfg(feature = "rustls")]
    tls: Option<(Tls, String)>,
    #[cfg(feature = "rustls")]
    stream: Option<Box<TlsStream>>,
    /// Whether a handshake failed. There is no second one.
    #[cfg(feature = "rustls")]
    failed: bool,
    /// The TLS state of a data connection that the server did not answer.
    #[cfg(feature = "rustls")]
    unanswered: Option<Box<TlsStream>>,
}

impl Link {
    /// Makes a link. `peer` is the server's address, if the connection is TCP. `host` is the name that the server's
    /// certificate has to match.
    pub fn new(peer: Option<SocketAddr>, host: &str, options: &Options) -> Self {
        let _ = host;
        Link {
            peer,
            timeout: options.timeout,
            data_timeout: options.connect_timeout.min(DATA_TIMEOUT),
            left: None,
            #[cfg(feature = "rustls")]
            tls: options.tls.as_ref().map(|tls| (tls.for_session(), host.to_string())),
            #[cfg(feature = "rustls")]
            stream: None,
            #[cfg(feature = "rustls")]
            failed: false,
            #[cfg(feature = "rustls")]
            unanswered: None,
        }
    }

    /// Returns the server's address, if the connection is TCP.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.peer
    }

    /// Returns these settings, with the host from which data connections have to come.
    pub fn settings(&self, settings: DataSettings) -> DataSettings {
        self.peer.map_or(settings, |peer| settings.peer(peer.ip()))
    }

    /// Returns the time limit of each reply.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Makes a data connection, or continues making it.
    pub(crate) fn connect(&self, target: Target, socket: &mut impl DataSocket) -> io::Result<DataEvent> {
        let mut to = match (target.address, self.peer) {
            (Some(address), _) => SocketAddr::new(address, 0),
            // The peer's address includes its IPv6 scope.
            (None, Some(peer)) => peer,
            (None, None) => return Err(ErrorKind::NotConnected.into()),
        };
        to.set_port(target.port.get());
        socket.connect(to, self.data_timeout)?;
        Ok(DataEvent::Connected)
    }

    /// Goes on with the socket that [`Lanes::leave`](crate::Lanes::leave) left, and closes it once the server has what it waits
    /// for. Call this at each read and before each write of the control connection. Returns whether the socket is still needed.
    ///
    /// Ends with [`ErrorKind::WouldBlock`] until the data connection is made, and nothing may be written before: most servers
    /// answer no command until then, and the others would take the next data connection for this one.
    pub fn finish_what_is_left(&mut self, socket: &mut impl DataSocket) -> io::Result<bool> {
        while let Some(left) = self.left.take() {
            match self.go_on(left, socket) {
                Gone::Waits(left) => {
                    let connects = matches!(left, Left::Connecting(..));
                    self.left = Some(left);
                    return if connects { Err(ErrorKind::WouldBlock.into()) } else { Ok(true) };
                }
                #[cfg(feature = "rustls")]
                Gone::On(left) => self.left = Some(left),
                Gone::Closed { reset } => socket.close(reset),
            }
        }
        Ok(false)
    }

    fn go_on(&mut self, left: Left, socket: &mut impl DataSocket) -> Gone {
        match left {
            Left::Connecting(to, secure) => match self.connect(to, socket) {
                Err(error) if is_pause(&error) && error.kind() != ErrorKind::TimedOut => Gone::Waits(left),
                #[cfg(feature = "rustls")]
                Ok(_) => match (secure, self.data_tls(), socket.set_nodelay()) {
                    (Some(direction), Ok(tls), Ok(())) => Gone::On(Left::Securing(tls, direction)),
                    // With a reset, a server that has not yet accepted the connection keeps waiting for one.
                    _ => Gone::Closed { reset: false },
                },
                _ => {
                    let _ = secure;
                    Gone::Closed { reset: false }
                }
            },
            #[cfg(feature = "rustls")]
            Left::Securing(mut tls, direction) => match (tls.handshake(socket), direction) {
                (Err(HandshakeError::Pending), _) => Gone::Waits(Left::Securing(tls, direction)),
                (Err(_), _) => Gone::Closed { reset: true },
                (Ok(()), Direction::Download) => Gone::On(Left::Secured(tls)),
                (Ok(()), _) => {
                    // No byte will come to show that the server has completed the handshake, and a reset could discard the
                    // client's last part of it.
                    tls.end();
                    let _ = tls.flush(socket);
                    Gone::Closed { reset: false }
                }
            },
            #[cfg(feature = "rustls")]
            Left::Secured(mut tls) => {
                let mut reads = READS;
                // A session ticket is not enough: a server that then cannot send its next ticket ends the session at the
                // first byte (ProFTPD).
                match tls.read(&mut Few { socket, left: &mut reads }, &mut [0]) {
                    Err(error) if is_pause(&error) && reads > 0 => Gone::Waits(Left::Secured(tls)),
                    _ => Gone::Closed { reset: true },
                }
            }
        }
    }

    pub(crate) fn leave(&mut self, left: Left) {
        self.left = Some(left);
    }

    /// Starts a handshake, or continues it.
    pub fn start_tls(&mut self, socket: &mut (impl Read + Write)) -> Result<(), HandshakeError> {
        let _ = &socket;
        #[cfg(feature = "rustls")]
        if let (Some((tls, host)), false) = (&self.tls, self.failed) {
            let stream = match self.stream.take() {
                Some(stream) if stream.connection().is_some() => {
                    self.stream = Some(stream);
                    return Err(HandshakeError::Failed(TlsFailure::Unavailable));
                }
                Some(stream) => stream,
                None => Box::new(TlsStream::of_control(tls, host).map_err(HandshakeError::Failed)?),
            };
            let result = self.stream.insert(stream).handshake(socket);
            self.failed = matches!(result, Err(HandshakeError::Failed(_)));
            return result;
        }
        Err(HandshakeError::Failed(TlsFailure::Unavailable))
    }

    /// Reads. 0 means an orderly end.
    pub fn read(&mut self, socket: &mut (impl Read + Write), buffer: &mut [u8]) -> io::Result<usize> {
        #[cfg(feature = "rustls")]
        if let Some(stream) = &mut self.stream {
            return stream.read(socket, buffer);
        }
        socket.read(buffer)
    }

    /// Writes. Nothing is written during a handshake, nor after one that failed.
    pub fn write(&mut self, socket: &mut (impl Read + Write), bytes: &[u8]) -> io::Result<usize> {
        #[cfg(feature = "rustls")]
        if let Some(stream) = &mut self.stream {
            return stream.write(socket, bytes);
        }
        socket.write(bytes)
    }

    /// Sends what is held back.
    pub fn flush(&mut self, socket: &mut impl Write) -> io::Result<()> {
        #[cfg(feature = "rustls")]
        if let Some(stream) = &mut self.stream {
            return stream.flush(socket);
        }
        socket.flush()
    }

    /// Returns what TLS negotiated. `None`: TLS is not up.
    #[cfg(feature = "rustls")]
    pub fn tls_info(&self) -> Option<TlsInfo> {
        Some(self.tls.as_ref()?.0.info(self.stream.as_ref()?.connection()?))
    }

    /// Returns TLS for a data connection.
    #[cfg(feature = "rustls")]
    pub(crate) fn data_tls(&mut self) -> Result<Box<TlsStream>, TlsFailure> {
        match (self.unanswered.take(), &self.tls) {
            (Some(unanswered), _) => Ok(unanswered),
            (None, Some((tls, host))) => TlsStream::new(tls, host).map(Box::new),
            (None, None) => Err(TlsFailure::Unavailable),
        }
    }

    /// Keeps the part of a data connection's TLS that can be used again.
    #[cfg(feature = "rustls")]
    pub(crate) fn keep(&mut self, tls: TlsStream) {
        self.unanswered = self.unanswered.take().or(tls.unanswered().map(Box::new));
    }

    /// Returns how a data connection is secured compared with this control connection.
    #[cfg(feature = "rustls")]
    pub(crate) fn secured(&self, data: &TlsStream) -> Secured {
        let control = self.stream.as_ref().and_then(|stream| stream.connection());
        control.map_or(Secured::default(), |control| data.secured(control))
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link").field("peer", &self.peer).finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "rustls"))]
mod tests {
    use super::*;
    use crate::TlsOptions;
    use ftp_tests::certificates::Certificates;
    use rustls::ServerConnection;
    use rustls::version::TLS13;
    use std::net::IpAddr;
    use std::os::unix::net::UnixStream;

    /// A data connection, and whether it was closed with a reset.
    struct Socket(UnixStream, Option<bool>);

    impl Read for Socket {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }

    impl Write for Socket {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl DataSocket for Socket {
        fn connect(&mut self, _: SocketAddr, _: Duration) -> io::Result<()> {
            Ok(())
        }

        fn listen(&mut self, at: SocketAddr) -> io::Result<SocketAddr> {
            Ok(at)
        }

        fn accept(&mut self, _: impl Fn(IpAddr) -> bool) -> io::Result<IpAddr> {
            Err(ErrorKind::WouldBlock.into())
        }

        fn set_nodelay(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn shutdown(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn close(&mut self, reset: bool) {
            self.1 = Some(reset);
        }
    }

    /// Does the server's part, as far as that is possible now.
    fn serve(server: &mut ServerConnection, socket: &mut UnixStream) {
        let _ = server.read_tls(socket);
        server.process_new_packets().unwrap();
        while server.wants_write() {
            server.write_tls(socket).unwrap();
        }
    }

    /// If a ticket cannot be sent, OpenSSL does not report it; ProFTPD then ends the session when the first byte cannot be
    /// sent either.
    #[test]
    fn a_download_that_is_left_is_reset_behind_its_first_byte_and_not_behind_a_ticket() {
        let (socket, mut there) = UnixStream::pair().unwrap();
        socket.set_nonblocking(true).unwrap();
        there.set_nonblocking(true).unwrap();
        let config = Certificates::new().unwrap().server_config(&[&TLS13], false);
        let mut server = ServerConnection::new(config).unwrap();
        let tls = TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().unwrap();
        let options = Options { tls: Some(tls), ..Options::default() };
        let mut link = Link::new(None, "localhost", &options);
        let tls = link.data_tls().unwrap();
        link.leave(Left::Securing(tls, Direction::Download));
        let mut socket = Socket(socket, None);
        // The handshake, its last part, and the tickets.
        for _ in 0..3 {
            link.finish_what_is_left(&mut socket).unwrap();
            serve(&mut server, &mut there);
        }
        assert!(!server.is_handshaking());
        link.finish_what_is_left(&mut socket).unwrap();
        assert_eq!(socket.1, None);
        server.writer().write_all(b"first").unwrap();
        serve(&mut server, &mut there);
        link.finish_what_is_left(&mut socket).unwrap();
        assert_eq!(socket.1, Some(true));
    }
}
