//! TLS over a socket whose reads and writes may have to wait.

use crate::wire::{HandshakeError, is_pause};
use crate::{Handshake, Tls};
use ftp_proto::TlsFailure;
use ftp_proto::transfer::Secured;
use rustls::{ClientConnection, HandshakeKind};
use std::fmt;
use std::io::{self, ErrorKind, IoSlice, Read, Write};

/// How many bytes are read at once from the socket of a data connection.
const CHUNK: usize = 64 * 1024;

/// The same for a control connection. It is smaller because a program can hold many.
const SMALL_CHUNK: usize = 4 * 1024;

/// How often TLS may read the socket in one turn. Otherwise a server that keeps sending bytes that are not part of the
/// file, such as its handshake byte by byte, would hold a blocking client past every limit.
pub(crate) const READS: usize = 16;

/// TLS of a control connection or of a data connection.
///
/// Make the TLS of a data connection with the [`Tls`] of its control connection ([`Tls::for_session`]); then it resumes
/// that session if the server allows it.
///
/// Each call takes the socket. If the socket ends with [`ErrorKind::WouldBlock`] or [`ErrorKind::TimedOut`], so does the
/// call; nothing is lost, and repeating the call continues it. The state is kept here, so this works with sockets that have
/// short time limits as well as with polled ones.
pub struct TlsStream {
    connection: ClientConnection,
    /// What is sent first. It is kept until the server answers.
    hello: Vec<u8>,
    /// How much of `hello` was sent.
    sent: usize,
    answered: bool,
    handshake: Handshake,
    chunk: usize,
    read: Vec<u8>,
    /// The part of `read` that rustls has not taken yet.
    rest: std::ops::Range<usize>,
}

impl TlsStream {
    /// Makes TLS for a data connection. `host` is the name that the server's certificate has to match.
    pub fn new(tls: &Tls, host: &str) -> Result<Self, TlsFailure> {
        Self::reading(CHUNK, tls, host)
    }

    /// Makes TLS for a control connection.
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

    /// Returns a stream for the next data connection of the same control connection, if the server did not answer this one,
    /// for example because it refused the file. `None`: the server answered.
    ///
    /// This saves the TLS 1.3 ticket that the stream holds: a server gives few of them, and rustls gives out each only
    /// once.
    pub fn unanswered(self) -> Option<Self> {
        (!self.answered).then_some(TlsStream { sent: 0, ..self })
    }

    /// Performs the handshake, or continues it.
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
            // The next read says why.
            _ => Ok(()),
        }
    }

    /// Returns the rustls connection. `None`: its handshake is not complete.
    pub fn connection(&self) -> Option<&ClientConnection> {
        (!self.connection.is_handshaking()).then_some(&self.connection)
    }

    /// Returns how this data connection is secured. `control` is TLS of the control connection.
    pub fn secured(&self, control: &ClientConnection) -> Secured {
        let certificate = |of: &ClientConnection| Some(of.peer_certificates()?.first()?.clone().into_owned());
        let own = certificate(&self.connection);
        Secured {
            resumed: self.connection.handshake_kind().map(|kind| kind == HandshakeKind::Resumed),
            same_certificate: own.is_some().then(|| own == certificate(control)),
        }
    }

    /// Reads. 0 means an orderly end (`close_notify`), [`ErrorKind::UnexpectedEof`] any other end. Bytes that came before
    /// an error are returned before it.
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

    /// Continues reading from what is already here, so that the caller writes it elsewhere with fewer calls. An error that
    /// this hits is found again by the next read.
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

    /// Reads what the socket has and drops it. Returns whether there was something, or an end of any kind.
    pub(crate) fn read_once(&mut self, socket: &mut (impl Read + Write)) -> bool {
        !self.rest.is_empty() || !self.take_in(socket).is_err_and(|error| is_pause(&error))
    }

    /// Takes as many bytes to send as there is room for. Those not sent yet go with the next call.
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

    /// Announces that no more comes from this side (`close_notify`). It is sent with the next [`TlsStream::flush`].
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
            // The server's last words can still be read.
            _ => self.take_in(socket),
        }
    }

    /// Passes what comes from the socket to rustls.
    fn take_in(&mut self, socket: &mut (impl Read + Write)) -> io::Result<()> {
        if self.rest.is_empty() {
            // An earlier error is found again here; then nothing more can be read.
            self.process(socket)?;
            self.read.resize(self.chunk, 0);
            let n = socket.read(&mut self.read)?;
            self.answered |= n > 0;
            if !self.answered {
                // rustls would remember the end, although the next socket that this stream is used on has not ended.
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
            // Sends the alert that tells the server why.
            let _ = self.flush(socket);
            io::Error::new(ErrorKind::InvalidData, error)
        })
    }
}

/// A socket that can be read a limited number of times, and then ends with `WouldBlock`.
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
