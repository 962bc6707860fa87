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

/// Drives a dialogue until it is done. What is readable is read before anything is written: the core
/// takes a reply that was here before its command for no answer to it. When a write fails, what the
/// server said last is still read: it tells why.
pub fn drive(transport: &mut impl Transport, dialogue: &mut (impl Dialogue + ?Sized)) {
    let mut buffer = [0; 4096];
    let mut patience = Patience::default();
    loop {
        let late = patience.is_over(transport, dialogue);
        let speaks = matches!(dialogue.action(), Action::Send(_) | Action::StartTls);
        let ready = if speaks && !late { transport.read_ready(&mut buffer).transpose() } else { None };
        let result = match (ready, dialogue.action()) {
            (_, Action::Done) => return transport.set_deadline(None),
            _ if late => Err(ErrorKind::TimedOut.into()),
            (Some(read), _) => read.map(Some),
            (None, Action::Receive) => read(transport, &mut buffer).map(Some),
            (None, Action::StartTls) => {
                dialogue.handle(transport.start_tls().map_or_else(Input::TlsFailed, |()| Input::TlsUp));
                continue;
            }
            (None, Action::Send(bytes)) => match transport.write(bytes) {
                Ok(n) if n > 0 => {
                    dialogue.handle(Input::Sent(n));
                    Ok(None)
                }
                Err(error) if is_pause(&error) => Err(error),
                Ok(_) | Err(_) => read(transport, &mut buffer).map(Some),
            },
        };
        match result {
            Ok(None) => {}
            Ok(Some(0)) => dialogue.handle(Input::Eof),
            Ok(Some(n)) => dialogue.handle(Input::Bytes(buffer.get(..n).unwrap_or(&buffer))),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_time_out(&error) => {
                patience = Patience::default();
                dialogue.handle(Input::TimedOut);
            }
            Err(error) => dialogue.handle(tls_failure(&error).map_or(Input::Eof, Input::TlsFailed)),
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
