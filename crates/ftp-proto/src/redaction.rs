//! Secrets that a server repeats: `***` in what is kept of its replies.

use crate::secret::{from_latin1, to_latin1};
use crate::{Entry, Secret, grammar};
use alloc::{borrow::Cow, vec::Vec};
use core::ops::Range;
use memchr::memmem::find_iter;
use zeroize::{Zeroize, Zeroizing};

/// What must not be seen on this connection. Its memory is wiped when it is dropped.
#[derive(Clone, Default)]
pub(crate) struct Redaction(Vec<Secret>);

/// In bytes. Shorter secrets would be found everywhere.
const SHORTEST: usize = 4;

/// How many secrets are remembered, the newest. A server ends a connection long before so many tries.
const MOST: usize = 32;

impl Redaction {
    /// From now on this is `***`, also where the server takes it for another charset than it is in.
    pub(crate) fn hide(&mut self, secret: &Secret) {
        let bytes = secret.danger_expose();
        self.add(secret.clone());
        if !bytes.is_ascii() {
            self.add(from_latin1(bytes));
            to_latin1(bytes).into_iter().for_each(|secret| self.add(secret));
        }
    }

    fn add(&mut self, secret: Secret) {
        if secret.danger_expose().len() < SHORTEST || self.0.contains(&secret) {
            return;
        }
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(secret);
    }

    /// The entry without secrets.
    pub(crate) fn entry(&self, entry: Entry) -> Entry {
        match entry {
            Entry::Got(reply) => Entry::Got(reply.redact(self)),
            Entry::Sent(sent) => Entry::Sent(sent.redact(self)),
            Entry::Garbage { mut bytes, error } => {
                if let Cow::Owned(starred) = self.heard(&bytes) {
                    core::mem::replace(&mut bytes, starred).zeroize();
                }
                Entry::Garbage { bytes, error }
            }
            other => other,
        }
    }

    /// What was sent, with every occurrence of a secret replaced.
    pub(crate) fn sent<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        starred(bytes, self.places(bytes))
    }

    /// What was heard: at its end the beginning of a secret too, whose rest was still on its way.
    pub(crate) fn heard<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let mut places = self.places(bytes);
        places.extend(self.secrets().filter_map(|secret| {
            let begins = |length: &usize| secret.get(..*length).is_some_and(|start| bytes.ends_with(start));
            let length = (SHORTEST..secret.len()).rev().find(begins)?;
            Some(bytes.len() - length..bytes.len())
        }));
        starred(bytes, places)
    }

    fn places(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        for secret in self.secrets() {
            places.extend(find_iter(bytes, secret).map(|at| at..at + secret.len()));
        }
        if bytes.trim_ascii_end().contains(&b'\n') {
            let (joined, origins) = joined(bytes);
            for secret in self.secrets() {
                let mut wanted = Zeroizing::new(Vec::with_capacity(secret.len()));
                wanted.extend(secret.iter().filter(|byte| **byte != b' '));
                let found = find_iter(&joined, &wanted).filter_map(|at| origins.get(at..at + wanted.len()));
                places.extend(found.filter(|found| found.len() >= SHORTEST).flat_map(runs));
            }
        }
        places
    }

    fn secrets(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Secret::danger_expose)
    }
}

