//! What a reply says of the name, the password, and what the account may do.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::diagnosis::scene::Fact;
use crate::diagnosis::words as w;
use crate::{Cause, Phase};

const LOGIN: &[Phase] = &[Phase::User, Phase::Pass, Phase::Acct];
const AT_LOGIN: When = When { phases: LOGIN, ..REFUSAL };
const NO_ANONYMOUS: &[&[w::Stems]] =
    &[&[w::ANONYMOUS, w::CANNOT], &[w::ANONYMOUS, w::REFUSED], &[w::ANONYMOUS, w::NOT], &[w::NO_ANONYMOUS]];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "anonymous-refused",
        seen_on: &["pyftpdlib", "Apache FtpServer", "Serv-U", "Pure-FTPd", "ProFTPD"],
        when: When {
            words: NO_ANONYMOUS,
            none: &[Fact::NamedUser],
            unless: &[
                w::ANONYMOUS_ONLY,
                w::TLS,
                w::TOO_MANY,
                w::FAULT,
                w::ANONYMOUS_AREA,
                w::HOME,
                w::ADDRESS,
            ],
            ..AT_LOGIN
        },
        says: &[certain(Cause::AnonymousRefused, "the words refuse anonymous logins")],
    },
    Rule {
        name: "anonymous-refused-to-a-name",
        seen_on: &[],
        when: When {
            words: NO_ANONYMOUS,
            all: &[Fact::NamedUser],
            unless: &[w::ANONYMOUS_ONLY, w::TLS, w::TOO_MANY, w::ANONYMOUS_AREA],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AnonymousRefused, "the words refuse anonymous logins, though the name is another"),
            possible(Cause::WrongCredentials, "the server may take a name it does not know for anonymous"),
        ],
    },
    Rule {
        name: "anonymous-unknown",
        seen_on: &[],
        when: When {
            all: &[Fact::Anonymous],
            words: &[&[w::NO_SUCH_USER], &[w::E_MAIL], &[w::ACCOUNT_OFF], &[w::NO_RIGHT]],
            unless: &[w::TLS, w::ANONYMOUS_ONLY],
            ..AT_LOGIN
        },
        says: &[likely(
            Cause::AnonymousRefused,
            "the name is anonymous, and the words refuse it or its e-mail address",
        )],
    },
    Rule {
        name: "anonymous-only",
        seen_on: &["vsftpd"],
        when: When { words: &[&[w::ANONYMOUS_ONLY]], unless: &[w::TLS], ..AT_LOGIN },
        says: &[likely(Cause::AccountDisabled, "the server serves anonymous only: accounts may not be used")],
    },
    Rule {
        name: "anonymous-area-missing",
        seen_on: &["Pure-FTPd"],
        when: When { words: &[&[w::ANONYMOUS_AREA, w::MISSING]], ..AT_LOGIN },
        says: &[likely(Cause::HomeDirectory, "the server cannot set up the directory of anonymous")],
    },
    Rule {
        name: "account-off",
        seen_on: &["pyftpdlib", "small server"],
        when: When {
            words: &[&[w::ACCOUNT_OFF], &[w::ACCOUNT_NOUN, w::OFF], &[w::PASSWORD, w::OFF]],
            none: &[Fact::Anonymous],
            unless: &[
                w::ATTEMPTS,
                w::TIMEOUT,
                w::HOME,
                w::WRONG_OR_UNKNOWN,
                w::TOO_MANY,
                w::LOCKED,
                w::LICENSE,
                w::TLS,
                w::NO_SUCH_USER,
                w::OR,
            ],
            ..AT_LOGIN
        },
        says: &[certain(
            Cause::AccountDisabled,
            "the words say that the account is off: disabled, locked, expired, or without a shell",
        )],
    },
    Rule {
        name: "account-off-or-something-else",
        seen_on: &[],
        when: When {
            words: &[&[w::ACCOUNT_OFF]],
            none: &[Fact::Anonymous],
            unless: &[w::ATTEMPTS, w::LICENSE, w::TLS],
            ..AT_LOGIN
        },
        says: &[likely(Cause::AccountDisabled, "the words speak of an account that is off")],
    },
    Rule {
        name: "no-right-to-log-in",
        seen_on: &["pyftpdlib", "small server", "glftpd"],
        when: When {
            words: &[&[w::NO_RIGHT]],
            none: &[Fact::Anonymous],
            unless: &[w::TLS, w::TOO_MANY, w::ADDRESS, w::ACCOUNT_OFF, w::ANONYMOUS],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AccountDisabled, "the words say that this user may not log in"),
            possible(Cause::WrongCredentials, "some servers say so to any failed login"),
            possible(Cause::AddressDenied, "some servers say so to an address"),
        ],
    },
    Rule {
        name: "no-right-and-goodbye",
        seen_on: &["MVS ftpd"],
        when: When { words: &[&[w::NO_RIGHT, w::GOODBYE]], none: &[Fact::Anonymous], ..AT_LOGIN },
        says: &[possible(
            Cause::TooManyAttempts,
            "the server ends the connection, as after the last attempt it allows",
        )],
    },
    Rule {
        name: "cannot-trust-you",
        seen_on: &["Pure-FTPd"],
        when: When { codes: &[(500, 599)], phases: LOGIN, words: &[&[w::NO_TRUST]], ..REPLY },
        says: &[certain(
            Cause::AccountDisabled,
            "Pure-FTPd says so to an account below the lowest user number it serves",
        )],
    },
    Rule {
        name: "cannot-trust-you-now",
        seen_on: &["Pure-FTPd"],
        when: When { codes: &[(400, 499)], phases: LOGIN, words: &[&[w::NO_TRUST]], ..REPLY },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "with a 4yz Pure-FTPd says so when it could not take on the user's groups",
            ),
            likely(Cause::ServerFault, "a call of the system's failed"),
        ],
    },
    Rule {
        name: "no-user-entry",
        seen_on: &["vsftpd"],
        when: When { words: &[&[w::NO_USER_ENTRY]], ..AT_LOGIN },
        says: &[
            likely(Cause::AccountDisabled, "the password was right, the system has no entry for the user"),
            possible(Cause::ServiceUnavailable, "guest_username may be wrong"),
        ],
    },
    Rule {
        name: "no-such-user",
        seen_on: &[],
        when: When {
            words: &[&[w::NO_SUCH_USER]],
            none: &[Fact::Anonymous],
            unless: &[w::HOME, w::PASSWORD, w::OR, w::TLS, w::FAULT],
            ..AT_LOGIN
        },
        says: &[certain(Cause::UnknownUser, "the words say that the name is not known")],
    },
    Rule {
        name: "name-refused",
        seen_on: &[],
        when: When {
            phases: &[Phase::User],
            words: &[&[w::NAME, w::WRONG], &[w::NAME_WRONG]],
            none: &[Fact::UnderTls],
            unless: &[w::PASSWORD, w::NO_SUCH_USER, w::TLS, w::ARGUMENT],
            ..REFUSAL
        },
        says: &[
            likely(Cause::UnknownUser, "the words call the name wrong before a password was asked for"),
            possible(Cause::WrongCredentials, "the words call the name wrong"),
        ],
    },
    Rule {
        name: "password-wrong",
        seen_on: &["SimpleFTPServer"],
        when: When {
            phases: &[Phase::Pass],
            words: &[&[w::PASSWORD_WRONG]],
            none: &[Fact::Anonymous, Fact::NoUserBefore],
            unless: &[w::NAME, w::OR, w::TOO_MANY, w::ATTEMPTS, w::ACCOUNT_OFF, w::E_MAIL],
            ..REFUSAL
        },
        says: &[certain(Cause::WrongCredentials, "the words call the password wrong")],
    },
    Rule {
        name: "name-or-password-wrong",
        seen_on: &["ftp-srv", "IIS", "SFTPGo", "ftpserverlib", "small server", ".NET Micro Framework FTP"],
        when: When {
            phases: &[Phase::Pass, Phase::Acct],
            words: &[&[w::NAME, w::WRONG], &[w::PASSWORD, w::WRONG]],
            none: &[Fact::Anonymous, Fact::NoUserBefore],
            unless: &[w::TOO_MANY, w::ATTEMPTS, w::ACCOUNT_OFF, w::FAULT_ONLY, w::HOME],
            ..REFUSAL
        },
        says: &[likely(Cause::WrongCredentials, "the words call the name or the password wrong")],
    },
    Rule {
        name: "password-too-long",
        seen_on: &["Pure-FTPd"],
        when: When { phases: &[Phase::Pass], words: &[&[w::TOO_LONG]], ..REFUSAL },
        says: &[likely(Cause::WrongCredentials, "the password is longer than the server takes")],
    },
    Rule {
        name: "home-oops",
        seen_on: &["vsftpd"],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct, Phase::AfterLogin],
            words: &[&[w::OOPS, w::OOPS_HOME]],
            unless: &[w::SETTINGS],
            ..REFUSAL
        },
        says: &[certain(
            Cause::HomeDirectory,
            "vsftpd's OOPS names the directory that it cannot enter or lock the user into",
        )],
    },
    Rule {
        name: "home-missing",
        seen_on: &["Pure-FTPd", "Delphi/ICS FTP server"],
        when: When {
            words: &[&[w::HOME, w::MISSING]],
            unless: &[w::FAULT, w::OOPS, w::SETTINGS, w::CANNOT_LOG_IN_HOME, w::ANONYMOUS_AREA, w::LICENSE],
            ..AT_LOGIN
        },
        says: &[certain(Cause::HomeDirectory, "the words say that the home directory cannot be entered")],
    },
    Rule {
        name: "home-missing-or-a-fault",
        seen_on: &[],
        when: When {
            words: &[&[w::HOME, w::MISSING, w::FAULT]],
            unless: &[w::OOPS, w::SETTINGS, w::CANNOT_LOG_IN_HOME, w::ANONYMOUS_AREA],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::HomeDirectory, "the words speak of a directory that cannot be entered"),
            likely(Cause::ServerFault, "the words name a fault inside the server"),
        ],
    },
    Rule {
        name: "home-inaccessible-iis",
        seen_on: &["IIS"],
        when: When { words: &[&[w::CANNOT_LOG_IN_HOME]], ..AT_LOGIN },
        says: &[
            likely(Cause::HomeDirectory, "the words say that the home directory cannot be entered"),
            likely(Cause::AccountDisabled, "IIS says the same when no authorization rule lets the user in"),
        ],
    },
    Rule {
        name: "home-gone-after-login",
        seen_on: &["Pure-FTPd"],
        when: When {
            phases: &[Phase::AfterLogin],
            codes: &[(421, 421)],
            words: &[&[w::HOME, w::MISSING]],
            ..REPLY
        },
        says: &[likely(Cause::HomeDirectory, "the session ends with words about a directory")],
    },
    Rule {
        name: "one-time-password",
        seen_on: &["ProFTPD"],
        when: When {
            phases: LOGIN,
            codes: &[(300, 399), (500, 599)],
            words: &[&[w::ONE_TIME, w::NEED]],
            ..REPLY
        },
        says: &[certain(Cause::OneTimePassword, "the words ask for a one-time password or a second factor")],
    },
    Rule {
        name: "one-time-challenge",
        seen_on: &[],
        when: When {
            phases: LOGIN,
            codes: &[(300, 399), (500, 599)],
            words: &[&[w::ONE_TIME]],
            unless: &[w::NEED],
            ..REPLY
        },
        says: &[
            likely(Cause::OneTimePassword, "the words are those of a one-time password or a second factor"),
            possible(Cause::WrongCredentials, "the answer to the challenge may be wrong"),
        ],
    },
    Rule {
        name: "another-answer-asked",
        seen_on: &[],
        when: When { phases: &[Phase::Pass], codes: &[(331, 331), (333, 336)], ..REPLY },
        says: &[
            likely(Cause::OneTimePassword, "the server asks for another answer after the password"),
            possible(Cause::BadSequence, "server and client may be out of step"),
        ],
    },
    Rule {
        name: "challenge-by-code",
        seen_on: &[],
        when: When { phases: &[Phase::User], codes: &[(336, 336)], ..REPLY },
        says: &[likely(Cause::OneTimePassword, "336 is a challenge that wants an answer")],
    },
    Rule {
        name: "account-asked",
        seen_on: &[],
        when: When {
            phases: LOGIN,
            codes: &[(332, 332), (532, 532)],
            words: &[&[w::ACCOUNT]],
            none: &[Fact::NameEmpty],
            ..REPLY
        },
        says: &[certain(Cause::AccountRequired, "332 and 532 ask for ACCT, and so do the words")],
    },
    Rule {
        name: "account-asked-by-code",
        seen_on: &[],
        when: When { phases: LOGIN, codes: &[(332, 332), (532, 532)], none: &[Fact::NameEmpty], ..REPLY },
        says: &[likely(Cause::AccountRequired, "332 and 532 ask for ACCT")],
    },
    Rule {
        name: "account-asked-in-words",
        seen_on: &[],
        when: When { words: &[&[w::ACCOUNT]], codes: &[(530, 531), (533, 559)], phases: LOGIN, ..REPLY },
        says: &[likely(Cause::AccountRequired, "the words ask for an account")],
    },
];
