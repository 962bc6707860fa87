//! A conversation as lines of text: `C: ` for what the client sent, `S: ` for what the server sent, `* ` for what
//! happened.

use crate::printable::printable;
use ftp_proto::TlsFailure;
use ftp_proto::transcript::{ConnectFailure, Entry, Notice, Violation};
use ftp_proto::transfer::{DataEvent, Reach, Target};

/// Who sent a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The client.
    Sent,
    /// The server.
    Received,
    /// Neither: something happened.
    Event,
}

impl Direction {
    /// Returns the name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Sent => "sent",
            Direction::Received => "received",
            Direction::Event => "event",
        }
    }

    /// Returns the mark in front of such a line.
    pub fn mark(self) -> &'static str {
        match self {
            Direction::Sent => "C: ",
            Direction::Received => "S: ",
            Direction::Event => "* ",
        }
    }
}

/// Returns who sent the entry, and its lines, safe for a terminal.
pub fn lines(entry: &Entry) -> (Direction, Vec<String>) {
    let event = |text: &str| (Direction::Event, vec![text.to_owned()]);
    match entry {
        Entry::Sent(sent) => (Direction::Sent, vec![printable(sent.line())]),
        Entry::Received { reply, .. } => (Direction::Received, reply_lines(reply.as_reply().raw())),
        Entry::Garbage { bytes, .. } => (Direction::Received, reply_lines(bytes)),
        Entry::Connected { port } => event(&format!("connected to port {port}")),
        Entry::ConnectFailed(why) => event(connect_failure(*why)),
        Entry::Waited { seconds } => event(&format!("waited {seconds} s")),
        Entry::Noticed(notice) => event(self::notice(*notice)),
        Entry::Violation(violation) => event(self::violation(*violation)),
        Entry::DataTarget(target) => event(&data_target(target)),
        Entry::Data(what) => event(&data(what)),
        Entry::TlsUp => event("TLS up"),
        Entry::TlsFailed(why) => event(&format!("TLS failed {}", tls_failure(*why))),
        Entry::TimedOut => event("timed out"),
        Entry::Closed => event("closed"),
        Entry::Broken => event("connection broke"),
        _ => event("something else happened"),
    }
}

/// Returns the entry as text, each line with its mark in front and a line end.
pub fn text(entry: &Entry) -> String {
    let (direction, lines) = lines(entry);
    lines.iter().map(|line| format!("{}{line}\n", direction.mark())).collect()
}

/// Returns the lines of a reply, without the server's line ends.
pub fn reply_lines(raw: &[u8]) -> Vec<String> {
    let without_end = |line: &[u8]| printable(line.strip_suffix(b"\r").unwrap_or(line));
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    raw.split(|byte| *byte == b'\n').map(without_end).collect()
}

fn connect_failure(why: ConnectFailure) -> &'static str {
    match why {
        ConnectFailure::NameNotFound => "not connected: name not found",
        ConnectFailure::Refused => "not connected: refused",
        ConnectFailure::Unreachable => "not connected: unreachable",
        ConnectFailure::TimedOut => "not connected: timed out",
        _ => "not connected",
    }
}

fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::TakesTlsAtOnce => "another connection: TLS at once is taken",
        Notice::GreetsInClear => "another connection: greeted in clear",
        Notice::TakesAuthTls => "another connection: AUTH TLS is offered",
        Notice::IsNotFtp => "another connection: another protocol answers",
        Notice::SameForUnknownName => "another login: the same words for a name that cannot exist",
        Notice::OtherForUnknownName => "another login: other words for a name that cannot exist",
        Notice::TransferIncomplete => "the transfer is not complete, whatever the server says",
        Notice::PassiveAddressDiffers => "PASV names another address than the server's",
        Notice::TransferWorksByPasv => "another login: a listing by PASV came",
        Notice::TransferWorksResumed => "another login: a listing came, TLS session resumed",
        Notice::TransferFailsResumed => "another login: no listing came, TLS session resumed",
        Notice::TransferWorksUnresumed => "another login: a listing came, TLS session of its own",
        Notice::TransferFailsUnresumed => "another login: no listing came, TLS session of its own",
        _ => "another connection",
    }
}

fn data_target(target: &Target) -> String {
    match target.address {
        Some(address) => format!("data: connecting to port {} of {address}", target.port),
        None => format!("data: connecting to port {} of the server", target.port),
    }
}

fn data(what: &DataEvent) -> String {
    let what = match what {
        DataEvent::Connected => "connected".to_owned(),
        DataEvent::Unreachable(why) => format!("not connected: {}", reach(*why)),
        DataEvent::Listening(here) => format!("listening at {here}"),
        DataEvent::Accepted(from) => format!("connected from {from}"),
        DataEvent::Stranger(from) => format!("{from} connected, and was sent away"),
        DataEvent::Secured(how) => match how.resumed {
            Some(true) => "TLS up, session resumed".to_owned(),
            Some(false) => "TLS up, session of its own".to_owned(),
            None => "TLS up".to_owned(),
        },
        DataEvent::TlsFailed(why) => format!("TLS failed {}", tls_failure(*why)),
        DataEvent::Moved(bytes) => format!("{bytes} bytes"),
        DataEvent::Ended(how) => format!("ended ({how})"),
        DataEvent::TimedOut => "timed out".to_owned(),
        DataEvent::CallerStopped => "stopped by this side".to_owned(),
        DataEvent::CallerFailed => "given up by this side".to_owned(),
        DataEvent::SourceEnded => "all is sent".to_owned(),
        DataEvent::Gone => "closed".to_owned(),
    };
    format!("data: {what}")
}

fn reach(why: Reach) -> &'static str {
    match why {
        Reach::Refused => "refused",
        Reach::Silent => "timed out",
        Reach::NoRoute => "unreachable",
        _ => "other",
    }
}

fn violation(violation: Violation) -> &'static str {
    match violation {
        Violation::EarlyReply => "that was there before its command was sent",
        Violation::PlaintextBeforeTls => "bytes in clear where TLS should begin",
        Violation::EndlessReplies => "replies without end",
        Violation::UnexpectedReply => "that is no answer to this command",
        _ => "out of order",
    }
}

/// Returns the reason as the conversation files write it.
fn tls_failure(why: TlsFailure) -> &'static str {
    match why {
        TlsFailure::Untrusted => "untrusted",
        TlsFailure::Expired => "expired",
        TlsFailure::NameMismatch => "name mismatch",
        TlsFailure::Version => "version",
        TlsFailure::ClientCertificateRequired => "client certificate",
        TlsFailure::NotTls => "not tls",
        TlsFailure::Closed => "closed",
        TlsFailure::TimedOut => "timed out",
        TlsFailure::Unavailable => "unavailable",
        _ => "other",
    }
}
