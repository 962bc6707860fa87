//! Dates in listings, in all the forms that servers write.

mod clock;

use super::cursor::{Cursor, all_digits, is_blank, small, split_once};
use super::months::month;
use super::{Modified, Zone};
pub(super) use clock::{Clock, clock, half, half_of_day, is_zone};
use clock::{with_point, zone};

/// The order of the three numbers of a date that does not show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// `12-31-99`, and nothing else.
    MonthFirst,
    /// `31-12-99`.
    DayFirst,
    /// `99-12-31`.
    YearFirst,
    /// Undetermined: the separator and what is a valid date decide, as for `12/31/99`, `31.12.99`, `31-12-1999`.
    Any,
}

/// Days of the week, as written by programs that leave no part of a date out.
const WEEKDAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

/// The word that Vietnamese puts before the number of a month.
const VIETNAMESE_MONTH: &[u8] = b"Thg";

/// How a date was written, as far as it matters for where the name begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With a time of day.
    Time,
    /// With a year instead of a time of day, and one blank before it.
    Year,
    /// With a year instead of a time of day, and more than one blank before it.
    WideYear,
    /// A complete date, without a time.
    Date,
}

/// Reads a date, and the time or the year that belongs to it, from the start of a word.
#[inline]
pub(super) fn date(cursor: &mut Cursor<'_>, order: Order) -> Option<(Modified, Form)> {
    let start = *cursor;
    let word = cursor.word()?;
    match word.first()? {
        b'0'..=b'9' => match word {
            // By far the most common words that are not dates.
            [_] | [_, _] | [b'0'..=b'9', .., b'0'..=b'9'] if all_digits(word) => match word.len() {
                4 => {
                    *cursor = start;
                    east_asian(cursor)
                }
                _ => day_first(word, cursor),
            },
            _ => numeric(word, cursor, order)
                .or_else(|| {
                    *cursor = start;
                    east_asian(cursor)
                })
                .or_else(|| {
                    *cursor = start;
                    cursor.word();
                    day_first(word, cursor)
                }),
        },
        b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => month_first(word, cursor),
        _ => None,
    }
}

/// Reads `Nov 27 12:34`, `Nov 27  2026`, `Apr 04, 2000 21:06`, `Dec 29,2002   7:00`, `Feb-28-1998  05:23:30`, `Fri Nov
/// 27 12:34:56 2026`, `Thg 11 27 12:34`.
#[inline]
fn month_first(word: &[u8], cursor: &mut Cursor<'_>) -> Option<(Modified, Form)> {
    let month = match month(word) {
        Some(month) => month,
        None if WEEKDAYS.contains(&word) => month(cursor.word()?)?,
        None if word.eq_ignore_ascii_case(VIETNAMESE_MONTH) => u8::try_from(small(cursor.word()?)?).ok()?,
        None => {
            let (name, rest) = split_once(word, b'-')?;
            let (day, year) = split_once(rest, b'-')?;
            return with_time(Modified::date(short_year(year), month(name)?.into(), small(day)?)?, cursor);
        }
    };
    let day = cursor.word()?;
    match small(day) {
        Some(day) => time_or_year(month.into(), day, false, cursor),
        None => {
            if let Some((day, year)) = split_once(day, b',').filter(|(_, year)| !year.is_empty()) {
                return with_time(Modified::date(said_year(year), month.into(), small(day)?)?, cursor);
            }
            let digits = day.strip_suffix(b",").or(day.strip_suffix(b"."))?;
            time_or_year(month.into(), small(digits)?, day.ends_with(b","), cursor)
        }
    }
}

/// Reads `27 Nov 2026`, `26. Juli, 20:10`, and, with a number for the month, `11 27 12:34`.
fn day_first(word: &[u8], cursor: &mut Cursor<'_>) -> Option<(Modified, Form)> {
    let day = small(word.strip_suffix(b".").unwrap_or(word))?;
    if day > 31 {
        return None;
    }
    let second = cursor.word()?;
    if let Some(month) = month(second) {
        return time_or_year(month.into(), day, false, cursor);
    }
    // Two numbers are a date only if a time of day follows.
    let of_month = small(second)?;
    let (time, _) = clock(cursor.word()?)?;
    Some((time.on(Modified::date(None, day, of_month)?), Form::Time))
}

