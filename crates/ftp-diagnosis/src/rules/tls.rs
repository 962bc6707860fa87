//! TLS that is wanted, missing, or not wanted.

use super::{ANY, REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::{Event, Fact};
use crate::words::{self as w, Stems};
use ftp_proto::TlsFailure;
use ftp_proto::login::Phase;

/// In a refusal, any of these means that the client has to come back with TLS.
const WANTS_TLS: &[&[Stems]] = &[&[w::TLS, w::NEED], &[w::TLS_DEMAND]];
const NOT_THAT: &[Stems] = &[
    w::NO_TLS_HERE,
    w::NOT_OFFERED,
    w::CERTIFICATE,
    w::HANDSHAKE,
    w::ARGUMENT,
    w::NOT_TLS,
    w::NOT_NEEDED,
    w::TOO_MANY,
    w::PASSWORD_WRONG,
    w::MEMBER,
];

/// In a refusal, any of these means that the server does not want the login in clear.
const NOT_IN_CLEAR: &[&[Stems]] = &[&[w::CLEAR, w::REFUSED], &[w::CLEAR, w::NOT], &[w::CLEAR, w::CANNOT]];
const NOR_THAT: &[Stems] = &[
    w::NO_TLS_HERE,
    w::CERTIFICATE,
    w::HANDSHAKE,
    w::SEQUENCE,
    w::NOT_TLS,
    w::HOME,
    w::FAULT,
    w::PASSWORD_WRONG,
];

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
            words: &[&[w::TLS, w::NEED], &[w::CLEAR, w::TLS], &[w::TLS_DEMAND]],
            unless: &[w::NO_TLS_HERE, w::HANDSHAKE, w::ARGUMENT, w::NOT_NEEDED, w::MEMBER],
            ..REFUSAL
        },
        says: &[likely(
            Cause::TlsRequired,
            "the reply mentions TLS as something needed, and the connection is in clear",
        )],
    },
    Rule {
        name: "tls-named",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting, Phase::User, Phase::Pass],
            all: &[Fact::InClear],
            words: &[&[w::TLS]],
            unless: &[
                w::NO_TLS_HERE,
                w::NOT_NEEDED,
                w::NOT_TLS,
                w::FAULT,
                w::NOT_OFFERED,
                w::CERTIFICATE,
                w::TOO_MANY,
                w::FAILED,
                w::MEMBER,
            ],
            ..REFUSAL
        },
        says: &[likely(Cause::TlsRequired, "the refusal speaks of TLS, and the connection is in clear")],
    },
    Rule {
        name: "clear-named",
        seen_on: &[],
        when: When {
            phases: LOGIN,
            all: &[Fact::InClear],
            words: &[&[w::CLEAR]],
            unless: &[
                w::NO_TLS_HERE,
                w::NOT_NEEDED,
                w::NOT_TLS,
                w::FAULT,
                w::HOME,
                w::NOT_OFFERED,
                w::PASSWORD,
            ],
            ..REFUSAL
        },
        says: &[likely(Cause::TlsRequired, "the refusal speaks of a connection in clear, as this one is")],
    },
    Rule {
        name: "certificate-in-clear",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass],
            all: &[Fact::InClear],
            words: &[
                &[w::CERTIFICATE, w::NEED],
                &[w::CERTIFICATE, w::REFUSED],
                &[w::CERTIFICATE, w::WRONG],
                &[w::CERTIFICATE, w::MISSING],
                &[w::CERTIFICATE, w::NOT],
            ],
            unless: &[w::SERVER_CERTIFICATE, w::NOT_NEEDED, w::OOPS, w::LOGIN_FAILED],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ClientCertificateRequired, "the words are about a certificate at the login"),
            possible(Cause::TlsRequired, "a certificate is shown in TLS, and the connection is in clear"),
            possible(Cause::ServerFault, "the certificate may be the server's own"),
        ],
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
        name: "authentication-before-a-name",
        seen_on: &[],
        when: When {
            phases: &[Phase::User],
            all: &[Fact::InClear],
            words: &[&[w::AUTHENTICATE]],
            unless: &[w::FAULT, w::FAILED, w::ONE_TIME],
            ..REFUSAL
        },
        says: &[
            likely(Cause::TlsRequired, "the words ask for authentication before a name: by AUTH (RFC 2228)"),
            possible(Cause::BadSequence, "server and client may be out of step"),
        ],
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
        name: "refused-and-tls-named",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct],
            all: &[Fact::UnderTls],
            words: &[&[w::TLS, w::REFUSED], &[w::TLS, w::CANNOT]],
            unless: &[w::ANONYMOUS, w::CERTIFICATE, w::HANDSHAKE, w::CLEAR, w::NOT_TLS, w::NEED],
            ..REFUSAL
        },
        says: &[
            likely(Cause::TlsNotWanted, "the words name TLS, which is up, in a refusal"),
            possible(Cause::AccountDisabled, "the refusal may be about the user"),
        ],
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
            unless: &[
                w::SERVER_CERTIFICATE,
                w::PASSWORD,
                w::NOT_NEEDED,
                w::FAULT,
                w::LOGIN_FAILED,
                w::AUTHORITY,
            ],
            ..REFUSAL
        },
        says: &[certain(
            Cause::ClientCertificateRequired,
            "TLS is up, and the words are about a certificate: it can only be the client's",
        )],
    },
    Rule {
        name: "certificate-among-other-words",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::BeforeLogin, Phase::AuthTls],
            all: &[Fact::UnderTls],
            words: &[&[w::CERTIFICATE, w::NEED], &[w::CERTIFICATE, w::REFUSED], &[w::CERTIFICATE, w::WRONG]],
            unless: &[w::NOT_NEEDED, w::OOPS, w::LOGIN_FAILED],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::ClientCertificateRequired,
                "the reply mentions a certificate, which may be the client's",
            ),
            possible(Cause::ServerFault, "the certificate may be the server's own"),
        ],
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
            "the handshake ended for lack of a common version or cipher",
        )],
    },
    Rule {
        name: "client-certificate-alert",
        seen_on: &["vsftpd", "ProFTPD"],
        when: When { events: &[Event::Tls(TlsFailure::ClientCertificateRequired)], ..ANY },
        says: &[certain(Cause::ClientCertificateRequired, "the server's alert asks for a certificate")],
    },
];
