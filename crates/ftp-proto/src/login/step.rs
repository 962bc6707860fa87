//! The steps of a login: the greeting, and each command that may be sent.

use super::LoginConfig;
use super::Phase;
use super::script::Verb;
use crate::command::{Arg, Command};
use crate::command::{Protection, Representation};

/// What a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    Greeting,
    AuthTls,
    AuthSsl,
    Pbsz,
    Prot,
    Host,
    /// A line of the [`Script`](super::Script).
    Line(usize),
    Feat,
    Utf8,
    Client,
    Binary,
    /// After a login that failed.
    Quit,
}

impl Step {
    /// The first `USER` of every script, which is the proxy's if the proxy has a login of its own.
    pub(crate) const USER: Step = Step::Line(0);
    /// The `PASS` after it.
    pub(crate) const PASS: Step = Step::Line(1);

    /// The phase of the login that this step belongs to.
    pub(crate) fn phase(self, config: &LoginConfig) -> Phase {
        match self {
            Step::Greeting => Phase::Greeting,
            Step::AuthTls | Step::AuthSsl | Step::Pbsz | Step::Prot => Phase::AuthTls,
            Step::Host => Phase::BeforeLogin,
            Step::Line(at) => match config.script.verb(at) {
                Some(Verb::Pass) => Phase::Pass,
                Some(Verb::Acct) => Phase::Acct,
                _ => Phase::User,
            },
            Step::Feat | Step::Utf8 | Step::Client | Step::Binary | Step::Quit => Phase::AfterLogin,
        }
    }

    /// Passes the step's command to `enqueue`. `None` if the command would not be a legal line.
    pub(crate) fn command(self, config: &LoginConfig, enqueue: impl FnOnce(&Command<'_>)) -> Option<()> {
        let LoginConfig { script, credentials, host, client, .. } = config;
        let arg = |bytes| Arg::new(bytes).ok();
        let command = match self {
            Step::Line(at) => return script.say(at, credentials, enqueue),
            Step::AuthTls => arg(b"TLS").map(Command::auth),
            Step::AuthSsl => arg(b"SSL").map(Command::auth),
            Step::Pbsz => Some(Command::pbsz()),
            Step::Prot => Some(Command::prot(Protection::Private)),
            Step::Host => host.as_deref().and_then(arg).map(Command::host),
            Step::Feat => Some(Command::feat()),
            Step::Utf8 => arg(b"UTF8 ON").map(Command::opts),
            Step::Client => client.as_deref().and_then(arg).map(Command::clnt),
            Step::Binary => Some(Command::type_(Representation::Image)),
            Step::Greeting | Step::Quit => None,
        };
        command.as_ref().map(enqueue)
    }
}
