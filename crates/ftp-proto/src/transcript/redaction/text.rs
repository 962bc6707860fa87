//! Where in a text a secret stands, whatever a server did to it: other letters' case, line ends and the codes of lines
//! inside it, quotes and backslashes doubled.
//!
//! A state is a set of letters of one secret, as bits: those at which an occurrence that began somewhere before may
//! stand now. So a text takes one step a byte for each secret, whatever is in both.

use super::pattern::{Pattern, Table};
use alloc::{vec, vec::Vec};

/// What a byte is for a secret that goes on over it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// It is of the secret, or the secret ends here.
    Plain,
    /// It may be the server's: an escape, or a control character.
    Escape,
    /// A blank between words: only where the secret has one.
    Blank,
    /// Between the text of a line and that of the next: line ends, blanks, separators.
    Edge,
    /// A digit of a code at the head of a line: the first, the second, the last.
    Code(u8),
}

/// A text to look for secrets in.
pub(super) struct Text<'a> {
    bytes: &'a [u8],
    kinds: Vec<Kind>,
    has: [bool; 256],
    /// Its rest was still on its way: at its end the beginning of a secret counts.
    cut: bool,
}

/// A secret's beginning of so many letters counts at the end of a text that is cut.
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

    /// Marks the bytes of every occurrence.
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

/// One secret, looked for in one text.
struct Search {
    table: Table,
    gaps: u64,
    last: u64,
    /// The letters at which an occurrence may stand at the end of the text.
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
            // The code is shown anyway.
            Kind::Code(_) if self.short => 0,
            _ => self.table.get(usize::from(byte)).copied().unwrap_or(0),
        }
    }

    /// The letters that an occurrence may stay at over the byte.
    fn stays(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Escape | Kind::Edge => u64::MAX,
            Kind::Blank => self.gaps,
            Kind::Plain | Kind::Code(_) => 0,
        }
    }

    /// The states behind each byte.
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

    /// Goes back from the ends of the occurrences over the ways that led there.
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

/// All are edges so far.
fn of_line(line: &[u8], kinds: &mut [Kind]) {
    let Some(end) = line.iter().rposition(|byte| !is_edge(byte)) else { return };
    let mut start = 0;
    while let Some(edges) = line.get(start..).and_then(|text| text.iter().position(|byte| !is_edge(byte))) {
        start += edges;
        match line.get(start..).unwrap_or_default() {
            // The rest of the code is still on its way.
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
        /// Steps taken so far.
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// Two steps a byte at most, one to find an occurrence and one to mark all, whatever repeats in the text.
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
