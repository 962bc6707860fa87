//! What was said on a control connection: bounded, without secrets, and open to other clients.

mod kept;
pub(crate) mod redaction;
pub(crate) mod secret;

pub use secret::Secret;

use crate::dialogue::TlsFailure;
use crate::reply::{Decoder, Limits, ReplyBuf, ReplyError};
use crate::transcript::kept::Kept;
use alloc::{borrow::Cow, vec::Vec};
use core::fmt;
use redaction::Redaction;

/// The conversation so far, in order. It keeps its first entries and its last ones within
/// [`Limits::transcript`] bytes of memory, half of them for each; what is left out between them is counted. A piece
/// of a reply takes at most [`Limits::reply`] bytes besides.
///
/// A login fills its own. Any other client can fill one in three lines per exchange, and hand it to `diagnose` of the
/// crate `ftp-diagnosis`:
///
/// ```
/// use ftp_proto::Transcript;
/// use ftp_proto::transcript::Entry;
///
/// let mut transcript = Transcript::new();
/// transcript.received(b"220 ready\r\n");
/// transcript.sent(b"LIST\r\n");
/// transcript.received(b"530 Please login with USER and PASS.\r\n");
/// assert!(matches!(transcript.entries().last(), Some(Entry::Received(reply)) if reply.code().get() == 530));
/// ```
///
/// With suppaftp, for one, that is (`cargo run -p ftp-tests --example suppaftp` runs it):
///
/// ```ignore
/// /// Logs in; `Some` says why not.
/// fn login(port: u16, user: &str, password: &str) -> Result<Option<Diagnosis>, Box<dyn Error>> {
///     let mut said = Transcript::new();
///     let mut ftp = FtpStream::connect(("127.0.0.1", port))?;
///     said.received(ftp.get_welcome_msg().unwrap_or_default().as_bytes());
///     said.received(b"\r\n");
///     for line in [format!("USER {user}"), format!("PASS {password}")] {
///         match exchange(&mut ftp, &mut said, &line) {
///             Ok(reply) if reply.status == Status::LoggedIn => return Ok(None),
///             Ok(_) => {}
///             Err(FtpError::UnexpectedResponse(_)) => break,
///             Err(FtpError::ConnectionError(_)) => said.closed(),
///             Err(other) => return Err(other.into()),
///         }
///     }
///     Ok(Some(diagnose(&said)))
/// }
///
/// /// The three lines: "I sent this line", and "I got these bytes", whether they please or not.
/// fn exchange(ftp: &mut FtpStream, said: &mut Transcript, line: &str) -> FtpResult<Response> {
///     said.sent(line.as_bytes());
///     let reply = ftp.custom_command(line, &[Status::LoggedIn, Status::NeedPassword]);
///     if let Ok(reply) | Err(FtpError::UnexpectedResponse(reply)) = &reply {
///         said.received(&reply.body);
///     }
///     reply
/// }
/// ```
///
/// What else is known is worth telling: [`Entry::Connected`], [`Entry::TlsUp`], [`Entry::TlsFailed`],
/// [`Transcript::closed`], [`Entry::Waited`]. With the feature `serde` a diagnosis serializes as in the JSON of
/// `ftp-doctor`.
#[derive(Clone)]
pub struct Transcript {
    first: Kept,
    last: Kept,
    left_out: usize,
    limit: usize,
    decoder: Decoder,
    redaction: Redaction,
    /// The last name sent is that of a login whose password is an address for the server's log.
    anonymous: bool,
}

/// One thing that happened.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entry {
    /// The TCP connection is up, to this port.
    Connected {
        /// The server's port.
        port: u16,
    },
    /// There is no TCP connection.
    ConnectFailed(ConnectFailure),
    /// A command was sent.
    Sent(Sent),
    /// The owner noticed that the reply that follows took this long.
    Waited {
        /// Whole seconds.
        seconds: u32,
    },
    /// The owner found this out about the server by another connection, which did not log in as this one.
    Noticed(Notice),
    /// A reply came.
    Received(ReplyBuf),
    /// Bytes came that are no reply (`error` says why not), or that stopped before the end of one.
    Garbage {
        /// What came of it, cut to a few hundred bytes.
        bytes: Vec<u8>,
        /// `None`: a reply that never became complete.
        error: Option<ReplyError>,
    },
    /// The server broke the order of the conversation.
    Violation(Violation),
    /// The TLS handshake is complete.
    TlsUp,
    /// TLS failed.
    TlsFailed(TlsFailure),
    /// Nothing came within the owner's time limit.
    TimedOut,
    /// The server closed the connection.
    Closed,
    /// The connection broke.
    Broken,
}

