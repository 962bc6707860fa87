//! What was sent and received on a control connection, within a limit and without secrets. Other clients can fill one too.

mod entry;
mod kept;
pub(crate) mod redaction;
pub(crate) mod secret;
mod sent;

pub use entry::{Answers, ConnectFailure, Entry, Notice, Violation};
pub use secret::Secret;
pub use sent::{Sent, Shape};

use crate::command::secrets;
use crate::reply::{Decoder, Limits};
use alloc::boxed::Box;
use core::fmt;
use kept::Kept;
use redaction::Redaction;
use sent::{first_line, is_secret, split};

/// The conversation so far, in order. It keeps its first entries and its last ones within [`Limits::transcript`] bytes of
/// memory, with half of that for each, and counts the entries left out between them. In addition, an incomplete reply takes
/// at most [`Limits::reply`] bytes.
///
/// A login fills its own transcript. Any other client can fill one with a few calls per exchange, and pass it to `diagnose`
/// of the crate `ftp-diagnosis`:
///
/// ```
/// use ftp_proto::Transcript;
/// use ftp_proto::transcript::Entry;
///
/// let mut transcript = Transcript::new();
/// transcript.received(b"220 ready\r\n");
/// transcript.sent(b"LIST\r\n");
/// transcript.received(b"530 Please login with USER and PASS.\r\n");
/// assert!(matches!(transcript.entries().last(), Some(Entry::Received { reply, .. }) if reply.code().get() == 530));
/// ```
///
/// In the repository, `cargo run -p ftp-tests --example suppaftp` does this with suppaftp.
///
/// Also record [`Entry::Connected`], [`Entry::TlsUp`], [`Entry::TlsFailed`], [`Entry::Waited`] and [`Transcript::closed`]
/// if you know them. With the feature `serde` of `ftp-diagnosis`, a diagnosis serializes as in the JSON of `ftp-doctor`.
#[derive(Clone)]
pub struct Transcript {
    first: Kept,
    last: Kept,
    left_out: usize,
    limits: Limits,
    /// The limit in bytes for the last entries, once no more first entries are added. `None` means half of the limit for
    /// each.
    ring: Option<usize>,
    /// The recorder, once [`Transcript::sent`], [`Transcript::received`] or [`Transcript::hide`] was called.
    recording: Option<Box<Recording>>,
}

/// The state for recording a conversation from outside.
#[derive(Clone)]
struct Recording {
    decoder: Decoder,
    redaction: Redaction,
    /// The last USER was `anonymous` or `ftp`, whose password is an address for the server's log.
    anonymous: bool,
}

impl Transcript {
    /// Makes an empty transcript with the default limits.
    pub fn new() -> Self {
        Self::with_limits(Limits::default())
    }

    /// Makes an empty transcript. `limits.transcript` bounds what is kept; the other limits apply to replies in
    /// [`Transcript::received`].
    pub fn with_limits(limits: Limits) -> Self {
        Transcript {
            first: Kept::default(),
            last: Kept::default(),
            left_out: 0,
            limits,
            ring: None,
            recording: None,
        }
    }

