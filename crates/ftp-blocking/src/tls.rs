//! TLS by rustls: whom to trust, and what went wrong.

use ftp_proto::TlsFailure;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{AlertDescription, CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct};
use rustls::{Error, RootCertStore, SignatureScheme, StreamOwned, sign::CertifiedKey};
use rustls_platform_verifier::Verifier;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) type Stream = StreamOwned<ClientConnection, TcpStream>;

/// Whom to trust, and who we are. The default trusts what the operating system trusts.
#[derive(Clone, Debug, Default)]
pub struct TlsOptions {
    /// A PEM file of certificates to trust besides the operating system's.
    pub ca_file: Option<PathBuf>,
    /// PEM files of our certificate chain and its key, for servers that want one.
    pub client_certificate: Option<(PathBuf, PathBuf)>,
    /// Takes any certificate: the connection is encrypted, to whoever answers.
    pub danger_no_verification: bool,
}

/// What TLS connections are made with. Cheap to clone; clones share the sessions to resume.
#[derive(Clone)]
pub struct Tls {
    config: Arc<ClientConfig>,
    verified: bool,
    asked: Arc<Asked>,
}

/// What a TLS connection came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsInfo {
    /// "TLSv1.3" or "TLSv1.2".
    pub version: String,
    /// Whether the certificate was verified.
    pub verified: bool,
}

/// Why there can be no TLS, before any connection.
#[derive(Debug)]
#[non_exhaustive]
pub enum TlsSetupError {
    /// A PEM file that cannot be read, or that has not in it what it should.
    File(PathBuf, String),
    /// No certificate to trust, or a key that does not fit its certificate.
    Rustls(String),
}

impl TlsOptions {
    /// Reads the files. The first key share offered is P-256: Debian's vsftpd and Pure-FTPd take no other,
    /// and asking again costs a round trip.
    pub fn build(&self) -> Result<Tls, TlsSetupError> {
        let rustls = |error: Error| TlsSetupError::Rustls(error.to_string());
        let mut provider = ring::default_provider();
        provider.kx_groups.sort_by_key(|group| group.name() != rustls::NamedGroup::secp256r1);
        let provider = Arc::new(provider);
        let builder = ClientConfig::builder_with_provider(provider.clone());
        let builder = builder.with_safe_default_protocol_versions().map_err(rustls)?.dangerous();
        let builder = builder.with_custom_certificate_verifier(self.verifier(&provider)?);
        let asked = Arc::new(Asked::default());
        let config = match &self.client_certificate {
            Some((chain, key)) => {
                let key = PrivateKeyDer::from_pem_file(key).map_err(|e| file(key, e))?;
                builder.with_client_auth_cert(certificates(chain)?, key).map_err(rustls)?
            }
            None => builder.with_client_cert_resolver(asked.clone()),
        };
        Ok(Tls { config: Arc::new(config), verified: !self.danger_no_verification, asked })
    }

    fn verifier(&self, provider: &Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, TlsSetupError> {
        if self.danger_no_verification {
            return Ok(Arc::new(Unverified(provider.signature_verification_algorithms)));
        }
        let extra = self.ca_file.as_ref().map(certificates).transpose()?.unwrap_or_default();
        match Verifier::new_with_extra_roots(extra.clone(), provider.clone()) {
            Ok(verifier) => Ok(Arc::new(verifier)),
            // A system without certificates of its own: those of the file are all there are.
            Err(error) => {
                let mut roots = RootCertStore::empty();
                roots.add_parsable_certificates(extra);
                let built =
                    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
                Ok(built.map_err(|_| TlsSetupError::Rustls(error.to_string()))?)
            }
        }
    }
}

impl Tls {
    pub(crate) fn handshake(&self, mut tcp: TcpStream, host: &str) -> Result<Stream, TlsFailure> {
        let name = ServerName::try_from(host.to_string()).map_err(|_| TlsFailure::NameMismatch)?;
        self.asked.0.store(false, Ordering::Relaxed);
        let connection = ClientConnection::new(self.config.clone(), name);
        let mut connection = connection.map_err(|_| TlsFailure::Other)?;
        while connection.is_handshaking() {
            if let Err(error) = connection.complete_io(&mut tcp) {
                return Err(match failure(&error) {
                    Some(TlsFailure::Version) if self.asked.0.load(Ordering::Relaxed) => {
                        TlsFailure::ClientCertificateRequired
                    }
                    Some(failure) => failure,
                    None if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                        TlsFailure::TimedOut
                    }
                    None => TlsFailure::Closed,
                });
            }
        }
        Ok(StreamOwned::new(connection, tcp))
    }

    pub(crate) fn info(&self, stream: &Stream) -> TlsInfo {
        let version = match stream.conn.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLSv1.3",
            _ => "TLSv1.2",
        };
        TlsInfo { version: version.to_string(), verified: self.verified }
    }
}

/// What rustls says went wrong, in the core's words. `None`: it is no error of TLS.
pub(crate) fn failure(error: &io::Error) -> Option<TlsFailure> {
    use {AlertDescription as Alert, CertificateError as Certificate};
    let error = error.get_ref()?.downcast_ref::<Error>()?;
    Some(match error {
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
            Alert::CertificateRequired
            | Alert::BadCertificate
            | Alert::CertificateUnknown
            | Alert::UnknownCA
            | Alert::AccessDenied => TlsFailure::ClientCertificateRequired,
            _ => TlsFailure::Other,
        },
        Error::PeerIncompatible(_) => TlsFailure::Version,
        Error::InvalidMessage(_) => TlsFailure::NotTls,
        _ => TlsFailure::Other,
    })
}

fn certificates(path: &PathBuf) -> Result<Vec<CertificateDer<'static>>, TlsSetupError> {
    let read = CertificateDer::pem_file_iter(path).map_err(|error| file(path, error))?;
    let certificates = read.collect::<Result<Vec<_>, _>>().map_err(|error| file(path, error))?;
    match certificates.is_empty() {
        true => Err(file(path, "no certificate in it")),
        false => Ok(certificates),
    }
}

fn file(path: &PathBuf, error: impl fmt::Display) -> TlsSetupError {
    TlsSetupError::File(path.clone(), error.to_string())
}

/// Has no certificate, and remembers that it was asked for one.
#[derive(Debug, Default)]
struct Asked(AtomicBool);

impl ResolvesClientCert for Asked {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.store(true, Ordering::Relaxed);
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

/// Takes any certificate; signatures are checked all the same.
#[derive(Debug)]
struct Unverified(WebPkiSupportedAlgorithms);

impl ServerCertVerifier for Unverified {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls12_signature(message, certificate, signature, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").field("verified", &self.verified).finish_non_exhaustive()
    }
}

impl fmt::Display for TlsSetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TlsSetupError::File(path, problem) => write!(f, "{}: {problem}", path.display()),
            TlsSetupError::Rustls(problem) => write!(f, "tls cannot be set up: {problem}"),
        }
    }
}

impl std::error::Error for TlsSetupError {}
