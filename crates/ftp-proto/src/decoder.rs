//! Where a reply ends, for bytes that come in any chunks.

use crate::{Oddities, Reply, ReplyCode};
use alloc::vec::Vec;
use core::fmt;

/// How much of a reply is taken before it is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes in one line, its line end included. Default 8 KiB.
    pub line: usize,
    /// Bytes in one reply. Default 64 KiB.
    pub reply: usize,
    /// Lines in one reply. Default 1,024.
    pub lines: usize,
    /// Bytes that a transcript keeps. Default 256 KiB.
    pub transcript: usize,
    /// Preliminary (1yz) replies to one command. Default 16.
    pub preliminary: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { line: 8 << 10, reply: 64 << 10, lines: 1024, transcript: 256 << 10, preliminary: 16 }
    }
}

/// What came is not an FTP reply, or is more than the [`Limits`] allow. The server's fault, or of
/// someone in between. Offsets are bytes from the start of the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplyError {
    /// No three digits where a reply has to start.
    NoCode {
        /// Where.
        at: usize,
    },
    /// Three digits, but below 100 or above 699.
    CodeOutOfRange {
        /// The number.
        code: u16,
    },
    /// The line is longer than [`Limits::line`].
    LineTooLong {
        /// The limit.
        limit: usize,
    },
    /// The reply is longer than [`Limits::reply`].
    ReplyTooLong {
        /// The limit.
        limit: usize,
    },
    /// The reply has more lines than [`Limits::lines`].
    TooManyLines {
        /// The limit.
        limit: usize,
    },
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplyError::NoCode { at } => write!(f, "no reply code at byte {at}"),
            ReplyError::CodeOutOfRange { code } => write!(f, "reply code {code:03} is outside 100 to 699"),
            ReplyError::LineTooLong { limit } => write!(f, "line of a reply is over {limit} bytes"),
            ReplyError::ReplyTooLong { limit } => write!(f, "reply is over {limit} bytes"),
            ReplyError::TooManyLines { limit } => write!(f, "reply has over {limit} lines"),
        }
    }
}

impl core::error::Error for ReplyError {}

/// Cuts a stream of bytes into replies.
#[derive(Clone)]
pub struct Decoder {
    limits: Limits,
    buffer: Vec<u8>,
    handed_out: bool,
}

impl Decoder {
    /// A decoder at the start of a connection.
    pub fn new(limits: Limits) -> Self {
        Decoder { limits, buffer: Vec::new(), handed_out: false }
    }

    /// Takes bytes from the front of `input` until a reply is complete. `None`: all of `input` was
    /// taken, and the reply is not complete. After an error the same error comes for ever.
    pub fn decode<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError> {
        if core::mem::take(&mut self.handed_out) {
            self.buffer.clear();
        }
        while let Some((byte, rest)) = input.split_first() {
            *input = rest;
            self.buffer.push(*byte);
            if self.buffer.len() > self.limits.reply {
                return Err(ReplyError::ReplyTooLong { limit: self.limits.reply });
            }
            if *byte != b'\n' {
                continue;
            }
            if self.buffer.trim_ascii().is_empty() {
                self.buffer.clear();
                continue;
            }
            let Some(code) = self.buffer.get(..3).and_then(digits) else {
                return Err(ReplyError::NoCode { at: 0 });
            };
            let last = self.buffer.trim_ascii_end().rsplit(|b| *b == b'\n').next().unwrap_or_default();
            if last.get(..3) == self.buffer.get(..3) && last.get(3) != Some(&b'-') {
                self.handed_out = true;
                let Some(code) = ReplyCode::new(code) else {
                    return Err(ReplyError::CodeOutOfRange { code });
                };
                return Ok(Some(Reply::new(code, &self.buffer, Oddities::default())));
            }
        }
        Ok(None)
    }

    /// The stream has ended or fallen silent: a reply that can be taken as complete all the same (its
    /// last line has another code than its first), if there is one.
    pub fn finish(&mut self) -> Option<Reply<'_>> {
        None
    }

    /// The bytes of the reply that is not complete yet.
    pub fn pending(&self) -> &[u8] {
        if self.handed_out { &[] } else { &self.buffer }
    }
}

fn digits(head: &[u8]) -> Option<u16> {
    head.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u16::from(b - b'0')))
}
