//! One reply (RFC 959 section 4.2): its code, its lines, its bytes, and what was irregular about it.

use crate::ReplyCode;
use core::fmt;

#[cfg(feature = "alloc")]
use alloc::{borrow::Cow, string::String, vec::Vec};

/// One whole reply, borrowed from the bytes it came in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Reply<'a> {
    code: ReplyCode,
    raw: &'a [u8],
    oddities: Oddities,
}

impl<'a> Reply<'a> {
    pub(crate) fn new(code: ReplyCode, raw: &'a [u8], oddities: Oddities) -> Self {
        Reply { code, raw, oddities }
    }

    /// The code of the first line. In a multi-line reply the opening line decides, always.
    pub fn code(&self) -> ReplyCode {
        self.code
    }

    /// The bytes of the reply with its line ends, as they came (less Telnet commands).
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// What was irregular.
    pub fn oddities(&self) -> Oddities {
        self.oddities
    }

    /// The text of each line: without code and separator on the first and the last line, as it is on
    /// the lines between.
    pub fn lines(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let code = self.raw.get(..3).unwrap_or_default();
        self.raw.split_inclusive(|b| *b == b'\n').map(|line| line.trim_ascii_end()).map(
            move |line| match line.split_at_checked(4) {
                Some((head, text)) if head.get(..3) == Some(code) => text,
                _ if line == code => b"",
                _ => line,
            },
        )
    }

    /// The text of all lines joined by `\n`, with what is not UTF-8 replaced: for people.
    #[cfg(feature = "alloc")]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (i, line) in self.lines().enumerate() {
            if i > 0 {
                text.push('\n');
            }
            text.push_str(&String::from_utf8_lossy(line));
        }
        text
    }

    /// A copy that owns its bytes.
    #[cfg(feature = "alloc")]
    pub fn to_owned(&self) -> ReplyBuf {
        ReplyBuf { code: self.code, raw: self.raw.into(), oddities: self.oddities }
    }
}

impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply(b\"{}\")", self.raw.escape_ascii())
    }
}

/// One whole reply that owns its bytes; all questions go through [`ReplyBuf::as_reply`].
#[cfg(feature = "alloc")]
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyBuf {
    code: ReplyCode,
    raw: Vec<u8>,
    oddities: Oddities,
}

#[cfg(feature = "alloc")]
impl ReplyBuf {
    /// The reply as a borrowed value.
    pub fn as_reply(&self) -> Reply<'_> {
        Reply { code: self.code, raw: &self.raw, oddities: self.oddities }
    }

    /// The code of the opening line.
    pub fn code(&self) -> ReplyCode {
        self.code
    }

    /// See [`Reply::text`].
    pub fn text(&self) -> String {
        self.as_reply().text()
    }

    /// The same reply with every occurrence of `secret` in its text replaced by `***`.
    pub(crate) fn redact(mut self, secret: &[u8]) -> Self {
        if let Cow::Owned(raw) = crate::transcript::redacted(&self.raw, secret) {
            self.raw = raw;
        }
        self
    }
}

#[cfg(feature = "alloc")]
impl fmt::Debug for ReplyBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_reply().fmt(f)
    }
}

/// A set of irregularities. They never change what a reply means; they are evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Oddities(u16);
