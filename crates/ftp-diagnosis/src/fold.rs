//! Folds text for a search for words.

use alloc::string::String;
use core::ops::RangeInclusive;
use unicode_normalization::char::decompose_canonical;

/// Stands for a letter that could not be decoded.
const UNREAD: char = '\u{fffd}';

/// The first letter of the scripts that are written without blanks: Chinese, Japanese, Korean.
const WIDE: char = '\u{2e80}';

/// Folds a text: lower case, no accents, no punctuation, one blank between words and at both ends, and
/// a blank between a letter of a script without blanks and a letter of another script.
pub(super) fn fold(text: impl Iterator<Item = char>) -> String {
    let mut out = Folded { text: String::from(" "), blank: true, wide: false };
    for letter in text {
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
        } else {
            letter.to_lowercase().for_each(|letter| out.push(letter));
        }
    }
    if !out.blank {
        out.text.push(' ');
    }
    out.text
}

struct Folded {
    text: String,
    /// The text ends with a blank.
    blank: bool,
    /// The last letter belongs to a script without blanks.
    wide: bool,
}

impl Folded {
    fn push(&mut self, letter: char) {
        let wide = letter >= WIDE && letter != UNREAD;
        if wide != self.wide && letter.is_alphanumeric() && !self.blank {
            self.add(' ');
        }
        self.wide = wide;
        match plain(letter) {
            Some(plain) => plain.chars().for_each(|letter| self.add(letter)),
            None if letter.is_ascii_alphanumeric() => self.add(letter),
            None if letter.is_ascii() || wide => self.add_unless_mark(letter),
            // These are letters of their own, not letters with an accent; ё is folded to е.
            None if matches!(letter, 'й' | 'ї' | 'ў' | 'ѓ' | 'ќ' | 'ؤ' | 'ئ') => self.add(letter),
            None => decompose_canonical(letter, |part| self.add_unless_mark(part)),
        }
    }

    fn add_unless_mark(&mut self, letter: char) {
        match letter {
            _ if letter == UNREAD || letter.is_alphanumeric() && !is_mark(letter) => self.add(letter),
            _ if is_mark(letter) || self.blank => {}
            _ => self.add(' '),
        }
    }

    fn add(&mut self, letter: char) {
        self.text.push(letter);
        self.blank = letter == ' ';
    }
}

/// Whether the letter is an apostrophe or a combining mark: an accent, a Hebrew or Arabic vowel, a Thai tone.
fn is_mark(letter: char) -> bool {
    const MARKS: [RangeInclusive<char>; 4] =
        ['\u{300}'..='\u{36f}', '\u{591}'..='\u{5c7}', '\u{64b}'..='\u{655}', '\u{e47}'..='\u{e4e}'];
    matches!(letter, '\'' | '’' | '`' | '´') || MARKS.iter().any(|marks| marks.contains(&letter))
}

/// What a letter is folded to if it is not just a letter with an accent.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŀ' | 'ł' => "l",
        'ø' => "o",
        'ŧ' => "t",
        'ς' => "σ",
        'ة' => "ه",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;
    use alloc::vec::Vec;

    /// A stem that is not folded can never be found.
    #[test]
    fn stems_are_folded() {
        let stems = || words::all().map(|(_, stem)| stem);
        let bad: Vec<&str> = stems().filter(|stem| fold(stem.chars()).trim() != stem.trim()).collect();
        assert!(bad.is_empty(), "not folded: {bad:?}");
        assert_eq!(stems().find(|stem| stem.len() < 2), None);
    }
}
