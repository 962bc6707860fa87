//! Lists, fetches and stores files of a server.

mod base;
mod get;
mod ls;
mod put;
mod tree;
mod walk;

pub use get::get;
pub use ls::ls;
pub use put::put;

use crate::arguments::Connection;
use crate::check::options;
use crate::credentials::{Environment, credentials};
use crate::out::{note, print, remark};
use crate::target::Target;
use crate::transfers::look_back;
use crate::usage::{self, IN_CLEAR};
use ftp_diagnosis::Ended;
use ftp_proto::command::Verb;
use ftp_proto::login::LoginConfig;
use ftp_proto::reply::ReplyBuf;
use ftp_proto::response::{Feature, Features};
use ftp_proto::session::Health;
use ftp_proto::transcript::Entry;
use ftp_proto::transfer::{Ending, Known, Report as Moved, Step};
use ftp_proto::{Arg, Command, Credentials, TlsPolicy, Transcript};
use ftp_report::attempt::Attempt;
use ftp_report::json;
use ftp_report::printable::printable;
use ftp_report::report::Report;
use ftp_report::seen::{Seen, Transferred};
use ftp_tokio::{Client, Error, Failure, Options};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::cell::Cell;
use std::io::{self, ErrorKind};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::timeout;

/// The exit status of a transfer that failed, or of a command after the login.
const TRANSFER_FAILED: u8 = 6;

/// The outcome, in the JSON, of a file that could not be moved.
const FAILED: &str = "failed";

/// How long QUIT may take.
const LEAVE: Duration = Duration::from_secs(2);

/// How many bytes are moved at a time.
const BUFFER: usize = 64 << 10;

/// Where to log in, and the path there.
#[derive(Clone)]
pub struct Place {
    attempt: Attempt,
    credentials: Credentials,
    options: Options,
    path: Vec<u8>,
    /// What the last session found out about data connections. The next one does not have to find it out again.
    known: Cell<Option<Known>>,
    /// The address of the server.
    peer: Cell<Option<IpAddr>>,
}

/// Why something was not done.
pub enum Problem {
    /// A sentence about wrong usage.
    Usage(String),
    /// A sentence about what failed on this side.
    Here(String),
    /// A sentence about what failed on this side and will fail for every other file too, such as a full disk.
    Full(String),
    /// An error of the server, or of the connection to it.
    There(Box<Error>),
    /// The reader of standard output has gone, as `head` does.
    Unread,
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
        let options = options(&attempt, timeout, false).map_err(|error| format!("{error}."))?;
        // The path may be that of a file, not of a directory.
        let attempt = Attempt { directory: Vec::new(), ..attempt };
        Ok(Place {
            attempt,
            credentials,
            options,
            path: target.path,
            known: Cell::default(),
            peer: Cell::default(),
        })
    }

    /// Returns the same place without TLS 1.3, unless that fails.
    fn by_tls12(&self) -> Option<Self> {
        let options = options(&self.attempt, self.options.timeout, true).ok()?;
        Some(Place { options, ..self.clone() })
    }

    async fn client(&self) -> Result<Client, Problem> {
        let config = LoginConfig::new(self.credentials.clone()).tls(self.attempt.tls).features();
        let client = Client::connect(&self.attempt.host, self.attempt.port, &self.options, config).await?;
        self.peer.set(client.control().peer_addr().map(|peer| peer.ip().to_canonical()));
        // The server can repeat the password at any time.
        let (control, mut session) = client.into_parts();
        session.hide(&self.credentials);
        if let Some(known) = self.known.get() {
            session.set_known(known);
        }
        Ok(Client::new(control, session))
    }

    /// Returns what is known of the data connection of a transfer that failed.
    fn seen(&self, error: &Error, moved: &Moved) -> Option<Seen> {
        let verb = Verb::find(error.command()?.split(' ').next()?.as_bytes())?.name;
        let protected = self.attempt.tls != TlsPolicy::DangerCleartext;
        let mut seen = Seen { peer: self.peer.get(), ..Seen::default() };
        seen.transfer = Some(Transferred { verb, protected, report: moved.clone() });
        error.transcript().into_iter().for_each(|transcript| look_back(&mut seen, transcript));
        Some(seen)
    }

    /// Keeps what a session has found out, for the next one.
    fn learn(&self, client: &Client) {
        self.known.set(Some(client.session().known()));
    }

    /// Reports what failed, and returns the exit status. An error is a sentence about wrong usage.
    fn failed(&self, problem: Problem, as_json: bool) -> Result<u8, String> {
        let error = match problem {
            Problem::Usage(sentence) => return Err(sentence),
            Problem::Unread => return Ok(0),
            Problem::Here(sentence) | Problem::Full(sentence) => {
                remark(&sentence);
                if as_json {
                    say(json::line(&json!({ "outcome": FAILED, "error": sentence })));
                }
                return Ok(TRANSFER_FAILED);
            }
            Problem::There(error) => error,
        };
        let mut transcript = error.transcript().cloned().unwrap_or_else(Transcript::new);
        if let Failure::Connect(connect) = error.failure() {
            transcript.push(Entry::ConnectFailed(connect.failure));
        }
        let mut report = Report::new(transcript, Some(self.attempt.clone()), None);
        report.seen = error.report().and_then(|moved| self.seen(&error, moved));
        let status = match error.failure() {
            Failure::Connect(_) | Failure::Login(_) => report.exit_status(),
            _ => TRANSFER_FAILED,
        };
        if as_json {
            let outcome = match status {
                TRANSFER_FAILED => Ended::TransferFailed,
                _ => report.diagnosis.ended(),
            };
            say(json::failed(&report, outcome, &sentence(&error)));
        }
        remark(&sentence(&error));
        if !report.diagnosis.causes().is_empty() && !as_json {
            note(&report.for_people());
        }
        Ok(status)
    }
}

