//! A server that follows a script, over real sockets and real TLS, and records what it receives.

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;

/// What the server does next.
#[derive(Clone, Debug)]
pub enum Turn {
    /// Writes these bytes in one segment.
    Say(&'static str),
    /// Reads one line. If it does not begin like this, the script ends and the server closes.
    Expect(&'static str),
    /// Performs a TLS handshake. If it fails, the server closes.
    StartTls(Arc<ServerConfig>),
    /// Waits for this time.
    Wait(Duration),
    /// Closes at once. If bytes from the client are unread, the client gets a reset.
    Close,
}

/// What a scripted server received.
#[derive(Debug, Default)]
pub struct Received {
    /// The lines that the script asked for, decrypted.
    pub lines: Vec<String>,
    /// Every byte as it was on the wire.
    pub wire: Vec<u8>,
}

/// A running scripted server, which serves one connection.
#[derive(Debug)]
pub struct Scripted {
    /// The port on 127.0.0.1 on which it listens.
    pub port: u16,
    thread: JoinHandle<Received>,
}

impl Scripted {
    /// Starts a server. After the last turn, it waits for the client to close.
    pub fn start(turns: Vec<Turn>) -> io::Result<Self> {
        Self::on(TcpListener::bind("127.0.0.1:0")?, turns)
    }

    /// The same, with the caller's listener.
    pub fn on(listener: TcpListener, turns: Vec<Turn>) -> io::Result<Self> {
        let port = listener.local_addr()?.port();
        let thread = spawn(move || {
            let mut received = Received::default();
            if let Ok((tcp, _)) = listener.accept() {
                let wire = Wire { tcp, seen: Vec::new() };
                received.wire = serve(wire, turns, &mut received.lines);
            }
            received
        });
        Ok(Scripted { port, thread })
    }

    /// Returns what the server received. Call it after the client has closed.
    pub fn received(self) -> Received {
        self.thread.join().expect("the scripted server does not panic")
    }
}

fn serve(wire: Wire, turns: Vec<Turn>, lines: &mut Vec<String>) -> Vec<u8> {
    let _ = wire.tcp.set_nodelay(true);
    let _ = wire.tcp.set_read_timeout(Some(Duration::from_secs(20)));
    let mut peer = Peer::Clear(wire);
    for turn in turns {
        let done = match turn {
            Turn::Say(text) => peer.write_all(text.as_bytes()).and_then(|()| peer.flush()),
            Turn::Expect(start) => line(&mut peer).and_then(|line| {
                lines.push(line.clone());
                if line.starts_with(start) { Ok(()) } else { Err(ErrorKind::InvalidData.into()) }
            }),
            Turn::StartTls(config) => peer.start_tls(config),
            Turn::Wait(time) => {
                sleep(time);
                Ok(())
            }
            Turn::Close => return peer.into_seen(),
        };
        if done.is_err() {
            peer.say_goodbye();
            break;
        }
    }
    let _ = io::copy(&mut peer, &mut io::sink());
    peer.into_seen()
}

fn line(peer: &mut Peer) -> io::Result<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while !line.ends_with(b"\n") {
        peer.read_exact(&mut byte)?;
        line.extend(byte);
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

/// Records what it read.
struct Wire {
    tcp: TcpStream,
    seen: Vec<u8>,
}

enum Peer {
    Clear(Wire),
    Tls(Box<StreamOwned<ServerConnection, Wire>>),
    Failed(Wire),
    Gone,
}

impl Peer {
    fn start_tls(&mut self, config: Arc<ServerConfig>) -> io::Result<()> {
        let mut connection = ServerConnection::new(config).map_err(io::Error::other)?;
        let Peer::Clear(mut wire) = std::mem::replace(self, Peer::Gone) else {
            return Err(ErrorKind::InvalidInput.into());
        };
        while connection.is_handshaking() {
            if let Err(error) = connection.complete_io(&mut wire) {
                *self = Peer::Failed(wire);
                return Err(error);
            }
        }
        *self = Peer::Tls(Box::new(StreamOwned::new(connection, wire)));
        Ok(())
    }

    fn say_goodbye(&mut self) {
        let wire = match self {
            Peer::Clear(wire) | Peer::Failed(wire) => wire,
            Peer::Tls(tls) => {
                tls.conn.send_close_notify();
                let _ = tls.flush();
                &mut tls.sock
            }
            Peer::Gone => return,
        };
        let _ = wire.tcp.shutdown(Shutdown::Write);
    }

    fn into_seen(self) -> Vec<u8> {
        match self {
            Peer::Clear(wire) | Peer::Failed(wire) => wire.seen,
            Peer::Tls(tls) => tls.sock.seen,
            Peer::Gone => Vec::new(),
        }
    }
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.tcp.read(buffer)?;
        self.seen.extend_from_slice(&buffer[..n]);
        Ok(n)
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tcp.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}

impl Read for Peer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Peer::Clear(wire) | Peer::Failed(wire) => wire.read(buffer),
            Peer::Tls(tls) => tls.read(buffer),
            Peer::Gone => Ok(0),
        }
    }
}

impl Write for Peer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Peer::Clear(wire) | Peer::Failed(wire) => wire.write(bytes),
            Peer::Tls(tls) => tls.write(bytes),
            Peer::Gone => Err(ErrorKind::NotConnected.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Peer::Clear(wire) | Peer::Failed(wire) => wire.flush(),
            Peer::Tls(tls) => tls.flush(),
            Peer::Gone => Ok(()),
        }
    }
}
