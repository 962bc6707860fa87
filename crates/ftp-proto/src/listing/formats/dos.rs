//! Date and time first: IIS and other servers on Windows.

use crate::listing::cursor::{Cursor, grouped, is_blank, number, trim_start};
use crate::listing::date::{Order, clock, common_order, half_of_day, numbers, three};
use crate::listing::shape::Shape;
use crate::listing::{Entry, Format, Kind, Modified};

/// The column in which names begin in a listing of IIS.
const NAME: usize = 39;

/// The number of blanks that IIS puts between `<DIR>` and a name. After a size it puts one.
const GAP: usize = 10;

/// Reads `11-02-09  05:32PM       <DIR>          name` and `2013-09-02  19:06                9,730 name`.
pub(super) fn read<'a>(line: &'a [u8], shape: &Shape) -> Option<Entry<'a>> {
    let mut cursor = Cursor::new(line);
    let day = date(cursor.word()?, shape.order)?;
    let (time, _) = clock(cursor.word()?)?;
    let modified = half_of_day(time, &mut cursor)?.on(day);
    let what = cursor.word()?;
    let end = cursor.position();
    let mut entry = Entry::new(Format::Dos, Kind::File, b"");
    entry.modified = Some(modified);
    match what {
        b"<DIR>" | b"<REP>" => entry.kind = Kind::Dir, // in English and in French
        [b'<', ..] if is_link(what) => entry.kind = Kind::Link,
        _ => entry.size = Some(grouped(what, b",.").or_else(|| with_spaces(what))?),
    }
    let rest = line.get(end..)?;
    rest.first().is_none_or(|byte| is_blank(*byte)).then_some(())?;
    // A name may begin with a blank if the columns are those of IIS.
    let gap = if entry.size.is_some() { 1 } else { GAP };
    let in_columns =
        end + gap == NAME && rest.get(..gap).is_some_and(|gap| gap.iter().all(|byte| *byte == b' '));
    let name = if in_columns { rest.get(gap..)? } else { trim_start(rest) };
    entry.name = if trim_start(name).is_empty() { b"" } else { name };
    if entry.kind == Kind::Link {
        split_target(&mut entry);
    }
    Some(entry)
}

/// Returns the order of the dates in a listing, if all lines together show it. IIS has the month first; other
/// servers follow local custom.
pub(in crate::listing) fn order<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Order {
    let first = |line| Cursor::new(line).word();
    common_order([Order::MonthFirst, Order::DayFirst], lines.filter_map(first), date)
}

/// Reads a date of three numbers. If nothing shows their order, the month is first if that makes a date.
pub(super) fn date(word: &[u8], order: Order) -> Option<Modified> {
    let (numbers, separator) = numbers(word).filter(|(_, separator)| *separator != b',')?;
    match order {
        Order::Any => three(numbers, separator, Order::MonthFirst)
            .or_else(|| three(numbers, separator, Order::DayFirst)),
        order => three(numbers, separator, order),
    }
}

/// Reads a number with a no-break space before each three digits, in the encoding of the console, of Windows, or in
/// UTF-8, where it is one of two characters.
fn with_spaces(word: &[u8]) -> Option<u64> {
    const SPACES: [&[u8]; 4] = [b"\xff", b"\xa0", b"\xc2\xa0", b"\xe2\x80\xaf"];
    let digits = |rest: &[u8]| rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (first, mut rest) = word.split_at_checked(digits(word))?;
    let mut value = number(first)?;
    while !rest.is_empty() {
        let group = SPACES.iter().find_map(|space| rest.strip_prefix(*space))?;
        let (three, behind) = group.split_at_checked(digits(group)).filter(|(three, _)| three.len() == 3)?;
        value = value.checked_mul(1000)?.checked_add(number(three)?)?;
        rest = behind;
    }
    Some(value)
}

fn is_link(word: &[u8]) -> bool {
    [&b"<JUNCTION>"[..], b"<SYMLINK>", b"<SYMLINKD>"].contains(&word)
}

