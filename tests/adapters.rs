//! Both adapters: one table of cases runs through each. Further tests cover streams that are slow, narrow or broken,
//! data connections of odd servers, and tokio futures that are dropped at every place where they wait.

#[path = "adapters/cancellation.rs"]
mod cancellation;
#[path = "adapters/canned.rs"]
mod canned;
#[path = "adapters/cases.rs"]
mod cases;
#[path = "adapters/certificates.rs"]
mod certificates;
#[path = "adapters/connecting.rs"]
mod connecting;
#[path = "adapters/data.rs"]
mod data;
#[path = "adapters/dripping.rs"]
mod dripping;
#[path = "adapters/recovering.rs"]
mod recovering;
#[path = "adapters/settling.rs"]
mod settling;
#[path = "adapters/streams.rs"]
mod streams;
#[path = "adapters/trust.rs"]
mod trust;

use cases::Case;
use ftp_blocking::Options;
use ftp_proto::session::Exchange;
use ftp_proto::{Action, Command, Dialogue, Input, Login, LoginError, Outcome, Session};
use ftp_tests::scripted::{Received, Scripted};
use std::sync::Mutex;
use std::thread::{self, sleep};
use std::time::Duration;

#[test]
fn every_case_ends_as_expected_over_std() {
    at_once(|case| {
        let (end, received) = run(case, |port, options| {
            let mut control = match ftp_blocking::connect("127.0.0.1", port, options) {
                Ok(control) => control,
                Err(error) => return error.to_string(),
            };
            let mut login = Slow { dialogue: Login::new(case.config.clone()), pause: case.pause };
            ftp_blocking::drive(&mut control, &mut login);
            ended(login.dialogue.finish(), |noop| drop(ftp_blocking::drive(&mut control, noop)))
        });
        judge("std", case, &end, &received);
    });
}

#[test]
fn every_case_ends_as_expected_over_tokio() {
    at_once(|case| {
        let runtime = runtime();
        let (end, received) = run(case, |port, options| {
            runtime.block_on(async {
                let mut control = match ftp_tokio::connect("127.0.0.1", port, options).await {
                    Ok(control) => control,
                    Err(error) => return error.to_string(),
                };
                let mut login = Slow { dialogue: Login::new(case.config.clone()), pause: case.pause };
                ftp_tokio::drive(&mut control, &mut login).await;
                let finished = login.dialogue.finish();
                match finished {
                    Ok(mut session) => {
                        let mut noop = session.start(&Command::noop()).expect("a new session is in sync");
                        ftp_tokio::drive(&mut control, &mut noop).await;
                        let outcome = noop.finish();
                        logged_in(&session, &outcome)
                    }
                    Err(error) => error.to_string(),
                }
            })
        });
        judge("tokio", case, &end, &received);
    });
}

/// Runs several cases at once: most of them wait most of the time.
fn at_once(run: impl Fn(&Case) + Sync) {
    let (cases, run) = (Mutex::new(cases::all().into_iter()), &run);
    let next = || cases.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(case) = next() {
                    run(&case)
                }
            });
        }
    });
}

fn run(case: &Case, login: impl FnOnce(u16, &Options) -> String) -> (String, Received) {
    let server = Scripted::start(case.script.clone()).unwrap();
    let options = Options { tls: case.tls.clone(), timeout: case.patience, ..Options::default() };
    let end = login(server.port, &options);
    (end, server.received())
}

fn judge(adapter: &str, case: &Case, end: &str, received: &Received) {
    assert_eq!(end, case.end, "{} over {adapter}, the server received {:?}", case.name, received.lines);
    if let Some(lines) = case.lines {
        assert_eq!(received.lines, lines, "{} over {adapter}", case.name);
    }
    let in_clear = |word: &[u8]| received.wire.windows(word.len()).any(|window| window == word);
    let password = in_clear(b"PASS") || in_clear(b"secret");
    assert_eq!(password, case.password_in_clear, "{} over {adapter}: password in clear", case.name);
}

/// Returns how a login ended. The reply to the next command proves that it succeeded.
fn ended(finished: Result<Session, LoginError>, drive: impl FnOnce(&mut Exchange<'_>)) -> String {
    match finished {
        Ok(mut session) => {
            let mut noop = session.start(&Command::noop()).expect("a new session is in sync");
            drive(&mut noop);
            let outcome = noop.finish();
            logged_in(&session, &outcome)
        }
        Err(error) => error.to_string(),
    }
}

fn logged_in(session: &Session, outcome: &Outcome) -> String {
    let encrypted = if session.is_encrypted() { "under tls" } else { "in clear" };
    format!("logged in {encrypted}, then {}", outcome.reply().map_or("nothing".into(), |reply| reply.text()))
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// A dialogue that is slow after it received something, so that the server's next bytes are here before the next
/// command is written.
struct Slow<D> {
    dialogue: D,
    pause: Duration,
}

impl<D: Dialogue> Dialogue for Slow<D> {
    fn action(&self) -> Action<'_> {
        self.dialogue.action()
    }

    fn handle(&mut self, input: Input<'_>) {
        if let Input::Bytes(_) = input {
            sleep(self.pause);
        }
        self.dialogue.handle(input);
    }
}
