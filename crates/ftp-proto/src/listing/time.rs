//! When an entry was last changed, and how much of that is known.

use crate::response::Timestamp;
use core::fmt;

/// When an entry was last changed, as the listing writes it. Most listings leave out the year or the time, and
/// few say their time zone; this type records what is known.
///
/// `Display` writes the known parts in the style of ISO 8601: `2026-11-27T12:34`, `2004-07-15`,
/// `2022-04-14T08:00:05.888Z`, and `--04-21T19:31` if the year is not known.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Modified {
    pub(super) year: Option<u16>,
    pub(super) guessed: bool,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
    pub(super) precision: Precision,
    pub(super) zone: Zone,
}

/// The precision of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A date without a time of day.
    Day,
    /// Hours and minutes.
    Minute,
    /// Seconds.
    Second,
    /// Fractions of a second.
    Fraction,
}

names! { Precision {
    Precision::Day => "day",
    Precision::Minute => "minute",
    Precision::Second => "second",
    Precision::Fraction => "fraction",
} }

/// Where a year comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearSource {
    /// The listing says the year.
    Said,
    /// The latest year for which the time is at most one day after the caller's
    /// [`Options::now`](super::Options::now).
    Guessed,
    /// The listing does not say the year, and it could not be guessed.
    Unknown,
}

names! { YearSource {
    YearSource::Said => "said",
    YearSource::Guessed => "guessed",
    YearSource::Unknown => "unknown",
} }

/// The time zone of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// UTC, because the format defines it.
    Utc,
    /// The line says that its time is this many minutes ahead of UTC.
    Said(i16),
    /// The caller measured that times are this many minutes ahead of UTC.
    Measured(i16),
    /// Not known: some servers write UTC, others their local time.
    Unknown,
}

names! { Zone {
    Zone::Utc => "utc",
    Zone::Said(_) => "said",
    Zone::Measured(_) => "measured",
    Zone::Unknown => "unknown",
} }

const DAY: i64 = 24 * 60 * 60;

/// Converts an hour of the 12-hour clock to one of the 24-hour clock. Returns `None` if the 12-hour clock has
/// no such hour.
pub(super) const fn hour_in_half(hour: u8, afternoon: bool) -> Option<u8> {
    match (hour, afternoon) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..=11, true) => Some(hour + 12),
        (0..=11, false) => Some(hour),
        _ => None,
    }
}

impl Modified {
    /// Returns the time in the given half of the day, if its hour is one of the 12-hour clock.
    pub(super) const fn in_half(self, afternoon: bool) -> Self {
        match hour_in_half(self.hour, afternoon) {
            Some(hour) => Modified { hour, ..self },
            None => self,
        }
    }

    /// Returns the year, if the listing says it or it could be guessed.
    pub const fn year(&self) -> Option<u16> {
        self.year
    }

    /// Returns where the year comes from.
    pub const fn year_source(&self) -> YearSource {
        match (self.year, self.guessed) {
            (None, _) => YearSource::Unknown,
            (Some(_), true) => YearSource::Guessed,
            (Some(_), false) => YearSource::Said,
        }
    }

    /// Returns the month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    /// Returns the day of the month, 1 to 31.
    pub const fn day(&self) -> u8 {
        self.day
    }

    /// Returns the hour, 0 to 24. Some servers write midnight as 24:00, the end of the given day.
    pub const fn hour(&self) -> u8 {
        self.hour
    }

    /// Returns the minute, 0 to 59.
    pub const fn minute(&self) -> u8 {
        self.minute
    }

    /// Returns the second, 0 to 60.
    pub const fn second(&self) -> u8 {
        self.second
    }

    /// Returns the nanosecond, 0 to 999,999,999.
    pub const fn nanosecond(&self) -> u32 {
        self.nanosecond
    }

    /// Returns the precision. Finer parts of the time are 0.
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// Returns what is known of the time zone.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns the Unix time: seconds since 1970-01-01 00:00:00 UTC. `None` if the year or the time zone is not
    /// known.
    pub fn unix_seconds(&self) -> Option<i64> {
        let minutes = match self.zone {
            Zone::Utc => 0,
            Zone::Said(minutes) | Zone::Measured(minutes) => minutes,
            Zone::Unknown => return None,
        };
        Some(self.seconds_in(self.year?)? - i64::from(minutes) * 60)
    }

