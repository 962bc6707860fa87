//! Lines of listings and what they say: `tests/data/listings.tsv`, or any file with the same columns.

use ftp_proto::listing::{Item, Listing, NoEntryKind, Options};

/// The project's table.
pub const TABLE: &str = include_str!("../data/listings.tsv");

/// One line of the table.
#[derive(Debug)]
pub struct Row {
    pub number: usize,
    pub family: String,
    pub line: Vec<u8>,
    pub expected: Expected,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Name, kind, size, time, target; what the line does not say is empty.
    Entry([Vec<u8>; 5]),
    /// Not an entry, but understood.
    None,
    /// Not an entry.
    Bad,
}

pub fn rows(table: &str) -> Vec<Row> {
    let lines = table
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.starts_with('#') && !line.starts_with("format\t"));
    lines.map(|(at, line)| row(at + 1, line)).collect()
}

fn row(number: usize, text: &str) -> Row {
    let cells: Vec<&str> = text.split('\t').collect();
    let [family, line, name, kind, size, time, target, ..] = cells[..] else {
        panic!("line {number}: {} cells", cells.len());
    };
    let said = |cell: &str| if cell == "-" { Vec::new() } else { unescape(cell) };
    let expected = match kind {
        "none" => Expected::None,
        "bad" => Expected::Bad,
        _ => Expected::Entry([unescape(name), said(kind), said(size), said(time), said(target)]),
    };
    Row { number, family: family.into(), line: unescape(line), expected }
}

/// The items of a listing, each as a row would state it, with its line.
pub fn read(listing: &[u8], chunk: usize, options: Options) -> Vec<(Vec<u8>, Expected)> {
    read_chunks(listing.chunks(chunk), options)
}

/// The same in any chunks.
pub fn read_chunks<'a>(
    chunks: impl IntoIterator<Item = &'a [u8]>,
    options: Options,
) -> Vec<(Vec<u8>, Expected)> {
    let mut parser = Listing::new(options);
    let mut found = Vec::new();
    for mut chunk in chunks {
        while let Some(item) = parser.read(&mut chunk) {
            found.push(as_row(item));
        }
    }
    while let Some(item) = parser.finish() {
        found.push(as_row(item));
    }
    found
}

fn as_row(item: Item<'_>) -> (Vec<u8>, Expected) {
    match item {
        Item::Entry(entry) => {
            let fields = [
                entry.name().to_vec(),
                entry.kind().to_string().into_bytes(),
                entry.size().map_or_else(Vec::new, |size| size.to_string().into_bytes()),
                entry.modified().map_or_else(Vec::new, |time| time.to_string().into_bytes()),
                entry.target().unwrap_or_default().to_vec(),
            ];
            (entry.raw().to_vec(), Expected::Entry(fields))
        }
        Item::NoEntry(line) => {
            let understood = !matches!(line.kind(), NoEntryKind::NotUnderstood | NoEntryKind::TooLong);
            (line.raw().to_vec(), if understood { Expected::None } else { Expected::Bad })
        }
    }
}

/// Whether what was found agrees with the row. A line that must not be an entry may be anything else.
pub fn agrees(expected: &Expected, found: &Expected) -> bool {
    match expected {
        Expected::Bad => !matches!(found, Expected::Entry(_)),
        _ => expected == found,
    }
}

/// Decodes `\r`, `\n`, `\t`, `\\` and `\xNN`; everything else stays as it is, in UTF-8.
pub fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let (byte, taken) = match (byte, tail) {
            (b'\\', [b'r', ..]) => (b'\r', 1),
            (b'\\', [b'n', ..]) => (b'\n', 1),
            (b'\\', [b't', ..]) => (b'\t', 1),
            (b'\\', [b'\\', ..]) => (b'\\', 1),
            (b'\\', [b'x', a, b, ..]) => {
                let digits = [*a, *b];
                let digits = std::str::from_utf8(&digits).expect("ASCII");
                (u8::from_str_radix(digits, 16).expect("hexadecimal"), 3)
            }
            _ => (*byte, 0),
        };
        out.push(byte);
        rest = &tail[taken..];
    }
    out
}
