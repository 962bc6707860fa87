//! HP NonStop, formerly Tandem.

use crate::listing::cursor::{Cursor, all_digits, is_blank, number};
use crate::listing::date::{Order, date};
use crate::listing::{Entry, Format, Kind};

/// Reads `NAME  101   16354  18-Mar-09 15:09:12  244, 10 "nnnn"`: file code, size in bytes, date,
/// owner, security.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let name = cursor.word()?;
    // An `O` before or after the code means that the file is open.
    let code = cursor.word().filter(|code| *code != b"O").or_else(|| cursor.word())?;
    all_digits(code.strip_suffix(b"O").unwrap_or(code)).then_some(())?;
    let mut eof = cursor.word()?;
    if eof == b"O" {
        eof = cursor.word()?;
    }
    let size = number(eof)?;
    let (modified, _) = date(&mut cursor, Order::DayFirst)?;
    let rest = cursor.trimmed_rest();
    let quote = rest.iter().position(|byte| *byte == b'"')?;
    let owner = rest.get(..quote)?;
    let security = rest.get(quote + 1..)?.split(|byte| *byte == b'"').next()?;
    let is_security = !security.is_empty() && security.iter().all(|byte| !is_blank(*byte));
    let is_owner =
        owner.contains(&b',') && owner.iter().all(|byte| byte.is_ascii_digit() || b", ".contains(byte));
    (is_owner && is_security).then_some(())?;
    let mut entry = Entry::new(Format::NonStop, Kind::File, name);
    entry.size = Some(size);
    entry.modified = Some(modified);
    entry.owner = Some(crate::listing::cursor::trim_end(owner));
    entry.permissions = Some(security);
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        for line in [
            "ALV1 101  528 6-Apr-07 14:21:18 255, 0 \"oooo\"",
            "ALV1     101O   528  6-Apr-07 14:21:18  255,0 \"NUNU\"",
            "ALV1  O  101     528  6-Apr-07 14:21:18  255,0 \"NUNU\"",
            "ALV1     101 O   528  06-Apr-2007 14:21:18  255,  0 \"NUNU\" ",
        ] {
            let entry = read(line.as_bytes()).unwrap();
            assert_eq!((entry.name, entry.kind, entry.size), (&b"ALV1"[..], Kind::File, Some(528)), "{line}");
            assert_eq!(entry.modified.unwrap().to_string(), "2007-04-06T14:21:18");
        }
        for line in [
            "ALV1 101 528 6-Apr-07 14:21:18 255 \"oooo\"",
            "ALV1 101 528 6-Apr-07 14:21:18 255,0",
            "ALV1 101 528 6-Apr-07 14:21:18 255,0 \"\"",
            "ALV1 101 528 6-Apr-07 14:21:18 255,0 \"n n\"",
            "A x 5",
            "",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
