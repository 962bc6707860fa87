//! The secrets, in every form that somebody could read.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::BTreeMap;

/// What to look for, all at once, so that a text is read only once. Upper and lower case count as the same.
pub struct Needles {
    automaton: AhoCorasick,
    /// What each needle is.
    names: Vec<String>,
}

/// Needles and their names.
#[derive(Default)]
struct List(BTreeMap<String, String>);

impl Needles {
    /// Each secret in UTF-8 and, where they differ, in Latin-1 and in UTF-8 taken for Latin-1. Each of these verbatim, as
    /// Rust and JSON escape it, as numbers, in hex, percent encoding, base64 (at any offset), and UTF-16.
    pub fn of(secrets: &[&str]) -> Self {
        let mut needles = List::default();
        for secret in secrets {
            let twice: String = secret.bytes().map(char::from).collect();
            for (charset, bytes) in [
                ("utf-8", secret.as_bytes()),
                ("latin-1", &latin1(secret.as_bytes())),
                ("utf-8 twice", twice.as_bytes()),
            ] {
                needles.add(&format!("{secret} in {charset}"), bytes);
            }
            for (unit, big) in [("utf-16le", false), ("utf-16be", true)] {
                let bytes: Vec<u8> = secret
                    .encode_utf16()
                    .flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() })
                    .collect();
                needles.add(&format!("{secret} in {unit}"), &bytes);
                needles.push(secret, bytes.escape_ascii().to_string().replace("\\x00", "\\0").into_bytes());
            }
            let json: String = secret
                .chars()
                .map(|c| if c.is_ascii() { c.into() } else { format!("\\u{:04x}", c as u32) })
                .collect();
            needles.push(secret, json.into_bytes());
            needles.push(secret, secret.escape_unicode().to_string().into_bytes());
            needles.push(secret, secret.escape_default().to_string().into_bytes());
        }
        needles.into_needles()
    }

    /// The first five bytes of each secret.
    pub fn beginnings_of(secrets: &[&str]) -> Self {
        List(secrets.iter().map(|s| (s[..5].to_ascii_lowercase(), s.to_string())).collect()).into_needles()
    }

    /// Returns the name of a needle that is there.
    pub fn found_in(&self, shown: &str) -> Option<&str> {
        self.automaton.find(shown).map(|found| self.names[found.pattern()].as_str())
    }

    /// Panics if a needle is there, and says what was done.
    pub fn not_in(&self, shown: &str, done: &[u8]) {
        if let Some(name) = self.found_in(shown) {
            panic!("{name} must not show, and does after b\"{}\":\n{shown}", done.escape_ascii());
        }
    }
}

impl List {
    fn into_needles(self) -> Needles {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(self.0.keys())
            .unwrap();
        Needles { automaton, names: self.0.into_values().collect() }
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let percent = |keep: &dyn Fn(u8) -> bool| -> String {
            let part =
                |byte: &u8| if keep(*byte) { char::from(*byte).into() } else { format!("%{byte:02x}") };
            bytes.iter().map(part).collect()
        };
        let numbers = format!("{bytes:?}");
        for form in [
            bytes.escape_ascii().to_string(),
            numbers.trim_matches(['[', ']']).to_owned(),
            hex,
            percent(&plain),
            percent(&|byte| plain(byte) || byte == b'/'),
            percent(&|_| false),
        ] {
            self.push(name, form.into_bytes());
        }
        self.push(name, bytes.to_vec());
        (0..3).for_each(|before| self.push(name, base64(bytes, before).into_bytes()));
    }

    /// Bytes that are not UTF-8 cannot be in a text.
    fn push(&mut self, name: &str, needle: Vec<u8>) {
        if let Ok(needle) = String::from_utf8(needle) {
            assert!(needle.len() >= 8, "{name} would be found everywhere");
            self.0.insert(needle.to_ascii_lowercase(), name.to_owned());
        }
    }
}

/// Converts UTF-8 to Latin-1, as far as Latin-1 has the letters.
pub fn latin1(utf8: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(utf8).chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// The base64 of these bytes after `before` others, without the digits at both ends that other bytes influence.
fn base64(bytes: &[u8], before: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<bool> = std::iter::repeat_n(0, before)
        .chain(bytes.iter().copied())
        .flat_map(|byte: u8| (0..8).rev().map(move |bit| byte >> bit & 1 == 1))
        .collect();
    let digits = bits.chunks_exact(6).map(|six| six.iter().fold(0, |sum, bit| sum * 2 + usize::from(*bit)));
    digits.skip((8 * before).div_ceil(6)).map(|digit| char::from(DIGITS[digit])).collect()
}
