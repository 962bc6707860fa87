//! The machine that carries out what [`transition`] decides: it queues commands, takes replies, and keeps the transcript.

use super::state::{Channel, Effects, Event, Repeatable, State};
use super::step::Step;
use super::transition::transition;
use super::{Credentials, LoginConfig, LoginError, LoginErrorKind, Misuse, Pipelining, TlsPolicy};
use crate::dialogue::{Action, Dialogue, Input, TlsFailure};
use crate::exchange::{Control, Incoming, Miscounted};
use crate::reply::ReplyBuf;
use crate::session::{Granted, Health, Session};
use crate::transcript::{Entry, Secret, Transcript};
use alloc::{boxed::Box, collections::VecDeque, vec::Vec};
use core::fmt;

/// A running login. It is a [`Dialogue`]: drive it to [`Action::Done`], then call [`Login::finish`] for the [`Session`] or
/// the [`LoginError`].
///
/// A login ends after a bounded number of inputs, whatever the server sends. Every command is sent once or twice, the server
/// has [`Limits`](crate::reply::Limits) on what it may send, and a timeout is an input too. At most 64 inputs in a row may
/// report nothing (`Sent(0)`, no bytes); one more is a [`Misuse`].
///
/// A test walks through all states of a login. In every state it tries every reply code that has a meaning, odd replies,
/// pieces of replies, silence, the end of the stream, failing TLS and a misbehaving driver, for every [`TlsPolicy`] and
/// [`Pipelining`], and through every kind of proxy. With one preliminary reply allowed, these are
/// 1042381 states, 4329459 ways between them, at most 78 inputs to the end. The following holds in each state:
///
/// - If TLS is required, no USER, PASS or ACCT is offered in clear.
/// - An attempt sends each password and each account at most once. It sends each USER at most once in clear, and once under
///   TLS: with [`TlsPolicy::DangerIfOffered`], a server can demand TLS in its reply to USER.
/// - Before 230 only commands of the login are sent, and after it none of them. Only PBSZ and PROT, if the server refused them
///   before it, are sent again.
/// - A reply completes the login only if it came after its command was sent.
/// - A finished login stays as it is.
/// - No secret can be printed.
#[cfg_attr(feature = "unstable-testing", derive(Clone))]
pub struct Login {
    pub(super) control: Control<Step>,
    pub(super) config: LoginConfig,
    state: State,
    /// The steps to send once no reply is awaited any more.
    queue: VecDeque<Step>,
    /// The steps that were sent. None is sent twice.
    sent: Vec<Step>,
    /// The number of commands in the last write.
    pub(super) batch: usize,
    /// The connection cannot take another attempt.
    pub(super) unusable: bool,
    /// Missing replies are not waited for.
    stopped: bool,
    /// A command was given up in the middle of its line.
    pub(super) torn: bool,
    granted: Granted,
}

impl Login {
    /// Starts a login over a TCP connection that was just made.
    pub fn new(config: LoginConfig) -> Self {
        let state = match config.tls {
            TlsPolicy::Implicit => State::TlsFirst,
            _ => State::Greeting { channel: Channel::Clear },
        };
        Login::from_state(config, state)
    }

    pub(super) fn from_state(config: LoginConfig, state: State) -> Self {
        let mut control = Control::new(config.limits);
        control.expect(Step::Greeting);
        if state.awaits_tls() {
            control.poll();
        }
        let mut login = Login {
            control,
            config,
            state,
            queue: VecDeque::new(),
            sent: Vec::new(),
            batch: 0,
            unusable: false,
            stopped: false,
            torn: false,
            granted: Granted::default(),
        };
        login.hide_secrets();
        login
    }

    /// Returns what was sent and received so far.
    pub fn transcript(&self) -> &Transcript {
        &self.control.transcript
    }

    /// Adds what only the owner knows to the transcript, such as [`Entry::Connected`] and [`Entry::Waited`].
    pub fn note(&mut self, entry: Entry) {
        self.control.note(entry);
    }

    /// Returns the session, or why there is none. Call it after [`Action::Done`].
    ///
    /// # Errors
    /// The login failed. Before [`Action::Done`], the error is [`Misuse::Unfinished`], unless the login has failed already and
    /// only waits for the replies to what it had sent.
    pub fn finish(mut self) -> Result<Session, LoginError> {
        if !self.is_done() {
            self.happen(Event::Misuse(Misuse::Unfinished));
        }
        self.control.release();
        self.granted.encrypted = self.state.channel() == Channel::Tls;
        match self.state.clone() {
            State::Complete { .. } => Ok(Session::new(self.control.handed_over(), self.granted)),
            State::Failed { kind, phase, .. } => Err(LoginError { kind, phase, login: Box::new(self) }),
            _ => {
                let phase = self.state.phase(None, &self.config);
                let kind = LoginErrorKind::Misuse(Misuse::Unfinished);
                Err(LoginError { kind, phase, login: Box::new(self) })
            }
        }
    }

