//! `ftp-doctor put`: a file, or a tree.

use super::{BUFFER, Place, Problem, argument, bar, begin_at, has, leave, moved, says_unknown, tree};
use crate::arguments::Put;
use crate::runtime::block_on;
use ftp_proto::response::Timestamp;
use ftp_proto::transfer::{Plan, Report};
use ftp_proto::{Command, command::Arg};
use ftp_tokio::Client;
use indicatif::ProgressBar;
use std::cell::Cell;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;
use tokio::io::AsyncWriteExt;

/// Stores a file or a tree, and returns the exit status. An error is a sentence about wrong usage.
pub fn put(options: &Put) -> Result<u8, String> {
    let (from, moving) = (&options.local, &options.moving);
    if from == Path::new("-") {
        if moving.resume || moving.recursive {
            return Err("Standard input can be stored only as one whole file.".to_owned());
        }
    } else if !moving.recursive && from.is_dir() {
        return Err("That is a directory: --recursive stores what is in it.".to_owned());
    }
    let mut place = Place::new(&options.target, &moving.connection)?;
    if place.path.is_empty() || place.path.ends_with(b"/") {
        match from.file_name().filter(|_| from != Path::new("-")) {
            Some(name) => place.path.extend_from_slice(name.as_encoded_bytes()),
            // The files in `.` go into the directory of the path itself.
            None if moving.recursive => {}
            None => return Err("The path has no name for the new file: add one.".to_owned()),
        }
    }
    block_on(async {
        let done = match moving.recursive {
            true => tree::put(&place, moving, from).await,
            false => one(&place, options).await.map(|()| 0),
        };
        done.or_else(|problem| place.failed(problem, moving.json))
    })?
}

async fn one(place: &Place, options: &Put) -> Result<(), Problem> {
    let from = &options.local;
    let plan = Plan::store(argument(&place.path).map_err(Problem::Usage)?);
    let report;
    let mut client;
    if from == Path::new("-") {
        client = place.client().await?;
        report = send(&mut client, plan, &mut io::stdin().lock(), None).await?;
    } else {
        // The file is opened before the login, so one that cannot be read costs no connection.
        let source = File::open(from).map_err(|error| Problem::of_file(from, &error))?;
        let size = source.metadata().map_err(|error| Problem::of_file(from, &error))?.len();
        client = place.client().await?;
        let offset = if options.moving.resume { stored(&mut client, &place.path).await? } else { 0 };
        if offset > size {
            return Err(Problem::Here(
                "The file is longer on the server than here, so it is another one: leave out --resume to replace it."
                    .to_owned(),
            ));
        }
        let (plan, lacks, bar) = (plan.offset(offset), Lacks::default(), bar(Some(size)));
        report = file(&mut client, plan, from, source, &place.path, &lacks, &bar).await?;
    }
    moved(options.moving.json, from, &place.path, &report)?;
    leave(client).await;
    Ok(())
}

/// Returns how many bytes of the file the server has.
async fn stored(client: &mut Client, path: &[u8]) -> Result<u64, Problem> {
    match client.size(path).await {
        // The file does not exist yet.
        Err(error) if error.reply().is_some_and(|reply| reply.code().get() == 550) => Ok(0),
        size => Ok(size?),
    }
}

/// Stores a file from the offset of the plan on, and sets the time and mode that it has here, if the server can.
pub(super) async fn file(
    client: &mut Client,
    plan: Plan,
    from: &Path,
    mut source: File,
    remote: &[u8],
    lacks: &Lacks,
    bar: &ProgressBar,
) -> Result<Report, Problem> {
    let offset = plan.starts_at();
    let about = |error| Problem::of_file(from, &error);
    // A pipe cannot seek, and needs not at offset 0.
    if offset > 0 {
        source.seek(SeekFrom::Start(offset)).map_err(about)?;
    }
    let before = source.metadata().map_err(about)?;
    // STOR replaces the file on the server, so the first bytes are read before it.
    let mut head = Vec::new();
    (&source).take(BUFFER as u64).read_to_end(&mut head).map_err(about)?;
    begin_at(bar, offset);
    let report = send(client, plan, &mut head.chain(&source), Some(bar)).await?;
    let now = source.metadata().map_err(about)?;
    if before.is_file() && (before.len(), before.modified().ok()) != (now.len(), now.modified().ok()) {
        return Err(Problem::Here(
            "The file was changed here while it was stored: the server may have a mixture of both versions."
                .to_owned(),
        ));
    }
    keep(client, &now, remote, lacks).await;
    Ok(report)
}

async fn send(
    client: &mut Client,
    plan: Plan,
    from: &mut impl Read,
    bar: Option<&ProgressBar>,
) -> Result<Report, Problem> {
    // Some servers report a truncated upload as complete. SIZE shows that, if the server has it.
    let plan = if has(client, "SIZE") { plan.verify() } else { plan };
    let mut stream = client.write(plan).await?;
    let mut buffer = vec![0; BUFFER];
    loop {
        let n = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                // A part of the file stays on the server. The failure is on this side.
                let _ = stream.stop().await;
                return Err(Problem::Here(format!("It cannot be read: {error}.")));
            }
        };
        // If writing fails, `finish` returns what the server says about it.
        if stream.write_all(buffer.get(..n).unwrap_or_default()).await.is_err() {
            break;
        }
        bar.inspect(|bar| bar.inc(n as u64));
    }
    Ok(stream.finish().await?)
}

/// What of a file the server cannot set: it does not know the command, or does not answer it. It is asked once, not for each file
/// of a tree.
#[derive(Default)]
pub(super) struct Lacks {
    time: Cell<bool>,
    #[cfg(unix)]
    mode: Cell<bool>,
}

/// Sets the time and mode of the local file on the server. Failures are ignored: the file is complete without them.
async fn keep(client: &mut Client, file: &Metadata, remote: &[u8], lacks: &Lacks) {
    let time = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = time.and_then(|time| Timestamp::from_unix_seconds(i64::try_from(time.as_secs()).ok()?));
    // Some servers without MFMT accept a time with MDTM (vsftpd, Serv-U). Others look for a file whose name begins with it, and
    // refuse.
    let verb = ["MFMT", "MDTM"].into_iter().find(|verb| has(client, verb)).filter(|_| !lacks.time.get());
    if let Some((verb, time)) = verb.zip(time) {
        lacks.time.set(lacks_command(client, verb, &time.to_string(), remote).await);
    }
    #[cfg(unix)]
    if !lacks.mode.get() && client.session().health() == ftp_proto::session::Health::InSync {
        let mode = std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777;
        // A server can give a new file any mode: vsftpd gives it 600 by default.
        lacks.mode.set(lacks_command(client, "SITE", &format!("CHMOD {mode:o}"), remote).await);
    }
}

/// Sends a command that sets something of a file. Returns whether the server does not know it, or does not answer it.
async fn lacks_command(client: &mut Client, verb: &str, what: &str, remote: &[u8]) -> bool {
    let line = [what.as_bytes(), b" ", remote].concat();
    let command = Arg::new(&line).and_then(|argument| Command::custom(verb, Some(argument)));
    let Ok(command) = command else { return false };
    client.quote(&command).await.map_or(true, |reply| says_unknown(&reply))
}
