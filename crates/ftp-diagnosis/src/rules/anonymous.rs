//! Anonymous logins.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

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
                w::ALREADY_IN,
                w::HOME,
                w::ADDRESS,
                w::BANNED,
                w::MAINTENANCE,
                w::SHUTDOWN,
                w::UNAVAILABLE,
                w::LICENSE,
                w::TIMEOUT,
                w::FAILED,
                w::OOPS,
            ],
            codes: &[(500, 599)],
            ..AT_LOGIN
        },
        says: &[certain(Cause::AnonymousRefused, "the words refuse anonymous logins")],
    },
    Rule {
        name: "anonymous-cannot-be-set-up",
        seen_on: &[],
        when: When {
            codes: &[(400, 499)],
            words: &[&[w::ANONYMOUS, w::FAILED]],
            unless: &[w::TLS, w::TOO_MANY],
            ..AT_LOGIN
        },
        says: &[
            likely(
                Cause::HomeDirectory,
                "the server cannot set up anonymous FTP, most often because its directory is missing",
            ),
            likely(Cause::ServerFault, "the server cannot set up anonymous FTP"),
            possible(Cause::AnonymousRefused, "anonymous logins may not be meant to be served"),
        ],
    },
    Rule {
        name: "anonymous-refused-in-a-3yz",
        seen_on: &[],
        when: When {
            codes: &[(300, 399)],
            phases: &[Phase::User],
            words: &[&[w::NO_ANONYMOUS]],
            all: &[Fact::Anonymous],
            unless: &[w::ANONYMOUS_ONLY],
            ..REPLY
        },
        says: &[likely(
            Cause::AnonymousRefused,
            "the code asks for the password, the words refuse anonymous logins",
        )],
    },
    Rule {
        name: "anonymous-named",
        seen_on: &[],
        when: When {
            codes: &[(500, 599)],
            words: &[&[w::ANONYMOUS]],
            all: &[Fact::Anonymous],
            unless: &[
                w::ANONYMOUS_AREA,
                w::TOO_MANY,
                w::SLOTS,
                w::TLS,
                w::CLEAR,
                w::HOME,
                w::FAULT,
                w::ALREADY_IN,
                w::ADDRESS,
                w::BANNED,
                w::LICENSE,
                w::TIMEOUT,
                w::E_MAIL,
                w::ANONYMOUS_ONLY,
            ],
            ..AT_LOGIN
        },
        says: &[likely(Cause::AnonymousRefused, "a refusal of an anonymous login mentions such logins")],
    },
    Rule {
        name: "anonymous-refused-among-other-words",
        seen_on: &[],
        when: When {
            words: NO_ANONYMOUS,
            none: &[Fact::NamedUser],
            unless: &[w::ANONYMOUS_ONLY, w::TLS, w::TOO_MANY, w::ANONYMOUS_AREA, w::ALREADY_IN],
            ..AT_LOGIN
        },
        says: &[likely(Cause::AnonymousRefused, "the words refuse anonymous logins")],
    },
    Rule {
        name: "anonymous-refused-to-a-name",
        seen_on: &[],
        when: When {
            words: NO_ANONYMOUS,
            all: &[Fact::NamedUser],
            unless: &[w::ANONYMOUS_ONLY, w::TLS, w::TOO_MANY, w::ANONYMOUS_AREA, w::ALREADY_IN],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::AnonymousRefused, "the words refuse anonymous logins, though the name is another"),
            possible(Cause::WrongCredentials, "the server may take an unknown name for anonymous"),
        ],
    },
    Rule {
        name: "anonymous-unknown",
        seen_on: &[],
        when: When {
            all: &[Fact::Anonymous],
            words: &[&[w::NO_SUCH_USER], &[w::E_MAIL], &[w::ACCOUNT_OFF], &[w::NO_RIGHT]],
            unless: &[w::TLS, w::ANONYMOUS_ONLY, w::HOME],
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
        says: &[likely(
            Cause::AccountDisabled,
            "the server serves only anonymous logins: accounts may not be used",
        )],
    },
];
