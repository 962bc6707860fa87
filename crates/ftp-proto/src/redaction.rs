//! Secrets that a server repeats: `***` in what is kept of its replies.

use crate::secret::{from_latin1, to_latin1};
use crate::{Entry, Secret};
use alloc::{borrow::Cow, vec::Vec};
use core::ops::Range;
use zeroize::Zeroize;

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
        let places = self
            .secrets()
            .flat_map(|secret| memchr::memmem::find_iter(bytes, secret).map(|at| at..at + secret.len()));
        places.collect()
    }

    fn secrets(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Secret::danger_expose)
    }
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
        ] {
            assert_eq!(heard(secrets, text), expected, "{secrets:?} in {text:?}");
        }
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
