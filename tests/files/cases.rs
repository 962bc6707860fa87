//! What every client has to do with every server.

use super::world::{Moves, World};
use ftp_proto::transfer::{DataSettings, Ending, Mode, Pipelining, Plan, Refusal, Step};
use ftp_proto::{Arg, Command};
use ftp_tests::servers::Server;
use ftp_tests::whole;
use std::fs::{self, Permissions};
use std::hash::{DefaultHasher, Hasher};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Mutex;

pub type Case = fn(&mut dyn Moves, &World);

pub const CASES: &[(&str, Case)] = &[
    ("files of all sizes, both ways", sizes),
    ("listings", listings),
    ("resume both ways", resume),
    ("stopped or dropped in the middle, both ways", stopped),
    ("names", names),
    ("what is not there, no file, or not ours", refused),
    ("the server connects", active),
    ("many small files over one session", many),
    ("the next data connection asked for ahead", ahead),
    ("a large file", large),
];

const MIB: usize = 1 << 20;

/// Bytes without repetition.
pub fn bytes(n: usize) -> Vec<u8> {
    let mut seed = n as u32 | 1;
    let next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as u8
    };
    std::iter::repeat_with(next).take(n).collect()
}

pub fn retrieve(name: &(impl AsRef<[u8]> + ?Sized)) -> Plan {
    Plan::retrieve(Arg::new(name.as_ref()).unwrap())
}

pub fn store(name: &(impl AsRef<[u8]> + ?Sized)) -> Plan {
    Plan::store(Arg::new(name.as_ref()).unwrap())
}

pub fn place(world: &World, name: &(impl AsRef<[u8]> + ?Sized)) -> PathBuf {
    world.home.join(std::ffi::OsStr::from_bytes(name.as_ref()))
}

/// Puts a file on the server, which every server may read and write.
pub fn lay(world: &World, name: &(impl AsRef<[u8]> + ?Sized), bytes: &[u8]) {
    let path = place(world, name);
    fs::write(&path, bytes).unwrap();
    fs::set_permissions(path, Permissions::from_mode(0o666)).unwrap();
}

fn sizes(client: &mut dyn Moves, world: &World) {
    for n in [0, 1, MIB + 1, 0, 1] {
        let file = bytes(n);
        lay(world, "down", &file);
        assert!(client.get(retrieve("down")).unwrap() == file, "{world}: {n}");
        client.put(store("up"), &file).unwrap_or_else(|why| panic!("{world}: {n}: {why}"));
        assert!(fs::read(place(world, "up")).unwrap() == file, "{world}: {n}");
        assert_eq!(client.size(b"up"), Some(n as u64), "{world}");
    }
}

fn listings(client: &mut dyn Moves, world: &World) {
    lay(world, "in the list", b"x");
    for plan in [Plan::list(None), Plan::names(None)] {
        let listing = client.get(plan).unwrap();
        let found = listing.windows(11).any(|window| window == b"in the list");
        assert!(found, "{world}: {}", listing.escape_ascii());
    }
}

fn resume(client: &mut dyn Moves, world: &World) {
    let file = bytes(MIB);
    lay(world, "down", &file);
    for offset in [1, MIB / 2, MIB] {
        let got = client.get(retrieve("down").offset(offset as u64));
        assert!(got.as_deref() == Ok(&file[offset..]), "{world}: {offset}: {:?}", got.map(|got| got.len()));
        fs::write(place(world, "up"), &file[..offset]).unwrap();
        fs::set_permissions(place(world, "up"), Permissions::from_mode(0o666)).unwrap();
        let put = client.put(store("up").offset(offset as u64), &file[offset..]);
        if world.forbids_resume() {
            assert_eq!(put, Err(Ending::Refused(Step::Command, Refusal::LocalError)), "{world}: {offset}");
            continue;
        }
        assert_eq!(put, Ok(()), "{world}: {offset}");
        assert!(fs::read(place(world, "up")).unwrap() == file, "{world}: {offset}");
    }
    let beyond = client.get(retrieve("down").offset(MIB as u64 + 1));
    assert_eq!(beyond, Err(Ending::OffsetMismatch), "{world}");
    let gap = client.put(store("up").offset(7), b"x");
    assert_eq!(gap, Err(Ending::OffsetMismatch), "{world}");
    assert_eq!(client.get(retrieve("down")).map(|got| got.len()), Ok(MIB), "{world}");
}

