//! Novell NetWare.

use super::unix;
use crate::listing::cursor::{Cursor, trim_start};
use crate::listing::shape::Shape;
use crate::listing::{Entry, Format, Kind};

/// Reads `d [RWCEAFMS] owner 512 Jul 11 03:01 name`, in which a file may have a blank for its type, and Hellsoft's
/// `d[RWCEMFA]  1 usr 512 Jul 01 11:49 htdocs`.
pub(super) fn read<'a>(line: &'a [u8], shape: &Shape) -> Option<Entry<'a>> {
    let kind = match line.first()? {
        b'd' => Kind::Dir,
        b'-' | b' ' => Kind::File,
        _ => return None,
    };
    let open = line.iter().skip(1).position(|byte| *byte != b' ').map(|at| at + 1);
    let open = open.filter(|at| *at < 5 && line.get(*at) == Some(&b'['))?;
    let close = line.iter().position(|byte| *byte == b']')?;
    let rights = line.get(open + 1..close)?;
    if rights.len() > 16 || !rights.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'-') {
        return None;
    }
    let mut entry = Entry::new(Format::NetWare, kind, b"");
    entry.permissions = Some(rights);
    unix::fill(&mut entry, Cursor::at(line, close + 1), shape, None)?;
    entry.name = trim_start(entry.name); // no name begins with a blank on NetWare
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        for (line, name, kind, size, time, owner) in [
            (
                "d [RWCEAFMS] usr         512 Jul 11 03:01 updates",
                "updates",
                Kind::Dir,
                None,
                "--07-11T03:01",
                "usr",
            ),
            (
                "- [R----F--] rhesus   214059       Oct 20  2001    a b.txt",
                "a b.txt",
                Kind::File,
                Some(214_059),
                "2001-10-20",
                "rhesus",
            ),
            (
                "-[RWCEMFA]  1 *unknown    13312 May 27  1997 x.doc",
                "x.doc",
                Kind::File,
                Some(13_312),
                "1997-05-27",
                "*unknown",
            ),
            (
                "   [R----F--]        ann   1123    Aug 05 8:12   driver.drv",
                "driver.drv",
                Kind::File,
                Some(1123),
                "--08-05T08:12",
                "ann",
            ),
        ] {
            let entry = read(line.as_bytes(), &Shape::default()).unwrap();
            let found =
                (entry.name_text().unwrap(), entry.kind, entry.size, entry.modified.unwrap().to_string());
            assert_eq!(found, (name, kind, size, time.to_string()), "{line}");
            assert_eq!(entry.owner, Some(owner.as_bytes()));
        }
        for line in ["d   [RW] usr 512 Jul 11 03:01 a", "d [ABCDEFGHIJKLMNOP] usr 512 Jul 11 03:01 a"] {
            assert_eq!(read(line.as_bytes(), &Shape::default()).unwrap().name, b"a", "{line}");
        }
        for line in [
            "d    [RW] usr 512 Jul 11 03:01 a",
            "d [ABCDEFGHIJKLMNOPQ] usr 512 Jul 11 03:01 a",
            "x [RW] usr 512 Jul 11 03:01 a",
            "d [rw] usr 512 Jul 11 03:01 a",
            "d RWCE] usr 512 Jul 11 03:01 a",
            "d [RW] usr 512 a",
        ] {
            assert_eq!(read(line.as_bytes(), &Shape::default()), None, "{line}");
        }
    }
}
