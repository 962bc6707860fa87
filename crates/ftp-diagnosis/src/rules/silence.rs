//! What it means when no reply comes.

use super::{ANY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::greeting::ServerSoftware;
use crate::scene::{Event, Fact};
use ftp_proto::TlsFailure;
use ftp_proto::login::Phase;
use ftp_proto::transcript::{ConnectFailure, Violation};

const CLOSED: When = When { events: &[Event::Closed], ..ANY };
const SILENT: When = When { events: &[Event::TimedOut], ..ANY };
const NOT_TLS: When = When { events: &[Event::Tls(TlsFailure::NotTls)], ..ANY };
const TLS_ENDED: When =
    When { events: &[Event::Tls(TlsFailure::Closed), Event::Tls(TlsFailure::Other)], ..ANY };

/// Failures of a handshake which suggest that the server has no TLS at all.
const NO_TLS: &[Event] = &[
    Event::Tls(TlsFailure::NotTls),
    Event::Tls(TlsFailure::Closed),
    Event::Tls(TlsFailure::TimedOut),
    Event::Tls(TlsFailure::Other),
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "no-such-host",
        seen_on: &[],
        when: When { events: &[Event::Connect(ConnectFailure::NameNotFound)], ..ANY },
        says: &[certain(Cause::NameNotFound, "the name has no address")],
    },
    Rule {
        name: "connection-refused",
        seen_on: &[],
        when: When { events: &[Event::Connect(ConnectFailure::Refused)], ..ANY },
        says: &[certain(Cause::NothingListening, "the host refused the connection")],
    },
    Rule {
        name: "no-route",
        seen_on: &[],
        when: When { events: &[Event::Connect(ConnectFailure::Unreachable)], ..ANY },
        says: &[certain(Cause::AddressUnreachable, "there is no route to the host")],
    },
    Rule {
        name: "connect-timed-out",
        seen_on: &[],
        when: When { events: &[Event::Connect(ConnectFailure::TimedOut)], ..ANY },
        says: &[certain(Cause::NoAnswer, "the host does not answer at all")],
    },
    Rule {
        name: "connect-failed",
        seen_on: &[],
        when: When { events: &[Event::Connect(ConnectFailure::Other)], ..ANY },
        says: &[
            likely(Cause::NoAnswer, "there was no connection, and a firewall is the usual reason"),
            possible(Cause::NothingListening, "the log does not say whether the host refused it"),
            possible(Cause::NameNotFound, "the log does not say whether the name has an address"),
        ],
    },
    Rule {
        name: "nothing-follows-auth",
        seen_on: &["Pure-FTPd"],
        when: When { events: &[Event::Nothing], phases: &[Phase::TlsHandshake], ..ANY },
        says: &[
            possible(
                Cause::TlsVersionMismatch,
                "AUTH is accepted and nothing follows: the client may know no version that the server accepts",
            ),
            possible(Cause::CertificateUntrusted, "the client may not accept the server's certificate"),
        ],
    },
    Rule {
        name: "nothing-in-clear-and-tls-at-once",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Garbage],
            phases: &[Phase::Greeting],
            all: &[Fact::NothingReceived, Fact::TakesTlsAtOnce],
            ..ANY
        },
        says: &[certain(
            Cause::ImplicitTlsExpected,
            "the port does not greet in clear, and takes TLS from the first byte",
        )],
    },
    Rule {
        name: "no-tls-at-once-and-a-greeting-in-clear",
        seen_on: &[],
        when: When {
            events: NO_TLS,
            all: &[Fact::InClear, Fact::GreetsInClear, Fact::OffersTls],
            none: &[Fact::AuthAccepted],
            ..ANY
        },
        says: &[certain(
            Cause::ExplicitTlsExpected,
            "the port takes no TLS from the first byte, and greets in clear",
        )],
    },
    Rule {
        name: "no-tls-at-once-and-none-offered",
        seen_on: &[],
        when: When {
            events: NO_TLS,
            all: &[Fact::InClear, Fact::GreetsInClear],
            none: &[Fact::AuthAccepted, Fact::OffersTls],
            ..ANY
        },
        says: &[
            likely(
                Cause::TlsUnsupported,
                "the port takes no TLS from the first byte, and greets in clear without offering AUTH TLS",
            ),
            possible(Cause::ExplicitTlsExpected, "the port may take AUTH TLS all the same"),
        ],
    },
    Rule {
        name: "another-protocol-at-the-port",
        seen_on: &[],
        when: When {
            all: &[Fact::NothingReceived, Fact::OtherProtocol],
            none: &[Fact::LooksSsh, Fact::LooksHttp, Fact::LooksMail],
            ..ANY
        },
        says: &[certain(Cause::NotFtp, "another connection to the port showed a server of another protocol")],
    },
    Rule {
        name: "closed-without-a-greeting",
        seen_on: &["ProFTPD", "FileZilla Server", "libunftp"],
        when: When {
            phases: &[Phase::Greeting],
            all: &[Fact::NothingReceived],
            none: &[Fact::ImplicitPort],
            ..CLOSED
        },
        says: &[
            likely(
                Cause::AddressDenied,
                "servers and wrappers that refuse an address often close without a word",
            ),
            possible(Cause::TooManyConnections, "ProFTPD closes without a word when MaxInstances is reached"),
            possible(Cause::ServiceUnavailable, "a server that cannot start its session closes too"),
            possible(Cause::ImplicitTlsExpected, "the port may want TLS from the first byte"),
        ],
    },
    Rule {
        name: "closed-on-the-implicit-port",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            all: &[Fact::NothingReceived, Fact::ImplicitPort, Fact::InClear],
            ..CLOSED
        },
        says: &[
            likely(Cause::ImplicitTlsExpected, "port 990 wants TLS from the first byte"),
            possible(Cause::AddressDenied, "servers that refuse an address often close without a word"),
        ],
    },
    Rule {
        name: "closed-after-the-greeting",
        seen_on: &["FileZilla Server"],
        when: When { phases: &[Phase::Greeting], none: &[Fact::NothingReceived], ..CLOSED },
        says: &[
            likely(
                Cause::ServiceUnavailable,
                "the server greets and closes: it does not want to serve, and its greeting may say why",
            ),
            possible(Cause::AddressDenied, "the server may refuse the address after its greeting"),
            possible(Cause::TooManyConnections, "the server may be full"),
        ],
    },
    Rule {
        name: "closed-at-user",
        seen_on: &[],
        when: When { phases: &[Phase::User, Phase::BeforeLogin], ..CLOSED },
        says: &[
            likely(Cause::AddressDenied, "the server closes on seeing a name, without a word"),
            possible(Cause::AccountDisabled, "the name may not be served here"),
            possible(Cause::TlsRequired, "servers that want TLS first may just close"),
            possible(Cause::ServerFault, "the server may have crashed"),
        ],
    },
    Rule {
        name: "closed-at-password",
        seen_on: &[],
        when: When { phases: &[Phase::Pass, Phase::Acct], ..CLOSED },
        says: &[
            likely(Cause::WrongCredentials, "some servers close on a failed login, without a word"),
            possible(Cause::HomeDirectory, "a server that cannot enter the home directory may just end"),
            possible(Cause::TooManyAttempts, "it may be the end of a series of attempts"),
            possible(Cause::ServerFault, "the server may have crashed"),
        ],
    },
    Rule {
        name: "closed-after-login",
        seen_on: &["Twisted"],
        when: When { phases: &[Phase::AfterLogin], ..CLOSED },
        says: &[
            likely(Cause::IdleTimeout, "some servers end an idle session without a word"),
            possible(Cause::ServerFault, "the session may have crashed"),
        ],
    },
    Rule {
        name: "silent-at-the-greeting",
        seen_on: &[],
        when: When {
            phases: &[Phase::Greeting],
            all: &[Fact::InClear],
            none: &[Fact::ImplicitPort],
            ..SILENT
        },
        says: &[
            likely(
                Cause::NoAnswer,
                "the connection stands and nothing comes: a slow look-up of names, or something in between",
            ),
            possible(Cause::ImplicitTlsExpected, "the port may wait for TLS"),
            possible(Cause::NotFtp, "servers of other protocols wait for the client to speak first"),
        ],
    },
    Rule {
        name: "silent-on-the-implicit-port",
        seen_on: &[],
        when: When { phases: &[Phase::Greeting], all: &[Fact::InClear, Fact::ImplicitPort], ..SILENT },
        says: &[
            likely(Cause::ImplicitTlsExpected, "port 990 waits for TLS"),
            possible(Cause::NoAnswer, "nothing came in time"),
        ],
    },
    Rule {
        name: "silent-at-password",
        seen_on: &["Pure-FTPd"],
        when: When { phases: &[Phase::Pass], ..SILENT },
        says: &[
            likely(Cause::NoAnswer, "no reply to PASS came in time"),
            possible(Cause::WrongCredentials, "servers delay a refusal; Pure-FTPd by up to 20 seconds"),
            possible(Cause::ServerFault, "the server may wait for its password database"),
        ],
    },
    Rule {
        name: "silent",
        seen_on: &[],
        when: When {
            phases: &[
                Phase::User,
                Phase::Acct,
                Phase::AuthTls,
                Phase::TlsHandshake,
                Phase::BeforeLogin,
                Phase::AfterLogin,
            ],
            ..SILENT
        },
        says: &[likely(Cause::NoAnswer, "no reply came in time")],
    },
    Rule {
        name: "silent-under-tls",
        seen_on: &[],
        when: When { phases: &[Phase::Greeting], all: &[Fact::UnderTls], ..SILENT },
        says: &[likely(Cause::NoAnswer, "TLS is up and no greeting comes")],
    },
    Rule {
        name: "plain-where-tls-was-started",
        seen_on: &["vsftpd"],
        when: When { none: &[Fact::AuthAccepted, Fact::PasswordSent, Fact::LoggedIn], ..NOT_TLS },
        says: &[
            likely(
                Cause::ExplicitTlsExpected,
                "what answers the start of TLS is not TLS: the port speaks in clear first",
            ),
            possible(Cause::NotFtp, "it may be another server altogether"),
        ],
    },
    Rule {
        name: "plain-inside-tls-vsftpd",
        seen_on: &["vsftpd"],
        when: When {
            all: &[Fact::PasswordSent],
            families: &[ServerSoftware::Vsftpd],
            events: &[Event::Tls(TlsFailure::NotTls), Event::Tls(TlsFailure::Other)],
            ..ANY
        },
        says: &[
            likely(
                Cause::HomeDirectory,
                "vsftpd writes its OOPS in clear into the TLS stream, most often for a home it cannot enter",
            ),
            likely(Cause::ServiceUnavailable, "vsftpd writes its OOPS in clear into the TLS stream"),
        ],
    },
    Rule {
        name: "plain-greeting-where-tls-was-started",
        seen_on: &["vsftpd"],
        when: When {
            events: &[Event::Violation(Violation::PlaintextBeforeTls)],
            none: &[Fact::AuthAccepted],
            ..ANY
        },
        says: &[likely(
            Cause::ExplicitTlsExpected,
            "the server greets in clear where TLS was to be the first",
        )],
    },
    Rule {
        name: "bytes-in-clear-before-tls",
        seen_on: &[],
        when: When {
            events: &[Event::Violation(Violation::PlaintextBeforeTls)],
            all: &[Fact::AuthAccepted],
            ..ANY
        },
        says: &[
            likely(
                Cause::Undetermined,
                "bytes in clear came after the reply that starts TLS: somebody in between may have put them there",
            ),
            possible(Cause::ServerFault, "the server may be broken"),
        ],
    },
    Rule {
        name: "early-reply",
        seen_on: &[],
        when: When { events: &[Event::Violation(Violation::EarlyReply)], ..ANY },
        says: &[
            likely(
                Cause::Undetermined,
                "a reply was there before its command was sent: server and client are out of step",
            ),
            possible(Cause::ServerFault, "the server may answer twice"),
        ],
    },
    Rule {
        name: "endless-or-senseless-replies",
        seen_on: &[],
        when: When {
            events: &[
                Event::Violation(Violation::EndlessReplies),
                Event::Violation(Violation::UnexpectedReply),
            ],
            ..ANY
        },
        says: &[
            likely(Cause::ServerFault, "the server answers what has no meaning there"),
            possible(Cause::NotFtp, "it may not be an FTP server"),
        ],
    },
    Rule {
        name: "tls-broken-after-auth",
        seen_on: &["vsftpd", "ProFTPD", "libunftp"],
        when: When {
            all: &[Fact::AuthAccepted],
            none: &[Fact::PasswordSent],
            events: &[Event::Tls(TlsFailure::NotTls)],
            ..ANY
        },
        says: &[
            likely(Cause::ServiceUnavailable, "the server accepts AUTH and then does not speak TLS"),
            possible(Cause::ServerFault, "the server mixes up the handshake and commands"),
        ],
    },
    Rule {
        name: "handshake-ended",
        seen_on: &["pyftpdlib"],
        when: When { all: &[Fact::AuthAccepted], ..TLS_ENDED },
        says: &[
            likely(
                Cause::TlsVersionMismatch,
                "servers close in the handshake when no version or cipher fits",
            ),
            possible(
                Cause::ClientCertificateRequired,
                "servers close in the handshake when they miss a client certificate",
            ),
            possible(Cause::ServiceUnavailable, "the server's certificate may be missing or broken"),
        ],
    },
    Rule {
        name: "handshake-ended-implicit",
        seen_on: &[],
        when: When { none: &[Fact::AuthAccepted, Fact::NothingElse], ..TLS_ENDED },
        says: &[
            likely(Cause::ExplicitTlsExpected, "the server closes on TLS from the first byte"),
            possible(Cause::TlsVersionMismatch, "there may be no version or cipher in common"),
            possible(Cause::AddressDenied, "servers that refuse an address often close without a word"),
        ],
    },
    Rule {
        name: "handshake-ended-and-no-more-is-known",
        seen_on: &[],
        when: When { all: &[Fact::NothingElse], ..TLS_ENDED },
        says: &[
            possible(Cause::TlsVersionMismatch, "there may be no version or cipher in common"),
            possible(Cause::ExplicitTlsExpected, "the port may speak in clear first"),
            possible(
                Cause::ClientCertificateRequired,
                "servers close in the handshake when they miss a client certificate",
            ),
            possible(Cause::AddressDenied, "servers that refuse an address often close without a word"),
        ],
    },
    Rule {
        name: "handshake-silent",
        seen_on: &[],
        when: When { events: &[Event::Tls(TlsFailure::TimedOut)], ..ANY },
        says: &[
            likely(Cause::NoAnswer, "the handshake was not answered in time"),
            possible(Cause::ExplicitTlsExpected, "the port may speak in clear first"),
        ],
    },
];
