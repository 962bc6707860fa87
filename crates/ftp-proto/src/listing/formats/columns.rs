//! Systems whose listings have columns in fixed layouts. Each layout is a row of a table.

mod layouts;

use super::dos;
use crate::listing::cursor::{Cursor, all_digits, grouped, is_blank, number, small, trim_end};
use crate::listing::date::{Form, Order, clock, common_order, date, is_zone, numbers};
use crate::listing::shape::Shape;
use crate::listing::{Entry, Format, Kind, Modified, Precision};
use layouts::LAYOUTS;

/// What a line has in one place of a layout.
enum Part {
    /// One of these words, which decides the kind of the entry.
    Type(&'static [(&'static str, Kind)]),
    /// This word.
    Word(&'static str),
    /// A word of only these characters, with this many of them; 0 means any number.
    Of(&'static str, usize),
    /// A word that begins with one of these.
    Begins(&'static [&'static str]),
    /// A word that ends with one of these.
    Ends(&'static [&'static str]),
    /// `-` or `d`, then attributes, each one of these letters or `-`; this many characters in all.
    Attributes(&'static str, usize),
    /// A number that is not the size, or `-` or `*` for none.
    Number,
    /// This many digits that are not the size.
    Digits(usize),
    /// The size in bytes, or `-` for none.
    Size,
    /// An approximate size in bytes.
    About,
    /// A number of blocks of this many bytes.
    Blocks(u64),
    /// The length of a record (`80B`, or `128W` in words of two bytes), the record format, and the number of
    /// records in use.
    Records,
    /// The size in bytes, or `<DIR>`.
    SizeOrDir,
    /// A date with a year, and a time of day if one follows.
    Date(Order),
    /// Like `Date`, but of three numbers, and with this many digits in the year.
    Numbers(Order, usize),
    /// A date of three numbers, in the order that all lines together show, and a time of day.
    Local,
    /// Takes nothing: the date before must have a time of day with this precision, or with seconds.
    Known(Precision),
    /// A date and time like `030924-1636`.
    Stamp,
    /// A time zone: `+00:00`, `+0000`, `UTC`.
    Zone,
    Owner,
    Group,
    /// The name, one word that is not a number. A slash after it makes the entry a directory.
    Name,
    /// The second word of a name, with at most this many characters.
    NameType(usize),
    /// The second word of a name, in the column where MS-DOS has it.
    Extension,
    /// The name, up to the end of the line.
    Rest,
    /// The name, between these two bytes.
    Between(u8, u8),
    /// `name -> target`, up to the end of the line.
    Link,
    /// Anything, up to the end of the line.
    Anything,
    /// A part that may be missing. If it fits, it is taken.
    Maybe(&'static Part),
}

/// The column in which the second part of a name begins on MS-DOS.
const EXTENSION: usize = 9;

/// Reads a line that has all parts of a layout and nothing else.
pub(super) fn read<'a>(line: &'a [u8], shape: &Shape) -> Option<Entry<'a>> {
    LAYOUTS.iter().find_map(|layout| Fit::new(line, shape.order).all(layout))
}

/// Returns the order of the dates whose layout does not fix it, if all lines together show it.
pub(in crate::listing) fn order<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Order {
    let words = lines.flat_map(|line| line.split(|byte| is_blank(*byte)));
    let dates = words.filter(|word| year_digits(word) == Some(2));
    common_order([Order::MonthFirst, Order::DayFirst], dates, dos::date)
}

/// The progress of matching a line against a layout.
#[derive(Clone, Copy)]
struct Fit<'a> {
    cursor: Cursor<'a>,
    entry: Entry<'a>,
    order: Order,
}

impl<'a> Fit<'a> {
    fn new(line: &'a [u8], order: Order) -> Self {
        let entry = Entry::new(Format::Columns, Kind::File, b"");
        Fit { cursor: Cursor::new(line), entry, order }
    }

