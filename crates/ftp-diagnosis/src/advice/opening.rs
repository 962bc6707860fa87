//! Data connections that cannot be opened.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::PassiveAddressWrong,
        sentence: "The server names an address for the data connection that cannot be reached from here.",
        checks: &[
            "Use EPSV if the server knows it, or the address of the control connection in place of the one in the 227 (curl does so by itself; FileZilla: 'use the server's external address instead').",
            "Over TLS no router can correct the 227: the server has to name its public address.",
        ],
        admin: &[
            Admin::new(
                "any",
                "the address that the server gives out behind a NAT, and the range of passive ports that is forwarded",
            ),
            Admin::new("vsftpd", "pasv_address, pasv_addr_resolve, pasv_min_port, pasv_max_port"),
            Admin::new("ProFTPD", "MasqueradeAddress, PassivePorts"),
            Admin::new("Pure-FTPd", "ForcePassiveIP, PassivePortRange"),
            Admin::new("FileZilla Server", "Protocols settings > Passive mode > custom address"),
            Admin::new("IIS", "FTP Firewall Support: external IP address"),
        ],
        rfc: "RFC 959 section 4.1.2; RFC 2428 section 3",
    },
    Advice {
        cause: Cause::DataConnectionRefused,
        sentence: "The data connection was refused: nothing listens on that port.",
        checks: &[
            "Try the other of EPSV and PASV once, if the server knows both.",
            "Check whether a firewall or router rewrites one of the two: under TLS it cannot.",
        ],
        admin: &[
            Admin::new("any", "whether the range of passive ports is open and forwarded to this server"),
            Admin::new("vsftpd", "pasv_min_port, pasv_max_port"),
            Admin::new("ProFTPD", "PassivePorts"),
            Admin::new("Pure-FTPd", "PassivePortRange"),
        ],
        rfc: "RFC 959 section 3.2; RFC 2428 section 3",
    },
    Advice {
        cause: Cause::DataConnectionTimeout,
        sentence: "The data connection did not come up in time, mostly because of a firewall.",
        checks: &[
            "Try the other of EPSV and PASV once, if the server knows both.",
            "If this was active mode, try passive mode.",
            "Try from another network: the firewall may be at either end.",
            "Over TLS a firewall cannot read which port is meant: the whole range has to be open.",
        ],
        admin: &[
            Admin::new("any", "the range of passive ports, open in the firewall and forwarded by the router"),
            Admin::new("vsftpd", "pasv_min_port, pasv_max_port, accept_timeout"),
            Admin::new("ProFTPD", "PassivePorts"),
            Admin::new("Pure-FTPd", "PassivePortRange"),
            Admin::new("FileZilla Server", "Protocols settings > Passive mode > port range"),
            Admin::new("IIS", "FTP Firewall Support: data channel port range"),
        ],
        rfc: "RFC 959 section 3.2; RFC 1579",
    },
    Advice {
        cause: Cause::ActiveConnectFailed,
        sentence: "The server could not open the data connection to the client (active mode).",
        checks: &[
            "Use passive mode.",
            "If it has to be active mode, the firewall of this machine must let the server in.",
        ],
        admin: &[
            Admin::new("any", "outgoing connections from port 20 in the server's firewall"),
            Admin::new("vsftpd", "connect_from_port_20, connect_timeout"),
            Admin::new("ProFTPD", "the port below the control port, and RootRevoke"),
        ],
        rfc: "RFC 959 section 3.2; RFC 1579",
    },
    Advice {
        cause: Cause::ForeignAddressRejected,
        sentence: "The server accepts no data connection to or from an address other than that of the control connection.",
        checks: &[
            "Use passive mode if the client sends PORT or EPRT from behind a NAT.",
            "With several network routes, a VPN or a proxy, let both connections go the same way.",
        ],
        admin: &[
            Admin::new("any", "whether the clients come through several addresses"),
            Admin::new("vsftpd", "pasv_promiscuous, port_promiscuous"),
            Admin::new("ProFTPD", "AllowForeignAddress"),
            Admin::new("wu-ftpd", "pasv-allow, port-allow"),
            Admin::new("pyftpdlib", "permit_foreign_addresses"),
        ],
        rfc: "RFC 2577 section 3",
    },
    Advice {
        cause: Cause::PrivilegedPort,
        sentence: "The server opens no data connection to a port below 1024.",
        checks: &["Use passive mode, or port 1024 or higher."],
        admin: &[Admin::new("any", "nothing: that is as it should be")],
        rfc: "RFC 2577 section 3",
    },
    Advice {
        cause: Cause::PassivePortsExhausted,
        sentence: "The server has no free port for a data connection.",
        checks: &["Wait a minute and try again.", "Use fewer connections at a time."],
        admin: &[
            Admin::new("any", "a wider range of passive ports, and what else listens in it"),
            Admin::new("vsftpd", "pasv_min_port, pasv_max_port"),
            Admin::new("ProFTPD", "PassivePorts"),
            Admin::new("Pure-FTPd", "PassivePortRange"),
            Admin::new("aioftp", "data_ports"),
            Admin::new("libunftp", "passive_ports"),
        ],
        rfc: "RFC 959 section 4.1.2",
    },
    Advice {
        cause: Cause::PassiveDisabled,
        sentence: "The server does not let this user use passive mode.",
        checks: &["Use active mode (PORT, EPRT) if this machine can be reached."],
        admin: &[
            Admin::new("any", "whether passive mode is meant to be off"),
            Admin::new("vsftpd", "pasv_enable, cmds_denied"),
            Admin::new("ProFTPD", "Limit PASV EPSV"),
            Admin::new("Apache FtpServer", "the passive part of dataConnectionConfig"),
        ],
        rfc: "RFC 959 section 4.1.2",
    },
    Advice {
        cause: Cause::PassiveUnavailable,
        sentence: "The server cannot say where it waits for the data connection.",
        checks: &[
            "Try EPSV, or active mode.",
            "Tell the administrator: the server's own address does not resolve.",
        ],
        admin: &[
            Admin::new("any", "the host name or address that is given out for passive mode"),
            Admin::new("ProFTPD", "MasqueradeAddress"),
            Admin::new("libunftp", "passive_host"),
            Admin::new("vsftpd", "pasv_address, pasv_addr_resolve"),
        ],
        rfc: "RFC 959 section 4.1.2",
    },
    Advice {
        cause: Cause::ActiveDisabled,
        sentence: "The server does not open data connections to clients (active mode).",
        checks: &["Use passive mode."],
        admin: &[
            Admin::new("any", "whether active mode is meant to be off"),
            Admin::new("vsftpd", "port_enable"),
            Admin::new("ProFTPD", "RootRevoke, Limit PORT EPRT"),
            Admin::new("Pure-FTPd", "DontResolve and the option -w"),
            Admin::new("libunftp", "active_passive_mode"),
        ],
        rfc: "RFC 959 section 4.1.2; RFC 1579",
    },
    Advice {
        cause: Cause::PasvAfterEpsvAll,
        sentence: "After EPSV ALL no other command opens a data connection.",
        checks: &["Use EPSV for every transfer of this session, or do not send EPSV ALL."],
        admin: &[Admin::new("any", "nothing: that is what EPSV ALL asks for")],
        rfc: "RFC 2428 section 4",
    },
    Advice {
        cause: Cause::NoDataConnectionPrepared,
        sentence: "A transfer was requested, but no data connection was prepared for it.",
        checks: &[
            "Send EPSV, PASV or PORT before each transfer: each is good for one transfer.",
            "Wait for the answer to EPSV or PASV before the command that needs it.",
        ],
        admin: &[Admin::new("any", "nothing: it is the client's fault")],
        rfc: "RFC 959 section 5.4; RFC 2428 section 3",
    },
    Advice {
        cause: Cause::NetworkProtocolUnsupported,
        sentence: "The command does not fit the version of IP that is used.",
        checks: &["Over IPv6 use EPSV and EPRT, over IPv4 also PASV and PORT."],
        admin: &[Admin::new("any", "whether the server has an address of both kinds")],
        rfc: "RFC 2428 sections 2 and 3",
    },
    Advice {
        cause: Cause::EpsvUnsupported,
        sentence: "The server, or a proxy in front of it, does not know EPSV.",
        checks: &["Use PASV (curl: --disable-epsv; lftp: set ftp:prefer-epsv no)."],
        admin: &[Admin::new("any", "a firewall or proxy that reads FTP and does not know RFC 2428")],
        rfc: "RFC 2428 section 3",
    },
    Advice {
        cause: Cause::PretRequired,
        sentence: "The server wants to know the file before the data connection is opened (PRET).",
        checks: &["Use a client that sends PRET (curl: --ftp-pret)."],
        admin: &[
            Admin::new("any", "nothing: servers with several slaves work like this"),
            Admin::new("DrFTPD", "the slaves' data connections"),
        ],
        rfc: "RFC 959 section 5.4 (PRET is in no RFC)",
    },
];
