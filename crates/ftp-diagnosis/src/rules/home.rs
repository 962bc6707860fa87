//! Home directories that cannot be entered.

use super::{REFUSAL, REPLY, Rule, When, certain, likely};
use crate::Cause;
use crate::words as w;
use ftp_proto::login::Phase;

const AT_LOGIN: When = When { phases: &[Phase::User, Phase::Pass, Phase::Acct], ..REFUSAL };

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "anonymous-area-missing",
        seen_on: &["Pure-FTPd"],
        when: When { words: &[&[w::ANONYMOUS_AREA, w::MISSING]], ..AT_LOGIN },
        says: &[likely(Cause::HomeDirectory, "the server cannot set up the directory of anonymous")],
    },
    Rule {
        name: "home-oops",
        seen_on: &["vsftpd"],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct, Phase::AfterLogin],
            words: &[&[w::OOPS, w::OOPS_HOME]],
            unless: &[w::SETTINGS],
            ..REFUSAL
        },
        says: &[certain(
            Cause::HomeDirectory,
            "vsftpd's OOPS names the directory that it cannot enter or lock the user into",
        )],
    },
    Rule {
        name: "home-missing",
        seen_on: &["Pure-FTPd", "Delphi/ICS FTP server"],
        when: When {
            words: &[&[w::HOME, w::MISSING]],
            unless: &[
                w::FAULT,
                w::OOPS,
                w::SETTINGS,
                w::CANNOT_LOG_IN_HOME,
                w::ANONYMOUS_AREA,
                w::LICENSE,
                w::TLS,
                w::E_MAIL,
                w::ADDRESS,
                w::PASSWORD_WRONG,
                w::NO_SUCH_USER,
            ],
            ..AT_LOGIN
        },
        says: &[certain(Cause::HomeDirectory, "the words say that the home directory cannot be entered")],
    },
    Rule {
        name: "home-in-other-words",
        seen_on: &[],
        when: When {
            words: &[
                &[w::HOME_WORD, w::MISSING],
                &[w::HOME_WORD, w::WRONG],
                &[w::HOME_WORD, w::NOT],
                &[w::HOME, w::MISSING],
            ],
            unless: &[w::HOME_PAGE, w::OOPS, w::SETTINGS, w::CANNOT_LOG_IN_HOME, w::FAULT],
            ..AT_LOGIN
        },
        says: &[likely(Cause::HomeDirectory, "the reply mentions a home that cannot be entered")],
    },
    Rule {
        name: "directory-named",
        seen_on: &[],
        when: When {
            phases: &[Phase::Pass, Phase::Acct],
            words: &[&[w::HOME], &[w::DIRECTORY]],
            unless: &[
                w::HOME_PAGE,
                w::OOPS,
                w::SETTINGS,
                w::CANNOT_LOG_IN_HOME,
                w::FAULT_OF_ITS_OWN,
                w::LICENSE,
                w::TLS,
                w::CERTIFICATE,
                w::NO_SUCH_USER,
                w::TOO_MANY,
                w::E_MAIL,
            ],
            ..REFUSAL
        },
        says: &[likely(Cause::HomeDirectory, "a refused login mentions a directory")],
    },
    Rule {
        name: "home-missing-or-a-fault",
        seen_on: &[],
        when: When {
            words: &[&[w::HOME, w::MISSING, w::FAULT], &[w::HOME_WORD, w::MISSING, w::FAULT]],
            unless: &[w::OOPS, w::SETTINGS, w::CANNOT_LOG_IN_HOME, w::ANONYMOUS_AREA],
            ..AT_LOGIN
        },
        says: &[
            likely(Cause::HomeDirectory, "the reply mentions a directory that cannot be entered"),
            likely(Cause::ServerFault, "the words name a fault inside the server"),
        ],
    },
    Rule {
        name: "home-inaccessible-iis",
        seen_on: &["IIS"],
        when: When { words: &[&[w::CANNOT_LOG_IN_HOME]], ..AT_LOGIN },
        says: &[
            likely(Cause::HomeDirectory, "the words say that the home directory cannot be entered"),
            likely(Cause::AccountDisabled, "IIS says the same when no authorization rule lets the user in"),
        ],
    },
    Rule {
        name: "home-gone-after-login",
        seen_on: &["Pure-FTPd"],
        when: When {
            phases: &[Phase::AfterLogin],
            codes: &[(421, 421)],
            words: &[&[w::HOME, w::MISSING]],
            ..REPLY
        },
        says: &[likely(Cause::HomeDirectory, "the session ends with words about a directory")],
    },
];
