//! Listings: what lines say, alone and among others of their family, in any chunks.

#[cfg(unix)]
#[path = "listing/live.rs"]
mod live;
#[path = "listing/properties.rs"]
mod properties;
#[path = "listing/rows.rs"]
mod rows;

use ftp_proto::listing::Options;
use rows::{Expected, Row, agrees, read};
use std::collections::BTreeMap;

/// The project's table. With `LISTINGS=FILE`, another table with the same columns is scored.
fn table() -> Vec<Row> {
    match std::env::var("LISTINGS") {
        Ok(file) => rows::rows(&std::fs::read_to_string(file).expect("the file LISTINGS")),
        Err(_) => rows::rows(rows::TABLE),
    }
}

fn shown(expected: &Expected) -> String {
    match expected {
        Expected::Entry(fields) => {
            let fields: Vec<String> = fields.iter().map(|field| field.escape_ascii().to_string()).collect();
            fields.join(" | ")
        }
        other => format!("{other:?}"),
    }
}

fn report(wrong: &[(&Row, Expected)], of: usize) {
    for (row, found) in wrong {
        println!("{:4} {}: {}", row.number, row.family, row.line.escape_ascii());
        println!("     says  {}", shown(&row.expected));
        println!("     found {}", shown(found));
    }
    println!("{} of {of} are right", of - wrong.len());
}

#[test]
fn each_line_alone() {
    let rows = table();
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let listing = [&row.line[..], b"\r\n"].concat();
            let items = read(&listing, listing.len(), Options::new());
            let entry = items.iter().find(|(_, item)| matches!(item, Expected::Entry(_)));
            let found = entry.or(items.last()).map_or(Expected::None, |(_, item)| item.clone());
            (!agrees(&row.expected, &found)).then_some((row, found))
        })
        .collect();
    report(&wrong, rows.len());
    assert_eq!(wrong.len(), 0);
}

#[test]
fn each_family_as_one_listing() {
    let rows = table();
    let mut families: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| families.entry(&row.family).or_default().push(row));
    let mut wrong = Vec::new();
    for rows in families.values() {
        let listing: Vec<u8> = rows.iter().flat_map(|row| [&row.line[..], b"\r\n"].concat()).collect();
        let items = read(&listing, 1460, Options::new());
        assert_eq!(items, read(&listing, 1, Options::new()), "{}", rows[0].family);
        let mut items = items.into_iter();
        for row in rows {
            let line = row.line.strip_prefix(b"\r\n").unwrap_or(&row.line);
            let found = items.clone().position(|(raw, _)| raw == line).and_then(|at| items.nth(at));
            let found = found.map_or(Expected::Bad, |(_, item)| item);
            if !agrees(&row.expected, &found) {
                wrong.push((*row, found));
            }
        }
    }
    report(&wrong, rows.len());
    assert_eq!(wrong.len(), 0);
}

/// If no format is found at first, it is looked for again after the lines that are too long.
#[test]
fn lines_that_are_too_long_change_nothing_in_any_chunks() {
    // The entry spans the end of the 8 KiB that follow the kept part of the first line.
    let (too_long, long) = ("x y".repeat(3000), "x y".repeat(2458));
    let listing = format!("{too_long}\r\n{long}  \r\ntype=file;size=3; a\r\n");
    let whole = read(listing.as_bytes(), usize::MAX, Options::new());
    assert_eq!(whole.iter().filter(|(_, item)| matches!(item, Expected::Entry(_))).count(), 1);
    for chunk in [1, 100, 1460, 8192, 9000] {
        assert_eq!(read(listing.as_bytes(), chunk, Options::new()), whole, "{chunk}");
    }
}

