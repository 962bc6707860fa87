//! Transfers whose commands are answered out of order, or that are dropped before their end.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::session::{Busy, Health, Poison};
use ftp_proto::transfer::{Data, DataEvent, DataSettings, Doubt, End, Ending, Known, Mode, Plan, Reach};
use ftp_proto::{Action, Arg, Command, Dialogue, Input};
use support::{begin, listen, move_all, say, session, write};

fn plan() -> Plan {
    Plan::retrieve(Arg::new(b"file").unwrap())
}

#[test]
fn a_server_that_answers_in_another_order_is_understood() {
    let (set, size, here) = ("200 fine", "213 400", "229 here (|||2000|)");
    for replies in [
        [set, size, here],
        [set, here, size],
        [size, set, here],
        [size, here, set],
        [here, set, size],
        [here, size, set],
    ] {
        let mut session = session();
        let mut transfer = session.transfer(plan()).unwrap();
        assert_eq!(write(&mut transfer), "TYPE I SIZE file EPSV ");
        say(&mut transfer, &replies);
        assert!(matches!(transfer.data(), Data::Connect(target) if target.port.get() == 2000), "{replies:?}");
        assert_eq!(transfer.size(), Some(400), "{replies:?}");
    }
    let mut session = session();
    session.set_known(Known::default().by_pasv());
    let mut transfer = session.transfer(plan()).unwrap();
    assert_eq!(write(&mut transfer), "TYPE I SIZE file PASV ");
    say(&mut transfer, &["227 at (192,0,2,1,7,208)", size, set]);
    assert!(matches!(transfer.data(), Data::Connect(target) if target.port.get() == 2000));
}

#[test]
fn a_size_and_a_time_are_told_apart_in_either_order() {
    for replies in ["213 400\r\n213 20261128224732\r\n", "213 20261128224732\r\n213 400\r\n"] {
        let mut session = session();
        let mut transfer = session.transfer(plan().modified()).unwrap();
        assert_eq!(write(&mut transfer), "TYPE I SIZE file MDTM file EPSV ");
        transfer.handle(Input::Bytes(b"200 fine\r\n229 here (|||2000|)\r\n"));
        transfer.handle(Input::Bytes(replies.as_bytes()));
        assert_eq!(transfer.size(), Some(400), "{replies:?}");
        let modified = transfer.finish().modified.unwrap();
        assert_eq!((modified.year(), modified.minute()), (2026, 47), "{replies:?}");
    }
}

#[test]
fn an_offset_that_was_sent_is_taken_back_when_its_transfer_is_left() {
    for between in [false, true] {
        let mut session = session();
        let mut transfer = session.transfer(plan().offset(5)).unwrap();
        let _ = write(&mut transfer);
        transfer.handle(Input::Bytes(b"200 fine\r\n213 400\r\n229 here (|||2000|)\r\n"));
        transfer.happened(DataEvent::Connected);
        assert_eq!(write(&mut transfer), "REST 5 ");
        drop(transfer);

        if between {
            let mut exchange = session.start(&Command::noop()).unwrap();
            assert_eq!(write(&mut exchange), "PWD ");
            exchange.handle(Input::Bytes(b"350 from there\r\n257 \"/\"\r\n"));
            assert_eq!(write(&mut exchange), "NOOP ");
            exchange.handle(Input::Bytes(b"200 fine\r\n"));
            assert!(exchange.finish().into_final().is_ok());
        }
        let mut transfer = session.transfer(plan()).unwrap();
        if !between {
            assert_eq!(write(&mut transfer), "PWD ");
            transfer.handle(Input::Bytes(b"350 from there\r\n257 \"/\"\r\n"));
        }
        assert_eq!(write(&mut transfer), "REST 0 SIZE file EPSV ");
    }
}

