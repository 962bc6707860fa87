//! Replies that show nothing, from any server: what each may hide, the likeliest first. The first rule that
//! matches counts.

use super::{REFUSAL, REPLY, Rule, When, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

const PASS: When = When { phases: &[Phase::Pass], ..REFUSAL };
const USER: When = When { phases: &[Phase::User], ..REFUSAL };

/// Commands that every server knows, but accepts only after the login.
const NEEDS_A_LOGIN: &[&str] =
    &["LIST", "NLST", "RETR", "STOR", "DELE", "CWD", "PWD", "MKD", "RMD", "RNFR", "PASV", "PORT"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "denied-at-pass",
        seen_on: &["Hostinger"],
        when: When { words: &[&[w::DENIED]], unless: &[w::LOGIN_FAILED], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, "a refusal of the password that says no more"),
            possible(Cause::AccountDisabled, "the words may mean that the user may not use FTP"),
            possible(Cause::AddressDenied, "the words may mean the address"),
            possible(Cause::HomeDirectory, "the words may mean the home directory"),
            possible(Cause::TooManyAttempts, "the words may mean a limit on attempts"),
        ],
    },
    Rule {
        name: "goodbye-at-pass",
        seen_on: &[],
        when: When { codes: &[(421, 421)], unless: &[w::LOGIN_FAILED, w::WRONG, w::DENIED], ..PASS },
        says: &[
            possible(Cause::WrongCredentials, "some servers end the session after a wrong password"),
            possible(
                Cause::TooManyAttempts,
                "some servers end the session after the last attempt they allow",
            ),
            possible(Cause::ServiceUnavailable, "421 means that the server cannot go on"),
            possible(Cause::ServerFault, "setting up the session may have failed inside the server"),
            possible(Cause::TooManyConnections, "421 is often a limit"),
            possible(Cause::HomeDirectory, "the home directory may be the reason"),
        ],
    },
    Rule {
        name: "wrong-and-goodbye",
        seen_on: &[],
        when: When { codes: &[(421, 421)], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, "a refusal of the password"),
            possible(
                Cause::TooManyAttempts,
                "the server ends the session, as after the last attempt it allows",
            ),
            possible(Cause::AccountDisabled, "many servers say the same to an account that is off"),
            possible(Cause::HomeDirectory, "the home directory may be the reason"),
            possible(Cause::ServerFault, "setting up the session may have failed inside the server"),
        ],
    },
    Rule {
        name: "refused-at-pass",
        seen_on: &["Serv-U", "MVS ftpd", "small server"],
        when: PASS,
        says: &[
            likely(Cause::WrongCredentials, "a refusal of the password that says no more"),
            possible(Cause::AccountDisabled, "many servers say the same to an account that is off"),
            possible(
                Cause::HomeDirectory,
                "some servers say the same when the home directory cannot be entered",
            ),
            possible(Cause::ServerFault, "many servers say the same when their password database fails"),
            possible(Cause::AddressDenied, "some servers say the same to an address they do not serve"),
        ],
    },
    Rule {
        name: "no-text-at-user",
        seen_on: &["SimpleFTPServer"],
        when: When { all: &[Fact::EmptyText], ..USER },
        says: &[
            likely(Cause::UnknownUser, "the name is refused before a password was asked for"),
            possible(Cause::AccountDisabled, "the name may be one that is kept out"),
            possible(Cause::AddressDenied, "the address may be refused"),
        ],
    },
    Rule {
        name: "asks-for-a-login-at-user",
        seen_on: &["iVan FTP server"],
        when: When { words: &[&[w::LOGIN_FIRST]], unless: &[w::LOGIN_FAILED], ..USER },
        says: &[
            possible(
                Cause::BadSequence,
                "the reply is that to another command: server and client are out of step",
            ),
            possible(Cause::ServerFault, "the server answers USER with a demand for USER"),
        ],
    },
    Rule {
        name: "goodbye-at-user",
        seen_on: &[],
        when: When {
            codes: &[(421, 421)],
            unless: &[w::LOGIN_FAILED, w::WRONG, w::DENIED, w::REFUSED],
            ..USER
        },
        says: &[
            possible(Cause::ServiceUnavailable, "421 means that the server cannot go on"),
            possible(Cause::TooManyConnections, "421 is often a limit"),
            possible(Cause::AccountDisabled, "a refusal at USER is about the name, never about the password"),
            possible(Cause::AddressDenied, "the address may be refused for this name"),
            possible(Cause::ServerFault, "something inside the server may have failed"),
        ],
    },
    Rule {
        name: "user-without-a-name",
        seen_on: &[],
        when: When { codes: &[(332, 332), (500, 599)], all: &[Fact::NameEmpty], ..USER },
        says: &[
            likely(Cause::BadSequence, "USER was sent without a name, which the server does not accept"),
            possible(Cause::WrongCredentials, "the name is empty"),
        ],
    },
    Rule {
        name: "argument-at-user",
        seen_on: &[],
        when: When { codes: &[(332, 332), (500, 504)], ..USER },
        says: &[
            possible(Cause::WrongCredentials, "the name may be malformed"),
            possible(Cause::BadSequence, "something else may have to come first"),
            possible(Cause::Undetermined, "USER is refused as a command"),
        ],
    },
    Rule {
        name: "refused-at-user",
        seen_on: &["vsftpd", "aioftp"],
        when: When { codes: &[(421, 421), (430, 430), (450, 499), (505, 599)], ..USER },
        says: &[
            likely(Cause::AccountDisabled, "a refusal at USER is about the name, never about the password"),
            possible(Cause::UnknownUser, "some servers refuse unknown names at once"),
            possible(Cause::AddressDenied, "the address may be refused for this name"),
            possible(
                Cause::WrongCredentials,
                "the name may be malformed, or not one that the server accepts",
            ),
            possible(Cause::TooManyConnections, "the user may have as many sessions as are allowed"),
        ],
    },
    Rule {
        name: "refused-at-acct",
        seen_on: &["libunftp"],
        when: When { phases: &[Phase::Acct], ..REPLY },
        says: &[
            possible(Cause::WrongCredentials, "the account string may be wrong"),
            possible(Cause::AccountDisabled, "the account may be off"),
            possible(Cause::BadSequence, "the server may not have asked for it"),
            possible(Cause::NotLoggedIn, "the server may want the login first"),
            possible(Cause::OneTimePassword, "some servers ask for a code by ACCT"),
            possible(Cause::Undetermined, "some servers refuse any ACCT"),
        ],
    },
    Rule {
        name: "refused-at-the-greeting",
        seen_on: &["vsftpd", "ProFTPD"],
        when: When { phases: &[Phase::Greeting], none: &[Fact::Unsolicited], ..REFUSAL },
        says: &[
            possible(Cause::TooManyConnections, "a refusal in place of a greeting is often a limit"),
            possible(Cause::AddressDenied, "a refusal in place of a greeting may be about the address"),
            possible(Cause::ServiceUnavailable, "the server may not be able to serve"),
            possible(Cause::ServerShutdown, "the server may be closed for a time"),
            possible(Cause::ServerFault, "something inside the server may have failed"),
        ],
    },
    Rule {
        name: "unasked-421",
        seen_on: &[],
        when: When { codes: &[(421, 421)], all: &[Fact::Unsolicited], ..REPLY },
        says: &[
            likely(Cause::IdleTimeout, "an unasked 421 most often ends an idle session"),
            possible(Cause::ServerShutdown, "the server may be shutting down"),
            possible(Cause::ServiceUnavailable, "the server may be in trouble"),
        ],
    },
    Rule {
        name: "session-ended",
        seen_on: &[],
        when: When { phases: &[Phase::AfterLogin], codes: &[(421, 421)], ..REPLY },
        says: &[
            likely(Cause::IdleTimeout, "421 ends the session, most often an idle one"),
            possible(Cause::ServerShutdown, "the server may be shutting down"),
            possible(Cause::ServiceUnavailable, "the server may be in trouble"),
        ],
    },
    Rule {
        name: "530-after-login",
        seen_on: &[],
        when: When { phases: &[Phase::AfterLogin], codes: &[(530, 530)], ..REPLY },
        says: &[
            likely(Cause::NotLoggedIn, "530 after the login: the session has lost it"),
            possible(Cause::AccountDisabled, "the user may not use this command"),
        ],
    },
    Rule {
        name: "421-before-login",
        seen_on: &[],
        when: When { phases: &[Phase::BeforeLogin, Phase::AuthTls], codes: &[(421, 421)], ..REPLY },
        says: &[
            likely(Cause::ServiceUnavailable, "421 ends the session"),
            possible(Cause::IdleTimeout, "421 may end a session for lack of activity"),
            possible(Cause::TooManyConnections, "421 may be a limit"),
            possible(Cause::AddressDenied, "421 may be about the address"),
        ],
    },
    Rule {
        name: "refused-at-auth",
        seen_on: &[],
        when: When { phases: &[Phase::AuthTls], all: &[Fact::InClear], ..REFUSAL },
        says: &[
            possible(Cause::TlsUnsupported, "a server without TLS refuses AUTH, PBSZ and PROT"),
            possible(Cause::BadSequence, "the command may have come at the wrong moment"),
            possible(Cause::ServiceUnavailable, "something that TLS needs may be missing on the server"),
            possible(Cause::ServerFault, "something inside the server may have failed"),
        ],
    },
    Rule {
        name: "unknown-before-login",
        seen_on: &[],
        when: When {
            phases: &[Phase::BeforeLogin],
            codes: &[(500, 502), (504, 504)],
            verbs: NEEDS_A_LOGIN,
            ..REPLY
        },
        says: &[
            possible(Cause::NotLoggedIn, "some servers do not know a command before the login"),
            possible(Cause::BadSequence, "something else may have to come first"),
            possible(Cause::Undetermined, "the server may not know the command at all"),
        ],
    },
    Rule {
        name: "refused-before-login",
        seen_on: &[],
        when: When {
            phases: &[Phase::BeforeLogin],
            codes: &[(400, 420), (422, 499), (503, 503), (505, 599)],
            none: &[Fact::Unsolicited],
            ..REPLY
        },
        says: &[
            possible(Cause::NotLoggedIn, "most commands need a login"),
            possible(Cause::BadSequence, "something else may have to come first"),
            possible(Cause::TlsRequired, "the server may want TLS first"),
        ],
    },
];
