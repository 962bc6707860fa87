//! How a login behaves with odd servers, and what it shows of itself.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::login::{LoginErrorKind, Misuse, Phase, Pipelining, ProxyStyle, Script, Start};
use ftp_proto::session::{Health, Poison};
use ftp_proto::transcript::{Entry, Violation};
use ftp_proto::transfer::Plan;
use ftp_proto::{Action, Arg, Credentials, Dialogue, Input, Login, LoginConfig, Secret, TlsPolicy};
use support::{say, write};

fn credentials() -> Credentials {
    Credentials::new("alice", "hunter2").unwrap()
}

fn config() -> LoginConfig {
    LoginConfig::new(credentials()).tls(TlsPolicy::DangerCleartext)
}

/// Sends the login each reply in turn, and returns what it writes after each.
fn written(login: &mut Login, replies: &[&str]) -> Vec<String> {
    let each = |reply: &&str| {
        say(login, &[reply]);
        write(login)
    };
    replies.iter().map(each).collect()
}

fn violations(entries: impl Iterator<Item = Entry>) -> Vec<Violation> {
    let violation = |entry| if let Entry::Violation(violation) = entry { Some(violation) } else { None };
    entries.filter_map(violation).collect()
}

/// Commands after the login are not forgotten, even if only one may be under way at a time.
#[test]
fn all_that_was_asked_for_is_sent_one_by_one() {
    let config = config().pipelining(Pipelining::InStep).features().utf8().binary();
    let config = config.client(Arg::new(b"test").unwrap());
    let replies =
        ["220 hi", "331 password?", "230 in", "211-\r\n UTF8\r\n CLNT\r\n211 end", "200 fine", "200 fine"];
    let mut login = Login::new(config);
    let expected = ["USER alice ", "PASS hunter2 ", "FEAT ", "TYPE I ", "OPTS UTF8 ON ", "CLNT test "];
    assert_eq!(written(&mut login, &replies), expected);
    assert_eq!(written(&mut login, &["200 fine"]), [""]);
    assert_eq!(login.action(), Action::Done);
    let session = login.finish().unwrap();
    let features = session.features().map(|reply| reply.as_reply().raw().len());
    assert_eq!(features, Some(replies[3].len() + 2));
    assert!(!session.is_encrypted() && !session.is_data_protected());
}

#[test]
fn a_session_has_no_features_where_none_were_given() {
    for (asks, reply) in [(false, None), (true, Some("502 what?"))] {
        let mut login = Login::new(if asks { config().features() } else { config() });
        let _ = written(&mut login, &["220 hi", "331 password?", "230 in"]);
        reply.into_iter().for_each(|reply| say(&mut login, &[reply]));
        assert!(login.finish().unwrap().features().is_none());
    }
}

/// TLS does not make a password safe that was sent in clear, so it is not begun after that, even if the server demands
/// it.
#[test]
fn tls_is_not_begun_behind_a_password() {
    let proxy = Credentials::new("proxyuser", "proxypass").unwrap();
    let script = Script::proxy(ProxyStyle::ProxyLoginFirst, Arg::new(b"host").unwrap(), Some(proxy)).unwrap();
    for (at, replies, last) in [
        (0, &["220 hi", "500 what?", "500 what?", "530 Must use TLS."][..], "AUTH TLS "),
        (1, &["220 hi", "500 what?", "500 what?", "331 password?", "230 in", "530 Must use TLS."], ""),
    ] {
        let mut login = Login::new(
            LoginConfig::new(credentials()).tls(TlsPolicy::DangerIfOffered).through(script.clone()),
        );
        let written = written(&mut login, replies);
        assert_eq!(written.last().map(String::as_str), Some(last), "{written:?}");
        if at == 1 {
            assert!(matches!(login.finish().unwrap_err().kind(), LoginErrorKind::Refused(_)));
        }
    }
}

/// The password is not cut, and no other password is sent in its place.
#[test]
fn a_line_that_would_be_too_long_is_not_sent() {
    let long = |field: u8| vec![field; 3000];
    let credentials = Credentials::new("alice", long(b'a')).unwrap();
    let proxy = Credentials::new("proxyuser", long(b'b')).unwrap();
    let script = Script::proxy(ProxyStyle::Joined, Arg::new(b"host").unwrap(), Some(proxy)).unwrap();
    let config = LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext).through(script);
    let mut login = Login::new(config);
    assert_eq!(written(&mut login, &["220 hi", "331 password?"]), ["USER alice@proxyuser@host ", ""]);
    assert_eq!(login.action(), Action::Done);
    assert_eq!(login.finish().unwrap_err().kind(), &LoginErrorKind::Misuse(Misuse::LineTooLong));

    let mut login =
        Login::new(LoginConfig::new(Credentials::new("alice", "").unwrap()).tls(TlsPolicy::DangerCleartext));
    assert_eq!(written(&mut login, &["220 hi", "331 password?"]), ["USER alice ", "PASS  "]);
}