/// Why there is no TCP connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConnectFailure {
    /// The host name has no address.
    NameNotFound,
    /// The host refused: nothing listens on that port.
    Refused,
    /// No route to the host or its network.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// Anything else.
    Other,
}

/// What another connection to the same port showed. The diagnosis takes it as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum Notice {
    /// The server takes a TLS handshake as the first bytes.
    TakesTlsAtOnce,
    /// The server greets in clear.
    GreetsInClear,
    /// The server offers AUTH TLS in FEAT, or takes it.
    TakesAuthTls,
    /// What answers is a server of another protocol.
    IsNotFtp,
    /// A name that cannot exist is refused in the same words.
    SameForUnknownName,
    /// A name that cannot exist is refused in other words.
    OtherForUnknownName,
}

/// How a server broke the order of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Violation {
    /// A reply was there before the command that it would answer was sent.
    EarlyReply,
    /// Bytes in clear came behind the reply that starts TLS (an injection, or a broken server).
    PlaintextBeforeTls,
    /// More preliminary or unasked replies in a row than [`Limits::preliminary`].
    EndlessReplies,
    /// A reply whose code has no meaning as an answer to that command.
    UnexpectedReply,
}

/// A command as it was sent, less its secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    line: Vec<u8>,
    shape: Shape,
}

/// What an argument looks like, without what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Shape {
    /// No bytes.
    pub empty: bool,
    /// A byte above 127.
    pub not_ascii: bool,
    /// A blank or tab at its start.
    pub blank_at_start: bool,
    /// A blank or tab at its end.
    pub blank_at_end: bool,
    /// An `@` inside: an e-mail address, or `user@host`.
    pub address: bool,
    /// A backslash inside: `DOMAIN\user`.
    pub domain: bool,
}

displayed_names! { ConnectFailure {
    ConnectFailure::NameNotFound => "name_not_found",
    ConnectFailure::Refused => "refused",
    ConnectFailure::Unreachable => "unreachable",
    ConnectFailure::TimedOut => "timed_out",
    ConnectFailure::Other => "other",
} }

displayed_names! { Notice {
    Notice::TakesTlsAtOnce => "takes_tls_at_once",
    Notice::GreetsInClear => "greets_in_clear",
    Notice::TakesAuthTls => "takes_auth_tls",
    Notice::IsNotFtp => "is_not_ftp",
    Notice::SameForUnknownName => "same_for_unknown_name",
    Notice::OtherForUnknownName => "other_for_unknown_name",
} }

displayed_names! { Violation {
    Violation::EarlyReply => "early_reply",
    Violation::PlaintextBeforeTls => "plaintext_before_tls",
    Violation::EndlessReplies => "endless_replies",
    Violation::UnexpectedReply => "unexpected_reply",
} }

impl Shape {
    /// Looks at an argument.
    pub fn of(argument: &[u8]) -> Self {
        let blank = |b: Option<&u8>| matches!(b, Some(b' ' | b'\t'));
        Shape {
            empty: argument.is_empty(),
            not_ascii: !argument.is_ascii(),
            blank_at_start: blank(argument.first()),
            blank_at_end: blank(argument.last()),
            address: argument.contains(&b'@'),
            domain: argument.contains(&b'\\'),
        }
    }
}

impl Sent {
    /// Takes a line as it was sent, with or without its line end. What follows `PASS`, `ACCT`, `ADAT` and the commands
    /// that wrap others (`MIC`, `CONF`, `ENC`) is replaced by `***`; so is whatever follows the first line.
    pub fn new(line: &[u8]) -> Self {
        let (line, further) = first_line(line);
        let (verb, argument) = split(line);
        let shape = Shape::of(argument);
        let mut line = match is_secret(verb) && !argument.is_empty() {
            true => [before(line, argument), b" ***"].concat(),
            false => line.to_vec(),
        };
        if !further.is_empty() {
            line.extend_from_slice(b" ***");
        }
        Sent { line, shape }
    }

    /// The line without its line end; a secret in it reads `***`.
    pub fn line(&self) -> &[u8] {
        &self.line
    }

    /// The verb as it was sent.
    pub fn verb(&self) -> &[u8] {
        split(&self.line).0
    }

    /// What followed the verb; `***` if it is a secret.
    pub fn argument(&self) -> &[u8] {
        split(&self.line).1
    }

    /// What the argument looked like, secret or not.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The same without secrets.
    pub(crate) fn redact(mut self, redaction: &Redaction) -> Self {
        if let Cow::Owned(line) = redaction.sent(&self.line) {
            self.line = line;
        }
        self
    }
}

impl Transcript {
    /// An empty transcript with the default limits.
    pub fn new() -> Self {
        Self::with_limits(Limits::default())
    }

