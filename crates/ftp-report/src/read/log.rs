//! What a log shows, put in order: the conversation, without the passwords that may be in it.

mod happened;

use super::missing::with_commands;
use super::own_words::Meaning;
use super::said::is_command;
use super::secrets::{is_hidden, passwords, secrets};
use super::words::{Replies, is_reply};
use crate::password::Password;
use ftp_diagnosis::Client;
use ftp_proto::transcript::Entry;
use ftp_proto::transfer::{DataEvent, Reach};
use ftp_proto::{Secret, Transcript};
pub use happened::data_event;

/// Stands for the replies to a login that a log does not show.
pub const NOT_SHOWN: &[u8] = b"230 (the login is not in this log)";

/// What has been found in a log so far.
#[derive(Debug, Default)]
pub struct Log {
    events: Vec<Event>,
    /// The port to which a connection is being made, until it is known how that went.
    connecting: Option<u16>,
    /// The data connection. After the server has named its port, the next connection is that one, unless a server
    /// greets there.
    data: Option<Data>,
    /// Which lines of the server belong to one reply.
    replies: Replies,
    /// How many blanks this log puts before what the server said.
    blanks: usize,
    /// The log says for certain which side said a line.
    exact: bool,
    /// Passwords that stand elsewhere in the log.
    hidden: Vec<Secret>,
    /// The index of the last reply among the events.
    last_reply: Option<usize>,
    /// Something has happened to the data connection since the last command.
    data_happened: bool,
}

#[derive(Debug)]
enum Data {
    Expected,
    Connected(u16),
    /// A transfer is under way over a data connection whose port the log does not show.
    UnderWay,
}

/// Something that a log shows.
#[derive(Debug)]
pub enum Event {
    Sent(Vec<u8>),
    Received(Vec<u8>),
    Happened(Entry),
}

impl Log {
    /// Returns an empty log whose marks say for certain which side said a line.
    pub fn exact() -> Self {
        Log { exact: true, ..Log::default() }
    }

    /// Takes a line that the client sent, according to its mark. Since arrows may point either way, a line that opens with a
    /// code counts as the server's, and a line that is no command is dropped.
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

    /// Takes a line, or several, that the server sent, according to its mark.
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
        // After a refused login, a greeting is that of another connection.
        let refused = matches!(self.events.last(), Some(Event::Received(reply)) if matches!(reply.get(..3), Some(b"530" | b"421")));
        if !self.exact && !inside && refused && lines.starts_with(b"220") {
            self.connecting.get_or_insert(21);
        }
        self.is_connected();
        match lines.get(..3) {
            Some(b"227" | b"228" | b"229") => self.data = Some(Data::Expected),
            Some(b"125" | b"150") => {
                // The data connection came up after all.
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

    /// Drops the commands that no client sends before a greeting: they belong to an earlier session.
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

    /// Removes the blanks that some logs have after each mark.
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

    /// Returns how many lines were said by either side.
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

    /// Whether the line contains the last reply.
    pub fn has_just_received(&self, line: &[u8]) -> bool {
        let last = self.last_reply.and_then(|at| self.events.get(at));
        matches!(last, Some(Event::Received(lines)) if lines.len() > 4
            && memchr::memmem::find(line, lines.trim_ascii()).is_some())
    }

    /// Returns how much was understood, and how many bytes of replies are in it.
    pub fn extent(&self) -> (usize, usize) {
        let bytes = |event: &Event| if let Event::Received(lines) = event { lines.len() } else { 0 };
        (self.understood(), self.events.iter().map(bytes).sum())
    }

    /// Returns how much was understood: what a side said counts more than other events.
    pub fn understood(&self) -> usize {
        let weight = |event: &Event| if matches!(event, Event::Happened(_)) { 1 } else { 8 };
        self.events.iter().map(weight).sum()
    }

    /// If the log holds nothing but one reply, makes it the answer to this command after the login.
    pub fn answers(&mut self, command: Option<&[u8]>) {
        let (Some(command), [Event::Received(reply)]) = (command, self.events.as_slice()) else { return };
        // A reply about the login does not answer a command after it.
        let of_login = matches!(reply.get(..3), Some(b"220" | b"331" | b"332" | b"421" | b"530"));
        if !of_login {
            let before = [Event::Received(NOT_SHOWN.to_vec()), Event::Sent(command.to_vec())];
            self.events.splice(0..0, before);
        }
    }

    /// The client gave up. If the last reply named the port for data, the data connection failed.
    pub fn has_no_data_connection(&mut self) {
        if matches!(self.data, Some(Data::Expected)) {
            let shown = |event: &Event| matches!(event, Event::Received(reply) if reply.starts_with(b"230"));
            if !self.events.iter().any(shown) {
                self.events.insert(0, Event::Received(NOT_SHOWN.to_vec()));
            }
            self.event(Entry::Data(DataEvent::Unreachable(Reach::Silent)));
        }
    }

    /// If the log holds nothing but a failed connection, makes it the data connection of this command after the login.
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

    /// Adds secrets to hide.
    pub fn hide(&mut self, secrets: Vec<Secret>) {
        self.hidden.extend(secrets);
    }

    /// Returns the passwords and accounts in the log, except those of anonymous logins, and what else is hidden.
    pub fn secrets(&self) -> Vec<Secret> {
        let hidden = self.hidden.iter().map(|secret| Secret::new(secret.danger_expose()));
        secrets(&self.events).chain(hidden).collect()
    }

    /// Returns what the last password looked like, or its length, if the log shows it.
    pub fn password(&self, client: Option<Client>) -> Option<Password> {
        let last = passwords(&self.events).last()?;
        if !is_hidden(last) {
            return Some(Password::of(last));
        }
        let stars = !last.is_empty() && last.iter().all(|byte| *byte == b'*');
        // These clients write a star for each character.
        let counted = matches!(client, Some(Client::FileZilla | Client::Ftplib | Client::Ruby));
        (stars && counted).then(|| Password::of_length(last.len()))
    }

    /// Returns the conversation. If a client does not report TLS, it counts as up at the first command after the server accepted
    /// AUTH.
    pub fn into_transcript(mut self) -> Transcript {
        if !self.exact {
            self.events = with_commands(self.events);
        }
        let mut transcript = Transcript::new();
        // Secrets are hidden from the start: a server may repeat one before the line that shows it.
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

    /// Takes an event that the log names as the transcript does.
    pub fn event(&mut self, entry: Entry) {
        self.events.push(Event::Happened(entry));
    }
}

/// Returns what BSD's `ftp` itself says, with a code as if it were a reply.
fn of_the_client_itself(lines: &[u8]) -> Option<Meaning> {
    match lines.trim_ascii().strip_prefix(b"421 Service not available, remote server ")? {
        [b't', b'i', b'm', b'e', b'd', ..] => Some(Meaning::TimedOut),
        [b'h', b'a', b's', b' ', b'c', b'l', b'o', b's', b'e', b'd', ..] => Some(Meaning::Closed),
        _ => None,
    }
}

fn ends(entry: &Entry) -> bool {
    matches!(entry, Entry::ConnectFailed(_) | Entry::TlsFailed(_) | Entry::TimedOut | Entry::Closed)
}
