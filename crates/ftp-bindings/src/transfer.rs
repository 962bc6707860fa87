//! A transfer that holds its session until it is finished.

use crate::NotNow;
use crate::session::{Stage, lock};
use core::{fmt, mem};
use ftp_proto::session;
use ftp_proto::transfer::Report;
use std::sync::{Arc, Mutex};

/// A transfer in progress. When it is finished or dropped, it gives its session back. The session handle may be dropped
/// earlier.
pub struct Transfer {
    stage: Arc<Mutex<Stage>>,
    report: Option<Box<Report>>,
}

impl Transfer {
    pub(crate) fn new(stage: Arc<Mutex<Stage>>) -> Self {
        Transfer { stage, report: None }
    }

    /// Runs `work` on the transfer. Fails with [`NotNow`] after it is finished.
    pub fn drive<R>(&self, work: impl FnOnce(&mut session::Transfer<'_>) -> R) -> Result<R, NotNow> {
        match &mut *lock(&self.stage) {
            Stage::Transfer(transfer) if self.report.is_none() => transfer.drive(work),
            _ => Err(NotNow),
        }
    }

    /// Ends the transfer, gives the session back and returns the report. A transfer that was not driven to its end is
    /// unfinished. Calling this again returns the same report.
    pub fn finish(&mut self) -> Result<&Report, NotNow> {
        if self.report.is_none() {
            self.report = Some(Box::new(self.end()?));
        }
        self.report.as_deref().ok_or(NotNow)
    }

    /// Returns the report, once the transfer is finished.
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
