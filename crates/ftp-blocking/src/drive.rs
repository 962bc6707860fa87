//! The driver: performs what a dialogue wants, and reports what happened.

use ftp_connect::tls_failure;
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::io::{self, ErrorKind, Read, Write};

/// A stream to a server that can put TLS on itself; an error with a [`TlsFailure`] inside is one of TLS. Reads and writes end with
/// [`ErrorKind::WouldBlock`] or [`ErrorKind::TimedOut`] when the stream's own time limit has passed.
pub trait Transport: Read + Write {
    /// Does a TLS handshake as the client.
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        Err(TlsFailure::Unavailable)
    }

    /// Reads what is here already, without waiting. `None`: nothing is; 0 is the end of the stream.
    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>>;
}

/// Drives a dialogue until it is done. What is readable is read before anything is written: the core
/// takes a reply that was here before its command for no answer to it. When a write fails, what the
/// server said last is still read: it tells why.
pub fn drive(transport: &mut impl Transport, dialogue: &mut (impl Dialogue + ?Sized)) {
    let mut buffer = [0; 4096];
    loop {
        let speaks = matches!(dialogue.action(), Action::Send(_) | Action::StartTls);
        let ready = if speaks { transport.read_ready(&mut buffer).transpose() } else { None };
        let result = match (ready, dialogue.action()) {
            (_, Action::Done) => return,
            (Some(read), _) => read.map(Some),
            (None, Action::Receive) => read(transport, &mut buffer).map(Some),
            (None, Action::StartTls) => {
                dialogue.handle(transport.start_tls().map_or_else(Input::TlsFailed, |()| Input::TlsUp));
                continue;
            }
            (None, Action::Send(bytes)) => match transport.write(bytes) {
                Ok(n) if n > 0 => {
                    dialogue.handle(Input::Sent(n));
                    Ok(None)
                }
                Err(error) if is_pause(&error) => Err(error),
                Ok(_) | Err(_) => read(transport, &mut buffer).map(Some),
            },
        };
        match result {
            Ok(None) => {}
            Ok(Some(0)) => dialogue.handle(Input::Eof),
            Ok(Some(n)) => dialogue.handle(Input::Bytes(buffer.get(..n).unwrap_or(&buffer))),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_time_out(&error) => dialogue.handle(Input::TimedOut),
            Err(error) => dialogue.handle(tls_failure(&error).map_or(Input::Eof, Input::TlsFailed)),
        }
    }
}

/// Waits for bytes, when those that were written are on their way: a stream may hold some back. Where
/// they cannot be sent any more, the server's last words can be here all the same.
fn read(transport: &mut impl Transport, buffer: &mut [u8]) -> io::Result<usize> {
    match transport.flush() {
        Err(error) if is_pause(&error) => Err(error),
        Ok(()) | Err(_) => transport.read(buffer),
    }
}

fn is_pause(error: &io::Error) -> bool {
    is_time_out(error) || error.kind() == ErrorKind::Interrupted
}

pub(crate) fn is_time_out(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