/// An empty password is not a line that is too long.
#[test]
fn an_empty_password_of_a_proxy_is_no_account() {
    for (password, kind) in [("", "account_wanted"), ("x", "refused")] {
        let proxy = Credentials::new("proxyuser", password).unwrap();
        let host = Arg::new(b"host").unwrap();
        let script = Script::proxy(ProxyStyle::JoinedAccount, host, Some(proxy)).unwrap();
        let mut login = Login::new(config().through(script));
        let _ = written(&mut login, &["220 hi", "331 password?", "332 account?"]);
        say(&mut login, &["530 no"]);
        assert_eq!(login.finish().unwrap_err().kind().name(), kind);
    }
}

/// A proxy may log in without a password. After the proxy's PASS, AUTH is not sent any more.
#[test]
fn the_login_behind_that_at_a_proxy() {
    let proxy = Credentials::new("gate", "swordfish").unwrap();
    let host = Arg::new(b"host").unwrap();
    let script = Script::proxy(ProxyStyle::ProxyLoginFirst, host, Some(proxy)).unwrap();
    let mut login = Login::new(config().through(script.clone()));
    let replies = ["220 hi", "230 go on", "331 password?", "230 in"];
    assert_eq!(written(&mut login, &replies), ["USER gate ", "USER alice@host ", "PASS hunter2 ", ""]);
    assert!(login.finish().is_ok());

    let mut login = Login::new(config().tls(TlsPolicy::DangerIfOffered).through(script));
    let replies = ["220 hi", "502 no", "502 no", "331 password?", "230 in", "530 you must use TLS"];
    let expected = ["AUTH TLS ", "AUTH SSL ", "USER gate ", "PASS swordfish ", "USER alice@host ", ""];
    assert_eq!(written(&mut login, &replies), expected);
    assert!(matches!(login.finish().unwrap_err().kind(), LoginErrorKind::Refused(_)));
}
/// For people who investigate a server.
#[test]
fn the_transcript_has_what_the_owner_adds_and_how_the_server_broke_the_order() {
    let mut login = Login::new(config());
    login.note(Entry::Connected { port: 21 });
    let _ = written(&mut login, &["220 hi", "200 whatever"]);
    let error = login.finish().unwrap_err();
    assert!(matches!(error.kind(), LoginErrorKind::Unexpected(_)));
    let entries: Vec<Entry> = error.transcript().entries().cloned().collect();
    assert_eq!(entries.first(), Some(&Entry::Connected { port: 21 }));
    assert_eq!(violations(entries.into_iter()), [Violation::UnexpectedReply]);
}

/// A server may repeat what it received over another connection.
#[test]
fn what_is_hidden_later_is_not_in_the_transcript() {
    let mut login = Login::new(config());
    let _ = written(&mut login, &["220 hi", "331 password?", "530 hunter2 is wrong"]);
    let mut error = login.finish().unwrap_err();
    error.hide(&Credentials::new("bob", "swordfish").unwrap());
    let mut quit = error.quit();
    let _ = write(&mut quit);
    say(&mut quit, &["221 bye hunter2 and swordfish"]);
    let shown = format!("{error:?}");
    assert!(shown.contains("221 bye *** and ***"), "{shown}");
    assert!(!shown.contains("hunter2") && !shown.contains("swordfish"), "{shown}");

    let mut login = Login::new(config());
    let _ = written(&mut login, &["220 hi", "331 password?", "230 in"]);
    let mut session = login.finish().unwrap();
    session.hide(&Credentials::new("bob", "swordfish").unwrap());
    let mut exchange = session.start(&ftp_proto::Command::noop()).unwrap();
    let _ = write(&mut exchange);
    say(&mut exchange, &["200 swordfish"]);
    drop(exchange);
    assert!(format!("{:?}", session.transcript()).contains("200 ***"));
}

