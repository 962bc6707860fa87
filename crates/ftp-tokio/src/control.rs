//! The control connection: any stream, with TLS on top once it is started.

use crate::data::{Data, DataNow};
use crate::drive::{Now, polled};
use crate::{Socket, Transport};
#[cfg(feature = "rustls")]
use ftp_connect::TlsInfo;
use ftp_connect::{HandshakeError, Link, Options};
use ftp_proto::TlsFailure;
use std::task::{Context, Poll, ready};
use std::{fmt, io, net::SocketAddr, pin::Pin, time::Duration};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A control connection: a [`Transport`] over a stream, with TLS once it is started.
///
/// After a failed handshake nothing can be written.
pub struct Control<S = Socket> {
    stream: S,
    /// Sets whether the stream asks the operating system at each read.
    ask: fn(&mut S, bool),
    pub(crate) link: Link,
    /// The data connection of a dropped transfer that the server still waits for.
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
        let link = Link::new(Some(peer), host, options);
        Control { stream: Socket::new(tcp), ask: Socket::ask, link, left: Data::None }
    }

    /// Returns the local address, which PORT and EPRT name.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.get_ref().get_ref().local_addr()
    }
}

impl<S> Control<S> {
    /// Wraps any stream to a server, such as one through a proxy.
    pub fn over(stream: S, host: &str, options: &Options) -> Self {
        Control { stream, ask: |_, _| (), link: Link::new(None, host, options), left: Data::None }
    }

    /// Returns the underlying stream, below TLS if TLS is up. Bytes that you read from it or write to it are
    /// missing from the conversation.
    pub fn get_ref(&self) -> &S {
        &self.stream
    }

    /// Returns the underlying stream. If TLS is up, it is dropped: no `close_notify` is sent and what TLS had read
    /// is lost, so the stream can only be closed.
    pub fn into_inner(self) -> S {
        self.stream
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

impl<S: AsyncRead + AsyncWrite + Unpin> Transport for Control<S> {
    fn poll_start_tls(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), TlsFailure>> {
        Poll::Ready(match self.link.start_tls(&mut Now(&mut self.stream, cx)) {
            Ok(()) => Ok(()),
            Err(HandshakeError::Pending) => return Poll::Pending,
            Err(HandshakeError::Failed(why)) => Err(why),
        })
    }

    fn poll_read_now(&mut self, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        (self.ask)(&mut self.stream, true);
        let read = Pin::new(&mut *self).poll_read(cx, to);
        (self.ask)(&mut self.stream, false);
        read
    }

    fn time_limit(&self) -> Duration {
        self.link.timeout()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Control<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Control { stream, link, left, .. } = &mut *self;
        // The next read or write polls it again, so its result does not matter here.
        let _ = link.finish_what_is_left(&mut DataNow(left, cx));
        let n = ready!(polled(link.read(&mut Now(stream, cx), to.initialize_unfilled())))?;
        to.advance(n);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Control<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let Control { stream, link, left, .. } = &mut *self;
        let connected = link.finish_what_is_left(&mut DataNow(left, cx));
        polled(connected.and_then(|_| link.write(&mut Now(stream, cx), from)))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Control { stream, link, .. } = &mut *self;
        polled(link.flush(&mut Now(stream, cx)))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_flush(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S> fmt::Debug for Control<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control").field("peer", &self.peer_addr()).finish_non_exhaustive()
    }
}
