//! Lines that are sent as they are, without a login machine.

use ftp_proto::Transcript;
use ftp_proto::transcript::Entry;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Connects, reads the greeting, then sends each line and reads its reply. Returns the transcript, to be
/// diagnosed.
pub fn raw_lines(server: SocketAddr, lines: &[&str]) -> io::Result<Transcript> {
    let mut tcp = TcpStream::connect(server)?;
    tcp.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut transcript = Transcript::new();
    transcript.push(Entry::Connected { port: server.port() });
    receive(&mut tcp, &mut transcript)?;
    for line in lines {
        tcp.write_all(format!("{line}\r\n").as_bytes())?;
        transcript.sent(line.as_bytes());
        if !receive(&mut tcp, &mut transcript)? {
            break;
        }
    }
    Ok(transcript)
}

/// Reads until there is one more entry. Returns `false` if the server closed.
fn receive(tcp: &mut TcpStream, transcript: &mut Transcript) -> io::Result<bool> {
    let before = transcript.entries().count();
    let mut buffer = [0; 1024];
    while transcript.entries().count() == before {
        match tcp.read(&mut buffer)? {
            0 => {
                transcript.closed();
                return Ok(false);
            }
            n => transcript.received(&buffer[..n]),
        }
    }
    Ok(true)
}
