//! One command under way, lent by its session: driven to its end, and then one [`Outcome`].

use super::{Health, Outcome, Session};
use crate::dialogue::{Action, Dialogue, Input};

/// A command under way: a [`Dialogue`] to drive to [`Action::Done`], and then to [`Exchange::finish`].
///
/// Dropped before, as by a cancelled future, it leaves the session with [`Health::ReplyPending`]:
/// [`Session::resume`] goes on where it stood.
#[derive(Debug)]
#[must_use = "it has to be driven, and its outcome to be looked at"]
pub struct Exchange<'s> {
    pub(super) session: &'s mut Session,
}

impl Exchange<'_> {
    /// What it came to.
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

/// Looks at what is here while no command is under way, without waiting: the notice of a server that closes, or
/// the end of the stream.
#[derive(Debug)]
#[must_use = "it has to be driven"]
pub struct Check<'s> {
    pub(super) session: &'s mut Session,
    pub(super) done: bool,
}

impl Check<'_> {
    /// How the session is now.
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
            // No time was given, so none can have passed: both say that nothing is here.
            Input::Pending | Input::TimedOut => self.done = true,
            input => self.session.handle(input),
        }
    }
}
