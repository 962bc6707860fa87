//! Which command each reply answers, as a session sees it.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::session::{Exchange, Health, Outcome, Poison};
use ftp_proto::transfer::{Data, DataEvent, Doubt, Ending, Plan};
use ftp_proto::{Action, Command, Dialogue, Input, Session};
use support::{HERE, ask, begin, custom, path, raw, say, session, write};

/// A caller that takes the replies one by one gets each of them, in order.
#[test]
fn preliminary_and_final_replies_are_handed_out_one_by_one() {
    /// Returns the outcomes that the session hands out, in order.
    fn outcomes(session: &mut Session) -> Vec<(&'static str, String)> {
        let mut seen = Vec::new();
        while session.health() == Health::ReplyPending {
            let outcome = session.resume().unwrap().finish();
            let Some(raw) = raw(&outcome) else { break };
            seen.push((outcome.name(), String::from_utf8_lossy(raw).trim_end().into()));
        }
        seen
    }
    for (first, later, expected) in [
        // Of several preliminary replies only the newest is handed out, and one after that says nothing new.
        (&["125 one", "150 two"][..], &[][..], &[("preliminary", "150 two")][..]),
        (&["150 one"], &["150 two", "226 done"], &[("preliminary", "150 one"), ("final", "226 done")]),
        // 200 is a final reply, although only aioftp ends a transfer with it.
        (&["150 one", "200 done"], &[], &[("preliminary", "150 one"), ("final", "200 done")]),
        (&["150 one"], &["200 done"], &[("preliminary", "150 one"), ("final", "200 done")]),
    ] {
        let mut session = session();
        let mut exchange = session.start(&Command::retr(path())).unwrap();
        let _ = write(&mut exchange);
        say(&mut exchange, first);
        drop(exchange);
        let mut seen = Vec::new();
        if !later.is_empty() {
            let outcome = session.resume().unwrap().finish();
            seen.extend(
                raw(&outcome).map(|raw| (outcome.name(), String::from_utf8_lossy(raw).trim_end().into())),
            );
            // These come while nobody waits for them.
            say(&mut session.check(), later);
        }
        seen.extend(outcomes(&mut session));
        let seen: Vec<_> = seen.iter().map(|(name, raw)| (*name, raw.as_str())).collect();
        assert_eq!(seen, expected, "{first:?} {later:?}");
    }
    // A preliminary reply to ABOR does not push out the final reply to the aborted command.
    let mut session = session();
    assert_eq!(ask(&mut session, "RETR file", &[]), Outcome::Unfinished);
    let mut abort = session.start(&Command::abor()).unwrap();
    assert_eq!(write(&mut abort), "ABOR ");
    say(&mut abort, &["200 ended", "125 aborting", "226 aborted"]);
    drop(abort);
    let seen: Vec<_> = outcomes(&mut session).into_iter().map(|(name, _)| name).collect();
    assert_eq!(seen, ["final", "preliminary", "final"]);
    assert_eq!(session.health(), Health::InSync);
}

/// The first of the two replies answers the aborted command, and has the same effects as without ABOR.
#[test]
fn a_command_that_was_aborted_has_its_own_reply() {
    let aborted = |session: &mut Session, line: &str, replies: &[&str]| {
        assert_eq!(ask(session, line, &[]), Outcome::Unfinished);
        let mut abort = session.start(&Command::abor()).unwrap();
        assert_eq!(write(&mut abort), "ABOR ");
        say(&mut abort, replies);
        drop(abort);
        let mut seen = 0;
        while session.health() == Health::ReplyPending {
            assert_eq!(session.resume().unwrap().finish().name(), "final", "{line}");
            seen += 1;
        }
        seen
    };
    for (line, replies, binary) in [
        ("TYPE A", ["200 type is a", "226 nothing to abort"], false),
        ("TYPE A", ["504 no", "226 nothing to abort"], true),
        ("RETR file", ["426 cut", "226 aborted"], true),
        ("RETR file", ["226 done", "502 no"], true),
    ] {
        let mut session = session();
        let _ = ask(&mut session, "TYPE I", &["200 fine"]);
        assert_eq!(aborted(&mut session, line, &replies), 2);
        assert_eq!((session.health(), session.is_binary()), (Health::InSync, binary), "{line}");
        // The reply to the next command is taken for neither.
        let _ = ask(&mut session, "TYPE I", &["200 fine"]);
        assert!(session.is_binary());
    }
    let mut session = session();
    aborted(&mut session, "CWD /pub", &["250 fine", "226 nothing to abort"]);
    aborted(&mut session, "AUTH TLS", &["234 go"]);
    assert_eq!(session.health(), Health::Poisoned(Poison::TlsChanges));
    let recovery = session.recovery().unwrap();
    assert_eq!((recovery.restore, recovery.replay), (vec![b"CWD /pub\r\n".to_vec()], None));
}