/// Reads what follows a month and a day: a year, a time of day, or both with a year of two digits.
#[inline]
fn time_or_year(month: u16, day: u16, comma: bool, cursor: &mut Cursor<'_>) -> Option<(Modified, Form)> {
    let blanks = cursor.blanks();
    let word = cursor.word()?;
    if let Some(year) = said_year(word) {
        let date = Modified::date(Some(year), month, day)?;
        if comma {
            return with_time(date, cursor);
        }
        return Some((date, if blanks == 1 { Form::Year } else { Form::WideYear }));
    }
    if matches!(word, [b'0'..=b'9', b'0'..=b'9']) {
        let date = Modified::date(short_year(word), month, day)?;
        let (time, _) = clock(cursor.word()?)?;
        return Some((half_of_day(time, cursor)?.on(date), Form::Time));
    }
    let (time, seconds) = clock(word).or_else(|| with_point(word))?;
    let mut year = None;
    if seconds {
        // BSD's `ls -lT` puts the year after the seconds; `date` also puts the zone between them.
        let mut behind = *cursor;
        let mut word = behind.word();
        if word.is_some_and(is_zone) {
            word = behind.word();
        }
        year = word.and_then(said_year);
        if year.is_some() {
            *cursor = behind;
        }
    }
    Some((time.on(Modified::date(year, month, day)?), Form::Time))
}

/// Reads `2005-06-07 21:22`, `2005-06-07T21:22:33Z`, `24.04.2003`, `01-jun-99`, and, without a year, `09-26 13:45`;
/// also `09-26 2000`.
fn numeric(word: &[u8], cursor: &mut Cursor<'_>, order: Order) -> Option<(Modified, Form)> {
    let separator = *word.iter().find(|byte| !byte.is_ascii_digit())?;
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let (first, rest) = split_once(word, separator)?;
    let Some((second, third)) = split_once(rest, separator) else {
        if separator == b'.' {
            return None;
        }
        return time_or_year(small(first)?, small(rest)?, false, cursor);
    };
    if third.is_empty() && separator == b'.' {
        return time_or_year(small(second)?, small(first)?, false, cursor); // `5.11. 14:01`
    }
    if let Some((third, time)) = split_once(third, b'T').filter(|_| first.len() == 4) {
        return with_iso_time(three([first, second, third], separator, order)?, time);
    }
    let date = if let Some(month) = month(second) {
        Modified::date(short_year(third), month.into(), small(first)?)
    } else {
        three([first, second, third], separator, order)
    };
    with_time(date?, cursor)
}

/// Returns the three numbers of a date and what separates them.
pub(super) fn numbers(word: &[u8]) -> Option<([&[u8]; 3], u8)> {
    let separator = *word.iter().find(|byte| !byte.is_ascii_digit())?;
    let mut parts = word.split(|byte| *byte == separator);
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    (matches!(separator, b'-' | b'/' | b'.' | b',') && parts.next().is_none()).then_some((numbers, separator))
}

/// Returns the order in which all dates can be read, if it is the only one of these orders; otherwise [`Order::Any`].
pub(super) fn common_order<'a, const N: usize>(
    orders: [Order; N],
    dates: impl Iterator<Item = &'a [u8]>,
    read: impl Fn(&[u8], Order) -> Option<Modified>,
) -> Order {
    let mut possible = orders.map(|order| (order, true));
    for date in dates.filter(|date| read(date, Order::Any).is_some()) {
        for (order, possible) in &mut possible {
            *possible &= read(date, *order).is_some();
        }
    }
    let mut left = possible.into_iter().filter(|(_, possible)| *possible);
    match (left.next(), left.next()) {
        (Some((order, _)), None) => order,
        _ => Order::Any,
    }
}

/// Makes a date of three numbers.
pub(super) fn three(numbers: [&[u8]; 3], separator: u8, order: Order) -> Option<Modified> {
    let [first, second, third] = numbers;
    if first.len() == 4 {
        return Modified::date(said_year(first), small(second)?, small(third)?);
    }
    let month_first = || Modified::date(Some(short_year(third)?), small(first)?, small(second)?);
    let day_first = || Modified::date(Some(short_year(third)?), small(second)?, small(first)?);
    let year_first = || Modified::date(Some(short_year(first)?), small(second)?, small(third)?);
    match (order, separator) {
        (Order::MonthFirst, b'.') => day_first(),
        (Order::MonthFirst, _) => month_first(),
        (Order::DayFirst, _) => day_first(),
        (Order::YearFirst, _) => year_first(),
        (Order::Any, b'/') => month_first().or_else(day_first),
        (Order::Any, _) => day_first().or_else(month_first),
    }
}

