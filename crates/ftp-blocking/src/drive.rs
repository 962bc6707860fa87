//! The driver: performs what a dialogue wants, and reports what happened.

use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::io::{self, ErrorKind, Read, Write};

/// A stream to a server that can put TLS on itself. Reads and writes end with
/// [`ErrorKind::WouldBlock`] or [`ErrorKind::TimedOut`] when the stream's own time limit has passed.
pub trait Transport: Read + Write {
    /// Does a TLS handshake as the client.
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        Err(TlsFailure::Unavailable)
    }

    /// Reads what is here already, without waiting. `None`: nothing is; 0 is the end of the stream.
    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>>;

    /// Whether an error of a read or write is one of TLS, and which.
    fn tls_failure(&self, _: &io::Error) -> Option<TlsFailure> {
        None
    }
}

/// Drives a dialogue until it is done. What is readable is read before anything is written: the core
/// takes a reply that was here before its command for no answer to it. When a write fails, what the
/// server said last is still read: it tells why.
pub fn drive(transport: &mut impl Transport, dialogue: &mut impl Dialogue) {
    let mut buffer = [0; 4096];
    loop {
        let speaks = matches!(dialogue.action(), Action::Send(_) | Action::StartTls);
        let ready = if speaks { transport.read_ready(&mut buffer).transpose() } else { None };
        let result = match (ready, dialogue.action()) {
            (_, Action::Done) => return,
            (Some(read), _) => read.map(Some),
            (None, Action::Receive) => read(transport, &mut buffer).map(Some),
            (None, Action::StartTls) => {
                dialogue.handle(match transport.start_tls() {
                    Ok(()) => Input::TlsUp,
                    Err(failure) => Input::TlsFailed(failure),
                });
                continue;
            }
            (None, Action::Send(bytes)) => match transport.write(bytes) {
                Ok(n) if n > 0 => {
                    dialogue.handle(Input::Sent(n));
                    Ok(None)
                }
                Err(error) if is_time_out(&error) || error.kind() == ErrorKind::Interrupted => Err(error),
                Ok(_) | Err(_) => read(transport, &mut buffer).map(Some),
            },
        };
        match result {
            Ok(None) => {}
            Ok(Some(0)) => dialogue.handle(Input::Eof),
            Ok(Some(n)) => dialogue.handle(Input::Bytes(buffer.get(..n).unwrap_or(&buffer))),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_time_out(&error) => dialogue.handle(Input::TimedOut),
            Err(error) => dialogue.handle(transport.tls_failure(&error).map_or(Input::Eof, Input::TlsFailed)),
        }
    }
}

/// Waits for bytes, when those that were written are on their way: a stream may hold some back. Where
/// they cannot be sent any more, the server's last words can be here all the same.
fn read(transport: &mut impl Transport, buffer: &mut [u8]) -> io::Result<usize> {
    match transport.flush() {
        Err(error) if is_time_out(&error) => Err(error),
        Ok(()) | Err(_) => transport.read(buffer),
    }
}

/// A stream without TLS that is only ever waited for: anything that reads and writes.
#[derive(Debug)]
pub struct Plain<S>(pub S);

impl<S: Read> Read for Plain<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<S: Write> Write for Plain<S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<S: Read + Write> Transport for Plain<S> {
    fn read_ready(&mut self, _: &mut [u8]) -> io::Result<Option<usize>> {
        Ok(None)
    }
}

fn is_time_out(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
