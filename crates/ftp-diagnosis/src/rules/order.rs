//! Commands out of order: before the login, twice, or without the command that has to come first.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "log-in-first",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "Pure-FTPd",
            "pyftpdlib",
            "libunftp",
            "FileZilla Server",
            "ftp-srv",
            "ftpserverlib",
            "aioftp",
            "BulletProof FTP",
            "HP LaserJet P4014",
            "VBrick 4300",
        ],
        when: When {
            phases: &[Phase::BeforeLogin],
            words: &[&[w::LOGIN_FIRST]],
            unless: &[
                w::ALREADY_IN,
                w::CLEAR,
                w::TLS,
                w::TLS_DEMAND,
                w::TIMEOUT,
                w::TOO_MANY,
                w::SEQUENCE_ONLY,
                w::ADDRESS,
                w::BANNED,
                w::PASSWORD_WRONG,
            ],
            none: &[Fact::Lone],
            codes: &[(100, 199), (300, 599)],
            ..REPLY
        },
        says: &[certain(Cause::NotLoggedIn, "the words ask for a login, and there was none")],
    },
    Rule {
        name: "log-in-first-alone",
        seen_on: &["vsftpd", "IIS", "FileZilla Server"],
        when: When {
            phases: &[Phase::BeforeLogin],
            words: &[&[w::LOGIN_FIRST]],
            unless: &[w::TLS, w::TLS_DEMAND, w::ALREADY_IN, w::PASSWORD_WRONG],
            all: &[Fact::Lone],
            ..REFUSAL
        },
        says: &[
            likely(Cause::NotLoggedIn, "the words ask for a login"),
            possible(Cause::TlsUnsupported, "servers without TLS answer AUTH in these words"),
        ],
    },
    Rule {
        name: "log-in-first-to-acct",
        seen_on: &["vsftpd"],
        when: When {
            phases: &[Phase::Acct],
            words: &[&[w::LOGIN_FIRST]],
            all: &[Fact::NoUserAtAll],
            ..REFUSAL
        },
        says: &[certain(Cause::NotLoggedIn, "the words ask for a login, and there was none")],
    },
    Rule {
        name: "acct-not-taken",
        seen_on: &["ProFTPD"],
        when: When {
            phases: &[Phase::Acct],
            words: &[&[w::NOT_OFFERED]],
            unless: &[w::LOGIN_FIRST, w::NO_SUCH_USER],
            ..REFUSAL
        },
        says: &[likely(Cause::BadSequence, "ACCT is refused as something that the server does not support")],
    },
    Rule {
        name: "acct-without-a-login",
        seen_on: &[],
        when: When { phases: &[Phase::Acct], words: &[&[w::LOGIN_FIRST]], ..REFUSAL },
        says: &[
            likely(Cause::NotLoggedIn, "the words ask for a login before ACCT"),
            possible(Cause::BadSequence, "the server may not have asked for ACCT"),
        ],
    },
    Rule {
        name: "command-before-login",
        seen_on: &["Apache FtpServer", "SimpleFTPServer", "MicroPython", "Adtec video"],
        when: When {
            phases: &[Phase::BeforeLogin],
            codes: &[(331, 332), (530, 530), (532, 532)],
            unless: &[w::TLS, w::TIMEOUT, w::TOO_MANY, w::LOGIN_FIRST, w::SEQUENCE, w::HTTP, w::SHUTDOWN],
            none: &[Fact::Unsolicited],
            ..REPLY
        },
        says: &[likely(Cause::NotLoggedIn, "530 to a command before the login means that it needs one")],
    },
    Rule {
        name: "login-lost",
        seen_on: &["vsftpd", "ProFTPD", "pyftpdlib"],
        when: When {
            phases: &[Phase::AfterLogin],
            words: &[&[w::LOGIN_FIRST]],
            unless: &[w::TLS, w::ALREADY_IN],
            codes: &[(503, 503), (530, 530)],
            ..REPLY
        },
        says: &[certain(Cause::NotLoggedIn, "the words ask for a login, though there was one: it is lost")],
    },
    Rule {
        name: "already-logged-in",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "Pure-FTPd",
            "pyftpdlib",
            "libunftp",
            "FileZilla Server",
            "Apache FtpServer",
        ],
        when: When {
            phases: &[Phase::AfterLogin],
            verbs: &["USER", "PASS", "ACCT"],
            words: &[&[w::ALREADY_IN], &[w::THIS_SESSION]],
            unless: &[w::SLOTS, w::TOO_MANY],
            ..REPLY
        },
        says: &[certain(Cause::AlreadyLoggedIn, "the login was complete, and the words say that it is")],
    },
    Rule {
        name: "already-logged-in-at-a-command",
        seen_on: &[],
        when: When {
            phases: &[Phase::AfterLogin],
            words: &[&[w::ALREADY_IN]],
            unless: &[w::SLOTS, w::TOO_MANY, w::LOGIN_FIRST],
            codes: &[(500, 599)],
            ..REPLY
        },
        says: &[likely(Cause::AlreadyLoggedIn, "the login was complete, and the words say that it is")],
    },
    Rule {
        name: "second-login",
        seen_on: &["ProFTPD", "Pure-FTPd", "ftp-srv"],
        when: When {
            phases: &[Phase::AfterLogin],
            verbs: &["USER", "PASS", "AUTH"],
            codes: &[(200, 299), (400, 599)],
            unless: &[w::ALREADY_IN, w::THIS_SESSION],
            none: &[Fact::UnderTls],
            ..REPLY
        },
        says: &[likely(Cause::AlreadyLoggedIn, "the login was complete when this came")],
    },
    Rule {
        name: "second-login-under-tls",
        seen_on: &[],
        when: When {
            phases: &[Phase::AfterLogin],
            verbs: &["USER", "PASS"],
            codes: &[(200, 299), (400, 599)],
            all: &[Fact::UnderTls],
            unless: &[w::ALREADY_IN, w::THIS_SESSION],
            ..REPLY
        },
        says: &[likely(Cause::AlreadyLoggedIn, "the login was complete when this came")],
    },
    Rule {
        name: "already-logged-in-before-the-login",
        seen_on: &["Pure-FTPd"],
        when: When {
            phases: &[Phase::User, Phase::Pass],
            words: &[&[w::ALREADY_IN], &[w::THIS_SESSION]],
            unless: &[w::SEQUENCE, w::TOO_MANY, w::SLOTS],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AlreadyLoggedIn, "the words say that the session is logged in"),
            possible(Cause::TooManyConnections, "the user may be logged in on another connection"),
            possible(Cause::BadSequence, "the transcript shows no login before"),
        ],
    },
    Rule {
        name: "password-without-a-name",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "Pure-FTPd",
            "pyftpdlib",
            "libunftp",
            "FileZilla Server",
            "ftp-srv",
            "Apache FtpServer",
        ],
        when: When {
            phases: &[Phase::Pass],
            all: &[Fact::NoUserBefore],
            words: &[&[w::SEQUENCE], &[w::LOGIN_FIRST]],
            unless: &[w::TLS],
            ..REFUSAL
        },
        says: &[certain(
            Cause::BadSequence,
            "PASS came without a USER that was accepted, and the words say so",
        )],
    },
    Rule {
        name: "password-without-a-name-by-code",
        seen_on: &["SimpleFTPServer"],
        when: When {
            phases: &[Phase::Pass],
            all: &[Fact::NoUserBefore],
            codes: &[(500, 599)],
            unless: &[w::TLS, w::SEQUENCE],
            ..REPLY
        },
        says: &[likely(Cause::BadSequence, "PASS came without a USER that was accepted")],
    },
    Rule {
        name: "sequence-in-words",
        seen_on: &["libunftp", "ftp-srv", "FileZilla Server", "jftpgw FTP proxy"],
        when: When {
            words: &[&[w::SEQUENCE]],
            none: &[Fact::NoUserBefore],
            unless: &[w::TLS_DEMAND, w::LOGIN_FIRST],
            phases: &[
                Phase::User,
                Phase::Pass,
                Phase::Acct,
                Phase::AuthTls,
                Phase::BeforeLogin,
                Phase::AfterLogin,
            ],
            ..REFUSAL
        },
        says: &[likely(Cause::BadSequence, "the words say that something else has to come first")],
    },
    Rule {
        name: "sequence-in-words-before-a-name",
        seen_on: &["libunftp", "ftp-srv", "jftpgw FTP proxy", "ProFTPD"],
        when: When {
            words: &[&[w::SEQUENCE]],
            all: &[Fact::NoUserBefore],
            unless: &[w::TLS_DEMAND, w::LOGIN_FIRST],
            phases: &[Phase::User, Phase::Acct, Phase::BeforeLogin, Phase::AuthTls],
            ..REFUSAL
        },
        says: &[likely(Cause::BadSequence, "the words say that something else has to come first")],
    },
    Rule {
        name: "sequence-by-code",
        seen_on: &[],
        when: When {
            codes: &[(503, 503)],
            phases: &[Phase::User, Phase::Pass, Phase::Acct],
            unless: &[w::TLS, w::SEQUENCE, w::ALREADY_IN, w::TOO_MANY],
            ..REPLY
        },
        says: &[likely(Cause::BadSequence, "503 means that something else has to come first")],
    },
    Rule {
        name: "sequence-by-code-before-login",
        seen_on: &[],
        when: When {
            codes: &[(503, 503)],
            phases: &[Phase::BeforeLogin],
            unless: &[w::TLS, w::LOGIN_FIRST, w::SEQUENCE, w::ALREADY_IN, w::TOO_MANY],
            ..REPLY
        },
        says: &[likely(Cause::BadSequence, "503 means that something else has to come first")],
    },
];
