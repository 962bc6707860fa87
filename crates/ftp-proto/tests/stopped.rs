//! Transfers that the caller stops.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::transfer::{Data, DataEvent, End, Plan};
use ftp_proto::{Dialogue, Input};
use support::{HERE, begin, path, say, session};

/// A reset before the first byte would take the connection away from servers that still have work to do
/// on it.
#[test]
fn a_download_is_not_reset_before_something_came() {
    use DataEvent::{CallerFailed, CallerStopped, Ended, Moved, TimedOut};
    for (events, data) in [
        (&[CallerStopped][..], Data::Read),
        (&[CallerStopped, Moved(0)], Data::Read),
        (&[CallerStopped, Moved(5)], Data::Reset),
        // The owner has dropped the bytes that came.
        (&[CallerStopped, CallerStopped], Data::Reset),
        (&[CallerStopped, Ended(End::Fin)], Data::Close),
        (&[CallerStopped, TimedOut], Data::Reset),
        (&[CallerStopped, CallerFailed], Data::Reset),
        // The caller got bytes that it cannot take.
        (&[CallerFailed], Data::Reset),
        (&[Moved(5), CallerStopped], Data::Reset),
    ] {
        let mut session = session();
        let (mut listing, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
        for event in events {
            listing.happened(*event);
        }
        assert_eq!(listing.data(), data, "{events:?}");
        // The server is finished with the connection, whatever still comes.
        say(&mut listing, &["550 no"]);
        assert_ne!(listing.data(), Data::Read, "{events:?}");
        listing.happened(DataEvent::Gone);
        let report = listing.finish();
        assert_eq!(report.moved, if events[0] == Moved(5) { 5 } else { 0 }, "{events:?}");
    }

    // Nothing is waited for once the control connection is lost, before or after the stop.
    for stopped_first in [true, false] {
        let mut session = session();
        let (mut listing, _) = begin(&mut session, Plan::list(None), &["200 fine", HERE]);
        say(&mut listing, &["150 go"]);
        if stopped_first {
            listing.happened(CallerStopped);
            listing.handle(Input::Eof);
        } else {
            listing.handle(Input::Eof);
            listing.happened(CallerStopped);
        }
        assert_eq!(listing.data(), Data::Reset, "{stopped_first}");
    }

    // The server does not have the whole upload, whether it has begun or not.
    let mut session = session();
    let (mut upload, _) = begin(&mut session, Plan::store(path()), &["200 fine", HERE]);
    assert_eq!(upload.data(), Data::Write);
    upload.happened(CallerStopped);
    assert_eq!(upload.data(), Data::Reset);
}
