//! A stream whose reads end by a deadline, however few bytes each brings.

use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

/// How to limit the time that a read of this stream waits.
pub(crate) type SetTimeout<S> = fn(&S, Option<Duration>) -> io::Result<()>;

pub(crate) struct Timed<S> {
    pub(crate) stream: S,
    /// With what the stream has now.
    set: Option<(SetTimeout<S>, Duration)>,
    limit: Duration,
    deadline: Option<Instant>,
}

impl<S> Timed<S> {
    /// A stream with a time limit of its own, if it has one.
    pub(crate) fn own(stream: S, limit: Duration) -> Self {
        Timed { stream, set: None, limit, deadline: None }
    }

    /// A stream whose reads wait as long as they are told; now `limit`.
    pub(crate) fn told(stream: S, limit: Duration, set: SetTimeout<S>) -> io::Result<Self> {
        set(&stream, Some(limit))?;
        Ok(Timed { stream, set: Some((set, limit)), limit, deadline: None })
    }

    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    pub(crate) fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
    }

    /// Readies the next read. A system call for each would cost more than the read: one is made only where the wait
    /// would be too short, or longer by a part that can be felt.
    fn wait_until_the_deadline(&mut self) -> io::Result<()> {
        let left = match self.deadline {
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
            None => self.limit,
        };
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        if let Some((set, now)) = &mut self.set {
            if *now < left || *now > left + self.limit / 8 {
                set(&self.stream, Some(left))?;
                *now = left;
            }
        }
        Ok(())
    }
}

impl<S: Read> Read for Timed<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.wait_until_the_deadline()?;
        self.stream.read(buffer)
    }
}

impl<S: Write> Write for Timed<S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
