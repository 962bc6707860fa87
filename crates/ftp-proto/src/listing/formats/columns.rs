//! Systems whose listings have columns of one form each: the forms are rows of a table.

mod layouts;

use super::dos;
use crate::listing::cursor::{Cursor, all_digits, grouped, is_blank, number, small, trim_end};
use crate::listing::date::{Form, Order, clock, common_order, date, is_zone, numbers};
use crate::listing::shape::Shape;
use crate::listing::{Entry, Format, Kind, Modified, Precision};
use layouts::LAYOUTS;

/// What a line has in one place.
enum Part {
    /// One of these words, and what it makes of the entry.
    Type(&'static [(&'static str, Kind)]),
    /// This word.
    Word(&'static str),
    /// A word of these characters alone, and so many, or any number for 0.
    Of(&'static str, usize),
    /// A word that begins with one of these.
    Begins(&'static [&'static str]),
    /// A word that ends with one of these.
    Ends(&'static [&'static str]),
    /// `-` or `d`, and attributes of these letters: so many characters in all.
    Attributes(&'static str, usize),
    /// A number that is no size; `-` or `*` where there is none.
    Number,
    /// So many digits that are no size.
    Digits(usize),
    /// Bytes; `-` where there are none.
    Size,
    /// The size of what is only known to be so large.
    About,
    /// Blocks of so many bytes.
    Blocks(u64),
    /// The length of a record (`80B`, or `128W` in words of two bytes), and the records behind it that are in use.
    Records,
    /// Bytes, or `<DIR>`.
    SizeOrDir,
    /// A date with a year, and the time of day if one follows.
    Date(Order),
    /// The same, of three numbers with so many digits of the year.
    Numbers(Order, usize),
    /// The same, in the order of all lines.
    Local,
    /// The date before it has a time of day, at least this precise.
    Known(Precision),
    /// `030924-1636`.
    Stamp,
    /// `+00:00`, `+0000`, `UTC`.
    Zone,
    Owner,
    Group,
    /// The name, of one word, which is no number. One with a slash behind it is of a directory.
    Name,
    /// The second word of a name, of at most so many characters.
    NameType(usize),
    /// The same in the column where MS-DOS has it.
    Extension,
    /// The name up to the end of the line.
    Rest,
    /// The name between these two.
    Between(u8, u8),
    /// `name -> target`.
    Link,
    /// Any words, up to the end of the line.
    Anything,
    /// What may be missing. What could be it is.
    Maybe(&'static Part),
}

/// Where MS-DOS begins the second part of a name.
const EXTENSION: usize = 9;

/// Reads a line that has all parts of a row, and no more.
pub(super) fn read<'a>(line: &'a [u8], shape: &Shape) -> Option<Entry<'a>> {
    LAYOUTS.iter().find_map(|layout| Fit::new(line, shape.order).all(layout))
}

/// The order of dates whose row does not say it, if all lines together show it.
pub(in crate::listing) fn order<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Order {
    let words = lines.flat_map(|line| line.split(|byte| is_blank(*byte)));
    let dates = words.filter(|word| year_digits(word) == Some(2));
    common_order([Order::MonthFirst, Order::DayFirst], dates, dos::date)
}

/// How far a line fits.
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
            // Behind more blanks than one is the rest of another line.
            Part::Name if self.cursor.position() == 0 && self.cursor.blanks() > 1 => return None,
            Part::Extension if self.cursor.position() + self.cursor.blanks() != EXTENSION => return None,
            part => {
                let word = self.cursor.word()?;
                self.word(part, word)?;
            }
        }
        Some(self)
    }

    /// A date, and a time of day behind it.
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

    /// A part that is one word.
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

    /// The length of a record, how it is written, and how many there are.
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
        // Records of another form than fixed can be shorter.
        self.entry.rounded = !matches!(form.first(), Some(b'F' | b'B'));
        if form.ends_with(b"D") {
            self.entry.kind = Kind::Dir;
        }
        Some(())
    }

    /// What is left of the line, without blanks around it, if there is something.
    fn rest(&mut self) -> Option<&'a [u8]> {
        let rest = trim_end(self.cursor.trimmed_rest());
        self.cursor = Cursor::at(self.cursor.line(), self.cursor.line().len());
        if rest.is_empty() { None } else { Some(rest) }
    }
}

/// `030924-1636`.
fn stamp(word: &[u8]) -> Option<Modified> {
    let (day, time) = word.split_at_checked(6).filter(|_| word.len() == 11)?;
    let two = |at: usize| day.get(at..at + 2).filter(|two| all_digits(two)).and_then(small);
    let year = two(0)?;
    let year = if year < 80 { 2000 + year } else { 1900 + year };
    let [b'-', a, b, c, d] = time else { return None };
    let (time, _) = clock(&[*a, *b, b':', *c, *d])?;
    Some(time.on(Modified::date(Some(year), two(2)?, two(4)?)?))
}

/// Of a date of three numbers, how many digits its year has: four or two.
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

/// What stands where there is no number.
fn is_none(word: &[u8]) -> bool {
    matches!(word, b"-" | b"*")
}

#[cfg(test)]
mod tests;
