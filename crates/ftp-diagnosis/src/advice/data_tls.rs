//! TLS on the data connection.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::TlsSessionReuseRequired,
        sentence: "The server wants the data connection to resume the TLS session of the control connection.",
        checks: &[
            "Use a client that resumes it: curl, lftp, FileZilla and WinSCP do.",
            "If the client does so: it may have offered the session of another connection, or one that is used up or too old. Start a new session, with one connection at a time.",
            "With TLS 1.3 some clients take a ticket only once: try TLS 1.2 at most.",
        ],
        admin: &[
            Admin::new("any", "whether reuse has to be demanded: it shuts out many clients"),
            Admin::new("vsftpd", "require_ssl_reuse=NO"),
            Admin::new("ProFTPD", "TLSOptions NoSessionReuseRequired"),
            Admin::new("FileZilla Server", "nothing to switch off: the client has to resume"),
            Admin::new("Pure-FTPd", "BrokenClientsCompatibility"),
        ],
        rfc: "RFC 4217 section 10; RFC 8446 section 2.2",
    },
    Advice {
        cause: Cause::DataTlsHandshakeFailed,
        sentence: "TLS did not come up on the data connection.",
        checks: &[
            "Use the same TLS versions and ciphers as on the control connection.",
            "Do the handshake even if nothing is to be sent (an upload of 0 bytes).",
            "Check whether the server wants the session of the control connection resumed: many say no more than this.",
        ],
        admin: &[
            Admin::new("any", "the server's TLS log at this time"),
            Admin::new("vsftpd", "require_ssl_reuse, debug_ssl"),
            Admin::new("ProFTPD", "TLSLog, TLSOptions"),
        ],
        rfc: "RFC 4217 section 9",
    },
    Advice {
        cause: Cause::DataTlsRequired,
        sentence: "The server wants TLS on the data connection.",
        checks: &[
            "Send PBSZ 0 and PROT P before the transfer (Python: prot_p(); curl: --ssl-reqd and not --ftp-ssl-control; commons-net: execPROT(\"P\")).",
            "If the control connection is in clear: start TLS first (AUTH TLS).",
        ],
        admin: &[
            Admin::new("any", "whether data in clear is to be refused"),
            Admin::new("vsftpd", "force_local_data_ssl, force_anon_data_ssl"),
            Admin::new("ProFTPD", "TLSRequired"),
            Admin::new("Pure-FTPd", "TLS 3"),
            Admin::new("pyftpdlib", "tls_data_required"),
            Admin::new("FileZilla Server", "nothing to switch off: under TLS data is in TLS"),
            Admin::new("IIS", "FTP SSL Settings: dataChannelPolicy"),
        ],
        rfc: "RFC 4217 section 9; RFC 2228 section 3",
    },
    Advice {
        cause: Cause::DataTlsUnsupported,
        sentence: "The server does not support TLS on the data connection.",
        checks: &["Leave data in clear (PROT C) only if anybody on the way may read it."],
        admin: &[
            Admin::new("any", "whether TLS is set up for data as well"),
            Admin::new("ProFTPD", "TLSEngine, TLSProtocol"),
            Admin::new("vsftpd", "ssl_enable"),
        ],
        rfc: "RFC 2228 section 3; RFC 4217 section 9",
    },
    Advice {
        cause: Cause::DataTlsAlpnMissing,
        sentence: "The data connection's handshake lacks the protocol name (ALPN) that the server expects.",
        checks: &["Offer no ALPN on the control connection, or offer ftp-data on the data connection too."],
        admin: &[
            Admin::new("any", "nothing: the client's ALPN differs between its connections"),
            Admin::new("FileZilla Server", "nothing to switch off"),
        ],
        rfc: "RFC 7301 section 3.1",
    },
    Advice {
        cause: Cause::TlsNotClosed,
        sentence: "All data was transferred, but TLS on the data connection was not ended in order.",
        checks: &[
            "The file is whole if its SIZE says so.",
            "Use a client that sends close_notify before it closes.",
        ],
        admin: &[
            Admin::new("any", "clients that close without close_notify"),
            Admin::new("vsftpd", "strict_ssl_read_eof, strict_ssl_write_shutdown"),
            Admin::new("FileZilla Server", "nothing to switch off"),
        ],
        rfc: "RFC 4217 section 12.5; RFC 8446 section 6.1",
    },
];
