//! Easily Parsed LIST Format, by D. J. Bernstein.

use super::mlsd::octal;
use crate::listing::cursor::{number, split_once};
use crate::listing::{Entry, Format, Kind, Modified};

/// Reads `+i0.1,m951789712,r,s3174,`, a tab, and the name, which is everything after the tab.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    let (facts, name) = split_once(line.strip_prefix(b"+")?, b'\t')?;
    if facts.contains(&b'\n') && !facts.ends_with(b"\n,") {
        return None;
    }
    let mut entry = Entry::new(Format::Eplf, Kind::Other, name);
    // Servers on ESP8266 break the line before the last comma.
    for fact in facts.split(|byte| matches!(byte, b',' | b'\r' | b'\n')) {
        match fact {
            b"/" => entry.kind = Kind::Dir,
            b"r" => entry.kind = Kind::File,
            [b's', size @ ..] => entry.size = number(size),
            [b'm', seconds @ ..] => {
                entry.modified =
                    number(seconds).and_then(|n| i64::try_from(n).ok()).and_then(Modified::from_unix);
            }
            [b'u', b'p', mode @ ..] => {
                entry.permissions = Some(mode);
                entry.mode = octal(mode);
            }
            _ => {}
        }
    }
    if entry.kind == Kind::Dir {
        entry.size = None;
    }
    Some(entry)
}

/// Returns whether the line is continued: it has facts, but no tab.
pub(super) fn is_wrapped(line: &[u8]) -> bool {
    line.starts_with(b"+") && line.len() > 1 && !line.contains(&b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lines() {
        let file = read(b"+i9.872,m951789712,r,s317,up644,\ta b\tc").unwrap();
        assert_eq!(
            (file.name, file.kind, file.size, file.mode),
            (&b"a b\tc"[..], Kind::File, Some(317), Some(0o644))
        );
        assert_eq!(file.modified.unwrap().to_string(), "2000-02-29T02:01:52Z");
        let dir = read(b"+m0,/,s5,\tpub").unwrap();
        assert_eq!((dir.name, dir.kind, dir.size), (&b"pub"[..], Kind::Dir, None));
        assert_eq!(read(b"+,\tx").unwrap().kind, Kind::Other);
        assert_eq!(read(b"+r,s3, no tab"), None);
        assert_eq!(read(b"r,\tx"), None);
        for (line, goes_on) in [("+r,s3", true), ("+", false), ("r,s3", false), ("+r,\tx", false)] {
            assert_eq!(is_wrapped(line.as_bytes()), goes_on, "{line}");
        }
    }
}
