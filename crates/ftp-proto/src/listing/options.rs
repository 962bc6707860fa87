//! What the caller knows about a listing, and the limit on its lines.

use super::Format;
use crate::response::Timestamp;

/// What the caller knows about a listing, and the limit on its lines. By default, the format is detected, and
/// years and time zones that the listing does not say stay unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The format, if the caller knows it: after MLSD it is [`Format::Mlsd`]. No other format is tried.
    pub format: Option<Format>,
    /// The format that the caller expects, such as the result of [`Format::of_system`]. It is chosen if it
    /// understands any line.
    pub hint: Option<Format>,
    /// The current time, by which years that the listing leaves out are guessed.
    pub now: Option<Timestamp>,
    /// How many minutes the times in the server's listings are ahead of UTC, as
    /// [`Modified::offset_from`](super::Modified::offset_from) measures it.
    pub offset: Option<i16>,
    /// The maximum number of bytes in a line. A longer line is
    /// [`NoEntryKind::TooLong`](super::NoEntryKind::TooLong). Default 8 KiB.
    pub line: usize,
}

impl Options {
    /// Returns options with nothing known and the default limit.
    pub const fn new() -> Self {
        Options { format: None, hint: None, now: None, offset: None, line: 8 << 10 }
    }

    /// Sets the format that is known.
    pub const fn with_format(self, format: Format) -> Self {
        Options { format: Some(format), ..self }
    }

    /// Sets the format that is expected.
    pub const fn with_hint(self, format: Format) -> Self {
        Options { hint: Some(format), ..self }
    }

    /// Sets the current time.
    pub const fn with_now(self, now: Timestamp) -> Self {
        Options { now: Some(now), ..self }
    }

    /// Sets the offset from UTC in minutes.
    pub const fn with_offset(self, minutes: i16) -> Self {
        Options { offset: Some(minutes), ..self }
    }

    /// Sets the limit on a line in bytes.
    pub const fn with_line(self, bytes: usize) -> Self {
        Options { line: bytes, ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Options::new()
    }
}
