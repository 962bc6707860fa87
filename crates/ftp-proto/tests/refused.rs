//! What a transfer does when the server refuses a step, and what the next transfer learns from it.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::Session;
use ftp_proto::transfer::{Data, DataEvent, DataSettings, End, Ending, Mode, Plan, Refusal, Step};
use support::{begin, move_all, path, say, session, write};

/// Runs one transfer: sends it each reply in turn, and makes, uses and ends the data connection as the transfer wants.
/// Returns what the transfer wrote and how it ended.
fn transfer(session: &mut Session, plan: Plan, replies: &[&str]) -> (String, Ending) {
    let mut transfer = session.transfer(plan).unwrap();
    let mut written = write(&mut transfer);
    for reply in replies {
        say(&mut transfer, &[reply]);
        loop {
            transfer.happened(match transfer.data() {
                Data::Connect(_) => DataEvent::Connected,
                Data::Close | Data::Reset => DataEvent::Gone,
                Data::Read => DataEvent::Ended(End::Fin),
                Data::Write => DataEvent::SourceEnded,
                Data::Finish => DataEvent::Ended(End::Fin),
                _ => break,
            });
            written += &write(&mut transfer);
        }
        written += &write(&mut transfer);
    }
    (written, transfer.finish().ending)
}

#[test]
fn each_step_that_is_refused_ends_the_transfer() {
    let here = "229 here (|||2000|)";
    for (plan, replies, written, ending) in [
        (
            Plan::list(None),
            &["504 no", here][..],
            "TYPE I EPSV ",
            Ending::Refused(Step::Type, Refusal::NotUnderstood),
        ),
        (
            Plan::list(None),
            &["200 fine", "530 who?"],
            "TYPE I EPSV ",
            Ending::Refused(Step::Opening, Refusal::NotLoggedIn),
        ),
        (
            Plan::list(None),
            &["200 fine", "500 what?", "502 no"],
            "TYPE I EPSV PASV ",
            Ending::Refused(Step::Opening, Refusal::NotUnderstood),
        ),
        (
            Plan::retrieve(path()).size(9).offset(5),
            &["200 fine", here, "502 no"],
            "TYPE I EPSV REST 5 ",
            Ending::Refused(Step::Offset, Refusal::NotUnderstood),
        ),
        (
            Plan::retrieve(path()).size(9).offset(5),
            &["200 fine", here, "200 fine"],
            "TYPE I EPSV REST 5 ",
            Ending::Refused(Step::Offset, Refusal::Other),
        ),
        // Only STOR goes on by APPE, and only if REST may be what is refused.
        (
            Plan::append(path()).offset(5),
            &["200 fine", "213 5", here, "502 no"],
            "TYPE I SIZE file EPSV REST 5 ",
            Ending::Refused(Step::Offset, Refusal::NotUnderstood),
        ),
        (
            Plan::store(path()).offset(5),
            &["200 fine", "213 5", here, "350 go on", "452 full"],
            "TYPE I SIZE file EPSV REST 5 STOR file ",
            Ending::Refused(Step::Command, Refusal::NoSpace),
        ),
        (
            Plan::store(path()).offset(5),
            &["200 fine", "213 5", here, "350 go on", "150 go", "451 failed"],
            "TYPE I SIZE file EPSV REST 5 STOR file ",
            Ending::Refused(Step::Transfer, Refusal::LocalError),
        ),
        (
            Plan::list(None),
            &["200 fine", here, "550 none"],
            "TYPE I EPSV LIST ",
            Ending::Refused(Step::Command, Refusal::FileUnavailable),
        ),
        (
            Plan::list(None),
            &["200 fine", here, "503 not now"],
            "TYPE I EPSV LIST ",
            Ending::Refused(Step::Command, Refusal::OutOfOrder),
        ),
    ] {
        let mut session = session();
        assert_eq!(transfer(&mut session, plan, replies), (written.into(), ending), "{replies:?}");
        assert_eq!(session.is_binary(), replies[0].starts_with('2'), "{replies:?}");
    }
}

#[test]
fn a_listener_that_is_refused_ends_the_transfer() {
    for reply in ["500 what?", "425 no"] {
        let mut session = session();
        session.set_data(DataSettings::default().mode(Mode::Active));
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        let _ = write(&mut transfer);
        transfer.happened(DataEvent::Listening("[2001:db8::1]:4000".parse().unwrap()));
        say(&mut transfer, &["200 fine"]);
        assert_eq!(write(&mut transfer), "EPRT |2|2001:db8::1|4000| ");
        say(&mut transfer, &[reply]);
        assert_eq!(transfer.data(), Data::Reset);
        transfer.happened(DataEvent::Gone);
        assert!(matches!(transfer.finish().ending, Ending::Refused(Step::Opening, _)), "{reply}");
    }
}

