//! A reply's text made ready for a search for word stems, whatever its charset.

use super::words::Stems;
use alloc::{collections::BTreeMap, string::String, vec::Vec};
use core::cell::RefCell;
use core::ops::RangeInclusive;

/// Bytes of a reply that are looked at; a cause is said at its beginning.
const LIMIT: usize = 4096;

/// The same in other charsets than UTF-8, each of which is tried.
const FOREIGN_LIMIT: usize = 1024;

/// Sentences that are looked at one by one.
const SENTENCES: usize = 16;

/// Stands for a letter that could not be read.
const UNREAD: char = '\u{fffd}';

/// What the text reads as: once if it is UTF-8, else once for each charset it may be in.
pub(super) struct Text<'k> {
    readings: Vec<Reading>,
    /// The stems that count.
    keep: &'k dyn Fn(&str) -> bool,
}

/// How the stems of some groups stand in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// One of the groups has no stem in it.
    No,
    /// In different sentences, which may speak of different things.
    Apart,
    /// In one sentence, beside another that says no more than that the login failed.
    Beside,
    /// In one sentence.
    Together,
}

struct Reading {
    whole: String,
    /// The first of them.
    sentences: Vec<String>,
    /// A letter that could not be read may be any.
    guessed: bool,
    /// The groups that were asked for, and whether they are in the whole.
    asked: RefCell<BTreeMap<usize, bool>>,
}

impl Text<'static> {
    /// Every stem counts.
    pub(super) fn new(bytes: &[u8]) -> Self {
        Text::keeping(bytes, &|_| true)
    }
}

impl<'k> Text<'k> {
    /// Only these stems count.
    pub(super) fn keeping(bytes: &[u8], keep: &'k dyn Fn(&str) -> bool) -> Self {
        let bytes = bytes.get(..LIMIT).unwrap_or(bytes);
        let readings = match core::str::from_utf8(bytes) {
            Ok(text) => alloc::vec![Reading::of(text, false)],
            // Cut inside a letter by the limit, all else being UTF-8.
            Err(error) if error.error_len().is_none() => {
                let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
                alloc::vec![Reading::of(&String::from_utf8_lossy(whole), false)]
            }
            Err(_) => {
                let bytes = bytes.get(..FOREIGN_LIMIT).unwrap_or(bytes);
                let readers = super::charset::READERS.iter().enumerate();
                readers.map(|(at, read)| Reading::of(&read(bytes), at == 0)).collect()
            }
        };
        Text { readings, keep }
    }

    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.readings.iter().all(|reading| reading.whole.trim().is_empty())
    }

    /// The same text with `name` (a user's own, which may be any word) taken out, and with it what
    /// stands before and after an `@` or a backslash in it.
    pub(super) fn without(mut self, name: &[u8]) -> Self {
        /// Names that are also words of the protocol, without which a text would say nothing.
        const WORDS: &[&str] = &[
            " anonymous ",
            " ftp ",
            " guest ",
            " user ",
            " username ",
            " login ",
            " account ",
            " password ",
            " pass ",
        ];
        let whole = core::iter::once(name).filter(|name| !name.is_empty());
        for part in whole.chain(name.split(|b| matches!(b, b'@' | b'\\'))) {
            let part = fold(String::from_utf8_lossy(part).chars());
            if part.trim().is_empty() || WORDS.contains(&part.as_str()) {
                continue;
            }
            for text in self.readings.iter_mut().flat_map(Reading::texts) {
                *text = text.replace(part.as_str(), " ");
            }
        }
        self
    }

    /// Whether it is this and nothing else.
    pub(super) fn is(&self, whole: &str) -> bool {
        self.readings.iter().any(|reading| reading.whole.trim() == whole)
    }

    /// Whether one of the stems is in it.
    pub(super) fn has(&self, stems: Stems) -> bool {
        self.readings.iter().any(|reading| self.in_whole(reading, stems))
    }

    /// Whether each of the groups has a stem in it, all of them in one sentence, and no other sentence
    /// has one of `failed`.
    pub(super) fn matches(&self, groups: &[Stems], failed: Stems) -> Match {
        let reading = |reading: &Reading| {
            let all = |text: &String| groups.iter().all(|group| self.found(reading, text, *group));
            match groups.iter().all(|group| self.in_whole(reading, *group)) {
                false => Match::No,
                true if !reading.sentences.iter().any(all) => Match::Apart,
                true if self.in_whole(reading, failed)
                    && reading
                        .sentences
                        .iter()
                        .any(|text| !all(text) && self.found(reading, text, failed)) =>
                {
                    Match::Beside
                }
                true => Match::Together,
            }
        };
        self.readings.iter().map(reading).max().unwrap_or(Match::No)
    }

    /// The stems of the group that are in it.
    pub(super) fn stems_found(&self, stems: Stems) -> impl Iterator<Item = &'static str> {
        stems.iter().filter(|stem| self.readings.iter().any(|reading| reading.holds(&reading.whole, stem)))
    }

    /// Many rules ask for the same groups.
    fn in_whole(&self, reading: &Reading, stems: Stems) -> bool {
        let known = reading.asked.borrow().get(&stems.id()).copied();
        known.unwrap_or_else(|| {
            let found = self.found(reading, &reading.whole, stems);
            reading.asked.borrow_mut().insert(stems.id(), found);
            found
        })
    }

    fn found(&self, reading: &Reading, text: &str, stems: Stems) -> bool {
        stems.iter().any(|stem| reading.holds(text, stem) && (self.keep)(stem))
    }
}

