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

/// Whom to trust, and who we are. The default trusts what the operating system trusts.
#[derive(Clone, Debug, Default)]
pub struct TlsOptions {
    /// A PEM file of certificates to trust besides the operating system's: of authorities, or of a server that
    /// signed its own.
    pub ca_file: Option<PathBuf>,
    /// PEM files of our certificate chain and its key, for servers that want one.
    pub client_certificate: Option<(PathBuf, PathBuf)>,
    /// Takes any certificate: the connection is encrypted, to whoever answers.
    pub danger_no_verification: bool,
    /// No TLS 1.3: for a server that wants data connections to resume a session, and gives too few tickets for that
    /// (ProFTPD gives none with an upload, so that two in a row are the last of a session). A session of TLS 1.2 is
    /// resumed any number of times; of TLS 1.3 rustls 0.23 takes a ticket once, and its
    /// [`Tls13ClientSessionValue`](rustls::client::Tls13ClientSessionValue) can be neither made nor cloned, so that no
    /// store can give one out again.
    pub tls12_only: bool,
}

/// Tickets of TLS 1.3 that are kept for a server, the newest. A resumption uses one up, and most servers give another with
/// its handshake: see [`TlsOptions::tls12_only`].
const TICKETS: usize = 8;

/// What TLS connections are made with. Cheap to clone; clones share the sessions to resume.
#[derive(Clone)]
pub struct Tls {
    config: Arc<ClientConfig>,
    verified: bool,
    resumes: bool,
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
    /// The same for one control connection and its data connections, with sessions to resume of their own. Servers
    /// that want a data connection to resume its control connection's session refuse that of another, and rustls
    /// keeps sessions by the name of the server only.
    pub fn for_session(&self) -> Self {
        let mut config = ClientConfig::clone(&self.config);
        config.resumption = match self.resumes {
            true => Resumption::in_memory_sessions(TICKETS),
            false => Resumption::disabled(),
        };
        Tls { config: Arc::new(config), ..*self }
    }

    /// The same without sessions to resume: each data connection begins one of its own, which some servers refuse.
    #[must_use]
    pub fn unresumed(&self) -> Self {
        Tls { resumes: false, ..self.clone() }
    }

    /// What rustls makes connections with. A data connection that is to resume the session of its control
    /// connection needs the same one.
    pub fn config(&self) -> Arc<ClientConfig> {
        self.config.clone()
    }

    /// The name that the certificate has to have, as rustls wants it.
    pub fn server_name(host: &str) -> Result<ServerName<'static>, TlsFailure> {
        ServerName::try_from(host.to_string()).map_err(|_| TlsFailure::NameMismatch)
    }

    /// What a connection made with [`Tls::config`] came to.
    pub fn info(&self, connection: &ClientConnection) -> TlsInfo {
        let version = match connection.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLSv1.3",
            _ => "TLSv1.2",
        };
        TlsInfo { version: version.to_string(), verified: self.verified }
    }
}

/// Watches one handshake, to say why it failed. A server of TLS 1.2 that misses a client certificate says no more than that
/// the handshake failed; that it had asked for one is the reason.
#[derive(Debug, Default)]
pub struct Handshake {
    asked: bool,
}

impl Handshake {
    /// Performs one step of the handshake: a call that runs on this thread to its end.
    pub fn step<R>(&mut self, step: impl FnOnce() -> R) -> R {
        ASKED.set(false);
        let result = step();
        self.asked |= ASKED.get();
        result
    }

    /// What the error of a step means.
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
    /// rustls asks [`NoCertificate`] on the thread that performs the step.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Has no certificate, and records that it was asked for one.
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
