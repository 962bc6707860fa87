//! All rules of a login in one pure function: which state and effects follow from an event in a state. The machine carries
//! out the effects.

use super::Phase;
use super::script::Verb;
use super::state::{Channel, Effects, Event, Password, Repeatable, State};
use super::step::Step;
use super::{LoginConfig, LoginErrorKind, Misuse, Pipelining, TlsPolicy};
use crate::command::Protection;
use crate::reply::{Reply, ReplyBuf};
use crate::response::ResponseProblem::{BadSeed, SequenceOverflow};
use crate::response::{Challenge, Features, ResponseError};
use crate::transcript::Violation;
use crate::wording;
use alloc::{vec, vec::Vec};

/// Returns the next state and the effects of an event. `awaited` is the step whose reply comes next.
pub(crate) fn transition(
    state: State,
    event: Event<'_>,
    awaited: Option<Step>,
    config: &LoginConfig,
) -> (State, Effects) {
    let awaits_tls = state.awaits_tls();
    let at = Place { channel: state.channel(), phase: state.phase(awaited, config), config };
    match (state, event) {
        (state @ State::Complete { .. }, _) => (state, Effects::default()),
        (State::Failed { .. }, Event::Retry) => at.again(Step::USER, Repeatable::Lines),
        (State::Failed { .. }, Event::Answer) => at.again(Step::PASS, Repeatable::Password),
        (state, Event::Retry | Event::Answer) => (state, Effects::default()),
        (state @ State::Failed { .. }, event) => {
            let effects = at.after_failure(&event);
            (state, effects)
        }
        (State::LoggedIn { channel }, Event::Early(reply)) if !reply.code().closes() => {
            let effects = Effects { unusable: true, behind_login: true, ..Effects::default() };
            (State::LoggedIn { channel }, effects)
        }
        (State::LoggedIn { channel }, Event::Exhausted { .. }) => {
            (State::Complete { channel }, Effects::default())
        }
        (State::TlsFirst, Event::TlsUp { mid_reply: false }) => {
            (State::Greeting { channel: Channel::Tls }, Effects::default())
        }
        (State::Handshake { .. }, Event::TlsUp { mid_reply: false }) => {
            Place { channel: Channel::Tls, ..at }.begin()
        }
        (State::TlsFirst | State::Handshake { .. }, Event::TlsUp { mid_reply: true } | Event::InClear) => {
            at.plaintext()
        }
        // vsftpd refuses in clear before implicit TLS. Any other server that sends first does not speak TLS.
        (State::TlsFirst, Event::Reply { reply, .. }) => match reply.code().get() {
            400..=599 => at.fail_in(LoginErrorKind::Refused(reply.clone()), Phase::Greeting),
            _ => at.plaintext(),
        },
        (state, Event::Reply { step, reply, batched }) => {
            let (next, mut effects) = at.reply(state, step, reply);
            let refused = (400..600).contains(&reply.code().get());
            // The server may have refused only because the commands came in one write.
            effects.in_step |= batched && refused && !matches!(step, Step::Line(_));
            (next, effects)
        }
        (_, Event::Early(reply)) if reply.code().closes() => {
            let (state, effects) = at.fail(LoginErrorKind::Refused(reply.clone()));
            (state, Effects { unusable: true, ..effects })
        }
        (_, Event::Early(reply)) => at.fail(LoginErrorKind::EarlyReply(reply.clone())),
        (_, Event::TlsFailed(why)) if awaits_tls || at.channel == Channel::Tls => {
            at.fail_in(LoginErrorKind::TlsFailed(why), Phase::TlsHandshake)
        }
        (_, Event::TlsUp { .. } | Event::TlsFailed(_) | Event::InClear) => {
            at.fail(LoginErrorKind::Misuse(Misuse::NotAsked))
        }
        (_, Event::Endless) => at.fail(LoginErrorKind::EndlessReplies),
        (_, Event::Malformed(error)) => at.fail(LoginErrorKind::Malformed(error)),
        (_, Event::Silence) => at.fail(LoginErrorKind::TimedOut),
        (_, Event::End) => at.fail(LoginErrorKind::Closed),
        (_, Event::Broken) => at.fail(LoginErrorKind::Broken),
        (_, Event::NotALine(step)) => {
            at.fail_in(LoginErrorKind::Misuse(Misuse::LineTooLong), step.phase(config))
        }
        (_, Event::Misuse(misuse)) => at.fail(LoginErrorKind::Misuse(misuse)),
        (_, Event::Exhausted { step, reply }) => {
            at.fail_in(LoginErrorKind::Unexpected(reply.clone()), step.phase(config))
        }
    }
}

