//! Finds where in a paste each part of the conversation stands.

use ftp_proto::Transcript;
use ftp_proto::transcript::Entry;
use ftp_report::lines::{Direction, lines};
use ftp_report::read::is_own_words;
use memchr::memmem;
use std::ops::Range;

/// How many bytes are searched for all parts together. A part that is not in the paste in these words costs a search
/// of all of it.
const WORK: usize = 256 << 20;

/// The lines of a text, by number.
pub struct Lines<'t> {
    text: &'t [u8],
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Splits a text into lines.
    pub fn of(text: &'t [u8]) -> Self {
        let ends = memchr::memchr_iter(b'\n', text).map(|end| end + 1).filter(|end| *end < text.len());
        Lines { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Returns the number of lines.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Returns one line without its end, or nothing if there is no such line.
    pub fn get(&self, number: usize) -> &'t [u8] {
        let Some(start) = self.starts.get(number) else { return b"" };
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        self.text[*start..end].trim_ascii_end()
    }

    fn start(&self, number: usize) -> usize {
        self.starts.get(number).copied().unwrap_or(self.text.len())
    }

    fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}

/// Returns for each entry the lines that show it; `None` if no line does. If the middle of a long conversation was
/// left out, what was kept after it is looked for from the end.
pub fn places(transcript: &Transcript, text: &Lines<'_>) -> Vec<Option<Range<usize>>> {
    let entries: Vec<Vec<Vec<u8>>> = transcript.entries().map(words).collect();
    let mut search = Search { text, work: WORK };
    if transcript.left_out() == 0 {
        let mut from = 0;
        return entries.iter().map(|entry| search.forward(entry, &mut from)).collect();
    }
    let mut before = text.count();
    let mut places: Vec<_> = entries.iter().rev().map(|entry| search.backward(entry, &mut before)).collect();
    places.reverse();
    places
}

/// Returns the lines to look for an entry by. An event has none: each client has its own words for it.
fn words(entry: &Entry) -> Vec<Vec<u8>> {
    let (direction, lines) = lines(entry);
    let of_line = |line: &String| match (direction, line.strip_suffix("***")) {
        // Each client hides a password in its own way.
        (Direction::Sent, Some(open)) => open.trim_end().as_bytes().to_vec(),
        _ => line.trim().trim_end_matches('…').as_bytes().to_vec(),
    };
    match direction {
        Direction::Event => Vec::new(),
        _ => lines.iter().map(of_line).filter(|line| !line.is_empty()).collect(),
    }
}

struct Search<'s> {
    text: &'s Lines<'s>,
    work: usize,
}

impl Search<'_> {
    /// Searches from a line on, and moves `from` past what was found.
    fn forward(&mut self, entry: &[Vec<u8>], from: &mut usize) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for words in entry {
            let start = self.text.start(*from);
            let rest = self.within(&self.text.text[start..])?;
            let at = memmem::find(rest, words);
            self.work = self.work.saturating_sub(at.unwrap_or(rest.len()));
            let Some(at) = at else { continue };
            let line = self.text.number(start + at);
            found = Some(found.map_or(line, |found| found.start)..line + 1);
            *from = line + 1;
        }
        found
    }

    fn backward(&mut self, entry: &[Vec<u8>], before: &mut usize) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for words in entry.iter().rev() {
            let text = &self.text.text[..self.text.start(*before)];
            let rest = self.within(text)?;
            let at = memmem::rfind(rest, words);
            self.work = self.work.saturating_sub(rest.len() - at.unwrap_or(0));
            let Some(at) = at else { continue };
            let line = self.text.number(at);
            found = Some(line..found.map_or(line + 1, |found| found.end));
            *before = line;
        }
        found
    }

    fn within<'r>(&self, rest: &'r [u8]) -> Option<&'r [u8]> {
        (self.work > 0).then_some(rest)
    }
}

/// Returns the lines after this one in which the client itself says what happened.
pub fn own_words(text: &Lines<'_>, from: usize) -> Option<Range<usize>> {
    /// How many lines are searched for such words.
    const LINES: usize = 2000;
    let lines = from..text.count().min(from.saturating_add(LINES));
    let line = lines.into_iter().find(|number| is_own_words(text.get(*number)))?;
    Some(line..line + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_report::read::read;

    fn of(log: &str) -> Vec<Option<Range<usize>>> {
        let transcript = read(log.as_bytes(), None).unwrap().transcript;
        places(&transcript, &Lines::of(log.as_bytes()))
    }

    #[test]
    fn each_part_has_its_lines() {
        let log =
            "$ curl -v ftp://h\n< 220-hello\n< 220 there\n> USER alice\n< 331 go on\n> PASS ***\n< 530 no\n";
        assert_eq!(of(log), [Some(1..3), Some(3..4), Some(4..5), Some(5..6), Some(6..7)]);
    }

    #[test]
    fn of_a_long_conversation_the_end_is_found() {
        let mut log = String::from("< 220 hi\n> USER alice\n< 230 in\n");
        for _ in 0..4000 {
            log.push_str(&format!("> STOR the-same-{}\n< 226 done\n", "x".repeat(60)));
        }
        log.push_str("> STOR last\n< 552 full\n");
        let lines = log.lines().count();
        let found = of(&log);
        for back in 1..20 {
            assert_eq!(
                found[found.len() - back],
                Some(lines - back..lines - back + 1),
                "the last but {back}"
            );
        }
        assert_eq!(found[0], Some(0..1));
    }

    #[test]
    fn a_client_says_itself_what_happened() {
        let log = "Connecting to h\n220 hi\nUSER alice\nConnection timed out\n";
        assert_eq!(own_words(&Lines::of(log.as_bytes()), 1), Some(3..4));
        assert_eq!(own_words(&Lines::of(b"x\ny"), 0), None);
    }

    #[test]
    fn lines_are_counted_with_or_without_a_last_end() {
        for (text, count) in [("", 1), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\n\n", 2)] {
            assert_eq!(Lines::of(text.as_bytes()).count(), count, "{text:?}");
        }
        assert_eq!(Lines::of(b"a\r\nb").get(0), b"a");
    }
}
