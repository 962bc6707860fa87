//! AUTH that is refused, or accepted and not followed by TLS.

use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::greeting::ServerSoftware;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "auth-at-another-protocol",
        seen_on: &[],
        when: When { verbs: &["AUTH"], all: &[Fact::InClear, Fact::GreetingNotFtp], ..REFUSAL },
        says: &[likely(Cause::NotFtp, "the greeting is that of another protocol")],
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
            none: &[Fact::LoggedIn, Fact::OnlyAuthSsl, Fact::NoAuthTls, Fact::GreetingNotFtp],
            codes: &[(500, 504), (530, 550)],
            words: &[&[w::NOT_OFFERED]],
            unless: &[
                w::NO_SUCH_USER,
                w::ACCOUNT_OFF,
                w::HOME,
                w::ANONYMOUS,
                w::LOGIN_FIRST,
                w::ALREADY,
                w::HANDSHAKE,
                w::ARGUMENT,
                w::SEQUENCE,
                w::FAULT,
                w::LIBRARY,
                w::DURATION,
                w::TOO_MANY,
                w::ADDRESS,
            ],
            ..REPLY
        },
        says: &[certain(
            Cause::TlsUnsupported,
            "AUTH is refused as something that the server does not support",
        )],
    },
    Rule {
        name: "auth-ssl-alone",
        seen_on: &["Pure-FTPd"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear, Fact::OnlyAuthSsl],
            none: &[Fact::LoggedIn],
            codes: &[(500, 504), (530, 550)],
            ..REPLY
        },
        says: &[possible(Cause::TlsUnsupported, "AUTH SSL is refused, and AUTH TLS was not tried")],
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
            "504 to AUTH: the server knows the command, but not this kind of it",
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
            families: &[ServerSoftware::Vsftpd],
            ..REPLY
        },
        says: &[certain(Cause::TlsUnsupported, "vsftpd answers AUTH like this when its TLS is off")],
    },
    Rule {
        name: "auth-off-and-goodbye",
        seen_on: &[],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            codes: &[(421, 421)],
            words: &[&[w::TLS, w::NOT_OFFERED]],
            unless: &[w::FAULT, w::LIBRARY, w::HANDSHAKE, w::DURATION, w::TOO_MANY],
            ..REPLY
        },
        says: &[
            likely(Cause::TlsUnsupported, "the words say that TLS is not there"),
            possible(Cause::ServiceUnavailable, "421 may mean that it is not there now"),
        ],
    },
    Rule {
        name: "auth-fault-for-good",
        seen_on: &[],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            codes: &[(530, 599)],
            words: &[&[w::LIBRARY], &[w::HANDSHAKE]],
            unless: &[w::OOPS],
            ..REPLY
        },
        says: &[
            likely(
                Cause::ServerFault,
                "the server supports TLS, but its side of it fails, and the code says for good",
            ),
            likely(Cause::ServiceUnavailable, "something that the server needs for TLS may be missing"),
        ],
    },
    Rule {
        name: "auth-against-the-policy",
        seen_on: &["IIS"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            codes: &[(530, 539)],
            words: &[&[w::NO_RIGHT_VAGUE, w::TLS]],
            ..REPLY
        },
        says: &[
            likely(Cause::TlsUnsupported, "AUTH is refused as a matter of policy"),
            possible(Cause::ServiceUnavailable, "the certificate of the server may not be set up"),
        ],
    },
    Rule {
        name: "auth-fault",
        seen_on: &[],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn],
            words: &[&[w::FAULT], &[w::LIBRARY], &[w::TLS, w::FAILED], &[w::CERTIFICATE, w::FAILED]],
            unless: &[w::HANDSHAKE, w::OOPS],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "the server supports TLS, but something that it needs for it fails",
            ),
            likely(Cause::ServerFault, "the words name a fault inside the server"),
            possible(Cause::TlsUnsupported, "TLS may not be set up at all"),
        ],
    },
    Rule {
        name: "auth-and-a-certificate",
        seen_on: &[],
        when: When {
            verbs: &["AUTH"],
            codes: &[(530, 599)],
            words: &[&[w::CERTIFICATE, w::NEED], &[w::CERTIFICATE, w::NOT], &[w::CERTIFICATE, w::MISSING]],
            unless: &[w::SERVER_CERTIFICATE, w::NOT_NEEDED, w::NOT_OFFERED, w::FAULT, w::FAILED],
            ..REPLY
        },
        says: &[
            likely(
                Cause::ClientCertificateRequired,
                "the words say that a certificate is missing, which may be the client's",
            ),
            likely(Cause::TlsUnsupported, "the certificate may be one that the server does not have"),
        ],
    },
    Rule {
        name: "auth-refused",
        seen_on: &["hosting server", "SimpleFTPServer", "MicroPython"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            none: &[Fact::LoggedIn, Fact::OnlyAuthSsl, Fact::NoAuthTls],
            codes: &[(200, 202), (332, 332), (500, 502), (504, 504), (530, 550)],
            unless: &[w::OOPS, w::HANDSHAKE, w::ARGUMENT, w::TOO_MANY],
            ..REPLY
        },
        says: &[likely(Cause::TlsUnsupported, "AUTH is refused, whatever the words")],
    },
    Rule {
        name: "auth-kind-not-taken",
        seen_on: &[],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::InClear],
            codes: &[(431, 431)],
            words: &[&[w::TLS, w::NOT], &[w::TLS, w::REFUSED], &[w::MECHANISM]],
            unless: &[w::FAULT, w::LIBRARY, w::HANDSHAKE, w::DURATION],
            ..REPLY
        },
        says: &[
            likely(Cause::TlsUnsupported, "the reply mentions this kind of TLS as one not accepted"),
            likely(Cause::ServiceUnavailable, "431 to AUTH: something that TLS needs may be missing"),
        ],
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
            possible(Cause::ServerFault, "what is missing may be a fault inside the server"),
            possible(Cause::TlsUnsupported, "431 to AUTH may also mean that TLS is off"),
        ],
    },
    Rule {
        name: "auth-not-now",
        seen_on: &[],
        when: When { verbs: &["AUTH"], codes: &[(430, 430), (432, 499)], unless: &[w::HANDSHAKE], ..REPLY },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "4yz to AUTH: the server supports TLS, but cannot do it at this moment",
            ),
            possible(Cause::TlsUnsupported, "the server may not support TLS at all"),
        ],
    },
    Rule {
        name: "handshake-failed-in-words",
        seen_on: &["vsftpd", "ProFTPD", "FileZilla Server"],
        when: When { phases: &[Phase::AuthTls, Phase::TlsHandshake], words: &[&[w::HANDSHAKE]], ..REFUSAL },
        says: &[
            likely(Cause::ServiceUnavailable, "the server itself says that its side of the handshake failed"),
            possible(Cause::ServerFault, "the failure may be one inside the server"),
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
            all: &[Fact::InClear],
            none: &[Fact::OnlyAuthSsl],
            unless: &[
                w::ADDRESS,
                w::ARGUMENT,
                w::DATA_CONNECTION,
                w::HANDSHAKE,
                w::FAULT,
                w::LIBRARY,
                w::ALREADY,
                w::DURATION,
            ],
            codes: &[(431, 431), (500, 599)],
            ..REPLY
        },
        says: &[certain(Cause::TlsUnsupported, "the words say that TLS is off or not set up")],
    },
    Rule {
        name: "security-off-under-tls",
        seen_on: &["Apache FtpServer"],
        when: When {
            verbs: &["AUTH", "PBSZ", "PROT"],
            words: &[&[w::TLS, w::NOT_OFFERED], &[w::SECURITY, w::NOT_OFFERED_BUT_KNOWN]],
            all: &[Fact::UnderTls],
            unless: &[w::ARGUMENT, w::HANDSHAKE, w::ALREADY],
            codes: &[(431, 431), (500, 599)],
            ..REPLY
        },
        says: &[likely(Cause::TlsUnsupported, "the words say that TLS is off or not set up")],
    },
    Rule {
        name: "second-auth",
        seen_on: &["vsftpd", "ProFTPD", "pyftpdlib", "FileZilla Server", "Apache FtpServer"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::UnderTls],
            words: &[&[w::SEQUENCE], &[w::ALREADY]],
            ..REPLY
        },
        says: &[certain(Cause::BadSequence, "AUTH came when TLS was up, and the words say so")],
    },
    Rule {
        name: "second-auth-by-behaviour",
        seen_on: &["vsftpd", "Pure-FTPd", "ftp-srv"],
        when: When {
            verbs: &["AUTH"],
            all: &[Fact::UnderTls],
            none: &[Fact::LoggedIn],
            codes: &[(200, 299), (500, 599)],
            unless: &[w::SEQUENCE, w::ALREADY],
            ..REPLY
        },
        says: &[likely(Cause::BadSequence, "AUTH came when TLS was already up")],
    },
    Rule {
        name: "auth-out-of-order",
        seen_on: &["FileZilla Server"],
        when: When { verbs: &["AUTH"], all: &[Fact::InClear], codes: &[(503, 503)], ..REPLY },
        says: &[likely(
            Cause::BadSequence,
            "503 to AUTH: it came at the wrong moment, or with bytes after it",
        )],
    },
];
