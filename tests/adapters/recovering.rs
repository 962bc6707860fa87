//! A session that is lost, and the plan for continuing in a new one, followed through both adapters.

use crate::{cases::config, runtime};
use ftp_blocking::Options;
use ftp_proto::command::Representation;
use ftp_proto::session::Health;
use ftp_proto::{Arg, Command, Dialogue, Login, Outcome, Session, TlsPolicy};
use ftp_tests::scripted::{Scripted, Turn};
use std::thread::sleep;
use std::time::Duration;

const LOST: &[&str] = &["USER alice", "PASS secret", "TYPE I", "CWD a", "CWD b"];
const RESUMED: &[&str] = &["USER alice", "PASS secret", "TYPE I", "CWD a", "CWD b", "DELE x"];

fn server(lines: &[&'static str], end: &[Turn]) -> Scripted {
    let answer = |line: &&'static str| {
        let answer = match &line[..4] {
            "USER" => "331 password?\r\n",
            "PASS" => "230 welcome\r\n",
            _ => "250 fine\r\n",
        };
        [Turn::Expect(line), Turn::Say(answer)]
    };
    let answers = lines.iter().flat_map(answer);
    Scripted::start(
        [Turn::Say("220 hello\r\n")].into_iter().chain(answers).chain(end.iter().cloned()).collect(),
    )
    .unwrap()
}

/// A connection that drives dialogues, by either adapter.
type Drive<'a> = Box<dyn FnMut(&mut dyn Dialogue) + 'a>;

fn log_in(drive: &mut Drive<'_>) -> Session {
    let mut login = Login::new(config(TlsPolicy::DangerCleartext));
    drive(&mut login);
    login.finish().unwrap()
}

fn lost_and_resumed<'a>(connect: impl Fn(u16) -> Drive<'a>) {
    let first =
        server(LOST, &[Turn::Wait(Duration::from_millis(20)), Turn::Say("421 idle\r\n"), Turn::Close]);
    let mut drive = connect(first.port);
    let mut session = log_in(&mut drive);
    let arg = |text: &'static str| Arg::new(text.as_bytes()).unwrap();
    for command in [Command::type_(Representation::Image), Command::cwd(arg("a")), Command::cwd(arg("b"))] {
        let mut exchange = session.start(&command).unwrap();
        drive(&mut exchange);
        assert!(matches!(exchange.finish(), Outcome::Final(_)));
        assert_eq!(session.health(), Health::InSync);
    }
    sleep(Duration::from_millis(200));
    // The command is not repeatable; but the server's notice is here before any byte of it is written.
    let mut exchange = session.start(&Command::dele(arg("x"))).unwrap();
    drive(&mut exchange);
    let outcome = exchange.finish();
    assert_eq!((session.health(), session.is_logged_in()), (Health::Closed, false));
    assert_eq!(outcome.reply().unwrap().text(), "idle");
    let plan = session.recovery().unwrap();
    drop(drive);
    assert_eq!(first.received().lines, LOST);

    let second = server(RESUMED, &[]);
    let mut drive = connect(second.port);
    let mut session = log_in(&mut drive);
    for line in plan.restore.iter().chain(&plan.replay) {
        let line = line.strip_suffix(b"\r\n").unwrap();
        let mut exchange = session.start(&Command::parse(line).unwrap()).unwrap();
        drive(&mut exchange);
        assert_eq!(exchange.finish().reply().unwrap().text(), "fine", "{}", line.escape_ascii());
    }
    drop(drive);
    assert_eq!(second.received().lines, RESUMED);
}

#[test]
fn a_lost_session_goes_on_in_a_new_one() {
    lost_and_resumed(|port| {
        let mut control = ftp_blocking::connect("127.0.0.1", port, &Options::default()).unwrap();
        Box::new(move |dialogue| drop(ftp_blocking::drive(&mut control, dialogue)))
    });
    let runtime = runtime();
    lost_and_resumed(|port| {
        let mut control =
            runtime.block_on(ftp_tokio::connect("127.0.0.1", port, &Options::default())).unwrap();
        let runtime = &runtime;
        Box::new(move |dialogue| drop(runtime.block_on(ftp_tokio::drive(&mut control, dialogue))))
    });
}
