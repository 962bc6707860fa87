//! A session, whatever the server and the driver do, at any moment.

use crate::diagnose::{holds, tls_failure};
use crate::ops::{Op, Ops};
use crate::{choice, command};
use ftp_proto::{
    Action, Arg, Command, Credentials, Dialogue, Entry, Health, Input, Limits, Login, LoginConfig, Session,
    TlsPolicy,
};

pub const SENT_ALL: u8 = 1;
/// So many of the bytes that are offered, and more if it is more.
pub const SENT: u8 = 2;
pub const EOF: u8 = 3;
pub const TIMED_OUT: u8 = 4;
pub const TLS_UP: u8 = 5;
pub const TLS_FAILED: u8 = 6;
/// The command of this number.
pub const START: u8 = 7;
pub const RESUME: u8 = 8;

const PASSWORD: &str = "canary-password";

/// No panic; a session that is over stays as it is; one that is in sync has got as many final replies as
/// commands were started, none of them for the next; and the same end however the server's bytes are cut.
pub fn session(data: &[u8]) {
    let diagnosed = choice::one_in(32, data);
    let ([kind, how, limit], data) = choice::header(data);
    let chunk = [1, 2, 3, 7][usize::from(kind >> 2 & 3)];
    let setting = Setting {
        polite: kind & 1 == 0,
        tls: kind & 2 != 0,
        diagnosed,
        limits: match how & 8 {
            0 => Limits::default(),
            _ => {
                let mut limits = Limits::default();
                limits.preliminary = usize::from(limit & 3);
                limits.transcript = choice::limit(limit);
                limits.lines = 3 + usize::from(limit);
                limits
            }
        },
    };
    let whole = setting.played(Ops(data), usize::MAX);
    let pieces = Setting { diagnosed: false, ..setting }.played(Ops(data), chunk);
    assert_eq!(whole, pieces, "in chunks of {chunk}");
}

struct Setting {
    /// The driver writes what is offered before it does anything else.
    polite: bool,
    tls: bool,
    diagnosed: bool,
    limits: Limits,
}

impl Setting {
    fn played(&self, ops: Ops<'_>, chunk: usize) -> String {
        let mut session = self.logged_in();
        let (mut before, mut started) = (finals(&session), 0);
        for op in ops {
            let health = session.health();
            let mut offered = offered(&session);
            let waits = matches!(op, Op::Line(_) | Op::Event(EOF | TIMED_OUT, _));
            if self.polite && waits && offered > 0 {
                session.handle(Input::Sent(offered));
                offered = 0;
            }
            match op {
                Op::Event(START, which) => {
                    let name = if which & 128 == 0 { &b"/x"[..] } else { b"x" };
                    let name = Arg::new(name).expect("a name");
                    if session.start(&command::any(which & 127, name)).is_ok() {
                        started += 1;
                        assert!(session.reply().is_none() && offered == 0);
                    }
                }
                Op::Event(RESUME, _) => assert_eq!(session.resume().is_ok(), health == Health::ReplyPending),
                Op::Event(SENT, n) => session.handle(Input::Sent(usize::from(n))),
                Op::Event(SENT_ALL, _) => session.handle(Input::Sent(offered)),
                Op::Event(EOF, _) => session.handle(Input::Eof),
                Op::Event(TIMED_OUT, _) => session.handle(Input::TimedOut),
                Op::Event(TLS_UP, _) => session.handle(Input::TlsUp),
                Op::Event(TLS_FAILED, why) => session.handle(Input::TlsFailed(tls_failure(why))),
                Op::Event(..) => {}
                Op::Line(bytes) => bytes.chunks(chunk).for_each(|c| session.handle(Input::Bytes(c))),
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
        self.end(&session)
    }

    /// What the session came to.
    fn end(&self, session: &Session) -> String {
        if self.diagnosed {
            holds(&session.diagnose());
            assert!(!format!("{session:?}").contains(PASSWORD));
        }
        let reply = session.reply().map(|reply| reply.as_reply().raw().to_vec());
        let protected = (session.is_encrypted(), session.is_data_protected());
        assert_eq!(protected.0, self.tls);
        let recovery = session.recovery();
        for line in recovery.iter().flat_map(|plan| plan.restore.iter().chain(&plan.replay)) {
            assert!(line.ends_with(b"\r\n") && !line.starts_with(b"PASS"), "{}", line.escape_ascii());
        }
        format!("{:?} {} {protected:?} {reply:?} {recovery:?}", session.health(), session.is_logged_in())
    }

    fn logged_in(&self) -> Session {
        let policy = if self.tls { TlsPolicy::Implicit } else { TlsPolicy::DangerCleartext };
        let config = LoginConfig::new(Credentials::new("alice", PASSWORD).expect("sound"));
        let mut login = Login::new(config.tls(policy).limits(self.limits));
        let replies: &[&str] = match self.tls {
            true => &["220 x\r\n", "200 x\r\n200 x\r\n331 x\r\n", "230 x\r\n"],
            false => &["220 x\r\n", "331 x\r\n", "230 x\r\n"],
        };
        if self.tls {
            login.handle(Input::TlsUp);
        }
        for reply in replies {
            login.handle(Input::Bytes(reply.as_bytes()));
            while let Action::Send(bytes) = login.action() {
                let n = bytes.len();
                login.handle(Input::Sent(n));
            }
        }
        login.finish().expect("a session")
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
