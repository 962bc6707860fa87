//! Failures on the server's side: nothing hangs, and nothing is lost without an error.

use super::cases::{bytes, lay, place, retrieve, store};
use super::world::{Moves, World};
use ftp_proto::LoginConfig;
use ftp_proto::command::Command;
use ftp_proto::transfer::{Ending, Refusal, Step};
use ftp_tests::announce;
use ftp_tests::servers::{BOB, Server};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command as Program;
use std::sync::{Barrier, Once};
use std::thread;
use std::time::{Duration, Instant};

const MIB: usize = 1 << 20;

/// No case may wait longer, if the client's own limit is 20 s.
const LATE: Duration = Duration::from_secs(15);

/// Logs a client in with an account.
pub type Connect<'a> = &'a dyn Fn(&LoginConfig) -> Box<dyn Moves + Send>;

/// Runs all cases. The last one ends the server.
pub fn all(world: &World, connect: Connect<'_>) {
    closed_directory(&mut *connect(&world.login()), world);
    full_disk(&mut *connect(&world.login()), world);
    quota(world, connect);
    killed(world, connect);
}

fn goes_on(client: &mut dyn Moves, world: &World) {
    assert_eq!(client.put(store("goes on"), b"x"), Ok(()), "{world}");
    assert_eq!(client.quote(&Command::noop()).map(|code| code / 100), Some(2), "{world}");
}

fn closed_directory(client: &mut dyn Moves, world: &World) {
    // These two run as root here, and root may write everywhere.
    if matches!(world.server, Some(Server::Pyftpdlib) | None) {
        return;
    }
    let closed = place(world, "closed");
    fs::create_dir_all(&closed).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o555)).unwrap();
    let put = client.put(store("closed/file"), &bytes(MIB));
    assert!(matches!(put, Err(Ending::Refused(Step::Command, _))), "{world}: {put:?}");
    goes_on(client, world);
}

/// A small tmpfs, unmounted when this is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mount =
            Program::new("mount").args(["-t", "tmpfs", "-o", "size=1m,mode=777", "tmpfs"]).arg(&at).output();
        if mount.is_ok_and(|output| output.status.success()) {
            return Some(SmallDisk(at));
        }
        static SAID: Once = Once::new();
        SAID.call_once(|| announce("SKIPPED: full disks: this machine lets no tmpfs be mounted"));
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Program::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn full_disk(client: &mut dyn Moves, world: &World) {
    let Some(_disk) = SmallDisk::mount(place(world, "disk")) else { return };
    let file = bytes(4 * MIB);
    let put = client.put(store("disk/file"), &file);
    let there = fs::metadata(place(world, "disk/file")).map_or(0, |file| file.len());
    assert!(there < file.len() as u64, "{world}: the disk is not full");
    match put {
        // pyftpdlib closes both connections, with or without a reply.
        Err(Ending::FinalReplyLost | Ending::Refused(Step::Transfer, Refusal::ConnectionLost))
            if world.server == Some(Server::Pyftpdlib) => {}
        Err(Ending::Refused(Step::Transfer, Refusal::NoSpace | Refusal::LocalError)) => {
            goes_on(client, world)
        }
        other => panic!("{world}: {other:?}"),
    }
}

/// Of these servers, only Pure-FTPd has its own quotas: one account may have 1 MiB.
fn quota(world: &World, connect: Connect<'_>) {
    if world.server != Some(Server::PureFtpd) {
        return;
    }
    let client = &mut *connect(&world.login_as(BOB.name, BOB.password));
    assert_eq!(client.put(store("fits"), &bytes(MIB / 2)), Ok(()), "{world}");
    let put = client.put(store("does not"), &bytes(2 * MIB));
    assert!(
        matches!(put, Err(Ending::Refused(_, Refusal::QuotaExceeded | Refusal::NoSpace))),
        "{world}: {put:?}"
    );
    assert_eq!(client.quote(&Command::noop()).map(|code| code / 100), Some(2), "{world}");
}

/// The server and all its sessions are killed: while idle, in a download, and in an upload.
fn killed(world: &World, connect: Connect<'_>) {
    // libunftp runs in this process.
    if world.server.is_none() {
        return;
    }
    let large = fs::File::create(place(world, "large")).unwrap();
    large.set_len(64 << 20).unwrap();
    large.set_permissions(Permissions::from_mode(0o666)).unwrap();
    lay(world, "small", b"x");
    let [mut idle, mut down, mut up] = [(); 3].map(|()| connect(&world.login()));
    assert_eq!(idle.get(retrieve("small")).as_deref(), Ok(&b"x"[..]), "{world}");
    let started = Instant::now();
    // Both wait here until the other is in mid-transfer, and then until the server has ended.
    let (begun, over) = (Barrier::new(2), Barrier::new(2));
    thread::scope(|scope| {
        scope.spawn(|| {
            let uploaded = up.put_meanwhile(store("part"), &bytes(100_000), &mut || {
                begun.wait();
                over.wait();
            });
            assert_ne!(uploaded, Ending::Complete, "{world}");
        });
        let downloaded = down.get_meanwhile(retrieve("large"), 100_000, &mut || {
            begun.wait();
            world.kill();
            over.wait();
        });
        assert_ne!(downloaded, Ending::Complete, "{world}");
    });
    let missing = idle.get(retrieve("small")).unwrap_err();
    assert!(matches!(missing, Ending::ControlLost), "{world}: {missing:?}");
    for client in [&mut idle, &mut down, &mut up] {
        assert_eq!(client.quote(&Command::noop()), None, "{world}: no session is left");
    }
    assert!(started.elapsed() < LATE, "{world}: {:?}", started.elapsed());
}
