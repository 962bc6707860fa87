//! Finds a secret in a text, even if the server changed the case of letters, put line ends and codes of lines into it, or
//! doubled quotes and backslashes.
//!
//! A state is a set of letters of one secret, as bits: the letters that an occurrence which began earlier may have reached.
//! A search therefore takes one step per byte and secret, whatever they contain.

use super::pattern::{Pattern, Table};
use alloc::{vec, vec::Vec};

/// What a byte means for a secret that continues after it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// The byte belongs to the secret, or there is no occurrence here.
    Plain,
    /// The server may have inserted the byte: an escape, or a control character.
    Escape,
    /// A blank between words, which counts only if the secret has one there.
    Blank,
    /// A byte between the text of one line and that of the next: a line end, a blank or a separator.
    Edge,
    /// A digit of a code at the start of a line: the first (0), second (1) or last (2).
    Code(u8),
}

/// A text to search for secrets.
pub(super) struct Text<'a> {
    bytes: &'a [u8],
    kinds: Vec<Kind>,
    has: [bool; 256],
    /// The rest of the text was still on its way, so the beginning of a secret at its end counts.
    cut: bool,
}

/// How many first letters of a secret are enough at the end of a text that is cut.
const BEGINNING: usize = 2;

impl<'a> Text<'a> {
    pub(super) fn new(bytes: &'a [u8], cut: bool) -> Self {
        let mut has = [false; 256];
        for byte in bytes {
            if let Some(has) = has.get_mut(usize::from(*byte)) {
                *has = true;
            }
        }
        Text { bytes, kinds: Vec::new(), has, cut }
    }

    /// Marks the bytes of every occurrence of a pattern.
    pub(super) fn mark(&mut self, pattern: &Pattern, marks: &mut Vec<bool>) {
        let needed = if self.cut { BEGINNING } else { usize::MAX };
        if !pattern.may_be_in(&self.has, needed) {
            return;
        }
        if self.kinds.is_empty() {
            self.kinds = kinds(self.bytes);
        }
        let search = Search::new(pattern, self.cut);
        if !search.finds(self) {
            return;
        }
        marks.resize(self.bytes.len(), false);
        search.mark(self, marks);
    }

    fn each(&self) -> impl DoubleEndedIterator<Item = (u8, Kind)> + ExactSizeIterator {
        self.bytes.iter().copied().zip(self.kinds.iter().copied())
    }
}

/// The search for one secret in one text.
struct Search {
    table: Table,
    gaps: u64,
    last: u64,
    /// The letters that count as an occurrence if reached at the end of the text.
    at_end: u64,
    short: bool,
}

impl Search {
    fn new(pattern: &Pattern, cut: bool) -> Self {
        let last = pattern.last();
        let begun = if cut { (last - 1) & !(BEGINNING as u64 - 1) } else { 0 };
        let (table, gaps, short) = (pattern.table(), pattern.gaps(), pattern.is_short());
        Search { table, gaps, last, at_end: last | begun, short }
    }

    /// The letters that the byte may be.
    fn letters(&self, byte: u8, kind: Kind) -> u64 {
        match kind {
            // A short secret must not hide the code.
            Kind::Code(_) if self.short => 0,
            _ => self.table.get(usize::from(byte)).copied().unwrap_or(0),
        }
    }

