//! `ftp-doctor put`: a file, or a tree.

use super::{BUFFER, Place, Problem, argument, bar, begin_at, has, leave, moved, tree};
use crate::arguments::Put;
use crate::runtime::block_on;
use ftp_proto::response::Timestamp;
use ftp_proto::transfer::{Plan, Report};
use ftp_proto::{Command, command::Arg};
use ftp_tokio::{Client, Error};
use indicatif::ProgressBar;
use std::fs::File;
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
        report = file(&mut client, plan.offset(offset), from, source, &place.path, &bar(Some(size))).await?;
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
    keep(client, &source, remote).await;
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

/// Sets the time and mode of the local file on the server. Failures are ignored: the file is complete without them.
async fn keep(client: &mut Client, file: &File, remote: &[u8]) {
    let Ok(metadata) = file.metadata() else { return };
    let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = time.and_then(|time| Timestamp::from_unix_seconds(i64::try_from(time.as_secs()).ok()?));
    if let Some(time) = time {
        let _ = match has(client, "MFMT") {
            true => client.set_modified(remote, time).await,
            false => set_by_mdtm(client, remote, time).await,
        };
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = metadata.permissions().mode() & 0o777;
        // A server can give a new file any mode: vsftpd gives it 600 by default.
        let line = [format!("CHMOD {mode:o} ").as_bytes(), remote].concat();
        if let Ok(argument) = Arg::new(&line) {
            let _ = client.quote(&Command::site(argument)).await;
        }
    }
}

/// Sets the time of a file with MDTM, which some servers without MFMT accept (vsftpd, Serv-U). Other servers look for a file whose name
/// begins with the time, and refuse.
async fn set_by_mdtm(client: &mut Client, remote: &[u8], time: Timestamp) -> Result<(), Error> {
    if has(client, "MDTM") {
        let line = [format!("{time} ").as_bytes(), remote].concat();
        client.quote(&Command::mdtm(Arg::new(&line)?)).await?;
    }
    Ok(())
}
