//! A driver that keeps the contract passes. A driver that breaks it in one way is caught, for each way.

use ftp_driver_kit::{Driver, check, check_one, names};
use ftp_proto::{Action, Dialogue, Input, TlsFailure};

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// Says that nothing is here without looking.
    NoPoll,
    /// Polls once and does not check whether there is more.
    PollsOnce,
    /// Waits a little before it says that nothing is here.
    PollWaits,
    /// Takes the end of the stream for nothing being here.
    PendingForEnd,
    /// Takes a broken connection for nothing being here.
    PendingForBroken,
    EndForBroken,
    BrokenForEnd,
    /// Restarts the limit with each byte.
    LimitPerRead,
    /// Restarts the limit with each part that is written.
    LimitPerWrite,
    /// Has one limit for all replies of a drive.
    LimitPerDrive,
    /// Restarts the limit with each command but not with each reply.
    LimitPerCommand,
    /// Gives up later than the kit waits for.
    NoLimit,
    /// Reports everything as written, whatever was written.
    AllWritten,
    /// Reports half of what was written, and so writes the rest twice.
    HalfWritten,
    /// Does not read after a failed write.
    NoLastWords,
    /// Reports the end of the stream after a failed write.
    EndForFailedWrite,
    /// Reports a write that took too long as a broken connection.
    BrokenForLateWrite,
    /// Drops what it reads after the first reply of a read.
    FirstLineOnly,
    /// Is cancelled between a write and its report, and so writes the command twice.
    WrittenTwice,
    /// Claims that TLS is up.
    PretendsTls,
    /// Has no TLS, and reports that a handshake failed.
    PretendsHandshake,
}

struct Std(Fault);

impl Driver for Std {
    type Connection = (TcpStream, Duration);

    fn connect(&mut self, port: u16, limit: Duration) -> io::Result<Self::Connection> {
        Ok((TcpStream::connect(("127.0.0.1", port))?, limit))
    }

    fn drive(&mut self, (tcp, limit): &mut Self::Connection, dialogue: &mut dyn Dialogue) {
        let mut buffer = [0; 4096];
        let (mut replies, mut deadline) = (dialogue.replies(), Instant::now() + *limit);
        let mut polled = false;
        loop {
            let begins = match self.0 {
                Fault::LimitPerDrive => false,
                Fault::LimitPerCommand => dialogue.action() == Action::Poll,
                _ => dialogue.action() == Action::Poll || dialogue.replies() != replies,
            };
            if begins {
                (replies, deadline) = (dialogue.replies(), Instant::now() + *limit);
            }
            let polls_again = dialogue.action() == Action::Poll && polled;
            polled = dialogue.action() == Action::Poll;
            let input = match dialogue.action() {
                Action::Poll if self.0 == Fault::NoPoll => Input::Pending,
                Action::Poll if self.0 == Fault::PollsOnce && polls_again => Input::Pending,
                Action::Poll => {
                    if self.0 == Fault::PollWaits {
                        thread::sleep(Duration::from_millis(100));
                    }
                    tcp.set_nonblocking(true).unwrap();
                    let read = tcp.read(&mut buffer);
                    tcp.set_nonblocking(false).unwrap();
                    match read {
                        Err(error) if error.kind() == ErrorKind::WouldBlock => Input::Pending,
                        Ok(0) if self.0 == Fault::PendingForEnd => Input::Pending,
                        Err(_) if self.0 == Fault::PendingForBroken => Input::Pending,
                        read => self.input(read, &buffer),
                    }
                }
                Action::Send(bytes) => {
                    if self.0 == Fault::LimitPerWrite {
                        deadline = Instant::now() + *limit;
                    }
                    let left = deadline.saturating_duration_since(Instant::now());
                    tcp.set_write_timeout(Some(left.max(Duration::from_millis(1)))).unwrap();
                    // Behaves like a stream that takes only so much at once.
                    match tcp.write(&bytes[..bytes.len().min(64 << 10)]) {
                        Ok(_) if self.0 == Fault::AllWritten => Input::Sent(bytes.len()),
                        Ok(n) if self.0 == Fault::HalfWritten => Input::Sent(n.div_ceil(2)),
                        Ok(n) => Input::Sent(n),
                        Err(error) if error.kind() == ErrorKind::WouldBlock => match self.0 {
                            Fault::BrokenForLateWrite => Input::Broken,
                            _ => Input::TimedOut,
                        },
                        Err(_) if self.0 == Fault::NoLastWords => Input::Broken,
                        Err(_) => match tcp.read(&mut buffer) {
                            Ok(0) | Err(_) if self.0 == Fault::EndForFailedWrite => Input::Eof,
                            Ok(0) | Err(_) => Input::Broken,
                            Ok(n) => Input::Bytes(&buffer[..n]),
                        },
                    }
                }
                Action::Receive => {
                    let left = match self.0 {
                        Fault::LimitPerRead => *limit,
                        Fault::NoLimit => Duration::from_millis(2200),
                        _ => deadline.saturating_duration_since(Instant::now()),
                    };
                    tcp.set_read_timeout(Some(left.max(Duration::from_millis(1)))).unwrap();
                    match tcp.read(&mut buffer) {
                        Err(error) if error.kind() == ErrorKind::WouldBlock => Input::TimedOut,
                        read => self.input(read, &buffer),
                    }
                }
                Action::StartTls if self.0 == Fault::PretendsTls => Input::TlsUp,
                Action::StartTls if self.0 == Fault::PretendsHandshake => {
                    Input::TlsFailed(TlsFailure::TimedOut)
                }
                Action::StartTls => Input::TlsFailed(TlsFailure::Unavailable),
                Action::Done => return,
            };
            dialogue.handle(input);
        }
    }

