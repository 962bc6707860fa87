//! 213 as the answer to SIZE, and the size in a 150.

use super::ResponseError;
use super::ResponseProblem::{NoSize, SizeOverflow};
use super::number::number;
use crate::reply::Reply;
use nom::branch::alt;
use nom::bytes::complete::tag_no_case;
use nom::character::complete::{char, space0, space1};
use nom::combinator::eof;
use nom::sequence::delimited;
use nom::{IResult, Parser};

/// The size of a file in bytes, as the answer to SIZE says it (RFC 3659 section 4).
///
/// Text after the number and a blank is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct FileSize {
    /// The number of bytes that a RETR would transfer in the current representation type.
    pub bytes: u64,
}

impl FileSize {
    /// Parses a 213.
    ///
    /// # Errors
    /// - The reply has another code.
    /// - Its text does not begin with a number.
    /// - The number is 2^64 or more.
    pub fn parse(reply: &Reply<'_>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[213])?;
        let line = reply.lines().next().unwrap_or_default();
        match number_alone(line) {
            Ok((_, Some(bytes))) => Ok(FileSize { bytes }),
            Ok((_, None)) => Err(ResponseError::new(SizeOverflow, reply, line)),
            Err(_) => Err(ResponseError::new(NoSize, reply, line)),
        }
    }
}

/// What a 150 or 125 says about the transfer that begins.
///
/// No RFC specifies a form. This reads the one of BSD, `Opening BINARY mode data connection for a.txt
/// (1234 bytes).`, which vsftpd, ProFTPD and many others use too. Since the name of a file may look
/// like the size, the last such parenthesis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Opening {
    /// The size of the file in bytes, if the reply says it. An ASCII transfer, or one from an offset,
    /// transfers another number of bytes.
    pub size: Option<u64>,
}

impl Opening {
    /// Parses a 150 or a 125. A text without a size is not an error.
    ///
    /// # Errors
    /// The reply has another code.
    pub fn parse(reply: &Reply<'_>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[125, 150])?;
        let sizes = reply.lines().filter_map(|line| {
            let mut places = line.iter().enumerate().filter(|(_, byte)| **byte == b'(').rev();
            places.find_map(|(at, _)| bytes_in_parentheses(line.get(at..)?).ok()?.1)
        });
        Ok(Opening { size: sizes.last() })
    }
}

fn number_alone(input: &[u8]) -> IResult<&[u8], Option<u64>> {
    delimited(space0, number, alt((space1, eof))).parse(input)
}

fn bytes_in_parentheses(input: &[u8]) -> IResult<&[u8], Option<u64>> {
    let unit = delimited(space1, alt((tag_no_case("bytes"), tag_no_case("byte"))), char(')'));
    delimited(char('('), number, unit).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::ResponseProblem;
    use super::super::testing::reply;
    use super::*;

    #[test]
    fn sizes() {
        for (raw, expected) in [
            (&b"213 0"[..], Ok(0)),
            (b"213 1234\t", Ok(1234)),
            (b"213  1234 bytes", Ok(1234)),
            (b"213 18446744073709551615", Ok(u64::MAX)),
            (b"213 18446744073709551616", Err((SizeOverflow, 4))),
            (b"213 99999999999999999999999999", Err((SizeOverflow, 4))),
            (b"213 -1", Err((NoSize, 4))),
            (b"213 12a", Err((NoSize, 4))),
            (b"213 1.5", Err((NoSize, 4))),
            (b"213", Err((NoSize, 3))),
            (b"550 1234", Err((ResponseProblem::WrongCode, 0))),
        ] {
            let found = FileSize::parse(&reply(raw)).map(|size| size.bytes).map_err(|e| (e.problem, e.at));
            assert_eq!(found, expected, "{}", raw.escape_ascii());
        }
    }

    #[test]
    fn openings() {
        for (raw, expected) in [
            (&b"150 Opening BINARY mode data connection for a.txt (1234 bytes)."[..], Some(1234)),
            (b"150 Opening ASCII mode data connection for x (5 bytes) (1 byte)", Some(1)),
            (b"150 Opening ASCII mode data connection for x (5 bytes) (99999999999999999999 bytes)", Some(5)),
            (b"125 Data connection already open; Transfer starting.", None),
            (b"150-Accepted data connection\r\n150 123.4 kbytes to download", None),
            (b"150 a (1234 kbytes)", None),
            (b"150 a (1234 bytes", None),
            (b"150 )(", None),
            (b"150", None),
        ] {
            let found = Opening::parse(&reply(raw)).unwrap();
            assert_eq!(found.size, expected, "{}", raw.escape_ascii());
        }
        assert_eq!(Opening::parse(&reply(b"226 (5 bytes)")).unwrap_err().problem, ResponseProblem::WrongCode);
    }
}
