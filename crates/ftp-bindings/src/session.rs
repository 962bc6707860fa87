//! A session and what is in progress in it.

use crate::under_way::{CheckUnderWay, CommandUnderWay, TransferUnderWay};
use crate::{NotNow, Transfer};
use core::{fmt, mem};
use ftp_proto::session::Outcome;
use ftp_proto::transfer::Plan;
use ftp_proto::{Command, Dialogue};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A session. It runs one command at a time, driven to its outcome, or one [`Transfer`].
pub struct Session(Arc<Mutex<Stage>>);

/// What is in progress.
pub(crate) enum Stage {
    Idle(Box<ftp_proto::Session>),
    Command(CommandUnderWay),
    Check(CheckUnderWay),
    Transfer(TransferUnderWay),
    /// A change from one stage to another is being made.
    Between,
}

impl Session {
    /// Wraps a session of the core.
    pub fn new(session: ftp_proto::Session) -> Self {
        Session(Arc::new(Mutex::new(Stage::Idle(Box::new(session)))))
    }

    /// Runs `work` on the session. Fails if something is in progress.
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

    /// Continues waiting for a final reply.
    pub fn resume(&self) -> Result<(), NotNow> {
        lock(&self.0).begin(|session| CommandUnderWay::resume(session).map(Stage::Command))
    }

    /// Begins to check whether the server has closed the connection. The check ends with the next call of another kind.
    pub fn check(&self) -> Result<(), NotNow> {
        lock(&self.0).begin(|session| Ok(Stage::Check(CheckUnderWay::begin(session))))
    }

    /// Begins a transfer.
    pub fn transfer(&self, plan: Plan) -> Result<Transfer, NotNow> {
        lock(&self.0).begin(|session| TransferUnderWay::begin(session, plan).map(Stage::Transfer))?;
        Ok(Transfer::new(self.0.clone()))
    }

    /// Runs `work` on the command or check in progress. `None`: nothing is in progress. Fails with [`NotNow`] during a
    /// transfer, which has its own [`Transfer::drive`].
    pub fn drive<R>(&self, work: impl FnOnce(&mut dyn Dialogue) -> R) -> Result<Option<R>, NotNow> {
        match &mut *lock(&self.0) {
            Stage::Idle(_) => Ok(None),
            Stage::Command(command) => command.drive(work).map(Some),
            Stage::Check(check) => Ok(Some(check.drive(work))),
            Stage::Transfer(_) | Stage::Between => Err(NotNow),
        }
    }

    /// Ends the command in progress and returns its outcome.
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

    /// Ends a check. Its only result is the state of the session.
    fn end_check(&mut self) {
        *self = match mem::replace(self, Stage::Between) {
            Stage::Check(check) => Stage::Idle(Box::new(check.finish())),
            stage => stage,
        };
    }
}

/// Locks the stage. A panic elsewhere leaves nothing half done here except [`Stage::Between`].
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
