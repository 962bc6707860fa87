//! What a session reports about itself, for every way in which a conversation can go on after the login.

#[path = "session/ahead.rs"]
mod ahead;
#[path = "session/whose.rs"]
mod whose;

use Step::{Begin, Eof, Late, Resume, Say, Sent, Start, TlsFails};
use ftp_fuzz::driven::{Driven, Wanted};
use ftp_proto::reply::ReplyError;
use ftp_proto::session::{Health, Poison};
use ftp_proto::{
    Action, Arg, Command, Credentials, Dialogue, Input, Limits, Login, LoginConfig, Session, TlsFailure,
    TlsPolicy,
};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Starts a command; nothing of it is written.
    Begin(&'static str),
    /// Starts a command; all of it is written.
    Start(&'static str),
    /// This many bytes of it are written.
    Sent(usize),
    Say(&'static str),
    Resume,
    Late,
    Eof,
    TlsFails,
}

/// What happens; then the reply, the health, whether the session is logged in, and the recovery: the lines to
/// restore ("?" if they do not lead to the directory) and the line to replay.
type Row = (&'static [Step], &'static str, Health, bool, Option<(&'static str, &'static str)>);

const CLOSED: Health = Health::Closed;
const IN_SYNC: Health = Health::InSync;
const MISUSE: Health = Health::Poisoned(Poison::Misuse);
const NO_TLS: Health = Health::Poisoned(Poison::TlsFailed(TlsFailure::Other));
const UNASKED: Health = Health::Poisoned(Poison::Unasked);
const TLS_CHANGES: Health = Health::Poisoned(Poison::TlsChanges);
const PENDING: Health = Health::ReplyPending;
const MALFORMED: Health = Health::Poisoned(Poison::Malformed(ReplyError::NoCode { at: 0 }));

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (&[],                                                              "",               IN_SYNC, true,  None),
    (&[Start("PWD"), Say("257 \"/\"\n")],                              "257 \"/\"",      IN_SYNC, true,  None),
    (&[Start("DELE x"), Say("550 no\n")],                              "550 no",         IN_SYNC, true,  None),
    (&[Start("RETR x"), Say("150 soon\n")],                            "150 soon",       PENDING, true,  Some(("", "RETR x"))),
    (&[Start("RETR x"), Say("150 soon\n226 done\n")],                  "150 soon",       PENDING, true,  None),
    (&[Start("RETR x"), Say("150 soon\n226 done\n"), Resume],          "226 done",       IN_SYNC, true,  None),
    (&[Start("RETR x"), Say("150 soon\n226 done\n"), Start("NOOP")],   "150 soon",       PENDING, true,  None),
    (&[Start("RETR x"), Say("150 soon\n"), Resume, Say("226 done\n")], "226 done",       IN_SYNC, true,  None),
    (&[Start("RETR x"), Say("150 a\n"), Say("150 b\n"), Eof],          "150 a",          CLOSED,  false, Some(("", "RETR x"))),
    (&[Start("RETR x"), Say("150 a\n"), Say("150 b\n226 c\n"), Resume], "226 c",        IN_SYNC, true,  None),
    (&[Start("STOR x"), Late, Say("150 a\n"), Resume],                  "150 a",          PENDING, true,  Some(("", ""))),
    (&[Start("RETR x"), Say("150 a\n226 b\n"), Eof],                   "150 a",          PENDING, false, Some(("", ""))),

    // Late: the reply is still to come, and belongs to that command.
    (&[Start("PWD"), Late],                                            "",               PENDING, true,  Some(("", "PWD"))),
    (&[Start("PWD"), Late, Start("NOOP"), Say("257 \"/\"\n"), Resume], "257 \"/\"",      IN_SYNC, true,  None),
    (&[Start("PWD"), Late, Resume, Say("257 \"/\"\n")],                "257 \"/\"",      IN_SYNC, true,  None),

    (&[Start("PWD"), Say("257-a\n220 b\n"), Late],                      "257 a\n220 b",   IN_SYNC, true,  None),
    (&[Start("PWD"), Say("257-a\n220 b\n"), Late, Say("257 c\n")],      "257 a\n220 b",   UNASKED, true,  Some(("", ""))),
    (&[Start("PWD"), Say("25"), Late, Resume, Say("7 \"/\"\n")],       "257 \"/\"",      IN_SYNC, true,  None),
    (&[Begin("PWD"), Sent(2), Late, Sent(3), Resume, Say("257 \"/\"\n")], "257 \"/\"",   IN_SYNC, true,  None),

    // Unasked: no answer to a command that starts later or is only half written, but perhaps to an earlier
    // one.
    (&[Say("226 old\n"), Start("PWD")],                                "",               UNASKED, true,  Some(("", ""))),
    (&[Start("PWD"), Say("257 a\n"), Say("226 old\n")],                "257 a",          UNASKED, true,  Some(("", ""))),
    (&[Start("PWD"), Say("257 a\n226 old\n"), Start("NOOP")],          "257 a",          UNASKED, true,  Some(("", ""))),
    (&[Say("22"), Start("PWD"), Say("6 old\n257 \"/\"\n")],            "",               UNASKED, true,  Some(("", "PWD"))),
    (&[Begin("PWD"), Sent(4), Say("226 old\n"), Sent(1)],              "",               UNASKED, true,  Some(("", "PWD"))),
    (&[Begin("DELE x"), Say("226 old\n")],                             "",               UNASKED, true,  Some(("", "DELE x"))),
    (&[Begin("DELE x"), Sent(1), Say("226 old\n")],                    "",               UNASKED, true,  Some(("", ""))),
    (&[Say("150 old\n"), Start("PWD"), Say("257 a\n150 old\n")],       "257 a",          IN_SYNC, true,  None),
    (&[Say("230 again\n"), Start("PWD"), Say("257 a\n")],              "257 a",          IN_SYNC, true,  None),
    (&[Start("PWD"), Say("257 a\n"), Say("230 again\n")],              "257 a",          UNASKED, true,  Some(("", ""))),

    // ABOR and both replies.
    (&[Start("RETR x"), Say("150 soon\n"), Start("ABOR")],             "",               PENDING, true,  Some(("", ""))),
    (&[Start("RETR x"), Say("150 soon\n"), Start("ABOR"), Say("426 no\n")], "426 no",    PENDING, true,  Some(("", ""))),
    (&[Start("RETR x"), Say("150 soon\n"), Start("ABOR"), Say("426 no\n"), Resume, Say("226 ok\n")], "226 ok", IN_SYNC, true, None),
    (&[Start("RETR x"), Say("150 soon\n"), Start("ABOR"), Say("426 no\n226 ok\n"), Resume], "226 ok", IN_SYNC, true, None),
    (&[Start("RETR x"), Say("150 soon\n226 done\n"), Resume, Start("ABOR"), Say("225 idle\n")], "225 idle", IN_SYNC, true, None),
    (&[Start("RETR x"), Say("150 soon\n"), Begin("ABOR"), Say("226 done\n"), Resume, Sent(6), Say("225 idle\n")], "225 idle", IN_SYNC, true, None),
    (&[Start("RETR x"), Say("150 soon\n"), Start("ABOR"), Start("ABOR"), Say("426 no\n226 ok\n"), Resume], "226 ok", IN_SYNC, true, None),
    (&[Begin("RETR x"), Sent(1), Begin("ABOR"), Sent(7), Say("550 no\n")], "550 no",     IN_SYNC, true,  None),

    // The login is lost, but the server is still there.
    (&[Start("LIST"), Say("530 Please login with USER and PASS.\n")],  "530 Please login with USER and PASS.", IN_SYNC, false, Some(("", "LIST"))),
    (&[Start("DELE x"), Say("530 Not logged in.\n")],                  "530 Not logged in.", IN_SYNC, false, Some(("", ""))),
    (&[Start("STOR x"), Say("530 TLS first.\n")],                     "530 TLS first.", IN_SYNC, true, None),
    (&[Start("USER x"), Say("530 Can't change to another user.\n")],   "530 Can't change to another user.", IN_SYNC, true, None),
    (&[Start("REIN"), Say("220 ready\n")],                             "220 ready",      IN_SYNC, false, Some(("", ""))),
    (&[Start("REIN"), Say("502 no\n")],                                "502 no",         IN_SYNC, true,  None),
    (&[Start("USER x"), Say("331 flushed\n")],                         "331 flushed",    IN_SYNC, false, Some(("", ""))),
    (&[Start("USER x"), Say("331 Any password will do.\n")],           "331 Any password will do.", IN_SYNC, true, None),
    (&[Start("USER x"), Say("331 flushed\n"), Start("PASS x"), Say("530 no\n")], "530 no", IN_SYNC, false, Some(("", ""))),
    (&[Start("USER x"), Say("331 flushed\n"), Start("PASS x"), Say("230 in\n")], "230 in", IN_SYNC, true, None),
    (&[Start("USER x"), Say("331 flushed\n"), Start("PASS x"), Say("202 in\n")], "202 in", IN_SYNC, true, None),
    (&[Start("REIN"), Say("220 ready\n"), Start("PASS x"), Say("230 hello\n")], "230 hello", IN_SYNC, true, None),

    // The server leaves.
    (&[Say("421 idle\n")],                                             "",               CLOSED,  false, Some(("", ""))),
    (&[Say("221 bye\n")],                                              "",               CLOSED,  false, Some(("", ""))),
    (&[Start("QUIT"), Say("221 bye\n226 old\n")],                      "221 bye",        CLOSED,  false, Some(("", ""))),
    (&[Begin("DELE x"), Say("421 idle\n")],                            "421 idle",       CLOSED,  false, Some(("", "DELE x"))),
    (&[Begin("PASS hunter2"), Say("421 idle\n")],                      "421 idle",       CLOSED,  false, Some(("", ""))),
    (&[Begin("DELE x"), Sent(8), Eof],                                 "",               CLOSED,  false, Some(("", ""))),
    (&[Start("QUIT"), Say("221 bye\n")],                               "221 bye",        CLOSED,  false, Some(("", ""))),
    (&[Start("SIZE x"), Say("421 idle\n")],                            "421 idle",       CLOSED,  false, Some(("", "SIZE x"))),
    (&[Begin("SIZE x"), Sent(3), Say("421 idle\n")],                   "421 idle",       CLOSED,  false, Some(("", "SIZE x"))),
    (&[Start("SIZE x"), Eof],                                          "",               CLOSED,  false, Some(("", "SIZE x"))),
    (&[Start("SIZE x"), Say("213 5"), Eof],                            "",               CLOSED,  false, Some(("", "SIZE x"))),
    (&[Start("DELE x"), Eof],                                          "",               CLOSED,  false, Some(("", ""))),
    (&[Start("RETR x"), Say("550 no\n421 idle\n")],                    "550 no",         CLOSED,  false, Some(("", ""))),
    (&[Start("RETR x"), Say("150 soon\n421 idle\n"), Resume],          "421 idle",       CLOSED,  false, Some(("", "RETR x"))),
    (&[Start("RETR x"), Say("150 soon\n"), Eof],                       "150 soon",       CLOSED,  false, Some(("", "RETR x"))),

    // Out of sync for good.
    (&[Start("PWD"), Say("hello\n")],                                  "",               MALFORMED, true, Some(("", "PWD"))),
    (&[Start("PWD"), TlsFails],                                        "",               NO_TLS,  true,  Some(("", "PWD"))),
    (&[Begin("PWD"), Sent(6)],                                         "",               MISUSE,  true,  Some(("", "PWD"))),
    (&[Sent(1)],                                                       "",               MISUSE,  true,  Some(("", ""))),
    (&[Start("PWD"), TlsFails, Say("257 \"/\"\n")],                    "",               NO_TLS,  true,  Some(("", "PWD"))),

    (&[Start("AUTH TLS"), Say("234 go\n")],                            "234 go",         TLS_CHANGES, true, Some(("", ""))),
    (&[Start("AUTH TLS"), Say("534 no\n")],                            "534 no",         IN_SYNC, true,  None),
    (&[Start("CCC"), Say("200 go\n")],                                 "200 go",         TLS_CHANGES, true, Some(("", ""))),

    // The state to restore.
    (&[Start("MODE Z"), Say("200 ok\n"), Start("TYPE A"), Say("200 ok\n"), Start("TYPE I"), Say("200 ok\n"), Start("TYPE L"), Say("504 no\n"), Eof],
                                                                       "504 no",         CLOSED,  false, Some(("MODE Z|TYPE I", ""))),
    (&[Start("TYPE I"), Eof],                                          "",               CLOSED,  false, Some(("", "TYPE I"))),
    (&[Start("CWD a"), Say("250 ok\n"), Start("USER x"), Say("230 in\n"), Start("RETR y"), Eof],
                                                                       "",               CLOSED,  false, Some(("?", ""))),
    (&[Start("USER x"), Say("230 in\n"), Start("CWD a"), Say("250 ok\n"), Start("CWD /b"), Say("250 ok\n"), Start("RETR y"), Eof],
                                                                       "",               CLOSED,  false, Some(("CWD /b", "RETR y"))),
    (&[Start("REST 9"), Say("350 ok\n"), Begin("STOR x"), Eof],        "",               CLOSED,  false, Some(("REST 9", "STOR x"))),
    (&[Start("REST 9"), Say("350 ok\n"), Start("STOR x"), Eof],        "",               CLOSED,  false, Some(("", ""))),
    (&[Start("REST 9"), Say("350 ok\n"), Eof],                         "350 ok",         CLOSED,  false, Some(("REST 9", ""))),
    (&[Start("RNFR x"), Say("350 ok\n"), Begin("RNTO y"), Say("421 idle\n")], "421 idle", CLOSED, false, Some(("RNFR x", "RNTO y"))),
    (&[Start("RNFR x"), Say("350 ok\n"), Start("RNTO y"), Eof],        "",               CLOSED,  false, Some(("", ""))),
    (&[Start("RNFR x"), Say("350 ok\n"), Start("RNTO y"), Say("250 ok\n"), Eof], "250 ok", CLOSED, false, Some(("", ""))),
    (&[Start("TYPE I"), Say("200 ok\n"), Start("CWD a"), Say("250 ok\n"), Start("CWD b"), Say("250 ok\n"), Eof],
                                                                       "250 ok",         CLOSED,  false, Some(("TYPE I|CWD a|CWD b", ""))),
    (&[Start("CWD a"), Say("250 ok\n"), Start("CWD /b"), Say("250 ok\n"), Start("CDUP"), Say("250 ok\n"), Eof],
                                                                       "250 ok",         CLOSED,  false, Some(("CWD /b|CDUP", ""))),
    (&[Start("CWD a"), Say("550 no\n"), Eof],                          "550 no",         CLOSED,  false, Some(("", ""))),
    (&[Start("CWD a"), Eof],                                           "",               CLOSED,  false, Some(("", "CWD a"))),
    (&[Start("REST 9"), Say("350 ok\n"), Start("PASV"), Say("227 ok\n"), Start("RETR x"), Eof],
                                                                       "",               CLOSED,  false, Some(("REST 9", "RETR x"))),
    (&[Start("REST 9"), Say("350 ok\n"), Start("RETR x"), Say("226 ok\n"), Start("RETR y"), Eof],
                                                                       "",               CLOSED,  false, Some(("", "RETR y"))),
    (&[Start("REST 9"), Say("350 ok\n"), Start("NOOP"), Say("200 ok\n"), Start("RETR x"), Eof],
                                                                       "",               CLOSED,  false, Some(("", "RETR x"))),
    (&[Start("REST 9"), Say("502 no\n"), Start("RETR x"), Eof],        "",               CLOSED,  false, Some(("", "RETR x"))),
    (&[Start("CWD a"), Say("250 ok\n"), Start("REIN"), Say("220 ready\n"), Eof], "220 ready", CLOSED, false, Some(("", ""))),
    (&[Start("PASS hunter2"), Eof],                                    "",               CLOSED,  false, Some(("", ""))),
];

#[test]
fn every_row_holds() {
    for (steps, reply, health, logged_in, recovery) in ROWS {
        let mut session = Driven::new(logged_in_session());
        steps.iter().for_each(|step| perform(&mut session, *step));
        let received = session
            .reply()
            .map_or_else(String::new, |reply| format!("{} {}", reply.code().get(), reply.text()));
        assert_eq!(received, *reply, "{steps:?}");
        assert_eq!((session.health(), session.session.is_logged_in()), (*health, *logged_in), "{steps:?}");
        let text = |lines: &[Vec<u8>]| String::from_utf8(lines.join(&b"|"[..])).unwrap().replace("\r\n", "");
        let got = session.session.recovery().map(|got| {
            let unknown = if got.directory_known { "" } else { "?" };
            (text(&got.restore) + unknown, text(&Vec::from_iter(got.replay)))
        });
        let expected = recovery.map(|(restore, replay)| (restore.to_owned(), replay.to_owned()));
        assert_eq!(got, expected, "{steps:?}");
        assert!(!format!("{session:?} {got:?}").contains("hunter2"), "{steps:?}");
    }
}

#[test]
fn replies_without_end_are_no_session() {
    for idle in [true, false] {
        let mut session = Driven::new(logged_in_session());
        if !idle {
            perform(&mut session, Start("RETR x"));
        }
        for _ in 0..Limits::default().preliminary {
            perform(&mut session, Say("150 soon\n"));
            assert!(!matches!(session.health(), Health::Poisoned(_)));
        }
        perform(&mut session, Say("150 soon\n"));
        assert_eq!(session.health(), Health::Poisoned(Poison::EndlessReplies));
    }
}

#[test]
fn what_comes_behind_the_welcome_says_how_the_session_begins() {
    for (behind, health) in [
        ("", IN_SYNC),
        ("230 welcome again\n", IN_SYNC),
        ("150 soon\n", IN_SYNC),
        ("530 Login incorrect.\n", UNASKED),
        ("230 welcome again\n530 Login incorrect.\n", UNASKED),
        ("421 too many of you\n", CLOSED),
        ("hello\n", MALFORMED),
    ] {
        let mut session = Driven::new(logged_in_by("220 ready\n", &format!("230 welcome\n{behind}")));
        assert_eq!(session.health(), health, "{behind:?}");
        assert_eq!(session.start(&Command::noop()), health == IN_SYNC, "{behind:?}");
    }
}

#[test]
fn what_is_too_much_to_remember_is_said_to_be_unknown() {
    let mut session = Driven::new(logged_in_session());
    let known = |session: &Driven, directories| {
        let mut lost = session.session.recovery().unwrap();
        lost.restore.retain(|line| line.starts_with(b"CWD"));
        assert_eq!((lost.restore.len(), lost.directory_known), directories);
        lost.replay
    };
    for entered in 1..=65 {
        perform(&mut session, Start("CWD a"));
        perform(&mut session, Say("250 ok\n"));
        perform(&mut session, Begin("PWD"));
        let replay = known(&session, if entered <= 64 { (entered, true) } else { (0, false) });
        assert_eq!(replay.is_some(), entered <= 64);
        perform(&mut session, Sent(5));
        perform(&mut session, Say("257 a\n"));
    }
    perform(&mut session, Start("CWD /a"));
    perform(&mut session, Say("250 ok\n"));
    perform(&mut session, Eof);
    known(&session, (1, true));
}

#[test]
fn whether_data_is_protected_follows_what_the_server_agreed_to() {
    let mut session = Driven::new(logged_in_session());
    for (command, answer, protected) in [
        ("PROT P", "534 no\n", false),
        ("PROT P", "200 ok\n", true),
        ("PROT C", "534 no\n", true),
        ("PROT C", "200 ok\n", false),
        ("PROT P", "200 ok\n", true),
        ("REIN", "220 ready\n", false),
    ] {
        perform(&mut session, Start(command));
        perform(&mut session, Say(answer));
        assert_eq!(session.session.is_data_protected(), protected, "{command}: {answer}");
    }
}

/// A caller that changes a password sends it in a command of their own.
#[test]
fn a_secret_in_any_command_is_hidden() {
    let mut session = Driven::new(logged_in_session());
    session.session.hide(&Credentials::new("alice", "secret").unwrap());
    perform(&mut session, Start("SITE CHPASS secret"));
    perform(&mut session, Say("200 now secret\n"));
    let shown = format!("{:?}", session.session.transcript());
    assert!(shown.contains("SITE ***") && !shown.contains("secret"), "{shown}");
}

fn logged_in_session() -> Session {
    logged_in_by("220 ready\n", "230 welcome\n")
}

fn logged_in_by(greeting: &str, welcome: &str) -> Session {
    let config = LoginConfig::new(Credentials::new("alice", "secret").unwrap());
    let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
    let mut replies = [greeting, "331 password?\n", welcome].into_iter();
    loop {
        let input = match login.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => Input::Sent(bytes.len()),
            Action::Receive => Input::Bytes(replies.next().unwrap().as_bytes()),
            Action::StartTls | Action::Done => return login.finish().unwrap(),
        };
        login.handle(input);
    }
}

fn perform(session: &mut Driven, step: Step) {
    match step {
        Begin(line) => drop(session.start(&command(line))),
        Start(line) => {
            if session.start(&command(line)) {
                session.write_all();
            }
        }
        Sent(n) => {
            if session.action() == Wanted::Poll {
                session.handle(Input::Pending);
            }
            session.handle(Input::Sent(n));
        }
        Say(bytes) => session.handle(Input::Bytes(bytes.as_bytes())),
        Resume => assert!(session.resume()),
        Late => session.handle(Input::TimedOut),
        Eof => session.handle(Input::Eof),
        TlsFails => session.handle(Input::TlsFailed(TlsFailure::Other)),
    }
}

fn command(line: &'static str) -> Command<'static> {
    let (verb, argument) =
        line.split_once(' ').map_or((line, None), |(verb, argument)| (verb, Some(argument)));
    Command::custom(verb, argument.map(|argument| Arg::new(argument.as_bytes()).unwrap())).unwrap()
}
