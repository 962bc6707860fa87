//! The engine of one dialogue: does what the dialogue wants, as far as that is possible now, and reports what happened.

use crate::tls_failure;
use crate::wire::{HandshakeError, Wait, Wire, is_pause};
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::io::{self, ErrorKind};
use std::mem::{Discriminant, discriminant};
use std::time::{Duration, Instant};

/// The state of a drive.
#[derive(Debug, Default)]
pub struct Driver {
    /// What the dialogue wanted, and how many replies had come, when the present limit began.
    waits: Option<(Discriminant<Action<'static>>, usize)>,
    since: Option<Instant>,
    broke: Option<io::Error>,
}

impl Driver {
    /// Does one thing that the dialogue wants. Returns `false` if the dialogue wants nothing, or if nothing can be done
    /// now. `wait` says how a read waits for bytes that have not come yet.
    pub fn step(
        &mut self,
        wire: &mut impl Wire,
        dialogue: &mut (impl Dialogue + ?Sized),
        wait: Wait,
    ) -> bool {
        let mut buffer = [0; 4096];
        #[cfg(feature = "tracing")]
        tracing::trace!(action = ?dialogue.action());
        let read = match dialogue.action() {
            Action::Done => return false,
            Action::Poll => match wire.read(&mut buffer, Wait::Never) {
                Err(error) if is_not_now(&error) => {
                    dialogue.handle(Input::Pending);
                    return true;
                }
                read => read,
            },
            Action::StartTls => {
                dialogue.handle(match wire.start_tls() {
                    Ok(()) => Input::TlsUp,
                    Err(HandshakeError::Pending) => return false,
                    Err(HandshakeError::Failed(why)) => Input::TlsFailed(why),
                });
                return true;
            }
            Action::Send(bytes) if self.broke.is_none() => match wire.write(bytes) {
                Ok(n @ 1..) => {
                    dialogue.handle(Input::Sent(n));
                    return true;
                }
                Err(error) if is_pause(&error) => return !is_not_now(&error),
                written => {
                    self.broke = Some(written.err().unwrap_or(ErrorKind::WriteZero.into()));
                    wire.read(&mut buffer, wait)
                }
            },
            // A stream may hold back what was written. Even if that can no longer be sent, the server's last words may be
            // here.
            Action::Send(_) | Action::Receive => match wire.flush() {
                Err(error) if error.kind() == ErrorKind::Interrupted => return true,
                Err(error) if is_not_now(&error) => wire.read(&mut buffer, Wait::Beside),
                _ => wire.read(&mut buffer, wait),
            },
        };
        match read {
            // The write failed and the platform reported its error there; the stream then just ends.
            Ok(0) if self.broke.is_some() => dialogue.handle(Input::Broken),
            Ok(0) => dialogue.handle(Input::Eof),
            Ok(n) => dialogue.handle(Input::Bytes(buffer.get(..n).unwrap_or(&buffer))),
            Err(error) if is_pause(&error) => return !is_not_now(&error),
            Err(error) => {
                dialogue.handle(tls_failure(&error).map_or(Input::Broken, Input::TlsFailed));
                self.broke.get_or_insert(error);
            }
        }
        true
    }

    /// Returns when the present wait becomes too long: each reply has one limit, and so has writing each command. `None`:
    /// never.
    pub fn deadline(
        &mut self,
        dialogue: &(impl Dialogue + ?Sized),
        limit: Option<Duration>,
    ) -> Option<Instant> {
        let waits = Some((kind(dialogue.action()), dialogue.replies()));
        if self.waits != waits {
            (self.waits, self.since) = (waits, None);
        }
        // Beyond the range of the clock means for ever.
        self.since.get_or_insert_with(Instant::now).checked_add(limit?)
    }

    /// Starts the limit anew, because something moved elsewhere.
    pub fn restart(&mut self) {
        self.since = None;
    }

    /// Reports to the dialogue that the limit has passed.
    pub fn time_out(&mut self, dialogue: &mut (impl Dialogue + ?Sized)) {
        self.restart();
        dialogue.handle(match dialogue.action() {
            Action::StartTls => Input::TlsFailed(TlsFailure::TimedOut),
            _ => Input::TimedOut,
        });
    }

    /// Returns the error that broke the connection, once.
    pub fn broke(&mut self) -> Option<io::Error> {
        self.broke.take()
    }
}

/// Whether a deadline has passed.
pub fn has_passed(deadline: Option<Instant>) -> bool {
    deadline.is_some_and(|deadline| Instant::now() >= deadline)
}

fn is_not_now(error: &io::Error) -> bool {
    is_pause(error) && error.kind() != ErrorKind::Interrupted
}

/// Returns which action it is, without its contents.
fn kind(action: Action<'_>) -> Discriminant<Action<'static>> {
    discriminant(&match action {
        Action::Poll => Action::Poll,
        Action::Send(_) => Action::Send(&[]),
        Action::Receive => Action::Receive,
        Action::StartTls => Action::StartTls,
        Action::Done => Action::Done,
    })
}
