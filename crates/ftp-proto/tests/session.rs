//! What a session says about itself.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::command::{Protection, Representation};
use ftp_proto::dialogue::TlsFailure;
use ftp_proto::session::{Busy, Health, Outcome, Poison};
use ftp_proto::transcript::Entry;
use ftp_proto::transfer::{DataEvent, Plan};
use ftp_proto::{Action, Command, Credentials, Dialogue, Input, Limits, Session};
use support::{ask, begin, custom, path, raw, say, session, write};

/// Whoever takes over the connection must read the unread bytes first.
#[test]
fn a_connection_is_given_back_with_what_was_read_of_it() {
    for (bytes, unread) in [
        (&b""[..], &b""[..]),
        (b"200 fine\r\n", b"200 fine\r\n"),
        (b"200 fi", b"200 fi"),
        (b"150-go\r\n150 on\r\n226 do", b"150-go\r\n150 on\r\n226 do"),
    ] {
        let mut session = session();
        let mut exchange = session.start(&Command::retr(path())).unwrap();
        let _ = write(&mut exchange);
        exchange.handle(Input::Bytes(bytes));
        drop(exchange);
        assert_eq!(session.into_unread(), unread);
    }
    let mut session = session();
    assert!(ask(&mut session, "NOOP", &["200 fine"]).into_final().is_ok());
    assert_eq!(session.into_unread(), b"", "what was looked at is not unread");
}

#[test]
fn a_session_that_is_taken_over_is_as_it_is_said_to_be() {
    use Protection::{DangerClear, Private};
    for (control, data) in
        [(DangerClear, DangerClear), (DangerClear, Private), (Private, DangerClear), (Private, Private)]
    {
        let mut session = Session::take_over(Limits::default(), control, data);
        assert_eq!(session.is_encrypted(), control == Private);
        assert_eq!(session.is_data_protected(), data == Private);
        assert!(session.features().is_none() && session.is_logged_in() && session.recovery().is_none());
        let _ = ask(&mut session, "PROT P", &["200 fine"]);
        assert!(session.is_data_protected());
        let _ = ask(&mut session, "PROT C", &["536 no"]);
        assert!(session.is_data_protected());
        let _ = ask(&mut session, "PROT C", &["200 fine"]);
        assert!(!session.is_data_protected());
    }
}

/// Sizes are in bytes only under TYPE I, and a representation that is wrongly believed to be set spoils a file.
#[test]
fn the_representation_is_what_the_server_took_last() {
    let mut session = session();
    assert!(!session.is_binary());
    for (line, reply, binary) in [
        ("TYPE I", "500 what?", false),
        ("TYPE I", "200 fine", true),
        ("TYPE A", "504 no", true),
        ("NOOP", "200 fine", true),
        ("TYPE A", "200 fine", false),
    ] {
        let _ = ask(&mut session, line, &[reply]);
        assert_eq!(session.is_binary(), binary, "{line} {reply}");
    }
    let mut exchange = session.start(&Command::type_(Representation::Image)).unwrap();
    let _ = write(&mut exchange);
    drop(exchange);
    assert!(!session.is_binary());
}

/// By this count, a driver gives each reply a time limit of its own.
#[test]
fn replies_are_counted() {
    let mut session = session();
    let mut exchange = session.start(&Command::retr(path())).unwrap();
    let _ = write(&mut exchange);
    for (count, bytes) in [(0, "150-go"), (0, "\r\n15"), (1, "0 on\r\n2"), (2, "26 done\r\n")] {
        exchange.handle(Input::Bytes(bytes.as_bytes()));
        assert_eq!(exchange.replies(), count, "behind {bytes:?}");
    }
    drop(exchange);
    assert_eq!(session.resume().unwrap().finish().name(), "preliminary");
    assert_eq!(session.resume().unwrap().finish().name(), "final");
    let (mut transfer, _) = begin(&mut session, Plan::list(None), &[]);
    assert_eq!(transfer.replies(), 2);
    say(&mut transfer, &["200 fine", "229 here (|||2000|)"]);
    assert_eq!((transfer.replies(), transfer.transcript().entries().count() > 4), (4, true));
}

