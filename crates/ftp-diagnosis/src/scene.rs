//! The deciding moment of a conversation, as the facts that rules look at.

use super::conversation::Conversation;
use super::exchange::{Exchange, RawReply};
pub(super) use super::facts::{Fact, Facts};
use super::rules::Keep;
use super::text::{self, Text};
use super::{behind, names, words};
use crate::greeting::ServerSoftware;
use alloc::vec::Vec;
use core::cell::OnceCell;
use ftp_proto::TlsFailure;
use ftp_proto::login::Phase;
use ftp_proto::transcript::{ConnectFailure, Notice, Violation};

/// What happened at that moment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Reply,
    Closed,
    TimedOut,
    Tls(TlsFailure),
    Connect(ConnectFailure),
    Garbage,
    Violation(Violation),
    /// None of these: the transcript just stops.
    Nothing,
}

/// What is true at every moment of a conversation, collected once.
pub(super) struct Around {
    facts: Facts,
    /// How many AUTH commands were refused.
    auths_refused: usize,
    /// The index of the last exchange with a reply.
    last_replied: Option<usize>,
}

/// How many answers to FEAT are read.
const FEATURES: usize = 4;

impl Around {
    pub(super) fn of(talk: &Conversation<'_>) -> Self {
        let auths = || talk.exchanges.iter().filter(|one| one.verb_is("AUTH"));
        let mut around = Around {
            facts: Facts::default(),
            auths_refused: auths().filter(|one| one.refuses()).count(),
            last_replied: talk.exchanges.iter().rposition(|one| !one.replies.is_empty()),
        };
        let facts = &mut around.facts;
        facts.note(Fact::ImplicitPort, talk.port == Some(990));
        facts.note(Fact::NothingReceived, !talk.replied);
        facts.note(Fact::NothingElse, talk.port.is_none() && talk.exchanges.is_empty());
        let ssl =
            |one: &Exchange<'_>| one.sent.is_some_and(|sent| sent.argument().eq_ignore_ascii_case(b"SSL"));
        facts.note(Fact::OnlyAuthSsl, auths().next().is_some() && auths().all(ssl));
        let other = |one: &Exchange<'_>| {
            one.sent.is_some_and(|sent| {
                const KINDS: [&[u8]; 5] = [b"TLS", b"TLS-C", b"TLS-P", b"SSL", b""];
                !KINDS.iter().any(|kind| sent.argument().eq_ignore_ascii_case(kind))
            })
        };
        facts.note(Fact::NoAuthTls, auths().next().is_some() && auths().all(other));
        facts.note(Fact::AuthAccepted, auths().any(|one| one.answered_by(&[200, 234, 334])));
        facts.look_at_login(talk);
        facts.look_at_greeting(talk);
        let features = talk.exchanges.iter().rev().filter(|one| one.verb_is("FEAT"));
        let features =
            features.filter_map(|one| one.answer()).filter(|reply| reply.code == 211).take(FEATURES);
        let offered = features.map(|reply| reply.read(talk.keep)).any(|text| text.has(words::AUTH_TLS));
        facts.note(Fact::OffersTls, offered);
        for notice in &talk.notices {
            let fact = match notice {
                Notice::TakesTlsAtOnce => Fact::TakesTlsAtOnce,
                Notice::GreetsInClear => Fact::GreetsInClear,
                Notice::TakesAuthTls => Fact::OffersTls,
                Notice::IsNotFtp => Fact::OtherProtocol,
                Notice::SameForUnknownName => Fact::SameForUnknownName,
                Notice::OtherForUnknownName => Fact::OtherForUnknownName,
                Notice::PassiveAddressDiffers => Fact::AddressDiffers,
                Notice::TransferWorksByPasv => Fact::WorksByPasv,
                Notice::TransferWorksResumed => Fact::WorksResumed,
                Notice::TransferFailsResumed => Fact::FailsResumed,
                Notice::TransferWorksUnresumed => Fact::WorksUnresumed,
                Notice::TransferFailsUnresumed => Fact::FailsUnresumed,
                _ => continue,
            };
            facts.note(fact, true);
        }
        around
    }
}

