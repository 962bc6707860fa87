//! Moves a directory tree through a pool of sessions, with a progress bar.
//!
//! Run `cargo run --release -p ftp-tokio --example tree -- get|put HOST USER PASSWORD LOCAL REMOTE [SESSIONS]`. It uses
//! TLS and expects a certificate that the system trusts; with `TLS=never` in the environment it uses no TLS. Each session
//! keeps its own TLS sessions to resume, so servers that insist on resumption accept the data connections of all
//! sessions.

use ftp_proto::listing::{Item, Kind, Listing, Options as Reading, Platform};
use ftp_proto::session::Health;
use ftp_proto::transfer::{DataSettings, Pipelining, Plan};
use ftp_proto::{Arg, Credentials, LoginConfig, TlsPolicy};
use ftp_tokio::{Client, Options, TlsOptions};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::VecDeque;
use std::error::Error;
use std::ffi::OsStr;
use std::ops::ControlFlow::Continue;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{env, fs};
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;

/// The largest listing in bytes; a larger one is an error.
const LISTING: usize = 16 << 20;

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Get,
    Put,
}

/// A file to be moved.
struct Job {
    local: PathBuf,
    remote: Vec<u8>,
    size: u64,
}

/// The sessions of the pool, and what they share.
#[derive(Clone)]
struct Pool {
    host: String,
    port: u16,
    options: Options,
    login: LoginConfig,
    jobs: Arc<Mutex<VecDeque<Job>>>,
    bar: ProgressBar,
}

impl Pool {
    fn new(host: &str, port: u16, options: Options, login: LoginConfig) -> Result<Self, Failure> {
        let style = "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}";
        let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template(style)?);
        Ok(Pool { host: host.to_owned(), port, options, login, jobs: Arc::default(), bar })
    }

    async fn session(&self) -> Result<Client, Failure> {
        let mut client = Client::connect(&self.host, self.port, &self.options, self.login.clone()).await?;
        // While a small file moves, the command that prepares the data connection for the next one is already sent.
        client.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
        Ok(client)
    }

    /// Moves the tree. Returns the number of its files.
    async fn tree(&self, way: Way, local: &Path, remote: &[u8], sessions: usize) -> Result<usize, Failure> {
        let mut client = self.session().await?;
        let jobs = match way {
            Way::Get => remote_files(&mut client, local, remote).await?,
            Way::Put => local_files(&mut client, local, remote).await?,
        };
        client.quit().await?;
        let files = jobs.len();
        self.bar.set_length(jobs.iter().map(|job| job.size).sum());
        self.jobs.lock().unwrap().extend(jobs);
        let mut workers = JoinSet::new();
        for _ in 0..sessions.min(files) {
            let pool = self.clone();
            workers.spawn(async move { pool.work(way).await });
        }
        while let Some(done) = workers.join_next().await {
            done??;
        }
        self.bar.finish();
        Ok(files)
    }

    /// Moves files until none are left, over one session and those that replace it.
    async fn work(&self, way: Way) -> Result<(), Failure> {
        let mut client = self.session().await?;
        let next = || self.jobs.lock().unwrap().pop_front();
        while let Some(job) = next() {
            if let Err(error) = self.run(&mut client, way, &job).await {
                // The server closes sessions that were idle or are old; a file that cannot be moved over a healthy
                // session is an error.
                if client.session().health() == Health::InSync {
                    return Err(format!("{}: {error}", job.local.display()).into());
                }
                client = self.session().await?;
                self.run(&mut client, way, &job).await?;
            }
        }
        Ok(client.quit().await?)
    }

    async fn run(&self, client: &mut Client, way: Way, job: &Job) -> Result<(), Failure> {
        let (path, mut before) = (Arg::new(&job.remote)?, 0);
        let progress = |progress: ftp_tokio::Progress| {
            self.bar.inc(progress.moved - before);
            before = progress.moved;
            Continue(())
        };
        let report = match way {
            Way::Get => {
                let mut file = tokio::fs::File::create(&job.local).await?;
                client.download(Plan::retrieve(path).expected(job.size), &mut file, progress).await
            }
            Way::Put => {
                let mut file = tokio::fs::File::open(&job.local).await?;
                client.upload(Plan::store(path).verify().expected(job.size), &mut file, progress).await
            }
        };
        self.bar.inc(report.map(|report| report.moved)? - before);
        Ok(())
    }
}

