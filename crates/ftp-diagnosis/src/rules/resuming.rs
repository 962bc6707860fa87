//! Transfers that resume, and text mode.

use super::{REFUSAL, Rule, When, likely, possible};
use crate::Cause;
use crate::words as w;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "resume-in-text-mode",
        seen_on: &["vsftpd", "ProFTPD", "Pure-FTPd", "pyftpdlib"],
        when: When { words: &[&[w::ASCII, w::RESUME]], ..REFUSAL },
        says: &[likely(Cause::AsciiResume, "the reply mentions resuming in ASCII")],
    },
    Rule {
        name: "rest-in-text-mode",
        seen_on: &[],
        when: When { verbs: &["REST"], words: &[&[w::ASCII]], ..REFUSAL },
        says: &[
            likely(Cause::AsciiResume, "the reply mentions ASCII"),
            possible(Cause::Syntax, "the offset may be written wrongly"),
        ],
    },
    Rule {
        name: "size-in-text-mode",
        seen_on: &["ProFTPD", "pyftpdlib"],
        when: When { verbs: &["SIZE", ""], words: &[&[w::ASCII]], ..REFUSAL },
        says: &[likely(Cause::SizeInAscii, "the reply mentions ASCII")],
    },
    Rule {
        name: "rest-written-wrong",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib", "FileZilla Server"],
        when: When { verbs: &["REST"], words: &[&[w::WRITTEN_WRONG]], ..REFUSAL },
        says: &[
            likely(Cause::Syntax, "the offset is written wrongly"),
            possible(Cause::OffsetBeyondEnd, "the offset may not fit the file"),
            possible(Cause::ResumeNotAllowed, "the server may not resume"),
        ],
    },
    Rule {
        name: "rest-not-there",
        seen_on: &[],
        when: When { verbs: &["REST"], ..REFUSAL },
        says: &[
            likely(Cause::ResumeNotAllowed, "REST is refused as such"),
            possible(Cause::Syntax, "the offset may be written wrongly"),
            possible(Cause::AsciiResume, "in ASCII mode there is no resuming"),
        ],
    },
    Rule {
        name: "offset-behind-the-end",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib"],
        when: When { verbs: &["RETR", "STOR", "APPE", ""], words: &[&[w::BEYOND]], ..REFUSAL },
        says: &[
            likely(Cause::OffsetBeyondEnd, "the reply mentions the offset"),
            possible(Cause::ResumeNotAllowed, "the server may not resume"),
        ],
    },
    Rule {
        name: "offset-code",
        seen_on: &["ProFTPD", "Pure-FTPd", "pyftpdlib"],
        when: When { codes: &[(554, 554)], ..REFUSAL },
        says: &[
            likely(Cause::OffsetBeyondEnd, "554 is for an offset that does not fit the file"),
            possible(Cause::ResumeNotAllowed, "the server may not resume"),
        ],
    },
    Rule {
        name: "append-refused",
        seen_on: &[],
        when: When {
            verbs: &["APPE", ""],
            words: &[&[w::APPEND, w::NO_ACCESS], &[w::APPEND, w::NOT], &[w::APPEND, w::CANNOT]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AppendNotAllowed, "the reply mentions appending to a file"),
            possible(Cause::ResumeNotAllowed, "uploads may not be resumed"),
        ],
    },
    Rule {
        name: "resume-refused",
        seen_on: &[],
        when: When {
            words: &[
                &[w::RESUME, w::NO_ACCESS],
                &[w::RESUME, w::NOT],
                &[w::RESUME, w::CANNOT],
                &[w::APPEND, w::NO_ACCESS],
            ],
            unless: &[w::NOT_IN_THIS_ORDER],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ResumeNotAllowed, "the reply mentions resuming"),
            possible(Cause::AppendNotAllowed, "files may not be appended to"),
        ],
    },
];
