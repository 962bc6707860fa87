//! 331, 332 and 336: the challenge for a one-time password.

use super::ResponseError;
use super::ResponseProblem::{self, BadSeed, NoChallenge, SequenceOverflow};
use super::number::number;
use crate::reply::Reply;
use core::fmt;
use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_till};
use nom::character::complete::space1;
use nom::combinator::{opt, value};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// A challenge: the values from which, with the user's pass phrase, a one-time password is computed.
/// Three notations are accepted:
///
/// - RFC 2289 section 6: `otp-md4`, `otp-md5` or `otp-sha1`, the sequence number, the seed, and `ext`
///   (RFC 2243) if the server takes extended answers.
/// - RFC 1760: `s/key`, the sequence number and the seed; the algorithm is MD4.
/// - Older servers: `S/Key MD5`, `S/Key MD4` or `opiekey` (OPIE, MD5) in place of `s/key`.
///
/// The challenge may stand on any line and anywhere in it, as in `331 Response to otp-md5 41 or4828 ext
/// required for bob.` (OPIE) or `331- otp-md5 93 oshi45820` before `331 S/Key Password:` (OpenBSD).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub struct Challenge {
    /// The hash function.
    pub algorithm: OtpAlgorithm,
    /// How many times the hash function is applied.
    pub sequence: u32,
    /// The seed, which goes before the pass phrase.
    pub seed: Seed,
    /// Whether the server accepts the extended answers of RFC 2243 (`hex:`, `word:`, `init-hex:` ...).
    pub extended: bool,
}

/// The hash function of a one-time password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum OtpAlgorithm {
    /// MD4 (RFC 1320).
    Md4,
    /// MD5 (RFC 1321).
    Md5,
    /// SHA-1 (FIPS 180).
    Sha1,
}

/// The seed of a challenge: 1 to 16 letters and digits (RFC 2289 section 6). It is kept as the server
/// writes it; the computation uses its letters in lower case.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seed {
    bytes: [u8; 16],
    len: u8,
}

impl Challenge {
    /// Parses the challenge in a 331, 332 or 336.
    ///
    /// # Errors
    /// - The reply has another code.
    /// - It has no challenge, as most replies with these codes.
    /// - The sequence number is 2^32 or more.
    /// - The seed is not 1 to 16 letters and digits.
    pub fn parse(reply: &Reply<'_>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[331, 332, 336])?;
        let nothing = reply.raw().get(3..).unwrap_or_default();
        let found = reply.lines().find_map(in_line).unwrap_or(Err((NoChallenge, nothing)));
        found.map_err(|(problem, place)| ResponseError::new(problem, reply, place))
    }
}

impl Seed {
    /// Returns the seed, or `None` if it is not 1 to 16 letters and digits.
    pub fn new(seed: &str) -> Option<Self> {
        Seed::from_bytes(seed.as_bytes())
    }

    fn from_bytes(seed: &[u8]) -> Option<Self> {
        let mut bytes = [0; 16];
        bytes.get_mut(..seed.len())?.copy_from_slice(seed);
        let fits = !seed.is_empty() && seed.iter().all(u8::is_ascii_alphanumeric);
        fits.then_some(Seed { bytes, len: seed.len() as u8 })
    }

