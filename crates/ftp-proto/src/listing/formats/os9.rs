//! Microware OS-9.

use crate::listing::cursor::{Cursor, all_digits, small, split_once};
use crate::listing::date::{Order, clock, date};
use crate::listing::{Entry, Format, Kind};

/// Reads `20.20 07/03/29 1026 d-ewrewr 2650 85920 name`: owner, date, time, attributes, sector, size in
/// bytes.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let owner = cursor.word()?;
    let (group, user) = split_once(owner, b'.')?;
    (all_digits(group) && all_digits(user)).then_some(())?;
    let (day, _) = date(&mut Cursor::new(cursor.word()?), Order::YearFirst)?;
    let time = cursor.word().filter(|time| time.len() == 4 && small(time).is_some())?;
    let (hours, minutes) = time.split_at_checked(2)?;
    let mut colon = [b':'; 5];
    colon.get_mut(..2)?.copy_from_slice(hours);
    colon.get_mut(3..)?.copy_from_slice(minutes);
    let (time, _) = clock(&colon)?;
    let attributes =
        cursor.word().filter(|word| word.len() == 8 && word.iter().all(|byte| b"dsewr-".contains(byte)))?;
    cursor.word().filter(|sector| sector.iter().all(u8::is_ascii_hexdigit))?;
    let size = crate::listing::cursor::number(cursor.word()?)?;
    let is_directory = attributes.starts_with(b"d");
    let kind = if is_directory { Kind::Dir } else { Kind::File };
    let mut entry = Entry::new(Format::Os9, kind, cursor.trimmed_rest());
    entry.size = Some(size).filter(|_| !is_directory);
    entry.modified = Some(time.on(day));
    entry.permissions = Some(attributes);
    (entry.group, entry.owner) = (Some(group), Some(user));
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        let dir = read(b" 20.20  07/03/29 1026 d-ewrewr    2650  85920 a b").unwrap();
        assert_eq!(
            (dir.name, dir.kind, dir.size, dir.owner),
            (&b"a b"[..], Kind::Dir, None, Some(&b"20"[..]))
        );
        assert_eq!(dir.modified.unwrap().to_string(), "2007-03-29T10:26");
        let file = read(b"0.0 99/12/31 0000 ------wr 2F50 120 f").unwrap();
        assert_eq!((file.name, file.kind, file.size), (&b"f"[..], Kind::File, Some(120)));
        for line in [
            "20.20 07/03/29 2526 d-ewrewr 2650 85920 x",
            "20.x 07/03/29 1026 d-ewrewr 2650 85920 x",
            "x.20 07/03/29 1026 d-ewrewr 2650 85920 x",
            "20.20 07/03/29 102 d-ewrewr 2650 85920 x",
            "20.20 07/03/29 102x d-ewrewr 2650 85920 x",
            "20 07/03/29 1026 d-ewrewr 2650 85920 x",
            "20.20 07/03/29 1026 dxewrewr 2650 85920 x",
            "",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
