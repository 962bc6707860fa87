//! Moves a directory with everything below it, over several sessions.

use super::base::Base;
use super::walk::{Job, Missing, local_files, remote_files};
use super::{Place, Problem, argument, bar, get as getting, leave, moved, put as putting, settle};
use crate::arguments::Moving;
use crate::out::remark;
use ftp_proto::transfer::{DataSettings, Ending, Pipelining, Plan, Refusal, Report};
use ftp_tokio::{Client, Error};
use indicatif::ProgressBar;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fs::File;
use std::path::Path;
use std::rc::Rc;
use tokio::task::{JoinSet, LocalSet};

enum Way {
    Get(Base),
    Put(putting::Lacks),
}

/// Fetches a tree, and returns the exit status.
pub(super) async fn get(place: &Place, moving: &Moving, to: &Path) -> Result<u8, Problem> {
    let (mut client, mut missing) = (place.client().await?, Missing::new(moving));
    let base = Base::new(to);
    let jobs = remote_files(place, &mut client, &base, to, &mut missing).await?;
    place.learn(&client);
    all(place, moving, Way::Get(base), client, jobs, missing).await
}

/// Stores a tree, and returns the exit status.
pub(super) async fn put(place: &Place, moving: &Moving, from: &Path) -> Result<u8, Problem> {
    let (mut client, mut missing) = (place.client().await?, Missing::new(moving));
    let jobs = local_files(place, &mut client, from, &mut missing).await?;
    all(place, moving, Way::Put(putting::Lacks::default()), client, jobs, missing).await
}

/// What the sessions share.
struct Work {
    place: Place,
    way: Way,
    json: bool,
    /// The session that listed the tree. It moves files too: a server that allows one session may count it for a while after QUIT.
    first: RefCell<Option<Client>>,
    jobs: RefCell<VecDeque<Job>>,
    missing: RefCell<Missing>,
    /// How further sessions log in, if TLS 1.3 does not do.
    by_tls12: RefCell<Option<Place>>,
    /// Set if no other file can be moved either, as when the disk is full.
    stopped: Cell<bool>,
    bar: ProgressBar,
}

/// Moves the files over as many sessions as the options ask for. If a session cannot be opened, the others move its files.
async fn all(
    place: &Place,
    moving: &Moving,
    way: Way,
    first: Client,
    jobs: VecDeque<Job>,
    missing: Missing,
) -> Result<u8, Problem> {
    if jobs.is_empty() {
        leave(first).await;
        return Ok(missing.end());
    }
    let size = jobs.iter().filter_map(|job| job.size).fold(0, u64::saturating_add);
    let sessions = usize::from(moving.parallel).min(jobs.len());
    let work = Rc::new(Work {
        place: place.clone(),
        way,
        json: moving.json,
        first: RefCell::new(Some(first)),
        jobs: RefCell::new(jobs),
        missing: RefCell::new(missing),
        by_tls12: RefCell::default(),
        stopped: Cell::new(false),
        bar: bar(Some(size)),
    });
    let local = LocalSet::new();
    let mut failed = None;
    let ended = async {
        let mut workers = JoinSet::new();
        for _ in 0..sessions {
            let work = work.clone();
            workers.spawn_local(async move { work.go_on().await });
        }
        while let Some(worker) = workers.join_next().await {
            let worker = worker.unwrap_or_else(|error| Err(Problem::Here(format!("{error}."))));
            match worker {
                Err(problem @ Problem::Full(_)) => failed = Some(problem),
                Err(problem) if failed.is_none() => failed = Some(problem),
                _ => {}
            }
        }
    };
    local.run_until(ended).await;
    work.bar.finish_and_clear();
    let (mut missing, left) = (work.missing.borrow_mut(), work.jobs.take());
    match failed {
        None => {}
        Some(problem) if left.is_empty() && !work.stopped.get() => {
            remark(&format!("One of the sessions ended early. {}", problem.sentence()));
        }
        // It was reported for the file that failed.
        Some(Problem::Full(_)) if left.is_empty() && missing.count > 0 => {}
        Some(problem) => {
            missing.not_begun(&left, &problem)?;
            missing.end();
            return Err(problem);
        }
    }
    Ok(missing.end())
}

