//! What the report of a finished transfer says.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::command::Protection;
use ftp_proto::dialogue::TlsFailure;
use ftp_proto::session::Health;
use ftp_proto::transfer::{
    Data, DataEvent, DataSettings, Doubt, Ending, Known, Mode, Plan, Reach, Refusal, Report, Step,
};
use ftp_proto::{Dialogue, Input, Limits, Session};
use support::{HERE, begin, move_all, path, say, session, write};

/// Runs a transfer of five bytes, with these replies to its own command.
fn moved(plan: Plan, prepares: &[&str], replies: &[&str]) -> Report {
    let mut session = session();
    let (mut transfer, _) = begin(&mut session, plan, prepares);
    say(&mut transfer, &replies[..1]);
    move_all(&mut transfer, 5);
    say(&mut transfer, &replies[1..]);
    transfer.finish()
}

/// Only the server knows under which name a file was stored.
#[test]
fn the_unique_name_is_what_the_server_says() {
    for (replies, name) in [
        (&["150 FILE: up.1", "226 done"][..], Some("up.1")),
        (&["150 file: up.1 ", "226 done"], Some("up.1")),
        (&["150 Opening data connection (FILE: a name.1", "226 done"], Some("a name.1")),
        (&["150-listen\r\n150 FILE: up.1", "226 FILE: up.2"], Some("up.1")),
        (&["150 go", "226 FILE: up.2"], Some("up.2")),
        (&["150 go", "226 Transfer complete (unique file name:up.3)."], Some("up.3")),
        (&["150 go", "226 Transfer complete (Unique file name:up.(3))"], Some("up.(3)")),
        (&["150 go", "226 Transfer complete (unique file name:up.3"], None),
        (&["150 FILE: ", "226 done"], None),
        (&["150 Profile: small", "226 done"], None),
        (&["150 Profile: small, file: up.1", "226 done"], Some("up.1")),
        (&["150 go", "226 done"], None),
    ] {
        let report = moved(Plan::store_unique(), &["200 fine", HERE], replies);
        assert_eq!(report.ending, Ending::Complete, "{replies:?}");
        assert_eq!(report.unique_name(), name.map(str::as_bytes), "{replies:?}");
    }
}

/// A 2yz that answers another kind of command does not say that a transfer is complete.
#[test]
fn not_every_success_is_that_of_a_transfer() {
    for (codes, alone, behind) in [
        (&[201, 203, 210, 222, 225, 226, 235, 250, 256, 258][..], true, true),
        (&[202, 211, 212, 213, 215, 220, 221, 227, 229, 230, 234, 257], false, false),
        (&[200], false, true),
    ] {
        for code in codes {
            let reply = format!("{code} fine");
            for (preliminary, complete) in [(&[][..], alone), (&["150 go"], behind)] {
                let mut session = session();
                let (mut upload, _) = begin(&mut session, Plan::store(path()), &["200 fine", HERE]);
                say(&mut upload, preliminary);
                move_all(&mut upload, 5);
                say(&mut upload, &[&reply]);
                let doubtful = Ending::Doubtful(Doubt::OtherReply);
                let expected = if complete { Ending::Complete } else { doubtful };
                assert_eq!(upload.finish().ending, expected, "{preliminary:?} {reply}");
            }
        }
    }
}

