//! Sizes, in all the forms that `ls` and its imitations write.

use crate::listing::cursor::{all_digits, grouped, number};

/// A size in a listing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Size {
    /// `None` if the word stands for no size: it is negative, the number of a device, or too large.
    pub(super) bytes: Option<u64>,
    pub(super) rounded: bool,
    /// The offset in its word at which the size begins.
    pub(super) at: usize,
}

#[inline]
pub(super) fn size(word: &[u8]) -> Option<Size> {
    if all_digits(word) {
        return Some(Size { bytes: number(word), rounded: false, at: 0 });
    }
    odd_size(word)
}

/// Reads `-528`, `1,234,567`, the `109,767` of a device, `33.5k`, and a size that is glued to the
/// group: `ftpadmin125435904`.
fn odd_size(word: &[u8]) -> Option<Size> {
    let bytes = match word {
        [b'-', digits @ ..] if all_digits(digits) => None,
        // The number of a device.
        [b'0', b'x', digits @ ..] if digits.iter().all(u8::is_ascii_hexdigit) => None,
        // Thousands. For a device these are its two numbers, which the caller sorts out.
        [b'0'..=b'9', .., b'0'..=b'9']
            if word.iter().all(|byte| byte.is_ascii_digit() || b",.'".contains(byte)) =>
        {
            grouped(word, b",").or_else(|| grouped(word, b".")).or_else(|| grouped(word, b"'"))
        }
        [b'0'..=b'9', ..] if !word.last()?.is_ascii_digit() => {
            let bytes = word.strip_suffix(b"B").or(word.strip_suffix(b"b")).and_then(number);
            let rounded = bytes.is_none();
            return Some(Size { bytes: Some(bytes.or_else(|| with_unit(word))?), rounded, at: 0 });
        }
        [b'0'..=b'9', ..] => return None,
        _ => {
            let at = word.iter().rposition(|byte| !byte.is_ascii_digit())? + 1;
            let digits = word.get(at..).filter(|digits| !digits.is_empty())?;
            return Some(Size { bytes: number(digits), rounded: false, at });
        }
    };
    Some(Size { bytes, rounded: false, at: 0 })
}

/// Reads `33.5k`. The unit is a power of 1024.
pub(in super::super) fn with_unit(word: &[u8]) -> Option<u64> {
    let word = word.strip_suffix(b"B").or(word.strip_suffix(b"b")).unwrap_or(word);
    let word = word.strip_suffix(b"i").unwrap_or(word);
    let (unit, value) = word.split_last()?;
    let shift = match unit.to_ascii_lowercase() {
        b'k' => 10,
        b'm' => 20,
        b'g' => 30,
        b't' => 40,
        _ => return None,
    };
    let mut parts = value.splitn(2, |byte| matches!(byte, b'.' | b','));
    let whole = number(parts.next()?)?;
    let fraction = parts.next().unwrap_or(b"0");
    let tenths = 10_u64.checked_pow(u32::try_from(fraction.len()).ok().filter(|digits| *digits <= 3)?)?;
    let scaled = whole.checked_mul(tenths)?.checked_add(number(fraction)?)?;
    scaled.checked_mul(1 << shift).map(|bytes| bytes / tenths)
}
