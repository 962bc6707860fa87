//! `ftp-doctor get`: a file, or a tree.

use super::{
    BUFFER, Place, Problem, argument, bar, begin_at, leave, lists_facts, local, moved, settle, tree,
    want_facts,
};
use crate::arguments::Get;
use crate::runtime::block_on;
use ftp_proto::listing::{Entry, Format, Options, Platform};
use ftp_proto::response::Timestamp;
use ftp_proto::transfer::{Plan, Report};
use ftp_proto::{Arg, Command};
use ftp_tokio::{Client, Download};
use indicatif::ProgressBar;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
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
    let path = argument(&place.path).map_err(Problem::Usage)?;
    let plan = Plan::retrieve(path);
    let mut client = place.client().await?;
    let part = if options.moving.resume { Part::of(&mut client, path, to).await? } else { None };
    let report = if to == Path::new("-") {
        let stream = client.read(plan).await?;
        copy(stream, None, || Ok(io::stdout().lock()), None).await?.0
    } else if let Some(part) = part {
        part.go_on(&mut client, plan, &bar(None)).await?
    } else {
        let mode = if cfg!(unix) && !to.exists() { mode(&mut client, path).await } else { None };
        // A server may close the connection, or say nothing, where it is asked for the mode. The file has to come all the same.
        if !settle(&mut client).await {
            client = place.client().await?;
        }
        file(&mut client, plan.modified(), to, || open(to, mode), &bar(None)).await?
    };
    moved(options.moving.json, to, &place.path, &report)?;
    leave(client).await;
    Ok(())
}

/// Returns the mode that a file has on the server, if the server reports it for a single file without a data connection: with MLST,
/// or with STAT (vsftpd).
async fn mode(client: &mut Client, path: Arg<'_>) -> Option<u16> {
    if !lists_facts(client) {
        return mode_by_stat(client, path.bytes()).await;
    }
    want_facts(client).await;
    let reply = client.quote(&Command::mlst(Some(path))).await.ok()?;
    let entry = |line: &[u8]| Entry::of_line(line.trim_ascii_start(), Format::Mlsd, &Options::new())?.mode();
    reply.as_reply().lines().find_map(entry)
}

/// Asks with STAT. SIZE comes first, and names that can be a pattern are left out: the reply to STAT about a directory, or about all
/// names that match a pattern, can have any length.
async fn mode_by_stat(client: &mut Client, path: &[u8]) -> Option<u16> {
    let name = path.rsplit(|byte| *byte == b'/').next()?;
    if path.starts_with(b"-") || path.iter().any(|byte| b"*?[]{}~\\".contains(byte)) {
        return None;
    }
    client.size(path).await.ok()?;
    let reply = client.quote(&Command::stat(Some(Arg::new(path).ok()?))).await.ok()?;
    let mode = |line: &[u8]| {
        let entry = Entry::of_line(line, Format::Unix, &Options::new())?;
        entry.mode().filter(|_| entry.name() == path || entry.name() == name)
    };
    reply.as_reply().lines().find_map(mode)
}

/// Fetches into the file that `open` returns, and sets the modification time that the file has on the server.
pub(super) async fn file(
    client: &mut Client,
    plan: Plan,
    to: &Path,
    open: impl FnOnce() -> io::Result<File>,
    bar: &ProgressBar,
) -> Result<Report, Problem> {
    let is_new = fs::symlink_metadata(to).is_err();
    let stream = client.read(plan).await?;
    if let Some(size) = stream.size() {
        bar.set_length(bar.length().unwrap_or(0).max(size));
    }
    let mut is_open = false;
    let open = || {
        let file = open().map_err(|error| Problem::of_file(to, &error))?;
        is_open = true;
        Ok(file)
    };
    let fetched = copy(stream, None, open, Some(bar)).await;
    // A new file that is still empty goes; one with data stays for --resume.
    if is_new && is_open && fetched.is_err() && fs::metadata(to).is_ok_and(|file| file.len() == 0) {
        let _: io::Result<()> = fs::remove_file(to);
    }
    let (report, file) = fetched?;
    set_time(&file, report.modified);
    Ok(report)
}

