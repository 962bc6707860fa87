//! Every state that a login can be in, found by trying every input in every state.

use ftp_proto::{
    Action, Credentials, Dialogue, Input, Limits, Login, LoginConfig, LoginError, Pipelining, Secret,
    TlsFailure, TlsPolicy,
};
use std::collections::{HashMap, VecDeque};
use std::fmt;

/// Recognisable secrets: no output may show them.
pub const PASSWORD: &str = "canary-password";
/// See [`PASSWORD`].
pub const ACCOUNT: &str = "canary-account";
/// See [`PASSWORD`]: for the second try on the same connection.
pub const SECOND: &str = "canary-second";
/// See [`PASSWORD`]: to a challenge.
pub const ANSWER: &str = "canary-answer";

/// One thing that may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// One byte less than wanted, or the one byte, was written.
    SentSome,
    /// All was written.
    SentAll,
    /// More than wanted.
    SentTooMuch,
    /// The server sends this.
    Server(&'static str),
    /// The server refuses, and repeats the secrets that it could have been told.
    Echo,
    /// See [`Input`].
    Eof,
    /// See [`Input`].
    TimedOut,
    /// See [`Input`].
    TlsUp,
    /// See [`Input`].
    TlsFailed,
    /// Finished, refused, and tried again with other credentials.
    Retry,
    /// Finished, and the challenge answered.
    Answer,
}

/// What a server may say. Every code that has a meaning in a login, and what is odd.
pub const SERVER: [&str; 54] = [
    "120 x\r\n",
    "150 x\r\n",
    "200 x\r\n",
    "202 x\r\n",
    "211-x\r\n UTF8\r\n CLNT\r\n211 x\r\n",
    "211 x\r\n",
    "220 x\r\n",
    "221 x\r\n",
    "226 x\r\n",
    "230 x\r\n",
    "232 x\r\n",
    "234 x\r\n",
    "235 x\r\n",
    "250 x\r\n",
    "300 x\r\n",
    "331 x\r\n",
    "332 x\r\n",
    "334 x\r\n",
    "335 x\r\n",
    "336 x\r\n",
    "350 x\r\n",
    "421 x\r\n",
    "425 x\r\n",
    "431 x\r\n",
    "450 x\r\n",
    "500 x\r\n",
    "501 x\r\n",
    "502 x\r\n",
    "503 x\r\n",
    "504 x\r\n",
    "520 x\r\n",
    "521 x\r\n",
    "522 x\r\n",
    "530 x\r\n",
    "531 x\r\n",
    "532 x\r\n",
    "533 x\r\n",
    "534 x\r\n",
    "535 x\r\n",
    "536 x\r\n",
    "537 x\r\n",
    "550 x\r\n",
    "553 x\r\n",
    "599 x\r\n",
    "631 x\r\n",
    "331 otp-md5 487 dog2\r\n",
    "331 SSL/TLS required\r\n",
    "534 SSL/TLS required\r\n",
    "421 SSL/TLS required\r\n",
    "331 x\r\n230 x\r\n",
    "234 x\r\n230 x\r\n",
    "\r\n",
    "2",
    "\x16\x03\x01 garbage\r\n",
];

/// What makes a welcome of the piece `2`, whenever that came.
const REST: &str = "30 x\r\n";

/// A welcome that is complete only when nothing follows, and that began before what the client says next.
const UNENDED: &str = "230-x\r\n200 x\r\n";

/// What a server may say while nothing is waited for.
const EARLY: [&str; 9] = [
    "120 x\r\n",
    "220 x\r\n",
    "230 x\r\n",
    "331 x\r\n",
    "421 x\r\n",
    "530 x\r\n",
    "\r\n",
    "2",
    "\x16\x03\x01 garbage\r\n",
];

/// One of each kind that a login with options can tell apart.
const KINDS: [&str; 17] = [
    "202 x\r\n",
    "211-x\r\n UTF8\r\n CLNT\r\n211 x\r\n",
    "220 x\r\n",
    "230 x\r\n",
    "232 x\r\n",
    "234 x\r\n",
    "250 x\r\n",
    "331 x\r\n",
    "332 x\r\n",
    "421 x\r\n",
    "500 x\r\n",
    "530 x\r\n",
    "631 x\r\n",
    "331 otp-md5 487 dog2\r\n",
    "534 SSL/TLS required\r\n",
    "331 x\r\n230 x\r\n",
    "\x16\x03\x01 garbage\r\n",
];

