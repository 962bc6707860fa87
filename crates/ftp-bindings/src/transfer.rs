//! A transfer that has its session until it is finished.

use crate::NotNow;
use crate::session::{Stage, lock};
use core::{fmt, mem};
use ftp_proto::session;
use ftp_proto::transfer::Report;
use std::sync::{Arc, Mutex};

/// A transfer under way. Finished or dropped, it gives its session back; the session may be dropped before.
pub struct Transfer {
    stage: Arc<Mutex<Stage>>,
    report: Option<Box<Report>>,
}

impl Transfer {
    pub(crate) fn new(stage: Arc<Mutex<Stage>>) -> Self {
        Transfer { stage, report: None }
    }

    /// Does this with the transfer. [`NotNow`]: it is finished.
    pub fn drive<R>(&self, work: impl FnOnce(&mut session::Transfer<'_>) -> R) -> Result<R, NotNow> {
        match &mut *lock(&self.stage) {
            Stage::Transfer(transfer) if self.report.is_none() => transfer.drive(work),
            _ => Err(NotNow),
        }
    }

    /// What it came to, and gives the session back. One that was not driven to its end is unfinished. Can be asked again.
    pub fn finish(&mut self) -> Result<&Report, NotNow> {
        if self.report.is_none() {
            self.report = Some(Box::new(self.end()?));
        }
        self.report.as_deref().ok_or(NotNow)
    }

    /// What it came to, once it is finished.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }

    fn end(&self) -> Result<Report, NotNow> {
        let mut stage = lock(&self.stage);
        let (next, report) = match mem::replace(&mut *stage, Stage::Between) {
            Stage::Transfer(transfer) => {
                let (session, report) = transfer.finish();
                (Stage::Idle(Box::new(session)), report)
            }
            other => (other, Err(NotNow)),
        };
        *stage = next;
        report
    }
}

impl Drop for Transfer {
    fn drop(&mut self) {
        if self.report.is_none() {
            let _ = self.end();
        }
    }
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfer").field("report", &self.report).finish_non_exhaustive()
    }
}
