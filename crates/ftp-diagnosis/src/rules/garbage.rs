//! What it means when bytes come that are not a reply.

use super::{ANY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::{Event, Fact};
use crate::words as w;
use ftp_proto::login::Phase;

const GARBAGE: When = When { events: &[Event::Garbage], ..ANY };

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "ssh",
        seen_on: &["OpenSSH"],
        when: When { all: &[Fact::LooksSsh], ..GARBAGE },
        says: &[certain(Cause::NotFtp, "an SSH server identifies itself (SFTP is not FTP)")],
    },
    Rule {
        name: "web",
        seen_on: &[],
        when: When { all: &[Fact::LooksHttp], ..GARBAGE },
        says: &[certain(Cause::NotFtp, "a web server answers")],
    },
    Rule {
        name: "mail",
        seen_on: &[],
        when: When { all: &[Fact::LooksMail], ..GARBAGE },
        says: &[certain(Cause::NotFtp, "a mail server answers")],
    },
    Rule {
        name: "tls-record-in-clear",
        seen_on: &[],
        when: When { all: &[Fact::LooksTls], ..GARBAGE },
        says: &[
            likely(Cause::ImplicitTlsExpected, "what comes in clear is a TLS record"),
            possible(Cause::NotFtp, "it may be another server with TLS"),
        ],
    },
    Rule {
        name: "not-a-reply",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            none: &[Fact::LooksSsh, Fact::LooksHttp, Fact::LooksMail, Fact::LooksTls],
            unless: &[w::REFUSED, w::UNAVAILABLE, w::FAILED],
            ..GARBAGE
        },
        says: &[
            likely(Cause::NotFtp, "what comes in place of a greeting is not an FTP reply"),
            possible(Cause::ServerFault, "a program's output may have got into the connection"),
        ],
    },
    Rule {
        name: "not-a-reply-later",
        seen_on: &[],
        when: When {
            phases: &[
                Phase::AuthTls,
                Phase::TlsHandshake,
                Phase::User,
                Phase::Pass,
                Phase::Acct,
                Phase::BeforeLogin,
                Phase::AfterLogin,
            ],
            unless: &[w::UNAVAILABLE, w::FAILED],
            ..GARBAGE
        },
        says: &[likely(
            Cause::ServerFault,
            "the server greeted as FTP does and then sent something that is not a reply",
        )],
    },
];
