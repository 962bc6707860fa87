//! The control connection: every address of a name tried, within one time limit.

use crate::Transport;
use crate::drive::{Polled, in_time};
use crate::socket::Socket;
use ftp_connect::{ConnectError, Options};
use std::task::{Context, Poll, ready};
use std::{fmt, io, net::SocketAddr, pin::Pin, time::Duration};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpStream, lookup_host};
#[cfg(feature = "rustls")]
use {
    ftp_connect::{DataTls, Handshake, Tls, TlsInfo, rustls::ClientConnection},
    ftp_proto::TlsFailure,
    std::io::Read,
    tokio_rustls::{Connect, TlsConnector, client::TlsStream},
};

/// The longest that a data connection may take: the port is one of a host that has answered before.
const DATA_TIMEOUT: Duration = Duration::from_secs(15);

/// Connects to the first address of `host` that answers. `host` is a name or a literal address, an IPv6
/// one without brackets. Looking up the name has the same time limit, of its own.
pub async fn connect(host: &str, port: u16, options: &Options) -> Result<Control, ConnectError> {
    let found = in_time(options.connect_timeout, lookup_host((host, port))).await;
    connect_to(found.map_err(ConnectError::of_lookup)?, host, options).await
}

/// The same with addresses that the caller has looked up. One that does not answer leaves the others
/// their share of the time.
pub async fn connect_to(
    addresses: impl IntoIterator<Item = SocketAddr>,
    host: &str,
    options: &Options,
) -> Result<Control, ConnectError> {
    let mut failed = ConnectError::no_address();
    for (address, limit) in options.attempts(addresses) {
        let tcp = in_time(limit, TcpStream::connect(address)).await;
        match tcp {
            Ok(tcp) => return Ok(Control::to(address, tcp, host, options)),
            Err(error) => failed = failed.or(error.into()),
        }
    }
    Err(failed)
}

trait Open: AsyncRead + AsyncWrite + Unpin {}
impl<S: AsyncRead + AsyncWrite + Unpin> Open for S {}

/// A control connection: a [`Transport`] over a stream, with TLS once it is started.
pub struct Control<S = Socket> {
    stream: Stream<S>,
    /// Has the stream ask the operating system at each read, or not.
    ask: Option<fn(&mut S, bool)>,
    peer: Option<SocketAddr>,
    timeout: Duration,
    /// For a data connection.
    connect_timeout: Duration,
    #[cfg(feature = "rustls")]
    tls: Option<(Tls, String)>,
    /// TLS of a data connection that the server did not answer.
    #[cfg(feature = "rustls")]
    data_tls: Option<DataTls>,
}

enum Stream<S> {
    Clear(S),
    /// Kept here, not in a future, so that a dropped one takes nothing with it.
    #[cfg(feature = "rustls")]
    Starting(Box<Connect<S>>, Handshake),
    #[cfg(feature = "rustls")]
    Tls(Box<TlsStream<S>>),
    /// The handshake failed: nothing can be read any more.
    #[cfg(feature = "rustls")]
    Gone,
}

impl Control {
    /// Over a TCP connection that the caller has made. `host` is the name that the server's certificate has
    /// to have.
    pub fn new(tcp: TcpStream, host: &str, options: &Options) -> io::Result<Self> {
        let peer = tcp.peer_addr()?;
        Ok(Control::to(peer, tcp, host, options))
    }

    fn to(peer: SocketAddr, tcp: TcpStream, host: &str, options: &Options) -> Self {
        let control = Control::over(Socket::new(tcp), host, options);
        Control { peer: Some(peer), ask: Some(Socket::ask), ..control }
    }

    /// Our address: what PORT and EPRT name.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.get_ref().ok_or(io::ErrorKind::NotConnected)?.get_ref().local_addr()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Control<S> {
    /// Over any stream to a server, through a proxy for instance.
    pub fn over(stream: S, host: &str, options: &Options) -> Self {
        let _ = host;
        Control {
            peer: None,
            ask: None,
            stream: Stream::Clear(stream),
            timeout: options.timeout,
            connect_timeout: options.connect_timeout.min(DATA_TIMEOUT),
            #[cfg(feature = "rustls")]
            tls: options.tls.as_ref().map(|tls| (tls.for_session(), host.to_string())),
            #[cfg(feature = "rustls")]
            data_tls: None,
        }
    }

    /// The server's address, over TCP.
    pub fn peer_addr(&self) -> Option<SocketAddr> {
        self.peer
    }

    /// The stream below, and below TLS where that is up. Who reads or writes it takes from the conversation. `None`
    /// where a handshake failed: it took the stream with it.
    pub fn get_ref(&self) -> Option<&S> {
        match &self.stream {
            Stream::Clear(stream) => Some(stream),
            #[cfg(feature = "rustls")]
            Stream::Starting(connect, _) => connect.get_ref(),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => Some(tls.get_ref().0),
            #[cfg(feature = "rustls")]
            Stream::Gone => None,
        }
    }