    /// Returns the entries, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.first.iter().chain(self.last.iter())
    }

    /// Returns how many entries were left out, after the first ones, to stay within the limit.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Returns how many entries were recorded so far, including those left out. Pass it to [`Transcript::since`] later.
    pub fn recorded(&self) -> usize {
        self.first.len().saturating_add(self.left_out).saturating_add(self.last.len())
    }

    /// Returns the entries after the first `recorded` ones, except those left out meanwhile. Use it to follow a transcript
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

    /// Adds an entry. It is the caller's responsibility that the entry contains no secret; [`Sent::new`] hides those of
    /// commands that carry one.
    pub fn push(&mut self, mut entry: Entry) {
        if let Entry::Garbage { bytes, .. } = &mut entry {
            bytes.truncate(GARBAGE);
            bytes.shrink_to_fit();
        }
        let half = self.limits.transcript / 2;
        if self.ring.is_none() && self.last.is_empty() && self.left_out == 0 {
            match self.first.push_within(half, entry) {
                Ok(()) => return,
                Err(back) => entry = back,
            }
        }
        let gone = self.last.push(self.ring.unwrap_or(half), entry);
        self.left_out = self.left_out.saturating_add(gone);
    }

    /// Keeps all entries so far, and from now on only the last [`RING`] bytes of new ones.
    pub(crate) fn keep_less(&mut self) {
        self.ring = Some(RING.min(self.limits.transcript / 2));
        self.recording = None;
    }

    /// Records one or more lines that the client sent, with or without line ends.
    ///
    /// Passwords are hidden, both in these lines and wherever the server repeats them later, as by [`Transcript::hide`]. So
    /// are the passwords in a `SITE` that changes one. The passwords of `anonymous` and `ftp` are not hidden in replies.
    pub fn sent(&mut self, mut lines: &[u8]) {
        loop {
            let (line, further) = first_line(lines);
            let recording = self.recording();
            let (verb, argument) = split(line);
            if verb.eq_ignore_ascii_case(b"USER") {
                recording.anonymous =
                    [&b"anonymous"[..], b"ftp"].iter().any(|name| argument.eq_ignore_ascii_case(name));
            } else if !(is_secret(verb) && recording.anonymous) {
                secrets(verb, argument).for_each(|secret| recording.redaction.hide(&Secret::new(secret)));
            }
            let entry = recording.redaction.entry(Entry::Sent(Sent::new(line)));
            self.push(entry);
            lines = further;
            if lines.is_empty() {
                return;
            }
        }
    }

    /// Replaces this secret by `***` in what is sent and received from now on, as in the transcript of a login. The secret is
    /// found anywhere in a reply: in upper or lower case, broken into lines, with quotes and backslashes escaped, in UTF-8 or
    /// Latin-1.
    ///
    /// The newest 32 secrets are remembered, or fewer if they are longer than 256 bytes or not ASCII; of ASCII secrets with
    /// 4096 bytes, two. Only the first 4096 bytes of a secret are used. The memory is wiped when the transcript is dropped.
    ///
    /// Not replaced are:
    /// - a secret of one letter, which is in every text;
    /// - a secret of three digits that may be a code (100 to 699), at the places where codes stand;
    /// - a part of a secret that the server repeats alone, except its first two or more letters at the end of a line that
    ///   breaks off.
    pub fn hide(&mut self, secret: &Secret) {
        self.recording().redaction.hide(secret);
    }

    /// Records bytes that the client received: whole replies, or pieces of them. A piece is recorded once its rest has come,
    /// or once it is known that nothing more will ([`Transcript::closed`], [`Transcript::broken`],
    /// [`Transcript::timed_out`]).
    ///
    /// After bytes that are no reply, nothing is parsed as a reply any more. The start of such bytes is kept, once between
    /// two other entries.
    pub fn received(&mut self, mut bytes: &[u8]) {
        let after_garbage = matches!(self.entries().next_back(), Some(Entry::Garbage { .. }));
        if self.recording().decoder.has_failed() && after_garbage {
            return;
        }
        while !bytes.is_empty() {
            let Recording { decoder, redaction, .. } = self.recording();
            let entry = match decoder.decode(&mut bytes) {
                Ok(Some(reply)) => Entry::received(reply.to_owned()),
                Ok(None) => return,
                Err(error) => {
                    let start = decoder.pending().iter().chain(bytes).copied().take(GARBAGE).collect();
                    decoder.release();
                    bytes = b"";
                    Entry::Garbage { bytes: start, error: Some(error) }
                }
            };
            let entry = redaction.entry(entry);
            self.push(entry);
        }
    }

    /// Records that the server closed the connection.
    pub fn closed(&mut self) {
        self.flush();
        self.push(Entry::Closed);
    }

    /// Records that the connection broke.
    pub fn broken(&mut self) {
        self.flush();
        self.push(Entry::Broken);
    }

    /// Records that nothing came in time.
    pub fn timed_out(&mut self) {
        self.flush();
        self.push(Entry::TimedOut);
    }

    fn flush(&mut self) {
        let Some(recording) = &mut self.recording else { return };
        if let Some(entry) = Entry::unfinished(&mut recording.decoder) {
            let entry = recording.redaction.entry(entry);
            self.push(entry);
        }
    }

    fn recording(&mut self) -> &mut Recording {
        let limits = self.limits;
        self.recording.get_or_insert_with(|| {
            let (decoder, redaction) = (Decoder::new(limits), Redaction::default());
            Box::new(Recording { decoder, redaction, anonymous: false })
        })
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

/// How many bytes are kept of something that is no reply.
const GARBAGE: usize = 512;

/// How many bytes a session keeps of what comes after its login: enough to tell why it ended.
const RING: usize = 8 << 10;
