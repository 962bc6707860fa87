//! Decodes replies that are not UTF-8, in the charsets that localised servers send.

use alloc::{borrow::Cow, vec::Vec};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, ISO_8859_2, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1254,
};

/// Charsets of Latin letters with accents: few bytes of such a text are outside ASCII.
const LATIN: [&Encoding; 4] = [WINDOWS_1252, WINDOWS_1250, ISO_8859_2, WINDOWS_1254];

const OTHERS: [&Encoding; 8] = [KOI8_R, WINDOWS_1251, IBM866, GBK, BIG5, SHIFT_JIS, EUC_JP, EUC_KR];

/// Decodes the bytes in each charset that they may be in, since nothing in a reply says which one it is.
pub(super) fn readings(bytes: &[u8]) -> Vec<Cow<'_, str>> {
    let foreign = bytes.iter().filter(|b| !b.is_ascii()).count();
    let latin = LATIN.iter().filter(|_| foreign * 3 <= bytes.len());
    let mut readings: Vec<Cow<'_, str>> = Vec::new();
    for charset in latin.chain(&OTHERS) {
        let (text, wrong) = charset.decode_without_bom_handling(bytes);
        let wrong = if wrong { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
        // The last letter may have been cut. If more than a few are undecodable, the text is in another charset.
        if wrong <= 1 + foreign / 8 && !readings.contains(&text) {
            readings.push(text);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_charset_is_read() {
        let table: &[(&[u8], &str)] = &[
            (b"\xe4\xcf\xcd\xc1\xdb\xce\xc9\xca", "Домашний"),
            (b"\xc4\xee\xec\xe0\xf8\xed\xe8\xe9", "Домашний"),
            (b"\x84\xae\xac\xa0\xe8\xad\xa8\xa9", "Домашний"),
            (b"\xd3\xc3\xbb\xa7\xb2\xbb\xb4\xe6\xd4\xda", "用户不存在"),
            (b"\xb5n\xa4J\xa5\xa2\xb1\xd1", "登入失敗"),
            (b"\x83p\x83X\x83\x8f\x81[\x83h", "パスワード"),
            (b"\xa5\xd1\xa5\xb9\xa5\xef\xa1\xbc\xa5\xc9", "パスワード"),
            (b"\xb7\xce\xb1\xd7\xc0\xce", "로그인"),
            (b"tr\xf8s", "trøs"),
            (b"has\xb3o", "hasło"),
            (b"\xb9patn\xe9", "špatné"),
            (b"ba\xfear\xfds\xfdz", "başarısız"),
        ];
        for (bytes, text) in table {
            assert!(readings(bytes).iter().any(|read| read == *text), "{text}");
        }
    }
}