    /// Returns how many minutes this time is ahead of UTC, given the server's answer to MDTM for the same file.
    ///
    /// Returns `None` if the time zone is known already, if the listing says no time of day, or if no time zone
    /// makes the two times the same moment. A time zone here is a multiple of 15 minutes, from 12 hours behind
    /// UTC to 14 hours ahead.
    pub fn offset_from(&self, utc: Timestamp) -> Option<i16> {
        if self.precision == Precision::Day || self.zone != Zone::Unknown {
            return None;
        }
        let said = if self.guessed { None } else { self.year };
        let years = [utc.year(), utc.year().saturating_add(1), utc.year().saturating_sub(1)];
        years.into_iter().filter(|year| said.is_none_or(|said| said == *year)).find_map(|year| {
            let seconds = self.seconds_in(year)? - i64::from(self.second);
            let minutes = (seconds - utc.unix_seconds().div_euclid(60) * 60) / 60;
            let is_a_zone = minutes % 15 == 0 && (-12 * 60..=14 * 60).contains(&minutes);
            if is_a_zone { i16::try_from(minutes).ok() } else { None }
        })
    }

    /// Makes a date without a time of day. The year may be missing. Returns `None` if there is no such date.
    pub(super) fn date(year: Option<u16>, month: u16, day: u16) -> Option<Self> {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        // A year that is missing may be a leap year.
        Timestamp::new((year.unwrap_or(2000), month, day), (0, 0, 0), 0)?;
        Some(Modified {
            year,
            guessed: false,
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
            nanosecond: 0,
            precision: Precision::Day,
            zone: Zone::Unknown,
        })
    }

    /// Converts a Unix time.
    pub(super) fn from_unix(seconds: i64) -> Option<Self> {
        Some(Modified::from_timestamp(Timestamp::from_unix_seconds(seconds)?, Precision::Second))
    }

    pub(super) fn from_timestamp(time: Timestamp, precision: Precision) -> Self {
        Modified {
            year: Some(time.year()),
            guessed: false,
            month: time.month(),
            day: time.day(),
            hour: time.hour(),
            minute: time.minute(),
            second: time.second(),
            nanosecond: time.nanosecond(),
            precision,
            zone: Zone::Utc,
        }
    }

    /// Adds what the caller knows: the current time, and how many minutes the server's times are ahead of UTC.
    pub(super) fn placed(mut self, now: Option<Timestamp>, offset: Option<i16>) -> Self {
        if let (Zone::Unknown, Some(minutes)) = (self.zone, offset) {
            self.zone = Zone::Measured(minutes);
        }
        if let (None, Some(now)) = (self.year, now) {
            self.year = self.latest_year(now, offset.unwrap_or(0));
            self.guessed = self.year.is_some();
        }
        self
    }

    /// Returns the latest year in which this time is at most one day after now. Servers leave the year out for
    /// the last six months, and some for all future times. February 29 is in the last leap year.
    fn latest_year(&self, now: Timestamp, offset: i16) -> Option<u16> {
        let latest = now.unix_seconds() + i64::from(offset) * 60 + DAY;
        let fits = |year: u16| self.seconds_in(year).is_some_and(|seconds| seconds <= latest);
        (0..=9).filter_map(|back| (now.year() + 1).checked_sub(back)).find(|year| fits(*year))
    }

    /// Returns the Unix time as if the time were in UTC and in this year, or `None` if that year has no such
    /// day.
    fn seconds_in(&self, year: u16) -> Option<i64> {
        let day = Timestamp::new((year, self.month, self.day), (0, 0, 0), 0)?;
        let (hour, minute) = (i64::from(self.hour), i64::from(self.minute));
        Some(day.unix_seconds() + (hour * 60 + minute) * 60 + i64::from(self.second))
    }
}

impl fmt::Display for Modified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-")?,
            None => f.write_str("--")?,
        }
        write!(f, "{:02}-{:02}", self.month, self.day)?;
        if self.precision >= Precision::Minute {
            write!(f, "T{:02}:{:02}", self.hour, self.minute)?;
        }
        if self.precision >= Precision::Second {
            write!(f, ":{:02}", self.second)?;
        }
        if self.precision == Precision::Fraction {
            let (mut digits, mut fraction) = (9, self.nanosecond);
            while fraction % 10 == 0 && digits > 1 {
                fraction /= 10;
                digits -= 1;
            }
            write!(f, ".{fraction:0digits$}")?;
        }
        match self.zone {
            _ if self.precision == Precision::Day => Ok(()),
            Zone::Utc => f.write_str("Z"),
            Zone::Said(minutes) | Zone::Measured(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            Zone::Unknown => Ok(()),
        }
    }
}

