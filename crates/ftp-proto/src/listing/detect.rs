//! Detection of what holds for a listing as a whole: its format, its line ends, and the layout of its columns. The
//! first lines together decide it.

use super::cursor::Cursor;
use super::date::{Form, clock, half};
use super::formats::{self, Reading, columns, dos, mlsd, os400, unix};
use super::noise::noise;
use super::shape::{Shape, USUAL_COLUMN};
use super::{Format, NoEntryKind};
use alloc::vec::Vec;

/// The maximum number of bytes that are looked at before the format is decided.
pub(super) const WINDOW: usize = 8 << 10;

/// The maximum number of lines that may be entries that are looked at before the format is decided.
pub(super) const LINES: usize = 32;

/// How many lines are searched for one that may be an entry. Nearly all listings have fewer lines than this before
/// their first entry.
const HEADS: usize = 8;

/// The result of the detection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The format, or `None` if no format has lines like these.
    pub(super) format: Option<Format>,
    pub(super) shape: Shape,
}

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// LF. A CR before it belongs to the line.
    Lf,
    /// CR LF. Either byte alone belongs to the line, because names can contain it.
    CrLf,
    /// CR CR LF, from servers that translate line ends twice.
    CrCrLf,
}

/// How many lines have each line end.
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

    /// Counts the line ends in `bytes`, of which the first `counted` bytes were counted before.
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

    /// Returns the line end of the listing: LF if most lines have it, CR CR LF if all lines have it and there are at
    /// least two, otherwise CR LF, as RFC 959 requires.
    pub(super) fn most(self) -> LineEnd {
        match self {
            LineEnds { lf, cr_lf, cr_cr_lf } if lf > cr_lf + cr_cr_lf => LineEnd::Lf,
            LineEnds { lf: 0, cr_lf: 0, cr_cr_lf: 2.. } => LineEnd::CrCrLf,
            _ => LineEnd::CrLf,
        }
    }
}

impl LineEnd {
    /// Returns the line without its end, given the bytes before an LF, or `None` if that LF does not end a line.
    #[inline]
    pub(super) fn complete(self, before_lf: &[u8]) -> Option<&[u8]> {
        (self == LineEnd::Lf || before_lf.ends_with(b"\r")).then(|| self.trim(before_lf))
    }

    /// Removes the CRs that belong to the line's end.
    pub(super) fn trim(self, line: &[u8]) -> &[u8] {
        let once = |line| <[u8]>::strip_suffix(line, b"\r").unwrap_or(line);
        match self {
            LineEnd::Lf => line,
            LineEnd::CrLf => once(line),
            LineEnd::CrCrLf => once(once(line)),
        }
    }

    /// Iterates over the ranges of the lines in a complete listing, or in the start of one. The last line may lack its
    /// end.
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

    /// Iterates over the lines.
    fn lines(self, bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
        self.places(bytes).filter_map(|(begin, end)| bytes.get(begin..end))
    }
}

/// Detects the format of a listing from its start and from the format that the caller expects. For a listing of `ls`,
/// also returns what was measured of each of the first lines on the way.
pub(super) fn detect(
    start: &[u8],
    ends: LineEnd,
    fixed: Option<Format>,
    hint: Option<Format>,
) -> (Found, Vec<Option<unix::Measured>>) {
    let mut columns = None;
    let by_lines = || {
        // If none of the first lines tells anything, reading with one format after the other would mostly be wasted;
        // one vote over all formats is enough.
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

/// Returns whether the line says nothing about the format.
pub(super) fn is_harmless(line: &[u8]) -> bool {
    noise(line).is_some_and(|kind| kind.is_harmless() || kind == NoEntryKind::ServerError)
}

/// Returns the first format that understands all lines and that at least one line shows. For nearly all listings,
/// this decides without a look at the remaining formats. If a format is expected, only that one is tried. For `ls`, also
/// fills in `columns`.
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
    /// Lines that show the format.
    strong: usize,
    all: usize,
}

/// Returns the format that understands most lines. A format that no line shows is chosen only if it understands all
/// lines.
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
            // Harmless lines are tried too: the name of a file can make its line look like one.
            votes.count(*format, line, next, harmless);
        }
    }
    let formats = || Format::ALL.iter().copied().zip(votes);
    if let Some((format, _)) = formats().find(|(format, votes)| Some(*format) == hint && votes.all > 0) {
        return Some(format);
    }
    // Among equals, the first format wins.
    let strong = formats().filter(|(_, votes)| votes.strong > 0).rev().max_by_key(|(_, votes)| votes.all);
    // A single word may be an error message as well as a name.
    let enough = |format: Format| format != Format::Names || count > 1;
    let weak = || formats().find(|(format, votes)| votes.all == count && count > 0 && enough(*format));
    strong.or_else(weak).map(|(format, _)| format)
}

impl Votes {
    /// Counts a line for a format. `with_next` is the line together with the next one. A harmless line counts only if
    /// it shows the format.
    fn count(&mut self, format: Format, line: &[u8], with_next: Option<&[u8]>, harmless: bool) {
        let shape = Shape::default();
        let is_wrapped = !harmless && formats::is_wrapped(format, line);
        let joined = with_next.filter(|_| is_wrapped).map(|lines| formats::read(format, lines, &shape));
        let (strong, all) = match joined {
            // Counts for both lines, because the second one alone is not an entry of this format.
            Some(Reading::Entry(entry)) => (!entry.weak, 2),
            _ => match formats::read(format, line, &shape) {
                Reading::Entry(entry) => (!entry.weak, 1),
                Reading::Nameless => (true, 1),
                // The first part of a wrapped line says nothing alone: a name alone looks the same.
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
    /// What was measured of each of the first lines.
    measured: Vec<Option<unix::Measured>>,
    /// For each number of words before the date, how many lines have that many.
    counts: [usize; 32],
    year_gap: Option<usize>,
    date_gap: Option<usize>,
    /// The number of lines with a year, and of those among them that have a time of day after it.
    years: (usize, usize),
    /// The number of lines with a time of day, and of those among them that have `AM` or `PM` after it.
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

    /// Adds a line if it has a date and a name, and returns whether it does.
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
            // Checked only as long as all lines so far have it.
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

    /// Fills in `shape`. A gap is 0 if no line has a date of its form.
    fn shape(&self, shape: &mut Shape) {
        let usual = USUAL_COLUMN;
        let counts = (1_u8..).zip(self.counts.iter().skip(1)).filter(|(_, count)| **count > 0);
        let most = counts.max_by_key(|(column, count)| (**count, *column == usual));
        shape.dated = most.is_some();
        shape.column = most.map_or(usual, |(column, _)| column);
        let all = |(lines, with): (usize, usize)| lines > 1 && lines == with;
        // A server that writes a time of day in place of a year writes none after a year.
        shape.clock_behind_year = all(self.years) && self.clocks.0 == 0;
        shape.half_behind_clock = all(self.clocks);
        (shape.year_gap, shape.date_gap) = (self.year_gap.unwrap_or(0), self.date_gap.unwrap_or(0));
    }
}