    fn all(mut self, layout: &[Part]) -> Option<Entry<'a>> {
        for part in layout {
            self = self.part(part)?;
        }
        let Fit { cursor, mut entry, .. } = self;
        cursor.is_at_end().then_some(())?;
        if let Some(name) = entry.name.strip_suffix(b"/").filter(|name| !name.is_empty()) {
            (entry.kind, entry.name) = (Kind::Dir, name);
        }
        if entry.kind == Kind::Dir {
            entry.size = None;
        }
        Some(entry)
    }

    fn part(mut self, part: &Part) -> Option<Self> {
        match part {
            Part::Maybe(part) => return self.part(part).or(Some(self)),
            Part::Rest => self.entry.name = self.rest()?,
            Part::Anything => self.cursor = Cursor::at(self.cursor.line(), self.cursor.line().len()),
            Part::Between(open, close) => {
                let rest = self.rest()?.strip_prefix(&[*open])?;
                self.entry.name = rest.get(..rest.iter().rposition(|byte| byte == close)?)?;
                let behind = rest.get(self.entry.name.len() + 1..)?;
                self.cursor = Cursor::at(self.cursor.line(), self.cursor.line().len() - behind.len());
            }
            Part::Link => {
                const ARROW: &[u8] = b" -> ";
                let rest = self.rest()?;
                let at = rest.windows(ARROW.len()).position(|part| part == ARROW)?;
                self.entry.name = trim_end(rest.get(..at)?);
                self.entry.target = Some(Cursor::at(rest, at + ARROW.len()).trimmed_rest());
                self.entry.kind = Kind::Link;
            }
            Part::Date(order) => self.date(*order)?,
            Part::Numbers(order, digits) => {
                (year_digits(self.cursor.peek()?) == Some(*digits)).then_some(())?;
                self.date(*order)?;
            }
            Part::Local => {
                let word = self.cursor.word().filter(|word| year_digits(word).is_some())?;
                let day = dos::date(word, self.order)?;
                let (time, _) = self.cursor.word().and_then(clock)?;
                self.entry.modified = Some(time.on(day));
            }
            Part::Known(least) => {
                let precision = self.entry.modified?.precision;
                let is_known = precision == *least || precision == Precision::Second;
                is_known.then_some(())?;
            }
            // More than one leading blank means the second half of a wrapped line.
            Part::Name if self.cursor.position() == 0 && self.cursor.blanks() > 1 => return None,
            Part::Extension if self.cursor.position() + self.cursor.blanks() != EXTENSION => return None,
            part => {
                let word = self.cursor.word()?;
                self.word(part, word)?;
            }
        }
        Some(self)
    }

    /// Reads a date, and a time of day after it if there is one.
    fn date(&mut self, order: Order) -> Option<()> {
        let (mut day, form) = date(&mut self.cursor, order)?;
        day.year?;
        let mut behind = self.cursor;
        if let Some((time, _)) = behind.word().and_then(clock).filter(|_| form != Form::Time) {
            (day, self.cursor) = (time.on(day), behind);
        }
        self.entry.modified = self.entry.modified.or(Some(day));
        Some(())
    }

    /// Reads a part that is one word.
    fn word(&mut self, part: &Part, word: &'a [u8]) -> Option<()> {
        let entry = &mut self.entry;
        let fits = match part {
            Part::Type(types) => {
                entry.kind = types.iter().find(|(name, _)| word == name.as_bytes())?.1;
                true
            }
            Part::Word(own) => word == own.as_bytes(),
            Part::Of(own, len) => {
                matches!(*len, len if len == 0 || len == word.len())
                    && word.iter().all(|byte| own.as_bytes().contains(byte))
            }
            Part::Begins(own) => own.iter().any(|own| word.starts_with(own.as_bytes())),
            Part::Ends(own) => own.iter().any(|own| word.ends_with(own.as_bytes())),
            Part::Attributes(letters, len) => {
                let (first, rest) = word.split_first().filter(|_| word.len() == *len)?;
                entry.kind = if *first == b'd' { Kind::Dir } else { Kind::File };
                entry.permissions = Some(rest);
                matches!(first, b'-' | b'd')
                    && rest.iter().all(|byte| *byte == b'-' || letters.as_bytes().contains(byte))
            }
            Part::Number => is_none(word) || grouped(word, b",").is_some(),
            Part::Digits(len) => word.len() == *len && all_digits(word),
            Part::Size => {
                entry.size = if is_none(word) { None } else { Some(grouped(word, b",")?) };
                true
            }
            Part::About => {
                (entry.size, entry.rounded) = (Some(number(word)?), true);
                true
            }
            Part::Blocks(bytes) => {
                (entry.size, entry.rounded) = (Some(number(word)?.checked_mul(*bytes)?), true);
                true
            }
            Part::Records => return self.records(word),
            Part::SizeOrDir if word.eq_ignore_ascii_case(b"<DIR>") => {
                entry.kind = Kind::Dir;
                true
            }
            Part::SizeOrDir => {
                entry.size = Some(grouped(word, b",")?);
                true
            }
            Part::Stamp => {
                entry.modified = Some(stamp(word)?);
                true
            }
            Part::Zone => is_zone(word),
            Part::Owner => {
                entry.owner = Some(word);
                true
            }
            Part::Group => {
                entry.group = Some(word);
                true
            }
            Part::Name => {
                entry.name = word;
                !all_digits(word)
            }
            Part::NameType(most) => {
                entry.name_type = Some(word);
                word.len() <= *most && !all_digits(word) && !word.starts_with(b"<")
            }
            Part::Extension => {
                entry.name_type = Some(word);
                word.len() <= 3
            }
            Part::Rest
            | Part::Anything
            | Part::Between(..)
            | Part::Link
            | Part::Date(_)
            | Part::Numbers(..)
            | Part::Local
            | Part::Known(_)
            | Part::Maybe(_) => false,
        };
        fits.then_some(())
    }

    /// Reads the length of a record, the record format, and the number of records.
    fn records(&mut self, word: &[u8]) -> Option<()> {
        let (unit, digits) = word.split_last()?;
        let bytes = match unit {
            b'B' => 1,
            b'W' => 2,
            _ => return None,
        };
        let length = number(digits)?.checked_mul(bytes)?;
        let form = self.cursor.word().filter(|form| matches!(form.len(), 2..=4))?;
        form.iter().all(u8::is_ascii_uppercase).then_some(())?;
        self.entry.size = Some(length.checked_mul(number(self.cursor.word()?)?)?);
        // Records of other formats than the fixed one can be shorter.
        self.entry.rounded = !matches!(form.first(), Some(b'F' | b'B'));
        if form.ends_with(b"D") {
            self.entry.kind = Kind::Dir;
        }
        Some(())
    }

    /// Takes the rest of the line, without blanks around it. Returns `None` if nothing is left.
    fn rest(&mut self) -> Option<&'a [u8]> {
        let rest = trim_end(self.cursor.trimmed_rest());
        self.cursor = Cursor::at(self.cursor.line(), self.cursor.line().len());
        if rest.is_empty() { None } else { Some(rest) }
    }
}

