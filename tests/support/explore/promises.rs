//! What holds for a login in every state, whatever the server and the driver do.

use super::event::Event;
use super::setting::{ACCOUNT, ANSWER, KEEPER, PASSWORD, SECOND, Setting};
use super::walk::Walk;
use super::wire::{Happened, verb};
use ftp_diagnosis::diagnose;
use ftp_proto::login::LoginErrorKind;
use ftp_proto::session::Health;
use ftp_proto::{Action, Dialogue, Input, Login, TlsPolicy, Transcript};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

const CREDENTIALS: [&str; 3] = ["USER", "PASS", "ACCT"];
const SECRETS: [&str; 5] = [PASSWORD, ACCOUNT, SECOND, ANSWER, KEEPER];

/// Every secret begins with this, and nothing else contains it.
const BEGINNING: &str = "canary-";

/// The checks, and which transcripts were diagnosed: a diagnosis depends only on its transcript.
#[derive(Debug, Default)]
pub struct Promises(Mutex<HashSet<u64>>);

impl Promises {
    /// Panics if a promise is broken in this state, and says which one and after what.
    pub fn hold(&self, setting: &Setting, path: &[Event], walk: &Walk) {
        credentials_go_once(setting, path, walk);
        everything_has_its_time(path, walk);
        no_secret_shows(path, &format!("{:?}", walk.login));
        if matches!(setting.tls, TlsPolicy::Required | TlsPolicy::Implicit) {
            nothing_secret_goes_in_clear(path, walk);
        }
        let done = walk.login.action() == Action::Done;
        assert!(
            done || !matches!(path.last(), Some(Event::Eof | Event::Broken)),
            "it goes on after {path:?}"
        );
        if done {
            done_is_final(path, walk);
            self.the_result_is_earned(path, walk);
        } else {
            no_secret_shows(path, &format!("{:?}", walk.login.transcript()));
        }
    }

    /// Checks the login's result against the wire, with a separate account of what answers what. A login succeeds
    /// only by a reply that came after the last command it answers was sent; then it stays successful unless the
    /// connection goes.
    fn the_result_is_earned(&self, path: &[Event], walk: &Walk) {
        let wire = &walk.wire;
        let account = wire.account();
        match walk.login.clone().finish() {
            Ok(session) => {
                assert!(account.logged_in(), "logged in by {:?} after {path:?}", account.last);
                assert!(!account.early, "logged in with a reply that must not count after {path:?}");
                let closed = session.health() == Health::Closed;
                assert!(!wire.closes() || closed, "not closed after {path:?}");
                no_secret_shows(path, &format!("{session:?} {:?}", session.transcript()));
            }
            Err(error) => {
                let refused = error.kind().reply().map(|reply| reply.code().get());
                let may = !account.logged_in()
                    || account.refused
                    || refused.is_none_or(|code| matches!(code, 221 | 421));
                assert!(may, "refused with {refused:?} when logged in after {path:?}");
                let ended = path.iter().any(|event| matches!(event, Event::Eof | Event::Broken))
                    || account.early
                    || wire.closes();
                assert!(!ended || !error.same_connection(), "another try after {path:?}");
                let shown = format!("{error} {error:?}");
                no_secret_shows(path, &shown);
                self.no_diagnosis_shows_a_secret(path, error.transcript(), &shown);
            }
        }
    }

    fn no_diagnosis_shows_a_secret(&self, path: &[Event], transcript: &Transcript, shown: &str) {
        let mut hasher = DefaultHasher::new();
        shown.hash(&mut hasher);
        if self.0.lock().unwrap().insert(hasher.finish()) {
            no_secret_shows(path, &format!("{:?}", diagnose(transcript)));
        }
    }
}

