//! Causes before an FTP server answers, and the advice where no cause can be named.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::NotFtp,
        sentence: "What answers there is not an FTP server.",
        checks: &[
            "Check the port: 21 is FTP, 990 FTP with implicit TLS, 22 SSH and SFTP.",
            "If an SSH server answers, use an SFTP client; SFTP is not FTP.",
            "A proxy or a captive portal may answer in place of the server.",
        ],
        admin: &[Admin::new("any", "which program listens on that port, and port forwarding")],
        rfc: "RFC 959 section 4.2",
    },
    Advice {
        cause: Cause::NothingListening,
        sentence: "The host refused the connection: nothing listens on that port.",
        checks: &[
            "Check the host and the port; FTP is 21, implicit TLS 990, and some providers have others.",
            "Check whether the provider offers only SFTP (port 22).",
        ],
        admin: &[
            Admin::new("any", "whether the server runs, and on which addresses and ports (ss -ltn)"),
            Admin::new("vsftpd", "listen, listen_ipv6, listen_port"),
            Admin::new("ProFTPD", "Port, SocketBindTight, DefaultAddress"),
        ],
        rfc: "RFC 959 section 8; RFC 9293 section 3.10.7",
    },
    Advice {
        cause: Cause::AddressUnreachable,
        sentence: "There is no route to that host from here.",
        checks: &[
            "Check the network of this machine, and whether a VPN is needed.",
            "If the host has IPv6 and IPv4, try the other one.",
        ],
        admin: &[Admin::new("any", "routes and firewalls (they may answer 'unreachable')")],
        rfc: "RFC 792; RFC 4443",
    },
    Advice {
        cause: Cause::NoAnswer,
        sentence: "Nothing came within the time limit.",
        checks: &[
            "Check host and port; a firewall that drops packets looks like this.",
            "Give it more time: some servers look up names first, and some delay a refused login by up to 20 seconds.",
            "If the port is 990, the server may be waiting for TLS: use implicit TLS.",
        ],
        admin: &[
            Admin::new("any", "the firewall, and name look-ups of clients that hang (DNS, ident)"),
            Admin::new("ProFTPD", "UseReverseDNS, IdentLookups"),
            Admin::new("vsftpd", "reverse_lookup_enable, tcp_wrappers"),
            Admin::new("Pure-FTPd", "DontResolve (-H), and the delay after failed logins"),
        ],
        rfc: "RFC 959 section 5.4; RFC 1123 section 4.1.3.2",
    },
    Advice {
        cause: Cause::NameNotFound,
        sentence: "The host name has no address.",
        checks: &[
            "Check the spelling of the host name; it goes without ftp:// and without a path.",
            "Check the name server of this machine.",
        ],
        admin: &[Admin::new("any", "the A and AAAA records of the name")],
        rfc: "RFC 1034 section 3.7; RFC 1123 section 6.1",
    },
    UNDETERMINED,
];

pub(super) const UNDETERMINED: Advice = Advice {
    cause: Cause::Undetermined,
    sentence: "The conversation does not show why.",
    checks: &[
        "Look at the whole conversation (--verbose) and at the server's last line.",
        "Try once more, and from another network.",
    ],
    admin: &[Admin::new("any", "the server's log at this time")],
    rfc: "RFC 959 section 5.4",
};