/// The settings that change what is said.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// See [`TlsPolicy`].
    pub tls: TlsPolicy,
    /// See [`Pipelining`].
    pub pipelining: Pipelining,
    /// Whether there is an account.
    pub account: bool,
    /// Whether HOST, FEAT, OPTS UTF8, CLNT and TYPE are asked for.
    pub options: bool,
}

impl Setting {
    /// All there are, with two of the four combinations of account and options.
    pub fn all() -> impl Iterator<Item = Setting> {
        use {Pipelining::*, TlsPolicy::*};
        let policies = [Required, Implicit, DangerIfOffered, DangerCleartext];
        let pipelinings = [InStep, BeforePassword, WithPassword, DangerWithPasswordInClear];
        policies.into_iter().flat_map(move |tls| {
            pipelinings.into_iter().flat_map(move |pipelining| {
                [false, true].map(|full| Setting { tls, pipelining, account: full, options: full })
            })
        })
    }

    /// The login's configuration.
    pub fn config(&self) -> LoginConfig {
        let mut limits = Limits::default();
        limits.preliminary = 1;
        let mut credentials = Credentials::new("alice", PASSWORD).unwrap();
        if self.account {
            credentials = credentials.account(ACCOUNT).unwrap();
        }
        let config = LoginConfig::new(credentials).tls(self.tls).pipelining(self.pipelining).limits(limits);
        if !self.options {
            return config;
        }
        let name = "example".try_into().unwrap();
        config.host(name).utf8().client(name).binary()
    }
}

/// A login that was led somewhere by a path of events.
pub struct Walk {
    /// Where it is, or how it ended if it was finished for a retry that is not possible.
    pub login: Login,
    /// Every line that was written whole, and the final replies that came, in order.
    pub said: Vec<Said>,
    wire: Vec<u8>,
    /// What has come of a reply, and how much was said when it began.
    heard: String,
    began: usize,
    /// What the server could have been told.
    pub secrets: Vec<&'static str>,
    /// Tries on this connection.
    pub attempts: usize,
}

/// What an observer of the wire sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A whole line by the client, and whether under TLS.
    Client(String, bool),
    /// A piece of a line that is offered for writing, and whether under TLS.
    Offered(String, bool),
    /// A final reply's code.
    Server(u16),
    /// TLS came up.
    TlsUp,
    /// A new try on the same connection.
    Again,
}

/// See [`Walk::account`].
pub struct Account<'w> {
    /// The last command of the login that was answered, the greeting included, and the code of the answer.
    pub last: Option<(&'w str, u16)>,
    /// Before the login was complete a final reply came, or began, that answers nothing said before it.
    pub early: bool,
}

impl Account<'_> {
    /// Whether that answer completes a login.
    pub fn logged_in(&self) -> bool {
        self.last.is_some_and(|(verb, code)| match verb {
            "greeting" => code == 230,
            "USER" => matches!(code, 230 | 232),
            _ => matches!(code, 202 | 230 | 232),
        })
    }
}

impl Walk {
    /// Does the events one after another.
    pub fn along(setting: &Setting, path: &[Event]) -> Option<Walk> {
        let mut walk = Walk {
            login: Login::new(setting.config()),
            said: Vec::new(),
            wire: Vec::new(),
            heard: String::new(),
            began: 0,
            secrets: if setting.account { vec![PASSWORD, ACCOUNT] } else { vec![PASSWORD] },
            attempts: 1,
        };
        for event in path {
            walk = walk.then(*event)?;
        }
        Some(walk)
    }

    fn tls(&self) -> bool {
        self.said.contains(&Said::TlsUp)
    }