/// ProFTPD checks its control connection between the reads of an upload, so it may answer the sentinel before it
/// notices that the data connection was reset.
#[test]
fn a_server_that_is_still_at_a_stopped_upload_is_asked_again() {
    let mut session = session();
    let mut upload = session.transfer(Plan::store(Arg::new(b"up").unwrap())).unwrap();
    assert_eq!(write(&mut upload), "TYPE I EPSV ");
    upload.handle(Input::Bytes(b"200 fine\r\n229 here (|||2000|)\r\n"));
    upload.happened(DataEvent::Connected);
    assert_eq!(write(&mut upload), "STOR up ");
    upload.handle(Input::Bytes(b"150 go\r\n"));
    upload.happened(DataEvent::CallerStopped);
    assert_eq!(upload.data(), Data::Reset);
    upload.happened(DataEvent::Gone);
    assert_eq!(write(&mut upload), "PWD ");
    upload.handle(Input::Bytes(b"257 \"/\"\r\n"));
    assert_eq!(upload.finish().ending, Ending::Stopped);

    let mut transfer = session.transfer(plan()).unwrap();
    assert_eq!(write(&mut transfer), "SIZE file EPSV ");
    transfer.handle(Input::Bytes(b"213 400\r\n450 EPSV: data transfer in progress\r\n"));
    assert_eq!(write(&mut transfer), "EPSV ");
    transfer.handle(Input::Bytes(b"450 EPSV: data transfer in progress\r\n"));
    assert_eq!(write(&mut transfer), "EPSV ");
    transfer.handle(Input::Bytes(b"426 aborted\r\n229 here (|||2001|)\r\n"));
    assert!(matches!(transfer.data(), Data::Connect(target) if target.port.get() == 2001));

    // If no reply is owed, the refusal is a real one.
    let mut session = self::session();
    let mut transfer = session.transfer(plan()).unwrap();
    assert_eq!(write(&mut transfer), "TYPE I SIZE file EPSV ");
    transfer.handle(Input::Bytes(b"200 fine\r\n213 400\r\n450 EPSV: not now\r\n"));
    assert_eq!(write(&mut transfer), "PASV ");
}

/// A command of which nothing was written is not sent by the next exchange.
#[test]
fn a_command_that_was_not_begun_is_taken_back() {
    let store = |name: &str| Plan::store(Arg::new(name.as_bytes()).unwrap());
    for written in [0, 1] {
        let mut session = session();
        let mut upload = session.transfer(store("precious")).unwrap();
        let _ = write(&mut upload);
        say(&mut upload, &["200 fine", "229 here (|||2000|)"]);
        upload.happened(DataEvent::Connected);
        upload.handle(Input::Pending);
        assert_eq!(upload.action(), Action::Send(b"STOR precious\r\n"));
        if written > 0 {
            upload.handle(Input::Sent(written));
        }
        drop(upload);
        let mut next = session.start(&Command::noop()).unwrap();
        if written > 0 {
            // There is no poll in the middle of a line.
            assert_eq!(next.action(), Action::Send(b"TOR precious\r\nPWD\r\n"));
        }
        // A command that was begun has to be finished: the server would take what follows for the rest of its line.
        let expected = if written == 0 { "NOOP " } else { "TOR precious PWD " };
        assert_eq!(write(&mut next), expected);
        if written > 0 {
            say(&mut next, &["425 no connection", "257 \"/\""]);
            assert_eq!(write(&mut next), "NOOP ");
        } else {
            say(&mut next, &["200 fine"]);
            assert!(next.finish().into_final().is_ok());
            // No offset was sent, so none has to be taken back.
            assert_eq!(write(&mut session.transfer(Plan::list(None)).unwrap()), "EPSV ");
        }
    }
}

