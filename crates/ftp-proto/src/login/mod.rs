//! The login: from the greeting to 230, or to the reason why not.

mod again;
mod config;
mod error;
mod hear;
mod quit;
mod remedy;
mod script;
mod speak;
#[cfg(feature = "unstable-testing")]
mod state;
mod step;

pub use config::{Credentials, LoginConfig, Pipelining, TlsPolicy};
pub use error::{Fault, LoginError, LoginErrorKind, Misuse};
pub use quit::Quit;
pub use remedy::Remedy;
pub use script::{ProxyStyle, Script};

use crate::control::{Control, Miscounted};
use crate::session::{Granted, Session};
use crate::{Action, Dialogue, Entry, Input, Phase, Transcript, Violation};
use alloc::{boxed::Box, collections::VecDeque, vec::Vec};
use core::fmt;
use script::Verb;
use step::Step;

/// A login under way: a [`Dialogue`] that ends with [`Login::finish`].
///
/// It ends after a bounded number of inputs, whatever the server says: every command is said once, a
/// server has [`Limits`](crate::Limits) on what it may send, and silence is an input. Inputs that report nothing
/// (`Sent(0)`, no bytes) may be 64 in a row; one more is a [`Misuse`].
///
/// `cargo run --release -p ftp-tests --example exhaustive` walks through all of it: every reply code that has a meaning, odd replies, pieces, silence, the
/// end of the stream, failing TLS and a misbehaving driver, in every state that they lead to, for every
/// [`TlsPolicy`] and [`Pipelining`], through every kind of proxy too. With one preliminary reply allowed that is
/// 573506 states, 4091412 ways between them, at most 64 inputs to the end. In each: no USER, PASS or ACCT
/// is offered in clear where TLS is required; each is said once in an attempt; nothing but the login is
/// said before 230, and nothing of it behind; a login counts only by a reply that came after its command was
/// sent; what is done stays as it is; and no secret can be printed.
#[cfg_attr(feature = "unstable-testing", derive(Clone))]
pub struct Login {
    control: Control<Step>,
    config: LoginConfig,
    /// What is to be said when nothing is awaited any more.
    plan: VecDeque<Step>,
    /// What was said: nothing is said twice.
    said: Vec<Step>,
    start_tls: bool,
    /// AUTH TLS was tried again, since the server demanded TLS.
    upgraded: bool,
    /// Commands in the last write.
    batch: usize,
    logged_in: bool,
    /// How it ends, once nothing is outstanding.
    verdict: Option<Result<(), LoginErrorKind>>,
    phase: Phase,
    /// A stray reply, an end, a fault or QUIT: no other try on this connection.
    broken: bool,
    granted: Granted,
}

impl Login {
    /// A login at the moment when the TCP connection is up.
    pub fn new(config: LoginConfig) -> Self {
        let mut control = Control::new(config.limits);
        control.expect(Step::Greeting);
        let mut login = Login {
            control,
            plan: VecDeque::new(),
            said: Vec::new(),
            start_tls: config.tls == TlsPolicy::Implicit,
            upgraded: false,
            batch: 0,
            logged_in: false,
            verdict: None,
            phase: Phase::Greeting,
            broken: false,
            granted: Granted::default(),
            config,
        };
        login.hide_secrets();
        login
    }

    /// What was said so far.
    pub fn transcript(&self) -> &Transcript {
        &self.control.transcript
    }

    /// Adds what the owner knows: [`Entry::Connected`], [`Entry::Waited`].
    pub fn note(&mut self, entry: Entry) {
        self.control.note(entry);
    }

    /// The session, or why there is none. To be called after [`Action::Done`].
    pub fn finish(mut self) -> Result<Session, LoginError> {
        let unfinished = LoginErrorKind::Misuse(Misuse::Unfinished);
        if !self.is_done() {
            self.fail(unfinished.clone(), self.phase_now());
        }
        self.control.release();
        let kind = match self.verdict.take() {
            Some(Ok(())) => return Ok(Session::new(self.control.handed_over(), self.granted)),
            Some(Err(kind)) => kind,
            None => unfinished,
        };
        Err(LoginError { kind, phase: self.phase, login: Box::new(self) })
    }

    fn is_done(&self) -> bool {
        self.verdict.is_some() && self.control.outstanding() == 0
    }

    fn hide_secrets(&mut self) {
        let secrets = self.config.credentials.secrets().chain(self.config.script.secrets());
        secrets.for_each(|secret| self.control.hide(secret));
    }

    /// The server demanded TLS at USER, and it did not come to that.
    fn demanded_tls(&self) -> bool {
        self.upgraded && !self.granted.encrypted
    }

    fn tls_up(&mut self) {
        if !self.start_tls {
            return self.fail(LoginErrorKind::Misuse(Misuse::NotAsked), self.phase_now());
        }
        self.start_tls = false;
        self.granted.encrypted = true;
        self.control.note(Entry::TlsUp);
        if self.control.mid_reply() {
            return self.plaintext_before_tls();
        }
        if self.tls_asked() {
            self.begin();
            self.speak();
        }
    }

