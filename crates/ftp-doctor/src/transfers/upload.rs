//! Stores a small file, compares its size, and removes it.

use super::{Visit, at_failure, take};
use crate::check::Observer;
use crate::deep::random;
use crate::interrupt::Held;
use crate::watch::Watch;
use ftp_proto::session::Health;
use ftp_proto::transfer::{Ending, Plan, Refusal, Report, Step};
use ftp_proto::{Arg, Transcript};
use ftp_report::seen::{Seen, Stored};
use ftp_tokio::Client;
use std::ops::ControlFlow;

/// The size of the file. It has each byte value four times, so a conversion of line ends changes its size.
const BYTES: usize = 1024;

/// Stores the file and removes it. Returns the transcript up to the failure, if there was one.
pub(super) async fn store(
    client: &mut Client,
    seen: &mut Seen,
    watch: &mut Watch,
    observer: &mut dyn Observer,
) -> Option<Transcript> {
    let name = format!("ftp-doctor-{:016x}.tmp", random());
    observer.begins(&format!("Storing {BYTES} bytes as {name}, and removing them again."));
    let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(BYTES).collect();
    let plan = Plan::store(Arg::new(name.as_bytes()).ok()?).verify();
    let held = Held::new().await;
    let mut from = &bytes[..];
    let result = held.until(client.upload(plan, &mut from, |_| ControlFlow::Continue(()))).await;
    let Some(result) = result else {
        observer.begins(&format!("Removing {name} before the end. Another Ctrl-C leaves it there."));
        let _: Result<_, _> = client.remove(&name).await;
        return held.end().await;
    };
    watch.update(client.session().transcript(), observer);
    let report = match &result {
        Ok(report) => Some(report.clone()),
        Err(error) => error.report().cloned(),
    };
    let mut failed = (!take(seen, "STOR", result, client)).then(|| at_failure(client, seen));
    let removed = match client.remove(&name).await {
        Ok(()) => Some(true),
        Err(_) => report.as_ref().is_none_or(may_be_there).then_some(false),
    };
    watch.update(client.session().transcript(), observer);
    if removed == Some(false) && failed.is_none() {
        failed = Some(client.session().transcript().clone());
    }
    let is_left = removed == Some(false) && client.session().health() != Health::InSync;
    seen.stored = Some(Stored { name, size: report.and_then(|report| report.size), removed, is_left });
    failed
}

/// Whether a part of the file may be on the server after this transfer.
fn may_be_there(report: &Report) -> bool {
    use Refusal::{CannotOpen, ConnectionLost, LocalError, NoSpace, QuotaExceeded};
    // Some servers create the file before they notice that there is no data connection or no space.
    let made = |why| matches!(why, CannotOpen | ConnectionLost | LocalError | NoSpace | QuotaExceeded);
    let refused = matches!(report.ending, Ending::Refused(step, why) if step != Step::Transfer && !made(why));
    let unasked =
        matches!(report.ending, Ending::Unreachable(_) | Ending::AddressRejected | Ending::ControlLost);
    !refused && !unasked
}

/// Removes the file in another session if this one ended before it could.
pub(super) async fn remove_later(stored: &mut Stored, visit: &Visit<'_>, observer: &mut dyn Observer) {
    observer.begins(&format!("Logging in once more, to remove {}.", stored.name));
    let Some(mut client) = visit.another(visit.options).await else { return };
    stored.removed = Some(client.remove(&stored.name).await.is_ok());
    let _ = tokio::time::timeout(visit.options.timeout, client.quit()).await;
}
