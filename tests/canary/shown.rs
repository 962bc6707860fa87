//! Everything that a login, its result and the tool can print.

use ftp_diagnosis::diagnose;
use ftp_proto::{Command, Credentials, Dialogue, Input, Login, LoginError, Session, Transcript};
use ftp_report::report::Report;
use ftp_report::{json, lines};
use std::collections::HashSet;
use std::fmt::{Debug, Write};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

/// The logins that were printed already. Logins with the same contents count as one, however they were reached,
/// because everything that is shown depends on the contents only.
pub struct Seen {
    hashes: Mutex<HashSet<u64>>,
    one_in: u64,
}

impl Seen {
    /// Takes one in `n` different logins, chosen by its hash.
    pub fn one_in(n: u64) -> Self {
        Seen { hashes: Mutex::default(), one_in: n }
    }

    /// Whether this is the first such login with these secrets, and one of those that are taken.
    pub fn is_new(&self, login: &Login, secrets: &impl Debug) -> bool {
        let mut hasher = DefaultHasher::new();
        format!("{login:?} {:?} {secrets:?}", login.transcript()).hash(&mut hasher);
        let hash = hasher.finish();
        hash.is_multiple_of(self.one_in) && self.hashes.lock().unwrap().insert(hash)
    }

    /// How many there were.
    pub fn count(&self) -> usize {
        self.hashes.lock().unwrap().len()
    }
}

/// Returns what a login prints, done or not, and then what its result prints. A session hides what is in `hidden`; a
/// server that receives QUIT repeats what is in `repeated`.
pub fn shown(login: Login, hidden: &[&str], repeated: &[&str]) -> String {
    let mut out = format!("{login:?} {:?} {:?}", login.action(), login.transcript());
    match login.finish() {
        Ok(session) => out += &leaves(session, hidden, repeated),
        Err(error) => {
            let kind = error.kind();
            let remedies = ftp_diagnosis::remedies(&error, 1);
            write!(
                out,
                "{error} {error:?} {error:#?} {kind} {kind:?} {remedies:?} {:?}",
                diagnose(error.transcript())
            )
            .unwrap();
            out += &transcript(error.transcript());
            out += &repeats(error, repeated);
        }
    }
    out
}

/// Returns what an error prints whose server repeats these secrets in its answer to QUIT.
pub fn repeats(mut error: LoginError, secrets: &[&str]) -> String {
    repeat(&mut error.quit(), secrets);
    format!("{error} {error:?}") + &transcript(error.transcript())
}

fn leaves(mut session: Session, hidden: &[&str], repeated: &[&str]) -> String {
    for pair in hidden.chunks(2) {
        let credentials = Credentials::new("x", pair[0]).unwrap();
        session.hide(&match pair.get(1) {
            Some(account) => credentials.account(*account).unwrap(),
            None => credentials,
        });
    }
    let before = format!("{session:?} {:?}", session.features());
    let mut out = before;
    match session.start(&Command::quit()) {
        Ok(mut quit) => {
            repeat(&mut quit, repeated);
            write!(out, "{quit:?} ").unwrap();
            let outcome = quit.finish();
            write!(out, "{outcome} {outcome:?}").unwrap();
        }
        Err(busy) => write!(out, "{busy} {busy:?}").unwrap(),
    }
    format!("{out} {session:?} {:?}", session.recovery()) + &transcript(session.transcript())
}

fn repeat(dialogue: &mut impl Dialogue, secrets: &[&str]) {
    ftp_fuzz::driven::write_all(dialogue);
    for secret in secrets {
        dialogue.handle(Input::Bytes(format!("221-{secret}\r\n221 bye {secret}\r\n").as_bytes()));
        dialogue.handle(Input::Bytes(format!("421 {}", &secret[..secret.len() - 1]).as_bytes()));
    }
    dialogue.handle(Input::Eof);
}

fn transcript(transcript: &Transcript) -> String {
    format!("{transcript:?}") + &report(&Report::new(transcript.clone(), None, None))
}

/// Returns what a report of the tool prints: its lines, its sentences, its JSON, and the core's.
pub fn report(report: &Report) -> String {
    let lines: String = report.transcript.entries().map(lines::text).collect();
    let core = serde_json::to_string(&report.diagnosis).unwrap();
    lines + &report.for_people() + &json::object(report, None).unwrap() + &core + &format!("{report:?}")
}
