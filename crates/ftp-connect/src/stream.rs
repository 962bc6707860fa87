//! TLS over a socket that may say that it has to be waited for.

use crate::wire::{HandshakeError, is_pause};
use crate::{Handshake, Tls};
use ftp_proto::TlsFailure;
use ftp_proto::transfer::Secured;
use rustls::{ClientConnection, HandshakeKind};
use std::fmt;
use std::io::{self, ErrorKind, IoSlice, Read, Write};

/// So many bytes are read from the socket of a data connection at once.
const CHUNK: usize = 64 * 1024;

/// And of a control connection, of which a program can hold many.
const SMALL_CHUNK: usize = 4 * 1024;

/// So often TLS reads the socket in one turn. A server that goes on sending what is no byte of the file, its handshake byte by
/// byte for instance, would keep a client that blocks past every limit.
pub(crate) const READS: usize = 16;

/// TLS of a control connection or of a data connection. That of a data connection is made with the [`Tls`] of its
/// control connection ([`Tls::for_session`]), whose session it resumes where the server lets it.
///
/// Each call takes the socket. Where that ends with [`ErrorKind::WouldBlock`] or [`ErrorKind::TimedOut`], so does the
/// call, nothing is lost, and the same call goes on later: the state is here, so that it suits a socket with short
/// time limits as well as one that is polled.
pub struct TlsStream {
    connection: ClientConnection,
    /// What is sent first, and kept until the server answers it.
    hello: Vec<u8>,
    /// So much of it was sent.
    sent: usize,
    answered: bool,
    handshake: Handshake,
    chunk: usize,
    read: Vec<u8>,
    /// What of `read` rustls did not take yet.
    rest: std::ops::Range<usize>,
}

impl TlsStream {
    /// For a data connection. `host` is the name that the server's certificate has to have.
    pub fn new(tls: &Tls, host: &str) -> Result<Self, TlsFailure> {
        Self::reading(CHUNK, tls, host)
    }

    /// For a control connection.
    pub fn of_control(tls: &Tls, host: &str) -> Result<Self, TlsFailure> {
        Self::reading(SMALL_CHUNK, tls, host)
    }

    fn reading(chunk: usize, tls: &Tls, host: &str) -> Result<Self, TlsFailure> {
        let connection = ClientConnection::new(tls.config(), Tls::server_name(host)?);
        let mut connection = connection.map_err(|_| TlsFailure::Other)?;
        let mut hello = Vec::new();
        while connection.wants_write() {
            connection.write_tls(&mut hello).map_err(|_| TlsFailure::Other)?;
        }
        Ok(TlsStream {
            connection,
            hello,
            sent: 0,
            answered: false,
            handshake: Handshake::default(),
            chunk,
            read: Vec::new(),
            rest: 0..0,
        })
    }

    /// What can be used for the next data connection of the same control connection: one that the server did not
    /// answer, as where it refused the file. It holds a ticket of TLS 1.3, of which a server gives few, and which
    /// rustls gives out once. `None`: it was answered.
    pub fn unanswered(self) -> Option<Self> {
        (!self.answered).then_some(TlsStream { sent: 0, ..self })
    }

    /// Does the handshake, or goes on with it.
    pub fn handshake(&mut self, socket: &mut (impl Read + Write)) -> Result<(), HandshakeError> {
        while self.connection.is_handshaking() {
            let mut handshake = std::mem::take(&mut self.handshake);
            let step = handshake.step(|| self.step(socket));
            self.handshake = handshake;
            match step {
                Ok(()) => {}
                Err(error) if is_pause(&error) => return Err(HandshakeError::Pending),
                Err(error) => return Err(HandshakeError::Failed(self.handshake.failure(&error))),
            }
        }
        match self.flush(socket) {
            Err(error) if is_pause(&error) => Err(HandshakeError::Pending),
            // Reading tells why.
            _ => Ok(()),
        }
    }

    /// The connection of rustls. `None`: its handshake is not complete.
    pub fn connection(&self) -> Option<&ClientConnection> {
        (!self.connection.is_handshaking()).then_some(&self.connection)
    }

    /// How it was secured: `control` is TLS of the control connection.
    pub fn secured(&self, control: &ClientConnection) -> Secured {
        let certificate = |of: &ClientConnection| Some(of.peer_certificates()?.first()?.clone().into_owned());
        let own = certificate(&self.connection);
        Secured {
            resumed: self.connection.handshake_kind().map(|kind| kind == HandshakeKind::Resumed),
            same_certificate: own.is_some().then(|| own == certificate(control)),
        }
    }

