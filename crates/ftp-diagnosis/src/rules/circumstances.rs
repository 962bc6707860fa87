//! What the conversation adds when the reply itself shows nothing. A likely cause goes first.

use super::{REFUSAL, Rule, When, likely, possible};
use crate::Cause;
use crate::greeting::ServerSoftware;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

const LOGIN: When = When { phases: &[Phase::User, Phase::Pass, Phase::Acct], ..REFUSAL };

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "anonymous-and-proftpd-closes",
        seen_on: &["ProFTPD"],
        when: When {
            phases: &[Phase::Pass],
            families: &[ServerSoftware::ProFtpd],
            all: &[Fact::Anonymous, Fact::ClosedAfter],
            none: &[Fact::ThirdRefusal],
            ..REFUSAL
        },
        says: &[likely(
            Cause::HomeDirectory,
            "ProFTPD stays open when it does not serve anonymous; it closes when the directory cannot be entered",
        )],
    },
    Rule {
        name: "it-was-anonymous",
        seen_on: &["vsftpd", "ProFTPD", "Pure-FTPd", "IIS", "IBM z/OS"],
        when: When { all: &[Fact::Anonymous], none: &[Fact::NameEmpty], ..LOGIN },
        says: &[likely(
            Cause::AnonymousRefused,
            "the name is anonymous, and servers that do not serve it refuse it like any other",
        )],
    },
    Rule {
        name: "asks-for-a-login-at-pass",
        seen_on: &[],
        when: When {
            phases: &[Phase::Pass],
            words: &[&[w::LOGIN_FIRST]],
            unless: &[w::LOGIN_FAILED],
            ..REFUSAL
        },
        says: &[likely(
            Cause::BadSequence,
            "the words ask for a login, as if USER had not come: server and client may be out of step",
        )],
    },
    Rule {
        name: "greeting-refuses-anonymous",
        seen_on: &["Pure-FTPd"],
        when: When { all: &[Fact::Anonymous, Fact::GreetingNoAnonymous], ..LOGIN },
        says: &[likely(Cause::AnonymousRefused, "the greeting says that anonymous logins are not served")],
    },
    Rule {
        name: "greeting-wants-anonymous",
        seen_on: &["Pure-FTPd"],
        when: When { all: &[Fact::NamedUser, Fact::GreetingAnonymousOnly], ..LOGIN },
        says: &[likely(Cause::AccountDisabled, "the greeting says that only anonymous logins are served")],
    },
    Rule {
        name: "greeting-asked-for-tls",
        seen_on: &[],
        when: When { all: &[Fact::InClear, Fact::GreetingAsksTls], ..LOGIN },
        says: &[likely(Cause::TlsRequired, "the greeting asks for TLS, and the connection is in clear")],
    },
    Rule {
        name: "331-asked-for-tls",
        seen_on: &["unknown server of 331"],
        when: When { all: &[Fact::InClear, Fact::TlsAsked], ..LOGIN },
        says: &[likely(
            Cause::TlsRequired,
            "the reply to USER asked for TLS, and the connection is in clear",
        )],
    },
    Rule {
        name: "331-asked-for-a-one-time-password",
        seen_on: &["ProFTPD"],
        when: When { all: &[Fact::OneTimeAsked], ..LOGIN },
        says: &[likely(Cause::OneTimePassword, "the reply to USER asked for a one-time password")],
    },
    Rule {
        name: "greeting-of-another-protocol",
        seen_on: &["WatchGuard Firebox II"],
        when: When { all: &[Fact::GreetingNotFtp], ..REFUSAL },
        says: &[likely(Cause::NotFtp, "the greeting is that of another protocol")],
    },
    Rule {
        name: "third-refusal-and-closed",
        seen_on: &["vsftpd", "Pure-FTPd", "ProFTPD", "inetutils"],
        when: When { all: &[Fact::ThirdRefusal, Fact::ClosedAfter], ..LOGIN },
        says: &[likely(
            Cause::TooManyAttempts,
            "it is at least the third refusal, and the server closed after it",
        )],
    },
    Rule {
        name: "same-for-a-name-that-cannot-exist",
        seen_on: &[],
        when: When { all: &[Fact::NamedUser, Fact::SameForUnknownName], ..LOGIN },
        says: &[possible(
            Cause::UnknownUser,
            "a name that cannot exist is refused in the same words, so that this one may be unknown too",
        )],
    },
    Rule {
        name: "other-for-a-name-that-cannot-exist",
        seen_on: &[],
        when: When { phases: &[Phase::Pass], all: &[Fact::NamedUser, Fact::OtherForUnknownName], ..REFUSAL },
        says: &[likely(
            Cause::WrongCredentials,
            "a name that cannot exist is refused in other words: the server knows this name",
        )],
    },
    Rule {
        name: "the-refusal-was-held-back",
        seen_on: &["Pure-FTPd", "pyftpdlib"],
        when: When { phases: &[Phase::Pass], all: &[Fact::NamedUser, Fact::HeldBack], ..REFUSAL },
        says: &[likely(
            Cause::WrongCredentials,
            "the refusal took seconds, and servers delay it after a wrong name or password",
        )],
    },
    Rule {
        name: "password-in-clear-proftpd",
        seen_on: &["ProFTPD"],
        when: When {
            phases: &[Phase::Pass],
            families: &[ServerSoftware::ProFtpd],
            all: &[Fact::InClear, Fact::ClosedAfter],
            ..REFUSAL
        },
        says: &[possible(
            Cause::TlsRequired,
            "ProFTPD may want TLS from this user without saying so (TLSOptions AllowPerUser)",
        )],
    },
    Rule {
        name: "tls-offered-and-not-used",
        seen_on: &["vsftpd"],
        when: When { all: &[Fact::InClear, Fact::OffersTls], ..LOGIN },
        says: &[possible(Cause::TlsRequired, "the server offers AUTH TLS, and it was not used")],
    },
    Rule {
        name: "name-refused-in-clear",
        seen_on: &["glftpd"],
        when: When { phases: &[Phase::User], all: &[Fact::InClear], ..REFUSAL },
        says: &[possible(
            Cause::TlsRequired,
            "servers that want TLS refuse at USER, not all with words that say so",
        )],
    },
    Rule {
        name: "closed-after-the-refusal",
        seen_on: &["ProFTPD"],
        when: When { phases: &[Phase::Pass], all: &[Fact::ClosedAfter], ..REFUSAL },
        says: &[possible(
            Cause::HomeDirectory,
            "the server closed after the refusal, which many do only when the session cannot be set up",
        )],
    },
];
