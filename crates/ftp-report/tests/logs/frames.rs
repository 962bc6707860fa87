//! Frames around a paste: the logs of real clients say the same in each frame, and in each pair of frames.

use ftp_diagnosis::diagnose;
use ftp_report::read::read;
use std::fs;
use std::path::PathBuf;

type Frame = (&'static str, fn(&str) -> String);

/// Frames that keep every line of a log.
const FRAMES: [Frame; 55] = [
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
    ("blank lines between", |log| each(log, |_, line| format!("{line}\n"))),
    ("blanks at the ends", |log| each(log, |_, line| format!("{line}   "))),
    ("wide blanks", |log| each(log, |_, line| format!("\u{a0}\u{a0}{line}"))),
    ("bb code", |log| format!("[code]\n{log}[/code]\n")),
    ("bb code in one line", |log| format!("[CODE]{}[/CODE]\n", log.trim_end())),
    ("jira", |log| format!("{{noformat}}\n{log}{{noformat}}\n")),
    ("details", |log| format!("<details>\n<summary>log</summary>\n\n```\n{log}```\n\n</details>\n")),
    ("table of html", |log| {
        let row =
            |line: &str| format!("<tr><td>{}</td></tr>", line.replace('<', "&lt;").replace('>', "&gt;"));
        format!("<table>\n{}</table>\n", each(log, |_, line| row(line)))
    }),
    ("numbered by bars", |log| each(log, |at, line| format!("{:>4} | {line}", at + 1))),
    ("numbered by colons", |log| each(log, |at, line| format!("{}: {line}", at + 1))),
    ("numbered in brackets", |log| each(log, |at, line| format!("[{}] {line}", at + 1))),
    ("numbered by tabs", |log| each(log, |at, line| format!("{}\t{line}", at + 1))),
    ("added by a diff", |log| each(log, |_, line| format!("+{line}"))),
    ("docker's json", |log| {
        each(log, |_, line| {
            format!(
                "{{\"log\":{},\"stream\":\"stdout\",\"time\":\"2026-01-31T12:00:00Z\"}}",
                quoted(&format!("{line}\n"))
            )
        })
    }),
    ("json of a list", |log| {
        let lines: Vec<&str> = log.lines().collect();
        serde_json::to_string_pretty(&lines).unwrap() + "\n"
    }),
    ("logfmt", |log| {
        each(log, |_, line| format!("time=2026-01-31T12:00:00Z level=info msg={}", quoted(line)))
    }),
    ("syslog of 2009", |log| {
        each(log, |_, line| format!("<14>1 2026-01-31T12:00:00.000Z host app 4711 - - {line}"))
    }),
    ("journald", |log| each(log, |_, line| format!("2026-01-31T12:00:00+0100 host app[4711]: {line}"))),
    ("log4j", |log| {
        each(log, |_, line| format!("2026-01-31 12:00:00.123 [main] INFO  org.example.Ftp - {line}"))
    }),
    ("python's logging", |log| each(log, |_, line| format!("INFO:app.ftp:{line}"))),
    ("level in brackets", |log| each(log, |_, line| format!("[INFO] {line}"))),
    ("jenkins", |log| each(log, |_, line| format!("[2026-01-31T12:00:00.123Z] {line}"))),
    ("github group", |log| {
        let lines = each(log, |_, line| format!("2026-01-31T12:00:00.1234567Z {line}"));
        format!(
            "2026-01-31T12:00:00.1234567Z ##[group]Run upload\n{lines}2026-01-31T12:00:00.1234567Z ##[endgroup]\n"
        )
    }),
    ("a sentence before and behind", |log| {
        format!("Hi, this is what I get:\n\n{log}\nThanks for any help!\n")
    }),
    ("wrapped at 40", |log| wrapped(log, 40)),
    ("wrapped at 60", |log| wrapped(log, 60)),
    ("wrapped at 80", |log| wrapped(log, 80)),
    ("wrapped at 120", |log| wrapped(log, 120)),
    ("a prompt before", |log| format!("alice@host:~$ ./upload.sh site\n{log}alice@host:~$ \n")),
];

/// Frames of a whole log, which are always the outer ones.
const WHOLE: [&str; 16] = [
    "wrapped at 40",
    "wrapped at 60",
    "wrapped at 80",
    "wrapped at 120",
    "one string",
    "fenced",
    "pre",
    "bb code",
    "bb code in one line",
    "jira",
    "details",
    "table of html",
    "json of a list",
    "github group",
    "a sentence before and behind",
    "a prompt before",
];

/// Breaks lines at blanks.
fn wrapped(log: &str, width: usize) -> String {
    let line = |line: &str| textwrap::wrap(line, textwrap::Options::new(width).break_words(false)).join("\n");
    log.lines().map(|one| line(one) + "\n").collect()
}

fn each(log: &str, frame: impl Fn(usize, &str) -> String) -> String {
    log.lines().enumerate().map(|(at, line)| frame(at, line) + "\n").collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

type Known = Option<(String, Option<u16>, String)>;

/// Returns what a log shows: outcome, code, first cause.
fn known(log: &[u8]) -> Known {
    let diagnosis = diagnose(&read(log, None)?.transcript);
    let first = diagnosis.causes().first().map_or("", |finding| finding.cause().name());
    Some((diagnosis.ended().to_string(), diagnosis.code().map(|code| code.get()), first.to_owned()))
}

/// Returns every log of a real client that is text.
fn logs() -> Vec<(String, String)> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/data/logs"].iter().collect();
    let mut logs: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
        })
        // A hexadecimal dump has columns of its own.
        .filter(|(name, _)| !name.starts_with("curl-trace") && !name.starts_with("curl-ascii"))
        .collect();
    logs.sort();
    logs
}

