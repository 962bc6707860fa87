//! `get` and `put` of trees where sessions, room or output run out.

use crate::file_server::{FILE, Files, HONEST, start};
use crate::moving::{PASSWORD, doctor, outcomes, text, url};
use crate::support::{run, tool};
use ftp_tests::servers::{ALICE, Server, Setup, skip_or_fail};
use std::fs::{self, File};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

const THREE: &str = "type=file;size=10; a\r\ntype=file;size=10; b\r\ntype=file;size=10; c\r\n";

#[test]
fn a_session_that_cannot_be_had_leaves_its_files_to_the_others() {
    static LOGINS: AtomicUsize = AtomicUsize::new(0);
    let here = tempfile::tempdir().unwrap();
    let server = start(Files {
        listing: THREE,
        // The first one finds the files, and moves some of them.
        instead: |line| {
            (line.starts_with("USER") && LOGINS.fetch_add(1, Ordering::Relaxed) == 1)
                .then_some("421 too many")
        },
        ..HONEST
    });
    let done = doctor(&["get", "-r", "--parallel", "2", "--json", &url(&server, ""), text(here.path())]);
    assert_eq!((done.status, outcomes(&done).len()), (0, 3), "{}", done.everything());
    assert!(done.stderr.contains("One of the sessions ended early."), "{}", done.stderr);
}

#[test]
fn one_session_lists_a_tree_and_moves_it() {
    let here = tempfile::tempdir().unwrap();
    let server = start(Files { listing: THREE, ..HONEST });
    let done = doctor(&["get", "-r", &url(&server, ""), text(here.path())]);
    assert_eq!(done.status, 0, "{}", done.everything());
    assert_eq!(server.received().iter().filter(|line| line.starts_with("USER")).count(), 1);
}

/// vsftpd counts a session for a moment after its goodbye.
#[test]
fn one_session_is_enough_for_a_tree() {
    for (server, setup) in [
        (Server::Vsftpd, Setup::OnePerAddress),
        (Server::Vsftpd, Setup::OneClient),
        (Server::ProFtpd, Setup::OneClient),
    ] {
        let Some(running) = skip_or_fail(server, setup, server.start(setup)) else { continue };
        let here = tempfile::tempdir().unwrap();
        for name in ["a", "b", "c"] {
            fs::write(here.path().join(name), FILE).unwrap();
        }
        let url = format!("ftp://{}@127.0.0.1:{}/tree", ALICE.name, running.port);
        let arguments = ["put", "-r", "--parallel", "3", text(here.path()), &url, "--tls", "never"];
        let done = run(tool().env("FTP_PASSWORD", ALICE.password).args(arguments), "");
        assert_eq!(done.status, 0, "{server}: {}", done.everything());
        for name in ["a", "b", "c"] {
            assert_eq!(
                fs::read(running.home(ALICE).join("tree").join(name)).unwrap(),
                FILE,
                "{server}: {name}"
            );
        }
    }
}