    /// The letters after which an occurrence may skip the byte.
    fn stays(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Escape | Kind::Edge => u64::MAX,
            Kind::Blank => self.gaps,
            Kind::Plain | Kind::Code(_) => 0,
        }
    }

    /// The state after each byte.
    fn states(&self, text: &Text<'_>) -> impl Iterator<Item = u64> {
        let (mut state, mut before_code) = (0, 0);
        text.each().map(move |(byte, kind)| {
            #[cfg(test)]
            tests::STEPS.set(tests::STEPS.get() + 1);
            if kind == Kind::Code(0) {
                before_code = state;
            }
            state = (state << 1 | 1) & self.letters(byte, kind) | state & self.stays(kind);
            if kind == Kind::Code(2) {
                state |= before_code;
            }
            state
        })
    }

    fn finds(&self, text: &Text<'_>) -> bool {
        let mut end = 0;
        self.states(text).any(|state| {
            end = state;
            state & self.last != 0
        }) || end & self.at_end != 0
    }

    /// Goes back from the ends of the occurrences, and marks the bytes that led there.
    fn mark(&self, text: &Text<'_>, marks: &mut [bool]) {
        let mut before = Vec::with_capacity(text.bytes.len() + 1);
        before.push(0);
        before.extend(self.states(text));
        let (mut leads, mut behind_code) = (self.at_end, 0);
        for (((byte, kind), before), mark) in text.each().zip(before).zip(marks).rev() {
            if kind == Kind::Code(2) {
                behind_code = leads;
            }
            let letters = self.letters(byte, kind) & leads;
            let stays = self.stays(kind) & leads;
            let inside = before & stays & !self.last != 0 && kind != Kind::Edge;
            *mark |= (before << 1 | 1) & letters != 0 || inside;
            leads = letters >> 1 | stays | self.last;
            if kind == Kind::Code(0) {
                leads |= behind_code;
            }
        }
    }
}

fn kinds(bytes: &[u8]) -> Vec<Kind> {
    let mut kinds = vec![Kind::Edge; bytes.len()];
    let mut rest = kinds.as_mut_slice();
    for line in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        let (kinds, behind) = core::mem::take(&mut rest).split_at_mut(line.len());
        rest = behind;
        of_line(line, kinds);
    }
    kinds
}

/// Sets the kinds of the bytes of one line, which are all `Edge` before.
fn of_line(line: &[u8], kinds: &mut [Kind]) {
    let Some(end) = line.iter().rposition(|byte| !is_edge(byte)) else { return };
    let mut start = 0;
    while let Some(edges) = line.get(start..).and_then(|text| text.iter().position(|byte| !is_edge(byte))) {
        start += edges;
        match line.get(start..).unwrap_or_default() {
            // The rest of the code may still be on its way.
            [b'1'..=b'6'] | [b'1'..=b'6', b'0'..=b'9'] => return,
            [b'1'..=b'6', b'0'..=b'9', b'0'..=b'9', behind @ ..] if behind.first().is_none_or(is_edge) => {
                for (digit, kind) in (0..3).zip(kinds.iter_mut().skip(start)) {
                    *kind = Kind::Code(digit);
                }
                start += 3;
            }
            _ => break,
        }
    }
    for (byte, kind) in line.iter().zip(kinds).take(end + 1).skip(start) {
        *kind = match byte {
            b' ' | b'\t' => Kind::Blank,
            b'"' | b'\'' | b'\\' | 0..=31 | 127 | 0xf0..=0xff => Kind::Escape,
            _ => Kind::Plain,
        };
    }
}

fn is_edge(byte: &u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::super::pattern::patterns;
    use super::*;
    use std::cell::Cell;

    std::thread_local! {
        /// The number of steps taken so far.
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// At most two steps per byte, one to find an occurrence and one to mark all, whatever repeats in the text.
    #[test]
    fn the_work_grows_as_the_text() {
        for (secret, unit) in [
            ("aaaaaaaaaaaaaaaa", "a"),
            ("aaaaaaaaaaaaaaab", "a"),
            ("passpasspassword", "pass"),
            ("hunter2345 x", "hunter2\r\n345 "),
            ("345 345 345", "345 "),
            ("a\"\"\"\"b", "a\"\"\"\"\"\"\"\""),
        ] {
            let [pattern] = &patterns(secret.as_bytes())[..] else { panic!("{secret:?} has one pattern") };
            for size in [1 << 10, 1 << 15, 1 << 20] {
                let bytes: Vec<u8> = unit.bytes().chain("b x".bytes()).cycle().take(size).collect();
                let before = STEPS.get();
                Text::new(&bytes, true).mark(pattern, &mut Vec::new());
                let steps = STEPS.get() - before;
                assert!(
                    (size / 2..=2 * size).contains(&steps),
                    "{secret:?}: {steps} steps for {size} bytes of {unit:?}"
                );
            }
        }
    }
}
