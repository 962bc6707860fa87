//! Times to compare with each other, taken so that the machine's other work affects both sides.
//!
//! In each round everything that is compared takes a turn, and each round starts with another run. Time is
//! the thread's CPU time; a ratio is taken within a round, and the median over the rounds counts.

use rustix::time::{ClockId, clock_gettime};
use std::fmt;
use std::hint::black_box;
use std::time::Duration;

/// The number of rounds.
pub const ROUNDS: usize = 21;

/// The least CPU time for each run in a round.
const LEAST: Duration = Duration::from_millis(4);

/// One of the things to compare.
pub struct Run<'a> {
    /// Goes through all bytes once. Its result is ignored.
    pub call: Box<dyn Fn() -> usize + 'a>,
    /// The number of bytes: times are compared per byte.
    pub bytes: usize,
}

impl<'a> Run<'a> {
    /// A run over `input`.
    pub fn new(input: &'a [u8], call: impl Fn() -> usize + 'a) -> Self {
        Run { call: Box::new(call), bytes: input.len() }
    }

    /// Returns the seconds of CPU time per byte.
    fn time(&self) -> f64 {
        let start = now();
        let mut bytes = 0;
        loop {
            black_box((self.call)());
            bytes += self.bytes;
            let taken = now().saturating_sub(start);
            if taken >= LEAST {
                return taken.as_secs_f64() / bytes as f64;
            }
        }
    }
}

/// One time relative to another, over all rounds. It prints as the median with the quartiles in brackets.
#[derive(Clone, Copy)]
pub struct Share {
    low: f64,
    median: f64,
    high: f64,
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} ({:.2}-{:.2})", self.median, self.low, self.high)
    }
}

/// Returns the time of each run relative to that of the run at `yardstick`.
pub fn shares(runs: &[Run<'_>], yardstick: usize) -> Vec<Share> {
    let mut shares = vec![[0.0; ROUNDS]; runs.len()];
    for round in 0..ROUNDS {
        let mut times = vec![0.0; runs.len()];
        for turn in 0..runs.len() {
            let at = (turn + round) % runs.len();
            times[at] = runs[at].time();
        }
        for (shares, time) in shares.iter_mut().zip(&times) {
            shares[round] = time / times[yardstick];
        }
    }
    shares.into_iter().map(quartiles).collect()
}

fn quartiles(mut shares: [f64; ROUNDS]) -> Share {
    shares.sort_by(f64::total_cmp);
    let [low, median, high] = [1, 2, 3].map(|quarter| shares[(ROUNDS - 1) * quarter / 4]);
    Share { low, median, high }
}

/// Returns the CPU time of this thread.
fn now() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).expect("nanoseconds"))
}
