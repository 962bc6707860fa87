//! A transcript of our own machines says which reply answers which command, even if other replies are missing or a
//! reply came too early.

use ftp_diagnosis::{Confidence, diagnose};
use ftp_proto::login::Start;
use ftp_proto::{
    Action, Command, Credentials, Dialogue, Input, Limits, Login, LoginConfig, Session, TlsPolicy,
};

/// Reports all wanted bytes as written, and passes the replies, one to each command.
fn answer(dialogue: &mut impl Dialogue, replies: impl Fn(&str) -> &'static str) {
    loop {
        match dialogue.action() {
            Action::Poll => dialogue.handle(Input::Pending),
            Action::Send(bytes) => {
                let lines = String::from_utf8_lossy(bytes).into_owned();
                dialogue.handle(Input::Sent(lines.len()));
                for line in lines.lines() {
                    dialogue.handle(Input::Bytes(format!("{}\r\n", replies(line)).as_bytes()));
                }
            }
            _ => return,
        };
    }
}

fn session(limits: Limits) -> Session {
    let config = LoginConfig::new(Credentials::new("alice", "secret").unwrap()).limits(limits);
    let mut login = Login::take_over(config, Start::EncryptedAndGreeted(b"220 ready\r\n"));
    answer(&mut login, |line| match line.split(' ').next() {
        Some("USER") => "331 password",
        Some("PASS") => "230 welcome",
        _ => "200 ok",
    });
    login.finish().unwrap()
}

fn exchange(session: &mut Session, command: &Command<'_>, reply: &'static str) {
    let mut exchange = session.start(command).unwrap();
    answer(&mut exchange, |_| reply);
    exchange.finish().into_final().unwrap();
}

/// Before a login, only 534 to CCC has this rule; it does not match a reply to another command.
#[test]
fn the_command_is_known_whatever_is_left_out() {
    for transcript in (400..1_100).step_by(10) {
        let mut session = session(Limits::default().with_transcript(transcript));
        for _ in 0..100 {
            exchange(&mut session, &Command::noop(), "200 ok");
        }
        exchange(&mut session, &Command::ccc(), "534 no");
        let diagnosis = diagnose(session.transcript());
        assert!(session.transcript().left_out() > 0, "{transcript}");
        let rule = diagnosis.causes().first().and_then(|cause| cause.rule()).map(|rule| rule.name());
        assert_eq!(rule, Some("ccc-refused-by-policy"), "{transcript}: {:?}", session.transcript());
    }
}

/// The reply's first byte came before USER was written, so it does not answer USER, although the rest came later.
#[test]
fn an_early_reply_answers_nothing() {
    let config = LoginConfig::new(Credentials::new("alice", "secret").unwrap());
    let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
    login.handle(Input::Bytes(b"220 ready\r\n"));
    login.handle(Input::Pending);
    login.handle(Input::Sent(3));
    login.handle(Input::Bytes(b"530 Sorry, "));
    let Action::Send(rest) = login.action() else { panic!("{:?}", login.action()) };
    let rest = rest.len();
    login.handle(Input::Sent(rest));
    login.handle(Input::Bytes(b"no such user.\r\n"));
    let diagnosis = diagnose(login.transcript());
    let causes: Vec<_> =
        diagnosis.causes().iter().map(|one| (one.cause().name(), one.confidence())).collect();
    assert!(causes.iter().all(|(_, confidence)| *confidence < Confidence::Certain), "{causes:?}");
    assert_eq!(causes.first().map(|(name, _)| *name), Some("undetermined"), "{causes:?}");
}
