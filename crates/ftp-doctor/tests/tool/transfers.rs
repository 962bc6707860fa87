//! What a check sees after the login: data connections that work, and each way in which they fail.

use crate::data_server::{Answers, Data, FINE, start, start_with_tls};
use crate::support::{Done, check, run, tool};
use serde_json::{Value, json};
use std::fs;

/// Runs the check of a server in clear, and returns what the server received too.
fn in_clear(answers: Answers, more: &[&str]) -> (Done, Vec<String>) {
    let server = start(answers);
    let url = format!("ftp://alice:secret@127.0.0.1:{}", server.port);
    let done = check(["--tls", "never", "--json", "--timeout", "2", &url].iter().chain(more), "");
    (done, server.received())
}

/// Runs the check under TLS.
fn under_tls(data: Data, more: &[&str]) -> Done {
    let (server, ca) = start_with_tls(Answers { data, ..FINE });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    fs::write(&file, ca).unwrap();
    let url = format!("ftps://alice:secret@127.0.0.1:{}", server.port);
    let all = ["--json", "--timeout", "2", "--ca-file", file.to_str().unwrap(), &url];
    check(all.iter().chain(more), "")
}

/// Runs the check under TLS, with output for people.
fn shown_under_tls(data: Data) -> Done {
    let (server, _) = start_with_tls(Answers { data, ..FINE });
    let url = format!("ftps://alice:secret@127.0.0.1:{}", server.port);
    check(["--insecure", "--no-probes", "--timeout", "2", &url], "")
}

/// Returns what `read` makes of the conversation that a check shows.
fn read_again(done: &Done) -> Value {
    let mark = |direction: &Value| match direction.as_str() {
        Some("sent") => "C: ",
        Some("received") => "S: ",
        _ => "* ",
    };
    let shown = done.json()["transcript"].as_array().unwrap().iter().fold(String::new(), |log, entry| {
        let lines = entry["text"].as_str().unwrap().lines();
        lines.fold(log, |log, line| log + mark(&entry["direction"]) + line + "\n")
    });
    run(tool().args(["read", "--json"]), &shown).json()
}

/// Returns the exit status, outcome, phase, first cause and its confidence, and checks that `read` says the same.
fn verdict(done: &Done) -> (i32, String, String, String, String) {
    let (outcome, _, phase, cause) = done.verdict();
    let (json, again) = (done.json(), read_again(done));
    for field in ["outcome", "code", "phase", "causes"] {
        assert_eq!(json[field], again[field], "{field}, read again: {}", done.everything());
    }
    let sure = json["causes"][0]["confidence"].as_str().unwrap_or_default().to_owned();
    (done.status, outcome, phase, cause, sure)
}

fn failed(phase: &str, cause: &str, sure: &str) -> (i32, String, String, String, String) {
    (6, "transfer_failed".to_owned(), phase.to_owned(), cause.to_owned(), sure.to_owned())
}

/// Some fields of `data`.
fn data(done: &Done, fields: &[&str]) -> Value {
    let data = &done.json()["data"];
    fields.iter().map(|field| data[field].clone()).collect()
}