/// What one line leaves open, the others decide.
#[test]
fn the_whole_listing_decides() {
    let items = |listing: &str| {
        let found = read(listing.as_bytes(), 7, Options::new());
        found.into_iter().map(|(_, item)| shown(&item)).collect::<Vec<_>>()
    };
    for (listing, expected) in [
        (
            "03-04-07  11:00AM  1 a\r\n25-12-07  11:00AM  2 b\r\n",
            &["a | file | 1 | 2007-04-03T11:00 | ", "b | file | 2 | 2007-12-25T11:00 | "][..],
        ),
        (
            "03-04-07  11:00AM  1 a\r\n12-25-07  11:00AM  2 b\r\n",
            &["a | file | 1 | 2007-03-04T11:00 | ", "b | file | 2 | 2007-12-25T11:00 | "],
        ),
        ("-rw-r--r-- 1 ann staff 12 a\r\n", &["a | file | 12 |  | "]),
        (
            "-rw-r--r-- 1 ann staff 12 Foo\r\n-rw-r--r-- 1 ann staff 12 Nov 27 12:34 b\r\n",
            &["Bad", "b | file | 12 | --11-27T12:34 | "],
        ),
        (" a\r\ntype=file; b\r\n", &["a | other |  |  | ", "b | file |  |  | "]),
        (" a\r\n b\r\n", &["Bad", "Bad"]),
        ("PATH= /ANN/PUB/\r\n      80B  FA  notes\r\n", &["None", "Bad"]),
        // Copied from a terminal.
        (
            "ftp> ls\r\n200 PORT command successful.\r\nREADME\r\nsrc\r\n226 Transfer complete.\r\n",
            &["None", "None", "README | other |  |  | ", "src | other |  |  | ", "None"],
        ),
        // A time of day after a year, and halves of the day, where all lines have them.
        (
            "-rw-r--r-- 1 a b 5 Nov 27 2026 12:34 x\n-rw-r--r-- 1 a b 5 Nov 28 2026 12:35 y z\n",
            &["x | file | 5 | 2026-11-27T12:34 | ", "y z | file | 5 | 2026-11-28T12:35 | "],
        ),
        (
            "-rw-r--r-- 1 a b 5 Nov 27 2026 12:34 x\n-rw-r--r-- 1 a b 5 Nov 28  2025 y\n",
            &["12:34 x | file | 5 | 2026-11-27 | ", "y | file | 5 | 2025-11-28 | "],
        ),
        // Real `ls` output, and two names that begin like a time of day.
        (
            "-rw-r--r-- 1 a b 5 Nov 27  2023 12:34 x\n-rw-r--r-- 1 a b 5 Nov 28  2023 1:18 y\n-rw-r--r-- 1 a b 5 Nov 28 12:34 z\n",
            &[
                "12:34 x | file | 5 | 2023-11-27 | ",
                "1:18 y | file | 5 | 2023-11-28 | ",
                "z | file | 5 | --11-28T12:34 | ",
            ],
        ),
        (
            "-rw-r--r-- 1 a b 5 03/05/13 12:00 AM x\n-rw-r--r-- 1 a b 5 11/27/2026 02:34 PM y\n",
            &["x | file | 5 | 2013-03-05T00:00 | ", "y | file | 5 | 2026-11-27T14:34 | "],
        ),
        (
            "-rw-r--r-- 1 a b 5 03/05/13 12:00 AM x\n-rw-r--r-- 1 a b 5 11/27/2026 02:34 y\n",
            &["AM x | file | 5 | 2013-03-05T12:00 | ", "y | file | 5 | 2026-11-27T02:34 | "],
        ),
        // A line that is not an entry cannot contain an LF: an entry may follow it.
        (
            "total 4\n-rw-r--r-- 1 a b 5 Nov 27 12:34 x\r\n-rw-r--r-- 1 a b 5 Nov 27 12:34 y\nz\r\n",
            &["Bad", "y\\nz | file | 5 | --11-27T12:34 | "],
        ),
        // Names only; and a single word, which may be an error message.
        ("a\r\nb.txt\r\n", &["a | other |  |  | ", "b.txt | other |  |  | "]),
        ("b.txt\r\n", &["Bad"]),
        // A byte order mark, which Windows writes before a text.
        (
            "\u{feff}-rw-r--r-- 1 a b 5 Nov 27 12:34 x\r\n-rw-r--r-- 1 a b 5 Nov 27 12:34 z\r\n",
            &["x | file | 5 | --11-27T12:34 | ", "z | file | 5 | --11-27T12:34 | "],
        ),
        // Only servers with this format break lines in this way.
        ("+r,s123\r\n,\tx\r\n+r,s5,\ty\r\n", &["x | file | 123 |  | ", "y | file | 5 |  | "]),
        ("+r,s123\r\n \tx\r\n+r,s5,\ty\r\n", &["Bad", "Bad", "y | file | 5 |  | "]),
    ] {
        assert_eq!(items(listing), expected, "{listing}");
    }
}
