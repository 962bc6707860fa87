//! `ftp-doctor get`: a file, or a tree.

use super::{BUFFER, Place, Problem, argument, bar, leave, lists_facts, local, moved, tree};
use crate::arguments::Get;
use crate::runtime::block_on;
use ftp_proto::listing::{Entry, Format, Options, Platform};
use ftp_proto::transfer::{Plan, Report};
use ftp_proto::{Arg, Command};
use ftp_tokio::{Client, Download};
use indicatif::ProgressBar;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::io::AsyncReadExt;

/// Fetches, and gives the exit status. An error is a sentence about wrong usage.
pub fn get(options: &Get) -> Result<u8, String> {
    let place = Place::new(&options.target, &options.moving.connection)?;
    let to = match &options.local {
        Some(local) => local.clone(),
        None => here(&place.path)?,
    };
    let moving = &options.moving;
    if to == Path::new("-") && (moving.resume || moving.recursive || moving.json) {
        return Err("Standard output takes one whole file, and nothing besides.".to_owned());
    }
    block_on(async {
        let done = match moving.recursive {
            true => tree::get(&place, moving, &to).await,
            false => one(&place, options, &to).await.map(|()| 0),
        };
        done.or_else(|problem| place.failed(problem, moving.json))
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
    let plan = Plan::retrieve(argument(&place.path).map_err(Problem::Usage)?).modified();
    let mut client = place.client().await?;
    let report = if to == Path::new("-") {
        let stream = client.read(plan).await?;
        copy(stream, None, || Ok(io::stdout().lock()), None).await?.0
    } else {
        let offset = if options.moving.resume { partial(&mut client, &place.path, to).await? } else { 0 };
        let mode = mode(&mut client, argument(&place.path).map_err(Problem::Usage)?).await;
        file(&mut client, plan.offset(offset), to, mode, &bar(None)).await?
    };
    moved(options.moving.json, to, &place.path, &report)?;
    leave(client).await;
    Ok(())
}

/// The mode that a file has on the server, where that says so of one file (MLST).
async fn mode(client: &mut Client, path: Arg<'_>) -> Option<u16> {
    if !lists_facts(client) {
        return None;
    }
    let reply = client.quote(&Command::mlst(Some(path))).await.ok()?;
    let entry = |line: &[u8]| Entry::of_line(line.trim_ascii_start(), Format::Mlsd, &Options::new())?.mode();
    reply.as_reply().lines().find_map(entry)
}

/// How much of the file is here: what the server has changed since is another file.
async fn partial(client: &mut Client, path: &[u8], to: &Path) -> Result<u64, Problem> {
    let Ok(here) = fs::metadata(to) else { return Ok(0) };
    // Where the server does not say when, nothing is known of it.
    let there = if here.len() > 0 { client.modified(path).await.ok() } else { None };
    let there = there.and_then(|time| system_time(time.unix_seconds()));
    match there.zip(here.modified().ok()) {
        Some((there, here)) if there > here => Err(Problem::Here(
            "The file was changed on the server after a part of it was fetched: without --resume it is fetched anew."
                .to_owned(),
        )),
        _ => Ok(here.len()),
    }
}

/// Fetches into a file from the offset of the plan, and gives it the time that it has on the server. A new one gets the mode
/// that it has there, as far as the system's mask lets it, and can be read and written by its owner.
pub(super) async fn file(
    client: &mut Client,
    plan: Plan,
    to: &Path,
    mode: Option<u16>,
    bar: &ProgressBar,
) -> Result<Report, Problem> {
    let offset = plan.starts_at();
    let is_new = fs::symlink_metadata(to).is_err();
    let stream = client.read(plan).await?;
    let size = stream.size();
    if size.is_some_and(|size| size < offset) {
        let _: Result<_, _> = stream.stop().await;
        return Err(Problem::Here(
            "More is here than the file has on the server: it is another one, and without --resume it is fetched anew."
                .to_owned(),
        ));
    }
    if let Some(size) = size {
        bar.set_length(bar.length().unwrap_or(0).max(size));
    }
    bar.inc(offset);
    let left = size.map(|size| size - offset).filter(|_| offset > 0);
    let open = || open(to, offset, mode).map_err(|error| Problem::of_file(to, &error));
    let fetched = copy(stream, left, open, Some(bar)).await;
    if offset > 0 && matches!(fetched, Err(Problem::Here(_))) {
        // What came is no part of it.
        let file = OpenOptions::new().write(true).open(to);
        let _: io::Result<()> = file.and_then(|file| file.set_len(offset));
    }
    // What came is there to be gone on with.
    if is_new && fetched.is_err() && fs::metadata(to).is_ok_and(|file| file.len() == 0) {
        let _: io::Result<()> = fs::remove_file(to);
    }
    let (report, file) = fetched?;
    if let Some(time) = report.modified.and_then(|time| system_time(time.unix_seconds())) {
        // Where that cannot be, the file is whole all the same.
        let _: io::Result<()> = file.set_modified(time);
    }
    Ok(report)
}

fn open(to: &Path, offset: u64, mode: Option<u16>) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).append(offset > 0).truncate(offset == 0);
    #[cfg(unix)]
    if let Some(mode) = mode {
        use std::os::unix::fs::OpenOptionsExt;
        // Nothing of a server makes a file run as another user.
        options.mode((mode & 0o777 | 0o600).into());
    }
    #[cfg(not(unix))]
    let _ = mode;
    options.open(to)
}

/// Copies what comes to what is opened when the server has begun to send: what is there stays as it is where it refuses. More
/// bytes than are `left` are an error: the server does not go on where it should.
async fn copy<W: Write>(
    mut stream: Download<'_>,
    left: Option<u64>,
    open: impl FnOnce() -> Result<W, Problem>,
    bar: Option<&ProgressBar>,
) -> Result<(Report, W), Problem> {
    let (mut buffer, mut copied) = (vec![0; BUFFER], 0);
    let mut read = stream.read(&mut buffer).await;
    if !matches!(read, Ok(1..)) {
        let report = stream.finish().await?;
        return Ok((report, open()?));
    }
    let mut to = match open() {
        Ok(to) => to,
        Err(problem) => {
            let _: Result<_, _> = stream.stop().await;
            return Err(problem);
        }
    };
    // An error of the stream is in what its end says.
    while let Ok(n @ 1..) = read {
        copied += n as u64;
        let problem = if left.is_some_and(|left| copied > left) {
            Problem::Here(
                "The server does not go on where it should: more comes than is left of the file.".to_owned(),
            )
        } else if let Err(error) = to.write_all(buffer.get(..n).unwrap_or_default()) {
            of_output(&error)
        } else {
            bar.inspect(|bar| bar.inc(n as u64));
            read = stream.read(&mut buffer).await;
            continue;
        };
        // What was fetched so far is of use to nobody who cannot store it.
        let _: Result<_, _> = stream.stop().await;
        return Err(problem);
    }
    let report = stream.finish().await?;
    to.flush().map_err(|error| of_output(&error))?;
    Ok((report, to))
}

fn of_output(error: &io::Error) -> Problem {
    let sentence = format!("It cannot be written: {error}.");
    match error.kind() {
        ErrorKind::BrokenPipe => Problem::Unread,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::Full(sentence),
        _ => Problem::Here(sentence),
    }
}

fn system_time(seconds: i64) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}