/// The commands of a dropped transfer are answered first, one reply for each.
#[test]
fn a_session_is_unsettled_until_all_of_a_transfer_is_answered() {
    let replies = ["200 fine", "213 400", "229 here (|||2000|)"];
    for count in 0..=replies.len() {
        let mut session = session();
        let (transfer, written) = begin(&mut session, Plan::retrieve(path()), &[]);
        assert_eq!(written, "TYPE I SIZE file EPSV ");
        drop(transfer);
        for reply in &replies[..count] {
            say(&mut session.check(), &[reply]);
        }
        let settled = count == replies.len();
        assert_eq!(session.health(), if settled { Health::InSync } else { Health::Unsettled }, "{count}");
        let mut exchange = session.start(&Command::noop()).unwrap();
        assert_eq!(write(&mut exchange), if settled { "NOOP " } else { "PWD " }, "{count}");
    }
    // All commands are answered, and the transfer is still under way.
    let mut session = session();
    let (transfer, _) = begin(&mut session, Plan::retrieve(path()), &replies);
    assert!(!transfer.is_over() && matches!(transfer.data(), Data::Hold | Data::Read));
    drop(transfer);
}

/// A server says why it closes. The caller learns that, even if its command still waits behind a `PWD`.
#[test]
fn a_goodbye_in_the_place_of_what_settles_a_session_is_told() {
    let before = ["200 fine", "229 here (|||2000|)"];
    for (goodbye, answered) in
        [("421 idle for too long", 2), ("221 bye", 2), ("421 idle for too long", 1), ("421 idle", 0)]
    {
        let mut session = session();
        drop(begin(&mut session, Plan::list(None), &[]));
        let mut exchange = session.start(&Command::noop()).unwrap();
        assert_eq!(write(&mut exchange), "PWD ");
        say(&mut exchange, &before[..answered]);
        say(&mut exchange, &[goodbye]);
        assert_eq!(exchange.action(), Action::Done);
        let outcome = exchange.finish();
        assert_eq!((outcome.name(), raw(&outcome)), ("closed", Some(format!("{goodbye}\r\n").as_bytes())));
        assert_eq!(session.health(), Health::Closed);
    }
}

/// A server that refuses every PWD is not asked for ever, and a reply to the dropped transfer does not answer the next one.
#[test]
fn a_session_is_settled_by_any_reply_to_the_last_question() {
    for reply in ["550 no", "500 what?", "502 no", "503 not now", "530 not you", "501 no"] {
        for next in ["command", "transfer"] {
            let mut session = session();
            drop(begin(&mut session, Plan::list(None), &[]));
            let replies = ["504 no type", "522 no port", reply];
            if next == "command" {
                let mut exchange = session.start(&Command::noop()).unwrap();
                assert_eq!(write(&mut exchange), "PWD ");
                say(&mut exchange, &replies);
                assert_eq!(write(&mut exchange), "NOOP ", "{reply}");
            } else {
                let mut transfer = session.transfer(Plan::store(path())).unwrap();
                assert_eq!(write(&mut transfer), "PWD ");
                say(&mut transfer, &replies);
                assert_eq!(write(&mut transfer), "TYPE I EPSV ", "{reply}");
                say(&mut transfer, &["200 fine", HERE]);
                assert!(matches!(transfer.data(), Data::Connect(_)), "{reply}");
            }
        }
    }
}