impl Facts {
    fn look_at_login(&mut self, talk: &Conversation<'_>) {
        if let Some(user) = talk.user {
            let anonymous =
                [&b"anonymous"[..], b"ftp", b""].iter().any(|n| user.argument().eq_ignore_ascii_case(n));
            self.note(Fact::Anonymous, anonymous);
            self.note(Fact::NamedUser, !anonymous);
            self.note(Fact::NameEmpty, user.shape().empty);
        }
        let user = talk.exchanges.iter().rev().find(|one| one.verb_is("USER"));
        let reply = user.and_then(|one| one.answer()).filter(|reply| (300..400).contains(&reply.code));
        if let Some(text) = reply.map(|reply| reply.read(talk.keep)) {
            self.note(Fact::OneTimeAsked, text.has(words::ONE_TIME));
            self.note(Fact::TlsAsked, text.has(words::TLS_DEMAND));
        }
        self.note(Fact::PasswordSent, talk.pass.is_some());
        self.note(Fact::NoUserAtAll, !talk.lone_reply && talk.user.is_none());
        let refused = talk.earlier_refusals + talk.refused_logins();
        self.note(Fact::ThirdRefusal, refused >= 3);
        self.note(Fact::RefusedBefore, refused >= 2);
    }

    fn look_at_greeting(&mut self, talk: &Conversation<'_>) {
        let hello = talk.greeting().and_then(|one| one.answer()).filter(|hello| hello.code == 220);
        let Some(hello) = hello.map(|hello| hello.read(talk.keep)) else { return };
        self.note(Fact::GreetingAsksTls, hello.has(words::TLS_DEMAND));
        self.note(Fact::GreetingAnonymousOnly, hello.has(words::ANONYMOUS_ONLY));
        self.note(Fact::GreetingNoAnonymous, hello.has(words::NO_ANONYMOUS));
        self.note(Fact::GreetingNotFtp, hello.has(words::OTHER_PROTOCOL));
    }
}

/// The deciding moment of a conversation.
pub(super) struct Scene<'t> {
    pub(super) phase: Phase,
    pub(super) event: Event,
    pub(super) code: Option<u16>,
    pub(super) verb: &'t [u8],
    pub(super) family: ServerSoftware,
    pub(super) text: Text,
    /// The bytes of the reply, for a quote.
    pub(super) raw: Option<&'t [u8]>,
    /// The scene is about a command or a transfer after the login.
    pub(super) behind: bool,
    facts: Facts,
    lines: OnceCell<Vec<(&'t [u8], Text)>>,
}

/// How many lines of a reply are read one by one.
const LINES: usize = 64;

impl<'t> Scene<'t> {
    /// Returns the scene at `exchange`, with one of its replies or with none.
    pub(super) fn new(
        talk: &Conversation<'t>,
        around: &Around,
        exchange: Option<&Exchange<'t>>,
        reply: Option<&RawReply<'t>>,
        phase: Phase,
        event: Event,
    ) -> Self {
        let behind = exchange.is_some_and(|one| behind::is_behind(one) || behind::is_unasked(one));
        let mut text = reply.map(RawReply::text).unwrap_or_default();
        let mut name = talk.user.map(|user| user.argument()).unwrap_or_default();
        if behind {
            text = names::without(&text, exchange.and_then(|one| one.sent));
            name = b"";
        }
        let mut scene = Scene {
            phase,
            event,
            code: reply.map(|reply| reply.code),
            verb: exchange.and_then(|one| one.sent).map(|sent| sent.verb()).unwrap_or_default(),
            family: talk.family,
            text: Text::keeping(&text, talk.keep, name),
            raw: reply.map(|reply| reply.raw),
            behind,
            facts: around.facts,
            lines: OnceCell::new(),
        };
        scene.look(talk, around, exchange);
        scene
    }

    /// Adds bytes that are no reply to the scene.
    pub(super) fn with_bytes(mut self, bytes: &'t [u8], keep: Keep<'t>) -> Self {
        let starts =
            |mark: &[u8]| bytes.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
        self.text = Text::keeping(bytes, keep, b"");
        self.raw = Some(bytes);
        let facts = &mut self.facts;
        facts.note(Fact::LooksSsh, starts(b"SSH-"));
        facts.note(Fact::LooksHttp, starts(b"HTTP/") || starts(b"<html") || starts(b"<!doctype"));
        facts.note(Fact::LooksMail, starts(b"+OK") || starts(b"* OK") || starts(b"-ERR"));
        facts.note(Fact::LooksTls, matches!(bytes, [0x14..=0x17, 3, 0..=4, ..]));
        self
    }

