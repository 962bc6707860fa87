//! Times of day, and time zones.

use crate::listing::cursor::{Cursor, all_digits, number, small, split_once};
use crate::listing::time::hour_in_half;
use crate::listing::{Modified, Precision};

/// Names of time zones as `date` prints them.
const ZONES: [&[u8]; 27] = [
    b"UTC", b"GMT", b"WET", b"WEST", b"BST", b"CET", b"CEST", b"EET", b"EEST", b"MSK", b"IST", b"SAST",
    b"JST", b"KST", b"AEST", b"AEDT", b"NZST", b"NZDT", b"EST", b"EDT", b"CST", b"CDT", b"MST", b"MDT",
    b"PST", b"PDT", b"BRT",
];

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::listing) struct Clock {
    hour: u8,
    minute: u8,
    second: u8,
    precision: Precision,
}

impl Clock {
    /// Returns this time on the given day.
    pub(in crate::listing) const fn on(self, date: Modified) -> Modified {
        let Clock { hour, minute, second, precision } = self;
        Modified { hour, minute, second, precision, ..date }
    }

    /// Converts a time of the 12-hour clock: 12 AM is midnight. Returns `None` if that clock has no such
    /// hour.
    pub(in crate::listing) const fn in_half(self, afternoon: bool) -> Option<Self> {
        match hour_in_half(self.hour, afternoon) {
            Some(hour) => Some(Clock { hour, ..self }),
            None => None,
        }
    }
}

/// Reads `12:34`, `9:05`, `00:0`, `24:00`, `12:34:56`, `12:34:56.789`, `03:09PM`, `3:09p`. Also returns
/// whether the word has seconds.
#[inline]
pub(in crate::listing) fn clock(word: &[u8]) -> Option<(Clock, bool)> {
    if let [a @ b'0'..=b'2', b @ b'0'..=b'9', b':', c @ b'0'..=b'5', d @ b'0'..=b'9'] = word {
        let (hour, minute) = ((a - b'0') * 10 + (b - b'0'), (c - b'0') * 10 + (d - b'0'));
        let clock = Clock { hour, minute, second: 0, precision: Precision::Minute };
        return (hour < 24 || (hour, minute) == (24, 0)).then_some((clock, false));
    }
    let (hour, rest) = split_once(word, b':')?;
    let (rest, half) = match rest {
        [rest @ .., b'a' | b'A', b'm' | b'M'] | [rest @ .., b'a' | b'A'] => (rest, Some(false)),
        [rest @ .., b'p' | b'P', b'm' | b'M'] | [rest @ .., b'p' | b'P'] => (rest, Some(true)),
        _ => (rest, None),
    };
    let (minute, second) = match split_once(rest, b':') {
        Some((minute, second)) => (minute, Some(second)),
        None => (rest, None),
    };
    let (second, fraction) = match second.map(|second| split_once(second, b'.').unwrap_or((second, b"0"))) {
        Some((second, fraction)) => (Some(two(second)?), fraction),
        None => (None, &b"0"[..]),
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    let midnight = (hour, minute, second.unwrap_or(0)) == (24, 0, 0);
    if (hour > 23 && !midnight) || minute > 59 || second.is_some_and(|s| s > 60) || !all_digits(fraction) {
        return None;
    }
    let precision = if second.is_some() { Precision::Second } else { Precision::Minute };
    let clock = Clock { hour, minute, second: second.unwrap_or(0), precision };
    let clock = match half {
        Some(afternoon) => clock.in_half(afternoon)?,
        None => clock,
    };
    Some((clock, second.is_some()))
}

/// Takes `AM` or `PM` if it is the next word, and converts the time accordingly.
pub(in crate::listing) fn half_of_day(time: Clock, cursor: &mut Cursor<'_>) -> Option<Clock> {
    let mut behind = *cursor;
    let Some(afternoon) = behind.word().and_then(half) else { return Some(time) };
    *cursor = behind;
    time.in_half(afternoon)
}

/// Returns whether the word is `PM`, or `None` if it is neither `AM` nor `PM`.
pub(in crate::listing) fn half(word: &[u8]) -> Option<bool> {
    let afternoon = word.eq_ignore_ascii_case(b"PM");
    (afternoon || word.eq_ignore_ascii_case(b"AM")).then_some(afternoon)
}

/// Reads `9.05`, which is a time after a month and a day.
pub(super) fn with_point(word: &[u8]) -> Option<(Clock, bool)> {
    let (hour, minute) = split_once(word, b'.').filter(|(_, minute)| minute.len() == 2)?;
    let (hour, minute) = (two(hour).filter(|hour| *hour < 24)?, two(minute).filter(|minute| *minute < 60)?);
    Some((Clock { hour, minute, second: 0, precision: Precision::Minute }, false))
}

/// Returns whether the word is a time zone, by its name or offset: `CET`, `+0100`, `+01:00`.
pub(in crate::listing) fn is_zone(word: &[u8]) -> bool {
    match word {
        [sign, a, b, b':', c, d] => zone(&[*sign, *a, *b, *c, *d]).is_some(),
        [b'A'..=b'Z', ..] => ZONES.contains(&word),
        word => zone(word).is_some(),
    }
}

/// Reads an offset such as `+0200`, in minutes.
pub(super) fn zone(word: &[u8]) -> Option<i16> {
    let (sign, digits) = word.split_first()?;
    let value = i16::try_from(number(digits).filter(|_| digits.len() == 4)?).ok()?;
    let minutes = value / 100 * 60 + value % 100;
    match sign {
        _ if value % 100 > 59 || value > 1400 => None,
        b'+' => Some(minutes),
        b'-' => Some(-minutes),
        _ => None,
    }
}

fn two(digits: &[u8]) -> Option<u8> {
    if digits.len() > 2 {
        return None;
    }
    u8::try_from(small(digits)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_a_day() {
        for (word, expected) in [
            ("12:00AM", Some((0, 0))),
            ("12:05pm", Some((12, 5))),
            ("03:09PM", Some((15, 9))),
            ("3:09a", Some((3, 9))),
            ("99:00AM", None),
            ("13:00PM", None),
            ("13:00AM", None),
        ] {
            let found = clock(word.as_bytes()).map(|(clock, _)| (clock.hour, clock.minute));
            assert_eq!(found, expected, "{word}");
        }
    }
}