/// Pure-FTPd knows no command while it moves data, so a `PWD` that it refuses settles nothing.
#[test]
fn a_sentinel_that_was_refused_is_sent_again_when_what_is_older_is_answered() {
    for refusal in ["500 what?", "502 not now"] {
        let mut session = session();
        drop(begin(&mut session, Plan::list(None), &[]));
        let mut exchange = session.start(&Command::noop()).unwrap();
        assert_eq!(write(&mut exchange), "PWD ");
        say(&mut exchange, &[refusal]);
        assert_eq!((write(&mut exchange).as_str(), exchange.action()), ("", Action::Receive), "{refusal}");
        say(&mut exchange, &["200 fine"]);
        assert_eq!(write(&mut exchange), "", "{refusal}");
        say(&mut exchange, &["229 here (|||2000|)"]);
        assert_eq!(write(&mut exchange), "PWD ", "{refusal}");
        say(&mut exchange, &["257 \"/\""]);
        assert_eq!(write(&mut exchange), "NOOP ", "{refusal}");
        say(&mut exchange, &["200 fine"]);
        assert!(exchange.finish().into_final().is_ok(), "{refusal}");
        assert_eq!(session.health(), Health::InSync, "{refusal}");
    }
}

/// The final reply stays doubtful if the sentinel is not answered, or if its answer may be the reply to the transfer.
#[test]
fn a_final_reply_that_may_be_of_the_transfer_before_is_doubtful_without_its_check() {
    for last in [
        Input::Eof,
        Input::Broken,
        Input::TimedOut,
        Input::Bytes(b"421 bye\r\n"),
        Input::Bytes(b"550 two is not stored\r\n"),
        Input::Bytes(b"503 two is not stored\r\n"),
    ] {
        let mut session = session();
        let prepares = ["200 fine", "229 here (|||2000|)"];
        let (one, _) = begin(&mut session, Plan::store(path()), &prepares);
        drop(one);
        let mut two = session.transfer(Plan::store(path())).unwrap();
        for line in ["257 \"/\"", "229 here (|||2001|)"] {
            let _ = write(&mut two);
            say(&mut two, &[line]);
        }
        two.happened(DataEvent::Connected);
        let _ = write(&mut two);
        say(&mut two, &["150 go", "226 one is stored"]);
        support::move_all(&mut two, 5);
        assert_eq!(write(&mut two), "PWD ");
        two.handle(last);
        assert_eq!((two.is_over(), two.ending()), (true, Ending::Doubtful(Doubt::OtherReply)), "{last:?}");
    }
}

/// Owed replies do not poison a session, and no more replies than are owed are passed over.
#[test]
fn what_is_owed_is_told_from_the_answer_by_its_code() {
    for (line, owed, answer) in [
        ("EPSV", &["213 400", "227 at (192,0,2,1,7,208)", "226 done"][..], "229 here (|||2000|)"),
        ("PASV", &["213 400", "229 here (|||2000|)", "426 cut"], "227 at (192,0,2,1,7,208)"),
        ("SIZE file", &["227 at (192,0,2,1,7,208)", "229 here (|||2000|)", "225 no transfer"], "213 5"),
        ("MDTM file", &["227 at (192,0,2,1,7,208)", "229 here (|||2000|)", "226 done"], "213 20261128224732"),
        ("STAT", &["227 at (192,0,2,1,7,208)", "229 here (|||2000|)", "226 done"], "213 5"),
        ("NOOP", &["229 here (|||2000|)", "227 at (192,0,2,1,7,208)", "426 cut"], "200 fine"),
    ] {
        // The three commands of a dropped transfer are given up; none is answered before the sentinel.
        let mut session = session();
        drop(begin(&mut session, Plan::retrieve(path()), &[]));
        let command = custom(line);
        let mut exchange = session.start(&command.as_command()).unwrap();
        assert_eq!(write(&mut exchange), "PWD ", "{line}");
        say(&mut exchange, &["257 \"/\""]);
        assert_eq!(write(&mut exchange), format!("{line} "));
        say(&mut exchange, owed);
        assert_eq!(exchange.action(), Action::Receive, "{line}");
        say(&mut exchange, &[answer]);
        assert_eq!(raw(&exchange.finish()), Some(format!("{answer}\r\n").as_bytes()), "{line}");
        assert_eq!(session.health(), Health::InSync, "{line}");

        // If this reply comes first, it is the answer, although others are owed.
        let mut session = self::session();
        drop(begin(&mut session, Plan::retrieve(path()), &[]));
        let mut exchange = session.start(&command.as_command()).unwrap();
        let _ = write(&mut exchange);
        say(&mut exchange, &["257 \"/\""]);
        let _ = write(&mut exchange);
        say(&mut exchange, &[answer]);
        assert_eq!(raw(&exchange.finish()), Some(format!("{answer}\r\n").as_bytes()), "{line}");

        // A fourth reply of that kind is the answer, whatever it says.
        let mut session = self::session();
        drop(begin(&mut session, Plan::retrieve(path()), &[]));
        let mut exchange: Exchange<'_> = session.start(&command.as_command()).unwrap();
        let _ = write(&mut exchange);
        say(&mut exchange, &["257 \"/\""]);
        let _ = write(&mut exchange);
        say(&mut exchange, owed);
        say(&mut exchange, &owed[..1]);
        assert_eq!(raw(&exchange.finish()), Some(format!("{}\r\n", owed[0]).as_bytes()), "{line}");
    }
}

