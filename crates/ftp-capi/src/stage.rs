//! What is under way in a session, which its own handle and that of its transfer share.

use crate::status::{Result, ftp_status};
use crate::under_way::{CheckUnderWay, CommandUnderWay, TransferUnderWay};
use core::{fmt, mem};
use ftp_proto::Session;
use ftp_proto::session::Outcome;
use ftp_proto::transfer::{Plan, Report};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A session, from two handles.
pub(crate) struct Shared(Mutex<Stage>);

/// What is under way.
pub(crate) enum Stage {
    Idle(Box<Session>),
    Command(CommandUnderWay),
    Check(CheckUnderWay),
    Transfer(TransferUnderWay),
    /// In the middle of a change.
    Between,
}

impl Shared {
    pub(crate) fn new(session: Session) -> Arc<Self> {
        Arc::new(Shared(Mutex::new(Stage::Idle(Box::new(session)))))
    }

    pub(crate) fn stage(&self) -> MutexGuard<'_, Stage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stage {
    /// The session, while nothing is under way.
    pub(crate) fn idle(&mut self) -> Option<&mut Session> {
        self.end_check();
        match self {
            Stage::Idle(session) => Some(session),
            _ => None,
        }
    }

    /// Begins something.
    pub(crate) fn begin(
        &mut self,
        begin: impl FnOnce(Session) -> core::result::Result<Stage, Box<Session>>,
    ) -> Result {
        self.end_check();
        let (stage, begun) = match mem::replace(self, Stage::Between) {
            Stage::Idle(session) => match begin(*session) {
                Ok(stage) => (stage, Ok(())),
                Err(session) => (Stage::Idle(session), Err(ftp_status::Order)),
            },
            stage => (stage, Err(ftp_status::Order)),
        };
        *self = stage;
        begun
    }

    pub(crate) fn begin_transfer(&mut self, plan: Plan) -> Result {
        self.begin(|session| TransferUnderWay::begin(session, plan).map(Stage::Transfer))
    }

    /// What the command came to that is under way.
    pub(crate) fn outcome(&mut self) -> Result<Outcome> {
        let (stage, outcome) = match mem::replace(self, Stage::Between) {
            Stage::Command(command) => {
                let (session, outcome) = command.finish();
                (Stage::Idle(Box::new(session)), Ok(outcome))
            }
            stage => (stage, Err(ftp_status::Order)),
        };
        *self = stage;
        outcome
    }

    /// What the transfer came to that is under way.
    pub(crate) fn report(&mut self) -> Result<Report> {
        let (stage, report) = match mem::replace(self, Stage::Between) {
            Stage::Transfer(transfer) => {
                let (session, report) = transfer.finish();
                (Stage::Idle(Box::new(session)), report.ok_or(ftp_status::Order))
            }
            stage => (stage, Err(ftp_status::Order)),
        };
        *self = stage;
        report
    }

    /// A look has no result but how the session stands.
    fn end_check(&mut self) {
        *self = match mem::replace(self, Stage::Between) {
            Stage::Check(check) => Stage::Idle(Box::new(check.finish())),
            stage => stage,
        };
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*self.stage() {
            Stage::Idle(_) => "Idle",
            Stage::Command(_) => "Command",
            Stage::Check(_) => "Check",
            Stage::Transfer(_) => "Transfer",
            Stage::Between => "Between",
        })
    }
}
