//! The output of `ls -l`, and of servers that imitate it.

mod size;

use super::mlsd::octal;
use crate::listing::cursor::{Cursor, all_digits, is_blank, number, trim_end, trim_start};
use crate::listing::date::{Form, Order, clock, date, half};
use crate::listing::months::{is_english, month};
use crate::listing::shape::{Shape, USUAL_COLUMN};
use crate::listing::{Entry, Format, Kind, Modified};
pub(super) use size::with_unit;
use size::{Size, size};

/// The maximum number of words before a date: names of groups can have blanks.
const WORDS: u8 = 24;

/// Reads `-rw-r--r--   1 owner    group        4096 Nov 27 12:34 name`. What was [measured](measure) of the line is not
/// searched for again.
#[inline]
pub(super) fn read<'a>(line: &'a [u8], shape: &Shape, measured: Option<Measured>) -> Option<Entry<'a>> {
    let rights = match measured {
        Some(measured) => measured.rights,
        None => {
            let begin = begin(line);
            if line.get(begin)?.is_ascii_digit() {
                return numeric(line);
            }
            rights(line, begin)?
        }
    };
    let cursor = Cursor::at(line, rights.end);
    let permissions = line.get(rights.begin..rights.end)?;
    let mut entry = Entry::new(Format::Unix, rights.kind, b"");
    entry.permissions = Some(permissions);
    entry.mode = mode(permissions);
    fill(&mut entry, cursor, shape, measured.map(|measured| measured.dated))
        .or_else(|| dateless(&mut entry, cursor, shape))?;
    Some(entry)
}

/// Returns where the permissions begin. The number of the inode and that of the blocks may stand before them.
#[inline]
fn begin(line: &[u8]) -> usize {
    let mut cursor = Cursor::new(line);
    let mut begin = cursor.blanks();
    for _ in 0..2 {
        if !line.get(begin).is_some_and(u8::is_ascii_digit) || !cursor.word().is_some_and(all_digits) {
            break;
        }
        begin = cursor.position() + cursor.blanks();
    }
    begin
}

/// Reads what follows the permissions: owner, group, size, date, name.
#[inline]
pub(super) fn fill<'a>(
    entry: &mut Entry<'a>,
    cursor: Cursor<'a>,
    shape: &Shape,
    measured: Option<Dated>,
) -> Option<()> {
    let find = || at_column(cursor, shape.column).or_else(|| anywhere(cursor));
    let measured = measured.filter(|dated| dated.column == shape.column);
    debug_assert!(measured.is_none() || measured == find(), "what was measured of another line");
    let line = cursor.line();
    let dated =
        measured.or_else(find).or_else(|| sizeless(entry.kind, cursor))?.with_what_follows(line, shape);
    entry.modified = dated.modified;
    columns(entry, line.get(cursor.position()..dated.size_at)?, dated.size.bytes);
    if entry.kind != Kind::Dir {
        (entry.size, entry.rounded) = (dated.size.bytes, dated.size.rounded);
    }
    let rest = line.get(dated.end..)?;
    let blanks = rest.iter().take_while(|byte| is_blank(**byte)).count();
    if blanks == rest.len() {
        return Some(()); // no name, or only blanks
    }
    entry.name = rest.get((1 + shape.gap(dated.form)).min(blanks)..)?;
    match entry.kind {
        Kind::Link => split_target(entry),
        Kind::Dir => {
            entry.name = entry.name.strip_suffix(b"/").filter(|name| !name.is_empty()).unwrap_or(entry.name)
        }
        Kind::File | Kind::Other => {}
    }
    if entry.kind == Kind::Other && is_device(line.get(cursor.position()..dated.date_at)?) {
        entry.size = None;
    }
    Some(())
}

/// Reads what follows the permissions if no line of the listing has a date: links, owner, group, size and one word. Any
/// further words could be a date that is not understood.
fn dateless<'a>(entry: &mut Entry<'a>, mut cursor: Cursor<'a>, shape: &Shape) -> Option<()> {
    if shape.dated {
        return None;
    }
    number(cursor.word()?)?;
    (entry.owner, entry.group) = (cursor.word(), cursor.word());
    let size = number(cursor.word()?)?;
    entry.size = Some(size).filter(|_| entry.kind != Kind::Dir);
    entry.name = cursor.word()?;
    entry.weak = true;
    (cursor.is_at_end() && !is_english(entry.name)).then_some(())
}

