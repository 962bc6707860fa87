//! How much of a reply is taken, and the errors when there is more of it or when it is none.

use core::fmt;

/// How much of a reply is taken before it is an error, and how strictly its end is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes in one line, its line end included. Default 8 KiB.
    pub line: usize,
    /// Bytes in one reply. Default 64 KiB.
    pub reply: usize,
    /// Lines in one reply, and blank lines before one. Default 1,024; 0 is as 1 for the lines of a reply.
    pub lines: usize,
    /// Bytes that a transcript keeps. Default 256 KiB.
    pub transcript: usize,
    /// Preliminary (1yz) or unasked replies in a row. Default 16.
    pub preliminary: usize,
    /// What ends a multi-line reply. Default [`Ending::OpeningCode`].
    pub ending: Ending,
}

named! {
    /// What ends a multi-line reply.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
    pub enum Ending {
        /// The code of the first line and a space, or that code alone (RFC 959 section 4.2).
        #[default]
        OpeningCode = "opening_code",
        /// Any code and a space too. glFTPd and bftpd end some replies with another code than they
        /// opened them with; the price is that a body line such as `230 users online` ends the reply too
        /// early. The code of the reply is that of its first line all the same.
        AnyCode = "any_code",
    }
}

impl Limits {
    /// The same with another limit on a line.
    pub const fn with_line(self, line: usize) -> Self {
        Limits { line, ..self }
    }

    /// The same with another limit on a reply.
    pub const fn with_reply(self, reply: usize) -> Self {
        Limits { reply, ..self }
    }

    /// The same with another limit on the lines of a reply.
    pub const fn with_lines(self, lines: usize) -> Self {
        Limits { lines, ..self }
    }

    /// The same with another limit on what a transcript keeps.
    pub const fn with_transcript(self, transcript: usize) -> Self {
        Limits { transcript, ..self }
    }

    /// The same with another limit on preliminary replies.
    pub const fn with_preliminary(self, preliminary: usize) -> Self {
        Limits { preliminary, ..self }
    }

    /// The same with another way to end a multi-line reply.
    pub const fn with_ending(self, ending: Ending) -> Self {
        Limits { ending, ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            line: 8 << 10,
            reply: 64 << 10,
            lines: 1024,
            transcript: 256 << 10,
            preliminary: 16,
            ending: Ending::OpeningCode,
        }
    }
}

/// What came is not an FTP reply, or is more than the [`Limits`] allow. The server's fault, or of
/// someone in between. Offsets are bytes from the start of the reply; blank lines, a byte order mark
/// and Telnet commands that were dropped do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum ReplyError {
    /// No three digits where a reply has to start.
    NoCode {
        /// Where the first byte that should be a digit is (or the line's end, if it is too short).
        at: usize,
    },
    /// Three digits, but below 100 or above 699.
    CodeOutOfRange {
        /// The number.
        code: u16,
    },
    /// Three digits, and then neither a space, nor a hyphen, nor the end of the line.
    NoSeparator {
        /// Where.
        at: usize,
    },
    /// The line is longer than [`Limits::line`].
    LineTooLong {
        /// Where the line starts.
        at: usize,
        /// The limit.
        limit: usize,
    },
    /// The reply is longer than [`Limits::reply`].
    ReplyTooLong {
        /// The limit.
        limit: usize,
    },
    /// The reply has more lines than [`Limits::lines`], or more blank lines came before one.
    TooManyLines {
        /// The limit.
        limit: usize,
    },
    /// A Telnet subnegotiation is longer than [`Limits::line`], or there are over 64 KiB of Telnet commands.
    TelnetTooLong {
        /// The limit.
        limit: usize,
    },
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplyError::NoCode { at } => write!(f, "no reply code at byte {at}"),
            ReplyError::CodeOutOfRange { code } => write!(f, "reply code {code:03} is outside 100 to 699"),
            ReplyError::NoSeparator { at } => {
                write!(f, "no space, hyphen or line end after the code at byte {at}")
            }
            ReplyError::LineTooLong { at, limit } => {
                write!(f, "line at byte {at} of a reply is over {limit} bytes")
            }
            ReplyError::ReplyTooLong { limit } => write!(f, "reply is over {limit} bytes"),
            ReplyError::TooManyLines { limit } => write!(f, "reply has over {limit} lines"),
            ReplyError::TelnetTooLong { limit } => {
                write!(f, "telnet commands in a reply are over {limit} bytes")
            }
        }
    }
}

impl core::error::Error for ReplyError {}

names! { ReplyError {
    ReplyError::NoCode { .. } => "no_code",
    ReplyError::CodeOutOfRange { .. } => "code_out_of_range",
    ReplyError::NoSeparator { .. } => "no_separator",
    ReplyError::LineTooLong { .. } => "line_too_long",
    ReplyError::ReplyTooLong { .. } => "reply_too_long",
    ReplyError::TooManyLines { .. } => "too_many_lines",
    ReplyError::TelnetTooLong { .. } => "telnet_too_long",
} }
