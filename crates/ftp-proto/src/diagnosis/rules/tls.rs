//! TLS wanted, not there, or not wanted.

use super::{ANY, REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::diagnosis::scene::{Event, Fact};
use crate::diagnosis::text::Text;
use crate::diagnosis::words::{self as w, Stems};
use crate::{Cause, Family, Phase, TlsFailure};

/// Said by a refusal, one of these means: come back with TLS.
const WANTS_TLS: &[&[Stems]] = &[&[w::TLS, w::NEED], &[w::TLS_DEMAND]];
const NOT_THAT: &[Stems] =
    &[w::NO_TLS_HERE, w::NOT_OFFERED, w::CERTIFICATE, w::HANDSHAKE, w::ARGUMENT, w::NOT_TLS];

/// Said by a refusal, one of these means: not in clear.
const NOT_IN_CLEAR: &[&[Stems]] = &[&[w::CLEAR, w::REFUSED], &[w::CLEAR, w::NOT], &[w::CLEAR, w::CANNOT]];
const NOR_THAT: &[Stems] = &[w::NO_TLS_HERE, w::CERTIFICATE, w::HANDSHAKE, w::SEQUENCE];

/// See [`super::demands_tls`].
pub(super) fn demands(code: u16, text: &Text<'_>) -> bool {
    let said = |lists: &[&[Stems]], unless: &[Stems]| {
        lists.iter().any(|groups| groups.iter().all(|group| text.has(*group)))
            && !unless.iter().any(|group| text.has(*group))
    };
    match code {
        300..400 => text.has(w::TLS_DEMAND) && !text.has(w::NO_TLS_HERE),
        400..600 => said(WANTS_TLS, NOT_THAT) || said(NOT_IN_CLEAR, NOR_THAT),
        _ => false,
    }
}

const LOGIN: &[Phase] = &[Phase::Greeting, Phase::User, Phase::Pass, Phase::Acct, Phase::BeforeLogin];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "tls-demanded",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "Pure-FTPd",
            "pyftpdlib",
            "libunftp",
            "FileZilla Server",
            "IIS",
            "glftpd",
            "ftpserverlib",
            "IBM z/OS",
        ],
        when: When { phases: LOGIN, all: &[Fact::InClear], words: WANTS_TLS, unless: NOT_THAT, ..REFUSAL },
        says: &[certain(Cause::TlsRequired, "the words ask for TLS, and the connection is in clear")],
    },
    Rule {
        name: "clear-refused",
        seen_on: &["Pure-FTPd", "Polycom VSX 7000A"],
        when: When { phases: LOGIN, all: &[Fact::InClear], words: NOT_IN_CLEAR, unless: NOR_THAT, ..REFUSAL },
        says: &[certain(Cause::TlsRequired, "the words refuse a login in clear")],
    },
    Rule {
        name: "tls-demanded-and-unsure",
        seen_on: &[],
        when: When {
            phases: LOGIN,
            all: &[Fact::InClear],
            words: &[&[w::TLS, w::NEED]],
            unless: &[w::NO_TLS_HERE, w::HANDSHAKE, w::ARGUMENT],
            ..REFUSAL
        },
        says: &[likely(
            Cause::TlsRequired,
            "the words speak of TLS as something needed, and the connection is in clear",
        )],
    },
    Rule {
        name: "tls-demanded-in-a-3yz",
        seen_on: &["unknown server of 331"],
        when: When {
            codes: &[(300, 399)],
            phases: &[Phase::User],
            all: &[Fact::InClear],
            words: &[&[w::TLS_DEMAND]],
            unless: &[w::NO_TLS_HERE],
            ..REPLY
        },
        says: &[certain(Cause::TlsRequired, "the code asks for the password, the words ask for TLS first")],
    },
    Rule {
        name: "policy-wants-protection",
        seen_on: &["IBM z/OS", "IIS"],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::BeforeLogin],
            codes: &[(533, 534), (521, 522)],
            all: &[Fact::InClear],
            ..REPLY
        },
        says: &[likely(
            Cause::TlsRequired,
            "533 and 534 mean that policy wants more protection, and the connection is in clear",
        )],
    },
    Rule {
        name: "data-connection-wants-tls",
        seen_on: &["vsftpd", "ProFTPD", "Pure-FTPd", "pyftpdlib", "libunftp", "IIS", "ftpserverlib"],
        when: When {
            phases: &[Phase::AfterLogin],
            words: &[&[w::TLS, w::NEED], &[w::DATA_CONNECTION, w::TLS], &[w::DATA_CONNECTION, w::CLEAR]],
            unless: &[w::NOT_OFFERED, w::ALREADY_IN, w::SEQUENCE],
            ..REFUSAL
        },
        says: &[certain(
            Cause::TlsRequired,
            "after the login the words ask for protection of the data connection",
        )],
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
        when: When { codes: &[(534, 534)], all: &[Fact::ProtClear], ..REPLY },
        says: &[likely(
            Cause::TlsRequired,
            "534 to PROT C: data connections in clear are against the policy",
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
        name: "auth-not-offered",
        seen_on: &[
            "ProFTPD",
            "Pure-FTPd",
            "libunftp",
            "pyftpdlib",
            "ftp-srv",
            "FileZilla Server",
            "Apache FtpServer",
            "SFTPGo",
            "MVS ftpd",
        ],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            codes: &[(500, 504), (530, 550)],
            words: &[&[w::NOT_OFFERED]],
            unless: &[w::HANDSHAKE, w::ARGUMENT, w::SEQUENCE],
            ..REPLY
        },
        says: &[certain(Cause::TlsUnsupported, "AUTH is refused as something that the server does not do")],
    },
    Rule {
        name: "auth-parameter-not-offered",
        seen_on: &["ftp-srv"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            codes: &[(504, 504)],
            words: &[&[w::ARGUMENT, w::NOT_OFFERED]],
            ..REPLY
        },
        says: &[likely(
            Cause::TlsUnsupported,
            "504 to AUTH: the server knows the command and not this kind of it",
        )],
    },
    Rule {
        name: "auth-catch-all-vsftpd",
        seen_on: &["vsftpd"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            codes: &[(530, 530)],
            families: &[Family::Vsftpd],
            ..REPLY
        },
        says: &[certain(Cause::TlsUnsupported, "vsftpd answers AUTH so when its TLS is off")],
    },
    Rule {
        name: "auth-refused",
        seen_on: &["hosting server", "SimpleFTPServer", "MicroPython"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            codes: &[(200, 202), (332, 332), (500, 502), (504, 504), (530, 550)],
            unless: &[w::OOPS, w::HANDSHAKE, w::ARGUMENT, w::TOO_MANY],
            ..REPLY
        },
        says: &[likely(Cause::TlsUnsupported, "AUTH is refused, whatever the words")],
    },
    Rule {
        name: "auth-no-resource",
        seen_on: &["ProFTPD"],
        when: When { verbs: &["AUTH"], codes: &[(431, 431)], unless: &[w::NOT_OFFERED_BUT_KNOWN], ..REPLY },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "431 to AUTH: something that TLS needs is missing, such as the certificate",
            ),
            possible(Cause::TlsUnsupported, "431 to AUTH may also mean that TLS is off"),
        ],
    },
    Rule {
        name: "auth-not-now",
        seen_on: &[],
        when: When { verbs: &["AUTH"], codes: &[(430, 430), (432, 499)], unless: &[w::HANDSHAKE], ..REPLY },
        says: &[
            likely(Cause::ServiceUnavailable, "4yz to AUTH: the server does TLS, and cannot at this moment"),
            possible(Cause::TlsUnsupported, "the server may not do TLS at all"),
        ],
    },
    Rule {
        name: "handshake-failed-in-words",
        seen_on: &["vsftpd", "ProFTPD", "FileZilla Server"],
        when: When { phases: &[Phase::AuthTls, Phase::TlsHandshake], words: &[&[w::HANDSHAKE]], ..REFUSAL },
        says: &[
            likely(Cause::ServiceUnavailable, "the server itself says that its side of the handshake failed"),
            possible(Cause::TlsVersionMismatch, "a failed handshake may be one of versions or ciphers"),
            possible(
                Cause::ClientCertificateRequired,
                "a failed handshake may be one of client certificates",
            ),
        ],
    },
    Rule {
        name: "security-off",
        seen_on: &["Apache FtpServer", "libunftp"],
        when: When {
            verbs: &["AUTH", "PBSZ", "PROT"],
            words: &[&[w::TLS, w::NOT_OFFERED], &[w::SECURITY, w::NOT_OFFERED_BUT_KNOWN]],
            unless: &[w::ARGUMENT, w::DATA_CONNECTION],
            codes: &[(431, 431), (500, 599)],
            ..REPLY
        },
        says: &[certain(Cause::TlsUnsupported, "the words say that TLS is off or not set up")],
    },
    Rule {
        name: "protection-after-refused-auth",
        seen_on: &[],
        when: When { verbs: &["PBSZ", "PROT"], all: &[Fact::InClear, Fact::AuthRefusedBefore], ..REFUSAL },
        says: &[likely(
            Cause::TlsUnsupported,
            "AUTH was refused before, so that there is nothing to protect",
        )],
    },
    Rule {
        name: "protection-catch-all-vsftpd",
        seen_on: &["vsftpd"],
        when: When { verbs: &["PBSZ", "PROT"], codes: &[(530, 530)], all: &[Fact::InClear], ..REPLY },
        says: &[likely(
            Cause::TlsUnsupported,
            "a server with TLS answers PBSZ and PROT in clear with 503; 530 is what it says to commands it does not take",
        )],
    },
    Rule {
        name: "tls-not-for-anonymous",
        seen_on: &["vsftpd"],
        when: When { phases: LOGIN, words: &[&[w::NO_TLS_HERE, w::ANONYMOUS]], ..REFUSAL },
        says: &[
            likely(Cause::AnonymousRefused, "the words refuse an anonymous login under TLS"),
            likely(Cause::TlsNotWanted, "the words say that it may be tried in clear"),
        ],
    },
    Rule {
        name: "tls-not-for-this-login",
        seen_on: &[],
        when: When {
            phases: LOGIN,
            all: &[Fact::UnderTls],
            words: &[&[w::NO_TLS_HERE]],
            unless: &[w::ANONYMOUS],
            ..REFUSAL
        },
        says: &[certain(Cause::TlsNotWanted, "the words refuse this login because of TLS")],
    },
    Rule {
        name: "certificate-of-the-client",
        seen_on: &["ftpserverlib"],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::BeforeLogin, Phase::AuthTls],
            all: &[Fact::UnderTls],
            words: &[
                &[w::CERTIFICATE, w::NEED],
                &[w::CERTIFICATE, w::REFUSED],
                &[w::CERTIFICATE, w::WRONG],
                &[w::CERTIFICATE, w::MISSING],
                &[w::CERTIFICATE, w::NOT],
            ],
            ..REFUSAL
        },
        says: &[certain(
            Cause::ClientCertificateRequired,
            "TLS is up, and the words are about a certificate: it can only be the client's",
        )],
    },
    Rule {
        name: "certificate-login-libunftp",
        seen_on: &["libunftp"],
        when: When {
            phases: &[Phase::User],
            all: &[Fact::UnderTls],
            codes: &[(530, 530)],
            words: &[&[w::WRONG, w::NAME]],
            unless: &[w::PASSWORD],
            ..REPLY
        },
        says: &[
            likely(
                Cause::ClientCertificateRequired,
                "credentials are refused before a password was sent: it must be the certificate",
            ),
            likely(Cause::WrongCredentials, "the certificate may belong to another user"),
        ],
    },
    Rule {
        name: "weak-cipher",
        seen_on: &["Pure-FTPd"],
        when: When { phases: &[Phase::AuthTls, Phase::TlsHandshake], words: &[&[w::CIPHER]], ..REFUSAL },
        says: &[likely(Cause::TlsVersionMismatch, "the words are about the cipher")],
    },
    Rule {
        name: "certificate-untrusted",
        seen_on: &[],
        when: When { events: &[Event::Tls(TlsFailure::Untrusted)], ..ANY },
        says: &[certain(Cause::CertificateUntrusted, "the client's check of the certificate says so")],
    },
    Rule {
        name: "certificate-expired",
        seen_on: &[],
        when: When { events: &[Event::Tls(TlsFailure::Expired)], ..ANY },
        says: &[certain(Cause::CertificateExpired, "the client's check of the certificate says so")],
    },
    Rule {
        name: "certificate-name",
        seen_on: &[],
        when: When { events: &[Event::Tls(TlsFailure::NameMismatch)], ..ANY },
        says: &[certain(Cause::CertificateNameMismatch, "the client's check of the certificate says so")],
    },
    Rule {
        name: "tls-version",
        seen_on: &[],
        when: When { events: &[Event::Tls(TlsFailure::Version)], ..ANY },
        says: &[certain(
            Cause::TlsVersionMismatch,
            "the handshake ended for want of a common version or cipher",
        )],
    },
    Rule {
        name: "client-certificate-alert",
        seen_on: &["vsftpd", "ProFTPD"],
        when: When { events: &[Event::Tls(TlsFailure::ClientCertificateRequired)], ..ANY },
        says: &[certain(Cause::ClientCertificateRequired, "the server's alert asks for a certificate")],
    },
];
