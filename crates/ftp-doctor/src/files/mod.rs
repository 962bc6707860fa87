//! Files of a server: listed, fetched and stored.

mod get;
mod ls;
mod put;
mod tree;

pub use get::get;
pub use ls::ls;
pub use put::put;

use crate::arguments::{Connection, Moving};
use crate::check::options;
use crate::credentials::{Environment, credentials};
use crate::out::{note, print, remark};
use crate::run::IN_CLEAR;
use crate::target::Target;
use crate::usage;
use ftp_proto::login::LoginConfig;
use ftp_proto::response::Features;
use ftp_proto::transfer::Report as Moved;
use ftp_proto::{Arg, Credentials, Transcript};
use ftp_report::attempt::Attempt;
use ftp_report::json;
use ftp_report::report::Report;
use ftp_tokio::{Client, Error, Failure, Options};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The exit status of a transfer that failed, or of a command after the login.
const TRANSFER_FAILED: u8 = 6;

/// Bytes that are moved at a time.
const BUFFER: usize = 64 << 10;

/// Where to log in, and the path there.
#[derive(Clone)]
pub struct Place {
    attempt: Attempt,
    credentials: Credentials,
    options: Options,
    path: Vec<u8>,
}

/// Why something was not done.
pub enum Problem {
    /// A sentence about wrong usage, or about this side.
    Here(String),
    /// What the server, or the way to it, did.
    There(Box<Error>),
}

impl Place {
    fn new(target: &str, connection: &Connection) -> Result<Self, String> {
        let target = Target::parse(target).map_err(|error| error.to_string())?;
        let mut sources = Environment::default();
        let credentials =
            credentials(&connection.who, &target, &mut sources).map_err(|error| error.to_string())?;
        let attempt = usage::attempt(connection, &target, &credentials)?;
        if attempt.password_in_clear() {
            remark(IN_CLEAR);
        }
        let timeout = Duration::from_secs(connection.timeout.into());
        let options = options(&attempt, timeout).map_err(|error| format!("{error}."))?;
        Ok(Place { attempt, credentials, options, path: target.path })
    }

    async fn client(&self) -> Result<Client, Problem> {
        let config = LoginConfig::new(self.credentials.clone()).tls(self.attempt.tls).features();
        Ok(Client::connect(&self.attempt.host, self.attempt.port, &self.options, config).await?)
    }

    /// Says what failed, and gives the exit status.
    fn failed(&self, problem: Problem, as_json: bool) -> Result<u8, String> {
        let error = match problem {
            Problem::Here(sentence) => return Err(sentence),
            Problem::There(error) => error,
        };
        let transcript = error.transcript().cloned().unwrap_or_else(Transcript::new);
        let report = Report::new(transcript, Some(self.attempt.clone()), None);
        let status = match error.failure() {
            Failure::Connect(_) | Failure::Login(_) => report.exit_status(),
            _ => TRANSFER_FAILED,
        };
        if as_json {
            print(&(json::object(&report, None).map_err(|error| error.to_string())? + "\n"))?;
        }
        // A reply can end a sentence of its own.
        remark(&format!("{}.", error.to_string().trim_end_matches('.')));
        if !report.diagnosis.causes().is_empty() && !as_json {
            note(&report.for_people());
        }
        Ok(status)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem::There(Box::new(error))
    }
}

impl From<String> for Problem {
    fn from(sentence: String) -> Self {
        Problem::Here(sentence)
    }
}

/// Whether the server lists facts (MLSD).
fn lists_facts(client: &Client) -> bool {
    has(client, "MLST")
}

fn has(client: &Client, feature: &str) -> bool {
    let features = client.session().features();
    features
        .is_some_and(|reply| Features::parse(&reply.as_reply()).is_ok_and(|all| all.get(feature).is_some()))
}

fn argument(path: &[u8]) -> Result<Arg<'_>, String> {
    Arg::new(path).map_err(|error| format!("That path cannot be sent: {error}."))
}

/// A bar on a terminal, and nothing elsewhere.
fn bar(size: Option<u64>) -> ProgressBar {
    let bar = size.map_or_else(ProgressBar::no_length, ProgressBar::new);
    let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}

/// What became of one file, as the options want it printed.
fn moved(moving: &Moving, local: &Path, remote: &[u8], report: &Moved) -> Result<(), String> {
    if !moving.json {
        return Ok(());
    }
    let object = json!({
        "local": local.to_string_lossy(),
        "remote": String::from_utf8_lossy(remote),
        "outcome": report.ending.name(),
        "offset": report.offset,
        "bytes": report.moved,
    });
    print(&(json::line(&object).map_err(|error| error.to_string())? + "\n"))
}

/// A name or path of a server as one of here. Elsewhere than on Unix it has to be text.
fn local(name: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    return Some(PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name)));
    #[cfg(not(unix))]
    std::str::from_utf8(name).ok().map(PathBuf::from)
}
