//! The transcript as exchanges: which reply answers which command, and in what state.

use super::exchange::{Exchange, RawReply, cut_off};
use super::lane::Lane;
use super::rules::Keep;
use crate::greeting::{Greeting, ServerSoftware};
use alloc::{string::String, vec::Vec};
use ftp_proto::login::Phase;
use ftp_proto::transcript::{Answers, ConnectFailure, Entry, Notice, Sent, Violation};
use ftp_proto::transfer::DataEvent;
use ftp_proto::{TlsFailure, Transcript};

/// The last thing that happened on the control connection.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End<'t> {
    Open,
    Closed,
    TimedOut,
    TlsFailed(TlsFailure),
    ConnectFailed(ConnectFailure),
    Garbage(&'t [u8]),
    Violation(Violation),
}

/// The last connection in a transcript.
pub(super) struct Conversation<'t> {
    pub(super) exchanges: Vec<Exchange<'t>>,
    pub(super) end: End<'t>,
    /// The connection closed, even if something else ended the login before.
    pub(super) closed: bool,
    pub(super) tls: bool,
    pub(super) logged_in: bool,
    pub(super) port: Option<u16>,
    /// The server software that the greeting shows.
    pub(super) family: ServerSoftware,
    /// How many logins were refused on earlier connections.
    pub(super) earlier_refusals: usize,
    /// The last USER command.
    pub(super) user: Option<&'t Sent>,
    /// The last PASS command.
    pub(super) pass: Option<&'t Sent>,
    /// A reply came.
    pub(super) replied: bool,
    /// What other connections showed.
    pub(super) notices: Vec<Notice>,
    /// The transcript is a single reply that was pasted, so its phase is not known.
    pub(super) lone_reply: bool,
    /// The data connections, in order.
    pub(super) lanes: Vec<Lane>,
    /// The rules and words that the diagnosis may use.
    pub(super) keep: Keep<'t>,
    /// The index of the first command that was not answered.
    waiting: usize,
    user_accepted: bool,
    /// The greeting alone completed the login, and nothing has been sent since.
    welcomed: bool,
}

impl<'t> Conversation<'t> {
    pub(super) fn read(transcript: &'t Transcript, keep: Keep<'t>) -> Self {
        let mut it = Self::empty(keep);
        for entry in transcript.entries() {
            keep.worked(1);
            it.take(entry);
        }
        // Commands that were sent ahead and never answered get the state in which the login ended.
        let waiting = it.waiting;
        let state = it.state();
        it.exchanges.iter_mut().skip(waiting).for_each(|later| later.enter(state));
        it.lone_reply = it.port.is_none()
            && matches!(it.end, End::Open)
            && matches!(it.exchanges.as_slice(), [one] if one.greeting && one.replies.len() == 1);
        if it.is_refusal_and_end() {
            it.exchanges.truncate(1);
            it.exchanges.iter_mut().for_each(|one| one.only_first());
            (it.end, it.closed, it.lone_reply) = (End::Open, false, true);
        }
        it
    }

    /// Whether there is only a refusal and the end of its session, which does not show in which phase the refusal came.
    fn is_refusal_and_end(&self) -> bool {
        let mut replies = self.exchanges.iter().flat_map(|one| &one.replies);
        let lone = self.port.is_none()
            && !self.tls
            && self.exchanges.iter().all(|one| one.sent.is_none())
            && self.exchanges.first().is_some_and(|one| one.greeting)
            && replies.next().is_some_and(RawReply::refuses);
        let ended = match self.end {
            End::Closed | End::TimedOut | End::ConnectFailed(_) => true,
            End::Open => self.exchanges.iter().map(|one| one.replies.len()).sum::<usize>() > 1,
            _ => false,
        };
        lone && ended && replies.all(ends_session)
    }

    /// Returns the phase of the command that waits for its reply, or else of the last exchange.
    pub(super) fn phase_at_end(&self) -> Phase {
        match self.exchanges.get(self.waiting).or(self.exchanges.last()) {
            Some(_) if self.logged_in => Phase::AfterLogin,
            Some(exchange) => exchange.phase,
            None => Phase::Greeting,
        }
    }

    /// Whether AUTH was accepted but TLS did not come up.
    pub(super) fn in_handshake(&self) -> bool {
        !self.tls
            && self
                .exchanges
                .last()
                .is_some_and(|last| last.verb_is("AUTH") && last.answered_by(&[200, 234, 334]))
    }

