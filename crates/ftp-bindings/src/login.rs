//! A login that becomes a session or a failure, and can go on from that.

use crate::under_way::QuitUnderWay;
use crate::{NotNow, Refused};
use core::{fmt, mem};
use ftp_proto::login::{LoginError, Quit};
use ftp_proto::transcript::Entry;
use ftp_proto::{Action, Arg, Credentials, Dialogue, Secret, Session, Transcript};

/// A login: driven, finished, and, where it failed, perhaps driven again.
pub struct Login(Stage);

enum Stage {
    Login(Box<ftp_proto::Login>),
    Failed(Box<LoginError>),
    Quit(QuitUnderWay),
    /// It became a session.
    Over,
}

impl Login {
    /// A login that was begun.
    pub fn new(login: ftp_proto::Login) -> Self {
        Login(Stage::Login(Box::new(login)))
    }

    /// Does this with the dialogue that is under way: the login, or QUIT after its failure.
    pub fn drive<R>(&mut self, work: impl FnOnce(&mut dyn Dialogue) -> R) -> Result<R, NotNow> {
        match &mut self.0 {
            Stage::Login(login) => Ok(work(&mut **login)),
            Stage::Quit(quit) => Ok(quit.drive(work)),
            Stage::Failed(_) | Stage::Over => Err(NotNow),
        }
    }

    /// Adds what the owner of the connection knows.
    pub fn note(&mut self, entry: Entry) -> Result<(), NotNow> {
        match &mut self.0 {
            Stage::Login(login) => login.note(entry),
            _ => return Err(NotNow),
        }
        Ok(())
    }

    /// The session; `None`: there is none, and [`Login::error`] says why.
    pub fn finish(&mut self) -> Result<Option<Session>, NotNow> {
        self.end_quit();
        match mem::replace(&mut self.0, Stage::Over) {
            Stage::Login(login) if login.action() == Action::Done => match login.finish() {
                Ok(session) => Ok(Some(session)),
                Err(error) => {
                    self.0 = Stage::Failed(Box::new(error));
                    Ok(None)
                }
            },
            stage => {
                self.0 = stage;
                if matches!(self.0, Stage::Failed(_)) { Ok(None) } else { Err(NotNow) }
            }
        }
    }

    /// Why there is no session.
    pub fn error(&mut self) -> Result<&LoginError, NotNow> {
        self.end_quit();
        match &self.0 {
            Stage::Failed(error) => Ok(error),
            _ => Err(NotNow),
        }
    }

    /// Another try over the same connection.
    pub fn retry(&mut self, credentials: Credentials) -> Result<(), NotNow> {
        self.go_on(|error| error.retry(credentials))
    }

    /// Goes on with the answer that the server wants.
    pub fn answer(&mut self, answer: Secret) -> Result<(), Refused> {
        if !answer.is_empty() {
            Arg::new(answer.danger_expose())?;
        }
        Ok(self.go_on(|error| error.answer(answer))?)
    }

    /// Begins QUIT after a failure; the failure is there again when that is done.
    pub fn quit(&mut self) -> Result<(), NotNow> {
        self.end_quit();
        match mem::replace(&mut self.0, Stage::Over) {
            Stage::Failed(error) => self.0 = Stage::Quit(QuitUnderWay::begin(*error)),
            stage => {
                self.0 = stage;
                return Err(NotNow);
            }
        }
        Ok(())
    }

    /// What was sent and received so far.
    pub fn transcript(&mut self) -> Result<&Transcript, NotNow> {
        self.end_quit();
        match &self.0 {
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
        let (stage, went) = match mem::replace(&mut self.0, Stage::Over) {
            Stage::Failed(error) => match on(*error) {
                Ok(login) => (Stage::Login(Box::new(login)), Ok(())),
                Err(error) => (Stage::Failed(Box::new(error)), Err(NotNow)),
            },
            stage => (stage, Err(NotNow)),
        };
        self.0 = stage;
        went
    }

    /// A QUIT that is done leaves the failure.
    fn end_quit(&mut self) {
        let done = |quit: &Quit<'_>| quit.action() == Action::Done;
        self.0 = match mem::replace(&mut self.0, Stage::Over) {
            Stage::Quit(quit) if quit.with_dependent(|_, quit| done(quit)) => {
                Stage::Failed(Box::new(quit.finish()))
            }
            stage => stage,
        };
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            Stage::Login(_) => "Login(under way)",
            Stage::Failed(_) => "Login(failed)",
            Stage::Quit(_) => "Login(quits)",
            Stage::Over => "Login(over)",
        })
    }
}
