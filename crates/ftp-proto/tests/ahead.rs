//! Asking for the data connection of the next transfer together with the command of this one.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::command::CommandBuf;
use ftp_proto::transfer::{
    Data, DataEvent, DataSettings, End, Ending, Known, Pipelining, Plan, Refusal, Step,
};
use ftp_proto::{Arg, Dialogue, Input, Session};
use support::{begin, move_all, say, session, write};

fn retrieve() -> Plan {
    Plan::retrieve(Arg::new(b"file").unwrap())
}

fn store() -> Plan {
    Plan::store(Arg::new(b"file").unwrap())
}

/// A session that asks ahead, with a server that answers in order.
fn ahead() -> Session {
    let mut session = session();
    session.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
    session.set_known(Known::default().by_asking_ahead());
    session
}

/// EPSV goes only behind a small file of known size: otherwise nobody would notice that EPSV cut the transfer off.
#[test]
fn the_next_connection_is_asked_for_behind_small_files_of_known_size() {
    for (plan, size, written) in [
        (retrieve(), Some("213 400"), "RETR file EPSV "),
        (retrieve(), Some("213 32768"), "RETR file EPSV "),
        (retrieve(), Some("213 32769"), "RETR file "),
        (retrieve(), Some("550 no size"), "RETR file "),
        (retrieve().expected(10), Some("550 no size"), "RETR file "),
        (retrieve().expected(10), Some("213 100000"), "RETR file "),
        (retrieve().expected(100_000), Some("213 10"), "RETR file EPSV "),
        (retrieve().size(10), None, "RETR file EPSV "),
        (retrieve().size(100_000), None, "RETR file "),
        (store(), None, "STOR file "),
        (store().expected(32768), None, "STOR file EPSV "),
        (store().expected(32769), None, "STOR file "),
        (store().size(100_000).expected(10), None, "STOR file EPSV "),
        (Plan::list(None), None, "LIST "),
        (Plan::list(None).expected(10), None, "LIST EPSV "),
    ] {
        let mut session = ahead();
        let prepares: Vec<&str> =
            ["200 fine"].into_iter().chain(size).chain(["229 here (|||2000|)"]).collect();
        let (_, seen) = begin(&mut session, plan.clone(), &prepares);
        let asked = if size.is_some() { "TYPE I SIZE file EPSV " } else { "TYPE I EPSV " };
        assert_eq!(seen, format!("{asked}{written}"), "{plan:?} {size:?}");
    }
}

#[test]
fn what_is_known_of_a_server_decides_how_and_whether_it_is_asked_ahead() {
    for (pipelining, known, reply, written) in [
        (Pipelining::Ahead, Known::default().by_asking_ahead(), "229 here (|||2000|)", "STOR file EPSV "),
        (
            Pipelining::Ahead,
            Known::default().by_asking_ahead().by_pasv(),
            "227 at (192,0,2,1,7,208)",
            "STOR file PASV ",
        ),
        (Pipelining::Ahead, Known::default(), "229 here (|||2000|)", "STOR file "),
        (Pipelining::Prepare, Known::default().by_asking_ahead(), "229 here (|||2000|)", "STOR file "),
    ] {
        let mut session = session();
        session.set_data(DataSettings::default().pipelining(pipelining));
        session.set_known(known);
        let (_, seen) = begin(&mut session, store().expected(10), &["200 fine", reply]);
        assert!(seen.ends_with(written), "{seen} does not end with {written}");
    }
    // A server that does not know SIZE tells the size of no file, so that of this file is not known.
    let mut session = ahead();
    let prepares = ["200 fine", "500 what?", "229 here (|||2000|)"];
    let (_, seen) = begin(&mut session, retrieve().expected(10), &prepares);
    assert_eq!(seen, "TYPE I SIZE file EPSV RETR file ");
}

/// The next file needs one write only: its questions, its command, and EPSV for the file after it.
#[test]
fn a_file_whose_connection_is_here_is_asked_for_in_one_write() {
    let mut session = ahead();
    let prepares = ["200 fine", "213 5", "229 here (|||2000|)"];
    let (mut transfer, seen) = begin(&mut session, retrieve(), &prepares);
    assert_eq!(seen, "TYPE I SIZE file EPSV RETR file EPSV ");
    say(&mut transfer, &["150 go"]);
    move_all(&mut transfer, 5);
    say(&mut transfer, &["226 done", "229 here (|||2001|)"]);
    assert!(transfer.finish().is_complete());

    for (plan, written) in [
        (retrieve().expected(5), "SIZE file RETR file EPSV "),
        (retrieve().expected(40_000), "SIZE file RETR file "),
    ] {
        let mut transfer = session.transfer(plan).unwrap();
        assert!(
            matches!(transfer.data(), Data::Connect(target) if [2001, 2002].contains(&target.port.get()))
        );
        assert_eq!(write(&mut transfer), written);
        transfer.happened(DataEvent::Connected);
        say(&mut transfer, &["213 5", "150 go"]);
        move_all(&mut transfer, 5);
        say(&mut transfer, &["226 done"]);
        if written.ends_with("EPSV ") {
            say(&mut transfer, &["229 here (|||2002|)"]);
        }
        assert!(transfer.finish().is_complete(), "{written}");
    }
}

