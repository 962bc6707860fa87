//! A directory with all that is below it, over several sessions.

use super::get::of_file;
use super::ls::directory;
use super::{Place, Problem, argument, bar, local, moved};
use super::{get as getting, put as putting};
use crate::arguments::Moving;
use crate::listing;
use crate::out::remark;
use ftp_proto::listing::{Item, Kind, Platform};
use ftp_proto::session::Health;
use ftp_proto::transfer::{DataSettings, Pipelining, Plan};
use ftp_report::printable::printable;
use ftp_tokio::Client;
use indicatif::ProgressBar;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use tokio::task::{JoinSet, LocalSet};

/// A listing of more bytes is an error.
const LISTING: usize = 64 << 20;

/// A file to be moved.
struct Job {
    local: PathBuf,
    remote: Vec<u8>,
    size: Option<u64>,
    mode: Option<u16>,
}

#[derive(Clone, Copy)]
enum Way {
    Get,
    Put,
}

/// Fetches a tree.
pub(super) async fn get(place: &Place, moving: &Moving, to: &Path) -> Result<(), Problem> {
    let mut client = place.client().await?;
    let jobs = remote_files(&mut client, to, &place.path).await?;
    client.quit().await?;
    all(place, moving, Way::Get, jobs).await
}

/// Stores a tree.
pub(super) async fn put(place: &Place, moving: &Moving, from: &Path) -> Result<(), Problem> {
    let mut client = place.client().await?;
    let jobs = local_files(&mut client, from, &place.path).await?;
    client.quit().await?;
    all(place, moving, Way::Put, jobs).await
}

/// Moves the files over as many sessions as are wanted.
async fn all(place: &Place, moving: &Moving, way: Way, jobs: VecDeque<Job>) -> Result<(), Problem> {
    let bar = bar(Some(jobs.iter().filter_map(|job| job.size).sum()));
    let sessions = usize::from(moving.parallel).min(jobs.len());
    let (jobs, done) = (Rc::new(RefCell::new(jobs)), Rc::new(RefCell::new(Vec::new())));
    let local = LocalSet::new();
    let result = local
        .run_until(async {
            let mut workers = JoinSet::new();
            for _ in 0..sessions {
                let (place, jobs, done, bar) = (place.clone(), jobs.clone(), done.clone(), bar.clone());
                workers.spawn_local(async move { work(&place, way, &jobs, &done, &bar).await });
            }
            let mut result = Ok(());
            while let Some(worker) = workers.join_next().await {
                let worker = worker.unwrap_or_else(|error| Err(Problem::Here(format!("{error}."))));
                result = result.and(worker);
            }
            result
        })
        .await;
    bar.finish_and_clear();
    for (job, report) in done.borrow().iter() {
        moved(moving, &job.local, &job.remote, report)?;
    }
    result
}

type Done = Rc<RefCell<Vec<(Job, ftp_proto::transfer::Report)>>>;

/// Moves files until there are none left, over one session and those that follow it.
async fn work(
    place: &Place,
    way: Way,
    jobs: &RefCell<VecDeque<Job>>,
    done: &Done,
    bar: &ProgressBar,
) -> Result<(), Problem> {
    let mut client = session(place).await?;
    let next = || jobs.borrow_mut().pop_front();
    while let Some(job) = next() {
        let report = match one(&mut client, way, &job, bar).await {
            // Servers close sessions that are old, or idle: once more over a new one.
            Err(Problem::There(_)) if client.session().health().is_over() => {
                client = session(place).await?;
                one(&mut client, way, &job, bar).await
            }
            other => other,
        };
        match report {
            Ok(report) => done.borrow_mut().push((job, report)),
            Err(problem) => {
                jobs.borrow_mut().clear();
                remark(&format!("{}: this file failed.", printable(&job.remote)));
                return Err(problem);
            }
        }
    }
    if client.session().health() == Health::InSync {
        client.quit().await?;
    }
    Ok(())
}

/// A session for many files, one after the other.
async fn session(place: &Place) -> Result<Client, Problem> {
    let mut client = place.client().await?;
    client.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
    Ok(client)
}

