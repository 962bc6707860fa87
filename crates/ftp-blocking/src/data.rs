//! The data connection. Its waits are short, so that the control connection is looked at in between.

use crate::tcp;
use ftp_connect::{DataSocket, is_pause};
use std::io::{self, ErrorKind, IoSlice, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::{thread, time::Duration};

/// The shortest wait. While nothing moves, each wait is twice as long as the one before, up to `LONG`.
const SHORT: Duration = Duration::from_millis(5);
const LONG: Duration = Duration::from_millis(250);

#[derive(Debug)]
pub(crate) struct Data {
    listener: Option<TcpListener>,
    open: Option<TcpStream>,
    /// How long the next read or write is to wait.
    wait: Duration,
    /// The timeout that is set on the socket now.
    set: Duration,
}

impl Default for Data {
    fn default() -> Self {
        Data { listener: None, open: None, wait: SHORT, set: Duration::ZERO }
    }
}

impl Data {
    fn keep(&mut self, tcp: TcpStream) {
        (self.open, self.set) = (Some(tcp), Duration::ZERO);
    }

    fn move_bytes(&mut self, act: impl FnOnce(&TcpStream) -> io::Result<usize>) -> io::Result<usize> {
        let tcp = self.open.as_ref().ok_or(ErrorKind::NotConnected)?;
        if self.set != self.wait {
            tcp.set_read_timeout(Some(self.wait))?;
            tcp.set_write_timeout(Some(self.wait))?;
            self.set = self.wait;
        }
        let moved = act(tcp);
        self.wait = if moved.as_ref().is_err_and(is_pause) { (self.wait * 2).min(LONG) } else { SHORT };
        moved
    }
}

impl Read for Data {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.move_bytes(|mut tcp| tcp.read(buffer))
    }
}

impl Write for Data {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.move_bytes(|mut tcp| tcp.write(bytes))
    }

    /// Writes several TLS records at once.
    fn write_vectored(&mut self, bytes: &[IoSlice<'_>]) -> io::Result<usize> {
        self.move_bytes(|mut tcp| tcp.write_vectored(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DataSocket for Data {
    /// Blocks until the connection is made: std cannot watch the control connection meanwhile.
    fn connect(&mut self, to: SocketAddr, limit: Duration) -> io::Result<()> {
        self.keep(tcp::connect(&to, limit)?);
        Ok(())
    }

    fn listen(&mut self, at: SocketAddr) -> io::Result<SocketAddr> {
        let listener = self.listener.insert(TcpListener::bind(at)?);
        listener.set_nonblocking(true)?;
        listener.local_addr()
    }

    fn accept(&mut self, welcome: impl Fn(IpAddr) -> bool) -> io::Result<IpAddr> {
        let listener = self.listener.as_ref().ok_or(ErrorKind::NotConnected)?;
        let (tcp, from) = listener.accept().inspect_err(|error| {
            if is_pause(error) {
                thread::sleep(self.wait);
                self.wait = (self.wait * 2).min(LONG);
            }
        })?;
        if welcome(from.ip()) {
            tcp.set_nonblocking(false)?;
            self.keep(tcp);
            self.listener = None;
        }
        Ok(from.ip())
    }

    fn set_nodelay(&mut self) -> io::Result<()> {
        self.open.as_ref().map_or(Ok(()), |tcp| tcp.set_nodelay(true))
    }

    fn shutdown(&mut self) -> io::Result<()> {
        self.open.as_ref().map_or(Ok(()), |tcp| tcp.shutdown(Shutdown::Write))
    }

    fn stop_waiting(&mut self) {
        let _ = self.open.as_ref().map(|tcp| tcp.set_nonblocking(true));
    }

    fn close(&mut self, reset: bool) {
        self.listener = None;
        if let Some(tcp) = self.open.take().filter(|_| reset) {
            tcp::reset_on_close(&tcp);
        }
    }
}
