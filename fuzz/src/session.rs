//! Property of a session, whatever the server and the driver do at any moment.

use crate::diagnose::{holds, tls_failure};
use crate::driven::{Driven, Wanted, nothing_is_here, write_all};
use crate::ops::{Op, Ops};
use crate::{choice, command};
use ftp_diagnosis::diagnose;
use ftp_proto::session::Health;
use ftp_proto::transcript::Entry;
use ftp_proto::{Arg, Command, Credentials, Dialogue, Input, Limits, Login, LoginConfig, Session, TlsPolicy};
use std::cell::OnceCell;

pub const SENT_ALL: u8 = 1;
/// This many of the offered bytes were written; the number may be too large.
pub const SENT: u8 = 2;
pub const EOF: u8 = 3;
pub const TIMED_OUT: u8 = 4;
pub const TLS_UP: u8 = 5;
pub const TLS_FAILED: u8 = 6;
/// Starts the command with this number.
pub const START: u8 = 7;
pub const RESUME: u8 = 8;
pub const PENDING: u8 = 9;
pub const BROKEN: u8 = 10;

const PASSWORD: &str = "canary-password";

/// The session does not panic, and stays as it is once it is over. A session in sync has as many final replies as
/// commands were started, and none of them is left for the next command. It ends in the same way however the server's
/// bytes are cut.
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
        let mut driven = Driven::new(self.logged_in());
        let (mut counted, mut started) = (Counted::default(), 0);
        counted.look(&driven.session);
        let mut before = counted.finals;
        for op in ops {
            let health = driven.health();
            let waits = matches!(op, Op::Line(_) | Op::Event(EOF | TIMED_OUT, _));
            if self.polite && waits {
                driven.write_all();
            }
            if matches!(op, Op::Event(SENT | SENT_ALL, _)) && driven.action() == Wanted::Poll {
                driven.handle(Input::Pending);
            }
            let offered = offered(&mut driven);
            match op {
                Op::Event(START, which) => {
                    let name = if which & 128 == 0 { &b"/x"[..] } else { b"x" };
                    let name = Arg::new(name).expect("a name");
                    if driven.start(&command::any(which & 127, name)) {
                        started += 1;
                        assert!(driven.reply().is_none() && offered == 0);
                    }
                }
                Op::Event(RESUME, _) => {
                    let resumed = driven.resume();
                    assert_eq!(resumed, health == Health::ReplyPending);
                }
                Op::Event(SENT, n) => driven.handle(Input::Sent(usize::from(n))),
                Op::Event(SENT_ALL, _) => driven.handle(Input::Sent(offered)),
                Op::Event(EOF, _) => driven.handle(Input::Eof),
                Op::Event(BROKEN, _) => driven.handle(Input::Broken),
                Op::Event(PENDING, _) => driven.handle(Input::Pending),
                Op::Event(TIMED_OUT, _) => driven.handle(Input::TimedOut),
                Op::Event(TLS_UP, _) => driven.handle(Input::TlsUp),
                Op::Event(TLS_FAILED, why) => driven.handle(Input::TlsFailed(tls_failure(why))),
                Op::Event(..) => {}
                Op::Line(bytes) => bytes.chunks(chunk).for_each(|c| driven.handle(Input::Bytes(c))),
            }
            counted.look(&driven.session);
            match driven.health() {
                _ if driven.session.transcript().left_out() > 0 => {}
                // Some servers send a second welcome.
                Health::InSync if started == 0 => before = counted.finals,
                Health::InSync => {
                    assert_eq!(counted.finals, before + started, "one reply to each");
                    assert_eq!(driven.action(), Wanted::Done);
                }
                // The last of these replies may have come without being looked at. After it there may be the notice of
                // a server that closes, or bytes that the end of the stream turns into a reply.
                Health::ReplyPending => {
                    let most = before + started + counted.notices + counted.ends;
                    let transcript = driven.session.transcript();
                    assert!(counted.finals <= most, "at most {most} final replies: {transcript:#?}");
                }
                _ => assert!(driven.action() == Wanted::Done && !driven.start(&Command::noop())),
            }
            if health.is_over() {
                assert_eq!(driven.health(), health);
            }
        }
        self.end(&driven)
    }

    /// Checks the session at its end, and describes its state.
    fn end(&self, driven: &Driven) -> String {
        let session = &driven.session;
        if self.diagnosed {
            holds(&diagnose(session.transcript()));
            let outcome =
                driven.outcome.as_ref().map_or(String::new(), |outcome| format!("{outcome} {outcome:?}"));
            assert!(!format!("{session:?} {outcome}").contains(PASSWORD));
        }
        let protected = (session.is_encrypted(), session.is_data_protected());
        assert_eq!(protected.0, self.tls);
        let recovery = session.recovery();
        for line in recovery.iter().flat_map(|plan| plan.restore.iter().chain(&plan.replay)) {
            assert!(line.ends_with(b"\r\n") && !line.starts_with(b"PASS"), "{}", line.escape_ascii());
        }
        // The outcome of a drive depends on how the bytes were cut into reads; the state of the session does not.
        format!("{:?} {} {protected:?} {recovery:?}", driven.health(), session.is_logged_in())
    }

    /// Logs in with these limits. The logins with default limits are made once and kept.
    fn logged_in(&self) -> Session {
        thread_local! {
            static USUAL: [OnceCell<Login>; 2] = const { [const { OnceCell::new() }; 2] };
        }
        let login = match self.limits == Limits::default() {
            true => USUAL.with(|usual| usual[usize::from(self.tls)].get_or_init(|| self.login()).clone()),
            false => self.login(),
        };
        login.finish().expect("a session")
    }

    fn login(&self) -> Login {
        let policy = if self.tls { TlsPolicy::Implicit } else { TlsPolicy::DangerCleartext };
        let config = LoginConfig::new(Credentials::new("alice", PASSWORD).expect("sound"));
        let mut login = Login::new(config.tls(policy).limits(self.limits));
        let replies: &[&str] = match self.tls {
            true => &["220 x\r\n", "200 x\r\n200 x\r\n331 x\r\n", "230 x\r\n"],
            false => &["220 x\r\n", "331 x\r\n", "230 x\r\n"],
        };
        if self.tls {
            nothing_is_here(&mut login);
            login.handle(Input::TlsUp);
        }
        for reply in replies {
            login.handle(Input::Bytes(reply.as_bytes()));
            write_all(&mut login);
        }
        login
    }
}

/// Returns how many bytes are to be written.
fn offered(driven: &mut Driven) -> usize {
    match driven.action() {
        Wanted::Send(n) => n,
        _ => 0,
    }
}

/// Counts the replies in the transcript that end a command.
#[derive(Default)]
struct Counted {
    recorded: usize,
    /// Final replies up to the first with which the server closes; later ones answer nobody.
    finals: usize,
    /// 1 if the server has said that it closes.
    notices: usize,
    /// 1 if the stream has ended.
    ends: usize,
}

impl Counted {
    /// Counts the new entries.
    fn look(&mut self, session: &Session) {
        let transcript = session.transcript();
        for entry in transcript.since(self.recorded) {
            self.ends |= usize::from(matches!(entry, Entry::Closed | Entry::Broken));
            let Entry::Received { reply, .. } = entry else { continue };
            let code = reply.code().get();
            if self.notices == 0 {
                self.finals += usize::from(code >= 200);
                self.notices = usize::from(matches!(code, 221 | 421));
            }
        }
        self.recorded = transcript.recorded();
    }
}
