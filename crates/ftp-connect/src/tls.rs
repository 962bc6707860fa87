//! TLS by rustls: whom to trust, and how a handshake ended.

use crate::{tls_failure, verifier};
use ftp_proto::TlsFailure;
use rustls::client::{ResolvesClientCert, Resumption};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::sign::CertifiedKey;
use rustls::version::TLS12;
use rustls::{ClientConfig, ClientConnection, Error, SignatureScheme};
use std::cell::Cell;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whom to trust, and which certificate to present. The default trusts what the operating system trusts.
#[derive(Clone, Debug, Default)]
pub struct TlsOptions {
    /// A PEM file of certificates to trust besides those of the operating system: of authorities, or of a server that
    /// signed its own.
    pub ca_file: Option<PathBuf>,
    /// PEM files of the client's certificate chain and its key, for servers that ask for a certificate.
    pub client_certificate: Option<(PathBuf, PathBuf)>,
    /// Accepts any certificate: the connection is encrypted, but anyone may be at the other end.
    pub danger_no_verification: bool,
    /// Turns TLS 1.3 off, for a server that requires data connections to resume a session but gives too few tickets for
    /// that. ProFTPD, for example, gives two with the login and none with an upload, so after two uploads in a row no data
    /// connection can resume the session.
    ///
    /// A session of TLS 1.2 can be resumed any number of times. rustls 0.23 uses a TLS 1.3 ticket once, and its
    /// [`Tls13ClientSessionValue`](rustls::client::Tls13ClientSessionValue) can be neither made nor cloned, so no store can
    /// give one out again.
    pub tls12_only: bool,
}

/// How many TLS 1.3 tickets are kept for a server; the newest stay. A resumption uses one up, and most servers send another
/// with its handshake: see [`TlsOptions::tls12_only`].
const TICKETS: usize = 8;

/// What TLS connections are made with. It is cheap to clone; clones share the sessions to resume.
#[derive(Clone)]
pub struct Tls {
    config: Arc<ClientConfig>,
    verified: bool,
    resumes: bool,
}

/// What a TLS connection negotiated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsInfo {
    /// "TLSv1.3" or "TLSv1.2".
    pub version: String,
    /// Whether the certificate was verified.
    pub verified: bool,
}

/// Why TLS cannot be set up. This is found before any connection is made.
#[derive(Debug)]
#[non_exhaustive]
pub enum TlsSetupError {
    /// A PEM file cannot be read, or does not contain what it should.
    File(PathBuf, String),
    /// There is no certificate to trust, or a key does not fit its certificate.
    Rustls(String),
}

impl TlsOptions {
    /// Reads the files, and makes what TLS connections are made with.
    ///
    /// The first key share offered is P-256: Debian's vsftpd and Pure-FTPd accept no other, and asking again costs a round
    /// trip.
    ///
    /// # Errors
    /// A file cannot be read or has no certificate or key in it, the key does not fit its certificate, or there is no
    /// certificate to trust.
    pub fn build(&self) -> Result<Tls, TlsSetupError> {
        let rustls = |error: Error| TlsSetupError::Rustls(error.to_string());
        let mut provider = ring::default_provider();
        provider.kx_groups.sort_by_key(|group| group.name() != rustls::NamedGroup::secp256r1);
        let provider = Arc::new(provider);
        let builder = ClientConfig::builder_with_provider(provider.clone());
        let versions = if self.tls12_only { &[&TLS12][..] } else { rustls::DEFAULT_VERSIONS };
        let builder = builder.with_protocol_versions(versions).map_err(rustls)?.dangerous();
        let verifier = match (self.danger_no_verification, &self.ca_file) {
            (true, _) => verifier::of_anything(&provider),
            (false, None) => verifier::of_authorities(Vec::new(), &provider).map_err(rustls)?,
            (false, Some(path)) => {
                verifier::of_authorities(certificates(path)?, &provider).map_err(rustls)?
            }
        };
        let builder = builder.with_custom_certificate_verifier(verifier);
        let config = match &self.client_certificate {
            Some((chain, key)) => {
                let key = PrivateKeyDer::from_pem_file(key).map_err(|e| file(key, e))?;
                builder.with_client_auth_cert(certificates(chain)?, key).map_err(rustls)?
            }
            None => builder.with_client_cert_resolver(Arc::new(NoCertificate)),
        };
        Ok(Tls { config: Arc::new(config), verified: !self.danger_no_verification, resumes: true })
    }
}

