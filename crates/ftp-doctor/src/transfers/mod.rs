//! What a check does after the login: it asks for PASV, fetches a listing, and stores a small file if it is told to.

mod again;
mod upload;

use crate::check::Observer;
use crate::watch::Watch;
use ftp_proto::response::Passive;
use ftp_proto::transcript::{Answers, Entry, Notice};
use ftp_proto::transfer::{DataSettings, Ending, Pipelining, Report};
use ftp_proto::{Command, LoginConfig, Session, Transcript};
use ftp_report::attempt::Attempt;
use ftp_report::seen::{Seen, Transferred, is_well};
use ftp_tokio::{Client, Control, Error, Options};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::time::{Instant, timeout_at};

/// What a check does after the login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Further {
    /// How far it goes.
    pub extent: Extent,
    /// Whether a failed transfer is tried in other ways, each in a new session.
    pub probes: bool,
    /// Whether data connections resume the TLS session of the control connection, if the server allows it.
    pub resume: bool,
}

/// How far a check goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// To the end of the login.
    Login,
    /// To a listing of the working directory, which changes nothing.
    Listing,
    /// To a file that is stored and removed again.
    Upload,
}

impl Further {
    /// Only the login.
    pub const LOGIN: Further = Further { extent: Extent::Login, probes: false, resume: true };
    /// A listing, which is not tried in other ways if it fails.
    pub const LISTING: Further = Further { extent: Extent::Listing, ..Further::LOGIN };
}

/// The connection after the transfers, and what they showed.
pub(crate) struct Looked {
    pub(crate) control: Control,
    pub(crate) session: Session,
    pub(crate) seen: Seen,
    /// The transcript up to the failure, if there was one.
    pub(crate) failed: Option<Transcript>,
}

/// A server and how to log in to it, for the transfers of this session and for further sessions.
pub(crate) struct Visit<'v> {
    pub(crate) attempt: &'v Attempt,
    /// Options that let data connections resume TLS sessions.
    pub(crate) options: &'v Options,
    pub(crate) login: LoginConfig,
    /// Whether the server takes only one command at a time.
    pub(crate) in_step: bool,
}

impl Visit<'_> {
    /// Asks for PASV, changes to the directory, fetches a listing by EPSV (or by PASV if EPSV does not work), and stores a file if
    /// `extent` asks for it.
    pub(crate) async fn look(
        &self,
        control: Control,
        session: Session,
        extent: Extent,
        watch: &mut Watch,
        observer: &mut dyn Observer,
    ) -> Looked {
        let mut client = self.client(control, session);
        let peer = client.control().peer_addr().map(|peer| peer.ip().to_canonical());
        let mut seen = Seen { peer, ..Seen::default() };
        // A failure here is ignored, since the listing shows it too.
        if peer.is_some_and(|peer| peer.is_ipv4()) {
            let _: Result<_, Error> = client.quote(&Command::pasv()).await;
            watch.update(client.session().transcript(), observer);
        }
        let well = self.enter(&mut client).await && {
            let listed = list(&mut client, self.options.timeout).await;
            take(&mut seen, "LIST", listed, &client)
        };
        watch.update(client.session().transcript(), observer);
        let mut failed = (!well).then(|| at_failure(&client, &seen));
        look_back(&mut seen, client.session().transcript());
        if extent == Extent::Upload && failed.is_none() {
            failed = upload::store(&mut client, &mut seen, watch, observer).await;
        }
        let (control, session) = client.into_parts();
        Looked { control, session, seen, failed }
    }

    /// Finishes in other sessions what this one left open: removes a file that is left, and tries a failed transfer in other ways.
    pub(crate) async fn look_again(&self, seen: &mut Seen, probes: bool, observer: &mut dyn Observer) {
        if let Some(stored) = seen.stored.as_mut().filter(|stored| stored.is_left) {
            upload::remove_later(stored, self, observer).await;
        }
        if probes {
            again::try_others(self, seen, observer).await;
        }
    }

    fn client(&self, control: Control, session: Session) -> Client {
        let mut client = Client::new(control, session);
        if self.in_step {
            client.set_data(DataSettings::default().pipelining(Pipelining::InStep));
        }
        client
    }

    /// Changes to the directory, if there is one. Returns whether that worked.
    async fn enter(&self, client: &mut Client) -> bool {
        let directory = &self.attempt.directory;
        directory.is_empty() || client.change_directory(directory).await.is_ok()
    }

    /// Logs in again, and changes to the directory. Returns `None` if either fails.
    async fn another(&self, options: &Options) -> Option<Client> {
        let (host, port) = (&self.attempt.host, self.attempt.port);
        let client = Client::connect(host, port, options, self.login.clone()).await.ok()?;
        let (control, session) = client.into_parts();
        let mut client = self.client(control, session);
        self.enter(&mut client).await.then_some(client)
    }
}

