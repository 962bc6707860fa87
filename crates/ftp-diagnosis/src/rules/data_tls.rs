//! TLS on the data connection, from what the reply says and what the connection did.

use super::behind::{MOVING, PUT};
use super::{ANY, REFUSAL, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::{Event, Fact};
use crate::words as w;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "resumed-session-works",
        seen_on: &["vsftpd", "ProFTPD"],
        when: When {
            all: &[Fact::DataSecured, Fact::DataEmpty, Fact::WorksResumed],
            none: &[Fact::DataResumed],
            ..ANY
        },
        says: &[certain(
            Cause::TlsSessionReuseRequired,
            "with a TLS session of its own the transfer failed, and with that of the control connection one works",
        )],
    },
    Rule {
        name: "unresumed-session-works",
        seen_on: &[],
        when: When { all: &[Fact::DataResumed, Fact::WorksUnresumed], ..ANY },
        says: &[likely(
            Cause::DataTlsHandshakeFailed,
            "with the TLS session of the control connection the transfer failed, and with one of its own one works",
        )],
    },
    Rule {
        name: "data-tls-session-not-resumed",
        seen_on: &["vsftpd", "FileZilla Server"],
        when: When { words: &[&[w::REUSE]], ..REFUSAL },
        says: &[certain(
            Cause::TlsSessionReuseRequired,
            "the words ask for the TLS session of the control connection",
        )],
    },
    Rule {
        name: "data-tls-alpn",
        seen_on: &["FileZilla Server"],
        when: When { words: &[&[w::ALPN]], unless: &[w::NO_SUCH_FILE], ..REFUSAL },
        says: &[certain(Cause::DataTlsAlpnMissing, "the words name ALPN")],
    },
    Rule {
        name: "neither-session-works",
        seen_on: &[],
        when: When {
            all: &[Fact::DataSecured, Fact::DataEmpty, Fact::FailsResumed],
            none: &[Fact::DataResumed],
            unless: &[w::FULL, w::QUOTA],
            ..ANY
        },
        says: &[
            likely(
                Cause::DataTlsHandshakeFailed,
                "transfers fail with a TLS session of their own and with that of the control connection",
            ),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
        ],
    },
    Rule {
        name: "data-tls-resumed-and-refused",
        seen_on: &[],
        when: When {
            codes: &[(425, 425), (522, 522)],
            all: &[Fact::DataResumed, Fact::DataEmpty],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::DataTlsHandshakeFailed,
                "the TLS session of the control connection was resumed, but refused all the same",
            ),
            possible(
                Cause::TlsSessionReuseRequired,
                "the session may be too old, or the server may have restarted",
            ),
        ],
    },
    Rule {
        name: "data-tls-of-another-server",
        seen_on: &[],
        when: When { all: &[Fact::DataOtherCertificate], ..ANY },
        says: &[
            likely(
                Cause::DataTlsHandshakeFailed,
                "the data connection resumed no session and showed another certificate than the control connection",
            ),
            possible(Cause::TlsSessionReuseRequired, "the session of the control connection may be wanted"),
        ],
    },
    Rule {
        name: "data-tls-failed",
        seen_on: &[],
        when: When { codes: &[(400, 499), (522, 522)], all: &[Fact::DataTlsFailed], ..REFUSAL },
        says: &[
            likely(Cause::DataTlsHandshakeFailed, "the handshake on the data connection failed"),
            possible(
                Cause::TlsSessionReuseRequired,
                "a server that wants the session resumed may end the handshake",
            ),
        ],
    },
    Rule {
        name: "data-tls-failed-and-accepted",
        seen_on: &[],
        when: When { events: &[Event::Reply], codes: &[(200, 299)], all: &[Fact::DataTlsFailed], ..ANY },
        says: &[likely(
            Cause::DataTlsHandshakeFailed,
            "the handshake on the data connection failed, though the reply is positive",
        )],
    },
    Rule {
        name: "data-secured-anew-and-empty",
        seen_on: &["vsftpd", "ProFTPD"],
        when: When {
            codes: &[(425, 426), (450, 451), (522, 522)],
            all: &[Fact::DataSecured, Fact::DataEmpty],
            none: &[Fact::DataResumed],
            unless: &[w::FULL, w::QUOTA],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::TlsSessionReuseRequired,
                "the handshake on the data connection succeeded without a resumed session, and no byte came",
            ),
            possible(Cause::DataTlsHandshakeFailed, "the server may not have accepted the handshake"),
        ],
    },
    Rule {
        name: "operation-not-permitted-in-clear",
        seen_on: &[],
        when: When {
            codes: &[(425, 425)],
            all: &[Fact::InClear, Fact::Active],
            words: &[&[w::NO_DATA_CONNECTION, w::NOT_PERMITTED]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ActiveConnectFailed, "the server was not permitted to connect to the client"),
            possible(
                Cause::TlsSessionReuseRequired,
                "under TLS the same words ask for the session of the control connection",
            ),
        ],
    },
    Rule {
        name: "operation-not-permitted",
        seen_on: &["ProFTPD"],
        when: When { codes: &[(425, 425)], words: &[&[w::NO_DATA_CONNECTION, w::NOT_PERMITTED]], ..REFUSAL },
        says: &[
            likely(
                Cause::TlsSessionReuseRequired,
                "ProFTPD says this when the TLS session of the control connection is not resumed",
            ),
            possible(Cause::DataTlsHandshakeFailed, "it says the same when no handshake came"),
            possible(
                Cause::ActiveConnectFailed,
                "in clear the server's own firewall may forbid it to connect",
            ),
        ],
    },
    Rule {
        name: "aborted-with-the-data-there",
        seen_on: &[],
        when: When { all: &[Fact::DataMoved], words: &[&[w::ABORTED_EARLY]], ..REFUSAL },
        says: &[
            likely(
                Cause::TlsNotClosed,
                "all data was transferred, but the connection was not ended as TLS should be",
            ),
            possible(Cause::DataConnectionLost, "the connection may have broken"),
        ],
    },
    Rule {
        name: "aborted-in-the-setting-up",
        seen_on: &["FileZilla Server"],
        when: When { words: &[&[w::ABORTED_EARLY]], ..REFUSAL },
        says: &[
            likely(Cause::DataTlsHandshakeFailed, "the connection was aborted while it was set up"),
            possible(Cause::TlsNotClosed, "after a whole upload it means that TLS was not ended in order"),
            possible(Cause::DataConnectionLost, "the connection may have broken"),
        ],
    },
    Rule {
        name: "stream-not-ended-in-order",
        seen_on: &["vsftpd"],
        when: When {
            codes: &[(426, 426)],
            verbs: PUT,
            all: &[Fact::UnderTls],
            words: &[&[w::NETWORK_READ]],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::TlsNotClosed,
                "an upload under TLS that was not ended with close_notify ends like this; the file is whole if SIZE says so",
            ),
            possible(Cause::DataConnectionLost, "the connection may have broken"),
        ],
    },
    Rule {
        name: "data-tls-not-up",
        seen_on: &["vsftpd", "FileZilla Server", "WU-FTPD"],
        when: When {
            codes: &[(421, 421), (425, 426), (435, 435), (450, 451), (522, 522), (550, 550)],
            words: &[&[w::TLS_NOT_UP]],
            unless: &[w::NEED],
            ..REFUSAL
        },
        says: &[
            likely(Cause::DataTlsHandshakeFailed, "the words say that TLS did not come up"),
            possible(
                Cause::TlsSessionReuseRequired,
                "some servers say no more when they want the session resumed",
            ),
        ],
    },
    Rule {
        name: "control-channel-wants-tls",
        seen_on: &[],
        when: When { words: &[&[w::TLS, w::NEED, w::CONTROL_CHANNEL]], ..REFUSAL },
        says: &[
            likely(Cause::TlsRequired, "the words ask for TLS on the control connection"),
            possible(Cause::DataTlsRequired, "the data connection may be meant as well"),
        ],
    },
    Rule {
        name: "prot-c-refused",
        seen_on: &["ProFTPD", "FileZilla Server"],
        when: When { verbs: &["PROT"], all: &[Fact::ProtClear], ..REFUSAL },
        says: &[
            likely(Cause::DataTlsRequired, "PROT C is refused: data in clear is against the policy"),
            possible(Cause::TlsRequired, "the policy may be about both connections"),
        ],
    },
    Rule {
        name: "prot-p-refused",
        seen_on: &[],
        when: When {
            verbs: &["PROT"],
            none: &[Fact::ProtClear],
            unless: &[w::SEQUENCE, w::OUT_OF_ORDER],
            ..REFUSAL
        },
        says: &[
            likely(Cause::DataTlsUnsupported, "PROT P is refused"),
            possible(Cause::NotImplemented, "the server may not know the command"),
            possible(Cause::BadSequence, "PBSZ may have to come first"),
        ],
    },
    Rule {
        name: "data-wants-tls",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "pyftpdlib",
            "libunftp",
            "FileZilla Server",
            "Pure-FTPd",
            "ftpserverlib",
            "IIS",
        ],
        when: When {
            codes: &[(421, 421), (425, 425), (431, 431), (450, 451), (500, 550)],
            words: &[
                &[w::TLS, w::NEED],
                &[w::DATA_CONNECTION, w::PROTECTED],
                &[w::DATA_CONNECTION, w::CLEAR],
                &[w::DATA_CONNECTION, w::TLS],
                &[w::WANTS_PROT],
            ],
            unless: &[w::NOT_TLS, w::NETWORK_PROTOCOL, w::SEQUENCE],
            ..REFUSAL
        },
        says: &[
            likely(Cause::DataTlsRequired, "the words ask for TLS on the data connection"),
            possible(Cause::TlsRequired, "if the control connection is in clear, TLS has to begin there"),
        ],
    },
    Rule {
        name: "data-protection-codes",
        seen_on: &["vsftpd", "ProFTPD", "Pure-FTPd"],
        when: When { codes: &[(521, 522), (534, 534)], verbs: MOVING, ..REFUSAL },
        says: &[
            likely(
                Cause::DataTlsRequired,
                "the code is for data that is not protected as the server wants it",
            ),
            possible(Cause::TlsSessionReuseRequired, "the session of the control connection may be wanted"),
            possible(Cause::DataTlsHandshakeFailed, "TLS may not have come up"),
            possible(Cause::TlsRequired, "if the control connection is in clear, TLS has to begin there"),
        ],
    },
];
