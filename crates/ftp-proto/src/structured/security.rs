//! 234, 235, 334 and 335: the security exchange of AUTH and ADAT.

use super::StructuredError;
use super::StructuredProblem::NotBase64;
use crate::Reply;
use nom::bytes::complete::{tag_no_case, take_till};
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// What the answer to AUTH or ADAT says (RFC 2228 section 5.1, RFC 4217 section 4).
///
/// The data is looked for anywhere in the text, in any case, and may stand in square brackets, as the
/// RFC's notation has it. AUTH TLS has no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub struct SecurityExchange<'a> {
    /// 234 and 235: the exchange is complete. For AUTH TLS the handshake starts now; a 334 from an old
    /// server means the same there.
    pub complete: bool,
    /// The server's security data behind `ADAT=`, in base64; may be empty.
    pub data: Option<&'a str>,
}

impl<'a> SecurityExchange<'a> {
    /// Reads a 234, 235, 334 or 335.
    ///
    /// # Errors
    /// Another code; data that is not base64.
    pub fn parse(reply: &Reply<'a>) -> Result<Self, StructuredError> {
        StructuredError::unless_code(reply, &[234, 235, 334, 335])?;
        let complete = reply.code().get() < 300;
        let Some(data) = reply.lines().find_map(data) else {
            return Ok(SecurityExchange { complete, data: None });
        };
        let digits = data.strip_suffix(b"==").or(data.strip_suffix(b"=")).unwrap_or(data);
        let is_base64 = digits.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'));
        match core::str::from_utf8(data) {
            Ok(data) if is_base64 => Ok(SecurityExchange { complete, data: Some(data) }),
            _ => Err(StructuredError::new(NotBase64, reply, data)),
        }
    }
}

/// What stands behind the first `ADAT=` of a line, up to a blank.
fn data(line: &[u8]) -> Option<&[u8]> {
    let mut places = line.iter().enumerate().filter(|(_, byte)| byte.eq_ignore_ascii_case(&b'A'));
    places.find_map(|(at, _)| Some(security_data(line.get(at..)?).ok()?.1))
}

fn security_data(input: &[u8]) -> IResult<&[u8], &[u8]> {
    preceded(tag_no_case("ADAT="), take_till(|byte| matches!(byte, b' ' | b'\t' | b']'))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::StructuredProblem;
    use super::super::testing::reply;
    use super::*;

    #[test]
    fn exchanges() {
        for (raw, complete, data) in [
            (&b"234 AUTH TLS successful"[..], true, None),
            (b"234", true, None),
            (b"334 AUTH TLS OK.", false, None),
            (b"334 ADAT must follow", false, None),
            (b"335 ADAT=YGgGCSqGSIb3EgECAgI=", false, Some("YGgGCSqGSIb3EgECAgI=")),
            (b"235 ADAT=YQ==", true, Some("YQ==")),
            (b"234 [adat=a+/Z]", true, Some("a+/Z")),
            (b"334 using authentication type GSSAPI; ADAT= must follow", false, Some("")),
            (b"335-more\r\n335 a ADAT=YWJj then", false, Some("YWJj")),
        ] {
            let found = SecurityExchange::parse(&reply(raw)).unwrap();
            assert_eq!((found.complete, found.data), (complete, data), "{}", raw.escape_ascii());
        }
    }

    #[test]
    fn errors() {
        for (raw, problem, at) in [
            (&b"335 ADAT=YQ===="[..], NotBase64, 9),
            (b"335 ADAT=Y\xffQ=", NotBase64, 9),
            (b"335 x ADAT=Y=Q", NotBase64, 11),
            (b"504 ADAT=YQ==", StructuredProblem::WrongCode, 0),
        ] {
            let error = SecurityExchange::parse(&reply(raw)).unwrap_err();
            assert_eq!((error.problem, error.at), (problem, at), "{}", raw.escape_ascii());
        }
    }
}