/// PASV is remembered only if the server does not have EPSV.
#[test]
fn pasv_is_asked_for_first_where_epsv_is_not_known() {
    for (refusal, first) in
        [("500 what?", "PASV "), ("522 no", "PASV "), ("425 no port", "EPSV "), ("229 nowhere", "EPSV ")]
    {
        let mut session = session();
        let (written, _) = transfer(&mut session, Plan::list(None), &["200 fine", refusal]);
        assert_eq!(written, "TYPE I EPSV PASV ", "{refusal}");
        let mut exchange = session.start(&ftp_proto::Command::noop()).unwrap();
        let _ = write(&mut exchange);
        say(&mut exchange, &["227 at (192,0,2,1,7,208)", "257 \"/\""]);
        let _ = write(&mut exchange);
        say(&mut exchange, &["200 fine"]);
        assert!(exchange.finish().into_final().is_ok());
        let (written, _) = transfer(&mut session, Plan::list(None), &[]);
        assert_eq!(written, first, "{refusal}");
    }
}

/// DrFTPD has to know the file before it says where its data connection is.
#[test]
fn a_server_that_wants_pret_gets_it() {
    let mut session = session();
    let here = "227 at (192,0,2,1,7,208)";
    let replies = ["200 fine", "213 0", "500 You need to use a PRET command first", "200 fine"];
    let (written, _) = transfer(&mut session, Plan::retrieve(path()), &replies);
    assert_eq!(written, "TYPE I SIZE file EPSV PRET RETR file EPSV ");
    // The next transfer sends PRET at once. A server that still wants it is not told for ever.
    let mut next = session.transfer(Plan::list(None)).unwrap();
    let _ = write(&mut next);
    say(&mut next, &["229 here (|||2000|)", "257 \"/\""]);
    assert_eq!(write(&mut next), "PRET LIST EPSV ");
    say(&mut next, &["200 fine", "500 You need to use a PRET command first"]);
    assert_eq!(write(&mut next), "PASV ");
    say(&mut next, &[here]);
    assert!(matches!(next.data(), Data::Connect(target) if target.port.get() == 2000));
}

/// aioftp wants the data connection before the command. The client learns that from one 503.
#[test]
fn a_command_that_came_before_its_connection_is_sent_again() {
    let mut session = session();
    let complete = ["200 fine", "229 here (|||2000|)", "150 go", "226 done"];
    assert_eq!(transfer(&mut session, Plan::list(None), &complete).1, Ending::Complete);
    let before = session.known();

    // A transfer that has begun is not begun again.
    let (written, ending) =
        transfer(&mut session, Plan::list(None), &["229 here (|||2001|)", "150 go", "503 not now"]);
    assert_eq!(
        (written.as_str(), ending),
        ("EPSV LIST ", Ending::Refused(Step::Transfer, Refusal::OutOfOrder))
    );
    assert_eq!(session.known(), before);

    let mut listing = session.transfer(Plan::list(None)).unwrap();
    let _ = write(&mut listing);
    say(&mut listing, &["229 here (|||2002|)"]);
    assert_eq!(write(&mut listing), "LIST ");
    say(&mut listing, &["503 no connection"]);
    assert_eq!(listing.data(), Data::Reset);
    listing.happened(DataEvent::Gone);
    // A second reply to the first command must not be taken for the reply to the next one.
    assert_eq!(write(&mut listing), "PWD ");
    say(&mut listing, &["226 done", "257 \"/\""]);
    assert_eq!(write(&mut listing), "EPSV ");
    say(&mut listing, &["229 here (|||2003|)"]);
    assert_eq!(write(&mut listing), "");
    listing.happened(DataEvent::Connected);
    assert_eq!(write(&mut listing), "LIST ");
    say(&mut listing, &["150 go"]);
    move_all(&mut listing, 5);
    say(&mut listing, &["226 done"]);
    assert_eq!(listing.finish().ending, Ending::Complete);
    // The next transfer waits for its connection, too.
    let mut listing = session.transfer(Plan::list(None)).unwrap();
    let _ = write(&mut listing);
    say(&mut listing, &["229 here (|||2004|)"]);
    assert_eq!(write(&mut listing), "");
}

/// A server that does not know SIZE or MDTM is not asked again; one that refuses them for one file is.
#[test]
fn what_one_file_shows_of_size_and_mdtm() {
    for (plan, question, size) in [
        (Plan::retrieve(path()), "SIZE file ", None),
        (Plan::retrieve(path()).size(5).modified(), "MDTM file ", Some(5)),
    ] {
        for (reply, again) in [
            ("500 what?", false),
            ("502 no", false),
            ("504 not of this", true),
            ("550 none", true),
            ("213 x", true),
        ] {
            let mut session = session();
            for (asks, before) in [(true, Some("200 fine")), (again, None)] {
                let mut transfer = session.transfer(plan.clone()).unwrap();
                assert_eq!(write(&mut transfer).contains(question), asks, "{question}{reply}");
                let replies = before.into_iter().chain(asks.then_some(reply)).chain(["229 here (|||2000|)"]);
                say(&mut transfer, &replies.collect::<Vec<_>>());
                assert!(matches!(transfer.data(), Data::Connect(_)), "{question}{reply}");
                assert_eq!(transfer.size(), size);
            }
        }
    }
}

