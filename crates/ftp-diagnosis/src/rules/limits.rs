//! How many may connect, and how often.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::words as w;
use ftp_proto::login::Phase;

/// Any reply that may turn a visitor away: a preliminary one, a goodbye, a refusal.
pub(super) const SAYS_NO: When = When { codes: &[(120, 120), (221, 221), (400, 599)], ..REPLY };

/// Phases in which a limit is one on logins, not one on what a command does.
pub(super) const NOT_YET_IN: &[Phase] =
    &[Phase::Greeting, Phase::AuthTls, Phase::User, Phase::Pass, Phase::Acct, Phase::BeforeLogin];

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
            phases: NOT_YET_IN,
            words: &[&[w::TOO_MANY, w::CONNECTIONS]],
            unless: &[
                w::LOGIN_FAILED,
                w::TLS,
                w::ATTEMPTS,
                w::CONNECT_ATTEMPTS,
                w::TIMEOUT,
                w::LICENSE,
                w::TOO_LONG,
                w::FAULT,
                w::PASSWORD,
                w::WRONG,
                w::DISK,
                w::COMMANDS,
                w::OTHER_LIMIT,
                w::VALIDITY,
            ],
            ..SAYS_NO
        },
        says: &[certain(
            Cause::TooManyConnections,
            "the words name a limit on connections, users or sessions",
        )],
    },
    Rule {
        name: "too-many-wrong-passwords",
        seen_on: &[],
        when: When {
            phases: NOT_YET_IN,
            words: &[&[w::TOO_MANY, w::PASSWORD, w::WRONG], &[w::TOO_MANY, w::LOGINS, w::WRONG]],
            unless: &[w::ATTEMPTS, w::TOO_LONG],
            ..REFUSAL
        },
        says: &[likely(Cause::TooManyAttempts, "the words name a limit, and wrong passwords")],
    },
    Rule {
        name: "too-many-connections-among-other-words",
        seen_on: &[],
        when: When {
            phases: NOT_YET_IN,
            words: &[&[w::TOO_MANY, w::CONNECTIONS], &[w::TOO_MANY, w::LOGINS]],
            unless: &[
                w::ATTEMPTS,
                w::LICENSE,
                w::PASSWORD,
                w::TOO_LONG,
                w::DISK,
                w::OTHER_LIMIT,
                w::VALIDITY,
            ],
            ..SAYS_NO
        },
        says: &[
            likely(Cause::TooManyConnections, "the reply mentions a limit on connections or logins"),
            possible(Cause::TooManyAttempts, "the limit may be one on attempts"),
        ],
    },
    Rule {
        name: "a-limit-ends-the-session",
        seen_on: &["pyftpdlib"],
        when: When {
            phases: &[Phase::AfterLogin],
            codes: &[(421, 421), (425, 425)],
            words: &[&[w::TOO_MANY, w::CONNECTIONS], &[w::TOO_MANY, w::LOGINS]],
            unless: &[w::ATTEMPTS, w::TIMEOUT],
            ..REPLY
        },
        says: &[likely(Cause::TooManyConnections, "the reply mentions a limit on connections")],
    },
    Rule {
        name: "attempts-end-the-session",
        seen_on: &[],
        when: When {
            phases: &[Phase::AfterLogin],
            codes: &[(421, 421)],
            words: &[&[w::TOO_MANY, w::ATTEMPTS]],
            unless: &[w::REMAINING],
            ..REPLY
        },
        says: &[likely(Cause::TooManyAttempts, "the session ends with words of a limit on attempts")],
    },
    Rule {
        name: "too-many-commands",
        seen_on: &[],
        when: When {
            phases: &[Phase::BeforeLogin, Phase::AfterLogin],
            codes: &[(421, 421), (500, 503)],
            words: &[&[w::TOO_MANY, w::COMMANDS]],
            unless: &[w::CONNECTIONS, w::ATTEMPTS, w::TIMEOUT],
            ..REPLY
        },
        says: &[
            likely(Cause::BadSequence, "the words name a limit on commands that the server does not accept"),
            possible(Cause::TooManyAttempts, "the server counts them as attempts"),
        ],
    },
    Rule {
        name: "no-slot-free",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting, Phase::User, Phase::Pass],
            words: &[&[w::SLOTS]],
            unless: &[w::ATTEMPTS, w::TLS, w::DISK, w::LICENSE, w::PASSWORD],
            ..SAYS_NO
        },
        says: &[
            likely(Cause::TooManyConnections, "the reply mentions a server that is full, or another session"),
            possible(Cause::ServiceUnavailable, "it may be the load of the machine"),
        ],
    },
    Rule {
        name: "too-many-connections-for-the-licence",
        seen_on: &[],
        when: When {
            words: &[&[w::TOO_MANY, w::CONNECTIONS, w::LICENSE], &[w::TOO_MANY, w::LOGINS, w::LICENSE]],
            unless: &[w::ATTEMPTS],
            ..SAYS_NO
        },
        says: &[
            likely(Cause::TooManyConnections, "the words name a limit on connections"),
            likely(Cause::QuotaOrLicense, "the limit is that of a licence or a quota"),
        ],
    },
    Rule {
        name: "too-many-failures",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting, Phase::User, Phase::Pass],
            words: &[&[w::TOO_MANY, w::LOGIN_FAILED], &[w::TOO_MANY, w::WRONG], &[w::TOO_MANY, w::FAILED]],
            unless: &[w::ATTEMPTS, w::TOO_LONG, w::CONNECTIONS, w::LOGINS, w::FAULT, w::LICENSE],
            ..REFUSAL
        },
        says: &[likely(Cause::TooManyAttempts, "the words name a limit, and failures")],
    },
    Rule {
        name: "quota-reached",
        seen_on: &[],
        when: When {
            words: &[&[w::LICENSE, w::TOO_MANY], &[w::DISK_SPACE]],
            unless: &[w::CONNECTIONS, w::LOGINS, w::ATTEMPTS],
            ..REFUSAL
        },
        says: &[
            likely(Cause::QuotaOrLicense, "the words name the limit of a licence or a quota"),
            possible(Cause::TooManyConnections, "the limit may be one on connections"),
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
                w::OTHER_LIMIT,
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
        when: When {
            phases: NOT_YET_IN,
            words: &[&[w::TOO_MANY, w::ATTEMPTS]],
            unless: &[w::REMAINING, w::COUNTED, w::CONNECT_ATTEMPTS],
            ..REFUSAL
        },
        says: &[certain(Cause::TooManyAttempts, "the words name a limit on failed attempts")],
    },
    Rule {
        name: "too-many-connection-attempts",
        seen_on: &[],
        when: When {
            phases: NOT_YET_IN,
            words: &[&[w::CONNECT_ATTEMPTS]],
            unless: &[w::REMAINING],
            ..REFUSAL
        },
        says: &[
            likely(Cause::TooManyAttempts, "the reply mentions attempts that follow too fast"),
            possible(Cause::TooManyConnections, "the limit may be one on connections"),
            possible(Cause::AddressDenied, "the address may be kept out for it"),
        ],
    },
    Rule {
        name: "three-and-goodbye",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct],
            codes: &[(421, 421)],
            words: &[
                &[w::THREE, w::WRONG],
                &[w::THREE, w::FAILED],
                &[w::THREE, w::TROUBLE],
                &[w::THREE, w::GUESSED],
            ],
            unless: &[w::TOO_MANY, w::REMAINING, w::TIMEOUT, w::ATTEMPTS, w::FAULT],
            ..REPLY
        },
        says: &[
            likely(Cause::TooManyAttempts, "421 ends the session and mentions three failures"),
            possible(Cause::WrongCredentials, "the attempt itself failed as well"),
        ],
    },
    Rule {
        name: "attempts-and-goodbye",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct],
            codes: &[(421, 421)],
            words: &[&[w::ATTEMPTS]],
            unless: &[w::TOO_MANY, w::REMAINING, w::TIMEOUT, w::CONNECT_ATTEMPTS],
            ..REPLY
        },
        says: &[
            likely(Cause::TooManyAttempts, "421 ends the session and mentions attempts"),
            possible(Cause::WrongCredentials, "the attempt itself failed as well"),
        ],
    },
    Rule {
        name: "locked-after-attempts",
        seen_on: &[],
        when: When {
            words: &[
                &[w::LOCKED],
                &[w::BANNED, w::ATTEMPTS],
                &[w::ATTEMPTS, w::NEXT],
                &[w::ATTEMPTS, w::USED_UP],
                &[w::LOCKED_OUT, w::ATTEMPTS],
                &[w::ADDRESS, w::LOCKED_OUT, w::DURATION],
                &[w::ACCOUNT_OFF, w::ATTEMPTS],
            ],
            unless: &[w::TOO_MANY, w::REMAINING],
            ..REFUSAL
        },
        says: &[
            likely(Cause::TooManyAttempts, "the reply mentions a lock for a time, or after failures"),
            possible(Cause::AccountDisabled, "the lock may be permanent"),
            possible(Cause::AddressDenied, "the lock may be on the address"),
        ],
    },
    Rule {
        name: "banned-for-a-time",
        seen_on: &[],
        when: When {
            words: &[&[w::BANNED, w::DURATION]],
            // A ban that names the user or the account is one on the account, even if it has an end.
            unless: &[w::TOO_MANY, w::USER_NOUN, w::ACCOUNT_NOUN],
            ..REFUSAL
        },
        says: &[
            likely(Cause::TooManyAttempts, "the reply mentions a ban for a time"),
            possible(Cause::AccountDisabled, "the ban may be on the account"),
            possible(Cause::AddressDenied, "the ban may be on the address"),
        ],
    },
    Rule {
        name: "disconnecting-after-a-failed-login",
        seen_on: &["pyftpdlib", "MVS ftpd"],
        when: When {
            phases: &[Phase::User, Phase::Pass],
            words: &[&[w::LOGIN_FAILED, w::GOODBYE], &[w::WRONG, w::GOODBYE], &[w::ATTEMPTS, w::GOODBYE]],
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
];
