//! What errors of the operating system and of TLS mean.

use ftp_proto::TlsFailure;
use ftp_proto::transfer::{End, Reach};
use std::io::{self, ErrorKind};

/// Returns what the error of a read or write says about TLS: an error of rustls in the core's terms, or the
/// [`TlsFailure`] inside it. `None`: it is not a TLS error.
pub fn tls_failure(error: &io::Error) -> Option<TlsFailure> {
    let error = error.get_ref()?;
    #[cfg(feature = "rustls")]
    if let Some(error) = error.downcast_ref() {
        return Some(of_rustls(error));
    }
    error.downcast_ref().copied()
}

#[cfg(feature = "rustls")]
fn of_rustls(error: &rustls::Error) -> TlsFailure {
    use rustls::{AlertDescription as Alert, CertificateError as Certificate, Error};
    match error {
        Error::InvalidCertificate(certificate) => match certificate {
            Certificate::Expired | Certificate::ExpiredContext { .. } => TlsFailure::Expired,
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => TlsFailure::Expired,
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                TlsFailure::NameMismatch
            }
            _ => TlsFailure::Untrusted,
        },
        Error::AlertReceived(alert) => match alert {
            Alert::ProtocolVersion | Alert::InsufficientSecurity | Alert::HandshakeFailure => {
                TlsFailure::Version
            }
            // What servers say about a client's certificate, or about a missing one.
            Alert::CertificateRequired
            | Alert::BadCertificate
            | Alert::CertificateExpired
            | Alert::CertificateRevoked
            | Alert::CertificateUnknown
            | Alert::UnsupportedCertificate
            | Alert::UnknownCA
            | Alert::AccessDenied => TlsFailure::ClientCertificateRequired,
            _ => TlsFailure::Other,
        },
        Error::PeerIncompatible(_) => TlsFailure::Version,
        Error::InvalidMessage(_) => TlsFailure::NotTls,
        _ => TlsFailure::Other,
    }
}

/// Returns why there is no data connection, from the error of connecting or listening.
pub fn reach(error: &io::Error) -> Reach {
    match error.kind() {
        ErrorKind::ConnectionRefused => Reach::Refused,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Reach::Silent,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => Reach::NoRoute,
        _ => Reach::Other,
    }
}

/// Returns how a data connection ended, from the error of a read or write.
pub fn data_end(error: &io::Error) -> End {
    match error.kind() {
        // rustls reports this when TCP ends without a `close_notify`.
        ErrorKind::UnexpectedEof => End::Fin,
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => End::Reset,
        _ => End::Broken,
    }
}
