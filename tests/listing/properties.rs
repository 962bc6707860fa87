//! Properties of listings on inputs that proptest generates and shrinks: lines of the table, cut and mixed in
//! any way; listings written from known entries; and names.

use crate::rows::{self, Expected, TABLE, read, read_chunks};
use ftp_fuzz::listing::listing;
use ftp_fuzz::model::Bytes;
use ftp_proto::listing::{Options, Platform};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// Lines that are not entries, wherever they occur.
const HARMLESS: &[&str] = &[
    "",
    " \t ",
    "total 12",
    "insgesamt 7",
    "./sub:",
    "ls: x: Permission denied",
    "Directory of /pub",
    "--------  ------",
    "               3 File(s)        1,234 bytes",
];

/// Parts of harmful names.
const PIECES: &[&str] = &[
    ".",
    "..",
    "/",
    "\\",
    ":",
    "|",
    "\0",
    "\r",
    "\n",
    "\x1b[2J",
    "\u{9b}",
    " ",
    "con",
    "AUX",
    "nul",
    "COM1",
    "lpt\u{b3}",
    "CONIN$",
    "a",
    "\u{fc}",
    "~",
    "-",
    "$",
    "*",
    "?",
    "<",
    "\"",
    "txt",
    "c:",
    "\u{202e}",
];

/// The lines of each family of the table that contains an entry.
fn families() -> Vec<Vec<Vec<u8>>> {
    let mut families: BTreeMap<String, (bool, Vec<Vec<u8>>)> = BTreeMap::new();
    for row in rows::rows(TABLE) {
        let (has_entry, lines) = families.entry(row.family).or_default();
        *has_entry |= matches!(row.expected, Expected::Entry(_));
        lines.push(row.line);
    }
    families.into_values().filter(|(has_entry, _)| *has_entry).map(|(_, lines)| lines).collect()
}

/// Some lines of one family, in their order.
fn of_one_family() -> impl Strategy<Value = Vec<Bytes>> {
    select(families()).prop_flat_map(|lines| {
        let most = lines.len().min(20);
        subsequence(lines.into_iter().map(Bytes).collect::<Vec<_>>(), 1..=most)
    })
}

/// Lines of all families, other lines, and bytes.
fn of_all() -> impl Strategy<Value = Bytes> {
    let lines: Vec<Vec<u8>> = families().concat();
    let piece = prop_oneof![
        6 => select(lines),
        1 => select(HARMLESS).prop_map(|line| line.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..12),
        1 => (any::<u8>(), 7900..8400_usize).prop_map(|(byte, count)| vec![byte; count]),
    ];
    let end = select(&["\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", ""][..]);
    vec((piece, end), 0..30).prop_map(|lines| {
        Bytes(lines.into_iter().flat_map(|(line, end)| [line, end.as_bytes().to_vec()].concat()).collect())
    })
}

fn written(lines: &[Bytes]) -> Vec<u8> {
    lines.iter().flat_map(|line| [&line.0[..], b"\r\n"].concat()).collect()
}

/// All items, as text for display if they differ.
fn shown(items: Vec<(Vec<u8>, Expected)>) -> Vec<String> {
    let items = items.into_iter();
    items.map(|(line, item)| format!("{} | {}", line.escape_ascii(), crate::shown(&item))).collect()
}

fn entries(listing: &[u8]) -> Vec<String> {
    let items = read(listing, usize::MAX, Options::new());
    shown(items.into_iter().filter(|(_, item)| matches!(item, Expected::Entry(_))).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_in_any_chunks(bytes in of_all(), cuts in vec(any::<Index>(), 0..12)) {
        let bytes = &bytes.0[..];
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        places.sort_unstable();
        let starts = [0].into_iter().chain(places.iter().copied());
        let ends = places.iter().copied().chain([bytes.len()]);
        let chunks = starts.zip(ends).map(|(start, end)| &bytes[start..end]);
        let whole = read(bytes, usize::MAX, Options::new());
        prop_assert_eq!(shown(read_chunks(chunks, Options::new())), shown(whole));
    }

    #[test]
    fn harmless_lines_change_nothing(
        lines in of_one_family(),
        more in vec((any::<Index>(), select(HARMLESS)), 0..20),
    ) {
        let mut with = lines.clone();
        for (place, line) in more {
            with.insert(place.index(with.len() + 1), line.as_bytes().into());
        }
        prop_assert_eq!(entries(&written(&with)), entries(&written(&lines)));
    }

    /// The first byte chooses whether entries are written and read back, alone or among other lines. The rest
    /// chooses the chunks, what is known, the format, the line end, and the numbers and names of entries.
    #[test]
    fn what_is_written_is_read_back(
        among_others in any::<bool>(),
        header in any::<[u8; 5]>(),
        made in vec((any::<[u8; 9]>(), vec(any::<u8>(), 1..20)), 0..24),
    ) {
        let mut input = vec![2 + u8::from(among_others)];
        input.extend(header);
        for (mut numbers, name) in made {
            numbers[8] = u8::try_from(name.len() - 1).expect("short");
            input.extend(numbers);
            input.extend(name);
        }
        listing(&input);
    }

    #[test]
    fn a_local_name_is_one_safe_component(
        pieces in vec(prop_oneof![select(PIECES).prop_map(str::to_owned), "\\PC{0,6}"], 0..6),
    ) {
        let name = pieces.concat();
        let path = Path::new("downloads").join(&name);
        let stays = path.parent() == Some(Path::new("downloads"))
            && path.components().nth(1) == Some(Component::Normal(name.as_ref()));
        for platform in [Platform::Unix, Platform::Windows, Platform::Any] {
            let Ok(local) = platform.local_name(name.as_bytes()) else { continue };
            prop_assert_eq!(local, name.as_bytes());
            prop_assert!(stays && !name.starts_with('|') && !name.chars().any(char::is_control));
            if platform != Platform::Unix {
                let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
                let is_device = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&&stem[..])
                    || stem.strip_prefix("COM").or(stem.strip_prefix("LPT")).is_some_and(|digit| {
                        digit.chars().count() == 1 && "0123456789\u{b9}\u{b2}\u{b3}".contains(digit)
                    });
                prop_assert!(!is_device && !name.ends_with(['.', ' ']));
                prop_assert!(!name.contains(['\\', ':', '*', '?', '<', '>', '"', '|']));
            }
        }
    }
}
