//! The parts of an entry of a listing.

#![cfg(feature = "alloc")]

use ftp_proto::listing::{Entry, Format, Kind, Options};

fn entry(line: &[u8], format: Format) -> Entry<'_> {
    let read = Entry::of_line(line, format, &Options::default());
    read.unwrap_or_else(|| panic!("{:?} is no entry", line.escape_ascii().to_string()))
}

fn text(part: Option<&[u8]>) -> Option<&str> {
    part.map(|part| std::str::from_utf8(part).unwrap())
}

#[test]
fn each_part_of_a_line_is_told() {
    let line = b"-rw-r-xr--  1 alice  staff  1234 Nov 28 10:20 a file";
    let file = entry(line, Format::Unix);
    assert_eq!((file.name(), file.name_text(), file.kind()), (&b"a file"[..], Some("a file"), Kind::File));
    assert_eq!((file.size(), file.size_is_exact()), (Some(1234), true));
    assert_eq!((text(file.permissions()), file.mode()), (Some("rw-r-xr--"), Some(0o654)));
    assert_eq!((text(file.owner()), text(file.group()), file.target()), (Some("alice"), Some("staff"), None));
    assert_eq!((file.format(), file.raw(), file.is_itself_or_parent()), (Format::Unix, &line[..], false));
    let shown = format!("{file:?}");
    assert!(shown.contains("a file") && shown.contains("1234") && shown.contains("alice"), "{shown}");

    let link = entry(b"lrwxrwxrwx 1 root root 3 Nov 28 10:20 to -> bin", Format::Unix);
    assert_eq!((link.name(), text(link.target()), link.kind()), (&b"to"[..], Some("bin"), Kind::Link));

    assert!(Entry::of_line(b"total 5", Format::Unix, &Options::default()).is_none());
    assert!(entry(b"drwxr-xr-x 2 root root 4096 Nov 28 10:20 ..", Format::Unix).is_itself_or_parent());
    assert_eq!(entry(b"drwxr-xr-x 2 root root 4096 Nov 28 10:20 d", Format::Unix).size(), None);
}

/// A unit is a power of 1024, and a size with a unit is not exact.
#[test]
fn sizes_with_units() {
    for (size, bytes, exact) in [
        ("1234", 1234, true),
        ("1,234,567", 1_234_567, true),
        ("33.5k", 34304, false),
        ("2K", 2048, false),
        ("1.5M", 1_572_864, false),
        ("3G", 3 << 30, false),
        ("2T", 2 << 40, false),
    ] {
        let line = format!("-rw-r--r-- 1 root root {size} Nov 28 10:20 file");
        let file = entry(line.as_bytes(), Format::Unix);
        assert_eq!((file.size(), file.size_is_exact()), (Some(bytes), exact), "{line}");
    }
}

/// Some servers write the mode and the time as numbers.
#[test]
fn lines_of_numbers() {
    for (mode, kind) in [
        ("0100644", Kind::File),
        ("040755", Kind::Dir),
        ("0120777", Kind::Link),
        ("0010644", Kind::Other),
        ("0020644", Kind::Other),
        ("0060644", Kind::Other),
        ("0140644", Kind::Other),
    ] {
        let line = format!("{mode}   500  101   12345    123456789       name");
        let one = entry(line.as_bytes(), Format::Unix);
        assert_eq!((one.kind(), one.name()), (kind, &b"name"[..]), "{line}");
        assert_eq!(one.size(), (kind != Kind::Dir).then_some(12345), "{line}");
        assert_eq!((text(one.owner()), text(one.group())), (Some("500"), Some("101")), "{line}");
        assert_eq!(one.mode(), u16::from_str_radix(&mode[mode.len() - 4..], 8).ok(), "{line}");
        assert_eq!(one.modified().and_then(|time| time.unix_seconds()), Some(123_456_789), "{line}");
    }
    assert!(
        Entry::of_line(b"0030644 500 101 12345 123456789 name", Format::Unix, &Options::default()).is_none()
    );
}

#[test]
fn facts_of_mlsd_are_told() {
    let line = b"Type=file;Size=5;UNIX.mode=0644;UNIX.owner=1;UNIX.group=2;Modify=20261128102030;x=y; a b";
    let one = entry(line, Format::Mlsd);
    assert_eq!((one.name(), one.kind(), one.size()), (&b"a b"[..], Kind::File, Some(5)));
    assert_eq!((one.mode(), text(one.owner()), text(one.group())), (Some(0o644), Some("1"), Some("2")));
    assert_eq!((text(one.fact("X")), one.fact("z"), one.facts().count()), (Some("y"), None, 7));
    for (kind, itself) in [("cdir", true), ("pdir", true), ("dir", false)] {
        let line = format!("type={kind};size=5; name");
        let one = entry(line.as_bytes(), Format::Mlsd);
        assert_eq!((one.kind(), one.is_itself_or_parent(), one.size()), (Kind::Dir, itself, None), "{line}");
    }
}
