//! Storage space, limits and load.

use super::{REFUSAL, Rule, When, likely, possible};
use crate::Cause;
use crate::words as w;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "over-quota",
        seen_on: &["ProFTPD", "Pure-FTPd", "WU-FTPD"],
        // A refused name may contain the word.
        when: When { words: &[&[w::QUOTA]], unless: &[w::NAME_REFUSED], ..REFUSAL },
        says: &[
            likely(Cause::QuotaExceeded, "the words name a quota"),
            possible(Cause::DiskFull, "the disk itself may be full"),
        ],
    },
    Rule {
        name: "below-ratio",
        seen_on: &["ProFTPD", "Pure-FTPd", "WU-FTPD"],
        when: When { words: &[&[w::RATIO]], ..REFUSAL },
        says: &[likely(Cause::RatioExceeded, "the words name a ratio")],
    },
    Rule {
        name: "high-load",
        seen_on: &["Pure-FTPd"],
        when: When { words: &[&[w::LOAD]], ..REFUSAL },
        says: &[likely(Cause::LoadTooHigh, "the reply mentions the load")],
    },
    Rule {
        name: "no-handle",
        seen_on: &[],
        when: When { words: &[&[w::NO_HANDLE]], ..REFUSAL },
        says: &[
            likely(Cause::InternalError, "the server has too many files open"),
            possible(Cause::LoadTooHigh, "it may serve too many at once"),
        ],
    },
    Rule {
        name: "no-room",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "FileZilla Server", "libunftp", "WU-FTPD"],
        when: When { words: &[&[w::FULL]], unless: &[w::TRANSFERS], ..REFUSAL },
        says: &[
            likely(Cause::DiskFull, "the reply mentions a disk without space"),
            possible(Cause::QuotaExceeded, "it may be the user's quota"),
        ],
    },
    Rule {
        name: "transfers-counted",
        seen_on: &["ProFTPD", "WU-FTPD"],
        when: When { words: &[&[w::TRANSFERS]], unless: &[w::BEYOND], ..REFUSAL },
        says: &[
            likely(Cause::TransferLimit, "the words name a limit on transfers"),
            possible(Cause::QuotaExceeded, "it may be the user's quota"),
        ],
    },
    Rule {
        name: "not-approved",
        seen_on: &[],
        when: When { codes: &[(450, 450), (550, 553)], words: &[&[w::APPROVAL]], ..REFUSAL },
        says: &[
            likely(Cause::Moderated, "the reply mentions an approval"),
            possible(Cause::PermissionDenied, "the user may have no right to it"),
        ],
    },
    Rule {
        name: "no-unique-name",
        seen_on: &["ProFTPD", "WU-FTPD"],
        when: When { verbs: &["STOU"], words: &[&[w::NO_UNIQUE_NAME]], ..REFUSAL },
        says: &[
            likely(Cause::ServerWriteError, "the server finds no name for the file"),
            possible(Cause::DiskFull, "the disk may be full"),
        ],
    },
    Rule {
        name: "storage-code",
        seen_on: &[],
        when: When { codes: &[(452, 452)], ..REFUSAL },
        says: &[
            likely(Cause::DiskFull, "452 is for a disk without space"),
            possible(Cause::QuotaExceeded, "it may be the user's quota"),
            possible(Cause::ServerWriteError, "the file could not be written"),
        ],
    },
    Rule {
        name: "allocation-code",
        seen_on: &[],
        when: When { codes: &[(552, 552)], ..REFUSAL },
        says: &[
            likely(Cause::QuotaExceeded, "552 is for storage space that is used up"),
            possible(Cause::DiskFull, "the disk itself may be full"),
        ],
    },
];
