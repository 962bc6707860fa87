//! `get --resume` and `put --resume`: a transfer goes on with the same file only.

use crate::file_server::{FILE, Files, HONEST, Instead, start};
use crate::moving::{doctor, text, url};
use std::fs;
use std::time::{Duration, SystemTime};

/// No part of it is like another.
static LONG: [u8; 20_000] = {
    let (mut all, mut at) = ([0; 20_000], 0);
    while at < all.len() {
        all[at] = if at % 2 == 0 { (at / 512) as u8 } else { (at / 2) as u8 };
        at += 1;
    }
    all
};

const NO_SIZE: Instead = |line| line.starts_with("SIZE").then_some("502 what?");

#[test]
fn a_download_goes_on_with_the_same_file_only() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (what, files, part, modified, status, then) in [
        ("the rest of it", HONEST, &b"0123"[..], None, 0, FILE),
        ("all of it", HONEST, FILE, None, 0, FILE),
        ("changed on the server since", HONEST, b"0123", Some(long_ago), 6, b"0123"),
        ("longer here", HONEST, b"01234567890123", None, 6, b"01234567890123"),
        ("another file", HONEST, b"012x", None, 6, b"012x"),
        (
            "from the begin",
            Files { forgets_rest: true, file: &LONG, ..HONEST },
            &LONG[..9000],
            None,
            6,
            &LONG[..9000],
        ),
        (
            "from the begin, of unknown length",
            Files { forgets_rest: true, file: &LONG, instead: NO_SIZE, ..HONEST },
            &LONG[..9000],
            None,
            6,
            &LONG[..9000],
        ),
        (
            "the rest, of unknown length",
            Files { file: &LONG, instead: NO_SIZE, ..HONEST },
            &LONG[..9000],
            None,
            0,
            &LONG,
        ),
    ] {
        fs::write(&file, part).unwrap();
        if let Some(modified) = modified {
            fs::File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
        }
        let server = start(files);
        let done = doctor(&["get", "--resume", &url(&server, "a"), text(&file)]);
        assert_eq!(done.status, status, "{what}: {}", done.everything());
        assert_eq!(fs::read(&file).unwrap(), then, "{what}");
    }
}

#[test]
fn an_upload_goes_on_with_the_same_file_only() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("file");
    fs::write(&file, FILE).unwrap();
    let sizes: [(Instead, i32, Option<&str>); 3] = [
        (|line| line.starts_with("SIZE").then_some("213 400"), 6, None),
        (|line| line.starts_with("SIZE").then_some("550 no such file"), 0, Some("10 bytes at 0")),
        (|line| line.starts_with("SIZE").then_some("502 what?"), 6, None),
    ];
    for (instead, status, stored) in sizes {
        let server = start(Files { instead, ..HONEST });
        let done = doctor(&["put", "--resume", text(&file), &url(&server, "b")]);
        let said = done.everything();
        assert_eq!(done.status, status, "{said}");
        let seen = server.received().into_iter().find(|line| line.contains("bytes at"));
        assert_eq!(seen.as_deref(), stored, "{said}");
    }
}