    /// An empty transcript. Of the limits, all count for [`Transcript::received`], and
    /// `transcript` for what is kept.
    pub fn with_limits(limits: Limits) -> Self {
        Transcript {
            first: Kept::default(),
            last: Kept::default(),
            left_out: 0,
            limit: limits.transcript,
            decoder: Decoder::new(limits),
            redaction: Redaction::default(),
            anonymous: false,
        }
    }

    /// What happened, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.first.iter().chain(self.last.iter())
    }

    /// How many entries were left out to stay within the limit, after the first ones kept.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// How many entries were recorded so far, those included that were left out: where [`Transcript::since`] goes on.
    pub fn recorded(&self) -> usize {
        self.first.len().saturating_add(self.left_out).saturating_add(self.last.len())
    }

    /// What happened since so many entries were recorded, less what was left out meanwhile: to follow a transcript
    /// as it grows.
    ///
    /// ```
    /// use ftp_proto::Transcript;
    ///
    /// let mut transcript = Transcript::new();
    /// transcript.sent(b"USER alice");
    /// let cursor = transcript.recorded();
    /// transcript.sent(b"PASS secret");
    /// let new: Vec<String> = transcript.since(cursor).map(|entry| format!("{entry:?}")).collect();
    /// assert_eq!(new, ["Sent(b\"PASS ***\")"]);
    /// ```
    pub fn since(&self, recorded: usize) -> impl Iterator<Item = &Entry> {
        let gone = self.first.len().saturating_add(self.left_out);
        self.first.iter().skip(recorded).chain(self.last.iter().skip(recorded.saturating_sub(gone)))
    }

    /// Adds what happened. The caller answers for secrets in it: [`Sent::new`] hides those of the
    /// commands that carry one.
    pub fn push(&mut self, mut entry: Entry) {
        if let Entry::Garbage { bytes, .. } = &mut entry {
            bytes.truncate(GARBAGE);
            bytes.shrink_to_fit();
        }
        let half = self.limit / 2;
        if self.last.is_empty() && self.left_out == 0 {
            match self.first.push_within(half, entry) {
                Ok(()) => return,
                Err(back) => entry = back,
            }
        }
        self.left_out = self.left_out.saturating_add(self.last.push(half, entry));
    }

    /// "I sent this line", or these: with or without a line end; passwords are hidden on the way in, and from now on
    /// wherever the server repeats them, as by [`Transcript::hide`]. Those of `anonymous` and `ftp` are not secret.
    pub fn sent(&mut self, mut lines: &[u8]) {
        loop {
            let (line, further) = first_line(lines);
            let (verb, argument) = split(line);
            if verb.eq_ignore_ascii_case(b"USER") {
                self.anonymous =
                    [&b"anonymous"[..], b"ftp"].iter().any(|name| argument.eq_ignore_ascii_case(name));
            } else if is_secret(verb) && !self.anonymous {
                self.hide(&Secret::new(argument));
            }
            self.push(self.redaction.entry(Entry::Sent(Sent::new(line))));
            lines = further;
            if lines.is_empty() {
                return;
            }
        }
    }

    /// From now on replaces this secret by `***` in what is sent and received, as it is hidden in the transcript of a
    /// login: wherever in a reply the server repeats it, in either case, broken into lines, with quotes and backslashes
    /// escaped, in UTF-8 or Latin-1. The newest 32 secrets are remembered, of each 4096 bytes, in memory that is wiped
    /// when the transcript is dropped.
    ///
    /// A secret of one letter is not looked for, it is in every text; nor is a part of a secret that the server repeats
    /// alone, but for the first letters, two or more, at the end of a line that breaks off.
    pub fn hide(&mut self, secret: &Secret) {
        self.redaction.hide(secret);
    }

    /// "I got these bytes": whole replies or pieces of them. A piece counts when its rest has come, or
    /// when the transcript is told that nothing more will ([`Transcript::closed`], [`Transcript::timed_out`]).
    /// Nothing can be a reply any more behind bytes that are none: of those the start is kept, and again behind
    /// each other entry.
    pub fn received(&mut self, mut bytes: &[u8]) {
        if self.decoder.has_failed() && matches!(self.entries().next_back(), Some(Entry::Garbage { .. })) {
            return;
        }
        while !bytes.is_empty() {
            let entry = match self.decoder.decode(&mut bytes) {
                Ok(Some(reply)) => Entry::Received(reply.to_owned()),
                Ok(None) => return,
                Err(error) => {
                    let pending = self.decoder.pending().iter();
                    let start = pending.chain(bytes).copied().take(GARBAGE).collect();
                    self.decoder.release();
                    bytes = b"";
                    Entry::Garbage { bytes: start, error: Some(error) }
                }
            };
            self.push(self.redaction.entry(entry));
        }
    }

    /// "The server closed the connection."
    pub fn closed(&mut self) {
        self.flush();
        self.push(Entry::Closed);
    }

    /// "The connection broke."
    pub fn broken(&mut self) {
        self.flush();
        self.push(Entry::Broken);
    }

    /// "Nothing came in time."
    pub fn timed_out(&mut self) {
        self.flush();
        self.push(Entry::TimedOut);
    }

    fn flush(&mut self) {
        if let Some(entry) = Entry::unfinished(&mut self.decoder) {
            self.push(self.redaction.entry(entry));
        }
    }
}

