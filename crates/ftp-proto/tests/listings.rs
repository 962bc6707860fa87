//! Whole listings: when their entries come, what their lines decide together, and what the caller can say.

#![cfg(feature = "alloc")]

use ftp_proto::listing::{Entry, Format, Item, Listing, Modified, NoEntryKind, Options, Precision, Zone};
use ftp_proto::response::Timestamp;

/// An item as text: the name, size and time of an entry, or, in brackets, why a line is not one.
fn shown(item: Item<'_>) -> String {
    match item {
        Item::Entry(entry) => {
            let size = entry.size().map(|size| format!(" {size}")).unwrap_or_default();
            let time = entry.modified().map(|time| format!(" {time}")).unwrap_or_default();
            format!("{}{size}{time}", entry.name().escape_ascii())
        }
        Item::NoEntry(line) => format!("[{}]", line.kind()),
    }
}

fn read_by(chunk: usize, bytes: &[u8], options: Options) -> (Vec<String>, Option<Format>) {
    let mut listing = Listing::new(options);
    let mut items = Vec::new();
    for mut chunk in bytes.chunks(chunk) {
        while let Some(item) = listing.read(&mut chunk) {
            items.push(shown(item));
        }
    }
    while let Some(item) = listing.finish() {
        items.push(shown(item));
    }
    (items, listing.format())
}

/// Reads the listing in chunks of several sizes, and checks that these change nothing.
fn read(bytes: &[u8], options: Options) -> (Vec<String>, Option<Format>) {
    let whole = read_by(usize::MAX, bytes, options);
    for chunk in [1, 7, 1460, 5000] {
        assert_eq!(read_by(chunk, bytes, options), whole, "in chunks of {chunk}");
    }
    whole
}

const LS: &str = "-rw-r--r-- 1 ann staff 5 Nov 27  2026 ";

/// The end of the stream also ends the last line.
#[test]
fn what_the_lines_decide() {
    let one = |name: &str| format!("{LS}{name}");
    for (listing, items, format) in [
        (one("a"), &["a 5 2026-11-27"][..], Some(Format::Unix)),
        ("type=file;size=3; a".into(), &["a 3"], Some(Format::Mlsd)),
        (format!("{}\r\n{}", one("a"), one("b")), &["a 5 2026-11-27", "b 5 2026-11-27"], Some(Format::Unix)),
        // Line ends that were translated twice are not part of a name. A single CR may be.
        (
            format!("{}\r\r\n{}\r\r\n", one("a"), one("b")),
            &["a 5 2026-11-27", "b 5 2026-11-27"],
            Some(Format::Unix),
        ),
        (
            format!("{}\r\r\n{}\r\n", one("a"), one("b")),
            &["a\\r 5 2026-11-27", "b 5 2026-11-27"],
            Some(Format::Unix),
        ),
        // A byte order mark and nothing else.
        ("\u{feff}".into(), &[], None),
        ("\u{feff}type=file; a\r\n".into(), &["a"], Some(Format::Mlsd)),
        (
            "\u{feff}\u{feff}type=file; a\r\ntype=file; b\r\n".into(),
            &["[not_understood]", "b"],
            Some(Format::Mlsd),
        ),
        ("type=file; a\r\n\u{feff}type=file; b\r\n".into(), &["a", "[not_understood]"], Some(Format::Mlsd)),
        // Most lines decide, not the first one.
        (
            format!("type=file; x\r\n{}\r\n{}\r\n", one("a"), one("b")),
            &["[not_understood]", "a 5 2026-11-27", "b 5 2026-11-27"],
            Some(Format::Unix),
        ),
        (
            "A.B;1\r\n  2/8  7-JAN-2000 10:30\r\nx y z\r\n".into(),
            &["A.B 1024 2000-01-07T10:30", "[not_understood]"],
            Some(Format::Vms),
        ),
        // If as many lines have the size in another column, the usual column wins. Otherwise the first line would have
        // 101 bytes and the date 5 November 2027.
        (
            "-rw-r--r-- 1 500 101 5 Nov 27 12:34 a\r\n-rw-r--r-- 1 X.Org 91 Nov 27 12:34 b\r\n".into(),
            &["a 5 --11-27T12:34", "b 91 --11-27T12:34"],
            Some(Format::Unix),
        ),
        // If no format is found, none is looked for in the remaining lines alone.
        (
            "x y\r\na\r\nb\r\nc\r\nd\r\n".into(),
            &[
                "[not_understood]",
                "[not_understood]",
                "[not_understood]",
                "[not_understood]",
                "[not_understood]",
            ],
            None,
        ),
        // A listing without a possible entry shows no format.
        ("total 0\r\n".into(), &["[summary]"], None),
        // All lines together decide the order of a date.
        (
            "Q 1 04/03/24 15:09:55 *STMF a\r\nQ 2 02/23/00 15:09:55 *STMF b\r\n".into(),
            &["a 1 2024-04-03T15:09:55", "b 2 2000-02-23T15:09:55"],
            Some(Format::Os400),
        ),
        (
            "a        exe  5 06-10-99  10:00a\r\nb        exe  5 25-12-99  10:00a\r\n".into(),
            &["a.exe 5 1999-10-06T10:00", "b.exe 5 1999-12-25T10:00"],
            Some(Format::Columns),
        ),
        // A single line does not show whether a time after the year belongs to the name.
        ("-rw-r--r-- 1 a b 5 Nov 27 2026 12:34 x\r\n".into(), &["12:34 x 5 2026-11-27"], Some(Format::Unix)),
        // A wrapped name with nothing after it.
        (
            "A.B;1   2/8  7-JAN-2000 10:30\r\nLONG.NAME;1\r\n".into(),
            &["A.B 1024 2000-01-07T10:30", "LONG.NAME"],
            Some(Format::Vms),
        ),
    ] {
        let (found, its) = read(listing.as_bytes(), Options::new());
        assert_eq!(
            (&found[..], its),
            (&items.iter().map(|item| item.to_string()).collect::<Vec<_>>()[..], format),
            "{listing:?}"
        );
    }
}

