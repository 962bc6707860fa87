//! The check itself: connect, log in, fetch a listing, send QUIT, and report what that shows.

use crate::credentials::ANONYMOUS_PASSWORD;
use crate::transfers::{Extent, Further, Looked, Visit};
use crate::watch::{Watch, Watched};
use ftp_proto::login::Pipelining;
use ftp_proto::transcript::Entry;
use ftp_proto::{
    Command, Credentials, Dialogue, Login, LoginConfig, LoginError, Session, TlsPolicy, Transcript,
};
use ftp_report::attempt::{Attempt, Family};
use ftp_report::password::Password;
use ftp_report::report::{Report, Tls};
use ftp_report::seen::Seen;
use ftp_tokio::{Control, IpVersion, Options, TlsInfo, TlsOptions, TlsSetupError, connect, drive};
use std::time::Duration;

/// Observes a check, and decides what to do after a refusal.
pub trait Observer {
    /// Takes the next entry of the transcript, as it happens.
    fn happened(&mut self, entry: &Entry);

    /// Takes a refused login, and decides what to do next.
    fn refused(&mut self, error: &LoginError) -> Next;

    /// Waits this many seconds.
    fn wait(&mut self, seconds: u32);

    /// Takes a sentence about an extra step that begins, one that the login and a listing do not need.
    fn begins(&mut self, what: &str);
}

/// What to do after a refusal.
pub enum Next {
    /// Do not try again.
    Stop,
    /// Try again with these credentials, over the same connection if possible.
    With(Credentials),
    /// Try again over a new connection, after this many seconds.
    After(u32),
    /// Try again over a new connection, one command at a time.
    InStep,
}

/// An observer that ignores what happens and never tries again.
pub struct Unobserved;

impl Observer for Unobserved {
    fn happened(&mut self, _: &Entry) {}

    fn refused(&mut self, _: &LoginError) -> Next {
        Next::Stop
    }

    fn wait(&mut self, _: u32) {}

    fn begins(&mut self, _: &str) {}
}

/// The result of one connection.
struct Came {
    transcript: Transcript,
    tls: Option<TlsInfo>,
    seen: Option<Seen>,
}

/// Tries a login, and then as much as `further` says, and returns a report. `timeout` limits the wait for the connection and for
/// each reply. An error is one of the TLS set-up, such as a file that is no certificate; then nothing was tried.
pub async fn check(
    attempt: Attempt,
    credentials: Credentials,
    timeout: Duration,
    further: Further,
    observer: &mut dyn Observer,
) -> Result<Report, TlsSetupError> {
    let options = options(&attempt, timeout, false)?;
    let mut all = vec![credentials];
    let mut pipelining = Pipelining::default();
    loop {
        match over_one_connection(&attempt, &options, further, &mut pipelining, &mut all, observer).await {
            Ok(Came { transcript, tls, seen }) => {
                let sent = transcript.entries().any(is_password);
                let password = all.last().filter(|_| sent).map(|last| last.password().danger_expose());
                // Nobody typed the password of an anonymous login.
                let typed = password.filter(|password| *password != ANONYMOUS_PASSWORD.as_bytes());
                let password = typed.map(Password::of);
                let tls = tls.map(|tls| Tls { version: tls.version, verified: tls.verified });
                let report = Report::new(transcript, Some(attempt), tls).with_password(password);
                return Ok(Report { seen, ..report });
            }
            Err(seconds) => observer.wait(seconds),
        }
    }
}

