//! The driver: performs what a dialogue wants, and reports what happened.

use ftp_connect::tls_failure;
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::mem::{Discriminant, discriminant};
use std::task::{Context, Poll, ready};
use std::{pin::Pin, time::Duration};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until, timeout};

pub(crate) type Polled<T> = Poll<io::Result<T>>;

/// A stream to a server that can put TLS on itself. An error with a [`TlsFailure`] inside is one of TLS.
pub trait Transport: AsyncRead + AsyncWrite + Unpin {
    /// Does a TLS handshake as the client, or goes on with it. While it is under way, nothing can be read.
    fn poll_start_tls(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TlsFailure>> {
        Poll::Ready(Err(TlsFailure::Unavailable))
    }

    /// As `poll_read`, but for what is here at this moment: a stream whose `poll_read` may not know of it yet asks
    /// the operating system.
    fn poll_read_now(&mut self, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(self).poll_read(cx, to)
    }

    /// For each reply, from its first byte that is waited for to its last; for each command until it is written;
    /// for a handshake.
    fn time_limit(&self) -> Duration;
}

/// Drives a dialogue until it is done. What is here is read before a command is written, as the dialogue asks: a
/// reply that was here before its command is no answer to it. When a write fails, what the server sent last is still
/// read: it says why.
///
/// Gives back the error by which the connection broke, if it did. The dialogue knows of that too, and what it means:
/// look at its own result first.
pub async fn drive(
    transport: &mut impl Transport,
    dialogue: &mut (impl Dialogue + ?Sized),
) -> Option<io::Error> {
    let mut driver = Driver::default();
    poll_fn(|cx| {
        while dialogue.action() != Action::Done {
            let limit = transport.time_limit();
            let late = driver.patience.is_over(dialogue, limit);
            if late || driver.poll(transport, dialogue, cx).is_pending() {
                if !late {
                    ready!(driver.patience.poll(limit, cx));
                }
                driver.patience.restart();
                dialogue.handle(match dialogue.action() {
                    Action::StartTls => Input::TlsFailed(TlsFailure::TimedOut),
                    _ => Input::TimedOut,
                });
            }
        }
        Poll::Ready(driver.broke.take())
    })
    .await
}

/// A drive under way.
#[derive(Default)]
pub(crate) struct Driver {
    pub(crate) patience: Patience,
    /// The error by which the connection broke.
    pub(crate) broke: Option<io::Error>,
}

impl Driver {
    /// Does one thing that the dialogue wants, where it can be done now.
    pub(crate) fn poll(
        &mut self,
        transport: &mut impl Transport,
        dialogue: &mut (impl Dialogue + ?Sized),
        cx: &mut Context<'_>,
    ) -> Poll<()> {
        let mut bytes = [0; 4096];
        let mut buffer = ReadBuf::new(&mut bytes);
        #[cfg(feature = "tracing")]
        tracing::trace!(action = ?dialogue.action());
        let read = match dialogue.action() {
            Action::Done => return Poll::Pending,
            Action::Poll => match transport.poll_read_now(cx, &mut buffer) {
                Poll::Pending => {
                    dialogue.handle(Input::Pending);
                    return Poll::Ready(());
                }
                Poll::Ready(read) => read,
            },
            Action::StartTls => {
                let started = ready!(transport.poll_start_tls(cx));
                dialogue.handle(started.map_or_else(Input::TlsFailed, |()| Input::TlsUp));
                return Poll::Ready(());
            }
            Action::Send(bytes) if self.broke.is_none() => {
                match ready!(Pin::new(&mut *transport).poll_write(cx, bytes)) {
                    Ok(n) if n > 0 => {
                        dialogue.handle(Input::Sent(n));
                        return Poll::Ready(());
                    }
                    written => self.broke = Some(written.err().unwrap_or(ErrorKind::WriteZero.into())),
                }
                ready!(Pin::new(transport).poll_read(cx, &mut buffer))
            }
            Action::Send(_) | Action::Receive => {
                // A stream may hold back what was written. Where that cannot be sent any more, the server's last words
                // can be here all the same.
                let _ = Pin::new(&mut *transport).poll_flush(cx);
                ready!(Pin::new(transport).poll_read(cx, &mut buffer))
            }
        };
        match (read, buffer.filled()) {
            // Where the write failed, the platform has given its error with that, and then ends the stream.
            (Ok(()), []) if self.broke.is_some() => dialogue.handle(Input::Broken),
            (Ok(()), []) => dialogue.handle(Input::Eof),
            (Ok(()), bytes) => dialogue.handle(Input::Bytes(bytes)),
            (Err(error), _) => {
                dialogue.handle(tls_failure(&error).map_or(Input::Broken, Input::TlsFailed));
                self.broke.get_or_insert(error);
            }
        }
        Poll::Ready(())
    }
}

/// One time limit for each reply, and for each command that is written.
#[derive(Default)]
pub(crate) struct Patience {
    /// What the dialogue wanted, and how many replies had come.
    waits: Option<(Discriminant<Action<'static>>, usize)>,
    /// When the limit began.
    since: Option<Instant>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    /// Something moved: the limit begins anew with the next wait.
    pub(crate) fn restart(&mut self) {
        self.since = None;
    }

    /// Whether the limit has passed, where the dialogue has not got further meanwhile.
    pub(crate) fn is_over(&mut self, dialogue: &(impl Dialogue + ?Sized), limit: Duration) -> bool {
        let waits = Some((kind(dialogue.action()), dialogue.replies()));
        if self.waits != waits {
            (self.waits, self.since) = (waits, None);
        }
        self.since.is_some_and(|since| since.elapsed() >= limit)
    }

    /// Waits until the limit has passed.
    pub(crate) fn poll(&mut self, limit: Duration, cx: &mut Context<'_>) -> Poll<()> {
        let since = *self.since.get_or_insert_with(Instant::now);
        // As far off as the clock goes: for ever.
        let Some(deadline) = since.checked_add(limit) else { return Poll::Pending };
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        // The timer is set anew only when it went off too early: most of what is waited for comes in time.
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

/// Which action, without what is in it.
fn kind(action: Action<'_>) -> Discriminant<Action<'static>> {
    discriminant(&match action {
        Action::Poll => Action::Poll,
        Action::Send(_) => Action::Send(&[]),
        Action::Receive => Action::Receive,
        Action::StartTls => Action::StartTls,
        Action::Done => Action::Done,
    })
}

pub(crate) async fn in_time<T>(limit: Duration, wait: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(limit, wait).await.unwrap_or_else(|late| Err(late.into()))
}
