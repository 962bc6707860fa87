//! `ftp-doctor put`: a file, or a tree.

use super::get::of_file;
use super::{BUFFER, Place, Problem, argument, bar, has, moved, tree};
use crate::arguments::Put;
use crate::run::block_on;
use ftp_proto::response::Timestamp;
use ftp_proto::transfer::{Plan, Report};
use ftp_proto::{Command, command::Arg};
use ftp_tokio::Client;
use indicatif::ProgressBar;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;
use tokio::io::AsyncWriteExt;

/// Stores, and gives the exit status. An error is a sentence about wrong usage.
pub fn put(options: &Put) -> Result<u8, String> {
    let mut place = Place::new(&options.target, &options.moving.connection)?;
    if place.path.is_empty() || place.path.ends_with(b"/") {
        let name = options.local.file_name().filter(|_| options.local != Path::new("-"));
        let name = name.ok_or("There is no name in that path for the new file: say which.")?;
        place.path.extend_from_slice(name.as_encoded_bytes());
    }
    block_on(async {
        let done = match options.moving.recursive {
            true => tree::put(&place, &options.moving, &options.local).await,
            false => one(&place, options).await,
        };
        done.map_or_else(|problem| place.failed(problem, options.moving.json), |()| Ok(0))
    })?
}

async fn one(place: &Place, options: &Put) -> Result<(), Problem> {
    let from = &options.local;
    let mut client = place.client().await?;
    let plan = Plan::store(argument(&place.path)?).verify();
    let report = if from == Path::new("-") {
        if options.moving.resume {
            return Err(Problem::Here("Standard input cannot be gone on with.".to_owned()));
        }
        send(&mut client, plan, &mut io::stdin().lock(), None).await?
    } else {
        let offset = match options.moving.resume {
            true => client.size(&place.path).await?,
            false => 0,
        };
        let size = std::fs::metadata(from).map_err(|error| of_file(from, &error))?.len();
        file(&mut client, plan.offset(offset), from, &place.path, &bar(Some(size))).await?
    };
    moved(&options.moving, from, &place.path, &report)?;
    client.quit().await?;
    Ok(())
}

/// Stores a file from the offset of the plan, and gives it the time and mode that it has here, where the server can.
pub(super) async fn file(
    client: &mut Client,
    plan: Plan,
    from: &Path,
    remote: &[u8],
    bar: &ProgressBar,
) -> Result<Report, Problem> {
    let mut source = File::open(from).map_err(|error| of_file(from, &error))?;
    source.seek(SeekFrom::Start(plan.starts_at())).map_err(|error| of_file(from, &error))?;
    bar.inc(plan.starts_at());
    let report = send(client, plan, &mut source, Some(bar)).await?;
    keep(client, &source, remote).await;
    Ok(report)
}

async fn send(
    client: &mut Client,
    plan: Plan,
    from: &mut impl Read,
    bar: Option<&ProgressBar>,
) -> Result<Report, Problem> {
    let mut stream = client.write(plan).await?;
    let mut buffer = vec![0; BUFFER];
    loop {
        let n = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                // Half a file is on the server; what failed is here.
                let _ = stream.stop().await;
                return Err(Problem::Here(format!("It cannot be read: {error}.")));
            }
        };
        // What the server says about that comes with the end.
        if stream.write_all(buffer.get(..n).unwrap_or_default()).await.is_err() {
            break;
        }
        bar.inspect(|bar| bar.inc(n as u64));
    }
    Ok(stream.finish().await?)
}

/// The file is whole whether the server takes these or not.
async fn keep(client: &mut Client, file: &File, remote: &[u8]) {
    let Ok(metadata) = file.metadata() else { return };
    let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = time.and_then(|time| Timestamp::from_unix_seconds(i64::try_from(time.as_secs()).ok()?));
    if let Some(time) = time.filter(|_| has(client, "MFMT")) {
        let _ = client.set_modified(remote, time).await;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = metadata.permissions().mode() & 0o777;
        let line = [format!("CHMOD {mode:o} ").as_bytes(), remote].concat();
        // Most servers give a new file 644 by themselves.
        if let Ok(argument) =
            Arg::new(&line).map_err(drop).and_then(|arg| if mode == 0o644 { Err(()) } else { Ok(arg) })
        {
            let _ = client.quote(&Command::site(argument)).await;
        }
    }
}