/// A line may have a name directly after the size, unless it is a month: that would be a date that is not understood.
#[test]
fn a_line_without_a_date_has_no_month() {
    for (name, is_one) in [
        ("Foo", true),
        ("March", true),
        ("jan", false),
        ("Feb", false),
        ("Mar", false),
        ("Apr", false),
        ("May", false),
        ("Jun", false),
        ("Jul", false),
        ("Aug", false),
        ("Sep", false),
        ("Oct", false),
        ("Nov", false),
        ("DEC", false),
    ] {
        let (found, _) = read(format!("-rw-r--r-- 1 ann staff 12 {name}\r\n").as_bytes(), Options::new());
        assert_eq!(found == [format!("{name} 12")], is_one, "{name}: {found:?}");
    }
}

/// The first entry comes as soon as 32 lines that may be entries are there, whatever their line ends and whatever
/// follows.
#[test]
fn thirty_two_lines_decide() {
    for end in ["\n", "\r\n", "\r\r\n"] {
        for sums in ["", "total 12\nDirs: 0\nFiles: 3, Blocks: 104\n"] {
            let begin = sums.replace('\n', end);
            let line = format!("{LS}a{end}");
            let mut listing = Listing::new(Options::new());
            let head = [&begin[..], &line.repeat(32)].concat();
            let (most, last) = head.as_bytes().split_at(head.len() - 1);
            for byte in most {
                assert!(listing.read(&mut &[*byte][..]).is_none());
                assert_eq!(listing.format(), None);
            }
            assert!(listing.read(&mut &last[..]).is_some(), "{end:?} behind {sums:?}");
            assert_eq!(listing.format(), Some(Format::Unix));

            let others = "type=file; b\n".repeat(200);
            let (items, format) = read([&head, &*others].concat().as_bytes(), Options::new());
            assert_eq!(format, Some(Format::Unix));
            let count = |item: &str| items.iter().filter(|found| *found == item).count();
            assert!(count("a 5 2026-11-27") == 32 && count("b") == 0, "{items:?}");
        }
    }
}

