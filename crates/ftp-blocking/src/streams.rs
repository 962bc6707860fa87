//! Files and listings as streams: both lanes on one thread, neither of which can keep the other waiting.

use crate::data::Data;
use crate::drive::Blocking;
use crate::{Client, Control};
use ftp_connect::{Bytes, Error, Lanes, Pace, Progress, Turn};
use ftp_proto::transfer::{DataEvent, Ending, Plan, Report};
use std::io::{self, Read, Write};
use std::{fmt, mem, ops::ControlFlow};

/// A transfer under way.
pub(crate) struct Moving<'c> {
    lanes: Lanes<'c>,
    control: &'c mut Control,
    data: Data,
}

impl<'c> Moving<'c> {
    /// Goes on until there are bytes to be moved, or a refusal.
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

    /// Goes on to the end. What of the file the caller does not want any more is not fetched; what it has stored is all.
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

    /// Reports how far it is where that is due, and stops it where the caller wants that.
    pub(crate) fn report(&mut self, pace: &mut Pace, progress: &mut impl FnMut(Progress) -> ControlFlow<()>) {
        if self.lanes.report(pace, progress).is_break() {
            self.give_up(DataEvent::CallerStopped, None);
        }
    }
}

impl Drop for Moving<'_> {
    fn drop(&mut self) {
        if self.lanes.leave(&mut self.control.link, &mut self.data) {
            self.control.left = mem::take(&mut self.data);
        }
    }
}

/// A file or listing that is fetched: read it to its end, which is an error unless all is here. The first read is one too where
/// the server refuses it.
#[derive(Debug)]
#[must_use = "it has to be read"]
pub struct Download<'c>(pub(crate) Moving<'c>);

/// A file that is stored: write it, and [`Upload::finish`] it. That the bytes were written says nothing: the server can still
/// refuse them. Dropped before it is finished, it is cut off, and no later call tells of that.
///
/// [`Client::store`] has an example.
#[derive(Debug)]
#[must_use = "an upload is complete only when it is finished"]
pub struct Upload<'c>(pub(crate) Moving<'c>);

impl Download<'_> {
    /// The size of the whole file, once it is known.
    pub fn size(&self) -> Option<u64> {
        self.0.lanes.progress().1
    }

    /// What it came to. Where the caller has not read all, it is stopped.
    pub fn finish(self) -> Result<Report, Error> {
        self.0.finish(None)
    }

    /// Stops it, and keeps the session. Before the first byte it waits for that: not every server can be stopped sooner.
    pub fn stop(self) -> Result<Report, Error> {
        self.0.stop()
    }

    /// All of it, if that is at most so many bytes.
    pub fn into_vec(mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        // What went wrong is in the result of the whole.
        let _ = (&mut self).take(limit as u64).read_to_end(&mut all);
        self.finish().map(|_| all)
    }
}

impl Upload<'_> {
    /// Ends the file, and says what it came to.
    pub fn finish(self) -> Result<Report, Error> {
        self.0.finish(None)
    }

    /// Stops it, and keeps the session. What the server has of it stays there.
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
            // A server can call it complete before the caller does.
            _ => self.0.lanes.result().and(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }

    /// What TLS holds back goes with the next write or the end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for Moving<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moving").field("moved", &self.lanes.progress().0).finish_non_exhaustive()
    }
}
