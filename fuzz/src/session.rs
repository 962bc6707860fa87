//! A session, whatever the server and the driver do, at any moment.

use arbitrary::{Arbitrary, Unstructured};
use ftp_proto::{
    Action, Command, Credentials, Dialogue, Entry, Health, Input, Login, LoginConfig, Session, TlsFailure,
    TlsPolicy,
};

#[derive(Arbitrary, Debug)]
enum Event<'a> {
    Start(u8),
    Resume,
    /// So many of the bytes that are offered, and more if it is more.
    Sent(u8),
    SentAll,
    Bytes(&'a [u8]),
    Reply(u16),
    Eof,
    TimedOut,
    TlsUp,
    TlsFailed,
}

/// No panic; a session that is over stays as it is; one that is in sync has heard as many final replies as
/// commands were started, none of them for the next; and the same end however the server's bytes are cut.
pub fn session(data: &[u8]) {
    let Ok(events) = Vec::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let whole = played(&events, usize::MAX);
    assert_eq!(whole, played(&events, 1), "the chunks make a difference");
}

fn played(events: &[Event<'_>], chunk: usize) -> String {
    let mut session = logged_in();
    let (mut before, mut started) = (finals(&session), 0);
    for event in events {
        let (health, offered) = (session.health(), offered(&session));
        match event {
            Event::Start(which) => {
                if session.start(&command(*which)).is_ok() {
                    started += 1;
                    assert!(session.reply().is_none() && offered == 0);
                }
            }
            Event::Resume => assert_eq!(session.resume().is_ok(), health == Health::ReplyPending),
            Event::Sent(n) => session.handle(Input::Sent(usize::from(*n))),
            Event::SentAll => session.handle(Input::Sent(offered)),
            Event::Bytes(bytes) => bytes.chunks(chunk).for_each(|c| session.handle(Input::Bytes(c))),
            Event::Reply(code) => {
                let reply = format!("{:03} x\r\n", code % 700);
                reply.as_bytes().chunks(chunk).for_each(|c| session.handle(Input::Bytes(c)));
            }
            Event::Eof => session.handle(Input::Eof),
            Event::TimedOut => session.handle(Input::TimedOut),
            Event::TlsUp => session.handle(Input::TlsUp),
            Event::TlsFailed => session.handle(Input::TlsFailed(TlsFailure::Other)),
        }
        match session.health() {
            _ if session.transcript().left_out() > 0 => {}
            // Some servers welcome twice.
            Health::InSync if started == 0 => before = finals(&session),
            Health::InSync => {
                assert_eq!(finals(&session), before + started, "one reply to each");
                assert_eq!(session.action(), Action::Done);
            }
            Health::ReplyPending => assert!(finals(&session) < before + started, "none too much"),
            _ => assert!(session.action() == Action::Done && session.start(&Command::noop()).is_err()),
        }
        if matches!(health, Health::Closed | Health::Poisoned(_)) {
            assert_eq!(session.health(), health);
        }
    }
    let reply = session.reply().map(|reply| reply.as_reply().raw().to_vec());
    format!("{:?} {} {reply:?} {:?}", session.health(), session.is_logged_in(), session.recovery())
}

fn logged_in() -> Session {
    let config = LoginConfig::new(Credentials::new("alice", "secret").unwrap());
    let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
    for reply in ["220 x\r\n", "331 x\r\n", "230 x\r\n"] {
        login.handle(Input::Bytes(reply.as_bytes()));
        while let Action::Send(bytes) = login.action() {
            let n = bytes.len();
            login.handle(Input::Sent(n));
        }
    }
    login.finish().unwrap()
}

fn command(which: u8) -> Command<'static> {
    let name = || "x".try_into().unwrap();
    match which % 16 {
        0 => Command::noop(),
        1 => Command::pwd(),
        2 => Command::cwd(name()),
        3 => Command::cdup(),
        4 => Command::type_(true),
        5 => Command::rest(9),
        6 => Command::retr(name()),
        7 => Command::stor(name()),
        8 => Command::rnfr(name()),
        9 => Command::rnto(name()),
        10 => Command::user(name()),
        11 => Command::pass(None),
        12 => Command::rein(),
        13 => Command::auth(name()),
        14 => Command::quit(),
        _ => Command::abor(),
    }
}

/// How many bytes are to be written.
fn offered(session: &Session) -> usize {
    match session.action() {
        Action::Send(bytes) => bytes.len(),
        _ => 0,
    }
}

/// The final replies in the transcript.
fn finals(session: &Session) -> usize {
    let is_final = |entry: &&Entry| matches!(entry, Entry::Got(reply) if reply.code().get() >= 200);
    session.transcript().entries().filter(is_final).count()
}
