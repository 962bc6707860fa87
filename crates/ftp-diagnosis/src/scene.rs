//! What the rules look at: the deciding moment of a conversation, as facts.

use super::conversation::{Conversation, Exchange, Said};
use super::rules::Keep;
use super::text::Text;
use super::words;
use alloc::vec::Vec;
use ftp_proto::Phase;
use ftp_proto::{ConnectFailure, Family, Notice, TlsFailure, Violation};

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

macro_rules! facts {
    ($($(#[doc = $doc:literal])* $fact:ident,)*) => {
        /// What is true of the conversation, for rules to ask.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Fact {
            $($(#[doc = $doc])* $fact,)*
        }

        impl Fact {
            /// The fact in words, for the documentation.
            pub(super) fn words(self) -> &'static str {
                match self {
                    $(Fact::$fact => concat!($($doc)*).trim_ascii_start(),)*
                }
            }
        }
    };
}

facts! {
    /// TLS is up
    UnderTls,
    /// the connection is in clear
    InClear,
    /// the server closed the connection after it
    ClosedAfter,
    /// the name is anonymous, ftp, or empty
    Anonymous,
    /// a name other than anonymous was sent
    NamedUser,
    /// USER was sent without a name
    NameEmpty,
    /// USER was not accepted before
    NoUserBefore,
    /// no USER was sent at all
    NoUserAtAll,
    /// AUTH was refused before
    AuthRefusedBefore,
    /// the login was complete
    LoggedIn,
    /// nobody asked for this reply
    Unsolicited,
    /// the reply has no text
    EmptyText,
    /// it is at least the third refused attempt
    ThirdRefusal,
    /// there was a refused attempt before
    RefusedBefore,
    /// the owner waited 2 seconds or more for the reply
    HeldBack,
    /// the reply to USER asked for a one-time password
    OneTimeAsked,
    /// the reply to USER asked for TLS
    TlsAsked,
    /// the greeting asks for TLS
    GreetingAsksTls,
    /// the greeting says that only anonymous is served
    GreetingAnonymousOnly,
    /// the greeting says that anonymous is not served
    GreetingNoAnonymous,
    /// the greeting is of another protocol
    GreetingNotFtp,
    /// the server offers AUTH TLS, in FEAT or to another connection
    OffersTls,
    /// the port takes TLS at once, by another connection
    TakesTlsAtOnce,
    /// the port greets in clear, by another connection
    GreetsInClear,
    /// another protocol answers at the port, by another connection
    OtherProtocol,
    /// a name that cannot exist is refused in the same words
    SameForUnknownName,
    /// a name that cannot exist is refused in other words
    OtherForUnknownName,
    /// the port is 990
    ImplicitPort,
    /// the password was sent
    PasswordSent,
    /// AUTH was accepted
    AuthAccepted,
    /// nothing was heard from the server before
    NothingHeard,
    /// PROT C was sent
    ProtClear,
    /// the bytes are the identification of an SSH server
    LooksSsh,
    /// the bytes are those of a web server
    LooksHttp,
    /// the bytes are a mail or news server's
    LooksMail,
    /// the bytes are a TLS record
    LooksTls,
}

/// The deciding moment.
pub(super) struct Scene<'t> {
    pub(super) phase: Phase,
    pub(super) event: Event,
    pub(super) code: Option<u16>,
    pub(super) verb: &'t [u8],
    pub(super) family: Family,
    pub(super) text: Text<'t>,
    /// The line to show.
    pub(super) said: Option<&'t [u8]>,
    facts: Vec<Fact>,
}

impl<'t> Scene<'t> {
    /// The scene at `exchange`, with one of its replies, or with none of them.
    pub(super) fn new(
        talk: &Conversation<'t>,
        exchange: Option<&Exchange<'t>>,
        said: Option<&Said<'t>>,
        phase: Phase,
        event: Event,
    ) -> Self {
        let text = said.map(Said::text).unwrap_or_default();
        let named = talk.user().filter(|_| said.is_some());
        let text = match named {
            Some(user) => Text::keeping(&text, talk.keep.word).without(user.argument()),
            None => Text::keeping(&text, talk.keep.word),
        };
        let mut scene = Scene {
            phase,
            event,
            code: said.map(|said| said.code),
            verb: exchange.and_then(|one| one.sent).map(|sent| sent.verb()).unwrap_or_default(),
            family: talk.family,
            text,
            said: said.map(|said| said.raw),
            facts: Vec::new(),
        };
        scene.look(talk, exchange);
        scene
    }

    /// A scene of bytes that are no reply.
    pub(super) fn with_bytes(mut self, bytes: &'t [u8], keep: Keep<'t>) -> Self {
        let starts =
            |mark: &[u8]| bytes.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
        self.text = Text::keeping(bytes, keep.word);
        self.said = Some(bytes);
        self.note(Fact::LooksSsh, starts(b"SSH-"));
        self.note(Fact::LooksHttp, starts(b"HTTP/") || starts(b"<html") || starts(b"<!doctype"));
        self.note(Fact::LooksMail, starts(b"+OK") || starts(b"* OK") || starts(b"-ERR"));
        let record = matches!(bytes, [0x14..=0x17, 3, 0..=4, ..]);
        self.note(Fact::LooksTls, record);
        self
    }

    pub(super) fn has(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }

    fn note(&mut self, fact: Fact, holds: bool) {
        if holds {
            self.facts.push(fact);
        }
    }

    fn look(&mut self, talk: &Conversation<'t>, exchange: Option<&Exchange<'t>>) {
        let tls = exchange.map_or(talk.tls, |one| one.tls);
        self.note(Fact::UnderTls, tls);
        self.note(Fact::InClear, !tls);
        self.note(Fact::ClosedAfter, self.event == Event::Reply && closed_after(talk, exchange));
        self.note(Fact::LoggedIn, exchange.map_or(talk.logged_in, |one| one.logged_in));
        self.note(Fact::Unsolicited, exchange.is_some_and(|one| one.sent.is_none() && !one.greeting));
        self.note(Fact::EmptyText, self.event == Event::Reply && self.text.is_empty());
        self.note(Fact::ImplicitPort, talk.port == Some(990));
        self.note(Fact::NothingHeard, talk.exchanges.iter().all(|one| one.replies.is_empty()));
        self.look_at_login(talk, exchange);
        self.look_at_greeting(talk);
        self.look_at_tls(talk, exchange);
        for notice in &talk.notices {
            let fact = match notice {
                Notice::TakesTlsAtOnce => Fact::TakesTlsAtOnce,
                Notice::GreetsInClear => Fact::GreetsInClear,
                Notice::TakesAuthTls => Fact::OffersTls,
                Notice::IsNotFtp => Fact::OtherProtocol,
                Notice::SameForUnknownName => Fact::SameForUnknownName,
                Notice::OtherForUnknownName => Fact::OtherForUnknownName,
                _ => continue,
            };
            self.note(fact, true);
        }
    }

    fn look_at_login(&mut self, talk: &Conversation<'t>, exchange: Option<&Exchange<'t>>) {
        if let Some(user) = talk.user() {
            let anonymous =
                [&b"anonymous"[..], b"ftp", b""].iter().any(|n| user.argument().eq_ignore_ascii_case(n));
            self.note(Fact::Anonymous, anonymous);
            self.note(Fact::NamedUser, !anonymous);
            self.note(Fact::NameEmpty, user.shape().empty);
        }
        let asks = |stems| {
            let user = talk.exchanges.iter().rev().find(|one| one.verb_is("USER"));
            let said = user.and_then(|one| one.answer()).filter(|said| (300..400).contains(&said.code));
            said.is_some_and(|said| Text::keeping(&said.text(), talk.keep.word).has(stems))
        };
        self.note(Fact::OneTimeAsked, asks(words::ONE_TIME));
        self.note(Fact::TlsAsked, asks(words::TLS_DEMAND));
        self.note(Fact::PasswordSent, talk.pass().is_some());
        let whole = !talk.lone_reply;
        self.note(
            Fact::NoUserBefore,
            whole && exchange.is_some_and(|one| !one.user_accepted && !one.logged_in),
        );
        self.note(Fact::NoUserAtAll, whole && talk.user().is_none());
        let refused = talk.earlier_refusals + talk.refused_logins();
        self.note(Fact::ThirdRefusal, refused >= 3);
        self.note(Fact::RefusedBefore, refused >= 2);
        self.note(Fact::HeldBack, exchange.is_some_and(|one| one.waited >= 2));
    }

    fn look_at_greeting(&mut self, talk: &Conversation<'t>) {
        let Some(hello) = talk.greeting().and_then(|one| one.answer()).filter(|hello| hello.code == 220)
        else {
            return;
        };
        let hello = Text::keeping(&hello.text(), talk.keep.word);
        self.note(Fact::GreetingAsksTls, hello.has(words::TLS_DEMAND));
        self.note(Fact::GreetingAnonymousOnly, hello.has(words::ANONYMOUS_ONLY));
        self.note(Fact::GreetingNoAnonymous, hello.has(words::NO_ANONYMOUS));
        self.note(Fact::GreetingNotFtp, hello.has(words::OTHER_PROTOCOL));
    }

    fn look_at_tls(&mut self, talk: &Conversation<'t>, exchange: Option<&Exchange<'t>>) {
        let auths = || talk.exchanges.iter().filter(|one| one.verb_is("AUTH"));
        let this = |one: &Exchange<'_>| exchange.is_some_and(|exchange| core::ptr::eq(exchange, one));
        self.note(
            Fact::AuthRefusedBefore,
            auths().any(|one| !this(one) && one.answer().is_some_and(Said::refuses)),
        );
        self.note(Fact::AuthAccepted, auths().any(|one| one.answered_by(&[234, 334])));
        let features = talk.exchanges.iter().filter(|one| one.verb_is("FEAT")).filter_map(|one| one.answer());
        self.note(
            Fact::OffersTls,
            features
                .filter(|said| said.code == 211)
                .any(|said| Text::keeping(&said.text(), talk.keep.word).has(words::AUTH_TLS)),
        );
        let argument = exchange.and_then(|one| one.sent).map(|sent| sent.argument()).unwrap_or_default();
        self.note(
            Fact::ProtClear,
            self.verb.eq_ignore_ascii_case(b"PROT") && argument.eq_ignore_ascii_case(b"C"),
        );
    }
}

/// The server closed right after this exchange: nothing later was answered, and it was not QUIT that
/// made it close.
fn closed_after(talk: &Conversation<'_>, exchange: Option<&Exchange<'_>>) -> bool {
    let Some(exchange) = exchange else { return false };
    let at = talk.exchanges.iter().position(|one| core::ptr::eq(one, exchange));
    let later = talk.exchanges.iter().skip(at.map_or(0, |at| at + 1));
    talk.closed && later.into_iter().all(|one| one.replies.is_empty())
}
