//! Decides which reply answers which command.

use super::{Control, Incoming};
use crate::command::{Answered, Command, Verb};
use crate::reply::ReplyBuf;
use crate::response::Timestamp;
use crate::transcript::{Answers, Entry, Sent, Violation};

/// A command without a final reply.
#[derive(Clone)]
pub(super) struct Awaited<T> {
    pub(super) answers: T,
    /// How the transcript refers to the command.
    pub(super) named: Answers,
    /// The number of bytes written before its first byte, and up to and including its last one.
    pub(super) start: u64,
    pub(super) end: u64,
    /// The entry for the transcript, taken when the last byte of the command is written.
    pub(super) sent: Option<Sent>,
    /// What distinguishes its reply from the replies to commands in the same write.
    pub(super) by: Option<Answered>,
    /// The command uses a data connection, or is ABOR: 225, 226 and 426 can answer it.
    pub(super) moves: bool,
    /// The command is a `PWD` that marks the end of all older replies: see [`Control::enqueue_sentinel`].
    pub(super) sentinel: bool,
}

impl<T> Awaited<T> {
    /// A command with nothing known about its replies.
    pub(super) fn new(answers: T, named: Answers) -> Self {
        Awaited { answers, named, start: 0, end: 0, sent: None, by: None, moves: false, sentinel: false }
    }

    /// A command with what the table of verbs says about its replies.
    pub(super) fn to(command: &Command<'_>, answers: T, named: Answers) -> Self {
        let verb = command.known_verb();
        Awaited {
            by: verb.and_then(Verb::answered),
            moves: verb.is_some_and(Verb::is_answered_like_a_transfer),
            ..Awaited::new(answers, named)
        }
    }

    /// Whether a final reply with this code belongs to another kind of command.
    fn is_not_answered_by(&self, code: u16) -> bool {
        match code {
            225 | 226 | 426 => !self.moves,
            // STAT and MFMT are answered by 213 too.
            213 => !self.moves && matches!(self.by, Some(Answered::Address | Answered::Port)),
            227 => !self.moves && self.by != Some(Answered::Address),
            229 => !self.moves && self.by != Some(Answered::Port),
            _ => false,
        }
    }
}

impl<T: Copy> Control<T> {
    /// Allows another final reply to the last transfer: some servers (ProFTPD) answer a transfer twice.
    pub(crate) fn expect_another(&mut self) {
        self.late = true;
    }

    /// Lets all awaited commands be answered by the codes of a transfer: a reply taken for the final reply to a transfer may
    /// have answered the request sent after it, and the other one is still to come.
    pub(crate) fn expect_either(&mut self) {
        self.awaited.iter_mut().for_each(|awaited| awaited.moves = true);
    }

    /// Allows one more reply than is awaited, until a sentinel is answered.
    pub(crate) fn expect_one_more(&mut self) {
        self.spare = true;
    }

    /// Assigns a reply to a command. `began` is the number of bytes that were written when its first byte came.
    pub(super) fn take(&mut self, reply: ReplyBuf, began: u64) -> Incoming<T> {
        self.replies = self.replies.wrapping_add(1);
        let reply = reply.redact(&self.redaction);
        let code = reply.code().get();
        if let Some(by) = told_by(&reply) {
            self.bring_forward(by, began);
        }
        if code == 257 {
            self.skip_to_sentinel(began);
        }
        if let Some(answers) = self.refused_sentinel(code, began) {
            self.transcript.push(Entry::Received { reply: reply.clone(), answers: answers.0 });
            return Incoming::Answer(answers.1, reply);
        }
        let front = self.awaited.front().filter(|front| front.end <= began);
        // Only these codes answer a PWD. Any other reply belongs to an older command.
        let refuses = matches!(code, 257 | 221 | 421 | 500..=503 | 530 | 550);
        let late = match front {
            Some(front) => (self.late || self.owed > 0) && front.is_not_answered_by(code),
            None if self.owed > 0 || self.spare => code >= 200 && !reply.code().closes(),
            None => self.late && matches!(code, 225 | 226 | 250 | 425 | 426 | 450 | 451),
        };
        let surplus = late || front.is_some_and(|front| front.sentinel && !refuses);
        if late {
            self.late &= self.owed > 0 || self.spare;
            match self.owed {
                0 => self.spare = false,
                owed => self.owed = owed - 1,
            }
        }
        let answers = front.filter(|_| !surplus).map_or(Answers::Nothing, |front| front.named);
        let in_time = front.map(|front| front.answers);
        self.transcript.push(Entry::Received { reply: reply.clone(), answers });
        match in_time {
            Some(answers) if code >= 200 && !surplus => {
                self.unfinal = 0;
                // After this reply, no further reply to an earlier transfer is expected.
                self.late = false;
                self.awaited.pop_front();
                Incoming::Answer(answers, reply)
            }
            _ if self.unfinal >= self.limit => {
                self.note(Entry::Violation(Violation::EndlessReplies));
                Incoming::Endless
            }
            _ => {
                self.unfinal += 1;
                match in_time {
                    _ if surplus => Incoming::Surplus,
                    Some(_) => Incoming::Preliminary(reply),
                    None => Incoming::Early(reply),
                }
            }
        }
    }

    /// Expects no more replies to commands that were given up.
    pub(crate) fn forgive(&mut self) {
        self.owed = 0;
    }

    /// Moves the command that the reply's text belongs to to the front: a server that works on several commands at once
    /// (libunftp) answers them in any order.
    fn bring_forward(&mut self, by: Answered, began: u64) {
        let mut sent = self.awaited.iter().take_while(|awaited| awaited.end <= began);
        if let Some(at @ 1..) = sent.position(|awaited| awaited.by == Some(by)) {
            let answered = self.awaited.remove(at);
            self.awaited.extend(answered);
            self.awaited.rotate_right(1);
        }
    }

    /// Takes the sentinel out if this reply refuses it before older commands are answered: Pure-FTPd does not understand any
    /// command while it still moves data.
    fn refused_sentinel(&mut self, code: u16, began: u64) -> Option<(Answers, T)> {
        if !matches!(code, 500 | 502) {
            return None;
        }
        let at = self.awaited.iter().position(|awaited| awaited.sentinel && awaited.end <= began);
        let refused = at.filter(|at| *at > 0).and_then(|at| self.awaited.remove(at))?;
        Some((refused.named, refused.answers))
    }

    /// Drops the commands before a sentinel that was written before this reply came.
    fn skip_to_sentinel(&mut self, began: u64) {
        let sentinel = self.awaited.iter().position(|awaited| awaited.sentinel && awaited.end <= began);
        if let Some(sentinel) = sentinel {
            self.owed += self.awaited.drain(..sentinel).count();
            self.spare = false;
        }
    }
}

/// What a reply tells about the command that it answers. A number of 14 digits that can be a time counts as a time: as a
/// size it would be more than ten terabytes.
fn told_by(reply: &ReplyBuf) -> Option<Answered> {
    match reply.code().get() {
        227 => Some(Answered::Address),
        229 => Some(Answered::Port),
        213 if Timestamp::parse(&reply.as_reply()).is_ok() => Some(Answered::Time),
        213 => Some(Answered::Size),
        _ => None,
    }
}
