//! The driver: runs the engine of `ftp-connect` over a transport that is polled.

use crate::Control;
use ftp_connect::{ControlWire, Driver, HandshakeError, Link, Wait, Wire, has_passed};
use ftp_proto::{Action, Dialogue, TlsFailure};
use std::future::poll_fn;
use std::io::{self, ErrorKind, IoSlice, Read, Write};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep_until, timeout};

/// A stream to a server that can start TLS on itself. An error that contains a [`TlsFailure`] is a TLS error.
pub trait Transport: AsyncRead + AsyncWrite + Unpin {
    /// Performs a TLS handshake as the client, or continues it. While it is in progress, nothing can be read.
    fn poll_start_tls(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TlsFailure>> {
        Poll::Ready(Err(TlsFailure::Unavailable))
    }

    /// Reads like `poll_read`, but reliably sees everything that has arrived: a stream whose `poll_read` may not
    /// know of it yet asks the operating system.
    fn poll_read_now(&mut self, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(self).poll_read(cx, to)
    }

    /// How long one reply may take, from the start of the wait for it to its last byte; also the limit for writing
    /// one command and for one handshake.
    fn time_limit(&self) -> Duration;
}

/// Drives a dialogue until it is done.
///
/// Before a command is written, `drive` reads what is already here, as the dialogue asks: a reply that arrived
/// before its command does not answer it. When a write fails, `drive` still reads what the server sent last, because
/// that says why.
///
/// Returns the error that broke the connection, if it broke. The dialogue is told as well and knows what that means,
/// so look at its result first.
pub async fn drive(
    transport: &mut impl Transport,
    dialogue: &mut (impl Dialogue + ?Sized),
) -> Option<io::Error> {
    let (mut driver, mut timer) = (Driver::default(), Timer::default());
    poll_fn(|cx| {
        while dialogue.action() != Action::Done {
            let deadline = driver.deadline(dialogue, Some(transport.time_limit()));
            if !has_passed(deadline) {
                if driver.step(&mut Now(transport, cx), dialogue, Wait::Alone) {
                    continue;
                }
                ready!(timer.poll(deadline, cx));
            }
            driver.time_out(dialogue);
        }
        Poll::Ready(driver.broke())
    })
    .await
}

/// Presents a polled stream as one whose calls fail with [`ErrorKind::WouldBlock`] when it is not ready.
pub(crate) struct Now<'a, 'b, T>(pub(crate) &'a mut T, pub(crate) &'a mut Context<'b>);

impl<T: AsyncRead + Unpin> Read for Now<'_, '_, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut to = ReadBuf::new(buffer);
        now(Pin::new(&mut *self.0).poll_read(self.1, &mut to))?;
        Ok(to.filled().len())
    }
}

impl<T: AsyncWrite + Unpin> Write for Now<'_, '_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        now(Pin::new(&mut *self.0).poll_write(self.1, bytes))
    }

    fn write_vectored(&mut self, bytes: &[IoSlice<'_>]) -> io::Result<usize> {
        now(Pin::new(&mut *self.0).poll_write_vectored(self.1, bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        now(Pin::new(&mut *self.0).poll_flush(self.1))
    }
}

impl<T: Transport> Wire for Now<'_, '_, T> {
    fn read(&mut self, buffer: &mut [u8], wait: Wait) -> io::Result<usize> {
        if wait != Wait::Never {
            return Read::read(self, buffer);
        }
        let mut to = ReadBuf::new(buffer);
        now(self.0.poll_read_now(self.1, &mut to))?;
        Ok(to.filled().len())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Write::write(self, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(self)
    }

    fn start_tls(&mut self) -> Result<(), HandshakeError> {
        match self.0.poll_start_tls(self.1) {
            Poll::Pending => Err(HandshakeError::Pending),
            Poll::Ready(started) => started.map_err(HandshakeError::Failed),
        }
    }

    fn time_limit(&self) -> Option<Duration> {
        Some(self.0.time_limit())
    }
}

impl ControlWire for Now<'_, '_, Control> {
    fn link(&mut self) -> &mut Link {
        &mut self.0.link
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

fn now<T>(polled: Poll<io::Result<T>>) -> io::Result<T> {
    if_ready(polled).unwrap_or(Err(ErrorKind::WouldBlock.into()))
}

/// Returns the value if it is ready.
pub(crate) fn if_ready<T>(polled: Poll<T>) -> Option<T> {
    match polled {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Turns [`ErrorKind::WouldBlock`] into `Poll::Pending`.
pub(crate) fn polled<T>(result: io::Result<T>) -> Poll<io::Result<T>> {
    match result {
        Err(error) if error.kind() == ErrorKind::WouldBlock => Poll::Pending,
        result => Poll::Ready(result),
    }
}

/// Wakes the task at a deadline.
#[derive(Default)]
pub(crate) struct Timer(Option<Pin<Box<Sleep>>>);

impl Timer {
    /// Waits until the deadline. `None`: waits for ever.
    pub(crate) fn poll(&mut self, deadline: Option<Instant>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(deadline) = deadline.map(tokio::time::Instant::from_std) else { return Poll::Pending };
        let sleep = self.0.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        // The timer is reset for a later deadline only after it fires: most waits end in time, so a reset each time
        // would be wasted.
        loop {
            if sleep.deadline() > deadline {
                sleep.as_mut().reset(deadline);
            }
            ready!(sleep.as_mut().poll(cx));
            if sleep.deadline() >= deadline {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(deadline);
        }
    }
}

pub(crate) async fn in_time<T>(limit: Duration, wait: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(limit, wait).await.unwrap_or_else(|late| Err(late.into()))
}
