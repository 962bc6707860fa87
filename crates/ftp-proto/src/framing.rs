//! Where a reply ends, found without parsing what is in it. It has to agree with [`crate::grammar`].

use crate::grammar::{self, Separator};
use crate::{Limits, Oddities, Reply, ReplyCode, ReplyError};

/// How far the bytes of a reply have been looked at, so that each is looked at once.
#[derive(Clone, Copy, Default)]
pub(crate) struct Scan {
    /// Bytes looked at.
    pub(crate) scanned: usize,
    /// Where the line that is not complete starts.
    pub(crate) line: usize,
    /// Complete lines.
    lines: usize,
    /// The code of a multi-line reply.
    pub(crate) code: Option<ReplyCode>,
}

/// What a scan came to.
pub(crate) enum Step {
    /// More bytes are needed.
    More,
    /// The line is blank, and has so many bytes.
    Blank(usize),
    /// The reply is complete, and has so many bytes.
    Reply(ReplyCode, usize),
    /// So many bytes show that it is none.
    Failed(ReplyError, usize),
}

impl Scan {
    /// Goes on with the reply that `bytes` starts with.
    pub(crate) fn advance(&mut self, bytes: &[u8], limits: &Limits) -> Step {
        loop {
            let line_limit = self.line.saturating_add(limits.line.max(1));
            let until = bytes.len().min(line_limit).min(limits.reply.max(1));
            let fresh = bytes.get(self.scanned..until).unwrap_or_default();
            let Some(found) = memchr::memchr(b'\n', fresh) else {
                self.scanned = until;
                return self.without_line_end(
                    bytes.get(self.line..until).unwrap_or_default(),
                    line_limit,
                    limits,
                );
            };
            let start = core::mem::replace(&mut self.line, self.scanned + found + 1);
            self.scanned = self.line;
            self.lines += 1;
            let line = grammar::content(bytes.get(start..self.line).unwrap_or_default());
            match self.code {
                Some(code) if grammar::is_last(line, code, limits.ending) => {
                    return Step::Reply(code, self.line);
                }
                Some(_) => {}
                None if line.is_empty() => return Step::Blank(self.line),
                None => match grammar::first_line(line) {
                    Ok((code, Separator::Last)) => return Step::Reply(code, self.line),
                    Ok((code, Separator::More)) => self.code = Some(code),
                    Err(error) => return Step::Failed(error, self.line),
                },
            }
            if self.lines >= limits.lines {
                return Step::Failed(ReplyError::TooManyLines { limit: limits.lines }, self.line);
            }
        }
    }

    fn without_line_end(&self, line: &[u8], line_limit: usize, limits: &Limits) -> Step {
        let error = if self.scanned >= line_limit {
            ReplyError::LineTooLong { at: self.line, limit: limits.line }
        } else if self.scanned >= limits.reply.max(1) {
            ReplyError::ReplyTooLong { limit: limits.reply }
        } else {
            return Step::More;
        };
        let first = if self.code.is_none() { grammar::unfinished(line).err() } else { None };
        Step::Failed(first.unwrap_or(error), self.scanned)
    }
}

/// One reply at the front of `input`: see [`Reply::parse`].
pub(crate) fn reply<'a>(input: &'a [u8], limits: &Limits) -> Result<Option<(Reply<'a>, usize)>, ReplyError> {
    let mut start = input;
    let mut oddities = Oddities::default();
    for _ in 0..limits.lines.max(1) {
        match Scan::default().advance(start, limits) {
            Step::More => return Ok(None),
            Step::Blank(len) => {
                start = start.get(len..).unwrap_or_default();
                oddities = Oddities::BLANK_LINES_SKIPPED;
            }
            Step::Reply(code, len) => {
                let raw = start.get(..len).unwrap_or_default();
                return Ok(Some((Reply::new(code, raw, oddities), input.len() - start.len() + len)));
            }
            Step::Failed(error, _) => return Err(error),
        }
    }
    Err(ReplyError::TooManyLines { limit: limits.lines })
}

/// The replies in a slice of complete ones: nothing is copied, and the bytes are taken as they are
/// (Telnet commands and a byte order mark are the [`Decoder`](crate::Decoder)'s business).
///
/// Ends at the first reply that is not complete or is none; the latter is given as an error, once.
///
/// ```
/// use ftp_proto::{Limits, Replies};
///
/// let mut replies = Replies::new(b"220 ready\r\n331 password, please\r\n230 hel", Limits::default());
/// let codes: Vec<u16> = replies.by_ref().map(|reply| reply.unwrap().code().get()).collect();
/// assert_eq!(codes, [220, 331]);
/// assert_eq!(replies.remaining(), b"230 hel");
/// ```
#[derive(Clone)]
pub struct Replies<'a> {
    remaining: &'a [u8],
    limits: Limits,
    failed: bool,
}

impl<'a> Replies<'a> {
    /// The replies in `input`.
    pub fn new(input: &'a [u8], limits: Limits) -> Self {
        Replies { remaining: input, limits, failed: false }
    }

    /// What is left: nothing, a reply that is not complete, or what is none.
    pub fn remaining(&self) -> &'a [u8] {
        self.remaining
    }
}

impl<'a> Iterator for Replies<'a> {
    type Item = Result<Reply<'a>, ReplyError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match reply(self.remaining, &self.limits) {
            Ok(Some((reply, len))) => {
                self.remaining = self.remaining.get(len..).unwrap_or_default();
                Some(Ok(reply))
            }
            Ok(None) => None,
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}

/// The code and length of the reply that is whole at the front of `input`, if there is one.
pub(crate) fn whole(input: &[u8], limits: &Limits) -> Option<(ReplyCode, usize)> {
    match Scan::default().advance(input, limits) {
        Step::Reply(code, len) => Some((code, len)),
        _ => None,
    }
}
