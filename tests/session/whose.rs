//! Which command a reply answers, whatever comes when.

use crate::{CLOSED, IN_SYNC, PENDING, UNASKED, logged_in_session};
use ftp_fuzz::driven::{Driven, Wanted};
use ftp_proto::session::Health;
use ftp_proto::transcript::{Answers, Entry};
use ftp_proto::{Command, Input};
use proptest::prelude::*;
use std::collections::VecDeque;

/// What may happen to a session. Each reply has a number.
#[derive(Clone, Copy, Debug)]
enum Event {
    Start,
    /// This many more bytes are written, if there are as many.
    Write(usize),
    Reply(u16),
    /// The first two digits of a reply.
    Half(u16),
    /// The rest of that reply.
    Rest,
    Resume,
    Late,
    Eof,
}

/// The simplest record of which reply belongs to which command.
#[derive(Default)]
struct Oracle {
    over: Option<Health>,
    /// How many bytes of the command in progress are still to be written.
    left: Option<usize>,
    driven: bool,
    /// The code and number of a reply that has begun, and whether the command in progress had been written by
    /// then.
    half: Option<(u16, usize, bool)>,
    /// Replies to the command in progress that were not looked at yet: code and number.
    unseen: VecDeque<(u16, usize)>,
    /// Whether a preliminary reply to the command was looked at.
    begun: bool,
    /// The result of the last drive.
    reply: Option<usize>,
    /// The number of commands so far.
    commands: u32,
    /// What the replies answer, in the order in which they came.
    answers: Vec<Answers>,
}

impl Oracle {
    fn receive(&mut self, code: u16, number: usize, in_time: bool) {
        if self.over.is_none() {
            // USER and PASS were 0 and 1.
            self.answers.push(if in_time { Answers::Command(self.commands + 1) } else { Answers::Nothing });
        }
        let leaves = matches!(code, 221 | 421);
        match in_time {
            _ if self.over.is_some() => return,
            false if code < 200 => return,
            false if leaves => return self.end(CLOSED, Some(number)),
            false => return self.end(UNASKED, self.unseen.back().map(|(_, number)| *number)),
            // A further preliminary reply says nothing new if nobody waits for it.
            true if code < 200 && self.begun && !self.driven => return,
            true if code < 200 => {
                if self.unseen.back().is_some_and(|(code, _)| *code < 200) {
                    self.unseen.pop_back();
                }
            }
            true => self.left = None,
        }
        self.unseen.push_back((code, number));
        self.look();
        if leaves {
            self.over = Some(CLOSED);
        }
    }

    /// A drive ends with the oldest reply that was not looked at.
    fn look(&mut self) {
        let oldest = if self.driven { self.unseen.pop_front() } else { None };
        if let Some((code, number)) = oldest {
            (self.reply, self.driven) = (Some(number), false);
            self.begun |= code < 200;
        }
    }

    fn end(&mut self, health: Health, reply: Option<usize>) {
        if self.over.is_some() {
            return;
        }
        if self.driven {
            self.reply = reply;
        }
        self.over = Some(health);
        (self.left, self.driven) = (None, false);
    }

    fn health(&self) -> Health {
        match self.over {
            Some(UNASKED) => UNASKED,
            _ if !self.unseen.is_empty() => PENDING,
            Some(over) => over,
            None if self.left.is_some() => PENDING,
            None => IN_SYNC,
        }
    }
}

