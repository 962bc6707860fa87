//! The driver: performs what a dialogue wants, and reports what happened.

use ftp_connect::tls_failure;
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::mem::{Discriminant, discriminant};
use std::task::{Context, Poll};
use std::{pin::Pin, time::Duration};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::{Instant, timeout};

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
    let mut buffer = [0; 4096];
    let mut patience = Patience::default();
    let mut broke = None;
    loop {
        let limit = patience.left(transport, dialogue);
        #[cfg(feature = "tracing")]
        tracing::trace!(action = ?dialogue.action());
        let read = match dialogue.action() {
            Action::Done => return broke,
            _ if limit.is_zero() => Err(ErrorKind::TimedOut.into()),
            Action::Poll => match read_ready(transport, &mut buffer).await {
                None => {
                    dialogue.handle(Input::Pending);
                    continue;
                }
                Some(read) => read,
            },
            Action::Receive => read(transport, &mut buffer, limit).await,
            Action::StartTls => {
                let started = in_time(limit, poll_fn(|cx| transport.poll_start_tls(cx).map(Ok))).await;
                let started = started.unwrap_or(Err(TlsFailure::TimedOut));
                dialogue.handle(started.map_or_else(Input::TlsFailed, |()| Input::TlsUp));
                continue;
            }
            Action::Send(bytes) => match in_time(limit, transport.write(bytes)).await {
                Ok(n) if n > 0 => {
                    dialogue.handle(Input::Sent(n));
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::TimedOut => Err(error),
                written => {
                    broke = broke.or(Some(written.err().unwrap_or(ErrorKind::WriteZero.into())));
                    read(transport, &mut buffer, limit).await
                }
            },
        };
        match read {
            // Where the write failed, the platform has given its error with that, and then ends the stream.
            Ok(0) if broke.is_some() => dialogue.handle(Input::Broken),
            Ok(0) => dialogue.handle(Input::Eof),
            Ok(n) => dialogue.handle(Input::Bytes(buffer.get(..n).unwrap_or(&buffer))),
            Err(error) if error.kind() == ErrorKind::TimedOut => {
                patience = Patience::default();
                dialogue.handle(Input::TimedOut);
            }
            Err(error) => {
                dialogue.handle(tls_failure(&error).map_or(Input::Broken, Input::TlsFailed));
                broke = broke.or(Some(error));
            }
        }
    }
}

/// One time limit for each reply, and for each command that is written.
#[derive(Default)]
struct Patience {
    /// What the dialogue wanted, how many replies had come, and when the limit began.
    waits: Option<(Discriminant<Action<'static>>, usize, Instant)>,
}

impl Patience {
    /// How long may still be waited.
    fn left(&mut self, transport: &impl Transport, dialogue: &(impl Dialogue + ?Sized)) -> Duration {
        let (kind, replies) = (kind(dialogue.action()), dialogue.replies());
        match self.waits {
            Some((wanted, came, since)) if (wanted, came) == (kind, replies) => {
                transport.time_limit().saturating_sub(since.elapsed())
            }
            _ => {
                self.waits = Some((kind, replies, Instant::now()));
                transport.time_limit()
            }
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

/// Waits for bytes, when those that were written are on their way: a stream may hold some back. Where they
/// cannot be sent any more, the server's last words can be here all the same.
async fn read(stream: &mut impl Transport, buffer: &mut [u8], limit: Duration) -> io::Result<usize> {
    let read = async {
        let _ = stream.flush().await;
        stream.read(buffer).await
    };
    in_time(limit, read).await
}

/// What is here already. `None`: nothing is.
async fn read_ready(stream: &mut impl Transport, buffer: &mut [u8]) -> Option<io::Result<usize>> {
    let mut buffer = ReadBuf::new(buffer);
    let poll = poll_fn(|cx| Poll::Ready(stream.poll_read_now(cx, &mut buffer))).await;
    let Poll::Ready(read) = poll else { return None };
    Some(read.map(|()| buffer.filled().len()))
}

pub(crate) async fn in_time<T>(limit: Duration, wait: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(limit, wait).await.unwrap_or_else(|late| Err(late.into()))
}
