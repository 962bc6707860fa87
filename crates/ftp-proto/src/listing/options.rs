//! What the caller knows of a listing, and how much of it is taken.

use super::Format;
use crate::response::Timestamp;

/// What the caller knows of a listing, and how much of it is taken. Without any, the format is found out, and
/// years and time zones that are not said stay unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The format, if it is known: after MLSD it is [`Format::Mlsd`]. No other is tried.
    pub format: Option<Format>,
    /// The format that is expected, such as [`Format::of_system`]: it is taken if any line is one of it.
    pub hint: Option<Format>,
    /// The time now, by which years are guessed that a listing leaves out.
    pub now: Option<Timestamp>,
    /// How many minutes the server's listings are ahead of UTC, as
    /// [`Modified::offset_from`](super::Modified::offset_from) measures it.
    pub offset: Option<i16>,
    /// Bytes in one line. What is longer is [`NoEntryKind::TooLong`](super::NoEntryKind::TooLong). Default 8
    /// KiB.
    pub line: usize,
}

impl Options {
    /// Nothing is known, and the default limit.
    pub const fn new() -> Self {
        Options { format: None, hint: None, now: None, offset: None, line: 8 << 10 }
    }

    /// The same with a format that is known.
    pub const fn with_format(self, format: Format) -> Self {
        Options { format: Some(format), ..self }
    }

    /// The same with a format that is expected.
    pub const fn with_hint(self, format: Format) -> Self {
        Options { hint: Some(format), ..self }
    }

    /// The same with the time now.
    pub const fn with_now(self, now: Timestamp) -> Self {
        Options { now: Some(now), ..self }
    }

    /// The same with the offset from UTC in minutes.
    pub const fn with_offset(self, minutes: i16) -> Self {
        Options { offset: Some(minutes), ..self }
    }

    /// The same with another limit on a line.
    pub const fn with_line(self, bytes: usize) -> Self {
        Options { line: bytes, ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Options::new()
    }
}
