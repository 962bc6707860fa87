//! Whatever comes endlessly, a machine ends; what it drops on the way counts.

use crate::{login, session, write};
use ftp_proto::login::{LoginErrorKind, Misuse};
use ftp_proto::reply::{Ending, Replies, ReplyError};
use ftp_proto::session::{Health, Poison};
use ftp_proto::{Action, Command, Decoder, Dialogue, Input, Limits, Outcome};

/// Inputs that may come again and again.
const INPUTS: [(&str, Input<'static>); 17] = [
    ("nothing sent", Input::Sent(0)),
    ("no bytes", Input::Bytes(b"")),
    ("a Telnet command", Input::Bytes(b"\xff\xf1")),
    ("half a Telnet command", Input::Bytes(b"\xff")),
    ("a Telnet option", Input::Bytes(b"\xff\xfb\x01")),
    ("the start of a subnegotiation", Input::Bytes(b"\xff\xfa")),
    ("a subnegotiation", Input::Bytes(b"\xff\xfa\x18\x01\xff\xf0")),
    ("a blank line", Input::Bytes(b"\r\n")),
    ("half a blank line", Input::Bytes(b"\r")),
    ("a byte order mark", Input::Bytes(b"\xef\xbb\xbf")),
    ("a digit", Input::Bytes(b"2")),
    ("the start of a reply", Input::Bytes(b"220-x\r\n")),
    ("a preliminary reply", Input::Bytes(b"120 x\r\n")),
    ("a Telnet command before a preliminary reply", Input::Bytes(b"\xff\xf1120 x\r\n")),
    ("another reply", Input::Bytes(b"331 x\r\n")),
    ("silence", Input::TimedOut),
    ("nothing to read", Input::Pending),
];

/// Far more than the limits below allow.
const MOST: usize = 400_000;

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.lines, limits.transcript) = (1024, 4096, 64, 4096);
    limits
}

