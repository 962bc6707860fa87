//! OpenVMS, with all of its FTP servers.

use super::unix::with_unit;
use crate::listing::cursor::{Cursor, all_digits, is_blank, number, split_once, trim_end};
use crate::listing::date::{Order, date};
use crate::listing::{Entry, Format, Kind};

/// The size of a block in bytes.
const BLOCK: u64 = 512;

/// Reads `NAME.EXT;1   4/9   2-JUN-1998 07:32:04  [OWNER]  (RWED,RWED,RE,)`. Size, date and owner may
/// stand in any order. The name leaves out the version and, for a directory, `.DIR`.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    goes_on(line).then_some(())?;
    let mut cursor = Cursor::new(line);
    let (name, kind) = name(cursor.word()?)?;
    let mut entry = Entry::new(Format::Vms, kind, name);
    if cursor.peek().is_none_or(|next| next.starts_with(b"%")) {
        // The name alone, or followed by the reason for that: `%RMS-E-PRV, insufficient privilege`.
        entry.weak = cursor.is_at_end();
        return Some(entry);
    }
    let mut sized = false;
    loop {
        let before = cursor;
        let Some(word) = cursor.word() else { break };
        match word {
            [b'(', ..] => {
                let rights = inside(line.get(start(before)..)?, b')');
                rights.iter().all(|byte| b"RWED, ".contains(byte)).then_some(())?;
                entry.permissions = Some(rights);
                cursor = Cursor::at(line, start(before) + rights.len() + 2);
            }
            [b'[', ..] if entry.owner.is_none() => {
                let owner = inside(line.get(start(before)..)?, b']');
                entry.owner = Some(owner);
                cursor = Cursor::at(line, start(before) + owner.len() + 2);
            }
            _ if !sized && blocks(word).is_some() => {
                (entry.size, sized) = (blocks(word)?, true);
            }
            [b'0'..=b'9', ..] if entry.modified.is_none() => {
                cursor = before;
                let (time, _) = date(&mut cursor, Order::DayFirst)?;
                // A date without a year, such as `18-APR`, is not understood, and neither is its line.
                entry.modified = Some(time).filter(|time| time.year.is_some());
                entry.modified?;
            }
            _ if entry.owner.is_none() => entry.owner = Some(word),
            _ => return None,
        }
    }
    // Rights show the format as well as a size and a date do. Servers send size and date both or not at
    // all.
    let rights_alone = entry.permissions.is_some() && !sized && entry.modified.is_none();
    (rights_alone || (sized && entry.modified.is_some())).then_some(())?;
    entry.rounded = true;
    if kind == Kind::Dir {
        entry.size = None;
    }
    Some(entry)
}

/// Returns whether the line is continued: it is a name alone, or everything but the rights.
pub(super) fn is_wrapped(line: &[u8]) -> bool {
    let mut cursor = Cursor::new(line);
    let named = cursor.word().is_some_and(|word| name(word).is_some());
    let explained = || cursor.peek().is_some_and(|word| word.starts_with(b"%"));
    named && (cursor.is_at_end() || trim_end(line).ends_with(b"]") && !explained())
}

/// Returns whether the second line, if there is one, can be the rights of the entry above it.
fn goes_on(line: &[u8]) -> bool {
    let (above, below) = split_once(line, b'\n').unwrap_or((line, b" "));
    !trim_end(above).ends_with(b"]") || below.first().is_some_and(|first| is_blank(*first) || *first == b'(')
}

/// Returns the name without path and version, and the kind.
fn name(word: &[u8]) -> Option<(&[u8], Kind)> {
    let at = word.iter().rposition(|byte| *byte == b';')?;
    let (path, version) = (word.get(..at)?, word.get(at + 1..)?);
    all_digits(version).then_some(())?;
    let name = path.rsplit(|byte| *byte == b']').next()?;
    if name.is_empty() {
        return None;
    }
    let stem = name.len().checked_sub(4).and_then(|stem| name.split_at_checked(stem));
    match stem {
        Some((stem, end)) if end.eq_ignore_ascii_case(b".DIR") && !stem.is_empty() => Some((stem, Kind::Dir)),
        _ => Some((name, Kind::File)),
    }
}

/// Returns the offset of the next word.
fn start(cursor: Cursor<'_>) -> usize {
    cursor.position() + cursor.blanks()
}

/// Returns what stands between the first byte and the first `close`, or the end.
fn inside(bytes: &[u8], close: u8) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == close).unwrap_or(bytes.len());
    bytes.get(1..end).unwrap_or_default()
}

