//! 4yz: refused for now.

use super::Explained;
use ftp_proto::login::Phase::{AfterLogin, AuthTls, BeforeLogin, Greeting, Pass, User};

pub(super) const CODES: &[Explained] = &[
    Explained {
        code: 421,
        places: &[
            (Greeting, "No session: full, too many from this address, denied, or closed."),
            (AuthTls, "TLS could not be set up on the server's side."),
            (User, "No session: the address, the number of sessions, or TLS is missing (Pure-FTPd)."),
            (Pass, "No session though the password may be right: home directory, limits, a fault."),
            (BeforeLogin, "The login took longer than the server waits."),
            (AfterLogin, "The session is over: idle for too long, or the server goes down."),
        ],
        senders: "RFC 959; all servers. It can come at any time, without a question.",
        then: "The connection is closed, or is about to be. Wait before the next try, longer each time.",
        related: &[120, 221, 426, 530],
        examples: &[
            ("vsftpd", "421 There are too many connections from your internet address."),
            ("Pure-FTPd", "421 50 users (the maximum) are already logged in, sorry"),
            ("ProFTPD", "421 Login timeout (300 seconds): closing control connection"),
        ],
    },
    Explained {
        code: 425,
        places: &[
            (Greeting, "Pure-FTPd says it to an address that it cannot use."),
            (AfterLogin, "The data connection could not be opened: firewall, NAT, or no PASV before."),
        ],
        senders: "RFC 959; all servers.",
        then: "Try the other mode (EPSV, PASV, PORT). The login stands.",
        related: &[227, 229, 426, 522],
        examples: &[
            ("vsftpd", "425 Use PORT or PASV first."),
            ("vsftpd", "425 Failed to establish connection."),
        ],
    },
    Explained {
        code: 426,
        places: &[(AfterLogin, "The data connection broke, or ABOR ended the transfer; then 226 follows.")],
        senders: "RFC 959; all servers.",
        then: "What arrived is incomplete. The login stands.",
        related: &[225, 226, 425, 451],
        examples: &[("vsftpd", "426 Failure writing network stream.")],
    },
    Explained {
        code: 431,
        places: &[(AuthTls, "The server has no certificate or key that it can use now.")],
        senders: "RFC 2228; ProFTPD, Apache FtpServer.",
        then: "Not the client's fault: only the server's administrator can help.",
        related: &[234, 534, 502],
        examples: &[
            ("ProFTPD", "431 Necessary security resource unavailable"),
            ("Apache FtpServer", "431 Security is disabled."),
        ],
    },
    Explained {
        code: 450,
        places: &[(AfterLogin, "The file is in use or, on some servers, the directory is empty.")],
        senders: "RFC 959; ProFTPD for listings of what does not exist.",
        then: "Try again later, or look at the path.",
        related: &[451, 550],
        examples: &[],
    },
    Explained {
        code: 451,
        places: &[
            (Pass, "A fault inside the server while it logs in."),
            (AfterLogin, "A fault inside the server."),
        ],
        senders: "RFC 959; libunftp for a failing password or storage back end.",
        then: "Try again later; if it persists, only the administrator can help.",
        related: &[421, 450, 530],
        examples: &[("libunftp", "451 Unknown internal server error, please try again later")],
    },
    Explained {
        code: 452,
        places: &[(AfterLogin, "No space left.")],
        senders: "RFC 959; servers with a full disk or quota.",
        then: "Free space, or ask for it.",
        related: &[552, 450],
        examples: &[],
    },
];
