//! What is kept of a file besides its bytes: its mode, and when it was changed.

use crate::file_server::{FILE, Files, HONEST, Instead, start};
use crate::moving::{doctor, text, url};
use crate::support::{run, tool};
use ftp_tests::servers::{ALICE, Server, Setup, skip_or_fail};
use std::fs;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What a server can keep of a file is kept, though it has neither MFMT nor MLST, nor lists modes unasked.
#[test]
fn mode_and_time_are_kept_by_what_the_server_has_for_them() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    let billion = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (features, time) in [
        ("211-so\r\n MDTM\r\n211 end", Some("MDTM 20010909014640 b")),
        ("211-so\r\n MDTM\r\n MFMT\r\n211 end", Some("MFMT 20010909014640 b")),
        ("211-so\r\n SIZE\r\n211 end", None),
    ] {
        static FEATURES: std::sync::Mutex<&str> = std::sync::Mutex::new("");
        *FEATURES.lock().unwrap() = features;
        fs::write(&file, FILE).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(billion).unwrap();
        let server =
            start(Files { instead: |line| (line == "FEAT").then(|| *FEATURES.lock().unwrap()), ..HONEST });
        let done = doctor(&["put", text(&file), &url(&server, "b")]);
        assert_eq!(done.status, 0, "{}", done.everything());
        let received = server.received();
        // A server whose mask is 077 (vsftpd's is by default) makes it a file of nobody else's.
        assert!(received.iter().any(|line| line == "SITE CHMOD 644 b"), "{received:?}");
        let set = received.iter().find(|line| line.starts_with("MDTM") || line.starts_with("MFMT"));
        assert_eq!(set.map(String::as_str), time);
    }
    for (instead, asked) in [
        (
            (|line| match line {
                "FEAT" => Some("211-so\r\n MLST type*;size*;perm;unix.mode;unique;\r\n211 end"),
                "MLST a" => Some("250-so\r\n type=file;unix.mode=0600; a\r\n250 end"),
                _ => None,
            }) as Instead,
            "OPTS MLST type;size;unix.mode;unique;",
        ),
        (
            |line| match line {
                "FEAT" => Some("211-so\r\n SIZE\r\n211 end"),
                "STAT a" => {
                    Some("213-so\r\n-rw-------    1 0        0              10 Nov 30 02:46 a\r\n213 end")
                }
                _ => None,
            },
            "STAT a",
        ),
    ] {
        fs::remove_file(&file).unwrap();
        let server = start(Files { instead, ..HONEST });
        let done = doctor(&["get", &url(&server, "a"), text(&file)]);
        assert_eq!(done.status, 0, "{}", done.everything());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{asked}");
        let received = server.received();
        assert!(received.iter().any(|line| line == asked), "{received:?}");
    }
}

#[test]
fn every_real_server_keeps_mode_and_time_both_ways() {
    for server in Server::ALL {
        let Some(running) = skip_or_fail(server, Setup::Plain, server.share(Setup::Plain)) else { continue };
        let folder = tempfile::tempdir().unwrap();
        let (here, back) = (folder.path().join("here"), folder.path().join("back"));
        let billion = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        fs::write(&here, FILE).unwrap();
        fs::set_permissions(&here, fs::Permissions::from_mode(0o700)).unwrap();
        fs::File::options().write(true).open(&here).unwrap().set_modified(billion).unwrap();
        let url = format!("ftp://{}@127.0.0.1:{}/kept", ALICE.name, running.port);
        for arguments in [["put", text(&here), &url], ["get", &url, text(&back)]] {
            let all = [&arguments[..], &["--tls", "never", "--timeout", "20"]].concat();
            let done = run(tool().env("FTP_PASSWORD", ALICE.password).args(all), "");
            assert_eq!(done.status, 0, "{server}: {}", done.everything());
        }
        for file in [running.home(ALICE).join("kept"), back] {
            let about = fs::metadata(&file).unwrap();
            let found = (about.permissions().mode() & 0o777, about.modified().unwrap());
            assert_eq!(found, (0o700, billion), "{server}: {}", file.display());
        }
    }
}

#[test]
fn a_new_file_has_the_mode_that_it_has_on_the_server() {
    let here = tempfile::tempdir().unwrap();
    let mode_of = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
    // The mode bits that the umask of this test run lets through.
    let open = here.path().join("open");
    fs::OpenOptions::new().create_new(true).write(true).mode(0o777).open(&open).unwrap();
    let mask = mode_of(&open);
    for (said, mode) in [
        ("250-so\r\n type=file;UNIX.mode=0750; a\r\n250 end", 0o750),
        ("250-so\r\n type=file;UNIX.mode=04577; a\r\n250 end", 0o777),
        ("250-so\r\n type=file; a\r\n250 end", 0o666),
        ("500 what?", 0o666),
    ] {
        static SAID: std::sync::Mutex<&str> = std::sync::Mutex::new("");
        *SAID.lock().unwrap() = said;
        let server = start(Files {
            instead: |line| line.starts_with("MLST").then(|| *SAID.lock().unwrap()),
            ..HONEST
        });
        let file = here.path().join("file");
        let done = doctor(&["get", &url(&server, "a"), text(&file)]);
        assert_eq!(done.status, 0, "{}", done.everything());
        assert_eq!(mode_of(&file), mode & mask, "{said}");
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn a_file_comes_though_the_session_does_not_survive_the_question_for_its_mode() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    let instead: Instead = |line| match line {
        "FEAT" => Some("211-so\r\n SIZE\r\n211 end"),
        "STAT a" => Some(""),
        _ => None,
    };
    let server = start(Files { instead, ..HONEST });
    for _ in 0..2 {
        let done = doctor(&["get", &url(&server, "a"), text(&file)]);
        assert_eq!((done.status, fs::read(&file).unwrap().as_slice()), (0, FILE), "{}", done.everything());
        let all = server.received();
        let asks = all.iter().filter(|line| *line == "STAT a").count();
        assert_eq!(asks, 1, "only a new file takes a mode: {all:?}");
    }
}

/// The server may know neither command, or answer neither: each is asked for once, and no file of a tree is lost by that.
#[test]
fn what_a_server_cannot_keep_costs_no_file_and_is_not_asked_for_again() {
    let here = tempfile::tempdir().unwrap();
    for name in ["a", "b", "c"] {
        fs::write(here.path().join(name), FILE).unwrap();
    }
    let silent: Instead = |line| {
        if line.starts_with("SITE") || line.starts_with("MDTM") {
            std::thread::sleep(Duration::from_secs(4));
        }
        (line == "FEAT").then_some("211-so\r\n MDTM\r\n211 end")
    };
    let unknown: Instead = |line| match line.split(' ').next() {
        Some("SITE" | "MDTM") => Some("502 what?"),
        Some("FEAT") => Some("211-so\r\n MDTM\r\n211 end"),
        _ => None,
    };
    for instead in [unknown, silent] {
        let server = start(Files { instead, ..HONEST });
        let url = url(&server, "tree");
        let put = ["put", "-r", text(here.path()), &url, "--tls", "never", "--timeout", "1"];
        let done = run(tool().env("FTP_PASSWORD", "secret").args(put), "");
        assert_eq!(done.status, 0, "{}", done.everything());
        let received = server.received();
        let asks: Vec<_> = received.iter().filter_map(|line| line.split(' ').next()).collect();
        let count = |verb: &str| asks.iter().filter(|ask| **ask == verb).count();
        assert_eq!(["MDTM", "SITE"].map(count), [1, 1], "{received:?}");
        assert_eq!(count("STOR"), 3, "{received:?}");
    }
}