/// The text names what went wrong and quotes the server. If nothing went wrong, it quotes nothing.
#[test]
fn a_report_is_told_in_words() {
    let prepares = ["200 fine", HERE];
    for (replies, text) in [
        (&["150 go", "226 done"][..], "complete"),
        (&["150 go", "552 full\u{7}"], "the server gave up: 552 full\\x07"),
        (&["150 go", "257 \"/\""], "the final reply is to another kind of command: 257 \"/\""),
        (&["553 not so"], "the server refused: 553 not so"),
    ] {
        assert_eq!(moved(Plan::store(path()), &prepares, replies).to_string().replace("\\\"", "\""), text);
    }
    let mut session = session();
    let transfer = session.transfer(Plan::list(None)).unwrap();
    assert_eq!(transfer.finish().to_string(), "the transfer is still under way");

    for (ending, part) in [
        (Ending::Doubtful(Doubt::NoCloseNotify), "not ended in order"),
        (Ending::Doubtful(Doubt::Broken), "broke"),
        (Ending::Doubtful(Doubt::Longer), "more bytes than"),
        (Ending::Doubtful(Doubt::NotMoved), "before it was"),
        (Ending::Doubtful(Doubt::NotListed), "listing is not whole"),
        (Ending::Doubtful(Doubt::SizeDiffers), "another size than was sent"),
        (Ending::Doubtful(Doubt::NotVerified), "does not say which size"),
        (Ending::Truncated, "fewer bytes"),
        (Ending::FinalReplyLost, "no final reply"),
        (Ending::Refused(Step::Type, Refusal::Other), "refused the representation"),
        (Ending::Refused(Step::Opening, Refusal::Other), "refused a data connection"),
        (Ending::Refused(Step::Offset, Refusal::Other), "refused the offset"),
        (Ending::AddressRejected, "address"),
        (Ending::Unreachable(Reach::Refused), "no data connection: "),
        (Ending::TlsFailed(TlsFailure::Expired), "certificate is not valid at this time"),
        (Ending::NotTrusted, "not that of the control connection"),
        (Ending::OffsetMismatch, "does not say that the file has the size"),
        (Ending::Stopped, "stopped"),
        (Ending::CallerFailed, "the caller could not"),
        (Ending::TimedOut, "nothing moved"),
        (Ending::ControlLost, "control connection was lost"),
        (Ending::Misuse, "misuse"),
    ] {
        assert!(ending.to_string().contains(part), "{part:?} is not in {ending}");
    }
}

/// The command that asked for the data connection is evidence if a firewall lets only one of them through.
#[test]
fn a_report_says_by_which_command_its_data_connection_was_prepared() {
    let prepared_by = |known: Known, replies: &[&str]| {
        let mut session = session();
        session.set_known(known);
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        for reply in replies {
            let _ = write(&mut transfer);
            say(&mut transfer, &[reply]);
        }
        transfer.finish().data.prepared_by
    };
    assert_eq!(prepared_by(Known::default(), &["200 fine"]), Some("EPSV"));
    assert_eq!(prepared_by(Known::default(), &["200 fine", "500 what?", "227 no address"]), Some("PASV"));
    assert_eq!(prepared_by(Known::default().by_pasv(), &["200 fine"]), Some("PASV"));

    for (here, verb) in [("192.0.2.1:4000", "PORT"), ("[2001:db8::1]:4000", "EPRT")] {
        let mut session = session();
        session.set_data(DataSettings::default().mode(Mode::Active));
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        let _ = write(&mut transfer);
        transfer.happened(DataEvent::Listening(here.parse().unwrap()));
        say(&mut transfer, &["200 fine"]);
        let _ = write(&mut transfer);
        assert_eq!(transfer.finish().data.prepared_by, Some(verb));
    }
}

/// Resuming at the end of the file gives no bytes and is not an error: the file was complete.
#[test]
fn a_download_goes_on_up_to_the_size_of_the_file() {
    for (size, written) in [
        ("213 99", "TYPE I SIZE file EPSV "),
        ("213 100", "TYPE I SIZE file EPSV REST 100 "),
        ("213 101", "TYPE I SIZE file EPSV REST 100 "),
        ("550 no size", "TYPE I SIZE file EPSV REST 100 "),
    ] {
        let mut session = session();
        let prepares = ["200 fine", size, HERE];
        let (transfer, seen) = begin(&mut session, Plan::retrieve(path()).offset(100), &prepares);
        assert_eq!(seen, written, "{size}");
        let ending = if written.contains("REST") { Ending::Unfinished } else { Ending::OffsetMismatch };
        assert_eq!(transfer.ending(), ending, "{size}");
    }
}

