//! Replies that show nothing, from servers that are known by their greeting: what each may hide, the
//! likeliest first. The first rule that matches counts.

use super::{REFUSAL, REPLY, Rule, When, likely, possible};
use crate::Cause;
use crate::greeting::ServerSoftware;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

const PASS: When = When { phases: &[Phase::Pass], ..REFUSAL };
const USER: When = When { phases: &[Phase::User], ..REFUSAL };
const SAME: &str = "this server gives the same answer to a wrong password, an unknown name and more";
const OFF: &str = "an account that is disabled, expired or not meant for FTP gets the same answer";
const BACKEND: &str = "a password database that fails gives the same answer";

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "user-name-malformed",
        seen_on: &["ProFTPD"],
        when: When {
            codes: &[(501, 501)],
            words: &[&[w::LOGIN_FAILED]],
            phases: &[Phase::User, Phase::Pass],
            ..REPLY
        },
        says: &[likely(
            Cause::WrongCredentials,
            "501 means that the name or the password is malformed: empty or too long",
        )],
    },
    Rule {
        name: "proftpd-closes-after-530",
        seen_on: &["ProFTPD"],
        when: When {
            families: &[ServerSoftware::ProFtpd],
            all: &[Fact::ClosedAfter],
            none: &[Fact::ThirdRefusal],
            unless: &[w::DENIED],
            ..PASS
        },
        says: &[
            likely(
                Cause::HomeDirectory,
                "ProFTPD stays open after a wrong password; it closes when the home directory cannot be entered",
            ),
            possible(
                Cause::AccountDisabled,
                "ProFTPD closes too when Protocols or <Limit LOGIN> keep the user out",
            ),
            possible(
                Cause::ServiceUnavailable,
                "ProFTPD closes too when it cannot take on the user's identity",
            ),
            possible(Cause::TooManyAttempts, "ProFTPD closes after the last attempt it allows"),
        ],
    },
    Rule {
        name: "proftpd-530-to-pass",
        seen_on: &["ProFTPD"],
        when: When { families: &[ServerSoftware::ProFtpd], unless: &[w::DENIED], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, OFF),
            possible(Cause::ServerFault, BACKEND),
            possible(Cause::HomeDirectory, "a home directory that cannot be made gives the same answer"),
            possible(
                Cause::TooManyAttempts,
                "a limit that PAM or another back end keeps gives the same answer",
            ),
        ],
    },
    Rule {
        name: "proftpd-access-denied",
        seen_on: &["ProFTPD"],
        when: When {
            families: &[ServerSoftware::ProFtpd],
            phases: &[Phase::User, Phase::Pass],
            words: &[&[w::DENIED]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "ProFTPD says this when its address rules (mod_wrap) refuse"),
            possible(Cause::AccountDisabled, "the rules may name the user"),
        ],
    },
    Rule {
        name: "proftpd-530-to-user",
        seen_on: &["ProFTPD"],
        when: When { families: &[ServerSoftware::ProFtpd], ..USER },
        says: &[
            likely(
                Cause::AccountDisabled,
                "a refusal at USER is about the name: ProFTPD bans users like this",
            ),
            possible(Cause::TlsRequired, "ProFTPD refuses like this a user who must use stronger TLS"),
            possible(Cause::AddressDenied, "the address may be banned"),
            possible(Cause::WrongCredentials, "the name may be malformed"),
        ],
    },
    Rule {
        name: "vsftpd-530-to-user",
        seen_on: &["vsftpd"],
        when: When { families: &[ServerSoftware::Vsftpd], ..USER },
        says: &[
            likely(Cause::AccountDisabled, "vsftpd refuses at USER the names that its user list keeps out"),
            possible(Cause::UnknownUser, "with userlist_deny=NO any name that is not on the list is refused"),
        ],
    },
    Rule {
        name: "vsftpd-530-to-pass",
        seen_on: &["vsftpd"],
        when: When { families: &[ServerSoftware::Vsftpd], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, OFF),
            possible(Cause::ServerFault, BACKEND),
        ],
    },
    Rule {
        name: "pure-ftpd-530-to-pass",
        seen_on: &["Pure-FTPd"],
        when: When { families: &[ServerSoftware::PureFtpd], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, OFF),
            possible(Cause::ServerFault, BACKEND),
            possible(Cause::AddressDenied, "an address that is not the user's own gets the same answer"),
        ],
    },
    Rule {
        name: "filezilla-530-to-pass",
        seen_on: &["FileZilla Server"],
        when: When { families: &[ServerSoftware::FileZilla], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, OFF),
            possible(Cause::AddressDenied, "an address that the user may not come from gets the same answer"),
        ],
    },
    Rule {
        name: "libunftp-530-to-pass",
        seen_on: &["libunftp"],
        when: When { families: &[ServerSoftware::Libunftp], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, OFF),
            possible(
                Cause::TooManyAttempts,
                "an account locked after failures gets the same answer, the right password too",
            ),
            possible(Cause::HomeDirectory, "a storage that cannot be entered gives the same answer"),
            possible(Cause::ServerFault, BACKEND),
            possible(Cause::AddressDenied, "an address that is not the user's own gets the same answer"),
        ],
    },
    Rule {
        name: "iis-530-to-pass",
        seen_on: &["IIS"],
        when: When { families: &[ServerSoftware::Iis], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(
                Cause::AccountDisabled,
                "an account without an authorization rule, or locked by Windows, gets the same answer",
            ),
            possible(
                Cause::HomeDirectory,
                "user isolation without a folder for the user may give the same answer",
            ),
        ],
    },
    Rule {
        name: "zos-530-to-pass",
        seen_on: &["IBM z/OS"],
        when: When { phases: &[Phase::Pass], words: &[&[w::PASS_COMMAND_FAILED]], ..REPLY },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, "a user without an OMVS segment gets the same answer"),
            possible(
                Cause::ServerFault,
                "a server that is not allowed to change its identity gives the same answer",
            ),
        ],
    },
    Rule {
        name: "apache-530-to-pass",
        seen_on: &["Apache FtpServer"],
        when: When { families: &[ServerSoftware::ApacheFtpServer], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::ServerFault, BACKEND),
            possible(Cause::AccountDisabled, OFF),
        ],
    },
];
