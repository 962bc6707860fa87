//! The transcript as exchanges: which reply answers which command, and in what state.

use super::rules::Keep;
use super::text::{self, Text};
use alloc::{string::String, vec::Vec};
use ftp_proto::login::Phase;
use ftp_proto::response::{Greeting, ServerSoftware};
use ftp_proto::transcript::{ConnectFailure, Entry, Notice, Sent, Violation};
use ftp_proto::{TlsFailure, Transcript};

/// A reply, or the piece of one after which nothing more came.
pub(super) struct Said<'t> {
    pub(super) code: u16,
    pub(super) raw: &'t [u8],
}

impl<'t> Said<'t> {
    /// The lines as they came, without line ends.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'t [u8]> {
        self.raw.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty())
    }

    /// The text, with no name taken out of it.
    pub(super) fn read(&self, keep: Keep<'_>) -> Text {
        Text::keeping(&self.text(), keep, b"")
    }

    /// The text of the first lines, as much as is looked at, without the code where a line has it.
    pub(super) fn text(&self) -> Vec<u8> {
        let code = self.raw.get(..3).unwrap_or_default();
        let mut text = Vec::new();
        for line in self.lines() {
            let rest =
                line.strip_prefix(code).filter(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric));
            text.extend_from_slice(rest.unwrap_or(line));
            text.push(b'\n');
            if text.len() > text::LIMIT {
                break;
            }
        }
        text
    }

    pub(super) fn refuses(&self) -> bool {
        (400..600).contains(&self.code)
    }

    fn preliminary(&self) -> bool {
        self.code < 200
    }
}

/// A command and the replies to it. Without a command: the greeting, or a reply nobody asked for.
pub(super) struct Exchange<'t> {
    pub(super) sent: Option<&'t Sent>,
    pub(super) greeting: bool,
    pub(super) replies: Vec<Said<'t>>,
    /// Which of them is the answer.
    answer: Option<usize>,
    /// One of them refuses.
    pub(super) refused: bool,
    /// TLS was up when the command was sent.
    pub(super) tls: bool,
    /// The login was complete when the command was sent, or the reply came.
    pub(super) logged_in: bool,
    /// USER was accepted (3yz), and no PASS was sent since.
    pub(super) user_accepted: bool,
    /// It was sent while an earlier command waited for its reply.
    pub(super) pipelined: bool,
    /// Seconds that the owner waited for the last reply.
    pub(super) waited: u32,
    pub(super) phase: Phase,
}

impl<'t> Exchange<'t> {
    pub(super) fn verb_is(&self, verb: &str) -> bool {
        self.sent.is_some_and(|sent| sent.verb().eq_ignore_ascii_case(verb.as_bytes()))
    }

    pub(super) fn verb_in(&self, verbs: &[&str]) -> bool {
        verbs.iter().any(|verb| self.verb_is(verb))
    }

    /// The last reply that is not preliminary, nor the goodbye after another.
    pub(super) fn answer(&self) -> Option<&Said<'t>> {
        self.replies.get(self.answer?)
    }

    fn take(&mut self, said: Said<'t>) {
        if !said.preliminary() && (self.answer.is_none() || said.code != 221) {
            self.answer = Some(self.replies.len());
        }
        self.refused |= said.refuses();
        self.replies.push(said);
    }

    /// Whether it ended in 2yz, or a 3yz that leads on.
    pub(super) fn accepted(&self) -> bool {
        self.answer().is_some_and(|said| (200..400).contains(&said.code))
    }

    pub(super) fn logs_in(&self) -> bool {
        let Some(code) = self.answer().map(|said| said.code) else { return false };
        match code {
            230 | 232 => self.verb_in(&["USER", "PASS", "ACCT", "ADAT"]) || self.greeting && code == 230,
            202 => self.verb_in(&["PASS", "ACCT"]) && !self.logged_in,
            _ => false,
        }
    }
}

