//! A TCP socket that knows what is readable now.

use crate::drive::Polled;
use socket2::SockRef;
use std::io::{ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// tokio's socket, but that the operating system is asked first whether there is something to read. tokio
/// believes that there is nothing until its reactor has had a turn; that is too late for a reply that has
/// to be seen before the next command is written.
pub struct Socket(pub(crate) TcpStream);

impl AsyncRead for Socket {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Polled<()> {
        match (&*SockRef::from(&self.0)).read(to.initialize_unfilled()) {
            Ok(n) => {
                to.advance(n);
                Poll::Ready(Ok(()))
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
                Pin::new(&mut self.0).poll_read(cx, to)
            }
            Err(error) => Poll::Ready(Err(error)),
        }
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Polled<usize> {
        Pin::new(&mut self.0).poll_write(cx, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Polled<()> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Polled<()> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