/// The offset that the command would have used up still stands on the server, and has to be reset before the next file.
#[test]
fn a_command_that_was_taken_back_leaves_its_offset() {
    let mut session = session();
    let mut download = session.transfer(plan().offset(5)).unwrap();
    let _ = write(&mut download);
    say(&mut download, &["200 fine", "213 400", "229 here (|||2000|)"]);
    download.happened(DataEvent::Connected);
    assert_eq!(write(&mut download), "REST 5 ");
    say(&mut download, &["350 from there"]);
    download.handle(Input::Pending);
    assert_eq!(download.action(), Action::Send(b"RETR file\r\n"));
    drop(download);

    let (next, written) = begin(&mut session, Plan::store(Arg::new(b"other").unwrap()), &[]);
    assert_eq!(written, "REST 0 EPSV ");
    drop(next);
    // None of these commands was answered either.
    let mut next = session.transfer(plan()).unwrap();
    assert_eq!(write(&mut next), "PWD ");
    say(&mut next, &["350 from there", "229 here (|||2000|)", "257 \"/\""]);
    assert!(write(&mut next).starts_with("REST 0 ") || next.ending() == Ending::Unfinished);
}

/// A second final reply to a transfer is expected until the next command is answered, and not after that.
#[test]
fn a_reply_more_than_there_were_commands_is_noticed() {
    // For a dropped transfer whose PWD is answered first, one final reply is expected, but not two.
    let mut session = session();
    let prepares = ["200 fine", "229 here (|||2000|)"];
    let (upload, _) = begin(&mut session, Plan::store(Arg::new(b"a").unwrap()), &prepares);
    drop(upload);
    let mut delete = session.start(&Command::dele(Arg::new(b"x").unwrap())).unwrap();
    assert_eq!(write(&mut delete), "PWD ");
    say(&mut delete, &["257 \"/\""]);
    let _ = write(&mut delete);
    say(&mut delete, &["451 transfer failed", "250 deleted"]);
    drop(delete);
    assert_eq!(session.health(), Health::Poisoned(Poison::Unasked));

    let mut session = support::session();
    let (mut upload, _) =
        begin(&mut session, Plan::store(Arg::new(b"a").unwrap()), &["200 fine", "229 here (|||2000|)"]);
    say(&mut upload, &["150 go"]);
    move_all(&mut upload, 5);
    say(&mut upload, &["226 stored"]);
    assert_eq!(upload.finish().ending, Ending::Complete);

    let mut delete = session.start(&Command::dele(Arg::new(b"x").unwrap())).unwrap();
    let _ = write(&mut delete);
    say(&mut delete, &["451 transfer failed", "250 deleted"]);
    drop(delete);
    assert_eq!(session.health(), Health::Poisoned(Poison::Unasked));
}

/// On a server that works on several commands at once, the reply to a dropped transfer may arrive as that of the next
/// one.
#[test]
fn a_final_reply_that_may_be_of_the_transfer_before_is_checked() {
    for (replies, ending) in [
        (&["226 one is stored", "452 no space", "257 \"/\""][..], Ending::Doubtful(Doubt::OtherReply)),
        (&["226 two is stored", "257 \"/\""], Ending::Complete),
    ] {
        let mut session = session();
        let prepares = ["200 fine", "229 here (|||2000|)"];
        let (one, _) = begin(&mut session, Plan::store(Arg::new(b"one").unwrap()), &prepares);
        drop(one);
        let prepares = ["257 \"/\"", "229 here (|||2001|)"];
        let mut two = session.transfer(Plan::store(Arg::new(b"two").unwrap())).unwrap();
        for line in prepares {
            let _ = write(&mut two);
            say(&mut two, &[line]);
        }
        two.happened(DataEvent::Connected);
        assert_eq!(write(&mut two), "STOR two ");
        say(&mut two, &["150 go", replies[0]]);
        move_all(&mut two, 5);
        assert_eq!(write(&mut two), "PWD ", "{replies:?}");
        say(&mut two, &replies[1..]);
        assert_eq!((two.is_over(), two.ending()), (true, ending), "{replies:?}");
    }
}