/// If REST before STOR is refused, APPE does the same. Once APPE has worked, the next upload begins with it.
#[test]
fn an_upload_that_went_on_by_appe_is_remembered() {
    let plan = || Plan::store(path()).offset(100);
    for (last, then) in
        [("226 stored", "SIZE file EPSV APPE file "), ("452 full", "SIZE file EPSV REST 100 ")]
    {
        let mut session = session();
        let here = "229 here (|||2000|)";
        let replies = ["200 fine", "213 100", here, "502 no", "213 100", here, "150 go", last];
        let (written, _) = transfer(&mut session, plan(), &replies);
        assert_eq!(written, "TYPE I SIZE file EPSV REST 100 SIZE file EPSV APPE file ", "{last}");
        let (written, _) = transfer(&mut session, plan(), &["213 100", here]);
        assert_eq!(written, then, "{last}");
    }
}

/// If the server may still have the offset, the next file must not begin there.
#[test]
fn an_offset_that_is_not_surely_gone_is_taken_back() {
    // A 250 may have set the offset, although the right code is 350.
    for (reply, written) in [("250 from there", "REST 0 EPSV "), ("502 what?", "EPSV "), ("501 no", "EPSV ")]
    {
        let mut session = session();
        let prepares = ["200 fine", "213 400", "229 here (|||2000|)"];
        let (mut transfer, _) = begin(&mut session, Plan::retrieve(path()).offset(5), &prepares);
        say(&mut transfer, &[reply]);
        transfer.happened(DataEvent::Gone);
        assert!(matches!(transfer.finish().ending, Ending::Refused(Step::Offset, _)), "{reply}");
        assert_eq!(write(&mut session.transfer(Plan::list(None)).unwrap()), written, "{reply}");
    }
    for (reply, goes_on) in [
        ("350 from the start", true),
        ("200 fine", true),
        // A server that does not know REST has no offset.
        ("500 what?", true),
        ("502 what?", true),
        ("501 no", false),
        ("450 not now", false),
    ] {
        let mut session = session();
        let (mut transfer, _) = begin(
            &mut session,
            Plan::retrieve(path()).offset(5),
            &["200 fine", "213 400", "229 here (|||2000|)"],
        );
        say(&mut transfer, &["350 from there"]);
        drop(transfer);
        let store = || Plan::store(path());
        let (transfer, written) = begin(&mut session, store(), &[reply, "229 here (|||2001|)"]);
        assert_eq!(written, if goes_on { "REST 0 EPSV STOR file " } else { "REST 0 EPSV " }, "{reply}");
        if goes_on {
            continue;
        }
        assert!(matches!(transfer.finish().ending, Ending::Refused(Step::Offset, _)), "{reply}");
        // The next transfer sends REST 0 again.
        assert_eq!(write(&mut session.transfer(store()).unwrap()), "REST 0 EPSV ", "{reply}");
    }
}

/// The sentinel is sent again if it was refused (Pure-FTPd), and ends the wait when it is answered.
#[test]
fn the_sentinel_of_a_transfer() {
    let mut session = session();
    let (mut upload, _) = begin(&mut session, Plan::store(path()), &["200 fine", "229 here (|||2000|)"]);
    say(&mut upload, &["150 go"]);
    upload.happened(DataEvent::CallerStopped);
    upload.happened(DataEvent::Gone);
    assert_eq!(write(&mut upload), "PWD ");
    say(&mut upload, &["500 what?"]);
    assert_eq!(write(&mut upload), "");
    assert!(!upload.is_over());
    say(&mut upload, &["426 cut"]);
    assert_eq!(write(&mut upload), "PWD ");
    say(&mut upload, &["257 \"/\""]);
    assert!(upload.is_over());
    assert_eq!(upload.finish().ending, Ending::Stopped);

    // While a reply is owed, the reply to an upload is certain only after the sentinel, and verified then.
    let mut session = support::session();
    drop(begin(&mut session, Plan::list(None), &["200 fine"]));
    let mut upload = session.transfer(Plan::store(path()).verify()).unwrap();
    for reply in ["257 \"/\"", "229 here (|||2000|)"] {
        let _ = write(&mut upload);
        say(&mut upload, &[reply]);
    }
    upload.happened(DataEvent::Connected);
    assert_eq!(write(&mut upload), "STOR file ");
    say(&mut upload, &["150 go"]);
    move_all(&mut upload, 5);
    say(&mut upload, &["226 stored"]);
    assert_eq!(write(&mut upload), "PWD ");
    say(&mut upload, &["257 \"/\""]);
    assert_eq!(write(&mut upload), "SIZE file ");
    say(&mut upload, &["213 5"]);
    assert!(upload.is_over());
    assert_eq!(upload.finish().ending, Ending::Complete);
}
