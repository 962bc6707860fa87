//! The project's own notation: `S: `, `C: `, `* `.

use super::Lines;
use super::log::Log;
use super::words::{port_behind, unquoted};
use crate::lines;
use ftp_proto::TlsFailure;
use ftp_proto::transcript::{ConnectFailure, Entry, Notice, Violation};
use ftp_proto::transfer::{DataEvent, End, Reach, Secured, Target};
use std::str::FromStr;
use std::sync::LazyLock;

pub fn read(lines: Lines<'_>) -> Log {
    let mut log = Log::exact();
    for line in lines {
        if let Some(said) = line.strip_prefix(b"S: ") {
            log.received(said);
        } else if let Some(said) = line.strip_prefix(b"S- ") {
            // A piece of a line, as in the conversation files, with `\n` for a line end.
            let literal = [&b"\""[..], said, b"\""].concat();
            log.received(&unquoted(&literal).unwrap_or_else(|| said.to_vec()));
        } else if let Some(said) = line.strip_prefix(b"C: ") {
            log.sent(said);
        } else if let Some(event) = line.strip_prefix(b"* ") {
            happened(&mut log, event);
        }
    }
    log
}

/// The events without a number or an address, each as [`lines::lines`] writes it.
static EVENTS: LazyLock<Vec<(String, Entry)>> = LazyLock::new(|| {
    let secured = [None, Some(true), Some(false)].map(|resumed| Secured { resumed, ..Secured::default() });
    let data = [DataEvent::Connected, DataEvent::TimedOut, DataEvent::CallerStopped, DataEvent::CallerFailed]
        .into_iter()
        .chain([DataEvent::SourceEnded, DataEvent::Gone])
        .chain(secured.map(DataEvent::Secured))
        .chain(Reach::ALL.iter().copied().map(DataEvent::Unreachable))
        .chain(TlsFailure::ALL.iter().copied().map(DataEvent::TlsFailed))
        .chain(End::ALL.iter().copied().map(DataEvent::Ended));
    [Entry::TlsUp, Entry::TimedOut, Entry::Closed, Entry::Broken]
        .into_iter()
        .chain(ConnectFailure::ALL.iter().copied().map(Entry::ConnectFailed))
        .chain(TlsFailure::ALL.iter().copied().map(Entry::TlsFailed))
        .chain(Notice::ALL.iter().copied().map(Entry::Noticed))
        .chain(Violation::ALL.iter().copied().map(Entry::Violation))
        .chain(data.map(Entry::Data))
        .map(|entry| (lines::lines(&entry).1.concat(), entry))
        .collect()
});

fn happened(log: &mut Log, event: &[u8]) {
    let text = String::from_utf8_lossy(event);
    let text = text.trim();
    if let Some((_, entry)) = EVENTS.iter().find(|(line, _)| line == text) {
        match entry {
            Entry::TlsUp => log.tls_up(),
            entry => log.event(entry.clone()),
        }
    } else if text.starts_with("connected") {
        log.connected(port_behind(event, "port "));
    } else if let Some(entry) = numbered(text) {
        log.event(entry);
    }
}

/// Returns an event with a number or an address.
fn numbered(text: &str) -> Option<Entry> {
    if let Some(seconds) = between(text, "waited ", " s") {
        return Some(Entry::Waited { seconds });
    }
    let data = text.strip_prefix("data: ")?;
    if let Some(target) = data.strip_prefix("connecting to port ") {
        let (port, address) = target.split_once(" of ")?;
        return Some(Entry::DataTarget(Target { address: address.parse().ok(), port: port.parse().ok()? }));
    }
    let moved = between(data, "", " bytes").map(DataEvent::Moved);
    let listening = || between(data, "listening at ", "").map(DataEvent::Listening);
    let accepted = || between(data, "connected from ", "").map(DataEvent::Accepted);
    let stranger = || between(data, "", " connected, and was sent away").map(DataEvent::Stranger);
    moved.or_else(listening).or_else(accepted).or_else(stranger).map(Entry::Data)
}

fn between<T: FromStr>(text: &str, before: &str, behind: &str) -> Option<T> {
    text.strip_prefix(before)?.strip_suffix(behind)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Direction;

    #[test]
    fn every_event_is_read_as_it_was_written() {
        let address = "192.0.2.7".parse().unwrap();
        let port = "40000".parse().unwrap();
        let numbered = [
            Entry::Connected { port: 2121 },
            Entry::Waited { seconds: 7 },
            Entry::DataTarget(Target { address: None, port }),
            Entry::DataTarget(Target { address: Some(address), port }),
            Entry::Data(DataEvent::Moved(1234)),
            Entry::Data(DataEvent::Listening("[2001:db8::1]:20".parse().unwrap())),
            Entry::Data(DataEvent::Accepted(address)),
            Entry::Data(DataEvent::Stranger(address)),
        ];
        for entry in EVENTS.iter().map(|(_, entry)| entry).chain(&numbered) {
            let written = lines::text(entry);
            let line = written.trim_end().as_bytes();
            let transcript = read(&[b"S: 220 hi", line]).into_transcript();
            let again = transcript.entries().next_back().map(lines::text);
            assert_eq!(again.as_ref(), Some(&written));
            assert_eq!(lines::lines(entry).0, Direction::Event);
        }
    }
}