impl Reading {
    fn of(text: &str, guessed: bool) -> Self {
        let mut whole = String::from(" ");
        let mut first = Vec::new();
        let text = without_hosts(text);
        for sentence in sentences(&text).map(|sentence| mark_address(fold(sentence.chars()))) {
            whole.push_str(sentence.get(1..).unwrap_or_default());
            if first.len() < SENTENCES && sentence.len() > 1 {
                first.push(sentence);
            }
        }
        let unread = whole.matches(UNREAD).count();
        let guessed = guessed && unread * 3 <= whole.chars().count();
        Reading { whole, sentences: first, guessed, asked: RefCell::default() }
    }

    /// A stem as it is, or with letters that could not be read in place of some of its own: at most one
    /// in three, so that a text in an unknown charset does not match everything.
    fn holds(&self, text: &str, stem: &str) -> bool {
        if text.contains(stem) {
            return true;
        }
        let length = stem.len();
        if !self.guessed || length < 5 || !stem.is_ascii() || !text.contains(UNREAD) {
            return false;
        }
        text.char_indices().any(|(at, _)| {
            let mut unread = 0;
            let mut rest = text.get(at..).unwrap_or_default().chars();
            stem.chars().all(|wanted| match rest.next() {
                Some(UNREAD) => {
                    unread += 1;
                    unread * 3 <= length && wanted != ' '
                }
                other => other == Some(wanted),
            })
        })
    }

    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        core::iter::once(&mut self.whole).chain(&mut self.sentences)
    }
}

/// The text less its mail addresses, URLs and host names: `tls` in `admin@tls.example` says nothing.
fn without_hosts(text: &str) -> String {
    let host = |word: &str| {
        let inner = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let dots = inner.matches('.').count();
        let number = inner.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ':' | '/'));
        // java.sql.SQLException
        let class = inner.ends_with("Exception") || inner.ends_with("Error");
        inner.contains('@') || inner.contains("://") || dots >= 2 && !number && !class && inner.is_ascii()
    };
    let words = text.split_inclusive(char::is_whitespace);
    words.map(|word| if host(word) { " " } else { word }).collect()
}

/// A sentence ends at its mark, or with its line unless the next one goes on in lower case.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let end = text.char_indices().find_map(|(at, letter)| {
            let after = text.get(at + letter.len_utf8()..).unwrap_or_default();
            let ends = match letter {
                '。' | '！' | '？' | '；' | '!' | '?' | ';' => true,
                '.' => after.starts_with(char::is_whitespace),
                '\n' => !after.starts_with(char::is_lowercase),
                _ => false,
            };
            ends.then_some(at + letter.len_utf8())
        });
        let (sentence, after) = text.split_at(end.unwrap_or(text.len()));
        rest = end.map(|_| after);
        Some(sentence)
    })
}

/// The first of the letters that are written without blanks: Chinese, Japanese, Korean.
const WIDE: char = '\u{2e80}';

/// Adds a word if there is an IPv4 address: four numbers up to 255 in a row.
fn mark_address(mut text: String) -> String {
    let mut numbers = 0;
    let found = text.split(' ').any(|word| {
        numbers = if word.parse::<u8>().is_ok() { numbers + 1 } else { 0 };
        numbers == 4
    });
    if found {
        text.push_str("dottedquad ");
    }
    text
}

