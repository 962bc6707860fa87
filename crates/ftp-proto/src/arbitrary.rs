//! `Arbitrary` for codes, limits and replies: values that a server could have sent.

use crate::reply::{Ending, Irregularities, Limits, ReplyBuf, ReplyCode};
use alloc::vec::Vec;
use arbitrary::{Arbitrary, Result, Unstructured};

impl<'a> Arbitrary<'a> for ReplyCode {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        ReplyCode::new(u.int_in_range(100..=699)?).ok_or(arbitrary::Error::IncorrectFormat)
    }
}

impl<'a> Arbitrary<'a> for Irregularities {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut irregularities = Irregularities::NONE;
        for oddity in Irregularities::all() {
            irregularities = irregularities.with(oddity, u.arbitrary()?);
        }
        Ok(irregularities)
    }
}

impl<'a> Arbitrary<'a> for Limits {
    /// Each limit is between 0 and twice its default.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let most = Limits::default();
        Ok(Limits {
            line: u.int_in_range(0..=2 * most.line)?,
            reply: u.int_in_range(0..=2 * most.reply)?,
            lines: u.int_in_range(0..=2 * most.lines)?,
            transcript: u.int_in_range(0..=2 * most.transcript)?,
            preliminary: u.int_in_range(0..=2 * most.preliminary)?,
            ending: Ending::arbitrary(u)?,
        })
    }
}

impl<'a> Arbitrary<'a> for ReplyBuf {
    /// A reply that the grammar accepts, with arbitrary text and the code on each line. It may exceed
    /// the limits.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let code = ReplyCode::arbitrary(u)?;
        let lines = Vec::<Vec<u8>>::arbitrary(u)?;
        let mut raw = Vec::new();
        for line in &lines {
            raw.extend(code.digits());
            raw.push(b'-');
            raw.extend(line.iter().filter(|byte| **byte != b'\n'));
            raw.extend(b"\r\n");
        }
        raw.extend(code.digits());
        raw.extend(if lines.len() % 2 == 0 { &b" end\r\n"[..] } else { b"\r\n" });
        Ok(ReplyBuf::new(code, raw, Irregularities::NONE))
    }
}
