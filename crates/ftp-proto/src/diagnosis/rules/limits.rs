//! Who may connect, how many, how often, how long; and servers that cannot serve now.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::diagnosis::scene::{Event, Fact};
use crate::diagnosis::words as w;
use crate::{Cause, Phase};

const SAYS_NO: When = When { codes: &[(120, 120), (221, 221), (400, 599)], ..REPLY };

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
        when: When {
            events: &[Event::Garbage],
            phases: &[Phase::Greeting],
            words: &[&[w::REFUSED]],
            ..super::ANY
        },
        says: &[likely(Cause::AddressDenied, "in place of a greeting comes a line about a refused client")],
    },
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
            codes: &[(221, 221), (421, 421)],
            words: &[&[w::TIMEOUT]],
            unless: &[w::CONNECTING, w::FAULT, w::HANDSHAKE, w::ATTEMPTS, w::TLS],
            ..REPLY
        },
        says: &[certain(Cause::IdleTimeout, "the words say that the server waited too long")],
    },
    Rule {
        name: "timeout-with-another-code",
        seen_on: &["SimpleFTPServer"],
        when: When {
            codes: &[(400, 420), (422, 599)],
            words: &[&[w::TIMEOUT]],
            unless: &[w::LOGIN_FIRST, w::FAULT, w::HANDSHAKE, w::ATTEMPTS, w::ACCOUNT_OFF, w::LICENSE],
            ..REPLY
        },
        says: &[likely(Cause::IdleTimeout, "the words say that the server waited too long")],
    },
    Rule {
        name: "shutdown",
        seen_on: &["ProFTPD", "Mac OS X Server ftpd"],
        when: When {
            words: &[&[w::SHUTDOWN]],
            unless: &[w::CONNECTION_SHUTDOWN, w::TIMEOUT, w::TOO_MANY, w::FAULT],
            ..SAYS_NO
        },
        says: &[certain(Cause::ServerShutdown, "the words say that the server shuts down")],
    },
    Rule {
        name: "maintenance",
        seen_on: &["inetutils"],
        when: When {
            words: &[&[w::MAINTENANCE]],
            unless: &[w::TOO_MANY, w::SHUTDOWN, w::TIMEOUT],
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
        when: When { words: &[&[w::LICENSE, w::EXPIRED]], unless: &[w::CONNECTIONS, w::PASSWORD], ..REFUSAL },
        says: &[certain(
            Cause::QuotaOrLicense,
            "the words say that a licence, a trial or a quota is used up",
        )],
    },
    Rule {
        name: "licence-unsure",
        seen_on: &[],
        when: When { words: &[&[w::LICENSE]], unless: &[w::TOO_MANY, w::EXPIRED], ..REFUSAL },
        says: &[likely(Cause::QuotaOrLicense, "the words speak of a licence, a trial or a quota")],
    },
    Rule {
        name: "oops",
        seen_on: &["vsftpd"],
        when: When { words: &[&[w::OOPS]], unless: &[w::OOPS_HOME, w::NO_USER_ENTRY], ..REFUSAL },
        says: &[
            likely(Cause::ServiceUnavailable, "vsftpd's OOPS names a fault in its settings or its system"),
            possible(Cause::ServerFault, "vsftpd's OOPS names a fault inside the server"),
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
            ],
            ..REPLY
        },
        says: &[
            likely(Cause::ServerFault, "the words name a fault inside the server"),
            possible(Cause::ServiceUnavailable, "the fault may pass"),
        ],
    },
    Rule {
        name: "internal-fault-for-now",
        seen_on: &["libunftp", "BSD ftpd"],
        when: When {
            codes: &[(400, 499)],
            words: &[&[w::FAULT]],
            unless: &[w::OOPS, w::TOO_MANY, w::HANDSHAKE, w::ANONYMOUS_AREA],
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
            possible(Cause::AddressDenied, "a server that refuses an address may say so in these words"),
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
        name: "unavailable-without-a-code",
        seen_on: &["netkit ftpd", "ProFTPD"],
        when: When {
            events: &[Event::Garbage],
            words: &[&[w::UNAVAILABLE], &[w::FAILED]],
            none: &[Fact::LooksHttp, Fact::LooksSsh, Fact::LooksMail],
            ..super::ANY
        },
        says: &[likely(Cause::ServiceUnavailable, "in place of a reply comes an error message of a program")],
    },
];
