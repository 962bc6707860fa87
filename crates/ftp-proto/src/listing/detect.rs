//! What concerns a listing as a whole: its format, its line ends, and what its columns show. It is found in
//! the first lines together, and holds for all.

use super::cursor::Cursor;
use super::date::{Form, clock, half};
use super::formats::{self, Reading, columns, dos, mlsd, os400, unix};
use super::noise::noise;
use super::shape::{Shape, USUAL_COLUMN};
use super::{Format, NoEntryKind};
use alloc::vec::Vec;

/// The most bytes that are looked at before a listing is decided.
pub(super) const WINDOW: usize = 8 << 10;

/// The lines that may be entries that are looked at before a listing is decided.
pub(super) const LINES: usize = 32;

/// More lines than stand before the first entry of nearly all listings.
const HEADS: usize = 8;

/// What was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// `None` where no format has a line like these.
    pub(super) format: Option<Format>,
    pub(super) shape: Shape,
}

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// LF. A CR before it is part of the line.
    Lf,
    /// CR LF. Either alone is part of the line: names can have them.
    CrLf,
    /// CR CR LF, from servers that translate line ends twice.
    CrCrLf,
}

/// How many lines end with what.
#[derive(Clone, Copy)]
pub(super) struct LineEnds {
    lf: usize,
    cr_lf: usize,
    cr_cr_lf: usize,
}

impl LineEnds {
    pub(super) const NONE: Self = LineEnds { lf: 0, cr_lf: 0, cr_cr_lf: 0 };

    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut ends = Self::NONE;
        ends.count(bytes, 0);
        ends
    }

    /// Counts those of bytes, of which so many were counted before.
    pub(super) fn count(&mut self, bytes: &[u8], counted: usize) {
        for at in memchr::memchr_iter(b'\n', bytes.get(counted..).unwrap_or_default()) {
            match bytes.get(..counted + at).unwrap_or_default() {
                [.., b'\r', b'\r'] => self.cr_cr_lf += 1,
                [.., b'\r'] => self.cr_lf += 1,
                _ => self.lf += 1,
            }
        }
    }

    pub(super) fn all(self) -> usize {
        self.lf + self.cr_lf + self.cr_cr_lf
    }

    /// What most lines end with. Where neither is more common it is CR LF, as RFC 959 wants it.
    pub(super) fn most(self) -> LineEnd {
        match self {
            LineEnds { lf, cr_lf, cr_cr_lf } if lf > cr_lf + cr_cr_lf => LineEnd::Lf,
            LineEnds { lf: 0, cr_lf: 0, cr_cr_lf: 2.. } => LineEnd::CrCrLf,
            _ => LineEnd::CrLf,
        }
    }
}

impl LineEnd {
    /// A line, without its end, of bytes that an LF follows; `None` if that LF ends no line.
    #[inline]
    pub(super) fn complete(self, before_lf: &[u8]) -> Option<&[u8]> {
        (self == LineEnd::Lf || before_lf.ends_with(b"\r")).then(|| self.trim(before_lf))
    }

    /// A line without what belongs to its end but LF.
    pub(super) fn trim(self, line: &[u8]) -> &[u8] {
        let once = |line| <[u8]>::strip_suffix(line, b"\r").unwrap_or(line);
        match self {
            LineEnd::Lf => line,
            LineEnd::CrLf => once(line),
            LineEnd::CrCrLf => once(once(line)),
        }
    }

    /// Where the lines are of a whole listing, or of the start of one; the last one may have no end.
    fn places(self, bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
        let mut begin = 0;
        let mut ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
        core::iter::from_fn(move || {
            let (line, next) = ends.find_map(|end| {
                let line = bytes.get(begin..end).filter(|line| end < bytes.len() || !line.is_empty())?;
                let line = if end < bytes.len() { self.complete(line)? } else { self.trim(line) };
                Some(((begin, begin + line.len()), end + 1))
            })?;
            begin = next;
            Some(line)
        })
    }

    /// The lines themselves.
    fn lines(self, bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
        self.places(bytes).filter_map(|(begin, end)| bytes.get(begin..end))
    }
}