    /// Reads what was sent. 0 is the end in order (`close_notify`), [`ErrorKind::UnexpectedEof`] one that is not. What
    /// came before an error is given before it.
    pub fn read(&mut self, socket: &mut (impl Read + Write), buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.connection.reader().read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Ok(n @ 1..) => return Ok(n + self.read_on(socket, buffer.get_mut(n..).unwrap_or_default())),
                read => return read,
            }
            if let Err(error) = self.take_in(socket) {
                return match self.connection.reader().read(buffer) {
                    Ok(n @ 1..) => Ok(n),
                    _ => Err(error),
                };
            }
        }
    }

    /// Reads on in what is here already: who writes it elsewhere does so with fewer calls. What is wrong with it is found
    /// again by the next read.
    fn read_on(&mut self, socket: &mut (impl Read + Write), buffer: &mut [u8]) -> usize {
        let mut filled = 0;
        while filled < buffer.len() && !self.rest.is_empty() && self.take_in(socket).is_ok() {
            match self.connection.reader().read(buffer.get_mut(filled..).unwrap_or_default()) {
                Ok(n @ 1..) => filled += n,
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                _ => break,
            }
        }
        filled
    }

    /// Reads what the socket has, and drops it: whether there was something, or an end of any kind.
    pub(crate) fn read_once(&mut self, socket: &mut (impl Read + Write)) -> bool {
        !self.rest.is_empty() || !self.take_in(socket).is_err_and(|error| is_pause(&error))
    }

    /// Takes bytes to be sent, all that there is room for. Those that are not sent yet go with the next call.
    pub fn write(&mut self, socket: &mut (impl Read + Write), bytes: &[u8]) -> io::Result<usize> {
        if self.connection.is_handshaking() {
            return Err(ErrorKind::NotConnected.into());
        }
        self.flush(socket)?;
        let taken = self.connection.writer().write(bytes)?;
        match self.flush(socket) {
            Err(error) if !is_pause(&error) => Err(error),
            _ => Ok(taken),
        }
    }

    /// Says that no more comes from us (`close_notify`). It is sent with the next [`TlsStream::flush`].
    pub fn end(&mut self) {
        self.connection.send_close_notify();
    }

    /// Sends what is held back.
    pub fn flush(&mut self, socket: &mut impl Write) -> io::Result<()> {
        while let Some(hello @ [_, ..]) = self.hello.get(self.sent..) {
            self.sent += more_than_none(socket.write(hello))?;
        }
        while self.connection.wants_write() {
            more_than_none(self.connection.write_tls(socket))?;
        }
        socket.flush()
    }

    fn step(&mut self, socket: &mut (impl Read + Write)) -> io::Result<()> {
        match self.flush(socket) {
            Err(error) if is_pause(&error) => Err(error),
            // What the server sent last can still be read.
            _ => self.take_in(socket),
        }
    }

    /// Has rustls take in what comes from the socket.
    fn take_in(&mut self, socket: &mut (impl Read + Write)) -> io::Result<()> {
        if self.rest.is_empty() {
            // What was found wrong is found again, and nothing more can be read.
            self.process(socket)?;
            self.read.resize(self.chunk, 0);
            let n = socket.read(&mut self.read)?;
            self.answered |= n > 0;
            if !self.answered {
                // rustls would remember the end, and the next socket that this is used on has not ended.
                return Err(ErrorKind::UnexpectedEof.into());
            }
            self.rest = 0..n;
        }
        let mut rest = self.read.get(self.rest.clone()).unwrap_or_default();
        let taken = self.connection.read_tls(&mut rest)?;
        self.rest.start += taken;
        self.process(socket)?;
        match taken {
            0 if self.connection.is_handshaking() => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }

    fn process(&mut self, socket: &mut impl Write) -> io::Result<()> {
        self.connection.process_new_packets().map(drop).map_err(|error| {
            // The alert that tells the server why.
            let _ = self.flush(socket);
            io::Error::new(ErrorKind::InvalidData, error)
        })
    }
}

/// A socket that is read so often, and then ends as if it had to be waited for.
pub(crate) struct Few<'s, S> {
    pub(crate) socket: &'s mut S,
    pub(crate) left: &'s mut usize,
}

impl<S: Read> Read for Few<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        *self.left = self.left.checked_sub(1).ok_or(ErrorKind::WouldBlock)?;
        self.socket.read(buffer)
    }
}

impl<S: Write> Write for Few<'_, S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.socket.write(bytes)
    }

    fn write_vectored(&mut self, bytes: &[IoSlice<'_>]) -> io::Result<usize> {
        self.socket.write_vectored(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.socket.flush()
    }
}

fn more_than_none(written: io::Result<usize>) -> io::Result<usize> {
    match written {
        Ok(0) => Err(ErrorKind::WriteZero.into()),
        written => written,
    }
}

impl fmt::Debug for TlsStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsStream").field("answered", &self.answered).finish_non_exhaustive()
    }
}
