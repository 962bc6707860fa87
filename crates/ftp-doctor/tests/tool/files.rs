//! `ls`, `get` and `put` against real servers.

use crate::support::{Done, run, tool};
use ftp_tests::embedded::{Embedded, PASSWORD, USER};
use ftp_tests::servers::{ALICE, Running, Server, Setup, skip_or_fail};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// Runs a command of the tool with the account of a server, again as long as libunftp mistakes TLS for a command.
fn with(password: &str, arguments: &[&str], input: &str) -> Done {
    loop {
        let done = run(tool().env("FTP_PASSWORD", password).args(arguments), input);
        if !done.stderr.contains("what came is not tls") {
            return done;
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

#[test]
fn a_file_there_and_back_under_tls() {
    let server = Embedded::start(true).unwrap();
    let ca_file = server.ca_file();
    let url = |path: &str| format!("ftp://{USER}@{}/{path}", server.address());
    let (root, there, missing) = (url(""), url("a%20b.bin"), url("missing"));
    let here = tempfile::tempdir().unwrap();
    let (original, copy) = (here.path().join("a b.bin"), here.path().join("copy"));
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    fs::write(&original, &bytes).unwrap();
    let ca = ["--ca-file", text(&ca_file)];

    let put = [&["put", text(&original), &root][..], &ca].concat();
    let done = with(PASSWORD, &put, "");
    assert_eq!((done.status, done.everything().trim()), (0, ""));
    assert!(fs::read(server.home().join("a b.bin")).unwrap() == bytes, "another file");

    let get = [&["get", &there, text(&copy), "--json"][..], &ca].concat();
    let done = with(PASSWORD, &get, "");
    assert_eq!(done.status, 0, "{}", done.everything());
    assert_eq!(
        (done.json()["outcome"].as_str(), done.json()["bytes"].as_u64()),
        (Some("complete"), Some(1_200_000))
    );
    assert!(fs::read(&copy).unwrap() == bytes, "another file");

    fs::write(&copy, &bytes[..1000]).unwrap();
    let resume = [&["get", &there, text(&copy), "--json", "--resume"][..], &ca].concat();
    let done = with(PASSWORD, &resume, "");
    assert_eq!(
        (done.json()["offset"].as_u64(), done.json()["bytes"].as_u64()),
        (Some(1000), Some(1_199_000)),
        "{} bytes are here: {}",
        fs::metadata(&copy).unwrap().len(),
        done.everything()
    );
    assert!(fs::read(&copy).unwrap() == bytes, "another file");

    let ls = [&["ls", &root, "--json"][..], &ca].concat();
    let done = with(PASSWORD, &ls, "");
    let entry: Value = done.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).next().unwrap();
    assert_eq!((entry["name"].as_str(), entry["size"].as_u64()), (Some("a b.bin"), Some(1_200_000)));

    let done = with(PASSWORD, &[&["get", &missing, "-"][..], &ca].concat(), "");
    assert_eq!((done.status, done.stdout.as_str()), (6, ""), "{}", done.stderr);
    let nothing = here.path().join("nothing");
    let done = with(PASSWORD, &[&["get", &missing, nothing.to_str().unwrap()][..], &ca].concat(), "");
    assert!(done.status == 6 && !nothing.exists(), "{}", done.everything());
    let done = with("wrong horse", &ls, "");
    assert_eq!(done.status, 1, "{}", done.everything());
}

#[test]
fn standard_input_and_output() {
    let server = Embedded::start(false).unwrap();
    let url = format!("ftp://{USER}@{}/notes", server.address());
    let done = with(PASSWORD, &["put", "-", &url, "--tls", "never"], "two\nlines\n");
    assert_eq!(done.status, 0, "{}", done.everything());
    let done = with(PASSWORD, &["get", &url, "-", "--tls", "never"], "");
    assert_eq!((done.status, done.stdout.as_str()), (0, "two\nlines\n"), "{}", done.stderr);
}

#[test]
fn a_tree_over_three_sessions_with_times() {
    let Some(server) = skip_or_fail(Server::ProFtpd, Setup::Plain, Server::ProFtpd.start(Setup::Plain))
    else {
        return;
    };
    let here = tempfile::tempdir().unwrap();
    let tree = here.path().join("tree");
    fs::create_dir_all(tree.join("deep/er")).unwrap();
    let time = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for number in 0..20 {
        let path = tree.join(if number % 2 == 0 { "deep" } else { "deep/er" }).join(format!("{number}.txt"));
        fs::write(&path, vec![b'x'; number * 100]).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    }
    let url = |path: &str| url(&server, path);
    let put = ["put", "-r", "--parallel", "3", text(&tree), &url("tree"), "--tls", "never", "--json"];
    let done = with(ALICE.password, &put, "");
    assert_eq!((done.status, done.stdout.lines().count()), (0, 20), "{}", done.everything());

    let back = here.path().join("back");
    let get = ["get", "-r", "--parallel", "3", &url("tree"), text(&back), "--tls", "never", "--json"];
    let done = with(ALICE.password, &get, "");
    assert_eq!((done.status, done.stdout.lines().count()), (0, 20), "{}", done.everything());
    for number in 0..20 {
        let path = back.join(if number % 2 == 0 { "deep" } else { "deep/er" }).join(format!("{number}.txt"));
        assert_eq!(fs::read(&path).unwrap(), vec![b'x'; number * 100], "{}", path.display());
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), time, "{}", path.display());
    }
}

fn url(server: &Running, path: &str) -> String {
    format!("ftp://{}@127.0.0.1:{}/{path}", ALICE.name, server.port)
}
