//! VM/CMS.

use crate::listing::cursor::{Cursor, number};
use crate::listing::date::{Order, date};
use crate::listing::{Entry, Format, Kind};

/// Reads `NAME TYPE V 65 107 2 2005-10-04 15:28:42 OWNER`: record format, record length, number of records,
/// blocks, date. The name is made of the name and type of the file, after which the disk may stand. A
/// directory of the shared file system has no type, and dashes for the numbers: `NAME DIR - - - 1999-09-20
/// 10:31:11 -`.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let name = cursor.word().filter(|name| is_name(name))?;
    let mut kind: &[u8] = b"";
    let mut format = cursor.word()?;
    if format != b"DIR" || cursor.peek() != Some(b"-") {
        kind = Some(format).filter(|kind| is_name(kind))?;
        format = cursor.word()?;
    }
    if matches!(format, [b'A'..=b'Z', b'0'..=b'9']) {
        format = cursor.word()?; // the word before it was the disk
    }
    let mut entry = Entry::new(Format::Cms, Kind::File, name);
    let numbers = [cursor.word()?, cursor.word()?, cursor.word()?];
    match format {
        b"F" | b"V" => {
            let [length, records, _] = numbers.map(number);
            // Records of variable length can be shorter.
            entry.size = Some(length?.checked_mul(records?)?);
            entry.rounded = format == b"V";
            entry.name_type = Some(kind);
        }
        b"DIR" if numbers.iter().all(|number| *number == b"-") => entry.kind = Kind::Dir,
        _ => return None,
    }
    entry.modified = Some(date(&mut cursor, Order::MonthFirst)?.0);
    entry.owner = cursor.word();
    Some(entry)
}

/// Names of files have at most eight characters, those of directories sixteen.
fn is_name(word: &[u8]) -> bool {
    word.len() <= 16 && word.iter().all(|byte| byte.is_ascii_alphanumeric() || b"$#@+-:_".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        for (line, kind, size, exact, time) in [
            (
                "README   TEXT     V        65    107      2 2005-10-04 15:28:42 060191",
                Kind::File,
                Some(6955),
                false,
                "2005-10-04T15:28:42",
            ),
            (
                "README   TEXT A1  F        80      2      1  7/28/99 12:24:01 OWNER",
                Kind::File,
                Some(160),
                true,
                "1999-07-28T12:24:01",
            ),
            (
                "README            DIR        -      -      - 1999-07-28 12:24:01 -",
                Kind::Dir,
                None,
                false,
                "1999-07-28T12:24:01",
            ),
            (
                "README             A1 DIR    -      -      -  7/28/99   12:24:01",
                Kind::Dir,
                None,
                false,
                "1999-07-28T12:24:01",
            ),
        ] {
            let entry = read(line.as_bytes()).unwrap();
            assert_eq!((entry.kind, entry.size, entry.size_is_exact()), (kind, size, exact), "{line}");
            assert_eq!(entry.modified.unwrap().to_string(), time);
            assert_eq!(entry.name_type, Some(&b"TEXT"[..]).filter(|_| kind == Kind::File));
        }
        // The type of a file can be anything.
        let dir = read(b"README DIR V 65 107 2 2005-10-04 15:28:42").unwrap();
        assert_eq!((dir.kind, dir.name_type, dir.size), (Kind::File, Some(&b"DIR"[..]), Some(6955)));
        for line in [
            "README TEXT X 65 107 2 2005-10-04 15:28:42",
            "README TEXT V 65 2 2005-10-04 15:28",
            "README1234567890X TEXT V 6 1 2 2005-10-04",
            "README TEXT DIR 1 - - 2005-10-04",
            "README DIR - - - -",
            "",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
