//! A link on which everything takes its time.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

/// Listens on 127.0.0.1, for as long as the process lives, and carries bytes to and from the server on
/// `server`, each `delay` long under way. Gives the port.
///
/// What loopback cannot be made to delay is the TCP handshake with the client, a round trip. The client
/// has it for nothing, and the connection to the server is made when the client's ACK would be there.
pub fn link(server: u16, delay: Duration) -> io::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    spawn(move || {
        for client in listener.incoming() {
            spawn(move || join(client?, server, delay));
        }
    });
    Ok(port)
}

fn join(client: TcpStream, server: u16, delay: Duration) -> io::Result<()> {
    let to_server = leave(client.try_clone()?, delay);
    sleep(delay);
    let server = TcpStream::connect(("127.0.0.1", server))?;
    let to_client = leave(server.try_clone()?, delay);
    spawn(move || arrive(to_server, server));
    arrive(to_client, client)
}

/// Bytes, and when they arrive.
type UnderWay = Receiver<(Instant, Vec<u8>)>;

fn leave(mut from: TcpStream, delay: Duration) -> UnderWay {
    let (sender, under_way) = channel();
    spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            if sender.send((Instant::now() + delay, buffer[..n].to_vec())).is_err() {
                break;
            }
        }
    });
    under_way
}

fn arrive(under_way: UnderWay, mut to: TcpStream) -> io::Result<()> {
    to.set_nodelay(true)?;
    for (due, bytes) in under_way {
        sleep(due.saturating_duration_since(Instant::now()));
        to.write_all(&bytes)?;
    }
    to.shutdown(Shutdown::Write)
}