/// Gives the dialogue these inputs in turn. Returns after how many it was done.
fn inputs_to_the_end(dialogue: &mut impl Dialogue, inputs: &[Input<'_>]) -> Option<usize> {
    (0..MOST).find(|at| {
        dialogue.handle(inputs[at % inputs.len()]);
        dialogue.action() == Action::Done
    })
}

#[test]
fn a_login_ends_whatever_comes_without_end() {
    for (first, one) in INPUTS {
        for (second, other) in INPUTS {
            for greeted in [false, true] {
                let mut login = login(limits());
                if greeted {
                    login.handle(Input::Bytes(b"220 x\r\n"));
                }
                let end = inputs_to_the_end(&mut login, &[one, other]);
                assert!(end.is_some(), "{first}, {second}; greeted: {greeted}");
            }
        }
    }
}

#[test]
fn the_drive_of_a_command_ends_too() {
    for (first, one) in INPUTS {
        for (second, other) in INPUTS {
            for written in [false, true] {
                let mut session = session(limits());
                let mut exchange = session.start(&Command::pwd()).unwrap();
                if written {
                    write(&mut exchange);
                }
                let end = inputs_to_the_end(&mut exchange, &[one, other]);
                drop(exchange);
                assert!(end.is_some(), "{first}, {second}; written: {written}");
            }
        }
    }
}

#[test]
fn quit_ends_too() {
    for (first, one) in INPUTS {
        for (second, other) in INPUTS {
            for written in [false, true] {
                let mut login = login(limits());
                login.handle(Input::Bytes(b"530 no\r\n"));
                let mut error = login.finish().unwrap_err();
                let mut quit = error.quit();
                if written {
                    write(&mut quit);
                }
                let end = inputs_to_the_end(&mut quit, &[one, other]);
                assert!(end.is_some(), "{first}, {second}; written: {written}");
            }
        }
    }
}

#[test]
fn sixty_four_inputs_in_a_row_may_report_nothing() {
    for nothing in [Input::Bytes(b""), Input::Sent(0)] {
        let mut login = login(Limits::default());
        login.handle(Input::Bytes(b"220 x\r\n"));
        login.handle(Input::Pending);
        for byte in b"USER" {
            (0..64).for_each(|_| login.handle(nothing));
            login.handle(Input::Sent(1));
            assert!(matches!(login.action(), Action::Send(_)), "{}", byte.escape_ascii());
        }
        (0..64).for_each(|_| login.handle(nothing));
        assert!(matches!(login.action(), Action::Send(_)));
        login.handle(nothing);
        assert_eq!(login.action(), Action::Done);
        let error = login.finish().unwrap_err();
        assert_eq!(*error.kind(), LoginErrorKind::Misuse(Misuse::NoProgress));
        assert_eq!(error.to_string(), "misuse by the driver: inputs without end that report nothing at user");

        let mut session = session(Limits::default());
        let mut exchange = session.start(&Command::pwd()).unwrap();
        exchange.handle(Input::Pending);
        (0..64).for_each(|_| exchange.handle(nothing));
        assert_ne!(exchange.action(), Action::Done);
        exchange.handle(nothing);
        assert_eq!(exchange.finish(), Outcome::Poisoned(Poison::Misuse, None));
        assert_eq!(session.health(), Health::Poisoned(Poison::Misuse));
    }
}

#[test]
fn bytes_that_came_are_no_empty_input() {
    let mut login = login(Limits::default());
    for byte in b"220-a long greeting, byte for byte" {
        (0..64).for_each(|_| login.handle(Input::Bytes(b"")));
        login.handle(Input::Bytes(&[*byte]));
        assert_eq!(login.action(), Action::Receive);
    }
}

#[test]
fn telnet_commands_for_one_reply_have_a_limit_and_text_is_none() {
    const COMMANDS: usize = 64 << 10;
    let too_long = Err(ReplyError::TelnetTooLong { limit: COMMANDS });
    for size in [1, 7, 4096, usize::MAX >> 1] {
        let mut decoder = Decoder::new(Limits::default());
        for _ in 0..3 {
            // As many as allowed before each reply.
            let stream = [b"\xff\xf1".repeat(COMMANDS / 2), b"220 x\r\n".to_vec()].concat();
            let mut replies = 0;
            for mut chunk in stream.chunks(size) {
                while decoder.decode(&mut chunk).unwrap().is_some() {
                    replies += 1;
                }
            }
            assert_eq!(replies, 1, "in chunks of {size}");
        }
        let one_more = [b"\xff\xf1".repeat(COMMANDS / 2), b"\xff".to_vec()].concat();
        let end = one_more.chunks(size).map(|mut chunk| decoder.decode(&mut chunk).map(drop)).last();
        assert_eq!(end, Some(too_long), "in chunks of {size}");
    }
    let mut limits = Limits::default();
    (limits.line, limits.reply) = (usize::MAX, usize::MAX);
    for iac in [&b"\xff\xff"[..], b"\xff1"] {
        let text = [b"220 ", &*iac.repeat(COMMANDS), b"\r\n"].concat();
        let mut decoder = Decoder::new(limits);
        assert!(decoder.decode(&mut &text[..]).unwrap().is_some(), "{}", iac.escape_ascii());
    }
}

#[test]
fn no_limit_is_too_small_or_too_large() {
    let streams = INPUTS.map(|(_, input)| match input {
        Input::Bytes(bytes) => bytes.repeat(5),
        _ => b"220-x\r\n y\r\n\xff\xf1220 z\r\n331 \xff\xfa\x01\xff\xf0p\r\n\r\n230 in\r\n".to_vec(),
    });
    let sizes = [0, 1, 2, 3, 4, 5, 7, 8, 64, usize::MAX / 2, usize::MAX - 1, usize::MAX];
    let picks = sizes.iter().flat_map(|line| sizes.iter().map(move |reply| (*line, *reply)));
    for (at, (line, reply)) in picks.enumerate() {
        let mut limits = Limits::default();
        (limits.line, limits.reply, limits.lines) = (line, reply, sizes[at % sizes.len()]);
        (limits.transcript, limits.preliminary) = (sizes[at % 11], sizes[at % 7]);
        limits.ending = if at % 2 == 0 { Ending::OpeningCode } else { Ending::AnyCode };
        for stream in &streams {
            for size in [1, 3, stream.len().max(1)] {
                let mut decoder = Decoder::new(limits);
                let mut machine = login(limits);
                for mut chunk in stream.chunks(size) {
                    machine.handle(Input::Bytes(chunk));
                    write(&mut machine);
                    while let Ok(Some(_)) = decoder.decode(&mut chunk) {}
                }
                decoder.finish();
                machine.handle(Input::TimedOut);
                if let Err(mut error) = machine.finish() {
                    assert!(error.quit().action() != Action::Done);
                }
            }
            Replies::new(stream, limits).for_each(drop);
        }
    }
}