#[test]
fn a_listing_is_fetched_and_nothing_changed() {
    let (done, received) = in_clear(FINE, &[]);
    assert_eq!((done.status, done.verdict().0.as_str()), (0, "logged_in"), "{}", done.everything());
    let sent: Vec<&str> = received.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(sent, ["USER", "PASS", "PASV", "TYPE", "EPSV", "LIST", "QUIT"]);
    assert_eq!(done.stderr.lines().count(), 1, "nothing but the warning: {}", done.stderr);
    let seen = data(&done, &["command", "mode", "tls", "bytes", "end", "outcome", "epsv", "pasv", "stored"]);
    assert_eq!(seen, json!(["LIST", "epsv", "clear", 38, "fin", "complete", true, true, null]));
    let json = done.json();
    assert_eq!(json["data"]["said"]["address"], Value::Null);
    assert_eq!(json["data"]["used"]["address"], "127.0.0.1");
    assert_eq!(json["data"]["said"]["port"], json["data"]["used"]["port"]);
    let lines: Vec<&str> =
        json["transcript"].as_array().unwrap().iter().filter_map(|line| line["text"].as_str()).collect();
    for line in ["data: connected", "data: 38 bytes", "data: ended (fin)"] {
        assert!(lines.contains(&line), "{line}: {lines:?}");
    }

    let (done, received) = in_clear(FINE, &["--no-transfer"]);
    assert_eq!((done.status, received.len()), (0, 3), "{received:?}");
    assert!(done.json()["data"].is_null());

    let done = under_tls(Data::Fine, &[]);
    assert_eq!(data(&done, &["tls", "resumed", "end"]), json!(["up", true, "close_notify"]));
    let done = under_tls(Data::Fine, &["--no-tls-resume"]);
    assert_eq!((done.status, data(&done, &["tls", "resumed"])), (0, json!(["up", false])));
}

#[test]
fn a_file_is_stored_compared_and_removed() {
    let (done, received) = in_clear(FINE, &["--upload"]);
    assert_eq!(done.status, 0, "{}", done.everything());
    let stored = done.json()["data"]["stored"].clone();
    let name = stored["name"].as_str().unwrap().to_owned();
    assert_eq!((stored["size"].as_u64(), stored["removed"].as_bool()), (Some(1024), Some(true)));
    for command in ["STOR", "SIZE", "DELE"] {
        assert!(received.contains(&format!("{command} {name}")), "{received:?}");
    }
    assert!(done.stderr.contains(&format!("Storing 1024 bytes as {name}")), "{}", done.stderr);

    let (done, received) = in_clear(Answers { data: Data::CutsFiles, ..FINE }, &["--upload"]);
    assert_eq!(verdict(&done), failed("transfer", "truncated", "likely"), "{}", done.everything());
    assert_eq!(data(&done, &["command", "bytes", "outcome"]), json!(["STOR", 1024, "doubtful"]));
    assert_eq!(done.json()["data"]["stored"]["size"], 1023);
    assert!(received.iter().any(|line| line.starts_with("DELE ")), "removed after a failure too");

    // This session has ended, so the file is removed in another one.
    let (done, received) = in_clear(Answers { data: Data::ClosesAfterFile, ..FINE }, &["--upload"]);
    assert_eq!(verdict(&done).3, "control_lost_while_transferring", "{}", done.everything());
    assert_eq!(done.json()["data"]["stored"]["removed"], true, "{received:?}");
    assert!(done.stderr.contains("Logging in once more"), "{}", done.stderr);
    assert_eq!(received.iter().filter(|line| line.starts_with("DELE ")).count(), 1, "{received:?}");
}

#[test]
fn a_further_session_goes_to_the_directory_too() {
    // First a session to remove the stored file, then sessions to try the listing in another way.
    let server = start(Answers { data: Data::ClosesAfterFile, ..FINE });
    let url = format!("ftp://alice:secret@127.0.0.1:{}/sub", server.port);
    check(["--tls", "never", "--upload", "--json", "--timeout", "2", &url], "");
    let received = server.received();
    let removed = received.iter().position(|line| line.starts_with("DELE ")).unwrap();
    let logged_in = received[..removed].iter().rposition(|line| line.starts_with("USER ")).unwrap();
    assert!(received[logged_in..removed].contains(&"CWD sub".to_owned()), "{received:?}");

    let server = start(Answers { data: Data::StandsStill, ..FINE });
    let url = format!("ftp://alice:secret@127.0.0.1:{}/sub", server.port);
    check(["--tls", "never", "--json", "--timeout", "1", &url], "");
    let received = server.received();
    let sessions: Vec<_> = received.split(|line| line.starts_with("USER ")).skip(1).collect();
    assert!(sessions.len() > 1, "{received:?}");
    assert!(sessions.iter().all(|lines| lines.contains(&"CWD sub".to_owned())), "{received:?}");
}