impl fmt::Debug for Modified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match self.year_source() {
            YearSource::Guessed => ", year guessed",
            YearSource::Said | YearSource::Unknown => "",
        };
        write!(f, "Modified({self}{source})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    fn at(month: u16, day: u16, hour: u8, minute: u8) -> Modified {
        let date = Modified::date(None, month, day).unwrap();
        Modified { hour, minute, precision: Precision::Minute, ..date }
    }

    fn stamp(date: (u16, u8, u8), time: (u8, u8)) -> Timestamp {
        Timestamp::new(date, (time.0, time.1, 30), 0).unwrap()
    }

    #[test]
    fn the_year_is_the_latest_that_is_not_more_than_a_day_ahead() {
        let now = stamp((2026, 11, 28), (13, 44));
        for (time, year) in [
            (at(11, 27, 12, 34), 2026),
            (at(11, 29, 13, 44), 2026), // a server whose date is a day ahead
            (at(11, 29, 13, 45), 2025),
            (at(6, 1, 12, 34), 2026),
            (at(1, 2, 12, 34), 2026),
            (at(12, 31, 0, 0), 2025),
            (at(2, 29, 18, 14), 2024),
        ] {
            let placed = time.placed(Some(now), None);
            assert_eq!((placed.year(), placed.year_source()), (Some(year), YearSource::Guessed), "{time:?}");
            assert_eq!((placed.zone(), placed.unix_seconds()), (Zone::Unknown, None));
        }
        let new_year = stamp((2026, 12, 31), (23, 0));
        assert_eq!(at(1, 1, 5, 0).placed(Some(new_year), None).year(), Some(2027));
        assert_eq!(at(2, 29, 0, 0).placed(Some(stamp((2103, 1, 1), (0, 0))), None).year(), Some(2096));
        assert_eq!(at(2, 29, 0, 0).placed(Some(stamp((2104, 2, 1), (0, 0))), None).year(), Some(2096));
        // With the measured zone, this is now, although it is twelve hours ahead of UTC.
        let ahead = at(11, 30, 1, 44);
        assert_eq!(ahead.placed(Some(now), None).year(), Some(2025));
        assert_eq!(ahead.placed(Some(now), Some(720)).year(), Some(2026));
    }

    #[test]
    fn nothing_is_invented() {
        let time = at(4, 21, 19, 31).placed(None, None);
        assert_eq!((time.year(), time.year_source()), (None, YearSource::Unknown));
        assert_eq!(format!("{time}"), "--04-21T19:31");
        let said = Modified { year: Some(1999), ..at(4, 21, 19, 31) };
        assert_eq!(said.placed(Some(stamp((2026, 1, 1), (0, 0))), None), said);
        assert_eq!(Modified::date(Some(2023), 2, 29), None);
        assert!(Modified::date(None, 2, 29).is_some());
        assert_eq!(Modified::date(None, 2, 30), None);
    }

    #[test]
    fn a_measured_offset() {
        let mdtm = stamp((2026, 11, 27), (11, 34));
        let local = at(11, 27, 12, 34);
        assert_eq!(local.offset_from(mdtm), Some(60));
        assert_eq!(at(11, 27, 11, 34).offset_from(mdtm), Some(0));
        assert_eq!(at(11, 27, 17, 19).offset_from(mdtm), Some(345)); // Nepal
        assert_eq!(at(11, 27, 12, 40).offset_from(mdtm), None);
        assert_eq!(at(11, 25, 12, 34).offset_from(mdtm), None);
        assert_eq!(at(1, 1, 0, 30).offset_from(stamp((2025, 12, 31), (23, 30))), Some(60));
        assert_eq!(at(12, 31, 23, 30).offset_from(stamp((2026, 1, 1), (1, 30))), Some(-120));
        assert_eq!(Modified::date(None, 11, 27).unwrap().offset_from(mdtm), None);
        let placed = local.placed(Some(mdtm), Some(60));
        assert_eq!(placed.zone(), Zone::Measured(60));
        assert_eq!(placed.unix_seconds(), Some(mdtm.unix_seconds() - 30));
        assert_eq!(format!("{placed}"), "2026-11-27T12:34+01:00");
    }
}
