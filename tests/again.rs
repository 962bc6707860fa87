//! After a refusal: when the same connection allows another try, and what goes over it then.

use ftp_diagnosis::{Remedy, diagnose, remedies};
use ftp_fuzz::driven::write_all;
use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::{
    Action, Arg, Credentials, Dialogue, Input, Limits, Login, LoginConfig, LoginError, Secret, TlsFailure,
    TlsPolicy,
};

fn config() -> LoginConfig {
    let credentials = Credentials::new("alice", "first").unwrap().account("sales").unwrap();
    LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext)
}

/// Each text is what the server sends once the client has written everything it has to write. `<` means that the server
/// closes, `.` that nothing comes.
fn led(config: LoginConfig, replies: &[&str]) -> LoginError {
    let mut login = Login::new(config);
    receive(&mut login, replies);
    login.finish().unwrap_err()
}

fn receive(login: &mut Login, replies: &[&str]) {
    for reply in replies {
        write(login);
        login.handle(match *reply {
            "<" => Input::Eof,
            "." => Input::TimedOut,
            reply => Input::Bytes(reply.as_bytes()),
        });
    }
}

fn write(login: &mut impl Dialogue) -> String {
    String::from_utf8_lossy(&write_all(login)).into_owned()
}

const REFUSED: &[&str] = &["220 x\r\n", "331 x\r\n", "530 x\r\n"];

#[test]
fn a_connection_is_used_again_where_it_can_be() {
    let at_once = || config().pipelining(Pipelining::DangerWithPasswordInClear);
    let required = || config().tls(TlsPolicy::Required);
    let proxy = || {
        let host = Arg::new(b"ftp.example.com").unwrap();
        config().through(Script::proxy(ProxyStyle::UserAtHost, host, None).unwrap())
    };
    for (same, name, config, replies) in [
        (true, "at PASS", config(), REFUSED),
        (true, "at USER", config(), &["220 x\r\n", "530 x\r\n"]),
        (true, "at ACCT", config(), &["220 x\r\n", "331 x\r\n", "332 x\r\n", "530 x\r\n"]),
        (true, "in a batch", at_once(), &["220 x\r\n", "530 x\r\n503 x\r\n"]),
        (true, "in a batch, one by one", at_once(), &["220 x\r\n", "530 x\r\n", "503 x\r\n"]),
        (true, "in a batch, at PASS", at_once(), &["220 x\r\n", "331 x\r\n530 x\r\n"]),
        (true, "answer wanted", config(), &["220 x\r\n", "331 otp-md5 487 dog2\r\n"]),
        (true, "after 120", config(), &["120 x\r\n220 x\r\n", "331 x\r\n", "530 x\r\n"]),
        (false, "in a batch that is not answered", at_once(), &["220 x\r\n", "530 x\r\n", "."]),
        (false, "in a batch, and closed", at_once(), &["220 x\r\n", "530 x\r\n", "<"]),
        (false, "in a batch, and closing", at_once(), &["220 x\r\n", "530 x\r\n421 x\r\n"]),
        (false, "in a batch, and garbage", at_once(), &["220 x\r\n", "530 x\r\nx\r\n"]),
        (false, "with one reply more", config(), &["220 x\r\n", "331 x\r\n", "530 x\r\n230 x\r\n"]),
        (false, "with a piece of one more", config(), &["220 x\r\n", "331 x\r\n", "530 x\r\n2"]),
        (false, "421 at PASS", config(), &["220 x\r\n", "331 x\r\n", "421 x\r\n"]),
        (false, "421 before USER is sent", config(), &["220 x\r\n421 x\r\n"]),
        (false, "221 that began before USER is sent", config(), &["220 x\r\n22", "1 x\r\n", "530 x\r\n"]),
        (false, "in the greeting", config(), &["530 x\r\n"]),
        (false, "at AUTH", required(), &["220 x\r\n", "530 x\r\n"]),
        (false, "unexpected", config(), &["220 x\r\n", "250 x\r\n"]),
        (false, "early", config(), &["220 x\r\n331 x\r\n"]),
        (false, "closed", config(), &["220 x\r\n", "331 x\r\n", "<"]),
        (false, "silent", config(), &["220 x\r\n", "331 x\r\n", "."]),
        (false, "through a proxy", proxy(), REFUSED),
    ] {
        let error = led(config, replies);
        assert_eq!(error.same_connection(), same, "{name}: {error:?}");
        match error.retry(Credentials::new("bob", "second").unwrap()) {
            Ok(mut login) => {
                assert!(same, "{name}");
                assert!(write(&mut login).starts_with("USER bob\r\n"), "{name}");
            }
            Err(error) => assert!(!same, "{name}: {error:?}"),
        }
    }
}

