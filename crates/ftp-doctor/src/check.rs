//! The check itself: connect, log in, say QUIT, and see what that shows.

use crate::attempt::Attempt;
use crate::password::Password;
use crate::report::Report;
use crate::watch::{Watch, Watched};
use ftp_proto::login::Pipelining;
use ftp_proto::transcript::Entry;
use ftp_proto::{
    Command, Credentials, Dialogue, Login, LoginConfig, LoginError, Session, TlsPolicy, Transcript,
};
use ftp_tokio::{Control, Options, TlsInfo, TlsOptions, TlsSetupError, connect, drive};
use std::time::Duration;

/// Who sees what happens in a check, and says what to do after a refusal.
pub trait Observer {
    /// This happened.
    fn happened(&mut self, entry: &Entry);

    /// The login was refused.
    fn refused(&mut self, error: &LoginError) -> Next;

    /// So many seconds are to go by.
    fn wait(&mut self, seconds: u32);
}

/// What to do after a refusal.
pub enum Next {
    /// No more.
    Stop,
    /// The same with these credentials: over the same connection where that can be.
    With(Credentials),
    /// The same over a new connection, after so many seconds.
    After(u32),
    /// The same over a new connection, one command at a time.
    InStep,
}

/// Sees nothing, and wants no second try.
pub struct Unobserved;

impl Observer for Unobserved {
    fn happened(&mut self, _: &Entry) {}

    fn refused(&mut self, _: &LoginError) -> Next {
        Next::Stop
    }

    fn wait(&mut self, _: u32) {}
}

/// Tries a login and says what came of it. `timeout` is for the connection and for each answer. An error
/// is one of TLS's set-up, such as a file that is no certificate: nothing was tried then.
pub async fn check(
    attempt: Attempt,
    credentials: Credentials,
    timeout: Duration,
    observer: &mut dyn Observer,
) -> Result<Report, TlsSetupError> {
    let options = options(&attempt, timeout)?;
    let mut all = vec![credentials];
    let mut pipelining = Pipelining::default();
    loop {
        match over_one_connection(&attempt, &options, &mut pipelining, &mut all, observer).await {
            Ok((transcript, tls)) => {
                let password = all.last().map(|last| Password::of(last.password().danger_expose()));
                return Ok(Report::new(transcript, Some(attempt), tls).with_password(password));
            }
            Err(seconds) => observer.wait(seconds),
        }
    }
}

/// The last credentials are the ones to use; others may be added. `Err`: again after so many seconds.
async fn over_one_connection(
    attempt: &Attempt,
    options: &Options,
    pipelining: &mut Pipelining,
    all: &mut Vec<Credentials>,
    observer: &mut dyn Observer,
) -> Result<(Transcript, Option<TlsInfo>), u32> {
    let mut watch = Watch::default();
    let mut control = match connect(&attempt.host, attempt.port, options).await {
        Ok(control) => control,
        Err(error) => {
            let mut transcript = Transcript::new();
            transcript.push(Entry::ConnectFailed(error.failure));
            watch.update(&transcript, observer);
            return Ok((transcript, None));
        }
    };
    let config = LoginConfig::new(all[all.len() - 1].clone()).tls(attempt.tls).pipelining(*pipelining);
    let mut login = Login::new(config);
    login.note(Entry::Connected { port: attempt.port });
    loop {
        drive(&mut control, &mut Watched::new(&mut login, &mut watch, observer)).await;
        let mut error = match login.finish() {
            Ok(session) => {
                let transcript = after_login(&mut control, session, all, options.timeout).await;
                watch.update(&transcript, observer);
                return Ok((transcript, control.tls_info()));
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
            Next::Stop => Ok((transcript, tls)),
            Next::With(_) => Err(0),
            Next::After(seconds) => Err(seconds),
            Next::InStep => {
                *pipelining = Pipelining::InStep;
                Err(0)
            }
        };
    }
}

/// How to connect for an attempt.
pub fn options(attempt: &Attempt, timeout: Duration) -> Result<Options, TlsSetupError> {
    let tls = TlsOptions {
        ca_file: attempt.ca_file.clone(),
        client_certificate: attempt.certificate.clone(),
        danger_no_verification: attempt.insecure,
        ..TlsOptions::default()
    };
    let in_clear = attempt.tls == TlsPolicy::DangerCleartext;
    Ok(Options {
        connect_timeout: timeout,
        timeout,
        ip: attempt.ip,
        tls: if in_clear { None } else { Some(tls.build()?) },
    })
}

/// QUIT, and the whole transcript.
async fn after_login(
    control: &mut Control,
    mut session: Session,
    all: &[Credentials],
    limit: Duration,
) -> Transcript {
    all.iter().for_each(|credentials| session.hide(credentials));
    if let Ok(mut quit) = session.start(&Command::quit()) {
        leave(control, &mut quit, limit).await;
    }
    session.transcript().clone()
}

/// The same after a login that failed. A connection that turns out to be closed is evidence too.
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

/// A server that answers QUIT with a byte now and then does not hold anybody.
async fn leave(control: &mut Control, quit: &mut impl Dialogue, limit: Duration) {
    let _: Result<_, _> = tokio::time::timeout(limit, drive(control, quit)).await;
}

/// Whether the server is still there to take leave of: it ended the login with a reply.
fn answered(error: &LoginError) -> bool {
    let last = error.transcript().entries().next_back();
    error.kind().reply().is_some() && !matches!(last, Some(Entry::Closed | Entry::Broken))
}
