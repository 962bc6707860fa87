//! A running command, which borrows its session: drive it to its end, then take its [`Outcome`].

use super::{Health, Outcome, Session};
use crate::dialogue::{Action, Dialogue, Input};

/// A running command, started by [`Session::start`]. It is a [`Dialogue`]: drive it to [`Action::Done`], then call
/// [`Exchange::finish`].
///
/// An exchange that is dropped before, for example by a cancelled future, leaves the session with
/// [`Health::ReplyPending`]. [`Session::resume`] continues it.
#[derive(Debug)]
#[must_use = "it has to be driven, and its outcome to be looked at"]
pub struct Exchange<'s> {
    pub(super) session: &'s mut Session,
}

impl Exchange<'_> {
    /// Ends the exchange and returns its outcome.
    pub fn finish(self) -> Outcome {
        self.session.outcome()
    }
}

impl Dialogue for Exchange<'_> {
    fn action(&self) -> Action<'_> {
        self.session.action()
    }

    fn handle(&mut self, input: Input<'_>) {
        self.session.handle(input);
    }

    fn replies(&self) -> usize {
        self.session.replies()
    }
}

/// Reads what has arrived while no command was running, without waiting: the server may have announced that it closes, or
/// ended the stream.
#[derive(Debug)]
#[must_use = "it has to be driven"]
pub struct Check<'s> {
    pub(super) session: &'s mut Session,
    pub(super) done: bool,
}

impl Check<'_> {
    /// Ends the check and returns the health of the session.
    pub fn finish(self) -> Health {
        self.session.health()
    }
}

impl Dialogue for Check<'_> {
    fn action(&self) -> Action<'_> {
        if self.done || self.session.health().is_over() { Action::Done } else { Action::Poll }
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            _ if self.action() == Action::Done => {}
            // A check never waits, so both inputs mean that nothing has arrived.
            Input::Pending | Input::TimedOut => self.done = true,
            input => self.session.handle(input),
        }
    }
}