/// The bytes without blanks, without line ends and without the codes at the head of lines, and where each of them
/// was: a server may break its lines inside a secret, or put a line end for a blank of it.
fn joined(bytes: &[u8]) -> (Zeroizing<Vec<u8>>, Vec<usize>) {
    let mut joined = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut origins = Vec::with_capacity(bytes.len());
    let mut start = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let head =
            if matches!(line, [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-' | b' ', ..]) { 4 } else { 0 };
        let text = grammar::content(line).iter().enumerate().skip(head);
        for (at, byte) in text.filter(|(_, byte)| **byte != b' ') {
            joined.push(*byte);
            origins.push(start + at);
        }
        start += line.len();
    }
    (joined, origins)
}

/// The pieces without a gap.
fn runs(origins: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let pieces = origins.chunk_by(|one, next| one + 1 == *next);
    pieces.filter_map(|piece| Some(*piece.first()?..piece.last()? + 1))
}

/// Places that overlap, as where one secret is a part of another, are one.
fn starred(bytes: &[u8], mut places: Vec<Range<usize>>) -> Cow<'_, [u8]> {
    if places.is_empty() {
        return Cow::Borrowed(bytes);
    }
    places.sort_unstable_by_key(|place| place.start);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for place in places {
        if let Some(clear) = bytes.get(at..place.start) {
            out.extend_from_slice(clear);
            out.extend_from_slice(b"***");
        }
        at = at.max(place.end);
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(secrets: &[&str], text: &str) -> String {
        let mut redaction = Redaction::default();
        secrets.iter().for_each(|secret| redaction.hide(&Secret::new(*secret)));
        String::from_utf8(redaction.heard(text.as_bytes()).into_owned()).unwrap()
    }

    #[test]
    fn nothing_of_a_secret_is_left_beside_another() {
        for (secrets, text, expected) in [
            (&["abcdef"][..], "x abcdef y abcdef", "x *** y ***"),
            (&["abcd", "abcdefgh"], "x abcdefgh y", "x *** y"),
            (&["efgh", "abcdefgh"], "x abcdefgh y", "x *** y"),
            (&["abcdef", "defghi"], "x abcdefghi y", "x *** y"),
            (&["abcd", "efgh"], "abcdefgh", "******"),
            (&["abc"], "x abc", "x abc"),
            (&["abcdef"], "x abcde", "x ***"),
            (&["abcdef"], "x abc", "x abc"),
            (&["abcdef", "cdefgh"], "x abcdef", "x ***"),
            (&["abcdef"], "530-x abc\r\n530 def y\r\n", "530-x ***\r\n530 *** y\r\n"),
            (&["abcdef"], "530-a\n b\ncde\n530-f\r\n530 x", "530-***\n ***\n***\n530-***\r\n530 x"),
            (&["abcdef", "wxyz"], "530-abcdef w\r\n530 xyz", "530-*** ***\r\n530 ***"),
            (&["ab cd"], "530-x ab\r\n cd y", "530-x ***\r\n *** y"),
            (&["ab cd"], "530-x ab\r\n530 cd", "530-x ***\r\n530 ***"),
            (&["a b"], "530-x a\r\n530 b", "530-x a\r\n530 b"),
            (&["530-abcd"], "530-abcd\r\n530 530-ab\r\ncd", "***\r\n530 ***\r\n***"),
        ] {
            assert_eq!(heard(secrets, text), expected, "{secrets:?} in {text:?}");
        }
    }

    #[test]
    fn in_whatever_charset_the_server_repeats_it() {
        let mut redaction = Redaction::default();
        redaction.hide(&Secret::new("straße"));
        for heard in [&b"x stra\xc3\x9fe y"[..], b"x stra\xdfe y", b"x stra\xc3\x83\xc2\x9fe y"] {
            assert_eq!(*redaction.heard(heard), *b"x *** y", "{}", heard.escape_ascii());
        }
        let mut redaction = Redaction::default();
        redaction.hide(&Secret::new(*b"stra\xdfe"));
        assert_eq!(*redaction.heard("stra\u{df}e".as_bytes()), *b"***");
    }

    #[test]
    fn only_the_newest_are_remembered() {
        let secrets: Vec<String> = (0..MOST + 1).map(|at| format!("secret-{at:02}")).collect();
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        assert_eq!(heard(&secrets, &format!("{} {}", secrets[0], secrets[1])), "secret-00 ***");
    }

    #[test]
    fn a_name_may_begin_like_the_password() {
        let mut redaction = Redaction::default();
        redaction.hide(&Secret::new("alice-2024"));
        assert_eq!(*redaction.sent(b"USER alice"), *b"USER alice");
        assert_eq!(*redaction.sent(b"USER alice-2024"), *b"USER ***");
    }
}