fn stopped(client: &mut dyn Moves, world: &World) {
    if world.loses_tickets() {
        return;
    }
    let (large, small) = (bytes(8 * MIB), bytes(1000));
    lay(world, "large", &large);
    lay(world, "small", &small);
    // Before the first byte, some servers have not finished the handshake. This is a race, so it is tried
    // several times.
    for after in [0, 0, 0, 1, 100_000] {
        assert_eq!(client.stop_get(retrieve("large"), after), Ending::Stopped, "{world}: {after}");
        assert!(client.get(retrieve("small")).as_ref() == Ok(&small), "{world}: after a download");
        assert_eq!(client.stop_put(store("part"), &large[..after]), Ending::Stopped, "{world}: {after}");
        assert_eq!(client.put(store("whole"), &small), Ok(()), "{world}: after an upload");
        assert!(fs::read(place(world, "whole")).unwrap() == small, "{world}");
    }
    for after in [0, 0, 0, 1, 100_000] {
        client.drop_get(retrieve("large"), after);
        assert!(client.get(retrieve("small")).as_ref() == Ok(&small), "{world}: {after}: dropped download");
        client.drop_put(store("part"), &large[..after]);
        assert_eq!(client.put(store("whole"), &small), Ok(()), "{world}: {after}: dropped upload");
    }
    assert_eq!(client.quote(&Command::noop()).map(|code| code / 100), Some(2), "{world}");
}

fn names(client: &mut dyn Moves, world: &World) {
    let names: &[&[u8]] = &[
        b"trailing ",
        b" leading",
        b"a \"quoted\" name",
        "\u{e9}\u{6f22}".as_bytes(),
        b"latin\xe9",
        b"100% +&;",
    ];
    for name in names {
        let refused = match world.server {
            // Pure-FTPd turns a leading space into `_` and drops a trailing one.
            Some(Server::PureFtpd) => name.starts_with(b" ") || name.ends_with(b" "),
            // These servers expect names in UTF-8.
            Some(Server::Pyftpdlib) | None => std::str::from_utf8(name).is_err(),
            _ => false,
        };
        if refused {
            continue;
        }
        let file = bytes(100 + name.len());
        let put = client.put(store(name), &file);
        assert_eq!(put, Ok(()), "{world}: {}", name.escape_ascii());
        let there = fs::read(place(world, name)).ok();
        assert!(there.as_ref() == Some(&file), "{world}: {}", name.escape_ascii());
        assert!(client.get(retrieve(name)).as_ref() == Ok(&file), "{world}: {}", name.escape_ascii());
    }
    // Only vsftpd accepts a name with an LF.
    if world.server == Some(Server::Vsftpd) {
        let name = Arg::danger_with_nul(b"of two\0lines").unwrap();
        assert_eq!(client.put(Plan::store(name), b"two"), Ok(()), "{world}");
        assert_eq!(fs::read(place(world, b"of two\nlines")).unwrap(), b"two", "{world}");
        assert_eq!(client.get(Plan::retrieve(name)).as_deref(), Ok(&b"two"[..]), "{world}");
    }
}

fn refused(client: &mut dyn Moves, world: &World) {
    fs::create_dir_all(place(world, "directory")).unwrap();
    lay(world, "not ours", b"secret");
    fs::set_permissions(place(world, "not ours"), Permissions::from_mode(0o600)).unwrap();
    for _ in 0..world.times(3) {
        for name in ["missing", "directory", "not ours"] {
            // These two run as root here, and root may read everything.
            if name == "not ours" && matches!(world.server, Some(Server::Pyftpdlib) | None) {
                continue;
            }
            match client.get(retrieve(name)) {
                Err(Ending::Refused(_, Refusal::FileUnavailable | Refusal::FileBusy)) => {}
                other => panic!("{world}: {name}: {other:?}"),
            }
        }
        match client.put(store("directory"), b"x") {
            Err(Ending::Refused(Step::Command | Step::Transfer, _)) => {}
            other => panic!("{world}: a directory for a file: {other:?}"),
        }
    }
    assert_eq!(client.put(store("goes on"), b"x"), Ok(()), "{world}");
}

