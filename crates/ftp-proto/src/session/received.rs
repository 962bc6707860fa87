//! What the replies do to a session, and the outcome of a command.

use super::{Asked, Health, Memory, Outcome, Poison, Session};
use crate::exchange::Incoming;
use crate::reply::ReplyBuf;
use crate::transfer::Ask;

impl Session {
    pub(super) fn take(&mut self, incoming: Incoming<Asked>) {
        match incoming {
            // These replies came in clear before TLS: whoever continues on this connection has to know about them.
            Incoming::Early(reply) | Incoming::Preliminary(reply)
                if self.health == Health::Poisoned(Poison::TlsChanges) =>
            {
                self.received.push_back(reply);
            }
            // The transcript has them; nothing else follows from what comes after the end.
            _ if self.is_over() => {}
            Incoming::Preliminary(reply) => match self.control.awaits() {
                Some(Asked::Command) => self.keep(reply),
                Some(Asked::Transfer(Ask::File | Ask::Ahead)) => {
                    self.with_machine(|machine, context| machine.preliminary(reply, context));
                }
                _ => {}
            },
            Incoming::Answer(Asked::Command, reply) => self.answered(reply),
            Incoming::Answer(asked, reply) => self.answered_transfer(asked, reply),
            unasked => {
                let health = Health::after(&unasked, self.fresh);
                self.with_machine(|machine, _| machine.unasked());
                if let (Health::Closed, Incoming::Early(notice)) = (health, unasked) {
                    self.notice = Some(notice);
                }
                if health != Health::InSync {
                    self.end(health);
                }
            }
        }
    }

    fn answered_transfer(&mut self, asked: Asked, reply: ReplyBuf) {
        let closes = reply.code().closes();
        self.logged_in &= !crate::wording::wants_login(reply.as_reply());
        match asked {
            // The caller that waits for the session to settle is told, whichever command the goodbye answers.
            _ if closes && self.is_settling() => self.notice = Some(reply),
            Asked::Settle => self.settled(reply.code().get()),
            // A reply to a dropped transfer is of no use any more.
            Asked::Transfer(ask) if !self.is_settling() => {
                self.with_machine(|machine, context| machine.answered(ask, reply, context));
            }
            _ => {}
        }
        self.settle_again();
        if closes {
            self.end(Health::Closed);
        } else if self.transfer.is_none() && self.deferred.is_none() && self.control.outstanding() == 0 {
            self.health = Health::InSync;
        }
    }

    fn answered(&mut self, reply: ReplyBuf) {
        let code = reply.code().get();
        // The reply to ABOR is still to come.
        let aborted = self.control.outstanding() > 0;
        if aborted {
            self.memory.turn();
        }
        let verb = self.memory.last();
        // This may be the owed reply of a transfer that was given up. Then nothing is owed any more, so that the real reply to
        // this command counts as one too many, and is not swallowed as the owed one.
        if !aborted && verb != "ABOR" && matches!(code, 226 | 250 | 425 | 426 | 450..=452 | 550..=553) {
            self.control.forgive();
        }
        self.health = match (verb, code) {
            _ if reply.code().closes() => Health::Closed,
            ("AUTH", 200 | 234 | 334) | ("CCC", 200..300) => Health::Poisoned(Poison::TlsChanges),
            ("REIN", 200..300) if self.granted.encrypted => Health::Poisoned(Poison::TlsChanges),
            _ if aborted => Health::ReplyPending,
            _ => Health::InSync,
        };
        let lost = match (verb, code) {
            ("REIN", 200..300) => true,
            // A refused USER does not end the session: vsftpd says "Can't change to another user".
            ("USER", _) => crate::wording::begins_login(reply.as_reply()),
            ("PASS", _) => false,
            _ => crate::wording::wants_login(reply.as_reply()),
        };
        let entered = matches!((verb, code), (_, 230) | ("USER", 232) | ("PASS" | "ACCT", 202));
        self.logged_in = !lost && (self.logged_in || entered);
        if verb == "REIN" && lost {
            self.granted.data_protected = false;
            self.memory = Memory::default();
        } else if code != 421 && (!lost || verb == "USER") {
            self.memory.end(code);
        }
        if aborted {
            self.memory.turn();
        }
        self.keep(reply);
    }

    /// Keeps a reply until the caller looks at it.
    fn keep(&mut self, reply: ReplyBuf) {
        if reply.code().get() < 200 {
            // The caller has seen a preliminary reply and is not waiting: another one tells nothing new.
            if self.begun && !self.waiting {
                return;
            }
            if self.received.back().is_some_and(|last| last.code().get() < 200) {
                self.received.pop_back();
            }
        }
        self.received.push_back(reply);
        self.waiting = false;
    }

    /// The outcome of the current command.
    pub(super) fn outcome(&mut self) -> Outcome {
        if let Health::Poisoned(poison) = self.health {
            let decided = self.received.iter().position(|reply| reply.code().get() >= 200);
            let looked_at = match decided {
                // What follows the final reply stays unread.
                Some(at) if poison == Poison::TlsChanges => at + 1,
                _ => self.received.len(),
            };
            return Outcome::Poisoned(poison, self.received.drain(..looked_at).next_back());
        }
        match (self.received.pop_front(), self.health) {
            (Some(reply), _) if reply.code().get() < 200 => {
                self.begun = true;
                Outcome::Preliminary(reply)
            }
            (Some(reply), _) => Outcome::Final(reply),
            (None, Health::Broken) => Outcome::Broken,
            (None, Health::Closed) => Outcome::Closed(self.notice.take()),
            (None, _) if self.waiting => Outcome::Unfinished,
            (None, _) => Outcome::TimedOut,
        }
    }
}
