//! The text of a reply, prepared for a search for word stems, whatever its charset.

use super::fold::fold;
use super::rules::{self, Keep};
use super::words::{self, Groups, Stems};
use super::{charset, search};
use alloc::{string::String, vec::Vec};
use core::cell::OnceCell;

/// How many bytes of a reply are read; the cause stands at its beginning.
pub(super) const LIMIT: usize = 4096;

/// How many bytes are read of a reply that is not UTF-8, since each charset is tried on them.
const FOREIGN_LIMIT: usize = 512;

/// How many sentences are looked at one by one.
const SENTENCES: usize = 16;

/// The longest name, in bytes, that is taken out of a text, and the maximum number of its parts.
const NAME_LIMIT: usize = 256;
const NAME_PARTS: usize = 8;

/// The readings of a text: one if it is UTF-8, otherwise one for each charset that it may be in.
pub(super) struct Text {
    readings: Vec<Reading>,
}

/// How the stems of a list of groups occur in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// One of the groups has no stem in the text.
    No,
    /// The stems are in different sentences, which may speak of different things; or they are in one that only
    /// speaks of what may be, while another sentence says that the login failed.
    Apart,
    /// The stems are in one sentence, but beside another that only says that the login failed, or that no rule
    /// understands; or the sentence is a hint, or speaks of what may be.
    Beside,
    /// The stems are in one sentence that leaves nothing open.
    Together,
}

struct Reading {
    whole: String,
    /// The groups that have a stem in the whole text.
    found: Groups,
    /// For each of the first sentences that say something, the groups that have a stem in it.
    sentences: Vec<Groups>,
    /// There are more such sentences.
    more: bool,
    /// For each sentence, whether a rule understands it. Computed when it is first asked for.
    understood: OnceCell<Vec<bool>>,
}

impl Text {
    /// Reads a text with every stem, and takes no name out of it.
    pub(super) fn new(bytes: &[u8]) -> Self {
        Text::keeping(bytes, Keep::all(&Default::default()), b"")
    }

    /// Reads a text without `name`, the user's own name, which may be any word, and without its parts before and
    /// after an `@` or a backslash. Only the stems that `keep` keeps count.
    pub(super) fn keeping(bytes: &[u8], keep: Keep<'_>, name: &[u8]) -> Self {
        let bytes = bytes.get(..LIMIT).unwrap_or(bytes);
        let name = name_parts(name);
        let reading = |text: &str| Reading::of(text, keep, &name);
        let readings = match core::str::from_utf8(bytes) {
            Ok(text) => alloc::vec![reading(text)],
            // The limit cut the text inside a letter; all the rest is UTF-8.
            Err(error) if error.error_len().is_none() => {
                let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
                alloc::vec![reading(&String::from_utf8_lossy(whole))]
            }
            Err(_) => {
                let bytes = bytes.get(..FOREIGN_LIMIT).unwrap_or(bytes);
                charset::readings(bytes).iter().map(|text| reading(text)).collect()
            }
        };
        Text { readings }
    }

    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.readings.iter().all(|reading| reading.whole.trim().is_empty())
    }

    /// Whether the text is this and nothing else.
    pub(super) fn is(&self, whole: &str) -> bool {
        self.readings.iter().any(|reading| reading.whole.trim() == whole)
    }

    /// Whether one of the stems is in the text.
    pub(super) fn has(&self, stems: Stems) -> bool {
        self.readings.iter().any(|reading| reading.found.has(stems))
    }

    /// Whether a stem of one of the groups is in the text.
    pub(super) fn has_any(&self, groups: &[Stems]) -> bool {
        groups.iter().any(|group| self.has(*group))
    }

    /// Returns how the groups match: whether each has a stem in the text, whether these are in one sentence, and
    /// whether another sentence has a stem of `failed`.
    pub(super) fn matches(&self, groups: &[Stems], failed: Option<Stems>) -> Match {
        let reading = |reading: &Reading| {
            if !reading.found.has_all(groups) {
                return Match::No;
            }
            let with = || reading.sentences.iter().filter(|one| one.has_all(groups));
            let alone = !reading.more && with().count() == reading.sentences.len();
            let counts = |one: &Groups| !one.has(words::CONDITIONAL) && (alone || !one.has(words::HINT));
            let fails = |one: &Groups| failed.is_some_and(|failed| one.has(failed));
            let unclear =
                |(one, understood): (&Groups, &bool)| !one.has_all(groups) && (fails(one) || !understood);
            let refused = || reading.sentences.iter().any(|one| !one.has_all(groups) && fails(one));
            match () {
                () if with().next().is_none() => Match::Apart,
                () if with().all(|one| one.has(words::CONDITIONAL)) && refused() => Match::Apart,
                () if reading.more || !with().any(counts) => Match::Beside,
                () if alone => Match::Together,
                () if reading.sentences.iter().zip(reading.understood()).any(unclear) => Match::Beside,
                () => Match::Together,
            }
        };
        self.readings.iter().map(reading).max().unwrap_or(Match::No)
    }

    /// Returns the stems that are in the text, with their groups.
    pub(super) fn stems(&self) -> impl Iterator<Item = (&'static str, Groups)> {
        let found = self.readings.iter().flat_map(|reading| search::stems(&reading.whole));
        found.map(|found| (found.stem, found.groups))
    }
}

