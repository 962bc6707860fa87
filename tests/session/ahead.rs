//! The data connection of the next transfer is requested right after the command of this one: with which servers, for
//! which files, and what follows from each answer.

use crate::logged_in_by;
use ftp_proto::command::Protection;
use ftp_proto::session::{Health, Poison, Transfer};
use ftp_proto::transfer::{
    Data, DataEvent, DataSettings, End, Ending, Known, Pipelining, Plan, Reach, Refusal, Report, Step,
};
use ftp_proto::{Action, Arg, Command, Dialogue, Input, Limits, Session};

/// The result of a transfer: what was written, to which port the data connection went, and the report.
struct Done {
    written: String,
    port: u16,
    report: Report,
}

/// Nothing listens on this port.
const CLOSED: u16 = 9;

fn session() -> Session {
    let mut session = Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear);
    session.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
    session.set_known(Known::default().by_asking_ahead());
    session
}

fn path(name: &str) -> Arg<'_> {
    Arg::new(name.as_bytes()).unwrap()
}

/// Drives a transfer with a server that sends these lines one after the other, and moves this many bytes.
fn drive(session: &mut Session, plan: Plan, moved: u64, says: &[&str]) -> Done {
    let mut transfer = session.transfer(plan).unwrap();
    let mut says = says.iter();
    let (mut written, mut port, mut left) = (String::new(), 0, moved);
    for step in 0.. {
        if transfer.is_over() {
            break;
        }
        assert!(step < 100, "no end: {written:?}: {transfer:?}");
        match transfer.data() {
            Data::Connect(to) => {
                port = to.port.get();
                transfer.happened(match port {
                    CLOSED => DataEvent::Unreachable(Reach::Refused),
                    _ => DataEvent::Connected,
                });
            }
            Data::Read | Data::Write if left > 0 => {
                transfer.happened(DataEvent::Moved(left));
                left = 0;
            }
            Data::Read => transfer.happened(DataEvent::Ended(End::Fin)),
            Data::Write => transfer.happened(DataEvent::SourceEnded),
            Data::Finish => transfer.happened(DataEvent::Ended(End::Fin)),
            Data::Close | Data::Reset => transfer.happened(DataEvent::Gone),
            _ => {}
        }
        match transfer.action() {
            Action::Poll => transfer.handle(Input::Pending),
            Action::Send(bytes) => {
                written += &String::from_utf8_lossy(bytes);
                let n = bytes.len();
                transfer.handle(Input::Sent(n));
            }
            Action::Receive => match says.next() {
                Some(line) => transfer.handle(Input::Bytes(format!("{line}\r\n").as_bytes())),
                None => assert!(transfer.data() != Data::Idle, "nothing more is said: {written:?}"),
            },
            _ => {}
        }
    }
    assert_eq!(says.len(), 0, "nobody waited for {:?}: {written:?}", says.as_slice());
    Done { written: written.replace("\r\n", "|"), port, report: transfer.finish() }
}

/// A first transfer of a file of 5 bytes; `behind` is what the server sends after the preliminary reply.
fn first(session: &mut Session, behind: &[&str]) -> Done {
    let says = [&["200 ok", "229 ok (|||1001|)", "150 soon"], behind].concat();
    drive(session, Plan::retrieve(path("a")).size(5), 5, &says)
}

#[test]
fn the_next_transfer_needs_no_question() {
    let mut session = session();
    let done = first(&mut session, &["226 done", "229 ok (|||1002|)"]);
    assert_eq!(done.written, "TYPE I|EPSV|RETR a|EPSV|");
    assert_eq!((done.port, done.report.ending), (1001, Ending::Complete));

    let done = drive(
        &mut session,
        Plan::retrieve(path("b")).size(5),
        5,
        &["150 soon", "226 done", "229 ok (|||1003|)"],
    );
    assert_eq!(done.written, "RETR b|EPSV|");
    assert_eq!((done.port, done.report.ending), (1002, Ending::Complete));
    assert_eq!(
        (done.report.data.prepared_by, done.report.data.target.unwrap().port.get()),
        (Some("EPSV"), 1002)
    );

    let done = drive(
        &mut session,
        Plan::store(path("c")).size(5),
        5,
        &["150 soon", "226 done", "229 ok (|||1004|)"],
    );
    assert_eq!(done.written, "STOR c|EPSV|");
    assert_eq!((done.port, done.report.ending), (1003, Ending::Complete));

    // Nobody knows the size of a listing: it uses what was requested ahead, and requests nothing itself.
    let done = drive(&mut session, Plan::list(None), 5, &["150 soon", "226 done"]);
    assert_eq!((&done.written[..], done.port), ("LIST|", 1004));
}

