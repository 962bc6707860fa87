//! Many servers at once.

use crate::data_server::{Answers, Data, FINE, start};
use crate::support::{Done, Listening, check, run};
use ftp_tests::welcoming;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const PASSWORD: &str = "hunter2-for-all";

/// Runs `check --hosts` with this list, and one password for all.
fn checked(list: &str, options: &[&str]) -> Done {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(list.as_bytes()).unwrap();
    let hosts = file.path().to_str().unwrap().to_owned();
    let all = ["--tls", "never", "--no-transfer", "--user", "alice", "--password-stdin", "--hosts", &hosts];
    let done = check(all.iter().chain(options), &format!("{PASSWORD}\n"));
    assert!(!done.everything().contains(PASSWORD), "{}", done.everything());
    done
}

#[test]
fn each_has_a_row_in_the_order_of_the_list() {
    let (good, bad) = (
        welcoming::start().unwrap(),
        Listening::answering(|line| {
            let verb = line.split(' ').next().unwrap_or_default();
            match verb {
                "" => "220 hello",
                "USER" => "331 password",
                "PASS" => "530 Login incorrect.",
                _ => "221 bye",
            }
            .to_owned()
        }),
    );
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let list = format!(
        "# ours\nftp://127.0.0.1:{good} # the good one\n\n127.0.0.1:{}\n127.0.0.1:{closed}\nhttp://no\n",
        bad.port
    );
    let done = checked(&list, &[]);
    let lines: Vec<Vec<&str>> = done.stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    let (good, bad, closed) =
        (format!("ftp://127.0.0.1:{good}"), format!("127.0.0.1:{}", bad.port), format!("127.0.0.1:{closed}"));
    assert_eq!((&lines[0][..], &lines[1][..]), (&["1", "logged_in", "230"][..], &[good.as_str()][..]));
    assert_eq!(
        (&lines[2][..], &lines[3][..]),
        (&["1", "refused", "530", "wrong_credentials"][..], &[bad.as_str()][..])
    );
    assert_eq!((lines[4][2], &lines[5][..]), ("nothing_listening", &[closed.as_str()][..]));
    assert_eq!((lines[6][1], &lines[7][..]), ("wrong_usage", &["http://no"][..]));
    assert!(done.stdout.contains("4 checked: 1 logged_in, 1 refused, 1 unreachable, 1 wrong_usage"));
    assert_eq!(done.status, 3);

    let done = checked(&list, &["--json"]);
    let mut lines: Vec<Value> = done.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.sort_by_key(|line| line["outcome"].as_str().unwrap().to_owned());
    let targets: Vec<_> = lines.iter().map(|line| line["target"].as_str().unwrap()).collect();
    assert_eq!(targets, [&good, &bad, &closed, "http://no"]);
    assert_eq!(lines[1]["causes"][0]["cause"], "wrong_credentials");
    assert!(lines[3]["error"].is_string());
}

#[test]
fn lists_of_all_kinds() {
    let good = welcoming::start().unwrap();
    let list = format!(
        "\u{feff}127.0.0.1:{good}\r\n  ftp://alice:{PASSWORD}@127.0.0.1:{good}\t# the same\r\n\
         #127.0.0.1:1\r\nftp://alice:{PASSWORD}#x@h\nftp://alice:{PASSWORD}\n"
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &list).unwrap();
    for (hosts, input) in [(file.path().to_str().unwrap(), ""), ("-", list.as_str())] {
        let done = check(["--tls", "never", "--no-transfer", "--hosts", hosts], input);
        assert!(!done.everything().contains(&PASSWORD[..7]), "{}", done.everything());
        assert!(done.stdout.contains("4 checked: 2 logged_in, 2 wrong_usage"), "{}", done.everything());
        assert!(done.stderr.contains("in clear"), "{}", done.stderr);
        assert_eq!(done.status, 2);
    }
    let done = check(["--hosts", "-"], "# nobody\n\n");
    assert_eq!((done.status, done.stdout.as_str()), (2, ""));
}

#[test]
fn a_thousand_take_the_time_of_the_slowest() {
    let good = welcoming::start().unwrap();
    let silent = Listening::new(|mut tcp| {
        let _ = tcp.read_to_end(&mut Vec::new());
        Vec::new()
    });
    let mut list = format!("127.0.0.1:{good}\n").repeat(980);
    list.push_str(&format!("127.0.0.1:{}\n", silent.port).repeat(20));
    let begun = Instant::now();
    // With 512 MB of address space and at most 128 open files.
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(list.as_bytes()).unwrap();
    let line = format!(
        "ulimit -v 524288; ulimit -n 128; exec {} check --tls never --no-transfer --timeout 2 --per-address 1000 --hosts {}",
        env!("CARGO_BIN_EXE_ftp-doctor"),
        file.path().display()
    );
    let done = run(std::process::Command::new("sh").args(["-c", &line]), "");
    assert!(done.stdout.contains("1000 checked: 980 logged_in, 20 timed_out"), "{}", done.everything());
    // One after another the silent ones alone would take 40 s.
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    assert_eq!(done.status, 3);
}

