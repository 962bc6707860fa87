//! The runtime, on this thread.

use tokio::runtime::Builder;

/// Runs the future to its end. An error is a sentence about this machine.
pub fn block_on<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let runtime = Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(|error| format!("The runtime cannot start: {error}."))?.block_on(work))
}