#[test]
fn what_is_large_or_of_unknown_size_goes_alone() {
    for (plan, moved) in [
        (Plan::retrieve(path("a")).size(32 * 1024 + 1), 32 * 1024 + 1),
        (Plan::store(path("a")), 5),
        (Plan::list(None), 5),
    ] {
        let mut session = session();
        let done = drive(
            &mut session,
            plan.clone(),
            moved,
            &["200 ok", "229 ok (|||1001|)", "150 soon", "226 done"],
        );
        assert_eq!(done.written, format!("TYPE I|EPSV|{}|", plan.command()));
        assert_eq!(done.report.ending, Ending::Complete);
    }
}

/// If SIZE is not understood, nobody would notice that a file was cut.
#[test]
fn nothing_is_asked_where_no_size_is_to_be_had() {
    let mut session = session();
    let plan = || Plan::retrieve(path("a")).expected(5);
    let says = ["200 ok", "502 ?", "229 ok (|||1001|)", "150 soon", "226 done"];
    assert_eq!(drive(&mut session, plan(), 5, &says).written, "TYPE I|SIZE a|EPSV|RETR a|");
    let says = ["229 ok (|||1001|)", "150 soon", "226 done", "229 ok (|||1002|)"];
    assert_eq!(drive(&mut session, plan().size(5), 5, &says).written, "EPSV|RETR a|EPSV|");
}

#[test]
fn only_servers_that_answer_in_order_are_asked() {
    for (greeting, ahead) in [
        ("220 (vsFTPd 3.0.5)\n", true),
        ("220 ProFTPD Server (Debian) [::ffff:127.0.0.1]\n", true),
        ("220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------\n220 ok\n", true),
        ("220 pyftpdlib 2.2.0 ready.\n", false),
        ("220 FTP\n", false),
    ] {
        let mut session = logged_in_by(greeting, "230 welcome\n");
        session.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
        let behind: &[&str] = if ahead { &["226 done", "229 ok (|||1002|)"] } else { &["226 done"] };
        assert_eq!(first(&mut session, behind).written.ends_with("RETR a|EPSV|"), ahead, "{greeting}");
    }
}

/// After a transfer that refuses what comes meanwhile, or that is refused itself, all replies match their commands.
#[test]
fn whatever_is_refused_is_told_apart() {
    let refused = |step, why| Ending::Refused(step, why);
    let here = "257 \"/\"";
    for (behind, ending, ahead) in [
        // A server that is still writing looks at its control connection (Pure-FTPd, ProFTPD).
        (&["500 ?", "226 done", here][..], Ending::Complete, None),
        (&["450 EPSV: data transfer in progress", "226 done", here], Ending::Complete, None),
        (&["500 ?", "426 broke", here], refused(Step::Transfer, Refusal::ConnectionLost), None),
        // The transfer itself was refused.
        (&["450 gone", "229 ok (|||1002|)"], refused(Step::Transfer, Refusal::FileBusy), Some(1002)),
        (&["426 broke", "229 ok (|||1002|)"], refused(Step::Transfer, Refusal::ConnectionLost), Some(1002)),
        // Answered before the transfer ends (libunftp).
        (&["229 ok (|||1002|)", "226 done"], Ending::Complete, Some(1002)),
        (&["226 done", "425 no port", here], Ending::Complete, None),
        (&["226 done", "229 somewhere", here], Ending::Complete, None),
        // The transfer is answered twice (ProFTPD): what was requested after it is answered before the PWD.
        (&["226 done", "226 done", "229 ok (|||1002|)"], Ending::Complete, Some(1002)),
        (
            &["426 broke", "451 broke\r\n229 ok (|||1002|)", here],
            refused(Step::Transfer, Refusal::ConnectionLost),
            None,
        ),
        (
            &["426 broke", "451 broke", "229 ok (|||1002|)", here],
            refused(Step::Transfer, Refusal::ConnectionLost),
            None,
        ),
    ] {
        let mut session = session();
        assert_eq!(first(&mut session, behind).report.ending, ending, "{behind:?}");
        let next = Plan::retrieve(path("b")).size(5);
        let (written, says): (_, &[&str]) = match ahead {
            Some(_) => ("RETR b|EPSV|", &["150 soon", "226 done", "229 ok (|||1003|)"]),
            None => ("EPSV|RETR b|", &["229 ok (|||1004|)", "150 soon", "226 done"]),
        };
        let done = drive(&mut session, next, 5, says);
        assert_eq!((&done.written[..], done.port), (written, ahead.unwrap_or(1004)), "{behind:?}");
        assert_eq!(done.report.ending, Ending::Complete, "{behind:?}");
    }
    // The preliminary reply can come after the refusal.
    let mut once = session();
    let says =
        ["200 ok", "229 ok (|||1001|)", "450 EPSV: data transfer in progress", "150 soon", "226 done", here];
    let done = drive(&mut once, Plan::retrieve(path("a")).size(5), 5, &says);
    assert_eq!(done.report.ending, Ending::Complete);
    assert_eq!(done.report.preliminary.unwrap().code().get(), 150);
    // The command is refused without a preliminary reply.
    for (refusal, why) in [
        ("550 no such file", Refusal::FileUnavailable),
        ("450 busy", Refusal::FileBusy),
        ("500 ?", Refusal::NotUnderstood),
    ] {
        let mut session = session();
        let says = ["200 ok", "229 ok (|||1001|)", refusal, "229 ok (|||1002|)"];
        let done = drive(&mut session, Plan::retrieve(path("a")).size(5), 0, &says);
        assert_eq!(done.report.ending, refused(Step::Command, why));
        let done = drive(&mut session, Plan::list(None), 5, &["150 soon", "226 done"]);
        assert_eq!((&done.written[..], done.port), ("LIST|", 1002));
    }
}