impl Reading {
    fn of(text: &str, keep: Keep<'_>, name: &[String]) -> Self {
        let text = without_hosts(text);
        let mut whole = String::from(" ");
        // Where each of the first sentences that say something begins and ends, with a blank at each end.
        let mut spans: Vec<(usize, usize)> = Vec::new();
        let mut more = false;
        for sentence in sentences(&text) {
            let mut sentence = mark_address(fold(sentence.chars()));
            for part in name {
                sentence = sentence.replace(part.as_str(), " ");
            }
            let start = whole.len() - 1;
            whole.push_str(sentence.get(1..).unwrap_or_default());
            let says = sentence.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_some();
            more |= says && spans.len() == SENTENCES;
            if says && spans.len() < SENTENCES {
                spans.push((start, whole.len()));
            }
        }
        keep.worked(text.len() + whole.len());
        let mut sentences = alloc::vec![Groups::default(); spans.len()];
        let mut found = Groups::default();
        let mut at = 0;
        for one in search::stems(&whole) {
            keep.worked(1);
            if !(keep.word)(one.stem) {
                continue;
            }
            found.add_all(one.groups);
            // The stems come in the order of their ends.
            while spans.get(at).is_some_and(|(_, end)| *end < one.end) {
                at += 1;
            }
            if let Some((groups, _)) =
                sentences.get_mut(at).zip(spans.get(at)).filter(|(_, (start, _))| *start <= one.start)
            {
                groups.add_all(one.groups);
            }
        }
        Reading { whole, found, sentences, more, understood: OnceCell::new() }
    }

    fn understood(&self) -> &[bool] {
        self.understood.get_or_init(|| self.sentences.iter().map(rules::understood).collect())
    }
}

/// Returns what is taken out of a text, folded: the name and its parts, except words of the protocol, without
/// which a text would say nothing.
fn name_parts(name: &[u8]) -> Vec<String> {
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
    let whole = core::iter::once(name).filter(|name| !name.is_empty() && name.len() <= NAME_LIMIT);
    let parts =
        whole.flat_map(|name| core::iter::once(name).chain(name.split(|b| matches!(b, b'@' | b'\\'))));
    let parts = parts.take(NAME_PARTS).map(|part| fold(String::from_utf8_lossy(part).chars()));
    parts.filter(|part| !part.trim().is_empty() && !WORDS.contains(&part.as_str())).collect()
}

/// Removes mail addresses, URLs and host names: the `tls` in `admin@tls.example` says nothing.
fn without_hosts(text: &str) -> String {
    let host = |word: &str| {
        let inner = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let dots = inner.matches('.').count();
        let number = inner.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ':' | '/'));
        // The name of a class, such as java.sql.SQLException.
        let class = inner.ends_with("Exception") || inner.ends_with("Error");
        inner.contains('@') || inner.contains("://") || dots >= 2 && !number && !class && inner.is_ascii()
    };
    let words = text.split_inclusive(char::is_whitespace);
    words.map(|word| if host(word) { " " } else { word }).collect()
}

/// Splits a text into sentences. One ends at its mark, or with its line unless the next line begins in lower case.
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

/// Adds the word `dottedquad` to a text with an IPv4 address: four numbers up to 255 in a row.
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

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    /// Each stem is found as it stands, whatever other stems are in it or around it.
    #[test]
    fn every_stem_is_found() {
        for (group, stem) in words::all() {
            assert!(Text::new(format!(" {stem} ").as_bytes()).has(group), "{stem}");
        }
    }

    #[test]
    fn a_text_in_any_charset_and_case_is_found() {
        let text = Text::new;
        assert!(text("Zugriff VERWEIGERT".as_bytes()).has(words::REFUSED));
        assert!(text("Contraseña INVÁLIDA".as_bytes()).has(words::PASSWORD));
        assert!(text(b"Contrase\xf1a inv\xe1lida").has(words::PASSWORD));
        assert!(text(b"you can't; sorry").has(words::CANNOT));
        assert!(!text(b"\xf1\xf2\xf3\xf4\xf5\xf6").has(words::DENIED));
        assert!(!text("unbotherable".as_bytes()).has(words::NOT));
    }

    #[test]
    fn words_count_most_in_one_sentence() {
        let groups = [words::TLS, words::NEED];
        let how = |text: &str| Text::new(text.as_bytes()).matches(&groups, Some(words::WRONG));
        assert!(how("TLS is required") == Match::Together);
        assert!(how("TLS is\nrequired") == Match::Together);
        assert!(how("TLS is\nRequired") == Match::Apart);
        assert!(how("We have TLS. A login is required") == Match::Apart);
        assert!(how("TLS is required soon. Login incorrect.") == Match::Beside);
        assert!(how("TLS is required. It rains.") == Match::Beside);
        assert!(how("If TLS is required, use it.") == Match::Beside);
        assert!(how("Wrong. If TLS is required, use it.") == Match::Apart);
        assert!(how("No. Please note that TLS is required.") == Match::Beside);
        assert!(how("TLS is required. Goodbye. Please try again. (3)") == Match::Together);
        assert!(how("TLS") == Match::No);
    }

    #[test]
    fn host_names_and_addresses_say_nothing() {
        let text = |text: &str| Text::new(text.as_bytes());
        for line in ["ask help@tls.example", "see https://tls.example/", "on ftp.tls.example."] {
            assert!(!text(line).has(words::TLS), "{line}");
        }
        assert!(text("use TLS.").has(words::TLS));
        assert!(text("not from 192.0.2.7.").has(words::DOTTED_QUAD));
    }

    #[test]
    fn a_name_is_taken_out_unless_it_is_a_word_of_the_protocol() {
        let text = |name: &str| {
            let text = format!("User {name} may not log in");
            Text::keeping(text.as_bytes(), Keep::all(&Default::default()), name.as_bytes())
        };
        assert!(!text("timeout").has(words::TIMEOUT));
        assert!(!text("tls").has(words::TLS));
        assert!(text("anonymous").has(words::ANONYMOUS));
    }
}
