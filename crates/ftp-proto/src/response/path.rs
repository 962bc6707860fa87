//! 257: a path in quotation marks.

use super::ResponseError;
use super::ResponseProblem::{NoPath, UnclosedQuote};
use crate::reply::Reply;
use core::fmt;
use nom::branch::alt;
use nom::bytes::complete::{is_not, tag};
use nom::character::complete::char;
use nom::combinator::recognize;
use nom::multi::many0_count;
use nom::sequence::delimited;
use nom::{IResult, Parser};

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// The path in a 257, the answer to PWD and MKD (RFC 959 section 5.4 and appendix II). It stands between
/// quotation marks, with every quotation mark inside it doubled, in whatever charset the server uses.
///
/// Text before the first quotation mark is skipped. A path without quotation marks is accepted if it is the
/// whole text, has no space and begins with `/`. A server that does not double the quotation marks inside a
/// path cannot be told from one that does: the path ends at the first mark that is not doubled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct QuotedPath<'a> {
    /// The bytes between the quotation marks, with those inside still doubled.
    doubled: &'a [u8],
}

impl<'a> QuotedPath<'a> {
    /// Parses a 257.
    ///
    /// # Errors
    /// - The reply has another code.
    /// - It has no quotation mark.
    /// - A quotation mark is not closed.
    pub fn parse(reply: &Reply<'a>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[257])?;
        let quoted = reply.lines().find_map(|line| {
            let at = line.iter().position(|byte| *byte == b'"')?;
            line.get(at..)
        });
        match (quoted, reply.lines().next()) {
            (Some(quoted), _) => match quoted_path(quoted) {
                Ok((_, doubled)) => Ok(QuotedPath { doubled }),
                Err(_) => Err(ResponseError::new(UnclosedQuote, reply, quoted)),
            },
            (None, Some(line)) if line.starts_with(b"/") && !line.contains(&b' ') => {
                Ok(QuotedPath { doubled: line })
            }
            (None, _) => Err(ResponseError::new(NoPath, reply, reply.raw().get(3..).unwrap_or_default())),
        }
    }

    /// Quotes a path: puts it between quotation marks, with every quotation mark inside it doubled.
    pub fn quote(path: &'a [u8]) -> impl Iterator<Item = u8> + use<'a> {
        let twice = |byte: &u8| core::iter::repeat_n(*byte, if *byte == b'"' { 2 } else { 1 });
        core::iter::once(b'"').chain(path.iter().flat_map(twice)).chain(core::iter::once(b'"'))
    }

    /// Iterates over the bytes of the path, with doubled quotation marks made single.
    pub fn bytes(&self) -> impl Iterator<Item = u8> + use<'a> {
        let mut second = false;
        self.doubled.iter().copied().filter(move |byte| {
            second = *byte == b'"' && !second;
            !second
        })
    }

    /// Returns the path if it has no quotation mark, so that nothing needs to be undone.
    pub fn as_slice(&self) -> Option<&'a [u8]> {
        if self.doubled.contains(&b'"') { None } else { Some(self.doubled) }
    }

    /// Returns the path, with doubled quotation marks made single.
    #[cfg(feature = "alloc")]
    pub fn to_vec(&self) -> Vec<u8> {
        self.bytes().collect()
    }
}

fn quoted_path(input: &[u8]) -> IResult<&[u8], &[u8]> {
    let part = alt((is_not("\""), tag("\"\"")));
    delimited(char('"'), recognize(many0_count(part)), char('"')).parse(input)
}

impl fmt::Debug for QuotedPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QuotedPath(b\"")?;
        for byte in self.bytes() {
            write!(f, "{}", core::ascii::escape_default(byte))?;
        }
        f.write_str("\")")
    }
}

#[cfg(test)]
mod tests {
    use super::super::ResponseProblem;
    use super::super::testing::reply;
    use super::*;

    #[test]
    fn paths() {
        for (raw, path) in [
            (&b"257 \"/pub\" is the current directory"[..], &b"/pub"[..]),
            (b"257 \"/\"", b"/"),
            (b"257 \"\" is empty", b""),
            (b"257 \"/a\"\"b\"\"\" created.", b"/a\"b\""),
            (b"257 \"\"\"\"", b"\""),
            (b"257 Current directory is \"/a b\".", b"/a b"),
            (b"257-PWD\r\n257 \"/a\"", b"/a"),
            (b"257 \"'USER1.'\" is working directory.", b"'USER1.'"),
            (b"257 \"DISK:[DIR]\" is current", b"DISK:[DIR]"),
            (b"257 \"/caf\xe9/\xff\"", b"/caf\xe9/\xff"),
            (b"257 /home/bob", b"/home/bob"),
            (b"257 \"/a\"b\" undoubled", b"/a"),
        ] {
            let found = QuotedPath::parse(&reply(raw)).unwrap();
            assert!(found.bytes().eq(path.iter().copied()), "{found:?}");
            assert_eq!(found.as_slice(), (!path.contains(&b'"')).then_some(path));
        }
    }

    #[test]
    fn errors() {
        for (raw, problem, at) in [
            (&b"257 created"[..], NoPath, 3),
            (b"257 /home/bob is current", NoPath, 3),
            (b"257", NoPath, 3),
            (b"257 so: \"/a", UnclosedQuote, 8),
            (b"257 \"/a\"\"", UnclosedQuote, 4),
            (b"250 \"/a\"", ResponseProblem::WrongCode, 0),
        ] {
            let error = QuotedPath::parse(&reply(raw)).unwrap_err();
            assert_eq!((error.problem, error.at), (problem, at), "{}", raw.escape_ascii());
        }
    }

    #[test]
    fn quoting() {
        assert!(QuotedPath::quote(b"/a\"b").eq(*b"\"/a\"\"b\""));
        assert!(QuotedPath::quote(b"").eq(*b"\"\""));
    }

    #[test]
    fn debug_shows_the_path() {
        let found = QuotedPath::parse(&reply(b"257 \"/a\"\"\xff\"")).unwrap();
        assert_eq!(std::format!("{found:?}"), "QuotedPath(b\"/a\\\"\\xff\")");
    }
}
