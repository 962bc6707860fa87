//! The engine of a transfer: its caller drives both lanes, and neither can keep the other waiting.

use crate::data::{Bytes, DataLane};
use crate::drive::{Driver, has_passed};
use crate::wire::{ControlWire, DataSocket, Wait};
use crate::{Error, Link, Pace, Progress};
use ftp_proto::command::{CommandBuf, Direction};
use ftp_proto::session::{Busy, Health};
use ftp_proto::transfer::{Data, DataEvent, Ending, Plan, Report, Transfer};
use ftp_proto::{Action, Dialogue, Session, Transcript};
use std::io;
use std::ops::ControlFlow;
use std::time::Instant;

/// How many bytes are moved before the control lane is looked at, if the data lane never has to wait. A server that refuses
/// an upload can keep reading it.
const LOOK: u64 = 4 << 20;

/// A transfer in progress, ended by [`Lanes::finish`].
///
/// If it is dropped earlier, after [`Lanes::leave`], the next call settles the session.
#[derive(Debug)]
pub struct Lanes<'c> {
    /// `None`: the transfer is over, and `report` has its report.
    transfer: Option<Transfer<'c>>,
    data: DataLane,
    driver: Driver,
    /// Bytes moved since the control lane was last looked at.
    unlooked: u64,
    command: CommandBuf,
    offset: u64,
    /// The data goes under TLS, in this direction.
    secure: Option<Direction>,
    report: Option<Report>,
    /// The transcript, if the transfer is not complete.
    transcript: Option<Transcript>,
}

/// How far one turn went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This many bytes of the caller were moved.
    Moved(usize),
    /// The transfer wants bytes or room from the caller.
    Ready,
    /// The transfer is over and has a result.
    Over,
    /// Nothing can be done before something arrives.
    ///
    /// An adapter that polls now waits, until [`Lanes::deadline`]. For an adapter that blocks, `alone` says that it has
    /// already waited as long as it may; otherwise only a short wait is over.
    Waits {
        /// Only the control lane is waited for.
        alone: bool,
    },
}

impl<'c> Lanes<'c> {
    /// Begins a transfer.
    pub fn new(session: &'c mut Session, plan: Plan) -> Result<Self, Error> {
        let (command, offset) = (plan.command().to_owned(), plan.starts_at());
        let secure = Some(plan.direction()).filter(|_| session.is_data_protected());
        let transfer = session.transfer(plan).map_err(|busy| Error::new(busy, &command.as_command()))?;
        Ok(Lanes {
            transfer: Some(transfer),
            data: DataLane::default(),
            driver: Driver::default(),
            unlooked: 0,
            command,
            offset,
            secure,
            report: None,
            transcript: None,
        })
    }

    /// Drives both lanes until bytes of the caller were moved, until bytes are wanted that the caller did not give, to the
    /// end, or as far as it goes without waiting.
    pub fn turn(
        &mut self,
        control: &mut impl ControlWire,
        socket: &mut impl DataSocket,
        bytes: &mut Bytes<'_>,
    ) -> Turn {
        loop {
            let Some(transfer) = &mut self.transfer else { return Turn::Over };
            if transfer.is_over() {
                control.set_deadline(None);
                self.end();
                return Turn::Over;
            }
            let deadline = self.driver.deadline(transfer, control.time_limit());
            control.set_deadline(deadline);
            let late = has_passed(deadline);
            let wanted = transfer.data();
            // A command is sent before its data connection is waited for.
            let leaves = !matches!(transfer.action(), Action::Receive | Action::Done);
            let alone = matches!(wanted, Data::Idle | Data::Hold);
            if !late && (leaves || alone) {
                if self.driver.step(control, transfer, Wait::Alone) {
                    continue;
                }
                if alone {
                    return Turn::Waits { alone };
                }
            }
            if self.unlooked >= LOOK {
                self.unlooked = 0;
                if self.driver.step(control, transfer, Wait::Beside) {
                    continue;
                }
            }
            if let Some(event) = self.data.perform(wanted, control, socket, bytes) {
                transfer.happened(event);
                self.driver.restart();
                match event {
                    DataEvent::Moved(n) => {
                        self.unlooked += n;
                        return Turn::Moved(n as usize);
                    }
                    _ => continue,
                }
            }
            if !late && self.driver.step(control, transfer, Wait::Beside) {
                continue;
            }
            if matches!((wanted, &*bytes), (Data::Read | Data::Write, Bytes::None)) {
                self.driver.restart();
                return Turn::Ready;
            }
            if !late && self.data.goes_on() {
                continue;
            }
            if !late {
                return Turn::Waits { alone: false };
            }
            self.time_out();
        }
    }

