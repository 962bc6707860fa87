//! The control connection as the machines see it: what is still to be written, and which commands await their replies.
//! `awaited.rs` decides which reply answers which command.

mod awaited;

use crate::command::Command;
use crate::dialogue::Action;
use crate::reply::{Decoder, Limits, ReplyBuf, ReplyError};
use crate::transcript::redaction::Redaction;
use crate::transcript::{Answers, Entry, Secret, Sent, Transcript};
use alloc::{collections::VecDeque, vec::Vec};
use awaited::Awaited;
use core::fmt;
use zeroize::Zeroizing;

/// The state of a control connection. `T` says what a reply answers.
#[derive(Clone)]
pub(crate) struct Control<T> {
    decoder: Decoder,
    pub(crate) transcript: Transcript,
    redaction: Redaction,
    out: Zeroizing<Vec<u8>>,
    written: usize,
    /// The number of bytes of commands written since the connection began. `Awaited::end` counts in the same way.
    total: u64,
    awaited: VecDeque<Awaited<T>>,
    /// The number of commands queued since the connection began, which is the number of the next one.
    commands: u32,
    /// Read what has already arrived before the next command or the handshake.
    poll: bool,
    /// The value of `total` when the first byte of the current incomplete reply came.
    began: Option<u64>,
    /// The number of replies since the last final one that answered something.
    unfinal: usize,
    limit: usize,
    /// The number of inputs in a row that reported nothing.
    idle: u8,
    /// The number of replies so far.
    replies: usize,
    /// Another final reply to the last transfer may come.
    late: bool,
    /// The number of commands that were given up and not answered before their sentinel. Their replies may still come.
    owed: usize,
    /// One more reply than is awaited may come.
    spare: bool,
}

/// What the received bytes amount to.
#[derive(Debug)]
pub(crate) enum Incoming<T> {
    /// The final reply to the oldest command that had none.
    Answer(T, ReplyBuf),
    /// A preliminary reply to it; the final one is still to come.
    Preliminary(ReplyBuf),
    /// A reply that arrived before any command that it could answer was sent.
    Early(ReplyBuf),
    /// A late or second reply to a command that was given up or is answered already.
    Surplus,
    /// More preliminary, early or surplus replies than allowed.
    Endless,
    /// Bytes that are no reply.
    Malformed(ReplyError),
}

/// An input that does not match the action, or one too many that reports nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Miscounted {
    NotAsked,
    TooMuch,
    Nothing,
}

/// How many inputs in a row, or events on the data lane, may report nothing.
pub(crate) const IDLE: u8 = 64;

impl<T: Copy> Control<T> {
    pub(crate) fn new(limits: Limits) -> Self {
        Control {
            decoder: Decoder::new(limits),
            transcript: Transcript::with_limits(limits),
            redaction: Redaction::default(),
            out: Zeroizing::new(Vec::new()),
            written: 0,
            total: 0,
            awaited: VecDeque::new(),
            commands: 0,
            poll: false,
            began: None,
            unfinal: 0,
            limit: limits.preliminary,
            idle: 0,
            replies: 0,
            late: false,
            owed: 0,
            spare: false,
        }
    }

    /// Hands the connection over to another machine. Drops, and so wipes, the secrets and the last reply, which may repeat
    /// one of them.
    pub(crate) fn handed_over<U>(mut self) -> Control<U> {
        self.decoder.release();
        self.transcript.keep_less();
        Control {
            decoder: self.decoder,
            transcript: self.transcript,
            redaction: Redaction::default(),
            out: Zeroizing::new(Vec::new()),
            written: 0,
            total: self.total,
            awaited: VecDeque::new(),
            commands: self.commands,
            poll: false,
            began: self.began,
            unfinal: 0,
            limit: self.limit,
            idle: 0,
            replies: self.replies,
            late: self.late,
            owed: self.owed,
            spare: self.spare,
        }
    }

    /// Replaces this secret by `***` in everything received and recorded from now on.
    pub(crate) fn hide(&mut self, secret: &Secret) {
        self.redaction.hide(secret);
    }

    /// Expects a reply that no command asked for: the greeting.
    pub(crate) fn expect(&mut self, answers: T) {
        self.awaited.push_back(Awaited { end: self.total, ..Awaited::new(answers, Answers::Greeting) });
    }

    /// Queues a command after those that are not written yet.
    pub(crate) fn enqueue(&mut self, command: &Command<'_>, answers: T) {
        self.push(command, answers, false);
    }

    /// Queues a `PWD` as a sentinel. No transfer is answered by 257, so a 257 answers the sentinel even if earlier replies
    /// are missing. Everything before it belongs to the commands before it, each with none, one or two final replies.
    pub(crate) fn enqueue_sentinel(&mut self, answers: T) {
        self.push(&Command::pwd(), answers, true);
    }

