//! Tries a failed listing in other ways, each in a new session. A listing changes nothing on the server.

use super::{Visit, list};
use crate::check::Observer;
use ftp_proto::transfer::{Ending, Known, Refusal, Report};
use ftp_report::seen::{Seen, Transferred, Tried, Way, is_well};

/// Tries the ways that the failure leaves open, and keeps whether each works.
pub(super) async fn try_others(visit: &Visit<'_>, seen: &mut Seen, observer: &mut dyn Observer) {
    for way in left_open(seen) {
        observer.begins(&format!("Trying a listing once more, {}.", way.words()));
        seen.tried.push(Tried { way, works: works(visit, way).await });
    }
}

/// Returns the ways that are left to try. There are none if no data connection came about, since EPSV and PASV were both tried
/// then, and none if storing or removing a file failed, since a listing does not show why.
fn left_open(seen: &Seen) -> Vec<Way> {
    let listing = |one: &&Transferred| one.verb == "LIST" && !is_well(&one.report.ending);
    let Some(transfer) = seen.transfer.as_ref().filter(listing) else { return Vec::new() };
    let data = &transfer.report.data;
    if data.connected != Some(Ok(())) || is_about_the_file(&transfer.report.ending) {
        return Vec::new();
    }
    let resumed = data.tls.map(|tls| tls.is_ok_and(|how| how.resumed == Some(false)));
    let tls = resumed.map(|fresh| if fresh { Way::Resumed } else { Way::Unresumed });
    let by_epsv = data.prepared_by == Some("EPSV") && seen.pasv == Some(true);
    tls.into_iter().chain(by_epsv.then_some(Way::Pasv)).collect()
}

/// Whether the server accepted the data connection but the transfer itself was refused, cut off or doubtful.
fn is_about_the_file(ending: &Ending) -> bool {
    use Refusal::{CannotOpen, Closing, ConnectionLost, LocalError, Protection};
    match ending {
        Ending::Refused(_, refusal) => {
            !matches!(refusal, CannotOpen | Closing | ConnectionLost | LocalError | Protection)
        }
        Ending::Doubtful(_) | Ending::Truncated => true,
        _ => false,
    }
}

async fn works(visit: &Visit<'_>, way: Way) -> Option<bool> {
    let mut options = visit.options.clone();
    if way == Way::Unresumed {
        options.tls = options.tls.map(|tls| tls.unresumed());
    }
    let mut client = visit.another(&options).await?;
    if way == Way::Pasv {
        let (control, mut session) = client.into_parts();
        session.set_known(Known::default().by_pasv());
        client = visit.client(control, session);
    }
    let result = list(&mut client, options.timeout).await;
    let report = match &result {
        Ok(report) => report,
        Err(error) => error.report()?,
    };
    let works = was_done(report, way).then(|| is_well(&report.ending));
    // The result is known, so a failure of QUIT does not matter.
    let _ = tokio::time::timeout(options.timeout, client.quit()).await;
    works
}

/// Whether the transfer was really done in that way.
fn was_done(report: &Report, way: Way) -> bool {
    let resumed = report.data.tls.and_then(|tls| tls.ok()?.resumed);
    match way {
        Way::Pasv => report.data.prepared_by == Some("PASV"),
        Way::Resumed => resumed == Some(true),
        Way::Unresumed => resumed != Some(true),
    }
}
