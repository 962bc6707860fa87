//! What a log shows, put in order: the conversation, without the passwords that may be in it.

use super::missing::with_commands;
use super::own_words::Meaning;
use super::reasons::{connect_failure, tls_failure};
use super::said::is_command;
use super::secrets::{is_hidden, passwords, secrets};
use super::words::{Replies, is_reply};
use crate::password::Password;
use ftp_diagnosis::Client;
use ftp_proto::transcript::{ConnectFailure, Entry};
use ftp_proto::transfer::{DataEvent, End, Reach, Secured};
use ftp_proto::{Secret, TlsFailure as Tls, Transcript};

/// In the place of the replies to a login that a log does not show.
pub const NOT_SHOWN: &[u8] = b"230 (the login is not in this log)";

/// What was found in a log so far.
#[derive(Debug, Default)]
pub struct Log {
    events: Vec<Event>,
    /// Where a connection is being made to, until it is known how that went.
    connecting: Option<u16>,
    /// The server has said where to connect to for data: the next connection is that one, unless somebody
    /// greets there.
    data: Option<Data>,
    /// Which lines of the server belong to one reply.
    replies: Replies,
    /// Blanks that this log puts before what the server said.
    blanks: usize,
    /// The log says itself which side a line is of.
    exact: bool,
    /// Passwords that stand elsewhere in it.
    hidden: Vec<Secret>,
    /// The place of the last reply among the events.
    last_reply: Option<usize>,
    /// Something happened to the data connection since the last command.
    data_happened: bool,
}

#[derive(Debug)]
enum Data {
    Expected,
    Connected(u16),
    /// A transfer is under way over one whose port the log does not show.
    UnderWay,
}

/// One thing in a log.
#[derive(Debug)]
pub enum Event {
    Sent(Vec<u8>),
    Received(Vec<u8>),
    Happened(Entry),
}

impl Log {
    /// A log whose marks say for certain which side a line is of.
    pub fn exact() -> Self {
        Log { exact: true, ..Log::default() }
    }

    /// A line that the client sent; by its mark. Arrows point both ways: a line that opens with a code is the
    /// server's, and what is no command was not sent.
    pub fn sent(&mut self, line: &[u8]) {
        if !self.exact && is_reply(line.trim_ascii()) {
            self.received(line);
        } else if self.exact || is_command(line.trim_ascii()) {
            self.is_connected();
            let line = if self.exact { line } else { line.trim_ascii_start() };
            self.data_happened = false;
            self.events.push(Event::Sent(line.trim_ascii_end().to_vec()));
        }
    }

    /// A line that the server sent, or several; by its mark.
    pub fn received(&mut self, lines: &[u8]) {
        let lines = lines.strip_suffix(b"\n").unwrap_or(lines);
        if let Some(meaning) = of_the_client_itself(lines) {
            return self.happened_to_be(meaning);
        }
        let lines = if self.exact { lines } else { self.without_blanks(lines) };
        let inside = self.replies.is_open();
        let mut any = false;
        lines.split(|byte| *byte == b'\n').for_each(|line| any |= self.replies.takes(line));
        if !self.exact
            && !inside
            && !any
            && is_command(lines)
            && lines.starts_with(&lines.to_ascii_uppercase()[..3])
        {
            return self.sent(lines);
        }
        if let (Some(Data::Connected(port)), b"120" | b"220" | b"421") =
            (&self.data, lines.get(..3).unwrap_or(b""))
        {
            self.connecting = Some(*port);
            self.data = None;
        }
        if !self.exact && !self.has_replies() && matches!(lines.get(..3), Some(b"120" | b"220" | b"421")) {
            self.drop_earlier_commands();
        }
        self.is_connected();
        match lines.get(..3) {
            Some(b"227" | b"228" | b"229") => self.data = Some(Data::Expected),
            Some(b"125" | b"150") => {
                // It came about after all.
                if matches!(self.events.last(), Some(Event::Happened(Entry::Data(DataEvent::Unreachable(_)))))
                {
                    self.events.pop();
                }
                self.data.get_or_insert(Data::UnderWay);
            }
            Some([b'2' | b'4' | b'5', ..]) => self.data = None,
            _ => {}
        }
        self.last_reply = Some(self.events.len());
        self.events.push(Event::Received(lines.to_vec()));
    }

