//! Listings of one format, and the listing parsers to compare.

use crate::corpora::Rng;
use ftp_cmd_list_parse::FtpEntry;
use ftp_proto::listing::{Format, Item, Listing, Options, Platform};
use std::hint::black_box;
use std::io::Write;
use suppaftp::list::ListParser;

/// A listing.
pub struct Corpus {
    /// The corpus's part of the bench name.
    pub name: &'static str,
    /// Lines that end in CR LF.
    pub bytes: Vec<u8>,
    /// How many entries there are.
    pub entries: usize,
}

/// The parser's part of the bench name, and the parser. It returns how many entries it found, or 0 if it does
/// not support this format.
pub type Parser = (&'static str, fn(&Corpus) -> usize);

/// All parsers, ours first. The others take one line at a time, as text.
pub const PARSERS: &[Parser] = &[
    ("ftp-proto", |corpus| ours(&corpus.bytes, usize::MAX)),
    ("ftp-proto-1460", |corpus| ours(&corpus.bytes, 1460)),
    ("suppaftp", suppaftp),
    ("ftp-cmd-list-parse", ftp_cmd_list_parse),
];

/// The corpora of `listing/<format>/<parser>`, each of about `size` bytes.
pub fn all(size: usize) -> [Corpus; 3] {
    [made("unix", size, unix), made("dos", size, dos), made("mlsd", size, mlsd)]
}

/// A listing in the Unix format.
pub fn unix_listing(size: usize) -> Corpus {
    made("unix", size, unix)
}

/// Returns the parsers that take this corpus. Panics if one of them finds another number of entries than
/// there are.
pub fn takers(corpus: &Corpus) -> Vec<Parser> {
    let mut takers = PARSERS.to_vec();
    takers.retain(|(name, parser)| {
        let count = parser(corpus);
        assert!(count == 0 || count == corpus.entries, "{name} on {}: {count}", corpus.name);
        count > 0
    });
    takers
}

/// Reads all entries of a listing in chunks of one size.
pub fn ours(bytes: &[u8], chunk: usize) -> usize {
    let mut listing = Listing::new(Options::new());
    let mut count = 0;
    let mut see = |item: Item<'_>| {
        if let Item::Entry(entry) = black_box(item) {
            black_box(entry);
            count += 1;
        }
    };
    for mut chunk in bytes.chunks(chunk) {
        while let Some(item) = listing.read(&mut chunk) {
            see(item);
        }
    }
    while let Some(item) = listing.finish() {
        see(item);
    }
    count
}

/// Reads all entries and asks them for everything, in this format or in the detected one; lines have no
/// limit.
pub fn look_at(bytes: &[u8], chunk: usize, format: Option<Format>) {
    let options = Options::new().with_line(usize::MAX);
    let mut listing = Listing::new(format.map_or(options, |format| options.with_format(format)));
    let look = |item: Item<'_>| {
        if let Item::Entry(entry) = item {
            black_box((entry.facts().count(), entry.fact("none"), entry.name_text().is_some()));
            black_box(entry.local_name(Platform::Any)).ok();
        }
    };
    for mut chunk in bytes.chunks(chunk.max(1)) {
        while let Some(item) = listing.read(&mut chunk) {
            look(item);
        }
    }
    while let Some(item) = listing.finish() {
        look(item);
    }
}

fn suppaftp(corpus: &Corpus) -> usize {
    let parse = match corpus.name {
        "unix" => ListParser::parse_posix,
        "dos" => ListParser::parse_dos,
        _ => ListParser::parse_mlsd,
    };
    let text = std::str::from_utf8(&corpus.bytes).expect("text");
    text.lines().filter(|line| black_box(parse(line)).is_ok()).count()
}

fn ftp_cmd_list_parse(corpus: &Corpus) -> usize {
    if corpus.name == "mlsd" {
        return 0; // it has none
    }
    let text = std::str::from_utf8(&corpus.bytes).expect("text");
    text.lines().filter(|line| black_box(FtpEntry::new(line)).is_some()).count()
}

fn made(name: &'static str, size: usize, mut line: impl FnMut(&mut Rng, &mut Vec<u8>)) -> Corpus {
    let mut rng = Rng::new(name);
    let (mut bytes, mut entries) = (Vec::with_capacity(size + 256), 0);
    while bytes.len() < size {
        line(&mut rng, &mut bytes);
        bytes.extend_from_slice(b"\r\n");
        entries += 1;
    }
    Corpus { name, bytes, entries }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn unix(rng: &mut Rng, out: &mut Vec<u8>) {
    let (what, month, day) = (["-", "-", "-", "d"][rng.below(4)], MONTHS[rng.below(12)], 1 + rng.below(28));
    let when = match rng.below(2) {
        0 => format!("{:02}:{:02}", rng.below(24), rng.below(60)),
        _ => format!(" {}", 1990 + rng.below(35)),
    };
    let (size, name) = (rng.below(100_000_000), rng.below(1_000_000));
    // Writing to a Vec does not fail.
    let _ = write!(
        out,
        "{what}rw-r--r--    1 ftpuser  ftpgroup {size:12} {month} {day:2} {when} report-{name}.txt"
    );
}

fn dos(rng: &mut Rng, out: &mut Vec<u8>) {
    let (month, day, year) = (1 + rng.below(12), 1 + rng.below(28), rng.below(25));
    let (hour, minute, half) = (1 + rng.below(12), rng.below(60), ["AM", "PM"][rng.below(2)]);
    let what = match rng.below(4) {
        0 => "      <DIR>         ".to_owned(),
        _ => format!("{:20}", rng.below(100_000_000)),
    };
    let name = rng.below(1_000_000);
    let _ =
        write!(out, "{month:02}-{day:02}-{year:02}  {hour:02}:{minute:02}{half} {what} report-{name}.txt");
}

fn mlsd(rng: &mut Rng, out: &mut Vec<u8>) {
    let (month, day, year) = (1 + rng.below(12), 1 + rng.below(28), 1990 + rng.below(35));
    let time = format!("{:02}{:02}{:02}", rng.below(24), rng.below(60), rng.below(60));
    let (size, name) = (rng.below(100_000_000), rng.below(1_000_000));
    let _ = write!(
        out,
        "type=file;size={size};modify={year}{month:02}{day:02}{time};UNIX.mode=0644;UNIX.uid=1000;UNIX.gid=1000; \
         report-{name}.txt"
    );
}
