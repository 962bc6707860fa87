//! Real FTP servers, started on 127.0.0.1 for one test and gone with it.
//!
//! `tests/install-servers` puts them on the machine. Each instance has a folder of its own for
//! configuration, accounts, homes, certificates and logs, and a port of its own, so any number of them run
//! at once. All know the same [accounts](self::accounts::ALICE), and refuse anonymous logins unless asked
//! to allow them.

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
    /// AUTH TLS is offered; a login in clear is accepted too.
    ExplicitTls,
    /// The connection starts with a TLS handshake.
    ImplicitTls,
    /// AUTH TLS is demanded: a login in clear is refused.
    TlsRequired,
    /// AUTH TLS is demanded, and that data connections resume the session of their control connection.
    SessionReuse,
    /// AUTH TLS is demanded, and a certificate of the client's that the authority signed. The server's own,
    /// next to `ca.pem` in `server.pem`, is one.
    ClientCertificate,
    /// No TLS; one client at a time. ProFTPD counts those that have logged in, the others all connections.
    OneClient,
    /// No TLS; one connection at a time from one address.
    OnePerAddress,
    /// No TLS; `anonymous` may log in.
    Anonymous,
    /// No TLS; PASV names 10.0.0.7, as where a server is told a wrong address of its NAT.
    WrongAddress,
    /// No TLS; neither EPSV nor PASV.
    NoPassive,
    /// AUTH TLS is offered; data connections have to be under TLS.
    DataTls,
    /// No TLS; nothing can be stored.
    ReadOnly,
}

impl Setup {
    /// Whether one client is noticed by another.
    fn is_exclusive(self) -> bool {
        matches!(self, Self::OneClient | Self::OnePerAddress)
    }
}

/// A server that is running. Dropping it stops the server with all its sessions, and removes its folder.
#[derive(Debug)]
pub struct Running {
    /// Where it listens on 127.0.0.1.
    pub port: u16,
    /// The authority, in PEM, that signed the server's certificate for `localhost` and 127.0.0.1.
    pub ca: PathBuf,
    // In this order: the server stops before its folder goes.
    _process: Process,
    folder: TempDir,
}

/// Why a server was not started.
#[derive(Debug)]
pub enum NotStarted {
    /// Not on this machine; `tests/install-servers` puts it there.
    NotInstalled(PathBuf),
    /// This server has no such setup, and why.
    NotOffered(&'static str),
    /// The server can only be started by root.
    NeedsRoot,
    /// It should have come up and did not: what went wrong, and the server's own log.
    Failed(String),
}

impl Server {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Vsftpd, Self::ProFtpd, Self::PureFtpd, Self::Pyftpdlib];

    /// Starts the server and waits until it listens. No connection is made for that: the first one that
    /// the server sees is the caller's.
    pub fn start(self, setup: Setup) -> Result<Running, NotStarted> {
        // Between choosing a free port and the server's listening on it somebody else may take it.
        self.start_once(setup).or_else(|error| match error {
            NotStarted::Failed(_) => self.start_once(setup),
            other => Err(other),
        })
    }

    /// One that others of this program have started like this and still use, or one of its own: for who asks it nothing that
    /// another would notice. One where each client is noticed is nobody else's.
    pub fn share(self, setup: Setup) -> Result<Arc<Running>, NotStarted> {
        type Shared = Mutex<HashMap<(Server, Setup), Arc<Mutex<Weak<Running>>>>>;
        static SHARED: LazyLock<Shared> = LazyLock::new(Mutex::default);
        if setup.is_exclusive() {
            return self.start(setup).map(Arc::new);
        }
        let one =
            SHARED.lock().unwrap_or_else(PoisonError::into_inner).entry((self, setup)).or_default().clone();
        // Whoever wants the same waits here until it listens.
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
    /// The home directory of an account that has one.
    pub fn home(&self, account: Account) -> PathBuf {
        self.folder.path().join("home").join(account.name)
    }

    /// What the server has logged so far.
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

/// The server, or `None` where the test is to be skipped. A setup that the server does not offer is always skipped. A
/// server that is not there is skipped too, with one line on standard error for a whole program, which the test
/// harness does not hold back; with `FTP_LIVE=required` in the environment it is a failure.
///
/// # Panics
/// When the server is there and did not come up, or is not there and required.
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

/// Gives each server to `test`, all at once: most of the time goes by waiting for them. Which are skipped: [`skip_or_fail`].
pub fn with_each(setup: Setup, test: impl Fn(Server, Running) + Sync) {
    each(|server| {
        if let Some(running) = skip_or_fail(server, setup, server.start(setup)) {
            test(server, running);
        }
    });
}

/// The same with servers that may be [others' too](Server::share).
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

/// What one instance has to itself.
struct Place<'a> {
    folder: &'a Path,
    port: u16,
}

impl<'a> Place<'a> {
    /// Homes, a folder for anonymous, certificates, a port.
    fn furnish(folder: &'a Path) -> Result<Self, NotStarted> {
        let place = Self { folder, port: process::free_port()? };
        for account in accounts::HOUSED {
            fs::create_dir_all(place.home(account))?;
            // Each server has sessions of another user.
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