    /// Returns the exchange of the greeting, if one came.
    pub(super) fn greeting(&self) -> Option<&Exchange<'t>> {
        self.exchanges.first().filter(|first| first.greeting)
    }

    /// Returns the first command that was not answered.
    pub(super) fn unanswered(&self) -> Option<&Exchange<'t>> {
        self.exchanges.get(self.waiting)
    }

    fn empty(keep: Keep<'t>) -> Self {
        Conversation {
            exchanges: Vec::new(),
            end: End::Open,
            closed: false,
            tls: false,
            logged_in: false,
            port: None,
            family: ServerSoftware::Unknown,
            earlier_refusals: 0,
            notices: Vec::new(),
            lanes: Vec::new(),
            user: None,
            pass: None,
            replied: false,
            lone_reply: false,
            keep,
            waiting: 0,
            user_accepted: false,
            welcomed: false,
        }
    }

    fn take(&mut self, entry: &'t Entry) {
        let broken = matches!(self.end, End::Violation(_));
        match entry {
            Entry::Connected { port } => {
                let earlier_refusals = self.earlier_refusals + self.refused_logins();
                *self = Conversation { port: Some(*port), earlier_refusals, ..Self::empty(self.keep) };
            }
            Entry::Noticed(notice) => self.notices.push(*notice),
            Entry::Closed | Entry::Broken if broken => self.closed = true,
            // After a violation, what follows (QUIT and its reply) says nothing about the login.
            _ if broken => {}
            Entry::ConnectFailed(why) => self.end = End::ConnectFailed(*why),
            Entry::Sent(sent) => self.sent(sent),
            Entry::Waited { seconds } => {
                if let Some(exchange) = self.exchanges.get_mut(self.waiting) {
                    exchange.waited = *seconds;
                }
            }
            Entry::Received { reply, answers } => {
                let first = !self.replied;
                let raw = RawReply { code: reply.code().get(), raw: reply.as_reply().raw() };
                match answers {
                    Answers::Command(number) => self.answer_to(*number, raw),
                    Answers::Nothing => self.unasked(raw),
                    _ => self.next_answer(raw),
                }
                if first && self.greeting().is_some() {
                    self.family = Greeting::parse(&reply.as_reply()).family;
                }
            }
            Entry::Garbage { .. } if self.refused_before() => {}
            // How the server answers QUIT says nothing about the login.
            Entry::Garbage { .. } if self.unanswered().is_some_and(|one| one.verb_is("QUIT")) => {}
            // A reply that was cut off counts as it stands. One that breaks the grammar counts only if it refuses.
            Entry::Garbage { bytes, error } => match cut_off(bytes) {
                Some(reply) if error.is_none() || reply.refuses() => self.next_answer(reply),
                _ => self.end = End::Garbage(bytes),
            },
            Entry::DataTarget(target) => self.lanes.push(Lane::new(self.exchanges.len(), Some(target))),
            Entry::Data(event) => self.data(event),
            Entry::Violation(what) => self.end = End::Violation(*what),
            Entry::TlsUp => {
                self.tls = true;
                self.end = End::Open;
                self.waiting = self.exchanges.len();
            }
            Entry::TlsFailed(why) => self.end = End::TlsFailed(*why),
            Entry::TimedOut => {
                self.lanes.last_mut().into_iter().for_each(Lane::timed_out);
                self.end_by(End::TimedOut);
            }
            Entry::Closed | Entry::Broken => {
                self.closed = true;
                self.end_by(End::Closed);
            }
            _ => {}
        }
    }

    fn data(&mut self, event: &DataEvent) {
        // A log may not say where a data connection goes: after a failed one, a new command means a new one.
        let another = |last: &Lane| last.failed() && last.since < self.exchanges.len();
        if self.lanes.last().is_none_or(another) || matches!(event, DataEvent::Listening(_)) {
            self.lanes.push(Lane::new(self.exchanges.len(), None));
        }
        if let Some(lane) = self.lanes.last_mut() {
            lane.take(event);
        }
    }

    /// Records how the connection ended, unless something else had ended the conversation before.
    fn end_by(&mut self, end: End<'t>) {
        if matches!(self.end, End::Open) {
            self.end = end;
        }
    }

    fn sent(&mut self, sent: &'t Sent) {
        self.end = End::Open;
        if core::mem::take(&mut self.welcomed) && !sent.verb().eq_ignore_ascii_case(b"QUIT") {
            let login = [&b"AUTH"[..], b"USER"].iter().any(|verb| sent.verb().eq_ignore_ascii_case(verb));
            self.logged_in = !login;
        }
        let mut exchange = self.exchange(Some(sent));
        exchange.phase = self.phase_of(&exchange);
        if exchange.verb_is("USER") {
            self.user = Some(sent);
        } else if exchange.verb_is("PASS") {
            self.pass = Some(sent);
            self.user_accepted = false;
        }
        self.exchanges.push(exchange);
    }

    /// Takes the reply to the command with this number. If the transcript left out the command, the reply is dropped.
    fn answer_to(&mut self, number: u32, reply: RawReply<'t>) {
        let is_it = |one: &Exchange<'_>| one.sent.is_some_and(|sent| sent.number() == Some(number));
        if let Some(at) = self.exchanges.iter().rposition(is_it) {
            self.waiting = at;
            self.take_reply(at, reply);
        }
    }

    /// Takes a reply from the transcript of another client: it answers the oldest command without a final reply.
    fn next_answer(&mut self, reply: RawReply<'t>) {
        if self.exchanges.is_empty() {
            let mut greeting = self.exchange(None);
            greeting.greeting = true;
            self.exchanges.push(greeting);
        } else if self.waiting == 0 && self.exchanges.first().is_some_and(|one| one.sent.is_some()) {
            self.greeting_late(&reply);
        }
        match self.waiting < self.exchanges.len() {
            true => self.take_reply(self.waiting, reply),
            false => self.unasked(reply),
        }
    }

    fn take_reply(&mut self, at: usize, reply: RawReply<'t>) {
        self.replied = true;
        let preliminary = reply.preliminary();
        let state = self.state();
        let Some(exchange) = self.exchanges.get_mut(at) else { return };
        exchange.enter(state);
        exchange.take(reply);
        if !preliminary {
            self.waiting = at + 1;
            self.answered(at);
        }
    }

    /// Takes a reply that answers no command. After a refusal it belongs to that exchange; otherwise it is its own.
    fn unasked(&mut self, reply: RawReply<'t>) {
        self.replied = true;
        let before = self.waiting.checked_sub(1);
        let refused = before.filter(|at| self.exchanges.get(*at).is_some_and(|one| one.refused));
        if let Some((at, last)) = refused.and_then(|at| Some((at, self.exchanges.get_mut(at)?))) {
            last.take(reply);
            return self.answered(at);
        }
        let mut unasked = self.exchange(None);
        unasked.phase = self.phase_at_end();
        unasked.take(reply);
        self.exchanges.insert(self.waiting.min(self.exchanges.len()), unasked);
        self.waiting += 1;
    }

    /// Handles a client that sends before the greeting comes: the first reply still is the greeting if its code says
    /// so. Otherwise the transcript starts with a command.
    fn greeting_late(&mut self, reply: &RawReply<'t>) {
        let host = self.exchanges.first().is_some_and(|first| first.verb_is("HOST"));
        if matches!(reply.code, 120 | 220) && !host {
            let mut greeting = self.exchange(None);
            greeting.greeting = true;
            self.exchanges.insert(0, greeting);
        }
    }

    /// Updates the state after an answer.
    fn answered(&mut self, index: usize) {
        let Some(exchange) = self.exchanges.get(index) else { return };
        if exchange.logs_in() {
            self.logged_in = true;
            self.welcomed = exchange.greeting;
        } else if exchange.verb_is("REIN") && exchange.accepted() {
            self.logged_in = false;
        } else if exchange.verb_is("USER") && exchange.answered_by(&[331, 332, 336]) {
            // Another login begins, even if somebody was logged in before.
            (self.user_accepted, self.logged_in) = (true, false);
        } else if exchange.verb_is("PASS") && !exchange.logged_in && exchange.yes() {
            // A 2yz that does not complete a login.
            self.end = End::Violation(Violation::UnexpectedReply);
        }
    }

    fn state(&self) -> (bool, bool) {
        (self.logged_in, self.user_accepted)
    }

    fn exchange(&self, sent: Option<&'t Sent>) -> Exchange<'t> {
        Exchange {
            sent,
            greeting: false,
            replies: Vec::new(),
            answer: None,
            refused: false,
            tls: self.tls,
            logged_in: self.logged_in,
            user_accepted: self.user_accepted,
            pipelined: self.waiting < self.exchanges.len(),
            waited: 0,
            phase: Phase::Greeting,
        }
    }

    fn phase_of(&self, exchange: &Exchange<'_>) -> Phase {
        const PHASES: &[(&[&str], Phase)] = &[
            (&["AUTH", "PBSZ", "PROT", "ADAT"], Phase::AuthTls),
            (&["USER"], Phase::User),
            (&["PASS"], Phase::Pass),
            (&["ACCT"], Phase::Acct),
        ];
        if self.logged_in {
            return Phase::AfterLogin;
        }
        let named = PHASES.iter().find(|(verbs, _)| exchange.verb_in(verbs));
        named.map_or(Phase::BeforeLogin, |(_, phase)| *phase)
    }

    pub(super) fn refused_logins(&self) -> usize {
        let login = |one: &&Exchange<'_>| one.verb_in(&["USER", "PASS", "ACCT"]);
        self.exchanges.iter().filter(login).filter(|one| one.answer().is_some_and(RawReply::refuses)).count()
    }

    /// Whether the last exchange was refused: a cut-off tail after it adds nothing.
    fn refused_before(&self) -> bool {
        self.unanswered().is_none() && self.exchanges.last().is_some_and(|last| last.refused)
    }
}

/// Whether a reply after a refusal says nothing about the refusal: a goodbye, the message of a client that has lost
/// its server, or vsftpd's message about a process that ended.
fn ends_session(reply: &RawReply<'_>) -> bool {
    match reply.code {
        221 | 421 => true,
        500 => reply.raw.windows(b"child died".len()).any(|window| window == b"child died"),
        _ => false,
    }
}

/// Returns bytes as text for people.
pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