/// A second reply to a transfer (ProFTPD) is passed over once, and not after the answer to the next command.
#[test]
fn a_second_reply_to_a_transfer_is_passed_over_once() {
    for (replies, answer) in [
        (&["226 once more", "250 deleted"][..], Some("250 deleted")),
        (&["426 cut", "250 deleted"], Some("250 deleted")),
        (&["226 once more", "226 and more"], Some("226 and more")),
        (&["250 deleted", "226 once more"], None),
    ] {
        let mut session = session();
        let (mut transfer, _) =
            begin(&mut session, Plan::store(path()), &["200 fine", "229 here (|||2000|)"]);
        say(&mut transfer, &["150 go"]);
        support::move_all(&mut transfer, 5);
        say(&mut transfer, &["226 stored"]);
        assert_eq!(transfer.finish().ending, Ending::Complete);
        let mut exchange = session.start(&Command::dele(path())).unwrap();
        let _ = write(&mut exchange);
        say(&mut exchange, replies);
        let outcome = exchange.finish();
        let expected = answer.map(|answer| format!("{answer}\r\n"));
        match expected {
            Some(answer) => assert_eq!(raw(&outcome), Some(answer.as_bytes()), "{replies:?}"),
            None => assert_eq!(session.health(), Health::Poisoned(Poison::Unasked), "{replies:?}"),
        }
    }
}

/// A server that waits for a connection that cannot be made answers nothing else.
#[test]
fn a_session_whose_server_waits_for_a_connection_is_stuck() {
    for connected in [false, true] {
        let mut session = session();
        let prepares = ["200 fine", "229 here (|||2000|)"];
        let (mut transfer, _) = begin(&mut session, Plan::list(None), &prepares);
        say(&mut transfer, &["150 go"]);
        support::move_all(&mut transfer, 5);
        say(&mut transfer, &["226 done"]);
        assert_eq!(transfer.finish().ending, Ending::Complete);

        // A connection has worked before, so the command is sent while the next one is being made.
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        let _ = write(&mut transfer);
        say(&mut transfer, &["229 here (|||2001|)"]);
        assert_eq!(write(&mut transfer), "LIST ");
        let event = if connected {
            DataEvent::Connected
        } else {
            DataEvent::Unreachable(ftp_proto::transfer::Reach::Refused)
        };
        transfer.happened(event);
        let _ = write(&mut transfer);
        transfer.handle(Input::TimedOut);
        while transfer.data() != Data::Idle {
            transfer.happened(DataEvent::Gone);
        }
        assert_eq!(write(&mut transfer), if connected { "PWD " } else { "" });
        drop(transfer);
        let expected = if connected { Health::Unsettled } else { Health::Poisoned(Poison::Stuck) };
        assert_eq!(session.health(), expected);
    }
}
