//! z/OS: data sets, members of partitioned data sets, and jobs.

use crate::listing::cursor::{Cursor, all_digits};
use crate::listing::date::{Order, date};
use crate::listing::{Entry, Format, Kind, Modified};

/// Organizations of data sets. Those that begin with PO are directories whose files are members.
const ORGANIZATIONS: &[&[u8]] = &[
    b"PS", b"PS-E", b"PO", b"PO-E", b"DA", b"IS", b"VS", b"VSAM", b"PATH", b"GDG", b"HFS", b"PSU", b"POU",
    b"DAU", b"NONE",
];

/// What stands in place of the columns of a data set that is not on a disk. The volume may stand before it, the
/// name follows it.
const ELSEWHERE: &[&[u8]] = &[
    b"Migrated",
    b"Not Direct Access Device",
    b"Not Mounted",
    b"Tape",
    b"Pseudo Directory",
    b"VSAM",
    b"GDG",
    b"PATH",
];

/// What a job is doing.
const STATUS: &[&[u8]] = &[b"INPUT", b"ACTIVE", b"OUTPUT", b"HELD"];

/// Reads a line in any of the forms below.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    data_set(line)
        .or_else(|| member(line))
        .or_else(|| load_module(line))
        .or_else(|| job(line))
        .or_else(|| elsewhere(line))
        .or_else(|| bare_member(line))
}

fn entry(kind: Kind, name: &[u8]) -> Entry<'_> {
    Entry::new(Format::Mvs, kind, name)
}

/// Reads `SAVE00 3390   2004/06/23  1    1  FB     128  6144  PO    NAME`, and from before 2000 `3380K
/// 12/29/95`.
fn data_set(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    cursor.word().filter(|volume| volume.len() <= 6)?;
    // With LISTLEVEL 2 there is no unit.
    let mut behind = cursor;
    let unit = behind.word()?;
    if matches!(unit.len(), 4 | 5) && unit.iter().all(u8::is_ascii_alphanumeric) {
        cursor = behind;
    }
    let modified = match cursor.peek()? {
        b"**NONE**" => (cursor.word(), None).1,
        _ => Some(day(&mut cursor, Order::MonthFirst)?),
    };
    let mut organization = cursor.word()?;
    let mut name = cursor.word()?;
    while let Some(word) = cursor.word() {
        (organization, name) = (name, word);
    }
    ORGANIZATIONS.contains(&organization).then_some(())?;
    let kind = if organization.starts_with(b"PO") { Kind::Dir } else { Kind::File };
    Some(Entry { modified, ..entry(kind, is_name(name).then_some(name)?) })
}

/// Reads `Migrated   NAME`, `ARCIVE Not Direct Access Device   NAME`, `TSO004 3390   VSAM NAME`.
fn elsewhere(line: &[u8]) -> Option<Entry<'_>> {
    let mut words = Cursor::new(line);
    let mut start = 0;
    for skipped in 0..3 {
        let rest = Cursor::at(line, start).trimmed_rest();
        let place = ELSEWHERE.iter().find(|place| rest.starts_with(place));
        if let Some(place) = place {
            let mut behind = Cursor::at(rest, place.len());
            let blanks = behind.blanks();
            let name = behind.word().filter(|name| blanks > 0 && is_name(name))?;
            let kind = if *place == b"Pseudo Directory" { Kind::Dir } else { Kind::File };
            return behind.is_at_end().then_some(entry(kind, name));
        }
        let word = words.word().filter(|word| word.len() <= 6 && (skipped == 0 || all_digits(word)))?;
        word.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).then_some(())?;
        start = words.position();
    }
    None
}

/// Reads a member with statistics, whose sizes are in lines: `NAME  01.03 2002/09/12 2002/10/11 09:37    11
/// 11     0 USER`.
fn member(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let name = cursor.word().filter(|name| is_name(name))?;
    let version = cursor.word()?;
    let is_version =
        matches!(version, [a, b, b'.', c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()));
    is_version.then_some(())?;
    day(&mut cursor, Order::YearFirst)?;
    let (changed, _) = date(&mut cursor, Order::YearFirst)?;
    let mut owner = None;
    while let Some(word) = cursor.word() {
        owner = Some(word);
    }
    Some(Entry { modified: Some(changed), owner, ..entry(Kind::File, name) })
}

/// Reads a load module, whose size is in hexadecimal digits: `NAME   000058   000009  00 FO  RN RU  31 ANY`.
fn load_module(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let name = cursor.word().filter(|name| is_name(name))?;
    let size = hex(cursor.word()?)?;
    hex(cursor.word()?)?;
    // The addressing mode ends the line.
    let mut last = cursor.word()?;
    while let Some(word) = cursor.word() {
        last = word;
    }
    matches!(last, b"ANY" | b"24" | b"31" | b"64").then_some(())?;
    Some(Entry { size: Some(size), ..entry(Kind::File, name) })
}

/// Reads a job, whose name for RETR is its number: `USER1    JOB01906  USER1    OUTPUT A        3 Spool Files`.
fn job(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    cursor.word().filter(|name| name.len() <= 8 && is_name(name))?;
    let id = cursor.word().filter(|id| is_job(id))?;
    let owner = cursor.word()?;
    let status = STATUS.contains(&owner) || STATUS.contains(&cursor.word()?);
    let owner = Some(owner).filter(|owner| !STATUS.contains(owner));
    status.then_some(Entry { owner, ..entry(Kind::File, id) })
}

