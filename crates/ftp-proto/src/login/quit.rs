//! Ends a connection whose login failed.

use super::Login;
use super::step::Step;
use crate::command::Command;
use crate::dialogue::{Action, Dialogue, Input};
use crate::exchange::Incoming;
use crate::transcript::Entry;

/// A dialogue that sends QUIT and waits for the reply, made by [`LoginError::quit`](super::LoginError::quit).
///
/// It also ends at the end of the stream, at the owner's time limit, at bytes that are no reply, and after too many
/// preliminary replies. A late reply to an earlier command is not taken for the reply to QUIT. Everything received goes
/// into the transcript of the login. If a command was written in part, the dialogue is done at once: QUIT would become the
/// rest of that line.
pub struct Quit<'a> {
    login: &'a mut Login,
    done: bool,
}

impl<'a> Quit<'a> {
    pub(super) fn new(login: &'a mut Login) -> Self {
        login.unusable = true;
        login.stop();
        let done = login.torn;
        if !done {
            login.control.enqueue(&Command::quit(), Step::Quit);
        }
        Quit { login, done }
    }

    fn end(&mut self, entry: Option<Entry>) {
        self.login.control.flush();
        entry.into_iter().for_each(|entry| self.login.control.note(entry));
        self.login.stop();
        self.login.control.release();
        self.done = true;
    }
}

impl core::fmt::Debug for Quit<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Quit").field("action", &self.action()).finish_non_exhaustive()
    }
}

impl Dialogue for Quit<'_> {
    fn action(&self) -> Action<'_> {
        if self.done { Action::Done } else { self.login.control.action() }
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            _ if self.done => {}
            Input::Sent(n) => {
                if self.login.control.sent(n).is_err() {
                    self.end(None);
                }
            }
            Input::Pending => {
                if self.login.control.pending().is_err() {
                    self.end(None);
                }
            }
            Input::Bytes([]) => {
                if self.login.control.nothing().is_err() {
                    self.end(None);
                }
            }
            Input::Bytes(mut bytes) => {
                while let Some(incoming) = self.login.control.receive(&mut bytes) {
                    match incoming {
                        Incoming::Answer(Step::Quit, _) | Incoming::Malformed(_) | Incoming::Endless => {
                            return self.end(None);
                        }
                        Incoming::Answer(_, reply) if reply.code().closes() => return self.end(None),
                        _ => {}
                    }
                }
            }
            Input::Eof => self.end(Some(Entry::Closed)),
            Input::Broken => self.end(Some(Entry::Broken)),
            Input::TimedOut => self.end(Some(Entry::TimedOut)),
            Input::TlsFailed(why) => self.end(Some(Entry::TlsFailed(why))),
            Input::TlsUp => self.end(None),
        }
    }

    fn replies(&self) -> usize {
        self.login.control.replies()
    }
}