#[test]
fn another_way_of_listing_says_nothing_of_a_file() {
    for kind in [Data::LeavesEmptyFile, Data::KeepsFile] {
        let (done, _) = in_clear(Answers { data: kind, ..FINE }, &["--upload"]);
        assert_eq!(done.status, 6, "{}", done.everything());
        // The listing worked by EPSV, so trying it by PASV would explain nothing.
        assert_eq!(data(&done, &["tried"]), json!([[]]), "{kind:?}");
        assert!(!done.json()["causes"].to_string().contains("by PASV one works"), "{}", done.stdout);
        assert_eq!(done.json()["data"]["stored"]["removed"], false, "{kind:?}: it may be left there");
    }
}

#[test]
fn a_listing_whose_tls_failed_did_not_come_though_the_server_says_so() {
    let done = under_tls(Data::ForgetsTls, &["--no-probes"]);
    let (status, outcome, phase, cause, _) = verdict(&done);
    let expected = (6, "transfer_failed", "data_tls", "data_tls_handshake_failed");
    assert_eq!((status, &*outcome, &*phase, &*cause), expected, "{}", done.everything());
    assert_eq!(data(&done, &["tls", "outcome"]), json!(["not_tls", "tls_failed"]));
    assert!(!shown_under_tls(Data::ForgetsTls).stdout.contains("A listing came"));
}

#[test]
fn data_in_clear_behind_a_login_in_tls_is_told() {
    let done = shown_under_tls(Data::RefusesProt);
    assert_eq!(done.status, 0, "{}", done.everything());
    assert!(done.stdout.contains("(EPSV, in clear)"), "{}", done.stdout);
    assert!(done.stdout.contains("(PROT P)"), "{}", done.stdout);
    assert!(!shown_under_tls(Data::Fine).stdout.contains("PROT"));
}

#[test]
fn the_password_of_an_anonymous_login_is_no_secret() {
    let told = "The password went over the network in clear";
    for (user, is) in [("", false), ("alice:secret@", true)] {
        let server = start(FINE);
        let done = check(["--tls", "never", &format!("ftp://{user}127.0.0.1:{}", server.port)], "");
        assert_eq!((done.status, done.stdout.contains(told)), (0, is), "{}", done.everything());
    }
}

#[test]
fn a_listing_that_the_tool_does_not_read_to_its_end_is_no_failure() {
    for kind in [Data::Endless, Data::EndlessAndLate] {
        let (done, _) = in_clear(Answers { data: kind, ..FINE }, &[]);
        assert_eq!(
            (done.status, done.verdict().0.as_str()),
            (0, "logged_in"),
            "{kind:?}: {}",
            done.everything()
        );
        assert_eq!(done.json()["causes"], json!([]), "{kind:?}");
        assert_eq!(data(&done, &["outcome", "tried"]), json!(["stopped", []]));
    }
}

#[test]
fn what_is_wrong_with_the_data_connection() {
    for (data, expected) in [
        (Data::StandsStill, failed("transfer", "data_timeout", "likely")),
        (Data::Reset, failed("transfer", "truncated", "likely")),
        (Data::ControlCloses, failed("transfer", "control_lost_while_transferring", "likely")),
    ] {
        let (done, _) = in_clear(Answers { data, ..FINE }, &["--no-probes"]);
        assert_eq!(verdict(&done), expected, "{data:?}: {}", done.everything());
    }
    let pasv = "227 Entering Passive Mode";
    let (done, _) = in_clear(Answers { epsv: Some("500 what?"), pasv, ..FINE }, &[]);
    assert_eq!(verdict(&done), failed("passive", "passive_unavailable", "likely"), "{}", done.everything());
}

