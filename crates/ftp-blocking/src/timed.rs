//! A stream whose reads end at a deadline, however few bytes each brings, and that can be read without waiting.

use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

/// Operations that some streams have besides reading and writing.
pub(crate) struct Means<S> {
    /// Limits how long a read waits.
    pub(crate) set_read_timeout: fn(&S, Option<Duration>) -> io::Result<()>,
    /// Reads without waiting; fails with [`ErrorKind::WouldBlock`] if nothing is here.
    pub(crate) read_now: fn(&S, &mut [u8]) -> io::Result<usize>,
    /// Writes, waiting no longer than the given time.
    pub(crate) write: fn(&S, &[u8], Duration) -> io::Result<usize>,
    /// Sends each write at once, without waiting for acknowledgements (`TCP_NODELAY`).
    pub(crate) set_nodelay: fn(&S, bool) -> io::Result<()>,
}

pub(crate) struct Timed<S> {
    pub(crate) stream: S,
    means: Option<Means<S>>,
    /// The read timeout that is set on the stream now.
    read_timeout: Option<Duration>,
    /// Whether reads return at once if nothing is here.
    now: bool,
    /// Whether something was written since the last read.
    wrote: bool,
    nodelay: bool,
    limit: Duration,
    deadline: Option<Instant>,
}

impl<S> Timed<S> {
    /// Wraps a stream. Without `means`, only the stream itself can limit how long it waits.
    pub(crate) fn new(stream: S, limit: Duration, means: Option<Means<S>>) -> Self {
        Timed {
            stream,
            means,
            read_timeout: None,
            now: false,
            wrote: false,
            nodelay: false,
            limit,
            deadline: None,
        }
    }

    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    pub(crate) fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// Sets a deadline for what begins now, unless there is one. Returns whether there was none.
    pub(crate) fn begin(&mut self) -> bool {
        let none = self.deadline.is_none();
        self.deadline = self.deadline.or_else(|| Instant::now().checked_add(self.limit));
        none
    }

    /// Sets whether reads return at once if nothing is here.
    pub(crate) fn set_now(&mut self, now: bool) {
        self.now = now;
    }

    pub(crate) fn has_means(&self) -> bool {
        self.means.is_some()
    }

    /// The time until the deadline, or an error where that has passed.
    pub(crate) fn left(&self) -> io::Result<Duration> {
        let left = match self.deadline {
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
            None => self.limit,
        };
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }

    /// Prepares the next read. Setting the timeout each time would cost more than the read itself, so it is set
    /// only if the present one is too short, or noticeably too long.
    fn wait_until_the_deadline(&mut self) -> io::Result<()> {
        let left = self.left()?;
        if let Some(means) = &self.means {
            // If the timeout is a little too short, a second read is needed; if it is a little too long, some time
            // is lost.
            let slack = self.limit / 8;
            if self.read_timeout.is_none_or(|set| set + slack < left || set > left + slack) {
                (means.set_read_timeout)(&self.stream, Some(left))?;
                self.read_timeout = Some(left);
            }
        }
        Ok(())
    }
}

impl<S: Read> Read for Timed<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &self.means {
            Some(means) if self.now => (means.read_now)(&self.stream, buffer),
            _ => {
                self.wait_until_the_deadline()?;
                self.stream.read(buffer)
            }
        };
        self.wrote &= read.is_err();
        read
    }
}

impl<S: Write> Write for Timed<S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(means) = &self.means else { return self.stream.write(bytes) };
        // The system holds a small write back while an earlier one is not acknowledged (Nagle's algorithm). A reply
        // acknowledges the command before it, so commands that take turns with replies do not need this system
        // call.
        if self.wrote && !self.nodelay {
            (means.set_nodelay)(&self.stream, true)?;
            self.nodelay = true;
        }
        self.wrote = true;
        (means.write)(&self.stream, bytes, self.left()?)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