/// Counts how many connections the server has at a time.
#[test]
fn one_address_gets_two_connections_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (here, highest) = (now.clone(), most.clone());
    std::thread::spawn(move || {
        for mut tcp in listener.incoming().flatten() {
            let (here, highest) = (here.clone(), highest.clone());
            std::thread::spawn(move || {
                highest.fetch_max(here.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(200));
                here.fetch_sub(1, Ordering::SeqCst);
                let _ = tcp.write_all(b"421 full\r\n");
            });
        }
    });
    // The same server, listed by address and by name.
    let list = format!("127.0.0.1:{port}\nlocalhost:{port}\n").repeat(4);
    let done = checked(&list, &["-4"]);
    assert!(done.stdout.contains("8 checked: 8 refused"), "{}", done.everything());
    assert!(done.stdout.contains("(4 times)"), "{}", done.stdout);
    assert_eq!(most.load(Ordering::SeqCst), 2);
    most.store(0, Ordering::SeqCst);
    checked(&list, &["-4", "--per-address", "20"]);
    assert!(most.load(Ordering::SeqCst) > 2, "{}", most.load(Ordering::SeqCst));
}

#[test]
fn a_listing_is_fetched_from_each_and_no_second_look_taken() {
    let (good, bad) = (start(FINE), start(Answers { data: Data::NoHandshake, ..FINE }));
    let list = format!("127.0.0.1:{}\n127.0.0.1:{}\n", good.port, bad.port);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &list).unwrap();
    let hosts = file.path().to_str().unwrap();
    let done = check(["--tls", "never", "--user", "a", "--password-stdin", "--hosts", hosts], "x\n");
    let row = |outcome: &str| {
        let line =
            done.stdout.lines().find(|line| line.contains(outcome)).unwrap_or_else(|| panic!("{outcome}"));
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("logged_in")[1..], ["logged_in", "230"], "{}", done.everything());
    assert_eq!(row("transfer_failed")[1..3], ["transfer_failed", "425"], "{}", done.everything());
    assert_eq!(done.status, 6);
    assert!(good.received().contains(&"LIST".to_owned()));
    assert_eq!(bad.received().iter().filter(|line| line.starts_with("USER")).count(), 1);
}

#[test]
fn a_line_that_is_no_text_is_not_tried() {
    let server = Listening::answering(|_| "220 hello".to_owned());
    let file = tempfile::NamedTempFile::new().unwrap();
    let line = [b"ftp://alice:p\xe4ss@127.0.0.1:".as_slice(), server.port.to_string().as_bytes()].concat();
    std::fs::write(file.path(), line).unwrap();
    let done = check(["--tls", "never", "--json", "--hosts", file.path().to_str().unwrap()], "");
    assert_eq!((done.status, done.json()["outcome"].as_str()), (2, Some("wrong_usage")), "{}", done.stdout);
    assert_eq!(done.json()["target"], format!("ftp://alice:***@127.0.0.1:{}", server.port));
    assert!(done.json()["error"].as_str().unwrap().contains("%NN"), "{}", done.stdout);
    assert!(server.received().is_empty());
}

#[test]
fn a_file_that_may_be_left_is_named() {
    let server = start(Answers { data: Data::KeepsFile, ..FINE });
    let list = format!("ftp://alice:{PASSWORD}@127.0.0.1:{}\n", server.port);
    let done = check(["--tls", "never", "--upload", "--hosts", "-"], &list);
    let line = format!("ftp-doctor: ftp://alice:***@127.0.0.1:{}: ftp-doctor-", server.port);
    let told =
        |one: &str| one.starts_with(&line) && one.ends_with("could not be removed, and may be left there.");
    assert!(done.stderr.lines().any(told), "{}", done.everything());
    assert!(!done.everything().contains(PASSWORD), "{}", done.everything());
}

#[test]
fn a_line_with_a_name_and_a_password_is_not_repeated() {
    for options in [&[][..], &["--json"]] {
        let done = checked(&format!("h.example alice {PASSWORD}\n"), options);
        assert_eq!(done.status, 2, "{}", done.everything());
        assert!(done.everything().contains("h.example ***"), "{}", done.everything());
    }
}