impl Work {
    /// Moves files until none are left, over one session at a time.
    async fn go_on(&self) -> Result<(), Problem> {
        let mut client = None;
        // The session comes first, so that a file is taken only if there is a session for it.
        while !self.stopped.get() && !self.jobs.borrow().is_empty() {
            let session = self.session(&mut client).await?;
            let Some(job) = self.next() else { break };
            let mut result = self.one(session, &job).await;
            self.place.learn(session);
            if let Err(Problem::There(error)) = &result {
                let lacks_ticket = lacks_ticket(session, error);
                // Servers and firewalls end old or idle sessions: the file is tried once more over a new one.
                if lacks_ticket || !settle(session).await {
                    if lacks_ticket {
                        *self.by_tls12.borrow_mut() = self.place.by_tls12();
                        leave_in(&mut client).await;
                    }
                    client = None;
                    result = match self.session(&mut client).await {
                        Ok(session) => self.one(session, &job).await,
                        Err(problem) => Err(problem),
                    };
                }
            }
            let said = self.bar.suspend(|| match &result {
                Ok(report) => moved(self.json, &job.local, &job.remote, report),
                Err(problem) => self.missing.borrow_mut().failed(&job.local, &job.remote, problem),
            });
            // If the outcome cannot be printed, those of the other files could not be printed either.
            let ends = match (said.map_err(Problem::Full), result) {
                (Err(problem), _) | (_, Err(problem @ Problem::Full(_))) => problem,
                _ => continue,
            };
            self.stopped.set(true);
            return Err(ends);
        }
        leave_in(&mut client).await;
        Ok(())
    }

    fn next(&self) -> Option<Job> {
        self.jobs.borrow_mut().pop_front()
    }

    /// Returns the session for the next file: the previous one, or a new one if that is over.
    async fn session<'c>(&self, slot: &'c mut Option<Client>) -> Result<&'c mut Client, Problem> {
        let goes_on = match slot {
            Some(client) => settle(client).await,
            None => false,
        };
        let client = match slot.take().filter(|_| goes_on) {
            Some(client) => client,
            None => {
                let first = self.first.take().filter(|first| !first.session().health().is_over());
                let mut client = match first {
                    Some(first) => first,
                    None => self.another().await?,
                };
                client.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
                client
            }
        };
        Ok(slot.insert(client))
    }

    async fn another(&self) -> Result<Client, Problem> {
        let by_tls12 = self.by_tls12.borrow().clone();
        if let Some(place) = by_tls12 {
            // A server may have TLS 1.3 only. A new session of that has tickets again.
            if let Ok(client) = place.client().await {
                return Ok(client);
            }
        }
        self.place.client().await
    }

    async fn one(&self, client: &mut Client, job: &Job) -> Result<Report, Problem> {
        let path = argument(&job.remote)?;
        let plan = match self.way {
            Way::Get(_) => Plan::retrieve(path).modified(),
            Way::Put(_) => Plan::store(path),
        };
        let plan = job.size.into_iter().fold(plan, Plan::expected);
        match &self.way {
            Way::Get(base) => {
                let open = || base.open(&job.local, getting::local_mode(job.mode));
                getting::file(client, plan, &job.local, open, &self.bar).await
            }
            Way::Put(lacks) => {
                let source = File::open(&job.local).map_err(|error| Problem::of_file(&job.local, &error))?;
                putting::file(client, plan, &job.local, source, &job.remote, lacks, &self.bar).await
            }
        }
    }
}

/// Whether the server refused a data connection that did not resume the TLS session, because no ticket for that was left.
/// ProFTPD gives none with an upload. TLS 1.2 needs none.
fn lacks_ticket(client: &Client, error: &Error) -> bool {
    let refused = |ending| matches!(ending, Ending::Refused(_, Refusal::CannotOpen | Refusal::Protection));
    let fresh = error.report().is_some_and(|report| {
        let tls = report.data.tls.and_then(Result::ok);
        refused(report.ending) && tls.is_some_and(|tls| tls.resumed == Some(false))
    });
    fresh && client.control().tls_info().is_some_and(|tls| tls.version == "TLSv1.3")
}

async fn leave_in(slot: &mut Option<Client>) {
    if let Some(client) = slot.take() {
        leave(client).await;
    }
}