/// What came last.
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
    /// The connection was seen to close, also if something else ended the login before.
    pub(super) closed: bool,
    pub(super) tls: bool,
    pub(super) logged_in: bool,
    pub(super) port: Option<u16>,
    /// By the greeting.
    pub(super) family: ServerSoftware,
    /// Refused logins on connections before this one.
    pub(super) earlier_refusals: usize,
    /// The argument of the last USER, with its line.
    pub(super) user: Option<&'t Sent>,
    /// The last PASS.
    pub(super) pass: Option<&'t Sent>,
    /// A reply came.
    pub(super) replied: bool,
    /// What other connections showed.
    pub(super) notices: Vec<Notice>,
    /// Nothing but one reply: pasted, so that its phase is not known.
    pub(super) lone_reply: bool,
    /// What the diagnosis may use.
    pub(super) keep: Keep<'t>,
    /// Index of the first command that was not answered.
    waiting: usize,
    user_accepted: bool,
    /// The login is complete by the greeting alone, and nothing was sent since.
    welcomed: bool,
}

impl<'t> Conversation<'t> {
    pub(super) fn read(transcript: &'t Transcript, keep: Keep<'t>) -> Self {
        let mut it = Self::empty(keep);
        for entry in transcript.entries() {
            keep.worked(1);
            it.take(entry);
        }
        // What was sent ahead and never answered stands where the login ended.
        let waiting = it.waiting;
        let state = it.state();
        it.exchanges.iter_mut().skip(waiting).for_each(|later| later.enter(state));
        it.lone_reply = it.port.is_none()
            && matches!(it.end, End::Open)
            && matches!(it.exchanges.as_slice(), [one] if one.greeting && one.replies.len() == 1);
        it
    }

    /// The command that waits for its reply, or the place in the login that comes next.
    pub(super) fn phase_at_end(&self) -> Phase {
        match self.exchanges.get(self.waiting).or(self.exchanges.last()) {
            Some(_) if self.logged_in => Phase::AfterLogin,
            Some(exchange) => exchange.phase,
            None => Phase::Greeting,
        }
    }

    /// Whether AUTH was accepted and TLS did not come up.
    pub(super) fn in_handshake(&self) -> bool {
        !self.tls
            && self.exchanges.last().is_some_and(|last| last.verb_is("AUTH") && last.answered_by(&[234, 334]))
    }

