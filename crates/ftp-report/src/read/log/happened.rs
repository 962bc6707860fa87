//! Turns what clients say about both connections in their own words into events of a log.

use super::{Data, Event, Log, NOT_SHOWN, ends};
use crate::read::own_words::Meaning;
use crate::read::reasons::{connect_failure, tls_failure};
use ftp_proto::TlsFailure as Tls;
use ftp_proto::transcript::{ConnectFailure, Entry};
use ftp_proto::transfer::{DataEvent, End, Reach, Secured};

impl Log {
    /// Takes what the client says in its own words.
    pub fn happened_to_be(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::TlsUp => self.tls_up(),
            // A certificate that the client rejects is the same on both connections.
            Meaning::TlsFailed(why @ (Tls::Untrusted | Tls::Expired | Tls::NameMismatch)) => {
                self.is_connected();
                self.happened(Entry::TlsFailed(why));
            }
            // The data connection was up: it ended without `close_notify`.
            Meaning::TlsFailed(Tls::Closed) if matches!(self.data, Some(Data::UnderWay)) => {
                if !self.data_happened {
                    self.data_happened = true;
                    self.event(Entry::Data(DataEvent::Secured(Secured::default())));
                    self.event(Entry::Data(DataEvent::Ended(End::Fin)));
                }
            }
            // The words are about the data connection.
            _ if self.data.is_some() => {
                if let Some(event) = data_event(meaning) {
                    self.happened(Entry::Data(event));
                }
            }
            Meaning::TlsFailed(why) => {
                self.is_connected();
                self.happened(Entry::TlsFailed(why));
            }
            Meaning::NotConnected(why) => {
                self.connecting = None;
                self.happened(Entry::ConnectFailed(why));
            }
            Meaning::Closed => self.closed(),
            Meaning::TimedOut => self.timed_out(),
        }
    }

    /// Takes what the client says about a data connection. If nothing came before it, the log leaves out the login and the
    /// command.
    pub fn happened_to_data(&mut self, meaning: Meaning) {
        let Some(event) = data_event(meaning) else { return self.happened_to_be(meaning) };
        if self.events.is_empty() {
            self.events.extend([Event::Received(NOT_SHOWN.to_vec()), Event::Sent(b"LIST".to_vec())]);
        }
        self.happened(Entry::Data(event));
    }

    /// Takes what the client says about the control connection while data is under way.
    pub fn happened_to_control(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::TimedOut | Meaning::NotConnected(ConnectFailure::TimedOut) => {
                self.happened(Entry::TimedOut)
            }
            Meaning::Closed | Meaning::NotConnected(_) if self.has_replies() => self.closed(),
            other => self.happened_to_be(other),
        }
    }

    /// Whether the server has named the port for the data connection, and no transfer has come of it yet.
    pub fn waits_for_data(&self) -> bool {
        matches!(self.data, Some(Data::Expected | Data::Connected(_)))
    }

    /// A connection is being made. What follows shows whether it came up.
    pub fn connecting(&mut self, port: u16) {
        match &mut self.data {
            Some(data) => *data = Data::Connected(port),
            None => self.connecting = Some(port),
        }
    }

    /// The connection that was being made is up.
    pub fn connection_stands(&mut self) {
        let port = self.connecting.take().unwrap_or(21);
        self.connected(port);
    }

    /// The connection is up.
    pub fn connected(&mut self, port: u16) {
        if let Some(data) = &mut self.data {
            *data = Data::Connected(port);
            return;
        }
        self.connecting = None;
        self.happened(Entry::Connected { port });
    }

    /// The connection failed, for the reason in these words of the client.
    pub fn connect_failed(&mut self, words: &str) {
        if self.data.is_some() {
            let event = data_event(Meaning::NotConnected(connect_failure(words)));
            return event.into_iter().for_each(|event| self.happened(Entry::Data(event)));
        }
        // After a refusal the client only repeats that.
        let refused = |reply: &[u8]| matches!(reply.first(), Some(b'4' | b'5'));
        let again = matches!(self.events.last(), Some(Event::Received(reply)) if refused(reply));
        if self.connecting.take().is_some() || !again {
            self.happened(Entry::ConnectFailed(connect_failure(words)));
        }
    }

    /// The client says that it is logged in, perhaps without showing a reply.
    pub fn logged_in(&mut self) {
        self.is_connected();
        if !self.has_replies() {
            self.events.push(Event::Received(NOT_SHOWN.to_vec()));
        }
    }

    /// TLS is up.
    pub fn tls_up(&mut self) {
        if self.data.is_some() {
            return;
        }
        self.is_connected();
        self.happened(Entry::TlsUp);
    }

    /// TLS failed, for the reason in these words of the client.
    pub fn tls_failed(&mut self, words: &str) {
        self.happened_to_be(Meaning::TlsFailed(tls_failure(words)));
    }

    /// The client waited as long as it does.
    pub fn timed_out(&mut self) {
        match (self.connecting, &self.data) {
            (Some(_), _) | (_, Some(Data::Expected)) => self.connect_failed("timed out"),
            _ => self.happened(Entry::TimedOut),
        }
    }

    /// The connection ended, and the log does not say who closed it: the client if its last command succeeded, else the server.
    pub fn disconnected(&mut self) {
        let answered = matches!(self.events.last(), Some(Event::Received(reply)) if reply.starts_with(b"2"));
        if !answered {
            self.closed();
        }
    }

    /// The server closed the connection.
    pub fn closed(&mut self) {
        self.is_connected();
        self.happened(Entry::Closed);
    }

    pub(super) fn is_connected(&mut self) {
        if let Some(port) = self.connecting.take() {
            self.connected(port);
        }
    }

    /// Records an event. Clients report the same failure in several ways: the first counts, unless it gave no reason.
    fn happened(&mut self, entry: Entry) {
        if let (
            Some(Event::Happened(Entry::ConnectFailed(before @ ConnectFailure::Other))),
            Entry::ConnectFailed(why),
        ) = (self.events.last_mut(), &entry)
        {
            *before = *why;
            return;
        }
        let again = match self.events.last() {
            Some(Event::Happened(last)) => {
                std::mem::discriminant(last) == std::mem::discriminant(&entry) || ends(last) && ends(&entry)
            }
            _ => false,
        };
        if !again {
            self.events.push(Event::Happened(entry));
        }
    }
}

/// Returns what happened to the data connection, according to a client's own words.
pub fn data_event(meaning: Meaning) -> Option<DataEvent> {
    Some(match meaning {
        Meaning::NotConnected(ConnectFailure::Refused) => DataEvent::Unreachable(Reach::Refused),
        Meaning::NotConnected(ConnectFailure::Unreachable) => DataEvent::Unreachable(Reach::NoRoute),
        Meaning::NotConnected(ConnectFailure::TimedOut) | Meaning::TimedOut => {
            DataEvent::Unreachable(Reach::Silent)
        }
        Meaning::NotConnected(ConnectFailure::Other) => DataEvent::Unreachable(Reach::Other),
        Meaning::TlsFailed(why) => DataEvent::TlsFailed(why),
        _ => return None,
    })
}
