//! A server that follows a script: it takes commands, gives replies, and has one data connection.

use super::script::{Busy, Opens, Script, Shake};
use ftp_proto::transfer::{Data, DataEvent, End, Reach, Secured};
use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr};

/// The address of the server.
pub const PEER: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// The server, with both lanes as its client sees them.
#[derive(Debug)]
pub struct Server {
    script: Script,
    /// Commands that were not handled yet; they are handled one after the other.
    commands: VecDeque<Vec<u8>>,
    /// Replies that the client has not read yet.
    pub replies: VecDeque<Vec<u8>>,
    sent: u8,
    /// The port that the server listens on: odd for EPSV, even for PASV.
    listens: Option<u16>,
    /// How many ports were asked for.
    ports: u16,
    connection: Connection,
    transfer: Option<Running>,
    moved: u64,
    /// Whether the server has cut off the data connection.
    cut: bool,
    /// Whether the data connection is gone and the server has not noticed.
    lets_go: bool,
    /// All commands, in the order in which they came.
    pub log: Vec<Vec<u8>>,
    pub closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Connection {
    None,
    Listening,
    Up,
    Secured,
    /// The client has seen the end of the connection, or has ended it.
    Ended,
}

#[derive(Clone, Copy, Debug)]
struct Running {
    finals: usize,
}

impl Server {
    pub fn new(script: Script) -> Self {
        Server {
            script,
            commands: VecDeque::new(),
            replies: VecDeque::new(),
            sent: 0,
            listens: None,
            ports: 0,
            connection: Connection::None,
            transfer: None,
            moved: 0,
            cut: false,
            lets_go: false,
            log: Vec::new(),
            closed: false,
        }
    }

    /// Takes what the client wrote.
    pub fn takes(&mut self, bytes: &[u8]) {
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            assert!(line.ends_with(b"\r\n"), "half a line");
            let line = line.trim_ascii_end().to_vec();
            self.log.push(line.clone());
            match self.script.busy {
                Busy::Refuses if self.transfer.is_some() => self.code(500),
                Busy::Answers | Busy::Cuts if self.transfer.is_some() => self.short(&line),
                _ => self.commands.push_back(line),
            }
        }
        if self.connection == Connection::None && self.lets_go {
            self.lets_go = false;
            self.work_after_the_end();
        }
        self.work();
    }

    /// Continues with another script.
    pub fn follow(&mut self, script: Script) {
        self.script = Script { control_ends: None, ..script };
    }

    /// Returns whether a data connection is open on the client's side.
    pub fn is_connected(&self) -> bool {
        !matches!(self.connection, Connection::None)
    }

    /// Returns what happens next on the data lane, if anything does.
    pub fn happens(&mut self, wanted: Data, source: u64) -> Option<DataEvent> {
        match wanted {
            Data::Idle | Data::Hold => None,
            Data::Connect(target) => {
                assert_eq!(self.connection, Connection::None, "a second data connection");
                assert_eq!(target.address, None);
                let port = target.port.get();
                let reach = match self.script.opens[usize::from(port - 1) % 2] {
                    Opens::Unreachable(reach) => Err(reach),
                    _ if self.listens == Some(port) => Ok(()),
                    _ => Err(Reach::Refused),
                };
                if reach.is_ok() {
                    self.connection = Connection::Up;
                    self.listens = None;
                    self.work();
                }
                Some(reach.map_or_else(DataEvent::Unreachable, |()| DataEvent::Connected))
            }
            Data::Listen => {
                assert_eq!(self.connection, Connection::None, "a second data connection");
                self.connection = Connection::Listening;
                Some(DataEvent::Listening("192.0.2.9:1024".parse().expect("an address")))
            }
            Data::Accept(from) => {
                assert_eq!(from, Some(PEER));
                self.transfer?;
                self.connection = Connection::Up;
                self.work();
                Some(DataEvent::Accepted(PEER))
            }
            Data::Secure => {
                self.transfer?;
                let secured = |resumed, same| {
                    DataEvent::Secured(Secured { resumed: Some(resumed), same_certificate: Some(same) })
                };
                self.connection = Connection::Secured;
                Some(match self.script.handshake {
                    Shake::Resumed => secured(true, true),
                    Shake::SameCertificate => secured(false, true),
                    Shake::Stranger => secured(false, false),
                    Shake::Fails => DataEvent::TlsFailed(ftp_proto::TlsFailure::Version),
                })
            }
            Data::Read => self.moves(),
            Data::Write if self.moved >= source => Some(DataEvent::SourceEnded),
            Data::Write => self.moves(),
            Data::Finish => {
                let end = self.script.end?;
                Some(self.ends(end))
            }
            Data::Close | Data::Reset => {
                self.lets_go();
                Some(DataEvent::Gone)
            }
        }
    }

    /// The client closes its data connection.
    pub fn lets_go(&mut self) {
        self.connection = Connection::None;
        let answered = self.transfer.is_some_and(|running| running.finals == self.script.finals.len());
        match self.script.busy {
            Busy::Waits => self.work_after_the_end(),
            _ if answered => self.work_after_the_end(),
            // The server notices that when the next command comes.
            Busy::Refuses | Busy::Answers | Busy::Cuts => self.lets_go = self.transfer.is_some(),
        }
    }