    /// Whether this connection can take another attempt. Through a proxy it cannot: it is unknown which server the proxy
    /// would take it to.
    pub(super) fn usable(&self) -> bool {
        !self.unusable && self.config.script.is_direct()
    }

    /// Whether the server demanded TLS in its reply to USER, and TLS could not be started then.
    pub(super) fn demanded_tls(&self) -> bool {
        self.state.channel() == Channel::TlsDemanded
    }

    pub(super) fn again(mut self, credentials: Credentials) -> Self {
        self.config.credentials = credentials;
        self.hide_secrets();
        self.happen(Event::Retry);
        self.send();
        self
    }

    pub(super) fn with_answer(mut self, answer: Secret) -> Self {
        self.config.credentials.password = answer;
        self.config.credentials.anonymous = false;
        self.hide_secrets();
        self.happen(Event::Answer);
        self.send();
        self
    }

    /// Hashes the state, without a byte of the conversation: two logins with the same hash continue in the same way.
    /// Only with the feature `unstable-testing`, to which semantic versioning does not apply.
    #[cfg(feature = "unstable-testing")]
    pub fn hash_state(&self, hasher: &mut impl core::hash::Hasher) {
        use core::hash::Hash;
        (&self.state, &self.queue, &self.sent, self.config.pipelining).hash(hasher);
        (self.unusable, self.stopped, &self.granted).hash(hasher);
        self.control.hash_state(hasher);
    }

    fn is_done(&self) -> bool {
        self.state.is_end() && (self.stopped || self.control.outstanding() == 0)
    }

    fn hide_secrets(&mut self) {
        let secrets = self.config.credentials.secrets().chain(self.config.script.secrets());
        secrets.for_each(|secret| self.control.hide(secret));
    }

    /// The only place where the state changes.
    fn happen(&mut self, event: Event<'_>) {
        let reply = event.reply();
        let was_end = self.state.is_end();
        let before = core::mem::replace(&mut self.state, State::TlsFirst);
        let logged_in = matches!(before, State::LoggedIn { .. });
        let awaited_tls = before.awaits_tls();
        let (state, effects) = transition(before, event, self.control.awaits(), &self.config);
        self.state = state;
        if self.state.awaits_tls() && !awaited_tls {
            self.control.poll();
        }
        match self.state {
            State::LoggedIn { .. } if !logged_in => self.queue.clear(),
            State::Failed { .. } if !was_end => {
                self.queue.clear();
                // Commands that are not written completely cannot be taken back.
                if !self.control.to_write().is_empty() {
                    self.unusable = true;
                    self.stop();
                }
            }
            _ => {}
        }
        self.perform(effects, reply);
    }

    fn perform(&mut self, effects: Effects, reply: Option<&ReplyBuf>) {
        effects.violation.into_iter().for_each(|what| self.control.note(Entry::Violation(what)));
        match effects.repeatable {
            Repeatable::None => {}
            Repeatable::Protection => self.sent.retain(|step| !matches!(step, Step::Pbsz | Step::Prot)),
            Repeatable::Lines => self.sent.retain(|step| !matches!(step, Step::Line(_))),
            Repeatable::Password => self.sent.retain(|step| *step != Step::PASS),
            Repeatable::All => self.sent.clear(),
        }
        if effects.in_step {
            self.config.pipelining = Pipelining::InStep;
        }
        if let Some(protected) = effects.data_protected {
            self.granted.data_protected = protected;
        }
        self.granted.binary |= effects.binary;
        if effects.features {
            self.granted.features = reply.cloned();
        }
        if let Some(reply) = reply.filter(|_| effects.behind_login) {
            self.granted.behind_login(&Incoming::Early::<Step>(reply.clone()));
        }
        self.queue.extend(effects.enqueue);
        self.unusable |= effects.unusable;
        if effects.stop {
            self.stop();
        }
    }

    pub(super) fn stop(&mut self) {
        self.torn |= self.control.is_in_a_line();
        self.control.stop();
        self.stopped = true;
    }

