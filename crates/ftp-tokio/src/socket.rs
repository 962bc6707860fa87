//! A TCP socket that can ask the operating system what is here now.

use socket2::SockRef;
use std::io::{self, ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::TcpStream;

/// A tokio TCP socket that can ask the operating system whether there is something to read.
///
/// tokio assumes that there is nothing to read until its reactor has had a turn. That is too late for a reply that
/// has to be seen before the next command is written.
#[derive(Debug)]
pub struct Socket {
    tcp: TcpStream,
    /// Whether a read asks the operating system.
    ask: bool,
    /// Whether something was written since the last read.
    wrote: bool,
    nodelay: bool,
}

impl Socket {
    pub(crate) fn new(tcp: TcpStream) -> Self {
        Socket { tcp, ask: false, wrote: false, nodelay: false }
    }

    pub(crate) fn ask(&mut self, ask: bool) {
        self.ask = ask;
    }

    /// Returns the tokio socket.
    pub fn get_ref(&self) -> &TcpStream {
        &self.tcp
    }

    /// Returns the tokio socket and consumes this one.
    pub fn into_inner(self) -> TcpStream {
        self.tcp
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let n = loop {
            let mut asked = false;
            let buffer = to.initialize_unfilled();
            // Only a read within `try_io` tells tokio that there is nothing more.
            let mut read = self.tcp.try_io(Interest::READABLE, || {
                asked = true;
                (&*SockRef::from(&self.tcp)).read(buffer)
            });
            if self.ask && !asked {
                read = (&*SockRef::from(&self.tcp)).read(to.initialize_unfilled());
            }
            match read {
                Ok(n) => break n,
                Err(error) if error.kind() == ErrorKind::WouldBlock => ready!(self.tcp.poll_read_ready(cx))?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        };
        self.wrote = false;
        to.advance(n);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        // The system holds a small write back while an earlier one is not acknowledged (Nagle's algorithm). A reply
        // acknowledges the command before it, so commands that take turns with replies do not need this system
        // call.
        if self.wrote && !self.nodelay {
            self.tcp.set_nodelay(true)?;
            self.nodelay = true;
        }
        let written = ready!(Pin::new(&mut self.tcp).poll_write(cx, from));
        self.wrote = true;
        Poll::Ready(written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}
