//! The driver: performs what a dialogue wants, and reports what happened.

use ftp_connect::tls_failure;
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::io::{self, ErrorKind, Read, Write};
use std::mem::{Discriminant, discriminant};
use std::time::{Duration, Instant};

/// A stream to a server that can put TLS on itself; an error with a [`TlsFailure`] inside is one of TLS. Reads and writes end with
/// [`ErrorKind::WouldBlock`] or [`ErrorKind::TimedOut`] when the stream's own time limit has passed.
pub trait Transport: Read + Write {
    /// Does a TLS handshake as the client.
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        Err(TlsFailure::Unavailable)
    }

    /// Reads what is here already, without waiting. `None`: nothing is; 0 is the end of the stream.
    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>>;

    /// How long a reply may take from its first byte that is waited for to its last, and a command until it is
    /// written. `None`: for ever, as long as no single read or write takes longer than the stream's own time limit.
    fn time_limit(&self) -> Option<Duration> {
        None
    }

    /// Reads that have not returned by then are to end with a time-out; `None`: each has the time limit for
    /// itself. [`drive`] looks at the time between reads all the same.
    fn set_deadline(&mut self, deadline: Option<Instant>) {
        let _ = deadline;
    }
}

/// Drives a dialogue until it is done. What is here is read before a command is written, as the dialogue asks: a
/// reply that was here before its command is no answer to it. When a write fails, what the server sent last is still
/// read: it says why.
///
/// Gives back the error by which the connection broke, if it did. The dialogue knows of that too, and what it means:
/// look at its own result first.
pub fn drive(transport: &mut impl Transport, dialogue: &mut (impl Dialogue + ?Sized)) -> Option<io::Error> {
    let mut drive = Drive::default();
    while drive.step(transport, dialogue) {}
    drive.broke
}

/// A drive under way.
#[derive(Default)]
pub(crate) struct Drive {
    patience: Patience,
    /// The error by which the connection broke.
    pub(crate) broke: Option<io::Error>,
}

impl Drive {
    /// Does what is wanted next, and waits for it. `false`: nothing is wanted.
    pub(crate) fn step(
        &mut self,
        transport: &mut impl Transport,
        dialogue: &mut (impl Dialogue + ?Sized),
    ) -> bool {
        let mut buffer = [0; 4096];
        let late = self.is_late(transport, dialogue);
        #[cfg(feature = "tracing")]
        tracing::trace!(action = ?dialogue.action());
        let read = match dialogue.action() {
            Action::Done => {
                transport.set_deadline(None);
                return false;
            }
            _ if late => Err(ErrorKind::TimedOut.into()),
            Action::Poll => match transport.read_ready(&mut buffer) {
                Ok(None) => {
                    dialogue.handle(Input::Pending);
                    return true;
                }
                ready => ready.map(Option::unwrap_or_default),
            },
            Action::Receive => read(transport, &mut buffer),
            Action::StartTls => {
                dialogue.handle(transport.start_tls().map_or_else(Input::TlsFailed, |()| Input::TlsUp));
                return true;
            }
            Action::Send(bytes) => match transport.write(bytes) {
                Ok(n) if n > 0 => {
                    dialogue.handle(Input::Sent(n));
                    return true;
                }
                Err(error) if is_pause(&error) => Err(error),
                written => {
                    self.broke.get_or_insert(written.err().unwrap_or(ErrorKind::WriteZero.into()));
                    read(transport, &mut buffer)
                }
            },
        };
        self.take(dialogue, read.map(|n| buffer.get(..n).unwrap_or(&buffer)));
        true
    }

    /// Takes what is here already where a reply is waited for. `false`: nothing is.
    pub(crate) fn look(
        &mut self,
        transport: &mut impl Transport,
        dialogue: &mut (impl Dialogue + ?Sized),
    ) -> bool {
        let mut buffer = [0; 4096];
        let read = match dialogue.action() {
            Action::Receive => transport.read_ready(&mut buffer).transpose(),
            _ => None,
        };
        let Some(read) = read else { return false };
        self.take(dialogue, read.map(|n| buffer.get(..n).unwrap_or(&buffer)));
        true
    }

    /// Begins the time limit anew: something moved elsewhere.
    pub(crate) fn moved(&mut self) {
        self.patience = Patience::default();
    }

    /// Whether the time limit has passed.
    pub(crate) fn is_late(
        &mut self,
        transport: &mut impl Transport,
        dialogue: &(impl Dialogue + ?Sized),
    ) -> bool {
        self.patience.is_over(transport, dialogue)
    }

    fn take(&mut self, dialogue: &mut (impl Dialogue + ?Sized), read: io::Result<&[u8]>) {
        match read {
            // Where the write failed, the platform has given its error with that, and then ends the stream.
            Ok([]) if self.broke.is_some() => dialogue.handle(Input::Broken),
            Ok([]) => dialogue.handle(Input::Eof),
            Ok(bytes) => dialogue.handle(Input::Bytes(bytes)),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_time_out(&error) => {
                self.patience = Patience::default();
                dialogue.handle(Input::TimedOut);
            }
            Err(error) => {
                dialogue.handle(tls_failure(&error).map_or(Input::Broken, Input::TlsFailed));
                self.broke.get_or_insert(error);
            }
        }
    }
}

/// One time limit for each reply, and for each command that is written.
#[derive(Default)]
struct Patience {
    /// What the dialogue wanted and how many replies had come when the limit began.
    waits: Option<(Discriminant<Action<'static>>, usize)>,
    deadline: Option<Instant>,
}

impl Patience {
    fn is_over(&mut self, transport: &mut impl Transport, dialogue: &(impl Dialogue + ?Sized)) -> bool {
        let waits = Some((kind(dialogue.action()), dialogue.replies()));
        if self.waits != waits {
            self.waits = waits;
            self.deadline = transport.time_limit().and_then(|limit| Instant::now().checked_add(limit));
            transport.set_deadline(self.deadline);
            return false;
        }
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
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

/// Waits for bytes, when those that were written are on their way: a stream may hold some back. Where
/// they cannot be sent any more, the server's last words can be here all the same.
fn read(transport: &mut impl Transport, buffer: &mut [u8]) -> io::Result<usize> {
    match transport.flush() {
        Err(error) if is_pause(&error) => Err(error),
        Ok(()) | Err(_) => transport.read(buffer),
    }
}

fn is_pause(error: &io::Error) -> bool {
    is_time_out(error) || error.kind() == ErrorKind::Interrupted
}

pub(crate) fn is_time_out(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