/// Reads `4月 18日 2003年`, `2003年 3月 20日`, `2003 3월 20`, `8월 17 08:52`: numbers followed by a character, in any charset.
fn east_asian(cursor: &mut Cursor<'_>) -> Option<(Modified, Form)> {
    let (first, marked) = marked_number(cursor)?;
    if first > 31 {
        let (month, month_is_marked) = marked_number(cursor)?;
        let (day, _) = marked_number(cursor)?;
        (marked || month_is_marked).then_some(())?;
        return with_time(Modified::date(Some(first), month, day)?, cursor);
    }
    marked.then_some(())?;
    let (day, _) = marked_number(cursor)?;
    let before = *cursor;
    match marked_number(cursor) {
        Some((year, _)) if year > 999 => Some((Modified::date(Some(year), first, day)?, Form::Date)),
        _ => {
            *cursor = before;
            let (time, _) = clock(cursor.word()?)?;
            Some((time.on(Modified::date(None, first, day)?), Form::Time))
        }
    }
}

/// Reads a number, and returns with it whether a character that is not ASCII follows at once. The last byte of that
/// character may look like ASCII.
fn marked_number(cursor: &mut Cursor<'_>) -> Option<(u16, bool)> {
    let word = cursor.trimmed_rest();
    let start = cursor.line().len() - word.len();
    let digits = word.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(word.len());
    let behind = word.get(digits..)?;
    let mark =
        behind.iter().position(|byte| is_blank(*byte) || byte.is_ascii_digit()).unwrap_or(behind.len());
    let number = small(word.get(..digits)?)?;
    if mark > 4 || (mark > 0 && behind.first()?.is_ascii()) {
        return None;
    }
    *cursor = Cursor::at(cursor.line(), start + digits + mark);
    Some((number, mark > 0))
}

/// Reads the time of day after a complete date, if there is one.
fn with_time(date: Modified, cursor: &mut Cursor<'_>) -> Option<(Modified, Form)> {
    let mut behind = *cursor;
    let Some((time, seconds)) = behind.word().and_then(clock) else {
        return Some((date, Form::Date));
    };
    *cursor = behind;
    let mut time = time.on(date);
    if let Some(minutes) = behind.word().and_then(zone).filter(|_| seconds) {
        time.zone = Zone::Said(minutes);
        *cursor = behind;
    }
    Some((time, Form::Time))
}

/// Reads the time of day after the `T` of ISO 8601: `21:22:33.5+02:00`.
fn with_iso_time(date: Modified, word: &[u8]) -> Option<(Modified, Form)> {
    let end = word.iter().position(|byte| matches!(byte, b'Z' | b'+' | b'-')).unwrap_or(word.len());
    let (time, offset) = word.split_at_checked(end)?;
    let mut time = clock(time)?.0.on(date);
    match offset {
        b"" => {}
        b"Z" => time.zone = Zone::Said(0),
        [sign, a, b, b':', c, d] => time.zone = Zone::Said(zone(&[*sign, *a, *b, *c, *d])?),
        _ => time.zone = Zone::Said(zone(offset)?),
    }
    Some((time, Form::Time))
}

/// Reads a year of four digits, after which Japanese has a character. A number outside 1000 to 2999 is taken for a
/// size.
#[inline]
fn said_year(word: &[u8]) -> Option<u16> {
    let (digits, mark) = word.split_at_checked(4)?;
    if mark.iter().any(u8::is_ascii) {
        return None;
    }
    small(digits).filter(|year| (1000..3000).contains(year))
}

/// Reads a year of four digits, of three that count from 1900, or of two, of which 80 to 99 are in the last century.
fn short_year(digits: &[u8]) -> Option<u16> {
    let year = small(digits)?;
    match digits.len() {
        2 if year >= 80 => Some(1900 + year),
        2 => Some(2000 + year),
        3 if year >= 100 => Some(1900 + year),
        4 => said_year(digits),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
