//! The login as one pure function: what a reply means for the step that it answers.

use super::{Script, TlsPolicy, script::Verb};
use crate::{Challenge, Reply, diagnosis};

/// What a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    Greeting,
    AuthTls,
    AuthSsl,
    Pbsz,
    Prot,
    Host,
    /// A line of the [`Script`].
    Line(usize),
    Feat,
    Utf8,
    Client,
    Binary,
    /// After a login that failed.
    Quit,
}

impl Step {
    /// The first `USER` of every script, the proxy's where it has one.
    pub(crate) const USER: Step = Step::Line(0);
    /// The `PASS` behind it.
    pub(crate) const PASS: Step = Step::Line(1);
}

/// What there is to know besides the reply.
#[derive(Clone, Copy)]
pub(crate) struct Situation<'a> {
    pub(crate) policy: TlsPolicy,
    /// TLS is up.
    pub(crate) tls: bool,
    /// There is no second AUTH: it was tried, or the password has gone in clear already.
    pub(crate) upgraded: bool,
    pub(crate) script: &'a Script,
    pub(crate) password_to_challenge: bool,
    /// The `ACCT` line of the script at hand has an account to send.
    pub(crate) has_account: bool,
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing: what is to be said was decided before.
    GoOn,
    /// The same, and PBSZ and PROT again after the login: the server wants that first.
    Later,
    /// Say this next, if it was not said before.
    Say(Step),
    /// PBSZ and PROT under TLS, HOST if asked for, then the first line of the script.
    Begin,
    /// AUTH TLS again, since the server demands TLS now.
    Upgrade,
    StartTls,
    /// What FEAT lists decides.
    Options,
    LoggedIn,
    Fail(Failure),
}

/// Why there is no login; the reply goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Refused,
    /// AUTH refused where TLS is required.
    TlsRefused,
    AccountWanted,
    AnswerWanted(Option<Challenge>),
    Unexpected,
}

/// RFC 959 5.4, RFC 4217, RFC 2228, as servers have them. `reply` is final (2yz to 6yz).
pub(crate) fn step(step: Step, s: &Situation<'_>, reply: Reply<'_>) -> Next {
    use Failure::*;
    let code = reply.code().get();
    match (step, code) {
        (_, 421) if !demands_upgrade(step, s, reply) => Next::Fail(Refused),
        (Step::Greeting, 200 | 211 | 220 | 230) if s.policy.wants_auth() => Next::Say(Step::AuthTls),
        // Nobody has told a proxy yet where to go.
        (Step::Greeting, 230) if s.script.is_direct() => Next::LoggedIn,
        (Step::Greeting, 200 | 211 | 220 | 230) => Next::Begin,
        (Step::Greeting, 400..=599) => Next::Fail(Refused),
        (Step::AuthTls | Step::AuthSsl, 234 | 334) => Next::StartTls,
        (Step::AuthTls, 500 | 501 | 502 | 504) => Next::Say(Step::AuthSsl),
        (Step::AuthTls | Step::AuthSsl, 200..=599) => {
            if s.policy == TlsPolicy::DangerIfOffered && !s.upgraded {
                Next::Begin
            } else {
                Next::Fail(TlsRefused)
            }
        }
        (Step::Line(at), _) => line(at, s, reply),
        (Step::Feat, 211) => Next::Options,
        (Step::Prot, 503 | 530) => Next::Later,
        (Step::Pbsz | Step::Prot | Step::Host | Step::Feat | Step::Utf8 | Step::Client | Step::Binary, _) => {
            Next::GoOn
        }
        _ => Next::Fail(Unexpected),
    }
}

fn line(at: usize, s: &Situation<'_>, reply: Reply<'_>) -> Next {
    use Failure::*;
    let code = reply.code().get();
    let Some(verb) = s.script.verb(at) else { return Next::Fail(Unexpected) };
    match (verb, code) {
        _ if demands_upgrade(Step::Line(at), s, reply) => Next::Upgrade,
        (_, 400..=599) => Next::Fail(Refused),
        (Verb::Site | Verb::Open, 200..=399) => next_section(at, s),
        (Verb::User, 230 | 232) | (Verb::Pass | Verb::Acct, 202 | 230 | 232) => next_section(at, s),
        (Verb::User | Verb::Pass, 332) => match s.script.in_section(at + 1, Verb::Acct) {
            Some(acct) if s.has_account => Next::Say(Step::Line(acct)),
            _ => Next::Fail(AccountWanted),
        },
        (Verb::User, 331 | 336) => password(s.script.in_section(at + 1, Verb::Pass), s, reply),
        // After the account, the password that was not asked for before.
        (Verb::Acct, 331 | 336) => password(password_line(at, s), s, reply),
        (Verb::Pass, 331 | 333..=336) => Next::Fail(AnswerWanted(Challenge::parse(&reply).ok())),
        (Verb::Acct, 332) => Next::Fail(Refused),
        _ => Next::Fail(Unexpected),
    }
}

/// `line` is that of the password.
fn password(line: Option<usize>, s: &Situation<'_>, reply: Reply<'_>) -> Next {
    if !s.tls && diagnosis::demands_tls(reply) {
        return Next::Fail(Failure::Refused);
    }
    let challenge = Challenge::parse(&reply).ok();
    if (challenge.is_some() || reply.code().get() == 336) && !s.password_to_challenge {
        return Next::Fail(Failure::AnswerWanted(challenge));
    }
    line.map_or(Next::Fail(Failure::Unexpected), |pass| Next::Say(Step::Line(pass)))
}

/// The `PASS` of the section whose `ACCT` is at `at`.
fn password_line(at: usize, s: &Situation<'_>) -> Option<usize> {
    (0..at).rev().find(|line| s.script.verb(*line) == Some(Verb::Pass))
}

fn next_section(at: usize, s: &Situation<'_>) -> Next {
    match s.script.next_section(at + 1) {
        Some(line) => Next::Say(Step::Line(line)),
        None => Next::LoggedIn,
    }
}

/// A login in clear, that may have TLS, is told at USER that it must have it.
fn demands_upgrade(step: Step, s: &Situation<'_>, reply: Reply<'_>) -> bool {
    let at_user = matches!(step, Step::Line(at) if s.script.verb(at) == Some(Verb::User));
    at_user
        && s.policy == TlsPolicy::DangerIfOffered
        && !s.tls
        && !s.upgraded
        && diagnosis::demands_tls(reply)
}

impl TlsPolicy {
    fn wants_auth(self) -> bool {
        matches!(self, TlsPolicy::Required | TlsPolicy::DangerIfOffered)
    }
}
