//! Throwaway certificates for servers on loopback.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, Error, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose,
};

/// A server's certificate and the authority that signed it, all in PEM, with P-256 keys.
pub struct Certificates {
    /// The authority's certificate: what a client has to trust.
    pub ca: String,
    /// The server's certificate, for `localhost` and 127.0.0.1.
    pub server: String,
    /// The server's private key, PKCS #8.
    pub key: String,
}

impl Certificates {
    /// Makes an authority and lets it sign one server certificate.
    pub fn new() -> Result<Self, Error> {
        let mut ca = CertificateParams::default();
        ca.distinguished_name.push(DnType::CommonName, "ftp-proto tests, throwaway authority");
        ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let ca = CertifiedIssuer::self_signed(ca, KeyPair::generate()?)?;

        let mut server = CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
        server.distinguished_name.push(DnType::CommonName, "localhost");
        server.use_authority_key_identifier_extension = true;
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let key = KeyPair::generate()?;
        let server = server.signed_by(&key, &ca)?;

        Ok(Self { ca: ca.pem(), server: server.pem(), key: key.serialize_pem() })
    }
}
