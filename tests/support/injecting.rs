//! Someone in between who adds unencrypted bytes to what the server sends, and records what the client sends.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, spawn};

/// Where the bytes are inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nowhere.
    Nowhere,
    /// After the greeting, in its segment.
    BehindGreeting,
    /// Before the 234, in its segment.
    Before234,
    /// After the 234, in its segment.
    Behind234,
    /// In their own segment, right after that of the 234.
    After234,
    /// When the ClientHello has come, before the server receives it.
    InHandshake,
}

/// The connection in between, which serves one client.
#[derive(Debug)]
pub struct Between {
    /// The port on 127.0.0.1 to which the client has to connect.
    pub port: u16,
    thread: JoinHandle<Vec<u8>>,
}

impl Between {
    /// Starts in front of a server.
    pub fn start(server: SocketAddr, place: Place, bytes: &'static [u8]) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let thread = spawn(move || {
            let mut received = Vec::new();
            // If one of the two is gone, the other notices.
            let _ = listener
                .accept()
                .and_then(|(client, _)| relay(client, server, (place, bytes), &mut received));
            received
        });
        Ok(Between { port, thread })
    }

    /// Returns every byte that the client sent. Call it after the client has closed.
    pub fn received(self) -> Vec<u8> {
        self.thread.join().expect("it does not panic")
    }
}

type Injection = (Place, &'static [u8]);

fn relay(
    client: TcpStream,
    server: SocketAddr,
    injection: Injection,
    received: &mut Vec<u8>,
) -> io::Result<()> {
    let server = TcpStream::connect(server)?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let begun = Arc::new(AtomicBool::new(false));
    let (from, to, begins) = (server.try_clone()?, client.try_clone()?, begun.clone());
    spawn(move || {
        let _ = server_says(from, &to, injection, &begins);
        to.shutdown(Shutdown::Write)
    });
    let done = client_says(&client, &server, injection, &begun, received);
    server.shutdown(Shutdown::Write).and(done)
}

fn server_says(
    mut server: TcpStream,
    mut client: &TcpStream,
    (place, bytes): Injection,
    begins: &AtomicBool,
) -> io::Result<()> {
    // Without TLS, the server sends one reply at a time, up to the 234.
    let mut buffer = [0; 4096];
    let mut greeting = true;
    loop {
        let n = server.read(&mut buffer)?;
        let sent = &buffer[..n];
        let go = sent.starts_with(b"234");
        let segments: [&[&[u8]]; 2] = match place {
            Place::BehindGreeting if greeting => [&[sent, bytes], &[]],
            Place::Before234 if go => [&[bytes, sent], &[]],
            Place::Behind234 if go => [&[sent, bytes], &[]],
            Place::After234 if go => [&[sent], &[bytes]],
            _ => [&[sent], &[]],
        };
        begins.store(go, Ordering::SeqCst);
        for segment in segments.iter().filter(|segment| !segment.is_empty()) {
            client.write_all(&segment.concat())?;
        }
        greeting = false;
        if go || n == 0 {
            return io::copy(&mut server, &mut client).map(|_| ());
        }
    }
}

fn client_says(
    mut client: &TcpStream,
    mut server: &TcpStream,
    (place, bytes): Injection,
    begun: &AtomicBool,
    received: &mut Vec<u8>,
) -> io::Result<()> {
    let mut buffer = [0; 4096];
    loop {
        let n = client.read(&mut buffer)?;
        if n == 0 {
            return Ok(());
        }
        received.extend_from_slice(&buffer[..n]);
        if begun.swap(false, Ordering::SeqCst) && place == Place::InHandshake {
            client.write_all(bytes)?;
        }
        server.write_all(&buffer[..n])?;
    }
}