/// Lower case, no accents, no punctuation; words apart by one blank, one at both ends;
/// a blank between a letter of a script without blanks and one of another.
fn fold(text: impl Iterator<Item = char>) -> String {
    let mut out = String::from(" ");
    let mut was_wide = false;
    for letter in text.flat_map(char::to_lowercase) {
        let wide = letter >= WIDE && letter != UNREAD;
        if wide != was_wide && letter.is_alphanumeric() && !out.ends_with(' ') {
            out.push(' ');
        }
        was_wide = wide;
        match plain(letter) {
            Some(plain) => out.push_str(plain),
            None if letter == UNREAD || letter.is_alphanumeric() => out.push(letter),
            None if is_mark(letter) => {}
            None if out.ends_with(' ') => {}
            None => out.push(' '),
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Apostrophes, and marks of their own: accents, Hebrew and Arabic vowels, Thai tones.
fn is_mark(letter: char) -> bool {
    const MARKS: [RangeInclusive<char>; 4] =
        ['\u{300}'..='\u{36f}', '\u{591}'..='\u{5c7}', '\u{64b}'..='\u{652}', '\u{e47}'..='\u{e4e}'];
    matches!(letter, '\'' | '’' | '`' | '´') || MARKS.iter().any(|marks| marks.contains(&letter))
}

/// A letter without its accent, in the alphabets that have them.
fn plain(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    const TABLE: &[(&str, &str)] = &[
        ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
        ("çćĉċč", "c"),
        ("ďđð", "d"),
        ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
        ("ĝğġģ", "g"),
        ("ĥħ", "h"),
        ("ìíîïĩīĭįıỉị", "i"),
        ("ĵ", "j"),
        ("ķ", "k"),
        ("ĺļľŀł", "l"),
        ("ñńņňŉ", "n"),
        ("òóôõöøōŏőơọỏốồổỗộớờởỡợ", "o"),
        ("ŕŗř", "r"),
        ("śŝşšș", "s"),
        ("ţťŧț", "t"),
        ("ùúûüũūŭůűųưụủứừửữự", "u"),
        ("ŵ", "w"),
        ("ýÿŷỳỵỷỹ", "y"),
        ("źżž", "z"),
        ("ß", "ss"),
        ("æ", "ae"),
        ("œ", "oe"),
        ("þ", "th"),
        ("ё", "е"),
        ("ά", "α"),
        ("έ", "ε"),
        ("ή", "η"),
        ("ίϊΐ", "ι"),
        ("ό", "ο"),
        ("ύϋΰ", "υ"),
        ("ώ", "ω"),
        ("ς", "σ"),
        ("أإآ", "ا"),
        ("ة", "ه"),
    ];
    TABLE.iter().find(|(letters, _)| letters.contains(letter)).map(|(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    /// A stem that is not folded can never be found.
    #[test]
    fn stems_are_folded() {
        let stems = || crate::rules::words_used().flat_map(Stems::iter);
        let bad: Vec<&str> = stems().filter(|stem| fold(stem.chars()).trim() != stem.trim()).collect();
        assert!(bad.is_empty(), "not folded: {bad:?}");
        assert_eq!(stems().find(|stem| stem.len() < 2), None);
    }

    #[test]
    fn a_text_in_any_charset_and_case_is_found() {
        let text = Text::new;
        let stems = |stem: &'static str| Stems::of(stem);
        assert!(text("Zugriff VERWEIGERT".as_bytes()).has(stems("verweigert")));
        assert!(text("Contraseña inválida".as_bytes()).has(stems("contrasena invalida")));
        assert!(text(b"Contrase\xf1a inv\xe1lida").has(stems("contrasena invalida")));
        assert!(text(b"Can't; sorry").has(stems("cant sorry")));
        assert!(!text(b"\xf1\xf2\xf3\xf4\xf5\xf6").has(stems("denied")));
        assert!(!text("shipped".as_bytes()).has(stems(" ip ")));
    }

    #[test]
    fn words_count_most_in_one_sentence() {
        let groups = [Stems::of(" tls"), Stems::of("requir")];
        let how = |text: &str| Text::new(text.as_bytes()).matches(&groups, Stems::of("incorrect"));
        assert!(how("TLS is required") == Match::Together);
        assert!(how("TLS is\nrequired") == Match::Together);
        assert!(how("TLS is\nRequired") == Match::Apart);
        assert!(how("We have TLS. A login is required") == Match::Apart);
        assert!(how("TLS is required soon. Login incorrect.") == Match::Beside);
        assert!(how("TLS") == Match::No);
    }

    #[test]
    fn host_names_and_addresses_say_nothing() {
        let text = |text: &str| Text::new(text.as_bytes());
        for said in ["ask help@tls.example", "see https://tls.example/", "on ftp.tls.example."] {
            assert!(!text(said).has(Stems::of("tls")), "{said}");
        }
        assert!(text("use TLS.").has(Stems::of("tls")));
        assert!(text("not from 192.0.2.7.").has(Stems::of("dottedquad")));
    }

    #[test]
    fn a_name_is_taken_out_unless_it_is_a_word_of_the_protocol() {
        let text =
            |name: &str| Text::new(format!("User {name} may not log in").as_bytes()).without(name.as_bytes());
        assert!(!text("timeout").has(Stems::of("timeout")));
        assert!(!text("ip").has(Stems::of(" ip ")));
        assert!(text("anonymous").has(Stems::of("anonymous")));
    }
}
