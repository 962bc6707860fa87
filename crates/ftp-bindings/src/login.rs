//! A login that becomes a session or a failure, and that can be continued after a failure.

use crate::under_way::QuitUnderWay;
use crate::{NotNow, Refused};
use core::{fmt, mem};
use ftp_proto::login::{LoginError, Quit, Start};
use ftp_proto::transcript::Entry;
use ftp_proto::{
    Action, Arg, Credentials, Dialogue, Input, LoginConfig, Secret, Session, TlsPolicy, Transcript,
};

/// A login that is driven and finished and, if it failed, can be continued.
pub struct Login {
    stage: Stage,
    /// Whether the control connection is under TLS.
    encrypted: bool,
}

enum Stage {
    Login(Box<ftp_proto::Login>),
    Failed(Box<LoginError>),
    Quit(QuitUnderWay),
    /// The login became a session.
    Over,
}

impl Login {
    /// Makes a login for a TCP connection that has just been made.
    pub fn new(config: LoginConfig) -> Self {
        Login::take_over(config, Start::Connected)
    }

    /// Makes a login for a connection that is already in use.
    pub fn take_over(config: LoginConfig, start: Start<'_>) -> Self {
        let encrypted = matches!(start, Start::Encrypted | Start::EncryptedAndGreeted(_));
        Login { stage: Stage::Login(Box::new(ftp_proto::Login::take_over(config, start))), encrypted }
    }

    /// Runs `work` on the dialogue in progress: the login, or QUIT after its failure.
    pub fn drive<R>(&mut self, work: impl FnOnce(&mut dyn Dialogue) -> R) -> Result<R, NotNow> {
        match &mut self.stage {
            Stage::Login(login) => Ok(work(&mut Watched { login, encrypted: &mut self.encrypted })),
            Stage::Quit(quit) => Ok(quit.drive(work)),
            Stage::Failed(_) | Stage::Over => Err(NotNow),
        }
    }

    /// Adds an entry that only the owner of the connection knows to the transcript.
    pub fn note(&mut self, entry: Entry) -> Result<(), NotNow> {
        match &mut self.stage {
            Stage::Login(login) => login.note(entry),
            _ => return Err(NotNow),
        }
        Ok(())
    }

    /// Returns the session. `None`: the login failed, and [`Login::error`] says why. Fails with [`NotNow`] while the login
    /// is not done.
    pub fn finish(&mut self) -> Result<Option<Session>, NotNow> {
        self.end_quit();
        match mem::replace(&mut self.stage, Stage::Over) {
            Stage::Login(login) if login.action() == Action::Done => match login.finish() {
                Ok(session) => Ok(Some(session)),
                Err(error) => {
                    self.stage = Stage::Failed(Box::new(error));
                    Ok(None)
                }
            },
            stage => {
                self.stage = stage;
                if matches!(self.stage, Stage::Failed(_)) { Ok(None) } else { Err(NotNow) }
            }
        }
    }

    /// Returns why there is no session.
    pub fn error(&mut self) -> Result<&LoginError, NotNow> {
        self.end_quit();
        match &self.stage {
            Stage::Failed(error) => Ok(error),
            _ => Err(NotNow),
        }
    }

    /// Tries again over the same connection.
    ///
    /// Of the caller's present configuration only two things count: the credentials, and the TLS policy, which can forbid
    /// sending a password without TLS.
    pub fn retry(&mut self, credentials: Credentials, tls: TlsPolicy) -> Result<(), Refused> {
        self.end_quit();
        let may_be_clear = matches!(tls, TlsPolicy::DangerIfOffered | TlsPolicy::DangerCleartext);
        match &self.stage {
            Stage::Failed(error) if !error.same_connection() => Err(Refused::NotNow),
            Stage::Failed(_) if !self.encrypted && !may_be_clear => Err(Refused::InClear),
            _ => Ok(self.go_on(|error| error.retry(credentials))?),
        }
    }

    /// Continues with the answer that the server asks for.
    pub fn answer(&mut self, answer: Secret) -> Result<(), Refused> {
        if !answer.is_empty() {
            Arg::new(answer.danger_expose())?;
        }
        Ok(self.go_on(|error| error.answer(answer))?)
    }

    /// Begins QUIT after a failure. When QUIT is done, the failure is available again.
    pub fn quit(&mut self) -> Result<(), NotNow> {
        self.end_quit();
        match mem::replace(&mut self.stage, Stage::Over) {
            Stage::Failed(error) => self.stage = Stage::Quit(QuitUnderWay::begin(*error)),
            stage => {
                self.stage = stage;
                return Err(NotNow);
            }
        }
        Ok(())
    }

    /// Returns what was sent and received so far.
    pub fn transcript(&mut self) -> Result<&Transcript, NotNow> {
        self.end_quit();
        match &self.stage {
            Stage::Login(login) => Ok(login.transcript()),
            Stage::Failed(error) => Ok(error.transcript()),
            Stage::Quit(_) | Stage::Over => Err(NotNow),
        }
    }

    fn go_on(
        &mut self,
        on: impl FnOnce(LoginError) -> Result<ftp_proto::Login, LoginError>,
    ) -> Result<(), NotNow> {
        self.end_quit();
        let (stage, went) = match mem::replace(&mut self.stage, Stage::Over) {
            Stage::Failed(error) => match on(*error) {
                Ok(login) => (Stage::Login(Box::new(login)), Ok(())),
                Err(error) => (Stage::Failed(Box::new(error)), Err(NotNow)),
            },
            stage => (stage, Err(NotNow)),
        };
        self.stage = stage;
        went
    }

    /// Turns a QUIT that is done back into the failure.
    fn end_quit(&mut self) {
        let done = |quit: &Quit<'_>| quit.action() == Action::Done;
        self.stage = match mem::replace(&mut self.stage, Stage::Over) {
            Stage::Quit(quit) if quit.with_dependent(|_, quit| done(quit)) => {
                Stage::Failed(Box::new(quit.finish()))
            }
            stage => stage,
        };
    }
}

/// A login that records when TLS comes up.
struct Watched<'a> {
    login: &'a mut ftp_proto::Login,
    encrypted: &'a mut bool,
}

impl Dialogue for Watched<'_> {
    fn action(&self) -> Action<'_> {
        self.login.action()
    }

    fn handle(&mut self, input: Input<'_>) {
        *self.encrypted |= matches!((self.login.action(), &input), (Action::StartTls, Input::TlsUp));
        self.login.handle(input);
    }

    fn replies(&self) -> usize {
        self.login.replies()
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.stage {
            Stage::Login(_) => "Login(under way)",
            Stage::Failed(_) => "Login(failed)",
            Stage::Quit(_) => "Login(quits)",
            Stage::Over => "Login(over)",
        })
    }
}
