//! Replaces secrets that a server repeats by `***`.

mod pattern;
mod text;

use crate::transcript::{Entry, Secret};
use alloc::{borrow::Cow, vec::Vec};
use pattern::{Pattern, patterns};
use text::Text;
use zeroize::Zeroize;

/// The secrets of a connection. The memory is wiped on drop.
#[derive(Clone, Default)]
pub(crate) struct Redaction(Vec<Vec<Pattern>>);

/// How many secrets are remembered, the newest ones. A server ends a connection long before so many attempts.
const MOST: usize = 32;

/// How many patterns are remembered, unless the newest secret alone needs more. A secret that is long or not ASCII has
/// several patterns.
const ROOM: usize = 128;

/// How many bytes of garbage are searched and kept. A transcript keeps fewer.
const GARBAGE: usize = 1024;

impl Redaction {
    /// Hides this secret from now on, in upper and lower case, and also if the server takes it for another charset.
    pub(crate) fn hide(&mut self, secret: &Secret) {
        let patterns = patterns(secret.danger_expose());
        self.0.retain(|known| *known != patterns);
        if patterns.is_empty() {
            return;
        }
        self.0.push(patterns);
        let too_many =
            |all: &[Vec<Pattern>]| all.len() > MOST || all.iter().map(Vec::len).sum::<usize>() > ROOM;
        while self.0.len() > 1 && too_many(&self.0) {
            self.0.remove(0);
        }
    }

    /// Replaces the secrets in an entry.
    pub(crate) fn entry(&self, entry: Entry) -> Entry {
        match entry {
            Entry::Received { reply, answers } => Entry::Received { reply: reply.redact(self), answers },
            Entry::Sent(sent) => Entry::Sent(sent.redact(self)),
            Entry::Garbage { mut bytes, error } => {
                let start = bytes.get(..GARBAGE).unwrap_or(&bytes);
                let starred = self.starred(start, true).into_owned();
                core::mem::replace(&mut bytes, starred).zeroize();
                Entry::Garbage { bytes, error }
            }
            other => other,
        }
    }

    /// Replaces every secret in bytes that were sent.
    pub(crate) fn sent<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        self.starred(bytes, false)
    }

    /// Replaces every secret in bytes that were received. If they end inside a line, the beginning of a secret at their end
    /// is replaced too, since the rest was still on its way.
    pub(crate) fn received<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        self.starred(bytes, !bytes.ends_with(b"\n"))
    }

    fn starred<'a>(&self, bytes: &'a [u8], cut: bool) -> Cow<'a, [u8]> {
        if self.0.is_empty() {
            return Cow::Borrowed(bytes);
        }
        let mut text = Text::new(bytes, cut);
        let mut marks = Vec::new();
        for pattern in self.0.iter().flatten() {
            text.mark(pattern, &mut marks);
        }
        if marks.is_empty() { Cow::Borrowed(bytes) } else { Cow::Owned(with_stars(bytes, &marks)) }
    }
}

