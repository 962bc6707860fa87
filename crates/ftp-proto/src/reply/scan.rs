//! Finds the end of a reply without parsing its contents: the fast path. It handles plain replies only, leaves
//! all others to [`crate::reply::grammar`], and must agree with that on every input.

use crate::reply::lanes::{self, BLOCK};
use crate::reply::{Ending, Irregularities, Limits, Reply, ReplyCode, ReplyError, grammar};

/// What the bytes at the front of an input are.
pub(crate) enum Front {
    /// A complete reply, with its code and length.
    Reply(ReplyCode, usize),
    /// The start of a reply, as far as it can be seen.
    Part,
    /// Something that the grammar has to decide.
    Odd,
}

/// Parses one reply at the front of `input`: see [`Reply::parse`].
#[inline(always)]
pub(crate) fn reply<'a>(input: &'a [u8], limits: &Limits) -> Result<Option<(Reply<'a>, usize)>, ReplyError> {
    match front(input, limits) {
        Front::Reply(code, len) => match input.get(..len) {
            Some(raw) => Ok(Some((Reply::new(code, raw, Irregularities::NONE), len))),
            None => grammar::reply(input, limits),
        },
        Front::Part | Front::Odd => grammar::reply(input, limits),
    }
}

/// Recognizes plain replies, and nothing else.
#[inline(always)]
pub(crate) fn front(input: &[u8], limits: &Limits) -> Front {
    let Some(head) = input.first_chunk() else {
        return if input.contains(&b'\n') { Front::Odd } else { Front::Part };
    };
    if let Some(code) = lanes::head(*head, b' ') {
        let end = lanes::block(input, 0).and_then(lanes::first_line_end);
        return match end.or_else(|| memchr::memchr(b'\n', input)) {
            None => Front::Part,
            Some(end) if end < limits.line && end < limits.reply => Front::Reply(code, end + 1),
            Some(_) => Front::Odd,
        };
    }
    match lanes::head(*head, b'-') {
        Some(code) => multi(input, code, limits),
        None => Front::Odd,
    }
}

/// Recognizes a reply that starts with `code` and a hyphen.
#[inline(never)]
fn multi(input: &[u8], code: ReplyCode, limits: &Limits) -> Front {
    if limits.ending != Ending::OpeningCode {
        return Front::Odd;
    }
    let input = input.get(..limits.reply).unwrap_or(input);
    match lanes::end_of_multi(input) {
        None => Front::Part,
        Some(len) if input.get(..len).is_some_and(|raw| within(raw, limits)) => Front::Reply(code, len),
        Some(_) => Front::Odd,
    }
}

/// Returns whether the lines of a reply are within the limits. Few replies are long enough that the bytes must
/// be examined.
fn within(raw: &[u8], limits: &Limits) -> bool {
    lanes::line_ends_within(raw, limits.lines)
        && (raw.len() <= limits.line || longest_line_within(raw, limits.line))
}

/// Returns whether no line is longer than `limit`, line end included. Jumps from each line end to the last one
/// within reach of a single line.
pub(crate) fn longest_line_within(raw: &[u8], limit: usize) -> bool {
    let mut line = raw;
    while line.len() > limit {
        let Some(end) = line.get(..limit).and_then(|reach| memchr::memrchr(b'\n', reach)) else {
            return false;
        };
        line = line.get(end + 1..).unwrap_or_default();
    }
    true
}

/// An iterator over the complete replies in a slice. Nothing is copied, and the bytes are taken as they are;
/// only a [`Decoder`](crate::reply::Decoder) removes Telnet commands and a byte order mark.
///
/// The iterator ends at the first reply that is incomplete or invalid; an invalid one is returned as an error,
/// once. The fastest way through a buffer is [`Iterator::for_each`] or another method that takes a closure.
///
/// ```
/// use ftp_proto::Limits;
/// use ftp_proto::reply::Replies;
///
/// let mut replies = Replies::new(b"220 ready\r\n331 password, please\r\n230 hel", Limits::default());
/// let codes: Vec<u16> = replies.by_ref().map(|reply| reply.unwrap().code().get()).collect();
/// assert_eq!(codes, [220, 331]);
/// assert_eq!(replies.remaining(), b"230 hel");
/// ```
#[derive(Clone)]
pub struct Replies<'a> {
    input: &'a [u8],
    /// The offset at which the next reply starts.
    at: usize,
    /// The line ends at or after `at` in the block before `next`.
    ends: u64,
    /// The offset of the first block whose line ends are not in `ends`.
    next: usize,
    limits: Limits,
    /// The maximum number of bytes in a single-line reply.
    single_limit: usize,
    failed: bool,
}