/// What is found in a line before the whole line is read.
#[derive(Clone, Copy, Debug)]
pub(in crate::listing) struct Measured {
    rights: Rights,
    pub(in crate::listing) dated: Dated,
}

/// The kind of the entry, and where its permissions are.
#[derive(Clone, Copy, Debug)]
struct Rights {
    kind: Kind,
    begin: usize,
    end: usize,
}

/// Measures what a line tells about the whole listing: its date, the column of the date, and how many blanks follow.
pub(in crate::listing) fn measure(line: &[u8]) -> Option<(Measured, usize)> {
    let rights = rights(line, begin(line))?;
    let dated = anywhere(Cursor::at(line, rights.end))?;
    let behind = Cursor::at(line, dated.end);
    if behind.is_at_end() { None } else { Some((Measured { rights, dated }, behind.blanks())) }
}

#[inline]
fn rights(line: &[u8], begin: usize) -> Option<Rights> {
    let (kind, permissions, cursor) = permissions(line, begin)?;
    let end = cursor.position();
    Some(Rights { kind, begin: end - permissions.len(), end })
}

/// Returns the kind, the permissions, and a cursor after them.
#[inline]
fn permissions(line: &[u8], begin: usize) -> Option<(Kind, &[u8], Cursor<'_>)> {
    let rest = line.get(begin..)?;
    let (first, behind) = rest.split_first()?;
    let kind = match first {
        b'-' | b'a' | b'f' => Kind::File,
        b'd' => Kind::Dir,
        // A directory of 3CDaemon, which has no permissions. Otherwise a door of Solaris, which has some.
        b'D' if behind.starts_with(b"---------") => Kind::Dir,
        b'l' => Kind::Link,
        b'b' | b'c' | b'p' | b's' | b'D' | b'n' | b'w' => Kind::Other,
        _ => return many_letters(line, begin),
    };
    let run = behind.iter().take(9).take_while(|byte| b"-rwxsStTlLhHaA".contains(byte)).count();
    let marks = behind.get(run..)?.iter().take(2).take_while(|byte| b"+.@*".contains(byte)).count();
    let end = run + marks;
    if run >= 6 && ends_there(behind.get(end..)?) {
        return Some((kind, behind.get(..end)?, Cursor::at(line, begin + 1 + end)));
    }
    // Rights that Unix does not have, in nine columns.
    let word = behind.split(|byte| is_blank(*byte)).next()?;
    let columns = word.get(..9)?;
    let dashes = columns.iter().filter(|byte| **byte == b'-').count();
    let letters = word.iter().all(|byte| *byte == b'-' || byte.is_ascii_uppercase());
    if letters && dashes >= 4 {
        return Some((kind, word, Cursor::at(line, begin + 1 + word.len())));
    }
    many_letters(line, begin)
}

/// Reads up to four type letters before nine columns of only `r`, `w`, `x` and hyphens: a mode as Go writes it
/// (`dtrwxrwxrwx`, `Lrwxrwxrwx`), or the letter of z/OS for an external link.
fn many_letters(line: &[u8], begin: usize) -> Option<(Kind, &[u8], Cursor<'_>)> {
    let word = line.get(begin..)?.split(|byte| is_blank(*byte)).next()?;
    let (letters, columns) = word.split_at_checked(word.len().checked_sub(9)?)?;
    let is_type = |byte: &u8| b"dalTLDpSugct?e".contains(byte);
    let are_columns = columns.iter().zip(b"rwxrwxrwx").all(|(byte, own)| byte == own || *byte == b'-');
    if !matches!(letters.len(), 1..=4) || !letters.iter().all(is_type) || !are_columns {
        return None;
    }
    let has = |set: &[u8]| letters.iter().any(|letter| set.contains(letter));
    let kind = match () {
        () if has(b"L") || letters == b"e" => Kind::Link,
        () if has(b"d") => Kind::Dir,
        () if has(b"DpSc?") || letters.len() == 1 && !has(b"ugt") => Kind::Other,
        () => Kind::File,
    };
    Some((kind, columns, Cursor::at(line, begin + word.len())))
}

