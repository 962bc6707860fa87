//! TLS over a stream. Unlike rustls's own stream it reads on when a write has failed, gives what came before
//! an error before the error, and has one time limit for all the records of a read.

use crate::drive::is_time_out;
use ftp_connect::{Handshake, Tls};
use ftp_proto::TlsFailure;
use rustls::ClientConnection;
use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

/// With the time limit of each wait.
pub(crate) struct Session(pub(crate) ClientConnection, Duration);

impl Session {
    pub(crate) fn new(tls: &Tls, host: &str, limit: Duration) -> Result<Box<Self>, TlsFailure> {
        let connection = ClientConnection::new(tls.config(), Tls::server_name(host)?);
        connection.map(|connection| Box::new(Session(connection, limit))).map_err(|_| TlsFailure::Other)
    }

    pub(crate) fn handshake(&mut self, stream: &mut (impl Read + Write)) -> Result<(), TlsFailure> {
        let mut handshake = Handshake::default();
        let result = handshake.step(|| {
            self.until(stream, |tls| match tls.is_handshaking() {
                true => plaintext(tls, &mut [0]).map(|end| end.map(|_| ())),
                false => Some(Ok(())),
            })
        });
        result.map_err(|error| handshake.failure(&error))
    }

    pub(crate) fn read(&mut self, stream: &mut (impl Read + Write), buffer: &mut [u8]) -> io::Result<usize> {
        self.until(stream, |tls| plaintext(tls, buffer))
    }

    /// What was taken and could not be sent in time goes with the next read or write.
    pub(crate) fn write(&mut self, stream: &mut (impl Read + Write), bytes: &[u8]) -> io::Result<usize> {
        if self.0.is_handshaking() {
            return Err(ErrorKind::NotConnected.into());
        }
        send(&mut self.0, stream)?;
        let taken = self.0.writer().write(bytes)?;
        match send(&mut self.0, stream) {
            Err(error) if !is_time_out(&error) => Err(error),
            _ => Ok(taken),
        }
    }

    /// Exchanges records until there is what is looked for.
    fn until<T>(
        &mut self,
        stream: &mut (impl Read + Write),
        mut look: impl FnMut(&mut ClientConnection) -> Option<io::Result<T>>,
    ) -> io::Result<T> {
        let started = Instant::now();
        loop {
            let state = self.0.process_new_packets();
            // Where nothing can be written, what the server sent last can still be read.
            let _ = send(&mut self.0, stream);
            if let Some(found) = look(&mut self.0) {
                return found;
            }
            state.map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
            if started.elapsed() >= self.1 {
                return Err(ErrorKind::TimedOut.into());
            }
            match self.0.read_tls(stream) {
                Err(error) if error.kind() != ErrorKind::Interrupted => return Err(error),
                _ => {}
            }
        }
    }
}

/// `None`: there is none yet.
fn plaintext(tls: &mut ClientConnection, buffer: &mut [u8]) -> Option<io::Result<usize>> {
    match tls.reader().read(buffer) {
        Err(error) if error.kind() == ErrorKind::WouldBlock => None,
        read => Some(read),
    }
}

fn send(tls: &mut ClientConnection, stream: &mut impl Write) -> io::Result<()> {
    while tls.wants_write() {
        match tls.write_tls(stream) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Err(error) if error.kind() != ErrorKind::Interrupted => return Err(error),
            _ => {}
        }
    }
    stream.flush()
}