    /// Whether this can happen here, and is not as something else that can.
    fn can(&self, event: Event) -> bool {
        let offered = match self.login.action() {
            Action::Done => return self.attempts == 1 && matches!(event, Event::Retry | Event::Answer),
            Action::Send(bytes) => bytes.len(),
            Action::Receive | Action::StartTls => 0,
        };
        match event {
            Event::Retry | Event::Answer => false,
            // It would only grow.
            Event::Server(_) | Event::Echo if self.heard.starts_with(UNENDED) => false,
            Event::SentSome => offered > 1,
            // One piece of a line is as good as two.
            Event::Server("2") => self.heard.is_empty(),
            Event::Server(REST) => self.heard == "2",
            Event::Server(UNENDED) => offered > 0 && self.heard.is_empty(),
            // Where no reply is waited for, these differ; the others are as one of them.
            Event::Server(text) => self.login.action() == Action::Receive || EARLY.contains(&text),
            _ => true,
        }
    }

    /// Does one more. `None`: it cannot happen here.
    pub fn then(mut self, event: Event) -> Option<Walk> {
        if !self.can(event) {
            return None;
        }
        let offered = match self.login.action() {
            Action::Send(bytes) => bytes.to_vec(),
            _ => Vec::new(),
        };
        if !offered.is_empty() {
            self.said.push(Said::Offered(String::from_utf8_lossy(&offered).into_owned(), self.tls()));
        }
        match event {
            Event::SentSome => self.sent(&offered[..offered.len() - 1]),
            Event::SentAll => self.sent(&offered),
            Event::SentTooMuch => self.login.handle(Input::Sent(offered.len() + 1)),
            Event::Server(text) => {
                self.hear(text);
                self.login.handle(Input::Bytes(text.as_bytes()));
            }
            Event::Echo => {
                let text = format!("530 not {}\r\n", self.secrets.join(", "));
                self.hear(&text);
                self.login.handle(Input::Bytes(text.as_bytes()));
            }
            Event::Eof => {
                self.silence();
                self.login.handle(Input::Eof);
            }
            Event::TimedOut => {
                self.silence();
                self.login.handle(Input::TimedOut);
            }
            Event::TlsUp => {
                if self.login.action() == Action::StartTls {
                    self.said.push(Said::TlsUp);
                }
                self.login.handle(Input::TlsUp);
            }
            Event::TlsFailed => self.login.handle(Input::TlsFailed(TlsFailure::Untrusted)),
            Event::Retry => {
                let credentials = Credentials::new("bob", SECOND).unwrap();
                return self.again(SECOND, |error| error.retry(credentials));
            }
            Event::Answer => return self.again(ANSWER, |error| error.answer(Secret::new(ANSWER))),
        }
        Some(self)
    }

    fn again(
        mut self,
        secret: &'static str,
        how: impl FnOnce(LoginError) -> Result<Login, LoginError>,
    ) -> Option<Walk> {
        self.login = how(self.login.finish().err()?).ok()?;
        self.said.push(Said::Again);
        self.secrets.push(secret);
        self.attempts += 1;
        Some(self)
    }

    fn sent(&mut self, bytes: &[u8]) {
        let tls = self.tls();
        self.wire.extend_from_slice(bytes);
        while let Some(end) = self.wire.iter().position(|b| *b == b'\n') {
            let line: Vec<u8> = self.wire.drain(..=end).collect();
            self.said.push(Said::Client(String::from_utf8(line).unwrap().trim_end().to_string(), tls));
        }
        self.login.handle(Input::Sent(bytes.len()));
    }

