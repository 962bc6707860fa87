//! The forms in which a server may repeat a secret.

use alloc::vec::Vec;
use zeroize::Zeroizing;

/// One byte of a secret: in lower case, in upper case, and whether the secret has a blank behind it.
type Letter = [u8; 3];

/// In bytes without blanks. One letter is found in every text.
const SHORTEST: usize = 2;

/// In bytes without blanks. What a secret has beyond is not looked for: no server takes such a line.
const LONGEST: usize = 4096;

/// As many letters as a state has bits.
const PIECE: usize = u64::BITS as usize;

/// A secret in one form, or a piece of a long one. Its memory is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pattern(Zeroizing<Vec<Letter>>);

/// Which letters of a pattern a byte may be: bit 0 is the first letter. Wiped, since it shows the secret.
pub(super) type Table = Zeroizing<[u64; 256]>;

impl Pattern {
    /// The letters of it.
    fn letters(&self) -> impl Iterator<Item = (u64, &Letter)> {
        self.0.iter().enumerate().map(|(at, letter)| (1 << at, letter))
    }

    /// Whether so few letters would hide the code of every reply.
    pub(super) fn is_short(&self) -> bool {
        self.0.len() <= 3
    }

    /// The last letter.
    pub(super) fn last(&self) -> u64 {
        1 << (self.0.len() - 1)
    }

    /// The letters that have a blank of the secret behind them.
    pub(super) fn gaps(&self) -> u64 {
        self.letters().filter(|(_, letter)| letter[2] == 1).fold(0, |bits, (bit, _)| bits | bit)
    }

    pub(super) fn table(&self) -> Table {
        let mut table = Zeroizing::new([0; 256]);
        for (bit, [lower, upper, _]) in self.letters() {
            for byte in [lower, upper] {
                if let Some(bits) = table.get_mut(usize::from(*byte)) {
                    *bits |= bit;
                }
            }
        }
        table
    }

    /// Whether a text with these bytes can have so many letters of it.
    pub(super) fn may_be_in(&self, bytes: &[bool; 256], count: usize) -> bool {
        let has = |byte: u8| bytes.get(usize::from(byte)).is_some_and(|has| *has);
        self.0.iter().take(count).all(|[lower, upper, _]| has(*lower) || has(*upper))
    }
}

/// In both cases, as it is, in the other charset where it is not ASCII, and as a server repeats it that takes it for
/// Latin-1 and writes UTF-8.
pub(super) fn patterns(secret: &[u8]) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    let Ok(text) = core::str::from_utf8(secret) else {
        let chars = || secret.iter().map(|byte| char::from(*byte));
        add(&mut patterns, secret.len(), chars(), Charset::Latin1);
        add(&mut patterns, secret.len(), chars(), Charset::Utf8);
        return patterns;
    };
    add(&mut patterns, text.len(), text.chars(), Charset::Utf8);
    if !text.is_ascii() {
        for charset in [Charset::Utf8, Charset::Latin1, Charset::Utf8Twice] {
            add(&mut patterns, text.len(), text.chars(), charset);
            // A letter may be another number of letters in the other case: the sharp s is two.
            add(&mut patterns, text.len(), text.chars().flat_map(char::to_uppercase), charset);
            add(&mut patterns, text.len(), text.chars().flat_map(char::to_lowercase), charset);
        }
    }
    patterns
}

/// How a server writes a letter.
#[derive(Clone, Copy, PartialEq)]
enum Charset {
    Utf8,
    Latin1,
    Utf8Twice,
}

/// Adds the letters of a secret, in pieces that a state has the bits for. They overlap, so that none is short.
fn add(
    patterns: &mut Vec<Pattern>,
    length: usize,
    chars: impl Iterator<Item = char> + Clone,
    charset: Charset,
) {
    if charset == Charset::Latin1 && chars.clone().any(|c| u32::from(c) > 255) {
        return;
    }
    let letters = letters(length, chars, charset);
    let mut push = |letters| {
        let pattern = Pattern(letters);
        if pattern.0.len() >= SHORTEST && !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    };
    let Some(last) = letters.len().checked_sub(PIECE) else { return push(letters) };
    for start in (0..last).step_by(PIECE).chain([last]) {
        let mut piece = Zeroizing::new(Vec::with_capacity(PIECE));
        piece.extend_from_slice(letters.get(start..start + PIECE).unwrap_or_default());
        push(piece);
    }
}

/// `length` is that of the secret in bytes. No charset and no case makes it more than six times as long: a vector that
/// grows would leave a copy behind.
fn letters(length: usize, chars: impl Iterator<Item = char>, charset: Charset) -> Zeroizing<Vec<Letter>> {
    let mut letters: Zeroizing<Vec<Letter>> =
        Zeroizing::new(Vec::with_capacity(LONGEST.min(6 * length) + MOST_BYTES));
    for c in chars {
        if matches!(c, ' ' | '\t') {
            letters.last_mut().into_iter().for_each(|letter| letter[2] = 1);
            continue;
        }
        if letters.len() >= LONGEST {
            break;
        }
        let (lower, upper) = cases(c);
        let ((own, count), lower, upper) = (bytes(c, charset), bytes(lower, charset), bytes(upper, charset));
        let same = |other: ([u8; MOST_BYTES], usize)| if other.1 == count { other.0 } else { own };
        let (lower, upper) = (same(lower), same(upper));
        letters.extend(lower.into_iter().zip(upper).take(count).map(|(lower, upper)| [lower, upper, 0]));
    }
    letters
}

/// The letter in lower and upper case, where that is one letter each.
fn cases(c: char) -> (char, char) {
    let one = |chars: &mut dyn Iterator<Item = char>| chars.next().filter(|_| chars.next().is_none());
    let lower = one(&mut c.to_lowercase()).unwrap_or(c);
    let upper = one(&mut c.to_uppercase()).unwrap_or(c);
    if c == lower || c == upper { (lower, upper) } else { (c, c) }
}

/// In bytes, of one letter in any charset.
const MOST_BYTES: usize = 8;

fn bytes(c: char, charset: Charset) -> ([u8; MOST_BYTES], usize) {
    let mut buffer = [0; 4];
    let utf8 = c.encode_utf8(&mut buffer).bytes();
    match charset {
        Charset::Utf8 => filled(utf8),
        Charset::Latin1 => filled(u8::try_from(u32::from(c)).into_iter()),
        Charset::Utf8Twice => filled(utf8.flat_map(|byte| {
            let mut buffer = [0; 2];
            let length = char::from(byte).encode_utf8(&mut buffer).len();
            buffer.into_iter().take(length)
        })),
    }
}

fn filled(bytes: impl Iterator<Item = u8>) -> ([u8; MOST_BYTES], usize) {
    let mut out = [0; MOST_BYTES];
    let count = out.iter_mut().zip(bytes).map(|(place, byte)| *place = byte).count();
    (out, count)
}
