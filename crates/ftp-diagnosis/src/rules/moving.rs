//! Transfers that stop, sessions that end, and commands that the server does not accept.

use super::behind::{GET, MOVING, PUT};
use super::{ANY, REFUSAL, Rule, When, likely, possible};
use crate::Cause;
use crate::scene::{Event, Fact};
use crate::words as w;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "data-stood-still",
        seen_on: &[],
        when: When { verbs: MOVING, all: &[Fact::DataStalled], ..ANY },
        says: &[
            likely(
                Cause::DataTimeout,
                "the data connection was up, and nothing moved on it for as long as the client waits",
            ),
            possible(Cause::DataConnectionLost, "something on the way may let no data through"),
        ],
    },
    Rule {
        name: "inside-the-server",
        seen_on: &["pyftpdlib", "libunftp"],
        when: When {
            codes: &[(421, 421), (426, 426), (450, 451), (500, 500), (550, 551)],
            words: &[&[w::INSIDE_FAILED]],
            unless: &[w::READ_FAILED],
            ..REFUSAL
        },
        says: &[
            likely(Cause::InternalError, "the reply mentions a fault inside the server"),
            possible(Cause::ServerWriteError, "a file could not be written"),
            possible(Cause::NoDataConnectionPrepared, "the data connection may be missing"),
        ],
    },
    Rule {
        name: "write-failed",
        seen_on: &["vsftpd", "Pure-FTPd", "libunftp", "aioftp"],
        when: When { codes: &[(451, 451), (552, 552)], verbs: PUT, words: &[&[w::WRITE_FAILED]], ..REFUSAL },
        says: &[
            likely(Cause::DiskFull, "a file that cannot be written most often lacks space"),
            possible(Cause::QuotaExceeded, "it may be the user's quota"),
            possible(Cause::ServerWriteError, "the disk may have a fault"),
        ],
    },
    Rule {
        name: "write-failed-in-other-words",
        seen_on: &[],
        when: When { verbs: &["STOR", "STOU", "APPE", ""], words: &[&[w::WRITE_FAILED]], ..REFUSAL },
        says: &[
            likely(Cause::ServerWriteError, "the words say that the file could not be written"),
            possible(Cause::DiskFull, "the disk may be full"),
            possible(Cause::QuotaExceeded, "it may be the user's quota"),
        ],
    },
    Rule {
        name: "read-failed",
        seen_on: &["vsftpd", "ProFTPD", "FileZilla Server", "WU-FTPD"],
        when: When {
            codes: &[(425, 426), (450, 451), (550, 551)],
            words: &[&[w::READ_FAILED]],
            unless: &[w::NETWORK_READ],
            ..REFUSAL
        },
        says: &[likely(Cause::ServerReadError, "the words say that the file could not be read")],
    },
    Rule {
        name: "link-lost-download",
        seen_on: &[],
        when: When { verbs: GET, words: &[&[w::LINK_LOST]], ..REFUSAL },
        says: &[
            likely(
                Cause::ServerReadError,
                "the words are those of a server whose read failed or was too slow",
            ),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
        ],
    },
    Rule {
        name: "file-system-error-download",
        seen_on: &[],
        when: When { verbs: GET, words: &[&[w::FILE_SYSTEM]], ..REFUSAL },
        says: &[likely(Cause::ServerReadError, "the reply mentions the file system")],
    },
    Rule {
        name: "idle-all-along",
        seen_on: &["vsftpd", "ProFTPD", "pyftpdlib"],
        when: When {
            codes: &[(421, 421)],
            verbs: MOVING,
            words: &[&[w::TIMEOUT_CERTAIN]],
            unless: &[w::NO_TRANSFER, w::NO_OPERATION, w::DATA_CONNECTION],
            ..REFUSAL
        },
        says: &[
            likely(Cause::IdleTimeout, "the reply mentions a session that did nothing"),
            possible(Cause::DataTimeout, "the transfer may have stalled"),
            possible(Cause::DataConnectionTimeout, "the data connection may not have come up"),
        ],
    },
    Rule {
        name: "idle-and-no-more",
        seen_on: &["vsftpd"],
        when: When {
            codes: &[(421, 421)],
            verbs: MOVING,
            whole: Some("timeout"),
            none: &[Fact::Begun],
            ..REFUSAL
        },
        says: &[
            likely(Cause::IdleTimeout, "the word is the one for a session that did nothing"),
            possible(Cause::DataConnectionTimeout, "the data connection may not have come up"),
            possible(Cause::DataTimeout, "the transfer may have stalled"),
        ],
    },
    Rule {
        name: "stood-still",
        seen_on: &["vsftpd", "pyftpdlib", "IIS"],
        when: When { codes: &[(421, 426), (450, 450)], words: &[&[w::BANDWIDTH_TOO_LOW]], ..REFUSAL },
        says: &[
            likely(Cause::DataTimeout, "the words say that the data connection stalled"),
            possible(Cause::DataConnectionTimeout, "it may not have come up"),
            possible(Cause::IdleTimeout, "the session was idle"),
        ],
    },
    Rule {
        name: "timeout-in-a-transfer",
        seen_on: &["Pure-FTPd"],
        when: When { verbs: MOVING, all: &[Fact::Begun], words: &[&[w::TIMEOUT]], ..REFUSAL },
        says: &[
            likely(Cause::DataTimeout, "the transfer had begun, and stalled for too long"),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::IdleTimeout, "the session was idle"),
        ],
    },
    Rule {
        name: "timeout-before-a-transfer",
        seen_on: &["Pure-FTPd"],
        when: When { codes: &[(421, 426)], verbs: MOVING, words: &[&[w::TIMEOUT]], ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionTimeout, "nobody connected for data in time"),
            possible(Cause::IdleTimeout, "the session was idle"),
            possible(Cause::DataTimeout, "the transfer may have stalled"),
        ],
    },
    Rule {
        name: "no-transfer-for-long",
        seen_on: &["ProFTPD", "Pure-FTPd"],
        when: When {
            codes: &[(421, 421)],
            words: &[&[w::TIMEOUT, w::NO_TRANSFER], &[w::TIMEOUT, w::NO_OPERATION]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::NoTransferTimeout, "the reply mentions a time without a transfer"),
            likely(Cause::IdleTimeout, "the session was idle"),
        ],
    },
    Rule {
        name: "network-not-read",
        seen_on: &[],
        when: When { words: &[&[w::NETWORK_READ]], ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionLost, "the words say that the data connection could not be read"),
            possible(Cause::TlsNotClosed, "under TLS the end may not have been in order"),
        ],
    },
    Rule {
        name: "upload-broken-off-for-nothing",
        seen_on: &["pyftpdlib"],
        when: When { codes: &[(426, 426)], verbs: PUT, words: &[&[w::NOTHING_SAID]], ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionLost, "426 is for a data connection that ended"),
            likely(Cause::DiskFull, "pyftpdlib says this, without a reason, when its disk is full"),
        ],
    },
    Rule {
        name: "upload-broken-off",
        seen_on: &[],
        when: When { codes: &[(426, 426)], verbs: PUT, ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionLost, "426 is for a data connection that ended"),
            possible(Cause::TlsNotClosed, "under TLS the end may not have been in order"),
            possible(Cause::DiskFull, "the server's disk may be full"),
        ],
    },
    Rule {
        name: "broken-off",
        seen_on: &["vsftpd", "ProFTPD", "pyftpdlib", "libunftp", "FileZilla Server", "inetutils"],
        when: When { codes: &[(421, 426), (450, 451), (550, 551)], words: &[&[w::BROKEN_OFF]], ..REFUSAL },
        says: &[likely(Cause::DataConnectionLost, "the words say that the data connection ended")],
    },
    Rule {
        name: "broken-off-code",
        seen_on: &[],
        when: When { codes: &[(426, 426)], ..REFUSAL },
        says: &[likely(Cause::DataConnectionLost, "426 is for a data connection that ended")],
    },
    Rule {
        name: "another-reply-in-its-place",
        seen_on: &[],
        when: When { events: &[Event::Reply], codes: &[(227, 229), (257, 257)], verbs: MOVING, ..ANY },
        says: &[likely(
            Cause::PipelinedTooEarly,
            "the answer to another command came in place of the transfer's: the command was sent while it ran",
        )],
    },
    Rule {
        name: "size-differs",
        seen_on: &[],
        when: When { events: &[Event::Reply], codes: &[(200, 299)], all: &[Fact::SizeDiffers], ..ANY },
        says: &[
            likely(
                Cause::Truncated,
                "the server's size of the file is not the number of bytes transferred, though the reply is positive",
            ),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
        ],
    },
    Rule {
        name: "data-cut-off",
        seen_on: &[],
        when: When {
            events: &[Event::Reply],
            codes: &[(200, 299)],
            verbs: MOVING,
            all: &[Fact::DataCut],
            ..ANY
        },
        says: &[
            likely(
                Cause::Truncated,
                "the data connection was not ended as TLS or TCP should be, though the reply is positive",
            ),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
        ],
    },
    Rule {
        name: "shutting-down",
        seen_on: &["ProFTPD"],
        when: When { codes: &[(421, 421)], words: &[&[w::SHUTDOWN], &[w::MAINTENANCE]], ..REFUSAL },
        says: &[likely(Cause::ServerShutdown, "the words say that the server ends")],
    },
    Rule {
        name: "epsv-unknown",
        seen_on: &[],
        when: When { codes: &[(500, 504)], verbs: &["EPSV"], ..REFUSAL },
        says: &[likely(Cause::EpsvUnsupported, "EPSV is refused as such")],
    },
    Rule {
        name: "listing-name-wrong",
        seen_on: &["pyftpdlib", "FileZilla Server"],
        when: When {
            codes: &[(501, 501)],
            verbs: &["MLSD", "MLST", "LIST", "NLST"],
            unless: &[w::NO_SUCH_COMMAND],
            ..REFUSAL
        },
        says: &[
            likely(Cause::NotFound, "501 to a listing is mostly about its name"),
            possible(Cause::NotADirectory, "the name may be that of a file"),
            possible(Cause::Syntax, "the command may be written wrongly"),
        ],
    },
    Rule {
        name: "not-implemented",
        seen_on: &["vsftpd", "aioftp", "FileZilla Server"],
        when: When { codes: &[(500, 504)], words: &[&[w::NO_SUCH_COMMAND]], ..REFUSAL },
        says: &[
            likely(Cause::NotImplemented, "the words say that the server does not have it"),
            possible(Cause::Syntax, "the command may be written wrongly"),
            possible(Cause::NameNotAllowed, "a name may have cut the command"),
        ],
    },
    Rule {
        name: "not-implemented-code",
        seen_on: &[],
        when: When { codes: &[(502, 502), (504, 504)], ..REFUSAL },
        says: &[likely(Cause::NotImplemented, "the code is for what the server does not have")],
    },
    Rule {
        name: "written-wrong",
        seen_on: &[],
        when: When { codes: &[(501, 501)], ..REFUSAL },
        says: &[
            likely(Cause::Syntax, "501 is for how the command is written"),
            possible(Cause::NameNotAllowed, "the server may not accept the name"),
            possible(Cause::NotFound, "some servers say this when it is missing"),
        ],
    },
];
