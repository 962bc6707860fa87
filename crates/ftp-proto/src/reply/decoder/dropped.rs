//! What a decoder drops before the end of a reply, and how much of it.

use crate::reply::telnet::Meaning;
use crate::reply::{Irregularities, ReplyError};

/// What was dropped since the last reply. Dropped bytes do not count towards any other limit.
#[derive(Clone, Copy)]
pub(super) struct Dropped {
    blanks: usize,
    /// The number of bytes of Telnet commands.
    commands: usize,
    what: Irregularities,
}

impl Default for Dropped {
    fn default() -> Self {
        Dropped { blanks: 0, commands: 0, what: Irregularities::NONE }
    }
}

impl Dropped {
    pub(super) fn what(self) -> Irregularities {
        self.what
    }

    pub(super) fn note(&mut self, what: Irregularities) {
        self.what = self.what.with(what, true);
    }

    /// Counts a blank line. It is an error to reach `limit` of them.
    pub(super) fn blank_line(&mut self, limit: usize) -> Result<(), ReplyError> {
        self.note(Irregularities::BLANK_LINES_SKIPPED);
        self.blanks += 1;
        if self.blanks >= limit { Err(ReplyError::TooManyLines { limit }) } else { Ok(()) }
    }

    /// Counts a byte that may be part of a Telnet command.
    pub(super) fn telnet(&mut self, meaning: &Meaning) -> Result<(), ReplyError> {
        match meaning {
            Meaning::Nothing => self.commands += 1,
            Meaning::Removed => {
                self.commands += 1;
                self.note(Irregularities::TELNET_REMOVED);
            }
            Meaning::TextBefore => self.commands = self.commands.saturating_sub(1),
            Meaning::Text | Meaning::TooLong => {}
        }
        if self.commands > COMMANDS { Err(ReplyError::TelnetTooLong { limit: COMMANDS }) } else { Ok(()) }
    }
}

/// The maximum number of bytes of Telnet commands that are dropped before the end of one reply.
const COMMANDS: usize = 64 << 10;
