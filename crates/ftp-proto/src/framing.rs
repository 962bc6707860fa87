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
    let Some(head) = input.first_chunk() else { return Front::Odd };
    match lanes::head(*head) {
        Head::Single(code) => {
            let end = match lanes::block(input, 0).map(lanes::line_ends) {
                None | Some(0) => memchr::memchr(b'\n', input),
                Some(ends) => Some(ends.trailing_zeros() as usize),
            };
            match end {
                None => Front::Part,
                Some(end) if end < limits.line && end < limits.reply => Front::Reply(code, end + 1),
                Some(_) => Front::Odd,
            }
        }
        Head::Multi(code) => multi(input, code, limits),
        Head::Other => Front::Odd,
    }
}

/// A reply that starts with `code` and a hyphen.
#[inline(never)]
fn multi(input: &[u8], code: ReplyCode, limits: &Limits) -> Front {
    if limits.ending != Ending::OpeningCode {
        return Front::Odd;
    }
    let input = input.get(..limits.reply).unwrap_or(input);
    match lanes::end_of_multi(input, code) {
        None => Front::Part,
        Some(len) if input.get(..len).is_some_and(|raw| within(raw, limits)) => Front::Reply(code, len),
        Some(_) => Front::Odd,
    }
}

/// Whether the lines of a reply are within the limits. Few replies are so long that this has to look at them.
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
        self.ends = 0;
        self.next_block = at;
    }

    /// The plain single line at `at` whose LF is at `end`.
    #[inline(always)]
    fn single(&self, end: usize) -> Option<Reply<'a>> {
        let raw = self.input.get(self.at..=end)?;
        match lanes::head(*raw.first_chunk()?) {
            Head::Single(code) if raw.len() <= self.limits.line && raw.len() <= self.limits.reply => {
                Some(Reply::new(code, raw, Oddities::NONE))
            }
            _ => None,
        }
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
        let end = self.next_block - BLOCK + self.ends.trailing_zeros() as usize;
        let Some(reply) = self.single(end) else { return self.other() };
        self.at = end + 1;
        self.ends &= self.ends - 1;
        Some(Ok(reply))
    }

    /// Finds the line ends of some hundred bytes before it looks at the replies in them.
    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        let mut index = Index::new();
        // What `next` has found already is found again.
        let mut start = self.at;
        while index.find(self.input, start) {
            let mut other = false;
            for end in index.ends() {
                let Some(reply) = self.single(start + end) else {
                    other = true;
                    break;
                };
                self.at = start + end + 1;
                folded = f(folded, Ok(reply));
            }
            start += Index::BYTES;
            if other {
                let Some(reply) = self.other() else { return folded };
                folded = f(folded, reply);
                start = self.at;
            }
        }
        self.go_to(self.at);
        while let Some(reply) = self.next() {
            folded = f(folded, reply);
        }
        folded
    }
}

/// The line ends of a few blocks.
struct Index {
    ends: [u16; Index::BYTES + 4],
    len: usize,
}

impl Index {
    const BYTES: usize = 4 * BLOCK;

    fn new() -> Self {
        Index { ends: [0; Index::BYTES + 4], len: 0 }
    }

    /// False if there are not as many bytes at `start`.
    #[inline(always)]
    fn find(&mut self, input: &[u8], start: usize) -> bool {
        let Some(bytes) = input.get(start..).and_then(|rest| rest.first_chunk::<{ Index::BYTES }>()) else {
            return false;
        };
        self.len = 0;
        for (at, block) in bytes.chunks_exact(BLOCK).enumerate() {
            let Some(block) = block.first_chunk() else { return false };
            self.add(at * BLOCK, lanes::line_ends(block));
        }
        true
    }

    /// Four at a time and without a branch: there are seldom more in a block.
    #[inline(always)]
    fn add(&mut self, base: usize, mut ends: u64) {
        let len = self.len + ends.count_ones() as usize;
        loop {
            let Some(four) = self.ends.get_mut(self.len..).and_then(|rest| rest.first_chunk_mut::<4>())
            else {
                return;
            };
            for end in four {
                *end = (base + ends.trailing_zeros() as usize) as u16;
                ends &= ends.wrapping_sub(1);
            }
            if ends == 0 {
                break;
            }
            self.len += 4;
        }
        self.len = len;
    }

    fn ends(&self) -> impl Iterator<Item = usize> {
        self.ends.iter().take(self.len).map(|end| usize::from(*end))
    }
}
