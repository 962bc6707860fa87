//! A stream whose reads end by a deadline, however few bytes each brings, and that can be read without waiting.

use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

/// What a stream can do besides reading and writing, where it can.
pub(crate) struct Means<S> {
    /// Limits the time that a read waits.
    pub(crate) set_read_timeout: fn(&S, Option<Duration>) -> io::Result<()>,
    /// Reads without waiting, or ends with [`ErrorKind::WouldBlock`].
    pub(crate) read_now: fn(&S, &mut [u8]) -> io::Result<usize>,
    /// Writes, and waits at most so long.
    pub(crate) write: fn(&S, &[u8], Duration) -> io::Result<usize>,
    /// Has each write sent at once.
    pub(crate) set_nodelay: fn(&S, bool) -> io::Result<()>,
}

pub(crate) struct Timed<S> {
    pub(crate) stream: S,
    means: Option<Means<S>>,
    /// How long a read waits now.
    read_timeout: Option<Duration>,
    /// Reads do not wait.
    now: bool,
    /// Something was written since the last read.
    wrote: bool,
    nodelay: bool,
    limit: Duration,
    deadline: Option<Instant>,
}

impl<S> Timed<S> {
    /// Without means, a stream has time limits of its own, if it has any.
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

    /// Has what goes on now a deadline of its own, where it has none. Whether it had none.
    pub(crate) fn begin(&mut self) -> bool {
        let none = self.deadline.is_none();
        self.deadline = self.deadline.or_else(|| Instant::now().checked_add(self.limit));
        none
    }

    /// Whether reads end at once where nothing is here.
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

    /// Readies the next read. A system call for each would cost more than the read: one is made only where the wait
    /// would be too short, or longer by a part that can be felt.
    fn wait_until_the_deadline(&mut self) -> io::Result<()> {
        let left = self.left()?;
        if let Some(means) = &self.means {
            // A wait that is a little short costs a second read, and a little long a little time.
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
        // The system holds a small write back behind one that is not acknowledged. A reply acknowledges it, so that
        // commands in turn need no system call for this.
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
