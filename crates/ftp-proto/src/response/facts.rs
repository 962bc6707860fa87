//! 250 as the answer to MLST, and the lines of MLSD: facts about a file, and its name.

use super::ResponseProblem::{self, NoFacts, NoFileName, NotAFact};
use super::error::offset;
use super::number::number;
use super::{ResponseError, Timestamp};
use crate::reply::Reply;
use crate::shown::Shown;
use core::fmt;
use nom::bytes::complete::take_till;
use nom::character::complete::char;
use nom::combinator::opt;
use nom::multi::many0_count;
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// The facts about one file, and its name (RFC 3659 section 7.2): `type=file;size=4161; a b.txt`.
///
/// The facts end at the first space. All that follows it is the name, including further spaces; for
/// MLST the name is usually a whole path.
///
/// Accepted deviations:
///
/// - The semicolon after the last fact may be missing.
/// - In a 250, the blank before the facts may be missing, or the code may take its place (`250-`).
/// - A 250 may be a single line.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts<'a> {
    facts: &'a [u8],
    name: &'a [u8],
}

impl<'a> Facts<'a> {
    /// Parses a 250.
    ///
    /// # Errors
    /// - The reply has another code.
    /// - It has no line with facts.
    /// - The line has a fact without an equals sign.
    /// - The line has no file name.
    pub fn parse(reply: &Reply<'a>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[250])?;
        let mut lines = reply.lines();
        let line = match (lines.next(), lines.next()) {
            (Some(_), Some(second)) if lines.next().is_some() => second,
            (Some(only), None) => only,
            _ => return Err(ResponseError::new(NoFacts, reply, reply.raw().get(3..).unwrap_or_default())),
        };
        let entry = line.strip_prefix(b" ").unwrap_or(line);
        Facts::read(entry).map_err(|(problem, place)| ResponseError::new(problem, reply, place))
    }

    /// Parses a line of MLSD, with or without its line end.
    ///
    /// # Errors
    /// - The line is empty. (A line that begins with a space is not: its list of facts is empty.)
    /// - It has a fact without an equals sign.
    /// - It has no file name.
    pub fn parse_line(line: &'a [u8]) -> Result<Self, ResponseError> {
        let entry = line.strip_suffix(b"\n").unwrap_or(line);
        let entry = entry.strip_suffix(b"\r").unwrap_or(entry);
        Facts::read(entry).map_err(|(problem, place)| ResponseError {
            problem,
            code: None,
            at: offset(line, place),
        })
    }

    fn read(entry: &'a [u8]) -> Result<Self, (ResponseProblem, &'a [u8])> {
        if entry.is_empty() {
            return Err((NoFacts, entry));
        }
        let (rest, _) = facts(entry).map_err(|_| (NoFacts, entry))?;
        let facts = entry.get(..entry.len() - rest.len()).unwrap_or_default();
        match rest.split_first() {
            Some((b' ', name)) if !name.is_empty() => Ok(Facts { facts, name }),
            Some((b' ', _)) | None => Err((NoFileName, rest)),
            Some(_) => Err((NotAFact, rest)),
        }
    }

    /// Returns the name or path, which is not empty, in whatever charset the server uses. The server
    /// may send anything: check for `/`, `..` and the like before you use it as the name of a local
    /// file.
    pub fn name(&self) -> &'a [u8] {
        self.name
    }

    /// Iterates over the facts and their values, in the order of the line.
    pub fn iter(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        self.facts.split(|byte| *byte == b';').filter_map(|fact| {
            let at = fact.iter().position(|byte| *byte == b'=')?;
            Some((fact.get(..at)?, fact.get(at + 1..)?))
        })
    }

    /// Returns the value of a fact. The case of its name does not matter.
    pub fn get(&self, fact: &str) -> Option<&'a [u8]> {
        self.iter().find(|(name, _)| name.eq_ignore_ascii_case(fact.as_bytes())).map(|(_, value)| value)
    }

    /// Returns the fact `size`, or `None` if it is missing or is not a number below 2^64.
    pub fn size(&self) -> Option<u64> {
        match number(self.get("size")?) {
            Ok((b"", size)) => size,
            _ => None,
        }
    }

    /// Returns the fact `modify`, or `None` if it is missing or is not a [`Timestamp`].
    pub fn modify(&self) -> Option<Timestamp> {
        Timestamp::read(self.get("modify")?).ok()
    }
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts { facts, name } = self;
        f.debug_struct("Facts").field("facts", &Shown(facts)).field("name", &Shown(name)).finish()
    }
}

