//! Every outcome and exit status, against servers that follow a script.

use crate::support::{Listening, Scripted, answering, check, replies, run, tool};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

/// Outcome, code, phase and first cause.
type Seen = (String, Option<u64>, String, String);

/// The verdict and the exit status for a server that answers in clear with these replies.
fn in_clear<const N: usize>(lines: [&str; N]) -> (Seen, i32, Vec<String>) {
    let server = answering(replies(lines));
    let url = format!("ftp://alice:secret@{}", server.address);
    let done = check(["--tls", "never", "--no-transfer", "--json", &url], "");
    (done.verdict(), done.status, server.end())
}

fn verdict(
    outcome: &str,
    code: Option<u64>,
    phase: &str,
    cause: &str,
) -> (String, Option<u64>, String, String) {
    (outcome.to_owned(), code, phase.to_owned(), cause.to_owned())
}

#[test]
fn a_login_and_its_end() {
    let (found, status, received) = in_clear(["220 hi", "331 password", "230 in", "221 bye"]);
    assert_eq!((found, status), (verdict("logged_in", Some(230), "after_login", ""), 0));
    assert_eq!(received, ["USER alice", "PASS secret", "QUIT"]);
}

#[test]
fn refusals() {
    let (found, status, received) = in_clear(["220 hi", "331 password", "530 Login incorrect.", "221 bye"]);
    assert_eq!((found, status), (verdict("refused", Some(530), "pass", "wrong_credentials"), 1));
    assert_eq!(received, ["USER alice", "PASS secret", "QUIT"]);

    let (found, status, _) = in_clear(["421 There are too many connected users, please try later."]);
    assert_eq!((found, status), (verdict("refused", Some(421), "greeting", "too_many_connections"), 1));

    let (found, status, _) = in_clear(["220 hi", "331 password", "332 account, please", "221 bye"]);
    assert_eq!((found, status), (verdict("refused", Some(332), "pass", "account_required"), 1));
}

#[test]
fn tls_that_cannot_be_had() {
    let server = answering(replies(["220 hi", "502 AUTH not implemented", "502 no", "221 bye"]));
    let done = check(["--json", &format!("ftp://alice:secret@{}", server.address)], "");
    assert_eq!(done.verdict(), verdict("tls_failed", Some(502), "auth_tls", "tls_unsupported"));
    assert_eq!(done.status, 4);
    assert!(!server.end().iter().any(|line| line.starts_with("USER")), "nothing is sent in clear");
}

#[test]
fn implicit_tls_where_the_server_speaks_in_clear() {
    let server = answering(replies(["220 hi"]));
    let done = check(["--json", &format!("ftps://alice:secret@{}", server.address)], "");
    let (outcome, _, phase, cause) = done.verdict();
    assert_eq!((phase.as_str(), cause.as_str()), ("tls_handshake", "explicit_tls_expected"), "{outcome}");
    assert_eq!(done.status, 4);
    server.end();
}

#[test]
fn what_is_not_ftp() {
    for lines in ["HTTP/1.1 400 Bad Request", "SSH-2.0-OpenSSH_9.2p1 Debian", "\x16\x03\x01\x02"] {
        let (found, status, _) = in_clear([lines]);
        assert_eq!((found.0.as_str(), status), ("protocol_error", 5), "{lines}: {found:?}");
    }
}

#[test]
fn nothing_at_all() {
    let server = Scripted::new(|mut tcp| tcp.read(&mut [0; 16]).expect("the tool closes"));
    let done = check(["--timeout", "1", "--json", "--tls", "never", &server.address.to_string()], "");
    assert_eq!((done.verdict().0.as_str(), done.verdict().2.as_str()), ("timed_out", "greeting"));
    assert_eq!(done.status, 3);
    assert_eq!(server.end(), 0);
}