/// Decides by the start of a listing, and by the format that the caller expects. In a listing of `ls` it has measured the
/// first lines, and gives that too, for each line.
pub(super) fn detect(
    start: &[u8],
    ends: LineEnd,
    fixed: Option<Format>,
    hint: Option<Format>,
) -> (Found, Vec<Option<unix::Measured>>) {
    let mut columns = None;
    let by_lines = || {
        // Where the first lines say nothing, each format would read on, mostly for nothing: one pass is enough.
        let mut heads = ends.lines(start).filter(|line| !line.is_empty()).take(HEADS);
        let tells = heads.any(|line| !is_harmless(line));
        let of_all = if tells { all_lines(start, ends, hint, &mut columns) } else { None };
        of_all.or_else(|| vote(start, ends, hint))
    };
    let format = fixed.or_else(by_lines);
    let mut shape = Shape { said: fixed.is_some(), ..Shape::default() };
    let mut measured = Vec::new();
    match format {
        Some(Format::Unix) => {
            let columns = columns.unwrap_or_else(|| Columns::of(ends.lines(start)));
            columns.shape(&mut shape);
            measured = columns.measured;
        }
        Some(Format::Os400) => shape.order = os400::order(ends.lines(start)),
        Some(Format::Dos) => shape.order = dos::order(ends.lines(start)),
        Some(Format::Columns) => shape.order = columns::order(ends.lines(start)),
        Some(Format::Mlsd) => shape.has_facts = ends.lines(start).any(mlsd::shows_itself),
        _ => {}
    }
    (Found { format, shape }, measured)
}

/// Whether a line says nothing of the format.
pub(super) fn is_harmless(line: &[u8]) -> bool {
    noise(line).is_some_and(|kind| kind.is_harmless() || kind == NoEntryKind::ServerError)
}

/// The first format that has all lines, and shows itself in one: that of nearly all listings, without a look at
/// the others. Where one is expected, only that one. Of `ls` it gives the columns, too.
fn all_lines(
    start: &[u8],
    ends: LineEnd,
    hint: Option<Format>,
    columns: &mut Option<Columns>,
) -> Option<Format> {
    Format::ALL.iter().copied().filter(|format| hint.is_none_or(|hint| hint == *format)).find(|format| {
        *columns = (*format == Format::Unix).then(Columns::new);
        has_all_lines(*format, start, ends, columns)
    })
}

