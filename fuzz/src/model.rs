//! A model of how a stream of replies has to be understood, written for whole slices and without regard to speed.
//! The decoder has to agree with it.

use ftp_proto::reply::grammar;
use ftp_proto::reply::{Irregularities, ReplyError};
use ftp_proto::{Limits, Reply};
use std::fmt;

/// The result of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Decoded {
    /// Each reply, in order.
    pub replies: Vec<Taken>,
    /// Why the rest of the stream could not be read.
    pub error: Option<ReplyError>,
    /// The bytes that are left: an incomplete reply, or those that show the error.
    pub pending: Bytes,
}

/// A reply that was taken out of a stream.
#[derive(Clone, PartialEq, Eq)]
pub struct Taken {
    pub code: u16,
    pub raw: Bytes,
    pub irregularities: Irregularities,
}

/// Bytes that are printed as text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bytes(pub Vec<u8>);

impl From<Reply<'_>> for Taken {
    fn from(reply: Reply<'_>) -> Self {
        Taken { code: reply.code().get(), raw: reply.raw().into(), irregularities: reply.irregularities() }
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Bytes(bytes.into())
    }
}

impl fmt::Debug for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {:?}", self.code, self.raw, self.irregularities)
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// Reads a stream without Telnet commands and byte order mark, by the grammar alone.
pub fn by_grammar(mut input: &[u8], limits: &Limits) -> Decoded {
    let mut outcome = Decoded::default();
    loop {
        match grammar::reply(input, limits) {
            Ok(Some((reply, len))) => {
                outcome.replies.push(reply.into());
                input = &input[len..];
            }
            Ok(None) => {
                outcome.pending = without_blank_lines(input).into();
                return outcome;
            }
            Err(error) => {
                outcome.error = Some(error);
                outcome.pending = without_blank_lines(least(input, limits)).into();
                return outcome;
            }
        }
    }
}

/// Returns the shortest prefix of `input` that shows the error in it.
fn least<'a>(input: &'a [u8], limits: &Limits) -> &'a [u8] {
    let (mut good, mut bad) = (0, input.len());
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        match grammar::reply(&input[..middle], limits) {
            Ok(_) => good = middle,
            Err(_) => bad = middle,
        }
    }
    &input[..bad]
}

/// Returns what follows the blank lines at the front.
pub fn without_blank_lines(mut input: &[u8]) -> &[u8] {
    loop {
        let line = input.iter().position(|byte| *byte != b'\r').map(|at| &input[at..]);
        match line {
            Some([b'\n', rest @ ..]) => input = rest,
            _ => return input,
        }
    }
}

/// A stream as text.
pub struct Text {
    /// The bytes without Telnet commands (RFC 854) and without a byte order mark at the start.
    pub bytes: Vec<u8>,
    /// Whether there was a byte order mark.
    pub marked: bool,
    /// Whether the text is complete. It ends early at a subnegotiation with more bytes than allowed.
    pub good: bool,
}

/// Returns the text in a stream. A subnegotiation may have `limit` bytes.
pub fn text(input: &[u8], limit: usize) -> Text {
    let mut text = Vec::new();
    let mut rest = input;
    let mut good = true;
    loop {
        rest = match rest {
            [255, 255, rest @ ..] => {
                text.extend_from_slice(&[255, 255]);
                rest
            }
            [255, 250, rest @ ..] => match subnegotiation(rest) {
                Some(len) if len < limit => &rest[len + 2..],
                len => {
                    good = len.is_none() && rest.len() <= limit;
                    break;
                }
            },
            [255, 251..=255, _, rest @ ..] => rest,
            [255, 251..=255] | [255] | [] => break,
            [255, 240..=255, rest @ ..] => rest,
            [byte, rest @ ..] => {
                text.push(*byte);
                rest
            }
        };
    }
    let marked = text.starts_with(b"\xef\xbb\xbf");
    if marked {
        text.drain(..3);
    }
    Text { bytes: text, marked, good }
}

/// Holds back bytes that may be a byte order mark at the start of a connection until they are known not to be one.
/// There is no error before that, and then all of these bytes are pending.
pub fn hold_byte_order_mark(text: &[u8], outcome: &mut Decoded) {
    let begun = text.iter().zip(b"\xef\xbb\xbf").take_while(|(byte, mark)| byte == mark).count();
    match text.get(..=begun) {
        _ if !(1..3).contains(&begun) => {}
        None => *outcome = Decoded { pending: text.into(), ..Decoded::default() },
        Some(known) if outcome.pending.0.len() < known.len() => outcome.pending = known.into(),
        Some(_) => {}
    }
}

/// Returns the number of bytes before the IAC SE that ends a subnegotiation.
fn subnegotiation(rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match rest.get(at..at + 2)? {
            [255, 240] => return Some(at),
            [255, _] => at += 2,
            _ => at += 1,
        }
    }
}