    /// Returns the seed as text.
    pub fn as_str(&self) -> &str {
        let seed = self.bytes.get(..usize::from(self.len)).unwrap_or_default();
        core::str::from_utf8(seed).unwrap_or_default()
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Returns the first challenge in the line that begins at the start of a word.
fn in_line(line: &[u8]) -> Option<Result<Challenge, (ResponseProblem, &[u8])>> {
    let mut in_word = false;
    line.iter().enumerate().find_map(|(at, byte)| {
        let starts_word = !core::mem::replace(&mut in_word, byte.is_ascii_alphanumeric()) && in_word;
        let place = line.get(at..).filter(|_| starts_word)?;
        let (rest, (algorithm, sequence)) = (algorithm, terminated(number, space1)).parse(place).ok()?;
        let (rest, seed) = seed(rest).ok()?;
        let extended = extension(rest).is_ok_and(|(_, extended)| extended);
        Some(challenge(algorithm, sequence, seed, extended).map_err(|problem| (problem, place)))
    })
}

fn challenge(
    algorithm: OtpAlgorithm,
    sequence: Option<u64>,
    seed: &[u8],
    extended: bool,
) -> Result<Challenge, ResponseProblem> {
    let sequence = sequence.and_then(|sequence| u32::try_from(sequence).ok()).ok_or(SequenceOverflow)?;
    let seed = Seed::from_bytes(seed).ok_or(BadSeed)?;
    Ok(Challenge { algorithm, sequence, seed, extended })
}

fn algorithm(input: &[u8]) -> IResult<&[u8], OtpAlgorithm> {
    terminated(
        alt((
            value(OtpAlgorithm::Md4, tag_no_case("otp-md4")),
            value(OtpAlgorithm::Md5, tag_no_case("otp-md5")),
            value(OtpAlgorithm::Sha1, tag_no_case("otp-sha1")),
            value(OtpAlgorithm::Md5, tag_no_case("s/key md5")),
            value(OtpAlgorithm::Md4, tag_no_case("s/key md4")),
            value(OtpAlgorithm::Md4, tag_no_case("s/key")),
            value(OtpAlgorithm::Md5, tag_no_case("opiekey")),
        )),
        space1,
    )
    .parse(input)
}

/// Takes bytes up to a blank or to punctuation that may follow a seed in a sentence.
fn seed(input: &[u8]) -> IResult<&[u8], &[u8]> {
    take_till(|byte| matches!(byte, b' ' | b'\t' | b',' | b'.' | b':' | b']' | b')' | b'"')).parse(input)
}

fn extension(input: &[u8]) -> IResult<&[u8], bool> {
    opt(preceded((space1, tag_no_case("ext")), end_of_word)).map(|found| found.is_some()).parse(input)
}

fn end_of_word(input: &[u8]) -> IResult<&[u8], ()> {
    nom::combinator::not(nom::character::complete::alphanumeric1).parse(input)
}

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Seed {
    fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let (mut bytes, len) = ([0; 16], u.int_in_range(1..=16)?);
        for byte in bytes.iter_mut().take(len) {
            *byte = *u.choose(DIGITS)?;
        }
        Ok(Seed { bytes, len: len as u8 })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::reply;
    use super::OtpAlgorithm::*;
    use super::*;

    #[test]
    fn challenges() {
        for (raw, algorithm, sequence, seed, extended) in [
            ("331 otp-md5 487 dog2", Md5, 487, "dog2", false),
            ("331 Response to otp-md5 41 or4828 ext required for bob.", Md5, 41, "or4828", true),
            ("331 Response to otp-md4 7 ab1 required for skey.", Md4, 7, "ab1", false),
            ("336 otp-sha1 0 ABCDEFGHIJ012345 ext,crypt", Sha1, 0, "ABCDEFGHIJ012345", true),
            ("331 OTP-SHA1 4294967295 x external", Sha1, u32::MAX, "x", false),
            ("331 s/key 99 lu38423", Md4, 99, "lu38423", false),
            ("331 Password [ s/key 97 lu123 ] for bob required.", Md4, 97, "lu123", false),
            ("331 S/Key MD5 98 lu123: enter", Md5, 98, "lu123", false),
            ("331 opiekey 500 ke1234", Md5, 500, "ke1234", false),
            ("331- otp-md5 93 oshi45820\r\n331 S/Key Password:", Md5, 93, "oshi45820", false),
            ("332 (otp-md5 12 a1) account", Md5, 12, "a1", false),
            ("331 not otp-md5 x but otp-md5 12 a1", Md5, 12, "a1", false),
        ] {
            let seed = Seed::new(seed).unwrap();
            let expected = Challenge { algorithm, sequence, seed, extended };
            assert_eq!(Challenge::parse(&reply(raw.as_bytes())), Ok(expected), "{raw}");
        }
    }

    #[test]
    fn errors() {
        for (raw, problem, at) in [
            ("331 Password required for bob.", NoChallenge, 3),
            ("331 otp-md5", NoChallenge, 3),
            ("331 otp-md6 12 a1", NoChallenge, 3),
            ("331 notp-md5 12 a1", NoChallenge, 3),
            ("331 otp-md512 a1", NoChallenge, 3),
            ("331 s/key is not in use", NoChallenge, 3),
            ("331 otp-md5 4294967296 a1", SequenceOverflow, 4),
            ("331 otp-md5 99999999999999999999 a1", SequenceOverflow, 4),
            ("331 to otp-md5 12 abcdefghijklmnopq", BadSeed, 7),
            ("331 otp-md5 12 a-1", BadSeed, 4),
            ("331 otp-md5 12 .", BadSeed, 4),
            ("530 otp-md5 12 a1", ResponseProblem::WrongCode, 0),
        ] {
            let error = Challenge::parse(&reply(raw.as_bytes())).unwrap_err();
            assert_eq!((error.problem, error.at), (problem, at), "{raw}");
        }
    }

    #[test]
    fn seeds() {
        for seed in ["", "a b", "caf\u{e9}", "abcdefghijklmnopq"] {
            assert_eq!(Seed::new(seed), None);
        }
        for seed in ["a", "aB3", "ABCDEFGHIJ012345"] {
            assert_eq!(Seed::new(seed).unwrap().as_str(), seed);
        }
        assert_eq!(std::format!("{:?}", Seed::new("aB3").unwrap()), "\"aB3\"");
    }
}