#[test]
fn each_try_sends_its_own_credentials_once() {
    let mut login = led(config(), REFUSED).retry(Credentials::new("bob", "second").unwrap()).unwrap();
    assert_eq!(write(&mut login), "USER bob\r\n");
    receive(&mut login, &["331 x\r\n"]);
    assert_eq!(write(&mut login), "PASS second\r\n");
    receive(&mut login, &["332 x\r\n"]);
    let error = login.finish().unwrap_err();
    assert_eq!(remedies(&error, 2), [Remedy::WithAccount], "the first try's account is not bob's");
    let mut login = error.retry(Credentials::new("bob", "third").unwrap().account("lab").unwrap()).unwrap();
    receive(&mut login, &["331 x\r\n", "332 x\r\n"]);
    assert_eq!(write(&mut login), "ACCT lab\r\n");
    receive(&mut login, &["230 x\r\n"]);
    login.finish().unwrap();
}

/// A refused name or password does not show that the server cannot take several commands at once.
#[test]
fn what_follows_another_try_goes_in_one_write() {
    let at_once = config().pipelining(Pipelining::DangerWithPasswordInClear).features().binary();
    let refused = led(at_once, &["220 x\r\n", "331 x\r\n530 x\r\n"]);
    let mut login = refused.retry(Credentials::new("bob", "second").unwrap()).unwrap();
    receive(&mut login, &["331 x\r\n", "230 x\r\n"]);
    assert_eq!(write(&mut login), "FEAT\r\nTYPE I\r\n");
}

/// After QUIT there is no other try, even if the server did not receive it.
#[test]
fn after_quit_there_is_no_other_try() {
    let mut error = led(config(), REFUSED);
    let _ = error.quit();
    assert!(!error.same_connection());
    let mut quit = error.quit();
    assert_eq!(write(&mut quit), "QUIT\r\n", "the one that was never written is not sent too");
    quit.handle(Input::Bytes(b"221 x\r\n"));
    let mut error = error.retry(Credentials::new("bob", "second").unwrap()).unwrap_err();
    let mut quit = error.quit();
    quit.handle(Input::TimedOut);
    assert_eq!(quit.action(), Action::Done);
}

/// The transcript contains how QUIT ended, and nothing that came later.
#[test]
fn quit_is_done_when_it_is_done() {
    let endless = b"150 x\r\n".repeat(Limits::default().preliminary + 1);
    let ends = [
        Input::Bytes(b"221 x\r\n"),
        Input::Bytes(b"500 x\r\n"),
        Input::Bytes(b"garbage\r\n"),
        Input::Bytes(&endless),
        Input::Eof,
        Input::TimedOut,
        Input::TlsFailed(TlsFailure::Other),
        Input::Sent(1),
    ];
    let received = |inputs: &[Input<'_>]| {
        let mut error = led(config(), REFUSED);
        let mut quit = error.quit();
        write(&mut quit);
        inputs.iter().for_each(|input| quit.handle(*input));
        assert_eq!(quit.action(), Action::Done, "{inputs:?}");
        format!("{:?}", error.transcript())
    };
    assert_eq!(received(&ends[2..3]).matches("garbage").count(), 1, "it is evidence once");
    for end in ends {
        for later in ends {
            assert_eq!(received(&[end, later]), received(&[end]), "{end:?}, then {later:?}");
        }
    }
}

#[test]
fn an_answer_is_sent_where_one_is_wanted_and_the_account_after_it() {
    let wanted = || led(config(), &["220 x\r\n", "331 otp-md5 487 dog2\r\n"]);
    let error = wanted().answer(Secret::new("OUST COAT\r\nDELE x")).unwrap_err();
    assert!(error.same_connection(), "what cannot be sent leaves all as it was");
    assert_eq!(remedies(&error, 1).first(), Some(&Remedy::Answer));
    let mut login = error.answer(Secret::new("OUST COAT")).unwrap();
    assert_eq!(write(&mut login), "PASS OUST COAT\r\n");
    receive(&mut login, &["332 x\r\n"]);
    assert_eq!(write(&mut login), "ACCT sales\r\n");
    receive(&mut login, &["230 x\r\n"]);
    login.finish().unwrap();

    assert!(led(config(), REFUSED).answer(Secret::new("OUST COAT")).is_err(), "none is wanted");
    let closing = led(config(), &["220 x\r\n", "331 otp-md5 487 dog2\r\n421 bye\r\n"]);
    assert!(closing.answer(Secret::new("OUST COAT")).is_err(), "the server has gone");
}

