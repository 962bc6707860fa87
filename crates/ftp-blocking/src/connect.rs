//! The control connection: every address of a name tried, within one time limit.

use crate::Transport;
use ftp_connect::{ConnectError, Options};
#[cfg(feature = "rustls")]
use ftp_connect::{Handshake, Tls, TlsInfo, tls_failure};
use ftp_proto::TlsFailure;
#[cfg(feature = "rustls")]
use rustls::{ClientConnection, StreamOwned};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};

/// Connects to the first address of `host` that answers. `host` is a name or a literal address, an IPv6
/// one without brackets. Looking up the name is not in the time limit: std has none for that.
pub fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let found = (host, port).to_socket_addrs().map_err(ConnectError::of_lookup)?;
    connect_to(found, host, options)
}

/// The same with addresses that the caller has looked up. One that does not answer leaves the others
/// their share of the time.
pub fn connect_to(
    addresses: impl IntoIterator<Item = SocketAddr>,
    host: &str,
    options: &Options,
) -> Result<Control, ConnectError> {
    let mut last = ConnectError::no_address();
    for (address, limit) in options.attempts(addresses) {
        let tcp = TcpStream::connect_timeout(&address, limit);
        match tcp.and_then(|tcp| Control::new(tcp, host, options)) {
            Ok(control) => return Ok(control),
            Err(source) => last = source.into(),
        }
    }
    Err(last)
}

/// A control connection: a [`Transport`] over TCP, with TLS once it is started.
pub struct Control {
    stream: Stream,
    peer: SocketAddr,
    #[cfg(feature = "rustls")]
    tls: Option<(Tls, String)>,
}

enum Stream {
    Tcp(TcpStream),
    #[cfg(feature = "rustls")]
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
    /// The handshake failed: nothing can be read any more.
    #[cfg(feature = "rustls")]
    Gone,
}

impl Control {
    /// Over a connection that the caller has made, through a proxy for instance. `host` is the name that
    /// the server's certificate has to have.
    pub fn new(tcp: TcpStream, host: &str, options: &Options) -> io::Result<Self> {
        tcp.set_nodelay(true)?;
        tcp.set_read_timeout(Some(options.timeout))?;
        tcp.set_write_timeout(Some(options.timeout))?;
        let _ = host;
        Ok(Control {
            peer: tcp.peer_addr()?,
            stream: Stream::Tcp(tcp),
            #[cfg(feature = "rustls")]
            tls: options.tls.clone().map(|tls| (tls, host.to_string())),
        })
    }

    /// The server's address.
    pub fn peer_addr(&self) -> SocketAddr {
        self.peer
    }

    fn tcp(&self) -> io::Result<&TcpStream> {
        match &self.stream {
            Stream::Tcp(tcp) => Ok(tcp),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => Ok(&tls.sock),
            #[cfg(feature = "rustls")]
            Stream::Gone => Err(ErrorKind::NotConnected.into()),
        }
    }

    /// What TLS came to. `None`: there is none.
    #[cfg(feature = "rustls")]
    pub fn tls_info(&self) -> Option<TlsInfo> {
        let (Stream::Tls(stream), Some((tls, _))) = (&self.stream, &self.tls) else { return None };
        Some(tls.info(&stream.conn))
    }
}

impl Transport for Control {
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        #[cfg(feature = "rustls")]
        if let (Some((tls, host)), Stream::Tcp(_)) = (&self.tls, &self.stream) {
            if let Stream::Tcp(tcp) = std::mem::replace(&mut self.stream, Stream::Gone) {
                self.stream = Stream::Tls(Box::new(handshake(tls, host, tcp)?));
                return Ok(());
            }
        }
        Err(TlsFailure::Unavailable)
    }

    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        self.tcp()?.set_nonblocking(true)?;
        let read = self.read(buffer);
        self.tcp()?.set_nonblocking(false)?;
        match read {
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
            read => read.map(Some),
        }
    }

    #[cfg(feature = "rustls")]
    fn tls_failure(&self, error: &io::Error) -> Option<TlsFailure> {
        tls_failure(error)
    }
}

#[cfg(feature = "rustls")]
fn handshake(
    tls: &Tls,
    host: &str,
    mut tcp: TcpStream,
) -> Result<StreamOwned<ClientConnection, TcpStream>, TlsFailure> {
    let connection = ClientConnection::new(tls.config(), Tls::server_name(host)?);
    let mut connection = connection.map_err(|_| TlsFailure::Other)?;
    let mut handshake = Handshake::default();
    while connection.is_handshaking() {
        let step = handshake.step(|| connection.complete_io(&mut tcp));
        step.map_err(|error| handshake.failure(&error))?;
    }
    Ok(StreamOwned::new(connection, tcp))
}

impl Read for Control {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.stream {
            Stream::Tcp(tcp) => tcp.read(buffer),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => tls.read(buffer),
            #[cfg(feature = "rustls")]
            Stream::Gone => Ok(0),
        }
    }
}

impl Write for Control {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.stream {
            Stream::Tcp(tcp) => tcp.write(bytes),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => tls.write(bytes),
            #[cfg(feature = "rustls")]
            Stream::Gone => Err(ErrorKind::NotConnected.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.stream {
            Stream::Tcp(tcp) => tcp.flush(),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => tls.flush(),
            #[cfg(feature = "rustls")]
            Stream::Gone => Ok(()),
        }
    }
}
