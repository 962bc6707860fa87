//! The process group of a server: started, awaited, stopped.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Place;

const TIME_TO_START: Duration = Duration::from_secs(60);

/// Ends the whole group when the server ends, or when standard input has a line or ends: then this process dropped the
/// server, or died, however suddenly. The line lists processes that have left the group.
const KEEPER: &str = r#"("$@" </dev/null; kill -KILL 0) & read -r others; kill -KILL $others; kill -KILL 0"#;

/// Stops with all its children when it is dropped.
#[derive(Debug)]
pub(super) struct Process {
    keeper: Child,
}

impl Process {
    /// Starts the server and waits until it listens. The error says why it does not, with the server's log.
    pub(super) fn start(command: &Command, place: &Place<'_>) -> Result<Self, String> {
        let spawn = || -> io::Result<Child> {
            let output = File::create(place.path("output"))?;
            Command::new("sh")
                .args(["-c", KEEPER, "sh"])
                .arg(command.get_program())
                .args(command.get_args())
                .current_dir(place.folder)
                .stdin(Stdio::piped())
                .stdout(output.try_clone()?)
                .stderr(output)
                .process_group(0)
                .spawn()
        };
        let mut process = Self { keeper: spawn().map_err(|error| format!("sh: {error}"))? };
        let complaint = process.wait_until_listening(place.port);
        complaint.map_or(Ok(process), |what| Err(format!("{what}; its log:\n{}", log(place.folder))))
    }

    fn wait_until_listening(&mut self, port: u16) -> Option<String> {
        let deadline = Instant::now() + TIME_TO_START;
        loop {
            match (self.keeper.try_wait(), listens(port, self.keeper.id())) {
                (Ok(None), Ok(true)) => return None,
                (Ok(None), Ok(false)) if Instant::now() < deadline => {
                    thread::sleep(Duration::from_millis(20))
                }
                (Ok(None), Ok(false)) => return Some(format!("it did not listen within {TIME_TO_START:?}")),
                (Ok(Some(_)), _) => return Some("it ended at once".to_owned()),
                (Err(error), _) | (_, Err(error)) => return Some(error.to_string()),
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A drop can do nothing about a failure.
        if let Some(mut keeper) = self.keeper.stdin.take() {
            let _ = writeln!(keeper, "{}", descendants(self.keeper.id()).join(" "));
        }
        let _ = self.keeper.wait();
    }
}

/// Returns a port on which nobody listens, never the same twice in this process.
pub(super) fn free_port() -> io::Result<u16> {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    let mut given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        if given.insert(port) {
            return Ok(port);
        }
    }
}

/// Returns what the server wrote to its output and, if it has one, to its log file.
pub(super) fn log(folder: &Path) -> String {
    ["output", "log"]
        .iter()
        .filter_map(|name| fs::read(folder.join(name)).ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

/// Asks the kernel (proc(5)) whether a descendant of that process listens on the port, because the server would count a
/// connection. If another test or another server's data connection has got the port meanwhile, the server ends.
fn listens(port: u16, ancestor: u32) -> io::Result<bool> {
    let Some(inode) = listener(port)? else { return Ok(false) };
    let name = format!("socket:[{inode}]");
    Ok(descendants(ancestor).iter().any(|process| sockets(process).contains(&name)))
}

/// Returns the inode of the socket that listens on this port of 127.0.0.1. The kernel lists listening sockets first, and walks
/// through all its connections only if the reader reads on. So each line is read separately, and reading stops at the first line in
/// another state.
fn listener(port: u16) -> io::Result<Option<String>> {
    /// The fixed length of a line of the table, in bytes.
    const LINE: usize = 150;
    let address = u32::from_ne_bytes(Ipv4Addr::LOCALHOST.octets());
    let local = format!("{address:08X}:{port:04X}");
    for line in BufReader::with_capacity(LINE, File::open("/proc/net/tcp")?).lines().skip(1) {
        let line = line?;
        let fields: Vec<_> = line.split_ascii_whitespace().collect();
        match fields[..] {
            [_, at, _, "0A", _, _, _, _, _, inode, ..] if at == local => return Ok(Some(inode.to_owned())),
            [_, _, _, "0A", ..] => {}
            _ => break,
        }
    }
    Ok(None)
}

/// Returns the inodes of the sockets that a process has open.
fn sockets(process: &str) -> Vec<String> {
    let files = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let names = files.filter_map(|file| fs::read_link(file.path()).ok()?.into_os_string().into_string().ok());
    names.filter(|name| name.starts_with("socket:")).collect()
}

/// Returns the process with its children, their children and so on: vsftpd's sessions have their own process groups.
fn descendants(ancestor: u32) -> Vec<String> {
    let mut family = vec![ancestor.to_string()];
    let mut next = 0;
    while let Some(parent) = family.get(next) {
        let tasks = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
        let children = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
        let children: String = children.collect();
        family.extend(children.split_ascii_whitespace().map(str::to_owned));
        next += 1;
    }
    family.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_on_which_another_process_listens_is_not_the_server_s() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(!listens(port, std::process::id()).unwrap());
    }
}
