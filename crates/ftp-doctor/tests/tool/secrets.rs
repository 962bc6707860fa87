//! What must never be in any output: passwords, and control characters that a terminal obeys.

use crate::support::{Done, Scripted, answering, check, replies, run, tool};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

const PASSWORD: &str = "hunter2-is-wrong";

/// Returns all strings in a JSON value.
fn fields(value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value::{Array, Object, String};
    match value {
        String(text) => vec![text.clone()],
        Array(items) => items.iter().flat_map(fields).collect(),
        Object(items) => items.values().flat_map(fields).collect(),
        _ => Vec::new(),
    }
}

/// The replies of a server that repeats the password wherever it can.
fn echoing(last: &str) -> Vec<Vec<u8>> {
    let echo = format!("331-you are alice with {PASSWORD}?\r\n331 password");
    replies(["220 hi", &echo, last, &format!("221 bye {PASSWORD}")])
}

fn no_password(done: &Done) {
    assert!(!done.everything().contains(PASSWORD), "{}", done.everything());
    assert!(!done.everything().contains("hunter2"), "{}", done.everything());
}

#[test]
fn a_password_is_never_shown_wherever_it_came_from_and_whatever_the_server_says() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(&file, format!("machine 127.0.0.1 login alice password {PASSWORD}")).unwrap();
    let netrc = format!("--netrc={}", file.path().display());
    for last in [
        format!("530-{PASSWORD}\r\n is not right: {PASSWORD}{PASSWORD}\r\n530 PASS {PASSWORD}"),
        format!("PASS {PASSWORD}\r\n??? {PASSWORD}"),
        format!("230 welcome {PASSWORD}"),
        // Bytes that are no reply are cut off in the middle of the repeated password.
        format!("{}{PASSWORD} and so on", "x".repeat(505)),
    ] {
        for options in [&[][..], &["--verbose"], &["--json"], &["--json", "--verbose"]] {
            for source in ["url", "stdin", "variable", "netrc"] {
                let server = answering(echoing(&last));
                let address = server.address.to_string();
                let in_url = format!("ftp://alice:{PASSWORD}@{address}");
                let given: Vec<&str> = match source {
                    "url" => vec![&in_url],
                    "stdin" => vec!["--user", "alice", "--password-stdin", &address],
                    "variable" => vec!["--user", "alice", &address],
                    _ => vec![&netrc, &address],
                };
                let mut command = tool();
                command.args(["check", "--tls", "never"]).args(options).args(given);
                if source == "variable" {
                    command.env("FTP_PASSWORD", PASSWORD);
                }
                let done = run(&mut command, format!("{PASSWORD}\nrest"));
                no_password(&done);
                let received = server.end();
                assert!(received.contains(&format!("PASS {PASSWORD}")), "{source}: {received:?}");
                let hidden = options.is_empty() || done.everything().contains("***");
                assert!(hidden, "{source}: the echo is shown, hidden");
            }
        }
    }
}

#[test]
fn an_echo_that_stops_half_way_is_hidden_too() {
    let server = Scripted::new(|mut tcp| {
        tcp.write_all(b"220 hi\r\n").unwrap();
        let mut lines = BufReader::new(tcp.try_clone().unwrap()).lines();
        lines.next().unwrap().unwrap();
        tcp.write_all(b"331 password\r\n").unwrap();
        lines.next().unwrap().unwrap();
        tcp.write_all(format!("530-no\r\n PASS {}", &PASSWORD[..9]).as_bytes()).unwrap();
    });
    let done = check(["--tls", "never", "-v", &format!("ftp://alice:{PASSWORD}@{}", server.address)], "");
    server.end();
    no_password(&done);
    assert!(done.stderr.contains("S:  PASS ***"), "{}", done.stderr);
}

#[test]
fn an_account_is_a_secret_too() {
    let server = answering(replies([
        "220 hi",
        "331 password",
        "332 account",
        &format!("530 no {PASSWORD}"),
        "221 bye",
    ]));
    let url = format!("ftp://alice:x@{}", server.address);
    let done = check(["--tls", "never", "--verbose", "--account", PASSWORD, &url], "");
    no_password(&done);
    assert!(server.end().contains(&format!("ACCT {PASSWORD}")));
    assert_eq!(done.status, 1);
}

