//! Replies (RFC 959 section 4.2): where a reply ends, its code, its lines, its bytes, and what is irregular about
//! it.

mod code;
mod decoder;
#[doc(hidden)]
pub mod grammar; // for the benches and the fuzz targets
mod irregularities;
mod lanes;
mod limits;
mod scan;
mod telnet;

pub use code::{ReplyCode, Severity, Topic};
#[cfg(feature = "alloc")]
pub use decoder::Decoder;
pub use decoder::FixedDecoder;
pub use irregularities::Irregularities;
pub use limits::{Ending, Limits, ReplyError};
pub use scan::Replies;

use core::fmt;

#[cfg(feature = "alloc")]
use crate::transcript::redaction::Redaction;
#[cfg(feature = "alloc")]
use alloc::{borrow::Cow, string::String, vec::Vec};
#[cfg(feature = "alloc")]
use zeroize::Zeroize;

/// One complete reply, borrowed from the bytes that it came in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Reply<'a> {
    code: ReplyCode,
    /// The irregularities that the bytes do not show; [`Reply::irregularities`] finds the rest.
    dropped: Irregularities,
    raw: &'a [u8],
}

impl<'a> Reply<'a> {
    pub(crate) fn new(code: ReplyCode, raw: &'a [u8], dropped: Irregularities) -> Self {
        Reply { code, dropped, raw }
    }

    /// Parses one reply at the front of `input`. Returns the reply and the number of bytes it took, blank lines
    /// before it included, or `None` if more bytes are needed.
    ///
    /// Nothing is copied, and no state is kept. For a reply that may arrive in pieces, use a [`Decoder`]. Telnet
    /// commands and a byte order mark are not removed.
    ///
    /// # Errors
    /// No further bytes can make `input` start with a reply within the limits.
    ///
    /// ```
    /// use ftp_proto::{Limits, Reply};
    ///
    /// let input = b"230-welcome\r\n530 files\r\n230 done\r\n250 next\r\n";
    /// let (reply, len) = Reply::parse(input, &Limits::default()).unwrap().unwrap();
    /// assert_eq!((reply.code().get(), len), (230, 34));
    /// assert!(reply.lines().eq([&b"welcome"[..], b"530 files", b"done"]));
    /// ```
    #[inline]
    pub fn parse(input: &'a [u8], limits: &Limits) -> Result<Option<(Reply<'a>, usize)>, ReplyError> {
        scan::reply(input, limits)
    }

    /// Returns the code. In a multi-line reply, it is always that of the first line.
    pub fn code(&self) -> ReplyCode {
        self.code
    }

    /// Returns the code of the last line, if it has one and it differs from that of the first line. bftpd and glFTPd
    /// end some replies in this way.
    pub fn closing_code(&self) -> Option<ReplyCode> {
        let last = self.whole_lines().last()?;
        let (code, _) = grammar::first_line(last).ok().filter(|_| grammar::has_code(last))?;
        (code != self.code).then_some(code)
    }

    /// Returns the bytes of the reply with its line ends, as they came, but without Telnet commands.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// Iterates over the text of each line, without its line end. If the line starts with the reply's own code, the
    /// code and the separator after it are left out, too.
    pub fn lines(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let code = self.code.digits();
        self.whole_lines().map(move |line| match line.strip_prefix(&code) {
            Some([b' ' | b'-', text @ ..]) => text,
            Some(text @ b"") => text, // a slice of `raw`: a parser's error finds its offset from it
            _ => line,
        })
    }

    /// Returns what is irregular about the reply. This looks through the bytes on each call; only what was dropped
    /// from the reply or before it is stored.
    pub fn irregularities(&self) -> Irregularities {
        let mut irregularities = self
            .dropped
            .with(Irregularities::NUL, self.raw.contains(&0))
            .with(Irregularities::NOT_UTF8, core::str::from_utf8(self.raw).is_err());
        let own = self.code.digits();
        let mut lines = self.raw.split_inclusive(|byte| *byte == b'\n').enumerate().peekable();
        while let Some((at, line)) = lines.next() {
            let text = grammar::content(line);
            let end = line.get(text.len()..).unwrap_or_default();
            let last = lines.peek().is_none();
            irregularities = irregularities
                .with(Irregularities::BARE_LF, end == b"\n")
                .with(Irregularities::CR_CR_LF, end.len() > 2)
                .with(Irregularities::BARE_CR, text.contains(&b'\r'))
                .with(Irregularities::BLANK_BEFORE_TEXT, at == 0 && text.get(4) == Some(&b' '))
                .with(Irregularities::NO_TEXT, last && text == own)
                .with(Irregularities::OTHER_CODE_AT_END, last && !text.starts_with(&own))
                .with(
                    Irregularities::BODY_LIKE_REPLY,
                    !last && !text.starts_with(&own) && grammar::is_like_reply(text),
                );
        }
        irregularities
    }

    fn whole_lines(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.raw.split_inclusive(|byte| *byte == b'\n').map(grammar::content)
    }

    /// Returns the text of all lines, joined by `\n`, for people to read. Bytes that are not UTF-8 are replaced.
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

    /// Returns a copy that owns its bytes.
    #[cfg(feature = "alloc")]
    pub fn to_owned(&self) -> ReplyBuf {
        ReplyBuf { code: self.code, dropped: self.dropped, raw: self.raw.into() }
    }
}

impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply(b\"{}\")", self.raw.escape_ascii())
    }
}

/// One complete reply that owns its bytes. To inspect it, use [`ReplyBuf::as_reply`].
#[cfg(feature = "alloc")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ReplyBuf {
    code: ReplyCode,
    dropped: Irregularities,
    raw: Vec<u8>,
}

#[cfg(feature = "alloc")]
impl ReplyBuf {
    #[cfg(feature = "arbitrary")]
    pub(crate) fn new(code: ReplyCode, raw: Vec<u8>, dropped: Irregularities) -> Self {
        ReplyBuf { code, dropped, raw }
    }

    /// Returns the reply as a borrowed value.
    pub fn as_reply(&self) -> Reply<'_> {
        Reply { code: self.code, dropped: self.dropped, raw: &self.raw }
    }

    /// Returns the code of the first line.
    pub fn code(&self) -> ReplyCode {
        self.code
    }

    /// Returns the text of all lines. See [`Reply::text`].
    pub fn text(&self) -> String {
        self.as_reply().text()
    }

    pub(crate) fn capacity(&self) -> usize {
        self.raw.capacity()
    }

    /// Returns the same reply without secrets.
    pub(crate) fn redact(mut self, redaction: &Redaction) -> Self {
        if let Cow::Owned(raw) = redaction.received(&self.raw) {
            core::mem::replace(&mut self.raw, raw).zeroize();
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

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use crate::reply::{Decoder, Limits};

    #[test]
    fn the_closing_code_is_given_where_it_is_another() {
        for (bytes, expected) in [
            (&b"230 x\r\n"[..], None),
            (b"230-x\r\n 226 y\r\n230 z\r\n", None),
            (b"230-x\r\n226 y\r\n", Some(226)),
            (b"230-x\r\n999 y\r\n", None),
        ] {
            let mut decoder = Decoder::new(Limits::default());
            let reply = match decoder.decode(&mut &*bytes).unwrap() {
                Some(reply) => Some(reply.to_owned()),
                None => decoder.finish().map(|reply| reply.to_owned()),
            };
            let closing = reply.and_then(|reply| reply.as_reply().closing_code()).map(|code| code.get());
            assert_eq!(closing, expected, "b\"{}\"", bytes.escape_ascii());
        }
    }
}
