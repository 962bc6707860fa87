//! What drivers and people see of a machine that is under way.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::dialogue::TlsFailure;
use ftp_proto::login::{Fault, LoginErrorKind, Misuse};
use ftp_proto::reply::ReplyError;
use ftp_proto::session::{Health, Poison};
use ftp_proto::transcript::{Answers, Entry};
use ftp_proto::transfer::{DataEvent, Plan};
use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginConfig, LoginError, TlsPolicy};

fn login() -> Login {
    let credentials = Credentials::new("alice", "hunter2").unwrap();
    Login::new(LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext))
}

/// Writes all that the machine wants to send, until it wants to receive.
fn send_all(dialogue: &mut impl Dialogue) {
    loop {
        match dialogue.action() {
            Action::Poll => dialogue.handle(Input::Pending),
            Action::Send(bytes) => {
                let n = bytes.len();
                dialogue.handle(Input::Sent(n));
            }
            _ => return,
        }
    }
}

/// Returns the error of a login that the server refused.
fn refused() -> LoginError {
    let mut login = login();
    for bytes in ["220 hi\r\n", "530 no\r\n"] {
        login.handle(Input::Bytes(bytes.as_bytes()));
        send_all(&mut login);
    }
    login.finish().unwrap_err()
}

/// By this count, a driver gives each reply a time limit of its own.
#[test]
fn replies_are_counted_as_they_come() {
    let mut login = login();
    assert_eq!(login.replies(), 0);
    for (count, bytes) in
        [(0, "220-hel"), (0, "lo\r\n220"), (1, " there\r\n"), (2, "331 password?\r\n"), (3, "230 in\r\n")]
    {
        login.handle(Input::Bytes(bytes.as_bytes()));
        send_all(&mut login);
        assert_eq!(login.replies(), count, "behind {bytes:?}");
    }
}

#[test]
fn a_goodbye_shows_what_it_waits_for() {
    let mut error = refused();
    let mut quit = error.quit();
    let before = format!("{quit:?}");
    send_all(&mut quit);
    let after = format!("{quit:?}");
    assert!(before.starts_with("Quit") && before != after, "{before} {after}");
    assert!(after.contains("Receive"), "{after}");
    let counted = quit.replies();
    quit.handle(Input::Bytes(b"221 bye\r\n"));
    assert_eq!((counted, quit.replies(), quit.action()), (2, 3, Action::Done));
}

#[test]
fn a_login_shows_how_far_it_is_and_no_secret() {
    let mut login = login();
    let mut seen = vec![format!("{login:?}")];
    for bytes in ["220 hi\r\n", "331 password?\r\n", "230 in\r\n"] {
        login.handle(Input::Bytes(bytes.as_bytes()));
        send_all(&mut login);
        seen.push(format!("{login:?}"));
    }
    assert!(seen[0].contains("Greeting") && seen[3].contains("Complete"), "{seen:#?}");
    assert!(seen.windows(2).all(|two| two[0] != two[1]), "{seen:#?}");
    assert!(!seen.concat().contains("hunter2"), "{seen:#?}");
}

/// An owner that keeps reporting nothing cannot keep a goodbye waiting for ever.
#[test]
fn a_goodbye_ends_where_nothing_is_reported() {
    for nothing in [Input::Bytes(b""), Input::Sent(0), Input::Pending] {
        let mut error = refused();
        let mut quit = error.quit();
        send_all(&mut quit);
        assert_eq!(quit.action(), Action::Receive);
        (0..100).for_each(|_| quit.handle(nothing));
        assert_eq!(quit.action(), Action::Done, "{nothing:?}");
    }
}

/// A server would take QUIT for the rest of that line, and so for a part of a name or password.
#[test]
fn nothing_is_said_behind_half_a_line() {
    let mut login = login();
    login.handle(Input::Bytes(b"220 hi\r\n"));
    send_all(&mut login);
    login.handle(Input::Bytes(b"331 password?\r\n"));
    login.handle(Input::Pending);
    assert_eq!(login.action(), Action::Send(b"PASS hunter2\r\n"));
    login.handle(Input::Sent(8));
    login.handle(Input::TimedOut);
    assert_eq!(login.finish().unwrap_err().quit().action(), Action::Done);

    let mut error = refused();
    let mut quit = error.quit();
    quit.handle(Input::Pending);
    quit.handle(Input::Sent(2));
    quit.handle(Input::TimedOut);
    assert_eq!(error.quit().action(), Action::Done);
    // A QUIT of which nothing was written is sent as if for the first time.
    let mut error = refused();
    let _quit = error.quit();
    let mut quit = error.quit();
    quit.handle(Input::Pending);
    assert_eq!(quit.action(), Action::Send(b"QUIT\r\n"));
}

/// A refusal that came too late is evidence about the command it refuses, and does not answer QUIT.
#[test]
fn a_goodbye_is_not_answered_by_what_comes_late() {
    for (replies, over) in [
        (&["530 no\r\n"][..], false),
        (&["530 no\r\n", "221 bye\r\n"], true),
        (&["530 no\r\n", "500 what?\r\n"], true),
        (&["421 bye\r\n"], true),
    ] {
        let mut login = login();
        for bytes in ["220 hi\r\n", "331 password?\r\n"] {
            login.handle(Input::Bytes(bytes.as_bytes()));
            send_all(&mut login);
        }
        login.handle(Input::TimedOut);
        assert_eq!(login.action(), Action::Done);
        let mut error = login.finish().unwrap_err();
        let mut quit = error.quit();
        send_all(&mut quit);
        replies.iter().for_each(|reply| quit.handle(Input::Bytes(reply.as_bytes())));
        assert_eq!(quit.action() == Action::Done, over, "{replies:?}");
        let answers = error.transcript().entries().filter_map(|entry| match entry {
            Entry::Received { answers: Answers::Command(number), .. } => Some(*number),
            _ => None,
        });
        assert_eq!(answers.collect::<Vec<_>>(), [0, 1, 2][..1 + replies.len()], "{replies:?}");
    }
}

