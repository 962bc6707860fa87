//! Reading a line word by word.

/// A position in a line. Words are separated by blanks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    line: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(line: &'a [u8]) -> Self {
        Cursor { line, at: 0 }
    }

    /// Returns a cursor at `at`, or at the end of the line if the line is shorter.
    pub(super) fn at(line: &'a [u8], at: usize) -> Self {
        Cursor { line, at: at.min(line.len()) }
    }

    pub(super) const fn line(&self) -> &'a [u8] {
        self.line
    }

    /// Returns the offset of the cursor.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// Returns the bytes after the cursor.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// Returns the bytes after the cursor, without leading blanks.
    pub(super) fn trimmed_rest(&self) -> &'a [u8] {
        trim_start(self.rest())
    }

    /// Returns how many blanks follow the cursor.
    pub(super) fn blanks(&self) -> usize {
        self.rest().iter().take_while(|byte| is_blank(**byte)).count()
    }

    /// Takes the next word and moves the cursor to its end.
    #[inline]
    pub(super) fn word(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest();
        let begin = rest.iter().position(|byte| !is_blank(*byte))?;
        let rest = rest.get(begin..)?;
        let len = rest.iter().position(|byte| is_blank(*byte)).unwrap_or(rest.len());
        self.at += begin + len;
        rest.get(..len)
    }

    /// Returns the next word without moving the cursor.
    pub(super) fn peek(mut self) -> Option<&'a [u8]> {
        self.word()
    }

    /// Returns whether only blanks follow.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest().iter().all(|byte| is_blank(*byte))
    }
}

/// Returns whether the byte separates words. Line ends do, because a wrapped line has them inside.
#[inline]
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

pub(super) fn trim_start(bytes: &[u8]) -> &[u8] {
    let begin = bytes.iter().position(|byte| !is_blank(*byte)).unwrap_or(bytes.len());
    bytes.get(begin..).unwrap_or_default()
}

pub(super) fn trim_end(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !is_blank(*byte)).map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}

/// Reads a number that has only digits and fits in 64 bits.
pub(super) fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |number, byte| match byte {
        b'0'..=b'9' => number.checked_mul(10)?.checked_add(u64::from(byte - b'0')),
        _ => None,
    })
}

/// Reads a number whose groups of three digits may be separated by one of these bytes.
pub(super) fn grouped(word: &[u8], separators: &[u8]) -> Option<u64> {
    let mut groups = word.split(|byte| separators.contains(byte));
    let first = number(groups.next()?)?;
    groups.try_fold(first, |value, group| {
        let last = number(group).filter(|_| group.len() == 3)?;
        value.checked_mul(1000)?.checked_add(last)
    })
}

/// Reads a number of one to four digits.
#[inline]
pub(super) fn small(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0_u16, |number, byte| match byte {
        b'0'..=b'9' => Some(number * 10 + u16::from(byte - b'0')),
        _ => None,
    })
}

pub(super) fn all_digits(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(u8::is_ascii_digit)
}

/// Splits the bytes at the first `at`, which is in neither part.
pub(super) fn split_once(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = bytes.iter().position(|byte| *byte == at)?;
    Some((bytes.get(..place)?, bytes.get(place + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_is_between_them() {
        let mut cursor = Cursor::new(b"  ab \tc\r\n d");
        assert_eq!((cursor.blanks(), cursor.peek()), (2, Some(&b"ab"[..])));
        assert_eq!((cursor.word(), cursor.position()), (Some(&b"ab"[..]), 4));
        assert_eq!((cursor.word(), cursor.rest()), (Some(&b"c"[..]), &b"\r\n d"[..]));
        assert_eq!((cursor.trimmed_rest(), cursor.is_at_end()), (&b"d"[..], false));
        assert_eq!((cursor.word(), cursor.word(), cursor.is_at_end()), (Some(&b"d"[..]), None, true));
        assert_eq!(trim_end(b"a b \t"), b"a b");
        assert_eq!(trim_end(b"  "), b"");
    }

    #[test]
    fn numbers() {
        assert_eq!(number(b"18446744073709551615"), Some(u64::MAX));
        for none in [&b""[..], b"18446744073709551616", b"1x", b"-1"] {
            assert_eq!(number(none), None, "{}", none.escape_ascii());
        }
        assert_eq!((grouped(b"1,234.567", b",."), grouped(b"1234", b",")), (Some(1_234_567), Some(1234)));
        for none in [&b"1,23"[..], b"1.234", b",123", b"1,,234", b"18446744073709551,616", b""] {
            assert_eq!(grouped(none, b","), None, "{}", none.escape_ascii());
        }
        assert_eq!(
            (small(b"9999"), small(b"10000"), small(b""), small(b"1:")),
            (Some(9999), None, None, None)
        );
    }
}
