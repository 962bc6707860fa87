//! Replies that are not UTF-8: the charsets that localised servers send.

mod cjk;

use alloc::string::String;

/// Every way to read such bytes. What a charset does not tell is U+FFFD.
pub(super) const READERS: &[fn(&[u8]) -> String] = &[
    latin,
    koi8_r,
    windows_1251,
    cp866,
    |bytes| double(bytes, cjk::GBK),
    |bytes| double(bytes, cjk::BIG5),
    |bytes| double(bytes, cjk::SHIFT_JIS),
    |bytes| double(bytes, cjk::EUC_JP),
    |bytes| double(bytes, cjk::EUC_KR),
];

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

/// Charsets of two bytes for a letter outside ASCII. The tables have the letters that are searched
/// for; they are letters and their codes, in the same order.
fn double(bytes: &[u8], (letters, codes): (&str, &[u8])) -> String {
    let mut out = String::new();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        if first.is_ascii() {
            out.push(char::from(*first));
            rest = after;
            continue;
        }
        let pair = rest.get(..2).unwrap_or(rest);
        let at = codes.chunks_exact(2).position(|code| code == pair);
        out.push(at.and_then(|at| letters.chars().nth(at)).unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = rest.get(pair.len()..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_charset_is_read_by_its_reader() {
        let table: &[(&[u8], &str)] = &[
            (b"\xe4\xcf\xcd\xc1\xdb\xce\xc9\xca", "домашний"),
            (b"\xe4\xee\xec\xe0\xf8\xed\xe8\xe9", "домашний"),
            (b"\xa4\xae\xac\xa0\xe8\xad\xa8\xa9", "домашний"),
            (b"\xd3\xc3\xbb\xa7\xb2\xbb\xb4\xe6\xd4\xda", "用户不存在"),
            (b"\xb5n\xa4J\xa5\xa2\xb1\xd1", "登入失敗"),
            (b"\x83p\x83X\x83\x8f\x81[\x83h", "パスワード"),
            (b"\xa5\xd1\xa5\xb9\xa5\xef\xa1\xbc\xa5\xc9", "パスワード"),
            (b"\xb7\xce\xb1\xd7\xc0\xce", "로그인"),
            (b"tr\xf8s", "tr\u{fffd}s"),
        ];
        for (bytes, text) in table {
            assert!(READERS.iter().any(|read| read(bytes) == *text), "{text}");
        }
    }

    #[test]
    fn the_tables_hold_every_letter_of_the_stems() {
        let tables = [cjk::GBK, cjk::BIG5, cjk::SHIFT_JIS, cjk::EUC_JP, cjk::EUC_KR];
        for (letters, codes) in tables {
            assert_eq!(letters.chars().count() * 2, codes.len());
        }
        for letter in crate::rules::words_used().flat_map(|stems| stems.iter()).flat_map(str::chars) {
            let held = tables.iter().any(|(letters, _)| letters.contains(letter));
            assert!(letter < '\u{2e80}' || held, "{letter}: run tests/cjk_charsets.py");
        }
    }
}