impl<'a> Replies<'a> {
    /// Iterates over the replies in `input`.
    pub fn new(input: &'a [u8], limits: Limits) -> Self {
        let single_limit = limits.line.min(limits.reply);
        Replies { input, at: 0, ends: 0, next: 0, limits, single_limit, failed: false }
    }

    /// Returns the rest of the input: nothing, an incomplete reply, or invalid bytes.
    pub fn remaining(&self) -> &'a [u8] {
        self.input.get(self.at..).unwrap_or_default()
    }

    /// Returns the next reply of any form, by a scan for it alone.
    #[inline(always)]
    fn alone(&mut self) -> Option<Result<Reply<'a>, ReplyError>> {
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

    /// [`Replies::alone`], not inlined, for callers that need it seldom.
    #[inline(never)]
    fn other(&mut self) -> Option<Result<Reply<'a>, ReplyError>> {
        self.alone()
    }

    /// Passes the single-line replies at the front to `f`. Finds the line ends of a few hundred bytes before
    /// it looks at the replies between them, so that the processor learns early which of its branch
    /// predictions were wrong.
    #[inline(always)]
    fn ahead<B, F: FnMut(B, Result<Reply<'a>, ReplyError>) -> B>(&mut self, init: B, f: &mut F) -> B {
        let mut folded = init;
        let (input, limit) = (self.input, self.single_limit);
        let mut at = self.at;
        'plain: while let Some(blocks) = lanes::blocks::<AHEAD>(input, at) {
            if is_multi(input, at) {
                break;
            }
            let start = at;
            for (n, mut ends) in blocks.map(lanes::line_ends).into_iter().enumerate() {
                while ends != 0 {
                    let end = start + n * BLOCK + ends.trailing_zeros() as usize + 1;
                    let Some(reply) = single(input, at, end, limit) else { break 'plain };
                    at = end;
                    ends &= ends - 1;
                    folded = f(folded, Ok(reply));
                }
            }
            if at == start {
                break;
            }
        }
        self.go_to(at);
        folded
    }

    fn go_to(&mut self, at: usize) {
        (self.at, self.next, self.ends) = (at, at, 0);
    }
}

impl core::fmt::Debug for Replies<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Replies(b\"{}\")", self.remaining().escape_ascii())
    }
}

impl<'a> Iterator for Replies<'a> {
    type Item = Result<Reply<'a>, ReplyError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while self.ends == 0 {
            let Some(block) = lanes::block(self.input, self.next) else { return self.other() };
            if is_multi(self.input, self.at) {
                return self.other();
            }
            self.ends = lanes::line_ends(block);
            self.next += BLOCK;
        }
        let end = self.next - BLOCK + self.ends.trailing_zeros() as usize + 1;
        let Some(reply) = single(self.input, self.at, end, self.single_limit) else { return self.other() };
        self.at = end;
        self.ends &= self.ends - 1;
        Some(Ok(reply))
    }

    /// Takes runs of single-line replies block by block. After any other reply, takes that one and some of
    /// those behind it one at a time, because multi-line replies tend to come close together.
    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        loop {
            folded = self.ahead(folded, &mut f);
            for _ in 0..BEHIND {
                let Some(reply) = self.alone() else { return folded };
                folded = f(folded, reply);
            }
        }
    }
}

/// The number of blocks whose line ends [`Replies::fold`] finds ahead of the replies in them.
const AHEAD: usize = 4;

/// The number of replies that [`Replies::fold`] takes one at a time before it looks ahead again.
const BEHIND: usize = 16;

fn is_multi(input: &[u8], at: usize) -> bool {
    input.get(at + 3) == Some(&b'-')
}

/// Returns the reply that is the line from `start` to `end`, if it is a plain single-line one.
#[inline(always)]
fn single(input: &[u8], start: usize, end: usize, limit: usize) -> Option<Reply<'_>> {
    let raw = input.get(start..end)?;
    let code = lanes::head(*raw.first_chunk()?, b' ')?;
    if raw.len() <= limit { Some(Reply::new(code, raw, Irregularities::NONE)) } else { None }
}
