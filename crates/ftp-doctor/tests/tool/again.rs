//! Another try: a password asked for again, a server that is full for a while.

use crate::support::{Listening, Scripted, broken, check, run, tool};
use ftp_tests::certificates::Certificates;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A server that accepts one password.
fn taking(password: &'static str) -> Listening {
    Listening::answering(move |line| match line.split_once(' ') {
        Some(("USER", _)) => "331 password".to_owned(),
        Some(("PASS", given)) if given == password => "230 in".to_owned(),
        Some(("PASS", _)) => "530 Login incorrect.".to_owned(),
        _ if line.is_empty() => "220 hello".to_owned(),
        _ => "221 bye".to_owned(),
    })
}

/// Runs the tool on a terminal of its own, where this is typed.
fn on_a_terminal(port: u16, typed: impl AsRef<[u8]>) -> crate::support::Done {
    let line = format!(
        "{} check --no-probes --no-transfer --tls never --user alice 127.0.0.1:{port}",
        env!("CARGO_BIN_EXE_ftp-doctor"),
    );
    run(
        Command::new("script")
            .args(["-qe", "-E", "never", "-c", &line, "/dev/null"])
            .env_remove("FTP_PASSWORD"),
        typed,
    )
}

#[test]
fn a_wrong_password_is_asked_for_again_on_the_same_connection() {
    let server = taking("third");
    let done = on_a_terminal(server.port, "first\nsecond\nthird\n");
    assert_eq!(done.status, 0, "{}", done.everything());
    let expected =
        ["USER alice", "PASS first", "USER alice", "PASS second", "USER alice", "PASS third", "QUIT"];
    assert_eq!(server.received(), expected);
}

#[test]
fn three_passwords_are_enough() {
    let server = taking("fourth");
    let done = on_a_terminal(server.port, "first\nsecond\nthird\nfourth\n");
    assert_eq!(done.status, 1, "{}", done.everything());
    assert_eq!(server.received().iter().filter(|line| line.starts_with("PASS")).count(), 3);
}

#[test]
fn an_empty_answer_gives_up() {
    let server = taking("second");
    let done = on_a_terminal(server.port, "first\n\nsecond\n");
    assert_eq!(done.status, 1, "{}", done.everything());
    assert_eq!(server.received(), ["USER alice", "PASS first", "QUIT"]);
}

#[test]
fn a_password_is_sent_in_the_bytes_of_the_terminal() {
    let server = Scripted::new(|tcp| {
        let (mut replies, mut password) = (tcp.try_clone().unwrap(), Vec::new());
        replies.write_all(b"220 hello\r\n").unwrap();
        for line in BufReader::new(tcp).split(b'\n').map_while(Result::ok) {
            match line.strip_prefix(b"PASS ") {
                Some(given) => {
                    password = given.to_vec();
                    replies.write_all(b"230 in\r\n").unwrap();
                }
                None if line.starts_with(b"USER") => replies.write_all(b"331 password\r\n").unwrap(),
                None => replies.write_all(b"221 bye\r\n").unwrap(),
            }
        }
        password
    });
    let done = on_a_terminal(server.address.port(), b"caf\xe9\n");
    assert_eq!(done.status, 0, "{}", done.everything());
    assert_eq!(server.end(), b"caf\xe9\r");
}

#[test]
fn a_password_from_elsewhere_is_not_asked_for_again() {
    let server = taking("right");
    let done = check(
        ["--no-probes", "--tls", "never", &format!("ftp://alice:wrong@127.0.0.1:{}", server.port)],
        "right\n",
    );
    assert_eq!(done.status, 1);
    assert_eq!(server.received(), ["USER alice", "PASS wrong", "QUIT"]);
}