#[test]
fn a_file_that_was_cut_is_the_last_one() {
    let mut session = session();
    let says = ["200 ok", "229 ok (|||1001|)", "150 soon", "226 done", "229 ok (|||1002|)"];
    let done = drive(&mut session, Plan::retrieve(path("a")).size(6), 5, &says);
    assert_eq!(done.report.ending, Ending::Truncated);
    let done = drive(&mut session, Plan::retrieve(path("b")).size(5), 5, &["150 soon", "226 done"]);
    assert_eq!((&done.written[..], done.port), ("RETR b|", 1002));
}

#[test]
fn a_command_between_can_make_it_ask_again() {
    for (command, stays) in [
        (Command::noop(), true),
        (Command::cwd(path("d")), true),
        (Command::site(path("CHMOD 644 a")), true),
        (Command::pasv(), false),
        (Command::rein(), false),
        (Command::custom("XYZZY", None).unwrap(), false),
    ] {
        let mut session = session();
        first(&mut session, &["226 done", "229 ok (|||1002|)"]);
        let mut exchange = session.start(&command).unwrap();
        for input in [Input::Pending, Input::Sent(command.line_len()), Input::Bytes(b"250 ok\r\n")] {
            exchange.handle(input);
        }
        assert_eq!(exchange.finish().into_final().unwrap().code().get(), 250);
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        transfer.handle(Input::Pending);
        let asks = matches!(transfer.action(), Action::Send(bytes) if bytes.ends_with(b"EPSV\r\n"));
        assert_eq!(asks, !stays, "{command}");
    }
}

#[test]
fn new_settings_make_it_ask_again() {
    let mut session = session();
    first(&mut session, &["226 done", "229 ok (|||1002|)"]);
    session.set_data(DataSettings::default().pipelining(Pipelining::Ahead));
    let done = drive(&mut session, Plan::list(None), 5, &["229 ok (|||1003|)", "150 soon", "226 done"]);
    assert_eq!((&done.written[..], done.port), ("EPSV|LIST|", 1003));
}

/// What was requested ahead may be too old. EPSV still works.
#[test]
fn a_port_that_is_closed_by_now_is_asked_for_again() {
    let mut session = session();
    first(&mut session, &["226 done", "229 ok (|||9|)"]);
    let plan = Plan::retrieve(path("b")).offset(3).size(5);
    let says = ["229 ok (|||1003|)", "350 ok", "150 soon", "226 done", "229 ok (|||1004|)"];
    let done = drive(&mut session, plan, 2, &says);
    assert_eq!((&done.written[..], done.port), ("EPSV|REST 3|RETR b|EPSV|", 1003));
    assert_eq!(done.report.ending, Ending::Complete);
    assert!(!session.known().uses_pasv());
}

/// A transfer whose own replies come, but not the reply to what was requested ahead.
fn unanswered(session: &mut Session) -> Report {
    let mut transfer = session.transfer(Plan::retrieve(path("a")).size(0)).unwrap();
    let write = |transfer: &mut Transfer<'_>, n| {
        transfer.handle(Input::Pending);
        transfer.handle(Input::Sent(n));
    };
    write(&mut transfer, 14);
    transfer.handle(Input::Bytes(b"200 ok\r\n229 ok (|||1001|)\r\n"));
    transfer.happened(DataEvent::Connected);
    write(&mut transfer, 14);
    transfer.handle(Input::Bytes(b"150 soon\r\n226 done\r\n"));
    transfer.happened(DataEvent::Ended(End::Fin));
    transfer.happened(DataEvent::Gone);
    assert!(!transfer.is_over(), "a reply is missing");
    transfer.handle(Input::TimedOut);
    transfer.finish()
}