/// Sixty-four inputs in a row may report nothing. One more is misuse by the driver.
#[test]
fn so_many_inputs_may_report_nothing() {
    for (count, health) in [(64, Health::ReplyPending), (65, Health::Poisoned(Poison::Misuse))] {
        for nothing in [Input::Bytes(b""), Input::Sent(0)] {
            let mut session = support::session();
            let command = support::custom("DELE file");
            let mut exchange = session.start(&command.as_command()).unwrap();
            exchange.handle(Input::Pending);
            (0..count).for_each(|_| exchange.handle(nothing));
            drop(exchange);
            assert_eq!(session.health(), health, "{nothing:?}");
            // After misuse nobody knows what was written.
            let replay = session.recovery().unwrap().replay;
            assert_eq!(replay.is_some(), health == Health::ReplyPending, "{nothing:?}");
        }
        let mut session = support::session();
        let (mut listing, _) = support::begin(&mut session, Plan::list(None), &["200 fine", support::HERE]);
        (0..count).for_each(|_| listing.happened(DataEvent::Moved(0)));
        drop(listing);
        assert_eq!(session.health().is_over(), count > 64);
    }
}

/// Blanks do not begin a reply. After its first byte, they do not end it either.
#[test]
fn a_reply_begins_with_its_first_byte_that_is_no_blank() {
    for (before, behind, health) in [
        (&["\r"][..], "\n200 fine\r\n", Health::InSync),
        (&["\r\n", "\r\n\r"], "\n200 fine\r\n", Health::InSync),
        (&["200"], " fine\r\n", Health::Poisoned(Poison::Unasked)),
        (&["200", " "], "fine\r\n", Health::Poisoned(Poison::Unasked)),
        (&["200", " ", " "], "fine\r\n", Health::Poisoned(Poison::Unasked)),
    ] {
        let mut session = support::session();
        before.iter().for_each(|bytes| session.check().handle(Input::Bytes(bytes.as_bytes())));
        let command = support::custom("NOOP");
        let mut exchange = session.start(&command.as_command()).unwrap();
        send_all(&mut exchange);
        exchange.handle(Input::Bytes(behind.as_bytes()));
        let _ = exchange.finish();
        assert_eq!(session.health(), health, "{before:?}");
    }
}

/// A poll before the handshake shows bytes that were injected before TLS. There is no poll between the replies to one write.
#[test]
fn it_is_looked_for_what_is_here_before_a_handshake() {
    let mut login = Login::new(LoginConfig::new(Credentials::new("alice", "hunter2").unwrap()));
    login.handle(Input::Bytes(b"220 hi\r\n"));
    send_all(&mut login);
    login.handle(Input::Bytes(b"234 go\r\n"));
    assert_eq!(login.action(), Action::Poll);
    let mut other = Login::new(LoginConfig::new(Credentials::new("alice", "hunter2").unwrap()));
    other.handle(Input::Bytes(b"220 hi\r\n"));
    send_all(&mut other);
    other.handle(Input::Bytes(b"234 go\r\n"));
    other.handle(Input::Bytes(b"331 put in\r\n"));
    assert_eq!(*other.finish().unwrap_err().kind(), LoginErrorKind::PlaintextBeforeTls);

    send_all(&mut login);
    assert_eq!(login.action(), Action::StartTls);
    login.handle(Input::TlsUp);
    send_all(&mut login);
    for reply in ["200 fine\r\n", "200 fine\r\n"] {
        login.handle(Input::Bytes(reply.as_bytes()));
        assert_eq!(login.action(), Action::Receive);
    }
}

#[test]
fn an_error_says_whose_fault_it_is() {
    let reply = || refused().kind().reply().unwrap().clone();
    for (kind, fault) in [
        (LoginErrorKind::Refused(reply()), Fault::Server),
        (LoginErrorKind::Unexpected(reply()), Fault::Server),
        (LoginErrorKind::EndlessReplies, Fault::Server),
        (LoginErrorKind::EarlyReply(reply()), Fault::Between),
        (LoginErrorKind::PlaintextBeforeTls, Fault::Between),
        (LoginErrorKind::Malformed(ReplyError::NoCode { at: 0 }), Fault::Between),
        (LoginErrorKind::TlsFailed(TlsFailure::Expired), Fault::Transport),
        (LoginErrorKind::Closed, Fault::Transport),
        (LoginErrorKind::Broken, Fault::Transport),
        (LoginErrorKind::TimedOut, Fault::Transport),
        (LoginErrorKind::Misuse(Misuse::NotAsked), Fault::Caller),
    ] {
        assert_eq!(kind.fault(), fault, "{kind:?}");
    }
    let credentials = Credentials::new("alice", "hunter2").unwrap();
    assert!(!credentials.has_account() && credentials.account("staff").unwrap().has_account());
}
