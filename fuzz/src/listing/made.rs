//! Listings made from known entries, in the formats of servers.

use super::{Read, read};
use crate::choice;
use ftp_proto::listing::{Format, Kind, Options};

/// A format that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Mlsd,
    Eplf,
    Unix,
    Dos,
    NetWare,
    Vms,
    Os400,
    SizeFirst,
}

const STYLES: [Style; 8] = [
    Style::Mlsd,
    Style::Eplf,
    Style::Unix,
    Style::Dos,
    Style::NetWare,
    Style::Vms,
    Style::Os400,
    Style::SizeFirst,
];

/// A listing, and the entries that it is made of.
pub(super) struct Made {
    style: Style,
    end: &'static str,
    lines: Vec<Vec<u8>>,
    entries: Vec<Read>,
}

/// The data of one entry.
struct Numbers {
    kind: Kind,
    size: u64,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    with_year: bool,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const OWNERS: [&str; 4] =
    ["ann      staff   ", "1000     1000    ", "ann      Domain Users", "may      12      "];

/// The year of all times that have a year.
const YEAR: u16 = 2005;

/// The maximum number of entries. All of them together decide the format.
const MOST: usize = 24;

impl Made {
    /// Makes a listing. A header of two bytes chooses format and line ends; after it, nine bytes and a
    /// name make one entry.
    pub(super) fn of(data: &[u8]) -> Self {
        let ([style, end], mut rest) = choice::header(data);
        let style = STYLES[usize::from(style) % STYLES.len()];
        let end = if end & 1 == 0 { "\r\n" } else { "\n" };
        let mut made = Made { style, end, lines: Vec::new(), entries: Vec::new() };
        while !rest.is_empty() && made.lines.len() < MOST {
            let (numbers, behind) = choice::header::<9>(rest);
            let len = (usize::from(numbers[8]) % 20 + 1).min(behind.len());
            made.add(numbers, &behind[..len]);
            rest = &behind[len..];
        }
        made
    }

    fn add(&mut self, [kind, size, exponent, month, day, hour, minute, owner, _]: [u8; 9], name: &[u8]) {
        let has_links = matches!(self.style, Style::Mlsd | Style::Unix);
        let numbers = Numbers {
            kind: match kind % 4 {
                0 => Kind::Dir,
                1 if has_links => Kind::Link,
                _ => Kind::File,
            },
            size: u64::from(size) << (exponent % 40),
            month: month % 12 + 1,
            day: day % 28 + 1,
            hour: hour % 24,
            minute: minute % 60,
            with_year: kind & 8 != 0,
        };
        let name = self.name(name, numbers.kind);
        let target = (numbers.kind == Kind::Link).then(|| b"to".to_vec());
        let owner = OWNERS[usize::from(owner) % OWNERS.len()];
        let (before, behind, modified) = self.around(&numbers, owner);
        let raw = [before.as_bytes(), &name, behind.as_bytes()].concat();
        self.entries.push(Read::Entry {
            name: self.shown(&name),
            kind: numbers.kind,
            // The size of a directory is that of its own blocks, and no link has an empty target.
            size: match numbers.kind {
                Kind::Dir => None,
                Kind::Link => Some(numbers.size).filter(|size| *size > 0),
                _ => Some(numbers.size),
            },
            modified,
            target,
            raw: raw.clone(),
        });
        self.lines.push(raw);
    }

    /// Returns a name that is possible in this format, as it is written there.
    fn name(&self, bytes: &[u8], kind: Kind) -> Vec<u8> {
        let mut name: Vec<u8> = bytes.iter().copied().filter(|byte| !b"\r\n".contains(byte)).collect();
        match self.style {
            Style::Mlsd | Style::Eplf => {}
            Style::Unix if kind == Kind::Link => {
                name.retain(|byte| *byte != b'>');
                // Some servers write a time of day after the year.
                if name.trim_ascii_start().first().is_some_and(u8::is_ascii_digit) {
                    name.insert(0, b'n');
                }
            }
            Style::Vms => {
                name = name
                    .iter()
                    .map(|byte| b"ABCDEFGHIJKLMNOP0123456789_-$.XY"[usize::from(byte % 32)])
                    .collect();
                name.extend_from_slice(if kind == Kind::Dir { b"X.DIR;1" } else { b".X;1" });
                return name;
            }
            _ => name.insert(0, b'n'),
        }
        // Makes sure that the name is not blank, not a path, and does not end in anything with a
        // meaning.
        name.push(b'n');
        name
    }