/// Reads a member without statistics. The line alone does not show that it is one.
fn bare_member(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let name = cursor.word().filter(|name| is_name(name) && line.starts_with(name))?;
    let has_letters = name.iter().any(u8::is_ascii_uppercase) && !name.iter().any(u8::is_ascii_lowercase);
    (has_letters && cursor.is_at_end()).then_some(Entry { weak: true, ..entry(Kind::File, name) })
}

/// Reads `2004/06/23`, or three numbers of two digits in this order.
fn day(cursor: &mut Cursor<'_>, order: Order) -> Option<Modified> {
    let word = cursor.word().filter(|word| matches!(word.len(), 8 | 10))?;
    Some(date(&mut Cursor::new(word), order)?.0)
}

fn hex(word: &[u8]) -> Option<u64> {
    if !matches!(word.len(), 6..=8) {
        return None;
    }
    word.iter().try_fold(0, |value, byte| match byte {
        b'0'..=b'9' => Some(value * 16 + u64::from(byte - b'0')),
        b'A'..=b'F' => Some(value * 16 + u64::from(byte - b'A' + 10)),
        _ => None,
    })
}

/// Returns whether the word is the number of a job: `JOB01906`, `STC00012`, `TSU00003`, `J0001906`.
fn is_job(word: &[u8]) -> bool {
    let digits = word.iter().position(u8::is_ascii_digit).and_then(|at| word.split_at_checked(at));
    digits.is_some_and(|(letters, digits)| {
        all_digits(digits)
            && digits.len() >= 4
            && matches!(letters, b"JOB" | b"STC" | b"TSU" | b"J" | b"S" | b"T")
    })
}

/// Returns whether the word has only the characters of names of data sets and members.
fn is_name(word: &[u8]) -> bool {
    word.len() <= 44 + 2 + 10
        && word.iter().all(|byte| byte.is_ascii_alphanumeric() || b"$#@.-_{}'()".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        for (line, name, kind, size, time) in [
            (
                "SAVE00 3390   2004/06/23  1    1  FB     128  6144  PS    A.B.D061704",
                "A.B.D061704",
                Kind::File,
                None,
                "2004-06-23",
            ),
            (
                "SAVE01 3390   2004/06/23  1+++++  FB     128  6144  PO-E  A.B",
                "A.B",
                Kind::Dir,
                None,
                "2004-06-23",
            ),
            ("NRP004 3390   **NONE**    1   15  NONE     0     0  PO  A", "A", Kind::Dir, None, ""),
            (
                "WYO 3420   2003/05/21  1 ???? FB 80  8053  PS  A.FILE",
                "A.FILE",
                Kind::File,
                None,
                "2003-05-21",
            ),
            ("TSO004 3390   VSAM A.B", "A.B", Kind::File, None, ""),
            ("Migrated                     A.B", "A.B", Kind::File, None, ""),
            ("ARCIVE Not Direct Access Device    A.B", "A.B", Kind::File, None, ""),
            ("V43525 Tape                        A.B", "A.B", Kind::File, None, ""),
            ("Pseudo Directory                   A.B", "A.B", Kind::Dir, None, ""),
            (
                "SAVE03    01.03 2002/09/12 2002/10/11 09:37    11    11     0 KIL001",
                "SAVE03",
                Kind::File,
                None,
                "2002-10-11T09:37",
            ),
            (
                "EAGK   000058   000009          00 FO             RN RU            31    ANY",
                "EAGK",
                Kind::File,
                Some(88),
                "",
            ),
            ("EAGK   0001AF   000009  00 FO  RN RU  31 ANY", "EAGK", Kind::File, Some(0x1af), ""),
            ("IBMUSER1 JOB01906  IBMUSER1 OUTPUT A        3 Spool Files", "JOB01906", Kind::File, None, ""),
            ("IBMUSER1 STC01907  INPUT", "STC01907", Kind::File, None, ""),
            ("MEMBER1   ", "MEMBER1", Kind::File, None, ""),
        ] {
            let entry = read(line.as_bytes()).unwrap_or_else(|| panic!("{line}"));
            let time_read = entry.modified.map(|time| time.to_string()).unwrap_or_default();
            let found = (entry.name_text().unwrap(), entry.kind, entry.size, time_read.as_str());
            assert_eq!(found, (name, kind, size, time), "{line}");
            assert_eq!(entry.weak, line.starts_with("MEMBER1"), "{line}");
        }
        for line in [
            "",
            "member",
            "two words",
            "A B C D E F G H I",
            "SAVE 3390 2004/06/23 1 1 FB 128 6144 XX NAME",
            "12345",
            "Tape",
            "lower 3390 VSAM x y",
            "SAVE00 339000 2004/06/23 1 1 FB 128 6144 PS A.B",
            "MigratedA.B",
            "ARCHIVE Tape A.B",
            "IBMUSER123 JOB01906 ANN OUTPUT",
            "IBMUSER1 XYZ01906 ANN OUTPUT",
            "IBMUSER1 JOB019 ANN OUTPUT",
            "IBMUSER1 JOB01x06 ANN OUTPUT",
            "EAGK   0001AF   00000G  00 FO  RN RU  31 ANY",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
        for (line, owner) in
            [("IBMUSER1 JOB01906 ANN OUTPUT", Some(&b"ANN"[..])), ("IBMUSER1 STC01907  INPUT", None)]
        {
            assert_eq!(read(line.as_bytes()).unwrap().owner, owner, "{line}");
        }
    }

    /// The name of a data set, and of a member in it.
    #[test]
    fn the_longest_name() {
        for (length, fits) in [(56, true), (57, false)] {
            let line = ["Migrated  ", &"A".repeat(length)].concat();
            assert_eq!(read(line.as_bytes()).is_some(), fits, "{length} letters");
        }
    }
}