/// A listing longer than the buffer, with wrapped entries everywhere in it.
#[test]
fn a_long_listing_of_wrapped_lines() {
    let names: Vec<String> = (0..3000).map(|number| format!("A.NAME;{number}")).collect();
    let text: String = names
        .iter()
        .map(|name| format!("{name}\r\n      4/9  2-JUN-1998 07:32:04 [A,B] (RWED,RWED,,RE)\r\n"))
        .collect();
    let (items, format) = read(text.as_bytes(), Options::new());
    assert_eq!(format, Some(Format::Vms));
    assert_eq!(items.len(), names.len());
    assert!(items.iter().all(|item| item == "A.NAME 2048 1998-06-02T07:32:04"));

    // A wrapped entry comes when its second line is there.
    let mut listing = Listing::new(Options::new());
    let mut input = text.as_bytes();
    while listing.read(&mut input).is_some() {}
    for (piece, item) in [
        ("LONG.NAME;1\r\n", None),
        ("  1/9  2-JUN-1998 07:32:04 [A]\r\n", Some("LONG.NAME 512 1998-06-02T07:32:04")),
        ("  (R,,,)\r\n", Some("[not_understood]")),
    ] {
        let mut input = piece.as_bytes();
        assert_eq!(listing.read(&mut input).map(shown).as_deref(), item, "{piece}");
    }
}

#[test]
fn a_line_may_have_as_many_bytes_as_the_limit() {
    let line = format!("{LS}abc");
    for (limit, fits) in [(line.len() - 1, false), (line.len(), true), (line.len() + 1, true)] {
        let expected = if fits { "abc 5 2026-11-27" } else { "[too_long]" };
        for end in ["\n", "\r\n"] {
            let text = [&line[..], end].concat().repeat(3);
            let (items, _) = read(text.as_bytes(), Options::new().with_line(limit));
            assert_eq!(items, [expected; 3], "{limit} of {} bytes", line.len());
        }
    }
}

#[test]
fn what_the_caller_says() {
    let now = Timestamp::new((2026, 11, 28), (13, 44, 0), 0).unwrap();
    let time = "-rw-r--r-- 1 ann staff 5 Nov 27 12:34 a\r\n";
    for (listing, options, items, format) in [
        // The format is known, whatever the lines look like.
        ("a b\r\n", Options::new().with_format(Format::Names), &["a b"][..], Some(Format::Names)),
        (" a\r\n", Options::new().with_format(Format::Mlsd), &["a"], Some(Format::Mlsd)),
        (time, Options::new().with_format(Format::Mlsd), &["[not_understood]"], Some(Format::Mlsd)),
        // The format is expected: it is chosen if any line has it.
        (
            "total 3\r\na\r\n",
            Options::new().with_hint(Format::Names),
            &["[summary]", "a"],
            Some(Format::Names),
        ),
        (
            "type=file; a\r\ntype=file; b\r\nc\r\n",
            Options::new().with_hint(Format::Names),
            &["[not_understood]", "[not_understood]", "c"],
            Some(Format::Names),
        ),
        ("a 12 01-27-97 3:41p\r\n", Options::new(), &["a 12 1997-01-27T15:41"], Some(Format::NameFirst)),
        (
            "a 12 01-27-97 3:41p\r\n",
            Options::new().with_hint(Format::Columns),
            &["a 12 1997-01-27T15:41"],
            Some(Format::Columns),
        ),
        (time, Options::new().with_hint(Format::Unix), &["a 5 --11-27T12:34"], Some(Format::Unix)),
        (time, Options::new().with_hint(Format::Vms), &["a 5 --11-27T12:34"], Some(Format::Unix)),
        // The current time and the offset.
        (time, Options::new().with_now(now), &["a 5 2026-11-27T12:34"], Some(Format::Unix)),
        (
            time,
            Options::new().with_now(now).with_offset(-90),
            &["a 5 2026-11-27T12:34-01:30"],
            Some(Format::Unix),
        ),
        // A date without a time has no zone.
        (
            "-rw-r--r-- 1 ann staff 5 Nov 27  2026 a\r\n",
            Options::new().with_offset(60),
            &["a 5 2026-11-27"],
            Some(Format::Unix),
        ),
        (
            "type=file;modify=20261127123456; a\r\n",
            Options::new().with_offset(60),
            &["a 2026-11-27T12:34:56Z"],
            Some(Format::Mlsd),
        ),
    ] {
        let (found, its) = read(listing.as_bytes(), options);
        assert_eq!(
            (found, its),
            (items.iter().map(|item| item.to_string()).collect(), format),
            "{listing:?} {options:?}"
        );
    }
}