/// Splits `name [C:\target]` into name and target.
fn split_target(entry: &mut Entry<'_>) {
    let Some(inner) = entry.name.strip_suffix(b"]") else { return };
    let Some(at) = inner.windows(2).position(|pair| pair == b" [") else { return };
    if let (Some(name), Some(target)) = (inner.get(..at), inner.get(at + 2..)) {
        if !name.is_empty() {
            (entry.name, entry.target) = (name, Some(target));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn thousands() {
        for (word, expected) in [
            (&b"1\xff234\xff567"[..], Some(1_234_567)),
            (b"1\xa0234", Some(1234)),
            ("12\u{a0}345".as_bytes(), Some(12_345)),
            ("1\u{202f}234\u{202f}567".as_bytes(), Some(1_234_567)),
            (b"1\xff23", None),
            (b"1\xff2345", None),
            (b"\xff234", None),
            (b"1\xff", None),
        ] {
            assert_eq!(with_spaces(word), expected, "{}", word.escape_ascii());
        }
    }

    #[test]
    fn lines() {
        for (line, name, kind, size, time) in [
            (
                "07-19-21  06:12PM       <DIR>          My Folder",
                "My Folder",
                Kind::Dir,
                None,
                "2021-07-19T18:12",
            ),
            (
                "07-19-21  12:00AM               458104 a b.png",
                "a b.png",
                Kind::File,
                Some(458_104),
                "2021-07-19T00:00",
            ),
            (
                "07-19-21  12:00AM               458104  a",
                " a",
                Kind::File,
                Some(458_104),
                "2021-07-19T00:00",
            ),
            ("07-19-21  06:12PM       <DIR>           a", " a", Kind::Dir, None, "2021-07-19T18:12"),
            ("24/12/2018  18:30    <REP>          a", "a", Kind::Dir, None, "2018-12-24T18:30"),
            ("07-19-21 11:12       <DIR> System", "System", Kind::Dir, None, "2021-07-19T11:12"),
            ("07-19-21 03:09 PM  12 x", "x", Kind::File, Some(12), "2021-07-19T15:09"),
            ("07-19-21 11:12  12    x", "x", Kind::File, Some(12), "2021-07-19T11:12"),
            ("07-19-1968  03:13PM       <DIR>          S", "S", Kind::Dir, None, "1968-07-19T15:13"),
            ("7/9/2021  3:13PM       1,234,567 S", "S", Kind::File, Some(1_234_567), "2021-07-09T15:13"),
            ("2013-09-02  19:06                9,730 F", "F", Kind::File, Some(9730), "2013-09-02T19:06"),
            (
                "24.12.2010  12:30    <DIR>          Weihnacht",
                "Weihnacht",
                Kind::Dir,
                None,
                "2010-12-24T12:30",
            ),
            ("19-07-21  06:12PM       1   x", "x", Kind::File, Some(1), "2021-07-19T18:12"),
            ("07-21-00  07:22AM       <JUNCTION>     j", "j", Kind::Link, None, "2000-07-21T07:22"),
        ] {
            let entry = read(line.as_bytes(), &Shape::default()).unwrap();
            let found =
                (entry.name_text().unwrap(), entry.kind, entry.size, entry.modified.unwrap().to_string());
            assert_eq!(found, (name, kind, size, time.to_string()), "{line}");
        }
        let link =
            read(b"07-21-20  07:22AM       <SYMLINKD>     my link [C:\\x [y]]", &Shape::default()).unwrap();
        assert_eq!((link.name, link.target), (&b"my link"[..], Some(&b"C:\\x [y]"[..])));
    }

    #[test]
    fn no_lines() {
        for line in [
            "07-19-21  06:12PM       <OTHER>        x",
            "07-19-21  06:12PM       -1   x",
            "32-07-21  06:12PM       1   x",
            "07-19-21  13:12PM       1   x",
            "-19-21  03:09PM  <DIR> x",
            "07-19-21-1  03:09PM  <DIR> x",
            "07-19-21  03:09PM  1,23 x",
            "07-19-21  03:09PM",
            "",
        ] {
            assert_eq!(read(line.as_bytes(), &Shape::default()), None, "{line}");
        }
        for line in ["07-19-21  06:12PM       1234    ", "07-19-21  06:12PM       <DIR>          "] {
            assert_eq!(read(line.as_bytes(), &Shape::default()).unwrap().name, b"", "{line}");
        }
    }

    #[test]
    fn the_order_of_all_dates() {
        for (dates, expected) in [
            (&["07-19-21", "03-04-21"][..], Order::MonthFirst),
            (&["03-04-21", "19-07-21"], Order::DayFirst),
            (&["07-19-21", "19-07-21"], Order::Any),
            (&["03-04-21", "2021-07-19"], Order::Any),
        ] {
            assert_eq!(order(dates.iter().map(|date| date.as_bytes())), expected, "{dates:?}");
        }
    }
}