/// `Debug` is meant for logs.
#[test]
fn debug_shows_whom_and_how_much_and_no_bytes() {
    let shown = format!("{:?}", credentials());
    assert_eq!(shown, "Credentials(\"alice\", ***)");
    for (start, shown) in [
        (Start::Connected, "Connected"),
        (Start::Encrypted, "Encrypted"),
        (Start::Greeted(b"220 hi"), "Greeted(6 bytes)"),
        (Start::EncryptedAndGreeted(b"220 hi"), "EncryptedAndGreeted(6 bytes)"),
    ] {
        assert_eq!(format!("{start:?}"), shown);
    }
    for (action, shown) in [
        (Action::Poll, "Poll"),
        (Action::Send(b"PASS hunter2\r\n"), "Send(14 bytes)"),
        (Action::Receive, "Receive"),
        (Action::StartTls, "StartTls"),
        (Action::Done, "Done"),
    ] {
        assert_eq!(format!("{action:?}"), shown);
    }
    for (input, shown) in [
        (Input::Sent(5), "Sent(5)"),
        (Input::Bytes(b"230 hunter2\r\n"), "Bytes(13 bytes)"),
        (Input::Pending, "Pending"),
        (Input::Eof, "Eof"),
        (Input::Broken, "Broken"),
        (Input::TimedOut, "TimedOut"),
        (Input::TlsUp, "TlsUp"),
        (Input::TlsFailed(ftp_proto::TlsFailure::Expired), "TlsFailed(Expired)"),
    ] {
        assert_eq!(format!("{input:?}"), shown);
    }
}

/// Some servers (bftpd) send the first of these. After anything else, it is open which reply answers which command.
#[test]
fn what_comes_behind_the_login_says_how_the_session_begins() {
    for (behind, health) in
        [("230 welcome again", Health::InSync), ("200 what for?", Health::Poisoned(Poison::Unasked))]
    {
        for asks in [false, true] {
            let mut login = Login::new(if asks { config().features() } else { config() });
            let _ = written(&mut login, &["220 hi", "331 password?"]);
            login.handle(Input::Bytes(format!("230 in\r\n{behind}\r\n").as_bytes()));
            if asks {
                assert_eq!(write(&mut login), "FEAT ");
                say(&mut login, &["502 what?"]);
            }
            assert_eq!(login.finish().unwrap().health(), health, "{behind} {asks}");
        }
    }
}

/// A goodbye in reply to an optional command gives no session: the server closes the connection.
#[test]
fn a_server_that_says_goodbye_behind_the_login_gives_no_session() {
    for goodbye in ["221 bye", "421 bye"] {
        for before in [&[][..], &["211 none"]] {
            let mut login = Login::new(config().features().binary());
            let _ = written(&mut login, &["220 hi", "331 password?", "230 in"]);
            say(&mut login, before);
            say(&mut login, &[goodbye, "200 fine"]);
            let error = login.finish().unwrap_err();
            assert!(matches!(error.kind(), LoginErrorKind::Refused(_)), "{goodbye}");
            assert!(error.phase() == Phase::AfterLogin && !error.same_connection(), "{goodbye}");
        }
    }
    // Nor is the connection used for another try.
    let mut login = Login::new(config().pipelining(Pipelining::DangerWithPasswordInClear));
    assert_eq!(written(&mut login, &["220 hi", "530 no"]), ["USER alice PASS hunter2 ", ""]);
    say(&mut login, &["221 bye"]);
    assert!(!login.finish().unwrap_err().same_connection());
}
/// Sending TYPE again would cost a round trip for nothing.
#[test]
fn a_session_knows_that_the_login_has_set_the_type() {
    for (reply, binary) in [("200 fine", true), ("504 no", false)] {
        let mut login = Login::new(config().binary());
        let _ = written(&mut login, &["220 hi", "331 password?", "230 in", reply]);
        let mut session = login.finish().unwrap();
        assert_eq!(session.is_binary(), binary, "{reply}");
        let mut listing = session.transfer(Plan::list(None)).unwrap();
        assert_eq!(write(&mut listing), if binary { "EPSV " } else { "TYPE I EPSV " });
    }
}

/// Some servers (glFTPd) end a reply in a way that shows it as complete only when the connection ends.
#[test]
fn a_session_whose_connection_ended_with_the_login_is_closed() {
    for (input, health) in
        [(Input::Eof, Health::Closed), (Input::Broken, Health::Broken), (Input::TimedOut, Health::InSync)]
    {
        let mut login = Login::new(config());
        let _ = written(&mut login, &["220 hi", "331 password?", "230-in\r\n226 there"]);
        login.handle(input);
        assert_eq!(login.finish().unwrap().health(), health, "{input:?}");
    }
}

/// A second try is like the first one: if the server demands TLS after all, TLS begins before the password is sent.
#[test]
fn another_try_can_still_begin_tls() {
    let mut login = Login::new(LoginConfig::new(credentials()).tls(TlsPolicy::DangerIfOffered));
    let replies = ["220 hi", "502 what?", "502 what?", "331 password?", "530 wrong"];
    let _ = written(&mut login, &replies);
    let error = login.finish().unwrap_err();
    assert_eq!(error.credentials().user(), b"alice");
    let mut login = error.retry(Credentials::new("bob", "swordfish").unwrap()).unwrap();
    assert_eq!(write(&mut login), "USER bob ");
    assert_eq!(written(&mut login, &["530 Must use TLS."]), ["AUTH TLS "]);
}

