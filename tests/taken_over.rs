//! Connections that a caller has begun to use, and that it takes back.

use ftp_fuzz::driven::{nothing_is_here, write_all};
use ftp_proto::command::Protection;
use ftp_proto::login::Start;
use ftp_proto::session::Health;
use ftp_proto::{
    Action, Command, Credentials, Dialogue, Input, Limits, Login, LoginConfig, Outcome, Session, TlsPolicy,
};
use ftp_tests::shown;

fn login(tls: TlsPolicy, start: Start<'_>) -> Login {
    let config = LoginConfig::new(Credentials::new("alice", "secret").unwrap()).tls(tls);
    Login::take_over(config, start)
}

#[test]
fn what_was_done_already_is_not_done_again() {
    use TlsPolicy::*;
    for (tls, start, sent) in [
        (DangerCleartext, Start::Connected, ""),
        (DangerCleartext, Start::Greeted(b"220 x\r\n"), "USER alice\r\n"),
        (DangerCleartext, Start::Greeted(b"220-x\r\n"), ""),
        (Required, Start::Greeted(b"220 x\r\n"), "AUTH TLS\r\n"),
        (Required, Start::Encrypted, ""),
        (Required, Start::EncryptedAndGreeted(b"220 x\r\n"), "PBSZ 0\r\nPROT P\r\nUSER alice\r\n"),
        (Implicit, Start::EncryptedAndGreeted(b"220 x\r\n"), "PBSZ 0\r\nPROT P\r\nUSER alice\r\n"),
    ] {
        let mut login = login(tls, start);
        assert_eq!(String::from_utf8(write_all(&mut login)).unwrap(), sent, "{tls:?}, {start:?}");
    }
}

#[test]
fn a_login_under_tls_of_the_callers_own_goes_on_to_a_session() {
    let mut login = login(TlsPolicy::Required, Start::Encrypted);
    for reply in ["220 x\r\n", "200 x\r\n200 x\r\n331 x\r\n", "230 x\r\n"] {
        login.handle(Input::Bytes(reply.as_bytes()));
        write_all(&mut login);
    }
    let session = login.finish().unwrap();
    assert!(session.is_encrypted() && session.is_data_protected());
}

#[test]
fn a_session_of_the_callers_own_login_takes_commands() {
    let mut session = Session::take_over(Limits::default(), Protection::Private, Protection::DangerClear);
    assert!(session.is_encrypted() && !session.is_data_protected() && session.is_logged_in());
    let mut pwd = session.start(&Command::pwd()).unwrap();
    assert_eq!(shown(write_all(&mut pwd)), shown(b"PWD\r\n"));
    pwd.handle(Input::Bytes(b"257 \"/\"\r\n"));
    assert!(matches!(pwd.finish(), Outcome::Final(reply) if reply.code().get() == 257));
}

#[test]
fn what_was_read_too_far_comes_back() {
    let mut session = Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear);
    let mut list = session.start(&Command::list(None)).unwrap();
    write_all(&mut list);
    list.handle(Input::Bytes(b"150 x\r\n226 done\r\n22"));
    assert_eq!(list.action(), Action::Done);
    assert!(matches!(list.finish(), Outcome::Preliminary(_)));
    assert_eq!(session.health(), Health::ReplyPending);
    assert_eq!(shown(session.into_unread()), shown(b"226 done\r\n22"));
}

#[test]
fn nothing_is_asked_for_twice_while_the_greeting_is_cut() {
    let mut login = login(TlsPolicy::DangerCleartext, Start::Greeted(b"220 rea"));
    nothing_is_here(&mut login);
    assert_eq!(login.action(), Action::Receive);
    login.handle(Input::Bytes(b"dy\r\n"));
    assert_eq!(shown(write_all(&mut login)), shown(b"USER alice\r\n"));
}