    /// Returns the same reply with another text, as an answer after the login.
    pub(super) fn moved_behind(&self, text: Vec<u8>, keep: Keep<'_>) -> Self {
        let mut facts = self.facts;
        facts.note(Fact::LoggedIn, true);
        // Nothing shows whether TLS is up.
        facts.clear(Fact::InClear);
        Scene {
            phase: Phase::AfterLogin,
            behind: true,
            text: Text::keeping(&text, keep, b""),
            lines: OnceCell::new(),
            facts,
            ..*self
        }
    }

    /// Returns the same scene as an answer to that command.
    pub(super) fn with_verb(self, verb: &'t [u8]) -> Self {
        Scene { verb, ..self }
    }

    pub(super) fn has(&self, fact: Fact) -> bool {
        self.facts.has(fact)
    }

    /// Returns the lines that are not empty.
    pub(super) fn all_lines(&self) -> impl Iterator<Item = &'t [u8]> {
        let raw = self.raw.unwrap_or_default();
        raw.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty())
    }

    /// Returns the first of these lines, each read by itself, with the same limit on bytes as for the whole text.
    pub(super) fn lines(&self, keep: Keep<'_>) -> &[(&'t [u8], Text)] {
        self.lines.get_or_init(|| {
            let mut read = 0;
            let first = self.all_lines().take(LINES).take_while(|line| {
                read += line.len();
                read <= text::LIMIT
            });
            first.map(|line| (line, Text::keeping(line, keep, b""))).collect()
        })
    }

    /// Notes that nothing but this reply is known.
    pub(super) fn is_alone(&mut self) {
        self.facts.note(Fact::Lone, true);
    }

    fn look(&mut self, talk: &Conversation<'t>, around: &Around, exchange: Option<&Exchange<'t>>) {
        let reply = self.event == Event::Reply;
        let tls = exchange.map_or(talk.tls, |one| one.tls);
        let argument = exchange.and_then(|one| one.sent).map(|sent| sent.argument()).unwrap_or_default();
        let prot = self.verb.eq_ignore_ascii_case(b"PROT");
        let this_auth = exchange.is_some_and(|one| one.verb_is("AUTH") && one.refuses());
        // A log may begin after USER.
        let begun = talk.exchanges.iter().any(|one| one.greeting || one.verb_is("USER"));
        let no_user = begun && exchange.is_some_and(|one| !one.user_accepted && !one.logged_in);
        // The server closed right after this exchange: nothing later was answered.
        let last = around.last_replied.and_then(|at| talk.exchanges.get(at));
        let is_last = exchange.zip(last).is_some_and(|(one, last)| core::ptr::eq(one, last));
        let facts = &mut self.facts;
        facts
            .note(Fact::SshSent, self.verb.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"SSH-")));
        facts.note(Fact::UnderTls, tls);
        facts.note(Fact::InClear, !tls);
        facts.note(Fact::ClosedAfter, reply && talk.closed && is_last);
        facts.note(Fact::LoggedIn, exchange.map_or(talk.logged_in, |one| one.logged_in));
        facts.note(Fact::Unsolicited, exchange.is_some_and(|one| one.sent.is_none() && !one.greeting));
        facts.note(Fact::EmptyText, reply && self.text.is_empty());
        facts.note(Fact::NoUserBefore, !talk.lone_reply && no_user);
        facts.note(Fact::HeldBack, exchange.is_some_and(|one| one.waited >= 2));
        facts.note(Fact::AuthRefusedBefore, around.auths_refused > usize::from(this_auth));
        if let Some(exchange) = exchange.filter(|_| self.behind) {
            behind::look(talk, exchange, facts);
        }
        facts.note(Fact::ProtClear, prot && argument.eq_ignore_ascii_case(b"C"));
    }
}