impl Tls {
    /// Returns a copy for one control connection and its data connections, with its own sessions to resume.
    ///
    /// Servers that require a data connection to resume the session of its control connection refuse any other session, and
    /// rustls keeps sessions only by the server's name.
    pub fn for_session(&self) -> Self {
        let mut config = ClientConfig::clone(&self.config);
        config.resumption = match self.resumes {
            true => Resumption::in_memory_sessions(TICKETS),
            false => Resumption::disabled(),
        };
        Tls { config: Arc::new(config), ..*self }
    }

    /// Returns a copy that resumes no sessions: each data connection starts a new one, which some servers refuse.
    #[must_use]
    pub fn unresumed(&self) -> Self {
        Tls { resumes: false, ..self.clone() }
    }

    /// Returns the rustls configuration. A data connection that is to resume the session of its control connection needs
    /// the same one.
    pub fn config(&self) -> Arc<ClientConfig> {
        self.config.clone()
    }

    /// Returns the name that the certificate has to match, as rustls takes it.
    ///
    /// # Errors
    /// `host` is neither a DNS name nor an address.
    pub fn server_name(host: &str) -> Result<ServerName<'static>, TlsFailure> {
        ServerName::try_from(host.to_string()).map_err(|_| TlsFailure::NameMismatch)
    }

    /// Returns what a connection made with [`Tls::config`] negotiated.
    pub fn info(&self, connection: &ClientConnection) -> TlsInfo {
        let version = match connection.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLSv1.3",
            _ => "TLSv1.2",
        };
        TlsInfo { version: version.to_string(), verified: self.verified }
    }
}

/// Watches one handshake to say why it failed.
///
/// A TLS 1.2 server that misses a client certificate reports only that the handshake failed; that it had asked for a
/// certificate reveals the reason.
#[derive(Debug, Default)]
pub struct Handshake {
    asked: bool,
}

impl Handshake {
    /// Performs one step of the handshake. The call has to run to its end on this thread.
    pub fn step<R>(&mut self, step: impl FnOnce() -> R) -> R {
        ASKED.set(false);
        let result = step();
        self.asked |= ASKED.get();
        result
    }

    /// Returns what the error of a step means.
    pub fn failure(&self, error: &io::Error) -> TlsFailure {
        match tls_failure(error) {
            Some(TlsFailure::Version) if self.asked => TlsFailure::ClientCertificateRequired,
            Some(failure) => failure,
            None if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                TlsFailure::TimedOut
            }
            None => TlsFailure::Closed,
        }
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsSetupError> {
    let read = CertificateDer::pem_file_iter(path).map_err(|error| file(path, error))?;
    let certificates = read.collect::<Result<Vec<_>, _>>().map_err(|error| file(path, error))?;
    match certificates.is_empty() {
        true => Err(file(path, "no certificate in it")),
        false => Ok(certificates),
    }
}

fn file(path: &Path, error: impl fmt::Display) -> TlsSetupError {
    TlsSetupError::File(path.to_path_buf(), error.to_string())
}

thread_local! {
    /// Set on the thread that performs the step, when rustls asks [`NoCertificate`] there.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Has no certificate, and records that the server asked for one.
#[derive(Debug)]
struct NoCertificate;

impl ResolvesClientCert for NoCertificate {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        ASKED.set(true);
        None
    }

    fn has_certs(&self) -> bool {
        false
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
