//! All that a login, its result and the tool can be made to print.

use ftp_diagnosis::diagnose;
use ftp_proto::{Command, Credentials, Dialogue, Input, Login, LoginError, Session, Transcript};
use ftp_report::report::Report;
use ftp_report::{json, lines};
use std::collections::HashSet;
use std::fmt::{Debug, Write};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

/// The logins that were printed already. Those that hold and print the same, whatever led there, are one: all that is
/// shown comes of it.
pub struct Seen {
    hashes: Mutex<HashSet<u64>>,
    one_in: u64,
}

impl Seen {
    /// One in so many different logins is taken, by its hash.
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

/// Of a login that is done, or is finished all the same; then of what is left. A session is asked to hide what is
/// `hidden`; a server that receives QUIT answers with what is `repeated`.
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

/// Of an error whose server repeats these secrets when it receives QUIT.
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

/// Of a report of the tool: its lines, its sentences, its JSON, and the core's.
pub fn report(report: &Report) -> String {
    let lines: String = report.transcript.entries().map(lines::text).collect();
    let core = serde_json::to_string(&report.diagnosis).unwrap();
    lines + &report.for_people() + &json::object(report, None).unwrap() + &core + &format!("{report:?}")
}
