//! `get` and `put` when something goes wrong: nothing is lost, nothing is left out silently, and nothing incomplete is called
//! complete.

use crate::file_server::{FILE, Files, HONEST, Instead, start};
use crate::support::{Done, Listening, run, tool};
use std::fs;
use std::io;
use std::path::Path;

pub const PASSWORD: &str = "hunter2 secret";

pub fn doctor(arguments: &[&str]) -> Done {
    let all = [arguments, &["--tls", "never", "--timeout", "5"]].concat();
    run(tool().env("FTP_PASSWORD", PASSWORD).args(all), "")
}

pub fn url(server: &Listening, path: &str) -> String {
    format!("ftp://alice@127.0.0.1:{}/{path}", server.port)
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

/// The outcome of each file, in the order of their names.
pub fn outcomes(done: &Done) -> Vec<(String, String)> {
    let object = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).expect(line);
        let text = |key: &str| object[key].as_str().expect(line).to_owned();
        (text("remote"), text("outcome"))
    };
    let mut all: Vec<_> = done.stdout.lines().map(object).collect();
    all.sort();
    all
}

#[test]
fn what_is_here_stays_where_the_server_refuses() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    let refuses: [Instead; 3] = [
        |line| line.starts_with("RETR").then_some("550 no"),
        |line| line.starts_with("RETR").then_some("425 no"),
        |line| (line == "EPSV" || line == "PASV").then_some("500 no"),
    ];
    for (number, instead) in refuses.into_iter().enumerate() {
        fs::write(&file, "precious").unwrap();
        let server = start(Files { instead, ..HONEST });
        let done = doctor(&["get", &url(&server, "a"), text(&file)]);
        assert_eq!(done.status, 6, "{number}: {}", done.everything());
        assert_eq!(fs::read(&file).unwrap(), b"precious", "{number}");
    }
}

#[test]
fn a_goodbye_that_fails_changes_nothing() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    let goodbyes: [Instead; 2] =
        [|line| (line == "QUIT").then_some(""), |line| (line == "QUIT").then_some("500 what?")];
    for instead in goodbyes {
        let server = start(Files { instead, ..HONEST });
        let tree = here.path().join("tree");
        for arguments in [
            &["get", &url(&server, "a"), text(&file)][..],
            &["put", text(&file), &url(&server, "b")],
            &["ls", &url(&server, "")],
            &["get", "-r", &url(&server, ""), text(&tree)],
        ] {
            let done = doctor(arguments);
            assert_eq!(done.status, 0, "{arguments:?}: {}", done.everything());
        }
        assert_eq!(fs::read(tree.join("a")).unwrap(), FILE);
    }
}

#[test]
fn what_contradicts_itself_sends_nothing() {
    let here = tempfile::tempdir().unwrap();
    let server = start(HONEST);
    let root = url(&server, "a");
    for arguments in [
        &["put", text(here.path()), &root][..],
        &["put", "-r", "-", &root],
        &["put", "--resume", "-", &root],
        &["get", "-r", &root, "-"],
        &["get", "--json", &root, "-"],
        &["check", "--hosts", "-", "--password-stdin", "-u", "alice"],
    ] {
        let done = doctor(arguments);
        assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{arguments:?}: {}", done.stderr);
    }
    assert_eq!(server.received(), [""; 0]);
}

#[test]
fn a_file_that_cannot_be_read_takes_the_place_of_none() {
    if !Path::new("/proc/self/mem").exists() {
        return;
    }
    let server = start(HONEST);
    let done = doctor(&["put", "/proc/self/mem", &url(&server, "b")]);
    assert_eq!(done.status, 6, "{}", done.everything());
    let received = server.received();
    assert!(!received.iter().any(|line| line.starts_with("STOR")), "{received:?}");
}

#[test]
fn a_file_that_changes_while_it_is_stored_is_not_called_complete() {
    static FILE: std::sync::OnceLock<std::path::PathBuf> = std::sync::OnceLock::new();
    let here = tempfile::tempdir().unwrap();
    let file = FILE.get_or_init(|| here.path().join("file"));
    let changes: [Instead; 2] = [
        |line| {
            let cut = || fs::File::options().write(true).open(FILE.get()?).ok()?.set_len(200_000).ok();
            line.starts_with("STOR").then(cut);
            None
        },
        |line| {
            let add = || {
                io::Write::write(&mut fs::File::options().append(true).open(FILE.get()?).ok()?, b"more").ok()
            };
            line.starts_with("STOR").then(add);
            None
        },
    ];
    for instead in changes {
        fs::write(file, vec![b'x'; 300_000]).unwrap();
        let server = start(Files { instead, ..HONEST });
        let done = doctor(&["put", "--json", text(file), &url(&server, "b")]);
        assert_eq!(
            (done.status, done.json()["outcome"].as_str()),
            (6, Some("failed")),
            "{}",
            done.everything()
        );
        assert!(done.stderr.contains("changed here"), "{}", done.stderr);
    }
}

