//! What a refusal after the login may mean if its words show nothing.

use super::{REFUSAL, Rule, When, likely, possible};
use crate::Cause;
use crate::scene::Fact;

/// Commands that open a data connection.
pub(super) const OPENING: &[&str] = &["PASV", "EPSV", "LPSV", "SPSV", "CPSV", "PORT", "EPRT", "LPRT"];
/// Commands that upload.
pub(super) const PUT: &[&str] = &["STOR", "STOU", "APPE"];
/// Commands that download.
pub(super) const GET: &[&str] = &["RETR"];
/// Commands that list over a data connection.
pub(super) const LISTING: &[&str] = &["LIST", "NLST", "MLSD"];
/// All commands that need a data connection.
pub(super) const MOVING: &[&str] = &["STOR", "STOU", "APPE", "RETR", "LIST", "NLST", "MLSD"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "transfer-out-of-order",
        seen_on: &[],
        when: When { codes: &[(503, 503)], verbs: MOVING, ..REFUSAL },
        says: &[
            likely(Cause::NoDataConnectionPrepared, "503 to a transfer: EPSV or PASV has to come before it"),
            possible(Cause::BadSequence, "another command may have to come first"),
        ],
    },
    Rule {
        name: "out-of-order",
        seen_on: &[],
        when: When { codes: &[(503, 503)], ..REFUSAL },
        says: &[likely(Cause::BadSequence, "503 is for the order of commands")],
    },
    Rule {
        name: "begun-upload-refused",
        seen_on: &[],
        when: When { codes: &[(450, 452), (550, 552)], verbs: PUT, all: &[Fact::Begun], ..REFUSAL },
        says: &[
            likely(Cause::ServerWriteError, "the upload was accepted, and refused while it went on"),
            possible(Cause::DiskFull, "the disk may be full"),
            possible(Cause::QuotaExceeded, "the user's storage space may be used up"),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::InternalError, "something inside the server may have failed"),
            possible(Cause::PermissionDenied, "some servers accept a transfer before they look at the file"),
        ],
    },
    Rule {
        name: "begun-download-refused",
        seen_on: &[],
        when: When { codes: &[(450, 451), (550, 551)], verbs: GET, all: &[Fact::Begun], ..REFUSAL },
        says: &[
            likely(Cause::ServerReadError, "the download was accepted, and refused while it went on"),
            possible(Cause::NotFound, "some servers accept a transfer before they look for the file"),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::InternalError, "something inside the server may have failed"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "begun-data-connection-refused",
        seen_on: &[],
        when: When { codes: &[(425, 425)], all: &[Fact::Begun], ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionTimeout, "425 is for a data connection that did not come up"),
            possible(Cause::ActiveConnectFailed, "in active mode the server could not connect to the client"),
            possible(
                Cause::TlsSessionReuseRequired,
                "under TLS the session of the control connection may be wanted",
            ),
            possible(Cause::DataConnectionLost, "some servers say 425 about a connection that broke"),
            possible(Cause::DataTlsHandshakeFailed, "under TLS the handshake may have failed"),
            possible(Cause::DataTlsRequired, "TLS may be wanted on the data connection"),
        ],
    },
    Rule {
        name: "begun-session-ended",
        seen_on: &[],
        when: When { codes: &[(421, 421)], verbs: MOVING, all: &[Fact::Begun], ..REFUSAL },
        says: &[
            likely(Cause::DataTimeout, "the session was ended while a transfer was under way"),
            possible(Cause::DataConnectionTimeout, "the data connection may not have come up"),
            possible(Cause::DataConnectionLost, "the data connection may have broken"),
            possible(Cause::ServerShutdown, "the server may be shutting down"),
        ],
    },
    Rule {
        name: "listing-not-there",
        seen_on: &[],
        when: When { codes: &[(500, 500), (502, 502)], verbs: LISTING, ..REFUSAL },
        says: &[
            likely(Cause::NotImplemented, "the server does not accept the command"),
            possible(Cause::ListOptionsUnsupported, "its options may not be accepted"),
            possible(Cause::NotFound, "there may be no such directory; CWD shows it"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "refused-download",
        seen_on: &["vsftpd", "FileZilla Server"],
        when: When { codes: &[(450, 459), (500, 599)], verbs: GET, ..REFUSAL },
        says: &[
            likely(
                Cause::NotFound,
                "most refused downloads are of files that are not there; SIZE or a listing of its directory shows it",
            ),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::IsDirectory, "it may be a directory; CWD shows it"),
            possible(Cause::DownloadDenied, "the user may have no right to download"),
        ],
    },
    Rule {
        name: "refused-upload",
        seen_on: &["vsftpd"],
        when: When { codes: &[(450, 459), (500, 599)], verbs: PUT, ..REFUSAL },
        says: &[
            likely(Cause::PermissionDenied, "most refused uploads go where the user has no right to write"),
            possible(Cause::ParentMissing, "the directory may be missing; CWD into it shows it"),
            possible(Cause::OverwriteDenied, "the file may already be there; SIZE shows it"),
            possible(Cause::UploadDenied, "the user may have no right to upload"),
            possible(Cause::NameNotAllowed, "the server may not accept the name"),
        ],
    },
    Rule {
        name: "refused-listing",
        seen_on: &["Pure-FTPd", "FileZilla Server"],
        when: When { codes: &[(450, 459), (500, 599)], verbs: LISTING, ..REFUSAL },
        says: &[
            likely(Cause::NotFound, "there may be no such directory; CWD shows it"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::NotADirectory, "it may be a file; SIZE shows it"),
            possible(Cause::ListingFailed, "the server could not read it"),
        ],
    },
    Rule {
        name: "refused-look",
        seen_on: &["vsftpd", "Pure-FTPd"],
        when: When { verbs: &["SIZE", "MDTM", "MLST", "RNFR", "DELE", "STAT", "MFMT"], ..REFUSAL },
        says: &[
            likely(Cause::NotFound, "there may be no such file; a listing of its directory shows it"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::IsDirectory, "it may be a directory; CWD shows it"),
        ],
    },
    Rule {
        name: "refused-way",
        seen_on: &["vsftpd"],
        when: When { verbs: &["CWD", "CDUP", "XCWD"], ..REFUSAL },
        says: &[
            likely(Cause::NotFound, "there may be no such directory; a listing of the one above shows it"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::NotADirectory, "it may be a file; SIZE shows it"),
        ],
    },
    Rule {
        name: "refused-directory",
        seen_on: &["vsftpd"],
        when: When { verbs: &["MKD", "XMKD"], ..REFUSAL },
        says: &[
            likely(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::FileExists, "there may be such a name; CWD shows it"),
            possible(Cause::ParentMissing, "the directory above may be missing"),
        ],
    },
    Rule {
        name: "refused-removal",
        seen_on: &["vsftpd"],
        when: When { verbs: &["RMD", "XRMD"], ..REFUSAL },
        says: &[
            likely(Cause::DirectoryNotEmpty, "it may not be empty; a listing shows it"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::NotFound, "there may be no such directory"),
        ],
    },
    Rule {
        name: "refused-rename",
        seen_on: &["vsftpd"],
        when: When { verbs: &["RNTO"], ..REFUSAL },
        says: &[
            likely(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::FileExists, "there may be such a name; SIZE shows it"),
            possible(Cause::ParentMissing, "the directory may be missing"),
        ],
    },
    Rule {
        name: "refused-data-connection",
        seen_on: &[],
        when: When { codes: &[(425, 425)], ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionTimeout, "425 is for a data connection that did not come up"),
            possible(Cause::ActiveConnectFailed, "in active mode the server could not connect to the client"),
            possible(
                Cause::TlsSessionReuseRequired,
                "under TLS the session of the control connection may be wanted",
            ),
            possible(Cause::NoDataConnectionPrepared, "none may have been prepared"),
            possible(Cause::DataConnectionRefused, "the port may have been closed"),
        ],
    },
    Rule {
        name: "refused-in-the-middle",
        seen_on: &[],
        when: When { codes: &[(426, 426)], ..REFUSAL },
        says: &[likely(Cause::DataConnectionLost, "426 is for a data connection that ended")],
    },
    Rule {
        name: "local-error-upload",
        seen_on: &[],
        when: When { codes: &[(451, 451)], ..REFUSAL },
        says: &[
            likely(Cause::InternalError, "451 is for a fault at the server's end"),
            possible(Cause::ServerWriteError, "the file could not be written"),
            possible(Cause::ServerReadError, "the file could not be read"),
            possible(Cause::DiskFull, "the disk may be full"),
        ],
    },
    Rule {
        name: "refused-file",
        seen_on: &[],
        when: When { codes: &[(450, 450), (550, 550)], ..REFUSAL },
        says: &[
            likely(Cause::NotFound, "there may be nothing of that name"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::IsDirectory, "it may be a directory"),
            possible(Cause::FileBusy, "another program may use it"),
        ],
    },
    Rule {
        name: "refused-name",
        seen_on: &[],
        when: When { codes: &[(553, 553)], ..REFUSAL },
        says: &[
            likely(Cause::PermissionDenied, "most refused uploads go where the user has no right to write"),
            possible(Cause::NameNotAllowed, "553 is for the name"),
            possible(Cause::ParentMissing, "the directory may be missing"),
            possible(Cause::OverwriteDenied, "the file may already be there"),
        ],
    },
    Rule {
        name: "refused-pages",
        seen_on: &[],
        when: When { codes: &[(551, 551)], ..REFUSAL },
        says: &[
            likely(Cause::ServerReadError, "551 is mostly for a file that could not be read"),
            possible(Cause::ServerWriteError, "551 may also be for a file that could not be written"),
            possible(Cause::NotFound, "there may be nothing of that name"),
        ],
    },
    Rule {
        name: "refused-protection",
        seen_on: &[],
        when: When { codes: &[(521, 522), (534, 534), (536, 536)], ..REFUSAL },
        says: &[
            likely(Cause::DataTlsRequired, "the code is for protection that the server wants"),
            possible(Cause::TlsRequired, "if the control connection is in clear, TLS has to begin there"),
            possible(Cause::TlsSessionReuseRequired, "the session of the control connection may be wanted"),
        ],
    },
    Rule {
        name: "refused-command",
        seen_on: &[],
        when: When { codes: &[(500, 500), (502, 502), (504, 504)], ..REFUSAL },
        says: &[
            likely(Cause::NotImplemented, "the server does not accept the command"),
            possible(Cause::Syntax, "the command may be written wrongly"),
        ],
    },
    Rule {
        name: "session-ends-behind-the-login",
        seen_on: &[],
        when: When { codes: &[(421, 421)], ..REFUSAL },
        says: &[
            likely(Cause::IdleTimeout, "421 ends the session, most often an idle one"),
            possible(Cause::DataTimeout, "the transfer may have stalled"),
            possible(Cause::ServerShutdown, "the server may be shutting down"),
            possible(Cause::TooManyConnections, "it may be a limit on connections"),
        ],
    },
];