    /// Returns what stands before and after the name, and how the time is printed.
    fn around(&self, numbers: &Numbers, owner: &str) -> (String, String, String) {
        let Numbers { kind, size, month, day, hour, minute, with_year } = *numbers;
        let is_dir = kind == Kind::Dir;
        let word = MONTHS[usize::from(month) - 1];
        let (date, time) = (format!("{YEAR}-{month:02}-{day:02}"), format!("T{hour:02}:{minute:02}"));
        let (of_ls, ls_time) = match with_year {
            true => (format!("{word} {day:2}  {YEAR}"), date.clone()),
            false => {
                (format!("{word} {day:2} {hour:02}:{minute:02}"), format!("--{month:02}-{day:02}{time}"))
            }
        };
        let to = if kind == Kind::Link { " -> to" } else { "" }.to_string();
        let none = String::new;
        match self.style {
            Style::Mlsd => {
                let (what, size) = match kind {
                    Kind::Dir => ("dir", format!("sizd={size}")),
                    Kind::Link => ("OS.unix=slink:to", format!("size={size}")),
                    _ => ("file", format!("size={size}")),
                };
                let modify = format!("{YEAR}{month:02}{day:02}{hour:02}{minute:02}07");
                (format!("type={what};{size};modify={modify}; "), none(), format!("{date}{time}:07Z"))
            }
            Style::Eplf => {
                let what = if is_dir { "/".to_string() } else { format!("r,s{size}") };
                (format!("+i1.2,m1107958740,{what},\t"), none(), "2005-02-09T14:19:00Z".to_string())
            }
            Style::Unix => {
                let what = ["-", "d", "l"][usize::from(is_dir) + 2 * usize::from(kind == Kind::Link)];
                (format!("{what}rw-r-xr-x   1 {owner} {size:8} {of_ls} "), to, ls_time)
            }
            Style::Dos => {
                let half = if hour < 12 { "AM" } else { "PM" };
                let clock = format!("{:02}:{minute:02}{half}", (hour + 11) % 12 + 1);
                let what = if is_dir { "      <DIR>         ".to_string() } else { format!("{size:20}") };
                (format!("{month:02}-{day:02}-05  {clock} {what} "), none(), date + &time)
            }
            Style::NetWare => {
                let what = if is_dir { "d" } else { "-" };
                (format!("{what} [RWCEAFMS] usr  {size:8} {of_ls} "), none(), ls_time)
            }
            Style::Vms => {
                let word = word.to_uppercase();
                let behind =
                    format!(" {size}KB {day}-{word}-{YEAR} {hour:02}:{minute:02} [A,B] (RWED,RWED,,RE)");
                (none(), behind, date + &time)
            }
            Style::Os400 => {
                let what = if is_dir { "*DIR" } else { "*STMF" };
                // With the year 99, only one order gives a date.
                let before = format!("QSYS {size:8} 99/{month:02}/{day:02} {hour:02}:{minute:02}:07 {what} ");
                (before, none(), format!("1999-{month:02}-{day:02}{time}:07"))
            }
            Style::SizeFirst => {
                let what = if is_dir { "DIR" } else { "A" };
                (
                    format!("{size:8} {what:>8} {month:02}-{day:02}-05  {hour:02}:{minute:02}  "),
                    none(),
                    date + &time,
                )
            }
        }
    }

    /// Returns the name as the parser returns it.
    fn shown(&self, name: &[u8]) -> Vec<u8> {
        match self.style {
            Style::Vms => {
                let name = name.strip_suffix(b";1").expect("a version");
                name.strip_suffix(b".DIR").unwrap_or(name).to_vec()
            }
            _ => name.to_vec(),
        }
    }

    /// Returns the expected entries. The sizes of VMS are written in KB.
    fn expected(&self) -> Vec<Read> {
        let mut entries = self.entries.clone();
        for entry in &mut entries {
            if let (Style::Vms, Read::Entry { size: Some(size), .. }) = (self.style, entry) {
                *size <<= 10;
            }
        }
        entries
    }

    /// Returns the lines, each after one of the others in turn.
    fn written(&self, others: &[&str]) -> Vec<u8> {
        let others = others.iter().cycle();
        let lines = self.lines.iter().zip(others);
        lines.flat_map(|(line, other)| [other.as_bytes(), line, self.end.as_bytes()].concat()).collect()
    }

    fn format(&self) -> Format {
        match self.style {
            Style::Mlsd => Format::Mlsd,
            Style::Eplf => Format::Eplf,
            Style::Unix => Format::Unix,
            Style::Dos => Format::Dos,
            Style::NetWare => Format::NetWare,
            Style::Vms => Format::Vms,
            Style::Os400 => Format::Os400,
            Style::SizeFirst => Format::SizeFirst,
        }
    }

    /// Checks that the parser reads what was written, whether it detects the format or is told.
    pub(super) fn is_read_back(&self, chunks: u8) {
        let listing: Vec<u8> =
            self.lines.iter().flat_map(|line| [line, self.end.as_bytes()].concat()).collect();
        let size = usize::from(chunks).max(1);
        for options in [Options::new(), Options::new().with_format(self.format())] {
            assert_eq!(read(&listing, size, options), self.expected(), "{}", listing.escape_ascii());
        }
    }

    /// Checks that lines that are not entries change nothing.
    pub(super) fn is_read_among_others(&self, chunks: u8) {
        const OTHERS: [&str; 4] = ["total 12", "", "./sub:", "ls: x: Permission denied"];
        let others: Vec<String> = OTHERS.iter().map(|line| format!("{line}{}", self.end)).collect();
        let from = usize::from(chunks) % OTHERS.len();
        let others: Vec<&str> = others[from..].iter().map(String::as_str).collect();
        let listing = self.written(&others);
        let entries = read(&listing, usize::from(chunks).max(1), Options::new());
        let entries: Vec<Read> =
            entries.into_iter().filter(|item| matches!(item, Read::Entry { .. })).collect();
        assert_eq!(entries, self.expected(), "{}", listing.escape_ascii());
    }
}
