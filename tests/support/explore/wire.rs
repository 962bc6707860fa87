//! What goes over the wire, and what of it answers what: a separate account to compare the login with.

use super::event::UNENDED;
use super::setting::{Setting, is_of_the_proxy};
use ftp_proto::TlsPolicy;
use std::collections::VecDeque;
use std::rc::Rc;

/// The control connection as an observer sees it.
#[derive(Clone, Debug)]
pub struct Wire {
    /// Every line that was completely written, and the final replies that came, in order.
    pub happened: Vec<Happened>,
    /// The part of a line that was written.
    line: Vec<u8>,
    /// The part of a reply that has come, and how much had happened when it began.
    reply: String,
    began: usize,
    proxy: bool,
    tls_policy: TlsPolicy,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The client wrote a whole line; the flag says whether under TLS.
    Client(Rc<str>, bool),
    /// The client offers a piece of a line for writing; the flag says whether under TLS.
    Offered(Rc<str>, bool),
    /// A final reply came, with this code.
    Server(u16),
    /// TLS came up.
    TlsUp,
    /// A new try began on the same connection.
    Again,
}

/// Which reply answers which command.
#[derive(Debug)]
pub struct Account<'w> {
    /// The last command of the login that was answered, including the greeting, and the code of the answer.
    pub last: Option<(&'w str, u16)>,
    /// Whether, earlier in this try, another command was answered with neither success nor 3yz.
    pub refused: bool,
    /// Whether, before the login was complete, a final reply came or began that answers nothing sent before it, or
    /// that came without TLS where TLS is required first.
    pub early: bool,
}

impl Account<'_> {
    /// Whether the last answer completes a login.
    pub fn logged_in(&self) -> bool {
        self.last.is_some_and(|(verb, code)| match verb {
            "greeting" => code == 230,
            "USER" => matches!(code, 230 | 232),
            _ => matches!(code, 202 | 230 | 232),
        })
    }
}

impl Wire {
    /// Before anything is sent.
    pub fn new(setting: &Setting) -> Self {
        Wire {
            happened: Vec::new(),
            line: Vec::new(),
            reply: String::new(),
            began: 0,
            proxy: setting.proxy.is_some(),
            tls_policy: setting.tls,
        }
    }

    /// Whether TLS is up.
    pub fn tls(&self) -> bool {
        self.happened.contains(&Happened::TlsUp)
    }

    /// Records what the client wrote.
    pub fn written(&mut self, bytes: &[u8]) {
        let tls = self.tls();
        self.line.extend_from_slice(bytes);
        while let Some(end) = self.line.iter().position(|b| *b == b'\n') {
            let line: Vec<u8> = self.line.drain(..=end).collect();
            self.happened
                .push(Happened::Client(Rc::from(std::str::from_utf8(&line).unwrap().trim_end()), tls));
        }
    }

    /// Records what the server sent.
    pub fn received(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            if self.reply.is_empty() {
                self.began = self.happened.len();
            }
            self.reply.push_str(line);
            let more =
                self.reply.get(3..4) == Some("-") && !line.starts_with(&format!("{} ", &self.reply[..3]));
            if line.ends_with('\n') && !more {
                self.complete();
            }
        }
    }

    /// Nothing more comes, so a reply without an end of its own is complete.
    pub fn silence(&mut self) {
        if self.reply == UNENDED {
            self.complete();
        }
    }

    /// Whether the server has announced, since TLS came up, that it will close.
    pub fn closes(&self) -> bool {
        let under_tls =
            self.happened.rsplit(|happened| *happened == Happened::TlsUp).next().unwrap_or_default();
        under_tls.contains(&Happened::Server(421))
    }

    /// Returns the part of an incomplete reply that has come.
    pub fn piece(&self) -> &str {
        &self.reply
    }

    /// A final reply counts from the moment it began.
    fn complete(&mut self) {
        let reply = std::mem::take(&mut self.reply);
        let code = reply.get(..3).and_then(|code| code.parse().ok()).filter(|code| *code >= 200);
        if let (Some(code), Some(" " | "-")) = (code, reply.get(3..4)) {
            self.happened.insert(self.began, Happened::Server(code));
        }
    }

    /// Returns which reply answers which command. A greeting is not a login through a proxy, nor if AUTH comes
    /// next; the login at the proxy itself is not one either.
    pub fn account(&self) -> Account<'_> {
        let mut unanswered = VecDeque::from(["greeting"]);
        let mut account = Account { last: None, refused: false, early: false };
        let mut too_early = self.tls_policy == TlsPolicy::Implicit;
        let auth = matches!(self.tls_policy, TlsPolicy::Required | TlsPolicy::DangerIfOffered);
        for happened in &self.happened {
            match happened {
                Happened::Client(line, _) => unanswered.push_back(line),
                Happened::TlsUp => too_early = false,
                Happened::Again => (account.last, account.refused) = (None, false),
                Happened::Server(_) if too_early => account.early = true,
                Happened::Server(code) => match unanswered.pop_front() {
                    Some(line) => {
                        let verb = verb(line);
                        let of_login = ["greeting", "USER", "PASS", "ACCT"].contains(&verb);
                        let elsewhere = match verb {
                            "greeting" => self.proxy || auth,
                            _ => self.proxy && is_of_the_proxy(line),
                        };
                        if of_login && !elsewhere && !account.logged_in() {
                            account.refused |=
                                account.last.is_some_and(|(_, code)| !(300..400).contains(&code));
                            account.last = Some((verb, *code));
                        }
                    }
                    None => account.early |= !account.logged_in(),
                },
                Happened::Offered(..) => {}
            }
        }
        account
    }

    /// Two wires with the same key continue in the same way, if their logins do.
    pub fn key(&self) -> (usize, usize, bool) {
        (self.line.len(), self.reply.len(), self.account().early)
    }
}

/// Returns the command of a line.
pub fn verb(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}