/// While no command is under way, only the end of the connection, its announcement, or an unsolicited reply can come.
#[test]
fn a_check_says_how_the_session_is() {
    let poisoned = |poison| Health::Poisoned(poison);
    for (input, health) in [
        (Input::Pending, Health::InSync),
        (Input::TimedOut, Health::InSync),
        (Input::Bytes(b"421 idle for too long\r\n"), Health::Closed),
        (Input::Bytes(b"221 bye\r\n"), Health::Closed),
        (Input::Eof, Health::Closed),
        (Input::Broken, Health::Broken),
        (Input::Bytes(b"200 what for?\r\n"), poisoned(Poison::Unasked)),
        (Input::TlsFailed(TlsFailure::NotTls), poisoned(Poison::TlsFailed(TlsFailure::NotTls))),
        (Input::TlsUp, poisoned(Poison::Misuse)),
        (Input::Sent(1), poisoned(Poison::Misuse)),
    ] {
        let mut session = session();
        let _ = ask(&mut session, "NOOP", &["200 fine"]);
        let mut check = session.check();
        assert_eq!(check.action(), Action::Poll);
        check.handle(input);
        assert_eq!(check.action(), Action::Done, "{input:?}");
        // The check is done, so further inputs are ignored.
        check.handle(Input::TlsUp);
        check.handle(Input::Broken);
        assert_eq!(check.finish(), health, "{input:?}");
        assert_eq!(session.health(), health, "{input:?}");
        // A session that is over is not checked again.
        assert_eq!(session.check().action() == Action::Done, health.is_over(), "{input:?}");
        assert_eq!(session.start(&Command::noop()).err(), health.is_over().then_some(Busy(health)));
    }
}

/// A time-out says that no reply came in time, which is not the same as an exchange that was never waited for.
#[test]
fn an_exchange_that_is_not_over_says_so() {
    let mut session = session();
    let mut exchange = session.start(&Command::noop()).unwrap();
    let _ = write(&mut exchange);
    assert_eq!(exchange.finish(), Outcome::Unfinished);
    let mut exchange = session.resume().unwrap();
    assert_eq!(exchange.action(), Action::Receive);
    exchange.handle(Input::TimedOut);
    assert_eq!(exchange.action(), Action::Done);
    assert_eq!(exchange.finish(), Outcome::TimedOut);
    assert_eq!(session.health(), Health::ReplyPending);
    let mut exchange = session.resume().unwrap();
    say(&mut exchange, &["200 fine"]);
    assert_eq!(raw(&exchange.finish()), Some(&b"200 fine\r\n"[..]));
}

/// RNTO and transfers need the command before them, so the next session has to send that, too. A 350 to other commands
/// has no such effect.
#[test]
fn only_a_first_half_is_restored() {
    for (line, restore) in [("RNFR a", "RNFR a\r\n"), ("REST 5", "REST 5\r\n"), ("SITE a", ""), ("MKD a", "")]
    {
        let mut session = session();
        let _ = ask(&mut session, line, &["350 go on"]);
        session.check().handle(Input::Eof);
        let recovery = session.recovery().unwrap();
        assert_eq!(String::from_utf8(recovery.restore.concat()).unwrap(), restore, "{line}");
        assert!(recovery.directory_known && recovery.replay.is_none(), "{line}");
    }
}

/// A caller that starts TLS by itself has to see that someone has injected a reply before it.
#[test]
fn what_comes_behind_the_reply_that_starts_tls_is_unread() {
    for (bytes, unread) in [
        (&b"234 go\r\n"[..], &b""[..]),
        (b"234 go\r\n200 put in\r\n", b"200 put in\r\n"),
        (b"234 go\r\n200 put in\r\n331 too\r\n22", b"200 put in\r\n331 too\r\n22"),
    ] {
        let mut session = session();
        let command = custom("AUTH TLS");
        let mut exchange = session.start(&command.as_command()).unwrap();
        let _ = write(&mut exchange);
        exchange.handle(Input::Bytes(bytes));
        let outcome = exchange.finish();
        assert!(matches!(outcome, Outcome::Poisoned(Poison::TlsChanges, _)));
        assert_eq!(raw(&outcome), Some(&b"234 go\r\n"[..]));
        assert_eq!(session.into_unread(), unread);
    }
}

/// After REIN a server is in clear again (RFC 4217 section 13), so what follows under TLS would not be understood.
#[test]
fn a_session_under_tls_ends_where_tls_does() {
    use Protection::{DangerClear, Private};
    let changes = Health::Poisoned(Poison::TlsChanges);
    for (control, line, reply, health) in [
        (Private, "REIN", "220 ready", changes),
        (Private, "REIN", "502 no", Health::InSync),
        (DangerClear, "REIN", "220 ready", Health::InSync),
        (Private, "CCC", "200 fine", changes),
        (Private, "CCC", "533 no", Health::InSync),
        (DangerClear, "AUTH TLS", "234 go", changes),
    ] {
        let mut session = Session::take_over(Limits::default(), control, Private);
        let _ = ask(&mut session, line, &[reply]);
        assert_eq!(session.health(), health, "{control:?} {line} {reply}");
    }
}

