//! What is kept stays within its limit, as measured by a counting allocator.

use crate::{login, session, write};
use allocation_counter::measure;
use ftp_proto::listing::{Listing, Options};
use ftp_proto::session::{Health, Recovery};
use ftp_proto::transcript::Entry;
use ftp_proto::{Command, Decoder, Dialogue, Input, Limits, Login, Reply, Session, Transcript};

/// Returns what `make` returns, and how many bytes that holds.
fn held<T>(make: impl FnOnce() -> T) -> (T, usize) {
    let mut made = None;
    let info = measure(|| made = Some(make()));
    (made.unwrap(), usize::try_from(info.bytes_current).unwrap())
}

/// A name, and what fills a transcript.
type Fill = (&'static str, fn(&mut Transcript));

const FILLS: [Fill; 10] = [
    ("very many digits", |t| t.received(&[b'5'; 100_000])),
    ("much sent", |t| t.sent(&[b'x'; 100_000])),
    ("an argument sent", |t| t.sent(b"CWD somewhere\r\n")),
    ("a reply", |t| t.received(b"530 Login incorrect.\r\n")),
    ("a long reply", |t| t.received(&[b"530 ", &[b'x'; 8000][..], b"\r\n"].concat())),
    ("many replies", |t| t.received(&b"200 x\r\n".repeat(1000))),
    ("the start of a reply", |t| t.received(b"530-x\r\n")),
    ("silence", |t| t.timed_out()),
    ("the end", |t| t.closed()),
    ("garbage with room to spare", |t| {
        let mut bytes = Vec::with_capacity(1 << 17);
        bytes.extend([b'x'; 1000]);
        t.push(Entry::Garbage { bytes, error: None });
    }),
];

#[test]
fn a_transcript() {
    for limit in [0, 1, 200, 10_000, 256 << 10] {
        for (first, one) in FILLS {
            for (second, other) in FILLS {
                let mut limits = Limits::default();
                (limits.transcript, limits.reply) = (limit, 16 << 10);
                let (transcript, bytes) = held(|| {
                    let mut transcript = Transcript::with_limits(limits);
                    (0..5).for_each(|_| one(&mut transcript));
                    (0..5).for_each(|_| {
                        other(&mut transcript);
                        one(&mut transcript);
                    });
                    transcript
                });
                let kept = transcript.entries().count();
                assert!(
                    bytes <= limit + limits.reply,
                    "{bytes} bytes for {kept} entries of {first} and {second}, limit {limit}"
                );
                let (_copy, bytes) = held(|| transcript.clone());
                assert!(bytes <= limit + limits.reply, "{bytes} bytes for a copy of {first} and {second}");
            }
        }
    }
}

/// Each piece counts, as a reply or a command does.
#[test]
fn a_transcript_of_much_that_is_no_reply() {
    let limits = Limits::default().with_transcript(50_000);
    let (transcript, bytes) = held(|| {
        let mut transcript = Transcript::with_limits(limits);
        (0..1000).for_each(|_| transcript.push(Entry::Garbage { bytes: vec![b'x'; 500], error: None }));
        transcript
    });
    assert!(bytes <= limits.transcript, "{bytes} bytes for {} entries", transcript.entries().count());
}

#[test]
fn a_transcript_after_megabytes_of_digits() {
    let (transcript, bytes) = held(|| {
        let mut transcript = Transcript::new();
        let digits = vec![b'1'; 1 << 20];
        (0..500).for_each(|_| transcript.received(&digits));
        transcript
    });
    assert_eq!(transcript.entries().count(), 1, "what follows garbage is more of it");
    assert!(bytes < 2048, "{bytes} bytes");
}

/// The first and the last entries stay; those in between are counted.
#[test]
fn a_transcript_is_trimmed_in_its_middle() {
    let limits = Limits::default().with_transcript(10_000);
    let mut transcript = Transcript::with_limits(limits);
    for at in 0..5000 {
        transcript.sent(format!("NOOP {at}").as_bytes());
        let numbers: Vec<usize> = transcript
            .entries()
            .map(|entry| match entry {
                Entry::Sent(sent) => String::from_utf8_lossy(sent.argument()).parse().unwrap(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(numbers.len() + transcript.left_out(), at + 1);
        let first = numbers.iter().enumerate().take_while(|(place, number)| *place == **number).count();
        assert!(first > 0);
        let last: Vec<usize> = (at + 1 - (numbers.len() - first)..at + 1).collect();
        assert_eq!(numbers[first..], last, "the newest, without a gap");
        if transcript.left_out() > 0 {
            assert!(first > 50 && last.len() > 50, "{first} first and {} last ones", last.len());
        }
    }
    assert!(transcript.left_out() > 4000);
}

#[test]
fn a_reply_and_a_decoder() {
    let raw = [b"220 ", &[b'x'; 5000][..], b"\r\n"].concat();
    let (reply, bytes) = held(|| Reply::parse(&raw, &Limits::default()).unwrap().unwrap().0.to_owned());
    assert_eq!((reply.as_reply().raw().len(), bytes), (raw.len(), raw.len()));

    let mut limits = Limits::default();
    (limits.line, limits.reply) = (10_000, 10_000);
    for size in [1, 100, 4096] {
        let (_decoder, bytes) = held(|| {
            let mut decoder = Decoder::new(limits);
            for byte in [b'2', b' ', b'\n', 255] {
                for _ in 0..100_000 / size {
                    if decoder.decode(&mut &vec![byte; size][..]).is_err() {
                        break;
                    }
                }
            }
            decoder
        });
        assert!(bytes <= limits.reply, "{bytes} bytes in chunks of {size}");
    }
}

#[test]
fn a_listing() {
    let lines: [&[u8]; 9] = [
        b"x",
        b"x\r\n",
        b"\n",
        b"\r",
        b"A.B;1\r\n",
        b"README TEXT F 80 2 1 1999-07-28 12:24:01 O\r\n",
        b"total 3\r\n",
        b"-rw-r--r-- 1 a b 3 Nov 27 12:34 x\r\n",
        b"type=file;size=3; x\n",
    ];
    for line in [16, 8 << 10, 50_000] {
        for piece in lines {
            let bytes = piece.repeat(60_000 / piece.len());
            for size in [1, 1460, bytes.len()] {
                let (listing, held) = held(|| {
                    let mut listing = Listing::new(Options::new().with_line(line));
                    for mut chunk in bytes.chunks(size) {
                        while listing.read(&mut chunk).is_some() {}
                    }
                    listing
                });
                let most = 3 * line.max(8 << 10) + 64;
                assert!(held <= most, "{held} bytes in chunks of {size}, lines of {line}: {listing:?}");
            }
        }
    }
}

/// What a login or a session may hold besides its transcript: the decoder's buffer, the decisive or last reply,
/// the reply to FEAT, and a command that is being written.
fn besides(limits: Limits) -> usize {
    limits.transcript + 3 * limits.reply + (16 << 10)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.transcript) = (10_000, 10_000, 50_000);
    limits
}

/// What a server sends to every command.
fn answers() -> [Vec<u8>; 6] {
    [
        [b"530-", &b"x\r\n".repeat(900)[..], b"530 x\r\n"].concat(),
        [b"120 ", &[b'x'; 9000][..], b"\r\n"].concat(),
        vec![b'5'; 1 << 17],
        [b"530-", &[b'x'; 9000][..]].concat(),
        b"\xff\xf1".repeat(1 << 13),
        b"\r\n".repeat(1 << 13),
    ]
}

#[test]
fn a_login_under_way_and_a_failed_one() {
    for answer in answers() {
        for before in ["", "220 x\r\n", "220 x\r\n331 x\r\n"] {
            let (machine, bytes) = held(|| fed(before, &answer));
            assert!(bytes <= besides(limits()), "under way: {bytes} bytes");
            drop(machine);
            let (error, bytes) = held(|| fed(before, &answer).finish().unwrap_err());
            assert!(bytes <= besides(limits()), "{error}: {bytes} bytes");
            let (_, bytes) = held(|| {
                let mut error = fed(before, &answer).finish().unwrap_err();
                for _ in 0..10 {
                    let mut quit = error.quit();
                    write(&mut quit);
                    quit.handle(Input::Bytes(&answer));
                }
                error
            });
            assert!(bytes <= besides(limits()), "after QUIT: {bytes} bytes");
        }
    }
}

#[test]
fn a_failed_login_keeps_nothing_of_what_is_no_reply_but_its_start() {
    let (error, bytes) = held(|| {
        let mut login = login(Limits::default());
        login.handle(Input::Bytes(&[b'1'; 1 << 20]));
        login.finish().unwrap_err()
    });
    assert!(bytes < 4096, "{error}: {bytes} bytes");
}

fn fed(before: &str, answer: &[u8]) -> Login {
    let mut login = login(limits());
    for line in before.split_inclusive('\n') {
        login.handle(Input::Bytes(line.as_bytes()));
        write(&mut login);
    }
    for _ in 0..10 {
        login.handle(Input::Bytes(answer));
        write(&mut login);
    }
    login
}

/// In addition: 64 changes of directory, four settings, and the command in progress.
const REMEMBERED: usize = 70 * (ftp_proto::command::ARGUMENT_LIMIT + 100);

#[test]
fn a_session_and_its_recovery() {
    for answer in answers() {
        let (mut session, bytes) = held(|| {
            let mut session = session(limits());
            let name = [b'd'; ftp_proto::command::ARGUMENT_LIMIT];
            let reply = [b"250 ", &[b'x'; 9000][..], b"\r\n"].concat();
            for _ in 0..64 {
                command(&mut session, &Command::cwd(ftp_proto::Arg::new(&name).unwrap()), &reply);
            }
            command(&mut session, &Command::pwd(), &answer);
            session
        });
        assert!(bytes <= besides(limits()) + REMEMBERED, "{bytes} bytes");
        let (recovery, bytes): (Option<Recovery>, _) = held(|| session.recovery());
        assert!(bytes <= REMEMBERED, "{bytes} bytes for {} lines", recovery.map_or(0, |r| r.restore.len()));
        session.check().handle(Input::Eof);
        assert!(session.health().is_over());
    }
}

#[test]
fn a_session_does_not_grow() {
    let (session, bytes) = held(|| {
        let mut session = session(limits());
        (0..20_000).for_each(|_| command(&mut session, &Command::noop(), b"200 fine\r\n"));
        session
    });
    assert_eq!(session.health(), Health::InSync);
    assert!(bytes <= limits().transcript + 4096, "{bytes} bytes");
}

fn command(session: &mut Session, command: &Command<'_>, reply: &[u8]) {
    if let Ok(mut exchange) = session.start(command) {
        write(&mut exchange);
        exchange.handle(Input::Bytes(reply));
        let _ = exchange.finish();
    }
}
