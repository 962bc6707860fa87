//! Decimal numbers.

use nom::character::complete::digit1;
use nom::{IResult, Parser};

/// Parses digits. The value is `None` if it is 2^64 or more.
pub(super) fn number(input: &[u8]) -> IResult<&[u8], Option<u64>> {
    digit1.map(value).parse(input)
}

fn value(digits: &[u8]) -> Option<u64> {
    digits
        .iter()
        .try_fold(0_u64, |n, digit| n.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0'))))
}

/// Returns the suffixes of `text` that begin at each run of digits.
pub(super) fn from_each_number(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut in_number = false;
    text.iter().enumerate().filter_map(move |(at, byte)| {
        let starts = byte.is_ascii_digit() && !in_number;
        in_number = byte.is_ascii_digit();
        if starts { text.get(at..) } else { None }
    })
}