fn event() -> impl Strategy<Value = Event> {
    let code = || proptest::sample::select(&[150, 200, 226, 257, 331, 350, 500, 530, 550, 421, 221][..]);
    prop_oneof![
        6 => Just(Event::Start),
        8 => (0..8_usize).prop_map(Event::Write),
        8 => code().prop_map(Event::Reply),
        3 => code().prop_map(Event::Half),
        4 => Just(Event::Rest),
        3 => Just(Event::Resume),
        2 => Just(Event::Late),
        1 => Just(Event::Eof),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reply_is_the_answer_to_what_was_written_before_it_began(
        events in proptest::collection::vec(event(), 0..60)
    ) {
        let mut session = Driven::new(logged_in_session());
        let mut oracle = Oracle::default();
        for (number, event) in events.into_iter().enumerate() {
            let written = oracle.left == Some(0);
            match event {
                Event::Start => {
                    let idle = oracle.health() == Health::InSync;
                    prop_assert_eq!(session.start(&Command::pwd()), idle);
                    if idle {
                        (oracle.left, oracle.driven, oracle.reply) = (Some(5), true, None);
                        oracle.begun = false;
                        oracle.commands += 1;
                        // A reply that began before does not answer the command.
                        oracle.half = oracle.half.map(|(code, number, _)| (code, number, false));
                    }
                }
                Event::Write(n) => {
                    // A driver writes only what it is asked to write.
                    let n = n.min(oracle.left.filter(|_| oracle.driven).unwrap_or(0));
                    if n > 0 {
                        if session.action() == Wanted::Poll {
                            session.handle(Input::Pending);
                        }
                        session.handle(Input::Sent(n));
                        oracle.left = oracle.left.map(|left| left - n);
                    }
                }
                Event::Reply(code) if oracle.half.is_none() => {
                    session.handle(Input::Bytes(format!("{code} {number}\r\n").as_bytes()));
                    oracle.receive(code, number, written);
                }
                Event::Half(code) if oracle.half.is_none() => {
                    session.handle(Input::Bytes(&code.to_string().as_bytes()[..2]));
                    oracle.half = Some((code, number, written));
                }
                Event::Rest => if let Some((code, number, in_time)) = oracle.half.take() {
                    session.handle(Input::Bytes(format!("{} {number}\r\n", code % 10).as_bytes()));
                    oracle.receive(code, number, in_time);
                }
                Event::Resume => {
                    let pending = oracle.health() == Health::ReplyPending;
                    prop_assert_eq!(session.resume(), pending);
                    oracle.driven |= pending;
                    oracle.look();
                }
                Event::Late => {
                    session.handle(Input::TimedOut);
                    if oracle.driven {
                        (oracle.driven, oracle.reply) = (false, None);
                    }
                }
                Event::Eof => {
                    session.handle(Input::Eof);
                    oracle.end(CLOSED, None);
                }
                Event::Reply(_) | Event::Half(_) => {}
            }
            let reply = session.reply().map(|reply| reply.text().parse().unwrap());
            prop_assert_eq!(reply, oracle.reply);
            prop_assert_eq!(session.health(), oracle.health());
            let expected = match oracle.left {
                _ if !oracle.driven => "done",
                Some(0) | None => "receive",
                Some(_) => "send",
            };
            let action = match session.action() {
                Wanted::Poll | Wanted::Send(_) => "send",
                Wanted::Receive => "receive",
                Wanted::Done => "done",
            };
            prop_assert_eq!(action, expected);
        }
        let entries = session.session.transcript().entries().rev();
        let answers = entries.filter_map(|entry| match entry {
            Entry::Received { answers, .. } => Some(*answers),
            _ => None,
        });
        let expected: Vec<_> = oracle.answers.iter().rev().copied().collect();
        let answers: Vec<_> = answers.take(expected.len()).collect();
        prop_assert_eq!(answers, expected);
    }

    #[test]
    fn a_session_in_sync_has_heard_one_reply_to_each_command(
        data in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0), Just(255)], 0..300)
    ) {
        ftp_fuzz::session::session(&data);
    }

    /// The server answers every command, sometimes twice, and any of its replies may be late.
    #[test]
    fn a_reply_taken_for_the_answer_to_another_command_is_found_out(
        twice in proptest::collection::vec(prop::bool::weighted(0.2), 1..12),
        arrivals in proptest::collection::vec(0..4_usize, 0..40),
        cut in 1..9_usize,
    ) {
        let mut session = Driven::new(logged_in_session());
        let (mut under_way, mut said_twice, mut mistaken) = (Vec::new(), false, false);
        let mut arrivals = arrivals.into_iter();
        for (number, twice) in twice.iter().enumerate() {
            if !session.start(&Command::noop()) {
                break;
            }
            session.write_all();
            said_twice |= twice;
            for _ in 0..=usize::from(*twice) {
                under_way.extend(format!("2{number:02} {number}\r\n").bytes());
            }
            // Nothing, a part, or all of what is on its way arrives; in the end, what is waited for does.
            let mut come = |session: &mut Driven, n: usize| {
                let came: Vec<u8> = under_way.drain(..n.min(under_way.len())).collect();
                came.chunks(cut).for_each(|chunk| session.handle(Input::Bytes(chunk)));
            };
            while session.health() == PENDING {
                session.resume();
                match arrivals.next() {
                    Some(0) => session.handle(Input::TimedOut),
                    Some(1) => come(&mut session, 3),
                    _ => come(&mut session, usize::MAX),
                }
            }
            if session.health() == IN_SYNC {
                mistaken |= session.reply().unwrap().text() != number.to_string();
            }
        }
        session.handle(Input::Bytes(&under_way));
        prop_assert_eq!(session.health(), if said_twice { UNASKED } else { IN_SYNC });
        prop_assert!(!mistaken || said_twice);
    }
}
