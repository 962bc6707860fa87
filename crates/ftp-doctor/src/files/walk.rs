//! Finds the files below a directory, on the server or here, and reports those that cannot be moved.

use super::base::Base;
use super::{
    FAILED, Place, Problem, TRANSFER_FAILED, is_unknown, line, lists_facts, local, names, settle, want_facts,
};
use crate::arguments::Moving;
use crate::listing;
use crate::out::remark;
use ftp_proto::listing::{Entry, Format, Item, Kind, Platform};
use ftp_proto::session::Health;
use ftp_proto::transfer::{Doubt, Ending, Plan, Refusal};
use ftp_proto::{Arg, command::InvalidArg};
use ftp_report::printable::printable;
use ftp_tokio::{Client, Error};
use serde_json::json;
use std::collections::{HashSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tokio::io::AsyncReadExt;

/// The most bytes of a listing; a longer one is an error.
const LISTING: usize = 64 << 20;

/// The greatest depth of a tree, and its greatest number of directories. A server that lists a link as a directory can have a
/// tree without end.
const DEPTH: usize = 64;
const DIRECTORIES: usize = 100_000;

/// A file to be moved.
pub(super) struct Job {
    pub(super) local: PathBuf,
    pub(super) remote: Vec<u8>,
    pub(super) size: Option<u64>,
    pub(super) mode: Option<u16>,
}

/// Reports and counts what is not moved.
pub(super) struct Missing {
    json: bool,
    pub(super) count: usize,
}

impl Missing {
    pub(super) fn new(moving: &Moving) -> Self {
        Missing { json: moving.json, count: 0 }
    }

    /// Reports an entry that is left out: it is not understood, or not a file or directory that can be moved.
    fn leave_out(&mut self, name: &[u8], why: &str) -> Result<(), String> {
        self.add(None, name, "left_out", why)
    }

    pub(super) fn failed(&mut self, local: &Path, remote: &[u8], problem: &Problem) -> Result<(), String> {
        let outcome = match problem {
            Problem::There(error) => error.report().map_or(FAILED, |report| report.ending.name()),
            _ => FAILED,
        };
        self.add(Some(local), remote, outcome, problem.sentence().trim_end_matches('.'))
    }

    /// Reports the files that were not begun because of `problem`: each in the JSON, and for people their number.
    pub(super) fn not_begun(&mut self, jobs: &VecDeque<Job>, problem: &Problem) -> Result<(), String> {
        self.count += jobs.len();
        for job in jobs.iter().filter(|_| self.json) {
            let why = problem.sentence();
            unmoved(Some(&job.local), &job.remote, FAILED, why.trim_end_matches('.'))?;
        }
        Ok(())
    }

    /// Reports how many files were not moved, and returns the exit status.
    pub(super) fn end(&self) -> u8 {
        match self.count {
            0 => 0,
            count => {
                remark(&format!("Not moved: {count}."));
                TRANSFER_FAILED
            }
        }
    }

    fn add(&mut self, local: Option<&Path>, remote: &[u8], outcome: &str, why: &str) -> Result<(), String> {
        self.count += 1;
        remark(&format!("{} is not moved: {why}.", printable(remote)));
        if self.json { unmoved(local, remote, outcome, why) } else { Ok(()) }
    }
}

fn unmoved(local: Option<&Path>, remote: &[u8], outcome: &str, why: &str) -> Result<(), String> {
    let mut object = names(local, remote);
    object["outcome"] = json!(outcome);
    object["error"] = json!(why);
    line(&object)
}

/// A directory on both sides.
struct Dir {
    here: PathBuf,
    there: Vec<u8>,
    /// The `unique` facts (RFC 3659 section 7.5.2) of this directory and of those that contain it.
    within: Vec<Vec<u8>>,
    depth: usize,
}

/// Returns the files below a directory of the server, and makes the directories here.
pub(super) async fn remote_files(
    place: &Place,
    client: &mut Client,
    base: &Base,
    to: &Path,
    missing: &mut Missing,
) -> Result<VecDeque<Job>, Problem> {
    let there = absolute(client, &place.path).await?;
    want_facts(client).await;
    let mut left = vec![Dir { here: to.to_owned(), there, within: Vec::new(), depth: 0 }];
    let (mut jobs, mut taken, mut directories) = (VecDeque::new(), HashSet::new(), 0);
    while let Some(dir) = left.pop() {
        directories += 1;
        if directories > DIRECTORIES {
            return Err(Problem::Here(format!("There are more than {DIRECTORIES} directories.")));
        }
        let mut listed = listed(client, &dir.there).await;
        if directories > 1 && !settle(client).await {
            place.learn(client);
            *client = place.client().await?;
            want_facts(client).await;
            listed = self::listed(client, &dir.there).await;
        }
        let listed = listed.and_then(|listed| {
            let made = base.make_directory(&dir.here).map_err(|error| Problem::of_file(&dir.here, &error));
            made.map(|()| listed)
        });
        let listed = match listed {
            Ok(listed) => listed,
            Err(problem) if directories == 1 || matches!(problem, Problem::Full(_)) => return Err(problem),
            Err(problem) => {
                missing.failed(&dir.here, &dir.there, &problem)?;
                continue;
            }
        };
        if let Some(error) = listed.lacks {
            missing.failed(&dir.here, &dir.there, &error.into())?;
        }
        for_each(&listed.bytes, |item| {
            let entry = match item {
                Item::Entry(entry) if entry.is_itself_or_parent() => return Ok(()),
                Item::Entry(entry) => entry,
                Item::NoEntry(line) if line.kind().is_harmless() => return Ok(()),
                Item::NoEntry(line) => {
                    let why = format!("that line of the listing of {} is no entry", printable(&dir.there));
                    return missing.leave_out(line.raw(), &why);
                }
            };
            let there = below(&dir.there, entry.name());
            // A server can send any name: one that leads out of the directory is left out.
            let name = entry
                .local_name(Platform::here())
                .map_err(|error| format!("its name is not safe here ({error})"));
            let name = name.and_then(|name| local(name).ok_or_else(|| "its name is not UTF-8".to_owned()));
            let name = match name {
                Ok(name) => name,
                Err(why) => return missing.leave_out(&there, &why),
            };
            let here = dir.here.join(name);
            if taken.contains(&here) {
                return missing.leave_out(&there, "it is listed twice");
            }
            match kind(&entry) {
                Kind::File => {
                    taken.insert(here.clone());
                    jobs.push_back(Job {
                        local: here,
                        remote: there,
                        size: entry.size(),
                        mode: entry.mode(),
                    });
                }
                Kind::Dir => {
                    let own = entry.fact("unique").map(<[u8]>::to_vec);
                    if dir.depth == DEPTH || own.as_ref().is_some_and(|own| dir.within.contains(own)) {
                        return missing.leave_out(&there, "that directory contains itself, or is too deep");
                    }
                    taken.insert(here.clone());
                    let within = dir.within.iter().cloned().chain(own).collect();
                    left.push(Dir { here, there, within, depth: dir.depth + 1 });
                }
                Kind::Link => return missing.leave_out(&there, "it is a link"),
                Kind::Other => return missing.leave_out(&there, "it is neither a file nor a directory"),
            }
            Ok(())
        })?;
    }
    Ok(jobs)
}

/// Returns the files below a local directory, and makes the directories on the server.
pub(super) async fn local_files(
    place: &Place,
    client: &mut Client,
    from: &Path,
    missing: &mut Missing,
) -> Result<VecDeque<Job>, Problem> {
    let there = absolute(client, &place.path).await?;
    let (mut jobs, mut left, mut first) = (VecDeque::new(), vec![(from.to_owned(), there)], true);
    while let Some((here, there)) = left.pop() {
        let entries = fs::read_dir(&here).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries = entries.map_err(|error| Problem::of_file(&here, &error));
        let mut made = match &entries {
            Ok(_) => enter_or_make(client, &there).await,
            Err(_) => Ok(()),
        };
        if !first && entries.is_ok() && !settle(client).await {
            *client = place.client().await?;
            made = enter_or_make(client, &there).await;
        }
        let entries = match made.and(entries) {
            Ok(entries) => entries,
            Err(problem) if first => return Err(problem),
            Err(problem) => {
                missing.failed(&here, &there, &problem)?;
                continue;
            }
        };
        first = false;
        for entry in entries {
            let remote = below(&there, entry.file_name().as_encoded_bytes());
            let local = entry.path();
            // A link to a file is stored as that file. A link to a directory is left out, since it may lead back up the tree.
            match (fs::metadata(&local), entry.file_type()) {
                (Ok(about), _) if about.is_file() => {
                    jobs.push_back(Job { local, remote, size: Some(about.len()), mode: None });
                }
                (_, Ok(kind)) if kind.is_dir() => left.push((local, remote)),
                (Ok(about), _) if about.is_dir() => {
                    missing.leave_out(&remote, "it is a link to a directory")?
                }
                (Ok(_), _) => missing.leave_out(&remote, "it is neither a file nor a directory")?,
                (Err(error), _) => missing.failed(&local, &remote, &Problem::of_file(&local, &error))?,
            }
        }
    }
    Ok(jobs)
}

/// Enters a directory of the server, or makes it if that fails.
async fn enter_or_make(client: &mut Client, directory: &[u8]) -> Result<(), Problem> {
    if client.change_directory(directory).await.is_err() {
        client.make_directory(directory).await?;
    }
    Ok(())
}

/// Fetches the listing of a directory, including names that begin with a dot.
async fn listed(client: &mut Client, directory: &[u8]) -> Result<Listed, Problem> {
    client.change_directory(directory).await?;
    if lists_facts(client) {
        match whole(client, Plan::metadata(None)).await {
            Err(Failed::There(error)) if is_unknown(&error) => {}
            other => return other.map_err(Problem::from),
        }
    }
    // Without `-a`, servers do not list names that begin with a dot. With it they list at least the directory itself, so an empty
    // listing comes from a server that takes `-a` for a name.
    let all = whole(client, Plan::list(Some(Arg::new(b"-a").map_err(Failed::from)?))).await;
    match all {
        Ok(listed) if has_entries(&listed.bytes) => Ok(listed),
        Err(Failed::There(error)) if !is_about_name(&error) => Err(error.into()),
        Err(Failed::There(_)) | Ok(_) if client.session().health() == Health::InSync => {
            Ok(whole(client, Plan::list(None)).await?)
        }
        other => Ok(other?),
    }
}

/// Whether a server refused a listing for what was to be listed: without the `-a` it may list that. After any other failure, a
/// listing without `-a` would only leave out files.
fn is_about_name(error: &Error) -> bool {
    use Refusal::{CannotOpen, Closing, ConnectionLost, Protection};
    matches!(error.report().map(|report| report.ending), Some(Ending::Refused(_, refusal))
        if !matches!(refusal, CannotOpen | Closing | ConnectionLost | Protection))
}

/// A listing, and what the server said if it is not all of it.
struct Listed {
    bytes: Vec<u8>,
    lacks: Option<Error>,
}

/// Why there is no listing.
enum Failed {
    TooLong,
    There(Error),
}

async fn whole(client: &mut Client, plan: Plan) -> Result<Listed, Failed> {
    let mut stream = client.read(plan).await?;
    let mut bytes = Vec::new();
    // An error of the stream is reported by finish.
    let _: io::Result<usize> = (&mut stream).take(LISTING as u64).read_to_end(&mut bytes).await;
    match stream.finish().await {
        Ok(_complete) => Ok(Listed { bytes, lacks: None }),
        Err(error) => match error.report().map(|report| report.ending) {
            Some(Ending::Stopped) => Err(Failed::TooLong),
            // Pure-FTPd lists so many names and no more.
            Some(Ending::Doubtful(Doubt::NotListed)) => Ok(Listed { bytes, lacks: Some(error) }),
            _ => Err(Failed::There(error)),
        },
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed::There(error)
    }
}

impl From<InvalidArg> for Failed {
    fn from(error: InvalidArg) -> Self {
        Failed::There(error.into())
    }
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::TooLong => Problem::Here(format!("Its listing is longer than {} MiB.", LISTING >> 20)),
            Failed::There(error) => error.into(),
        }
    }
}

