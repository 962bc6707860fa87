//! Throwaway certificates for servers on loopback.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, Error, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ServerConfig, WebPkiClientVerifier};
use rustls::{RootCertStore, SupportedProtocolVersion};
use std::sync::Arc;

/// A server's certificate and the authority that signed it, all in PEM, with P-256 keys.
#[derive(Debug)]
pub struct Certificates {
    /// The authority's certificate, which a client has to trust.
    pub ca: String,
    /// The server's certificate, for the requested names. A client may present it too.
    pub server: String,
    /// The server's private key, PKCS #8.
    pub key: String,
}

impl Certificates {
    /// Makes an authority and lets it sign one server certificate, for `localhost` and 127.0.0.1.
    pub fn new() -> Result<Self, Error> {
        Self::signed(CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()])?)
    }

    /// The same for a server other than the one on loopback.
    pub fn for_another_name() -> Result<Self, Error> {
        Self::signed(CertificateParams::new(["ftp.example.net".to_owned()])?)
    }

    /// The same, but long expired.
    pub fn expired() -> Result<Self, Error> {
        let mut server = CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
        server.not_before = date_time_ymd(2019, 1, 1);
        server.not_after = date_time_ymd(2020, 1, 1);
        Self::signed(server)
    }

    /// A certificate that is its own authority, as `openssl req -x509` makes it, for `name`, valid to the end of
    /// `last_year`.
    pub fn self_signed(name: &str, last_year: i32) -> Result<Self, Error> {
        let mut server = CertificateParams::new([name.to_owned()])?;
        server.not_after = date_time_ymd(last_year, 12, 31);
        server.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let server = CertifiedIssuer::self_signed(server, KeyPair::generate()?)?;
        Ok(Self { ca: server.pem(), server: server.pem(), key: server.key().serialize_pem() })
    }

    fn signed(mut server: CertificateParams) -> Result<Self, Error> {
        let mut ca = CertificateParams::default();
        ca.distinguished_name.push(DnType::CommonName, "ftp-proto tests, throwaway authority");
        ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let ca = CertifiedIssuer::self_signed(ca, KeyPair::generate()?)?;

        server.distinguished_name.push(DnType::CommonName, "localhost");
        server.use_authority_key_identifier_extension = true;
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        let key = KeyPair::generate()?;
        let server = server.signed_by(&key, &ca)?;

        Ok(Self { ca: ca.pem(), server: server.pem(), key: key.serialize_pem() })
    }

    /// The configuration of a rustls server with these TLS versions. `client_certificate`: the server demands a
    /// client certificate signed by the same authority.
    pub fn server_config(
        &self,
        versions: &[&'static SupportedProtocolVersion],
        client_certificate: bool,
    ) -> Arc<ServerConfig> {
        let certificate = |pem: &str| CertificateDer::from_pem_slice(pem.as_bytes()).expect("made by rcgen");
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).expect("made by rcgen");
        let provider = Arc::new(ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider.clone());
        let builder = builder.with_protocol_versions(versions).expect("ring has them");
        let builder = if client_certificate {
            let mut roots = RootCertStore::empty();
            roots.add(certificate(&self.ca)).expect("made by rcgen");
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            builder.with_client_cert_verifier(verifier.expect("there is a root"))
        } else {
            builder.with_no_client_auth()
        };
        let config = builder.with_single_cert(vec![certificate(&self.server)], key);
        Arc::new(config.expect("the key is the certificate's"))
    }
}
