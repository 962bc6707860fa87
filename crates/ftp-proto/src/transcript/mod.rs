//! What was sent and received on a control connection: bounded, without secrets, and open to other clients.

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
/// assert!(matches!(transcript.entries().last(), Some(Entry::Received { reply, .. }) if reply.code().get() == 530));
/// ```
///
/// With suppaftp, for one: `cargo run -p ftp-tests --example suppaftp` in the repository.
///
/// Worth recording, where it is known: [`Entry::Connected`], [`Entry::TlsUp`], [`Entry::TlsFailed`],
/// [`Transcript::closed`], [`Entry::Waited`]. With the feature `serde` a diagnosis serializes as in the JSON of
/// `ftp-doctor`.
#[derive(Clone)]
pub struct Transcript {
    first: Kept,
    last: Kept,
    left_out: usize,
    limits: Limits,
    /// Of the last entries, in bytes. `None`: the first entries have half of the limit, and so have they.
    ring: Option<usize>,
    /// Only where somebody records into it by [`Transcript::sent`] and [`Transcript::received`].
    recording: Option<Box<Recording>>,
}

/// What it takes to record a conversation from outside.
#[derive(Clone)]
struct Recording {
    decoder: Decoder,
    redaction: Redaction,
    /// The last name sent is that of a login whose password is an address for the server's log.
    anonymous: bool,
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
            limits,
            ring: None,
            recording: None,
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

    /// What is here stays; of what comes only the last [`RING`] bytes are kept.
    pub(crate) fn keep_less(&mut self) {
        self.ring = Some(RING.min(self.limits.transcript / 2));
        self.recording = None;
    }

    /// "I sent this line", or these: with or without a line end; passwords are hidden on the way in, and from now on
    /// wherever the server repeats them, as by [`Transcript::hide`]; so are the words of a `SITE` that changes one. Those of
    /// `anonymous` and `ftp` are not secret.
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

    /// From now on replaces this secret by `***` in what is sent and received, as it is hidden in the transcript of a
    /// login: wherever in a reply the server repeats it, in either case, broken into lines, with quotes and backslashes
    /// escaped, in UTF-8 or Latin-1. The newest 32 secrets are remembered, fewer where they have over 400 bytes, and two of 4096,
    /// which is the most that is looked at of each; in memory that is wiped when the transcript is dropped.
    ///
    /// A secret of one letter is not looked for, it is in every text; nor is one of three digits that may be a code, 100 to
    /// 699, where codes stand; nor is a part of a secret that the server repeats alone, but for the first letters, two or
    /// more, at the end of a line that breaks off.
    pub fn hide(&mut self, secret: &Secret) {
        self.recording().redaction.hide(secret);
    }

    /// "I got these bytes": whole replies or pieces of them. A piece counts when its rest has come, or
    /// when it is known that nothing more will ([`Transcript::closed`], [`Transcript::timed_out`]).
    /// Nothing can be a reply any more behind bytes that are none: of those the start is kept, and again behind
    /// each other entry.
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

/// What is kept of something that is no reply, in bytes.
const GARBAGE: usize = 512;

/// What a session keeps of what comes after its login, in bytes: enough to say why it ended.
const RING: usize = 8 << 10;
