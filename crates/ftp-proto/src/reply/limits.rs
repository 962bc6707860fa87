//! The limits on a reply, and the errors for a reply that exceeds them or is not one.

use core::fmt;

/// How much of a reply is accepted, and how strictly its end is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum number of bytes in a line, its line end included. Default 8 KiB.
    pub line: usize,
    /// The maximum number of bytes in a reply. Default 64 KiB.
    pub reply: usize,
    /// The maximum number of lines in a reply. Before a reply there may be fewer blank lines than this.
    /// Default 1,024. For the lines of a reply, 0 is the same as 1.
    pub lines: usize,
    /// The maximum number of bytes that a transcript keeps. Default 256 KiB.
    pub transcript: usize,
    /// The maximum number of consecutive preliminary (1yz) or unsolicited replies. Default 16.
    pub preliminary: usize,
    /// What ends a multi-line reply. Default [`Ending::OpeningCode`].
    pub ending: Ending,
}

named! {
    /// What ends a multi-line reply.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
    pub enum Ending {
        /// A line with the code of the first line and a space, or with that code alone (RFC 959 section
        /// 4.2).
        #[default]
        OpeningCode = "opening_code",
        /// Also a line with any code and a space. glFTPd and bftpd end some replies with another code than
        /// the one that opened them. The price is that a body line such as `230 users online` ends the reply
        /// too early. The code of the reply is still that of its first line.
        AnyCode = "any_code",
    }
}

impl Limits {
    /// Replaces the limit on a line.
    pub const fn with_line(self, line: usize) -> Self {
        Limits { line, ..self }
    }

    /// Replaces the limit on a reply.
    pub const fn with_reply(self, reply: usize) -> Self {
        Limits { reply, ..self }
    }

    /// Replaces the limit on the lines of a reply.
    pub const fn with_lines(self, lines: usize) -> Self {
        Limits { lines, ..self }
    }

    /// Replaces the limit on what a transcript keeps.
    pub const fn with_transcript(self, transcript: usize) -> Self {
        Limits { transcript, ..self }
    }

    /// Replaces the limit on preliminary replies.
    pub const fn with_preliminary(self, preliminary: usize) -> Self {
        Limits { preliminary, ..self }
    }

    /// Replaces what ends a multi-line reply.
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

/// The received bytes are not an FTP reply, or exceed the [`Limits`]. The fault is the server's, or that of
/// something between it and the client. Offsets are in bytes from the start of the reply; dropped blank
/// lines, Telnet commands and a dropped byte order mark do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum ReplyError {
    /// The line where a reply has to start does not begin with three digits.
    NoCode {
        /// The offset of the first byte that should be a digit, or of the line's end if the line is too
        /// short.
        at: usize,
    },
    /// The three digits are below 100 or above 699.
    CodeOutOfRange {
        /// The number that the digits make.
        code: u16,
    },
    /// The three digits are followed by neither a space, nor a hyphen, nor the end of the line.
    NoSeparator {
        /// The offset of the byte after the digits.
        at: usize,
    },
    /// A line is longer than [`Limits::line`].
    LineTooLong {
        /// The offset at which the line starts.
        at: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The reply is longer than [`Limits::reply`].
    ReplyTooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The reply has more lines than [`Limits::lines`], or as many blank lines stand before it.
    TooManyLines {
        /// The limit, in lines.
        limit: usize,
    },
    /// A Telnet subnegotiation is longer than [`Limits::line`], or the Telnet commands before or inside a
    /// reply are over 64 KiB.
    TelnetTooLong {
        /// The limit that was exceeded, in bytes.
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
