//! Answers that tell nothing: what each may hide, the likeliest first. The first that matches counts.

use super::{REFUSAL, REPLY, Rule, When, likely, possible};
use crate::diagnosis::scene::Fact;
use crate::diagnosis::words as w;
use crate::{Cause, Family, Phase};

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
            families: &[Family::ProFtpd],
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
        when: When { families: &[Family::ProFtpd], unless: &[w::DENIED], ..PASS },
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
            families: &[Family::ProFtpd],
            phases: &[Phase::User, Phase::Pass],
            words: &[&[w::DENIED]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::AddressDenied, "ProFTPD says so when its address rules (mod_wrap) refuse"),
            possible(Cause::AccountDisabled, "the rules may name the user"),
        ],
    },
    Rule {
        name: "proftpd-530-to-user",
        seen_on: &["ProFTPD"],
        when: When { families: &[Family::ProFtpd], ..USER },
        says: &[
            likely(Cause::AccountDisabled, "a refusal at USER is about the name: ProFTPD bans users so"),
            possible(Cause::TlsRequired, "ProFTPD refuses so a user who must use a stronger TLS than this"),
            possible(Cause::AddressDenied, "the address may be banned"),
            possible(Cause::WrongCredentials, "the name may be malformed"),
        ],
    },
    Rule {
        name: "vsftpd-530-to-user",
        seen_on: &["vsftpd"],
        when: When { families: &[Family::Vsftpd], ..USER },
        says: &[
            likely(Cause::AccountDisabled, "vsftpd refuses at USER the names that its user list keeps out"),
            possible(Cause::UnknownUser, "with userlist_deny=NO any name that is not on the list is refused"),
        ],
    },
    Rule {
        name: "vsftpd-530-to-pass",
        seen_on: &["vsftpd"],
        when: When { families: &[Family::Vsftpd], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, OFF),
            possible(Cause::ServerFault, BACKEND),
        ],
    },
    Rule {
        name: "pure-ftpd-530-to-pass",
        seen_on: &["Pure-FTPd"],
        when: When { families: &[Family::PureFtpd], ..PASS },
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
        when: When { families: &[Family::FileZilla], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::AccountDisabled, OFF),
            possible(Cause::AddressDenied, "an address that the user may not come from gets the same answer"),
        ],
    },
    Rule {
        name: "libunftp-530-to-pass",
        seen_on: &["libunftp"],
        when: When { families: &[Family::Libunftp], ..PASS },
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
        when: When { families: &[Family::Iis], ..PASS },
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
        when: When { families: &[Family::ApacheFtpServer], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, SAME),
            possible(Cause::ServerFault, BACKEND),
            possible(Cause::AccountDisabled, OFF),
        ],
    },
    Rule {
        name: "denied-at-pass",
        seen_on: &["Hostinger"],
        when: When { words: &[&[w::DENIED]], unless: &[w::LOGIN_FAILED], ..PASS },
        says: &[
            likely(Cause::WrongCredentials, "a refusal of the password that says no more"),
            possible(Cause::AccountDisabled, "the words may mean that the user may not use FTP"),
            possible(Cause::AddressDenied, "the words may mean the address"),
            possible(Cause::TooManyAttempts, "the words may mean a limit on attempts"),
        ],
    },
    Rule {
        name: "refused-at-pass",
        seen_on: &["Serv-U", "MVS ftpd", "small server"],
        when: PASS,
        says: &[
            likely(Cause::WrongCredentials, "a refusal of the password that says no more"),
            possible(Cause::AccountDisabled, "many servers say the same to an account that is off"),
            possible(Cause::ServerFault, "many servers say the same when their password database fails"),
        ],
    },
    Rule {
        name: "nothing-said-at-user",
        seen_on: &["SimpleFTPServer"],
        when: When { all: &[Fact::EmptyText], ..USER },
        says: &[
            likely(Cause::UnknownUser, "the name is refused before a password was asked for"),
            possible(Cause::AccountDisabled, "the name may be one that is kept out"),
            possible(Cause::AddressDenied, "the address may be refused"),
        ],
    },
    Rule {
        name: "asks-for-a-login-at-user",
        seen_on: &["iVan FTP server"],
        when: When { words: &[&[w::LOGIN_FIRST]], unless: &[w::LOGIN_FAILED], ..USER },
        says: &[
            possible(
                Cause::BadSequence,
                "the reply is that to another command: server and client are out of step",
            ),
            possible(Cause::ServerFault, "the server answers USER with a demand for USER"),
        ],
    },
    Rule {
        name: "argument-at-user",
        seen_on: &[],
        when: When { codes: &[(500, 504)], ..USER },
        says: &[
            possible(Cause::WrongCredentials, "the name may be malformed"),
            possible(Cause::Undetermined, "USER is refused as a command"),
        ],
    },
    Rule {
        name: "refused-at-user",
        seen_on: &["vsftpd", "aioftp"],
        when: When { codes: &[(421, 421), (430, 430), (450, 499), (505, 599)], ..USER },
        says: &[
            likely(Cause::AccountDisabled, "a refusal at USER is about the name, never about the password"),
            possible(Cause::UnknownUser, "some servers refuse names they do not know at once"),
            possible(Cause::AddressDenied, "the address may be refused for this name"),
        ],
    },
    Rule {
        name: "refused-at-acct",
        seen_on: &["libunftp"],
        when: When { phases: &[Phase::Acct], codes: &[(400, 499), (530, 599)], ..REPLY },
        says: &[
            possible(Cause::WrongCredentials, "the account string may be wrong"),
            possible(Cause::AccountDisabled, "the account may be off"),
            possible(Cause::Undetermined, "some servers refuse any ACCT"),
        ],
    },
    Rule {
        name: "refused-at-the-greeting",
        seen_on: &["vsftpd", "ProFTPD"],
        when: When { phases: &[Phase::Greeting], none: &[Fact::Unsolicited], ..REFUSAL },
        says: &[
            possible(Cause::TooManyConnections, "a refusal in place of a greeting is often a limit"),
            possible(Cause::AddressDenied, "a refusal in place of a greeting may be about the address"),
            possible(Cause::ServiceUnavailable, "the server may not be able to serve"),
        ],
    },
    Rule {
        name: "unasked-421",
        seen_on: &[],
        when: When { codes: &[(421, 421)], all: &[Fact::Unsolicited], ..REPLY },
        says: &[
            likely(Cause::IdleTimeout, "a 421 that nobody asked for most often ends an idle session"),
            possible(Cause::ServerShutdown, "the server may be shutting down"),
            possible(Cause::ServiceUnavailable, "the server may be in trouble"),
        ],
    },
    Rule {
        name: "session-ended",
        seen_on: &[],
        when: When { phases: &[Phase::AfterLogin], codes: &[(421, 421)], ..REPLY },
        says: &[
            likely(Cause::IdleTimeout, "421 ends the session, most often an idle one"),
            possible(Cause::ServerShutdown, "the server may be shutting down"),
            possible(Cause::ServiceUnavailable, "the server may be in trouble"),
        ],
    },
    Rule {
        name: "530-after-login",
        seen_on: &[],
        when: When { phases: &[Phase::AfterLogin], codes: &[(530, 530)], ..REPLY },
        says: &[
            likely(Cause::NotLoggedIn, "530 after the login: the session has lost it"),
            possible(Cause::AccountDisabled, "the user may not use this command"),
        ],
    },
    Rule {
        name: "421-before-login",
        seen_on: &[],
        when: When { phases: &[Phase::BeforeLogin, Phase::AuthTls], codes: &[(421, 421)], ..REPLY },
        says: &[
            likely(Cause::ServiceUnavailable, "421 ends the session"),
            possible(Cause::IdleTimeout, "421 may be an end for want of activity"),
            possible(Cause::TooManyConnections, "421 may be a limit"),
            possible(Cause::AddressDenied, "421 may be about the address"),
        ],
    },
];
