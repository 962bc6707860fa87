//! The progress of a transfer.

use std::time::{Duration, Instant};

/// How far a transfer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The offset in the file, in bytes, at which the transfer began.
    pub offset: u64,
    /// Bytes moved since then.
    pub moved: u64,
    /// The size of the whole file in bytes, if it is known.
    pub size: Option<u64>,
}

/// Decides when the next [`Progress`] is due: after 1 MiB or after 100 ms.
#[derive(Debug)]
pub struct Pace {
    moved: u64,
    since: Instant,
}

const BYTES: u64 = 1 << 20;
const TIME: Duration = Duration::from_millis(100);

impl Progress {
    /// Makes a progress value.
    pub fn new(offset: u64, moved: u64, size: Option<u64>) -> Self {
        Progress { offset, moved, size }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Pace { moved: 0, since: Instant::now() }
    }
}

impl Pace {
    /// Whether a report is due. If it is, the next one is counted from here.
    pub fn is_due(&mut self, moved: u64) -> bool {
        let due = moved - self.moved.min(moved) >= BYTES || self.since.elapsed() >= TIME;
        if due {
            *self = Pace { moved, since: Instant::now() };
        }
        due
    }
}