#[test]
fn a_wrong_address_is_told_though_the_listing_comes() {
    let pasv = "227 Entering Passive Mode (10,0,0,7,{port})";
    for epsv in [None, Some("500 what?")] {
        let (done, _) = in_clear(Answers { epsv, pasv, ..FINE }, &[]);
        assert_eq!(done.status, 0, "{}", done.everything());
        assert_eq!(data(&done, &["epsv", "pasv_address"]), json!([epsv.is_none(), "10.0.0.7"]));
        assert_eq!(done.json()["data"]["used"]["address"], "127.0.0.1");
    }
    let server = start(Answers { pasv, ..FINE });
    let url = format!("ftp://alice:secret@127.0.0.1:{}", server.port);
    let done = check(["--tls", "never", &url], "");
    assert!(done.stdout.contains("PASV names the address 10.0.0.7"), "{}", done.stdout);
}

#[test]
fn a_resumed_session_that_is_refused_is_tried_as_one_of_its_own() {
    let done = under_tls(Data::RefusesResumed, &[]);
    let expected = failed("data_tls", "data_tls_handshake_failed", "likely");
    assert_eq!(verdict(&done), expected, "{}", done.everything());
    let because = done.json()["causes"][0]["because"].as_str().unwrap().to_owned();
    assert!(because.contains("with one of its own one works"), "{because}");
    let tried = json!([{"way": "unresumed", "works": true}, {"way": "pasv", "works": false}]);
    assert_eq!(done.json()["data"]["tried"], tried);
    assert!(done.stderr.contains("with a TLS session of its own"), "announced: {}", done.stderr);

    let without = under_tls(Data::RefusesResumed, &["--no-probes"]);
    assert_eq!(without.json()["data"]["tried"], json!([]));
    let because = without.json()["causes"][0]["because"].as_str().unwrap().to_owned();
    assert!(!because.contains("works"), "no more than was seen: {because}");

    let done = under_tls(Data::NoHandshake, &[]);
    assert_eq!(verdict(&done), expected, "{}", done.everything());
    assert_eq!(data(&done, &["tls", "bytes"]), json!(["closed", 0]));
}

/// Sends Ctrl-C while the server thinks about as many SIZE as there are targets: the files are there then. Returns the standard
/// output and everything that the server received.
fn stopped_at_size(targets: usize) -> (String, Vec<String>) {
    use crate::file_server::{self, Files, HONEST};
    use std::io::Write;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread::sleep;
    use std::time::Duration;
    static SIZES: AtomicUsize = AtomicUsize::new(0);
    static REMOVED: AtomicUsize = AtomicUsize::new(0);
    SIZES.store(0, Ordering::Relaxed);
    REMOVED.store(0, Ordering::Relaxed);
    let server = file_server::start(Files {
        instead: |line| {
            if line.starts_with("SIZE") {
                SIZES.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_secs(2));
            }
            if line.starts_with("DELE") && REMOVED.fetch_add(1, Ordering::Relaxed) > 0 {
                sleep(Duration::from_secs(2));
            }
            None
        },
        ..HONEST
    });
    let list = format!("ftp://alice@127.0.0.1:{}\n", server.port).repeat(targets);
    let mut child = tool()
        .env("FTP_PASSWORD", "secret")
        .args(["check", "--upload", "--tls", "never", "--json", "--hosts", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    while SIZES.load(Ordering::Relaxed) < targets {
        sleep(Duration::from_millis(20));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.signal(), Some(2), "{said}");
    (said, server.received())
}

#[test]
fn ctrl_c_removes_the_file_of_each_upload_and_calls_none_done() {
    for targets in [1, 2] {
        let (said, received) = stopped_at_size(targets);
        let removed = received.iter().filter(|line| line.starts_with("DELE ftp-doctor-")).count();
        assert_eq!((said.as_str(), removed), ("", targets), "{received:?}");
    }
}
