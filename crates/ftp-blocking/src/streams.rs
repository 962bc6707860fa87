//! Files and listings as streams. One thread drives both lanes, and neither can keep the other waiting.

use crate::data::Data;
use crate::drive::Blocking;
use crate::{Client, Control, Transport};
use ftp_connect::{Bytes, Error, Lanes, Pace, Progress, Turn};
use ftp_proto::transfer::{DataEvent, Ending, Plan, Report};
use std::io::{self, Read, Write};
use std::{fmt, mem, ops::ControlFlow};

/// A transfer in progress.
pub(crate) struct Moving<'c> {
    lanes: Lanes<'c>,
    control: &'c mut Control,
    data: Data,
}

impl<'c> Moving<'c> {
    /// Starts a transfer and drives it until bytes can move or the server refuses it.
    pub(crate) fn open(client: &'c mut Client, plan: Plan) -> Result<Self, Error> {
        client.settle()?;
        let lanes = Lanes::new(&mut client.session, plan)?;
        let mut moving = Moving { lanes, control: &mut client.control, data: Data::default() };
        moving.go_on(Bytes::None);
        moving.lanes.refused()?;
        Ok(moving)
    }

    pub(crate) fn go_on(&mut self, mut bytes: Bytes<'_>) -> Turn {
        loop {
            match self.lanes.turn(&mut Blocking(self.control), &mut self.data, &mut bytes) {
                Turn::Waits { alone: true } => self.lanes.time_out(),
                Turn::Waits { alone: false } => {}
                turn => return turn,
            }
        }
    }

    /// Drives the transfer to its end. What the caller has not read of a download is not fetched; what it has written of an
    /// upload is the whole file.
    pub(crate) fn finish(mut self, wanted: Option<Ending>) -> Result<Report, Error> {
        while self.go_on(Bytes::End) != Turn::Over {}
        self.lanes.finish(wanted)
    }

    pub(crate) fn give_up(&mut self, event: DataEvent, error: Option<io::Error>) {
        self.lanes.give_up(event, error);
    }

    fn stop(mut self) -> Result<Report, Error> {
        self.give_up(DataEvent::CallerStopped, None);
        self.finish(Some(Ending::Stopped))
    }

    /// Reports progress if that is due, and gives the transfer up if the caller asks for that.
    pub(crate) fn report(&mut self, pace: &mut Pace, progress: &mut impl FnMut(Progress) -> ControlFlow<()>) {
        if self.lanes.report(pace, progress).is_break() {
            self.give_up(DataEvent::CallerStopped, None);
        }
    }
}

impl Drop for Moving<'_> {
    fn drop(&mut self) {
        // The time limit of the transfer is not that of what the caller does next with the connection.
        self.control.set_deadline(None);
        if self.lanes.leave(&mut self.control.link, &mut self.data) {
            self.control.left = mem::take(&mut self.data);
        }
    }
}

/// A file or listing that is being fetched.
///
/// Read it to its end: the last read is an error unless everything has arrived. If the server refuses the file, the first
/// read can be an error too.
#[derive(Debug)]
#[must_use = "it has to be read"]
pub struct Download<'c>(pub(crate) Moving<'c>);

/// A file that is being stored: write it, then [`Upload::finish`] it.
///
/// A successful write proves nothing: the server can still refuse the bytes. An upload that is dropped before it is
/// finished is cut off, and no later call reports that.
///
/// [`Client::store`] has an example.
#[derive(Debug)]
#[must_use = "an upload is complete only when it is finished"]
pub struct Upload<'c>(pub(crate) Moving<'c>);

impl Download<'_> {
    /// Returns the size of the whole file in bytes, once it is known.
    pub fn size(&self) -> Option<u64> {
        self.0.lanes.progress().1
    }

    /// Ends the transfer and returns its report. If the caller has not read everything, the transfer is stopped, which is an
    /// error here.
    ///
    /// # Errors
    /// The transfer is not complete.
    pub fn finish(self) -> Result<Report, Error> {
        self.0.finish(None)
    }

    /// Stops the transfer and keeps the session. If no byte has come yet, this waits for the first one, because not every
    /// server can be stopped sooner.
    ///
    /// # Errors
    /// The transfer has failed, other than by this stop.
    pub fn stop(self) -> Result<Report, Error> {
        self.0.stop()
    }

    /// Reads the rest into memory and returns it.
    ///
    /// # Errors
    /// The transfer is not complete, or more than `limit` bytes came: then it is stopped.
    pub fn into_vec(mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        // The result of `finish` below includes this error.
        let _ = (&mut self).take(limit as u64).read_to_end(&mut all);
        self.finish().map(|_| all)
    }
}

impl Upload<'_> {
    /// Ends the file and returns its report.
    ///
    /// # Errors
    /// The transfer is not complete: only `Ok` says that the server has the whole file.
    pub fn finish(self) -> Result<Report, Error> {
        self.0.finish(None)
    }

    /// Stops the transfer and keeps the session. What the server has received of the file stays there.
    ///
    /// # Errors
    /// The transfer has failed, other than by this stop.
    pub fn stop(self) -> Result<Report, Error> {
        self.0.stop()
    }
}

impl Read for Download<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        match self.0.go_on(Bytes::Room(buffer)) {
            Turn::Moved(n) => Ok(n),
            _ => self.0.lanes.result().map(|()| 0),
        }
    }
}

impl Write for Upload<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        match self.0.go_on(Bytes::Some(bytes)) {
            Turn::Moved(n) => Ok(n),
            // A server can call the file complete before the caller does.
            _ => self.0.lanes.result().and(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }

    /// Does nothing: what TLS holds back is sent with the next write or at the end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for Moving<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moving").field("moved", &self.lanes.progress().0).finish_non_exhaustive()
    }
}
