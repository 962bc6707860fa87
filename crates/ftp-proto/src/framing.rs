//! Where a reply ends, found without parsing what is in it. What is not plain is left to
//! [`crate::grammar`], with which this has to agree on every input.

use crate::lanes::{self, BLOCK, Head};
use crate::{Ending, Limits, Oddities, Reply, ReplyCode, ReplyError, grammar};

/// What the bytes at the front of some input are.
pub(crate) enum Front {
    /// A reply of so many bytes.
    Reply(ReplyCode, usize),
    /// The start of one, as far as can be seen.
    Part,
    /// Something that the grammar has to look at.
    Odd,
}

/// One reply at the front of `input`: see [`Reply::parse`].
#[inline]
pub(crate) fn reply<'a>(input: &'a [u8], limits: &Limits) -> Result<Option<(Reply<'a>, usize)>, ReplyError> {
    match front(input, limits) {
        Front::Reply(code, len) => match input.get(..len) {
            Some(raw) => Ok(Some((Reply::new(code, raw, Oddities::NONE), len))),
            None => grammar::reply(input, limits),
        },
        Front::Part | Front::Odd => grammar::reply(input, limits),
    }
}

/// Looks at what plain replies are made of, and at no more.
#[inline]
pub(crate) fn front(input: &[u8], limits: &Limits) -> Front {
    let end = match lanes::block(input, 0).map(lanes::line_ends) {
        None | Some(0) => memchr::memchr(b'\n', input),
        Some(ends) => Some(ends.trailing_zeros() as usize),
    };
    let (Some(end), Some(head)) = (end, input.first_chunk()) else {
        return if end.is_none() { Front::Part } else { Front::Odd };
    };
    let len = end + 1;
    match lanes::head(*head) {
        Head::Single(code) if len <= limits.line && len <= limits.reply => Front::Reply(code, len),
        Head::Multi(code) => multi(input, len, code, limits),
        _ => Front::Odd,
    }
}

/// A multi-line reply whose first line has `first` bytes.
#[inline(never)]
pub(crate) fn multi(input: &[u8], first: usize, code: ReplyCode, limits: &Limits) -> Front {
    if limits.ending != Ending::OpeningCode {
        return Front::Odd;
    }
    let input = input.get(..limits.reply).unwrap_or(input);
    let Some(last) = lanes::last_line(input, first - 1, code) else { return Front::Part };
    let Some(end) = input.get(last..).and_then(|line| memchr::memchr(b'\n', line)) else {
        return Front::Part;
    };
    let len = last + end + 1;
    match input.get(..len) {
        Some(raw) if within(raw, limits) => Front::Reply(code, len),
        _ => Front::Odd,
    }
}

/// Whether a whole reply is within the limits. Few replies are so long that this has to look at them.
fn within(raw: &[u8], limits: &Limits) -> bool {
    (raw.len() <= limits.lines || lanes::count_line_ends(raw) <= limits.lines)
        && (raw.len() <= limits.line || longest_line_within(raw, limits.line))
}

/// Goes from the last line end that one line may reach to the next such.
fn longest_line_within(raw: &[u8], limit: usize) -> bool {
    let mut line = raw;
    while line.len() > limit {
        let Some(end) = line.get(..limit).and_then(|reach| memchr::memrchr(b'\n', reach)) else {
            return false;
        };
        line = line.get(end + 1..).unwrap_or_default();
    }
    true
}

/// The replies in a slice of complete ones: nothing is copied, and the bytes are taken as they are
/// (Telnet commands and a byte order mark are the [`Decoder`](crate::Decoder)'s business).
///
/// Ends at the first reply that is not complete or is none; the latter is given as an error, once.
/// The fastest way through a buffer is [`Iterator::for_each`] or another method that takes a closure.
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
    input: &'a [u8],
    /// Where the next reply starts.
    at: usize,
    /// The line ends at or behind `at` in the block before `next_block`.
    ends: u64,
    next_block: usize,
    limits: Limits,
    failed: bool,
}

impl<'a> Replies<'a> {
    /// The replies in `input`.
    pub fn new(input: &'a [u8], limits: Limits) -> Self {
        Replies { input, at: 0, ends: 0, next_block: 0, limits, failed: false }
    }

    /// What is left: nothing, a reply that is not complete, or what is none.
    pub fn remaining(&self) -> &'a [u8] {
        self.input.get(self.at..).unwrap_or_default()
    }

    /// Anything that is not a plain single line.
    #[inline(never)]
    fn other(&mut self) -> Option<Result<Reply<'a>, ReplyError>> {
        if self.failed {
            return None;
        }
        match reply(self.remaining(), &self.limits) {
            Ok(Some((reply, len))) => {
                self.go_to(self.at + len);
                Some(Ok(reply))
            }
            Ok(None) => None,
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }

    fn go_to(&mut self, at: usize) {
        self.at = at;
        let start = at - at % BLOCK;
        let ends = lanes::block(self.input, start).map_or(0, lanes::line_ends);
        self.ends = ends & (!0 << (at % BLOCK));
        self.next_block = start + BLOCK;
    }
}

impl<'a> Iterator for Replies<'a> {
    type Item = Result<Reply<'a>, ReplyError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while self.ends == 0 {
            let Some(block) = lanes::block(self.input, self.next_block) else { return self.other() };
            self.ends = lanes::line_ends(block);
            self.next_block += BLOCK;
        }
        let end = self.next_block - BLOCK + self.ends.trailing_zeros() as usize + 1;
        if let Some(raw) = self.input.get(self.at..end) {
            if let Some(Head::Single(code)) = raw.first_chunk().map(|head| lanes::head(*head)) {
                if raw.len() <= self.limits.line && raw.len() <= self.limits.reply {
                    self.at = end;
                    self.ends &= self.ends - 1;
                    return Some(Ok(Reply::new(code, raw, Oddities::NONE)));
                }
            }
        }
        self.other()
    }
}
