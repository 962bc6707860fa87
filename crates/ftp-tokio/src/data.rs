//! The data connection over tokio's sockets.

use crate::drive::{Now, in_time};
use ftp_connect::DataSocket;
use socket2::SockRef;
use std::io::{self, ErrorKind, IoSlice, Read, Write};
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::AsyncWrite;
use tokio::net::{TcpListener, TcpStream};

/// The state of a data connection.
#[derive(Default)]
pub(crate) enum Data {
    #[default]
    None,
    Connecting(Pin<Box<dyn Future<Output = io::Result<TcpStream>> + Send + Sync>>),
    Listening(TcpListener),
    Open(TcpStream),
}

/// A data connection with the context that polls it.
pub(crate) struct DataNow<'a, 'b>(pub(crate) &'a mut Data, pub(crate) &'a mut Context<'b>);

impl<'b> DataNow<'_, 'b> {
    fn tcp(&mut self) -> io::Result<Now<'_, 'b, TcpStream>> {
        match self.0 {
            Data::Open(tcp) => Ok(Now(tcp, self.1)),
            _ => Err(ErrorKind::NotConnected.into()),
        }
    }
}

impl Read for DataNow<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tcp()?.read(buffer)
    }
}

impl Write for DataNow<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tcp()?.write(bytes)
    }

    /// Writes several TLS records at once.
    fn write_vectored(&mut self, bytes: &[IoSlice<'_>]) -> io::Result<usize> {
        self.tcp()?.write_vectored(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DataSocket for DataNow<'_, '_> {
    fn connect(&mut self, to: SocketAddr, limit: Duration) -> io::Result<()> {
        if let Data::None = self.0 {
            *self.0 = Data::Connecting(Box::pin(in_time(limit, TcpStream::connect(to))));
        }
        let Data::Connecting(connect) = self.0 else { return Err(ErrorKind::NotConnected.into()) };
        match connect.as_mut().poll(self.1) {
            Poll::Pending => Err(ErrorKind::WouldBlock.into()),
            Poll::Ready(connected) => {
                *self.0 = Data::None;
                connected.map(|tcp| *self.0 = Data::Open(tcp))
            }
        }
    }

    fn listen(&mut self, at: SocketAddr) -> io::Result<SocketAddr> {
        let listener = std::net::TcpListener::bind(at)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        *self.0 = Data::Listening(TcpListener::from_std(listener)?);
        Ok(address)
    }

    fn accept(&mut self, welcome: impl Fn(IpAddr) -> bool) -> io::Result<IpAddr> {
        let Data::Listening(listener) = self.0 else { return Err(ErrorKind::NotConnected.into()) };
        let Poll::Ready(accepted) = listener.poll_accept(self.1) else {
            return Err(ErrorKind::WouldBlock.into());
        };
        let (tcp, from) = accepted?;
        if welcome(from.ip()) {
            *self.0 = Data::Open(tcp);
        }
        Ok(from.ip())
    }

    fn set_nodelay(&mut self) -> io::Result<()> {
        if let Data::Open(tcp) = self.0 { tcp.set_nodelay(true) } else { Ok(()) }
    }

    fn shutdown(&mut self) -> io::Result<()> {
        let Data::Open(tcp) = self.0 else { return Ok(()) };
        match Pin::new(tcp).poll_shutdown(self.1) {
            Poll::Ready(result) => result,
            Poll::Pending => Err(ErrorKind::WouldBlock.into()),
        }
    }

    fn close(&mut self, reset: bool) {
        if let (Data::Open(tcp), true) = (std::mem::take(self.0), reset) {
            let _ = SockRef::from(&tcp).set_linger(Some(Duration::ZERO));
        }
    }
}
