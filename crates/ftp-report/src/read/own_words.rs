//! What clients say about connections and about TLS in their own words: one table for all of them.

mod system;

use super::log::Log;
use aho_corasick::AhoCorasick;
use ftp_proto::TlsFailure as Tls;
use ftp_proto::transcript::ConnectFailure as Connect;
use regex::bytes::Regex;
use std::sync::LazyLock;

/// The meaning of such words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    NotConnected(Connect),
    TlsFailed(Tls),
    TlsUp,
    Closed,
    TimedOut,
}

/// Words in lower case, their meaning, and who uses them. The first entry that fits counts.
const WORDS: &[(&str, Meaning, &str)] = &[
    // Names in certificates.
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
    // Names in certificates, in numbers and short words.
    ("certificate name verification failed", Meaning::TlsFailed(Tls::NameMismatch), "Schannel"),
    ("0x80090322", Meaning::TlsFailed(Tls::NameMismatch), "Schannel"),
    ("(-9843)", Meaning::TlsFailed(Tls::NameMismatch), "SecureTransport"),
    ("hostname mismatch", Meaning::TlsFailed(Tls::NameMismatch), "OpenSSL"),
    ("ip address mismatch", Meaning::TlsFailed(Tls::NameMismatch), "OpenSSL"),
    ("certificate was not issued for this server", Meaning::TlsFailed(Tls::NameMismatch), "WinSCP"),
    ("0x80090328", Meaning::TlsFailed(Tls::Expired), "Schannel"),
    ("(-9814)", Meaning::TlsFailed(Tls::Expired), "SecureTransport"),
    ("certificate is expired", Meaning::TlsFailed(Tls::Expired), "GnuTLS"),
    ("certificate has expired or is not yet valid", Meaning::TlsFailed(Tls::Expired), "Go"),
    // Dates of certificates.
    ("certificate has expired", Meaning::TlsFailed(Tls::Expired), "OpenSSL, Go, WinSCP"),
    ("cert_has_expired", Meaning::TlsFailed(Tls::Expired), "Node"),
    ("certificate is not yet valid", Meaning::TlsFailed(Tls::Expired), "OpenSSL"),
    ("certificate expired", Meaning::TlsFailed(Tls::Expired), "rustls"),
    ("expired certificate", Meaning::TlsFailed(Tls::Expired), "GnuTLS"),
    ("certificateexpiredexception", Meaning::TlsFailed(Tls::Expired), "Java"),
    ("sec_e_cert_expired", Meaning::TlsFailed(Tls::Expired), "Schannel"),
    ("sec_error_expired_certificate", Meaning::TlsFailed(Tls::Expired), "NSS"),
    ("not_time_valid", Meaning::TlsFailed(Tls::Expired), "Schannel"),
    ("validity check failed", Meaning::TlsFailed(Tls::Expired), "Java"),
    ("nottimevalid", Meaning::TlsFailed(Tls::Expired), ".NET"),
    ("certificate verification: expired", Meaning::TlsFailed(Tls::Expired), "lftp"),
    // Client certificates.
    ("certificate required", Meaning::TlsFailed(Tls::ClientCertificateRequired), "OpenSSL, Go"),
    ("certificate_required", Meaning::TlsFailed(Tls::ClientCertificateRequired), "Java, Python"),
    ("certificate is required", Meaning::TlsFailed(Tls::ClientCertificateRequired), "GnuTLS"),
    ("client did not provide certificate", Meaning::TlsFailed(Tls::ClientCertificateRequired), "ProFTPD"),
    ("peer did not return a certificate", Meaning::TlsFailed(Tls::ClientCertificateRequired), "OpenSSL"),
    ("alert unknown ca", Meaning::TlsFailed(Tls::ClientCertificateRequired), "OpenSSL"),
    ("alert bad certificate", Meaning::TlsFailed(Tls::ClientCertificateRequired), "OpenSSL"),
    ("fatal alert: bad_certificate", Meaning::TlsFailed(Tls::ClientCertificateRequired), "Java"),
    ("fatal alert: badcertificate", Meaning::TlsFailed(Tls::ClientCertificateRequired), "rustls"),
    ("tls: bad certificate", Meaning::TlsFailed(Tls::ClientCertificateRequired), "Go"),
    ("fatal alert: certificaterequired", Meaning::TlsFailed(Tls::ClientCertificateRequired), "rustls"),
    ("(-9842)", Meaning::TlsFailed(Tls::ClientCertificateRequired), "SecureTransport"),
    ("ssl_error_bad_cert_alert", Meaning::TlsFailed(Tls::ClientCertificateRequired), "NSS"),
    // Who signed the certificate.
    ("self signed certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL 1"),
    ("self-signed certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL 3, wget"),
    ("certificate is self signed", Meaning::TlsFailed(Tls::Untrusted), "people"),
    ("certificate is self-signed", Meaning::TlsFailed(Tls::Untrusted), "people"),
    ("self_signed_cert", Meaning::TlsFailed(Tls::Untrusted), "Node"),
    ("unable to get local issuer certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL"),
    ("unable_to_get_issuer_cert", Meaning::TlsFailed(Tls::Untrusted), "Node"),
    ("unable to verify the first certificate", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL"),
    ("unable_to_verify_leaf_signature", Meaning::TlsFailed(Tls::Untrusted), "Node"),
    ("unable to locally verify the issuer", Meaning::TlsFailed(Tls::Untrusted), "wget"),
    ("certificate verification: not trusted", Meaning::TlsFailed(Tls::Untrusted), "lftp"),
    ("certificate issuer is unknown", Meaning::TlsFailed(Tls::Untrusted), "GnuTLS"),
    ("remote certificate not trusted", Meaning::TlsFailed(Tls::Untrusted), "FileZilla"),
    ("zertifikat nicht vertrauenswürdig", Meaning::TlsFailed(Tls::Untrusted), "FileZilla, German"),
    ("certificat distant non fiable", Meaning::TlsFailed(Tls::Untrusted), "FileZilla, French"),
    ("certificado remoto no es de confianza", Meaning::TlsFailed(Tls::Untrusted), "FileZilla, Spanish"),
    ("certificato remoto non attendibile", Meaning::TlsFailed(Tls::Untrusted), "FileZilla, Italian"),
    ("is not trusted", Meaning::TlsFailed(Tls::Untrusted), "wget with GnuTLS, Windows"),
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
    (
        "rejected by the provided remotecertificatevalidationcallback",
        Meaning::TlsFailed(Tls::Untrusted),
        ".NET",
    ),
    ("the certificate was not accepted", Meaning::TlsFailed(Tls::Untrusted), "FluentFTP"),
    ("peer certificate rejected", Meaning::TlsFailed(Tls::Untrusted), "WinSCP"),
    ("0x80090325", Meaning::TlsFailed(Tls::Untrusted), "Schannel"),
    ("(-9807)", Meaning::TlsFailed(Tls::Untrusted), "SecureTransport"),
    ("chain is incomplete", Meaning::TlsFailed(Tls::Untrusted), "Schannel"),
    ("error setting certificate file", Meaning::TlsFailed(Tls::Untrusted), "curl"),
    ("could not verify tls certificate", Meaning::TlsFailed(Tls::Untrusted), "WinSCP"),
    ("received certificate chain could not be verified", Meaning::TlsFailed(Tls::Untrusted), "FileZilla"),
    ("certificate_verify_failed", Meaning::TlsFailed(Tls::Untrusted), "Python"),
    ("certificate verify failed", Meaning::TlsFailed(Tls::Untrusted), "OpenSSL"),
    // The other end does not speak TLS.
    ("wrong version number", Meaning::TlsFailed(Tls::NotTls), "OpenSSL"),
    ("wrong_version_number", Meaning::TlsFailed(Tls::NotTls), "Python, Node"),
    ("packet length too long", Meaning::TlsFailed(Tls::NotTls), "OpenSSL"),
    ("unexpected tls packet was received", Meaning::TlsFailed(Tls::NotTls), "GnuTLS"),
    ("tls packet with unexpected length", Meaning::TlsFailed(Tls::NotTls), "GnuTLS"),
    ("first record does not look like a tls handshake", Meaning::TlsFailed(Tls::NotTls), "Go"),
    ("unrecognized ssl message, plaintext connection", Meaning::TlsFailed(Tls::NotTls), "Java"),
    ("unsupported or unrecognized ssl message", Meaning::TlsFailed(Tls::NotTls), "Java"),
    ("invalidcontenttype", Meaning::TlsFailed(Tls::NotTls), "rustls"),
    ("unexpected packet format", Meaning::TlsFailed(Tls::NotTls), ".NET"),
    ("cannot determine the frame size", Meaning::TlsFailed(Tls::NotTls), ".NET"),
    ("ssl_error_rx_record_too_long", Meaning::TlsFailed(Tls::NotTls), "NSS"),
    ("sec_e_invalid_token", Meaning::TlsFailed(Tls::NotTls), "Schannel"),
    ("0x80090308", Meaning::TlsFailed(Tls::NotTls), "Schannel"),
    ("(-9800)", Meaning::TlsFailed(Tls::NotTls), "SecureTransport"),
    ("ssl routines::http request", Meaning::TlsFailed(Tls::NotTls), "OpenSSL"),
    (":unknown protocol", Meaning::TlsFailed(Tls::NotTls), "OpenSSL"),
    ("0x80090331", Meaning::TlsFailed(Tls::Version), "Schannel"),
    ("sec_e_algorithm_mismatch", Meaning::TlsFailed(Tls::Version), "Schannel"),
    ("sec_e_illegal_message", Meaning::TlsFailed(Tls::Version), "Schannel"),
    ("(-9836)", Meaning::TlsFailed(Tls::Version), "SecureTransport"),
    ("ssl_error_unsupported_version", Meaning::TlsFailed(Tls::Version), "NSS"),
    ("version too low", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("no protocols available", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("no supported cipher suites", Meaning::TlsFailed(Tls::Version), "GnuTLS"),
    ("error in protocol version", Meaning::TlsFailed(Tls::Version), "GnuTLS"),
    ("key too weak", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("fatal alert: handshakefailure", Meaning::TlsFailed(Tls::Version), "rustls"),
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
    ("legacy renegotiation disabled", Meaning::TlsFailed(Tls::Version), "OpenSSL 3"),
    ("ca md too weak", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("dh key too small", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("no shared cipher", Meaning::TlsFailed(Tls::Version), "OpenSSL"),
    ("peer is incompatible", Meaning::TlsFailed(Tls::Version), "rustls"),
    ("tls alert: 'protocolversion'", Meaning::TlsFailed(Tls::Version), ".NET"),
    // The end of TLS.
    ("eof occurred in violation of protocol", Meaning::TlsFailed(Tls::Closed), "Python"),
    ("unexpected eof while reading", Meaning::TlsFailed(Tls::Closed), "OpenSSL"),
    ("unexpected_eof_while_reading", Meaning::TlsFailed(Tls::Closed), "Python"),
    ("during handshake", Meaning::TlsFailed(Tls::Closed), "Java"),
    ("terminated the handshake", Meaning::TlsFailed(Tls::Closed), "Java"),
    ("before secure tls connection was established", Meaning::TlsFailed(Tls::Closed), "Node"),
    ("tls connection was non-properly terminated", Meaning::TlsFailed(Tls::Closed), "GnuTLS"),
    ("ssl_error_syscall", Meaning::TlsFailed(Tls::Closed), "OpenSSL"),
    ("pr_end_of_file_error", Meaning::TlsFailed(Tls::Closed), "NSS"),
    ("(-9805)", Meaning::TlsFailed(Tls::Closed), "SecureTransport"),
    ("(-9806)", Meaning::TlsFailed(Tls::Closed), "SecureTransport"),
    ("closed the transport stream", Meaning::TlsFailed(Tls::Closed), ".NET"),
    ("unexpected eof or 0 bytes from the transport", Meaning::TlsFailed(Tls::Closed), ".NET"),
    ("without sending tls close_notify", Meaning::TlsFailed(Tls::Closed), "rustls"),
    ("a call to sspi failed", Meaning::TlsFailed(Tls::Other), ".NET"),
    ("ftps security could not be established", Meaning::TlsFailed(Tls::Other), "FluentFTP"),
    ("tls alert from the server: protocol version", Meaning::TlsFailed(Tls::Version), "FileZilla"),
    ("tls alert from the server: insufficient security", Meaning::TlsFailed(Tls::Version), "FileZilla"),
    (
        "tls alert from the server: bad certificate",
        Meaning::TlsFailed(Tls::ClientCertificateRequired),
        "FileZilla",
    ),
    (
        "tls alert from the server: unknown ca",
        Meaning::TlsFailed(Tls::ClientCertificateRequired),
        "FileZilla",
    ),
    ("received tls alert from the server: handshake failed", Meaning::TlsFailed(Tls::Version), "FileZilla"),
    ("ftp_login(): proceed with negotiation", Meaning::TlsFailed(Tls::Other), "PHP"),
    ("ftp_login(): auth tls ok", Meaning::TlsFailed(Tls::Other), "PHP"),
    ("can't establish tls connection", Meaning::TlsFailed(Tls::Other), "WinSCP"),
    ("ssl/tls handshake failed", Meaning::TlsFailed(Tls::Other), "PHP"),
    ("gnutls error", Meaning::TlsFailed(Tls::Other), "FileZilla"),
    // Connections.
    ("econnrefused", Meaning::NotConnected(Connect::Refused), "Node, FileZilla"),
    ("connection refused", Meaning::NotConnected(Connect::Refused), "most"),
    ("\" refused.", Meaning::NotConnected(Connect::Refused), "WinSCP"),
    ("actively refused it", Meaning::NotConnected(Connect::Refused), "Windows"),
    ("ehostunreach", Meaning::NotConnected(Connect::Unreachable), "Node"),
    ("enetunreach", Meaning::NotConnected(Connect::Unreachable), "Node"),
    ("no route to host", Meaning::NotConnected(Connect::Unreachable), "most"),
    ("network is unreachable", Meaning::NotConnected(Connect::Unreachable), "most"),
    ("enotfound", Meaning::NotConnected(Connect::NameNotFound), "Node"),
    ("no such host", Meaning::NotConnected(Connect::NameNotFound), "Go"),
    ("getaddrinfo failed", Meaning::NotConnected(Connect::NameNotFound), "PHP, Python"),
    ("remote name could not be resolved", Meaning::NotConnected(Connect::NameNotFound), ".NET"),
    ("could not resolve host", Meaning::NotConnected(Connect::NameNotFound), "curl"),
    ("unknownhostexception", Meaning::NotConnected(Connect::NameNotFound), "Java"),
    ("bad hostname '", Meaning::NotConnected(Connect::NameNotFound), "Perl"),
    ("unknown host", Meaning::NotConnected(Connect::NameNotFound), "ftp"),
    ("etimedout", Meaning::NotConnected(Connect::TimedOut), "Node"),
    ("\" timed out.", Meaning::NotConnected(Connect::TimedOut), "WinSCP"),
    ("did not properly respond after a period of time", Meaning::NotConnected(Connect::TimedOut), "Windows"),
    ("winerror 10060", Meaning::NotConnected(Connect::TimedOut), "Python"),
    ("i/o timeout", Meaning::NotConnected(Connect::TimedOut), "Go"),
    ("timeout while connecting to server", Meaning::NotConnected(Connect::TimedOut), "node-ftp"),
    ("timed out waiting for data connection", Meaning::TimedOut, "JetBrains"),
    ("failed to connect to /", Meaning::NotConnected(Connect::Other), "Android"),
    ("timed out trying to connect", Meaning::NotConnected(Connect::TimedOut), "FluentFTP"),
    ("can't resolve hostname", Meaning::NotConnected(Connect::NameNotFound), "WinSCP"),
    ("unable to resolve host", Meaning::NotConnected(Connect::NameNotFound), "wget"),
    (
        "doesn't seem to exist. do you have a typo",
        Meaning::NotConnected(Connect::NameNotFound),
        "FTP-Deploy-Action",
    ),
    ("[errno 110]", Meaning::NotConnected(Connect::TimedOut), "Python"),
    ("php_connect_nonb() failed: operation now in progress", Meaning::NotConnected(Connect::TimedOut), "PHP"),
    ("accept timed out", Meaning::TimedOut, "Java"),
    ("connect timed out", Meaning::NotConnected(Connect::TimedOut), "Java, Indy"),
    ("connection timed out", Meaning::NotConnected(Connect::TimedOut), "most"),
    ("net::opentimeout", Meaning::NotConnected(Connect::TimedOut), "Ruby"),
    ("could not connect to [", Meaning::NotConnected(Connect::Other), "Jenkins"),
    ("failed to connect to ftp server", Meaning::NotConnected(Connect::Other), "WordPress"),
    ("connect ftp server failed", Meaning::NotConnected(Connect::Other), "cameras of Dahua"),
    ("cannot connect to the server", Meaning::NotConnected(Connect::Other), "machines of Kyocera"),
    ("max-retries exceeded", Meaning::NotConnected(Connect::Other), "lftp"),
    ("{error,ehost}", Meaning::NotConnected(Connect::Other), "Erlang"),
    ("{error, ehost}", Meaning::NotConnected(Connect::Other), "Erlang"),
    ("{:error, :ehost}", Meaning::NotConnected(Connect::Other), "Elixir"),
    ("unable to connect to the remote server", Meaning::NotConnected(Connect::Other), ".NET"),
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
    ("winerror 10054", Meaning::Closed, "Python"),
    ("socket error # 10054", Meaning::Closed, "Indy"),
    ("server closed connection", Meaning::Closed, "commons-net"),
    ("broken pipe", Meaning::Closed, "most"),
    ("eoferror", Meaning::Closed, "Python, Ruby"),
    ("{error,eclosed}", Meaning::Closed, "Erlang"),
    ("{:error, :eclosed}", Meaning::Closed, "Elixir"),
    ("{error,timeout}", Meaning::TimedOut, "Erlang"),
    ("{error, timeout}", Meaning::TimedOut, "Erlang"),
    ("{:error, :timeout}", Meaning::TimedOut, "Elixir"),
    ("net::readtimeout", Meaning::TimedOut, "Ruby"),
    ("read timed out", Meaning::TimedOut, "Java, Indy"),
    ("timed out waiting for initial connect reply", Meaning::TimedOut, "commons-net"),
    ("the operation has timed out", Meaning::TimedOut, ".NET"),
    ("tired of waiting for reply", Meaning::TimedOut, "yafc"),
    ("remote server timed out", Meaning::TimedOut, "ftp"),
    ("timeout (control socket)", Meaning::TimedOut, "basic-ftp"),
    ("timeout (data socket)", Meaning::TimedOut, "basic-ftp"),
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

/// Returns the words of clients and of operating systems.
fn rows() -> impl Iterator<Item = &'static (&'static str, Meaning, &'static str)> {
    WORDS.iter().chain(system::SYSTEM)
}

/// Returns the meaning of a line that is neither a reply nor a command.
pub fn meaning(line: &[u8]) -> Option<Meaning> {
    static ALL: LazyLock<AhoCorasick> =
        LazyLock::new(|| AhoCorasick::new(rows().map(|(part, ..)| part)).expect("they are few"));
    let words = String::from_utf8_lossy(line).to_lowercase().replace(['‘', '’'], "'");
    let first = ALL.find_overlapping_iter(&words).map(|found| found.pattern()).min();
    match rows().nth(first?.as_usize()).map(|(_, meaning, _)| *meaning)? {
        // Android: `failed to connect to /192.0.2.7 (port 21) after 15000ms`.
        Meaning::NotConnected(Connect::Other)
            if words.contains(" after ") && words.trim_end().ends_with("ms") =>
        {
            Some(Meaning::NotConnected(Connect::TimedOut))
        }
        meaning => Some(meaning),
    }
}

/// Returns what to know about words that say less than they seem to.
pub fn remark(log: &[u8]) -> Option<String> {
    const ANY_FAULT: &str = "remote certificate is invalid";
    let lower = log.to_ascii_lowercase();
    let says = |words: &str| memchr::memmem::find(&lower, words.as_bytes()).is_some();
    let named = ["remotecertificate", "untrustedroot", "nottimevalid"].iter().any(|words| says(words));
    if says(ANY_FAULT) && !named {
        return Some(format!(
            "\"{ANY_FAULT}\" stands for any fault: nobody that is trusted signed it, its time is over, or it is for another name."
        ));
    }
    let port = DIALLED.captures(log).and_then(|found| String::from_utf8_lossy(&found[1]).parse::<u16>().ok());
    let port = port.filter(|port| *port > 1023 && *port != 2121)?;
    Some(format!("Port {port} may be one for data: then the login is behind."))
}

/// The port to which a program in Go or Node could not connect, where it says nothing else about that.
static DIALLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)(?:dial tcp|connect E[A-Z]+) \S*:([0-9]{1,5})\b").expect("a regular expression")
});

/// Words for the data connection, and words for the control connection.
const DATA: [&str; 5] =
    ["data connection", "data socket", "data channel", "(datenverbindung)", "accept timed out"];
const CONTROL: [&str; 6] = [
    "control connection",
    "control socket",
    "control channel",
    "closed by remote host",
    "closed by foreign host",
    "remote server has closed",
];

/// Returns the meaning of words that, about a data connection, say that it failed; elsewhere they could be about anything. A
/// timeout that is only set has not passed.
fn fails_to_come(line: &str) -> Option<Meaning> {
    const FAILED: [&str; 5] =
        ["can't establish", "cannot establish", "can't connect", "cannot connect", "could not connect"];
    let end = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    match () {
        () if line.contains("timed out") || end.ends_with("timeout") || end.ends_with("time-out") => {
            Some(Meaning::TimedOut)
        }
        () if FAILED.iter().any(|words| line.contains(words)) => {
            Some(Meaning::NotConnected(Connect::TimedOut))
        }
        () => None,
    }
}

/// Notes what the line means.
pub fn note(log: &mut Log, line: &[u8]) {
    // An error message that contains the reply says nothing more.
    if log.has_just_received(line) {
        return;
    }
    let words = String::from_utf8_lossy(line).to_lowercase();
    let names = |those: &[&str]| those.iter().any(|one| words.contains(one));
    match meaning(line) {
        Some(meaning) if names(&DATA) => log.happened_to_data(meaning),
        Some(meaning) if names(&CONTROL) => log.happened_to_control(meaning),
        Some(meaning) => log.happened_to_be(meaning),
        None if log.waits_for_data() && !names(&CONTROL) => {
            fails_to_come(&words).into_iter().for_each(|meaning| log.happened_to_be(meaning));
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An entry below another one that it contains would never be found.
    #[test]
    fn every_entry_is_found_by_its_own_words() {
        for (words, wanted, whose) in rows() {
            assert_eq!(meaning(words.as_bytes()), Some(*wanted), "{words} of {whose}");
            assert_eq!(*words, words.to_lowercase(), "{words}");
        }
        assert_eq!(meaning(b"Uploading to 192.0.2.7:8193 (TLSv1.3)"), None);
    }
}