/// Returns whether permissions may end before `rest`. The number of links may follow without a blank.
#[inline]
fn ends_there(rest: &[u8]) -> bool {
    rest.iter().find(|byte| !byte.is_ascii_digit()).is_some_and(|byte| is_blank(*byte))
}

/// Converts the nine permissions to bits.
fn mode(permissions: &[u8]) -> Option<u16> {
    let nine = permissions.get(..9)?;
    let mut mode = 0;
    for (place, byte) in nine.iter().enumerate() {
        let bit = 0o400 >> place;
        let special = 0o4000 >> (place / 3);
        mode |= match (place % 3, byte) {
            (_, b'-') => 0,
            (0, b'r') | (1, b'w') | (2, b'x') => bit,
            (2, b's' | b't') => bit | special,
            (2, b'S' | b'T' | b'l' | b'L') => special,
            _ => return None,
        };
    }
    Some(mode)
}

/// The size and the date of a line, and where they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::listing) struct Dated {
    /// The number of words before the date.
    pub(in crate::listing) column: u8,
    /// How the date is written.
    pub(in crate::listing) form: Form,
    size: Size,
    size_at: usize,
    date_at: usize,
    /// The date, or `None` if the server shows that it has none.
    pub(in crate::listing) modified: Option<Modified>,
    /// The offset at which the date ends.
    pub(in crate::listing) end: usize,
}

impl Dated {
    /// Adds a time of day after the year, or `AM` or `PM` after the time of day, if all lines of the listing have it.
    fn with_what_follows(mut self, line: &[u8], shape: &Shape) -> Self {
        let mut cursor = Cursor::at(line, self.end);
        let (Some(modified), Some(word)) = (self.modified, cursor.word()) else { return self };
        let more = match self.form {
            Form::Year | Form::WideYear if shape.clock_behind_year => {
                clock(word).map(|(time, _)| time.on(modified))
            }
            Form::Time if shape.half_behind_clock => half(word).map(|half| modified.in_half(half)),
            _ => None,
        };
        if more.is_some() {
            (self.modified, self.form, self.end) = (more, Form::Time, cursor.position());
        }
        self
    }
}

/// Finds the size and the date at the given column, if they are there.
#[inline]
fn at_column(mut cursor: Cursor<'_>, column: u8) -> Option<Dated> {
    for _ in 1..column {
        cursor.word()?;
    }
    let word = cursor.word()?;
    dated(word, cursor, column)
}

/// Finds the size and the date at their usual column, or else the first size with a date after it.
fn anywhere(mut cursor: Cursor<'_>) -> Option<Dated> {
    at_column(cursor, USUAL_COLUMN).or_else(|| {
        (1..=WORDS).find_map(|column| {
            let word = cursor.word()?;
            dated(word, cursor, column)
        })
    })
}

#[inline]
fn dated(word: &[u8], mut cursor: Cursor<'_>, column: u8) -> Option<Dated> {
    // Digits at the end of a word with letters are a size only if one word (the owner) stands before it; three digits
    // or fewer only if two words do (links and owner).
    let glued = |digits: usize| column > 2 || column == 2 && digits > 3;
    let size = size(word).filter(|size| size.at == 0 || glued(word.len() - size.at))?;
    let date_at = cursor.position();
    let size_at = date_at - word.len() + size.at;
    let before = cursor;
    let (modified, form) = match date(&mut cursor, Order::Any) {
        Some((modified, form)) => (Some(modified), form),
        None => {
            cursor = before;
            (None, unsaid(&mut cursor)?)
        }
    };
    let ends = cursor.rest().first().is_none_or(|byte| is_blank(*byte));
    ends.then_some(Dated { column, form, size, size_at, date_at, modified, end: cursor.position() })
}

/// Takes `--- -- --:--`, which stands for an unknown date.
fn unsaid(cursor: &mut Cursor<'_>) -> Option<Form> {
    for _ in 0..3 {
        let word = cursor.word()?;
        (word.contains(&b'-') && word.iter().all(|byte| matches!(byte, b'-' | b':'))).then_some(())?;
    }
    Some(Form::Time)
}

