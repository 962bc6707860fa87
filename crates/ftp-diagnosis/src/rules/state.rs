//! Servers that end the session, cannot serve, or fail inside.

use super::limits::SAYS_NO;
use super::timeouts::AFTER_THE_GREETING;
use super::{ANY, REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::{Event, Fact};
use crate::words as w;
use ftp_proto::login::Phase;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "shutdown",
        seen_on: &["ProFTPD", "Mac OS X Server ftpd"],
        when: When {
            words: &[&[w::SHUTDOWN]],
            unless: &[
                w::WRONG,
                w::ATTEMPTS,
                w::CONNECTION_SHUTDOWN,
                w::TIMEOUT,
                w::TOO_MANY,
                w::FAULT,
                w::ACCOUNT_NOUN,
                w::DATA_CONNECTION,
            ],
            ..SAYS_NO
        },
        says: &[certain(Cause::ServerShutdown, "the words say that the server shuts down")],
    },
    Rule {
        name: "shutdown-among-other-words",
        seen_on: &[],
        when: When {
            words: &[&[w::SHUTDOWN]],
            unless: &[w::CONNECTION_SHUTDOWN, w::TIMEOUT, w::DATA_CONNECTION],
            ..SAYS_NO
        },
        says: &[likely(Cause::ServerShutdown, "the reply mentions a shutdown")],
    },
    Rule {
        name: "maintenance",
        seen_on: &["inetutils"],
        when: When {
            words: &[&[w::MAINTENANCE]],
            unless: &[
                w::ACCOUNT_OFF,
                w::TOO_MANY,
                w::SHUTDOWN,
                w::TIMEOUT,
                w::CONNECTION_SHUTDOWN,
                w::SHELL,
                w::ANONYMOUS,
            ],
            ..SAYS_NO
        },
        says: &[
            likely(Cause::ServerShutdown, "the words say that the server is closed for a time"),
            possible(Cause::ServiceUnavailable, "the words may mean that it cannot serve now"),
        ],
    },
    Rule {
        name: "licence",
        seen_on: &["Titan FTP"],
        when: When {
            words: &[&[w::LICENSE, w::EXPIRED]],
            unless: &[
                w::ACCOUNT_NOUN,
                w::TLS,
                w::CONNECTIONS,
                w::PASSWORD,
                w::USER_NOUN,
                w::WRONG_USER_OR_PASSWORD,
            ],
            ..REFUSAL
        },
        says: &[certain(
            Cause::QuotaOrLicense,
            "the words say that a licence, a trial or a quota is used up",
        )],
    },
    Rule {
        name: "licence-unsure",
        seen_on: &[],
        when: When { words: &[&[w::LICENSE]], unless: &[w::TOO_MANY], ..REFUSAL },
        says: &[likely(Cause::QuotaOrLicense, "the reply mentions a licence, a trial or a quota")],
    },
    Rule {
        name: "oops",
        seen_on: &["vsftpd"],
        when: When { words: &[&[w::OOPS]], unless: &[w::OOPS_HOME, w::NO_USER_ENTRY], ..REFUSAL },
        says: &[
            likely(Cause::ServerFault, "vsftpd's OOPS names a fault in its settings or its system"),
            possible(Cause::ServiceUnavailable, "the server may be misconfigured"),
        ],
    },
    Rule {
        name: "internal-fault",
        seen_on: &["FileZilla Server", "IBM z/OS"],
        when: When {
            codes: &[(500, 599)],
            words: &[&[w::FAULT]],
            unless: &[
                w::OOPS,
                w::TIMEOUT_CERTAIN,
                w::TOO_MANY,
                w::HANDSHAKE,
                w::ANONYMOUS_AREA,
                w::WRONG_USER_OR_PASSWORD,
                w::NAMED_EXCEPTION,
                w::NO_SUCH_USER,
                w::IN_AUTHENTICATION,
            ],
            ..REPLY
        },
        says: &[
            likely(Cause::ServerFault, "the words name a fault inside the server"),
            possible(Cause::ServiceUnavailable, "the fault may pass"),
        ],
    },
    Rule {
        name: "internal-fault-in-words",
        seen_on: &[],
        when: When {
            codes: &[(400, 599)],
            words: &[&[w::INTERNAL, w::FAULT], &[w::INTERNAL, w::FAILED], &[w::INSIDE]],
            unless: &[w::OOPS, w::TOO_MANY, w::TIMEOUT, w::HANDSHAKE, w::NO_SUCH_USER, w::LATER],
            phases: AFTER_THE_GREETING,
            ..REPLY
        },
        says: &[
            likely(Cause::ServerFault, "the words name a fault inside the server"),
            likely(Cause::ServiceUnavailable, "the code says that it may pass"),
        ],
    },
    Rule {
        name: "server-in-trouble",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct],
            codes: &[(400, 420), (422, 599)],
            words: &[&[w::SERVER, w::TROUBLE], &[w::INTERNAL, w::TROUBLE]],
            unless: &[
                w::FAULT,
                w::OOPS,
                w::TOO_MANY,
                w::PASSWORD,
                w::NAME,
                w::LOGIN_FAILED,
                w::HOME,
                w::DIRECTORY,
                w::TLS,
                w::TIMEOUT,
                w::UNAVAILABLE,
                w::LATER,
            ],
            ..REPLY
        },
        says: &[
            likely(Cause::ServerFault, "the reply mentions trouble inside the server"),
            possible(Cause::ServiceUnavailable, "the trouble may pass"),
        ],
    },
    Rule {
        name: "internal-fault-for-now",
        seen_on: &["libunftp", "BSD ftpd"],
        when: When {
            codes: &[(400, 420), (422, 499)],
            words: &[&[w::FAULT]],
            unless: &[w::OOPS, w::TOO_MANY, w::HANDSHAKE, w::ANONYMOUS_AREA, w::NO_SUCH_USER],
            ..REPLY
        },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "the code says that it may pass, the words name a fault inside the server",
            ),
            likely(Cause::ServerFault, "the words name a fault inside the server"),
        ],
    },
    Rule {
        name: "internal-fault-and-goodbye",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct, Phase::BeforeLogin, Phase::AfterLogin],
            codes: &[(421, 421)],
            words: &[&[w::FAULT]],
            unless: &[
                w::OOPS,
                w::TOO_MANY,
                w::HANDSHAKE,
                w::ANONYMOUS_AREA,
                w::TIMEOUT,
                w::NAMED_EXCEPTION,
                w::NO_SUCH_USER,
            ],
            ..REPLY
        },
        says: &[
            likely(Cause::ServerFault, "the words name a fault inside the server, and it ends the session"),
            likely(Cause::ServiceUnavailable, "the code says that it may pass"),
        ],
    },
    Rule {
        name: "internal-fault-at-the-greeting",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            codes: &[(421, 421)],
            words: &[&[w::FAULT]],
            unless: &[w::OOPS, w::TOO_MANY, w::TIMEOUT, w::INTERNAL],
            ..REPLY
        },
        says: &[
            likely(Cause::ServiceUnavailable, "the server cannot begin a session"),
            likely(Cause::ServerFault, "the words name a fault inside the server"),
        ],
    },
    Rule {
        name: "internal-fault-in-the-greeting",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            codes: &[(421, 421)],
            words: &[&[w::INTERNAL, w::FAULT], &[w::INTERNAL, w::FAILED]],
            unless: &[w::OOPS, w::TOO_MANY, w::TIMEOUT, w::HANDSHAKE],
            ..REPLY
        },
        says: &[
            likely(Cause::ServerFault, "the words name a fault inside the server, and it ends the session"),
            likely(Cause::ServiceUnavailable, "the code says that it may pass"),
        ],
    },
    Rule {
        name: "busy",
        seen_on: &[],
        when: When { words: &[&[w::BUSY]], unless: &[w::TIMEOUT, w::FAULT], ..REFUSAL },
        says: &[
            likely(Cause::TooManyConnections, "most servers that call themselves busy have no session left"),
            likely(Cause::ServiceUnavailable, "the machine may be overloaded"),
        ],
    },
    Rule {
        name: "just-not-available",
        seen_on: &["vsftpd"],
        when: When {
            phases: &[Phase::Greeting],
            codes: &[(421, 421)],
            whole: Some(w::JUST_NOT_AVAILABLE),
            ..REPLY
        },
        says: &[
            likely(Cause::AddressDenied, "vsftpd says only this when tcp_wrappers refuse the address"),
            likely(Cause::ServiceUnavailable, "elsewhere it means what it says"),
        ],
    },
    Rule {
        name: "not-available-at-the-greeting",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            words: &[&[w::AVAILABLE]],
            unless: &[
                w::TOO_MANY,
                w::SLOTS,
                w::SHUTDOWN,
                w::MAINTENANCE,
                w::LICENSE,
                w::FAULT,
                w::TLS,
                w::LOCKED,
                w::TIMEOUT,
                w::REFUSED,
                w::DENIED,
                w::ADDRESS,
                w::UNAVAILABLE,
            ],
            ..REFUSAL
        },
        says: &[likely(Cause::ServiceUnavailable, "the greeting is a refusal about what is available")],
    },
    Rule {
        name: "unavailable",
        seen_on: &[
            "ProFTPD",
            "Pure-FTPd",
            "libunftp",
            "Serv-U",
            "ftp-srv",
            "NetWin SurgeFTP",
            "NET Disk/NetStore",
        ],
        when: When {
            words: &[&[w::UNAVAILABLE]],
            unless: &[
                w::TOO_MANY,
                w::OOPS,
                w::SHUTDOWN,
                w::MAINTENANCE,
                w::LICENSE,
                w::HOME,
                w::FAULT,
                w::TLS,
                w::HANDSHAKE,
                w::LOCKED,
                w::ACCOUNT_OFF,
                w::TIMEOUT,
            ],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "the words say that the server cannot serve now, or is not set up",
            ),
            possible(Cause::TooManyConnections, "a server that is full may say so in these words"),
            possible(Cause::ServerFault, "what the server lacks may be a fault inside it"),
            possible(Cause::AddressDenied, "a server that refuses an address may say so in these words"),
        ],
    },
    Rule {
        name: "unavailable-without-a-code",
        seen_on: &["netkit ftpd", "ProFTPD"],
        when: When {
            events: &[Event::Garbage],
            words: &[&[w::UNAVAILABLE], &[w::FAILED]],
            none: &[Fact::LooksHttp, Fact::LooksSsh, Fact::LooksMail],
            ..ANY
        },
        says: &[likely(Cause::ServiceUnavailable, "in place of a reply comes an error message of a program")],
    },
];