/// What is not moved is all in the JSON, also where another session could not be had and so nobody is left to go on.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_a_tree_and_loses_nothing_silently() {
    static LOGINS: AtomicUsize = AtomicUsize::new(0);
    static BIG: [u8; 100_000] = [b'x'; 100_000];
    let here = tempfile::tempdir().unwrap();
    // A disk of the tool's own, which is gone with it.
    let mounted = "mount -t tmpfs -o size=128k tmpfs \"$0\" && exec \"$@\"";
    let unshare = |command: &mut Command| {
        command
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", mounted])
            .arg(here.path())
            .env_clear();
        command.env("FTP_PASSWORD", PASSWORD).env("PATH", std::env::var_os("PATH").unwrap_or_default());
    };
    let mut command = Command::new("unshare");
    unshare(&mut command);
    if !command.arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    for parallel in ["1", "2"] {
        LOGINS.store(0, Ordering::Relaxed);
        let server = start(Files {
            listing: THREE,
            instead: |line| {
                (line.starts_with("USER") && LOGINS.fetch_add(1, Ordering::Relaxed) == 1)
                    .then_some("421 too many")
            },
            file: &BIG,
            ..HONEST
        });
        let mut command = Command::new("unshare");
        unshare(&mut command);
        let arguments = ["get", "-r", "--parallel", parallel, "--json", "--tls", "never", &url(&server, "")];
        let done = run(command.arg(tool().get_program()).args(arguments).arg(here.path().join("t")), "");
        assert_eq!(done.status, 6, "{parallel}: {}", done.everything());
        assert!(done.stderr.contains("Not moved: 2."), "{parallel}: {}", done.stderr);
        let lines: Vec<serde_json::Value> =
            done.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
        let files: Vec<_> = lines
            .iter()
            .filter_map(|line| Some((line["remote"].as_str()?, line["outcome"].as_str()?)))
            .collect();
        assert_eq!(files, [("/a", "complete"), ("/b", "failed"), ("/c", "failed")], "{parallel}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_is_not_done_silently() {
    let server = start(Files { listing: "type=file;size=10; a\r\n", ..HONEST });
    let here = tempfile::tempdir().unwrap();
    for arguments in [
        &["get", "-r", "--json", &url(&server, ""), text(here.path())][..],
        &["get", "--json", &url(&server, "a"), text(&here.path().join("b"))],
    ] {
        let mut command = tool();
        command.env("FTP_PASSWORD", PASSWORD).args(arguments).args(["--tls", "never"]);
        let full = File::options().write(true).open("/dev/full").unwrap();
        let done = command.stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(6), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn a_session_that_is_lost_in_a_tree_is_followed_by_another() {
    static LISTED: AtomicUsize = AtomicUsize::new(0);
    static ENTERED: AtomicUsize = AtomicUsize::new(0);
    let here = tempfile::tempdir().unwrap();
    for name in ["a", "b", "c"] {
        fs::create_dir(here.path().join(name)).unwrap();
        fs::write(here.path().join(name).join("file"), FILE).unwrap();
    }
    let server = start(Files {
        instead: |line| {
            let lost = line.starts_with("CWD") && ENTERED.fetch_add(1, Ordering::Relaxed) == 2;
            lost.then_some("")
        },
        ..HONEST
    });
    let done = doctor(&["put", "-r", "--json", text(here.path()), &url(&server, "tree")]);
    assert_eq!((done.status, outcomes(&done).len()), (0, 3), "{}", done.everything());

    let there = here.path().join("there");
    let server = start(Files {
        listing: "type=file;size=10; f\r\ntype=dir; d\r\n",
        // Every directory has one of that name; the seventh one is refused.
        instead: |line| match line {
            "MLSD" if LISTED.fetch_add(1, Ordering::Relaxed) == 2 => Some("421 idle"),
            "CWD /d/d/d/d/d/d" => Some("550 no such directory"),
            _ => None,
        },
        ..HONEST
    });
    let done = doctor(&["get", "-r", "--json", &url(&server, ""), text(&there)]);
    assert_eq!((done.status, outcomes(&done).len()), (6, 7), "{}", done.everything());
    assert_eq!(fs::read(there.join("d/d/d/d/d/f")).unwrap(), FILE);
}

/// A firewall drops a connection without a word.
#[test]
fn a_session_that_falls_silent_in_a_tree_is_followed_by_another() {
    static SEEN: std::sync::Mutex<Vec<String>> = std::sync::Mutex::new(Vec::new());
    let here = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        fs::create_dir(here.path().join(name)).unwrap();
        fs::write(here.path().join(name).join("file"), FILE).unwrap();
    }
    let server = start(Files {
        listing: "type=file;size=10; f\r\ntype=dir; d\r\n",
        instead: |line| {
            let falls_silent = ["CWD /d/d", "RETR /d/f", "CWD /tree/b", "STOR /tree/a/file"].contains(&line);
            let mut seen = SEEN.lock().unwrap();
            if falls_silent && !seen.iter().any(|one| one == line) {
                seen.push(line.to_owned());
                drop(seen);
                std::thread::sleep(std::time::Duration::from_secs(5));
                return Some("");
            }
            (line == "CWD /d/d/d").then_some("550 no such directory")
        },
        ..HONEST
    });
    let fetched = tempfile::tempdir().unwrap();
    let (there, tree) = (fetched.path().join("there"), url(&server, "tree"));
    let moves = |arguments: [&str; 4], status, outcomes| {
        let rest = ["--tls", "never", "--timeout", "1", "--json"];
        let done = run(tool().env("FTP_PASSWORD", PASSWORD).args(arguments).args(rest), "");
        assert_eq!((done.status, self::outcomes(&done).len()), (status, outcomes), "{}", done.everything());
    };
    // Both wait most of the time.
    std::thread::scope(|scope| {
        scope.spawn(|| moves(["put", "-r", text(here.path()), &tree], 0, 2));
        scope.spawn(|| moves(["get", "-r", &url(&server, ""), text(&there)], 6, 4));
    });
    assert_eq!(fs::read(there.join("d/d/f")).unwrap(), FILE);
    assert_eq!(fs::read(there.join("d/f")).unwrap(), FILE);
    assert_eq!(SEEN.lock().unwrap().len(), 4);
}

#[cfg(unix)]
#[test]
fn nothing_below_the_target_leads_a_tree_elsewhere() {
    use std::os::unix::fs::symlink;
    static PLANTED: std::sync::OnceLock<std::path::PathBuf> = std::sync::OnceLock::new();
    let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let victim = elsewhere.path().join("b");
    fs::write(&victim, "precious").unwrap();
    let tree = here.path().join("tree");
    // The target itself may be a link.
    let target = here.path().join("target");
    fs::create_dir(&tree).unwrap();
    symlink(&tree, &target).unwrap();
    symlink(&victim, tree.join("a")).unwrap();
    symlink(elsewhere.path(), tree.join("b")).unwrap();
    let made = Command::new("mkfifo").arg(tree.join("c")).status().unwrap();
    assert!(made.success());
    fs::write(tree.join("d"), "").unwrap();
    fs::write(tree.join("e"), "old").unwrap();
    fs::hard_link(tree.join("e"), tree.join("f")).unwrap();
    PLANTED.set(tree.clone()).unwrap();
    let server = start(Files {
        listing: "type=file;size=10; a\r\ntype=dir; b\r\ntype=file;size=10; c\r\ntype=file;size=10; e\r\n\
            type=file;size=10; f\r\ntype=file;size=10; g\r\ntype=file;size=10; h\r\n",
        instead: |line| {
            // They come while the tree is fetched.
            let to = (line == "RETR /g").then_some("a").or((line == "RETR /h").then_some("d"))?;
            symlink(to, PLANTED.get()?.join(line.strip_prefix("RETR /")?)).ok()?;
            None
        },
        ..HONEST
    });
    let done = doctor(&["get", "-r", "--json", &url(&server, ""), text(&target)]);
    let expected = [
        ("/a", "failed"),
        ("/b", "failed"),
        ("/c", "failed"),
        ("/e", "complete"),
        ("/f", "failed"),
        ("/g", "failed"),
        ("/h", "failed"),
    ];
    assert_eq!(outcomes(&done), expected.map(|(name, what)| (name.to_owned(), what.to_owned())));
    assert_eq!((done.status, fs::read(&victim).unwrap().as_slice()), (6, &b"precious"[..]));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    assert_eq!(fs::read(tree.join("e")).unwrap(), FILE);
    assert!(fs::symlink_metadata(tree.join("h")).unwrap().is_symlink(), "only what the tool made goes");
}

/// ProFTPD gives no ticket of TLS 1.3 with an upload, and wants each data connection to resume the session.
#[test]
fn a_tree_is_stored_where_tickets_run_out() {
    let (server, setup) = (Server::ProFtpd, Setup::SessionReuse);
    let Some(running) = skip_or_fail(server, setup, server.start(setup)) else { return };
    let here = tempfile::tempdir().unwrap();
    for number in 0..8 {
        fs::write(here.path().join(number.to_string()), FILE).unwrap();
    }
    let url = format!("ftp://{}@127.0.0.1:{}/tree", ALICE.name, running.port);
    let put = ["put", "-r", "--json", text(here.path()), &url, "--ca-file", text(&running.ca)];
    let done = run(tool().env("FTP_PASSWORD", ALICE.password).args(put), "");
    assert_eq!((done.status, outcomes(&done).len()), (0, 8), "{}", done.everything());
    for number in 0..8 {
        let file = running.home(ALICE).join("tree").join(number.to_string());
        assert_eq!(fs::read(file).unwrap(), FILE, "{number}");
    }
}

#[test]
fn what_is_listed_is_fetched_though_it_is_not_all() {
    let here = tempfile::tempdir().unwrap();
    let server = start(Files { listing: THREE, listed: "226 Output truncated to 3 matches", ..HONEST });
    let done = doctor(&["get", "-r", "--json", &url(&server, ""), text(here.path())]);
    let whats: Vec<String> = outcomes(&done).into_iter().map(|(_, what)| what).collect();
    assert_eq!(whats, ["doubtful", "complete", "complete", "complete"], "{}", done.everything());
    assert_eq!(done.status, 6, "{}", done.everything());
}

#[test]
fn names_with_a_dot_are_not_lost_with_a_listing_that_failed() {
    let here = tempfile::tempdir().unwrap();
    for (reply, status) in [("425 no data connection", 6), ("550 -a: no such file", 0)] {
        static REPLY: std::sync::Mutex<&str> = std::sync::Mutex::new("");
        *REPLY.lock().unwrap() = reply;
        let server = start(Files {
            listing: "-rw-r--r-- 1 a a 10 Jan  1  2020 a\r\n",
            instead: |line| match line {
                "FEAT" => Some("500 what?"),
                "LIST -a" => Some(*REPLY.lock().unwrap()),
                // An absolute path needs none.
                "PWD" => Some("502 what?"),
                _ => None,
            },
            ..HONEST
        });
        let done = doctor(&["get", "-r", &url(&server, "/"), text(here.path())]);
        assert_eq!(done.status, status, "{reply}: {}", done.everything());
    }
}

#[test]
fn a_tree_loses_nothing_silently() {
    let here = tempfile::tempdir().unwrap();
    let tree = here.path().join("tree");
    let server = start(Files {
        listing: "type=file;size=10; one\r\n\
            size=10; untyped\r\n\
            type=file;size=10; refused\r\n\
            type=file;size=10; one\r\n\
            type=file;size=10; ../out\r\n\
            type=OS.unix=slink:/x;size=1; link\r\n\
            ls: two: Permission denied\r\n\
            type=file;size=10;UNIX.mode=0444; last\r\n",
        instead: |line| line.starts_with("RETR /refused").then_some("550 not this one"),
        ..HONEST
    });
    let done = doctor(&["get", "-r", "--parallel", "2", "--json", &url(&server, ""), text(&tree)]);
    assert_eq!(done.status, 6, "{}", done.everything());
    let expected = [
        ("/../out", "left_out"),
        ("/last", "complete"),
        ("/link", "left_out"),
        ("/one", "complete"),
        ("/one", "left_out"),
        ("/refused", "refused"),
        ("/untyped", "complete"),
        ("ls: two: Permission denied", "left_out"),
    ];
    assert_eq!(outcomes(&done), expected.map(|(name, what)| (name.to_owned(), what.to_owned())));
    assert!(fs::read(tree.join("last")).is_ok_and(|last| last == FILE) && !here.path().join("out").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name| fs::metadata(tree.join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("last") & 0o600, 0o600, "its owner can write it, whatever the server says");
    }
}

#[test]
fn what_one_session_finds_out_of_data_connections_the_next_ones_know() {
    let here = tempfile::tempdir().unwrap();
    let server = start(Files {
        listing: "type=file;size=10; a\r\ntype=file;size=10; b\r\ntype=file;size=10; c\r\n",
        instead: |line| (line == "EPSV").then_some("500 no"),
        ..HONEST
    });
    let done = doctor(&["get", "-r", "--parallel", "2", &url(&server, ""), text(here.path())]);
    assert_eq!(done.status, 0, "{}", done.everything());
    let received = server.received();
    let asked = |verb: &str| received.iter().filter(|line| line.as_str() == verb).count();
    assert_eq!((asked("QUIT"), asked("EPSV"), asked("PASV")), (2, 1, 4));
}

#[test]
fn trees_of_real_servers_have_names_with_a_dot_and_an_end() {
    for server in [Server::Vsftpd, Server::Pyftpdlib] {
        let Some(running) = skip_or_fail(server, Setup::Plain, server.share(Setup::Plain)) else { continue };
        let there = running.home(ALICE).join("dotted");
        fs::create_dir_all(there.join("deep")).unwrap();
        fs::write(there.join(".hidden"), FILE).unwrap();
        fs::write(there.join("deep/.hidden"), FILE).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("..", there.join("deep/up")).unwrap();
        let here = tempfile::tempdir().unwrap();
        let url = format!("ftp://{}@127.0.0.1:{}/dotted", ALICE.name, running.port);
        let arguments = ["get", "-r", &url, text(here.path()), "--tls", "never", "--timeout", "20"];
        let done = run(tool().env("FTP_PASSWORD", ALICE.password).args(arguments), "");
        // The link is not followed, or only until it is known to lead back.
        assert_eq!(done.status, 6, "{server}: {}", done.everything());
        for name in [".hidden", "deep/.hidden"] {
            assert_eq!(fs::read(here.path().join(name)).unwrap(), FILE, "{server}: {name}");
        }
        assert!(!here.path().join("deep/up/deep/up/deep").exists(), "{server}");
    }
}
