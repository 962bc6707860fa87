//! What an account may do.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

const LOGIN: &[Phase] = &[Phase::User, Phase::Pass, Phase::Acct];
const LOGIN_OR_BEFORE: &[Phase] = &[Phase::User, Phase::Pass, Phase::Acct, Phase::BeforeLogin];
const AT_LOGIN: When = When { phases: LOGIN, ..REFUSAL };

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "host-not-said",
        seen_on: &["IIS"],
        when: When { words: &[&[w::VIRTUAL_HOST]], phases: LOGIN_OR_BEFORE, ..REFUSAL },
        says: &[certain(Cause::VirtualHostRequired, "the words ask for the host name of a site")],
    },
    Rule {
        name: "account-off",
        seen_on: &["pyftpdlib", "small server"],
        when: When {
            words: &[&[w::ACCOUNT_OFF], &[w::ACCOUNT_NOUN, w::OFF]],
            none: &[Fact::Anonymous],
            unless: &[
                w::ANONYMOUS,
                w::NOT_OFF,
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
                w::LOCKED_OUT,
                w::BANNED,
                w::FAULT,
                w::ADDRESS,
                w::MAINTENANCE,
                w::SHUTDOWN,
            ],
            phases: LOGIN_OR_BEFORE,
            ..REFUSAL
        },
        says: &[certain(
            Cause::AccountDisabled,
            "the words say that the account is off: disabled, expired, or without a shell",
        )],
    },
    Rule {
        name: "account-locked",
        seen_on: &[],
        when: When {
            words: &[
                &[w::ACCOUNT_OFF, w::LOCKED_OUT],
                &[w::ACCOUNT_NOUN, w::LOCKED_OUT],
                &[w::USER_NOUN, w::LOCKED_OUT],
            ],
            none: &[Fact::Anonymous],
            unless: &[w::NOT_OFF, w::TOO_MANY, w::ATTEMPTS, w::ADDRESS, w::TLS, w::LICENSE],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AccountDisabled, "the words say that the account is locked"),
            possible(Cause::TooManyAttempts, "accounts are locked after failed attempts, too"),
        ],
    },
    Rule {
        name: "account-past-its-date",
        seen_on: &[],
        when: When {
            words: &[
                &[w::USER_NOUN, w::VALIDITY],
                &[w::ACCOUNT_NOUN, w::VALIDITY],
                &[w::PASSWORD, w::VALIDITY],
            ],
            none: &[Fact::Anonymous],
            unless: &[w::TLS, w::CERTIFICATE, w::LICENSE, w::NO_SUCH_USER],
            phases: LOGIN_OR_BEFORE,
            ..REFUSAL
        },
        says: &[likely(Cause::AccountDisabled, "the reply mentions how long the account is valid")],
    },
    Rule {
        name: "account-off-or-something-else",
        seen_on: &[],
        when: When {
            words: &[
                &[w::ACCOUNT_OFF],
                &[w::ACCOUNT_NOUN, w::OFF],
                &[w::PASSWORD, w::OFF],
                &[w::ACCOUNT_NOUN, w::OFF_VAGUE],
            ],
            none: &[Fact::Anonymous],
            unless: &[w::NOT_OFF, w::ATTEMPTS, w::LICENSE, w::TLS, w::NO_SUCH_USER, w::WRONG_OR_UNKNOWN],
            phases: LOGIN_OR_BEFORE,
            ..REFUSAL
        },
        says: &[likely(Cause::AccountDisabled, "the reply mentions an account that is off")],
    },
    Rule {
        name: "no-right-to-log-in",
        seen_on: &["pyftpdlib", "small server", "glftpd"],
        when: When {
            words: &[&[w::NO_RIGHT]],
            none: &[Fact::Anonymous],
            unless: &[w::TLS, w::TOO_MANY, w::SLOTS, w::ADDRESS, w::ACCOUNT_OFF, w::ANONYMOUS, w::HOME],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AccountDisabled, "the words say that this user may not log in"),
            possible(Cause::WrongCredentials, "some servers say this to any failed login"),
            possible(Cause::AddressDenied, "some servers say this to an address"),
        ],
    },
    Rule {
        name: "user-without-a-right",
        seen_on: &[],
        when: When {
            words: &[
                &[w::USER_NOUN, w::NOT, w::RIGHT],
                &[w::ACCOUNT_NOUN, w::NOT, w::RIGHT],
                &[w::USER_NOUN, w::OFF],
                &[w::SHELL],
            ],
            none: &[Fact::Anonymous],
            unless: &[
                w::LOGIN_FAILED,
                w::LOGIN_FIRST,
                w::SEQUENCE,
                w::NOT_OFF,
                w::WRONG,
                w::TLS,
                w::TOO_MANY,
                w::SLOTS,
                w::ADDRESS,
                w::ANONYMOUS,
                w::HOME,
                w::DIRECTORY,
                w::UNKNOWN,
                w::FAULT,
                w::TIMEOUT,
                w::FROM_WHERE,
                w::ATTEMPTS,
                w::LICENSE,
            ],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AccountDisabled, "the reply mentions the user, and what the user may not do"),
            possible(Cause::WrongCredentials, "some servers say this to any failed login"),
        ],
    },
    Rule {
        name: "something-is-off",
        seen_on: &[],
        when: When {
            phases: &[Phase::Pass, Phase::AfterLogin],
            codes: &[(530, 530), (550, 550)],
            words: &[&[w::NO_LONGER]],
            none: &[Fact::Anonymous],
            unless: &[
                w::WRONG,
                w::PASSWORD,
                w::TLS,
                w::CLEAR,
                w::UNAVAILABLE,
                w::MAINTENANCE,
                w::HOME,
                w::DIRECTORY,
                w::ADDRESS,
                w::FAULT,
                w::TOO_MANY,
                w::SHUTDOWN,
                w::ANONYMOUS,
                w::TIMEOUT,
                w::LOGIN_FIRST,
                w::DATA_CONNECTION,
            ],
            ..REPLY
        },
        says: &[likely(Cause::AccountDisabled, "the words say that something is off, or no longer so")],
    },
    Rule {
        name: "only-for-others",
        seen_on: &[],
        when: When {
            words: &[&[w::ONLY]],
            none: &[Fact::Anonymous],
            unless: &[
                w::ANONYMOUS,
                w::ANONYMOUS_ONLY,
                w::TLS,
                w::CLEAR,
                w::CERTIFICATE,
                w::ADDRESS,
                w::NETWORK,
                w::ORIGIN,
                w::FROM_WHERE,
                w::DOTTED_QUAD,
                w::TOO_MANY,
                w::SLOTS,
                w::CONNECTIONS,
                w::ATTEMPTS,
                w::PASSWORD,
                w::WRONG,
                w::SEQUENCE,
                w::LOGIN_FIRST,
                w::FAULT,
                w::TIMEOUT,
                w::HOME,
                w::DIRECTORY,
                w::ONE_TIME,
                w::ARGUMENT,
                w::LOGIN_FAILED,
            ],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AccountDisabled, "the words say that only some may log in"),
            possible(Cause::AddressDenied, "the words may mean where the user comes from"),
        ],
    },
    Rule {
        name: "kept-out-by-a-rule",
        seen_on: &[],
        when: When {
            words: &[&[w::NO_RIGHT_VAGUE, w::REFUSED], &[w::NO_RIGHT_VAGUE, w::NOT]],
            none: &[Fact::Anonymous],
            unless: &[w::WRONG, w::TLS, w::TOO_MANY, w::SLOTS, w::ADDRESS, w::IDENT, w::ANONYMOUS, w::CLEAR],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AccountDisabled, "the reply mentions a rule that keeps the user out"),
            possible(Cause::WrongCredentials, "some servers say this to any failed login"),
            possible(Cause::AddressDenied, "the rule may be on addresses"),
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
        when: When {
            codes: &[(500, 599)],
            phases: LOGIN,
            words: &[&[w::NO_TRUST]],
            unless: &[w::CERTIFICATE],
            ..REPLY
        },
        says: &[certain(
            Cause::AccountDisabled,
            "Pure-FTPd says this to an account below the lowest user number it serves",
        )],
    },
    Rule {
        name: "cannot-trust-you-now",
        seen_on: &["Pure-FTPd"],
        when: When { codes: &[(400, 499)], phases: LOGIN, words: &[&[w::NO_TRUST]], ..REPLY },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "with a 4yz Pure-FTPd says this when it could not take on the user's groups",
            ),
            likely(Cause::ServerFault, "a system call failed"),
        ],
    },
    Rule {
        name: "no-user-entry",
        seen_on: &["vsftpd"],
        when: When { words: &[&[w::NO_USER_ENTRY]], ..AT_LOGIN },
        says: &[
            likely(
                Cause::AccountDisabled,
                "the password was right, but the system has no entry for the user",
            ),
            possible(Cause::ServiceUnavailable, "guest_username may be wrong"),
        ],
    },
];
