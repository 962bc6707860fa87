//! Which reply answers which command.

use super::{Control, Incoming};
use crate::command::{Answered, Command, Verb};
use crate::reply::ReplyBuf;
use crate::response::Timestamp;
use crate::transcript::{Answers, Entry, Sent, Violation};

/// A command whose reply has not come.
#[derive(Clone)]
pub(super) struct Awaited<T> {
    pub(super) answers: T,
    /// What the transcript names it by.
    pub(super) named: Answers,
    /// How many bytes were written before its first one, and up to its last one.
    pub(super) start: u64,
    pub(super) end: u64,
    /// Taken when the last byte of the command is written.
    pub(super) sent: Option<Sent>,
    /// By what its reply is told from those to what is sent with it.
    pub(super) by: Option<Answered>,
    /// It has a data connection, or ABOR: 225, 226 and 426 can answer it.
    pub(super) moves: bool,
    /// It is a `PWD` that closes whatever is older: see [`Control::enqueue_sentinel`].
    pub(super) sentinel: bool,
}

impl<T> Awaited<T> {
    /// Nothing is known of what answers it.
    pub(super) fn new(answers: T, named: Answers) -> Self {
        Awaited { answers, named, start: 0, end: 0, sent: None, by: None, moves: false, sentinel: false }
    }

    /// By what answers a command.
    pub(super) fn to(command: &Command<'_>, answers: T, named: Answers) -> Self {
        let verb = command.known_verb();
        Awaited {
            by: verb.and_then(Verb::answered),
            moves: verb.is_some_and(Verb::is_answered_like_a_transfer),
            ..Awaited::new(answers, named)
        }
    }

    /// Whether a final reply of this code is to another kind of command.
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
    /// Some servers (ProFTPD) answer a transfer twice.
    pub(crate) fn expect_another(&mut self) {
        self.late = true;
    }

    /// What was taken for the final reply to a transfer may have been that to what was sent behind it: whichever of both is
    /// still to come has its place now.
    pub(crate) fn expect_either(&mut self) {
        self.awaited.iter_mut().for_each(|awaited| awaited.moves = true);
    }

    /// A reply more than is awaited can come, until a sentinel is answered.
    pub(crate) fn expect_one_more(&mut self) {
        self.spare = true;
    }

    /// What a reply is, whose first byte came when so many bytes were written.
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
        // No code but these refuses a PWD; another one belongs to what is older.
        let refuses = matches!(code, 257 | 221 | 421 | 500..=503 | 530 | 550);
        let late = match front {
            Some(front) => (self.late || self.owed > 0) && front.is_not_answered_by(code),
            None if self.owed > 0 || self.spare => code >= 200 && !matches!(code, 221 | 421),
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
                // Another reply to what was before is not expected behind this one.
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

    /// What was given up will not be answered any more.
    pub(crate) fn forgive(&mut self) {
        self.owed = 0;
    }

    /// A server that works on several commands at once (libunftp) answers them in any order.
    fn bring_forward(&mut self, by: Answered, began: u64) {
        let mut sent = self.awaited.iter().take_while(|awaited| awaited.end <= began);
        if let Some(at @ 1..) = sent.position(|awaited| awaited.by == Some(by)) {
            let answered = self.awaited.remove(at);
            self.awaited.extend(answered);
            self.awaited.rotate_right(1);
        }
    }

    /// A server that is still moving data (Pure-FTPd) does not know any command: then the sentinel is answered, and what
    /// is older is not.
    fn refused_sentinel(&mut self, code: u16, began: u64) -> Option<(Answers, T)> {
        if !matches!(code, 500 | 502) {
            return None;
        }
        let at = self.awaited.iter().position(|awaited| awaited.sentinel && awaited.end <= began);
        let refused = at.filter(|at| *at > 0).and_then(|at| self.awaited.remove(at))?;
        Some((refused.named, refused.answers))
    }

    /// Drops what is older than a sentinel that was written before this reply came.
    fn skip_to_sentinel(&mut self, began: u64) {
        let sentinel = self.awaited.iter().position(|awaited| awaited.sentinel && awaited.end <= began);
        if let Some(sentinel) = sentinel {
            self.owed += self.awaited.drain(..sentinel).count();
            self.spare = false;
        }
    }
}

/// What the text of a reply tells of the command that it answers. A time of 14 digits is taken for a time: as a size it
/// would be one of more than ten terabytes.
fn told_by(reply: &ReplyBuf) -> Option<Answered> {
    match reply.code().get() {
        227 => Some(Answered::Address),
        229 => Some(Answered::Port),
        213 if Timestamp::parse(&reply.as_reply()).is_ok() => Some(Answered::Time),
        213 => Some(Answered::Size),
        _ => None,
    }
}
