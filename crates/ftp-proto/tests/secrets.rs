//! Passwords that a session is given after its login.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::Command;
use support::{say, session, write};

#[test]
fn what_a_command_gives_is_not_shown_when_the_server_repeats_it() {
    for (line, shown) in [
        ("PASS hunter2", "PASS ***"),
        ("pass hunter2", "pass ***"),
        ("ACCT hunter2", "ACCT ***"),
        ("SITE CHPASS alice hunter2", "SITE ***"),
        ("SITE  CHPASS  alice hunter2", "SITE ***"),
        ("SITE \tPSWD old hunter2", "SITE ***"),
    ] {
        let mut session = session();
        let command = Command::parse(line.as_bytes()).unwrap();
        assert!(!format!("{command}").contains("hunter2"), "{line}");
        let mut exchange = session.start(&command).unwrap();
        assert_eq!(write(&mut exchange), format!("{line} "));
        say(&mut exchange, &["230 welcome, your password is hunter2"]);
        let outcome = exchange.finish();
        let all = format!("{outcome:?} {:?}", session.transcript());
        assert!(!all.contains("hunter2"), "{line}: {all}");
        let sent = format!("{:?}", session.transcript().entries().next().unwrap());
        assert!(sent.contains(shown), "{line}: {sent}");
    }
}
