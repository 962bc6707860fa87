//! `read` says about a conversation what `check` says about it, and lines that have nothing to do with FTP change nothing.

use ftp_diagnosis::diagnose;
use ftp_report::read::{Format, read};
use ftp_tests::conversation::Conversation;
use std::fs;
use std::path::PathBuf;

fn folder(name: &str) -> impl Iterator<Item = (String, String)> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/data", name].iter().collect();
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter_map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name != "README.md").then(|| (name, fs::read_to_string(path).unwrap()))
    })
}

/// Returns what a log shows: outcome, code, first cause.
fn known(log: &str, format: Option<Format>) -> Option<(String, Option<u16>, String)> {
    let diagnosis = diagnose(&read(log.as_bytes(), format)?.transcript);
    let first = diagnosis.causes().first().map_or("", |finding| finding.cause().name());
    Some((diagnosis.ended().to_string(), diagnosis.code().map(|code| code.get()), first.to_owned()))
}

/// A login is played from each conversation file, as `check` plays it with a server, and `read` reads the file as a log.
#[test]
fn read_says_of_every_conversation_file_what_check_says() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for (name, text) in folder("conversations") {
        // Two things do not show in a log: that TLS was expected from the first byte, which is a setting; and that bytes
        // had come before their command was sent.
        let early = name.starts_with("injected-") || name.starts_with("early-");
        if text.contains("tls: implicit") || early {
            continue;
        }
        let played = Conversation::parse(&text).play(&name, usize::MAX);
        let read = known(&text, Some(Format::Plain));
        let read = read.map(|(outcome, _, first)| (outcome, Some(first).filter(|first| !first.is_empty())));
        if read.as_ref() != Some(&(played.outcome.clone(), played.cause.clone())) {
            wrong.push(format!("{name}: {:?}, not {:?}", read, (played.outcome, played.cause)));
        }
        seen += 1;
    }
    assert!(seen >= 60, "{seen}");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Lines of programs with numbers and verbs in them.
const PROSE: [&str; 14] = [
    "HTTP error 404: page not found",
    "[12:00:01] progress: 530 of 1200",
    "npm WARN 421 packages are looking for funding",
    "Exit code: 1 after 425 seconds",
    "test result: ok. 550 passed; 0 failed",
    "Uploaded 500 files in 12 s",
    "took 550 ms",
    "192.0.2.7 - - \"GET /\" 404 153",
    "    at foo (index.js:530 ) foo",
    "15:58:20,515 [DEBUG] nothing",
    "    at Socket.ondata (/srv/app/node_modules/ftp/lib/connection.js:530:20)",
    "File \"ftplib.py\", line 414, in login",
    "done in: 530 ms",
    "the USER is gone",
];

#[test]
fn numbers_in_prose_change_nothing() {
    let mut wrong = Vec::new();
    for (name, log) in
        folder("logs").filter(|(name, _)| !name.starts_with("curl-trace") && !name.starts_with("tshark"))
    {
        let wanted = known(&log, None);
        let lines: Vec<&str> = log.lines().collect();
        for (turn, prose) in PROSE.iter().enumerate() {
            let at = lines.len() * (turn + 1) / (PROSE.len() + 1);
            for at in [0, at, lines.len()] {
                let mut lines = lines.clone();
                lines.insert(at, prose);
                let got = known(&(lines.join("\n") + "\n"), None);
                if got != wanted {
                    wrong.push(format!("{name}, {prose:?} at {at}: {got:?} for {wanted:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
