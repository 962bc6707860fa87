//! Decides whether to trust a server's certificate.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_platform_verifier::Verifier;
use std::sync::Arc;

/// Accepts certificates signed by the operating system's authorities or by `extra`, and those in `extra`
/// themselves.
pub(crate) fn of_authorities(
    extra: Vec<CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let authorities: Arc<dyn ServerCertVerifier> =
        match Verifier::new_with_extra_roots(extra.clone(), provider.clone()) {
            Ok(verifier) => Arc::new(verifier),
            // The system has no certificates of its own, so only those of the file count.
            Err(error) => {
                let mut roots = RootCertStore::empty();
                roots.add_parsable_certificates(extra.clone());
                let roots = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone());
                roots.build().map_err(|_| error)?
            }
        };
    Ok(Arc::new(ServerVerifier { trust: Trust::Authorities(authorities, extra), provider: provider.clone() }))
}

/// Accepts any certificate, but still checks signatures.
pub(crate) fn of_anything(provider: &Arc<CryptoProvider>) -> Arc<dyn ServerCertVerifier> {
    Arc::new(ServerVerifier { trust: Trust::Anything, provider: provider.clone() })
}

#[derive(Debug)]
struct ServerVerifier {
    trust: Trust,
    provider: Arc<CryptoProvider>,
}

#[derive(Debug)]
enum Trust {
    Anything,
    Authorities(Arc<dyn ServerCertVerifier>, Vec<CertificateDer<'static>>),
}

impl ServerCertVerifier for ServerVerifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Trust::Authorities(authorities, extra) = &self.trust else {
            return Ok(ServerCertVerified::assertion());
        };
        match authorities.verify_server_cert(certificate, chain, name, ocsp, now) {
            Err(error) if is_an_authority_itself(&error) && extra.contains(certificate) => {
                verify_server_name(&ParsedCertificate::try_from(certificate)?, name)?;
                Ok(ServerCertVerified::assertion())
            }
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Whether the certificate was rejected only for being an authority's own.
///
/// The usual certificate of an FTP server is self-signed and marked as an authority's (`openssl req -x509`
/// makes such), which webpki does not accept from a server. webpki reports this after it has checked the time
/// and before it checks the name.
fn is_an_authority_itself(error: &Error) -> bool {
    let Error::InvalidCertificate(CertificateError::Other(other)) = error else { return false };
    matches!(other.0.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity))
}
