//! Properties of listings: chunks change nothing, what is written is read back, and names that are called safe
//! are safe.

mod made;

use crate::choice;
use ftp_proto::listing::{Entry, Item, Kind, Listing, NoEntryKind, Options, Platform};
use ftp_proto::response::Timestamp;
use made::Made;

/// An item without its lifetime.
#[derive(Clone, PartialEq, Eq)]
pub enum Read {
    Entry {
        name: Vec<u8>,
        kind: Kind,
        size: Option<u64>,
        modified: String,
        target: Option<Vec<u8>>,
        raw: Vec<u8>,
    },
    NoEntry(NoEntryKind, Vec<u8>),
}

impl std::fmt::Debug for Read {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Read::Entry { name, kind, size, modified, target, .. } => {
                let target = target.as_ref().map(|target| target.escape_ascii().to_string());
                write!(f, "{kind} \"{}\" {size:?} {modified} {target:?}", name.escape_ascii())
            }
            Read::NoEntry(kind, raw) => write!(f, "{kind} \"{}\"", raw.escape_ascii()),
        }
    }
}

/// For any bytes in any chunks, the items are the same, each line comes once and in order, and no unsafe name
/// is called safe. From a listing that is made of entries, these entries are read, also among lines that are
/// not entries.
///
/// The header chooses the property, the chunks, the limit on a line, and what the caller knows.
///
/// # Panics
/// If the property does not hold.
pub fn listing(data: &[u8]) {
    let ([kind, chunks, line, known], data) = choice::header(data);
    match kind & 3 {
        0 => in_chunks(data, chunks, options(line, known)),
        1 => in_chunks(&pieces(data), chunks, options(line, known)),
        2 => Made::of(data).is_read_back(chunks),
        _ => Made::of(data).is_read_among_others(chunks),
    }
}

/// Makes options with the default limit or another one, and with what a caller may know.
fn options(line: u8, known: u8) -> Options {
    use ftp_proto::listing::Format::*;
    const FORMATS: [ftp_proto::listing::Format; 15] = [
        Mlsd, Eplf, Unix, NetWare, Dos, Vms, Mvs, Os400, NonStop, Cms, Os9, SizeFirst, NameFirst, Dls, Names,
    ];
    let mut options = Options::new();
    if line != 0 {
        options.line = choice::limit(line);
    }
    let format = FORMATS.get(usize::from(known & 15)).copied();
    match known >> 4 & 3 {
        1 => options.format = format,
        2 => options.hint = format,
        _ => {}
    }
    if known & 64 != 0 {
        options.now = Timestamp::new((2026, 11, 28), (13, 44, 0), 0);
    }
    if known & 128 != 0 {
        options.offset = Some(-330);
    }
    options
}

fn in_chunks(stream: &[u8], chunks: u8, options: Options) {
    let whole = read(stream, usize::MAX, options);
    each_line_once(stream, &whole, options);
    let most = 1 << (chunks % 9);
    for size in [1, most, usize::from(chunks).max(1)] {
        assert_eq!(read(stream, size, options), whole, "in chunks of {size}");
    }
}

/// Returns all items of a listing in chunks of this size.
pub fn read(stream: &[u8], size: usize, options: Options) -> Vec<Read> {
    let mut listing = Listing::new(options);
    let mut items = Vec::new();
    for mut chunk in stream.chunks(size) {
        while let Some(item) = listing.read(&mut chunk) {
            items.push(kept(item));
        }
        assert!(chunk.is_empty(), "all is taken");
    }
    while let Some(item) = listing.finish() {
        items.push(kept(item));
    }
    let mut more = &b"-rw-r--r-- 1 a b 3 Nov 27 12:34 x\r\n"[..];
    assert!(listing.read(&mut more).is_none() && more.is_empty(), "nothing comes behind the end");
    items
}

fn kept(item: Item<'_>) -> Read {
    match item {
        Item::Entry(entry) => {
            sound(&entry);
            Read::Entry {
                name: entry.name().to_vec(),
                kind: entry.kind(),
                size: entry.size(),
                modified: entry.modified().map_or_else(String::new, |time| time.to_string()),
                target: entry.target().map(<[u8]>::to_vec),
                raw: entry.raw().to_vec(),
            }
        }
        Item::NoEntry(line) => Read::NoEntry(line.kind(), line.raw().to_vec()),
    }
}

/// Checks what holds for every entry.
fn sound(entry: &Entry<'_>) {
    assert!(!entry.name().is_empty(), "{entry:?}");
    assert!(entry.kind() != Kind::Dir || entry.size().is_none(), "{entry:?}");
    assert!(entry.size().is_some() || !entry.size_is_exact());
    assert!(entry.target().is_none() || entry.kind() == Kind::Link, "{entry:?}");
    if let Some(time) = entry.modified() {
        assert!((1..=12).contains(&time.month()) && (1..=31).contains(&time.day()) && time.hour() <= 24);
        assert!(time.minute() < 60 && time.second() <= 60);
    }
    for platform in [Platform::Unix, Platform::Windows, Platform::Any] {
        if let Ok(name) = entry.local_name(platform) {
            assert_eq!(name, entry.name());
            assert!(name != b"." && name != b".." && !name.starts_with(b"|"), "{entry:?}");
            assert!(!name.iter().any(|byte| *byte < 32 || matches!(byte, b'/' | 127)), "{entry:?}");
            if platform != Platform::Unix {
                assert!(!name.iter().any(|byte| b"\\:*?\"<>|".contains(byte)), "{entry:?}");
                assert!(!name.ends_with(b".") && !name.ends_with(b" ") && entry.name_text().is_some());
            }
        }
    }
}