    fn tls_failed(&mut self, why: crate::TlsFailure) {
        let phase = self.phase_now();
        if !self.start_tls && !self.granted.encrypted {
            return self.fail(LoginErrorKind::Misuse(Misuse::NotAsked), phase);
        }
        self.control.note(Entry::TlsFailed(why));
        self.fail(LoginErrorKind::TlsFailed(why), Phase::TlsHandshake);
    }

    fn plaintext_before_tls(&mut self) {
        self.control.note(Entry::Violation(Violation::PlaintextBeforeTls));
        self.fail(LoginErrorKind::PlaintextBeforeTls, Phase::TlsHandshake);
    }

    /// The end of the owner's patience. What is here of a reply may be one after all: then it counts.
    fn timed_out(&mut self) {
        match self.control.flush() {
            Some(heard) => self.heard(heard),
            None => self.ended(Entry::TimedOut, LoginErrorKind::TimedOut),
        }
    }

    fn closed(&mut self) {
        if let Some(heard) = self.control.flush() {
            self.heard(heard);
        }
        self.ended(Entry::Closed, LoginErrorKind::Closed);
    }

    fn miscounted(&mut self, miscounted: Miscounted) {
        let misuse = match miscounted {
            Miscounted::NotAsked => Misuse::NotAsked,
            Miscounted::TooMuch => Misuse::SentTooMuch,
            Miscounted::Nothing => Misuse::NoProgress,
        };
        self.fail(LoginErrorKind::Misuse(misuse), self.phase_now());
    }

    fn ended(&mut self, entry: Entry, kind: LoginErrorKind) {
        self.control.note(entry);
        self.broken = true;
        match self.verdict {
            Some(_) => self.control.give_up(),
            None => self.fail(kind, self.phase_now()),
        }
    }

    fn fail(&mut self, kind: LoginErrorKind, phase: Phase) {
        use LoginErrorKind::*;
        if self.verdict.is_some() {
            // What was decided stands; the rest is how the connection went on.
            self.broken = true;
            return self.control.give_up();
        }
        self.phase = phase;
        if let Unexpected(_) = kind {
            self.control.note(Entry::Violation(Violation::UnexpectedReply));
        }
        let answered = matches!(kind, Refused(_) | TlsRefused(_) | AccountWanted(_) | AnswerWanted { .. });
        if !answered || !self.control.to_write().is_empty() {
            self.broken = true;
            self.control.give_up();
        }
        self.plan.clear();
        self.verdict = Some(Err(kind));
    }

    fn phase_now(&self) -> Phase {
        match self.control.awaits() {
            _ if self.start_tls => Phase::TlsHandshake,
            Some(step) => self.phase_of(step),
            None => self.phase,
        }
    }

    fn phase_of(&self, step: Step) -> Phase {
        match step {
            Step::Greeting => Phase::Greeting,
            Step::AuthTls | Step::AuthSsl | Step::Pbsz | Step::Prot => Phase::AuthTls,
            Step::Host => Phase::BeforeLogin,
            Step::Line(at) => match self.config.script.verb(at) {
                Some(Verb::Pass) => Phase::Pass,
                Some(Verb::Acct) => Phase::Acct,
                _ => Phase::User,
            },
            Step::Feat | Step::Utf8 | Step::Client | Step::Binary | Step::Quit => Phase::AfterLogin,
        }
    }
}

impl Dialogue for Login {
    fn action(&self) -> Action<'_> {
        if self.is_done() {
            return Action::Done;
        }
        if self.start_tls {
            return Action::StartTls;
        }
        match self.control.to_write() {
            b"" => Action::Receive,
            bytes => Action::Send(bytes),
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        if self.is_done() {
            return;
        }
        match input {
            Input::Sent(n) => {
                if let Err(miscounted) = self.control.sent(n) {
                    self.miscounted(miscounted);
                }
            }
            Input::Bytes([]) => {
                if let Err(miscounted) = self.control.nothing() {
                    self.miscounted(miscounted);
                }
            }
            Input::Bytes(bytes) => self.bytes(bytes),
            Input::Eof => self.closed(),
            Input::TimedOut => self.timed_out(),
            Input::TlsUp => self.tls_up(),
            Input::TlsFailed(why) => self.tls_failed(why),
        }
    }

    fn replies(&self) -> usize {
        self.control.replies()
    }
}

impl fmt::Debug for Login {
    /// The state, without a byte of what was said: two logins that print the same go on the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("action", &self.action())
            .field("control", &self.control)
            .field("plan", &self.plan)
            .field("said", &self.said)
            .field("upgraded", &self.upgraded)
            .field("pipelining", &self.config.pipelining)
            .field("logged_in", &self.logged_in)
            .field("verdict", &self.verdict)
            .field("phase", &self.phase)
            .field("broken", &self.broken)
            .field("granted", &self.granted)
            .finish_non_exhaustive()
    }
}
