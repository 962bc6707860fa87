//! The driver against streams in memory: what it does, in which order, and what it reports.

use ftp_blocking::{Control, Options, Transport, drive};
use ftp_proto::{Action, Dialogue, Input, TlsFailure};
use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};

/// A dialogue that wants the given things in turn and keeps what is reported to it. Like a machine of the core, it polls
/// before it sends and before TLS.
struct Wants {
    plan: VecDeque<Want>,
    reported: Vec<String>,
    polled: bool,
}

enum Want {
    Say(&'static [u8]),
    Receive,
    Tls,
}

fn wants(plan: impl IntoIterator<Item = Want>) -> Wants {
    Wants { plan: plan.into_iter().collect(), reported: Vec::new(), polled: false }
}

impl Dialogue for Wants {
    fn action(&self) -> Action<'_> {
        match self.plan.front() {
            Some(Want::Say(_) | Want::Tls) if !self.polled => Action::Poll,
            Some(Want::Say(bytes)) => Action::Send(bytes),
            Some(Want::Receive) => Action::Receive,
            Some(Want::Tls) => Action::StartTls,
            None => Action::Done,
        }
    }

    /// Records bytes that came before something was sent; it is sent all the same.
    fn handle(&mut self, input: Input<'_>) {
        if input == Input::Pending {
            self.polled = true;
            return;
        }
        self.reported.push(match input {
            Input::Bytes(bytes) => format!("Bytes {}", bytes.escape_ascii()),
            input => format!("{input:?}"),
        });
        match (input, self.plan.front_mut()) {
            (Input::Sent(n), Some(Want::Say(bytes))) if n < bytes.len() => *bytes = &bytes[n..],
            (Input::Bytes(_), Some(Want::Say(_) | Want::Tls)) => {}
            (Input::Eof | Input::Broken | Input::TimedOut | Input::TlsFailed(_), _) => self.plan.clear(),
            _ => {
                self.plan.pop_front();
                self.polled = false;
            }
        }
    }
}

/// Answers each call with the next item on its list, and records the calls.
#[derive(Default)]
struct Stream {
    reads: VecDeque<io::Result<&'static str>>,
    ready: VecDeque<&'static str>,
    flushes: VecDeque<io::Result<()>>,
    writes: VecDeque<io::Result<usize>>,
    calls: Vec<String>,
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.calls.push("read".into());
        let text = self.reads.pop_front().unwrap_or(Ok(""))?;
        buffer[..text.len()].copy_from_slice(text.as_bytes());
        Ok(text.len())
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.calls.push(format!("write {}", bytes.escape_ascii()));
        self.writes.pop_front().unwrap_or(Ok(bytes.len()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushes.pop_front().unwrap_or(Ok(()))
    }
}

impl Transport for Stream {
    fn start_tls(&mut self) -> Result<(), TlsFailure> {
        self.calls.push("start_tls".into());
        Ok(())
    }