    fn push(&mut self, command: &Command<'_>, answers: T, sentinel: bool) {
        if self.written >= self.out.len() {
            self.wipe();
            self.poll = true;
        }
        // A vector that grows would leave a copy of its bytes behind, unwiped.
        let mut grown = Zeroizing::new(Vec::with_capacity(self.out.len() + command.line_len()));
        grown.extend_from_slice(&self.out);
        command.write_to(&mut grown);
        let line = grown.get(self.out.len()..).unwrap_or_default();
        let sent = Some(Sent::new(line).numbered(self.commands));
        self.out = grown;
        let end = self.total + (self.out.len() - self.written) as u64;
        let start = end - command.line_len() as u64;
        let named = Answers::Command(self.commands);
        self.awaited.push_back(Awaited {
            start,
            end,
            sent,
            sentinel,
            ..Awaited::to(command, answers, named)
        });
        self.commands = self.commands.wrapping_add(1);
    }

    /// The bytes still to be written.
    pub(crate) fn to_write(&self) -> &[u8] {
        self.out.get(self.written..).unwrap_or_default()
    }

    /// What to do with the connection: read what has already arrived, then write, then wait.
    pub(crate) fn action(&self) -> Action<'_> {
        match self.to_write() {
            _ if self.poll => Action::Poll,
            b"" => Action::Receive,
            bytes => Action::Send(bytes),
        }
    }

    /// Requests to read what has already arrived, as before the TLS handshake.
    pub(crate) fn poll(&mut self) {
        self.poll = true;
    }

    /// Handles that there is nothing to read. `Err` if that was not asked for.
    pub(crate) fn pending(&mut self) -> Result<(), Miscounted> {
        if core::mem::take(&mut self.poll) { Ok(()) } else { Err(Miscounted::NotAsked) }
    }

    /// Whether bytes are to be written, and none of them was.
    pub(crate) fn is_untouched(&self) -> bool {
        self.written == 0 && !self.out.is_empty()
    }

    /// Handles that `n` bytes were written.
    pub(crate) fn sent(&mut self, n: usize) -> Result<(), Miscounted> {
        let Action::Send(bytes) = self.action() else { return Err(Miscounted::NotAsked) };
        let left = bytes.len();
        if n > left {
            return Err(Miscounted::TooMuch);
        }
        if n == 0 {
            return self.nothing();
        }
        self.idle = 0;
        self.written += n;
        self.total += n as u64;
        for awaited in &mut self.awaited {
            if awaited.end > self.total {
                break;
            }
            if let Some(sent) = awaited.sent.take() {
                self.transcript.push(self.redaction.entry(Entry::Sent(sent)));
            }
        }
        if n == left {
            self.wipe();
        }
        Ok(())
    }

    /// Handles an input that reports nothing. `Err` if there were too many in a row.
    pub(crate) fn nothing(&mut self) -> Result<(), Miscounted> {
        self.idle = self.idle.saturating_add(1);
        if self.idle > IDLE { Err(Miscounted::Nothing) } else { Ok(()) }
    }

    /// The number of replies that have come.
    pub(crate) fn replies(&self) -> usize {
        self.replies
    }

    /// The bytes read of an incomplete reply.
    pub(crate) fn unread(&self) -> &[u8] {
        self.decoder.pending()
    }

    /// Frees the memory of the decoder that is not needed any more.
    pub(crate) fn release(&mut self) {
        self.decoder.release();
    }

    /// The oldest command without a final reply.
    pub(crate) fn awaits(&self) -> Option<T> {
        self.awaited.front().map(|awaited| awaited.answers)
    }

    /// The number of commands without a final reply.
    pub(crate) fn outstanding(&self) -> usize {
        self.awaited.len()
    }

    /// Whether the final reply to a command that was given up may still come.
    pub(crate) fn is_owed(&self) -> bool {
        self.owed > 0
    }

    /// Whether a part of a reply has arrived.
    pub(crate) fn mid_reply(&self) -> bool {
        self.began.is_some()
    }

    /// Takes bytes up to the end of one reply. `None` if all bytes were taken and no reply is complete.
    pub(crate) fn receive(&mut self, bytes: &mut &[u8]) -> Option<Incoming<T>> {
        if bytes.is_empty() {
            return None;
        }
        self.idle = 0;
        let (given, mid_reply) = (bytes.len(), self.mid_reply());
        let began = self.began.take().unwrap_or(self.total);
        let reply = match self.decoder.decode(bytes) {
            Ok(Some(reply)) => reply.to_owned(),
            Ok(None) => {
                // Only the new bytes are looked at: a long line of blanks must not be scanned again with each piece.
                let pending = self.decoder.pending();
                let new = pending.get(pending.len().saturating_sub(given)..).unwrap_or_default();
                let begun = mid_reply && !pending.is_empty() || !new.iter().all(u8::is_ascii_whitespace);
                self.began = begun.then_some(began);
                return None;
            }
            Err(error) => {
                let evidence = Zeroizing::new([self.decoder.pending(), bytes].concat());
                self.note(Entry::garbage(&evidence, Some(error)));
                *bytes = &[];
                return Some(Incoming::Malformed(error));
            }
        };
        Some(self.take(reply, began))
    }

    /// Handles that nothing more will come, or came in time. Takes what has arrived as a reply if that is possible, and
    /// records it as garbage otherwise.
    pub(crate) fn flush(&mut self) -> Option<Incoming<T>> {
        let incoming = self.take_lenient();
        let pending = self.decoder.pending();
        // Bytes that are no reply were recorded when they came.
        if incoming.is_none() && !pending.is_empty() && !self.decoder.has_failed() {
            self.note(Entry::garbage(pending, None));
        }
        incoming
    }

    /// Takes what has arrived of a reply, if it can count as a whole one. Otherwise the bytes stay until more come.
    pub(crate) fn take_lenient(&mut self) -> Option<Incoming<T>> {
        let reply = self.decoder.finish()?.to_owned();
        let began = self.began.take().unwrap_or(self.total);
        Some(self.take(reply, began))
    }

    /// Adds an entry to the transcript, without secrets.
    pub(crate) fn note(&mut self, entry: Entry) {
        self.transcript.push(self.redaction.entry(entry));
    }

    /// Drops the commands of which no byte was written, because their purpose is given up. `true` if there were any.
    pub(crate) fn retract(&mut self) -> bool {
        let begun =
            self.awaited.iter().take_while(|one| one.sent.is_none() || one.start < self.total).count();
        let retracts = begun < self.awaited.len();
        self.awaited.truncate(begun);
        let end = self.awaited.back().map_or(self.total, |last| last.end.max(self.total));
        let kept = usize::try_from(end - self.total).map_or(self.out.len(), |rest| self.written + rest);
        match kept > self.written {
            true => self.out.truncate(kept),
            false => self.wipe(),
        }
        self.poll &= !self.out.is_empty();
        retracts
    }

    /// Whether a command is written in part. The server would take any other bytes for the rest of its line.
    pub(crate) fn is_in_a_line(&self) -> bool {
        self.awaited.iter().any(|one| one.sent.is_some() && one.start < self.total)
    }

    /// Stops writing. Commands that were written may still be answered.
    pub(crate) fn stop(&mut self) {
        self.wipe();
        self.poll = false;
        self.awaited.retain(|one| one.sent.is_none());
    }

    /// Stops writing, and awaits no more replies.
    pub(crate) fn give_up(&mut self) {
        self.stop();
        self.awaited.clear();
    }

    fn wipe(&mut self) {
        self.out = Zeroizing::new(Vec::new());
        self.written = 0;
    }
}

