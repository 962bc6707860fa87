//! A TCP socket that knows what is readable now.

use crate::drive::Polled;
use socket2::SockRef;
use std::io::{ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, Join, ReadBuf, join};
use tokio::net::{TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf};

pub(crate) type Socket = Join<Fresh, OwnedWriteHalf>;

pub(crate) fn socket(tcp: TcpStream) -> Socket {
    let (read, write) = tcp.into_split();
    join(Fresh(read), write)
}

/// tokio believes a socket to be empty until its reactor has had a turn. That is too late for a reply
/// that has to be seen before the next command is written, so the operating system is asked first.
pub(crate) struct Fresh(OwnedReadHalf);

impl AsyncRead for Fresh {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Polled<()> {
        match (&*SockRef::from(self.0.as_ref())).read(to.initialize_unfilled()) {
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
