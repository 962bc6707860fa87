//! PBSZ, PROT, CCC, and whether data connections are protected.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "data-connection-wants-tls",
        seen_on: &["vsftpd", "ProFTPD", "Pure-FTPd", "pyftpdlib", "libunftp", "IIS", "ftpserverlib"],
        when: When {
            phases: &[Phase::AfterLogin],
            words: &[&[w::TLS, w::NEED], &[w::DATA_CONNECTION, w::PROTECTED, w::NEED]],
            unless: &[
                w::NOT_TLS,
                w::NOT_OFFERED,
                w::ALREADY_IN,
                w::SEQUENCE,
                w::HANDSHAKE,
                w::FAILED,
                w::PASSIVE,
                w::NOT_NEEDED,
            ],
            ..REFUSAL
        },
        says: &[certain(
            Cause::TlsRequired,
            "after the login the words ask for protection of the data connection",
        )],
    },
    Rule {
        name: "data-connection-and-tls",
        seen_on: &[],
        when: When {
            phases: &[Phase::AfterLogin],
            words: &[
                &[w::TLS, w::NEED],
                &[w::DATA_CONNECTION, w::TLS],
                &[w::DATA_CONNECTION, w::CLEAR],
                &[w::DATA_CONNECTION, w::PROTECTED],
            ],
            unless: &[w::NOT_TLS, w::NOT_OFFERED, w::ALREADY_IN, w::SEQUENCE],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::TlsRequired,
                "after the login the reply mentions protection of the data connection",
            ),
            possible(Cause::ServerFault, "TLS on the data connection may have failed inside the server"),
            possible(Cause::BadSequence, "PBSZ and PROT may not have been sent"),
        ],
    },
    Rule {
        name: "data-protection-code",
        seen_on: &["Pure-FTPd", "vsftpd", "ProFTPD"],
        when: When { phases: &[Phase::AfterLogin], codes: &[(521, 522)], ..REPLY },
        says: &[likely(
            Cause::TlsRequired,
            "521 and 522 after the login mean the protection level of the data connection (PROT)",
        )],
    },
    Rule {
        name: "data-policy",
        seen_on: &["libunftp", "IIS"],
        when: When {
            phases: &[Phase::AfterLogin],
            codes: &[(534, 534)],
            all: &[Fact::UnderTls],
            unless: &[w::NOT_NOW, w::NOT_OFFERED, w::SEQUENCE],
            ..REPLY
        },
        says: &[likely(
            Cause::TlsRequired,
            "534 under TLS: policy wants more protection, that of the data connection",
        )],
    },
    Rule {
        name: "prot-clear-refused",
        seen_on: &["ProFTPD", "FileZilla Server"],
        when: When { codes: &[(534, 534), (536, 536)], all: &[Fact::ProtClear], ..REPLY },
        says: &[likely(
            Cause::TlsRequired,
            "PROT C is refused: data connections in clear are against the policy",
        )],
    },
    Rule {
        name: "ccc-refused-by-policy",
        seen_on: &["ProFTPD"],
        when: When {
            codes: &[(534, 534)],
            verbs: &["CCC"],
            all: &[Fact::UnderTls],
            unless: &[w::SEQUENCE, w::NOT_NOW],
            ..REPLY
        },
        says: &[likely(Cause::TlsRequired, "534 to CCC: going back to clear is against the policy")],
    },
    Rule {
        name: "protection-after-refused-auth",
        seen_on: &[],
        when: When { verbs: &["PBSZ", "PROT"], all: &[Fact::InClear, Fact::AuthRefusedBefore], ..REFUSAL },
        says: &[likely(Cause::TlsUnsupported, "AUTH was refused before, so there is nothing to protect")],
    },
    Rule {
        name: "protection-catch-all-vsftpd",
        seen_on: &["vsftpd"],
        when: When { verbs: &["PBSZ", "PROT"], codes: &[(530, 530)], all: &[Fact::InClear], ..REPLY },
        says: &[likely(
            Cause::TlsUnsupported,
            "a server with TLS answers PBSZ and PROT in clear with 503; 530 is what it says to commands it does not accept",
        )],
    },
    Rule {
        name: "protection-before-auth",
        seen_on: &["vsftpd", "ProFTPD", "pyftpdlib", "Pure-FTPd"],
        when: When {
            verbs: &["PBSZ", "PROT", "CCC"],
            all: &[Fact::InClear],
            words: &[&[w::NEEDS_TLS_FIRST]],
            none: &[Fact::AuthRefusedBefore],
            ..REFUSAL
        },
        says: &[
            likely(Cause::BadSequence, "the words say that AUTH has to come first"),
            possible(Cause::TlsRequired, "the server wants TLS on the control connection"),
        ],
    },
    Rule {
        name: "protection-wants-tls",
        seen_on: &["Serv-U"],
        when: When {
            verbs: &["PBSZ", "PROT"],
            all: &[Fact::InClear],
            codes: &[(500, 599)],
            words: &[&[w::TLS], &[w::CLEAR], &[w::AUTHENTICATE], &[w::UNSAFE]],
            none: &[Fact::AuthRefusedBefore],
            unless: &[w::OUT_OF_ORDER, w::NOT_OFFERED],
            ..REPLY
        },
        says: &[
            likely(Cause::TlsRequired, "the words ask for TLS on the control connection"),
            likely(Cause::BadSequence, "PBSZ and PROT came before AUTH"),
        ],
    },
    Rule {
        name: "protection-before-auth-by-code",
        seen_on: &["Pure-FTPd", "FileZilla Server", "ProFTPD", "ftp-srv"],
        when: When {
            verbs: &["PBSZ", "PROT"],
            all: &[Fact::InClear],
            codes: &[(202, 202), (500, 503)],
            none: &[Fact::AuthRefusedBefore],
            unless: &[w::NEEDS_TLS_FIRST],
            ..REPLY
        },
        says: &[
            likely(Cause::BadSequence, "PBSZ and PROT came before AUTH"),
            possible(Cause::TlsRequired, "the server wants TLS on the control connection"),
            possible(Cause::TlsUnsupported, "a server without TLS does not know them at all"),
        ],
    },
    Rule {
        name: "protection-not-offered",
        seen_on: &[],
        when: When {
            verbs: &["PBSZ", "PROT"],
            all: &[Fact::InClear],
            codes: &[(504, 599)],
            words: &[&[w::NOT_OFFERED]],
            unless: &[w::NEEDS_TLS_FIRST],
            ..REPLY
        },
        says: &[
            likely(
                Cause::TlsUnsupported,
                "PBSZ and PROT are refused as something that the server does not support",
            ),
            possible(Cause::BadSequence, "PBSZ and PROT came before AUTH"),
        ],
    },
    Rule {
        name: "protection-refused-in-clear",
        seen_on: &[],
        when: When {
            verbs: &["PBSZ", "PROT"],
            all: &[Fact::InClear],
            codes: &[(504, 599)],
            none: &[Fact::AuthRefusedBefore],
            unless: &[w::NEEDS_TLS_FIRST, w::TLS],
            ..REPLY
        },
        says: &[
            possible(Cause::BadSequence, "PBSZ and PROT came before AUTH"),
            possible(Cause::TlsUnsupported, "a server without TLS does not know them at all"),
        ],
    },
    Rule {
        name: "prot-before-pbsz",
        seen_on: &["pyftpdlib", "ftp-srv"],
        when: When {
            verbs: &["PROT"],
            all: &[Fact::UnderTls],
            codes: &[(503, 503)],
            words: &[&[w::SEQUENCE]],
            ..REPLY
        },
        says: &[certain(Cause::BadSequence, "the words say that PBSZ has to come first")],
    },
    Rule {
        name: "prot-out-of-order",
        seen_on: &[],
        when: When { verbs: &["PBSZ", "PROT"], all: &[Fact::UnderTls], codes: &[(503, 503)], ..REPLY },
        says: &[likely(
            Cause::BadSequence,
            "503 means that something else has to come first: PBSZ before PROT",
        )],
    },
];
