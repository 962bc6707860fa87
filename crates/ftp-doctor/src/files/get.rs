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

/// Fetches a file or a tree, and returns the exit status. An error is a sentence about wrong usage.
pub fn get(options: &Get) -> Result<u8, String> {
    let place = Place::new(&options.target, &options.moving.connection)?;
    let to = match &options.local {
        Some(local) => local.clone(),
        None => here(&place.path)?,
    };
    let moving = &options.moving;
    if to == Path::new("-") && (moving.resume || moving.recursive || moving.json) {
        return Err("Standard output takes one whole file and nothing else.".to_owned());
    }
    block_on(async {
        let done = match moving.recursive {
            true => tree::get(&place, moving, &to).await,
            false => one(&place, options, &to).await.map(|()| 0),
        };
        done.or_else(|problem| place.failed(problem, moving.json))
    })?
}

/// Returns the last part of the path as a local file name.
fn here(path: &[u8]) -> Result<PathBuf, String> {
    let name = path.rsplit(|byte| *byte == b'/').find(|part| !part.is_empty());
    let name = Platform::here().local_name(name.unwrap_or_default());
    let name = name.ok().and_then(local);
    name.ok_or_else(|| "The path does not end with a name that a file can have here: add one.".to_owned())
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

/// Returns the mode that a file has on the server, if the server reports it for a single file (MLST).
async fn mode(client: &mut Client, path: Arg<'_>) -> Option<u16> {
    if !lists_facts(client) {
        return None;
    }
    let reply = client.quote(&Command::mlst(Some(path))).await.ok()?;
    let entry = |line: &[u8]| Entry::of_line(line.trim_ascii_start(), Format::Mlsd, &Options::new())?.mode();
    reply.as_reply().lines().find_map(entry)
}

/// Returns how many bytes of the file are here already. It is an error if the file was changed on the server since.
async fn partial(client: &mut Client, path: &[u8], to: &Path) -> Result<u64, Problem> {
    let Ok(here) = fs::metadata(to) else { return Ok(0) };
    // If the server does not report a time, the check is skipped.
    let there = if here.len() > 0 { client.modified(path).await.ok() } else { None };
    let there = there.and_then(|time| system_time(time.unix_seconds()));
    match there.zip(here.modified().ok()) {
        Some((there, here)) if there > here => Err(Problem::Here(
            "The file was changed on the server after a part of it was fetched: leave out --resume to fetch it again."
                .to_owned(),
        )),
        _ => Ok(here.len()),
    }
}

/// Fetches into a file from the offset of the plan on, and sets the modification time that the file has on the server. A new
/// file gets `mode`, as far as the umask allows, and its owner can always read and write it.
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
            "The file is longer here than on the server, so it is another one: leave out --resume to fetch it again."
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
        // The bytes that came are not the rest of this file.
        let file = OpenOptions::new().write(true).open(to);
        let _: io::Result<()> = file.and_then(|file| file.set_len(offset));
    }
    // A new file that is still empty goes; one with data stays for --resume.
    if is_new && fetched.is_err() && fs::metadata(to).is_ok_and(|file| file.len() == 0) {
        let _: io::Result<()> = fs::remove_file(to);
    }
    let (report, file) = fetched?;
    if let Some(time) = report.modified.and_then(|time| system_time(time.unix_seconds())) {
        // If the time cannot be set, the file is complete all the same.
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
        // The set-user-ID, set-group-ID and sticky bits are never taken from a server.
        options.mode((mode & 0o777 | 0o600).into());
    }
    #[cfg(not(unix))]
    let _ = mode;
    options.open(to)
}

/// Copies the stream to what `open` returns. `open` is called only when the server has begun to send, so an existing file stays
/// as it is if the server refuses. More bytes than `left` are an error: the server did not continue at the offset.
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
    // If reading fails, `finish` returns the error.
    while let Ok(n @ 1..) = read {
        copied += n as u64;
        let problem = if left.is_some_and(|left| copied > left) {
            Problem::Here(
                "The server did not resume at the offset: it sent more than the rest of the file.".to_owned(),
            )
        } else if let Err(error) = to.write_all(buffer.get(..n).unwrap_or_default()) {
            of_output(&error)
        } else {
            bar.inspect(|bar| bar.inc(n as u64));
            read = stream.read(&mut buffer).await;
            continue;
        };
        // The data cannot be stored, so the transfer is stopped.
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