/// Checks that the lines of the items stand in the stream one after the other, with nothing but line ends
/// between them, and nothing but a byte order mark before the first. This holds up to the first line that is
/// too long.
fn each_line_once(stream: &[u8], items: &[Read], options: Options) {
    let mut rest = stream.strip_prefix(b"\xef\xbb\xbf").unwrap_or(stream);
    let mut too_long = false;
    for item in items {
        let (Read::Entry { raw, .. } | Read::NoEntry(_, raw)) = item;
        let at = (0..=rest.len()).find(|at| rest[*at..].starts_with(raw)).expect("a line of the stream");
        let between = &rest[..at];
        assert!(too_long || between.iter().all(|byte| b"\r\n".contains(byte)), "{between:?} is lost");
        rest = &rest[at + raw.len()..];
        if matches!(item, Read::NoEntry(NoEntryKind::TooLong, _)) {
            assert_eq!(raw.len(), options.line);
            too_long = true; // from here on, the start of the next line is not known
        }
    }
    assert!(too_long || rest.iter().all(|byte| b"\r\n".contains(byte)), "{rest:?} is lost");
}

/// Pieces of listings.
const PIECES: &[&[u8]] = &[
    b"\r\n",
    b"\n",
    b"\r",
    b"-rw-r--r--   1 ann staff ",
    b"drwxr-xr-x+1732 ",
    b"lrwxrwxrwx 1 a b 3 ",
    b"4096 ",
    b"8,   3 ",
    b"33.5k ",
    b"Nov 27 12:34 ",
    b"Feb 29  2024 ",
    b"Feb 18 2005  ",
    b"2005-06-07 21:22 ",
    b"26. Juli, 20:10 ",
    b"4\xe6\x9c\x88 18\xe6\x97\xa5 ",
    b"name",
    b" -> ",
    b"  ",
    b"\t",
    b"type=file;size=3; ",
    b"type=OS.unix=slink:/a b; ",
    b"modify=20240229010203.5;",
    b"; ",
    b"=",
    b"+i0.1,m951789712,r,s3,\t",
    b"07-19-21  06:12PM ",
    b"      <DIR>          ",
    b"<JUNCTION> ",
    b"[C:\\x]",
    b"d [RWCEAFMS] usr 512 ",
    b"NAME.EXT;1",
    b" 4/9 ",
    b"2-JUN-1998 07:32:04 ",
    b"[A,B] (RWED,RWED,,RE)",
    b"SAVE00 3390   2004/06/23  1    1  FB 128 6144 PO A.B",
    b"MEMBER",
    b" 01.03 2002/09/12 2002/10/11 09:37 11 11 0 K",
    b"QSYS 77824 02/23/00 15:09:55 *DIR ",
    b" *MEM ",
    b"ALV 101 528 6-Apr-07 14:21:18 255,0 \"NUNU\"",
    b"README TEXT F 80 2 1 1999-07-28 12:24:01 O",
    b"20.20 07/03/29 1026 d-ewrewr 2650 85 ",
    b"0  DIR 05-12-97 16:52  ",
    b"A.DOC  <DIR>  Nov 21  94  10:59",
    b"README   763  About",
    b"total 12",
    b"ls: x: Permission denied",
    b"Directory A:[B]",
    b"0100644 500 101 12 123 ",
    b"..",
    b"a/b",
    b"|",
    b"c:x",
    b"\0",
    b"\xff",
    b"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    b"25-12-07  01:08PM ",
    b"UNIX.groupname=a b;",
    b"AUTHORS  DIR  -  -  - 1999-09-20 10:31:11 -",
    b"bin/       -  Apr 28  1994",
    b"1008201 33 ",
    b"Fri Nov 27 12:34:56 2026 ",
    b"Oct 14,  99 8:45 pm ",
    b"- rwx rwx ---     1280 02/24/98 09:54:53  ann  log",
    b"w  56 stm  03-05-22 10:07:25  ",
    b"04-07-13 20:17:21  bind ->  ",
    b" 1B BA 605 2147483647 1 16 1 * ",
    b"0013 SMTP 00000011 1999-11-03 12:46:10 ANN MAIL",
    b"ann 00003444 00910368 <a.zip>+ 030924-1636 A R",
    b"prog1 exe 2,563,136 06-10-99 10:00a",
    b"-wa-- 20 Dec 31,2002 8:58 ",
    b"A.B;1 2/3 7-JAN-2000 10:30:00 [A,B]",
    b"  (RWED,,RE,)",
    b"5.11. 14:01 ",
    b"Thg 3 9 19:20 ",
];

/// Makes a stream of pieces, one for each byte; a byte without a piece stands for itself.
fn pieces(data: &[u8]) -> Vec<u8> {
    let piece = |byte: &u8| PIECES.get(usize::from(*byte)).map_or(vec![*byte], |piece| piece.to_vec());
    data.iter().flat_map(piece).collect()
}