/// Lists the files below a directory of the server, and makes the directories here.
async fn remote_files(client: &mut Client, local: &Path, remote: &[u8]) -> Result<Vec<Job>, Failure> {
    let (mut jobs, mut left) = (Vec::new(), vec![(local.to_owned(), remote.to_owned())]);
    while let Some((local, remote)) = left.pop() {
        fs::create_dir_all(&local)?;
        client.change_directory(&remote).await?;
        let bytes = client.list("").await?.into_vec(LISTING).await?;
        let mut listing = Listing::new(Reading::new());
        let mut input = &bytes[..];
        let mut take = |item: Item<'_>| -> Result<(), Failure> {
            let Item::Entry(entry) = item else { return Ok(()) };
            if entry.is_itself_or_parent() {
                return Ok(());
            }
            // A server can send any name; one that leads out of the directory is an error.
            let name = entry.local_name(Platform::here())?;
            let local = local.join(OsStr::from_bytes(name));
            let remote = [&remote[..], b"/", name].concat();
            match entry.kind() {
                Kind::Dir => left.push((local, remote)),
                Kind::File => jobs.push(Job { local, remote, size: entry.size().unwrap_or_default() }),
                _ => {}
            }
            Ok(())
        };
        while let Some(item) = listing.read(&mut input) {
            take(item)?;
        }
        while let Some(item) = listing.finish() {
            take(item)?;
        }
    }
    Ok(jobs)
}

/// Lists the files below a local directory, and makes the directories on the server.
async fn local_files(client: &mut Client, local: &Path, remote: &[u8]) -> Result<Vec<Job>, Failure> {
    let (mut jobs, mut left) = (Vec::new(), vec![(local.to_owned(), remote.to_owned())]);
    while let Some((local, remote)) = left.pop() {
        if client.change_directory(&remote).await.is_err() {
            client.make_directory(&remote).await?;
        }
        for entry in fs::read_dir(local)? {
            let entry = entry?;
            let (local, kind) = (entry.path(), entry.file_type()?);
            let remote = [&remote[..], b"/", entry.file_name().as_bytes()].concat();
            if kind.is_dir() {
                left.push((local, remote));
            } else if kind.is_file() {
                jobs.push(Job { local, remote, size: entry.metadata()?.len() });
            }
        }
    }
    Ok(jobs)
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [way, host, user, password, local, remote, sessions @ ..] = &arguments[..] else {
        return Err("tree get|put HOST USER PASSWORD LOCAL REMOTE [SESSIONS]".into());
    };
    let way = if way == "put" { Way::Put } else { Way::Get };
    let sessions = sessions.first().map_or(Ok(4), |number| number.parse())?;
    let policy = match env::var_os("TLS") {
        Some(value) if value == "never" => TlsPolicy::DangerCleartext,
        _ => TlsPolicy::Required,
    };
    let options = Options { tls: Some(TlsOptions::default().build()?), ..Options::default() };
    let login = LoginConfig::new(Credentials::new(user, password.as_str())?).tls(policy);
    let pool = Pool::new(host, 21, options, login)?;
    let files = pool.tree(way, Path::new(local), remote.as_bytes(), sessions).await?;
    println!("{files} files over {sessions} sessions");
    Ok(())
}

#[test]
fn a_tree_is_the_same_after_the_way_up_and_down() {
    use ftp_tests::embedded::{Embedded, PASSWORD, USER};
    let server = Embedded::start(false).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    for n in 0..10 {
        let directory = from.join(format!("a {}", n % 3)).join(format!("b{}", n % 5));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join(format!("file {n}")), vec![n as u8; n * 4000]).unwrap();
    }
    let login = LoginConfig::new(Credentials::new(USER, PASSWORD).unwrap()).tls(TlsPolicy::DangerCleartext);
    let pool = Pool::new("127.0.0.1", server.address().port(), Options::default(), login).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        assert_eq!(pool.tree(Way::Put, &from, b"/tree", 4).await.unwrap(), 10);
        assert_eq!(pool.tree(Way::Get, &to, b"/tree", 4).await.unwrap(), 10);
    });
    for n in 0..10 {
        let path = to.join(format!("a {}/b{}/file {n}", n % 3, n % 5));
        assert_eq!(fs::read(path).unwrap(), vec![n as u8; n * 4000], "{n}");
    }
}