/// The password of an anonymous login is not a secret, but an answer is.
#[test]
fn an_answer_of_anonymous_is_hidden() {
    let anonymous =
        LoginConfig::new(Credentials::anonymous("a@example.com").unwrap()).tls(TlsPolicy::DangerCleartext);
    let mut login =
        led(anonymous, &["220 x\r\n", "331 otp-md5 487 dog2\r\n"]).answer(Secret::new("OUST COAT")).unwrap();
    receive(&mut login, &["530 not OUST COAT, a@example.com\r\n"]);
    let shown = format!("{:?}", login.finish().unwrap_err());
    assert!(shown.contains("530 not ***, a@example.com"), "{shown}");
}

/// Latin-1 is offered once, and only if it would change what was sent.
#[test]
fn latin_1_is_offered_once() {
    let clear = |user: &[u8], password: &str| {
        LoginConfig::new(Credentials::new(user, password).unwrap()).tls(TlsPolicy::DangerCleartext)
    };
    for (offered, user, password) in [
        (true, "jürgen".as_bytes(), "x"),
        (true, b"alice", "straße"),
        (false, b"alice", "secret"),
        (false, b"j\xfcrgen", "x"),
        (false, b"alice", "密码"),
    ] {
        let error = led(clear(user, password), &["220 x\r\n", "331 x\r\n", "530 Login incorrect.\r\n"]);
        assert_eq!(remedies(&error, 1).contains(&Remedy::Latin1), offered, "{}", user.escape_ascii());
        assert!(remedies(&error, 1).contains(&Remedy::NewCredentials));
    }
    let credentials = Credentials::new("jürgen", "x").unwrap();
    let error = led(clear("jürgen".as_bytes(), "x"), &["220 x\r\n", "530 No such user.\r\n"]);
    assert_eq!(remedies(&error, 1).first(), Some(&Remedy::Latin1), "{:?}", diagnose(error.transcript()));
    let mut login = error.retry(credentials.to_latin1().unwrap()).unwrap();
    receive(&mut login, &["530 No such user.\r\n"]);
    assert!(!remedies(&login.finish().unwrap_err(), 2).contains(&Remedy::Latin1));
    // A password that was not sent was not refused.
    let error = led(clear(b"alice", "straße"), &["220 x\r\n", "530 No such user.\r\n"]);
    assert!(!remedies(&error, 1).contains(&Remedy::Latin1));
}

/// A server that cannot take several commands at once shows that in many ways.
#[test]
fn whoever_chokes_on_pipelining_is_offered_one_by_one() {
    let at_once = || config().pipelining(Pipelining::DangerWithPasswordInClear);
    for (name, replies) in [
        ("closes", &["220 x\r\n", "<"][..]),
        ("says that it closes", &["220 x\r\n", "421 x\r\n"]),
        ("answers only the first", &["220 x\r\n", "331 x\r\n", "."]),
        ("answers nothing", &["220 x\r\n", "."]),
        ("answers only the last", &["220 x\r\n", "503 Login with USER first.\r\n", "."]),
        ("reads two as one", &["220 x\r\n", "501 Invalid number of arguments.\r\n", "."]),
        ("does not know the first", &["220 x\r\n", "500 x\r\n530 x\r\n"]),
        ("does not know them", &["220 x\r\n", "500 Unknown command.\r\n", "."]),
        ("answers something else", &["220 x\r\n", "250 x\r\n"]),
    ] {
        let remedies = ftp_diagnosis::remedies(&led(at_once(), replies), 1);
        assert!(remedies.contains(&Remedy::ReconnectInStep), "{name}: {remedies:?}");
        let in_step = ftp_diagnosis::remedies(&led(config().pipelining(Pipelining::InStep), replies), 1);
        assert!(!in_step.contains(&Remedy::ReconnectInStep), "{name}: {in_step:?}");
    }
    for (name, replies) in [
        ("refuses the password", &["220 x\r\n", "331 x\r\n530 x\r\n"][..]),
        ("refuses the name", &["220 x\r\n", "530 x\r\n503 x\r\n"]),
        ("has too many", &["421 Too many connections\r\n"]),
    ] {
        let remedies = ftp_diagnosis::remedies(&led(at_once(), replies), 1);
        assert!(!remedies.contains(&Remedy::ReconnectInStep), "{name}: {remedies:?}");
    }
}
