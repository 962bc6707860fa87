//! 213 as the answer to MDTM: when a file was last changed.

use super::ResponseError;
use super::ResponseProblem::{self, NoSuchTime, NoTime};
use crate::reply::Reply;
use core::fmt;
use nom::branch::alt;
use nom::character::complete::{char, digit1, space0, space1};
use nom::combinator::{eof, opt, verify};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// A date and time in UTC: `YYYYMMDDHHMMSS`, then optionally a point and a fraction of a second (RFC 3659 section 2.3).
/// `Display` writes this form, for MFMT and the like.
///
/// The second may be 60, in a leap second, which is always at 23:59:60. Parsing also accepts the form of servers from
/// before 2000, which print `19` and the years since 1900 (`19100...` for 2000). Digits beyond nanoseconds are cut off.
/// Text after the time and a blank is ignored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
}

impl Timestamp {
    /// Returns the time, or `None` if there is no such date or time. Years are 1 to 9999.
    pub const fn new(
        (year, month, day): (u16, u8, u8),
        (hour, minute, second): (u8, u8, u8),
        nanosecond: u32,
    ) -> Option<Self> {
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(year) => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        let leap_second = second == 60 && minute == 59 && hour == 23;
        if year < 1
            || year > 9999
            || day < 1
            || day > days
            || hour > 23
            || minute > 59
            || nanosecond > 999_999_999
        {
            return None;
        }
        if second > 59 && !leap_second {
            return None;
        }
        Some(Timestamp { year, month, day, hour, minute, second, nanosecond })
    }

    /// Parses a 213.
    ///
    /// # Errors
    /// - The reply has another code.
    /// - Its text does not begin with a time of 14 digits.
    /// - The date or time does not exist.
    pub fn parse(reply: &Reply<'_>) -> Result<Self, ResponseError> {
        ResponseError::unless_code(reply, &[213])?;
        let line = reply.lines().next().unwrap_or_default();
        Timestamp::read(line).map_err(|problem| ResponseError::new(problem, reply, line))
    }

    pub(crate) fn read(text: &[u8]) -> Result<Self, ResponseProblem> {
        let (_, (digits, nanosecond)) = time_val(text).map_err(|_| NoTime)?;
        let (year, rest) = match digits.split_at_checked(digits.len().saturating_sub(10)) {
            Some((year, rest)) if year.len() == 4 => (value(year), rest),
            Some(([b'1', b'9', years @ ..], rest)) => (1900 + value(years), rest),
            _ => return Err(NoTime),
        };
        let mut pairs = rest.chunks(2).map(|pair| value(pair) as u8);
        let mut next = || pairs.next().unwrap_or_default();
        Timestamp::new((year, next(), next()), (next(), next(), next()), nanosecond).ok_or(NoSuchTime)
    }

    /// Converts a Unix time: seconds since 1970-01-01 00:00:00 UTC, as a system clock gives them. Returns `None`
    /// outside the years 1 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let (days, of_day) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
        let days = days.checked_add(DAYS_TO_1970)?;
        let (era, of_era) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
        let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * years + years / 4 - years / 100);
        let month = (5 * of_year + 2) / 153; // from March
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, after) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let small = |n: i64| u8::try_from(n).ok();
        let year = u16::try_from(era * 400 + years + after).ok()?;
        let time = (small(of_day / 3600)?, small(of_day / 60 % 60)?, small(of_day % 60)?);
        Timestamp::new((year, small(month)?, small(day)?), time, 0)
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 60.
    pub const fn second(self) -> u8 {
        self.second
    }

    /// The nanosecond, 0 to 999,999,999.
    pub const fn nanosecond(self) -> u32 {
        self.nanosecond
    }

    /// Returns the Unix time: seconds since 1970-01-01 00:00:00 UTC. A leap second counts as the second after it.
    pub const fn unix_seconds(self) -> i64 {
        // Count days from March 1 of the year 0, so that a leap day is the last day of its year.
        let (year, month) = match self.month {
            1 | 2 => (self.year as i64 - 1, self.month as i64 + 9),
            _ => (self.year as i64, self.month as i64 - 3),
        };
        let days =
            365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + self.day as i64 - 1;
        (((days - DAYS_TO_1970) * 24 + self.hour as i64) * 60 + self.minute as i64) * 60 + self.second as i64
    }
}

const DAY: i64 = 24 * 60 * 60;

/// Days from March 1 of the year 0 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

/// Days in 400 years.
const DAYS_OF_ERA: i64 = 146_097;

const fn is_leap(year: u16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Parses fourteen digits, or the fifteen of a server that miscounts years since 2000, and an optional fraction.
fn time_val(input: &[u8]) -> IResult<&[u8], (&[u8], u32)> {
    let digits = verify(digit1, |digits: &[u8]| {
        digits.len() == 14 || (digits.len() == 15 && digits.starts_with(b"191"))
    });
    let fraction = opt(preceded(char('.'), digit1)).map(nanoseconds);
    delimited(space0, (digits, fraction), alt((space1, eof))).parse(input)
}

fn value(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |n, digit| n * 10 + u16::from(digit - b'0'))
}

