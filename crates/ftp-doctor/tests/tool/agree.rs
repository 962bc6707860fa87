//! `read` says of a conversation what `check` says of it, and lines that are nothing of FTP change nothing.

use ftp_diagnosis::diagnose;
use ftp_doctor::read::{Format, read};
use std::fs;
use std::path::PathBuf;

fn folder(name: &str) -> impl Iterator<Item = (String, String)> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/data", name].iter().collect();
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter_map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name != "README.md").then(|| (name, fs::read_to_string(path).unwrap()))
    })
}

/// What a log says: outcome, code, first cause.
fn known(log: &str, format: Option<Format>) -> Option<(String, Option<u16>, String)> {
    let diagnosis = diagnose(&read(log.as_bytes(), format)?.transcript);
    let first = diagnosis.causes().first().map_or("", |finding| finding.cause().name());
    Some((diagnosis.outcome().to_string(), diagnosis.code().map(|code| code.get()), first.to_owned()))
}

/// The first cause of each conversation file, which the test `conversations` holds a login to.
#[test]
fn read_names_the_cause_of_every_conversation_file() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for (name, text) in folder("conversations") {
        let Some(cause) = text.lines().find_map(|line| line.strip_prefix("cause: ")) else { continue };
        let got = known(&text, Some(Format::Plain));
        if got.as_ref().is_none_or(|(_, _, first)| first != cause.trim()) {
            wrong.push(format!("{name}: {cause}: {got:?}"));
        }
        seen += 1;
    }
    assert!(seen >= 20, "{seen}");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Lines of programs that hold numbers and verbs.
const PROSE: [&str; 9] = [
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