/// Finds the date of a directory or link that has an owner and a group, but neither links nor a size.
fn sizeless(kind: Kind, mut cursor: Cursor<'_>) -> Option<Dated> {
    if !matches!(kind, Kind::Dir | Kind::Link) {
        return None;
    }
    let words = [cursor.word()?, cursor.word()?];
    let named = words.iter().all(|word| word.first().is_some_and(u8::is_ascii_alphabetic));
    let date_at = cursor.position();
    let (modified, form) = date(&mut cursor, Order::Any).filter(|_| named && month(words[1]).is_none())?;
    let size = Size { bytes: None, rounded: false, at: 0 };
    Some(Dated {
        column: 0,
        form,
        size,
        size_at: date_at,
        date_at,
        modified: Some(modified),
        end: cursor.position(),
    })
}

/// Reads links, owner and group. Each may be missing, and names may have blanks.
fn columns<'a>(entry: &mut Entry<'a>, between: &'a [u8], size: Option<u64>) {
    let mut cursor = Cursor::new(between);
    let Some(first) = cursor.word() else { return };
    let links = number(first);
    let names = trim_end(trim_start(if links.is_some() { cursor.rest() } else { between }));
    let names = names.strip_suffix(b",").map_or(names, |names| {
        // The major number of a device.
        let end = names.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
        trim_end(names.get(..end).unwrap_or_default())
    });
    // Macintosh servers list two sizes and their sum.
    let is_sum =
        links.zip(number(names)).and_then(|(a, b)| a.checked_add(b)).is_some_and(|sum| Some(sum) == size);
    if names.is_empty() || is_sum || names == b"folder" {
        return;
    }
    let wide = names.windows(2).position(|pair| pair.iter().all(|byte| is_blank(*byte)));
    match wide.or_else(|| names.iter().position(|byte| is_blank(*byte))) {
        Some(at) => {
            entry.owner = names.get(..at);
            entry.group = names.get(at..).map(trim_start);
        }
        None => entry.owner = Some(names),
    }
}

/// Returns whether two numbers with a comma, those of a device, stand in place of the size.
fn is_device(before_date: &[u8]) -> bool {
    let before_minor = trim_end(before_date);
    let minor = before_minor.iter().rposition(|byte| !byte.is_ascii_digit());
    minor.and_then(|at| before_minor.get(..=at)).is_some_and(|before| trim_end(before).ends_with(b","))
}

/// Splits `name -> target`. If there are several arrows, the size decides, because it is the length of the target.
fn split_target(entry: &mut Entry<'_>) {
    const ARROW: &[u8] = b" -> ";
    let name = entry.name;
    let arrows = || name.windows(ARROW.len()).enumerate().filter(|(at, part)| *at > 0 && *part == ARROW);
    let behind = |at: usize| name.len() - at - ARROW.len();
    let fitting = arrows().find(|(at, _)| u64::try_from(behind(*at)).ok() == entry.size);
    if let Some((at, _)) = fitting.or_else(|| arrows().next()) {
        entry.name = name.get(..at).unwrap_or_default();
        entry.target = name.get(at + ARROW.len()..);
    }
}

/// Reads a line of numbers only, the time included: `0100644   500  101   12345    123456789       name`.
fn numeric(line: &[u8]) -> Option<Entry<'_>> {
    let mut cursor = Cursor::new(line);
    let mode_word = cursor.word().filter(|word| matches!(word.len(), 5..=7))?;
    let format = mode_word.get(..mode_word.len() - 4).map(trim_zeros)?;
    let kind = match format {
        b"10" => Kind::File,
        b"4" => Kind::Dir,
        b"12" => Kind::Link,
        b"1" | b"2" | b"6" | b"14" => Kind::Other,
        _ => return None,
    };
    let mut entry = Entry::new(Format::Unix, kind, b"");
    entry.permissions = Some(mode_word);
    entry.mode = Some(octal(mode_word)?);
    entry.owner = Some(cursor.word().filter(|word| all_digits(word))?);
    entry.group = Some(cursor.word().filter(|word| all_digits(word))?);
    let size = number(cursor.word()?)?;
    entry.size = Some(size).filter(|_| kind != Kind::Dir);
    entry.modified = Some(Modified::from_unix(i64::try_from(number(cursor.word()?)?).ok()?)?);
    entry.name = cursor.trimmed_rest();
    if kind == Kind::Link {
        split_target(&mut entry);
    }
    Some(entry)
}

fn trim_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|byte| **byte == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

#[cfg(test)]
mod tests;