fn nanoseconds(fraction: Option<&[u8]>) -> u32 {
    let digits = fraction.unwrap_or_default().iter().copied().chain(core::iter::repeat(b'0'));
    digits.take(9).fold(0, |n, digit| n * 10 + u32::from(digit - b'0'))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Timestamp { year, month, day, hour, minute, second, nanosecond } = self;
        write!(f, "{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}")?;
        if *nanosecond == 0 {
            return Ok(());
        }
        let (mut digits, mut fraction) = (9, *nanosecond);
        while fraction % 10 == 0 {
            fraction /= 10;
            digits -= 1;
        }
        write!(f, ".{fraction:0digits$}")
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Timestamp {
    fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        let date = (u.int_in_range(1..=9999)?, u.int_in_range(1..=12)?, u.int_in_range(1..=28)?);
        let time = (u.int_in_range(0..=23)?, u.int_in_range(0..=59)?, u.int_in_range(0..=59)?);
        let nanosecond = u.int_in_range(0..=999_999_999)?;
        Timestamp::new(date, time, nanosecond).ok_or(arbitrary::Error::IncorrectFormat)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::reply;
    use super::*;

    fn parse(raw: &str) -> Result<Timestamp, (ResponseProblem, usize)> {
        Timestamp::parse(&reply(raw.as_bytes())).map_err(|error| (error.problem, error.at))
    }

    #[test]
    fn times() {
        for (raw, date, time, nanosecond, written) in [
            ("213 19980615100045", (1998, 6, 15), (10, 0, 45), 0, "19980615100045"),
            ("213 19980615100045.014", (1998, 6, 15), (10, 0, 45), 14_000_000, "19980615100045.014"),
            (
                "213 20240229235959.1234567899",
                (2024, 2, 29),
                (23, 59, 59),
                123_456_789,
                "20240229235959.123456789",
            ),
            ("213 20000229000000.0", (2000, 2, 29), (0, 0, 0), 0, "20000229000000"),
            ("213 20161231235960", (2016, 12, 31), (23, 59, 60), 0, "20161231235960"),
            ("213 191000102030405", (2000, 1, 2), (3, 4, 5), 0, "20000102030405"),
            ("213 191240102030405.5", (2024, 1, 2), (3, 4, 5), 500_000_000, "20240102030405.5"),
            ("213  20240102030405 a.txt", (2024, 1, 2), (3, 4, 5), 0, "20240102030405"),
            ("213 00010101000000", (1, 1, 1), (0, 0, 0), 0, "00010101000000"),
        ] {
            let expected = Timestamp::new(date, time, nanosecond).unwrap();
            assert_eq!(parse(raw), Ok(expected), "{raw}");
            assert_eq!(std::format!("{expected}"), written);
            assert_eq!((expected.year(), expected.month(), expected.day()), date);
            assert_eq!((expected.hour(), expected.minute(), expected.second()), time);
            assert_eq!(expected.nanosecond(), nanosecond);
        }
    }

    #[test]
    fn errors() {
        for (raw, expected) in [
            ("213 20230229000000", (NoSuchTime, 4)),
            ("213 19000229000000", (NoSuchTime, 4)),
            ("213 22000229000000", (NoSuchTime, 4)),
            ("213 20240431000000", (NoSuchTime, 4)),
            ("213 20240001000000", (NoSuchTime, 4)),
            ("213 20241301000000", (NoSuchTime, 4)),
            ("213 20240100000000", (NoSuchTime, 4)),
            ("213 20240101240000", (NoSuchTime, 4)),
            ("213 20240101006000", (NoSuchTime, 4)),
            ("213 20240101000060", (NoSuchTime, 4)),
            ("213 20240101235961", (NoSuchTime, 4)),
            ("213 00000101000000", (NoSuchTime, 4)),
            ("213 2024010100000", (NoTime, 4)),
            ("213 202401010000000", (NoTime, 4)),
            ("213 192000102030405", (NoTime, 4)),
            ("213 1910000102030405", (NoTime, 4)),
            ("213 20240101000000.", (NoTime, 4)),
            ("213 20240101000000Z", (NoTime, 4)),
            ("213 1234", (NoTime, 4)),
            ("213", (NoTime, 3)),
            ("250 20240101000000", (ResponseProblem::WrongCode, 0)),
        ] {
            assert_eq!(parse(raw), Err(expected), "{raw}");
        }
    }

    #[test]
    fn unix_seconds() {
        for (raw, seconds) in [
            ("213 19700101000000", 0),
            ("213 19691231235959", -1),
            ("213 20000229120000", 951_825_600),
            ("213 20240301000000", 1_709_251_200),
            ("213 20161231235960", 1_483_228_800),
            ("213 99991231235959", 253_402_300_799),
            ("213 00010101000000", -62_135_596_800),
        ] {
            assert_eq!(parse(raw).unwrap().unix_seconds(), seconds, "{raw}");
            if !raw.ends_with("60") {
                assert_eq!(Timestamp::from_unix_seconds(seconds), parse(raw).ok(), "{raw}");
            }
        }
        for none in [i64::MIN, i64::MAX, 253_402_300_800, -62_135_596_801] {
            assert_eq!(Timestamp::from_unix_seconds(none), None);
        }
    }
}