/// The most bytes of a listing that are fetched.
const LISTING: usize = 16 << 20;

/// Fetches the listing of the working directory. Stops at [`LISTING`] bytes, or after twice the time limit.
async fn list(client: &mut Client, limit: Duration) -> Result<Report, Error> {
    let deadline = Instant::now() + limit * 2;
    let mut stream = client.list("").await?;
    let (mut buffer, mut bytes) = (vec![0; 16 << 10], 0);
    while let Ok(read) = timeout_at(deadline, stream.read(&mut buffer)).await {
        match read {
            Ok(n @ 1..) if bytes < LISTING => bytes += n,
            Ok(1..) => break,
            // If reading fails, `finish` returns the error.
            Ok(0) | Err(_) => return stream.finish().await,
        }
    }
    stream.stop().await
}

/// Returns the transcript so far, with a notice if this side found the transfer incomplete.
fn at_failure(client: &Client, seen: &Seen) -> Transcript {
    let mut transcript = client.session().transcript().clone();
    let ending = seen.transfer.as_ref().map(|one| one.report.ending);
    if matches!(ending, Some(Ending::Doubtful(_) | Ending::TlsFailed(_))) {
        transcript.push(Entry::Noticed(Notice::TransferIncomplete));
    }
    transcript
}

/// Keeps the report of a transfer, and returns whether the transfer went well.
fn take(seen: &mut Seen, verb: &'static str, result: Result<Report, Error>, client: &Client) -> bool {
    let report = match result {
        Ok(report) => report,
        Err(error) => match error.report() {
            Some(report) => report.clone(),
            None => return false,
        },
    };
    let well = is_well(&report.ending);
    let protected = client.session().is_data_protected();
    if !well || seen.transfer.is_none() {
        seen.transfer = Some(Transferred { verb, protected, report });
    }
    well
}

/// Keeps what the server answered to EPSV and PASV.
pub(crate) fn look_back(seen: &mut Seen, transcript: &Transcript) {
    seen.epsv = answer(transcript, "EPSV").map(|(yes, _)| yes);
    let pasv = answer(transcript, "PASV");
    seen.pasv = pasv.map(|(yes, _)| yes);
    seen.pasv_said = pasv.and_then(|(_, said)| said);
}

/// Returns the last answer to a command: whether the server accepted it, and the address in the reply.
fn answer(transcript: &Transcript, verb: &str) -> Option<(bool, Option<Passive>)> {
    let mut sent = None;
    let mut found = None;
    for entry in transcript.entries() {
        match entry {
            Entry::Sent(one) if one.verb().eq_ignore_ascii_case(verb.as_bytes()) => sent = one.number(),
            Entry::Received { reply, answers: Answers::Command(number) } if Some(*number) == sent => {
                found = Some((reply.code().is_success(), Passive::parse(&reply.as_reply()).ok()));
            }
            _ => {}
        }
    }
    found
}
