//! Formats of a name, size, date and time in different orders, told apart by what comes first.

use crate::listing::cursor::{Cursor, grouped, is_blank, number, trim_end};
use crate::listing::date::{Form, Order, clock, date};
use crate::listing::{Entry, Format, Kind, Modified};

/// Reads `1123      A    07-14-99   12:37  name` (OS/2, with `DIR` for a directory), `0  Dec 12, 2002 02:13
/// name/` (VShell) and `2048    Feb-28-1998  05:23:30   name <DIR>` (VxWorks).
pub(super) fn size_first(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let size = number(cursor.word()?)?;
    let mut entry = Entry::new(Format::SizeFirst, Kind::File, b"");
    let modified = loop {
        let mut behind = cursor;
        if is_day_with_letters(cursor.peek()?) {
            return None;
        }
        match date(&mut behind, Order::MonthFirst) {
            Some((modified, Form::Time)) if modified.year.is_some() => {
                cursor = behind;
                break modified;
            }
            _ => {}
        }
        let attributes =
            cursor.word().filter(|word| word.len() <= 5 && word.iter().all(u8::is_ascii_uppercase))?;
        if attributes == b"DIR" {
            entry.kind = Kind::Dir;
        }
    };
    entry.modified = Some(modified);
    let rest = cursor.rest();
    rest.first().is_none_or(|byte| is_blank(*byte)).then_some(())?;
    let name = trim_end(cursor.trimmed_rest()); // VxWorks pads the name
    let marked = name.strip_suffix(b"<DIR>").map(trim_end).or(name.strip_suffix(b"/"));
    if let Some(name) = marked.filter(|name| !name.is_empty()) {
        (entry.kind, entry.name) = (Kind::Dir, name);
    } else {
        entry.name = name;
    }
    entry.size = Some(size).filter(|_| entry.kind != Kind::Dir);
    Some(entry)
}

/// Reads `CMT  <DIR>  Nov 21  94  10:59` (Chameleon), `A.TXT 120 05-11-95 14:20 .` (SuperTCP), `a  1014196
/// 06/03/04  Thur.  10:20:03` (Nortel) and `a.txt 1,234 12:34 01/02/03` (KA9Q). In these formats, names have no
/// blanks and begin the line: more than one leading blank means the second half of a wrapped line.
pub(super) fn name_first(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    (cursor.blanks() < 2).then_some(())?;
    let name = cursor.word()?;
    let mut entry = Entry::new(Format::NameFirst, Kind::File, name);
    match cursor.word()? {
        b"<DIR>" => entry.kind = Kind::Dir,
        size => entry.size = Some(grouped(size, b",")?),
    }
    entry.modified = Some(any_date(&mut cursor)?);
    // Only attributes may follow. With anything more, the line has another format.
    let is_attributes = |word: &[u8]| word.len() <= 4 && word.iter().all(|byte| b"ARHSD.".contains(byte));
    let rest = trim_end(cursor.trimmed_rest());
    if !is_attributes(rest) {
        return None;
    }
    if let Some(name) = entry.name.strip_suffix(b"/").filter(|name| !name.is_empty()) {
        (entry.kind, entry.name, entry.size) = (Kind::Dir, name, None);
    }
    Some(entry)
}

/// Reads a date and a time in either order.
fn any_date(cursor: &mut Cursor<'_>) -> Option<Modified> {
    let start = *cursor;
    let word = cursor.word()?;
    if let Some((time, _)) = clock(word) {
        let (day, form) = date(cursor, Order::MonthFirst)?;
        return (form == Form::Date).then_some(time.on(day));
    }
    if is_day_with_letters(word) {
        return None;
    }
    *cursor = start;
    let (modified, form) = date(cursor, Order::MonthFirst)?;
    modified.year?;
    if form == Form::Time {
        return Some(modified);
    }
    let mut word = cursor.word()?;
    if word.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'.') {
        word = cursor.word()?; // the word was the day of the week, between date and time
    }
    Some(clock(word)?.0.on(modified))
}

