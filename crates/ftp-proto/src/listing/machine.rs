//! Splits a stream of bytes, in chunks of any size, into entries.

use super::detect::{self, Found, LINES, LineEnd, LineEnds, WINDOW};
use super::formats::{self, Reading, unix::Measured};
use super::noise::noise;
use super::shape::Shape;
use super::{Entry, Format, NoEntry, NoEntryKind, Options};
use alloc::vec::Vec;
use core::fmt;

/// The length of the longest line end, in bytes.
const LINE_END: usize = 3;

/// Splits a listing, in chunks of any size, into entries.
///
/// [`Listing::read`] takes bytes, and [`Listing::finish`] says that there are no more; each returns items
/// until none is left. The first entries come once the format is decided: after 32 lines that may be
/// entries, after 8 KiB, or at the end. The buffer never grows beyond 8 KiB and twice the larger of 8 KiB and
/// [`Options::line`] with a line end of 3 bytes, and no entry needs an allocation of its own.
#[derive(Clone)]
pub struct Listing {
    options: Options,
    buffer: Vec<u8>,
    /// The offset in the buffer at which the next line begins.
    start: usize,
    /// The offset in the buffer up to which no line end was found.
    searched: usize,
    ended: bool,
    /// The line at `start`, if it is wrapped and waits for the next line.
    wrapped: Option<Line>,
    /// Whether the first bytes were checked for a byte order mark.
    begun: bool,
    /// Whether the rest of a line that was too long is being dropped.
    dropping: bool,
    /// What the first lines showed.
    decided: Option<Decided>,
    /// Until the format is decided, what was counted of the lines so far.
    counted: Counted,
    /// What the detection measured of the first lines of `ls`.
    measured: Vec<Option<Measured>>,
    /// How many of the measured lines have been read.
    measured_read: usize,
    /// The buffer for a name that is written as two words.
    name: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Decided {
    ends: LineEnd,
    found: Found,
    /// If no format was found: for how many more bytes that holds. After them, the detection runs again.
    unknown: usize,
}

/// Counts of lines before the format is decided.
#[derive(Clone, Copy)]
struct Counted {
    /// The line ends in the first `searched` bytes.
    ends: LineEnds,
    searched: usize,
    /// The number of lines that were checked for whether they may be entries; `bytes` is their length.
    looked_at: usize,
    bytes: usize,
    /// The number of checked lines that may be entries.
    entries: usize,
}

impl Counted {
    const NONE: Self = Counted { ends: LineEnds::NONE, searched: 0, looked_at: 0, bytes: 0, entries: 0 };
}

/// What one line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A file or directory.
    Entry(Entry<'a>),
    /// Anything else.
    NoEntry(NoEntry<'a>),
}

/// A line in the buffer.
#[derive(Clone, Copy)]
struct Line {
    begin: usize,
    end: usize,
    next: usize,
    length: Length,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Good,
    TooLong,
    /// Too long, and its end has not come yet.
    Open,
}

impl Listing {
    /// Returns a listing at its start.
    pub const fn new(options: Options) -> Self {
        Listing {
            options,
            buffer: Vec::new(),
            start: 0,
            searched: 0,
            ended: false,
            wrapped: None,
            begun: false,
            dropping: false,
            decided: None,
            counted: Counted::NONE,
            measured: Vec::new(),
            measured_read: 0,
            name: Vec::new(),
        }
    }

    /// Takes bytes from the front of `input` until an item is complete. Returns `None` if all of `input` was
    /// taken. Bytes given after [`Listing::finish`] are dropped.
    pub fn read(&mut self, input: &mut &[u8]) -> Option<Item<'_>> {
        if self.ended {
            *input = &[];
        }
        loop {
            if let Some(line) = self.next_line() {
                return Some(self.item(line));
            }
            if input.is_empty() {
                return None;
            }
            self.fill(input);
        }
    }

    /// Says that there are no more bytes. Returns the remaining items, one for each call.
    pub fn finish(&mut self) -> Option<Item<'_>> {
        self.ended = true;
        let line = self.next_line()?;
        Some(self.item(line))
    }

    /// Returns the format, once it is decided.
    pub fn format(&self) -> Option<Format> {
        self.decided.and_then(|decided| decided.found.format)
    }