    /// The stream back; `None` in a handshake and where one failed. Where TLS is up it is dropped: no `close_notify`
    /// is sent, what it had read is lost, and the stream is of use only to be closed.
    pub fn into_inner(self) -> Option<S> {
        match self.stream {
            Stream::Clear(stream) => Some(stream),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => Some(tls.into_inner().0),
            #[cfg(feature = "rustls")]
            Stream::Starting(..) | Stream::Gone => None,
        }
    }

    fn ask(&mut self, ask: bool) {
        let Some(set) = self.ask else { return };
        match &mut self.stream {
            Stream::Clear(stream) => set(stream, ask),
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => set(tls.get_mut().0, ask),
            #[cfg(feature = "rustls")]
            Stream::Starting(..) | Stream::Gone => {}
        }
    }

    /// What TLS came to. `None`: there is none.
    #[cfg(feature = "rustls")]
    pub fn tls_info(&self) -> Option<TlsInfo> {
        Some(self.tls.as_ref()?.0.info(self.tls_connection()?))
    }

    #[cfg(feature = "rustls")]
    pub(crate) fn tls_connection(&self) -> Option<&ClientConnection> {
        let Stream::Tls(stream) = &self.stream else { return None };
        Some(stream.get_ref().1)
    }

    /// TLS for a data connection.
    #[cfg(feature = "rustls")]
    pub(crate) fn data_tls(&mut self) -> Result<DataTls, TlsFailure> {
        match (self.data_tls.take(), &self.tls) {
            (Some(unanswered), _) => Ok(unanswered),
            (None, Some((tls, host))) => DataTls::new(tls, host),
            (None, None) => Err(TlsFailure::Unavailable),
        }
    }

    /// Keeps what was not used up.
    #[cfg(feature = "rustls")]
    pub(crate) fn keep_data_tls(&mut self, tls: Option<DataTls>) {
        self.data_tls = tls.and_then(DataTls::unanswered);
    }

    pub(crate) fn data_timeout(&self) -> Duration {
        self.connect_timeout
    }

    /// What to read from and write to. Not while the handshake goes on, never after one that failed.
    fn open(&mut self) -> Polled<Pin<&mut dyn Open>> {
        Poll::Ready(match &mut self.stream {
            Stream::Clear(stream) => Ok(Pin::new(stream)),
            #[cfg(feature = "rustls")]
            Stream::Starting(..) => return Poll::Pending,
            #[cfg(feature = "rustls")]
            Stream::Tls(tls) => Ok(Pin::new(tls)),
            #[cfg(feature = "rustls")]
            Stream::Gone => Err(io::ErrorKind::NotConnected.into()),
        })
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Transport for Control<S> {
    #[cfg(feature = "rustls")]
    fn poll_start_tls(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), TlsFailure>> {
        if let (Stream::Clear(_), Some((tls, host))) = (&self.stream, &self.tls) {
            let name = Tls::server_name(host)?;
            if let Stream::Clear(stream) = std::mem::replace(&mut self.stream, Stream::Gone) {
                let connect = TlsConnector::from(tls.config()).connect(name, stream);
                self.stream = Stream::Starting(Box::new(connect), Handshake::default());
            }
        }
        let Stream::Starting(connect, handshake) = &mut self.stream else {
            return Poll::Ready(Err(TlsFailure::Unavailable));
        };
        let (stream, result) = match ready!(handshake.step(|| Pin::new(connect).poll(cx))) {
            Ok(tls) => (Stream::Tls(Box::new(tls)), Ok(())),
            Err(error) => (Stream::Gone, Err(handshake.failure(&error))),
        };
        self.stream = stream;
        Poll::Ready(result)
    }

    fn poll_read_now(&mut self, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Polled<()> {
        self.ask(true);
        let read = Pin::new(&mut *self).poll_read(cx, to);
        self.ask(false);
        read
    }

    fn time_limit(&self) -> Duration {
        self.timeout
    }
}

/// tokio-rustls gives an error before what came before it, and then waits for more; that was the server's
/// last word.
#[cfg(feature = "rustls")]
fn poll_read<S: Open>(tls: &mut TlsStream<S>, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Polled<()> {
    let read = match tls.get_mut().1.process_new_packets() {
        Ok(_) => ready!(Pin::new(&mut *tls).poll_read(cx, to)),
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
    };
    if read.is_err() {
        if let Ok(n @ 1..) = tls.get_mut().1.reader().read(to.initialize_unfilled()) {
            to.advance(n);
            return Poll::Ready(Ok(()));
        }
    }
    Poll::Ready(read)
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Control<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Polled<()> {
        #[cfg(feature = "rustls")]
        if let Stream::Tls(tls) = &mut self.stream {
            return poll_read(tls, cx, to);
        }
        ready!(self.open())?.poll_read(cx, to)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Control<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Polled<usize> {
        ready!(self.open())?.poll_write(cx, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Polled<()> {
        ready!(self.open())?.poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Polled<()> {
        ready!(self.open())?.poll_shutdown(cx)
    }
}

impl<S> fmt::Debug for Control<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control").field("peer", &self.peer).finish_non_exhaustive()
    }
}
