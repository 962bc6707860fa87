//! Why a connection or TLS failed, judged by the words of clients and operating systems.

use super::own_words::{self, Meaning};
use ftp_proto::TlsFailure;
use ftp_proto::transcript::ConnectFailure;

/// Words of clients and operating systems, in lower case, with their meaning. The first entry that fits counts.
const CONNECT: [(&str, ConnectFailure); 15] = [
    ("refused", ConnectFailure::Refused),
    ("could not resolve", ConnectFailure::NameNotFound),
    ("not known", ConnectFailure::NameNotFound),
    ("unknown host", ConnectFailure::NameNotFound),
    ("unable to resolve", ConnectFailure::NameNotFound),
    ("enotfound", ConnectFailure::NameNotFound),
    ("gaierror", ConnectFailure::NameNotFound),
    ("eai_", ConnectFailure::NameNotFound),
    ("no address", ConnectFailure::NameNotFound),
    ("unreachable", ConnectFailure::Unreachable),
    ("unreach", ConnectFailure::Unreachable),
    ("no route", ConnectFailure::Unreachable),
    ("timed out", ConnectFailure::TimedOut),
    ("timeout", ConnectFailure::TimedOut),
    ("timedout", ConnectFailure::TimedOut),
];

/// Words that the table of the clients' own words does not have.
const TLS: [(&str, TlsFailure); 14] = [
    ("expired", TlsFailure::Expired),
    ("not yet valid", TlsFailure::Expired),
    ("does not match", TlsFailure::NameMismatch),
    ("doesn't match", TlsFailure::NameMismatch),
    ("altnames", TlsFailure::NameMismatch),
    ("unexpected tls packet", TlsFailure::NotTls),
    ("packet length", TlsFailure::NotTls),
    ("record overflow", TlsFailure::NotTls),
    ("protocol version", TlsFailure::Version),
    ("timed out", TlsFailure::TimedOut),
    ("eof", TlsFailure::Closed),
    ("connection reset", TlsFailure::Closed),
    ("non-properly terminated", TlsFailure::Closed),
    ("certificate", TlsFailure::Untrusted),
];

/// Returns why the connection failed.
pub fn connect_failure(words: &str) -> ConnectFailure {
    meaning(&CONNECT, words).unwrap_or(ConnectFailure::Other)
}

/// Returns why TLS failed.
pub fn tls_failure(words: &str) -> TlsFailure {
    match own_words::meaning(words.as_bytes()) {
        Some(Meaning::TlsFailed(why)) => why,
        _ => meaning(&TLS, words).unwrap_or_default(),
    }
}

fn meaning<T: Copy>(table: &[(&str, T)], words: &str) -> Option<T> {
    let words = words.to_ascii_lowercase();
    table.iter().find(|(part, _)| words.contains(part)).map(|(_, meaning)| *meaning)
}
