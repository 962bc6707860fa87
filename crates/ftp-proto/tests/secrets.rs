//! Passwords that are sent in a session after the login.

#![cfg(feature = "alloc")]

mod support;

use ftp_proto::Command;
use support::{ask, say, session, write};

#[test]
fn what_a_command_gives_is_not_shown_when_the_server_repeats_it() {
    for (line, shown) in [
        ("PASS hunter2", "PASS ***"),
        ("pass hunter2", "pass ***"),
        ("ACCT hunter2", "ACCT ***"),
        ("SITE CHPASS alice hunter2", "SITE ***"),
        ("SITE  CHPASS  alice hunter2", "SITE ***"),
        ("SITE \tPSWD old hunter2", "SITE ***"),
        ("SITE CPWD hunter2", "SITE ***"),
        ("site gpass hunter2", "site ***"),
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

/// The name occurs in paths, and a path with stars in it is useless.
#[test]
fn the_name_whose_password_is_changed_is_no_secret() {
    for (line, kept) in [
        ("SITE CHPASS alice hunter2", "257 \"/alice/staff/***\""),
        ("SITE ADDUSER alice hunter2", "257 \"/alice/staff/***\""),
        ("SITE GADDUSER staff alice hunter2", "257 \"/alice/staff/***\""),
        ("SITE PSWD staff hunter2", "257 \"/alice/***/***\""),
        ("SITE CHPASS hunter2", "257 \"/alice/staff/***\""),
    ] {
        let mut session = session();
        let _ = ask(&mut session, line, &["200 fine"]);
        let outcome = ask(&mut session, "PWD", &["257 \"/alice/staff/hunter2\""]);
        let raw = outcome.reply().unwrap().as_reply().raw().trim_ascii_end().to_vec();
        assert_eq!(String::from_utf8(raw).unwrap(), kept, "{line}");
    }
}