/// What the rules need besides the state and the event.
#[derive(Clone, Copy)]
struct Place<'a> {
    channel: Channel,
    phase: Phase,
    config: &'a LoginConfig,
}

impl Place<'_> {
    /// The rules for a reply: RFC 959 section 5.4, RFC 4217 and RFC 2228, as servers implement them.
    fn reply(&self, state: State, step: Step, reply: &ReplyBuf) -> (State, Effects) {
        let code = reply.code().get();
        let channel = self.channel;
        let auth = matches!(self.config.tls, TlsPolicy::Required | TlsPolicy::DangerIfOffered);
        match (&state, step, code) {
            // The login succeeded before the last replies to its write came.
            (State::LoggedIn { .. }, Step::Line(_), _) if !reply.code().closes() => {
                (state, Effects::default())
            }
            (State::LoggedIn { .. }, _, 221) => self.refused(step, reply),
            (_, _, 421) if !self.demands_upgrade(&state, step, reply) => self.refused(step, reply),
            (State::Greeting { .. }, Step::Greeting, 200 | 211 | 220 | 230)
                if auth && channel != Channel::Tls =>
            {
                (State::Auth { channel }, send(Step::AuthTls))
            }
            // A proxy's 230 is no login: the proxy does not know the host yet.
            (State::Greeting { .. }, Step::Greeting, 230) if self.config.script.is_direct() => {
                self.logged_in()
            }
            (State::Greeting { .. }, Step::Greeting, 200 | 211 | 220 | 230) => self.begin(),
            (State::Greeting { .. }, Step::Greeting, 400..=599) => self.refused(step, reply),
            // VxWorks answers 200.
            (State::Auth { .. }, Step::AuthTls | Step::AuthSsl, 200 | 234 | 334) => {
                (State::Handshake { channel }, Effects::default())
            }
            (State::Auth { .. }, Step::AuthTls, 500 | 501 | 502 | 504) => (state, send(Step::AuthSsl)),
            (State::Auth { .. }, Step::AuthTls | Step::AuthSsl, 200..=599) => {
                match (self.config.tls, channel) {
                    (TlsPolicy::DangerIfOffered, Channel::Clear) => self.begin(),
                    _ => self.fail_in(LoginErrorKind::TlsRefused(reply.clone()), step.phase(self.config)),
                }
            }
            (State::LoggingIn { .. }, Step::Line(at), _) => self.line(state, at, reply),
            (_, Step::Feat, 211) => (state, self.options(reply.as_reply())),
            (_, Step::Prot, _) => {
                let again = if matches!(code, 503 | 530) { Repeatable::Protection } else { Repeatable::None };
                let data_protected = Some(Protection::is_accepted(code));
                (state, Effects { repeatable: again, data_protected, ..Effects::default() })
            }
            (_, Step::Binary, 200..300) => (state, Effects { binary: true, ..Effects::default() }),
            (_, Step::Pbsz | Step::Host | Step::Feat | Step::Utf8 | Step::Client | Step::Binary, _) => {
                (state, Effects::default())
            }
            _ => self.unexpected(step, reply),
        }
    }

    /// The reply to a line of the script.
    fn line(&self, state: State, at: usize, reply: &ReplyBuf) -> (State, Effects) {
        let script = &self.config.script;
        let step = Step::Line(at);
        let Some(verb) = script.verb(at) else { return self.unexpected(step, reply) };
        match (verb, reply.code().get()) {
            _ if self.demands_upgrade(&state, step, reply) => {
                let effects = Effects { repeatable: Repeatable::All, ..send(Step::AuthTls) };
                (State::Auth { channel: Channel::TlsDemanded }, effects)
            }
            (_, 400..=599) | (Verb::Acct, 332) => self.refused(step, reply),
            (Verb::Site | Verb::Open, 200..=399)
            | (Verb::User, 230 | 232)
            | (Verb::Pass | Verb::Acct, 202 | 230 | 232) => match script.next_section(at + 1) {
                Some(line) => self.go_on(state, Step::Line(line)),
                None => self.logged_in(),
            },
            (Verb::User | Verb::Pass, 332) => match script.in_section(at + 1, Verb::Acct) {
                Some(acct) if self.has_account() => self.go_on(state, Step::Line(acct)),
                _ => self.fail_in(LoginErrorKind::AccountWanted(reply.clone()), step.phase(self.config)),
            },
            (Verb::User, 331 | 336) => {
                self.password(state, step, script.in_section(at + 1, Verb::Pass), reply)
            }
            // The server asks for the password after the account.
            (Verb::Acct, 331 | 336) => {
                let pass = (0..at).rev().find(|line| script.verb(*line) == Some(Verb::Pass));
                self.password(state, step, pass, reply)
            }
            (Verb::Pass, 331 | 333..=336) => {
                let challenge = Challenge::parse(&reply.as_reply()).ok();
                self.answer_wanted(step, reply, challenge)
            }
            _ => self.unexpected(step, reply),
        }
    }

    /// The rules for a reply that asks for the password. `pass` is the line that sends it.
    fn password(&self, state: State, step: Step, pass: Option<usize>, reply: &ReplyBuf) -> (State, Effects) {
        if self.channel != Channel::Tls && wording::demands_tls(reply.as_reply()) {
            return self.refused(step, reply);
        }
        let challenge = Challenge::parse(&reply.as_reply());
        // A challenge that cannot be answered is still a challenge: the server does not ask for the password.
        let broken = |error: &ResponseError| matches!(error.problem, BadSeed | SequenceOverflow);
        let challenged = challenge.as_ref().map_or_else(broken, |_| true) || reply.code().get() == 336;
        // The password went in one write with USER already: the server's reply to it decides.
        let under_way =
            step == Step::USER && matches!(state, State::LoggingIn { password: Password::Sent, .. });
        if challenged && !under_way && !self.config.password_to_challenge {
            return self.answer_wanted(step, reply, challenge.ok());
        }
        match pass {
            Some(line) => self.go_on(state, Step::Line(line)),
            None => self.unexpected(step, reply),
        }
    }

    /// Begins the script: PBSZ and PROT under TLS, HOST if configured, and the first line.
    fn begin(&self) -> (State, Effects) {
        let mut enqueue = self.protection();
        enqueue.extend(self.config.host.is_some().then_some(Step::Host));
        enqueue.push(Step::USER);
        let together = match self.config.pipelining {
            Pipelining::DangerWithPasswordInClear => true,
            Pipelining::WithPassword => self.channel == Channel::Tls,
            Pipelining::BeforePassword | Pipelining::InStep => false,
        };
        enqueue.extend(together.then_some(Step::PASS));
        let password = if together { Password::Sent } else { Password::Kept };
        let state = State::LoggingIn { channel: self.channel, password };
        (state, Effects { enqueue, ..Effects::default() })
    }

    fn go_on(&self, state: State, step: Step) -> (State, Effects) {
        let sent = matches!(state, State::LoggingIn { password: Password::Sent, .. });
        let password = if sent || step == Step::PASS { Password::Sent } else { Password::Kept };
        (State::LoggingIn { channel: self.channel, password }, send(step))
    }

    /// The server accepted the login: sends the optional commands.
    fn logged_in(&self) -> (State, Effects) {
        let mut enqueue = self.protection();
        enqueue.extend(self.config.features.then_some(Step::Feat));
        enqueue.extend(self.config.binary.then_some(Step::Binary));
        (State::LoggedIn { channel: self.channel }, Effects { enqueue, ..Effects::default() })
    }

    /// The configured commands for features that the server lists.
    fn options(&self, reply: Reply<'_>) -> Effects {
        let features = Features::parse(&reply);
        let lists = |name: &str| features.as_ref().is_ok_and(|features| features.get(name).is_some());
        let utf8 = (self.config.utf8 && lists("UTF8")).then_some(Step::Utf8);
        let client = (self.config.client.is_some() && lists("CLNT")).then_some(Step::Client);
        Effects { enqueue: utf8.into_iter().chain(client).collect(), features: true, ..Effects::default() }
    }

    /// The commands that protect data connections, if the control connection is under TLS.
    fn protection(&self) -> Vec<Step> {
        if self.channel == Channel::Tls { vec![Step::Pbsz, Step::Prot] } else { Vec::new() }
    }

    fn again(&self, step: Step, repeatable: Repeatable) -> (State, Effects) {
        let password = if step == Step::PASS { Password::Sent } else { Password::Kept };
        let state = State::LoggingIn { channel: self.channel, password };
        (state, Effects { repeatable, ..send(step) })
    }

    /// The effects of an event after the login failed. The failure stands; only the state of the connection can change.
    fn after_failure(&self, event: &Event<'_>) -> Effects {
        match event {
            Event::Reply { reply, .. } => Effects { unusable: reply.code().closes(), ..Effects::default() },
            Event::Exhausted { .. } => Effects::default(),
            Event::Early(reply) if !reply.code().closes() => {
                Effects { violation: Some(Violation::EarlyReply), ..stop() }
            }
            _ => stop(),
        }
    }

    fn refused(&self, step: Step, reply: &ReplyBuf) -> (State, Effects) {
        self.fail_in(LoginErrorKind::Refused(reply.clone()), step.phase(self.config))
    }

    fn unexpected(&self, step: Step, reply: &ReplyBuf) -> (State, Effects) {
        self.fail_in(LoginErrorKind::Unexpected(reply.clone()), step.phase(self.config))
    }

    fn answer_wanted(&self, step: Step, reply: &ReplyBuf, challenge: Option<Challenge>) -> (State, Effects) {
        let kind = LoginErrorKind::AnswerWanted { reply: reply.clone(), challenge };
        self.fail_in(kind, step.phase(self.config))
    }

    fn plaintext(&self) -> (State, Effects) {
        self.fail_in(LoginErrorKind::PlaintextBeforeTls, Phase::TlsHandshake)
    }

    fn fail(&self, kind: LoginErrorKind) -> (State, Effects) {
        self.fail_in(kind, self.phase)
    }

    /// Fails the login. The connection stays usable after a refusal, and after nothing else.
    fn fail_in(&self, kind: LoginErrorKind, phase: Phase) -> (State, Effects) {
        use LoginErrorKind::*;
        let answered = matches!(kind, Refused(_) | TlsRefused(_) | AccountWanted(_) | AnswerWanted { .. });
        let violation = match kind {
            Unexpected(_) => Some(Violation::UnexpectedReply),
            EarlyReply(_) => Some(Violation::EarlyReply),
            PlaintextBeforeTls => Some(Violation::PlaintextBeforeTls),
            _ => None,
        };
        let effects = if answered { Effects::default() } else { stop() };
        (State::Failed { kind, phase, channel: self.channel }, Effects { violation, ..effects })
    }

    /// Whether the server demands TLS in its reply to USER, and the login may still start it: the login is in clear, its
    /// policy allows TLS, and the password was not sent yet.
    fn demands_upgrade(&self, state: &State, step: Step, reply: &ReplyBuf) -> bool {
        let in_clear = State::LoggingIn { channel: Channel::Clear, password: Password::Kept };
        let at_user = matches!(step, Step::Line(at) if self.config.script.verb(at) == Some(Verb::User));
        *state == in_clear
            && at_user
            && self.config.tls == TlsPolicy::DangerIfOffered
            && wording::demands_tls(reply.as_reply())
    }

    fn has_account(&self) -> bool {
        let script = &self.config.script;
        let has_words =
            |at| script.verb(at) != Some(Verb::Acct) || script.has_words(at, &self.config.credentials);
        (0..).take_while(|at| script.verb(*at).is_some()).all(has_words)
    }
}

fn send(step: Step) -> Effects {
    Effects { enqueue: vec![step], ..Effects::default() }
}

fn stop() -> Effects {
    Effects { unusable: true, stop: true, ..Effects::default() }
}

#[cfg(test)]
mod tests;
