//! Data connections: how one is requested, and whether it comes up.

use super::behind::OPENING;
use super::{REFUSAL, REPLY, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "works-by-pasv",
        seen_on: &[],
        when: When { codes: &[(421, 426), (450, 451)], all: &[Fact::WorksByPasv], ..REFUSAL },
        says: &[likely(
            Cause::EpsvUnsupported,
            "by EPSV the transfer failed, but by PASV one works: something on the way may not know EPSV",
        )],
    },
    Rule {
        name: "client-wants-pret",
        seen_on: &[],
        when: When { words: &[&[w::PRET]], ..REFUSAL },
        says: &[certain(Cause::PretRequired, "the words ask for PRET")],
    },
    Rule {
        name: "epsv-all-said",
        seen_on: &["ProFTPD", "FileZilla Server", "pyftpdlib"],
        when: When { words: &[&[w::EPSV_ALL]], ..REFUSAL },
        says: &[likely(Cause::PasvAfterEpsvAll, "the words name EPSV ALL")],
    },
    Rule {
        name: "epsv-all-sent",
        seen_on: &[],
        when: When { verbs: &["PASV", "PORT", "EPRT", "LPRT"], all: &[Fact::EpsvAll], ..REFUSAL },
        says: &[likely(Cause::PasvAfterEpsvAll, "EPSV ALL was sent before")],
    },
    Rule {
        name: "other-version-of-ip",
        seen_on: &[
            "vsftpd",
            "ProFTPD",
            "Pure-FTPd",
            "pyftpdlib",
            "FileZilla Server",
            "WU-FTPD",
            "inetutils",
            "aioftp",
        ],
        when: When { words: &[&[w::NETWORK_PROTOCOL]], ..REFUSAL },
        says: &[likely(Cause::NetworkProtocolUnsupported, "the reply mentions the version of IP")],
    },
    Rule {
        name: "other-version-of-ip-by-code",
        seen_on: &[],
        when: When { codes: &[(522, 522)], verbs: &["EPSV", "EPRT"], ..REFUSAL },
        says: &[likely(Cause::NetworkProtocolUnsupported, "522 to this command is for the version of IP")],
    },
    Rule {
        name: "low-port",
        seen_on: &[],
        when: When { verbs: &["PORT", "EPRT", "LPRT", ""], words: &[&[w::LOW_PORT]], ..REFUSAL },
        says: &[likely(Cause::PrivilegedPort, "the reply mentions a port below 1024")],
    },
    Rule {
        name: "active-switched-off",
        seen_on: &["vsftpd", "ProFTPD", "Pure-FTPd", "libunftp"],
        when: When {
            codes: &[(500, 599)],
            verbs: &["PORT", "EPRT", "LPRT"],
            words: &[&[w::SWITCHED_OFF]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ActiveDisabled, "active mode is refused as such"),
            possible(Cause::ForeignAddressRejected, "the server may not accept the address"),
            possible(Cause::PasvAfterEpsvAll, "EPSV ALL may have been sent before"),
        ],
    },
    Rule {
        name: "active-switched-off-said",
        seen_on: &["SFTPGo"],
        when: When {
            verbs: &["PORT", "EPRT", "LPRT", ""],
            words: &[&[w::ACTIVE_MODE, w::SWITCHED_OFF]],
            ..REFUSAL
        },
        says: &[likely(Cause::ActiveDisabled, "the words say that active mode is switched off")],
    },
    Rule {
        name: "low-port-sent",
        seen_on: &["vsftpd", "ProFTPD"],
        when: When { verbs: &["PORT", "EPRT"], all: &[Fact::LowPort], ..REFUSAL },
        says: &[
            likely(Cause::PrivilegedPort, "the port that was sent is below 1024"),
            possible(Cause::ForeignAddressRejected, "the server may not accept the address"),
            possible(Cause::Syntax, "the command may be written wrongly"),
        ],
    },
    Rule {
        name: "active-side-times-out",
        seen_on: &["pyftpdlib"],
        when: When {
            verbs: &["PORT", "EPRT", "LPRT"],
            words: &[&[w::TIMEOUT], &[w::CONNECT_FAILED], &[w::NO_DATA_CONNECTION]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ActiveConnectFailed, "the server tried to connect to the client"),
            possible(Cause::ForeignAddressRejected, "the server may not accept the address"),
        ],
    },
    Rule {
        name: "foreign-address",
        seen_on: &["WU-FTPD", "Pure-FTPd", "pyftpdlib"],
        when: When {
            codes: &[(421, 426), (500, 501), (504, 504), (510, 510), (530, 530), (550, 550)],
            words: &[&[w::FOREIGN]],
            unless: &[w::FILE_WORDS],
            ..REFUSAL
        },
        says: &[likely(Cause::ForeignAddressRejected, "the reply mentions another address")],
    },
    Rule {
        name: "active-not-there",
        seen_on: &[],
        when: When { codes: &[(502, 502), (504, 504)], verbs: &["PORT", "EPRT", "LPRT"], ..REFUSAL },
        says: &[
            likely(Cause::ActiveDisabled, "the server does not accept the command"),
            possible(Cause::NotImplemented, "it may not know it"),
        ],
    },
    Rule {
        name: "active-written-wrong",
        seen_on: &["ProFTPD", "Pure-FTPd"],
        when: When { codes: &[(501, 501)], verbs: &["PORT", "EPRT", "LPRT"], ..REFUSAL },
        says: &[
            likely(Cause::Syntax, "501 is for how the command is written"),
            possible(Cause::ForeignAddressRejected, "the server may not accept the address"),
            possible(Cause::PrivilegedPort, "the server may not accept the port"),
        ],
    },
    Rule {
        name: "active-illegal",
        seen_on: &["vsftpd", "ProFTPD", "FileZilla Server", "inetutils"],
        when: When { codes: &[(500, 599)], verbs: &["PORT", "EPRT", "LPRT"], ..REFUSAL },
        says: &[
            likely(
                Cause::ForeignAddressRejected,
                "the address in the command is most often not that of the control connection, as behind a NAT",
            ),
            possible(Cause::PrivilegedPort, "the server may not accept the port"),
            possible(Cause::Syntax, "the command may be written wrongly"),
            possible(Cause::ActiveDisabled, "active mode may be switched off"),
        ],
    },
    Rule {
        name: "passive-side-times-out",
        seen_on: &["pyftpdlib"],
        when: When {
            verbs: &["EPSV", "PASV"],
            words: &[&[w::BANDWIDTH_TOO_LOW], &[w::TIMEOUT, w::PASSIVE_MODE]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::DataConnectionTimeout, "no connection came in time"),
            possible(
                Cause::PassiveAddressWrong,
                "the address that the server gave may be unreachable from here",
            ),
        ],
    },
    Rule {
        name: "no-port-said",
        seen_on: &[],
        when: When { codes: &[(227, 229)], verbs: &["PASV", "EPSV"], ..REPLY },
        says: &[likely(Cause::PassiveUnavailable, "the reply is positive, but names no port for data")],
    },
    Rule {
        name: "no-port-free",
        seen_on: &["ProFTPD", "Pure-FTPd", "vsftpd", "FileZilla Server", "libunftp", "WU-FTPD", "aioftp"],
        when: When {
            verbs: &["PASV", "EPSV", "LPSV", "SPSV"],
            words: &[&[w::NO_PORT], &[w::OOPS], &[w::INSIDE_FAILED]],
            unless: &[w::SWITCHED_OFF],
            ..REFUSAL
        },
        says: &[
            likely(Cause::PassivePortsExhausted, "the server cannot listen for the data connection"),
            possible(Cause::PassiveUnavailable, "the address for it may be wrong"),
        ],
    },
    Rule {
        name: "passive-too-many",
        seen_on: &["pyftpdlib"],
        when: When { verbs: OPENING, words: &[&[w::TOO_MANY, w::CONNECTIONS]], ..REFUSAL },
        says: &[
            likely(Cause::TooManyConnections, "the reply mentions a limit on connections"),
            possible(Cause::PassivePortsExhausted, "the ports for data may be used up"),
        ],
    },
    Rule {
        name: "no-address-to-give",
        seen_on: &[],
        when: When { verbs: &["PASV", "EPSV"], words: &[&[w::UNRESOLVED]], ..REFUSAL },
        says: &[
            likely(Cause::PassiveUnavailable, "the reply mentions an address that the server cannot find"),
            possible(Cause::PassivePortsExhausted, "the ports for data may be used up"),
        ],
    },
    Rule {
        name: "epsv-not-there",
        seen_on: &[],
        when: When { codes: &[(500, 504)], verbs: &["EPSV", "SPSV", "LPSV"], unless: &[w::OOPS], ..REFUSAL },
        says: &[
            likely(Cause::EpsvUnsupported, "EPSV is refused as such"),
            possible(Cause::PassiveDisabled, "passive mode may be switched off"),
        ],
    },
    Rule {
        name: "passive-switched-off",
        seen_on: &["vsftpd", "libunftp"],
        when: When { codes: &[(500, 599)], verbs: &["PASV", "EPSV", "LPSV", "SPSV"], ..REFUSAL },
        says: &[
            likely(Cause::PassiveDisabled, "passive mode is refused as such"),
            possible(Cause::PasvAfterEpsvAll, "EPSV ALL may have been sent before"),
            possible(Cause::PassivePortsExhausted, "the ports for data may be used up"),
        ],
    },
    Rule {
        name: "passive-refused-for-now",
        seen_on: &[],
        when: When {
            codes: &[(400, 499)],
            verbs: &["PASV", "EPSV", "LPSV", "SPSV"],
            unless: &[w::TIMEOUT],
            ..REFUSAL
        },
        says: &[
            likely(Cause::PassivePortsExhausted, "the server cannot listen for the data connection now"),
            possible(Cause::PassiveUnavailable, "the address for it may be wrong"),
            possible(Cause::TooManyConnections, "it may be a limit on connections"),
        ],
    },
    Rule {
        name: "no-port-free-oops",
        seen_on: &["vsftpd"],
        when: When { codes: &[(500, 500)], verbs: &[""], words: &[&[w::OOPS, w::SYSUTIL_BIND]], ..REFUSAL },
        says: &[certain(Cause::PassivePortsExhausted, "vsftpd's OOPS names the port that it cannot use")],
    },
    Rule {
        name: "no-port-free-said",
        seen_on: &["Pure-FTPd"],
        when: When {
            codes: &[(421, 421), (425, 425), (500, 500)],
            verbs: &[""],
            words: &[&[w::PORTS_TAKEN]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::PassivePortsExhausted, "the reply mentions ports that are not free"),
            possible(Cause::ActiveConnectFailed, "in active mode port 20 may be in use"),
        ],
    },
    Rule {
        name: "nothing-prepared",
        seen_on: &["vsftpd", "Pure-FTPd", "FileZilla Server", "libunftp", "WU-FTPD", "aioftp", "pyftpdlib"],
        when: When {
            codes: &[(421, 426), (451, 451), (500, 503), (550, 550)],
            words: &[&[w::NOT_PREPARED]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::NoDataConnectionPrepared, "the words say that no data connection was prepared"),
            possible(Cause::DataConnectionTimeout, "it may not have come up"),
        ],
    },
    Rule {
        name: "data-connect-refused-here",
        seen_on: &[],
        when: When { codes: &[(421, 426)], all: &[Fact::DataRefused], ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionRefused, "the data connection was refused"),
            possible(Cause::PassiveAddressWrong, "the address or the port may not be the right one"),
        ],
    },
    Rule {
        name: "data-connect-silent-private",
        seen_on: &[],
        when: When {
            all: &[Fact::DataSilent, Fact::AddressPrivate],
            none: &[Fact::DataToOwnHost, Fact::DataWorkedBefore],
            ..REFUSAL
        },
        says: &[
            likely(Cause::PassiveAddressWrong, "the 227 names a private address, and nothing answers there"),
            likely(Cause::DataConnectionTimeout, "the data connection did not come up"),
        ],
    },
    Rule {
        name: "data-connect-silent-here",
        seen_on: &[],
        when: When { codes: &[(421, 426)], all: &[Fact::DataSilent], ..REFUSAL },
        says: &[
            likely(Cause::DataConnectionTimeout, "nothing answered at the data port"),
            possible(Cause::PassiveAddressWrong, "the address may not be the right one"),
        ],
    },
    Rule {
        name: "server-could-not-connect-in-passive-mode",
        seen_on: &[],
        when: When {
            codes: &[(421, 426)],
            all: &[Fact::Passive],
            words: &[&[w::NO_DATA_CONNECTION, w::CONNECT_FAILED]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ActiveConnectFailed, "the words are those of a server that connects"),
            likely(Cause::DataConnectionTimeout, "no connection to the passive port came in time"),
            possible(
                Cause::PassiveAddressWrong,
                "the address that the server gave may be unreachable from here",
            ),
        ],
    },
    Rule {
        name: "server-could-not-connect",
        seen_on: &["ProFTPD", "Pure-FTPd", "FileZilla Server", "WU-FTPD", "libunftp"],
        when: When {
            codes: &[(421, 426)],
            words: &[
                &[w::NO_DATA_CONNECTION, w::CONNECT_FAILED],
                &[w::NO_DATA_CONNECTION, w::PORTS_TAKEN],
                &[w::CONNECT_FAILED],
            ],
            unless: &[w::SEND_FAILED, w::BANDWIDTH_TOO_LOW, w::CONTROL_CHANNEL],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ActiveConnectFailed, "the server tried to connect to the client"),
            possible(Cause::DataConnectionTimeout, "no connection may have come to the passive port"),
            possible(Cause::DataConnectionRefused, "the port may have been closed"),
        ],
    },
    Rule {
        name: "data-connection-in-active-mode",
        seen_on: &["vsftpd"],
        when: When {
            codes: &[(421, 426)],
            all: &[Fact::Active],
            words: &[&[w::NO_DATA_CONNECTION]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ActiveConnectFailed, "the server could not connect to the address that PORT named"),
            possible(Cause::DataConnectionTimeout, "a firewall may be in the way"),
            possible(Cause::ForeignAddressRejected, "the server may not accept the address"),
        ],
    },
    Rule {
        name: "no-data-connection-in-time",
        seen_on: &["SFTPGo"],
        when: When {
            codes: &[(421, 426), (450, 451), (550, 550)],
            words: &[&[w::NO_DATA_CONNECTION, w::TIMEOUT]],
            unless: &[w::SEND_FAILED, w::BROKEN_OFF],
            ..REFUSAL
        },
        says: &[
            likely(Cause::DataConnectionTimeout, "the words say that no data connection came in time"),
            possible(
                Cause::PassiveAddressWrong,
                "the address that the server gave may be unreachable from here",
            ),
            possible(Cause::ActiveConnectFailed, "in active mode the server could not connect to the client"),
        ],
    },
    Rule {
        name: "no-data-connection",
        seen_on: &["vsftpd", "aioftp", "WU-FTPD"],
        when: When {
            codes: &[(421, 426), (450, 450)],
            words: &[&[w::NO_DATA_CONNECTION]],
            unless: &[w::SEND_FAILED, w::BROKEN_OFF],
            ..REFUSAL
        },
        says: &[
            likely(
                Cause::DataConnectionTimeout,
                "the data connection did not come up: in passive mode no connection came in time",
            ),
            possible(Cause::ActiveConnectFailed, "in active mode the server could not connect to the client"),
            possible(
                Cause::PassiveAddressWrong,
                "the address that the server gave may be unreachable from here",
            ),
            possible(Cause::DataConnectionRefused, "the port may have been closed"),
            possible(Cause::NoDataConnectionPrepared, "none may have been prepared"),
        ],
    },
];
