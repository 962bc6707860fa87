//! Refusals for a file or a directory, by their words.

use super::behind::{GET, LISTING, PUT};
use super::{ANY, REFUSAL, Rule, When, likely, possible};
use crate::Cause;
use crate::greeting::ServerSoftware;
use crate::scene::{Event, Fact};
use crate::words as w;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "rename-before-name",
        seen_on: &["vsftpd", "ProFTPD", "pyftpdlib"],
        when: When { words: &[&[w::NOT_IN_THIS_ORDER]], ..REFUSAL },
        says: &[likely(
            Cause::BadSequence,
            "the words say that another command has to come first, or may not come now",
        )],
    },
    Rule {
        name: "still-at-a-transfer",
        seen_on: &[],
        when: When { words: &[&[w::STILL_AT_IT]], ..REFUSAL },
        says: &[
            likely(Cause::BusyTransferring, "the words say that a transfer is under way"),
            possible(Cause::PipelinedTooEarly, "the command was sent while it ran"),
        ],
    },
    Rule {
        name: "file-in-use",
        seen_on: &[],
        when: When { codes: &[(425, 425), (450, 451), (550, 553)], words: &[&[w::IN_USE]], ..REFUSAL },
        says: &[likely(Cause::FileBusy, "the words say that the file is in use")],
    },
    Rule {
        name: "file-name-refused",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "libunftp", "WU-FTPD"],
        when: When {
            codes: &[(450, 451), (500, 501), (550, 553)],
            words: &[&[w::NAME_REFUSED]],
            unless: &[w::WRITTEN_WRONG],
            ..REFUSAL
        },
        says: &[likely(Cause::NameNotAllowed, "the reply mentions the name")],
    },
    Rule {
        name: "file-name-written-wrong",
        seen_on: &["IIS"],
        when: When { codes: &[(550, 553)], words: &[&[w::NAME_REFUSED, w::FILE_WORDS]], ..REFUSAL },
        says: &[likely(Cause::NameNotAllowed, "the reply mentions how the name is written")],
    },
    Rule {
        name: "name-in-other-letters",
        seen_on: &[],
        when: When { codes: &[(500, 501), (504, 504)], all: &[Fact::NotAscii], ..REFUSAL },
        says: &[
            likely(Cause::NameNotAllowed, "the name has letters outside ASCII"),
            possible(Cause::Syntax, "the command may be written wrongly"),
        ],
    },
    Rule {
        name: "overwrite-refused",
        seen_on: &["ProFTPD", "Pure-FTPd", "WU-FTPD"],
        when: When { words: &[&[w::OVERWRITE]], ..REFUSAL },
        says: &[
            likely(Cause::OverwriteDenied, "the reply mentions replacing a file"),
            possible(Cause::FileExists, "there is such a file"),
        ],
    },
    Rule {
        name: "there-already-upload",
        seen_on: &[],
        when: When { verbs: PUT, words: &[&[w::THERE_ALREADY]], ..REFUSAL },
        says: &[
            likely(Cause::OverwriteDenied, "the words say that there is such a file"),
            likely(Cause::FileExists, "the words say that there is such a file"),
        ],
    },
    Rule {
        name: "there-already",
        seen_on: &["ProFTPD", "pyftpdlib", "FileZilla Server", "WU-FTPD"],
        when: When { words: &[&[w::THERE_ALREADY]], ..REFUSAL },
        says: &[
            likely(Cause::FileExists, "the words say that there is such a name"),
            possible(Cause::OverwriteDenied, "it may not be replaced"),
        ],
    },
    Rule {
        name: "directory-there-by-code",
        seen_on: &[],
        when: When { codes: &[(521, 521)], verbs: &["MKD", "XMKD"], ..REFUSAL },
        says: &[
            likely(Cause::FileExists, "521 to MKD is for a directory that already exists"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "directory-with-something-in-it",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "libunftp"],
        when: When { words: &[&[w::NOT_EMPTY]], ..REFUSAL },
        says: &[likely(Cause::DirectoryNotEmpty, "the words say that the directory is not empty")],
    },
    Rule {
        name: "options-taken-for-a-name",
        seen_on: &[],
        when: When { verbs: &["LIST", "NLST"], all: &[Fact::Options], ..REFUSAL },
        says: &[
            likely(Cause::ListOptionsUnsupported, "the options of the command may be taken for a name"),
            possible(Cause::NotFound, "there may be no such directory"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "nothing-to-list",
        seen_on: &["inetutils", "WU-FTPD"],
        when: When { verbs: &["LIST", "NLST", "MLSD", ""], words: &[&[w::NOTHING_LISTED]], ..REFUSAL },
        says: &[
            likely(Cause::EmptyListing, "the words say that there is nothing to list"),
            possible(Cause::NotFound, "there may be no such directory"),
        ],
    },
    Rule {
        name: "listing-cut-short",
        seen_on: &[],
        when: When {
            events: &[Event::Reply],
            codes: &[(200, 299)],
            verbs: LISTING,
            words: &[&[w::CUT_SHORT]],
            ..ANY
        },
        says: &[likely(Cause::ListingTruncated, "the words say that the listing is not complete")],
    },
    Rule {
        name: "listing-failed-in-a-yes",
        seen_on: &["libunftp", "vsftpd"],
        when: When {
            events: &[Event::Reply],
            codes: &[(200, 299)],
            verbs: LISTING,
            words: &[&[w::NOT_LISTED], &[w::FAILED]],
            ..ANY
        },
        says: &[
            likely(Cause::ListingFailed, "the words say that the directory could not be read"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "perhaps-a-directory",
        seen_on: &["pyftpdlib", "vsftpd", "inetutils"],
        when: When { verbs: &["SIZE", "MDTM"], words: &[&[w::NOT_RETRIEVABLE]], ..REFUSAL },
        says: &[
            likely(Cause::NotFound, "the server says this when the file is missing"),
            likely(Cause::IsDirectory, "it says the same about a directory"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "size-of-no-file",
        seen_on: &["ProFTPD", "Pure-FTPd"],
        when: When { verbs: &["SIZE", "MDTM"], words: &[&[w::NO_FILE_BUT_DIRECTORY]], ..REFUSAL },
        says: &[
            likely(Cause::IsDirectory, "the words say that it is not a regular file"),
            possible(Cause::NotFound, "some servers say this when it is missing"),
        ],
    },
    Rule {
        name: "no-file-but-a-directory",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "WU-FTPD", "inetutils", "aioftp"],
        when: When { words: &[&[w::NO_FILE_BUT_DIRECTORY]], ..REFUSAL },
        says: &[likely(Cause::IsDirectory, "the words say that it is not a regular file")],
    },
    Rule {
        name: "no-directory",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "WU-FTPD"],
        when: When { words: &[&[w::NO_DIRECTORY]], ..REFUSAL },
        says: &[
            likely(Cause::NotADirectory, "the words say that it is not a directory"),
            possible(Cause::NotFound, "there may be nothing of that name"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "no-such-directory",
        seen_on: &["pyftpdlib"],
        when: When {
            verbs: &["LIST", "NLST", "MLSD", "CWD", "MLST"],
            words: &[&[w::NO_SUCH_DIRECTORY]],
            unless: &[w::OR_FILE],
            ..REFUSAL
        },
        says: &[
            likely(Cause::NotFound, "the words say that it is missing"),
            possible(Cause::NotADirectory, "some servers say this about a file"),
        ],
    },
    Rule {
        name: "parent-missing",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "WU-FTPD", "inetutils", "aioftp"],
        when: When {
            verbs: &["STOR", "STOU", "APPE", "MKD", "XMKD", "RNTO"],
            words: &[&[w::NO_SUCH_FILE]],
            unless: &[w::WRITTEN_WRONG],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::ParentMissing,
                "the words say that something is missing, and it is not the file to be created",
            ),
            possible(Cause::NotFound, "the name to be changed may be missing"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "not-there",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "WU-FTPD", "inetutils", "aioftp", "libunftp"],
        when: When {
            codes: &[(450, 451), (500, 501), (550, 559)],
            words: &[&[w::NO_SUCH_FILE]],
            unless: &[w::WRITTEN_WRONG, w::NO_SUCH_COMMAND],
            ..REFUSAL
        },
        says: &[
            likely(Cause::NotFound, "the words say that it is missing"),
            possible(Cause::PermissionDenied, "some servers say this about what the user may not see"),
            possible(Cause::ParentMissing, "in an upload it is the directory that is missing"),
        ],
    },
    Rule {
        name: "file-not-made",
        seen_on: &["vsftpd"],
        when: When { verbs: PUT, words: &[&[w::NOT_OPENED]], unless: &[w::NO_ACCESS], ..REFUSAL },
        says: &[
            likely(
                Cause::PermissionDenied,
                "a file that cannot be made is most often one that the user may not write",
            ),
            possible(Cause::ParentMissing, "the directory may be missing; CWD into it shows it"),
            possible(Cause::OverwriteDenied, "the file may already be there; SIZE shows it"),
            possible(Cause::UploadDenied, "the user may have no right to upload"),
        ],
    },
    Rule {
        name: "file-not-opened",
        seen_on: &["vsftpd", "FileZilla Server"],
        when: When { verbs: GET, words: &[&[w::NOT_OPENED]], unless: &[w::NO_ACCESS], ..REFUSAL },
        says: &[
            likely(
                Cause::NotFound,
                "a file that cannot be opened is most often one that is not there; SIZE shows it",
            ),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
            possible(Cause::IsDirectory, "it may be a directory; CWD shows it"),
            possible(Cause::DownloadDenied, "the user may have no right to download"),
        ],
    },
    Rule {
        name: "no-right-to-upload-as-such",
        seen_on: &["pyftpdlib", "WU-FTPD"],
        when: When { verbs: PUT, words: &[&[w::NO_ACCESS, w::UPLOAD], &[w::PRIVILEGES]], ..REFUSAL },
        says: &[
            likely(Cause::UploadDenied, "the reply mentions a right to upload"),
            possible(Cause::PermissionDenied, "it may be the permission for this directory"),
            possible(Cause::OverwriteDenied, "the file may already be there"),
        ],
    },
    Rule {
        name: "no-right-to-download-as-such",
        seen_on: &["pyftpdlib"],
        when: When { verbs: GET, words: &[&[w::NO_ACCESS, w::DOWNLOAD], &[w::PRIVILEGES]], ..REFUSAL },
        says: &[
            likely(Cause::DownloadDenied, "the reply mentions a right to download"),
            possible(Cause::PermissionDenied, "it may be the permission for this file"),
        ],
    },
    Rule {
        name: "vsftpd-takes-no-uploads",
        seen_on: &["vsftpd"],
        when: When {
            verbs: PUT,
            families: &[ServerSoftware::Vsftpd],
            whole: Some("permission denied"),
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::UploadDenied,
                "vsftpd says this about the command, and something else about the file",
            ),
            possible(Cause::PermissionDenied, "it may be the permission for this directory"),
        ],
    },
    Rule {
        name: "vsftpd-takes-no-downloads",
        seen_on: &["vsftpd"],
        when: When {
            verbs: GET,
            families: &[ServerSoftware::Vsftpd],
            whole: Some("permission denied"),
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::DownloadDenied,
                "vsftpd says this about the command, and something else about the file",
            ),
            possible(Cause::PermissionDenied, "it may be the permission for this file"),
        ],
    },
    Rule {
        name: "no-right-upload",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "libunftp", "WU-FTPD", "inetutils"],
        when: When { codes: &[(400, 499), (530, 599)], verbs: PUT, words: &[&[w::NO_ACCESS]], ..REFUSAL },
        says: &[
            likely(Cause::PermissionDenied, "the words say that the user has no right to it"),
            possible(Cause::UploadDenied, "the user may have no right to upload at all"),
            possible(Cause::OverwriteDenied, "the file may already be there"),
        ],
    },
    Rule {
        name: "no-right-download",
        seen_on: &["ProFTPD", "Pure-FTPd", "libunftp", "inetutils", "aioftp", "FileZilla Server"],
        when: When { codes: &[(400, 499), (530, 599)], verbs: GET, words: &[&[w::NO_ACCESS]], ..REFUSAL },
        says: &[
            likely(Cause::PermissionDenied, "the words say that the user has no right to it"),
            possible(Cause::DownloadDenied, "the user may have no right to download at all"),
            possible(Cause::NotFound, "some servers say this when it is missing"),
        ],
    },
    Rule {
        name: "no-right-to-something",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "WU-FTPD"],
        when: When { all: &[Fact::Lone], ..NO_RIGHT },
        says: &[
            likely(Cause::PermissionDenied, "the words say that the user has no right to it"),
            possible(Cause::UploadDenied, "the user may have no right to upload at all"),
            possible(Cause::DownloadDenied, "the user may have no right to download at all"),
        ],
    },
    Rule {
        name: "no-right",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "WU-FTPD"],
        when: NO_RIGHT,
        says: &[likely(Cause::PermissionDenied, "the words say that the user has no right to it")],
    },
];

const NO_RIGHT: When = When {
    codes: &[(450, 451), (500, 500), (530, 599)],
    words: &[&[w::NO_ACCESS]],
    unless: &[w::NO_SUCH_COMMAND],
    ..REFUSAL
};