/// Performs the handshake that the login asks for.
fn handshake(login: &mut Login) {
    while login.action() == Action::Poll {
        login.handle(Input::Pending);
    }
    assert_eq!(login.action(), Action::StartTls);
    login.handle(Input::TlsUp);
}

/// A pass phrase is not sent in clear just because the challenge is malformed.
#[test]
fn a_challenge_that_cannot_be_answered_does_not_get_the_password() {
    for (reply, sent) in [
        ("331 otp-md5 99 dog2", ""),
        ("331 otp-md5 99 dog-2", ""),
        ("331 Response to s/key 97 abcdefghijklmnopq required", ""),
        ("331 otp-sha1 4294967296 dog2", ""),
        ("331 s/key is not in use here", "PASS hunter2 "),
        ("331 otp-md5 password", "PASS hunter2 "),
    ] {
        let mut login = Login::new(config());
        assert_eq!(written(&mut login, &["220 hi", reply])[1], sent, "{reply}");
        let mut login = Login::new(config().password_to_challenge());
        assert_eq!(written(&mut login, &["220 hi", reply])[1], "PASS hunter2 ", "{reply}");
    }
}

/// A server that offers a one-time password may accept the normal password too. If it refuses that, the challenge is
/// over.
#[test]
fn a_password_that_went_with_user_is_what_a_challenge_gets() {
    for (reply, logged_in) in [("230 in", true), ("530 no", false)] {
        let mut login = Login::new(LoginConfig::new(credentials()).pipelining(Pipelining::WithPassword));
        let _ = written(&mut login, &["220 hi", "234 go"]);
        handshake(&mut login);
        assert_eq!(write(&mut login), "PBSZ 0 PROT P USER alice PASS hunter2 ");
        let _ = written(&mut login, &["200 fine", "200 fine", "331 otp-md5 99 dog2", reply]);
        match login.finish() {
            Ok(_) => assert!(logged_in),
            Err(error) => {
                assert!(!logged_in && matches!(error.kind(), LoginErrorKind::Refused(_)), "{error}");
                assert_eq!(error.phase(), Phase::Pass);
                assert!(error.answer(Secret::new("BAIL TUFT")).is_err(), "a PASS alone is out of order");
            }
        }
    }
}

/// If client and server disagreed on this, files would be sent in clear or not at all.
#[test]
fn data_is_protected_where_prot_was_accepted_at_login_or_later() {
    for (reply, protected) in
        [("200 fine", true), ("250 fine", true), ("202 superfluous", false), ("534 no", false)]
    {
        let mut login = Login::new(LoginConfig::new(credentials()).pipelining(Pipelining::InStep));
        let _ = written(&mut login, &["220 hi", "234 go"]);
        handshake(&mut login);
        assert_eq!(write(&mut login), "PBSZ 0 ");
        assert_eq!(written(&mut login, &["200 fine", reply, "331 password?", "230 in"])[0], "PROT P ");
        let mut session = login.finish().unwrap();
        assert_eq!(session.is_data_protected(), protected, "{reply} at login");

        session = support::session();
        let _ = support::ask(&mut session, "PROT P", &[reply]);
        assert_eq!(session.is_data_protected(), protected, "{reply} later");
    }
    // ProFTPD ignores blanks around the argument.
    for (line, protected) in [("PROT P ", true), ("prot  p", true), ("PROT C", false), ("PROT E", false)] {
        let mut session = support::session();
        let _ = support::ask(&mut session, line, &["200 fine"]);
        assert_eq!(session.is_data_protected(), protected, "{line:?}");
    }
}

/// Bytes before TLS may come from an attacker in between, even if they only say to wait.
#[test]
fn nothing_is_taken_in_clear_before_implicit_tls() {
    for (line, expected) in [("120 wait", None), ("220 hi", None), ("421 full", Some(421))] {
        let mut login = Login::new(LoginConfig::new(credentials()).tls(TlsPolicy::Implicit));
        assert_eq!(login.action(), Action::Poll);
        say(&mut login, &[line]);
        assert_eq!(login.action(), Action::Done, "{line}");
        let error = login.finish().unwrap_err();
        match error.kind() {
            LoginErrorKind::PlaintextBeforeTls => assert_eq!(expected, None, "{line}"),
            kind => assert_eq!(kind.reply().map(|reply| reply.code().get()), expected, "{line}"),
        }
    }
}