/// PASS and ACCT are sent once per attempt; USER once, and once more under TLS if a server demanded TLS at USER. A
/// proxy has its own USER and PASS.
fn credentials_go_once(setting: &Setting, path: &[Event], walk: &Walk) {
    let verbs = if setting.proxy.is_some() { 2 } else { 1 };
    for attempt in walk.wire.happened.split(|happened| *happened == Happened::Again) {
        let lines = || {
            attempt.iter().filter_map(|happened| match happened {
                Happened::Client(line, tls) => Some((line, *tls)),
                _ => None,
            })
        };
        for of_login in CREDENTIALS {
            for under_tls in [false, true] {
                let times = lines().filter(|(line, tls)| verb(line) == of_login && *tls == under_tls).count();
                assert!(times <= verbs, "{of_login} goes {times} times after {path:?}");
            }
        }
        for secret in SECRETS {
            let times = lines().filter(|(line, _)| line.contains(BEGINNING) && line.contains(secret)).count();
            assert!(times <= 1, "{secret} goes {times} times after {path:?}");
        }
        let first = lines().map(|(line, _)| line).find(|line| CREDENTIALS.contains(&verb(line)));
        let in_order = first.is_none_or(|line| verb(line) == "USER" || line.contains(ANSWER));
        assert!(in_order, "{first:?} goes first after {path:?}");
    }
}

fn nothing_secret_goes_in_clear(path: &[Event], walk: &Walk) {
    for happened in &walk.wire.happened {
        if let Happened::Offered(bytes, false) = happened {
            let of_login = ["USER", "PASS", "ACCT", "alice", "bob", "gate", BEGINNING];
            assert!(
                !of_login.iter().any(|s| bytes.contains(s)),
                "offered in clear after {path:?}: {bytes:?}"
            );
        }
    }
}

/// Before the login is complete, only commands that lead to it are sent, and none of those after it; file commands
/// are never sent.
fn everything_has_its_time(path: &[Event], walk: &Walk) {
    let Action::Send(bytes) = walk.login.action() else { return };
    let logged_in = walk.wire.account().logged_in();
    for line in std::str::from_utf8(bytes).unwrap().split("\r\n") {
        let in_time = match verb(line) {
            // Only the end of the last line is left.
            "" | "\n" | "PBSZ" | "PROT" => true,
            "AUTH" | "HOST" | "USER" | "PASS" | "ACCT" | "SITE" | "OPEN" => !logged_in,
            "FEAT" | "OPTS" | "CLNT" | "TYPE" => logged_in,
            _ => false,
        };
        assert!(in_time, "{line:?} goes out of its time after {path:?}");
    }
}

/// Secrets show neither as text nor as a list of numbers.
fn no_secret_shows(path: &[Event], shown: &str) {
    const NUMBERS: &str = "99, 97, 110, 97, 114, 121, 45";
    for beginning in [BEGINNING, NUMBERS] {
        assert!(!shown.contains(beginning), "a secret shows ({beginning}) after {path:?}: {shown}");
    }
}

/// No input changes anything any more.
fn done_is_final(path: &[Event], walk: &Walk) {
    let state = |login: &Login| {
        let mut hasher = DefaultHasher::new();
        login.hash_state(&mut hasher);
        hasher.finish()
    };
    let result = |login: Login| -> Result<(), (LoginErrorKind, bool)> {
        login.finish().map(|_| ()).map_err(|error| (error.kind().clone(), error.same_connection()))
    };
    let mut login = walk.login.clone();
    for input in [
        Input::Bytes(b"230 welcome\r\n"),
        Input::Sent(1),
        Input::TlsUp,
        Input::TimedOut,
        Input::Eof,
        Input::Bytes(b"530 no\r\n"),
    ] {
        login.handle(input);
        assert_eq!(login.action(), Action::Done, "{input:?} goes on after {path:?}");
    }
    let first = walk.login.clone();
    assert_eq!(state(&login), state(&first), "the state changes from {first:?} to {login:?} after {path:?}");
    let same = login.transcript().entries().eq(first.transcript().entries());
    assert!(same, "the transcript changes to {:?} after {path:?}", login.transcript());
    assert_eq!(result(login), result(first), "the result changes after {path:?}");
}

#[test]
fn what_is_searched_for_is_the_beginning_of_every_secret() {
    for secret in SECRETS {
        assert!(secret.starts_with(BEGINNING), "{secret}");
    }
    assert!(std::panic::catch_unwind(|| no_secret_shows(&[], PASSWORD)).is_err());
    assert!(
        std::panic::catch_unwind(|| no_secret_shows(&[], &format!("{:?}", PASSWORD.as_bytes()))).is_err()
    );
}
