//! What a login says next, and how much of it in one write.

use super::step::Step;
use super::{Login, LoginConfig, LoginErrorKind, Misuse, Pipelining};
use crate::{Arg, Command, ReplyBuf};

impl Login {
    /// PBSZ and PROT under TLS, HOST where asked for, and the first line of the script.
    pub(super) fn begin(&mut self) {
        self.protect();
        self.plan.extend(self.config.host.is_some().then_some(Step::Host));
        self.plan.push_back(Step::USER);
        let together = match self.config.pipelining {
            Pipelining::DangerWithPasswordInClear => true,
            Pipelining::WithPassword => self.granted.encrypted,
            Pipelining::BeforePassword | Pipelining::InStep => false,
        };
        if together {
            self.plan.push_back(Step::PASS);
        }
    }

    /// The data connections too, where they are not yet.
    fn protect(&mut self) {
        if self.granted.encrypted {
            self.plan.extend([Step::Pbsz, Step::Prot]);
        }
    }

    /// What is left to say when the server has let us in.
    pub(super) fn after_login(&mut self) {
        self.logged_in = true;
        self.plan.clear();
        self.protect();
        self.plan.extend(self.config.features.then_some(Step::Feat));
        self.plan.extend(self.config.binary.then_some(Step::Binary));
    }

    /// What the caller wants of what FEAT lists.
    pub(super) fn options(&mut self, reply: &ReplyBuf) {
        self.granted.features = Some(reply.clone());
        let lists = |name: &str| self.granted.lists(name);
        let utf8 = (self.config.utf8 && lists("UTF8")).then_some(Step::Utf8);
        let client = (self.config.client.is_some() && lists("CLNT")).then_some(Step::Client);
        self.plan.extend(utf8.into_iter().chain(client));
    }

    /// Says what comes next, if nothing is awaited and nothing decided.
    pub(super) fn advance(&mut self, reply: &ReplyBuf) {
        if self.verdict.is_some() || self.start_tls || self.control.outstanding() > 0 {
            return;
        }
        self.speak();
        if self.batch > 0 {
            return;
        }
        if self.logged_in {
            self.verdict.get_or_insert(Ok(()));
        } else {
            self.fail(LoginErrorKind::Unexpected(reply.clone()), self.phase);
        }
    }

    /// Says the next of the plan, in one write as far as that is allowed.
    pub(super) fn speak(&mut self) {
        self.batch = 0;
        while let Some(step) = self.plan.pop_front() {
            if self.said.contains(&step) {
                continue;
            }
            if !self.say(step) {
                return self.fail(LoginErrorKind::Misuse(Misuse::LineTooLong), self.phase_of(step));
            }
            self.said.push(step);
            self.batch += 1;
            if self.config.pipelining == Pipelining::InStep {
                return;
            }
        }
    }

    /// `false`: it would not be a legal line.
    fn say(&mut self, step: Step) -> bool {
        let LoginConfig { script, credentials, host, client, .. } = &self.config;
        let control = &mut self.control;
        let arg = |bytes| Arg::new(bytes).ok();
        let command = match step {
            Step::Line(at) => {
                return script.say(at, credentials, |command| control.say(command, step)).is_some();
            }
            Step::AuthTls => arg(b"TLS").map(Command::auth),
            Step::AuthSsl => arg(b"SSL").map(Command::auth),
            Step::Pbsz => Some(Command::pbsz()),
            Step::Prot => Some(Command::prot(true)),
            Step::Host => host.as_deref().and_then(arg).map(Command::host),
            Step::Feat => Some(Command::feat()),
            Step::Utf8 => arg(b"UTF8 ON").map(Command::opts),
            Step::Client => client.as_deref().and_then(arg).map(Command::clnt),
            Step::Binary => Some(Command::type_(true)),
            Step::Greeting | Step::Quit => None,
        };
        command.map(|command| control.say(&command, step)).is_some()
    }
}