    /// Returns the next line if it is complete and the format is decided.
    fn next_line(&mut self) -> Option<Line> {
        loop {
            let decided = match self.decided {
                // Finish dropping before a new detection: how far the dropping is depends on the chunks, and
                // where a line begins does not.
                Some(decided) if self.dropping => {
                    self.drop_rest(decided.ends)?;
                    continue;
                }
                Some(decided) if decided.found.format.is_some() || decided.unknown > 0 => decided,
                _ => self.decide()?,
            };
            let line = match self.wrapped {
                Some(line) => line,
                None => self.line_at(self.start, decided.ends)?,
            };
            let line = match decided.found.format {
                Some(format) if line.length == Length::Good && self.is_wrapped(line, format) => {
                    self.with_next(line, decided.ends, format, decided.found.shape)?
                }
                _ => line,
            };
            self.dropping = line.length == Length::Open;
            self.take(line.next);
            return Some(line);
        }
    }

    /// Returns the line that begins at `begin`, if it is complete or too long. At the end of the stream, it
    /// needs no line end.
    fn line_at(&mut self, begin: usize, ends: LineEnd) -> Option<Line> {
        let mut from = self.searched.max(begin);
        loop {
            let rest = self.buffer.get(from..)?;
            let Some(at) = memchr::memchr(b'\n', rest) else { break };
            let line = self.buffer.get(begin..from + at)?;
            from += at + 1;
            if let Some(line) = ends.complete(line) {
                return Some(self.line(begin, begin + line.len(), from));
            }
        }
        let len = self.buffer.len();
        self.searched = len;
        if self.ended && begin < len {
            let line = ends.trim(self.buffer.get(begin..)?);
            return Some(self.line(begin, begin + line.len(), len));
        }
        let most = self.options.line.saturating_add(LINE_END);
        // Keeps the last bytes, which may be the start of the line's end.
        (len - begin > most).then(|| Line { length: Length::Open, ..self.line(begin, len, len - LINE_END) })
    }

    fn line(&self, begin: usize, end: usize, next: usize) -> Line {
        match begin.checked_add(self.options.line) {
            Some(most) if end > most => Line { begin, end: most, next, length: Length::TooLong },
            _ => Line { begin, end, next, length: Length::Good },
        }
    }

    fn is_wrapped(&self, line: Line, format: Format) -> bool {
        self.buffer.get(line.begin..line.end).is_some_and(|line| formats::is_wrapped(format, line))
    }

    /// Returns a wrapped line together with the next one if they are an entry together, otherwise the line
    /// alone. Returns `None` if the next line has not come yet.
    fn with_next(&mut self, line: Line, ends: LineEnd, format: Format, shape: Shape) -> Option<Line> {
        self.wrapped = Some(line);
        let next = self.line_at(line.next, ends);
        if next.is_none() && !self.ended {
            return None;
        }
        self.wrapped = None;
        self.searched = line.next;
        let both =
            next.filter(|next| next.length == Length::Good).map(|next| Line { begin: line.begin, ..next });
        Some(both.filter(|both| self.is_entry(*both, format, &shape)).unwrap_or(line))
    }

    fn is_entry(&self, line: Line, format: Format, shape: &Shape) -> bool {
        let bytes = self.buffer.get(line.begin..line.end).unwrap_or_default();
        matches!(formats::read(format, bytes, shape), Reading::Entry(_))
    }

    /// Drops the rest of a line that was too long, up to its end if that has come.
    fn drop_rest(&mut self, ends: LineEnd) -> Option<()> {
        let begin = self.start;
        match self.line_at(begin, ends) {
            Some(line) => {
                self.dropping = line.length == Length::Open;
                self.take(line.next);
            }
            None => self.take(self.buffer.len().saturating_sub(LINE_END).max(begin)),
        }
        (!self.dropping).then_some(())
    }

    fn take(&mut self, next: usize) {
        if let Some(decided) = &mut self.decided {
            decided.unknown = decided.unknown.saturating_sub(next - self.start);
        }
        self.start = next;
        self.searched = self.searched.max(next);
    }