    /// Lets the server notice what it has not noticed yet. Returns whether there was anything.
    pub fn idles(&mut self) -> bool {
        let noticed = std::mem::take(&mut self.lets_go);
        if noticed {
            self.work_after_the_end();
        }
        noticed
    }

    fn moves(&mut self) -> Option<DataEvent> {
        self.transfer?;
        if self.moved < self.script.bytes && !self.cut {
            let n = (self.script.bytes - self.moved).min(10);
            self.moved += n;
            return Some(DataEvent::Moved(n));
        }
        match self.script.end? {
            // The server does not end an upload in order before the source does.
            End::CloseNotify | End::Fin if self.script.up && !self.cut => {
                self.moved += 10;
                Some(DataEvent::Moved(10))
            }
            end => Some(self.ends(end)),
        }
    }

    fn ends(&mut self, end: End) -> DataEvent {
        self.connection = Connection::Ended;
        self.work_after_the_end();
        DataEvent::Ended(end)
    }

    fn reply(&mut self, text: &str) {
        if self.closed {
            return;
        }
        if self.script.control_ends == Some(self.sent) {
            self.closed = true;
            return;
        }
        self.sent += 1;
        self.replies.push_back(format!("{text}\r\n").into_bytes());
        self.closed = text.starts_with("421");
    }

    fn code(&mut self, code: u16) {
        self.reply(&format!("{code} text"));
    }

    fn work_after_the_end(&mut self) {
        if let Some(running) = self.transfer.take() {
            let late: Vec<_> = self.script.finals.iter().skip(running.finals).copied().collect();
            late.into_iter().for_each(|reply| self.code(reply.code));
        }
        self.work();
    }

    fn work(&mut self) {
        while self.transfer.is_none() && !self.closed {
            let Some(line) = self.commands.front().cloned() else { return };
            let verb = line.split(|byte| *byte == b' ').next().unwrap_or_default().to_vec();
            if matches!(&verb[..], b"RETR" | b"STOR" | b"APPE") {
                match (self.script.refuses, self.connection) {
                    // A refusal also closes the port that the server listens on.
                    (Some(code), _) => {
                        self.listens = None;
                        self.code(code);
                    }
                    (None, Connection::Up | Connection::Listening) => self.begin(),
                    (None, _) if self.listens.is_some() => return,
                    (None, _) => self.code(425),
                }
            } else {
                self.short(&line);
            }
            self.commands.pop_front();
        }
    }

    fn begin(&mut self) {
        for _ in 0..self.script.preliminary {
            self.code(150);
        }
        let early: Vec<_> = self.script.finals.iter().take_while(|reply| reply.early).copied().collect();
        self.transfer = Some(Running { finals: early.len() });
        self.moved = 0;
        self.cut = false;
        early.into_iter().for_each(|reply| self.code(reply.code));
        // These commands came in the same write as the command of the transfer.
        while self.script.busy != Busy::Waits && self.commands.len() > 1 {
            let Some(line) = self.commands.remove(1) else { return };
            match self.script.busy {
                Busy::Refuses => self.code(500),
                _ => self.short(&line),
            }
        }
    }

    fn short(&mut self, line: &[u8]) {
        let verb = line.split(|byte| *byte == b' ').next().unwrap_or_default();
        match verb {
            b"EPSV" | b"PASV" => {
                let which = usize::from(verb == b"PASV");
                let port = 2 * self.ports + 1 + which as u16;
                self.ports += 1;
                match (self.script.opens[which], which) {
                    (Opens::Refuses(code), _) => self.code(code),
                    (Opens::Garbled, 0) => self.reply("229 somewhere"),
                    (Opens::Garbled, _) => self.reply("227 somewhere"),
                    (Opens::Up | Opens::Unreachable(_), 0) => self.reply(&format!("229 here (|||{port}|)")),
                    (Opens::Up | Opens::Unreachable(_), _) => {
                        self.reply(&format!("227 here (10,0,0,1,{},{})", port >> 8, port & 255));
                    }
                }
                self.listens = Some(port).filter(|_| self.script.opens[which] == Opens::Up);
                if self.script.busy == Busy::Cuts && self.transfer.is_some() {
                    self.cut = true;
                }
            }
            b"SIZE" => match self.script.size {
                _ if self.script.verify && self.log.iter().any(|line| is_upload(line)) => {
                    let there = self.script.offset + self.moved;
                    self.reply(&format!("213 {there}"));
                }
                Ok(size) => self.reply(&format!("213 {size}")),
                Err(code) => self.code(code),
            },
            b"REST" => self.code(self.script.no_offset.unwrap_or(350)),
            b"PWD" if self.script.pwd == 257 => self.reply("257 \"/\""),
            b"PWD" if self.script.pwd == 0 => {}
            b"PWD" => self.code(self.script.pwd),
            _ => self.code(200),
        }
    }
}

fn is_upload(line: &[u8]) -> bool {
    line.starts_with(b"STOR") || line.starts_with(b"APPE")
}
