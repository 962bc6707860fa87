//! Causes that lie in the name, the password, or what the account may do.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::WrongCredentials,
        sentence: "The server does not accept this name with this password.",
        checks: &[
            "Type the name and the password again; case counts in both, and a pasted password may carry a blank at its end.",
            "Check which form of the name the server wants: plain, user@domain, or DOMAIN\\user.",
            "If the password has letters outside ASCII, try one without: servers disagree on the character set.",
            "Log in the same way from another client or the provider's web page to see whether the account works.",
        ],
        admin: &[
            Admin::new(
                "any",
                "the server's own log: it usually says whether the name or the password was wrong",
            ),
            Admin::new(
                "vsftpd",
                "PAM's log (auth.log), pam_service_name, and guest_enable with its password file",
            ),
            Admin::new("ProFTPD", "AuthOrder, AuthUserFile, and the log with DebugLevel 5 or more"),
            Admin::new("Pure-FTPd", "pure-pw show NAME, and whether pure-pw mkdb was run after a change"),
            Admin::new(
                "IIS",
                "FTP Authentication: basic authentication on, and the domain it takes for names without one",
            ),
            Admin::new("FileZilla Server", "the user's credentials in the Users dialogue; the log says why"),
            Admin::new("pyftpdlib", "the authorizer: the names and passwords given to add_user"),
            Admin::new("Apache FtpServer", "the user manager's file or tables, and its password encryptor"),
        ],
        rfc: "RFC 959 section 5.4 (530 to PASS)",
    },
    Advice {
        cause: Cause::UnknownUser,
        sentence: "The server does not know this user name.",
        checks: &[
            "Check the spelling and the case of the name.",
            "Check whether the server wants user@domain or DOMAIN\\user, and that this is the right server.",
        ],
        admin: &[
            Admin::new("any", "whether the account exists in the database that the FTP server reads"),
            Admin::new("aioftp", "the list of users the server was started with"),
            Admin::new(
                "IIS",
                "whether the name is in the domain or the user manager that the site is set to",
            ),
        ],
        rfc: "RFC 959 section 5.4 (530 to USER)",
    },
    Advice {
        cause: Cause::AccountDisabled,
        sentence: "The account exists, but it may not be used for FTP: it is disabled, locked, expired, or not on the list.",
        checks: &[
            "Ask whoever runs the server whether the account is active, may use FTP, and whether its password has expired.",
            "Try the provider's control panel: FTP access is often a switch of its own.",
        ],
        admin: &[
            Admin::new(
                "any",
                "whether the account is locked or expired, and whether its shell is in /etc/shells",
            ),
            Admin::new(
                "vsftpd",
                "userlist_enable, userlist_deny and userlist_file; /etc/ftpusers; local_enable; check_shell or pam_shells",
            ),
            Admin::new(
                "ProFTPD",
                "RequireValidShell, UseFtpUsers, <Limit LOGIN>, RootLogin, Protocols, mod_ban's tables",
            ),
            Admin::new(
                "Pure-FTPd",
                "MinUID, the shell and its place in /etc/shells, pure-pw's allowed hours and addresses",
            ),
            Admin::new(
                "IIS",
                "FTP Authorization Rules, and whether the Windows account is disabled or locked",
            ),
            Admin::new("pyftpdlib", "rejected_users, allowed_users, require_valid_shell"),
            Admin::new("FileZilla Server", "the user's 'enabled' box in the Users dialogue"),
            Admin::new(
                "wu-ftpd, inetutils, BSD ftpd",
                "/etc/ftpusers and /etc/shells; in ftpaccess deny-uid, deny-gid and the class the user falls into",
            ),
            Admin::new("Apache FtpServer", "the user's enableflag"),
            Admin::new("Serv-U", "the account's own switch and its date of expiry"),
        ],
        rfc: "RFC 959 section 5.4 (530 to USER or PASS)",
    },
    Advice {
        cause: Cause::AnonymousRefused,
        sentence: "The server does not accept anonymous logins, or not this one.",
        checks: &[
            "Log in with a name and a password of your own.",
            "If the server is public, give an e-mail address as the password, and try without TLS: some accept anonymous logins only in clear.",
        ],
        admin: &[
            Admin::new("any", "whether anonymous logins are meant to be served"),
            Admin::new(
                "vsftpd",
                "anonymous_enable, allow_anon_ssl, banned_email_file, secure_email_list_enable",
            ),
            Admin::new("ProFTPD", "the <Anonymous> section, AnonRequirePassword, AnonRejectPasswords"),
            Admin::new("Pure-FTPd", "NoAnonymous (-E), and whether the system account ftp exists"),
            Admin::new("IIS", "Anonymous Authentication of the FTP site, and its authorization rule"),
            Admin::new("Apache FtpServer", "anonymous-enabled in the connection configuration"),
            Admin::new("pyftpdlib", "add_anonymous on the authorizer"),
            Admin::new("libunftp", "the authenticator: AnonymousAuthenticator or one that takes that name"),
            Admin::new("wu-ftpd", "the class for anonymous in ftpaccess, and passwd-check"),
        ],
        rfc: "RFC 1635; RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::AccountRequired,
        sentence: "The server wants an account string (ACCT) besides the name and the password.",
        checks: &[
            "Ask for the account string and give it to the client (ftp-doctor: --account, curl: --ftp-account).",
            "A proxy or gateway in between may be the one that asks.",
        ],
        admin: &[Admin::new(
            "any",
            "whether the server or the FTP proxy is meant to ask for ACCT (332, 532)",
        )],
        rfc: "RFC 959 sections 4.1.1 and 5.4 (332, 532)",
    },
    Advice {
        cause: Cause::VirtualHostRequired,
        sentence: "The server has several sites at this address, and was not told which one is meant.",
        checks: &[
            "Write the host name of the site before the user name, with a bar between: ftp.example.com|alice.",
            "Let the client send HOST before USER, if it can.",
            "Ask for the exact name to log in with: hosters often give it with the site in it.",
        ],
        admin: &[
            Admin::new(
                "any",
                "whether more than one site shares this address and port, and which of them is the default",
            ),
            Admin::new(
                "IIS",
                "the FTP binding of the site: one without a host name is there for all; useDomainNameAsHostName takes host\\user as well",
            ),
        ],
        rfc: "RFC 7151 section 3",
    },
    Advice {
        cause: Cause::OneTimePassword,
        sentence: "The server wants a one-time password or a second factor.",
        checks: &[
            "Answer the challenge that the server shows, or append the code to the password if the server is set up so.",
            "Ask for an application password, which works without the second factor.",
        ],
        admin: &[
            Admin::new("any", "whether this account is meant to need a second factor over FTP"),
            Admin::new("ProFTPD", "mod_auth_otp: AuthOTPEngine, AuthOTPOptions FTPStandardResponse"),
            Admin::new("BSD ftpd", "OPIE or S/Key for this account"),
        ],
        rfc: "RFC 2289; RFC 959 section 5.4 (331)",
    },
    Advice {
        cause: Cause::NotLoggedIn,
        sentence: "The command needs a login, but nobody is logged in at this moment.",
        checks: &[
            "Log in (USER, PASS) before this command.",
            "If you were logged in, the server has ended the session: log in again.",
            "Look at the reply to the login itself: it says why the login failed.",
        ],
        admin: &[
            Admin::new("any", "the time limits of sessions, if clients say that they were logged in before"),
            Admin::new("ProFTPD", "TimeoutSession; which commands are allowed before the login"),
        ],
        rfc: "RFC 959 section 5.4 (530)",
    },
    Advice {
        cause: Cause::AlreadyLoggedIn,
        sentence: "The session is already logged in, and the server accepts no second login in it.",
        checks: &["Open a new connection to log in as somebody else."],
        admin: &[Admin::new(
            "any",
            "nothing: RFC 959 leaves it to the server whether to accept a second USER",
        )],
        rfc: "RFC 959 section 4.1.1 (USER)",
    },
    Advice {
        cause: Cause::BadSequence,
        sentence: "The commands came in an order that the server does not accept.",
        checks: &[
            "Look at the replies before this one: a refused USER or AUTH makes what follows out of order.",
            "Send USER before PASS, AUTH before PBSZ, PBSZ before PROT, and AUTH only once.",
            "Open a new connection for a second attempt: some servers accept only one USER.",
        ],
        admin: &[
            Admin::new("any", "nothing on the server, unless a proxy in between adds or drops commands"),
            Admin::new("ftp-srv", "nothing: a second USER is refused on the same connection"),
        ],
        rfc: "RFC 959 section 5.4 (503); RFC 4217 section 4",
    },
    Advice {
        cause: Cause::HomeDirectory,
        sentence: "The password was right, but the server cannot enter the home directory of this account.",
        checks: &[
            "Tell whoever runs the server: it can be fixed only there.",
            "If you run it, check that the directory exists and that the account may enter it and everything above it.",
        ],
        admin: &[
            Admin::new("any", "that the home directory exists, and its owner and mode on the whole path"),
            Admin::new(
                "vsftpd",
                "chroot_local_user with a home that is not writable, or allow_writeable_chroot; local_root; SELinux",
            ),
            Admin::new("ProFTPD", "DefaultRoot, DefaultChdir, CreateHome"),
            Admin::new("Pure-FTPd", "CreateHomeDir (-j), ChrootEveryone (-A), the home in pure-pw show"),
            Admin::new(
                "IIS",
                "the physical path, user isolation (a folder LocalUser\\NAME), and FTP Authorization Rules",
            ),
            Admin::new("libunftp", "what the storage back end's enter() says"),
            Admin::new(
                "FileZilla Server",
                "the user's mount points: their native paths exist, and the service may enter them",
            ),
            Admin::new("Apache FtpServer", "the user's homedirectory, and create-home of the file system"),
            Admin::new("pyftpdlib", "the directory given to add_user"),
        ],
        rfc: "RFC 959 section 5.4 (530, 421)",
    },
    Advice {
        cause: Cause::ClientSpeaksSsh,
        sentence: "The client speaks SSH (SFTP) to an FTP port.",
        checks: &["Use an FTP client, or the port of the SSH server (22): SFTP is not FTP."],
        admin: &[Admin::new("any", "whether SFTP is offered, and on which port")],
        rfc: "RFC 4253 section 4.2; RFC 959 section 5.4",
    },
    Advice {
        cause: Cause::ClientCharset,
        sentence: "Client and server use different character sets.",
        checks: &[
            "Set the client's character set to the server's: UTF-8, Latin-1, or the country's own (GBK, Shift_JIS, windows-1251).",
            "Python's ftplib: FTP(encoding=\"latin-1\") reads every byte.",
        ],
        admin: &[
            Admin::new("any", "the character set of names and messages; UTF-8 is in the RFC"),
            Admin::new("ProFTPD", "UseEncoding, LangOptions"),
            Admin::new("FileZilla Server", "UTF-8 is always used"),
        ],
        rfc: "RFC 2640 section 2.2",
    },
];