/// XCWD and XCUP are the names of CWD and CDUP from before RFC 959. Some servers know only these.
#[test]
fn a_directory_is_followed_by_its_old_names_too() {
    for (lines, restore) in [
        (&["XCWD /pub", "XCUP"][..], "XCWD /pub\r\nXCUP\r\n"),
        (&["CWD pub", "xcwd a"], "CWD pub\r\nxcwd a\r\n"),
        (&["CWD pub", "xcwd /a"], "xcwd /a\r\n"),
        (&["XPWD", "XMKD /a"], ""),
    ] {
        let mut session = session();
        for line in lines {
            let _ = ask(&mut session, line, &["250 fine"]);
        }
        let _ = ask(&mut session, "XCWD /no", &["550 none"]);
        session.check().handle(Input::Eof);
        let recovery = session.recovery().unwrap();
        assert_eq!(String::from_utf8(recovery.restore.concat()).unwrap(), restore);
        assert!(recovery.directory_known);
    }
}

/// A refused PASS alone changes nothing. After USER, the old login is over already.
#[test]
fn a_login_in_mid_session_is_followed() {
    for (lines, logged_in) in [
        (&[("PASS secret", "530 Login incorrect.")][..], true),
        (&[("NOOP", "530 Please login with USER and PASS.")], false),
        (&[("NOOP", "550 You are NOT -- (logged in)!")], false),
        (&[("NOOP", "550 No such file")], true),
        (&[("USER bob", "530 Can't change to another user.")], true),
        (&[("USER bob", "331 Password?"), ("PASS secret", "530 Login incorrect.")], false),
        (&[("USER bob", "331 Password?"), ("PASS secret", "230 In.")], true),
        (&[("REIN", "220 Ready.")], false),
        (&[("REIN", "502 What?")], true),
    ] {
        let mut session = session();
        for (line, reply) in lines {
            let _ = ask(&mut session, line, &[reply]);
        }
        assert_eq!(session.is_logged_in(), logged_in, "{lines:?}");
    }
}

/// A reply to a command of a transfer can show the end of the login, too, also after the transfer was dropped.
#[test]
fn the_end_of_a_login_shows_in_a_transfer_too() {
    let here = "229 here (|||2000|)";
    for (replies, logged_in) in [
        (&["530 Please login with USER and PASS."][..], false),
        (&["200 fine", "530 Not logged in."], false),
        (&["200 fine", here, "530 Please login with USER and PASS."], false),
        (&["200 fine", here, "503 Log in with USER and PASS first."], false),
        (&["200 fine", here, "530 TLS required on the data connection"], true),
        (&["200 fine", here, "550 No such file"], true),
    ] {
        for left in [false, true] {
            let mut session = session();
            let (mut transfer, _) = begin(&mut session, Plan::list(None), &replies[..replies.len().min(2)]);
            let behind = replies.get(2..).unwrap_or_default();
            if left {
                drop(transfer);
                say(&mut session.check(), behind);
            } else {
                say(&mut transfer, behind);
                drop(transfer);
            }
            assert_eq!(session.is_logged_in(), logged_in, "{replies:?} {left}");
            assert_eq!(session.recovery().is_none(), session.health() == Health::InSync && logged_in);
        }
    }
}

/// The target is recorded once, however often the transfer is asked for it: where the bytes went is evidence.
#[test]
fn the_transcript_says_where_a_data_connection_goes() {
    let targets = |session: &Session| {
        session.transcript().entries().filter(|entry| matches!(entry, Entry::DataTarget(_))).count()
    };
    let mut session = session();
    // The command of the second transfer is sent while its connection is being made.
    for (count, prepares) in [(1, &["200 fine", "229 here (|||2000|)"][..]), (2, &["229 here (|||2001|)"])] {
        let mut transfer = session.transfer(Plan::list(None)).unwrap();
        let _ = write(&mut transfer);
        say(&mut transfer, prepares);
        let _ = write(&mut transfer);
        transfer.happened(DataEvent::Connected);
        let _ = write(&mut transfer);
        say(&mut transfer, &["150 go"]);
        support::move_all(&mut transfer, 5);
        say(&mut transfer, &["226 done"]);
        assert!(transfer.finish().is_complete());
        assert_eq!(targets(&session), count);
    }
}

