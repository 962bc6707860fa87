//! A server with files in memory that answers one command after the other, as most servers do.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// Starts a server that lives as long as the process. Returns its port on 127.0.0.1.
pub fn start() -> io::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let files = Files::default();
    thread::spawn(move || {
        for tcp in listener.incoming().flatten() {
            let files = files.clone();
            thread::spawn(move || serve(tcp, &files));
        }
    });
    Ok(port)
}

fn serve(tcp: TcpStream, files: &Files) -> io::Result<()> {
    // Sends the answer to the second of two commands at once, without waiting for the acknowledgement of the first
    // answer.
    tcp.set_nodelay(true)?;
    let mut replies = tcp.try_clone()?;
    let mut say = |reply: &str| replies.write_all(format!("{reply}\r\n").as_bytes());
    let (mut passive, mut offset, mut from) = (None, 0, String::new());
    say("220 ready")?;
    for line in BufReader::new(tcp).lines() {
        let line = line?;
        let (verb, path) = line.split_once(' ').unwrap_or((&line, ""));
        let there = files.lock().unwrap().get(path).cloned();
        match (verb, there) {
            ("USER", _) => say("331 password?")?,
            ("PASS", _) => say("230 welcome")?,
            ("PWD", _) => say("257 \"/\"")?,
            ("TYPE" | "NOOP", _) => say("200 fine")?,
            ("SIZE", Some(file)) => say(&format!("213 {}", file.len()))?,
            ("MDTM", Some(_)) => say("213 20260102030405")?,
            ("REST", _) => {
                offset = path.parse().unwrap_or(0);
                say("350 from there")?;
            }
            ("EPSV", _) => {
                let listener = TcpListener::bind("127.0.0.1:0")?;
                say(&format!("229 here (|||{}|)", listener.local_addr()?.port()))?;
                passive = Some(listener);
            }
            ("RETR", None) => say("550 no such file")?,
            ("RETR" | "LIST" | "NLST" | "MLSD" | "STOR" | "APPE", file) => {
                let Some(listener) = passive.take() else {
                    say("425 no data connection")?;
                    continue;
                };
                let (mut data, _) = listener.accept()?;
                say("150 here it comes")?;
                let moved = match verb {
                    "RETR" => data.write_all(file.unwrap_or_default().get(offset..).unwrap_or_default()),
                    "STOR" | "APPE" => {
                        let mut bytes = Vec::new();
                        let read = data.read_to_end(&mut bytes);
                        let mut files = files.lock().unwrap();
                        let file = files.entry(path.to_owned()).or_default();
                        file.truncate(if verb == "APPE" { usize::MAX } else { offset });
                        file.extend(bytes);
                        read.map(drop)
                    }
                    _ => files.lock().unwrap().keys().try_for_each(|name| writeln!(data, "{name}\r")),
                };
                offset = 0;
                drop(data);
                say(if moved.is_ok() { "226 done" } else { "426 not done" })?;
            }
            ("RNFR", Some(_)) => {
                path.clone_into(&mut from);
                say("350 and to?")?;
            }
            ("RNTO", _) => {
                let file = files.lock().unwrap().remove(&from);
                files.lock().unwrap().insert(path.to_owned(), file.unwrap_or_default());
                say("250 renamed")?;
            }
            ("DELE", Some(_)) => {
                files.lock().unwrap().remove(path);
                say("250 gone")?;
            }
            ("MKD", _) => say(&format!("257 \"/{path}\" made"))?,
            ("CWD" | "RMD" | "MFMT", _) => say("250 fine")?,
            ("QUIT", _) => return say("221 goodbye"),
            _ => say("550 no")?,
        }
    }
    Ok(())
}
