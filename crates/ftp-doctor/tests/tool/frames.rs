//! What a paste arrives in: the logs of real clients in each frame, and in pairs of frames, say the same.

use ftp_diagnosis::diagnose;
use ftp_doctor::read::read;
use std::fs;
use std::path::PathBuf;

type Frame = (&'static str, fn(&str) -> String);

/// Frames that keep every line of a log.
const FRAMES: [Frame; 26] = [
    ("indented", |log| each(log, |_, line| format!("    {line}"))),
    ("tab", |log| each(log, |_, line| format!("\t{line}"))),
    ("quoted", |log| each(log, |_, line| format!("> {line}"))),
    ("quoted twice", |log| each(log, |_, line| format!("> > {line}"))),
    ("entities", |log| {
        log.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    }),
    ("breaks", |log| {
        log.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>\n")
    }),
    ("pre", |log| format!("<pre><code>\n{}</code></pre>\n", log.replace('<', "&lt;").replace('>', "&gt;"))),
    ("coloured", |log| each(log, |_, line| format!("\u{1b}[32m{line}\u{1b}[0m"))),
    ("coloured, without escapes", |log| each(log, |_, line| format!("[92m{line}[0m"))),
    ("fenced", |log| format!("```text\n{log}```\n")),
    ("bullets", |log| each(log, |_, line| format!("- {line}"))),
    ("table", |log| each(log, |_, line| format!("| {line} |"))),
    ("numbered", |log| each(log, |at, line| format!("{:>4}  {line}", at + 1))),
    ("numbered with dots", |log| each(log, |at, line| format!("{}. {line}", at + 1))),
    ("docker compose", |log| each(log, |_, line| format!("ftp-1  | {line}"))),
    ("syslog", |log| each(log, |_, line| format!("Jan 31 12:00:00 host app[4711]: {line}"))),
    ("kubernetes", |log| each(log, |_, line| format!("2026-01-31T12:00:00.123456789Z stdout F {line}"))),
    ("github", |log| each(log, |_, line| format!("2026-01-31T12:00:00.1234567Z {line}"))),
    ("gitlab", |log| each(log, |_, line| format!("2026-01-31T12:00:00.123456Z 01O {line}"))),
    ("date and time", |log| each(log, |_, line| format!("2026-01-31 12:00:00 {line}"))),
    ("time in brackets", |log| each(log, |_, line| format!("[12:00:00] {line}"))),
    ("logger", |log| each(log, |_, line| format!("2026-01-31 12:00:00,123 INFO app.ftp: {line}"))),
    ("json", |log| each(log, |_, line| format!("{{\"level\":\"info\",\"message\":{}}}", quoted(line)))),
    ("one string", |log| quoted(log)),
    ("typographic quotes", |log| log.replace('\'', "\u{2019}").replace('"', "\u{201d}")),
    ("windows", |log| log.replace('\n', "\r\n")),
];

fn each(log: &str, frame: impl Fn(usize, &str) -> String) -> String {
    log.lines().enumerate().map(|(at, line)| frame(at, line) + "\n").collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What is known from a log: outcome, code, first cause.
fn known(log: &[u8]) -> Option<(String, Option<u16>, String)> {
    let diagnosis = diagnose(&read(log, None)?.transcript);
    let first = diagnosis.causes().first().map_or("", |finding| finding.cause().name());
    Some((diagnosis.outcome().to_string(), diagnosis.code().map(|code| code.get()), first.to_owned()))
}

/// Every log of a real client that is text.
fn logs() -> Vec<(String, String)> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/data/logs"].iter().collect();
    let mut logs: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
        })
        // A dump in hexadecimal has columns of its own.
        .filter(|(name, _)| !name.starts_with("curl-trace") && !name.starts_with("curl-ascii"))
        .collect();
    logs.sort();
    logs
}

/// How many of these logs say the same in this frame, and those that do not.
fn same(logs: &[(String, String)], frame: impl Fn(&str) -> String) -> (usize, Vec<String>) {
    let bad: Vec<String> = logs
        .iter()
        .filter(|(_, log)| known(frame(log).as_bytes()) != known(log.as_bytes()))
        .map(|(name, log)| format!("{name} {:?}", known(frame(log).as_bytes())))
        .collect();
    (logs.len() - bad.len(), bad)
}

#[test]
fn logs_in_a_frame_say_the_same() {
    let logs = logs();
    let all = logs.len();
    let mut wrong = Vec::new();
    for (name, frame) in FRAMES {
        let (good, bad) = same(&logs, frame);
        println!("{good:>3} of {all} {name}");
        if good * 100 < all * 95 {
            wrong.push(format!("{name}: {good} of {all}: {bad:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn logs_in_pairs_of_frames_say_the_same() {
    // One in four: each client is among them.
    let logs: Vec<_> = logs().into_iter().step_by(4).collect();
    let all = logs.len();
    let (mut good, mut tried) = (0, 0);
    let mut wrong = Vec::new();
    for (outer, outside) in FRAMES {
        for (inner, inside) in FRAMES.iter().filter(|(inner, _)| *inner != outer) {
            // A frame of the whole is the outermost.
            if matches!(*inner, "one string" | "fenced" | "pre") {
                continue;
            }
            let (these, _) = same(&logs, |log| outside(&inside(log)));
            good += these;
            tried += all;
            if these * 100 < all * 80 {
                wrong.push(format!("{these} of {all}: {inner} in {outer}"));
            }
        }
    }
    println!("{good} of {tried} in pairs");
    assert!(good * 100 >= tried * 95, "{good} of {tried}\n{}", wrong.join("\n"));
}