/// Only in the full run: a hundred MiB, compared with the file on disk.
fn large(client: &mut dyn Moves, world: &World) {
    if !whole() {
        return;
    }
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock();
    let file = bytes(100 * MIB);
    lay(world, "hundred", &file);
    let digest = hash(&file);
    assert_eq!(client.get(retrieve("hundred")).map(|got| hash(&got)), Ok(digest), "{world}");
    assert_eq!(client.put(store("up"), &file), Ok(()), "{world}");
    assert_eq!(hash(&fs::read(place(world, "up")).unwrap()), digest, "{world}");
    for name in ["hundred", "up"] {
        fs::remove_file(place(world, name)).unwrap();
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

fn active(client: &mut dyn Moves, world: &World) {
    client.set_data(DataSettings::default().mode(Mode::Active));
    let file = bytes(100_000);
    for n in 0..3 {
        let put = client.put(store("up"), &file);
        if world.server.is_none() {
            assert!(matches!(put, Err(Ending::Refused(Step::Opening, _))), "{world}: {put:?}");
            return;
        }
        assert_eq!(put, Ok(()), "{world}: {n}");
        assert!(client.get(retrieve("up")).as_ref() == Ok(&file), "{world}: {n}");
    }
    let listing = client.get(Plan::names(None)).unwrap();
    assert!(listing.windows(2).any(|window| window == b"up"), "{world}");
}

fn many(client: &mut dyn Moves, world: &World) {
    let files = if whole() { 1000 } else { world.times(10) };
    for n in 0..files {
        let (name, file) = (format!("small {n}"), bytes(n * 10));
        assert_eq!(client.put(store(&name), &file), Ok(()), "{world}: {n}");
        assert!(client.get(retrieve(&name)).as_ref() == Ok(&file), "{world}: {n}");
    }
}

fn ahead(client: &mut dyn Moves, world: &World) {
    if world.loses_tickets() {
        return;
    }
    client.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
    let in_order = matches!(world.server, Some(Server::Vsftpd | Server::ProFtpd | Server::PureFtpd));
    lay(world, "large", &bytes(8 * MIB));
    for n in 0..if whole() { 30 } else { world.times(8) } {
        let (name, file) = (format!("small {n}"), bytes(n * 1000));
        assert_eq!(client.put(store(&name).expected(file.len() as u64), &file), Ok(()), "{world}: {n}");
        assert_eq!(fs::read(place(world, &name)).unwrap(), file, "{world}: {n}");
        let got = client.get(retrieve(&name).expected(file.len() as u64));
        assert!(got.as_ref() == Ok(&file), "{world}: {n}: {:?}", got.map(|got| got.len()));
        let last = client.last_sent();
        // A server that was asked in the middle of a large file refuses, and is not asked again.
        let asked = last.starts_with("EPSV");
        assert!(asked == in_order || in_order && n > 6, "{world}: {n}: {last}");
        match n % 10 {
            3 => drop(client.get(retrieve("missing").expected(10)).unwrap_err()),
            // An expectation that is too small loses nothing.
            6 => assert_eq!(client.stop_get(retrieve("large").expected(10), 1), Ending::Stopped, "{world}"),
            4 => assert_eq!(client.quote(&Command::noop()).map(|code| code / 100), Some(2), "{world}"),
            _ => {}
        }
    }
}

/// Two sessions take turns, each with 100 transfers of both kinds.
pub fn in_turn(mut clients: [&mut dyn Moves; 2], world: &World) {
    let rounds = if world.reuse || whole() { 50 } else { world.times(5) };
    for n in 0..rounds {
        for (which, client) in clients.iter_mut().enumerate() {
            let (name, file) = (format!("of {which}"), bytes(n * 100));
            assert_eq!(client.put(store(&name), &file), Ok(()), "{world}: {n}");
            assert!(client.get(retrieve(&name)).as_ref() == Ok(&file), "{world}: {n}");
        }
    }
}

/// The same with transfers that need no more tickets than they bring.
pub fn downloads_in_turn(mut clients: [&mut dyn Moves; 2], world: &World) {
    let file = bytes(1000);
    lay(world, "down", &file);
    for n in 0..50 {
        for client in &mut clients {
            assert!(client.get(retrieve("down")).as_ref() == Ok(&file), "{world}: {n}");
        }
    }
}
