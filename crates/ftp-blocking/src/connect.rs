//! The control connection: every address of a name tried, within one time limit.

use crate::Transport;
#[cfg(feature = "rustls")]
use crate::tls::{self, Tls, TlsInfo};
use ftp_proto::{ConnectFailure, TlsFailure};
use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

/// How to connect.
#[derive(Clone)]
pub struct Options {
    /// For all addresses together. Looking up the name is not in it: std has no limit for that.
    pub connect_timeout: Duration,
    /// For each single wait: a read, a write, a step of the handshake.
    pub timeout: Duration,
    /// Which addresses of a name to use.
    pub ip: IpVersion,
    /// What TLS is made with. `None`: there is no TLS.
    #[cfg(feature = "rustls")]
    pub tls: Option<Tls>,
}

/// Which addresses of a name to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IpVersion {
    /// All, in the order that the resolver gives.
    #[default]
    Any,
    /// IPv4 only.
    V4,
    /// IPv6 only.
    V6,
}

impl Default for Options {
    /// 30 seconds to connect, 60 for each wait (Pure-FTPd takes up to 20 to refuse a password), no TLS.
    fn default() -> Self {
        Options {
            connect_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            ip: IpVersion::Any,
            #[cfg(feature = "rustls")]
            tls: None,
        }
    }
}

/// Why there is no connection: the failure of the last address that was tried.
#[derive(Debug)]
pub struct ConnectError {
    /// The kind, for the core's transcript.
    pub failure: ConnectFailure,
    /// What the operating system said.
    pub source: io::Error,
}

/// Connects to the first address of `host` that answers. `host` is a name or a literal address, an IPv6
/// one without brackets.
pub fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let deadline = Instant::now() + options.connect_timeout;
    let found = (host, port).to_socket_addrs();
    let found = found.map_err(|source| ConnectError { failure: ConnectFailure::NameNotFound, source })?;
    let wanted = |address: &SocketAddr| match options.ip {
        IpVersion::Any => true,
        IpVersion::V4 => address.is_ipv4(),
        IpVersion::V6 => address.is_ipv6(),
    };
    let mut last = ConnectError {
        failure: ConnectFailure::NameNotFound,
        source: io::Error::new(ErrorKind::NotFound, "the name has no such address"),
    };
    for address in found.filter(wanted) {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(&address, left).and_then(|tcp| prepared(tcp, options)) {
            Ok(tcp) => return Ok(Control::new(tcp, host, options)),
            Err(source) => last = ConnectError { failure: failure(&source), source },
        }
    }
    Err(last)
}

fn prepared(tcp: TcpStream, options: &Options) -> io::Result<TcpStream> {
    tcp.set_nodelay(true)?;
    tcp.set_read_timeout(Some(options.timeout))?;
    tcp.set_write_timeout(Some(options.timeout))?;
    Ok(tcp)
}

fn failure(error: &io::Error) -> ConnectFailure {
    match error.kind() {
        ErrorKind::ConnectionRefused => ConnectFailure::Refused,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => ConnectFailure::TimedOut,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable => {
            ConnectFailure::Unreachable
        }
        _ => ConnectFailure::Other,
    }
}

/// A control connection: a [`Transport`] over TCP, with TLS once it is started.
pub struct Control {
    stream: Stream,
    #[cfg(feature = "rustls")]
    tls: Option<(Tls, String)>,
}

enum Stream {
    Tcp(TcpStream),
    #[cfg(feature = "rustls")]
    Tls(Box<tls::Stream>),
    /// The handshake failed: nothing can be read any more.
    #[cfg(feature = "rustls")]
    Gone,
}

impl Control {
    fn new(tcp: TcpStream, host: &str, options: &Options) -> Self {
        let _ = (host, options);
        Control {
            stream: Stream::Tcp(tcp),
            #[cfg(feature = "rustls")]
            tls: options.tls.clone().map(|tls| (tls, host.to_string())),
        }
    }

    /// The server's address.
    pub fn peer_addr(&self) -> io::Result<SocketAddr> {
        match &self.stream {
            Stream::Tcp(tcp) => tcp.peer_addr(),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => tls.sock.peer_addr(),
            #[cfg(feature = "rustls")]
            Stream::Gone => Err(ErrorKind::NotConnected.into()),
        }
    }

    /// What TLS came to. `None`: there is none.
    #[cfg(feature = "rustls")]
    pub fn tls_info(&self) -> Option<TlsInfo> {
        match (&self.stream, &self.tls) {
            (Stream::Tls(stream), Some((tls, _))) => Some(tls.info(stream)),
            _ => None,
        }
    }
}

impl Transport for Control {
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        #[cfg(feature = "rustls")]
        if let (Some((tls, host)), Stream::Tcp(_)) = (&self.tls, &self.stream) {
            if let Stream::Tcp(tcp) = std::mem::replace(&mut self.stream, Stream::Gone) {
                self.stream = Stream::Tls(Box::new(tls.handshake(tcp, host)?));
                return Ok(());
            }
        }
        Err(TlsFailure::Unavailable)
    }

    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        match &mut self.stream {
            Stream::Tcp(tcp) => {
                tcp.set_nonblocking(true)?;
                let read = tcp.read(buffer);
                tcp.set_nonblocking(false)?;
                ready(read)
            }
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => {
                tls.sock.set_nonblocking(true)?;
                let read = tls.read(buffer);
                tls.sock.set_nonblocking(false)?;
                ready(read)
            }
            #[cfg(feature = "rustls")]
            Stream::Gone => Ok(Some(0)),
        }
    }

    #[cfg(feature = "rustls")]
    fn tls_failure(&self, error: &io::Error) -> Option<TlsFailure> {
        tls::failure(error)
    }
}

fn ready(read: io::Result<usize>) -> io::Result<Option<usize>> {
    match read {
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        read => read.map(Some),
    }
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

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot connect: {}", self.source)
    }
}

impl std::error::Error for ConnectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
