//! A real FTP server (libunftp) in this process, on loopback, with one account and a throwaway certificate.

use crate::certificates::Certificates;
use ftp_proto::transcript::Entry;
use ftp_proto::{TlsFailure, Transcript};
use libunftp::{ServerBuilder, options::FtpsRequired};
use std::path::{Path, PathBuf};
use std::{fs, io, net::SocketAddr, sync::Arc};
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime};
use unftp_core::auth::{AuthenticationError, Authenticator, Credentials, Principal};
use unftp_sbe_fs::Filesystem;

/// The name of the only account.
pub const USER: &str = "alice";
/// Its password.
pub const PASSWORD: &str = "correct horse battery";

/// A running server, which ends when this is dropped.
#[derive(Debug)]
pub struct Embedded {
    address: SocketAddr,
    files: TempDir,
    runtime: Option<Runtime>,
}

impl Embedded {
    /// Starts a server that offers TLS or demands it. It listens when this returns.
    pub fn start(tls_required: bool) -> io::Result<Self> {
        let files = tempfile::tempdir()?;
        let certificates = Certificates::new().map_err(io::Error::other)?;
        fs::write(files.path().join("ca.pem"), certificates.ca)?;
        fs::write(files.path().join("server.pem"), certificates.server)?;
        fs::write(files.path().join("key.pem"), certificates.key)?;
        fs::create_dir(files.path().join("home"))?;

        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        runtime.spawn(serve(listener, files.path().to_owned(), tls_required));
        Ok(Embedded { address, files, runtime: Some(runtime) })
    }

    /// Returns the address on which it listens. Its certificate is for `localhost` and 127.0.0.1.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the home directory of the account.
    pub fn home(&self) -> PathBuf {
        self.files.path().join("home")
    }

    /// Returns the certificate that a client has to trust.
    pub fn ca_file(&self) -> PathBuf {
        self.files.path().join("ca.pem")
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Whether the login should be tried again: libunftp 0.24 sometimes takes the first bytes of TLS for a
/// command and answers without TLS.
pub fn lost_the_race(transcript: &Transcript) -> bool {
    transcript.entries().any(|entry| *entry == Entry::TlsFailed(TlsFailure::NotTls))
}

/// Starts one libunftp server per connection, because libunftp cannot listen on a port that the system
/// chooses.
async fn serve(listener: TcpListener, files: PathBuf, tls_required: bool) {
    while let Ok((connection, _)) = listener.accept().await {
        let home = files.join("home");
        let storage =
            Box::new(move || Filesystem::new(home.clone()).expect("the temporary directory is there"));
        let required = if tls_required { FtpsRequired::All } else { FtpsRequired::None };
        let server = ServerBuilder::with_authenticator(storage, Arc::new(OneAccount))
            .greeting("Embedded server ready.")
            .ftps::<&Path>(&files.join("server.pem"), &files.join("key.pem"))
            .ftps_required(required, FtpsRequired::None)
            .build()
            .expect("the certificate was made for this");
        tokio::spawn(server.service(connection));
    }
}

#[derive(Debug)]
struct OneAccount;

#[async_trait::async_trait]
impl Authenticator for OneAccount {
    async fn authenticate(&self, user: &str, given: &Credentials) -> Result<Principal, AuthenticationError> {
        match given.password.as_deref() {
            _ if user != USER => Err(AuthenticationError::BadUser),
            Some(PASSWORD) => Ok(Principal { username: user.to_owned() }),
            _ => Err(AuthenticationError::BadPassword),
        }
    }
}