/// Returns the size in bytes of `used` or `used/allocated` blocks, or of `2KB`. `Some(None)` means that
/// the word stands for a size without saying it (`****`).
fn blocks(word: &[u8]) -> Option<Option<u64>> {
    if word.iter().all(|byte| *byte == b'*') {
        return Some(None);
    }
    let used = match split_once(word, b'/') {
        Some((used, allocated)) if all_digits(allocated) => used,
        Some(_) => return None,
        None => word,
    };
    match number(used) {
        Some(blocks) => Some(Some(blocks.checked_mul(BLOCK)?)),
        None => with_unit(used).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        for (line, name, kind, size, time) in [
            (
                "NEWS.TXT;4  2  18-APR-2000 10:40:39.90",
                "NEWS.TXT",
                Kind::File,
                Some(1024),
                "2000-04-18T10:40:39",
            ),
            (".LOGIN;1    0  13-FEB-2002 23:32", ".LOGIN", Kind::File, Some(0), "2002-02-13T23:32"),
            (
                "FILE.;1     2/8  7-JAN-2000  [A, B] (RWED,,RE,)",
                "FILE.",
                Kind::File,
                Some(1024),
                "2000-01-07",
            ),
            (
                "PUB.DIR;1   1  27-JAN-1994 14:46 [ANONYMOUS] (RWE,RWE,RE,RWE)",
                "PUB",
                Kind::Dir,
                None,
                "1994-01-27T14:46",
            ),
            (
                "BIG.ISO;2 ******  6-MAY-2008 09:29 [A,B] (RE,RWED,RE,RE)",
                "BIG.ISO",
                Kind::File,
                None,
                "2008-05-06T09:29",
            ),
            (
                "LONG.COM;12\r\n          14/15         24-JUL-2002 14:35:40  [T]",
                "LONG.COM",
                Kind::File,
                Some(7168),
                "2002-07-24T14:35:40",
            ),
            (
                "A.B;1   [S]    1/3     2-AUG-2006 13:05  (RWE,RWE,RE,)",
                "A.B",
                Kind::File,
                Some(512),
                "2006-08-02T13:05",
            ),
            (
                "A.B;1   17-JUN-1994 17:25:37     6/13     (RWED,RWED,R,)",
                "A.B",
                Kind::File,
                Some(3072),
                "1994-06-17T17:25:37",
            ),
            ("A.B;1 2KB 23-SEP-2005 14:57", "A.B", Kind::File, Some(2048), "2005-09-23T14:57"),
            ("A.B;1 6/8 15-JUI-2002 PRONAS (RWED,RWED,RE,)", "A.B", Kind::File, Some(3072), "2002-07-15"),
            (
                "A.B;1 (RWED,,RE,) [A, B] 2/8  7-JAN-2000 10:30",
                "A.B",
                Kind::File,
                Some(1024),
                "2000-01-07T10:30",
            ),
            ("A.B;1 [A, B] (R,,,) 2/8  7-JAN-2000", "A.B", Kind::File, Some(1024), "2000-01-07"),
            // An owner that is a number.
            ("A.B;1 2/8  7-JAN-2000 10:30 1234 (R,,,)", "A.B", Kind::File, Some(1024), "2000-01-07T10:30"),
            ("[X.DIR]A.B;1 1/3 5-MAR-1993 18:09", "A.B", Kind::File, Some(512), "1993-03-05T18:09"),
        ] {
            let entry = read(line.as_bytes()).unwrap();
            let found =
                (entry.name_text().unwrap(), entry.kind, entry.size, entry.modified.unwrap().to_string());
            assert_eq!(found, (name, kind, size, time.to_string()), "{line}");
            assert!(!entry.size_is_exact());
        }
        let entry = read(b"A.B;1 2/8  7-JAN-2000  [A, B] (RWED,,RE,)").unwrap();
        assert_eq!((entry.owner, entry.permissions), (Some(&b"A, B"[..]), Some(&b"RWED,,RE,"[..])));
        let hidden = read(b"A.B;1 %RMS-E-PRV, insufficient privilege or file protection violation").unwrap();
        assert_eq!((hidden.name, hidden.size, hidden.weak), (&b"A.B"[..], None, false));
        assert!(read(b"A.B;1").unwrap().weak && is_wrapped(b"A.B;1 ") && !is_wrapped(b"A.B;1 2"));
        let rights = read(b"A.B;1      [USER,AI26]       (RWED,RWED,RE,E)").unwrap();
        assert_eq!(
            (rights.name, rights.owner, rights.size, rights.weak),
            (&b"A.B"[..], Some(&b"USER,AI26"[..]), None, false)
        );
        assert!(is_wrapped(b"A.B;1 2/3 7-JAN-2000 10:30:00 [A,B] "));
        assert!(!is_wrapped(b"A.B;1 %RMS-E-PRV, no [X]"));
        let two = read(b"A.B;1 2/3 7-JAN-2000 10:30:00 [A,B]\r\n  (RWED,,RE,)").unwrap();
        assert_eq!((two.permissions, two.size), (Some(&b"RWED,,RE,"[..]), Some(1024)));
    }

    #[test]
    fn no_lines() {
        for line in [
            "README.TXT 2 18-APR-2000 10:40:39",
            "README.TXT;1 garbage 18-APR-2000 10:40:39",
            "README.TXT;1 2 18-APR 10:40:39",
            "README.TXT;1  9223372036854775807  18-APR-2000 10:40:39.90",
            "README.TXT;1  2",
            "README.TXT;x  2 18-APR-2000",
            "A.B;1\r\nC.D;1",
            "A.B;1 2/3 7-JAN-2000 10:30:00 [A,B]\r\nC.D;1 2/3 7-JAN-2000 10:30:00 [A,B]",
            "A.B;1 [A,B]",
            "A.B;1 2/3 7-JAN-2000 10:30:00 [A,B]\r\n[C,D] (RWED,,,)",
            "A.B;1 2 APR-18-2000 10:40:39",
            "A.B;1 [A,B]\r\n2/3 7-JAN-2000 10:30:00",
            "A.B;1 2/x 7-JAN-2000 10:30:00",
            "A.B;1 2 18-APR-2000 10:40:39 PM [A,B]",
            "A.B;1 2 18-APR-2000 10:40:39 [A,B] (RWED2,,,)",
            ";1 2 18-APR-2000",
            "",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
