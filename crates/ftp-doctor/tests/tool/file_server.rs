//! A server that has the same file under any name, and misbehaves as a test wants.

use crate::support::Listening;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

/// The content of each file, unless a test wants another.
pub const FILE: &[u8] = b"0123456789";

/// Returns a reply to a line, if the test wants a special one.
pub type Instead = fn(&str) -> Option<&'static str>;

/// How the server answers.
#[derive(Clone, Copy)]
pub struct Files {
    /// The listing of the root, as facts (MLSD) if FEAT says so.
    pub listing: &'static str,
    /// The final reply to a listing.
    pub listed: &'static str,
    /// A reply instead of the usual behaviour; an empty one closes the connection.
    pub instead: Instead,
    /// The content of each file.
    pub file: &'static [u8],
    /// REST is accepted, but a file is sent from its start all the same.
    pub forgets_rest: bool,
}

pub const HONEST: Files = Files {
    listing: "type=file;size=10; a\r\n",
    listed: "226 done",
    instead: |_| None,
    file: FILE,
    forgets_rest: false,
};

/// Starts the server.
pub fn start(files: Files) -> Listening {
    Listening::new(move |tcp| {
        let mut session =
            Session { files, to: tcp.try_clone().unwrap(), waiting: None, rest: 0, received: Vec::new() };
        // An error only means that the client has gone.
        let _: io::Result<()> = session.serve(BufReader::new(tcp));
        session.received
    })
}

struct Session {
    files: Files,
    to: TcpStream,
    waiting: Option<TcpListener>,
    rest: usize,
    received: Vec<String>,
}

impl Session {
    fn serve(&mut self, from: impl BufRead) -> io::Result<()> {
        self.say("220 hello")?;
        for line in from.lines() {
            let line = line?;
            self.received.push(line.clone());
            let (verb, argument) = line.split_once(' ').unwrap_or((&line, ""));
            if let Some(reply) = (self.files.instead)(&line) {
                match reply {
                    "" => return Ok(()),
                    reply => self.say(reply)?,
                }
                continue;
            }
            match verb {
                "USER" => self.say("331 password")?,
                "PASS" => self.say("230 in")?,
                "FEAT" => self.say("211-so\r\n MLST type*;size*;\r\n211 end")?,
                "PWD" => self.say("257 \"/\"")?,
                "SIZE" => self.say(&format!("213 {}", self.files.file.len()))?,
                "MDTM" => self.say("213 20200101000000")?,
                "REST" => {
                    self.rest = argument.parse().unwrap_or(0);
                    self.say("350 on")?;
                }
                "EPSV" => {
                    let listener = TcpListener::bind("127.0.0.1:0")?;
                    let port = listener.local_addr()?.port();
                    self.waiting = Some(listener);
                    self.say(&format!("229 ok (|||{port}|)"))?;
                }
                "PASV" => {
                    let listener = TcpListener::bind("127.0.0.1:0")?;
                    let [high, low] = listener.local_addr()?.port().to_be_bytes();
                    self.waiting = Some(listener);
                    self.say(&format!("227 ok (127,0,0,1,{high},{low})"))?;
                }
                "MLSD" | "LIST" => self.send(self.files.listing.as_bytes(), self.files.listed)?,
                "RETR" => {
                    let from = if self.files.forgets_rest { 0 } else { self.rest };
                    self.send(&self.files.file[from..], "226 done")?;
                }
                "STOR" => {
                    let mut data = self.accept()?;
                    let stored = data.read_to_end(&mut Vec::new())?;
                    self.received.push(format!("{stored} bytes at {}", self.rest));
                    self.say("226 stored")?;
                }
                "QUIT" => return self.say("221 bye"),
                _ => self.say("200 fine")?,
            }
            if !matches!(verb, "REST" | "EPSV" | "PASV") {
                self.rest = 0;
            }
        }
        Ok(())
    }

    fn say(&mut self, reply: &str) -> io::Result<()> {
        self.to.write_all(format!("{reply}\r\n").as_bytes())
    }

    fn accept(&mut self) -> io::Result<TcpStream> {
        let listener = self.waiting.take().ok_or(io::ErrorKind::NotConnected)?;
        let data = listener.accept()?.0;
        self.say("150 go")?;
        Ok(data)
    }

    fn send(&mut self, bytes: &[u8], reply: &str) -> io::Result<()> {
        let mut data = self.accept()?;
        data.write_all(bytes)?;
        drop(data);
        self.say(reply)
    }
}
