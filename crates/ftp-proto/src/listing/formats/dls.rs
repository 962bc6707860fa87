//! `/bin/dls`, and names alone: two formats that a single line does not show.

use crate::listing::NoEntryKind::ServerError;
use crate::listing::cursor::{Cursor, all_digits, number, trim_end};
use crate::listing::date::{Order, date};
use crate::listing::noise::noise;
use crate::listing::shape::Shape;
use crate::listing::{Entry, Format, Kind};

/// Reads `README              763  Information about this server`, `pub/                =  Public area` and
/// `morgan               14  Apr 18  9:39  -> ../real/morgan`: the name, its size or a sign, the date in some
/// versions, and a description.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let name = cursor.word().filter(|name| line.starts_with(name) && !is_rights(name))?;
    is_plain(name.strip_suffix(b"/").unwrap_or(name)).then_some(())?;
    let gap = cursor.blanks();
    let value = cursor.word()?;
    let size = if matches!(value, b"-" | b"=") { None } else { Some(number(value)?) };
    let mut dated = cursor;
    let modified = date(&mut dated, Order::Any).map(|(modified, _)| {
        cursor = dated;
        modified
    });
    let description = trim_end(cursor.rest());
    let apart = description.is_empty() || description.starts_with(b"  ") || description.starts_with(b"\t");
    let text = cursor.trimmed_rest();
    // In `d   -   -  - ann`, the columns are spaced-out rights of another system.
    let rights_apart = name.len() == 1 && text.starts_with(b"-") && !text.starts_with(b"->");
    if rights_apart
        || gap < 2
        || !apart
        || text.first().is_some_and(u8::is_ascii_digit)
        || noise(line).is_some()
    {
        return None;
    }
    let mut entry = Entry::new(Format::Dls, Kind::File, name);
    entry.weak = true;
    (entry.size, entry.modified) = (size, modified);
    if let Some(name) = name.strip_suffix(b"/").filter(|name| !name.is_empty()) {
        (entry.kind, entry.name, entry.size) = (Kind::Dir, name, None);
    } else if let Some(target) = text.strip_prefix(b"-> ") {
        (entry.kind, entry.target) = (Kind::Link, Some(trim_end(target)));
    }
    Some(entry)
}

/// Returns whether the line is a long name alone, after which the rest is on the next line.
pub(super) fn is_wrapped(line: &[u8]) -> bool {
    let mut cursor = Cursor::new(line);
    cursor.word().is_some_and(|name| line.starts_with(name) && is_plain(name)) && cursor.is_at_end()
}

/// Reads a name alone. If the caller says that the listing has names, the whole line is one; otherwise only a
/// line that cannot be anything else.
pub(super) fn name_alone<'a>(line: &'a [u8], shape: &Shape) -> Option<Entry<'a>> {
    let noise = noise(line);
    if noise == Some(ServerError) || !(shape.said || (noise.is_none() && is_plain(line))) || line.is_empty() {
        return None;
    }
    Some(Entry { weak: true, ..Entry::new(Format::Names, Kind::Other, line) })
}

/// Returns whether the word is rights (`-rw-`, `d----`, `drwxr-y---`): a line with them has the name
/// elsewhere.
fn is_rights(word: &[u8]) -> bool {
    let short = || {
        word.iter().all(|byte| b"-dlrwxstahSHA".contains(byte))
            && word.iter().filter(|byte| **byte == b'-').count() > 1
    };
    let of_unix = || {
        let columns = word.get(1..10).unwrap_or_default().iter().zip(b"rwxrwxrwx");
        let known = columns.filter(|(byte, own)| byte == own || **byte == b'-').count();
        matches!(word.len(), 10 | 11)
            && word.first().is_some_and(|first| b"-dlbcps".contains(first))
            && known > 6
    };
    short() || of_unix()
}

/// Returns whether the word has none of the characters that separate fields in unknown formats.
fn is_plain(word: &[u8]) -> bool {
    !word.is_empty()
        && !all_digits(word)
        && word
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-$#@~+%&()!".contains(byte) || *byte >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines_of_dls() {
        for (line, name, kind, size, target) in [
            ("README              763  Information about this server", "README", Kind::File, Some(763), None),
            ("README  763  About", "README", Kind::File, Some(763), None),
            // Letters of rights, with one hyphen or none.
            ("last-shards         12  About", "last-shards", Kind::File, Some(12), None),
            // Without a type, and with too few columns of rights.
            ("zrwxr-xr-x          12  About", "zrwxr-xr-x", Kind::File, Some(12), None),
            ("drwx-y-zz-          12  About", "drwx-y-zz-", Kind::File, Some(12), None),
            ("calculator          12  About", "calculator", Kind::File, Some(12), None),
            ("bin/                  -  ", "bin", Kind::Dir, None, None),
            ("c                     -  C sources", "c", Kind::File, None, None),
            ("podcast-2024-01-02.mp3   14  A talk", "podcast-2024-01-02.mp3", Kind::File, Some(14), None),
            ("pub/                  =  Public area", "pub", Kind::Dir, None, None),
            (
                "morgan               14  -> ../real/morgan",
                "morgan",
                Kind::Link,
                Some(14),
                Some("../real/morgan"),
            ),
            ("Very.long.name\r\n                 79215  ", "Very.long.name", Kind::File, Some(79_215), None),
        ] {
            let entry = read(line.as_bytes()).unwrap();
            let found = (entry.name_text().unwrap(), entry.kind, entry.size, entry.target);
            assert_eq!(found, (name, kind, size, target.map(str::as_bytes)), "{line}");
        }
        for (line, time, target) in [
            ("README        763  Feb  3 18:21  About", "--02-03T18:21", None),
            ("bin/            -  Apr 28  1994", "1994-04-28", None),
            ("etc/            =  11 Jul 21:04", "--07-11T21:04", None),
            ("ls-lR.Z         3  05 Sep 1994", "1994-09-05", None),
            ("morgan         14  Apr 18  9:39  -> ../x", "--04-18T09:39", Some(&b"../x"[..])),
        ] {
            let entry = read(line.as_bytes()).unwrap();
            assert_eq!(
                (entry.modified.unwrap().to_string().as_str(), entry.target),
                (time, target),
                "{line}"
            );
        }
        for line in [
            "total  17904",
            "-wa--  20  letters",
            "drwxr-y---        4       ann  letters",
            "d   -   -   -  -  -  -  - ann",
            "README.TXT 2 18-APR-2000",
            "a  12  34",
            "a b  12",
            " a  12",
            "a  12 b",
            "a,b  12",
            "12  12",
            "a",
            "",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
        assert!(is_wrapped(b"Very.long.name") && !is_wrapped(b" a") && !is_wrapped(b"a  3"));
    }

    #[test]
    fn names() {
        let (found, said) = (Shape::default(), Shape::of_line());
        for line in ["a", "a.b", "-a", "\u{fc}.txt"] {
            assert_eq!(name_alone(line.as_bytes(), &found).unwrap().name, line.as_bytes());
        }
        assert_eq!(name_alone(b"-----", &found), None);
        for line in ["a b", "dir/a", "a,b", "a;1", "c:x", "a "] {
            assert_eq!(name_alone(line.as_bytes(), &found), None, "{line}");
            assert_eq!(name_alone(line.as_bytes(), &said).unwrap().name, line.as_bytes());
        }
        assert_eq!(name_alone(b"ls: a: No such file or directory", &said), None);
    }
}