    /// Returns when the present wait becomes too long. `None`: never.
    pub fn deadline(&mut self, control: &impl ControlWire) -> Option<Instant> {
        self.driver.deadline(self.transfer.as_ref()?, control.time_limit())
    }

    /// Reports that the limit has passed.
    pub fn time_out(&mut self) {
        match &mut self.transfer {
            Some(transfer) if transfer.action() == Action::Done => {
                self.driver.restart();
                transfer.happened(DataEvent::TimedOut);
            }
            Some(transfer) => self.driver.time_out(transfer),
            None => {}
        }
    }

    /// Gives the transfer up from this side, with the error by which the caller failed. The caller then has to drive it to
    /// its end.
    pub fn give_up(&mut self, event: DataEvent, error: Option<io::Error>) {
        match (&mut self.transfer, &mut self.report) {
            (Some(transfer), _) if !transfer.is_over() => transfer.happened(event),
            // Bytes count as arrived only when the caller has taken them.
            (_, Some(report)) if event == DataEvent::CallerFailed => report.ending = Ending::CallerFailed,
            _ => {}
        }
        self.data.error = error.or(self.data.error.take());
    }

    /// Reports progress if that is due. Returns whether the caller wants to stop the transfer.
    pub fn report(
        &mut self,
        pace: &mut Pace,
        progress: &mut impl FnMut(Progress) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (moved, size) = self.progress();
        if !pace.is_due(moved) {
            return ControlFlow::Continue(());
        }
        progress(Progress::new(self.offset, moved, size))
    }

    /// Sends what TLS holds back.
    pub fn flush(&mut self, socket: &mut impl DataSocket) -> io::Result<()> {
        self.data.flush(socket)
    }

    /// Returns how many bytes were moved, and the size of the whole file in bytes if it is known. Both stay once the transfer
    /// is over.
    pub fn progress(&self) -> (u64, Option<u64>) {
        match (&self.transfer, &self.report) {
            (Some(transfer), _) => (transfer.moved(), transfer.size()),
            (None, Some(report)) => (report.moved, report.size),
            (None, None) => (0, None),
        }
    }

    /// Returns the result for a reader or writer: an error if the transfer has ended and is not complete.
    pub fn result(&self) -> io::Result<()> {
        match &self.report {
            Some(report) if !report.is_complete() => Err(io::Error::other(report.to_string())),
            _ => Ok(()),
        }
    }

    /// Fails if the transfer ended before it wanted any bytes and is not complete.
    pub fn refused(&mut self) -> Result<(), Error> {
        match &self.report {
            Some(report) if !report.is_complete() => self.finish(None).map(drop),
            _ => Ok(()),
        }
    }

    /// Returns the report of the transfer. An ending that is not complete is an error unless it is `wanted`.
    pub fn finish(&mut self, wanted: Option<Ending>) -> Result<Report, Error> {
        let report = self.report.take().ok_or(Busy(Health::Unsettled))?;
        if report.is_complete() || Some(report.ending) == wanted {
            return Ok(report);
        }
        let io = self.data.error.take().or(self.driver.broke());
        let error = Error::new(report, &self.command.as_command()).with_io(io);
        Err(match &self.transcript {
            Some(transcript) => error.with_transcript(transcript),
            None => error,
        })
    }

    /// Closes the data connection, whatever it is in the middle of, or leaves it to [`Link::finish_what_is_left`] if the server
    /// still waits for something on it. Returns whether it is left: the caller then keeps the socket for that, in place of any
    /// before.
    pub fn leave(&mut self, link: &mut Link, socket: &mut impl DataSocket) -> bool {
        let wanted = match &self.transfer {
            // Unless the command was sent, the server waits for nothing.
            Some(transfer) if transfer.action() != Action::Done => transfer.data(),
            _ => Data::Idle,
        };
        match self.data.leave(wanted, self.secure) {
            Some(left) => {
                link.leave(left);
                true
            }
            None => {
                self.data.let_go(link, socket, true);
                false
            }
        }
    }

    fn end(&mut self) {
        let Some(transfer) = self.transfer.take() else { return };
        if transfer.ending() != Ending::Complete {
            self.transcript = Some(transfer.transcript().clone());
        }
        self.report = Some(transfer.finish());
    }
}