#[test]
fn a_blank_at_the_end_of_a_name_stays() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("a"), "precious").unwrap();
    let server = start(HONEST);
    let mut command = tool();
    command.env("FTP_PASSWORD", PASSWORD).current_dir(here.path());
    let done = run(command.args(["get", "--tls", "never", &url(&server, "a%20")]), "");
    assert_eq!(done.status, 0, "{}", done.everything());
    assert_eq!(fs::read(here.path().join("a")).unwrap(), b"precious");
    assert_eq!(fs::read(here.path().join("a ")).unwrap(), FILE);
}

#[test]
fn an_error_of_the_server_in_a_listing_is_one() {
    let server = start(Files {
        listing: "-rw-r--r-- 1 a a 10 Jan  1  2020 a\r\nls: b: Permission denied\r\n",
        instead: |line| (line == "FEAT").then_some("500 what?"),
        ..HONEST
    });
    let done = doctor(&["ls", &url(&server, "")]);
    assert_eq!((done.status, done.stdout.lines().count()), (6, 1), "{}", done.everything());
}

#[test]
fn a_listing_of_facts_whose_data_connection_is_refused_is_not_asked_for_in_another_way() {
    let here = tempfile::tempdir().unwrap();
    for arguments in [&["ls"][..], &["get", "-r"]] {
        let server =
            start(Files { instead: |line| (line == "EPSV" || line == "PASV").then_some("500 no"), ..HONEST });
        let root = url(&server, "");
        let to = [text(here.path())];
        let to = if arguments.len() > 1 { &to[..] } else { &[] };
        let done = doctor(&[arguments, &[root.as_str()], to].concat());
        assert_eq!(done.status, 6, "{}", done.everything());
        let asked = server.received().iter().filter(|line| *line == "EPSV").count();
        assert_eq!(asked, 1, "{arguments:?}: {}", done.everything());
    }
}

#[test]
fn a_transfer_that_failed_says_what_its_data_connection_did() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    fs::write(&file, FILE).unwrap();
    let server = start(Files {
        instead: |line| match line.split(' ').next() {
            Some("EPSV") => Some("500 no"),
            Some("RETR" | "STOR" | "MLSD") => Some("450 busy"),
            _ => None,
        },
        ..HONEST
    });
    for (arguments, command) in [
        (&["get", "--json", &url(&server, "a"), text(&file)][..], "RETR"),
        (&["put", "--json", text(&file), &url(&server, "a")], "STOR"),
        (&["ls", "--json", &url(&server, "")], "MLSD"),
    ] {
        let done = doctor(arguments);
        let data = &done.json()["data"];
        assert_eq!(done.status, 6, "{}", done.everything());
        let text = |key: &str| data[key].as_str().unwrap_or_default().to_owned();
        let texts = ["command", "outcome", "mode", "tls"].map(text);
        assert_eq!(texts, [command, "refused", "pasv", "clear"], "{data}");
        assert_eq!((data["epsv"].as_bool(), data["pasv"].as_bool()), (Some(false), Some(true)), "{data}");
        assert_eq!(data["used"]["address"].as_str(), Some("127.0.0.1"), "{data}");
        assert_eq!(data["used"]["port"], data["said"]["port"], "{data}");
        assert!(data["bytes"].is_u64(), "{data}");
    }
}

#[test]
fn a_password_that_comes_back_after_the_login_is_not_shown() {
    let server = start(Files {
        instead: |line| {
            let file = line.starts_with("RETR") || line.starts_with("CWD") || line.starts_with("STOR");
            file.then_some("550 hunter2 secret is no file")
        },
        ..HONEST
    });
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    fs::write(&file, FILE).unwrap();
    for arguments in [
        &["get", &url(&server, "a"), "-"][..],
        &["get", "--json", &url(&server, "a"), "x"],
        &["get", "-r", &url(&server, "a"), text(here.path())],
        &["put", text(&file), &url(&server, "a")],
        &["ls", &url(&server, "a")],
        &["check", &url(&server, "a")],
    ] {
        let done = doctor(arguments);
        assert_eq!(done.status, 6, "{arguments:?}: {}", done.everything());
        assert!(!done.everything().contains("hunter2"), "{arguments:?}: {}", done.everything());
    }
}

#[test]
fn a_check_goes_to_the_directory_of_the_url() {
    let server =
        start(Files { instead: |line| (line == "CWD no/such").then_some("550 no such directory"), ..HONEST });
    let done = doctor(&["check", "--json", &url(&server, "no/such")]);
    assert_eq!(
        (done.status, done.json()["outcome"].as_str()),
        (6, Some("transfer_failed")),
        "{}",
        done.everything()
    );
}