#[test]
fn a_byte_now_and_then_is_nothing_at_all() {
    let server = Scripted::new(|mut tcp| {
        for byte in b"220-welcome, welcome, ".iter().cycle() {
            if tcp.write_all(&[*byte]).is_err() {
                break;
            }
            thread::sleep(Duration::from_millis(200));
        }
    });
    let begun = Instant::now();
    let done = check(["--timeout", "1", "--json", "--tls", "never", &server.address.to_string()], "");
    assert_eq!((done.status, done.verdict().0.as_str()), (3, "timed_out"));
    assert!(begun.elapsed() < Duration::from_secs(20));
    server.end();
}

#[test]
fn a_reply_that_nobody_asked_for() {
    let (found, status, received) = in_clear(["220 hi", "331 password\r\n230 in", "221 bye"]);
    assert_eq!((found, status), (verdict("protocol_error", Some(230), "user", "undetermined"), 5));
    assert!(!received.iter().any(|line| line.starts_with("PASS")), "{received:?}");
}

#[test]
fn preliminary_replies_without_end() {
    // The probe of the port, which follows, gets them too.
    let server = Listening::new(|mut tcp| {
        while tcp.write_all(b"120 wait\r\n").is_ok() {}
        Vec::new()
    });
    let begun = Instant::now();
    let address = format!("127.0.0.1:{}", server.port);
    let done = check(["--probe-ports", "1", "--json", "--tls", "never", &address], "");
    assert_eq!((done.status, done.verdict().0.as_str()), (5, "protocol_error"));
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn nobody_is_held_by_a_goodbye() {
    for last in ["230 in", "530 no"] {
        let server = Scripted::new(move |mut tcp| {
            let mut lines = BufReader::new(tcp.try_clone().unwrap()).lines();
            for reply in ["220 hi", "331 password", last] {
                tcp.write_all(format!("{reply}\r\n").as_bytes()).unwrap();
                lines.next();
            }
            while tcp.write_all(b"2").is_ok() {
                thread::sleep(Duration::from_millis(200));
            }
        });
        let begun = Instant::now();
        let url = format!("ftp://alice:secret@{}", server.address);
        let options = ["--no-probes", "--no-transfer", "--timeout", "1", "--json", "--tls", "never"];
        let done = check(options.iter().chain([&url.as_str()]), "");
        let expected = if last == "230 in" { (0, "logged_in") } else { (1, "refused") };
        assert_eq!((done.status, done.verdict().0.as_str()), expected);
        assert!(begun.elapsed() < Duration::from_secs(15));
        server.end();
    }
}

#[test]
fn a_kind_of_address_that_the_host_has_not() {
    let done = check(["--json", "-6", "--tls", "never", "127.0.0.1:1"], "");
    assert_eq!(done.verdict(), verdict("unreachable", None, "connect", "name_not_found"));
    assert!(done.json()["advice"][0].as_str().unwrap().contains("try without"), "{}", done.stdout);
    let done = check(["-6", "--tls", "never", "127.0.0.1:1"], "");
    assert!(done.stdout.starts_with("No connection to 127.0.0.1:1 over IPv6."), "{}", done.stdout);
}

#[test]
fn over_ipv6() {
    let Ok(listener) = TcpListener::bind("[::1]:0") else { return };
    let port = listener.local_addr().unwrap().port();
    let script = thread::spawn(move || {
        let (mut tcp, _) = listener.accept().unwrap();
        tcp.write_all(b"421 full\r\n").unwrap();
    });
    let done = check(["-6", "--tls", "never", &format!("ftp://alice:secret@[::1]:{port}/")], "");
    script.join().unwrap();
    assert_eq!(done.status, 1);
    assert!(done.stdout.contains(&format!("'ftp://[::1]:{port}/'")), "{}", done.stdout);
}

#[test]
fn a_close_without_a_word() {
    let server = Scripted::new(drop);
    let done = check(["--json", &server.address.to_string()], "");
    assert_eq!((done.status, done.verdict().0.as_str()), (3, "closed"));
    assert!(!done.json()["causes"].as_array().unwrap().is_empty());
    server.end();
}

#[test]
fn nobody_there() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let done = check(["--json", &closed.to_string()], "");
    assert_eq!(done.verdict(), verdict("unreachable", None, "connect", "nothing_listening"));
    assert_eq!(done.status, 3);

    let done = check(["--json", "--timeout", "5", "no-such-name.invalid"], "");
    assert_eq!(done.verdict(), verdict("unreachable", None, "connect", "name_not_found"));
    assert_eq!(done.status, 3);
}

