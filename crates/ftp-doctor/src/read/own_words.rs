//! What clients say in their own words of connections and of TLS: one table for all of them.

use super::log::Log;
use ftp_proto::TlsFailure as Tls;
use ftp_proto::transcript::ConnectFailure as Connect;

/// What the words mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    NotConnected(Connect),
    TlsFailed(Tls),
    TlsUp,
    Closed,
    TimedOut,
}

/// Words, in lower case; what they mean; where they are seen. The first that fits counts.
const WORDS: &[(&str, Meaning, &str)] = &[
    // Names of certificates.
    ("does not match certificate's altnames", Meaning::TlsFailed(Tls::NameMismatch), "Node"),
    ("err_tls_cert_altname_invalid", Meaning::TlsFailed(Tls::NameMismatch), "Node"),
    ("doesn't match requested host name", Meaning::TlsFailed(Tls::NameMismatch), "lftp"),
    ("subjectaltname does not match", Meaning::TlsFailed(Tls::NameMismatch), "lftp"),
    ("no alternative certificate subject name", Meaning::TlsFailed(Tls::NameMismatch), "curl"),
    ("no certificate subject alternative name matches", Meaning::TlsFailed(Tls::NameMismatch), "wget"),
    ("certificate verify failed: hostname mismatch", Meaning::TlsFailed(Tls::NameMismatch), "Python"),
    ("certificate verify failed: ip address mismatch", Meaning::TlsFailed(Tls::NameMismatch), "Python"),
    ("name in the certificate does not match", Meaning::TlsFailed(Tls::NameMismatch), "GnuTLS"),
    (
        "certificate's owner does not match hostname",
        Meaning::TlsFailed(Tls::NameMismatch),
        "wget with GnuTLS",
    ),
    ("hostname does not match the certificate", Meaning::TlsFailed(Tls::NameMismatch), "FileZilla"),
    ("certificate is valid for ", Meaning::TlsFailed(Tls::NameMismatch), "Go"),
    ("doesn't contain any ip sans", Meaning::TlsFailed(Tls::NameMismatch), "Go"),
    ("relies on legacy common name field", Meaning::TlsFailed(Tls::NameMismatch), "Go"),
    ("no subject alternative names", Meaning::TlsFailed(Tls::NameMismatch), "Java"),
    ("no name matching ", Meaning::TlsFailed(Tls::NameMismatch), "Java"),
    ("not valid for name", Meaning::TlsFailed(Tls::NameMismatch), "rustls"),
    ("notvalidforname", Meaning::TlsFailed(Tls::NameMismatch), "rustls"),
    ("remotecertificatenamemismatch", Meaning::TlsFailed(Tls::NameMismatch), ".NET"),
    ("sec_e_wrong_principal", Meaning::TlsFailed(Tls::NameMismatch), "Schannel"),
    ("ssl_error_bad_cert_domain", Meaning::TlsFailed(Tls::NameMismatch), "NSS"),
    ("certificate for \"", Meaning::TlsFailed(Tls::NameMismatch), "FTP-Deploy-Action"),
    // Dates of certificates.
    ("certificate has expired", Meaning::TlsFailed(Tls::Expired), "OpenSSL, Go, WinSCP"),
    ("cert_has_expired", Meaning::TlsFailed(Tls::Expired), "Node"),
    ("certificate is not yet valid", Meaning::TlsFailed(Tls::Expired), "OpenSSL"),
    ("certificate expired", Meaning::TlsFailed(Tls::Expired), "rustls"),
    ("expired certificate", Meaning::TlsFailed(Tls::Expired), "GnuTLS"),
    ("certificateexpiredexception", Meaning::TlsFailed(Tls::Expired), "Java"),
    ("sec_e_cert_expired", Meaning::TlsFailed(Tls::Expired), "Schannel"),
    ("sec_error_expired_certificate", Meaning::TlsFailed(Tls::Expired), "NSS"),
    ("nottimevalid", Meaning::TlsFailed(Tls::Expired), ".NET"),
    ("certificate verification: expired", Meaning::TlsFailed(Tls::Expired), "lftp"),
    // A certificate of the client's.
    ("certificate required", Meaning::TlsFailed(Tls::ClientCertificateRequired), "OpenSSL, Go"),
    ("certificate_required", Meaning::TlsFailed(Tls::ClientCertificateRequired), "Java, Python"),
    ("certificate is required", Meaning::TlsFailed(Tls::ClientCertificateRequired), "GnuTLS"),
    ("peer did not return a certificate", Meaning::TlsFailed(Tls::ClientCertificateRequired), "OpenSSL"),
    // Who signed certificates.
    ("self signed certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL 1"),
    ("self-signed certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL 3, wget"),
    ("self_signed_cert", Meaning::TlsFailed(Tls::Untrusted), "Node"),
    ("unable to get local issuer certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL"),
    ("unable_to_get_issuer_cert", Meaning::TlsFailed(Tls::Untrusted), "Node"),
    ("unable to verify the first certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL"),
    ("unable_to_verify_leaf_signature", Meaning::TlsFailed(Tls::Untrusted), "Node"),
    ("unable to locally verify the issuer", Meaning::TlsFailed(Tls::Untrusted), "wget"),
    ("certificate verification: not trusted", Meaning::TlsFailed(Tls::Untrusted), "lftp"),
    ("certificate issuer is unknown", Meaning::TlsFailed(Tls::Untrusted), "GnuTLS"),
    ("remote certificate not trusted", Meaning::TlsFailed(Tls::Untrusted), "FileZilla"),
    ("is not trusted", Meaning::TlsFailed(Tls::Untrusted), "wget with GnuTLS"),
    ("signed by unknown authority", Meaning::TlsFailed(Tls::Untrusted), "Go"),
    ("pkix path building failed", Meaning::TlsFailed(Tls::Untrusted), "Java"),
    ("unable to find valid certification path", Meaning::TlsFailed(Tls::Untrusted), "Java"),
    ("unknownissuer", Meaning::TlsFailed(Tls::Untrusted), "rustls"),
    ("untrusted root", Meaning::TlsFailed(Tls::Untrusted), "Schannel"),
    ("untrustedroot", Meaning::TlsFailed(Tls::Untrusted), ".NET"),
    ("sec_e_untrusted_root", Meaning::TlsFailed(Tls::Untrusted), "Schannel"),
    ("sec_error_unknown_issuer", Meaning::TlsFailed(Tls::Untrusted), "NSS"),
    ("could not establish trust relationship", Meaning::TlsFailed(Tls::Untrusted), ".NET"),
    ("remote certificate is invalid", Meaning::TlsFailed(Tls::Untrusted), ".NET"),
    ("the certificate was not accepted", Meaning::TlsFailed(Tls::Untrusted), "FluentFTP"),
    ("peer certificate rejected", Meaning::TlsFailed(Tls::Untrusted), "WinSCP"),
    ("certificate_verify_failed", Meaning::TlsFailed(Tls::Untrusted), "Python"),
    ("certificate verify failed", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL"),
    // No TLS at the other end.
    ("wrong version number", Meaning::TlsFailed(Tls::NotTls), "OpenSSL"),
    ("wrong_version_number", Meaning::TlsFailed(Tls::NotTls), "Python, Node"),
    ("packet length too long", Meaning::TlsFailed(Tls::NotTls), "OpenSSL"),
    ("unexpected tls packet was received", Meaning::TlsFailed(Tls::NotTls), "GnuTLS"),
    ("tls packet with unexpected length", Meaning::TlsFailed(Tls::NotTls), "GnuTLS"),
    ("first record does not look like a tls handshake", Meaning::TlsFailed(Tls::NotTls), "Go"),
    ("unsupported or unrecognized ssl message", Meaning::TlsFailed(Tls::NotTls), "Java"),
    ("invalidcontenttype", Meaning::TlsFailed(Tls::NotTls), "rustls"),
    ("unexpected packet format", Meaning::TlsFailed(Tls::NotTls), ".NET"),
    ("cannot determine the frame size", Meaning::TlsFailed(Tls::NotTls), ".NET"),
    ("ssl_error_rx_record_too_long", Meaning::TlsFailed(Tls::NotTls), "NSS"),
    ("sec_e_invalid_token", Meaning::TlsFailed(Tls::NotTls), "Schannel"),
    // Versions and ciphers.
    ("alert protocol version", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("alert_protocol_version", Meaning::TlsFailed(Tls::Version), "Python"),
    ("fatal alert: protocol", Meaning::TlsFailed(Tls::Version), "Java, rustls"),
    ("protocol version not supported", Meaning::TlsFailed(Tls::Version), "Go"),
    ("unsupported protocol", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("unsupported_protocol", Meaning::TlsFailed(Tls::Version), "Python"),
    ("no appropriate protocol", Meaning::TlsFailed(Tls::Version), "Java"),
    ("handshake failure", Meaning::TlsFailed(Tls::Version), "OpenSSL, Go"),
    ("handshake_failure", Meaning::TlsFailed(Tls::Version), "Java, Python"),
    ("dh key too small", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("no shared cipher", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("peer is incompatible", Meaning::TlsFailed(Tls::Version), "rustls"),
    ("tls alert: 'protocolversion'", Meaning::TlsFailed(Tls::Version), ".NET"),
    // TLS that ended.
    ("eof occurred in violation of protocol", Meaning::TlsFailed(Tls::Closed), "Python"),
    ("unexpected eof while reading", Meaning::TlsFailed(Tls::Closed), "OpenSSL"),
    ("unexpected_eof_while_reading", Meaning::TlsFailed(Tls::Closed), "Python"),
    ("during handshake", Meaning::TlsFailed(Tls::Closed), "Java"),
    ("terminated the handshake", Meaning::TlsFailed(Tls::Closed), "Java"),
    ("before secure tls connection was established", Meaning::TlsFailed(Tls::Closed), "Node"),
    ("tls connection was non-properly terminated", Meaning::TlsFailed(Tls::Closed), "GnuTLS"),
    // Connections.
    ("econnrefused", Meaning::NotConnected(Connect::Refused), "Node, FileZilla"),
    ("connection refused", Meaning::NotConnected(Connect::Refused), "most"),
    ("winerror 10061", Meaning::NotConnected(Connect::Refused), "Python"),
    ("socket error # 10061", Meaning::NotConnected(Connect::Refused), "Indy"),
    ("actively refused it", Meaning::NotConnected(Connect::Refused), "Windows"),
    ("ehostunreach", Meaning::NotConnected(Connect::Unreachable), "Node"),
    ("enetunreach", Meaning::NotConnected(Connect::Unreachable), "Node"),
    ("no route to host", Meaning::NotConnected(Connect::Unreachable), "most"),
    ("network is unreachable", Meaning::NotConnected(Connect::Unreachable), "most"),
    ("enotfound", Meaning::NotConnected(Connect::NameNotFound), "Node"),
    ("no such host", Meaning::NotConnected(Connect::NameNotFound), "Go"),
    ("getaddrinfo failed", Meaning::NotConnected(Connect::NameNotFound), "PHP, Python"),
    ("name or service not known", Meaning::NotConnected(Connect::NameNotFound), "Python"),
    ("remote name could not be resolved", Meaning::NotConnected(Connect::NameNotFound), ".NET"),
    ("could not resolve host", Meaning::NotConnected(Connect::NameNotFound), "curl"),
    ("unknownhostexception", Meaning::NotConnected(Connect::NameNotFound), "Java"),
    ("unknown host", Meaning::NotConnected(Connect::NameNotFound), "ftp"),
    ("etimedout", Meaning::NotConnected(Connect::TimedOut), "Node"),
    ("winerror 10060", Meaning::NotConnected(Connect::TimedOut), "Python"),
    ("i/o timeout", Meaning::NotConnected(Connect::TimedOut), "Go"),
    ("timeout while connecting to server", Meaning::NotConnected(Connect::TimedOut), "node-ftp"),
    ("timed out trying to connect", Meaning::NotConnected(Connect::TimedOut), "FluentFTP"),
    // The end of a connection.
    ("econnreset", Meaning::Closed, "Node"),
    ("connection reset by peer", Meaning::Closed, "most"),
    ("connection closed by foreign host", Meaning::Closed, "telnet"),
    ("connection closed by remote host", Meaning::Closed, "ftp of Windows"),
    ("remote server has closed connection", Meaning::Closed, "ftp"),
    ("server has closed control connection", Meaning::Closed, "yafc"),
    ("server sent fin packet", Meaning::Closed, "basic-ftp"),
    ("connection closed without indication", Meaning::Closed, "commons-net"),
    ("connection closed by server", Meaning::Closed, "FileZilla"),
    ("connection closed gracefully", Meaning::Closed, "Indy"),
    ("timeout (control socket)", Meaning::TimedOut, "basic-ftp"),
    ("timeout detected", Meaning::TimedOut, "WinSCP"),
    ("socket.timeout", Meaning::TimedOut, "Python"),
    ("timeouterror", Meaning::TimedOut, "Python"),
    // TLS that came up.
    ("tls connection established", Meaning::TlsUp, "FileZilla, WinSCP"),
    ("control socket is using: tls", Meaning::TlsUp, "basic-ftp"),
    ("login security: tls", Meaning::TlsUp, "basic-ftp"),
    ("ssl connection using", Meaning::TlsUp, "curl"),
    ("ftps authentication successful", Meaning::TlsUp, "FluentFTP"),
];

/// What a line means that is no reply and no command.
pub fn meaning(line: &[u8]) -> Option<Meaning> {
    let words = String::from_utf8_lossy(line).to_lowercase().replace(['‘', '’'], "'");
    WORDS.iter().find(|(part, ..)| words.contains(part)).map(|(_, meaning, _)| *meaning)
}

/// Notes it.
pub fn note(log: &mut Log, line: &[u8]) {
    if let Some(meaning) = meaning(line) {
        log.happened_to_be(meaning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands below another entry that is a part of it would never be found.
    #[test]
    fn every_entry_is_found_by_its_own_words() {
        for (words, wanted, whose) in WORDS {
            assert_eq!(meaning(words.as_bytes()), Some(*wanted), "{words} of {whose}");
            assert_eq!(*words, words.to_lowercase(), "{words}");
        }
        assert_eq!(meaning(b"Uploading to 192.0.2.7:8193 (TLSv1.3)"), None);
    }
}
