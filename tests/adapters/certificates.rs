//! Real servers that demand a client certificate.

use crate::{ended, runtime};
use ftp_blocking::{Options, TlsOptions};
use ftp_proto::{Credentials, Login, LoginConfig, TlsPolicy};
use ftp_tests::certificates::Certificates;
use ftp_tests::servers::{ALICE, Server, Setup, skip_or_fail};
use std::fs;

#[test]
fn a_server_that_wants_a_certificate_takes_one_of_its_authority() {
    let folder = tempfile::tempdir().unwrap();
    let other = Certificates::new().unwrap();
    let strange = folder.path().join("strange.pem");
    fs::write(&strange, other.server + &other.key).unwrap();
    let refused = "tls failed: the server wants a client certificate at tls_handshake";
    for server in [Server::Vsftpd, Server::ProFtpd] {
        let started = server.start(Setup::ClientCertificate);
        let Some(running) = skip_or_fail(server, Setup::ClientCertificate, started) else { continue };
        let good = running.ca.with_file_name("server.pem");
        for (certificate, end) in
            [(None, refused), (Some(strange.clone()), refused), (Some(good), "logged in")]
        {
            let tls = TlsOptions {
                ca_file: Some(running.ca.clone()),
                client_certificate: certificate.map(|file| (file.clone(), file)),
                ..TlsOptions::default()
            };
            let options = Options { tls: Some(tls.build().unwrap()), ..Options::default() };
            for (adapter, shown) in
                [("std", std(running.port, &options)), ("tokio", tokio(running.port, &options))]
            {
                assert!(shown.starts_with(end), "{server} over {adapter}: {shown}\n{}", running.log());
            }
        }
    }
}

fn login() -> Login {
    let credentials = Credentials::new(ALICE.name, ALICE.password).unwrap();
    Login::new(LoginConfig::new(credentials).tls(TlsPolicy::Required))
}

fn std(port: u16, options: &Options) -> String {
    let mut control = ftp_blocking::connect("localhost", port, options).unwrap();
    let mut login = login();
    ftp_blocking::drive(&mut control, &mut login);
    ended(login.finish(), |noop| drop(ftp_blocking::drive(&mut control, noop)))
}

fn tokio(port: u16, options: &Options) -> String {
    let runtime = runtime();
    let mut control = runtime.block_on(ftp_tokio::connect("localhost", port, options)).unwrap();
    let mut login = login();
    runtime.block_on(ftp_tokio::drive(&mut control, &mut login));
    ended(login.finish(), |noop| drop(runtime.block_on(ftp_tokio::drive(&mut control, noop))))
}