/// ProFTPD is still busy with the transfer before, in active mode as well as in passive mode.
#[test]
fn a_server_that_is_still_at_a_stopped_upload_is_asked_again_in_active_mode() {
    let mut session = session();
    session.set_data(DataSettings::default().mode(Mode::Active));
    let listening = DataEvent::Listening("192.0.2.1:4000".parse().unwrap());
    let mut upload = session.transfer(Plan::store(Arg::new(b"up").unwrap())).unwrap();
    let _ = write(&mut upload);
    upload.happened(listening);
    say(&mut upload, &["200 fine"]);
    assert_eq!(write(&mut upload), "PORT 192,0,2,1,15,160 ");
    say(&mut upload, &["200 fine"]);
    assert_eq!(write(&mut upload), "STOR up ");
    say(&mut upload, &["150 go"]);
    upload.happened(DataEvent::Accepted("192.0.2.9".parse().unwrap()));
    upload.happened(DataEvent::CallerStopped);
    upload.happened(DataEvent::Gone);
    assert_eq!(write(&mut upload), "PWD ");
    say(&mut upload, &["257 \"/\""]);
    drop(upload);

    let mut next = session.transfer(Plan::store(Arg::new(b"up").unwrap())).unwrap();
    assert_eq!(write(&mut next), "");
    assert_eq!(next.data(), Data::Listen);
    next.happened(listening);
    assert_eq!(write(&mut next), "PORT 192,0,2,1,15,160 ");
    say(&mut next, &["450 PORT: data transfer in progress"]);
    assert_eq!(write(&mut next), "PORT 192,0,2,1,15,160 ");
    say(&mut next, &["426 aborted", "200 fine"]);
    assert_eq!(write(&mut next), "STOR up ");
}

/// That the server can connect to the client does not show that the client can connect to the server.
#[test]
fn what_active_mode_taught_is_not_used_in_passive_mode() {
    let mut session = session();
    let mut listing = listen(&mut session, DataSettings::default());
    listing.happened(DataEvent::Accepted("192.0.2.9".parse().unwrap()));
    say(&mut listing, &["150 go", "226 done"]);
    listing.happened(DataEvent::Ended(End::Fin));
    listing.happened(DataEvent::Gone);
    assert_eq!(listing.finish().ending, Ending::Complete);

    session.set_data(DataSettings::default());
    let mut listing = session.transfer(Plan::list(None)).unwrap();
    let _ = write(&mut listing);
    say(&mut listing, &["229 here (|||2000|)"]);
    // The command waits for the connection, so that PASV can be tried if it fails.
    assert_eq!(write(&mut listing), "");
    listing.happened(DataEvent::Unreachable(Reach::Refused));
    assert_eq!(write(&mut listing), "PASV ");
}

/// A server that never finishes the upload is not asked for ever.
#[test]
fn a_server_that_stays_at_a_stopped_upload_is_asked_so_often_only() {
    let mut session = session();
    let (upload, _) = begin(&mut session, Plan::store(Arg::new(b"up").unwrap()), &["200 fine"]);
    drop(upload);
    let mut listing = session.transfer(Plan::list(None)).unwrap();
    assert_eq!(write(&mut listing), "PWD ");
    say(&mut listing, &["257 \"/\""]);
    let mut asked = 0;
    while write(&mut listing) == "EPSV " {
        asked += 1;
        say(&mut listing, &["450 EPSV: data transfer in progress"]);
    }
    // The first question does not count: the server was not yet known to be busy.
    assert_eq!(asked, 64 + 1);
    assert_eq!(listing.action(), Action::Receive, "PASV is asked for in its place");
}

/// A command whose answer can only be its own leaves the owed reply owed.
#[test]
fn an_answer_that_is_sure_leaves_what_is_owed() {
    let mut session = session();
    let (upload, _) = begin(&mut session, Plan::store(Arg::new(b"up").unwrap()), &[]);
    drop(upload);
    for (command, replies, answer) in [
        (Command::noop(), &["257 \"/\"", "200 fine"][..], 200),
        (Command::dele(Arg::new(b"x").unwrap()), &["226 stored", "250 deleted"], 250),
        // This may have been the owed reply, so no later reply is passed over.
        (Command::noop(), &["226 stored"], 226),
    ] {
        let mut exchange = session.start(&command).unwrap();
        for reply in replies {
            let _ = write(&mut exchange);
            say(&mut exchange, &[reply]);
        }
        let reply = exchange.finish().into_final().unwrap();
        assert_eq!(reply.code().get(), answer, "{replies:?}");
    }
}

