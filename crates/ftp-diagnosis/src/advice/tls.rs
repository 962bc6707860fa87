//! Causes that lie in TLS: whether it is wanted, and its certificates.

use super::{Admin, Advice};
use crate::Cause;

pub(super) const ADVICE: &[Advice] = &[
    Advice {
        cause: Cause::TlsRequired,
        sentence: "The server wants an encrypted connection.",
        checks: &[
            "Turn on explicit TLS (AUTH TLS, also called FTPES) in the client.",
            "If the refusal came for a transfer or a listing, protect the data connection too (PBSZ 0, PROT P).",
            "If a password was sent in clear before the refusal, change it.",
        ],
        admin: &[
            Admin::new("any", "whether this account or this network is meant to be served in clear"),
            Admin::new("vsftpd", "force_local_logins_ssl, force_anon_logins_ssl, force_local_data_ssl"),
            Admin::new("ProFTPD", "TLSRequired, TLSOptions AllowPerUser"),
            Admin::new("Pure-FTPd", "TLS (-Y 2, -Y 3)"),
            Admin::new("IIS", "FTP SSL Settings: require or allow SSL connections"),
            Admin::new("FileZilla Server", "the listener's protocol: explicit TLS required or not"),
            Admin::new("libunftp", "ftps_required"),
            Admin::new("pyftpdlib", "tls_control_required, tls_data_required"),
            Admin::new("Serv-U", "the limit that requires a secure connection before the login"),
        ],
        rfc: "RFC 4217 sections 4 and 7; RFC 2228 section 3",
    },
    Advice {
        cause: Cause::TlsUnsupported,
        sentence: "The server does not offer TLS in the way it was asked for.",
        checks: &[
            "Try the other way: implicit TLS on port 990, or explicit TLS on port 21.",
            "Check whether the server speaks SFTP (SSH, port 22) instead.",
            "Log in without TLS only if you accept that name, password and files go in clear.",
        ],
        admin: &[
            Admin::new("any", "whether TLS is switched on and a certificate is set up"),
            Admin::new("vsftpd", "ssl_enable, rsa_cert_file"),
            Admin::new("ProFTPD", "mod_tls loaded, TLSEngine on, TLSRSACertificateFile"),
            Admin::new("Pure-FTPd", "TLS (-Y 1), and the certificate file it was built for"),
            Admin::new("pyftpdlib", "TLS_FTPHandler in place of FTPHandler"),
            Admin::new("IIS", "a certificate chosen in FTP SSL Settings"),
            Admin::new("FileZilla Server", "the listener's protocol, and the certificate of the FTP server"),
            Admin::new("libunftp", "ftps, with the certificate and the key"),
            Admin::new("Apache FtpServer", "ssl in the listener, with a keystore"),
        ],
        rfc: "RFC 4217 section 4; RFC 2228 section 3 (500, 502, 504, 534 to AUTH)",
    },
    Advice {
        cause: Cause::TlsNotWanted,
        sentence: "The server supports TLS, but not for this login.",
        checks: &[
            "If the login is anonymous, try it without TLS.",
            "Otherwise ask whoever runs the server: a password should not go in clear.",
        ],
        admin: &[
            Admin::new("any", "the rules that tie accounts to encryption"),
            Admin::new("vsftpd", "allow_anon_ssl"),
        ],
        rfc: "RFC 4217 section 4",
    },
    Advice {
        cause: Cause::ClientCertificateRequired,
        sentence: "The server wants a client certificate, or does not accept the one it got.",
        checks: &[
            "Ask whether logins there need a client certificate, and give it to the client (ftp-doctor and curl: --cert, --key).",
            "If you gave one, check that it has not expired, and that the server trusts whoever signed it.",
        ],
        admin: &[
            Admin::new("any", "whether clients are meant to have certificates, and the CA file for them"),
            Admin::new("vsftpd", "require_cert, validate_cert, ca_certs_file"),
            Admin::new("ProFTPD", "TLSVerifyClient, TLSCACertificateFile"),
            Admin::new("Pure-FTPd", "the extended certificate handler"),
            Admin::new("libunftp", "ftps_client_auth, ftps_trust_store"),
            Admin::new("IIS", "the policy of FTP client certificates (sslClientCertificates)"),
        ],
        rfc: "RFC 8446 section 4.3.2; RFC 4217",
    },
    Advice {
        cause: Cause::CertificateUntrusted,
        sentence: "The server's certificate is not signed by anyone this client trusts.",
        checks: &[
            "Get the certificate of its CA, or the server's own if that is self-signed, from whoever runs the server, and give it to the client (ftp-doctor: --ca-file, curl: --cacert).",
            "Check that nobody is in between: compare the certificate's fingerprint with the real one.",
        ],
        admin: &[
            Admin::new("any", "a certificate of a public CA, with the whole chain in the file"),
            Admin::new("vsftpd", "rsa_cert_file with the intermediate certificates after the server's"),
            Admin::new("ProFTPD", "TLSCertificateChainFile"),
        ],
        rfc: "RFC 5280 section 6; RFC 4217",
    },
    Advice {
        cause: Cause::CertificateExpired,
        sentence: "The server's certificate has expired, or is not valid yet.",
        checks: &[
            "Check the clock of this machine.",
            "Tell whoever runs the server to renew the certificate.",
        ],
        admin: &[
            Admin::new("any", "renewal of the certificate, and a restart of the FTP server after it"),
            Admin::new("vsftpd", "a restart: the certificate is read at the start"),
        ],
        rfc: "RFC 5280 section 4.1.2.5",
    },
    Advice {
        cause: Cause::CertificateNameMismatch,
        sentence: "The server's certificate is for another host name.",
        checks: &[
            "Connect by the name that is in the certificate, not by an address or an alias.",
            "On shared hosting that is often the provider's own host name.",
        ],
        admin: &[
            Admin::new("any", "a certificate with every name that clients use in subjectAltName"),
            Admin::new("ProFTPD", "a certificate for each <VirtualHost> (HOST, SNI)"),
        ],
        rfc: "RFC 9525 section 6; RFC 4217",
    },
    Advice {
        cause: Cause::TlsVersionMismatch,
        sentence: "Client and server have no TLS version or cipher in common.",
        checks: &[
            "Ask for a server with TLS 1.2 or newer; old ones offer only what clients no longer accept.",
            "Check whether the client has a switch for old versions, and use it only in a network you trust.",
        ],
        admin: &[
            Admin::new("any", "the TLS versions and ciphers: TLS 1.2 and 1.3 should be on"),
            Admin::new("vsftpd", "ssl_tlsv1_2 and its kin, ssl_ciphers (HIGH)"),
            Admin::new("ProFTPD", "TLSProtocol, TLSCipherSuite"),
            Admin::new("Pure-FTPd", "TLSCipherSuite (-J)"),
            Admin::new("IIS", "the SCHANNEL settings of Windows"),
        ],
        rfc: "RFC 8446 section 4.1; RFC 9325",
    },
    Advice {
        cause: Cause::ImplicitTlsExpected,
        sentence: "This port wants TLS from the first byte.",
        checks: &[
            "Use implicit TLS (ftps://), usually on port 990.",
            "Or use the plain port, usually 21, with explicit TLS.",
        ],
        admin: &[
            Admin::new("any", "which port is meant for implicit TLS, and tell the users"),
            Admin::new("vsftpd", "implicit_ssl, listen_port"),
            Admin::new("ProFTPD", "TLSOptions UseImplicitSSL"),
        ],
        rfc: "RFC 4217 (it has explicit TLS only; implicit TLS is older)",
    },
    Advice {
        cause: Cause::ExplicitTlsExpected,
        sentence: "This port speaks in clear first and starts TLS by AUTH TLS.",
        checks: &["Use explicit TLS (AUTH TLS) on this port.", "Or use port 990 for implicit TLS."],
        admin: &[
            Admin::new("any", "which port is meant for implicit TLS"),
            Admin::new("vsftpd", "implicit_ssl"),
        ],
        rfc: "RFC 4217 section 4",
    },
];
