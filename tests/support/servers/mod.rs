//! Real FTP servers, started on 127.0.0.1 for one test and stopped after it.
//!
//! `tests/install-servers` installs them. Each instance has its own folder for configuration, accounts, homes, certificates
//! and logs, and its own port, so any number of them can run at once. All know the same [accounts](self::accounts::ALICE),
//! and refuse anonymous logins unless the setup allows them.

mod accounts;
mod process;
mod proftpd;
mod programs;
mod pure_ftpd;
mod pyftpdlib;
mod vsftpd;

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, Once, PoisonError, Weak};
use std::thread;

use tempfile::TempDir;

pub use self::accounts::{ALICE, Account, BOB, CAROL, DAVE, NOBODY};
use self::process::Process;
use crate::certificates::Certificates;
use crate::{announce, required};

/// The servers that can be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Server {
    /// vsftpd.
    Vsftpd,
    /// ProFTPD.
    ProFtpd,
    /// Pure-FTPd.
    PureFtpd,
    /// pyftpdlib.
    Pyftpdlib,
}

/// How a server is configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setup {
    /// No TLS.
    Plain,
    /// AUTH TLS is offered; a login without TLS is accepted too.
    ExplicitTls,
    /// The connection starts with a TLS handshake.
    ImplicitTls,
    /// AUTH TLS is required: a login without TLS is refused.
    TlsRequired,
    /// AUTH TLS is required, and data connections have to resume the session of their control connection.
    SessionReuse,
    /// AUTH TLS is required, and a client certificate signed by the authority. The server's own certificate, in
    /// `server.pem` next to `ca.pem`, is one.
    ClientCertificate,
    /// No TLS; one client at a time. ProFTPD counts clients that have logged in; the others count all connections.
    OneClient,
    /// No TLS; one connection at a time from one address.
    OnePerAddress,
    /// No TLS; `anonymous` may log in.
    Anonymous,
    /// No TLS; PASV names 10.0.0.7, like a server with a wrong NAT address in its configuration.
    WrongAddress,
    /// No TLS; neither EPSV nor PASV works.
    NoPassive,
    /// AUTH TLS is offered; data connections have to use TLS.
    DataTls,
    /// No TLS; nothing can be stored.
    ReadOnly,
}

impl Setup {
    /// Whether one client can notice another.
    fn is_exclusive(self) -> bool {
        matches!(self, Self::OneClient | Self::OnePerAddress)
    }
}

/// A running server. Dropping it stops the server with all its sessions and removes its folder.
#[derive(Debug)]
pub struct Running {
    /// The port on 127.0.0.1 on which it listens.
    pub port: u16,
    /// The certificate, in PEM, of the authority that signed the server's certificate for `localhost` and 127.0.0.1.
    pub ca: PathBuf,
    // In this order: the server stops before its folder is removed.
    _process: Process,
    folder: TempDir,
}

/// Why a server was not started.
#[derive(Debug)]
pub enum NotStarted {
    /// It is not on this machine; `tests/install-servers` installs it.
    NotInstalled(PathBuf),
    /// This server does not have this setup, for this reason.
    NotOffered(&'static str),
    /// Only root can start the server.
    NeedsRoot,
    /// The server should have started but did not: what went wrong, with the server's own log.
    Failed(String),
}

impl Server {
    /// All servers.
    pub const ALL: [Self; 4] = [Self::Vsftpd, Self::ProFtpd, Self::PureFtpd, Self::Pyftpdlib];

    /// Starts the server and waits until it listens. This makes no connection: the first one that the server sees is the
    /// caller's.
    pub fn start(self, setup: Setup) -> Result<Running, NotStarted> {
        // Between the choice of a free port and the server's listening on it, somebody else may take the port.
        self.start_once(setup).or_else(|error| match error {
            NotStarted::Failed(_) => self.start_once(setup),
            other => Err(other),
        })
    }

    /// Returns a server that others in this program have started with this setup and still use, or a new one. Only for
    /// callers that do nothing another would notice. A server on which clients notice each other is never shared.
    pub fn share(self, setup: Setup) -> Result<Arc<Running>, NotStarted> {
        type Shared = Mutex<HashMap<(Server, Setup), Arc<Mutex<Weak<Running>>>>>;
        static SHARED: LazyLock<Shared> = LazyLock::new(Mutex::default);
        if setup.is_exclusive() {
            return self.start(setup).map(Arc::new);
        }
        let one =
            SHARED.lock().unwrap_or_else(PoisonError::into_inner).entry((self, setup)).or_default().clone();
        // Callers that want the same server wait here until it listens.
        let mut one = one.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = one.upgrade() {
            return Ok(running);
        }
        let running = Arc::new(self.start(setup)?);
        *one = Arc::downgrade(&running);
        Ok(running)
    }