    fn drive_cancelled(
        &mut self,
        (tcp, _): &mut Self::Connection,
        dialogue: &mut dyn Dialogue,
        after: Duration,
    ) {
        if self.0 != Fault::WrittenTwice {
            return;
        }
        if dialogue.action() == Action::Poll {
            dialogue.handle(Input::Pending);
        }
        if let Action::Send(bytes) = dialogue.action() {
            tcp.write_all(bytes).unwrap();
        }
        thread::sleep(after);
    }
}

impl Std {
    fn input<'b>(&self, read: io::Result<usize>, buffer: &'b [u8]) -> Input<'b> {
        match (read, self.0) {
            (Ok(0), Fault::BrokenForEnd) => Input::Broken,
            (Ok(0), _) => Input::Eof,
            (Ok(n), Fault::FirstLineOnly) => {
                Input::Bytes(buffer[..n].split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default())
            }
            (Ok(n), _) => Input::Bytes(&buffer[..n]),
            (Err(_), Fault::EndForBroken) => Input::Eof,
            (Err(_), _) => Input::Broken,
        }
    }
}

#[test]
fn a_driver_that_keeps_the_contract_passes() {
    let failures = check(|| Std(Fault::None));
    assert!(failures.is_empty(), "{}", failures.iter().map(|f| format!("{f}\n")).collect::<String>());
}

#[test]
fn each_way_to_break_the_contract_is_caught() {
    let table = [
        (Fault::NoPoll, "stray-reply"),
        (Fault::PollsOnce, "look-all"),
        (Fault::PollWaits, "look-silence"),
        (Fault::PendingForEnd, "look-end"),
        (Fault::PendingForBroken, "look-reset"),
        (Fault::EndForBroken, "reset"),
        (Fault::BrokenForEnd, "end"),
        (Fault::LimitPerRead, "slow-drip"),
        (Fault::LimitPerWrite, "slow-reader"),
        (Fault::LimitPerDrive, "slow-replies"),
        (Fault::LimitPerCommand, "slow-replies"),
        (Fault::NoLimit, "silence"),
        (Fault::AllWritten, "long-write"),
        (Fault::HalfWritten, "long-write"),
        (Fault::NoLastWords, "last-words"),
        (Fault::EndForFailedWrite, "last-words"),
        (Fault::BrokenForLateWrite, "slow-reader"),
        (Fault::FirstLineOnly, "two-replies-in-one-read"),
        (Fault::WrittenTwice, "cancelled"),
        (Fault::PretendsTls, "tls-closed"),
        (Fault::PretendsHandshake, "tls-closed"),
        (Fault::PretendsHandshake, "tls-garbage"),
        (Fault::PretendsHandshake, "tls-silent"),
    ];
    thread::scope(|scope| {
        for (fault, by) in table {
            scope.spawn(move || {
                assert!(check_one(by, Std(fault)).is_some(), "{by} has to catch {fault:?}");
                assert!(names().any(|name| name == by));
            });
        }
    });
}
