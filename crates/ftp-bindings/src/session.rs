//! A session, and what is under way in it.

use crate::under_way::{CheckUnderWay, CommandUnderWay, TransferUnderWay};
use crate::{NotNow, Transfer};
use core::{fmt, mem};
use ftp_proto::session::Outcome;
use ftp_proto::transfer::Plan;
use ftp_proto::{Command, Dialogue};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A session: one command at a time, driven to its outcome, or one [`Transfer`].
pub struct Session(Arc<Mutex<Stage>>);

/// What is under way.
pub(crate) enum Stage {
    Idle(Box<ftp_proto::Session>),
    Command(CommandUnderWay),
    Check(CheckUnderWay),
    Transfer(TransferUnderWay),
    /// In the middle of a change.
    Between,
}

impl Session {
    /// A session of the core.
    pub fn new(session: ftp_proto::Session) -> Self {
        Session(Arc::new(Mutex::new(Stage::Idle(Box::new(session)))))
    }

    /// Does this with the session, while nothing is under way.
    pub fn with<R>(&self, work: impl FnOnce(&mut ftp_proto::Session) -> R) -> Result<R, NotNow> {
        let mut stage = lock(&self.0);
        stage.end_check();
        match &mut *stage {
            Stage::Idle(session) => Ok(work(session)),
            _ => Err(NotNow),
        }
    }

    /// Begins a command.
    pub fn start(&self, command: &Command<'_>) -> Result<(), NotNow> {
        lock(&self.0).begin(|session| CommandUnderWay::start(session, command).map(Stage::Command))
    }

    /// Goes on waiting for a final reply.
    pub fn resume(&self) -> Result<(), NotNow> {
        lock(&self.0).begin(|session| CommandUnderWay::resume(session).map(Stage::Command))
    }

    /// Begins to look whether the server closed. It ends with the next call of another kind.
    pub fn check(&self) -> Result<(), NotNow> {
        lock(&self.0).begin(|session| Ok(Stage::Check(CheckUnderWay::begin(session))))
    }

    /// Begins a transfer.
    pub fn transfer(&self, plan: Plan) -> Result<Transfer, NotNow> {
        lock(&self.0).begin(|session| TransferUnderWay::begin(session, plan).map(Stage::Transfer))?;
        Ok(Transfer::new(self.0.clone()))
    }

    /// Does this with the command or the look that is under way. `None`: nothing is. [`NotNow`]: a transfer is, which is
    /// driven itself.
    pub fn drive<R>(&self, work: impl FnOnce(&mut dyn Dialogue) -> R) -> Result<Option<R>, NotNow> {
        match &mut *lock(&self.0) {
            Stage::Idle(_) => Ok(None),
            Stage::Command(command) => command.drive(work).map(Some),
            Stage::Check(check) => Ok(Some(check.drive(work))),
            Stage::Transfer(_) | Stage::Between => Err(NotNow),
        }
    }

    /// What the command came to that is under way: it ends it.
    pub fn outcome(&self) -> Result<Outcome, NotNow> {
        let mut stage = lock(&self.0);
        let (next, outcome) = match mem::replace(&mut *stage, Stage::Between) {
            Stage::Command(command) => {
                let (session, outcome) = command.finish();
                (Stage::Idle(Box::new(session)), Ok(outcome))
            }
            other => (other, Err(NotNow)),
        };
        *stage = next;
        outcome
    }
}

impl Stage {
    fn begin(
        &mut self,
        begin: impl FnOnce(ftp_proto::Session) -> Result<Stage, Box<ftp_proto::Session>>,
    ) -> Result<(), NotNow> {
        self.end_check();
        let (stage, begun) = match mem::replace(self, Stage::Between) {
            Stage::Idle(session) => match begin(*session) {
                Ok(stage) => (stage, Ok(())),
                Err(session) => (Stage::Idle(session), Err(NotNow)),
            },
            stage => (stage, Err(NotNow)),
        };
        *self = stage;
        begun
    }

    /// A look has no result but how the session stands.
    fn end_check(&mut self) {
        *self = match mem::replace(self, Stage::Between) {
            Stage::Check(check) => Stage::Idle(Box::new(check.finish())),
            stage => stage,
        };
    }
}

/// What is under way; a panic elsewhere leaves nothing half done here but [`Stage::Between`].
pub(crate) fn lock(stage: &Mutex<Stage>) -> MutexGuard<'_, Stage> {
    stage.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*lock(&self.0) {
            Stage::Idle(_) => "Session(idle)",
            Stage::Command(_) => "Session(in a command)",
            Stage::Check(_) => "Session(looks)",
            Stage::Transfer(_) => "Session(in a transfer)",
            Stage::Between => "Session(broken)",
        })
    }
}
