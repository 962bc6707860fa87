//! Causes that lie in the server: its rules on who may connect, its limits, its state.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::AddressDenied,
        sentence: "The server does not serve connections from this address.",
        checks: &[
            "Check which address you come from (VPN, proxy, IPv6), and try another network.",
            "Ask for the address to be allowed, or for a ban to be lifted; bans after failed attempts often end by themselves.",
        ],
        admin: &[
            Admin::new("any", "hosts.allow and hosts.deny, the firewall, fail2ban"),
            Admin::new("vsftpd", "tcp_wrappers"),
            Admin::new(
                "ProFTPD",
                "<Limit LOGIN> with Allow and Deny, mod_wrap, mod_wrap2, mod_ban (ftpdctl ban info), mod_geoip",
            ),
            Admin::new("Pure-FTPd", "the addresses in pure-pw show, and TrustedIP"),
            Admin::new("IIS", "FTP IPv4 Address and Domain Restrictions, and FTP Logon Attempt Restrictions"),
            Admin::new("FileZilla Server", "IP filters of the server and of the user, and automatic bans"),
            Admin::new("Serv-U", "the IP access rules of the domain and of the user"),
            Admin::new("wu-ftpd", "deny in ftpaccess, /etc/ftphosts"),
            Admin::new("Apache FtpServer", "the ip-filter or blacklist of the listener"),
        ],
        rfc: "RFC 959 section 5.4 (421 as greeting)",
    },
    Advice {
        cause: Cause::TooManyConnections,
        sentence: "The server has as many connections or users as it allows.",
        checks: &[
            "Close other clients and transfers of yours; dead sessions count until the server notices.",
            "Set the client to fewer connections at once.",
            "Wait some minutes and try again.",
        ],
        admin: &[
            Admin::new("any", "the limits on connections, and sessions that hang"),
            Admin::new("vsftpd", "max_clients, max_per_ip"),
            Admin::new(
                "ProFTPD",
                "MaxClients, MaxClientsPerHost, MaxClientsPerUser, MaxConnectionsPerHost, MaxInstances",
            ),
            Admin::new("Pure-FTPd", "MaxClientsNumber (-c), MaxClientsPerIP (-C), PerUserLimits (-y)"),
            Admin::new("pyftpdlib", "max_cons, max_cons_per_ip"),
            Admin::new("IIS", "the site's connection limits"),
            Admin::new("Serv-U", "the limits on sessions per IP address and per user"),
            Admin::new("wu-ftpd", "limit in ftpaccess, for the class and the time of day"),
            Admin::new(
                "Apache FtpServer",
                "max-logins, max-anonymous-logins, and the user's maxloginnumber and maxloginperip",
            ),
        ],
        rfc: "RFC 959 section 5.4 (421)",
    },
    Advice {
        cause: Cause::TooManyAttempts,
        sentence: "There were too many failed attempts.",
        checks: &[
            "Wait (often ten to thirty minutes) before the next attempt; each new failure may lengthen the ban.",
            "Find the client or script that keeps trying an old password, and stop it.",
            "Then try once with a password you are sure of.",
        ],
        admin: &[
            Admin::new("any", "fail2ban, pam_faillock, and the lock of the account"),
            Admin::new("vsftpd", "max_login_fails"),
            Admin::new("ProFTPD", "MaxLoginAttempts, mod_ban's BanOnEvent"),
            Admin::new("pyftpdlib", "max_login_attempts"),
            Admin::new("libunftp", "FailedLoginsPolicy"),
            Admin::new("IIS", "FTP Logon Attempt Restrictions"),
            Admin::new("wu-ftpd", "loginfails in ftpaccess"),
            Admin::new("Apache FtpServer", "max-login-failures, login-failure-delay"),
            Admin::new("Serv-U", "the blocking of users who connect too often (anti-hammer)"),
        ],
        rfc: "RFC 2577 section 5",
    },
    Advice {
        cause: Cause::IdleTimeout,
        sentence: "The server has ended the session because nothing came in time.",
        checks: &[
            "Log in again.",
            "If it happens in the middle of the login, something in between holds the commands back, or the client waits for a person.",
            "If it happens after long transfers, let the client send NOOP, or look at firewalls that drop quiet connections.",
        ],
        admin: &[
            Admin::new("any", "the time limits for idle sessions and for logging in"),
            Admin::new("vsftpd", "idle_session_timeout, data_connection_timeout, accept_timeout"),
            Admin::new(
                "ProFTPD",
                "TimeoutIdle, TimeoutLogin, TimeoutSession, TimeoutNoTransfer, TimeoutStalled",
            ),
            Admin::new("Pure-FTPd", "MaxIdleTime (-I)"),
            Admin::new("pyftpdlib", "timeout"),
            Admin::new("IIS", "controlChannelTimeout and unauthenticatedTimeout of the site's connections"),
            Admin::new("libunftp", "idle_session_timeout"),
            Admin::new("wu-ftpd, inetutils", "timeout in ftpaccess; -t and -T"),
            Admin::new("Apache FtpServer", "the idle-timeout of the listener, the user's idletime"),
        ],
        rfc: "RFC 959 section 5.4 (421); RFC 1123 section 4.1.3.2",
    },
    Advice {
        cause: Cause::ServerShutdown,
        sentence: "The server is shutting down, or closed for maintenance.",
        checks: &["Try again later.", "Look for an announcement by whoever runs the server."],
        admin: &[
            Admin::new("any", "a shutdown that is still announced"),
            Admin::new("ProFTPD", "/etc/shutmsg (ftpshut -R removes it)"),
            Admin::new("inetutils", "/etc/nologin"),
            Admin::new("wu-ftpd", "the shutdown file in ftpaccess"),
        ],
        rfc: "RFC 959 section 5.4 (421)",
    },
    Advice {
        cause: Cause::ServiceUnavailable,
        sentence: "The server cannot serve at the moment, or is misconfigured.",
        checks: &[
            "Try again later.",
            "If it persists, tell whoever runs the server, and quote the server's line.",
        ],
        admin: &[
            Admin::new(
                "any",
                "the server's log at this time: load, files it cannot read, a configuration that is wrong",
            ),
            Admin::new("vsftpd", "what follows 500 OOPS: a setting or a file by name"),
            Admin::new(
                "ProFTPD",
                "a <VirtualHost> or DefaultServer for this address, mod_load's MaxLoad, TLSRSACertificateFile",
            ),
            Admin::new("Pure-FTPd", "MaxLoad (-m), and that it runs as a server or under a super-server"),
            Admin::new("ftp-srv", "the login listener and the file system it gives"),
            Admin::new("IIS", "that the site is started, and its certificate and its bindings"),
        ],
        rfc: "RFC 959 section 5.4 (421, 431, 451)",
    },
    Advice {
        cause: Cause::ServerFault,
        sentence: "Something inside the server failed while it checked the login.",
        checks: &[
            "Try again later with the same data.",
            "Tell whoever runs the server the time and the server's line.",
        ],
        admin: &[
            Admin::new("any", "the log of the FTP server and of what it asks: PAM, LDAP, SQL, RADIUS"),
            Admin::new("vsftpd", "pam_service_name and that PAM file"),
            Admin::new("ProFTPD", "AuthOrder and the modules in it (mod_sql, mod_ldap), with DebugLevel"),
            Admin::new("Pure-FTPd", "the LDAP, MySQL, PostgreSQL or extauth configuration"),
            Admin::new("IBM z/OS", "the OMVS segment, BPX.DAEMON, program control of the load library"),
        ],
        rfc: "RFC 959 section 5.4 (451, 530)",
    },
    Advice {
        cause: Cause::QuotaOrLicense,
        sentence: "A licence, an evaluation period or a quota has run out.",
        checks: &[
            "Tell whoever runs the server.",
            "If it is your quota, delete files or ask for more by another way in.",
        ],
        admin: &[
            Admin::new("any", "the licence of the server software, and quotas of the account"),
            Admin::new("Titan FTP", "the evaluation period"),
        ],
        rfc: "RFC 959 section 5.4 (421, 452, 552)",
    },
];
