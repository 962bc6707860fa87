//! Files and listings as streams. Whoever polls the stream drives both lanes, in one task.

use crate::data::{Data, DataNow};
use crate::drive::{Now, Timer, polled};
use crate::{Client, Control};
use ftp_connect::{Bytes, Error, Lanes, Pace, Progress, Turn};
use ftp_proto::transfer::{DataEvent, Ending, Plan, Report};
use std::task::{Context, Poll, Waker, ready};
use std::{fmt, future::poll_fn, io, mem, ops::ControlFlow, pin::Pin};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};

/// A transfer in progress.
pub(crate) struct Moving<'c> {
    lanes: Lanes<'c>,
    control: &'c mut Control,
    data: Data,
    timer: Timer,
}

impl<'c> Moving<'c> {
    /// Starts a transfer and drives it until bytes can move or the server refuses it.
    pub(crate) async fn open(client: &'c mut Client, plan: Plan) -> Result<Self, Error> {
        client.settle().await?;
        let lanes = Lanes::new(&mut client.session, plan)?;
        let (control, data, timer) = (&mut client.control, Data::None, Timer::default());
        let mut moving = Moving { lanes, control, data, timer };
        moving.go_on(Bytes::None).await;
        moving.lanes.refused()?;
        Ok(moving)
    }

    pub(crate) async fn go_on(&mut self, mut bytes: Bytes<'_>) -> Turn {
        poll_fn(|cx| self.poll(&mut bytes, cx)).await
    }

    fn poll(&mut self, bytes: &mut Bytes<'_>, cx: &mut Context<'_>) -> Poll<Turn> {
        loop {
            let (mut here, mut there) = (Context::from_waker(cx.waker()), Context::from_waker(cx.waker()));
            let mut control = Now(&mut *self.control, &mut here);
            match self.lanes.turn(&mut control, &mut DataNow(&mut self.data, &mut there), bytes) {
                Turn::Waits { .. } => {
                    let deadline = self.lanes.deadline(&control);
                    ready!(self.timer.poll(deadline, cx));
                    self.lanes.time_out();
                }
                turn => return Poll::Ready(turn),
            }
        }
    }

    /// Drives the transfer to its end. What the caller has not read of a download is not fetched; what it has written of an
    /// upload is the whole file.
    fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while ready!(self.poll(&mut Bytes::End, cx)) != Turn::Over {}
        Poll::Ready(())
    }

    pub(crate) async fn finish(mut self, wanted: Option<Ending>) -> Result<Report, Error> {
        poll_fn(|cx| self.poll_end(cx)).await;
        self.lanes.finish(wanted)
    }

    pub(crate) fn give_up(&mut self, event: DataEvent, error: Option<io::Error>) {
        self.lanes.give_up(event, error);
    }

    async fn stop(mut self) -> Result<Report, Error> {
        self.give_up(DataEvent::CallerStopped, None);
        self.finish(Some(Ending::Stopped)).await
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
        let mut nothing = Context::from_waker(Waker::noop());
        if self.lanes.leave(&mut self.control.link, &mut DataNow(&mut self.data, &mut nothing)) {
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
/// finished or shut down is cut off, and no later call reports that.
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
    pub async fn finish(self) -> Result<Report, Error> {
        self.0.finish(None).await
    }

    /// Stops the transfer and keeps the session. If no byte has come yet, this waits for the first one, because not every
    /// server can be stopped sooner.
    ///
    /// # Errors
    /// The transfer has failed, other than by this stop.
    pub async fn stop(self) -> Result<Report, Error> {
        self.0.stop().await
    }

    /// Reads the rest into memory and returns it.
    ///
    /// # Errors
    /// The transfer is not complete, or more than `limit` bytes came: then it is stopped.
    pub async fn into_vec(mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        // The result of `finish` below includes this error.
        let _ = (&mut self).take(limit as u64).read_to_end(&mut all).await;
        self.finish().await.map(|_| all)
    }
}

impl Upload<'_> {
    /// Ends the file and returns its report.
    ///
    /// # Errors
    /// The transfer is not complete: only `Ok` says that the server has the whole file.
    pub async fn finish(self) -> Result<Report, Error> {
        self.0.finish(None).await
    }

    /// Stops the transfer and keeps the session. What the server has received of the file stays there.
    ///
    /// # Errors
    /// The transfer has failed, other than by this stop.
    pub async fn stop(self) -> Result<Report, Error> {
        self.0.stop().await
    }
}

impl AsyncRead for Download<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if to.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        match ready!(self.0.poll(&mut Bytes::Room(to.initialize_unfilled()), cx)) {
            Turn::Moved(n) => to.advance(n),
            _ => return Poll::Ready(self.0.lanes.result()),
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Upload<'_> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        if from.is_empty() {
            return Poll::Ready(Ok(0));
        }
        Poll::Ready(match ready!(self.0.poll(&mut Bytes::Some(from), cx)) {
            Turn::Moved(n) => Ok(n),
            // A server can call the file complete before the caller does.
            _ => self.0.lanes.result().and(Err(io::ErrorKind::BrokenPipe.into())),
        })
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Moving { lanes, data, .. } = &mut self.0;
        polled(lanes.flush(&mut DataNow(data, cx)))
    }

    /// Ends the file. Fails unless the server has all of it.
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.0.poll_end(cx));
        Poll::Ready(self.0.lanes.result())
    }
}

impl fmt::Debug for Moving<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moving").field("moved", &self.lanes.progress().0).finish_non_exhaustive()
    }
}
