use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Drives a login or a command until it is done; `limit` is for each reply and each write.
pub fn drive(tcp: &mut TcpStream, machine: &mut dyn Dialogue, limit: Duration) -> io::Result<()> {
    let mut buffer = [0; 4096];
    let (mut replies, mut deadline) = (machine.replies(), Instant::now() + limit);
    loop {
        // One limit for each command and its reply, in however many pieces they are written and read.
        if machine.replies() != replies || machine.action() == Action::Poll {
            (replies, deadline) = (machine.replies(), Instant::now() + limit);
        }
        let left = deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        let read = match machine.action() {
            Action::Poll => {
                tcp.set_nonblocking(true)?;
                let read = tcp.read(&mut buffer);
                tcp.set_nonblocking(false)?;
                if read.as_ref().is_err_and(|error| error.kind() == ErrorKind::WouldBlock) {
                    machine.handle(Input::Pending);
                    continue;
                }
                read
            }
            Action::Send(bytes) => {
                tcp.set_write_timeout(Some(left))?;
                match tcp.write(bytes) {
                    Ok(n) => {
                        machine.handle(Input::Sent(n));
                        continue;
                    }
                    Err(error) if error.kind() == ErrorKind::WouldBlock => Err(error),
                    // What the server sent before it closed says why.
                    Err(error) => match tcp.read(&mut buffer) {
                        Ok(n @ 1..) => Ok(n),
                        _ => Err(error),
                    },
                }
            }
            Action::Receive => {
                tcp.set_read_timeout(Some(left))?;
                tcp.read(&mut buffer)
            }
            Action::StartTls => {
                machine.handle(Input::TlsFailed(TlsFailure::Unavailable)); // this client has none, and says so
                continue;
            }
            Action::Done => return Ok(()),
        };
        machine.handle(match read {
            Ok(0) => Input::Eof,
            Ok(n) => Input::Bytes(&buffer[..n]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Input::TimedOut,
            Err(_) => Input::Broken,
        });
    }
}
