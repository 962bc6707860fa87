//! Futures that are dropped while they wait.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Polls a future until it has waited this many times, then drops it. `None`: it was dropped.
pub async fn dropped_at<T>(waits: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut waited = 0;
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => {
            waited += 1;
            if waited >= waits { Poll::Ready(None) } else { Poll::Pending }
        }
    })
    .await
}
