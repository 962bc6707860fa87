//! IBM i, formerly OS/400.

use crate::listing::cursor::{Cursor, number};
use crate::listing::date::{Clock, Order, clock, common_order, numbers, three};
use crate::listing::shape::Shape;
use crate::listing::{Entry, Format, Kind, Modified};

/// Types that are directories. A physical file (`*FILE`, with a name that ends in `.FILE`) is one, too: its files
/// are members.
const DIRECTORIES: [&[u8]; 6] = [b"*DIR", b"*DDIR", b"*LIB", b"*FLR", b"*DSTMF", b"*SVRSTG"];

/// Reads `QSYS 77824 02/23/00 15:09:55 *DIR name/`, the same line without an owner, and `QPGMR *MEM
/// LIB.FILE/NAME.MBR`.
pub(super) fn read<'a>(line: &'a [u8], shape: &Shape) -> Option<Entry<'a>> {
    let mut cursor = Cursor::new(line);
    let mut owner = Some(cursor.word()?);
    let mut word = cursor.word()?;
    // Some servers leave the owner out.
    if numbers(word).is_some() || owner.is_some_and(|first| first.starts_with(b"*")) {
        (owner, cursor) = (None, Cursor::new(line));
        word = cursor.word()?;
    }
    let mut entry = Entry::new(Format::Os400, Kind::File, b"");
    if !word.starts_with(b"*") {
        entry.size = Some(number(word)?);
        let day = cursor.word()?;
        let (time, _) = time(cursor.word()?)?;
        entry.modified = Some(time.on(date(day, shape.order)?));
        word = cursor.word()?;
    }
    let kind = word.strip_prefix(b"*").filter(|kind| kind.len() > 1)?;
    kind.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).then_some(())?;
    let name = cursor.trimmed_rest();
    let of_members = word == b"*FILE" && ends_with(name, b".FILE");
    entry.owner = owner;
    entry.name = name.strip_suffix(b"/").unwrap_or(name);
    if DIRECTORIES.contains(&word) || of_members || name.ends_with(b"/") {
        (entry.kind, entry.size) = (Kind::Dir, None);
    }
    Some(entry)
}

/// Reads a time of day, with the separator of the server's job: colons, points or commas.
fn time(word: &[u8]) -> Option<(Clock, bool)> {
    match word {
        [a, b, b'.' | b',', c, d, b'.' | b',', e, f] => clock(&[*a, *b, b':', *c, *d, b':', *e, *f]),
        _ => clock(word),
    }
}

fn ends_with(name: &[u8], end: &[u8]) -> bool {
    let at = name.len().saturating_sub(end.len());
    name.get(at..).is_some_and(|found| found.eq_ignore_ascii_case(end))
}

/// Returns the order in which the server's job writes dates, if all lines together show it.
pub(in crate::listing) fn order<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Order {
    let third = |line| {
        let mut cursor = Cursor::new(line);
        let words = [cursor.word(), cursor.word(), cursor.word()];
        words[1].filter(|word| numbers(word).is_some()).or(words[2])
    };
    common_order([Order::YearFirst, Order::MonthFirst, Order::DayFirst], lines.filter_map(third), date)
}

/// Reads a date of three numbers. If nothing shows their order, the day is first with points, and the year with
/// other separators.
fn date(word: &[u8], order: Order) -> Option<Modified> {
    let (numbers, separator) = numbers(word)?;
    // The order alone decides here, not the separator, hence the slash.
    let read = |order| three(numbers, b'/', order);
    match (order, separator) {
        (Order::Any, b'.') => {
            read(Order::DayFirst).or_else(|| read(Order::YearFirst)).or_else(|| read(Order::MonthFirst))
        }
        (Order::Any, _) => {
            read(Order::YearFirst).or_else(|| read(Order::MonthFirst)).or_else(|| read(Order::DayFirst))
        }
        (order, _) => read(order),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        for (line, name, kind, size, time) in [
            ("QSYS        77824 02/23/00 15:09:55 *DIR a b/", "a b", Kind::Dir, None, "2000-02-23T15:09:55"),
            (
                "QSYS        77824 23/02/00 15:09:55 *FILE a b",
                "a b",
                Kind::File,
                Some(77_824),
                "2000-02-23T15:09:55",
            ),
            (
                "QPGMR        347 29.06.13 15:45:09 *FILE      R.SAVF",
                "R.SAVF",
                Kind::File,
                Some(347),
                "2013-06-29T15:45:09",
            ),
            ("             *MEM       R.FILE/M.MBR", "R.FILE/M.MBR", Kind::File, None, ""),
            ("     77825 06/30/97 12:27:40 *DIR       a b/", "a b", Kind::Dir, None, "1997-06-30T12:27:40"),
            (
                "QPGMR        347 29.06.13 15.45.09 *FILE      R.SAVF",
                "R.SAVF",
                Kind::File,
                Some(347),
                "2013-06-29T15:45:09",
            ),
            (
                "QPGMR      35820 29.06.13 15:45:09 *FILE      R.FILE",
                "R.FILE",
                Kind::Dir,
                None,
                "2013-06-29T15:45:09",
            ),
            (
                "PEP        36864 04/03/24 14:06:34 *STMF      x.zip",
                "x.zip",
                Kind::File,
                Some(36_864),
                "2004-03-24T14:06:34",
            ),
            (
                "QPGMR                            *MEM       R.FILE/M.MBR",
                "R.FILE/M.MBR",
                Kind::File,
                None,
                "",
            ),
        ] {
            let entry = read(line.as_bytes(), &Shape::default()).unwrap();
            let time_read = entry.modified.map(|time| time.to_string()).unwrap_or_default();
            let found = (entry.name_text().unwrap(), entry.kind, entry.size, time_read.as_str());
            assert_eq!(found, (name, kind, size, time), "{line}");
        }
        for line in [
            "",
            "Q *dir x",
            "Q 1 02/23/00 *DIR x",
            "Q 1 02/33/00 15:09:55 *DIR x",
            "Q 1 x",
            "Q * x",
            "Q 1 02/23/00 15:09:55 *D x",
        ] {
            assert_eq!(read(line.as_bytes(), &Shape::default()), None, "{line}");
        }
        assert_eq!(read(b"Q  *MEM       ", &Shape::default()).unwrap().name, b"");
    }

    #[test]
    fn the_order_of_all_dates() {
        for (dates, expected) in [
            (&["04/03/24", "02/23/00"][..], Order::MonthFirst),
            (&["04/03/24", "23/02/00"], Order::DayFirst),
            (&["04/03/24", "99/02/01"], Order::YearFirst),
            (&["04/03/24"], Order::Any),
            (&["02/23/00", "23/02/00"], Order::Any),
            (&[], Order::Any),
        ] {
            let lines: std::vec::Vec<_> =
                dates.iter().map(|date| std::format!("Q 1 {date} 15:09:55 *DIR x")).collect();
            assert_eq!(order(lines.iter().map(|line| line.as_bytes())), expected, "{dates:?}");
        }
    }
}