fn all_known(logs: &[(String, String)]) -> Vec<Known> {
    logs.iter().map(|(_, log)| known(log.as_bytes())).collect()
}

/// Returns how many of these logs say the same in this frame, and which do not.
fn same(logs: &[(String, String)], bare: &[Known], frame: impl Fn(&str) -> String) -> (usize, Vec<String>) {
    let bad: Vec<String> = logs
        .iter()
        .zip(bare)
        .filter_map(|((name, log), bare)| {
            let framed = known(frame(log).as_bytes());
            (framed != *bare).then(|| format!("{name} {framed:?}"))
        })
        .collect();
    (logs.len() - bad.len(), bad)
}

#[test]
fn logs_in_a_frame_say_the_same() {
    let logs = logs();
    let bare = all_known(&logs);
    let all = logs.len();
    let mut wrong = Vec::new();
    for (name, frame) in FRAMES {
        let (good, bad) = same(&logs, &bare, frame);
        println!("{good:>3} of {all} {name}");
        if good * 100 < all * 95 {
            wrong.push(format!("{name}: {good} of {all}: {bad:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// If the line ends are lost, some of the marks are lost, too.
#[test]
fn logs_on_one_line_say_the_same() {
    let logs = logs();
    let (good, bad) = same(&logs, &all_known(&logs), |log| log.replace('\n', " "));
    println!("{good} of {} on one line", logs.len());
    assert!(good * 100 >= logs.len() * 95, "{good}: {bad:#?}");
}

#[test]
fn logs_in_pairs_of_frames_say_the_same() {
    let logs = logs();
    let bare = all_known(&logs);
    let (mut good, mut tried) = (0, 0);
    let mut wrong = Vec::new();
    for (outer, outside) in FRAMES {
        for (inner, inside) in FRAMES.iter().filter(|(inner, _)| *inner != outer) {
            // A frame of a whole log is always the outer one.
            if WHOLE.contains(inner) {
                continue;
            }
            // Each pair is tried on one log; the logs take turns.
            let at = tried % logs.len();
            let (name, log) = &logs[at];
            let same = known(outside(&inside(log)).as_bytes()) == bare[at];
            good += usize::from(same);
            tried += 1;
            if !same {
                wrong.push(format!("{name}: {inner} in {outer}"));
            }
        }
    }
    println!("{good} of {tried} in pairs");
    assert!(good * 100 >= tried * 95, "{good} of {tried}\n{}", wrong.join("\n"));
}
