//! What must not lead to a certain cause: hints, banners, names, and text about something else.

use ftp_diagnosis::{Cause, Confidence, Diagnosis, diagnose};
use ftp_proto::Transcript;
use proptest::prelude::*;

/// Answers to PASS: some state their cause, some do not.
const REFUSALS: &[&str] = &[
    "Login incorrect.",
    "Too many users, try again later.",
    "The account is disabled.",
    "Your account has expired.",
    "TLS is required.",
    "User bob unknown.",
    "Your IP address has been banned.",
    "Cannot change to the home directory.",
    "Service not available.",
    "Too many failed login attempts.",
    "The server is shutting down.",
    "Not now, the disk is full.",
    "No.",
    "Permission denied.",
    "Anonymous access is not allowed.",
    "Das Konto ist gesperrt.",
    "Utilisateur inconnu.",
];

/// Lines that a server adds for its users and that say nothing about what happened.
const ADDED: &[&str] = &[
    "Please use TLS.",
    "Please contact the administrator if your account is disabled.",
    "If your account has expired, mail the admin.",
    "If there are too many users, try again later.",
    "When the server shuts down, you are disconnected.",
    "Please log in with USER and PASS first.",
    "See our page on banned addresses.",
    "In case your home directory does not exist, write to us.",
    "Bitte nutzen Sie TLS.",
    "Falls Ihr Konto gesperrt ist, rufen Sie an.",
    "Si votre compte est bloque, appelez le support.",
    "Si su cuenta ha caducado, llame al soporte.",
    "Welcome to the archive of the town library.",
    "ProFTPD Server (Debian) [192.0.2.1]",
    "The weather is fine today.",
    "The library opens at nine.",
    "bob",
    "ftp.example.net",
];

/// Lines that say nothing.
const NOTHING: &[&str] =
    &["", " ", "--------", "***", ".", "bob", "ftp.tls.example.net", "Sorry.", "=====", "(1)"];

fn refused(lines: &[&str]) -> Diagnosis {
    let mut talk = Transcript::new();
    talk.received(b"220 ready\r\n");
    talk.sent(b"USER bob");
    talk.received(b"331 password?\r\n");
    talk.sent(b"PASS secret");
    let (last, first) = lines.split_last().unwrap();
    let first: String = first.iter().map(|line| format!("530-{line}\r\n")).collect();
    talk.received(format!("{first}530 {last}\r\n").as_bytes());
    diagnose(&talk)
}

fn certain(diagnosis: &Diagnosis) -> Option<Cause> {
    diagnosis.causes().iter().find(|one| one.confidence() == Confidence::Certain).map(|one| one.cause())
}

fn first(diagnosis: &Diagnosis) -> Option<Cause> {
    diagnosis.causes().first().map(|one| one.cause())
}

#[test]
fn what_is_left_open_is_not_certain() {
    const TABLE: &[&[&str]] = &[
        &["Service not available. If your account has expired, mail the admin."],
        &["Not now, the disk is full. Please use TLS."],
        &["Please use TLS.", "Not now, the disk is full."],
        &["If your account is disabled, mail the admin."],
        &["Wenn Ihr Konto gesperrt ist, rufen Sie an."],
        &["Si votre compte est desactive, appelez le support."],
        &["No. Contact us to find out whether your account is disabled."],
        &["The account is disabled. The archive has moved to the second floor."],
    ];
    for lines in TABLE {
        assert_eq!(certain(&refused(lines)), None, "{lines:?}");
    }
}

#[test]
fn what_is_said_in_one_sentence_stays_certain() {
    const TABLE: &[(&[&str], Cause)] = &[
        (&["The account is disabled."], Cause::AccountDisabled),
        (&["The account is disabled. Please contact the administrator."], Cause::AccountDisabled),
        (&["Sorry.", "The account is disabled. Goodbye."], Cause::AccountDisabled),
        (&["TLS is required. If you have none, mail the admin."], Cause::TlsRequired),
        (&["Please use TLS."], Cause::TlsRequired),
    ];
    for (lines, cause) in TABLE {
        assert_eq!(certain(&refused(lines)), Some(*cause), "{lines:?}");
    }
}

/// A refusal, with some of `lines` inserted at any place among its own.
fn with(lines: &'static [&'static str]) -> impl Strategy<Value = (&'static str, Vec<&'static str>)> {
    let added = prop::collection::vec((prop::sample::select(lines), any::<prop::sample::Index>()), 1..5);
    (prop::sample::select(REFUSALS), added).prop_map(|(refusal, added)| {
        let mut text = vec![refusal];
        for (line, at) in added {
            text.insert(at.index(text.len() + 1), line);
        }
        (refusal, text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Added lines may make a cause less certain, never more.
    #[test]
    fn added_lines_never_make_or_change_a_certain((refusal, text) in with(ADDED)) {
        let before = certain(&refused(&[refusal]));
        let after = certain(&refused(&text));
        prop_assert!(after.is_none() || after == before, "{before:?} for {refusal:?}, {after:?} for {text:?}");
    }

    #[test]
    fn lines_that_say_nothing_change_nothing((refusal, text) in with(NOTHING)) {
        let (before, after) = (refused(&[refusal]), refused(&text));
        prop_assert_eq!(first(&before), first(&after), "{:?}", text);
        prop_assert_eq!(certain(&before), certain(&after), "{:?}", text);
    }
}