    fn hear(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            if self.heard.is_empty() {
                self.began = self.said.len();
            }
            self.heard.push_str(line);
            let more =
                self.heard.get(3..4) == Some("-") && !line.starts_with(&format!("{} ", &self.heard[..3]));
            if line.ends_with('\n') && !more {
                self.heard();
            }
        }
    }

    /// A final reply counts from where it began.
    fn heard(&mut self) {
        let heard = std::mem::take(&mut self.heard);
        let code = heard.get(..3).and_then(|code| code.parse().ok()).filter(|code| *code >= 200);
        if let (Some(code), Some(" " | "-")) = (code, heard.get(3..4)) {
            self.said.insert(self.began, Said::Server(code));
        }
    }

    /// Nothing more comes: a reply without an end of its own is complete.
    fn silence(&mut self) {
        if self.heard == UNENDED {
            self.heard();
        }
    }

    /// What answers what, by an own account of the wire.
    pub fn account(&self) -> Account<'_> {
        let mut unanswered = VecDeque::from(["greeting"]);
        let mut account = Account { last: None, early: false };
        for said in &self.said {
            match said {
                Said::Client(line, _) => unanswered.push_back(line),
                Said::Server(code) => match unanswered.pop_front() {
                    Some(line) => {
                        let verb = line.split(' ').next().unwrap_or_default();
                        if ["greeting", "USER", "PASS", "ACCT"].contains(&verb) && !account.logged_in() {
                            account.last = Some((verb, *code));
                        }
                    }
                    None => account.early |= !account.logged_in(),
                },
                _ => {}
            }
        }
        account
    }

    /// Paths to one state are one, but for what a login must not come from.
    fn key(&self) -> String {
        let early = self.account().early;
        format!("{:?} {:?} {} {} {early}", self.login, self.secrets, self.wire.len(), self.heard.len())
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Map {
    /// Different states.
    pub states: usize,
    /// Inputs tried in them.
    pub transitions: usize,
    /// States in which the login is done.
    pub ends: usize,
    /// The most inputs that change something before the end, whatever they are.
    pub longest: usize,
}

impl fmt::Display for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Map { states, transitions, ends, longest } = self;
        write!(f, "{states:>7} states {transitions:>8} ways {ends:>7} ends {longest:>4} inputs")
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = if self.options { ", account, options" } else { "" };
        write!(f, "{:?}, {:?}{more}", self.tls, self.pipelining)
    }
}

/// Tries every event in every state, from the start on; `check` sees each new state once. Panics where a
/// state can come back to itself: such a login would not end.
pub fn explore(setting: &Setting, mut check: impl FnMut(&[Event], &Walk)) -> Map {
    let mut events = vec![
        Event::SentSome,
        Event::SentAll,
        Event::SentTooMuch,
        Event::Echo,
        Event::Eof,
        Event::TimedOut,
        Event::TlsUp,
        Event::TlsFailed,
        Event::Retry,
        Event::Answer,
    ];
    events.extend(SERVER.into_iter().chain([REST, UNENDED]).map(Event::Server));
    if setting.options {
        // Everything is said without options; here it is enough to say one of each kind.
        events.retain(|event| match event {
            Event::SentSome => false,
            Event::Server(text) => KINDS.contains(text),
            _ => true,
        });
    }
    let mut map = Map::default();
    let mut numbers = HashMap::new();
    let mut successors: Vec<Vec<usize>> = Vec::new();
    let mut open = VecDeque::from([(0, Vec::new())]);
    let start = Walk::along(setting, &[]).unwrap();
    numbers.insert(start.key(), 0);
    successors.push(Vec::new());
    check(&[], &start);
    while let Some((from, path)) = open.pop_front() {
        let here = Walk::along(setting, &path).unwrap();
        for event in events.iter().filter(|event| here.can(**event)) {
            let Some(walk) = Walk::along(setting, &path).unwrap().then(*event) else { continue };
            map.transitions += 1;
            let next = numbers.len();
            let to = *numbers.entry(walk.key()).or_insert(next);
            if to != from {
                successors[from].push(to);
            }
            if to == next {
                successors.push(Vec::new());
                let mut path = path.clone();
                path.push(*event);
                check(&path, &walk);
                map.ends += usize::from(walk.login.action() == Action::Done);
                open.push_back((to, path));
            }
        }
    }
    map.states = numbers.len();
    map.longest = longest(&successors);
    map
}

/// The longest way through a graph without circles.
fn longest(successors: &[Vec<usize>]) -> usize {
    let mut incoming = vec![0; successors.len()];
    successors.iter().flatten().for_each(|to| incoming[*to] += 1);
    let mut free: Vec<usize> = (0..successors.len()).filter(|state| incoming[*state] == 0).collect();
    let mut depth = vec![0; successors.len()];
    let mut seen = 0;
    while let Some(state) = free.pop() {
        seen += 1;
        for to in &successors[state] {
            depth[*to] = depth[*to].max(depth[state] + 1);
            incoming[*to] -= 1;
            if incoming[*to] == 0 {
                free.push(*to);
            }
        }
    }
    assert_eq!(seen, successors.len(), "a login can go in circles");
    depth.into_iter().max().unwrap_or(0)
}
