//! The diagnosis: total, and never more than can be read.

use arbitrary::{Arbitrary, Unstructured};
use ftp_proto::{Confidence, ConnectFailure, Entry, Notice, TlsFailure, Transcript, diagnose as diagnosis};

#[derive(Arbitrary, Debug)]
enum Event<'a> {
    Connected(u16),
    ConnectFailed(u8),
    Sent(&'a [u8]),
    Verb(u8, &'a [u8]),
    Received(&'a [u8]),
    Reply(u16, &'a [u8]),
    Waited(u32),
    TlsUp,
    TlsFailed(u8),
    TimedOut,
    Closed,
    Noticed(Notice),
}

/// Every transcript has a diagnosis: at least one cause unless the login went well, at most eight, each
/// once, in the order of their confidence; and a password in a line is hidden on the way in.
pub fn diagnose(data: &[u8]) {
    let Ok(events) = Vec::<Event<'_>>::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let mut transcript = Transcript::new();
    for event in events {
        match event {
            Event::Connected(port) => transcript.push(Entry::Connected { port }),
            Event::ConnectFailed(n) => transcript.push(Entry::ConnectFailed(
                [
                    ConnectFailure::NameNotFound,
                    ConnectFailure::Refused,
                    ConnectFailure::Unreachable,
                    ConnectFailure::TimedOut,
                    ConnectFailure::Other,
                ][usize::from(n) % 5],
            )),
            Event::Sent(line) => transcript.sent(line),
            Event::Verb(n, argument) => {
                let verbs = ["USER", "PASS", "ACCT", "AUTH", "PBSZ", "PROT", "FEAT", "LIST", "HOST", "QUIT"];
                let verb = verbs[usize::from(n) % verbs.len()].as_bytes();
                transcript.sent(&[verb, b" ", argument, b"\r\n"].concat());
            }
            Event::Received(bytes) => transcript.received(bytes),
            Event::Reply(code, text) => {
                transcript.received(&[format!("{:03} ", code % 700).as_bytes(), text, b"\r\n"].concat());
            }
            Event::Noticed(notice) => transcript.push(Entry::Noticed(notice)),
            Event::Waited(seconds) => transcript.push(Entry::Waited { seconds }),
            Event::TlsUp => transcript.push(Entry::TlsUp),
            Event::TlsFailed(n) => transcript.push(Entry::TlsFailed(
                [
                    TlsFailure::Untrusted,
                    TlsFailure::Version,
                    TlsFailure::NotTls,
                    TlsFailure::ClientCertificateRequired,
                    TlsFailure::Other,
                ][usize::from(n) % 5],
            )),
            Event::TimedOut => transcript.timed_out(),
            Event::Closed => transcript.closed(),
        }
    }
    let found = diagnosis(&transcript);
    let causes = found.causes();
    assert!(causes.len() <= 8, "{} causes", causes.len());
    for (at, one) in causes.iter().enumerate() {
        assert!(causes[..at].iter().all(|other| other.cause() != one.cause()), "{:?} twice", one.cause());
        assert!(at == 0 || causes[at - 1].confidence() >= one.confidence(), "not in order: {causes:?}");
    }
    let certain = causes.iter().filter(|one| one.confidence() == Confidence::Certain).count();
    assert!(certain <= 1, "certain of {certain} causes");
}