    fn read_ready(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        self.calls.push("look".into());
        let Some(text) = self.ready.pop_front() else { return Ok(None) };
        buffer[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Some(text.len()))
    }
}

fn failed<T>(kind: ErrorKind) -> io::Result<T> {
    Err(kind.into())
}

#[test]
fn a_partial_write_is_reported_as_far_as_it_went() {
    let mut stream = Stream { writes: [Ok(2), Ok(1)].into(), ..Stream::default() };
    let mut dialogue = wants([Want::Say(b"NOOP\r\n")]);
    drive(&mut stream, &mut dialogue);
    assert_eq!(dialogue.reported, ["Sent(2)", "Sent(1)", "Sent(3)"]);
    assert_eq!(
        stream.calls,
        ["look", "write NOOP\\r\\n", "write OP\\r\\n", "write P\\r\\n"],
        "what came is looked for once, before the first byte of a command"
    );
}

#[test]
fn what_is_here_is_told_before_a_command_is_written_or_tls_begun() {
    for want in [Want::Say(b"A"), Want::Tls] {
        let mut stream = Stream { ready: ["331 early\r\n", "230 too\r\n"].into(), ..Stream::default() };
        let mut dialogue = wants([want]);
        drive(&mut stream, &mut dialogue);
        assert_eq!(dialogue.reported[..2], ["Bytes 331 early\\r\\n", "Bytes 230 too\\r\\n"]);
        assert_eq!(stream.calls[..3], ["look", "look", "look"]);
        assert_eq!(stream.calls.len(), 4);
    }
}

#[test]
fn an_end_found_before_writing_is_told_and_nothing_is_written() {
    let mut stream = Stream { ready: [""].into(), ..Stream::default() };
    let mut dialogue = wants([Want::Say(b"A")]);
    drive(&mut stream, &mut dialogue);
    assert_eq!((dialogue.reported, stream.calls), (vec!["Eof".to_string()], vec!["look".to_string()]));
}

#[test]
fn after_a_failed_write_the_last_words_are_read_and_then_the_end() {
    for write in [failed(ErrorKind::BrokenPipe), failed(ErrorKind::ConnectionReset), Ok(0)] {
        let again = match &write {
            Ok(n) => Ok(*n),
            Err(error) => failed(error.kind()),
        };
        let mut stream = Stream {
            writes: [write, again].into(),
            reads: [Ok("421 closing\r\n"), failed(ErrorKind::ConnectionReset)].into(),
            ..Stream::default()
        };
        let mut dialogue = wants([Want::Say(b"A")]);
        drive(&mut stream, &mut dialogue);
        assert_eq!(dialogue.reported, ["Bytes 421 closing\\r\\n", "Broken"]);
    }
}

#[test]
fn what_was_interrupted_is_done_again_and_not_told() {
    let mut stream = Stream {
        writes: [failed(ErrorKind::Interrupted)].into(),
        flushes: [failed(ErrorKind::Interrupted)].into(),
        reads: [failed(ErrorKind::Interrupted), Ok("200 fine\r\n")].into(),
        ..Stream::default()
    };
    let mut dialogue = wants([Want::Say(b"A"), Want::Receive]);
    drive(&mut stream, &mut dialogue);
    assert_eq!(dialogue.reported, ["Sent(1)", "Bytes 200 fine\\r\\n"]);
    assert_eq!(stream.calls, ["look", "write A", "write A", "read", "read"], "no read before the flush");
}

#[test]
fn time_outs_ends_and_failures_of_tls_are_told_apart() {
    for (kind, reported) in [
        (ErrorKind::WouldBlock, "TimedOut"),
        (ErrorKind::TimedOut, "TimedOut"),
        (ErrorKind::ConnectionReset, "Broken"),
        (ErrorKind::UnexpectedEof, "Broken"),
        (ErrorKind::InvalidData, "TlsFailed(ClientCertificateRequired)"),
    ] {
        let error = match kind {
            ErrorKind::InvalidData => io::Error::new(kind, TlsFailure::ClientCertificateRequired),
            kind => kind.into(),
        };
        let mut stream = Stream { reads: [Err(error)].into(), ..Stream::default() };
        let mut dialogue = wants([Want::Receive]);
        drive(&mut stream, &mut dialogue);
        assert_eq!(dialogue.reported, [reported], "{kind:?}");
    }
    for kind in [ErrorKind::WouldBlock, ErrorKind::TimedOut] {
        let mut stream = Stream { writes: [failed(kind)].into(), ..Stream::default() };
        let mut dialogue = wants([Want::Say(b"A")]);
        drive(&mut stream, &mut dialogue);
        assert_eq!(dialogue.reported, ["TimedOut"], "{kind:?} of a write");
        assert_eq!(stream.calls, ["look", "write A"], "nothing is read for a write that is only slow");
    }
}

#[test]
fn without_options_for_tls_there_is_none() {
    let mut dialogue = wants([Want::Tls]);
    let stream = io::Cursor::new(Vec::new());
    drive(&mut Control::over(stream, "localhost", &Options::default()), &mut dialogue);
    assert_eq!(dialogue.reported, ["TlsFailed(Unavailable)"]);
}