/// Runs the check over one connection with the last credentials of `all`, and may add others. `Err` means: try again after
/// this many seconds.
async fn over_one_connection(
    attempt: &Attempt,
    resuming: &Options,
    further: Further,
    pipelining: &mut Pipelining,
    all: &mut Vec<Credentials>,
    observer: &mut dyn Observer,
) -> Result<Came, u32> {
    let mut options = resuming.clone();
    if !further.resume {
        options.tls = options.tls.map(|tls| tls.unresumed());
    }
    let mut watch = Watch::default();
    let mut control = match connect(&attempt.host, attempt.port, &options).await {
        Ok(control) => control,
        Err(error) => {
            let mut transcript = Transcript::new();
            transcript.push(Entry::ConnectFailed(error.failure));
            watch.update(&transcript, observer);
            return Ok(Came { transcript, tls: None, seen: None });
        }
    };
    let config = |all: &[Credentials], pipelining| {
        LoginConfig::new(all[all.len() - 1].clone()).tls(attempt.tls).pipelining(pipelining)
    };
    let mut login = Login::new(config(all, *pipelining));
    login.note(Entry::Connected { port: attempt.port });
    loop {
        drive(&mut control, &mut Watched::new(&mut login, &mut watch, observer)).await;
        let mut error = match login.finish() {
            Ok(mut session) => {
                all.iter().for_each(|credentials| session.hide(credentials));
                let tls = control.tls_info();
                if further.extent == Extent::Login {
                    let transcript = after_login(&mut control, session, options.timeout).await;
                    watch.update(&transcript, observer);
                    return Ok(Came { transcript, tls, seen: None });
                }
                let login = config(all, *pipelining);
                let in_step = *pipelining == Pipelining::InStep;
                let visit = Visit { attempt, options: resuming, login, in_step };
                let looked = visit.look(control, session, further.extent, &mut watch, observer).await;
                let Looked { mut control, session, mut seen, failed } = looked;
                let whole = after_login(&mut control, session, options.timeout).await;
                watch.update(&whole, observer);
                drop(control);
                visit.look_again(&mut seen, further.probes && failed.is_some(), observer).await;
                let mut transcript = failed.unwrap_or(whole);
                seen.notices().for_each(|notice| transcript.push(Entry::Noticed(notice)));
                return Ok(Came { transcript, tls, seen: Some(seen) });
            }
            Err(error) => error,
        };
        watch.update(error.transcript(), observer);
        let next = observer.refused(&error);
        if let Next::With(new) = &next {
            all.push(new.clone());
            match error.retry(new.clone()) {
                Ok(again) => {
                    login = again;
                    continue;
                }
                Err(gone) => error = gone,
            }
        }
        let tls = control.tls_info();
        let transcript = after_refusal(&mut control, error, all, options.timeout).await;
        watch.update(&transcript, observer);
        return match next {
            Next::Stop => Ok(Came { transcript, tls, seen: None }),
            Next::With(_) => Err(0),
            Next::After(seconds) => Err(seconds),
            Next::InStep => {
                *pipelining = Pipelining::InStep;
                Err(0)
            }
        };
    }
}

fn is_password(entry: &Entry) -> bool {
    matches!(entry, Entry::Sent(sent) if sent.verb().eq_ignore_ascii_case(b"PASS"))
}

/// Returns the connection options for an attempt. An error is one of the TLS set-up.
pub fn options(attempt: &Attempt, timeout: Duration, tls12_only: bool) -> Result<Options, TlsSetupError> {
    let tls = TlsOptions {
        ca_file: attempt.ca_file.clone(),
        client_certificate: attempt.certificate.clone(),
        danger_no_verification: attempt.insecure,
        tls12_only,
    };
    let in_clear = attempt.tls == TlsPolicy::DangerCleartext;
    Ok(Options {
        connect_timeout: timeout,
        timeout,
        ip: ip(attempt),
        tls: if in_clear { None } else { Some(tls.build()?) },
    })
}

/// Returns the IP version that an attempt is limited to.
pub fn ip(attempt: &Attempt) -> IpVersion {
    match attempt.ip {
        None => IpVersion::Any,
        Some(Family::V4) => IpVersion::V4,
        Some(Family::V6) => IpVersion::V6,
    }
}

/// Sends QUIT after a login, and returns the whole transcript.
async fn after_login(control: &mut Control, mut session: Session, limit: Duration) -> Transcript {
    if let Ok(mut quit) = session.start(&Command::quit()) {
        leave(control, &mut quit, limit).await;
    }
    session.transcript().clone()
}

/// Sends QUIT after a refusal, and returns the whole transcript. A connection that turns out to be closed is evidence too.
async fn after_refusal(
    control: &mut Control,
    mut error: LoginError,
    all: &[Credentials],
    limit: Duration,
) -> Transcript {
    all.iter().for_each(|credentials| error.hide(credentials));
    if answered(&error) {
        leave(control, &mut error.quit(), limit).await;
    }
    error.transcript().clone()
}

/// Sends QUIT within the time limit, so a server that answers it byte by byte cannot hold up the check.
async fn leave(control: &mut Control, quit: &mut impl Dialogue, limit: Duration) {
    let _: Result<_, _> = tokio::time::timeout(limit, drive(control, quit)).await;
}

/// Whether the server can still take a QUIT: it ended the login with a reply and the connection is still open.
fn answered(error: &LoginError) -> bool {
    let last = error.transcript().entries().next_back();
    error.kind().reply().is_some() && !matches!(last, Some(Entry::Closed | Entry::Broken))
}
