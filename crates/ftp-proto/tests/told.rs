//! How values describe themselves to people and in logs.

#![cfg(feature = "alloc")]

use core::fmt::Debug;
use ftp_proto::reply::{Ending, FixedDecoder, Replies};
use ftp_proto::response::{AddressMismatch, Facts, Features, Passive, Timestamp};
use ftp_proto::{Action, Arg, Command, Decoder, Dialogue, Input, Limits, Reply, ReplyCode};

fn reply(raw: &[u8]) -> Reply<'_> {
    Reply::parse(raw, &Limits::default()).unwrap().unwrap().0
}

fn shown(value: &dyn Debug) -> String {
    format!("{value:?}")
}

/// `Debug` shows nothing that may be a password, and makes everything else readable, whatever its
/// bytes.
#[test]
fn debug_can_be_logged() {
    let secret = Arg::new(b"hunter2").unwrap();
    assert_eq!(shown(&secret), "Arg(7 bytes)");
    assert_eq!(shown(&Command::pass(Some(secret))), "Command(PASS ***)");
    assert_eq!(shown(&Command::cwd(Arg::new(b"a\xff\x1b").unwrap())), "Command(CWD a\\xff\\x1b)");

    let mut decoder = Decoder::new(Limits::default());
    let mut buffer = [0; 64];
    let mut fixed = FixedDecoder::new(&mut buffer, Limits::default());
    assert!(decoder.decode(&mut &b"230-hunter2\r\n"[..]).unwrap().is_none());
    assert!(fixed.decode(&mut &b"230-hunter2\r\n"[..]).unwrap().is_none());
    for text in [shown(&decoder), shown(&fixed)] {
        assert!(text.contains("Decoder") && text.contains("pending: 13"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
    }

    assert_eq!(shown(&ReplyCode::new(530).unwrap()), "530");
    assert_eq!(shown(&Replies::new(b"220 hi\r\n\xff", Limits::default())), "Replies(b\"220 hi\\r\\n\\xff\")");
    assert_eq!(shown(&Timestamp::new((2026, 11, 28), (1, 2, 3), 0).unwrap()), "Timestamp(20261128010203)");
    let facts = shown(&Facts::parse_line(b"size=5;modify=20261128010203; a\xff").unwrap());
    assert!(facts.contains("size=5;") && facts.contains("a\\xff"), "{facts}");
    let listed = reply(b"211-Features:\r\n REST STREAM\r\n211 End\r\n");
    let features = Features::parse(&listed).unwrap();
    let feature = shown(&features.get("REST").unwrap());
    assert!(feature.contains("REST") && feature.contains("STREAM"), "{feature}");
}

#[test]
fn what_is_wrong_is_told_in_words() {
    let long = vec![b'a'; 1 << 20];
    for (error, text) in [
        (Arg::new(b"").map(drop), "argument is empty"),
        (Arg::new(b"ab\0").map(drop), "argument has a CR, LF or NUL at byte 2"),
        (Arg::new(&long).map(drop), "argument is over "),
        (Command::custom("SITE1", None).map(drop), "verb is not one to eight letters"),
    ] {
        let told = error.unwrap_err().to_string();
        assert!(told.starts_with(text), "{told}");
    }

    let passive = Passive::parse(&reply(b"227 at (203,0,113,5,7,208)\r\n")).unwrap();
    let address = ftp_proto::response::DataAddress::RefuseIfDifferent;
    let mismatch: AddressMismatch = address.choose(passive, "192.0.2.9:21".parse().unwrap()).unwrap_err();
    assert_eq!(mismatch.to_string(), "data address 203.0.113.5 in the reply is not the server's 192.0.2.9");
}

/// For people who look for odd servers.
#[test]
fn what_is_irregular_is_told() {
    for (raw, names) in [
        (&b"220 hi\r\n"[..], &[][..]),
        (b"220 hi\n", &["bare_lf"]),
        (b"220-hi\r\n230\r\n220 end\r\n", &[]),
        (b"220-hi\r\n230 x\r\n220 end\r\n", &["body_like_reply"]),
    ] {
        let irregularities = reply(raw).irregularities();
        assert_eq!(irregularities.is_empty(), names.is_empty());
        assert_eq!(irregularities.names().collect::<Vec<_>>(), names);
        let expected = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
        assert_eq!(shown(&irregularities), format!("{{{expected}}}"));
    }
}

/// An address begins where a number begins.
#[test]
fn an_address_does_not_begin_within_a_number() {
    assert!(Passive::parse(&reply(b"227 at (1192,0,2,1,7,208)\r\n")).is_err());
    let after = Passive::parse(&reply(b"227 port 21 is 192,0,2,1,7,208\r\n")).unwrap();
    assert_eq!((after.port.get(), after.address), (2000, Some("192.0.2.1".parse().unwrap())));
}

#[test]
fn a_time_has_less_than_a_thousand_million_nanoseconds() {
    let at = |nanosecond| Timestamp::new((2026, 11, 28), (1, 2, 3), nanosecond).map(Timestamp::nanosecond);
    assert_eq!([at(0), at(999_999_999), at(1_000_000_000)], [Some(0), Some(999_999_999), None]);
}

#[test]
fn each_limit_can_be_set_alone() {
    let default = Limits::default();
    let set = default.with_line(1).with_reply(2).with_lines(3).with_transcript(4).with_preliminary(5);
    let set = set.with_ending(Ending::AnyCode);
    assert_eq!(
        (set.line, set.reply, set.lines, set.transcript, set.preliminary, set.ending),
        (1, 2, 3, 4, 5, Ending::AnyCode)
    );
    assert_eq!(set.with_line(default.line).with_reply(default.reply).lines, 3);
    assert_eq!(default.with_line(1).reply, default.reply);
}

/// glFTPd and bftpd end some replies with another code than the one they began with.
#[test]
fn a_reply_that_ends_with_another_code_is_one_when_nothing_more_comes() {
    for (bytes, whole) in [
        (&b"220-hi\r\n226 end\r\n"[..], true),
        (b"220-hi\r\n226 end", false),
        (b"220-hi\r\n226-end\r\n", false),
        (b"220-hi\r\n", false),
        (b"220 hi", false),
        (b"", false),
    ] {
        let mut buffer = [0; 64];
        let mut fixed = FixedDecoder::new(&mut buffer, Limits::default());
        let mut decoder = Decoder::new(Limits::default());
        assert!(fixed.decode(&mut &bytes[..]).unwrap().is_none());
        assert!(decoder.decode(&mut &bytes[..]).unwrap().is_none());
        let code = whole.then_some(220);
        assert_eq!(fixed.finish().map(|reply| reply.code().get()), code, "{bytes:?}");
        assert_eq!(decoder.finish().map(|reply| reply.code().get()), code, "{bytes:?}");
    }
}

/// A caller's own dialogue counts no replies, and can be lent.
#[test]
fn a_dialogue_can_be_lent() {
    struct Two(u8);
    impl Dialogue for Two {
        fn action(&self) -> Action<'_> {
            if self.0 == 2 { Action::Done } else { Action::Receive }
        }

        fn handle(&mut self, _: Input<'_>) {
            self.0 += 1;
        }
    }
    fn drive(mut dialogue: impl Dialogue) -> (usize, Action<'static>) {
        for _ in 0..5 {
            if dialogue.action() != Action::Done {
                dialogue.handle(Input::Bytes(b"200 fine\r\n"));
            }
        }
        (dialogue.replies(), if dialogue.action() == Action::Done { Action::Done } else { Action::Receive })
    }
    let mut two = Two(0);
    assert_eq!(drive(&mut two), (0, Action::Done));
    assert_eq!((two.0, drive(two)), (2, (0, Action::Done)));
}