#[test]
fn what_is_not_answered_is_not_asked_again() {
    let mut session = session();
    assert_eq!(unanswered(&mut session).ending, Ending::Complete);
    assert_eq!(session.health(), Health::Unsettled);
    let says = ["257 \"/\"", "229 ok (|||1003|)", "150 soon", "226 done", "257 \"/\""];
    assert_eq!(
        drive(&mut session, Plan::retrieve(path("b")).size(5), 5, &says).written,
        "PWD|EPSV|RETR b|PWD|"
    );
}

/// The same, with any number of replies that come too late.
#[test]
fn what_was_not_waited_for_is_settled() {
    for (says, then) in [("451 broke\r\n229 ok (|||1003|)\r\n", "257 \"/\"\r\n"), ("", "257 \"/\"\r\n")] {
        let mut session = session();
        let _ = unanswered(&mut session);
        settles(&mut session, says, then);
    }
}

/// Checks that a NOOP gets its answer, after what is said before the PWD that settles the rest, and after `then`.
fn settles(session: &mut Session, says: &str, then: &str) {
    let mut noop = session.start(&Command::noop()).unwrap();
    noop.handle(Input::Bytes(says.as_bytes()));
    let (mut sent, mut then) = (Vec::new(), Some(then));
    loop {
        match noop.action() {
            Action::Poll => noop.handle(Input::Pending),
            Action::Send(bytes) => {
                sent = bytes.to_vec();
                noop.handle(Input::Sent(sent.len()));
            }
            Action::Receive => {
                let answer = if sent == b"PWD\r\n" { "257 \"/\"\r\n" } else { "200 ok\r\n" };
                noop.handle(Input::Bytes(then.take().unwrap_or(answer).as_bytes()));
            }
            _ => break,
        }
    }
    assert_eq!(noop.finish().into_final().unwrap().code().get(), 200, "{says:?} {then:?}");
    assert_eq!(session.health(), Health::InSync, "{says:?} {then:?}");
}

/// Nobody knows any more which replies to a dropped transfer answer what.
#[test]
fn a_transfer_that_was_dropped_is_settled() {
    for (says, then) in [
        // Answered twice, all before the PWD is written.
        ("426 broke\r\n451 broke\r\n229 ok (|||1003|)\r\n", "257 \"/\"\r\n"),
        ("", "426 broke\r\n451 broke\r\n229 ok (|||1003|)\r\n257 \"/\"\r\n"),
        ("", "426 broke\r\n500 ?\r\n257 \"/\"\r\n"),
    ] {
        let mut session = session();
        first(&mut session, &["226 done", "229 ok (|||1002|)"]);
        let mut transfer = session.transfer(Plan::retrieve(path("b")).size(5)).unwrap();
        transfer.handle(Input::Pending);
        transfer.handle(Input::Sent("RETR b\r\nEPSV\r\n".len()));
        transfer.happened(DataEvent::Connected);
        drop(transfer);
        assert_eq!(session.health(), Health::Unsettled);

        settles(&mut session, says, then);
    }
}

/// Once a sentinel has shown where the replies end, one reply too many is detected as always.
#[test]
fn a_reply_too_many_is_found_out_behind_what_was_refused() {
    let mut session = session();
    first(&mut session, &["500 ?", "226 done", "257 \"/\""]);
    let mut noop = session.start(&Command::noop()).unwrap();
    for input in [Input::Pending, Input::Sent(6), Input::Bytes(b"200 ok\r\n200 ok\r\n")] {
        noop.handle(input);
    }
    let _ = noop.finish();
    assert_eq!(session.health(), Health::Poisoned(Poison::Unasked));
}

/// What is asked about the file goes with its command. Nothing that depends on a reply is sent before that reply.
#[test]
fn all_of_a_transfer_is_one_write() {
    let mut session = session();
    first(&mut session, &["226 done", "229 ok (|||1002|)"]);
    let plan = Plan::retrieve(path("b")).modified().expected(5);
    let says = ["213 5", "213 20260102030405", "150 soon", "226 done", "229 ok (|||1003|)"];
    let done = drive(&mut session, plan, 5, &says);
    assert_eq!(done.written, "SIZE b|MDTM b|RETR b|EPSV|");
    assert_eq!((done.port, done.report.ending, done.report.size), (1002, Ending::Complete, Some(5)));
    assert!(done.report.modified.is_some());

    let done = drive(
        &mut session,
        Plan::retrieve(path("c")).offset(3).expected(5),
        2,
        &["213 5", "350 ok", "150 soon", "226 done", "229 ok (|||1004|)"],
    );
    assert_eq!(done.written, "SIZE c|REST 3|RETR c|EPSV|");
    assert_eq!(done.report.ending, Ending::Complete);
    let done = drive(&mut session, Plan::retrieve(path("d")).offset(3), 0, &["213 2"]);
    assert_eq!((&done.written[..], done.report.ending), ("SIZE d|", Ending::OffsetMismatch));
}
