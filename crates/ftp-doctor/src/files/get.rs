//! `ftp-doctor get`: a file, or a tree.

use super::{BUFFER, Place, Problem, argument, bar, local, moved, tree};
use crate::arguments::Get;
use crate::run::block_on;
use ftp_proto::listing::Platform;
use ftp_proto::transfer::{Plan, Report};
use ftp_tokio::Client;
use indicatif::ProgressBar;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};
use tokio::io::AsyncReadExt;

/// Fetches, and gives the exit status. An error is a sentence about wrong usage.
pub fn get(options: &Get) -> Result<u8, String> {
    let place = Place::new(&options.target, &options.moving.connection)?;
    let to = match &options.local {
        Some(local) => local.clone(),
        None => here(&place.path)?,
    };
    block_on(async {
        let done = match options.moving.recursive {
            true => tree::get(&place, &options.moving, &to).await,
            false => one(&place, options, &to).await,
        };
        done.map_or_else(|problem| place.failed(problem, options.moving.json), |()| Ok(0))
    })?
}

/// The last part of the path, as the name of a file here.
fn here(path: &[u8]) -> Result<PathBuf, String> {
    let name = path.trim_ascii_end().rsplit(|byte| *byte == b'/').find(|part| !part.is_empty());
    let name = Platform::here().local_name(name.unwrap_or_default());
    let name = name.ok().and_then(local);
    name.ok_or_else(|| "The path ends with no name that a file here can have: say which.".to_owned())
}

async fn one(place: &Place, options: &Get, to: &Path) -> Result<(), Problem> {
    let mut client = place.client().await?;
    let plan = Plan::retrieve(argument(&place.path)?).modified();
    let report = if to == Path::new("-") {
        if options.moving.resume {
            return Err(Problem::Here("Standard output cannot be gone on with.".to_owned()));
        }
        fetch(&mut client, plan, &mut io::stdout().lock(), None).await?
    } else {
        let offset = match options.moving.resume {
            true => fs::metadata(to).map_or(0, |file| file.len()),
            false => 0,
        };
        let bar = bar(None);
        file(&mut client, plan.offset(offset), to, &bar).await?
    };
    moved(&options.moving, to, &place.path, &report)?;
    client.quit().await?;
    Ok(())
}

/// Fetches into a file from the offset of the plan, and gives it the time that it has on the server.
pub(super) async fn file(
    client: &mut Client,
    plan: Plan,
    to: &Path,
    bar: &ProgressBar,
) -> Result<Report, Problem> {
    let resumes = plan.starts_at() > 0;
    let is_new = !to.exists();
    let opened = OpenOptions::new().write(true).create(true).append(resumes).truncate(!resumes).open(to);
    let mut file = opened.map_err(|error| of_file(to, &error))?;
    let fetched = fetch(client, plan, &mut file, Some(bar)).await;
    // What came is there to be gone on with.
    if is_new && fetched.is_err() && file.metadata().is_ok_and(|file| file.len() == 0) {
        let _: io::Result<()> = fs::remove_file(to);
    }
    let report = fetched?;
    if let Some(time) = report.modified.and_then(|time| u64::try_from(time.unix_seconds()).ok()) {
        keep_time(&file, time);
    }
    Ok(report)
}

async fn fetch(
    client: &mut Client,
    plan: Plan,
    to: &mut impl Write,
    bar: Option<&ProgressBar>,
) -> Result<Report, Problem> {
    let mut stream = client.read(plan).await?;
    if let Some((bar, size)) = bar.zip(stream.size()) {
        bar.set_length(bar.length().unwrap_or(0).max(size));
    }
    let mut buffer = vec![0; BUFFER];
    // An error of the stream is in what its end says.
    while let Ok(n @ 1..) = stream.read(&mut buffer).await {
        if let Err(error) = to.write_all(buffer.get(..n).unwrap_or_default()) {
            // What was fetched so far is of use to nobody who cannot store it.
            let _ = stream.stop().await;
            return Err(Problem::Here(format!("It cannot be written: {error}.")));
        }
        bar.inspect(|bar| bar.inc(n as u64));
    }
    let report = stream.finish().await?;
    to.flush().map_err(|error| format!("It cannot be written: {error}."))?;
    Ok(report)
}

/// Where that cannot be, the file is whole all the same.
fn keep_time(file: &File, seconds: u64) {
    if let Some(time) = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)) {
        let _: io::Result<()> = file.set_modified(time);
    }
}

pub(super) fn of_file(path: &Path, error: &io::Error) -> Problem {
    Problem::Here(format!("{}: {error}.", path.display()))
}
