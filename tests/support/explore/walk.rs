//! A login in one of its states.

use super::event::{Event, REST, UNENDED};
use super::setting::{ANSWER, SECOND, Setting};
use super::wire::{Happened, Wire};
use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginError, Secret, TlsFailure};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// A login that a path of events led to its state.
#[derive(Clone, Debug)]
pub struct Walk {
    /// The login.
    pub login: Login,
    /// What went over the wire.
    pub wire: Wire,
    /// The secrets that the server could have received.
    pub secrets: Vec<&'static str>,
    /// The number of tries on this connection.
    pub attempts: usize,
}

impl Walk {
    /// Starts a walk, before anything has happened.
    pub fn new(setting: &Setting) -> Walk {
        Walk {
            login: Login::new(setting.config()),
            wire: Wire::new(setting),
            secrets: setting.secrets(),
            attempts: 1,
        }
    }

    /// Applies the events one after another.
    pub fn along(setting: &Setting, path: &[Event]) -> Option<Walk> {
        path.iter().try_fold(Walk::new(setting), |walk, event| walk.then(*event))
    }

    /// Whether this event can happen here, and has another effect than all others that can.
    pub fn can(&self, event: Event) -> bool {
        let offered = match self.login.action() {
            Action::Done => return self.attempts == 1 && matches!(event, Event::Retry | Event::Answer),
            Action::Send(bytes) => bytes.len(),
            Action::Poll | Action::Receive | Action::StartTls => 0,
        };
        let polls = self.login.action() == Action::Poll;
        let piece = self.wire.piece();
        match event {
            Event::Retry | Event::Answer => false,
            // It would only grow.
            Event::Server(_) | Event::Echo if piece.starts_with(UNENDED) => false,
            Event::SentSome => offered > 1,
            // One piece of a line is as good as two.
            Event::Server("2") => piece.is_empty(),
            Event::Server(REST) => piece == "2",
            Event::Server(UNENDED) => (offered > 0 || polls) && piece.is_empty(),
            Event::Pending => polls,
            Event::Server(text) => self.login.action() == Action::Receive || Event::is_early(text),
            _ => true,
        }
    }

    /// Applies one more event. `None`: it cannot happen here.
    pub fn then(mut self, event: Event) -> Option<Walk> {
        if !self.can(event) {
            return None;
        }
        let offered = match self.login.action() {
            Action::Send(bytes) => bytes.to_vec(),
            _ => Vec::new(),
        };
        if !offered.is_empty() {
            let text = String::from_utf8_lossy(&offered);
            self.wire.happened.push(Happened::Offered(Rc::from(text), self.wire.tls()));
        }
        match event {
            Event::SentSome => self.sent(&offered[..offered.len() - 1]),
            Event::SentAll => self.sent(&offered),
            Event::SentTooMuch => self.login.handle(Input::Sent(offered.len() + 1)),
            Event::Server(text) => self.receive(text),
            Event::Echo => self.receive(&format!("530 not {}\r\n", self.secrets.join(", "))),
            Event::Eof => {
                self.wire.silence();
                self.login.handle(Input::Eof);
            }
            Event::Broken => {
                self.wire.silence();
                self.login.handle(Input::Broken);
            }
            Event::Pending => self.login.handle(Input::Pending),
            Event::TimedOut => {
                self.wire.silence();
                self.login.handle(Input::TimedOut);
            }
            Event::TlsUp => {
                if self.login.action() == Action::StartTls {
                    self.wire.happened.push(Happened::TlsUp);
                }
                self.login.handle(Input::TlsUp);
            }
            Event::TlsFailed => self.login.handle(Input::TlsFailed(TlsFailure::Untrusted)),
            Event::Retry => {
                let credentials = Credentials::new("bob", SECOND).unwrap();
                return self.again(SECOND, |error| error.retry(credentials));
            }
            Event::Answer => return self.again(ANSWER, |error| error.answer(Secret::new(ANSWER))),
        }
        Some(self)
    }

    fn sent(&mut self, bytes: &[u8]) {
        self.wire.written(bytes);
        self.login.handle(Input::Sent(bytes.len()));
    }

    fn receive(&mut self, text: &str) {
        self.wire.received(text);
        self.login.handle(Input::Bytes(text.as_bytes()));
    }

    fn again(
        mut self,
        secret: &'static str,
        how: impl FnOnce(LoginError) -> Result<Login, LoginError>,
    ) -> Option<Walk> {
        self.login = how(self.login.finish().err()?).ok()?;
        self.wire.happened.push(Happened::Again);
        self.secrets.push(secret);
        self.attempts += 1;
        Some(self)
    }

    /// Paths to the same state have the same key, unless they differ in what a login must not come from. 64 bits
    /// tell the states of a setting apart: the probability that two of 50000 collide is 1 in 10^10.
    pub(super) fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.login.hash_state(&mut hasher);
        self.secrets.hash(&mut hasher);
        self.wire.key().hash(&mut hasher);
        hasher.finish()
    }
}