/// The tool gets 256 MB of address space; the server sends as long as the tool reads, up to 1 GB.
#[cfg(target_os = "linux")]
#[test]
fn a_reply_without_end_takes_bounded_memory() {
    for (piece, name) in
        [("220-and another line\r\n", "lines"), ("and no line end ", "one line"), ("120 wait\r\n", "replies")]
    {
        let server = Scripted::new(move |mut tcp| {
            let block = piece.repeat(4096);
            let first = if piece.starts_with("and") { "220-" } else { "" };
            let mut sent = tcp.write(first.as_bytes()).unwrap_or(0);
            while sent < 1 << 30 && tcp.write_all(block.as_bytes()).is_ok() {
                sent += block.len();
            }
            sent
        });
        let line = format!(
            "ulimit -v 262144; exec {} check --json --tls never {}",
            env!("CARGO_BIN_EXE_ftp-doctor"),
            server.address
        );
        let done = run(std::process::Command::new("sh").args(["-c", &line]), "");
        assert_eq!(
            (done.status, done.verdict().0.as_str()),
            (5, "protocol_error"),
            "{name}: {}",
            done.stderr
        );
        assert!(done.stdout.len() < 1 << 20, "{name}");
        assert!(server.end() < 1 << 26, "{name}");
    }
}

#[test]
fn wrong_usage() {
    for arguments in [
        &["check"][..],
        &["check", "ftp://alice:hunter2/x@h"],
        &["check", "http://alice:hunter2@h"],
        &["check", "--user", "alice:hunter2", "h"],
        &["check", "--user", "bob", "ftp://alice:hunter2@h"],
        &["check", "--user", "alice", "h"],
        &["check", "--tls", "never", "ftps://alice:hunter2@h"],
        &["check", "--ca-file", "/nonexistent", "ftp://alice:hunter2@127.0.0.1:1"],
        &["check", "-4", "-6", "ftp://alice:hunter2@h"],
        &["check", "h", "ftp://alice:hunter2@h"],
        &["ftp://alice:hunter2@h"],
        &["check", "--host=ftp://alice:hunter2@h"],
    ] {
        let done = run(tool().args(arguments), "");
        assert_eq!(done.status, 2, "{arguments:?} {}", done.everything());
        assert!(done.stdout.is_empty() && !done.stderr.is_empty(), "{arguments:?}");
        assert!(!done.stderr.contains("hunter2"), "{}", done.stderr);
    }
}

#[test]
fn a_path_that_cannot_be_sent_is_wrong_usage() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = nobody.local_addr().unwrap();
    for path in ["a%0D%0ADELE%20b", "a%00b"] {
        let url = format!("ftp://alice:secret@{address}/{path}");
        let done = check(["--tls", "never", "--timeout", "1", &url], "");
        assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{path}: {}", done.everything());
        assert!(done.stderr.contains("The path"), "{}", done.stderr);
    }
}

#[test]
fn what_a_password_looks_like_is_said_where_it_was_sent() {
    for (lines, sent) in [(&["220 hi"][..], false), (&["220 hi", "331 password", "530 no"], true)] {
        let server = answering(lines.iter().map(|line| format!("{line}\r\n").into_bytes()).collect());
        let url = format!("ftp://alice:secret@{}", server.address);
        let done = check(["--tls", "never", "--no-probes", "--json", &url], "");
        assert_eq!(done.json()["password"].is_object(), sent, "{}", done.stdout);
        server.end();
    }
}
