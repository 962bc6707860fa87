//! A transfer under way: both lanes driven in one task, by whoever polls it.

use crate::Transport;
use crate::connect::Control;
use crate::data::{Bytes, DataConnection};
use crate::drive::Driver;
use ftp_connect::{Error, Pace, Progress};
use ftp_proto::command::CommandBuf;
use ftp_proto::session::{Busy, Health};
use ftp_proto::transfer::{Data, DataEvent, Ending, Plan, Report, Transfer};
use ftp_proto::{Action, Dialogue, Input, Session, Transcript};
use std::future::poll_fn;
use std::io;
use std::ops::ControlFlow;
use std::task::{Context, Poll, ready};

/// So many bytes are moved before the control lane is looked at, where the data lane never has to wait: a server that
/// refuses an upload can go on reading.
const LOOK: u64 = 4 << 20;

pub(crate) struct Lanes<'c> {
    /// `None`: it is over, and there is a report.
    transfer: Option<Transfer<'c>>,
    control: &'c mut Control,
    data: DataConnection,
    driver: Driver,
    /// Bytes since the control lane was looked at.
    unlooked: u64,
    command: CommandBuf,
    offset: u64,
    report: Option<Report>,
    /// Where it is not complete.
    transcript: Option<Transcript>,
}

/// How far it went.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// So many bytes of the caller's were moved.
    Moved(usize),
    /// The bytes of the caller are wanted, or have room.
    Ready,
    /// There is a report.
    Over,
}

impl<'c> Lanes<'c> {
    pub(crate) fn new(control: &'c mut Control, session: &'c mut Session, plan: Plan) -> Result<Self, Error> {
        let (command, offset) = (plan.command().to_owned(), plan.starts_at());
        let transfer = session.transfer(plan).map_err(|busy| Error::new(busy, &command.as_command()))?;
        Ok(Lanes {
            transfer: Some(transfer),
            control,
            data: DataConnection::default(),
            driver: Driver::default(),
            unlooked: 0,
            command,
            offset,
            report: None,
            transcript: None,
        })
    }

    /// Goes on until bytes of the caller were moved, or are wanted where it gave none, or to the end.
    pub(crate) fn poll(&mut self, bytes: &mut Bytes<'_, '_>, cx: &mut Context<'_>) -> Poll<Turn> {
        loop {
            let Some(transfer) = &mut self.transfer else { return Poll::Ready(Turn::Over) };
            if transfer.is_over() {
                self.end();
                return Poll::Ready(Turn::Over);
            }
            // A command leaves before its data connection is waited for.
            let sends = matches!(transfer.action(), Action::Poll | Action::Send(_));
            if sends || self.unlooked >= LOOK {
                self.unlooked = 0;
                if self.driver.poll(self.control, transfer, cx).is_ready() {
                    continue;
                }
            }
            let wanted = transfer.data();
            if let Poll::Ready(event) = self.data.poll(wanted, self.control, bytes, cx) {
                transfer.happened(event);
                self.driver.patience.restart();
                match event {
                    DataEvent::Moved(n) => {
                        self.unlooked += n;
                        return Poll::Ready(Turn::Moved(n as usize));
                    }
                    _ => continue,
                }
            }
            let limit = self.control.time_limit();
            let late = self.driver.patience.is_over(transfer, limit);
            if !late && self.driver.poll(self.control, transfer, cx).is_ready() {
                continue;
            }
            if matches!((wanted, &*bytes), (Data::Read | Data::Write, Bytes::None)) {
                self.driver.patience.restart();
                return Poll::Ready(Turn::Ready);
            }
            if !late {
                ready!(self.driver.patience.poll(limit, cx));
            }
            self.driver.patience.restart();
            match transfer.action() {
                Action::Done => transfer.happened(DataEvent::TimedOut),
                _ => transfer.handle(Input::TimedOut),
            }
        }
    }

    pub(crate) async fn go_on(&mut self, mut bytes: Bytes<'_, '_>) -> Turn {
        poll_fn(|cx| self.poll(&mut bytes, cx)).await
    }

    /// Goes on to the end. What of the file the caller does not want any more is not fetched; what it has stored is all.
    pub(crate) fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while ready!(self.poll(&mut Bytes::End, cx)) != Turn::Over {}
        Poll::Ready(())
    }

    /// Ends it from this side, with the error by which the caller failed, and goes on to the end.
    pub(crate) async fn give_up(&mut self, event: DataEvent, error: Option<io::Error>) {
        match (&mut self.transfer, &mut self.report) {
            (Some(transfer), _) if !transfer.is_over() => transfer.happened(event),
            // The caller has what came only when it has taken it.
            (_, Some(report)) if event == DataEvent::CallerFailed => report.ending = Ending::CallerFailed,
            _ => {}
        }
        self.data.error = error.or(self.data.error.take());
        poll_fn(|cx| self.poll_end(cx)).await;
    }

    /// Reports how far it is where that is due, and stops it where the caller wants that.
    pub(crate) async fn report(
        &mut self,
        pace: &mut Pace,
        progress: &mut impl FnMut(Progress) -> ControlFlow<()>,
    ) {
        let (moved, size) = self.progress();
        if pace.is_due(moved) && progress(Progress::new(self.offset, moved, size)).is_break() {
            self.give_up(DataEvent::CallerStopped, None).await;
        }
    }

    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.data.poll_flush(cx)
    }

    /// How far it is: bytes, and the size of the whole file where it is known.
    pub(crate) fn progress(&self) -> (u64, Option<u64>) {
        self.transfer.as_ref().map_or((0, None), |transfer| (transfer.moved(), transfer.size()))
    }

    /// What it came to, for who reads or writes: an end that is not complete is an error, here already.
    pub(crate) fn result(&self) -> io::Result<()> {
        match &self.report {
            Some(report) if !report.is_complete() => Err(io::Error::other(report.to_string())),
            _ => Ok(()),
        }
    }

    /// What it came to. `wanted`: an end that the caller wants besides a complete one.
    pub(crate) async fn finish(mut self, wanted: Option<Ending>) -> Result<Report, Error> {
        poll_fn(|cx| self.poll_end(cx)).await;
        let report = self.report.take().ok_or(Busy(Health::Unsettled))?;
        if report.is_complete() || Some(report.ending) == wanted {
            return Ok(report);
        }
        let io = self.data.error.take().or(self.driver.broke.take());
        let error = Error::new(report, &self.command.as_command()).with_io(io);
        Err(match &self.transcript {
            Some(transcript) => error.with_transcript(transcript),
            None => error,
        })
    }

    /// It was over before a byte was wanted.
    pub(crate) async fn refused(self) -> Result<Self, Error> {
        match self.report.as_ref().is_some_and(Report::is_complete) {
            true => Ok(self),
            false => Err(self.finish(None).await.err().unwrap_or_else(|| Busy(Health::Unsettled).into())),
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

impl Drop for Lanes<'_> {
    fn drop(&mut self) {
        self.data.let_go(self.control, true);
    }
}
