//! The grammar of a reply (RFC 959 section 4.2), written for readability. It is the specification: the
//! fast scanner and the decoders must agree with it on every input.
//!
//! ```text
//! input  = *blank reply
//! reply  = single / multi
//! single = code (SP text / nothing) end
//! multi  = code "-" text end  *body  last           ; last has the code of the first line
//! last   = code (SP text / nothing) end
//! body   = any line that is not last
//! code   = 3DIGIT                                   ; 100 to 699
//! text   = *(any byte but LF)                       ; CR and NUL among them
//! end    = *CR LF
//! blank  = end
//! ```

use crate::reply::{Ending, Irregularities, Limits, Reply, ReplyCode, ReplyError};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::bytes::streaming;
use nom::combinator::{eof, recognize, value};
use nom::{IResult, Parser};

/// What follows the code of a first line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
    /// A space, or nothing: the reply ends with this line.
    Last,
    /// A hyphen: the reply goes on.
    More,
}

/// Parses one reply at the front of `input`. Returns the reply and the number of bytes it took, blank
/// lines before it included, or `None` if more bytes are needed.
pub fn reply<'a>(input: &'a [u8], limits: &Limits) -> Result<Option<(Reply<'a>, usize)>, ReplyError> {
    let mut start = input;
    let mut irregularities = Irregularities::NONE;
    for _ in 0..limits.lines.max(1) {
        match line(start, 0, limits) {
            Ok(Some(blank)) if content(blank).is_empty() => {
                start = start.get(blank.len()..).unwrap_or_default();
                irregularities = Irregularities::BLANK_LINES_SKIPPED;
            }
            Ok(Some(first)) => {
                let (code, separator) = first_line(content(first))?;
                let Some(len) = end(start, first.len(), code, separator, limits)? else { return Ok(None) };
                let raw = start.get(..len).unwrap_or_default();
                return Ok(Some((Reply::new(code, raw, irregularities), input.len() - start.len() + len)));
            }
            Ok(None) => return Ok(None),
            // That the bytes are not a reply says more than that a line is too long.
            Err(error) => return Err(unfinished(window(start, 0, limits)).err().unwrap_or(error)),
        }
    }
    Err(ReplyError::TooManyLines { limit: limits.lines })
}

/// Returns the length of the reply at the front of `start`, whose first line has `at` bytes.
fn end(
    start: &[u8],
    mut at: usize,
    code: ReplyCode,
    separator: Separator,
    limits: &Limits,
) -> Result<Option<usize>, ReplyError> {
    if separator == Separator::Last {
        return Ok(Some(at));
    }
    for _ in 1..limits.lines {
        let Some(line) = line(start, at, limits)? else { return Ok(None) };
        at += line.len();
        if is_last(content(line), code, limits.ending) {
            return Ok(Some(at));
        }
    }
    Err(ReplyError::TooManyLines { limit: limits.lines })
}

/// Returns the line at `at` of the reply at the front of `start`, with its line end.
fn line<'a>(start: &'a [u8], at: usize, limits: &Limits) -> Result<Option<&'a [u8]>, ReplyError> {
    let window = window(start, at, limits);
    let parsed: IResult<_, _> =
        recognize((streaming::take_till(|byte| byte == b'\n'), streaming::tag("\n"))).parse(window);
    match parsed {
        Ok((_, line)) => Ok(Some(line)),
        Err(_) if window.len() >= limits.line.max(1) => {
            Err(ReplyError::LineTooLong { at, limit: limits.line })
        }
        Err(_) if at + window.len() >= limits.reply.max(1) => {
            Err(ReplyError::ReplyTooLong { limit: limits.reply })
        }
        Err(_) => Ok(None),
    }
}

/// Returns the bytes from `at` on that the limits allow one line to have.
fn window<'a>(start: &'a [u8], at: usize, limits: &Limits) -> &'a [u8] {
    let end = start.len().min(limits.reply.max(1)).min(at.saturating_add(limits.line.max(1)));
    start.get(at..end).unwrap_or_default()
}

/// Returns a line without its end: the LF, and any CRs before it.
pub(crate) fn content(line: &[u8]) -> &[u8] {
    let mut line = line.strip_suffix(b"\n").unwrap_or(line);
    while let Some(shorter) = line.strip_suffix(b"\r") {
        line = shorter;
    }
    line
}

/// Parses the code and separator of a first line, given without its end.
pub(crate) fn first_line(line: &[u8]) -> Result<(ReplyCode, Separator), ReplyError> {
    let Ok((rest, digits)) = three_digits(line) else {
        return Err(ReplyError::NoCode { at: line.iter().take_while(|b| b.is_ascii_digit()).count() });
    };
    let number = digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'));
    let code = ReplyCode::new(number).ok_or(ReplyError::CodeOutOfRange { code: number })?;
    let (_, separator) = separator(rest).map_err(|_| ReplyError::NoSeparator { at: 3 })?;
    Ok((code, separator))
}

/// Checks a first line that a limit has cut off. An error means that the line is wrong already, and not
/// only too long.
pub(crate) fn unfinished(line: &[u8]) -> Result<(), ReplyError> {
    match content(line) {
        b"" => Ok(()),
        line => first_line(line).map(drop),
    }
}

/// Returns whether a line, given without its end, ends the multi-line reply that `code` opened.
pub(crate) fn is_last(line: &[u8], code: ReplyCode, ending: Ending) -> bool {
    let digits = code.digits();
    let own: IResult<_, _> = (tag(&digits[..]), alt((tag(" "), eof))).parse(line);
    own.is_ok() || (ending == Ending::AnyCode && has_code(line))
}

/// Returns whether a line, given without its end, starts with any code and a space.
pub(crate) fn has_code(line: &[u8]) -> bool {
    line.get(3) == Some(&b' ') && first_line(line).is_ok()
}

/// Returns whether a line, given without its end, starts as a reply would. A code alone does not count.
pub(crate) fn is_like_reply(line: &[u8]) -> bool {
    line.len() > 3 && first_line(line).is_ok()
}

fn three_digits(line: &[u8]) -> IResult<&[u8], &[u8]> {
    take_while_m_n(3, 3, |byte: u8| byte.is_ascii_digit()).parse(line)
}

fn separator(rest: &[u8]) -> IResult<&[u8], Separator> {
    alt((value(Separator::Last, tag(" ")), value(Separator::More, tag("-")), value(Separator::Last, eof)))
        .parse(rest)
}