/// A goodbye is never taken for the owed reply, and a preliminary reply does not settle what is owed.
#[test]
fn a_goodbye_is_not_taken_for_what_is_owed() {
    for (line, health) in [
        ("421 bye", Health::Closed),
        ("221 bye", Health::Closed),
        ("150 go", Health::InSync),
        ("426 aborted", Health::InSync),
    ] {
        let mut session = session();
        drop(begin(&mut session, Plan::store(Arg::new(b"up").unwrap()), &["200 fine"]));
        let mut exchange = session.start(&Command::noop()).unwrap();
        for reply in ["257 \"/\"", "200 fine"] {
            let _ = write(&mut exchange);
            say(&mut exchange, &[reply]);
        }
        assert!(exchange.finish().into_final().is_ok());
        say(&mut session.check(), &[line]);
        assert_eq!(session.health(), health, "{line}");
        // One final reply is owed, and no more.
        if health == Health::InSync {
            say(&mut session.check(), &["451 failed"]);
            let used_up = line.starts_with('4');
            let expected = if used_up { Health::Poisoned(Poison::Unasked) } else { Health::InSync };
            assert_eq!(session.health(), expected, "{line}");
        }
    }
}

/// A leaked transfer can no longer be finished, and nothing may begin in the middle of it.
#[test]
fn a_transfer_that_is_leaked_does_not_set_its_session_free() {
    let mut session = session();
    let (transfer, _) = begin(&mut session, Plan::list(None), &["200 fine", "229 here (|||2000|)"]);
    std::mem::forget(transfer);
    assert_eq!(session.health(), Health::ReplyPending);
    let mut session = support::session();
    let mut transfer = session.transfer(Plan::list(None)).unwrap();
    let _ = write(&mut transfer);
    say(&mut transfer, &["200 fine", "229 here (|||2000|)"]);
    std::mem::forget(transfer);
    assert_eq!(session.health(), Health::ReplyPending);
    assert!(session.start(&Command::noop()).is_err());
}

/// The command must not be sent behind the ABOR that was meant for it.
#[test]
fn a_command_that_waits_for_its_turn_is_not_aborted() {
    let mut session = session();
    drop(begin(&mut session, Plan::store(Arg::new(b"up").unwrap()), &["200 fine", "229 here (|||2000|)"]));
    let mut delete = session.start(&Command::dele(Arg::new(b"x").unwrap())).unwrap();
    assert_eq!(write(&mut delete), "PWD ");
    say(&mut delete, &["226 stored"]);
    drop(delete);
    assert_eq!(session.start(&Command::abor()).err(), Some(Busy(Health::ReplyPending)));
    let mut delete = session.resume().unwrap();
    say(&mut delete, &["257 \"/\""]);
    assert_eq!(write(&mut delete), "DELE x ");
}

/// None of it was written, so any command can be sent again in a new session.
#[test]
fn a_command_that_waits_for_its_turn_is_recovered() {
    for at_the_end in [false, true] {
        let mut session = session();
        drop(begin(&mut session, Plan::list(None), &["200 fine", "229 here (|||2000|)"]));
        let mut delete = session.start(&Command::dele(Arg::new(b"x").unwrap())).unwrap();
        assert_eq!(write(&mut delete), "PWD ");
        if at_the_end {
            say(&mut delete, &["226 done", "257 \"/\""]);
            assert_eq!(write(&mut delete), "DELE x ");
        }
        delete.handle(Input::Eof);
        drop(delete);
        let replay = session.recovery().unwrap().replay;
        assert_eq!(replay.as_deref(), (!at_the_end).then_some(&b"DELE x\r\n"[..]));
    }
}
