//! What a reply says of the name and the password, and what else it asks for.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

const LOGIN: &[Phase] = &[Phase::User, Phase::Pass, Phase::Acct];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "no-such-user",
        seen_on: &[],
        when: When {
            words: &[&[w::NO_SUCH_USER]],
            none: &[Fact::Anonymous],
            unless: &[
                w::NOT_A_USER,
                w::NO_RIGHT_VAGUE,
                w::HOME,
                w::PASSWORD,
                w::OR,
                w::TLS,
                w::FAULT,
                w::NO_RIGHT,
                w::ADDRESS,
            ],
            phases: &[Phase::User],
            ..REFUSAL
        },
        says: &[certain(Cause::UnknownUser, "the words say that the name is not known")],
    },
    Rule {
        name: "user-not-found",
        seen_on: &[],
        when: When {
            codes: &[(400, 499), (530, 599)],
            words: &[&[w::USER_NOUN, w::UNKNOWN], &[w::NAME, w::UNKNOWN], &[w::NO_SUCH_USER]],
            none: &[Fact::Anonymous],
            unless: &[
                w::DIRECTORY,
                w::NOT_A_USER,
                w::HOME,
                w::PASSWORD,
                w::OR,
                w::TLS,
                w::TLS_DEMAND,
                w::FAULT,
                w::ADDRESS,
                w::SEQUENCE,
                w::LOGIN_FIRST,
                w::CERTIFICATE,
            ],
            phases: LOGIN,
            ..REPLY
        },
        says: &[
            likely(Cause::UnknownUser, "the reply mentions a name that is not known"),
            possible(Cause::WrongCredentials, "the words may mean the name with its password"),
        ],
    },
    Rule {
        name: "user-not-found-inside",
        seen_on: &[],
        when: When {
            words: &[&[w::NO_SUCH_USER, w::FAULT], &[w::NO_SUCH_USER, w::NAMED_EXCEPTION]],
            none: &[Fact::Anonymous],
            unless: &[w::NOT_A_USER, w::HOME, w::OR, w::TLS, w::CERTIFICATE],
            phases: LOGIN,
            ..REFUSAL
        },
        says: &[
            likely(Cause::UnknownUser, "the server's own lookup of names does not find this one"),
            possible(Cause::ServerFault, "the words name something inside the server"),
        ],
    },
    Rule {
        name: "unknown-at-user",
        seen_on: &[],
        when: When {
            phases: &[Phase::User],
            codes: &[(430, 430), (530, 599)],
            words: &[&[w::UNKNOWN], &[w::NOT, w::FOUND]],
            none: &[Fact::Anonymous],
            unless: &[
                w::NOT_A_USER,
                w::HOME,
                w::DIRECTORY,
                w::PASSWORD,
                w::OR,
                w::TLS,
                w::FAULT,
                w::ADDRESS,
                w::CERTIFICATE,
                w::UNAVAILABLE,
                w::NO_RIGHT,
                w::SEQUENCE,
                w::LOGIN_FIRST,
                w::NO_RIGHT_VAGUE,
            ],
            ..REPLY
        },
        says: &[likely(Cause::UnknownUser, "something is not known, and only the name was sent")],
    },
    Rule {
        name: "no-user-of-that-name",
        seen_on: &[],
        when: When {
            phases: &[Phase::User],
            codes: &[(430, 430), (530, 599)],
            words: &[&[w::USER_NOUN, w::NOT], &[w::USER_NOUN, w::MISSING]],
            none: &[Fact::Anonymous],
            unless: &[
                w::RIGHT,
                w::REFUSED,
                w::DENIED,
                w::NO_RIGHT,
                w::NO_RIGHT_VAGUE,
                w::ACCOUNT_OFF,
                w::OFF,
                w::OFF_VAGUE,
                w::LOGIN_FAILED,
                w::LOGIN_FIRST,
                w::SEQUENCE,
                w::WRONG,
                w::PASSWORD,
                w::OR,
                w::TLS,
                w::CERTIFICATE,
                w::ADDRESS,
                w::HOME,
                w::DIRECTORY,
                w::TOO_MANY,
                w::SLOTS,
                w::FAULT,
                w::UNAVAILABLE,
                w::ANONYMOUS,
                w::NOT_A_USER,
                w::ALREADY_IN,
                w::SHELL,
                w::NEED,
                w::FROM_WHERE,
                w::CANNOT,
            ],
            ..REPLY
        },
        says: &[
            likely(Cause::UnknownUser, "the reply mentions a user that does not exist"),
            possible(Cause::AccountDisabled, "the words may mean what the user may not do"),
        ],
    },
    Rule {
        name: "code-refused-at-acct",
        seen_on: &[],
        when: When { phases: &[Phase::Acct], words: &[&[w::A_CODE]], unless: &[w::LOGIN_FIRST], ..REFUSAL },
        says: &[likely(Cause::OneTimePassword, "what was sent by ACCT is called a code")],
    },
    Rule {
        name: "name-refused",
        seen_on: &[],
        when: When {
            phases: &[Phase::User],
            words: &[&[w::NAME, w::WRONG], &[w::NAME_WRONG], &[w::PASSWORD, w::WRONG]],
            none: &[Fact::NameEmpty, Fact::UnderTls],
            unless: &[w::TLS, w::ARGUMENT, w::SEQUENCE, w::FAULT, w::LOCKED_OUT],
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
            unless: &[
                w::NAME,
                w::OR,
                w::TOO_MANY,
                w::ATTEMPTS,
                w::ACCOUNT_OFF,
                w::LOCKED_OUT,
                w::E_MAIL,
                w::TLS,
                w::CLEAR,
                w::FAULT,
                w::HOME,
                w::LICENSE,
                w::ONE_TIME,
            ],
            ..REFUSAL
        },
        says: &[
            likely(Cause::WrongCredentials, "the words call the password wrong"),
            possible(Cause::UnknownUser, "servers say this about names they do not know, too"),
        ],
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
        says: &[
            likely(Cause::WrongCredentials, "the words call the name or the password wrong"),
            possible(Cause::UnknownUser, "the name may not be known"),
        ],
    },
    Rule {
        name: "password-too-long",
        seen_on: &["Pure-FTPd"],
        when: When { phases: &[Phase::Pass], words: &[&[w::TOO_LONG]], ..REFUSAL },
        says: &[likely(Cause::WrongCredentials, "the password is longer than the server accepts")],
    },
    Rule {
        name: "one-time-password",
        seen_on: &["ProFTPD"],
        when: When {
            phases: LOGIN,
            codes: &[(300, 399), (500, 599)],
            words: &[&[w::ONE_TIME, w::NEED]],
            unless: &[w::NOT_NEEDED, w::LOGIN_FAILED],
            ..REPLY
        },
        says: &[certain(Cause::OneTimePassword, "the words ask for a one-time password or a second factor")],
    },
    Rule {
        name: "one-time-challenge",
        seen_on: &[],
        when: When { phases: LOGIN, codes: &[(300, 399), (500, 599)], words: &[&[w::ONE_TIME]], ..REPLY },
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
            phases: &[Phase::User],
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
        when: When {
            phases: LOGIN,
            codes: &[(332, 332), (532, 532)],
            none: &[Fact::NameEmpty],
            unless: &[w::LOGIN_FAILED, w::WRONG],
            ..REPLY
        },
        says: &[likely(Cause::AccountRequired, "332 and 532 ask for ACCT")],
    },
    Rule {
        name: "account-asked-in-words",
        seen_on: &[],
        when: When {
            words: &[&[w::ACCOUNT]],
            unless: &[w::NOT_OFFERED],
            codes: &[(530, 531), (533, 559)],
            phases: LOGIN,
            ..REPLY
        },
        says: &[likely(Cause::AccountRequired, "the words ask for an account")],
    },
];
