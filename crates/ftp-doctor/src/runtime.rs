//! What waits for a server, on this thread.

use tokio::runtime::Builder;

/// Runs it. An error is a sentence about this machine.
pub fn block_on<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let runtime = Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(|error| format!("There is no runtime: {error}."))?.block_on(work))
}
