//! What a session says of itself, for every way in which a conversation can go on after the login.

use Step::{Begin, Eof, Late, Resume, Say, Sent, Start, TlsFails};
use ftp_proto::{
    Action, Arg, Command, Credentials, Dialogue, Health, Input, Limits, Login, LoginConfig, Poison,
    ReplyError, Session, TlsFailure, TlsPolicy,
};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Starts a command; nothing of it is written.
    Begin(&'static str),
    /// Starts a command, and all of it is written.
    Start(&'static str),
    /// So many bytes of it are written.
    Sent(usize),
    Say(&'static str),
    Resume,
    Late,
    Eof,
    TlsFails,
}

/// What happens; then the reply, the health, whether it is logged in, and the recovery: the lines to restore
/// and the one to replay.
type Row = (&'static [Step], &'static str, Health, bool, Option<(&'static str, &'static str)>);

const CLOSED: Health = Health::Closed;
const IN_SYNC: Health = Health::InSync;
const MISUSE: Health = Health::Poisoned(Poison::Misuse);
const NO_TLS: Health = Health::Poisoned(Poison::TlsFailed(TlsFailure::Other));
const PENDING: Health = Health::ReplyPending;
const MALFORMED: Health = Health::Poisoned(Poison::Malformed(ReplyError::NoCode { at: 0 }));

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (&[],                                                              "",               IN_SYNC, true,  None),
    (&[Start("PWD"), Say("257 \"/\"\n")],                              "257 \"/\"",      IN_SYNC, true,  None),
    (&[Start("DELE x"), Say("550 no\n")],                              "550 no",         IN_SYNC, true,  None),
    (&[Start("RETR x"), Say("150 soon\n")],                            "150 soon",       PENDING, true,  Some(("", "RETR x"))),
    (&[Start("RETR x"), Say("150 soon\n226 done\n")],                  "226 done",       IN_SYNC, true,  None),
    (&[Start("RETR x"), Say("150 soon\n"), Resume, Say("226 done\n")], "226 done",       IN_SYNC, true,  None),

    // Not in time: the reply is still to come, and is that command's.
    (&[Start("PWD"), Late],                                            "",               PENDING, true,  Some(("", "PWD"))),
    (&[Start("PWD"), Late, Start("NOOP"), Say("257 \"/\"\n")],         "257 \"/\"",      IN_SYNC, true,  None),
    (&[Start("PWD"), Late, Resume, Say("257 \"/\"\n")],                "257 \"/\"",      IN_SYNC, true,  None),

    // Nobody asked: no answer to what is started next, or only half written.
    (&[Say("226 old\n"), Start("PWD")],                                "",               PENDING, true,  Some(("", "PWD"))),
    (&[Say("22"), Start("PWD"), Say("6 old\n257 \"/\"\n")],            "257 \"/\"",      IN_SYNC, true,  None),
    (&[Begin("PWD"), Sent(4), Say("226 old\n"), Sent(1)],              "",               PENDING, true,  Some(("", "PWD"))),
    (&[Begin("PWD"), Sent(4), Say("226 old\n"), Sent(1), Say("257 \"/\"\n")], "257 \"/\"", IN_SYNC, true, None),
    (&[Start("PWD"), Say("257 \"/\"\n226 old\n"), Start("NOOP"), Say("200 ok\n")], "200 ok", IN_SYNC, true, None),

    // The login is lost, and the server still there.
    (&[Start("LIST"), Say("530 Please login with USER and PASS.\n")],  "530 Please login with USER and PASS.", IN_SYNC, false, Some(("", "LIST"))),
    (&[Start("DELE x"), Say("530 Not logged in.\n")],                  "530 Not logged in.", IN_SYNC, false, Some(("", ""))),
    (&[Start("STOR x"), Say("530 TLS first.\n")],                     "530 TLS first.", IN_SYNC, true, None),
    (&[Start("USER x"), Say("530 Can't change to another user.\n")],   "530 Can't change to another user.", IN_SYNC, true, None),
    (&[Start("REIN"), Say("220 ready\n")],                             "220 ready",      IN_SYNC, false, Some(("", ""))),
    (&[Start("REIN"), Say("502 no\n")],                                "502 no",         IN_SYNC, true,  None),
    (&[Start("REIN"), Say("220 ready\n"), Start("PASS x"), Say("230 hello\n")], "230 hello", IN_SYNC, true, None),

    // The server leaves.
    (&[Say("421 idle\n")],                                             "421 idle",       CLOSED,  false, Some(("", ""))),
    (&[Say("221 bye\n")],                                              "221 bye",        CLOSED,  false, Some(("", ""))),
    (&[Start("QUIT"), Say("221 bye\n")],                               "221 bye",        CLOSED,  false, Some(("", ""))),
    (&[Start("SIZE x"), Say("421 idle\n")],                            "421 idle",       CLOSED,  false, Some(("", "SIZE x"))),
    (&[Begin("SIZE x"), Sent(3), Say("421 idle\n")],                   "421 idle",       CLOSED,  false, Some(("", "SIZE x"))),
    (&[Start("SIZE x"), Eof],                                          "",               CLOSED,  false, Some(("", "SIZE x"))),
    (&[Start("SIZE x"), Say("213 5"), Eof],                            "",               CLOSED,  false, Some(("", "SIZE x"))),
    (&[Start("DELE x"), Eof],                                          "",               CLOSED,  false, Some(("", ""))),
    (&[Start("RETR x"), Say("550 no\n421 idle\n")],                    "421 idle",       CLOSED,  false, Some(("", ""))),
    (&[Start("RETR x"), Say("150 soon\n421 idle\n")],                  "421 idle",       CLOSED,  false, Some(("", "RETR x"))),
    (&[Start("RETR x"), Say("150 soon\n"), Eof],                       "150 soon",       CLOSED,  false, Some(("", "RETR x"))),

    // Out of sync for good.
    (&[Start("PWD"), Say("hello\n")],                                  "",               MALFORMED, true, Some(("", "PWD"))),
    (&[Start("PWD"), TlsFails],                                        "",               NO_TLS,  true,  Some(("", "PWD"))),
    (&[Begin("PWD"), Sent(6)],                                         "",               MISUSE,  true,  Some(("", "PWD"))),
    (&[Sent(1)],                                                       "",               MISUSE,  true,  Some(("", ""))),
    (&[Start("PWD"), TlsFails, Say("257 \"/\"\n")],                    "",               NO_TLS,  true,  Some(("", "PWD"))),

    // Where it stood.
    (&[Start("TYPE I"), Say("200 ok\n"), Start("CWD a"), Say("250 ok\n"), Start("CWD b"), Say("250 ok\n"), Eof],
                                                                       "250 ok",         CLOSED,  false, Some(("TYPE I|CWD a|CWD b", ""))),
    (&[Start("CWD a"), Say("250 ok\n"), Start("CWD /b"), Say("250 ok\n"), Start("CDUP"), Say("250 ok\n"), Eof],
                                                                       "250 ok",         CLOSED,  false, Some(("CWD /b|CDUP", ""))),
    (&[Start("CWD a"), Say("550 no\n"), Eof],                          "550 no",         CLOSED,  false, Some(("", ""))),
    (&[Start("CWD a"), Eof],                                           "",               CLOSED,  false, Some(("", "CWD a"))),
    (&[Start("REST 9"), Say("350 ok\n"), Start("PASV"), Say("227 ok\n"), Start("RETR x"), Eof],
                                                                       "",               CLOSED,  false, Some(("REST 9", "RETR x"))),
    (&[Start("REST 9"), Say("350 ok\n"), Start("RETR x"), Say("226 ok\n"), Start("RETR y"), Eof],
                                                                       "",               CLOSED,  false, Some(("", "RETR y"))),
    (&[Start("REST 9"), Say("350 ok\n"), Start("NOOP"), Say("200 ok\n"), Start("RETR x"), Eof],
                                                                       "",               CLOSED,  false, Some(("", "RETR x"))),
    (&[Start("REST 9"), Say("502 no\n"), Start("RETR x"), Eof],        "",               CLOSED,  false, Some(("", "RETR x"))),
    (&[Start("CWD a"), Say("250 ok\n"), Start("REIN"), Say("220 ready\n"), Eof], "220 ready", CLOSED, false, Some(("", ""))),
    (&[Start("PASS hunter2"), Eof],                                    "",               CLOSED,  false, Some(("", ""))),
];

#[test]
fn every_row_holds() {
    for (steps, reply, health, logged_in, recovery) in ROWS {
        let mut session = logged_in_session();
        steps.iter().for_each(|step| perform(&mut session, *step));
        let heard = session
            .reply()
            .map_or_else(String::new, |reply| format!("{} {}", reply.code().get(), reply.text()));
        assert_eq!(heard, *reply, "{steps:?}");
        assert_eq!((session.health(), session.is_logged_in()), (*health, *logged_in), "{steps:?}");
        let text = |lines: &[Vec<u8>]| String::from_utf8(lines.join(&b"|"[..])).unwrap().replace("\r\n", "");
        let told = session.recovery().map(|told| (text(&told.restore), text(&Vec::from_iter(told.replay))));
        let expected = recovery.map(|(restore, replay)| (restore.to_owned(), replay.to_owned()));
        assert_eq!(told, expected, "{steps:?}");
        assert!(!format!("{session:?} {told:?}").contains("hunter2"), "{steps:?}");
    }
}

#[test]
fn replies_without_end_are_no_session() {
    for unasked in ["150 soon\n", "226 old\n"] {
        let mut session = logged_in_session();
        if unasked.starts_with('1') {
            perform(&mut session, Start("RETR x"));
        }
        for _ in 0..Limits::default().preliminary {
            perform(&mut session, Say(unasked));
            assert!(!matches!(session.health(), Health::Poisoned(_)));
        }
        perform(&mut session, Say(unasked));
        assert_eq!(session.health(), Health::Poisoned(Poison::EndlessReplies));
    }
}

fn logged_in_session() -> Session {
    let config = LoginConfig::new(Credentials::new("alice", "secret").unwrap());
    let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
    let mut said = ["220 ready\n", "331 password?\n", "230 welcome\n"].into_iter();
    loop {
        let input = match login.action() {
            Action::Send(bytes) => Input::Sent(bytes.len()),
            Action::Receive => Input::Bytes(said.next().unwrap().as_bytes()),
            Action::StartTls | Action::Done => return login.finish().unwrap(),
        };
        login.handle(input);
    }
}

fn perform(session: &mut Session, step: Step) {
    match step {
        Begin(line) => drop(session.start(&command(line))),
        Start(line) => {
            if session.start(&command(line)).is_ok() {
                session.handle(Input::Sent(line.len() + 2));
            }
        }
        Sent(n) => session.handle(Input::Sent(n)),
        Say(bytes) => session.handle(Input::Bytes(bytes.as_bytes())),
        Resume => session.resume().unwrap(),
        Late => session.handle(Input::TimedOut),
        Eof => session.handle(Input::Eof),
        TlsFails => session.handle(Input::TlsFailed(TlsFailure::Other)),
    }
}

fn command(line: &'static str) -> Command<'static> {
    let (verb, argument) =
        line.split_once(' ').map_or((line, None), |(verb, argument)| (verb, Some(argument)));
    Command::custom(verb, argument.map(|argument| Arg::new(argument.as_bytes()).unwrap())).unwrap()
}

/// What may happen to a session; replies have a number each.
#[derive(Clone, Copy, Debug)]
enum Event {
    Start,
    /// So many bytes more are written, as far as there are as many.
    Write(usize),
    Reply(u16),
    /// The first two digits of one.
    Half(u16),
    /// The rest of it.
    Rest,
    Resume,
    Late,
    Eof,
}

/// The simplest account of which reply is whose.
#[derive(Default)]
struct Oracle {
    closed: bool,
    /// Of the command under way: how many bytes are to be written.
    left: Option<usize>,
    driven: bool,
    /// The code and number of a reply that has begun, and whether the command under way was written then.
    half: Option<(u16, usize, bool)>,
    reply: Option<usize>,
}

impl Oracle {
    fn hear(&mut self, code: u16, number: usize, in_time: bool) {
        let leaves = matches!(code, 221 | 421);
        match in_time {
            _ if self.closed => return,
            false if !leaves => return,
            true if code < 200 => {}
            _ => self.left = None,
        }
        self.reply = Some(number);
        self.driven = false;
        self.closed = leaves;
    }

    fn health(&self) -> Health {
        match self.left {
            _ if self.closed => Health::Closed,
            Some(_) => Health::ReplyPending,
            None => Health::InSync,
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
    #[test]
    fn a_reply_is_the_answer_to_what_was_written_before_it_began(
        events in proptest::collection::vec(event(), 0..60)
    ) {
        let mut session = logged_in_session();
        let mut oracle = Oracle::default();
        for (number, event) in events.into_iter().enumerate() {
            let written = oracle.left == Some(0);
            match event {
                Event::Start => {
                    let idle = oracle.health() == Health::InSync;
                    prop_assert_eq!(session.start(&Command::pwd()).is_ok(), idle);
                    if idle {
                        (oracle.left, oracle.driven, oracle.reply) = (Some(5), true, None);
                        // What began before is not its answer.
                        oracle.half = oracle.half.map(|(code, number, _)| (code, number, false));
                    }
                }
                Event::Write(n) => {
                    let n = n.min(oracle.left.unwrap_or(0));
                    if n > 0 && !oracle.closed {
                        session.handle(Input::Sent(n));
                        oracle.left = oracle.left.map(|left| left - n);
                    }
                }
                Event::Reply(code) if oracle.half.is_none() => {
                    session.handle(Input::Bytes(format!("{code} {number}\r\n").as_bytes()));
                    oracle.hear(code, number, written);
                }
                Event::Half(code) if oracle.half.is_none() => {
                    session.handle(Input::Bytes(&code.to_string().as_bytes()[..2]));
                    oracle.half = Some((code, number, written));
                }
                Event::Rest => if let Some((code, number, in_time)) = oracle.half.take() {
                    session.handle(Input::Bytes(format!("{} {number}\r\n", code % 10).as_bytes()));
                    oracle.hear(code, number, in_time);
                }
                Event::Resume => {
                    let pending = oracle.health() == Health::ReplyPending;
                    prop_assert_eq!(session.resume().is_ok(), pending);
                    oracle.driven |= pending;
                }
                Event::Late => {
                    session.handle(Input::TimedOut);
                    oracle.driven = false;
                }
                Event::Eof => {
                    session.handle(Input::Eof);
                    (oracle.closed, oracle.driven) = (true, false);
                }
                Event::Reply(_) | Event::Half(_) => {}
            }
            let heard = session.reply().map(|reply| reply.text().parse().unwrap());
            prop_assert_eq!(heard, oracle.reply);
            prop_assert_eq!(session.health(), oracle.health());
            let expected = match oracle.left {
                _ if !oracle.driven || oracle.closed => "done",
                Some(0) | None => "receive",
                Some(_) => "send",
            };
            let action = match session.action() {
                Action::Send(_) => "send",
                Action::Receive => "receive",
                Action::Done => "done",
                Action::StartTls => "tls",
            };
            prop_assert_eq!(action, expected);
        }
    }
}