    /// What no client sends before a greeting was sent in a session before this one.
    fn drop_earlier_commands(&mut self) {
        const FIRST: [&[u8]; 9] =
            [b"FEAT", b"AUTH", b"USER", b"PASS", b"HOST", b"OPTS", b"CLNT", b"PBSZ", b"PROT"];
        self.events.retain(|event| match event {
            Event::Sent(line) => {
                FIRST.iter().any(|verb| line.len() >= 4 && line[..4].eq_ignore_ascii_case(verb))
            }
            _ => true,
        });
    }

    /// Some logs have one more blank behind each mark.
    fn without_blanks<'a>(&mut self, lines: &'a [u8]) -> &'a [u8] {
        let trimmed = lines.trim_ascii_start();
        if !self.replies.is_open() && is_reply(trimmed) {
            self.blanks = lines.len() - trimmed.len();
        }
        let blanks = lines.iter().take(self.blanks).take_while(|byte| byte.is_ascii_whitespace()).count();
        &lines[blanks..]
    }

    /// Whether a reply was found.
    pub fn has_replies(&self) -> bool {
        self.events.iter().any(|event| matches!(event, Event::Received(_)))
    }

    /// Lines that were said.
    pub fn said(&self) -> usize {
        self.events.iter().filter(|event| !matches!(event, Event::Happened(_))).count()
    }

    /// Whether another reader found a good deal more that was said.
    pub fn misses_of(&self, other: &Log) -> bool {
        let replies =
            |log: &Log| log.events.iter().filter(|event| matches!(event, Event::Received(_))).count();
        let sent = |log: &Log| log.said() - replies(log);
        replies(self) == 0 && replies(other) > 0
            || self.said() * 3 < other.said() * 2
            || sent(self) < sent(other) && sent(self) * 2 <= sent(other) && replies(self) <= replies(other)
    }

    /// What the client says in its own words.
    pub fn happened_to_be(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::TlsUp => self.tls_up(),
            // A certificate that is not taken is the same for both connections.
            Meaning::TlsFailed(why @ (Tls::Untrusted | Tls::Expired | Tls::NameMismatch)) => {
                self.is_connected();
                self.happened(Entry::TlsFailed(why));
            }
            // It was up: this is how it ended, without the end that TLS has.
            Meaning::TlsFailed(Tls::Closed) if matches!(self.data, Some(Data::UnderWay)) => {
                if !self.data_happened {
                    self.data_happened = true;
                    self.event(Entry::Data(DataEvent::Secured(Secured::default())));
                    self.event(Entry::Data(DataEvent::Ended(End::Fin)));
                }
            }
            // Of the data connection.
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

    /// What the client says of a data connection. Before anything else it is of a log that shows no more, whose login is behind.
    pub fn happened_to_data(&mut self, meaning: Meaning) {
        let Some(event) = data_event(meaning) else { return self.happened_to_be(meaning) };
        if self.events.is_empty() {
            self.events.extend([Event::Received(NOT_SHOWN.to_vec()), Event::Sent(b"LIST".to_vec())]);
        }
        self.happened(Entry::Data(event));
    }

    /// What the client says of the control connection, though data is under way.
    pub fn happened_to_control(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::TimedOut | Meaning::NotConnected(ConnectFailure::TimedOut) => {
                self.happened(Entry::TimedOut)
            }
            Meaning::Closed | Meaning::NotConnected(_) if self.has_replies() => self.closed(),
            other => self.happened_to_be(other),
        }
    }

    /// Whether these words are those of the last reply.
    pub fn has_just_received(&self, line: &[u8]) -> bool {
        let last = self.last_reply.and_then(|at| self.events.get(at));
        matches!(last, Some(Event::Received(lines)) if lines.len() > 4
            && memchr::memmem::find(line, lines.trim_ascii()).is_some())
    }

    /// Whether the server has said where to connect to, and nothing came of it yet.
    pub fn waits_for_data(&self) -> bool {
        matches!(self.data, Some(Data::Expected | Data::Connected(_)))
    }

    /// A connection is being made. Whether it came to be shows in what follows.
    pub fn connecting(&mut self, port: u16) {
        match &mut self.data {
            Some(data) => *data = Data::Connected(port),
            None => self.connecting = Some(port),
        }
    }

    /// The connection is there.
    pub fn connected(&mut self, port: u16) {
        if let Some(data) = &mut self.data {
            *data = Data::Connected(port);
            return;
        }
        self.connecting = None;
        self.happened(Entry::Connected { port });
    }

    /// There is no connection, for the reason that these words of the client give.
    pub fn connect_failed(&mut self, words: &str) {
        if self.data.is_some() {
            let event = data_event(Meaning::NotConnected(connect_failure(words)));
            return event.into_iter().for_each(|event| self.happened(Entry::Data(event)));
        }
        self.connecting = None;
        self.happened(Entry::ConnectFailed(connect_failure(words)));
    }

    /// The client says so, and shows no reply.
    pub fn logged_in(&mut self) {
        if !self.has_replies() {
            self.events.push(Event::Received(NOT_SHOWN.to_vec()));
        }
    }

    /// TLS is there.
    pub fn tls_up(&mut self) {
        if self.data.is_some() {
            return;
        }
        self.is_connected();
        self.happened(Entry::TlsUp);
    }

    /// TLS failed, for the reason that these words of the client give.
    pub fn tls_failed(&mut self, words: &str) {
        self.happened_to_be(Meaning::TlsFailed(tls_failure(words)));
    }

    /// The client had waited long enough.
    pub fn timed_out(&mut self) {
        match (self.connecting, &self.data) {
            (Some(_), _) | (_, Some(Data::Expected)) => self.connect_failed("timed out"),
            _ => self.happened(Entry::TimedOut),
        }
    }

    /// The server closed the connection.
    pub fn closed(&mut self) {
        self.is_connected();
        self.happened(Entry::Closed);
    }

    /// How much was understood, and bytes of replies in it.
    pub fn extent(&self) -> (usize, usize) {
        let bytes = |event: &Event| if let Event::Received(lines) = event { lines.len() } else { 0 };
        (self.understood(), self.events.iter().map(bytes).sum())
    }

    /// How much was understood: lines that were sent count more than what happened besides.
    pub fn understood(&self) -> usize {
        let weight = |event: &Event| if matches!(event, Event::Happened(_)) { 1 } else { 8 };
        self.events.iter().map(weight).sum()
    }

    /// A reply and nothing else, which answers this command.
    pub fn answers(&mut self, command: Option<&[u8]>) {
        let (Some(command), [Event::Received(reply)]) = (command, self.events.as_slice()) else { return };
        // What speaks of the login answers no command behind it.
        let of_login = matches!(reply.get(..3), Some(b"220" | b"331" | b"332" | b"421" | b"530"));
        if !of_login {
            let before = [Event::Received(NOT_SHOWN.to_vec()), Event::Sent(command.to_vec())];
            self.events.splice(0..0, before);
        }
    }

    /// The client gave up, and the last reply says where to connect to for data.
    pub fn has_no_data_connection(&mut self) {
        if matches!(self.data, Some(Data::Expected)) {
            let shown = |event: &Event| matches!(event, Event::Received(reply) if reply.starts_with(b"230"));
            if !self.events.iter().any(shown) {
                self.events.insert(0, Event::Received(NOT_SHOWN.to_vec()));
            }
            self.event(Entry::Data(DataEvent::Unreachable(Reach::Silent)));
        }
    }

    /// Nothing but a connection that failed, which was that of this command for data: the login is behind.
    pub fn was_for_data(&mut self, command: &[u8]) {
        let [Event::Happened(failed)] = self.events.as_slice() else { return };
        let failed = match failed {
            Entry::ConnectFailed(why) => data_event(Meaning::NotConnected(*why)),
            Entry::TlsFailed(why) => data_event(Meaning::TlsFailed(*why)),
            Entry::TimedOut => data_event(Meaning::TimedOut),
            _ => None,
        };
        let Some(failed) = failed else { return };
        self.events = vec![Event::Received(NOT_SHOWN.to_vec()), Event::Sent(command.to_vec())];
        if matches!(failed, DataEvent::TlsFailed(_)) {
            self.event(Entry::Data(DataEvent::Connected));
        }
        self.event(Entry::Data(failed));
    }

    /// Whether a reply came, or something that ended the conversation.
    pub fn decides(&self) -> bool {
        self.events.iter().any(|event| match event {
            Event::Sent(_) => false,
            Event::Received(_) => true,
            Event::Happened(entry) => ends(entry) || matches!(entry, Entry::Data(_)),
        })
    }

    /// Hides these too.
    pub fn hide(&mut self, secrets: Vec<Secret>) {
        self.hidden.extend(secrets);
    }

    /// The passwords and accounts in it, but for those of anonymous logins; and what else is hidden.
    pub fn secrets(&self) -> Vec<Secret> {
        let hidden = self.hidden.iter().map(|secret| Secret::new(secret.danger_expose()));
        secrets(&self.events).chain(hidden).collect()
    }

    /// What the last password looked like, if the log shows it, or its length.
    pub fn password(&self, client: Option<Client>) -> Option<Password> {
        let last = passwords(&self.events).last()?;
        if !is_hidden(last) {
            return Some(Password::of(last));
        }
        let stars = !last.is_empty() && last.iter().all(|byte| *byte == b'*');
        // A star for each character.
        let counted = matches!(client, Some(Client::FileZilla | Client::Ftplib | Client::Ruby));
        (stars && counted).then(|| Password::of_length(last.len()))
    }

    /// The conversation. Where a client says nothing of TLS, a command behind the server's yes to AUTH
    /// shows it.
    pub fn into_transcript(mut self) -> Transcript {
        if !self.exact {
            self.events = with_commands(self.events);
        }
        let mut transcript = Transcript::new();
        // A server may repeat a secret before the line that shows it: the client may hide it in one place only.
        secrets(&self.events).chain(self.hidden).for_each(|secret| transcript.hide(&secret));
        let (mut tls_due, mut auth) = (false, false);
        for event in self.events {
            match event {
                Event::Sent(line) => {
                    if std::mem::take(&mut tls_due) {
                        transcript.push(Entry::TlsUp);
                    }
                    auth = line.get(..5).is_some_and(|verb| verb.eq_ignore_ascii_case(b"AUTH "));
                    transcript.sent(&line);
                }
                Event::Received(lines) => {
                    tls_due = lines.starts_with(b"234") || auth && lines.starts_with(b"200");
                    transcript.received(&lines);
                    transcript.received(b"\r\n");
                }
                Event::Happened(Entry::Closed) => transcript.closed(),
                Event::Happened(Entry::TimedOut) => transcript.timed_out(),
                Event::Happened(entry) => {
                    tls_due = false;
                    transcript.push(entry);
                }
            }
        }
        transcript
    }

    /// An event that a log names as the transcript does.
    pub fn event(&mut self, entry: Entry) {
        self.events.push(Event::Happened(entry));
    }

    fn is_connected(&mut self) {
        if let Some(port) = self.connecting.take() {
            self.connected(port);
        }
    }

    /// Clients say the same failure in several ways: the first one counts, unless it gave no reason.
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

/// What `ftp` of BSD says with a code as if it were a reply.
fn of_the_client_itself(lines: &[u8]) -> Option<Meaning> {
    match lines.trim_ascii().strip_prefix(b"421 Service not available, remote server ")? {
        [b't', b'i', b'm', b'e', b'd', ..] => Some(Meaning::TimedOut),
        [b'h', b'a', b's', b' ', b'c', b'l', b'o', b's', b'e', b'd', ..] => Some(Meaning::Closed),
        _ => None,
    }
}

/// What the data connection did, in a client's own words.
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

fn ends(entry: &Entry) -> bool {
    matches!(entry, Entry::ConnectFailed(_) | Entry::TlsFailed(_) | Entry::TimedOut | Entry::Closed)
}
