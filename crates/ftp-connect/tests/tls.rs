//! Setting up TLS, and what a failed handshake meant.

use ftp_connect::{Handshake, TlsOptions, TlsSetupError, tls_failure};
use ftp_proto::TlsFailure;
use ftp_tests::certificates::Certificates;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConnection, ServerConfig, ServerConnection};
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// What OpenSSL servers send in TLS 1.2 if the client's certificate is missing: fatal alert 40.
const HANDSHAKE_FAILURE: [u8; 7] = [21, 3, 3, 0, 2, 2, 40];

fn refused_by_alert(client_certificate: bool) -> TlsFailure {
    let certificates = Certificates::new().unwrap();
    let server = certificates.server_config(&[&TLS12], client_certificate);
    let mut server = ServerConnection::new(server).unwrap();
    let tls = TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().unwrap();
    let name = ftp_connect::Tls::server_name("localhost").unwrap();
    let mut client = ClientConnection::new(tls.config(), name).unwrap();

    let mut hello = Vec::new();
    client.write_tls(&mut hello).unwrap();
    server.read_tls(&mut hello.as_slice()).unwrap();
    server.process_new_packets().unwrap();
    let mut answer = Vec::new();
    server.write_tls(&mut answer).unwrap();

    let mut handshake = Handshake::default();
    let mut wire = answer.chain(&HANDSHAKE_FAILURE[..]);
    loop {
        let step = handshake.step(|| {
            client.read_tls(&mut wire)?;
            client.process_new_packets().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
        });
        if let Err(error) = step {
            return handshake.failure(&error);
        }
    }
}

#[test]
fn an_alert_after_a_certificate_was_asked_for_means_that_it_is_missing() {
    assert_eq!(refused_by_alert(true), TlsFailure::ClientCertificateRequired);
    assert_eq!(refused_by_alert(false), TlsFailure::Version);
}

/// A server that was offered `ftp` on the control connection wants `ftp-data` on data connections.
#[test]
fn no_protocol_is_offered_by_its_name() {
    let config = Certificates::new().unwrap().server_config(&[&TLS13], false);
    let mut config = ServerConfig::clone(&config);
    config.alpn_protocols = ["ftp", "ftp-data"].map(Into::into).into();
    let config = Arc::new(config);
    let tls = TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().unwrap();
    for tls in [tls.for_session(), tls] {
        let name = ftp_connect::Tls::server_name("localhost").unwrap();
        let mut client = ClientConnection::new(tls.config(), name).unwrap();
        let mut server = ServerConnection::new(config.clone()).unwrap();
        let mut hello = Vec::new();
        client.write_tls(&mut hello).unwrap();
        server.read_tls(&mut hello.as_slice()).unwrap();
        server.process_new_packets().unwrap();
        assert_eq!(server.alpn_protocol(), None);
    }
}

/// Returns what a handshake with this server comes to, for a client that trusts that certificate.
fn handshake(server: &Certificates, trusted: &Certificates) -> Option<TlsFailure> {
    let folder = tempfile::tempdir().unwrap();
    let ca_file = folder.path().join("ca.pem");
    fs::write(&ca_file, &trusted.ca).unwrap();
    let tls = TlsOptions { ca_file: Some(ca_file), ..TlsOptions::default() }.build().unwrap();
    let name = ftp_connect::Tls::server_name("localhost").unwrap();
    let mut client = ClientConnection::new(tls.config(), name).unwrap();
    let mut server = ServerConnection::new(server.server_config(&[&TLS12, &TLS13], false)).unwrap();
    while client.is_handshaking() {
        let (mut to_server, mut to_client) = (Vec::new(), Vec::new());
        client.write_tls(&mut to_server).unwrap();
        server.read_tls(&mut to_server.as_slice()).unwrap();
        server.process_new_packets().unwrap();
        server.write_tls(&mut to_client).unwrap();
        client.read_tls(&mut to_client.as_slice()).unwrap();
        if let Err(error) = client.process_new_packets() {
            return tls_failure(&io::Error::new(io::ErrorKind::InvalidData, error));
        }
    }
    None
}

#[test]
fn a_certificate_that_is_its_own_authority_is_trusted_when_it_is_in_the_file() {
    let own = |name, year| Certificates::self_signed(name, year).unwrap();
    let (mine, another) = (own("localhost", 2099), own("localhost", 2099));
    let (old, misnamed) = (own("localhost", 2020), own("ftp.example.net", 2099));
    assert_eq!(handshake(&mine, &mine), None);
    assert_eq!(handshake(&mine, &another), Some(TlsFailure::Untrusted));
    assert_eq!(handshake(&old, &old), Some(TlsFailure::Expired));
    assert_eq!(handshake(&misnamed, &misnamed), Some(TlsFailure::NameMismatch));
}

#[test]
fn an_error_that_is_not_of_tls_is_not_taken_for_one() {
    assert_eq!(tls_failure(&io::Error::from(io::ErrorKind::ConnectionReset)), None);
    assert_eq!(tls_failure(&io::Error::other("something else")), None);
}

#[test]
fn files_that_are_not_what_they_should_be_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let certificates = Certificates::new().unwrap();
    let (key, chain) = (folder.path().join("key.pem"), folder.path().join("chain.pem"));
    fs::write(&key, &certificates.key).unwrap();
    fs::write(&chain, &certificates.server).unwrap();
    let missing = PathBuf::from("no/such/file.pem");
    let with_ca = |path: &PathBuf| TlsOptions { ca_file: Some(path.clone()), ..TlsOptions::default() };
    let with_own = |chain: &PathBuf, key: &PathBuf| TlsOptions {
        client_certificate: Some((chain.clone(), key.clone())),
        danger_no_verification: true,
        ..TlsOptions::default()
    };
    for (options, at_fault) in [
        (with_ca(&missing), &missing),
        (with_ca(&key), &key),
        (with_own(&missing, &key), &missing),
        (with_own(&chain, &missing), &missing),
        (with_own(&chain, &chain), &chain),
    ] {
        match options.build() {
            Err(TlsSetupError::File(path, _)) => assert_eq!(&path, at_fault),
            other => panic!("{at_fault:?}: {other:?}"),
        }
    }
    assert!(with_own(&chain, &key).build().is_ok());
}

#[test]
fn a_key_of_another_certificate_is_refused_before_any_connection() {
    let folder = tempfile::tempdir().unwrap();
    let (key, chain) = (folder.path().join("key.pem"), folder.path().join("chain.pem"));
    fs::write(&chain, Certificates::new().unwrap().server).unwrap();
    fs::write(&key, Certificates::new().unwrap().key).unwrap();
    let options = TlsOptions {
        client_certificate: Some((chain, key)),
        danger_no_verification: true,
        ..TlsOptions::default()
    };
    assert!(matches!(options.build(), Err(TlsSetupError::Rustls(_))));
}