    fn received(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if matches!(self.state, State::Handshake { .. }) {
                return self.happen(Event::InClear);
            }
            let Some(incoming) = self.control.receive(&mut bytes) else { return };
            self.take(incoming);
            if self.is_done() {
                return self.leftover(bytes);
            }
        }
    }

    fn take(&mut self, incoming: Incoming<Step>) {
        match incoming {
            Incoming::Preliminary(_) if self.state.awaits_tls() => self.happen(Event::InClear),
            Incoming::Preliminary(_) | Incoming::Surplus => {}
            Incoming::Answer(step, reply) => {
                self.happen(Event::Reply { step, reply: &reply, batched: self.batch > 1 });
                self.advance(step, &reply);
            }
            Incoming::Early(reply) => self.happen(Event::Early(&reply)),
            Incoming::Endless => self.happen(Event::Endless),
            Incoming::Malformed(error) => self.happen(Event::Malformed(error)),
        }
    }

    /// Handles what came after the reply that decided the login.
    fn leftover(&mut self, mut bytes: &[u8]) {
        while let Some(incoming) = self.control.receive(&mut bytes) {
            self.unusable = true;
            self.granted.behind_login(&incoming);
        }
        self.unusable |= self.control.mid_reply();
    }

    /// Sends the next commands, if no reply is awaited and the login is not decided.
    fn advance(&mut self, step: Step, reply: &ReplyBuf) {
        if self.state.is_end() || self.state.awaits_tls() || self.control.outstanding() > 0 {
            return;
        }
        self.send();
        if self.batch == 0 {
            self.happen(Event::Exhausted { step, reply });
        }
    }

    /// Queues the next commands, in one write as far as the configuration allows.
    fn send(&mut self) {
        self.batch = 0;
        while let Some(step) = self.queue.pop_front() {
            if self.sent.contains(&step) {
                continue;
            }
            let control = &mut self.control;
            if step.command(&self.config, |command| control.enqueue(command, step)).is_none() {
                return self.happen(Event::NotALine(step));
            }
            self.sent.push(step);
            self.batch += 1;
            if self.config.pipelining == Pipelining::InStep {
                return;
            }
        }
    }

    fn counted(&mut self, counted: Result<(), Miscounted>) {
        let misuse = match counted {
            Ok(()) => return,
            Err(Miscounted::NotAsked) => Misuse::NotAsked,
            Err(Miscounted::TooMuch) => Misuse::SentTooMuch,
            Err(Miscounted::Nothing) => Misuse::NoProgress,
        };
        self.happen(Event::Misuse(misuse));
    }

    fn tls_up(&mut self) {
        if self.action() != Action::StartTls {
            return self.happen(Event::Misuse(Misuse::NotAsked));
        }
        self.control.note(Entry::TlsUp);
        self.happen(Event::TlsUp { mid_reply: self.control.mid_reply() });
        if matches!(self.state, State::LoggingIn { .. }) {
            self.send();
        }
    }

    fn tls_failed(&mut self, why: TlsFailure) {
        if self.action() != Action::StartTls && self.state.channel() != Channel::Tls {
            return self.happen(Event::Misuse(Misuse::NotAsked));
        }
        self.control.note(Entry::TlsFailed(why));
        self.happen(Event::TlsFailed(why));
    }

    /// Handles the owner's time limit. A reply that lacks only its end counts as a reply.
    fn timed_out(&mut self) {
        match self.control.flush() {
            Some(incoming) => self.take(incoming),
            None => {
                self.control.note(Entry::TimedOut);
                self.happen(Event::Silence);
            }
        }
    }

    fn ended(&mut self, entry: Entry, event: Event<'_>, health: Health) {
        if let Some(incoming) = self.control.flush() {
            self.take(incoming);
        }
        self.control.note(entry);
        self.unusable = true;
        self.happen(event);
        // The end of the connection completed the last reply, and with it the login.
        if matches!(self.state, State::Complete { .. }) {
            self.granted.health = health;
        }
    }
}

impl Dialogue for Login {
    fn action(&self) -> Action<'_> {
        if self.is_done() {
            return Action::Done;
        }
        match self.control.action() {
            Action::Receive if self.state.awaits_tls() => Action::StartTls,
            action => action,
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        if self.is_done() {
            return;
        }
        match input {
            Input::Sent(n) => {
                let counted = self.control.sent(n);
                self.counted(counted);
            }
            Input::Bytes([]) => {
                let counted = self.control.nothing();
                self.counted(counted);
            }
            Input::Pending => {
                let counted = self.control.pending();
                self.counted(counted);
            }
            Input::Bytes(bytes) => self.received(bytes),
            Input::Eof => self.ended(Entry::Closed, Event::End, Health::Closed),
            Input::Broken => self.ended(Entry::Broken, Event::Broken, Health::Broken),
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
    /// Shows the state, without a byte of what was sent: two logins that print the same continue in the same way.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("action", &self.action())
            .field("state", &self.state)
            .field("control", &self.control)
            .field("queue", &self.queue)
            .field("sent", &self.sent)
            .field("pipelining", &self.config.pipelining)
            .field("unusable", &self.unusable)
            .field("stopped", &self.stopped)
            .field("granted", &self.granted)
            .finish_non_exhaustive()
    }
}
