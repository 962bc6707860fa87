//! What a diagnosis costs in steps: linear in the transcript, whatever a server sends.
//!
//! A step is an entry or a byte that is read, a stem that is found, or a rule that is asked, so the figures
//! are the same on every machine. The bench `diagnose` measures the times.

use ftp_diagnosis::steps_to_diagnose;
use ftp_proto::transcript::Entry;
use ftp_proto::transfer::{DataEvent, Target};
use ftp_proto::{Limits, Transcript};

const SIZES: [usize; 6] = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20];

/// The steps that any transcript may take besides those for its bytes. The texts that are read for words are
/// limited in length and number.
const TEXTS: usize = 200_000;

type Shape = fn(usize) -> Transcript;

/// Transcripts of about this many bytes that are hard to read.
const SHAPES: &[(&str, Shape)] = &[
    ("one reply of many lines", |size| one(size, "530-", b"no \xe9\r\n")),
    ("one reply of digits", |size| one(size, "", b"1.2.3.4 5 ")),
    ("one reply of quotes", |size| one(size, "", b"\"' \"\"")),
    ("one reply of sentences", |size| one(size, "", b"TLS. No! ")),
    ("one reply of words of many rules", |size| one(size, "", b"no user login tls not required ")),
    ("many refusals without text", |size| many(size, b"530\r\n")),
    ("many refusals in Latin-1", |size| many(size, b"530 acc\xe8s refus\xe9\r\n")),
    ("many refusals in KOI8-R", |size| many(size, &long(b"\xcf\xdb\xc9\xc2\xcb\xc1 "))),
    ("many refusals in GBK", |size| many(size, &long(b"\xb5\xc7\xc2\xbc\xca\xa7\xb0\xdc"))),
    ("many refusals in Shift_JIS", |size| many(size, &long(b"\x83p\x83X\x83\x8f\x81[\x83h"))),
    ("many refusals in EUC-KR", |size| many(size, &long(b"\xb7\xce\xb1\xd7\xc0\xce"))),
    ("many refusals in no charset", |size| many(size, &long(b"\xff\x80\xfe\x81"))),
    ("many refusals of 1 KB", |size| many(size, &long(b"login not allowed, user unknown "))),
    ("many answers to USER", |size| {
        repeated(size, b"USER a", &[b"331", &long(b"use TLS \xe9 ")[3..]].concat())
    }),
    ("many answers to FEAT", |size| repeated(size, b"FEAT", &features())),
    ("many refused logins", |size| repeated(size, b"PASS a", b"530 no\r\n")),
    ("many AUTH commands", |size| repeated(size, b"AUTH TLS", b"500 no\r\n")),
    ("commands sent ahead", ahead),
    ("many refused downloads", |size| behind(size, b"RETR a", b"550 a: No such file or directory\r\n")),
    ("many listings of no", |size| behind(size, b"LIST", b"226 Failed to list the directory\r\n")),
    ("many downloads that go on", |size| behind(size, b"RETR a", b"150 go\r\n226 done\r\n")),
    ("names in replies", |size| {
        behind(size, &[b"RETR ", b"a".repeat(50).as_slice()].concat(), b"550 aaaaaaaa aaa\r\n")
    }),
    ("many data connections", |size| {
        let mut talk = behind(64, b"PASV", b"227 ok (10,0,0,1,200,9)\r\n");
        (0..size / 64).for_each(|_| {
            talk.push(Entry::DataTarget(Target { address: None, port: core::num::NonZeroU16::MIN }));
            talk.push(Entry::Data(DataEvent::Connected));
            talk.sent(b"RETR a");
            talk.received(b"425 no\r\n");
        });
        talk
    }),
    ("bytes that are no reply", |size| {
        let mut talk = transcript();
        talk.received(&b"\xff.\n".repeat(size / 3));
        talk.closed();
        talk
    }),
];

#[test]
fn a_diagnosis_takes_steps_in_line_with_the_transcript() {
    std::thread::scope(|scope| {
        for (name, shape) in SHAPES {
            scope.spawn(move || in_line(name, *shape));
        }
    });
}

fn in_line(name: &str, shape: Shape) {
    let steps = SIZES.map(|size| steps_to_diagnose(&shape(size)));
    println!("{name:36} {steps:?}");
    for (pair, size) in steps.windows(2).zip(SIZES.windows(2)) {
        let [before, after] = pair else { panic!("two") };
        let grown = size[1] / size[0];
        // Linear up to a factor of 1.3.
        assert!(
            after * 10 <= before * grown * 13,
            "{name}: {before} steps of {}, {after} of {}",
            size[0],
            size[1]
        );
    }
    for (steps, size) in steps.iter().zip(SIZES) {
        assert!(*steps <= TEXTS + size, "{name}: {steps} steps of {size}");
    }
}

/// An empty transcript that keeps everything of that size.
fn transcript() -> Transcript {
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.lines, limits.transcript) = (2 << 20, 2 << 20, 1 << 20, 64 << 20);
    Transcript::with_limits(limits)
}

/// A login up to its PASS.
fn login() -> Transcript {
    let mut talk = transcript();
    talk.received(b"220 ready\r\n");
    talk.sent(b"USER bob");
    talk.received(b"331 password?\r\n");
    talk.sent(b"PASS x");
    talk
}

/// A refusal of one reply; each of its lines begins with `before`.
fn one(size: usize, before: &str, piece: &[u8]) -> Transcript {
    let piece = [before.as_bytes(), piece].concat();
    let mut talk = login();
    let text = piece.repeat(size / piece.len());
    let first: &[u8] = if before.is_empty() { b"530 " } else { b"530-no\r\n" };
    let last: &[u8] = if before.is_empty() { b"\r\n" } else { b"530 no\r\n" };
    talk.received(&[first, &text, last].concat());
    talk
}

fn many(size: usize, reply: &[u8]) -> Transcript {
    let mut talk = login();
    (0..size / reply.len()).for_each(|_| talk.received(reply));
    talk
}

fn repeated(size: usize, line: &[u8], reply: &[u8]) -> Transcript {
    let mut talk = transcript();
    talk.received(b"220 ready\r\n");
    for _ in 0..size / (line.len() + reply.len()) {
        talk.sent(line);
        talk.received(reply);
    }
    talk
}

/// The same command again and again after a login.
fn behind(size: usize, line: &[u8], reply: &[u8]) -> Transcript {
    let mut talk = login();
    talk.received(b"230 in\r\n");
    for _ in 0..size / (line.len() + reply.len()) {
        talk.sent(line);
        talk.received(reply);
    }
    talk
}

fn ahead(size: usize) -> Transcript {
    let mut talk = transcript();
    talk.received(b"220 ready\r\n");
    let times = size / 20;
    (0..times).for_each(|_| talk.sent(b"USER a"));
    (0..times).for_each(|_| talk.received(b"331 use TLS\r\n"));
    talk
}

/// A refusal of 1 KB.
fn long(piece: &[u8]) -> Vec<u8> {
    [b"530 ", piece.repeat(1000 / piece.len()).as_slice(), b"\r\n"].concat()
}

fn features() -> Vec<u8> {
    [b"211-Features\r\n", b" AUTH TLS \xe9\r\n".repeat(60).as_slice(), b"211 End\r\n"].concat()
}
