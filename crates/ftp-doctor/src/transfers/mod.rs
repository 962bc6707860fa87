//! After the login: where data goes is asked for, a listing is fetched, and with leave a small file is stored.

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
    /// Whether a transfer that failed is tried in other ways, each in a session of its own.
    pub probes: bool,
    /// Whether data connections resume the TLS session of the control connection, where the server lets them.
    pub resume: bool,
}

/// How far a check goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// To the end of the login.
    Login,
    /// To a listing of the working directory, which changes nothing.
    Listing,
    /// To a file that is stored, and removed again.
    Upload,
}

impl Further {
    /// The login only.
    pub const LOGIN: Further = Further { extent: Extent::Login, probes: false, resume: true };
    /// A listing, and no second look where it fails.
    pub const LISTING: Further = Further { extent: Extent::Listing, ..Further::LOGIN };
}

/// The connection after it was used, and what was seen.
pub(crate) struct Looked {
    pub(crate) control: Control,
    pub(crate) session: Session,
    pub(crate) seen: Seen,
    /// What was sent and received up to the failure, if there was one.
    pub(crate) failed: Option<Transcript>,
}

/// A server, and how to log in there: for the transfers of a session, and for further sessions.
pub(crate) struct Visit<'v> {
    pub(crate) attempt: &'v Attempt,
    /// With sessions to resume.
    pub(crate) options: &'v Options,
    pub(crate) login: LoginConfig,
    /// The server takes one command at a time.
    pub(crate) in_step: bool,
}

impl Visit<'_> {
    /// Goes to the directory, asks for PASV, fetches a listing by EPSV (or by PASV, where EPSV does not do), and stores a file if that is
    /// wanted.
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
        // Where it fails, the listing shows that too.
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

    /// Does in other sessions what this one left open: removes a file that is left, and tries a transfer in other ways.
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

    /// Goes to the directory, if there is one.
    async fn enter(&self, client: &mut Client) -> bool {
        let directory = &self.attempt.directory;
        directory.is_empty() || client.change_directory(directory).await.is_ok()
    }

    /// Logs in once more, and goes to the directory.
    async fn another(&self, options: &Options) -> Option<Client> {
        let (host, port) = (&self.attempt.host, self.attempt.port);
        let client = Client::connect(host, port, options, self.login.clone()).await.ok()?;
        let (control, session) = client.into_parts();
        let mut client = self.client(control, session);
        self.enter(&mut client).await.then_some(client)
    }
}

/// The most of a listing that is fetched.
const LISTING: usize = 16 << 20;

/// Fetches the listing of the working directory, or as much of it as comes in twice the time limit.
async fn list(client: &mut Client, limit: Duration) -> Result<Report, Error> {
    let deadline = Instant::now() + limit * 2;
    let mut stream = client.list("").await?;
    let (mut buffer, mut bytes) = (vec![0; 16 << 10], 0);
    while let Ok(read) = timeout_at(deadline, stream.read(&mut buffer)).await {
        match read {
            Ok(n @ 1..) if bytes < LISTING => bytes += n,
            Ok(1..) => break,
            // An error of the stream is in what its end says.
            Ok(0) | Err(_) => return stream.finish().await,
        }
    }
    stream.stop().await
}

/// The conversation so far, with what this side found out about the transfer.
fn at_failure(client: &Client, seen: &Seen) -> Transcript {
    let mut transcript = client.session().transcript().clone();
    let ending = seen.transfer.as_ref().map(|one| one.report.ending);
    if matches!(ending, Some(Ending::Doubtful(_) | Ending::TlsFailed(_))) {
        transcript.push(Entry::Noticed(Notice::TransferIncomplete));
    }
    transcript
}

/// Keeps what a transfer came to, and says whether it did well.
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

/// What the server answered to EPSV and PASV.
fn look_back(seen: &mut Seen, transcript: &Transcript) {
    seen.epsv = answer(transcript, "EPSV").map(|(yes, _)| yes);
    let pasv = answer(transcript, "PASV");
    seen.pasv = pasv.map(|(yes, _)| yes);
    seen.pasv_said = pasv.and_then(|(_, said)| said);
}

/// The last answer to a command: whether it is a yes, and which port it says.
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
