//! Servers that waited too long: for the client, or for a machine that they ask.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

/// Words that show a timeout of something other than the session, or stand for another matter beside it.
const TIMEOUT_OF_ANOTHER: &[w::Stems] = &[
    w::CONNECTING,
    w::FAULT,
    w::HANDSHAKE,
    w::ATTEMPTS,
    w::TLS,
    w::ACCOUNT_OFF,
    w::PASSWORD_WRONG,
    w::DATA_CONNECTION,
    w::ELSEWHERE,
];

/// Phases in which the server may have waited for the client.
pub(super) const AFTER_THE_GREETING: &[Phase] =
    &[Phase::AuthTls, Phase::User, Phase::Pass, Phase::Acct, Phase::BeforeLogin, Phase::AfterLogin];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "timeout",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "Pure-FTPd",
            "pyftpdlib",
            "libunftp",
            "FileZilla Server",
            "ftpserverlib",
            "BusyBox ftpd",
        ],
        when: When {
            phases: AFTER_THE_GREETING,
            codes: &[(221, 221), (421, 421)],
            words: &[&[w::TIMEOUT]],
            unless: TIMEOUT_OF_ANOTHER,
            ..REPLY
        },
        says: &[certain(Cause::IdleTimeout, "the words say that the server waited too long")],
    },
    Rule {
        name: "timeout-unasked",
        seen_on: &["vsftpd", "ProFTPD", "Pure-FTPd", "pyftpdlib"],
        when: When {
            codes: &[(221, 221), (421, 421)],
            words: &[&[w::TIMEOUT]],
            all: &[Fact::Unsolicited],
            unless: TIMEOUT_OF_ANOTHER,
            ..REPLY
        },
        says: &[certain(Cause::IdleTimeout, "the words say that the server waited too long")],
    },
    Rule {
        name: "timeout-at-the-greeting",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            codes: &[(221, 221), (421, 421)],
            words: &[&[w::TIMEOUT]],
            unless: &[w::CONNECTING, w::FAULT, w::TOO_MANY, w::SLOTS, w::ELSEWHERE],
            none: &[Fact::Unsolicited],
            ..REPLY
        },
        says: &[likely(Cause::IdleTimeout, "the words say that the server waited too long")],
    },
    Rule {
        name: "timeout-with-another-code",
        seen_on: &["SimpleFTPServer"],
        when: When {
            codes: &[(400, 420), (422, 599)],
            words: &[&[w::TIMEOUT]],
            unless: &[
                w::ACCOUNT_NOUN,
                w::PASSWORD,
                w::LOGIN_FIRST,
                w::FAULT,
                w::HANDSHAKE,
                w::ATTEMPTS,
                w::ACCOUNT_OFF,
                w::LICENSE,
            ],
            ..REPLY
        },
        says: &[likely(Cause::IdleTimeout, "the words say that the server waited too long")],
    },
    Rule {
        name: "another-machine-fails",
        seen_on: &[],
        when: When {
            words: &[&[w::ELSEWHERE, w::TIMEOUT], &[w::ELSEWHERE, w::REFUSED], &[w::INSIDE, w::TIMEOUT]],
            unless: &[w::TLS, w::ACCOUNT_NOUN, w::PASSWORD, w::LICENSE],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ServiceUnavailable, "the words name another machine that the server asks"),
            possible(Cause::ServerFault, "the server may be misconfigured"),
        ],
    },
];