    fn start_once(self, setup: Setup) -> Result<Running, NotStarted> {
        let folder = tempfile::Builder::new()
            .prefix(&format!("ftp-proto-{self}-"))
            .permissions(fs::Permissions::from_mode(0o755)) // sessions run as other users
            .tempdir()?;
        let place = Place::furnish(folder.path())?;
        let command = match self {
            Self::Vsftpd => vsftpd::prepare(setup, &place),
            Self::ProFtpd => proftpd::prepare(setup, &place),
            Self::PureFtpd => pure_ftpd::prepare(setup, &place),
            Self::Pyftpdlib => pyftpdlib::prepare(setup, &place),
        }?;
        let process = Process::start(&command, &place).map_err(NotStarted::Failed)?;
        Ok(Running { port: place.port, ca: place.path("ca.pem"), _process: process, folder })
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vsftpd => "vsftpd",
            Self::ProFtpd => "proftpd",
            Self::PureFtpd => "pure-ftpd",
            Self::Pyftpdlib => "pyftpdlib",
        })
    }
}

impl Running {
    /// Returns the home directory of an account that has one.
    pub fn home(&self, account: Account) -> PathBuf {
        self.folder.path().join("home").join(account.name)
    }

    /// Returns what the server has logged so far.
    pub fn log(&self) -> String {
        process::log(self.folder.path())
    }
}

impl fmt::Display for NotStarted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled(file) => {
                write!(f, "not installed (no {}; tests/install-servers installs it)", file.display())
            }
            Self::NotOffered(why) => write!(f, "not offered: {why}"),
            Self::NeedsRoot => f.write_str("can only be started by root"),
            Self::Failed(why) => write!(f, "did not start: {why}"),
        }
    }
}

impl std::error::Error for NotStarted {}

impl From<io::Error> for NotStarted {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Returns the server, or `None` if the test is to be skipped. A setup that the server does not offer is always skipped. A
/// server that is not installed is skipped too, with one line on standard error per program, which the test harness does
/// not capture; with `FTP_LIVE=required` in the environment it is a failure.
///
/// # Panics
/// If the server is installed and did not start, or is not installed but required.
pub fn skip_or_fail<R>(server: Server, setup: Setup, started: Result<R, NotStarted>) -> Option<R> {
    match started {
        Ok(running) => Some(running),
        Err(error @ NotStarted::NotInstalled(_) | error @ NotStarted::NeedsRoot) if required() => {
            panic!("FTP_LIVE=required, but {server} ({setup:?}): {error}")
        }
        Err(error @ NotStarted::Failed(_)) => panic!("{server} ({setup:?}): {error}"),
        Err(NotStarted::NotOffered(_)) => None,
        Err(error) => {
            static SAID: Once = Once::new();
            SAID.call_once(|| {
                announce(&format!("SKIPPED: all that needs a real server, such as {server}: {error}"))
            });
            None
        }
    }
}

/// Passes each server to `test`, all at once, because most of the time is spent waiting for them. [`skip_or_fail`] says
/// which are skipped.
pub fn with_each(setup: Setup, test: impl Fn(Server, Running) + Sync) {
    each(|server| {
        if let Some(running) = skip_or_fail(server, setup, server.start(setup)) {
            test(server, running);
        }
    });
}

/// The same, with servers that may be [shared](Server::share).
pub fn share_each(setup: Setup, test: impl Fn(Server, &Running) + Sync) {
    each(|server| {
        if let Some(running) = skip_or_fail(server, setup, server.share(setup)) {
            test(server, &running);
        }
    });
}

fn each(test: impl Fn(Server) + Sync) {
    let test = &test;
    thread::scope(|scope| {
        for server in Server::ALL {
            scope.spawn(move || test(server));
        }
    });
}

/// What each instance has to itself.
struct Place<'a> {
    folder: &'a Path,
    port: u16,
}

impl<'a> Place<'a> {
    /// Creates homes, a folder for anonymous, and certificates, and chooses a port.
    fn furnish(folder: &'a Path) -> Result<Self, NotStarted> {
        let place = Self { folder, port: process::free_port()? };
        for account in accounts::HOUSED {
            fs::create_dir_all(place.home(account))?;
            // Each server runs its sessions as another user.
            fs::set_permissions(place.home(account), fs::Permissions::from_mode(0o777))?;
        }
        fs::create_dir(place.path("anonymous"))?;
        fs::create_dir(place.path("empty"))?;
        let certificates = Certificates::new().map_err(|error| NotStarted::Failed(error.to_string()))?;
        place.write("ca.pem", &certificates.ca)?;
        place.write_private("server.pem", &(certificates.server + &certificates.key))?;
        Ok(place)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn home(&self, account: Account) -> PathBuf {
        self.folder.join("home").join(account.name)
    }

    fn write(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let path = self.path(name);
        fs::write(&path, text)?;
        Ok(path)
    }

    fn write_private(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let path = self.write(name, text)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        Ok(path)
    }
}

fn need_root() -> Result<(), NotStarted> {
    match fs::metadata("/proc/self")?.uid() {
        0 => Ok(()),
        _ => Err(NotStarted::NeedsRoot),
    }
}
