//! A transfer under way: both lanes on one thread, neither of which can keep the other waiting.

use crate::data::{Bytes, DataConnection};
use crate::drive::Drive;
use crate::{Client, Control};
use ftp_connect::{Error, Pace, Progress};
use ftp_proto::command::CommandBuf;
use ftp_proto::transfer::{Data, DataEvent, Ending, Plan, Report, Transfer};
use ftp_proto::{Action, Dialogue};
use std::fmt;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;

/// At full speed the control connection is looked at after so many bytes: a server may have refused what it still
/// reads.
const UNLOOKED: u64 = 4 << 20;

/// A transfer under way. It is ended by `finish` or `stop`; dropped before, it leaves the session for the next call to
/// settle.
pub(crate) struct Moving<'c> {
    control: &'c mut Control,
    data: &'c mut DataConnection,
    transfer: Option<Transfer<'c>>,
    drive: Drive,
    unlooked: u64,
    command: CommandBuf,
    offset: u64,
    /// What it came to.
    result: Option<Result<Report, Error>>,
}

impl<'c> Moving<'c> {
    pub(crate) fn new(client: &'c mut Client, plan: Plan) -> Result<Self, Error> {
        let (command, offset) = (plan.command().to_owned(), plan.starts_at());
        let Client { control, session, data, .. } = client;
        data.let_go(true);
        data.error = None;
        let transfer = session.transfer(plan).map_err(|busy| Error::new(busy, &command.as_command()))?;
        Ok(Moving {
            control,
            data,
            transfer: Some(transfer),
            drive: Drive::default(),
            unlooked: 0,
            command,
            offset,
            result: None,
        })
    }

    /// Goes on until the caller's bytes have moved, so many; `None`: until it is over.
    pub(crate) fn go_on(&mut self, mut bytes: Bytes<'_>) -> Option<u64> {
        self.drive.moved();
        loop {
            let transfer = self.transfer.as_mut()?;
            if transfer.is_over() {
                self.end(None);
                return None;
            }
            let wanted = transfer.data();
            // A command leaves before the data connection is waited for.
            let leaves = !matches!(transfer.action(), Action::Receive | Action::Done);
            if leaves || matches!(wanted, Data::Idle | Data::Hold) {
                if !self.drive.step(self.control, transfer) {
                    self.end(None);
                    return None;
                }
                continue;
            }
            match self.data.perform(wanted, self.control, &mut bytes) {
                Some(event @ DataEvent::Moved(n)) => {
                    transfer.happened(event);
                    self.unlooked += n;
                    if self.unlooked >= UNLOOKED {
                        self.unlooked = 0;
                        self.drive.look(self.control, transfer);
                    }
                    return Some(n);
                }
                Some(event) => {
                    transfer.happened(event);
                    self.drive.moved();
                }
                None if self.drive.look(self.control, transfer) => {}
                None if self.drive.is_late(self.control, transfer) => {
                    transfer.happened(DataEvent::TimedOut);
                    self.drive.moved();
                }
                None => {}
            }
        }
    }

    /// Ends it from this side, and goes on to its end.
    pub(crate) fn give_up(&mut self, event: DataEvent) {
        if let Some(transfer) = self.transfer.as_mut().filter(|transfer| !transfer.is_over()) {
            transfer.happened(event);
        }
        self.go_on(Bytes::None);
    }

    pub(crate) fn finish(mut self, caller: Option<io::Error>) -> Result<Report, Error> {
        self.go_on(Bytes::None);
        match self.result.take() {
            Some(Err(error)) if caller.is_some() => Err(error.with_io(caller)),
            Some(result) => result,
            None => Err(Error::new(ftp_proto::Outcome::Unfinished, &self.command.as_command())),
        }
    }

    /// Says how far it is where that is due, and stops it where the caller wants that.
    pub(crate) fn tell(&mut self, pace: &mut Pace, progress: &mut impl FnMut(Progress) -> ControlFlow<()>) {
        let (moved, size) = self.progress();
        if pace.is_due(moved) && progress(Progress::new(self.offset, moved, size)).is_break() {
            self.give_up(DataEvent::CallerStopped);
        }
    }

    /// How far it is: bytes, and the size of the whole file where it is known.
    pub(crate) fn progress(&self) -> (u64, Option<u64>) {
        self.transfer.as_ref().map_or((0, None), |transfer| (transfer.moved(), transfer.size()))
    }

    fn end(&mut self, io: Option<io::Error>) {
        let Some(transfer) = self.transfer.take() else { return };
        self.data.let_go(true);
        let io = io.or(self.data.error.take()).or(self.drive.broke.take());
        self.result = Some(match transfer.ending() {
            Ending::Complete => Ok(transfer.finish()),
            _ => {
                let transcript = transfer.transcript().clone();
                let error = Error::new(transfer.finish(), &self.command.as_command());
                Err(error.with_io(io).with_transcript(&transcript))
            }
        });
    }

    /// The end of a stream, as an error where it is not complete.
    fn end_of_stream(&self) -> io::Result<usize> {
        match &self.result {
            Some(Ok(_)) => Ok(0),
            Some(Err(error)) => Err(io::Error::other(error.to_string())),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }
}

impl Drop for Moving<'_> {
    fn drop(&mut self) {
        if self.transfer.is_some() {
            self.data.let_go(true);
        }
    }
}

/// A file or listing that is fetched: read it to its end, which is an error unless all is here.
pub struct Download<'c>(pub(crate) Moving<'c>);

impl Download<'_> {
    /// The size of the whole file, once it is known.
    pub fn size(&self) -> Option<u64> {
        self.0.progress().1
    }

    /// What it came to. Where the caller has not read all, it is stopped.
    pub fn finish(mut self) -> Result<Report, Error> {
        if self.0.go_on(Bytes::Room(&mut [0])).is_some() {
            self.0.give_up(DataEvent::CallerStopped);
        }
        self.0.finish(None)
    }

    /// Stops it, and keeps the session.
    pub fn stop(mut self) -> Result<Report, Error> {
        self.0.give_up(DataEvent::CallerStopped);
        self.0.finish(None)
    }

    /// All of it, if that is at most so many bytes.
    pub fn into_vec(mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        let failed = (&mut self).take(limit as u64).read_to_end(&mut all).err();
        let report = match failed {
            Some(_) => self.0.finish(None),
            None => self.finish(),
        };
        report.map(|_| all)
    }
}

impl Read for Download<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        match self.0.go_on(Bytes::Room(buffer)) {
            Some(n) => Ok(n as usize),
            None => self.0.end_of_stream(),
        }
    }
}

/// A file that is stored: write it, and [`Upload::finish`] it.
#[must_use = "an upload is complete only when it is finished"]
pub struct Upload<'c>(pub(crate) Moving<'c>);

impl Upload<'_> {
    /// Ends the file, and says what it came to.
    pub fn finish(self) -> Result<Report, Error> {
        self.0.finish(None)
    }

    /// Stops it, and keeps the session. What the server has of it stays there.
    pub fn stop(mut self) -> Result<Report, Error> {
        self.0.give_up(DataEvent::CallerStopped);
        self.0.finish(None)
    }
}

impl Write for Upload<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        match self.0.go_on(Bytes::Some(bytes)) {
            Some(n) => Ok(n as usize),
            None => self.0.end_of_stream(),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for Download<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("moved", &self.0.progress().0).finish_non_exhaustive()
    }
}

impl fmt::Debug for Upload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("moved", &self.0.progress().0).finish_non_exhaustive()
    }
}