#[test]
fn each_part_of_a_time() {
    let modified = |line: &[u8], format| -> Modified {
        Entry::of_line(line, format, &Options::new()).unwrap().modified().unwrap()
    };
    let time = modified(b"type=file;modify=20241127123456.789; a", Format::Mlsd);
    assert_eq!((time.year(), time.month(), time.day()), (Some(2024), 11, 27));
    assert_eq!((time.hour(), time.minute(), time.second(), time.nanosecond()), (12, 34, 56, 789_000_000));
    assert_eq!((time.precision(), time.zone()), (Precision::Fraction, Zone::Utc));
    assert_eq!(format!("{time} {time:?}"), "2024-11-27T12:34:56.789Z Modified(2024-11-27T12:34:56.789Z)");

    // How far a time is ahead of UTC, given what MDTM says of the same file.
    let utc = |hour, minute, second| Timestamp::new((2026, 11, 27), (hour, minute, second), 0).unwrap();
    let minutes = modified(b"-rw-r--r-- 1 a b 5 2026-11-27 12:34 x", Format::Unix);
    let seconds = modified(b"-rw-r--r-- 1 a b 5 2026-11-27 12:34:56 x", Format::Unix);
    let other_year = modified(b"-rw-r--r-- 1 a b 5 2025-11-27 12:34 x", Format::Unix);
    let day = modified(b"-rw-r--r-- 1 a b 5 Nov 27  2026 x", Format::Unix);
    for (listed, utc, offset) in [
        (minutes, utc(12, 34, 56), Some(0)),
        (minutes, utc(10, 34, 0), Some(120)),
        (minutes, utc(14, 4, 0), Some(-90)),
        (minutes, utc(12, 35, 0), None),
        (seconds, utc(11, 34, 56), Some(60)),
        (other_year, utc(12, 34, 0), None),
        (day, utc(0, 0, 0), None),
        (time, utc(12, 34, 56), None),
    ] {
        assert_eq!(listed.offset_from(utc), offset, "{listed} and {utc}");
    }
}

/// A single line cannot give a name that is written as two words.
#[test]
fn one_line_of_a_listing() {
    let cms = b"README TEXT V 65 107 2 2005-10-04 15:28:42 OWNER";
    assert_eq!(Entry::of_line(cms, Format::Cms, &Options::new()), None);
    let (items, _) = read(&[&cms[..], b"\r\n"].concat(), Options::new());
    assert_eq!(items, ["README.TEXT 6955 2005-10-04T15:28:42"]);

    let mut listing = Listing::new(Options::new());
    let text =
        b"-rwxr-x--- 1 ann staff 5 Nov 27  2026 a\r\n  -rwxr-x--- 1 ann staff 5 Nov 27  2026 b\r\nx y z\r\n";
    let mut input = &text[..];
    assert!(listing.read(&mut input).is_none());
    let pending = format!("pending: {}", text.len());
    assert!(format!("{listing:?}").contains(&pending), "{listing:?}");
    for _ in 0..2 {
        let Some(Item::Entry(entry)) = listing.finish() else { panic!("an entry") };
        assert_eq!((entry.permissions(), entry.mode()), (Some(&b"rwxr-x---"[..]), Some(0o750)));
    }
    assert!(format!("{listing:?}").contains("pending: 7"), "{listing:?}");
    let Some(Item::NoEntry(line)) = listing.finish() else { panic!("no entry") };
    assert_eq!((line.kind(), line.raw()), (NoEntryKind::NotUnderstood, &b"x y z"[..]));
    assert!(format!("{line:?}").contains("x y z"), "{line:?}");
}

#[test]
fn which_lines_are_harmless() {
    for (kind, is) in [
        (NoEntryKind::Blank, true),
        (NoEntryKind::Summary, true),
        (NoEntryKind::Header, true),
        (NoEntryKind::Nameless, false),
        (NoEntryKind::ServerError, false),
        (NoEntryKind::NotUnderstood, false),
        (NoEntryKind::TooLong, false),
    ] {
        assert_eq!(kind.is_harmless(), is, "{kind}");
    }
}