fn facts(input: &[u8]) -> IResult<&[u8], usize> {
    many0_count(terminated(fact, opt(char(';')))).parse(input)
}

fn fact(input: &[u8]) -> IResult<&[u8], ()> {
    let (rest, _) = take_till(|byte| matches!(byte, b'=' | b';' | b' ')).parse(input)?;
    let (rest, _) = char('=').parse(rest)?;
    let (rest, _) = take_till(|byte| matches!(byte, b';' | b' ')).parse(rest)?;
    Ok((rest, ()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::reply;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn lines_of_mlsd() {
        for (line, facts, name) in [
            (
                &b"type=file;size=4161; a b.txt\r\n"[..],
                &[(&b"type"[..], &b"file"[..]), (b"size", b"4161")][..],
                &b"a b.txt"[..],
            ),
            (b"Type=cdir;Perm=el; /pub", &[(b"Type", b"cdir"), (b"Perm", b"el")], b"/pub"),
            (b" only a name", &[], b"only a name"),
            (b"  x", &[], b" x"),
            (b"type=OS.unix=slink:/foo; l", &[(b"type", b"OS.unix=slink:/foo")], b"l"),
            (b"type=file;size=3 no-semicolon\n", &[(b"type", b"file"), (b"size", b"3")], b"no-semicolon"),
            (b"size=; \xff\xfe ", &[(b"size", b"")], b"\xff\xfe "),
        ] {
            let found = Facts::parse_line(line).unwrap();
            assert_eq!(found.iter().collect::<Vec<_>>(), facts, "{}", line.escape_ascii());
            assert_eq!(found.name(), name, "{}", line.escape_ascii());
        }
    }

    #[test]
    fn replies_to_mlst() {
        for raw in [
            &b"250-Listing /a\r\n type=file;SIZE=5;modify=20240229010203.5; /a\r\n250 End"[..],
            b"250-Listing /a\r\ntype=file;SIZE=5;modify=20240229010203.5; /a\r\n250 End",
            b"250-Listing\r\n250-type=file;SIZE=5;modify=20240229010203.5; /a\r\n250 End",
            b"250 type=file;SIZE=5;modify=20240229010203.5; /a",
        ] {
            let reply = reply(raw);
            let found = Facts::parse(&reply).unwrap();
            assert_eq!(found.name(), b"/a");
            assert_eq!(found.get("TYPE"), Some(&b"file"[..]));
            assert_eq!(found.get("perm"), None);
            assert_eq!(found.size(), Some(5));
            assert_eq!(found.modify(), Timestamp::new((2024, 2, 29), (1, 2, 3), 500_000_000));
        }
    }

    #[test]
    fn values_that_are_none() {
        for line in
            [&b"type=file;size=5x;modify=20230229000000; a"[..], b"size=99999999999999999999; a", b"a=b; c"]
        {
            let found = Facts::parse_line(line).unwrap();
            assert_eq!((found.size(), found.modify()), (None, None));
        }
    }

    #[test]
    fn errors() {
        for (line, problem, at) in [
            (&b""[..], NoFacts, 0),
            (b"\r\n", NoFacts, 0),
            (b"type=file;", NoFileName, 10),
            (b"type=file;\r\n", NoFileName, 10),
            (b"type=file; ", NoFileName, 10),
            (b"drwxr-xr-x 2 root", NotAFact, 0),
            (b"type=file;perm; a", NotAFact, 10),
        ] {
            let error = Facts::parse_line(line).unwrap_err();
            assert_eq!((error.problem, error.at, error.code), (problem, at, None), "{}", line.escape_ascii());
        }
        for (raw, problem, at) in [
            (&b"250-Listing\r\n250 End"[..], NoFacts, 3),
            (b"250 okay then", NotAFact, 4),
            (b"250", NoFacts, 3),
            (b"250-x\r\n a=b;\r\n250 End", NoFileName, 12),
            (b"550 no such file", ResponseProblem::WrongCode, 0),
        ] {
            let error = Facts::parse(&reply(raw)).unwrap_err();
            assert_eq!((error.problem, error.at), (problem, at), "{}", raw.escape_ascii());
        }
    }
}
