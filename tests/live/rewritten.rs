//! Something in between that behaves like a firewall against data connections: it replaces the data ports that a server
//! names by one where the client gets no answer, or a refusal.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread::spawn;

/// Where the data ports lead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leads {
    /// To a port on which nothing listens.
    ToNothing,
    /// To a port whose accept queue is full: the system drops further connections, as a firewall does.
    ToSilence,
}

/// Serves connections as long as the process lives.
pub struct Rewriting {
    /// The port on 127.0.0.1 to which the client has to connect.
    pub port: u16,
    _queue: Option<FullQueue>,
}

impl Rewriting {
    /// Starts in front of a server that uses no TLS.
    pub fn start(server: SocketAddr, leads: Leads) -> io::Result<Self> {
        let (data, queue) = match leads {
            Leads::ToNothing => (TcpListener::bind("127.0.0.1:0")?.local_addr()?, None),
            Leads::ToSilence => {
                let queue = FullQueue::new()?;
                (queue.listener.local_addr()?, Some(queue))
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        spawn(move || {
            for client in listener.incoming().flatten() {
                spawn(move || relay(client, server, data.port()));
            }
        });
        Ok(Rewriting { port, _queue: queue })
    }
}

struct FullQueue {
    listener: TcpListener,
    _waiting: Vec<TcpStream>,
}

impl FullQueue {
    fn new() -> io::Result<Self> {
        let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None)?;
        socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into())?;
        socket.listen(0)?;
        let listener = TcpListener::from(socket);
        let address = listener.local_addr()?;
        // Linux accepts one more than the limit.
        let mut waiting = Vec::new();
        while let Ok(tcp) = TcpStream::connect_timeout(&address, std::time::Duration::from_millis(100)) {
            waiting.push(tcp);
        }
        Ok(FullQueue { listener, _waiting: waiting })
    }
}

fn relay(client: TcpStream, server: SocketAddr, port: u16) -> io::Result<()> {
    let server = TcpStream::connect(server)?;
    let (mut from, mut to) = (client.try_clone()?, server.try_clone()?);
    spawn(move || {
        let copied = io::copy(&mut from, &mut to);
        to.shutdown(Shutdown::Write).and(copied)
    });
    let mut client = client;
    for line in BufReader::new(server).split(b'\n') {
        let mut line = rewritten(&line?, port);
        line.push(b'\n');
        client.write_all(&line)?;
    }
    client.shutdown(Shutdown::Write)
}

/// Returns the line, with another port if it is a 227 or a 229.
fn rewritten(line: &[u8], port: u16) -> Vec<u8> {
    let text = String::from_utf8_lossy(line);
    if text.starts_with("229 ") {
        return format!("229 Entering Extended Passive Mode (|||{port}|)\r").into_bytes();
    }
    let Some(start) = text.find('(').filter(|_| text.starts_with("227 ")) else { return line.to_vec() };
    let address: Vec<&str> = text[start + 1..].split(',').take(4).collect();
    format!("227 Entering Passive Mode ({},{},{}).\r", address.join(","), port >> 8, port & 255).into_bytes()
}
