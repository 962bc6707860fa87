//! Files and listings as streams.

use crate::Client;
use crate::data::Bytes;
use crate::drive::Polled;
use crate::lanes::{Lanes, Turn};
use ftp_connect::Error;
use ftp_proto::transfer::{DataEvent, Ending, Plan, Report};
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};

/// A file or listing that is fetched: read it to its end, which is an error unless all is here.
#[must_use = "it has to be read"]
pub struct Download<'c>(Lanes<'c>);

/// A file that is stored: write it, and [`Upload::finish`] it.
#[must_use = "an upload is complete only when it is finished"]
pub struct Upload<'c>(Lanes<'c>);

/// Until there are bytes to be moved, or a refusal.
async fn open(client: &mut Client, plan: Plan) -> Result<Lanes<'_>, Error> {
    let mut lanes = client.transfer(plan).await?;
    match lanes.go_on(Bytes::None).await {
        Turn::Over => lanes.refused().await,
        _ => Ok(lanes),
    }
}

impl<'c> Download<'c> {
    pub(crate) async fn open(client: &'c mut Client, plan: Plan) -> Result<Self, Error> {
        open(client, plan).await.map(Download)
    }

    /// The size of the whole file, once it is known.
    pub fn size(&self) -> Option<u64> {
        self.0.progress().1
    }

    /// What it came to. Where the caller has not read all, it is stopped.
    pub async fn finish(self) -> Result<Report, Error> {
        self.0.finish(None).await
    }

    /// Stops it, and keeps the session.
    pub async fn stop(mut self) -> Result<Report, Error> {
        self.0.give_up(DataEvent::CallerStopped, None).await;
        self.0.finish(Some(Ending::Stopped)).await
    }

    /// All of it, if that is at most so many bytes.
    pub async fn into_vec(mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        // What went wrong is said at the end.
        let _ = (&mut self).take(limit as u64).read_to_end(&mut all).await;
        self.finish().await.map(|_| all)
    }
}

impl<'c> Upload<'c> {
    pub(crate) async fn open(client: &'c mut Client, plan: Plan) -> Result<Self, Error> {
        open(client, plan).await.map(Upload)
    }

    /// Ends the file, and says what it came to.
    pub async fn finish(self) -> Result<Report, Error> {
        self.0.finish(None).await
    }

    /// Stops it, and keeps the session. What the server has of it stays there.
    pub async fn stop(mut self) -> Result<Report, Error> {
        self.0.give_up(DataEvent::CallerStopped, None).await;
        self.0.finish(Some(Ending::Stopped)).await
    }
}

impl AsyncRead for Download<'_> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, to: &mut ReadBuf<'_>) -> Polled<()> {
        if to.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        match ready!(self.0.poll(&mut Bytes::Room(to), cx)) {
            Turn::Over => Poll::Ready(self.0.result()),
            _ => Poll::Ready(Ok(())),
        }
    }
}

impl AsyncWrite for Upload<'_> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Polled<usize> {
        if from.is_empty() {
            return Poll::Ready(Ok(0));
        }
        Poll::Ready(match ready!(self.0.poll(&mut Bytes::Some(from), cx)) {
            Turn::Moved(n) => Ok(n),
            // A server can call it complete before the caller does.
            _ => self.0.result().and(Err(io::ErrorKind::BrokenPipe.into())),
        })
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Polled<()> {
        self.0.poll_flush(cx)
    }

    /// Ends the file: an error unless all is there.
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Polled<()> {
        ready!(self.0.poll_end(cx));
        Poll::Ready(self.0.result())
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
