//! Moves a directory with everything below it, over several sessions.

use super::walk::{Job, Missing, local_files, remote_files};
use super::{Place, Problem, TRANSFER_FAILED, argument, bar, get as getting, leave, moved, put as putting};
use crate::arguments::Moving;
use crate::out::remark;
use ftp_proto::transfer::{DataSettings, Pipelining, Plan, Report};
use ftp_tokio::Client;
use indicatif::ProgressBar;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs::File;
use std::path::Path;
use std::rc::Rc;
use tokio::task::{JoinSet, LocalSet};

#[derive(Clone, Copy)]
enum Way {
    Get,
    Put,
}

/// Fetches a tree, and returns the exit status.
pub(super) async fn get(place: &Place, moving: &Moving, to: &Path) -> Result<u8, Problem> {
    let (mut client, mut missing) = (place.client().await?, Missing::new(moving));
    let jobs = remote_files(&mut client, to, &place.path, &mut missing).await?;
    place.learn(&client);
    leave(client).await;
    all(place, moving, Way::Get, jobs, missing).await
}

/// Stores a tree, and returns the exit status.
pub(super) async fn put(place: &Place, moving: &Moving, from: &Path) -> Result<u8, Problem> {
    let (mut client, mut missing) = (place.client().await?, Missing::new(moving));
    let jobs = local_files(&mut client, from, &place.path, &mut missing).await?;
    leave(client).await;
    all(place, moving, Way::Put, jobs, missing).await
}

/// What the sessions share.
struct Work {
    place: Place,
    way: Way,
    json: bool,
    jobs: RefCell<VecDeque<Job>>,
    missing: RefCell<Missing>,
    bar: ProgressBar,
}

/// Moves the files over as many sessions as the options ask for. If a session cannot be opened, the others move its files.
async fn all(
    place: &Place,
    moving: &Moving,
    way: Way,
    jobs: VecDeque<Job>,
    missing: Missing,
) -> Result<u8, Problem> {
    let size = jobs.iter().filter_map(|job| job.size).fold(0, u64::saturating_add);
    let sessions = usize::from(moving.parallel).min(jobs.len());
    let (jobs, missing) = (RefCell::new(jobs), RefCell::new(missing));
    let work = Work { place: place.clone(), way, json: moving.json, jobs, missing, bar: bar(Some(size)) };
    let work = Rc::new(work);
    let local = LocalSet::new();
    let mut result = Ok(());
    let ended = async {
        let mut workers = JoinSet::new();
        for _ in 0..sessions {
            let work = work.clone();
            workers.spawn_local(async move { work.go_on().await });
        }
        while let Some(worker) = workers.join_next().await {
            let worker = worker.unwrap_or_else(|error| Err(Problem::Here(format!("{error}."))));
            result = std::mem::replace(&mut result, Ok(())).and(worker);
        }
    };
    local.run_until(ended).await;
    work.bar.finish_and_clear();
    match result {
        Err(problem) if work.jobs.borrow().is_empty() && !matches!(problem, Problem::Full(_)) => {
            remark(&format!("One of the sessions ended early. {}", problem.sentence()));
        }
        result => result?,
    }
    Ok(match work.missing.borrow().count {
        0 => 0,
        count => {
            remark(&format!("Not moved: {count}."));
            TRANSFER_FAILED
        }
    })
}

impl Work {
    /// Moves files until none are left, over one session at a time.
    async fn go_on(&self) -> Result<(), Problem> {
        let mut client = None;
        // The session comes first, so that a file is taken only if there is a session for it.
        while !self.jobs.borrow().is_empty() {
            let session = self.session(&mut client).await?;
            let Some(job) = self.next() else { break };
            let result = self.one(session, &job).await;
            self.place.learn(session);
            let result = match result {
                // Servers close old or idle sessions: the file is tried once more over a new one.
                Err(Problem::There(_)) if session.session().health().is_over() => {
                    match self.session(&mut client).await {
                        Ok(session) => self.one(session, &job).await,
                        Err(problem) => Err(problem),
                    }
                }
                result => result,
            };
            match result {
                Ok(report) => self.bar.suspend(|| moved(self.json, &job.local, &job.remote, &report))?,
                Err(problem @ Problem::Full(_)) => {
                    self.jobs.borrow_mut().clear();
                    return Err(problem);
                }
                Err(problem) => self
                    .bar
                    .suspend(|| self.missing.borrow_mut().failed(&job.local, &job.remote, &problem))?,
            }
        }
        if let Some(client) = client {
            leave(client).await;
        }
        Ok(())
    }

    fn next(&self) -> Option<Job> {
        self.jobs.borrow_mut().pop_front()
    }

    /// Returns the session for the next file: the previous one, or a new one if that is over.
    async fn session<'c>(&self, slot: &'c mut Option<Client>) -> Result<&'c mut Client, Problem> {
        let client = match slot.take() {
            Some(client) if !client.session().health().is_over() => client,
            _ => {
                let mut client = self.place.client().await?;
                client.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
                client
            }
        };
        Ok(slot.insert(client))
    }

    async fn one(&self, client: &mut Client, job: &Job) -> Result<Report, Problem> {
        let path = argument(&job.remote)?;
        let plan = match self.way {
            Way::Get => Plan::retrieve(path).modified(),
            Way::Put => Plan::store(path),
        };
        let plan = job.size.into_iter().fold(plan, Plan::expected);
        match self.way {
            Way::Get => getting::file(client, plan, &job.local, job.mode, &self.bar).await,
            Way::Put => {
                let source = File::open(&job.local).map_err(|error| Problem::of_file(&job.local, &error))?;
                putting::file(client, plan, &job.local, source, &job.remote, &self.bar).await
            }
        }
    }
}