fn has_entries(bytes: &[u8]) -> bool {
    let mut any = false;
    let _: Result<_, ()> = for_each(bytes, |item| {
        any |= matches!(item, Item::Entry(_));
        Ok(())
    });
    any
}

fn for_each<E>(mut bytes: &[u8], mut take: impl FnMut(Item<'_>) -> Result<(), E>) -> Result<(), E> {
    let mut parser = listing::parser();
    while let Some(item) = parser.read(&mut bytes) {
        take(item)?;
    }
    while let Some(item) = parser.finish() {
        take(item)?;
    }
    Ok(())
}

/// Returns the kind of an entry. One whose MLSD facts have no type counts as a file, as most are.
fn kind(entry: &Entry<'_>) -> Kind {
    match entry.kind() {
        Kind::Other if entry.format() == Format::Mlsd && entry.fact("type").is_none() => Kind::File,
        kind => kind,
    }
}

async fn absolute(client: &mut Client, path: &[u8]) -> Result<Vec<u8>, Problem> {
    if path.starts_with(b"/") {
        return Ok(path.to_vec());
    }
    Ok(below(&client.working_directory().await?, path))
}

fn below(directory: &[u8], name: &[u8]) -> Vec<u8> {
    match directory {
        _ if name.is_empty() => directory.to_vec(),
        [.., b'/'] => [directory, name].concat(),
        _ => [directory, b"/", name].concat(),
    }
}