#[test]
fn a_server_cannot_drive_the_terminal() {
    let nasty = "530-\x1b]0;owned\x07 \x1b[2J\r\n \u{9b}31m \u{202e}txt\x08\x7f\r\n530 \x1b[1mno";
    for options in [&[][..], &["--verbose"], &["--json"]] {
        let server = answering(replies(["220 \x1b[5mhi", "331 \x1b[5mpassword", nasty, "221 bye"]));
        let url = format!("ftp://alice:secret@{}", server.address);
        let done = check(["--tls", "never"].iter().chain(options).chain([&url.as_str()]), "");
        let unsafe_ones: Vec<char> = done
            .everything()
            .chars()
            .filter(|c| ftp_report::printable::is_unsafe(*c) && *c != '\n')
            .collect();
        assert!(unsafe_ones.is_empty(), "{}", done.everything().escape_debug());
        if options == ["--json"] {
            // Nor can a program that prints a field of the JSON send control characters to the terminal.
            let fields = [&done.json()["causes"], &done.json()["transcript"]].map(fields).concat();
            let bad = |c: char| ftp_report::printable::is_unsafe(c) && c != '\n';
            assert!(fields.iter().any(|field| field.contains("txt")) && !fields.concat().contains(bad));
        }
        server.end();
    }
}

#[test]
fn a_line_as_long_as_allowed_is_cut() {
    let long = format!("530 {}", "x".repeat(8000));
    let server = answering(replies(["220 hi", "331 password", &long, "221 bye"]));
    let done = check(["--tls", "never", "-v", &format!("ftp://alice:secret@{}", server.address)], "");
    assert!(done.everything().lines().all(|line| line.chars().count() <= 320), "{}", done.everything());
    server.end();
}

#[test]
fn colour_only_where_it_is_wanted() {
    for (variable, coloured) in [(None, false), (Some("CLICOLOR_FORCE"), true)] {
        let server = answering(replies(["421 too many connections"]));
        let mut command = tool();
        command.arg("check").arg(server.address.to_string());
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        let done = run(&mut command, "");
        assert_eq!(done.stdout.contains('\x1b'), coloured, "{}", done.stdout);
        server.end();
    }
}

/// Ctrl-C at the password prompt ends the tool, and leaves a terminal that shows what is typed.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_has_its_echo_back() {
    // If the terminal still turns the key into a signal, the shell gets the signal too. The trap lets the shell continue.
    let ask = format!("trap : INT; {} check alice@127.0.0.1:1; stty -a", env!("CARGO_BIN_EXE_ftp-doctor"));
    // `script` gives the shell a terminal.
    let mut command = std::process::Command::new("script");
    command.args(["--quiet", "--command", &ask, "/dev/null"]).env_remove("FTP_PASSWORD");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut keys, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut shown = Vec::new();
    let mut byte = [0];
    while !shown.ends_with(b"Password of alice: ") {
        screen.read_exact(&mut byte).expect("it asks");
        shown.extend_from_slice(&byte);
    }
    keys.write_all(b"\x03").unwrap();
    screen.read_to_end(&mut shown).unwrap();
    child.wait().unwrap();
    let shown = String::from_utf8_lossy(&shown);
    assert!(shown.contains(" echo ") && shown.contains(" icanon ") && shown.contains("isig"), "{shown}");
    assert!(!shown.contains("-isig"), "{shown}");
}

#[test]
fn a_password_in_what_is_taken_for_a_file_is_hidden() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(&file, "220 hi\nUSER alice\n530 no\n").unwrap();
    let log = file.path().to_str().unwrap();
    let url = format!("ftp://alice:{PASSWORD}@127.0.0.1:1");
    for files in [[url.as_str(), log], [log, &url[6..]], [&url[6..], log]] {
        let done = run(tool().arg("compare").args(files), "");
        no_password(&done);
        assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{}", done.stderr);
    }
}