/// Replaces each run of marked bytes by three stars.
fn with_stars(bytes: &[u8], marks: &[bool]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut bytes = bytes.iter();
    for run in marks.chunk_by(|one, next| one == next) {
        let run_bytes = bytes.by_ref().take(run.len());
        if run.first() == Some(&true) {
            run_bytes.for_each(drop);
            out.extend_from_slice(b"***");
        } else {
            out.extend(run_bytes);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hiding(secrets: &[impl AsRef<[u8]>]) -> Redaction {
        let mut redaction = Redaction::default();
        secrets.iter().for_each(|secret| redaction.hide(&Secret::new(secret.as_ref())));
        redaction
    }

    /// The secrets, what a server makes of them, and what is kept of that.
    const ECHOES: &[(&[&str], &[u8], &[u8])] = &[
        (&["abcdef"], b"x abcdef y abcdef", b"x *** y ***"),
        // Next to another one.
        (&["abcd", "abcdefgh"], b"x abcdefgh y", b"x *** y"),
        (&["efgh", "abcdefgh"], b"x abcdefgh y", b"x *** y"),
        (&["abcdef", "defghi"], b"x abcdefghi y", b"x *** y"),
        (&["abcd", "efgh"], b"abcdefgh", b"***"),
        (&["passpass"], b"530 passpasspass\r\n", b"530 ***\r\n"),
        (&["passpass", "passpasx"], b"530 passpasspasx\r\n", b"530 ***\r\n"),
        // Short ones.
        (&["abc"], b"530 x abc y\r\n", b"530 x *** y\r\n"),
        (&["ab"], b"530 x(ab)\r\n", b"530 x(***)\r\n"),
        (&["a"], b"530 a\r\n", b"530 a\r\n"),
        (&["530"], b"530-530x530\r\n530 530\r\n", b"530-***x***\r\n530 530\r\n"),
        (&["777"], b"230-777, x\r\n777\r\n230 77", b"230-***, x\r\n***\r\n230 ***"),
        // Cut off.
        (&["abcdef"], b"x abcde", b"x ***"),
        (&["abcdef"], b"x ab", b"x ***"),
        (&["abcdef"], b"x a", b"x a"),
        (&["abcdef"], b"x b a", b"x b a"),
        (&["abcdef"], b"530 x ab\r\n", b"530 x ab\r\n"),
        (&["abcdef", "cdefgh"], b"x abcdef", b"x ***"),
        // Broken into lines.
        (&["abcdef"], b"530-x abc\r\n530 def y\r\n", b"530-x ***\r\n530 *** y\r\n"),
        (&["abcdef"], b"530-a\n b\ncde\n530-f\r\n530 x", b"530-***\n ***\n***\n530-***\r\n530 x"),
        (&["abcdef"], b"530-abc-\r\n | def\r\n530 x\r\n", b"530-***-\r\n | ***\r\n530 x\r\n"),
        (&["abcdef"], b"530-530-abc\r\n530-530-def\r\n530 x\r\n", b"530-530-***\r\n530-530-***\r\n530 x\r\n"),
        (&["abcdef", "wxyz"], b"530-abcdef w\r\n530 xyz", b"530-*** ***\r\n530 ***"),
        (&["abcdef"], b"530-abc abc\r\n530 def y\r\n", b"530-abc ***\r\n530 *** y\r\n"),
        (&["abcdef"], b"530-x abcz\r\n530 def y\r\n", b"530-x abcz\r\n530 def y\r\n"),
        (&["ab cd"], b"530-x ab\r\n cd y", b"530-x ***\r\n *** y"),
        (&["ab cd"], b"530-x ab\r\n530 cd", b"530-x ***\r\n530 ***"),
        (&["ab cd"], b"530 x ab  cd abcd\r\n", b"530 x *** ***\r\n"),
        (&["abcd"], b"530 x ab cd\r\n", b"530 x ab cd\r\n"),
        (&["a b"], b"530-x a\r\n530 b", b"530-x ***\r\n530 ***"),
        // With a rest that looks like a code.
        (&["530-abcd"], b"530-abcd\r\n530 530-ab\r\ncd", b"***\r\n*** ***\r\n***"),
        (&["hunter2345 x"], b"530-no hunter2\r\n345 x\r\n530 y\r\n", b"530-no ***\r\n*** ***\r\n530 y\r\n"),
        (&["hunter2345"], b"530-no hunter2\r\n345\r\n530 y\r\n", b"530-no ***\r\n***\r\n530 y\r\n"),
        (
            &["hunter2345-x"],
            b"530-no hunter2\r\n530-345-x\r\n530 y\r\n",
            b"530-no ***\r\n530-***\r\n530 y\r\n",
        ),
        // In another case, and escaped.
        (&["Hunter2"], b"530 HUNTER2 hUNTER2\r\n", b"530 *** ***\r\n"),
        (&["a\"b"], b"530 \"a\"\"b\" a\\\"b \"a\"\r\n", b"530 \"***\" *** \"a\"\r\n"),
        (&["a\"\"b"], b"530 \"a\"\"\"\"b\"\r\n", b"530 \"***\"\r\n"),
        (&["a\\b'c"], b"530 a\\\\b\\'c\r\n", b"530 ***\r\n"),
        (&["abcd"], b"530 ab\x00cd a\xff\xff\x00bcd\r\n", b"530 *** ***\r\n"),
    ];

    #[test]
    fn every_echo_is_hidden_and_nothing_else() {
        for (secrets, text, expected) in ECHOES {
            let kept = hiding(secrets).received(text).into_owned();
            assert_eq!(
                kept.escape_ascii().to_string(),
                expected.escape_ascii().to_string(),
                "{secrets:?} in b\"{}\"",
                text.escape_ascii()
            );
        }
    }

    #[test]
    fn in_whatever_charset_the_server_repeats_it() {
        for (secret, echoes) in [
            (
                "straße".as_bytes(),
                &[
                    &b"stra\xc3\x9fe"[..],
                    b"stra\xdfe",
                    b"stra\xc3\x83\xc2\x9fe",
                    b"STRA\xc3\x9fE",
                    b"STRASSE",
                ][..],
            ),
            (b"stra\xdfe", &["stra\u{df}e".as_bytes(), b"STRA\xdfE"]),
            ("Ärger".as_bytes(), &["ärger".as_bytes(), b"\xc4rger", b"\xe4RGER", "Ã¤rger".as_bytes()]),
            ("пароль".as_bytes(), &["ПАРОЛЬ".as_bytes()]),
        ] {
            for echo in echoes {
                let text = [b"530 x ", *echo, b" y\r\n"].concat();
                let kept = hiding(&[secret]).received(&text).into_owned();
                assert_eq!(kept, b"530 x *** y\r\n", "of b\"{}\"", text.escape_ascii());
            }
        }
    }

    #[test]
    fn a_long_secret_is_hidden_from_its_first_letter_to_its_last() {
        for length in [63, 64, 65, 127, 128, 129, 4096] {
            let secret: Vec<u8> = (0..length).map(|at| b'a' + (at * at % 26) as u8).collect();
            let text = [b"530 ", &secret[..], b"\r\n"].concat();
            let kept = hiding(&[&secret]).received(&text).into_owned();
            assert_eq!(kept.escape_ascii().to_string(), "530 ***\\r\\n", "{length} letters");
        }
    }

    #[test]
    fn only_the_newest_are_remembered() {
        let mut secrets: Vec<String> = (0..MOST + 1).map(|at| format!("secret-{at:02}")).collect();
        let text = format!("{} {}", secrets[0], secrets[1]);
        assert_eq!(hiding(&secrets).sent(text.as_bytes()), &b"secret-00 ***"[..]);
        // One that is hidden again is the newest.
        secrets[2] = secrets[0].clone();
        assert_eq!(hiding(&secrets).sent(text.as_bytes()), &b"*** ***"[..]);
    }

    #[test]
    fn a_name_may_begin_like_the_password() {
        let redaction = hiding(&["alice-2024"]);
        assert_eq!(*redaction.sent(b"USER alice"), *b"USER alice");
        assert_eq!(*redaction.sent(b"USER alice-2024"), *b"USER ***");
    }

    #[test]
    fn what_is_no_reply_is_looked_at_as_far_as_it_may_be_kept() {
        let bytes = [&b"x".repeat(GARBAGE - 2), &b"abcdef abcdef"[..]].concat();
        let Entry::Garbage { bytes, .. } = hiding(&["abcdef"]).entry(Entry::garbage(&bytes, None)) else {
            panic!("another entry")
        };
        assert!(bytes.ends_with(b"x***") && bytes.len() == GARBAGE + 1, "b\"{}\"", bytes.escape_ascii());
    }
}
