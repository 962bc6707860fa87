//! A server in memory, for std and for tokio. It answers each line with its next answer, takes and gives a
//! few bytes at a time, and may break.

use std::io::{self, ErrorKind, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

#[derive(Default)]
pub struct Canned {
    /// What it says to each line; the first is the greeting.
    pub answers: Vec<&'static str>,
    /// The number of bytes of one read or write.
    pub width: usize,
    /// Writing fails once this many lines were taken.
    pub breaks_after: Option<usize>,
    /// Every other read, write and flush under tokio waits first.
    pub hesitates: bool,
    /// What is written arrives only with the next flush.
    pub holds_back: bool,
    pub held: Vec<u8>,
    /// What the server received.
    pub received: Vec<u8>,
    pub sent: usize,
    pub waited: [bool; 3],
    pub broken: bool,
}

impl Canned {
    /// Returns what can be read: all answers that are due and, once writing has failed, the next one too.
    fn due(&self) -> Vec<u8> {
        let lines = self.received.iter().filter(|byte| **byte == b'\n').count();
        self.answers.iter().take(1 + lines + usize::from(self.broken)).flat_map(|s| s.bytes()).collect()
    }

    fn hesitate(&mut self, what: usize, cx: &Context<'_>) -> bool {
        self.waited[what] = self.hesitates && !self.waited[what];
        if self.waited[what] {
            cx.waker().wake_by_ref();
        }
        self.waited[what]
    }
}

impl Read for Canned {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let due = self.due();
        let left = &due[self.sent..];
        if left.is_empty() {
            return if self.broken { Ok(0) } else { Err(ErrorKind::WouldBlock.into()) };
        }
        let n = left.len().min(self.width).min(buffer.len());
        buffer[..n].copy_from_slice(&left[..n]);
        self.sent += n;
        Ok(n)
    }
}

impl Write for Canned {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let lines = self.received.iter().filter(|byte| **byte == b'\n').count();
        if self.breaks_after.is_some_and(|limit| lines >= limit) {
            self.broken = true;
            return Err(ErrorKind::BrokenPipe.into());
        }
        let n = bytes.len().min(self.width);
        let to = if self.holds_back { &mut self.held } else { &mut self.received };
        to.extend(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.received.append(&mut self.held);
        Ok(())
    }
}

impl AsyncRead for Canned {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.hesitate(0, cx) {
            return Poll::Pending;
        }
        let mut buffer = [0; 64];
        match self.read(&mut buffer) {
            Ok(n) => {
                to.put_slice(&buffer[..n]);
                Poll::Ready(Ok(()))
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => Poll::Pending,
            Err(error) => Poll::Ready(Err(error)),
        }
    }
}

impl AsyncWrite for Canned {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.hesitate(1, cx) { Poll::Pending } else { Poll::Ready(self.write(bytes)) }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.hesitate(2, cx) { Poll::Pending } else { Poll::Ready(self.flush()) }
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
