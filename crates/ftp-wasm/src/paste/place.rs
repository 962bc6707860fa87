//! Where in a paste each part of the conversation stands.

use ftp_proto::Transcript;
use ftp_proto::transcript::Entry;
use ftp_report::lines::{Direction, lines};
use ftp_report::read::is_own_words;
use memchr::memmem;
use std::ops::Range;

/// So many bytes are looked through for all parts together. What is not in the paste in these words costs all of it.
const WORK: usize = 256 << 20;

/// The lines of a text, by number.
pub struct Lines<'t> {
    text: &'t [u8],
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of this text.
    pub fn of(text: &'t [u8]) -> Self {
        let ends = memchr::memchr_iter(b'\n', text).map(|end| end + 1).filter(|end| *end < text.len());
        Lines { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// One line, without its end; nothing where there is no such line.
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

/// For each entry the lines that show it; `None` where none does. Where the middle of a long conversation is left out,
/// what is kept is looked for from the end.
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

/// What an entry is looked for by: its lines; of an event the client has words of its own.
fn words(entry: &Entry) -> Vec<Vec<u8>> {
    let (direction, lines) = lines(entry);
    let of_line = |line: &String| match (direction, line.strip_suffix("***")) {
        // A client has its own way to hide a password.
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
    /// From a line on; moves it behind what was found.
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

/// The lines behind this one in which the client says itself what happened.
pub fn own_words(text: &Lines<'_>, from: usize) -> Option<Range<usize>> {
    /// So many lines are read for words.
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
        for number in 0..4000 {
            log.push_str(&format!("> STOR file-{number}-{}\n< 226 done\n", "x".repeat(60)));
        }
        log.push_str("> STOR last\n< 552 full\n");
        let lines = log.lines().count();
        let found = of(&log);
        assert_eq!(found.last(), Some(&Some(lines - 1..lines)));
        assert_eq!(found[found.len() - 2], Some(lines - 2..lines - 1));
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