#[test]
fn a_full_server_is_tried_again_after_the_time_that_the_plan_says() {
    let full = |times: usize| {
        let greeted = AtomicUsize::new(0);
        Listening::answering(move |line| match line.split(' ').next().unwrap_or_default() {
            "" if greeted.fetch_add(1, Ordering::Relaxed) < times => "421 Too many connections".to_owned(),
            "" => "220 hello".to_owned(),
            "USER" => "331 password".to_owned(),
            "PASS" => "230 in".to_owned(),
            _ => "221 bye".to_owned(),
        })
    };
    let visit = |server: &Listening, retries: &str| {
        let url = format!("ftp://alice:secret@127.0.0.1:{}", server.port);
        check(["--tls", "never", "--no-transfer", "--retry", retries, &url], "")
    };
    let begun = Instant::now();
    let server = full(1);
    let done = visit(&server, "3");
    assert_eq!(done.status, 0, "{}", done.everything());
    assert!(done.stderr.contains("The next try is in 5 s."), "{}", done.stderr);
    assert!(begun.elapsed() >= Duration::from_secs(5));
    assert!(server.received().ends_with(&["USER alice", "PASS secret", "QUIT"].map(String::from)));

    let server = full(1);
    let done = visit(&server, "0");
    assert_eq!(done.status, 1);
    assert!(!done.stderr.contains("next try"));
}

/// Waits for at least so many lines: the server may notice a little late that the tool has gone.
fn received_at_last(server: &Listening, least: usize) -> Vec<String> {
    let begun = Instant::now();
    while server.received().len() < least && begun.elapsed() < Duration::from_secs(10) {
        sleep(Duration::from_millis(10));
    }
    server.received()
}

/// A server that hangs up if two commands arrive at once.
fn one_at_a_time() -> Listening {
    let config: Arc<ServerConfig> = Certificates::new().unwrap().server_config(rustls::ALL_VERSIONS, false);
    Listening::new(move |tcp| {
        let mut tls = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), tcp);
        let mut received = Vec::new();
        let mut answer = "220 hello";
        let mut buffer = [0; 256];
        while tls.write_all(format!("{answer}\r\n").as_bytes()).is_ok() {
            let Ok(n @ 1..) = tls.read(&mut buffer) else { break };
            let line = String::from_utf8_lossy(&buffer[..n]).trim_end().to_owned();
            received.push(line.clone());
            answer = match line.split(' ').next().unwrap_or_default() {
                _ if line.contains('\n') => break,
                "USER" => "331 password",
                "PASS" => "230 in",
                "EPSV" | "PASV" => "502 no",
                _ => "200 fine",
            };
        }
        received
    })
}

#[test]
fn a_server_that_takes_one_command_at_a_time_is_given_one_at_a_time() {
    let visit = |server: &Listening, retries: &str| {
        let url = format!("ftps://alice:secret@127.0.0.1:{}", server.port);
        check(["--insecure", "--no-probes", "--retry", retries, &url], "")
    };
    let server = one_at_a_time();
    let done = visit(&server, "1");
    assert_eq!(done.status, 6, "it has no passive mode: {}", done.everything());
    assert!(done.stderr.contains("one command at a time"), "{}", done.stderr);
    let expected = [
        "PBSZ 0\r\nPROT P\r\nUSER alice",
        "PBSZ 0",
        "PROT P",
        "USER alice",
        "PASS secret",
        "PASV",
        "TYPE I",
        "EPSV",
        "PASV",
        "QUIT",
    ];
    assert_eq!(received_at_last(&server, expected.len()), expected);

    // The same if nobody reads standard error.
    let server = one_at_a_time();
    let url = format!("ftps://alice:secret@127.0.0.1:{}", server.port);
    let mut command = tool();
    command.args(["check", "--insecure", "--no-probes", "--retry", "1", &url]);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(broken()).status().unwrap();
    assert_eq!(status.code(), Some(6));

    let server = one_at_a_time();
    let done = visit(&server, "0");
    assert_eq!(done.status, 3, "{}", done.everything());
    assert_eq!(received_at_last(&server, 1), expected[..1]);
}
