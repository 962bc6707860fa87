//! 211 as the answer to FEAT: the server's extensions.

use super::ResponseError;
use crate::reply::Reply;
use crate::shown::Shown;
use core::fmt;
use nom::bytes::complete::take_till1;
use nom::character::complete::space0;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// The extensions that a server lists (RFC 2389 section 3.2), one on each line between the first and the
/// last. A reply of one line lists none.
///
/// Accepted deviations: the blank that the RFC puts before each extension may be missing, or be several
/// blanks or tabs; each line may begin with the code (`211-SIZE`); empty lines are skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features<'a> {
    reply: Reply<'a>,
}

/// One extension.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub struct Feature<'a> {
    /// Its name as the server writes it, never empty. It is mostly that of the command, such as `MLST`.
    pub name: &'a [u8],
    /// What follows the name: `TLS` for `AUTH TLS`, `size*;modify*;type*;` for `MLST`. May be empty.
    pub parameters: &'a [u8],
}

impl<'a> Features<'a> {
    /// Parses a 211.
    ///
    /// # Errors
    /// The reply has another code, such as the 500 or 502 of a server without FEAT.
    pub fn parse(reply: &Reply<'a>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[211])?;
        Ok(Features { reply: *reply })
    }

    /// Iterates over the extensions, in the order of the reply.
    pub fn iter(&self) -> impl Iterator<Item = Feature<'a>> + use<'a> {
        let mut lines = self.reply.lines().peekable();
        lines.next();
        core::iter::from_fn(move || lines.next().filter(|_| lines.peek().is_some())).filter_map(Feature::read)
    }

    /// Returns the first extension of this name. Case does not matter.
    pub fn get(&self, name: &str) -> Option<Feature<'a>> {
        self.iter().find(|feature| feature.name.eq_ignore_ascii_case(name.as_bytes()))
    }

    /// Returns whether the server lists an extension of this name with this parameter. Case does not
    /// matter. `has("AUTH", "TLS")` is true for `AUTH TLS` and also for `AUTH SSL;TLS;`.
    pub fn has(&self, name: &str, parameter: &str) -> bool {
        let named = self.iter().filter(|feature| feature.name.eq_ignore_ascii_case(name.as_bytes()));
        named.flat_map(|feature| feature.items()).any(|item| item.eq_ignore_ascii_case(parameter.as_bytes()))
    }
}

impl fmt::Debug for Feature<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Feature { name, parameters } = self;
        f.debug_struct("Feature").field("name", &Shown(name)).field("parameters", &Shown(parameters)).finish()
    }
}

impl<'a> Feature<'a> {
    fn read(line: &'a [u8]) -> Option<Self> {
        let (parameters, name) = word(line).ok()?;
        Some(Feature { name, parameters: parameters.trim_ascii() })
    }

    /// Iterates over the parameters, which semicolons and blanks separate.
    pub fn items(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.parameters.split(|byte| matches!(byte, b';' | b' ' | b'\t')).filter(|item| !item.is_empty())
    }
}

fn word(input: &[u8]) -> IResult<&[u8], &[u8]> {
    preceded(space0, take_till1(|byte| byte == b' ' || byte == b'\t')).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::ResponseProblem;
    use super::super::testing::reply;
    use super::*;
    use std::vec::Vec;

    const VSFTPD: &[u8] =
        b"211-Features:\r\n EPRT\r\n EPSV\r\n MDTM\r\n PASV\r\n REST STREAM\r\n SIZE\r\n TVFS\r\n211 End";
    const PROFTPD: &[u8] =
        b"211-Features:\r\n AUTH TLS\r\n MLST modify*;perm*;size*;type*;\r\n LANG en-US*;fr-FR\r\n AUTH SSL\r\n211 End";
    const CODED: &[u8] = b"211-Extensions\r\n211-SIZE\r\n211- MDTM \r\n\tMLST\ttype*;\r\n\r\nutf8\r\n211 END";

    fn list(raw: &[u8]) -> Vec<(&[u8], &[u8])> {
        let reply = reply(raw);
        Features::parse(&reply).unwrap().iter().map(|feature| (feature.name, feature.parameters)).collect()
    }

    #[test]
    fn lists() {
        let names: Vec<_> = list(VSFTPD).into_iter().map(|feature| feature.0).collect();
        assert_eq!(names, [&b"EPRT"[..], b"EPSV", b"MDTM", b"PASV", b"REST", b"SIZE", b"TVFS"]);
        assert_eq!(list(VSFTPD)[4], (&b"REST"[..], &b"STREAM"[..]));
        assert_eq!(
            list(CODED),
            [(&b"SIZE"[..], &b""[..]), (b"MDTM", b""), (b"MLST", b"type*;"), (b"utf8", b"")]
        );
        assert_eq!(list(b"211 no features"), []);
        assert_eq!(list(b"211-no\r\n211 features"), []);
    }

    #[test]
    fn look_ups() {
        let reply = reply(PROFTPD);
        let features = Features::parse(&reply).unwrap();
        assert_eq!(features.get("mlst").unwrap().parameters, b"modify*;perm*;size*;type*;");
        assert_eq!(features.get("MLS"), None);
        assert!(features.get("lang").unwrap().items().eq([&b"en-US*"[..], b"fr-FR"]));
        assert!(features.has("Auth", "tls") && features.has("AUTH", "SSL"));
        assert!(!features.has("AUTH", "TL") && !features.has("MLST", "TLS"));
    }

    #[test]
    fn no_feat() {
        let error = Features::parse(&reply(b"500 what?")).unwrap_err();
        assert_eq!(error.problem, ResponseProblem::WrongCode);
        assert_eq!(std::format!("{error}"), "500 reply has a code that does not say this at byte 0");
    }
}