/// Reads `030924-1636`.
fn stamp(word: &[u8]) -> Option<Modified> {
    let (day, time) = word.split_at_checked(6).filter(|_| word.len() == 11)?;
    let two = |at: usize| day.get(at..at + 2).filter(|two| all_digits(two)).and_then(small);
    let year = two(0)?;
    let year = if year < 80 { 2000 + year } else { 1900 + year };
    let [b'-', a, b, c, d] = time else { return None };
    let (time, _) = clock(&[*a, *b, b':', *c, *d])?;
    Some(time.on(Modified::date(Some(year), two(2)?, two(4)?)?))
}

/// Returns how many digits the year of a date of three numbers has: four or two.
fn year_digits(word: &[u8]) -> Option<usize> {
    let (numbers, _) = numbers(word)?;
    let short = |number: &[u8]| all_digits(number) && number.len() <= 2;
    match numbers {
        [first, second, third] if short(first) && short(second) && short(third) => Some(2),
        [first, second, third] if first.len() == 4 && all_digits(first) && short(second) && short(third) => {
            Some(4)
        }
        [first, second, third] if third.len() == 4 && all_digits(third) && short(first) && short(second) => {
            Some(4)
        }
        _ => None,
    }
}

/// Returns whether the word stands for a missing number.
fn is_none(word: &[u8]) -> bool {
    matches!(word, b"-" | b"*")
}

#[cfg(test)]
mod tests;