/// Returns whether the word is a day like `18-APR-2000`, which belongs to formats with more columns.
fn is_day_with_letters(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_digit) && word.iter().any(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines_with_the_size_first() {
        for (line, name, kind, size, time) in [
            (
                "     0           DIR   05-12-97   16:52  My Desktop",
                "My Desktop",
                Kind::Dir,
                None,
                "1997-05-12T16:52",
            ),
            (
                "149473      A          11-17-98   16:07  LOG.OS2",
                "LOG.OS2",
                Kind::File,
                Some(149_473),
                "1998-11-17T16:07",
            ),
            (" 1123 DIR  A    10-05-100  23:38  x", "x", Kind::Dir, None, "2000-10-05T23:38"),
            (
                "310992                 06-28-94   09:56  x",
                "x",
                Kind::File,
                Some(310_992),
                "1994-06-28T09:56",
            ),
            ("206876  Apr 04, 2000 21:06 a b", "a b", Kind::File, Some(206_876), "2000-04-04T21:06"),
            ("0  Dec 12, 2002 02:13 a b/", "a b", Kind::Dir, None, "2002-12-12T02:13"),
            ("2048    Feb-28-1998  05:23:30   a b <DIR>", "a b", Kind::Dir, None, "1998-02-28T05:23:30"),
            ("2048    Feb-28-1998  05:23:30   a   ", "a", Kind::File, Some(2048), "1998-02-28T05:23:30"),
        ] {
            let entry = size_first(line.as_bytes()).unwrap();
            let found =
                (entry.name_text().unwrap(), entry.kind, entry.size, entry.modified.unwrap().to_string());
            assert_eq!(found, (name, kind, size, time.to_string()), "{line}");
        }
        for line in [
            "10  2-JUL-2003 10:30:08 x",
            "12 A x 07-14-99 12:37 y",
            "12 07-14-99 y",
            "12 Nov 27 12:34 y",
            "x 07-14-99 12:37 y",
            "12",
            "",
        ] {
            assert_eq!(size_first(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn lines_with_the_name_first() {
        for (line, name, kind, size, time) in [
            ("CMT             <DIR>           Nov 21  94  10:59", "CMT", Kind::Dir, None, "1994-11-21T10:59"),
            (
                "DESIGN1.DOC          11264   May 11  95  14:20     A",
                "DESIGN1.DOC",
                Kind::File,
                Some(11_264),
                "1995-05-11T14:20",
            ),
            (
                "CMT.CSV                  0   Jul 06  1995 14:56    RHA",
                "CMT.CSV",
                Kind::File,
                Some(0),
                "1995-07-06T14:56",
            ),
            ("A.DOC 11264 05-11-95 14:20 .", "A.DOC", Kind::File, Some(11_264), "1995-05-11T14:20"),
            (
                "a-b       1014196  06/03/04  Thur.   10:20:03",
                "a-b",
                Kind::File,
                Some(1_014_196),
                "2004-06-03T10:20:03",
            ),
            ("a.txt  1,234 12:34 01/02/03", "a.txt", Kind::File, Some(1234), "2003-01-02T12:34"),
            ("a/  0 12:34 01/02/03", "a", Kind::Dir, None, "2003-01-02T12:34"),
        ] {
            let entry = name_first(line.as_bytes()).unwrap_or_else(|| panic!("{line}"));
            let found =
                (entry.name_text().unwrap(), entry.kind, entry.size, entry.modified.unwrap().to_string());
            assert_eq!(found, (name, kind, size, time.to_string()), "{line}");
        }
        for line in [
            "README.TXT 2 18-APR-2000 10:40:39",
            "zrwxr-xr-x   2 Mar  2 15:13 zxbox",
            "a b 2 05-11-95 14:20",
            "a 2 05-11-95",
            "a 2 05-11-95 14:20 more",
            "a 1,2 05-11-95 14:20",
            "      a 12 05-11-95 14:20",
            "  a 12 05-11-95 14:20",
            "",
        ] {
            assert_eq!(name_first(line.as_bytes()), None, "{line}");
        }
    }
}