async fn one(
    client: &mut Client,
    way: Way,
    job: &Job,
    bar: &ProgressBar,
) -> Result<ftp_proto::transfer::Report, Problem> {
    let path = argument(&job.remote)?;
    let plan = match way {
        Way::Get => Plan::retrieve(path).modified(),
        Way::Put => Plan::store(path).verify(),
    };
    let plan = job.size.into_iter().fold(plan, Plan::expected);
    match way {
        Way::Get => {
            let report = getting::file(client, plan, &job.local, bar).await?;
            keep_mode(&job.local, job.mode);
            Ok(report)
        }
        Way::Put => putting::file(client, plan, &job.local, &job.remote, bar).await,
    }
}

/// The files below a directory of the server; the directories are made here.
async fn remote_files(client: &mut Client, to: &Path, from: &[u8]) -> Result<VecDeque<Job>, Problem> {
    let root = client.working_directory().await?;
    let from = if from.starts_with(b"/") { from.to_vec() } else { below(&root, from) };
    let (mut jobs, mut left) = (VecDeque::new(), vec![(to.to_owned(), from)]);
    while let Some((here, there)) = left.pop() {
        fs::create_dir_all(&here).map_err(|error| of_file(&here, &error))?;
        client.change_directory(&there).await?;
        let bytes = directory(client).await?.into_vec(LISTING).await?;
        let mut parser = listing::parser();
        let mut input = &bytes[..];
        let mut take = |item: Item<'_>| {
            let Item::Entry(entry) = item else { return };
            if entry.is_itself_or_parent() {
                return;
            }
            // A server can send any name: one that leads out of the directory is left out.
            let name = entry.local_name(Platform::here()).map_err(|error| error.to_string());
            let name = name.and_then(|name| local(name).ok_or_else(|| "it is no text".to_owned()));
            let name = match name {
                Ok(name) => name,
                Err(why) => return remark(&format!("{} is left out: {why}.", printable(entry.name()))),
            };
            let (local, remote) = (here.join(name), below(&there, entry.name()));
            match entry.kind() {
                Kind::Dir => left.push((local, remote)),
                Kind::File => jobs.push_back(Job { local, remote, size: entry.size(), mode: entry.mode() }),
                _ => {}
            }
        };
        while let Some(item) = parser.read(&mut input) {
            take(item);
        }
        while let Some(item) = parser.finish() {
            take(item);
        }
    }
    Ok(jobs)
}

/// The files below a directory here; the directories are made on the server.
async fn local_files(client: &mut Client, from: &Path, to: &[u8]) -> Result<VecDeque<Job>, Problem> {
    let root = client.working_directory().await?;
    let to = if to.starts_with(b"/") { to.to_vec() } else { below(&root, to) };
    let (mut jobs, mut left) = (VecDeque::new(), vec![(from.to_owned(), to)]);
    while let Some((here, there)) = left.pop() {
        if client.change_directory(&there).await.is_err() {
            client.make_directory(&there).await?;
        }
        let entries = fs::read_dir(&here).map_err(|error| of_file(&here, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| of_file(&here, &error))?;
            let (local, kind) = (entry.path(), entry.file_type().map_err(|error| of_file(&here, &error))?);
            let remote = below(&there, entry.file_name().as_encoded_bytes());
            if kind.is_dir() {
                left.push((local, remote));
            } else if kind.is_file() {
                let size = Some(entry.metadata().map_err(|error| of_file(&local, &error))?.len());
                jobs.push_back(Job { local, remote, size, mode: None });
            }
        }
    }
    Ok(jobs)
}

fn below(directory: &[u8], name: &[u8]) -> Vec<u8> {
    match directory {
        _ if name.is_empty() => directory.to_vec(),
        [.., b'/'] => [directory, name].concat(),
        _ => [directory, b"/", name].concat(),
    }
}

/// The file is whole whether its mode can be kept or not.
fn keep_mode(file: &Path, mode: Option<u16>) {
    #[cfg(unix)]
    if let Some(mode) = mode {
        use std::os::unix::fs::PermissionsExt;
        // Nothing of a server makes a file run as another user.
        let _: std::io::Result<()> =
            fs::set_permissions(file, fs::Permissions::from_mode((mode & 0o777).into()));
    }
    #[cfg(not(unix))]
    let _ = (file, mode);
}
