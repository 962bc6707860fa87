//! Transfers whose final reply never came.

use super::behind::PUT;
use super::{ANY, Rule, When, likely, possible};
use crate::Cause;
use crate::scene::{Event, Fact};
use ftp_proto::TlsFailure;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "tls-ends-in-a-transfer",
        seen_on: &[],
        when: When {
            events: &[
                Event::Tls(TlsFailure::Closed),
                Event::Tls(TlsFailure::Other),
                Event::Tls(TlsFailure::NotTls),
                Event::Tls(TlsFailure::Version),
            ],
            ..ANY
        },
        says: &[
            likely(Cause::DataTlsHandshakeFailed, "TLS failed while the transfer was under way"),
            possible(Cause::ControlLostWhileTransferring, "the control connection may have broken"),
        ],
    },
    Rule {
        name: "certificate-in-a-transfer",
        seen_on: &[],
        when: When { events: &[Event::Tls(TlsFailure::NameMismatch)], ..ANY },
        says: &[
            likely(
                Cause::CertificateNameMismatch,
                "the certificate on the data connection is for another name",
            ),
            possible(Cause::DataTlsHandshakeFailed, "TLS did not come up on the data connection"),
        ],
    },
    Rule {
        name: "unanswered-private-address",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::AddressPrivate],
            none: &[Fact::DataUp, Fact::DataToOwnHost, Fact::DataWorkedBefore],
            ..ANY
        },
        says: &[
            likely(Cause::PassiveAddressWrong, "the 227 names a private address, and no transfer came about"),
            likely(Cause::DataConnectionTimeout, "the data connection did not come up"),
        ],
    },
    Rule {
        name: "unanswered-silent-and-another-address",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::DataSilent, Fact::AddressDiffers],
            ..ANY
        },
        says: &[
            likely(
                Cause::DataConnectionTimeout,
                "nothing answered at the data port of the server's own address",
            ),
            likely(Cause::PassiveAddressWrong, "PASV names another address than the server's own"),
        ],
    },
    Rule {
        name: "unanswered-silent-after-one-that-worked",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::DataSilent, Fact::DataWorkedBefore],
            ..ANY
        },
        says: &[likely(
            Cause::DataConnectionTimeout,
            "an earlier data connection worked, but the port of this one did not answer: only some of the ports may be let through",
        )],
    },
    Rule {
        name: "unanswered-refused-and-another-address",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::DataRefused, Fact::AddressDiffers],
            ..ANY
        },
        says: &[
            likely(
                Cause::DataConnectionRefused,
                "the data connection to the server's own address was refused",
            ),
            likely(Cause::PassiveAddressWrong, "PASV names another address than the server's own"),
        ],
    },
    Rule {
        name: "unanswered-refused",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::DataRefused],
            ..ANY
        },
        says: &[
            likely(Cause::DataConnectionRefused, "the data connection was refused"),
            possible(Cause::PassiveAddressWrong, "the address or the port may not be the right one"),
        ],
    },
    Rule {
        name: "unanswered-silent",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::DataSilent],
            ..ANY
        },
        says: &[
            likely(Cause::DataConnectionTimeout, "nothing answered at the data port"),
            possible(Cause::PassiveAddressWrong, "the address may not be the right one"),
        ],
    },
    Rule {
        name: "unanswered-handshake",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::DataTlsFailed],
            ..ANY
        },
        says: &[
            likely(Cause::DataTlsHandshakeFailed, "the handshake on the data connection failed"),
            possible(
                Cause::TlsSessionReuseRequired,
                "a server that wants the session resumed may end the handshake",
            ),
        ],
    },
    Rule {
        name: "unanswered-with-all-data",
        seen_on: &[],
        when: When {
            events: &[Event::Closed, Event::TimedOut, Event::Nothing],
            all: &[Fact::DataMoved, Fact::DataEndClean],
            ..ANY
        },
        says: &[
            likely(Cause::ControlLostWhileTransferring, "the data ended in order, and no final reply came"),
            possible(Cause::DataConnectionLost, "the data may be incomplete"),
        ],
    },
    Rule {
        name: "closed-in-a-transfer-under-tls",
        seen_on: &["vsftpd", "Pure-FTPd"],
        when: When {
            events: &[Event::Closed],
            all: &[Fact::Begun, Fact::UnderTls],
            none: &[Fact::DataMoved],
            ..ANY
        },
        says: &[
            likely(
                Cause::DataTlsHandshakeFailed,
                "the session ended where the handshake on the data connection was to be",
            ),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::TlsSessionReuseRequired, "the session of the control connection may be wanted"),
            possible(Cause::DataTimeout, "the transfer may have stalled"),
        ],
    },
    Rule {
        name: "closed-in-an-upload",
        seen_on: &[],
        when: When { events: &[Event::Closed], verbs: PUT, ..ANY },
        says: &[
            likely(Cause::DataTimeout, "some servers end the session without a word when an upload stalls"),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::ControlLostWhileTransferring, "the control connection may have been lost"),
            possible(Cause::DataTlsHandshakeFailed, "under TLS the handshake may have failed"),
        ],
    },
    Rule {
        name: "closed-in-a-transfer",
        seen_on: &[],
        when: When { events: &[Event::Closed], ..ANY },
        says: &[
            likely(Cause::DataConnectionLost, "the session ended in the middle of the transfer"),
            possible(Cause::ControlLostWhileTransferring, "the control connection may have been lost"),
            possible(Cause::DataTimeout, "the transfer may have stalled"),
            possible(Cause::DataTlsHandshakeFailed, "under TLS the handshake may have failed"),
        ],
    },
    Rule {
        name: "no-end-of-an-upload-under-tls",
        seen_on: &[],
        when: When {
            events: &[Event::TimedOut, Event::Nothing],
            verbs: PUT,
            all: &[Fact::Begun, Fact::UnderTls],
            ..ANY
        },
        says: &[
            likely(
                Cause::DataTlsHandshakeFailed,
                "no final reply: the handshake may be missing, as for an upload of 0 bytes",
            ),
            possible(Cause::DataSentTooEarly, "the bytes may have been sent before the server was ready"),
            possible(Cause::ControlLostWhileTransferring, "the control connection may have been lost"),
            possible(Cause::DataConnectionTimeout, "the data connection may not have come up"),
        ],
    },
    Rule {
        name: "no-end-of-an-upload-that-nobody-saw",
        seen_on: &[],
        when: When {
            events: &[Event::TimedOut, Event::Nothing],
            verbs: PUT,
            all: &[Fact::Begun],
            none: &[Fact::DataUp],
            ..ANY
        },
        says: &[
            likely(
                Cause::DataConnectionTimeout,
                "the upload was accepted and never ended: the data connection may not have come up",
            ),
            possible(Cause::DataTimeout, "the transfer may have stalled"),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::ControlLostWhileTransferring, "the control connection may have been lost"),
        ],
    },
    Rule {
        name: "no-end-of-an-upload",
        seen_on: &[],
        when: When { events: &[Event::TimedOut, Event::Nothing], verbs: PUT, all: &[Fact::Begun], ..ANY },
        says: &[
            likely(
                Cause::DataSentTooEarly,
                "no final reply: the bytes may have been sent before the server was ready",
            ),
            possible(Cause::ControlLostWhileTransferring, "the control connection may have been lost"),
            possible(Cause::DataConnectionTimeout, "the data connection may not have come up"),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
        ],
    },
    Rule {
        name: "no-end-of-a-transfer",
        seen_on: &["libunftp", "Pure-FTPd"],
        when: When { events: &[Event::TimedOut, Event::Nothing], all: &[Fact::Begun], ..ANY },
        says: &[
            likely(
                Cause::DataConnectionTimeout,
                "the transfer was accepted and never ended: the data connection may not have come up",
            ),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::ControlLostWhileTransferring, "the control connection may have been lost"),
        ],
    },
    Rule {
        name: "no-beginning-of-a-transfer",
        seen_on: &[],
        when: When { events: &[Event::TimedOut, Event::Nothing], ..ANY },
        says: &[
            likely(Cause::DataConnectionTimeout, "the data connection did not come up"),
            possible(
                Cause::PassiveAddressWrong,
                "the address that the server gave may be unreachable from here",
            ),
            possible(Cause::DataConnectionRefused, "the port may have been closed"),
        ],
    },
];