#[cfg(feature = "unstable-testing")]
impl<T: core::hash::Hash> Control<T> {
    /// Hashes what `Debug` shows: how far the conversation is, without a byte of it.
    pub(crate) fn hash_state(&self, hasher: &mut impl core::hash::Hasher) {
        use core::hash::Hash;
        let end = self.awaited.back().map_or(self.total, |last| last.end);
        end.saturating_sub(self.total).hash(hasher);
        self.awaited.len().hash(hasher);
        self.awaited.iter().for_each(|awaited| (&awaited.answers, awaited.sent.is_none()).hash(hasher));
        self.began.map(|began| (self.total - began, self.decoder.pending().len())).hash(hasher);
        (self.unfinal, self.poll, self.idle).hash(hasher);
    }
}

impl<T: fmt::Debug> fmt::Debug for Control<T> {
    /// Shows how far the conversation is, without a byte of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.awaited.back().map_or(self.total, |last| last.end);
        let awaited = self.awaited.iter().map(|a| (&a.answers, a.sent.is_none()));
        f.debug_struct("Control")
            .field("to_write", &end.saturating_sub(self.total))
            .field("awaited", &awaited.collect::<Vec<_>>())
            .field("mid_reply", &self.began.map(|began| (self.total - began, self.decoder.pending().len())))
            .field("unfinal", &self.unfinal)
            .field("poll", &self.poll)
            .field("idle", &self.idle)
            .finish_non_exhaustive()
    }
}