/// A server that is slow is blamed on asking ahead only if something was asked ahead.
#[test]
fn a_time_out_says_something_of_asking_ahead_only_where_that_was_done() {
    for (size, ahead) in [("213 100000", true), ("213 5", false)] {
        let mut session = self::ahead();
        let prepares = ["200 fine", size, "229 here (|||2000|)"];
        let (mut transfer, _) = begin(&mut session, retrieve(), &prepares);
        say(&mut transfer, &["150 go"]);
        transfer.happened(DataEvent::TimedOut);
        transfer.happened(DataEvent::Gone);
        drop(transfer);
        let known = session.known();
        assert_eq!(known == known.by_asking_ahead(), ahead, "{size}");
    }
}

/// A connection that was asked for ahead is not used if a command that may end the server's wait for it comes between.
#[test]
fn what_was_asked_ahead_is_used_by_the_transfer_behind_it_only() {
    for (between, written) in [("", "STOR file "), ("CWD", "STOR file "), ("STAT", "EPSV "), ("set", "EPSV ")]
    {
        let mut session = ahead();
        let prepares = ["200 fine", "229 here (|||2000|)"];
        let (mut transfer, _) = begin(&mut session, store().expected(5), &prepares);
        say(&mut transfer, &["150 go"]);
        move_all(&mut transfer, 5);
        say(&mut transfer, &["226 done", "229 here (|||2001|)"]);
        assert!(transfer.finish().is_complete());
        match between {
            "" => {}
            "set" => session.set_data(DataSettings::default().pipelining(Pipelining::Ahead)),
            verb => {
                let command = CommandBuf::custom(verb, Some(Arg::new(b"x").unwrap())).unwrap();
                let mut exchange = session.start(&command.as_command()).unwrap();
                let _ = write(&mut exchange);
                say(&mut exchange, &["250 fine"]);
                assert!(exchange.finish().into_final().is_ok());
            }
        }
        let mut transfer = session.transfer(store()).unwrap();
        assert_eq!(write(&mut transfer), written, "{between}");
    }
}

/// While it moves data, a server that looks at commands refuses the EPSV; a server that refuses the file says so first.
/// The next reply shows which of the two was refused. If no reply follows, the refusal is kept as evidence.
#[test]
fn a_refusal_is_that_of_the_file_where_an_address_follows() {
    let busy = Ending::Refused(Step::Command, Refusal::FileBusy);
    for (behind, ending, reply) in [
        ("229 here (|||2001|)", busy, "450 busy"),
        ("229 nowhere", busy, "450 busy"),
        ("226 done", Ending::Truncated, "226 done"),
        ("550 none", Ending::Refused(Step::Command, Refusal::FileUnavailable), "550 none"),
        ("", Ending::FinalReplyLost, "450 busy"),
    ] {
        let mut session = ahead();
        let prepares = ["200 fine", "213 5", "229 here (|||2000|)"];
        let (mut transfer, written) = begin(&mut session, retrieve(), &prepares);
        assert!(written.ends_with("RETR file EPSV "));
        say(&mut transfer, &["450 busy"]);
        match behind {
            "" => transfer.handle(Input::Eof),
            behind => say(&mut transfer, &[behind]),
        }
        while transfer.data() != Data::Idle {
            transfer.happened(match transfer.data() {
                Data::Read => DataEvent::Ended(End::Fin),
                _ => DataEvent::Gone,
            });
        }
        let _ = write(&mut transfer);
        say(&mut transfer, &["257 \"/\""]);
        let report = transfer.finish();
        let raw =
            report.reply.as_ref().map(|reply| String::from_utf8_lossy(reply.as_reply().raw()).into_owned());
        assert_eq!(raw, Some(format!("{reply}\r\n")), "{behind}");
        assert_eq!(report.ending, ending, "{behind}");
    }
}