/// Sets the modification time. If that fails, the file is complete all the same.
fn set_time(file: &File, time: Option<Timestamp>) {
    if let Some(time) = time.and_then(|time| system_time(time.unix_seconds())) {
        let _: io::Result<()> = file.set_modified(time);
    }
}

fn open(to: &Path, mode: Option<u16>) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, local_mode(mode).into());
    #[cfg(not(unix))]
    let _ = mode;
    options.open(to)
}

/// Returns the mode of a new file: the mode on the server, but its owner can always read and write it. The set-user-ID,
/// set-group-ID and sticky bits are never taken from a server.
pub(super) fn local_mode(mode: Option<u16>) -> u16 {
    mode.map_or(0o666, |mode| mode & 0o777 | 0o600)
}

/// The first part of a file, which is here already, and which --resume continues.
struct Part {
    file: File,
    length: u64,
    /// Its last bytes. They are fetched once more, which shows whether it is the same file, and whether the server continues at
    /// the offset.
    end: Vec<u8>,
    modified: Option<Timestamp>,
}

/// The number of bytes that are fetched once more.
const OVERLAP: u64 = 4096;

impl Part {
    /// Reads what is here. `None`: nothing is here. It is an error if the file was changed on the server since.
    async fn of(client: &mut Client, path: Arg<'_>, to: &Path) -> Result<Option<Self>, Problem> {
        if !fs::metadata(to).is_ok_and(|here| here.len() > 0) {
            return Ok(None);
        }
        // Where appending is all that is allowed, Windows does not shorten the file.
        let opened = OpenOptions::new().read(true).write(true).open(to).and_then(|mut file| {
            let here = file.metadata()?;
            let (length, mut end) = (here.len(), Vec::new());
            file.seek(SeekFrom::Start(length.saturating_sub(OVERLAP)))?;
            (&file).take(OVERLAP).read_to_end(&mut end)?;
            Ok((here.modified().ok(), Part { file, length, end, modified: None }))
        });
        let (here, part) = opened.map_err(|error| Problem::of_file(to, &error))?;
        // If the server does not report a time, the check is skipped.
        let modified = client.modified(path.bytes()).await.ok();
        match modified.and_then(|time| system_time(time.unix_seconds())).zip(here) {
            Some((there, here)) if there > here => Err(Problem::Here(
                "The file was changed on the server after a part of it was fetched: leave out --resume to fetch it again."
                    .to_owned(),
            )),
            _ => Ok(Some(Part { modified, ..part })),
        }
    }

    async fn go_on(self, client: &mut Client, plan: Plan, bar: &ProgressBar) -> Result<Report, Problem> {
        let again = self.end.len() as u64;
        let mut stream = client.read(plan.offset(self.length.saturating_sub(again))).await?;
        let size = stream.size();
        if size.is_some_and(|size| size < self.length) {
            let _: Result<_, _> = stream.stop().await;
            return Err(Problem::Here(
                "The file is longer here than on the server, so it is another one: leave out --resume to fetch it again."
                    .to_owned(),
            ));
        }
        let mut there = vec![0; self.end.len()];
        let read = stream.read_exact(&mut there).await;
        if read.is_err() || there != self.end {
            if read.is_err() {
                let _report = stream.finish().await?;
            } else {
                let _: Result<_, _> = stream.stop().await;
            }
            return Err(Problem::Here(
                "The server does not send what is here already: its file is another one, or it does not continue at the offset. \
                 Leave out --resume to fetch it again."
                    .to_owned(),
            ));
        }
        if let Some(size) = size {
            bar.set_length(size);
        }
        begin_at(bar, self.length);
        let left = size.map(|size| size - self.length);
        let fetched = copy(stream, left, || Ok(&self.file), Some(bar)).await;
        if matches!(fetched, Err(Problem::Here(_))) {
            // The bytes that came are not the rest of this file.
            let _: io::Result<()> = self.file.set_len(self.length);
        }
        let (mut report, file) = fetched?;
        set_time(file, self.modified);
        report.offset = self.length;
        report.moved = report.moved.saturating_sub(again);
        Ok(report)
    }
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
