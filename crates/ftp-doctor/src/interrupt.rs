//! Ctrl-C while a file of `check --upload` is on a server: the file is removed before the program ends.

#[cfg(unix)]
use signal_hook::{consts::SIGINT, flag, low_level::emulate_default_handler};
use std::future::pending;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::time::timeout;

/// How often Ctrl-C is looked for.
const LOOK: Duration = Duration::from_millis(50);

/// How many files may be on servers.
static HELD: AtomicUsize = AtomicUsize::new(0);

static SIGNAL: LazyLock<Signal> = LazyLock::new(Signal::new);

struct Signal {
    /// No file is on a server: Ctrl-C ends the program at once.
    idle: Arc<AtomicBool>,
    /// Ctrl-C came: the next one ends the program at once.
    came: Arc<AtomicBool>,
}

impl Signal {
    fn new() -> Self {
        let (idle, came) = (Arc::new(AtomicBool::new(true)), Arc::default());
        #[cfg(unix)]
        {
            // If one cannot be registered, Ctrl-C ends the program as without it. They act in this order.
            let _ = flag::register_conditional_default(SIGINT, Arc::clone(&came));
            let _ = flag::register_conditional_default(SIGINT, Arc::clone(&idle));
            let _ = flag::register(SIGINT, Arc::clone(&came));
        }
        Signal { idle, came }
    }
}

/// While one of these exists, the first Ctrl-C does not end the program: dropping the last one does.
pub struct Held(());

/// Whether Ctrl-C is held back.
#[cfg(unix)]
pub fn is_held() -> bool {
    HELD.load(Ordering::SeqCst) > 0
}

impl Held {
    /// Begins to hold Ctrl-C back. If it came already, this waits for the end of the program.
    pub async fn new() -> Self {
        if SIGNAL.came.load(Ordering::SeqCst) {
            pending::<()>().await;
        }
        HELD.fetch_add(1, Ordering::SeqCst);
        SIGNAL.idle.store(false, Ordering::SeqCst);
        Held(())
    }

    /// Does `work` until Ctrl-C comes. `None`: it came.
    pub async fn until<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        while !SIGNAL.came.load(Ordering::SeqCst) {
            if let Ok(done) = timeout(LOOK, &mut work).await {
                return Some(done);
            }
        }
        None
    }

    /// Waits for the end of the program, which comes as soon as no other file is on a server either.
    pub async fn end<T>(self) -> T {
        drop(self);
        pending().await
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if HELD.fetch_sub(1, Ordering::SeqCst) > 1 {
            return;
        }
        SIGNAL.idle.store(true, Ordering::SeqCst);
        #[cfg(unix)]
        if SIGNAL.came.load(Ordering::SeqCst) {
            let _ = emulate_default_handler(SIGINT);
        }
    }
}
