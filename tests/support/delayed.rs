//! A link that delays everything and counts how often the client had to wait.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

/// Listens on 127.0.0.1 as long as the process lives, and carries bytes to and from a server.
#[derive(Debug)]
pub struct Link {
    /// The port on which it listens.
    pub port: u16,
    turns: Arc<Turns>,
}

/// Whose turn it is, and how often it was the server's.
#[derive(Debug, Default)]
struct Turns {
    server_spoke: AtomicBool,
    count: AtomicUsize,
}

impl Link {
    /// Makes a link to the server on that port, which delays each byte by `delay`.
    ///
    /// Loopback cannot delay the TCP handshake with the client, a round trip, so the client gets that for
    /// free. The connection to the server is made when the client's ACK would arrive.
    pub fn new(server: u16, delay: Duration) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let turns = Arc::new(Turns::default());
        let all = turns.clone();
        spawn(move || {
            for client in listener.incoming() {
                let turns = all.clone();
                spawn(move || join(client?, server, delay, &turns));
            }
        });
        Ok(Link { port, turns })
    }

    /// Returns how often the server has answered something that the client sent, or a new connection.
    pub fn exchanges(&self) -> usize {
        self.turns.count.load(Ordering::SeqCst)
    }
}

fn join(client: TcpStream, server: u16, delay: Duration, turns: &Arc<Turns>) -> io::Result<()> {
    turns.server_spoke.store(false, Ordering::SeqCst);
    let (spoke, received) = (turns.clone(), turns.clone());
    let to_server =
        leave(client.try_clone()?, delay, move || spoke.server_spoke.store(false, Ordering::SeqCst));
    sleep(delay);
    let server = TcpStream::connect(("127.0.0.1", server))?;
    let to_client = leave(server.try_clone()?, delay, || {});
    spawn(move || arrive(to_server, server, || {}));
    arrive(to_client, client, move || {
        if !received.server_spoke.swap(true, Ordering::SeqCst) {
            received.count.fetch_add(1, Ordering::SeqCst);
        }
    })
}

/// Bytes and the time of their arrival.
type UnderWay = Receiver<(Instant, Vec<u8>)>;

fn leave(mut from: TcpStream, delay: Duration, left: impl Fn() + Send + 'static) -> UnderWay {
    let (sender, under_way) = channel();
    spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            left();
            if sender.send((Instant::now() + delay, buffer[..n].to_vec())).is_err() {
                break;
            }
        }
    });
    under_way
}

fn arrive(under_way: UnderWay, mut to: TcpStream, arriving: impl Fn()) -> io::Result<()> {
    to.set_nodelay(true)?;
    for (due, bytes) in under_way {
        sleep(due.saturating_duration_since(Instant::now()));
        arriving();
        to.write_all(&bytes)?;
    }
    to.shutdown(Shutdown::Write)
}
