//! Systems whose listings have columns of one form each: the forms are rows of a table.

mod layouts;

use crate::listing::cursor::{Cursor, all_digits, grouped, number, small, trim_end};
use crate::listing::date::{Form, Order, clock, date, numbers};
use crate::listing::{Entry, Format, Kind, Modified};
use layouts::LAYOUTS;

/// What a line has in one place.
enum Part {
    /// One of these words, and what it makes of the entry.
    Type(&'static [(&'static str, Kind)]),
    /// This word.
    Word(&'static str),
    /// A word of these characters alone.
    Of(&'static str),
    /// A word that begins with one of these.
    Begins(&'static [&'static str]),
    /// `-` or `d`, and attributes of these letters: so many characters in all.
    Attributes(&'static str, usize),
    /// A number that is no size; `-` or `*` where there is none.
    Number,
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
    /// The same, of three numbers.
    Numbers(Order),
    /// `030924-1636`.
    Stamp,
    /// `+00:00`.
    Zone,
    Owner,
    Group,
    /// The name, of one word, which is no number. One with a slash behind it is of a directory.
    Name,
    /// The second word of a name, of at most so many characters.
    NameType(usize),
    /// The name up to the end of the line.
    Rest,
    /// The name between these two.
    Between(u8, u8),
    /// `name -> target`.
    Link,
    /// Any words, up to the end of the line.
    Anything,
    /// What may be missing.
    Maybe(&'static Part),
}

/// Reads a line that has all parts of a row, and no more.
pub(super) fn read(line: &[u8]) -> Option<Entry<'_>> {
    LAYOUTS.iter().find_map(|layout| Fit::new(line).all(layout))
}

/// How far a line fits.
#[derive(Clone, Copy)]
struct Fit<'a> {
    cursor: Cursor<'a>,
    entry: Entry<'a>,
}

impl<'a> Fit<'a> {
    fn new(line: &'a [u8]) -> Self {
        let entry = Entry::new(Format::Columns, Kind::File, b"");
        Fit { cursor: Cursor::new(line), entry }
    }