/// The server's answer to the client's own reset says nothing. A reason of the server's own does.
#[test]
fn what_the_server_says_to_a_transfer_that_ended_here() {
    for (event, reply, ending) in [
        (DataEvent::CallerStopped, "426 cut", Ending::Stopped),
        (DataEvent::CallerStopped, "451 cut", Ending::Stopped),
        (DataEvent::CallerStopped, "425 cut", Ending::Stopped),
        (DataEvent::CallerFailed, "504 what?", Ending::CallerFailed),
        (DataEvent::CallerStopped, "552 full", Ending::Refused(Step::Transfer, Refusal::QuotaExceeded)),
        (DataEvent::TimedOut, "426 cut", Ending::TimedOut),
        (DataEvent::TimedOut, "425 cut", Ending::Refused(Step::Transfer, Refusal::CannotOpen)),
        (DataEvent::Secured(Default::default()), "426 cut", Ending::Misuse),
    ] {
        let mut session = session();
        let (mut transfer, _) = begin(&mut session, Plan::store(path()), &["200 fine", HERE]);
        say(&mut transfer, &["150 go"]);
        transfer.happened(DataEvent::Moved(5));
        transfer.happened(event);
        transfer.happened(DataEvent::Gone);
        let _ = write(&mut transfer);
        say(&mut transfer, &[reply, "257 \"/\""]);
        assert_eq!(transfer.finish().ending, ending, "{event:?} {reply}");
    }
}

/// Data that the server has confirmed, or still sends, needs no control connection. An upload that the server has not
/// confirmed leads nowhere.
#[test]
fn what_moves_when_the_control_connection_is_lost() {
    let prepares = ["200 fine", HERE];
    let path = path();
    for (plan, replies, wanted, ending) in [
        (Plan::list(None), &["150 go"][..], Data::Read, Ending::FinalReplyLost),
        (Plan::list(None), &["150 go", "226 done"], Data::Read, Ending::Complete),
        (Plan::store(path), &["150 go"], Data::Reset, Ending::FinalReplyLost),
        (Plan::store(path), &["150 go", "226 done"], Data::Write, Ending::Complete),
        (
            Plan::store(path),
            &["150 go", "426 cut"],
            Data::Reset,
            Ending::Refused(Step::Transfer, Refusal::ConnectionLost),
        ),
    ] {
        let mut session = session();
        let (mut transfer, _) = begin(&mut session, plan, &prepares);
        say(&mut transfer, replies);
        transfer.handle(Input::Eof);
        assert_eq!(transfer.data(), wanted, "{replies:?}");
        move_all(&mut transfer, 5);
        assert!(transfer.is_over());
        assert_eq!(transfer.finish().ending, ending, "{replies:?}");
        assert_eq!(session.health(), Health::Closed, "{replies:?}");
    }
    // With TLS, a connection on which no handshake was begun is closed.
    for (replies, wanted) in [(&["150 go"][..], Data::Reset), (&["150 go", "226 done"], Data::Secure)] {
        let mut session = Session::take_over(Limits::default(), Protection::Private, Protection::Private);
        let (mut transfer, _) = begin(&mut session, Plan::list(None), &prepares);
        assert_eq!(transfer.data(), Data::Secure);
        say(&mut transfer, replies);
        transfer.handle(Input::Eof);
        assert_eq!(transfer.data(), wanted, "{replies:?}");
    }
}

/// How far the transfer was decides its ending after a time-out, and whether the session can go on.
#[test]
fn what_a_time_out_comes_to() {
    for (replies, ended, ending, health) in [
        // Only the preparing commands were sent.
        (&[][..], false, Ending::TimedOut, Health::Unsettled),
        (&["200 fine"], false, Ending::TimedOut, Health::Unsettled),
        // The file was moved, and only the final reply is missing.
        (&["200 fine", HERE, "150 go"], true, Ending::FinalReplyLost, Health::Unsettled),
    ] {
        let mut session = session();
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        for reply in replies {
            let _ = write(&mut transfer);
            say(&mut transfer, &[reply]);
            if transfer.data() != Data::Idle && !matches!(transfer.data(), Data::Read) {
                transfer.happened(DataEvent::Connected);
            }
        }
        if ended {
            move_all(&mut transfer, 5);
        }
        let _ = write(&mut transfer);
        transfer.handle(Input::TimedOut);
        assert!(transfer.is_over(), "{replies:?}");
        assert_eq!(transfer.finish().ending, ending, "{replies:?}");
        assert_eq!(session.health(), health, "{replies:?}");
    }
}