#[test]
fn errors_and_states_are_told_in_words() {
    let mut session = session();
    let preliminary = ask(&mut session, "RETR file", &["150 go\u{7}"]);
    let fin = {
        let mut exchange = session.resume().unwrap();
        say(&mut exchange, &["226 done"]);
        exchange.finish()
    };
    let Outcome::Final(reply) = fin.clone() else { panic!("{fin:?}") };
    let poison = Poison::TlsFailed(TlsFailure::Expired);
    for (shown, text) in [
        (preliminary.to_string(), "preliminary reply: 150 go\\x07"),
        (fin.to_string(), "final reply: 226 done"),
        (Outcome::TimedOut.to_string(), "no reply in time"),
        (Outcome::Closed(None).to_string(), "connection closed"),
        (Outcome::Closed(Some(reply)).to_string(), "connection closed: 226 done"),
        (Outcome::Broken.to_string(), "connection broke"),
        (
            Outcome::Poisoned(Poison::Unasked, None).to_string(),
            "out of sync: a reply that no command asked for",
        ),
        (Outcome::Unfinished.to_string(), "the command is still under way"),
        (Health::InSync.to_string(), "in sync"),
        (Health::Unsettled.to_string(), "a transfer was left"),
        (
            Health::Poisoned(poison).to_string(),
            "out of sync: tls failed: certificate is not valid at this time",
        ),
        (Busy(Health::ReplyPending).to_string(), "a command has no final reply yet"),
        (Busy(Health::Closed).to_string(), "the session is closed"),
        (Busy(Health::Broken).to_string(), "the connection broke"),
        (Busy(Health::Poisoned(poison)).to_string(), "the session is out of sync for good"),
    ] {
        assert_eq!(shown, text);
    }
}

/// `Debug` is meant for logs: it shows the state of a session, but no bytes that were sent or received.
#[test]
fn debug_shows_how_far_a_session_is_and_no_bytes() {
    let mut session = session();
    let command = custom("SITE hunter2");
    let mut exchange = session.start(&command.as_command()).unwrap();
    let mut seen = vec![format!("{exchange:?}")];
    exchange.handle(Input::Pending);
    exchange.handle(Input::Sent(5));
    seen.push(format!("{exchange:?}"));
    let _ = write(&mut exchange);
    seen.push(format!("{exchange:?}"));
    exchange.handle(Input::Bytes(b"200 hu"));
    seen.push(format!("{exchange:?}"));
    drop(exchange);
    for (shown, expected) in seen.iter().zip([
        ["to_write: 14", "(Command, false)", "mid_reply: None", "poll: true"],
        ["to_write: 9", "(Command, false)", "mid_reply: None", "poll: false"],
        ["to_write: 0", "(Command, true)", "mid_reply: None", "poll: false"],
        ["to_write: 0", "(Command, true)", "mid_reply: Some((0, 6))", "poll: false"],
    ]) {
        for part in expected {
            assert!(shown.contains(part), "{part:?} is not in {shown}");
        }
    }
    session.check().handle(Input::Eof);
    let recovery = format!("{:?}", session.recovery());
    assert!(recovery.contains("restore: []") && recovery.contains("directory_known: true"), "{recovery}");
}

/// A hidden password may be in any command, whether it was sent last or waits for its turn.
#[test]
fn debug_shows_no_argument_of_a_command() {
    let numbers = b"hunter2".map(|byte| byte.to_string()).join(", ");
    let mut session = session();
    session.hide(&Credentials::new("alice", "hunter2").unwrap());
    let _ = ask(&mut session, "TYPE I", &["200 fine"]);
    let _ = ask(&mut session, "CWD hunter2", &["250 fine"]);
    let command = custom("LIST hunter2");
    let mut exchange = session.start(&command.as_command()).unwrap();
    let _ = write(&mut exchange);
    let sent = format!("{exchange:?}");
    say(&mut exchange, &["550 no"]);
    drop(exchange);
    let _ = session.resume().unwrap().finish();

    drop(begin(&mut session, Plan::list(None), &["229 here (|||2000|)"]));
    let command = custom("SITE hunter2");
    let exchange = session.start(&command.as_command()).unwrap();
    let waits = format!("{exchange:?}");
    let moves = Plan::of(&custom("RETR hunter2").as_command()).unwrap();
    let moves = format!("{:?}", self::session().transfer(moves).unwrap());
    for (shown, part) in
        [(&sent, "last: \"LIST\""), (&waits, "deferred: Some(SITE)"), (&moves, "verb: \"RETR\"")]
    {
        assert!(shown.contains(part), "{part} is not in {shown}");
        assert!(!shown.contains("hunter2") && !shown.contains(&numbers), "{shown}");
    }
}

/// A session may last for weeks. It keeps what explains its end, and no more.
#[test]
fn a_session_keeps_little_of_what_was_said() {
    let mut session = session();
    for _ in 0..500 {
        let _ = ask(&mut session, "NOOP", &[&format!("200 {}", "x".repeat(90))]);
    }
    let bytes: usize = session.transcript().entries().map(|entry| format!("{entry:?}").len()).sum();
    assert!((1000..8 << 10).contains(&bytes), "{bytes}");
    assert!(session.transcript().left_out() > 800);
}
