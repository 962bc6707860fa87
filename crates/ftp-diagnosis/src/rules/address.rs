//! Who may connect.

use super::limits::NOT_YET_IN;
use super::{ANY, REFUSAL, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::{Event, Fact};
use crate::words as w;
use ftp_proto::login::Phase;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "address-refused",
        seen_on: &["Apache FtpServer", "IIS", "Serv-U", "CrushFTP"],
        when: When {
            phases: NOT_YET_IN,
            words: &[&[w::ADDRESS, w::REFUSED]],
            unless: &[
                w::ASIDE,
                w::RECORDED,
                w::TOO_MANY,
                w::ATTEMPTS,
                w::LOCKED,
                w::LOCKED_OUT,
                w::BANNED,
                w::TLS,
                w::E_MAIL,
                w::ANONYMOUS,
                w::FAULT,
                w::ARGUMENT,
                w::HOME,
                w::DATA_CONNECTION,
                w::ELSEWHERE,
                // The address belongs to a user who is refused for another reason.
                w::USER_NOUN,
                w::AUTHENTICATION,
            ],
            ..REFUSAL
        },
        says: &[certain(Cause::AddressDenied, "the words refuse the address")],
    },
    Rule {
        name: "address-banned",
        seen_on: &[],
        when: When {
            phases: NOT_YET_IN,
            words: &[&[w::ADDRESS, w::BANNED], &[w::ADDRESS, w::LOCKED_OUT]],
            unless: &[w::ATTEMPTS, w::LOCKED, w::E_MAIL, w::RECORDED, w::OOPS],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "the reply mentions a ban on the address"),
            possible(Cause::TooManyAttempts, "bans follow failed attempts"),
        ],
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
            words: &[&[w::BANNED, w::USER_NOUN], &[w::BANNED, w::ACCOUNT_NOUN]],
            unless: &[w::TOO_MANY, w::ATTEMPTS, w::ADDRESS, w::LOCKED, w::OOPS],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AccountDisabled, "the reply mentions a ban on the user"),
            possible(Cause::AddressDenied, "a ban may be on the address"),
            possible(Cause::TooManyAttempts, "bans follow failed attempts"),
        ],
    },
    Rule {
        name: "address-at-the-greeting",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            words: &[&[w::ADDRESS], &[w::FROM_WHERE], &[w::ORIGIN], &[w::NETWORK], &[w::ONLY]],
            unless: &[
                w::ANONYMOUS,
                w::CLEAR,
                w::TOO_MANY,
                w::SLOTS,
                w::ATTEMPTS,
                w::CONNECT_ATTEMPTS,
                w::RECORDED,
                w::FAULT,
                w::UNAVAILABLE,
                w::MAINTENANCE,
                w::SHUTDOWN,
                w::TIMEOUT,
                w::TLS,
                w::LICENSE,
                w::E_MAIL,
                w::OOPS,
                w::ELSEWHERE,
            ],
            ..REFUSAL
        },
        says: &[likely(Cause::AddressDenied, "a refusal in place of a greeting mentions an address")],
    },
    Rule {
        name: "address-refused-in-other-words",
        seen_on: &[],
        when: When {
            phases: NOT_YET_IN,
            words: &[&[w::ADDRESS, w::REFUSED], &[w::ADDRESS, w::CANNOT]],
            unless: &[
                w::ASIDE,
                w::RECORDED,
                w::TOO_MANY,
                w::ATTEMPTS,
                w::LOCKED,
                w::E_MAIL,
                w::ARGUMENT,
                w::HOME,
                w::DATA_CONNECTION,
                w::ELSEWHERE,
            ],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "the reply mentions an address and a refusal"),
            possible(Cause::AccountDisabled, "the refusal may be about the user"),
        ],
    },
    Rule {
        name: "where-the-login-comes-from",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct],
            words: &[
                &[w::FROM_WHERE, w::NEED],
                &[w::FROM_WHERE, w::REFUSED],
                &[w::FROM_WHERE, w::NO_RIGHT_VAGUE],
                &[w::ADDRESS, w::NOT],
                &[w::ADDRESS, w::NEED],
                &[w::DOTTED_QUAD, w::NEED],
                &[w::ADDRESS, w::NO_RIGHT_VAGUE],
            ],
            unless: &[
                w::TOO_MANY,
                w::SLOTS,
                w::ATTEMPTS,
                w::LOCKED,
                w::RECORDED,
                w::E_MAIL,
                w::ARGUMENT,
                w::HOME,
                w::TLS,
                w::FAULT,
                w::NO_SUCH_USER,
                w::OOPS,
            ],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "the words say from where one may log in"),
            possible(Cause::AccountDisabled, "the refusal may be about the user"),
        ],
    },
    Rule {
        name: "ident",
        seen_on: &[],
        when: When {
            words: &[
                &[w::IDENT, w::REFUSED],
                &[w::IDENT, w::NEED],
                &[w::IDENT, w::WRONG],
                &[w::IDENT, w::MISSING],
            ],
            ..REFUSAL
        },
        says: &[likely(
            Cause::AddressDenied,
            "the server asks the client's host who is connecting (RFC 1413), and refuses because of the answer",
        )],
    },
    Rule {
        name: "network",
        seen_on: &[],
        when: When {
            words: &[&[w::NETWORK, w::NEED], &[w::NETWORK, w::REFUSED], &[w::NETWORK, w::NO_RIGHT_VAGUE]],
            unless: &[w::TOO_MANY, w::ATTEMPTS, w::FAILED, w::TLS, w::FAULT],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "the words say from which network one may come"),
            possible(Cause::AccountDisabled, "the refusal may be about the user"),
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
            likely(Cause::AddressDenied, "the reply mentions an address and a refusal"),
            possible(Cause::ServiceUnavailable, "the server may have failed to look the address up"),
        ],
    },
    Rule {
        name: "address-named-and-refused",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting, Phase::User, Phase::Pass],
            words: &[&[w::DOTTED_QUAD, w::REFUSED], &[w::DOTTED_QUAD, w::CANNOT]],
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
            likely(Cause::AddressDenied, "the reply mentions a ban, and most bans are on addresses"),
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
            none: &[Fact::GreetingNotFtp],
            words: &[&[w::DENIED], &[w::REFUSED]],
            unless: &[
                w::SLOTS,
                w::ATTEMPTS,
                w::CLEAR,
                w::FAULT,
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
