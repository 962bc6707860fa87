//! The forms in which a server may repeat a secret.

use alloc::vec::Vec;
use zeroize::Zeroizing;

/// One byte of a secret: in lower case, in upper case, and whether the secret has a blank after it.
type Letter = [u8; 3];

/// The shortest secret to look for, in bytes without blanks. A single letter is in every text.
const SHORTEST: usize = 2;

/// How much of a secret to look for, in bytes without blanks. No server accepts a line longer than that.
const LONGEST: usize = 4096;

/// The length of a piece: as many letters as a state has bits.
const PIECE: usize = u64::BITS as usize;

/// A secret in one form, or a piece of a long one. The memory is wiped on drop.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pattern(Zeroizing<Vec<Letter>>);

/// For each byte, the letters of the pattern that it may be; bit 0 is the first letter. Wiped, since it shows the secret.
pub(super) type Table = Zeroizing<[u64; 256]>;

impl Pattern {
    /// The letters, each with its bit.
    fn letters(&self) -> impl Iterator<Item = (u64, &Letter)> {
        self.0.iter().enumerate().map(|(at, letter)| (1 << at, letter))
    }

    /// Whether the pattern is so short that it could hide the code of every reply.
    pub(super) fn is_short(&self) -> bool {
        self.0.len() <= 3
    }

    /// The bit of the last letter.
    pub(super) fn last(&self) -> u64 {
        1 << (self.0.len() - 1)
    }

    /// The bits of the letters after which the secret has a blank.
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

    /// Whether a text with these bytes can contain the first `count` letters.
    pub(super) fn may_be_in(&self, bytes: &[bool; 256], count: usize) -> bool {
        let has = |byte: u8| bytes.get(usize::from(byte)).is_some_and(|has| *has);
        self.0.iter().take(count).all(|[lower, upper, _]| has(*lower) || has(*upper))
    }
}

/// The patterns of a secret, in upper and lower case: as it is, and if it is not ASCII also in the other charset, and as
/// repeated by a server that takes UTF-8 for Latin-1 and converts it to UTF-8 again.
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
            // A letter may become several letters in the other case: the sharp s becomes two.
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

/// Adds the letters of a secret, in pieces of at most as many letters as a state has bits. The pieces overlap, so that none
/// is short.
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

/// The letters of a secret. `length` is its length in bytes. No charset and no case makes it more than six times as long, so
/// the vector does not grow, which would leave a copy behind.
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

/// The letter in lower and upper case, if each is one letter.
fn cases(c: char) -> (char, char) {
    let one = |chars: &mut dyn Iterator<Item = char>| chars.next().filter(|_| chars.next().is_none());
    let lower = one(&mut c.to_lowercase()).unwrap_or(c);
    let upper = one(&mut c.to_uppercase()).unwrap_or(c);
    if c == lower || c == upper { (lower, upper) } else { (c, c) }
}

/// The most bytes that one letter has in any charset.
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
