//! The check itself: connect, log in, say QUIT, and see what that shows.

use crate::attempt::Attempt;
use crate::report::Report;
use crate::watch::{Watch, Watched};
use ftp_blocking::{Control, Options, TlsInfo, TlsOptions, TlsSetupError, connect, drive};
use ftp_proto::{Command, Credentials, Entry, Login, LoginConfig, LoginError, TlsPolicy, Transcript};
use std::time::Duration;

/// Tries a login and says what came of it. `timeout` is for the connection and for each answer; `show`
/// sees every entry of the conversation as it happens. An error is one of TLS's set-up, such as a file that
/// is no certificate: nothing was tried then.
pub fn check(
    attempt: Attempt,
    credentials: Credentials,
    timeout: Duration,
    show: &mut dyn FnMut(&Entry),
) -> Result<Report, TlsSetupError> {
    let options = options(&attempt, timeout)?;
    let mut watch = Watch::new(show);
    let (transcript, tls) = match connect(&attempt.host, attempt.port, &options) {
        Ok(mut control) => {
            let config = LoginConfig::new(credentials.clone()).tls(attempt.tls);
            let mut login = Login::new(config);
            login.note(Entry::Connected { port: attempt.port });
            drive(&mut control, &mut Watched::new(&mut login, &mut watch, timeout));
            let tls = control.tls_info();
            (goodbye(&mut control, login, &credentials, &mut watch), tls)
        }
        Err(error) => {
            let mut transcript = Transcript::new();
            transcript.push(Entry::ConnectFailed(error.failure));
            (transcript, None::<TlsInfo>)
        }
    };
    watch.update(&transcript);
    Ok(Report::new(transcript, Some(attempt), tls))
}

fn options(attempt: &Attempt, timeout: Duration) -> Result<Options, TlsSetupError> {
    let tls = TlsOptions {
        ca_file: attempt.ca_file.clone(),
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

/// QUIT, and all that was said. A connection that turns out to be closed is evidence too.
fn goodbye(
    control: &mut Control,
    login: Login,
    credentials: &Credentials,
    watch: &mut Watch<'_>,
) -> Transcript {
    match login.finish() {
        Ok(mut session) => {
            session.hide(credentials);
            if session.start(&Command::quit()).is_ok() {
                drive(control, &mut session);
            }
            session.transcript().clone()
        }
        Err(mut error) => {
            watch.update(error.transcript());
            if answered(&error) {
                drive(control, &mut error.quit());
            }
            error.transcript().clone()
        }
    }
}

/// Whether the server is still there to take leave of: it ended the login with a reply.
fn answered(error: &LoginError) -> bool {
    let last = error.transcript().entries().next_back();
    error.kind().reply().is_some() && last != Some(&Entry::Closed)
}