impl Entry {
    /// The bytes of something that is no reply; a transcript cuts them when they are clear of secrets.
    pub(crate) fn garbage(bytes: &[u8], error: Option<ReplyError>) -> Self {
        Entry::Garbage { bytes: bytes.to_vec(), error }
    }

    /// What a decoder holds when nothing more will come: a reply after all, or a piece of one.
    pub(crate) fn unfinished(decoder: &mut Decoder) -> Option<Self> {
        if let Some(reply) = decoder.finish() {
            return Some(Entry::Received(reply.to_owned()));
        }
        (!decoder.pending().is_empty()).then(|| Entry::garbage(decoder.pending(), None))
    }

    /// Bytes of memory that it has allocated.
    pub(crate) fn heap(&self) -> usize {
        match self {
            Entry::Sent(sent) => sent.line.capacity(),
            Entry::Received(reply) => reply.capacity(),
            Entry::Garbage { bytes, .. } => bytes.capacity(),
            _ => 0,
        }
    }
}

impl Default for Transcript {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.entries()).finish()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Connected { port } => write!(f, "Connected({port})"),
            Entry::ConnectFailed(why) => write!(f, "ConnectFailed({why:?})"),
            Entry::Sent(sent) => sent.fmt(f),
            Entry::Waited { seconds } => write!(f, "Waited({seconds} s)"),
            Entry::Noticed(notice) => notice.fmt(f),
            Entry::Received(reply) => reply.fmt(f),
            Entry::Garbage { bytes, error } => write!(f, "Garbage(b\"{}\", {error:?})", bytes.escape_ascii()),
            Entry::Violation(violation) => violation.fmt(f),
            Entry::TlsUp => f.write_str("TlsUp"),
            Entry::TlsFailed(why) => write!(f, "TlsFailed({why:?})"),
            Entry::TimedOut => f.write_str("TimedOut"),
            Entry::Closed => f.write_str("Closed"),
            Entry::Broken => f.write_str("Broken"),
        }
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sent(b\"{}\")", self.line.escape_ascii())
    }
}

/// What is kept of something that is no reply, in bytes.
const GARBAGE: usize = 512;

/// The commands whose arguments are secrets, or hold one.
const SECRET: [&[u8]; 6] = [b"PASS", b"ACCT", b"ADAT", b"MIC", b"CONF", b"ENC"];

fn is_secret(verb: &[u8]) -> bool {
    SECRET.iter().any(|secret| verb.eq_ignore_ascii_case(secret))
}

/// The first line without its line end, and what follows it.
fn first_line(lines: &[u8]) -> (&[u8], &[u8]) {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let end = lines.iter().position(is_end).unwrap_or(lines.len());
    let (line, rest) = lines.split_at_checked(end).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| is_end(byte)).count();
    (line, rest.get(ends..).unwrap_or_default())
}

/// The verb, and what follows the blank behind it. Servers skip blanks and Telnet commands before a verb, and some end
/// it at whatever is no letter: so does this where a secret follows.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let start = line.iter().position(u8::is_ascii_alphabetic).unwrap_or(0);
    let line = line.get(start..).unwrap_or_default();
    let until = |is_end: fn(&u8) -> bool| line.split_at(line.iter().position(is_end).unwrap_or(line.len()));
    let (verb, rest) = match until(|byte| !byte.is_ascii_alphabetic()) {
        secret if is_secret(secret.0) => secret,
        _ => until(|byte| *byte <= b' '),
    };
    match rest {
        [0..=b' ', argument @ ..] => (verb, argument),
        argument => (verb, argument),
    }
}

/// What stands before this end of the line, without blanks.
fn before<'a>(line: &'a [u8], end: &[u8]) -> &'a [u8] {
    let line = line.get(..line.len().saturating_sub(end.len())).unwrap_or_default();
    let length = line.iter().rposition(|byte| *byte > b' ').map_or(0, |last| last + 1);
    line.get(..length).unwrap_or_default()
}