    fn all(mut self, layout: &[Part]) -> Option<Entry<'a>> {
        for part in layout {
            self = self.part(part)?;
        }
        let Fit { cursor, mut entry } = self;
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
        let before = self;
        match part {
            Part::Maybe(part) => return self.part(part).or(Some(before)),
            Part::Rest => self.entry.name = self.rest()?,
            Part::Anything => self.cursor = Cursor::at(self.cursor.line(), self.cursor.line().len()),
            Part::Between(open, close) => {
                let rest = self.rest()?.strip_prefix(&[*open])?;
                self.entry.name = rest.get(..rest.iter().rposition(|byte| byte == close)?)?;
                let behind = rest.get(self.entry.name.len() + 1..)?;
                self.cursor = Cursor::at(self.cursor.line(), self.cursor.line().len() - behind.len());
            }
            Part::Link => {
                let rest = self.rest()?;
                let arrow = rest.windows(2).position(|pair| pair == b"->").filter(|at| *at > 0)?;
                self.entry.name = trim_end(rest.get(..arrow)?);
                self.entry.target = Some(Cursor::at(rest, arrow + 2).trimmed_rest());
                self.entry.kind = Kind::Link;
            }
            Part::Date(order) => {
                let (mut day, form) = date(&mut self.cursor, *order)?;
                day.year?;
                let mut behind = self.cursor;
                if let Some((time, _)) = behind.word().and_then(clock).filter(|_| form != Form::Time) {
                    (day, self.cursor) = (time.on(day), behind);
                }
                self.entry.modified = self.entry.modified.or(Some(day));
            }
            Part::Numbers(order) => {
                let (numbers, _) = numbers(self.cursor.peek()?)?;
                numbers.iter().all(|number| all_digits(number)).then_some(())?;
                return self.part(&Part::Date(*order));
            }
            // Behind more blanks than one is the rest of another line.
            Part::Name if self.cursor.position() == 0 && self.cursor.blanks() > 1 => return None,
            part => {
                let word = self.cursor.word()?;
                self.word(part, word)?;
            }
        }
        Some(self)
    }

    /// A part that is one word.
    fn word(&mut self, part: &Part, word: &'a [u8]) -> Option<()> {
        let entry = &mut self.entry;
        match part {
            Part::Type(types) => {
                entry.kind = types.iter().find(|(name, _)| word == name.as_bytes())?.1;
            }
            Part::Word(own) => return (word == own.as_bytes()).then_some(()),
            Part::Of(own) => return word.iter().all(|byte| own.as_bytes().contains(byte)).then_some(()),
            Part::Begins(own) => {
                return own.iter().any(|own| word.starts_with(own.as_bytes())).then_some(());
            }
            Part::Attributes(letters, len) => {
                let (first, rest) = word.split_first().filter(|_| word.len() == *len)?;
                entry.kind = match first {
                    b'-' => Kind::File,
                    b'd' => Kind::Dir,
                    _ => return None,
                };
                rest.iter().all(|byte| *byte == b'-' || letters.as_bytes().contains(byte)).then_some(())?;
                entry.permissions = Some(rest);
            }
            Part::Number => return (is_none(word) || grouped(word, b",").is_some()).then_some(()),
            Part::Size if is_none(word) => {}
            Part::Size => entry.size = Some(grouped(word, b",")?),
            Part::About => (entry.size, entry.rounded) = (Some(number(word)?), true),
            Part::Blocks(bytes) => {
                (entry.size, entry.rounded) = (Some(number(word)?.checked_mul(*bytes)?), true);
            }
            Part::Records => {
                let (unit, digits) = word.split_last()?;
                let length = number(digits)?.checked_mul(match unit {
                    b'B' => 1,
                    b'W' => 2,
                    _ => return None,
                })?;
                let form = self.cursor.word().filter(|form| matches!(form.len(), 2..=4))?;
                form.iter().all(u8::is_ascii_uppercase).then_some(())?;
                entry.size = Some(length.checked_mul(number(self.cursor.word()?)?)?);
                // Records of another form than fixed can be shorter.
                entry.rounded = !matches!(form.first(), Some(b'F' | b'B'));
                if form.ends_with(b"D") {
                    entry.kind = Kind::Dir;
                }
            }
            Part::SizeOrDir if word.eq_ignore_ascii_case(b"<DIR>") => entry.kind = Kind::Dir,
            Part::SizeOrDir => entry.size = Some(grouped(word, b",")?),
            Part::Stamp => {
                let (day, time) = word.split_at_checked(6).filter(|_| word.len() == 11)?;
                let two = |word: &[u8], at: usize| {
                    word.get(at..at + 2).filter(|two| all_digits(two)).and_then(small)
                };
                let year = two(day, 0)?;
                let year = if year < 80 { 2000 + year } else { 1900 + year };
                let [b'-', a, b, c, d] = time else { return None };
                let (time, _) = clock(&[*a, *b, b':', *c, *d])?;
                entry.modified = Some(time.on(Modified::date(Some(year), two(day, 2)?, two(day, 4)?)?));
            }
            Part::Zone => {
                return matches!(word, [b'+' | b'-', _, _, b':', _, _]).then_some(());
            }
            Part::Owner => entry.owner = Some(word),
            Part::Group => entry.group = Some(word),
            Part::Name => entry.name = Some(word).filter(|word| !all_digits(word))?,
            Part::NameType(most) => {
                let is_one = word.len() <= *most && !all_digits(word) && !word.starts_with(b"<");
                entry.name_type = Some(word).filter(|_| is_one);
                entry.name_type?;
            }
            _ => return None,
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

/// What stands where there is no number.
fn is_none(word: &[u8]) -> bool {
    matches!(word, b"-" | b"*")
}

#[cfg(test)]
mod tests;