    /// Decides the format by the first lines, if enough of them have come.
    fn decide(&mut self) -> Option<Decided> {
        let window = self.window()?;
        let bytes = self.buffer.get(self.start..)?.get(..window)?;
        let is_whole = self.ended && self.start + window == self.buffer.len();
        let whole = if is_whole { window } else { memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1) };
        let lines = bytes.get(..whole)?;
        let ends = match self.counted {
            Counted { ends, searched, .. } if searched == window => ends,
            _ => LineEnds::of(lines),
        };
        let ends = ends.most();
        let (found, measured) = detect::detect(lines, ends, self.options.format, self.options.hint);
        (self.measured, self.measured_read) = (measured, 0);
        let decided = Decided { ends, found, unknown: window };
        (self.decided, self.counted, self.searched) = (Some(decided), Counted::NONE, self.start);
        Some(decided)
    }

    /// Skips a byte order mark, as Windows writes at the start of a listing that is saved in a file.
    fn skip_mark(&mut self) {
        const MARK: &[u8] = b"\xef\xbb\xbf";
        let bytes = self.buffer.get(self.start..).unwrap_or_default();
        if self.begun || bytes.len() < MARK.len() {
            return;
        }
        self.begun = true;
        if bytes.starts_with(MARK) {
            (self.start, self.counted) = (self.start + MARK.len(), Counted::NONE);
            self.searched = self.searched.max(self.start);
        }
    }

    /// Returns how many bytes decide the format, if they have come. The number does not depend on the
    /// chunks.
    fn window(&mut self) -> Option<usize> {
        self.skip_mark();
        let bytes = self.buffer.get(self.start..)?;
        let bytes = bytes.get(..WINDOW).unwrap_or(bytes);
        let counted = &mut self.counted;
        counted.ends.count(bytes, counted.searched);
        counted.searched = bytes.len();
        // With fewer than `LINES` line ends, there cannot be enough entries.
        while counted.ends.all() >= LINES && counted.looked_at < counted.ends.all() {
            let rest = bytes.get(counted.bytes..)?;
            let line = rest.get(..memchr::memchr(b'\n', rest)?)?;
            counted.bytes += line.len() + 1;
            counted.looked_at += 1;
            counted.entries += usize::from(!detect::is_harmless(line));
            if counted.entries == LINES {
                return Some(counted.bytes);
            }
        }
        (bytes.len() == WINDOW || (self.ended && !bytes.is_empty())).then_some(bytes.len())
    }

    /// Moves as many bytes of `input` into the buffer as it may hold.
    fn fill(&mut self, input: &mut &[u8]) {
        let most =
            self.options.line.saturating_add(LINE_END).max(WINDOW).saturating_mul(2).saturating_add(WINDOW);
        if self.start == self.buffer.len() || self.buffer.len().saturating_add(input.len()) > most {
            self.buffer.copy_within(self.start.., 0);
            self.buffer.truncate(self.buffer.len() - self.start);
            self.searched -= self.start;
            if let Some(line) = &mut self.wrapped {
                (line.begin, line.end, line.next) =
                    (line.begin - self.start, line.end - self.start, line.next - self.start);
            }
            self.start = 0;
        }
        let len = self.buffer.len();
        let (taken, left) = input.split_at(input.len().min(most - len));
        if self.buffer.capacity() < len + taken.len() {
            let wanted = (len + taken.len()).max(self.buffer.capacity().saturating_mul(2)).min(most);
            self.buffer.reserve_exact(wanted - len);
        }
        self.buffer.extend_from_slice(taken);
        *input = left;
    }

    fn measured_of_next(&mut self) -> Option<Measured> {
        let measured = *self.measured.get(self.measured_read)?;
        self.measured_read += 1;
        if self.measured_read == self.measured.len() {
            self.measured = Vec::new();
        }
        measured
    }

    /// Returns what a line says.
    fn item(&mut self, line: Line) -> Item<'_> {
        let measured = self.measured_of_next();
        let Listing { options, buffer, name, decided, .. } = self;
        let raw = buffer.get(line.begin..line.end).unwrap_or_default();
        let not = |kind| Item::NoEntry(NoEntry { kind, raw });
        if line.length != Length::Good {
            return not(NoEntryKind::TooLong);
        }
        let Some((format, shape)) =
            decided.and_then(|decided| Some((decided.found.format?, decided.found.shape)))
        else {
            return not(noise(raw).unwrap_or(NoEntryKind::NotUnderstood));
        };
        let reading = match format {
            Format::Unix => formats::read_unix(raw, &shape, measured),
            _ => formats::read(format, raw, &shape),
        };
        match reading {
            Reading::Entry(mut entry) => {
                if let Some(second) = entry.name_type {
                    name.clear();
                    name.extend_from_slice(entry.name);
                    name.push(b'.');
                    name.extend_from_slice(second);
                    entry.name = name;
                }
                Item::Entry(entry.placed(raw, options))
            }
            Reading::Nameless => not(NoEntryKind::Nameless),
            Reading::No => not(noise(raw).unwrap_or(NoEntryKind::NotUnderstood)),
        }
    }
}

impl fmt::Debug for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("options", &self.options)
            .field("format", &self.format())
            .field("pending", &(self.buffer.len() - self.start))
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