    /// The greeting's text, if one came.
    pub(super) fn greeting(&self) -> Option<&Exchange<'t>> {
        self.exchanges.first().filter(|first| first.greeting)
    }

    /// A command that was sent and not answered.
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
            // Where the order is broken, what follows (QUIT, and its reply) says nothing of the login.
            _ if broken => {}
            Entry::ConnectFailed(why) => self.end = End::ConnectFailed(*why),
            Entry::Sent(sent) => self.sent(sent),
            Entry::Waited { seconds } => {
                if let Some(exchange) = self.exchanges.get_mut(self.waiting) {
                    exchange.waited = *seconds;
                }
            }
            Entry::Received(reply) => {
                let first = !self.replied;
                self.got(Said { code: reply.code().get(), raw: reply.as_reply().raw() });
                if first && self.greeting().is_some() {
                    self.family = Greeting::parse(&reply.as_reply()).family;
                }
            }
            Entry::Garbage { .. } if self.refused_before() => {}
            // How QUIT is answered says nothing of the login.
            Entry::Garbage { .. } if self.unanswered().is_some_and(|one| one.verb_is("QUIT")) => {}
            // A reply that was cut off says what it says; one that broke the rules only if it says no.
            Entry::Garbage { bytes, error } => match cut_off(bytes) {
                Some(said) if error.is_none() || said.refuses() => self.got(said),
                _ => self.end = End::Garbage(bytes),
            },
            Entry::Violation(what) => self.end = End::Violation(*what),
            Entry::TlsUp => {
                self.tls = true;
                self.end = End::Open;
                self.waiting = self.exchanges.len();
            }
            Entry::TlsFailed(why) => self.end = End::TlsFailed(*why),
            Entry::TimedOut => self.end_by(End::TimedOut),
            Entry::Closed | Entry::Broken => {
                self.closed = true;
                self.end_by(End::Closed);
            }
            _ => {}
        }
    }

    /// What ends the connection later than what ended the login says nothing of the login.
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

    fn got(&mut self, said: Said<'t>) {
        if self.exchanges.is_empty() {
            let mut greeting = self.exchange(None);
            greeting.greeting = true;
            self.exchanges.push(greeting);
        } else if self.waiting == 0 && self.exchanges.first().is_some_and(|one| one.sent.is_some()) {
            self.greeting_late(&said);
        }
        self.replied = true;
        let waiting = self.waiting;
        let preliminary = said.preliminary();
        let state = self.state();
        if let Some(exchange) = self.exchanges.get_mut(waiting) {
            exchange.enter(state);
            exchange.take(said);
            if !preliminary {
                self.waiting += 1;
                self.answered(waiting);
            }
            return;
        }
        // Nobody asked. A second refusal belongs to the first; anything else stands for itself.
        let again = self.exchanges.last_mut().filter(|last| last.refused);
        if let Some(last) = again {
            last.take(said);
            self.answered(self.exchanges.len().saturating_sub(1));
            return;
        }
        let mut unasked = self.exchange(None);
        unasked.phase = self.phase_at_end();
        unasked.take(said);
        self.exchanges.push(unasked);
        self.waiting = self.exchanges.len();
    }

    /// A client that sends before the greeting has come: the first reply is the greeting all the same
    /// if it greets. Without one the transcript starts with a command.
    fn greeting_late(&mut self, said: &Said<'t>) {
        let host = self.exchanges.first().is_some_and(|first| first.verb_is("HOST"));
        if matches!(said.code, 120 | 220) && !host {
            let mut greeting = self.exchange(None);
            greeting.greeting = true;
            self.exchanges.insert(0, greeting);
        }
    }

    /// What an answer changes.
    fn answered(&mut self, index: usize) {
        let Some(exchange) = self.exchanges.get(index) else { return };
        if exchange.logs_in() {
            self.logged_in = true;
            self.welcomed = exchange.greeting;
        } else if exchange.verb_is("REIN") && exchange.accepted() {
            self.logged_in = false;
        } else if exchange.verb_is("USER") && exchange.answered_by(&[331, 332, 336]) {
            self.user_accepted = true;
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
        self.exchanges.iter().filter(login).filter(|one| one.answer().is_some_and(Said::refuses)).count()
    }

    /// Whether the last thing said was a refusal: a cut-off tail after it adds nothing.
    fn refused_before(&self) -> bool {
        self.unanswered().is_none() && self.exchanges.last().is_some_and(|last| last.refused)
    }
}

impl Exchange<'_> {
    /// Whether its answer is a no.
    pub(super) fn refuses(&self) -> bool {
        self.answer().is_some_and(Said::refuses)
    }

    /// A command that was sent ahead is answered in the state that those before it led to.
    fn enter(&mut self, (logged_in, user_accepted): (bool, bool)) {
        if !self.pipelined || !self.replies.is_empty() {
            return;
        }
        self.logged_in = logged_in;
        self.user_accepted |= user_accepted;
        if logged_in {
            self.phase = Phase::AfterLogin;
        }
    }

    pub(super) fn answered_by(&self, codes: &[u16]) -> bool {
        self.answer().is_some_and(|said| codes.contains(&said.code))
    }
}

/// The beginning of a reply that never became complete.
fn cut_off(bytes: &[u8]) -> Option<Said<'_>> {
    let (digits, rest) = bytes.split_at_checked(3)?;
    let code = core::str::from_utf8(digits).ok()?.parse().ok()?;
    let separated = matches!(rest.first(), None | Some(b' ' | b'-' | b'\r' | b'\n'));
    ((100..600).contains(&code) && separated).then_some(Said { code, raw: bytes })
}

/// Bytes for people.
pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