fn has_all_lines(format: Format, start: &[u8], ends: LineEnd, columns: &mut Option<Columns>) -> bool {
    let shape = Shape::default();
    let mut shown = false;
    let mut places = ends.places(start).peekable();
    while let Some((begin, end)) = places.next() {
        let line = start.get(begin..end).unwrap_or_default();
        if columns.as_mut().is_some_and(|columns| columns.add(line)) {
            shown = true;
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let next = places.peek().and_then(|(_, end)| start.get(begin..*end));
        let joined = next.filter(|_| formats::is_wrapped(format, line));
        if let Some(Reading::Entry(entry)) = joined.map(|lines| formats::read(format, lines, &shape)) {
            shown |= !entry.weak;
            places.next();
            continue;
        }
        match formats::read(format, line, &shape) {
            Reading::Entry(entry) => shown |= !entry.weak,
            Reading::Nameless => shown = true,
            Reading::No if is_harmless(line) => {}
            Reading::No => return false,
        }
    }
    shown
}

/// How many lines a format understands.
#[derive(Clone, Copy, Default)]
struct Votes {
    /// Those that show the format.
    strong: usize,
    all: usize,
}

/// The format that most lines have. One that shows itself in no line is taken only if it has all of them.
fn vote(start: &[u8], ends: LineEnd, hint: Option<Format>) -> Option<Format> {
    let mut votes = [Votes::default(); Format::ALL.len()];
    let mut count = 0;
    let mut places = ends.places(start).peekable();
    while let Some((begin, end)) = places.next() {
        let line = start.get(begin..end).unwrap_or_default();
        if line.is_empty() {
            continue;
        }
        let harmless = is_harmless(line);
        count += usize::from(!harmless);
        let next = places.peek().and_then(|(_, end)| start.get(begin..*end));
        for (format, votes) in Format::ALL.iter().zip(&mut votes) {
            // A file may be called like a line that is none.
            votes.count(*format, line, next, harmless);
        }
    }
    let formats = || Format::ALL.iter().copied().zip(votes);
    if let Some((format, _)) = formats().find(|(format, votes)| Some(*format) == hint && votes.all > 0) {
        return Some(format);
    }
    // Of equal ones the first.
    let strong = formats().filter(|(_, votes)| votes.strong > 0).rev().max_by_key(|(_, votes)| votes.all);
    // One word alone is as much an error as a name.
    let enough = |format: Format| format != Format::Names || count > 1;
    let weak = || formats().find(|(format, votes)| votes.all == count && count > 0 && enough(*format));
    strong.or_else(weak).map(|(format, _)| format)
}

impl Votes {
    /// Counts a line; `with_next` is the same with the next line. A harmless one counts only where it shows
    /// the format.
    fn count(&mut self, format: Format, line: &[u8], with_next: Option<&[u8]>, harmless: bool) {
        let shape = Shape::default();
        let is_wrapped = !harmless && formats::is_wrapped(format, line);
        let joined = with_next.filter(|_| is_wrapped).map(|lines| formats::read(format, lines, &shape));
        let (strong, all) = match joined {
            // The next line is no entry of this format.
            Some(Reading::Entry(entry)) => (!entry.weak, 2),
            _ => match formats::read(format, line, &shape) {
                Reading::Entry(entry) => (!entry.weak, 1),
                Reading::Nameless => (true, 1),
                // Alone it says nothing: names alone look the same.
                Reading::No => (false, 0),
            },
        };
        if strong || !harmless {
            self.strong += usize::from(strong);
            self.all += all;
        }
    }
}

/// What the columns of `ls` have in common.
struct Columns {
    /// The first lines, and what they have.
    measured: Vec<Option<unix::Measured>>,
    /// How many lines have the date behind so many words.
    counts: [usize; 32],
    year_gap: Option<usize>,
    date_gap: Option<usize>,
    /// Lines with a year, and of these with a time of day behind it.
    years: (usize, usize),
    /// Lines with a time of day, and of these with `AM` or `PM` behind it.
    clocks: (usize, usize),
}

impl Columns {
    const fn new() -> Self {
        Columns {
            measured: Vec::new(),
            counts: [0; 32],
            year_gap: None,
            date_gap: None,
            years: (0, 0),
            clocks: (0, 0),
        }
    }

    fn of<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut columns = Columns::new();
        for line in lines {
            columns.add(line);
        }
        columns
    }

    /// Adds a line, if it is one with a date and a name, and says whether it is.
    fn add(&mut self, line: &[u8]) -> bool {
        let measured = unix::measure(line);
        if self.measured.len() < LINES {
            self.measured.reserve_exact(LINES - self.measured.len());
            self.measured.push(measured.map(|(measured, _)| measured));
        }
        let Some((unix::Measured { dated, .. }, blanks)) = measured else { return false };
        if let Some(count) = self.counts.get_mut(usize::from(dated.column)) {
            *count += 1;
        }
        let behind = || Cursor::at(line, dated.end).word().unwrap_or_default();
        match dated.form {
            Form::Year | Form::WideYear => {
                self.years.0 += 1;
                self.years.1 += usize::from(clock(behind()).is_some());
            }
            // As long as all lines have it.
            Form::Time => {
                let all = self.clocks.0 == self.clocks.1;
                self.clocks.0 += 1;
                let in_half = || dated.modified.is_none_or(|time| time.hour() <= 12);
                self.clocks.1 += usize::from(all && half(behind()).is_some() && in_half());
            }
            Form::Date => {}
        }
        let extra = blanks.saturating_sub(1);
        let least = |gap: Option<usize>| gap.map_or(extra, |gap| gap.min(extra));
        match dated.form {
            Form::Year => self.year_gap = Some(least(self.year_gap)),
            Form::Date => self.date_gap = Some(least(self.date_gap)),
            Form::Time | Form::WideYear => {}
        }
        true
    }

    /// No line with such a date, no gap.
    fn shape(&self, shape: &mut Shape) {
        let usual = USUAL_COLUMN;
        let counts = (1_u8..).zip(self.counts.iter().skip(1)).filter(|(_, count)| **count > 0);
        let most = counts.max_by_key(|(column, count)| (**count, *column == usual));
        shape.dated = most.is_some();
        shape.column = most.map_or(usual, |(column, _)| column);
        let all = |(lines, with): (usize, usize)| lines > 1 && lines == with;
        // A server that writes a time of day where there is no year writes none behind one.
        shape.clock_behind_year = all(self.years) && self.clocks.0 == 0;
        shape.half_behind_clock = all(self.clocks);
        (shape.year_gap, shape.date_gap) = (self.year_gap.unwrap_or(0), self.date_gap.unwrap_or(0));
    }
}