impl Problem {
    /// Returns the problem as a sentence.
    fn sentence(&self) -> String {
        match self {
            Problem::Usage(sentence) | Problem::Here(sentence) | Problem::Full(sentence) => sentence.clone(),
            Problem::There(error) => sentence(error),
            Problem::Unread => "The reader of standard output has gone.".to_owned(),
        }
    }

    /// Returns the problem of an error with a local file or directory.
    fn of_file(path: &Path, error: &io::Error) -> Self {
        let sentence = format!("{}: {error}.", printable(path.as_os_str().as_encoded_bytes()));
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem => {
                Problem::Full(sentence)
            }
            _ => Problem::Here(sentence),
        }
    }
}

/// Returns the error as a sentence. The reply that it quotes may end with a full stop already.
fn sentence(error: &Error) -> String {
    format!("{}.", error.to_string().trim_end_matches('.'))
}

/// Waits for a reply that is still to come. Returns whether the session goes on: a firewall can drop it without a word.
async fn settle(client: &mut Client) -> bool {
    let health = client.session().health();
    if health != Health::InSync && !health.is_over() {
        let _: Result<_, _> = client.abort().await;
    }
    client.session().health() == Health::InSync
}

/// Sends QUIT. Its result is ignored, and the time limit keeps a silent server from holding up the tool.
async fn leave(client: Client) {
    let _: Result<_, _> = timeout(LEAVE, client.quit()).await;
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

/// Whether the server refused a command because it does not know it.
fn is_unknown(error: &Error) -> bool {
    // Another command of the transfer, such as PASV, can be refused with the same codes.
    let itself =
        error.report().is_none_or(|report| matches!(report.ending, Ending::Refused(Step::Command, _)));
    itself && error.reply().is_some_and(says_unknown)
}

/// Whether a reply says that the server does not know the command.
fn says_unknown(reply: &ReplyBuf) -> bool {
    matches!(reply.code().get(), 500 | 502 | 504)
}

/// Whether the server lists facts (MLSD).
fn lists_facts(client: &Client) -> bool {
    has(client, "MLST")
}

/// Facts that the tool uses and that a server may list only if the client asks for them (pyftpdlib).
const WANTED: [&str; 2] = ["unix.mode", "unique"];

/// Asks for these facts with OPTS MLST, in addition to those that the server lists by default.
async fn want_facts(client: &mut Client) {
    let Some(line) = feature(client, "MLST", |listed| wanted_facts(&listed)) else { return };
    if let Ok(facts) = Arg::new(&line) {
        // If the server refuses, the default facts have to do.
        let _: Result<_, _> = client.quote(&Command::opts(facts)).await;
    }
}

/// Returns the argument of OPTS that asks for them. `None`: the server knows none of them, or lists them by default.
fn wanted_facts(listed: &Feature<'_>) -> Option<Vec<u8>> {
    let is_wanted = |fact: &[u8]| WANTED.iter().any(|name| fact.eq_ignore_ascii_case(name.as_bytes()));
    if !listed.items().any(is_wanted) {
        return None;
    }
    let mut line = b"MLST ".to_vec();
    for fact in listed.items() {
        let is_on = fact.strip_suffix(b"*");
        if is_on.is_some() || is_wanted(fact) {
            line.extend_from_slice(is_on.unwrap_or(fact));
            line.push(b';');
        }
    }
    Some(line)
}

fn has(client: &Client, name: &str) -> bool {
    feature(client, name, |_| Some(())).is_some()
}

/// Reads what the server's reply to FEAT says of an extension, if it lists that.
fn feature<T>(client: &Client, name: &str, read: impl FnOnce(Feature<'_>) -> Option<T>) -> Option<T> {
    let reply = client.session().features()?.as_reply();
    read(Features::parse(&reply).ok()?.get(name)?)
}

fn argument(path: &[u8]) -> Result<Arg<'_>, String> {
    Arg::new(path).map_err(|error| format!("The path cannot be sent: {error}."))
}

/// Returns a progress bar, which is shown only on a terminal.
fn bar(size: Option<u64>) -> ProgressBar {
    let bar = size.map_or_else(ProgressBar::no_length, ProgressBar::new);
    let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}

/// Shows the bytes that were moved earlier, without counting them in the speed.
fn begin_at(bar: &ProgressBar, offset: u64) {
    bar.inc(offset);
    if offset > 0 {
        bar.reset_eta();
    }
}

/// Prints the result of one file as JSON, if the options ask for that.
fn moved(as_json: bool, local: &Path, remote: &[u8], report: &Moved) -> Result<(), String> {
    if !as_json {
        return Ok(());
    }
    let mut object = names(Some(local), remote);
    object["outcome"] = json!(report.ending.name());
    object["offset"] = json!(report.offset);
    object["bytes"] = json!(report.moved);
    line(&object)
}

/// Returns the names of a file as JSON: as text, and also in hexadecimal if they are not UTF-8.
fn names(local: Option<&Path>, remote: &[u8]) -> Value {
    let local = local.map(|local| local.as_os_str().as_encoded_bytes());
    let mut object = json!({});
    for (key, name) in [("local", local), ("remote", Some(remote))] {
        let Some(name) = name else { continue };
        object[key] = json!(json::text(name));
        if std::str::from_utf8(name).is_err() {
            object[format!("{key}_hex")] = json!(json::hex(name));
        }
    }
    object
}

fn line(object: &Value) -> Result<(), String> {
    print(&(json::line(object).map_err(|error| error.to_string())? + "\n"))
}

/// Prints the object of something that has failed already. If it cannot be printed, that is only reported.
fn say(object: serde_json::Result<String>) {
    let said = object.map_err(|error| error.to_string()).and_then(|object| print(&(object + "\n")));
    if let Err(sentence) = said {
        remark(&sentence);
    }
}

/// Returns a name or path of the server as a local path. On other systems than Unix it has to be UTF-8.
fn local(name: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    return Some(PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name)));
    #[cfg(not(unix))]
    std::str::from_utf8(name).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_moved_earlier_makes_no_speed() {
        let bar = bar(Some(1 << 40));
        std::thread::sleep(Duration::from_millis(20));
        begin_at(&bar, 1 << 39);
        std::thread::sleep(Duration::from_millis(20));
        bar.inc(1000);
        assert_eq!(bar.position(), (1 << 39) + 1000);
        assert!(bar.per_sec() < 1e6, "{}", bar.per_sec());
    }
}
