//! Who may connect, how many, and how often.

use super::{ANY, REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::diagnosis::scene::Event;
use crate::diagnosis::words as w;
use crate::{Cause, Phase};

/// Any reply that may say no to a visitor: a preliminary one, a goodbye, a refusal.
pub(super) const SAYS_NO: When = When { codes: &[(120, 120), (221, 221), (400, 599)], ..REPLY };

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "too-many-connections",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "Pure-FTPd",
            "pyftpdlib",
            "Apache FtpServer",
            "Serv-U",
            "Huawei Quidway",
            "HP LaserJet 400",
            "Avalaunch XBOX",
            "Delphi/ICS FTP server",
        ],
        when: When {
            words: &[&[w::TOO_MANY, w::CONNECTIONS]],
            unless: &[w::TLS, w::ATTEMPTS, w::TIMEOUT, w::LICENSE, w::TOO_LONG, w::FAULT, w::PASSWORD],
            ..SAYS_NO
        },
        says: &[certain(
            Cause::TooManyConnections,
            "the words name a limit on connections, users or sessions",
        )],
    },
    Rule {
        name: "too-many-connections-for-the-licence",
        seen_on: &[],
        when: When {
            words: &[&[w::TOO_MANY, w::CONNECTIONS, w::LICENSE]],
            unless: &[w::ATTEMPTS],
            ..SAYS_NO
        },
        says: &[
            likely(Cause::TooManyConnections, "the words name a limit on connections"),
            likely(Cause::QuotaOrLicense, "the limit is that of a licence or a quota"),
        ],
    },
    Rule {
        name: "full",
        seen_on: &["Quick 'n Easy FTP"],
        when: When {
            words: &[&[w::TOO_MANY]],
            unless: &[
                w::ATTEMPTS,
                w::TIMEOUT,
                w::LICENSE,
                w::TOO_LONG,
                w::CONNECTIONS,
                w::FAULT,
                w::PASSWORD,
            ],
            codes: &[(120, 120), (421, 421), (500, 599)],
            phases: &[Phase::Greeting, Phase::User, Phase::Pass],
            ..REPLY
        },
        says: &[
            likely(Cause::TooManyConnections, "the words name a limit that was reached"),
            possible(Cause::ServiceUnavailable, "it may be the load of the machine"),
        ],
    },
    Rule {
        name: "too-many-attempts",
        seen_on: &["MVS ftpd"],
        when: When { words: &[&[w::TOO_MANY, w::ATTEMPTS]], unless: &[w::REMAINING], ..REFUSAL },
        says: &[certain(Cause::TooManyAttempts, "the words name a limit on failed attempts")],
    },
    Rule {
        name: "too-many-wrong-passwords",
        seen_on: &[],
        when: When {
            words: &[&[w::TOO_MANY, w::PASSWORD, w::WRONG]],
            unless: &[w::ATTEMPTS, w::TOO_LONG],
            ..REFUSAL
        },
        says: &[likely(Cause::TooManyAttempts, "the words name a limit, and wrong passwords")],
    },
    Rule {
        name: "locked-after-attempts",
        seen_on: &[],
        when: When {
            words: &[&[w::LOCKED], &[w::BANNED, w::ATTEMPTS], &[w::ACCOUNT_OFF, w::ATTEMPTS]],
            unless: &[w::TOO_MANY],
            ..REFUSAL
        },
        says: &[
            likely(Cause::TooManyAttempts, "the words speak of a lock for a time, or after failures"),
            possible(Cause::AccountDisabled, "the lock may be one for good"),
            possible(Cause::AddressDenied, "the lock may be on the address"),
        ],
    },
    Rule {
        name: "disconnecting-after-a-failed-login",
        seen_on: &["pyftpdlib", "MVS ftpd"],
        when: When {
            phases: &[Phase::Pass],
            words: &[&[w::LOGIN_FAILED, w::GOODBYE], &[w::WRONG, w::GOODBYE]],
            unless: &[w::TOO_MANY],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::TooManyAttempts,
                "the server says that it ends the connection, as after the last attempt it allows",
            ),
            possible(Cause::WrongCredentials, "the attempt itself failed as well"),
            possible(Cause::AccountDisabled, "the attempt itself failed as well"),
        ],
    },
    Rule {
        name: "address-refused",
        seen_on: &["Apache FtpServer", "IIS", "Serv-U", "CrushFTP"],
        when: When {
            words: &[&[w::ADDRESS, w::REFUSED], &[w::ADDRESS, w::BANNED]],
            unless: &[
                w::ASIDE,
                w::RECORDED,
                w::TOO_MANY,
                w::ATTEMPTS,
                w::LOCKED,
                w::E_MAIL,
                w::ANONYMOUS,
                w::FAULT,
                w::ARGUMENT,
                w::HOME,
                w::DATA_CONNECTION,
            ],
            ..REFUSAL
        },
        says: &[certain(Cause::AddressDenied, "the words refuse the address")],
    },
    Rule {
        name: "address-invalid",
        seen_on: &["Pure-FTPd"],
        when: When {
            phases: &[Phase::Greeting],
            words: &[&[w::ADDRESS, w::WRONG]],
            unless: &[w::TOO_MANY],
            ..REFUSAL
        },
        says: &[likely(Cause::AddressDenied, "the greeting is a refusal about an address")],
    },
    Rule {
        name: "user-banned",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass],
            words: &[&[w::BANNED, w::USER_NOUN]],
            unless: &[w::TOO_MANY, w::ATTEMPTS, w::ADDRESS, w::LOCKED, w::ACCOUNT_NOUN],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AccountDisabled, "the words speak of a ban on the user"),
            possible(Cause::AddressDenied, "a ban may be on the address"),
            possible(Cause::TooManyAttempts, "bans follow failed attempts"),
        ],
    },
    Rule {
        name: "address-refused-among-other-words",
        seen_on: &[],
        when: When {
            words: &[&[w::ADDRESS, w::REFUSED, w::ASIDE], &[w::ADDRESS, w::BANNED, w::ASIDE]],
            unless: &[
                w::RECORDED,
                w::TOO_MANY,
                w::ATTEMPTS,
                w::LOCKED,
                w::E_MAIL,
                w::ANONYMOUS,
                w::ARGUMENT,
                w::HOME,
            ],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "the words speak of an address and of a refusal"),
            possible(Cause::ServiceUnavailable, "the server may have failed to look the address up"),
        ],
    },
    Rule {
        name: "address-named-and-refused",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting, Phase::User, Phase::Pass],
            words: &[&[w::DOTTED_QUAD, w::REFUSED]],
            unless: &[w::TOO_MANY, w::ATTEMPTS, w::BANNED, w::RECORDED, w::FAULT, w::ARGUMENT],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "an address stands in the refusal"),
            possible(Cause::AccountDisabled, "the refusal may be about the user"),
        ],
    },
    Rule {
        name: "banned",
        seen_on: &["ProFTPD"],
        when: When {
            words: &[&[w::BANNED]],
            unless: &[w::USER_NOUN, w::TOO_MANY, w::ATTEMPTS, w::ADDRESS, w::LOCKED, w::ACCOUNT_NOUN],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "the words speak of a ban, and most bans are on addresses"),
            likely(Cause::AccountDisabled, "a ban may be on the user"),
            possible(Cause::TooManyAttempts, "bans follow failed attempts"),
        ],
    },
    Rule {
        name: "unwelcome",
        seen_on: &["BulletProof FTP", "Symantec Raptor firewall"],
        when: When {
            phases: &[Phase::Greeting],
            words: &[&[w::UNWELCOME]],
            unless: &[w::TOO_MANY, w::ADDRESS, w::MAINTENANCE],
            ..REFUSAL
        },
        says: &[likely(Cause::AddressDenied, "the server sends the visitor away before knowing a name")],
    },
    Rule {
        name: "refused-by-wrapper",
        seen_on: &["tcp_wrappers in.ftpd"],
        when: When { events: &[Event::Garbage], phases: &[Phase::Greeting], words: &[&[w::REFUSED]], ..ANY },
        says: &[likely(Cause::AddressDenied, "in place of a greeting comes a line about a refused client")],
    },
    Rule {
        name: "greeting-denies",
        seen_on: &["ProFTPD", "WinGate proxy"],
        when: When {
            phases: &[Phase::Greeting],
            words: &[&[w::DENIED]],
            unless: &[
                w::TOO_MANY,
                w::ADDRESS,
                w::UNWELCOME,
                w::TLS,
                w::BANNED,
                w::SHUTDOWN,
                w::MAINTENANCE,
                w::LICENSE,
                w::UNAVAILABLE,
            ],
            ..REFUSAL
        },
        says: &[likely(Cause::AddressDenied, "access is denied before a name is known: it is the address")],
    },
];
