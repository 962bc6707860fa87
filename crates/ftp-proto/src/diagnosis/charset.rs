//! Replies that are not UTF-8: the charsets that localised servers send.

use alloc::string::String;

/// Every way to read such bytes. What a charset does not tell is U+FFFD.
pub(super) const READERS: &[fn(&[u8]) -> String] = &[latin, koi8_r, windows_1251, cp866];

/// ISO 8859-1, -2, -9 and their kin: they agree on ASCII only.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { char::REPLACEMENT_CHARACTER }).collect()
}

fn koi8_r(bytes: &[u8]) -> String {
    const LOWER: &str = "юабцдефгхийклмнопярстужвьызшэщчъ";
    cyrillic(bytes, |b| match b {
        0xc0..=0xff => LOWER.chars().nth(usize::from(b & 0x1f)),
        0xa3 | 0xb3 => Some('ё'),
        _ => None,
    })
}

fn windows_1251(bytes: &[u8]) -> String {
    cyrillic(bytes, |b| match b {
        0xc0..=0xff => char::from_u32(0x430 + u32::from(b & 0x1f)),
        0xa8 | 0xb8 => Some('ё'),
        _ => None,
    })
}

fn cp866(bytes: &[u8]) -> String {
    cyrillic(bytes, |b| match b {
        0x80..=0x9f => char::from_u32(0x430 + u32::from(b & 0x1f)),
        0xa0..=0xaf => char::from_u32(0x430 + u32::from(b & 0xf)),
        0xe0..=0xef => char::from_u32(0x440 + u32::from(b & 0xf)),
        _ => None,
    })
}

/// In lower case: a search does not need the other.
fn cyrillic(bytes: &[u8], letter: impl Fn(u8) -> Option<char>) -> String {
    bytes
        .iter()
        .map(|b| match b.is_ascii() {
            true => char::from(*b),
            false => letter(*b).unwrap_or(char::REPLACEMENT_CHARACTER),
        })
        .collect()
}
