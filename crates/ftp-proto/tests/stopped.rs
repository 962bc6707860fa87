//! Transfers that the caller stops.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::command::Protection;
use ftp_proto::transfer::{Data, DataEvent, DataSettings, End, Plan, Secured};
use ftp_proto::{Dialogue, Input, Limits, Session};
use support::{HERE, begin, listen, move_all, path, say, session, write};

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

/// The server waits for the connection, and some servers end the session if a handshake is broken off. So both are
/// completed before the connection is closed, unless the command has its final reply.
#[test]
fn what_is_being_made_is_not_given_up() {
    let secured = DataEvent::Secured(Secured { resumed: Some(true), same_certificate: None });
    for (protection, answered) in [
        (Protection::DangerClear, false),
        (Protection::DangerClear, true),
        (Protection::Private, false),
        (Protection::Private, true),
    ] {
        let mut session = Session::take_over(Limits::default(), protection, protection);
        // A connection has worked before, so the command is sent while the next one is being made.
        let (mut upload, _) = begin(&mut session, Plan::store(path()), &["200 fine", HERE]);
        if protection == Protection::Private {
            upload.happened(secured);
        }
        say(&mut upload, &["150 go"]);
        move_all(&mut upload, 5);
        say(&mut upload, &["226 stored"]);
        drop(upload);
        let mut upload = session.transfer(Plan::store(path())).unwrap();
        let _ = write(&mut upload);
        say(&mut upload, &[HERE]);
        assert_eq!(write(&mut upload), "STOR file ");
        if protection == Protection::Private {
            upload.happened(DataEvent::Connected);
        }
        upload.happened(DataEvent::CallerStopped);
        let made = match upload.data() {
            Data::Connect(_) => DataEvent::Connected,
            Data::Secure => secured,
            other => panic!("{other:?} with {protection:?}"),
        };
        if answered {
            say(&mut upload, &["226 stored"]);
        } else {
            upload.happened(made);
        }
        assert_eq!(upload.data(), Data::Reset, "{protection:?} {answered}");
    }

    let mut session = session();
    let mut listing = listen(&mut session, DataSettings::default());
    listing.happened(DataEvent::CallerStopped);
    assert_eq!(listing.data(), Data::Accept(None));
    say(&mut listing, &["226 done"]);
    assert_eq!(listing.data(), Data::Reset);
}
