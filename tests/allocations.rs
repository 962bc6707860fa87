//! A reply costs no allocation, neither from a slice nor from a decoder that is fed. A secret costs one.

use allocation_counter::{AllocationInfo, measure};
use ftp_proto::listing::{Listing, Options};
use ftp_proto::reply::Replies;
use ftp_proto::response::Challenge;
use ftp_proto::{Decoder, Limits, Reply, Secret, Transcript};
use std::hint::black_box;

const SESSION: &[u8] = b"220-Welcome\r\n220 (vsFTPd 3.0.5)\r\n331 Please specify the password.\r\n230 Login successful.\r\n\
    211-Features:\r\n UTF8\r\n MLST type*;size*;modify*;\r\n211 End\r\n226\r\n\r\n250 \xc3\xbc\xff\r\n550 Failed to open file.\r\n";
const REPLIES: u64 = 7;

fn times(count: u64, f: impl Fn() -> u64) -> AllocationInfo {
    measure(|| {
        for _ in 0..count {
            assert_eq!(f(), REPLIES);
        }
    })
}

#[test]
fn none_in_a_slice() {
    let looked_at = |reply: Reply<'_>| {
        black_box(reply.lines().map(<[u8]>::len).sum::<usize>());
        black_box(reply.irregularities().names().count());
    };
    let each = times(10, || {
        Replies::new(SESSION, Limits::default()).map(|reply| looked_at(reply.unwrap())).count() as u64
    });
    assert_eq!(each.count_total, 0);
    let by_next = times(10, || {
        let mut replies = Replies::new(SESSION, Limits::default());
        let mut count = 0;
        for reply in replies.by_ref() {
            looked_at(reply.unwrap());
            count += 1;
        }
        count
    });
    assert_eq!(by_next.count_total, 0);
}

#[test]
fn none_in_a_decoder_for_whole_replies() {
    let whole = measure(|| {
        let mut decoder = Decoder::new(Limits::default());
        let mut input = SESSION;
        while let Some(reply) = decoder.decode(&mut input).unwrap() {
            black_box(reply);
        }
    });
    // The byte 255 in one of the lines has to be gathered, which needs the buffer.
    assert!(whole.count_total <= 1, "{whole:?}");
}

#[test]
fn one_buffer_for_all_replies_in_pieces() {
    for size in [1, 7, 64] {
        let pieces = measure(|| {
            let mut decoder = Decoder::new(Limits::default());
            let mut count = 0;
            for _ in 0..50 {
                for mut chunk in SESSION.chunks(size) {
                    while let Some(reply) = decoder.decode(&mut chunk).unwrap() {
                        black_box(reply);
                        count += 1;
                    }
                }
            }
            assert_eq!(count, 50 * REPLIES);
        });
        assert_eq!(pieces.count_total, 1, "in chunks of {size}: {pieces:?}");
        assert_eq!(pieces.count_current, 0);
    }
}

#[test]
fn none_for_an_entry_of_a_listing() {
    for line in [
        "-rw-r--r--   1 ann staff 4096 Nov 27 12:34 a b\r\n",
        "type=file;size=3;modify=20240229010203; a b\r\n",
        "07-19-21  06:12PM                 4096 a b\r\n",
        "A.LONG.NAME;1\r\n      4/9  2-JUN-1998 07:32:04 [A,B] (RWED,RWED,,RE)\r\n",
        "README TEXT F 80 2 1 1999-07-28 12:24:01 O\r\n",
    ] {
        let of = |lines: usize, size: usize| {
            let bytes = line.repeat(lines);
            measure(|| {
                let mut listing = Listing::new(Options::new());
                let mut count = 0;
                for mut chunk in bytes.as_bytes().chunks(size) {
                    while let Some(item) = listing.read(&mut chunk) {
                        black_box(item);
                        count += 1;
                    }
                }
                assert!(count + 32 >= lines, "{count} of {line}");
            })
        };
        for size in [7, 1460, usize::MAX] {
            let (few, many) = (of(1000, size), of(5000, size));
            assert_eq!(few.count_total, many.count_total, "{line} in chunks of {size}");
            assert!(many.count_total < 16, "{many:?}");
        }
    }
}

#[test]
fn never_more_than_the_limits() {
    let mut limits = Limits::default();
    (limits.reply, limits.line, limits.lines) = (10_000, 10_000, 10_000);
    let endless = measure(|| {
        let mut decoder = Decoder::new(limits);
        decoder.decode(&mut &b"220-\n"[..]).unwrap();
        let mut chunks = std::iter::repeat(&b"text\n"[..]);
        while decoder.decode(&mut chunks.next().unwrap()).is_ok() {}
    });
    // The buffer, and the smaller one it grows out of, while it grows.
    assert!(endless.bytes_max < 2 * 10_000, "{endless:?}");
}

/// A buffer that grows would leave a copy of the words behind, which nothing wipes.
#[test]
fn one_for_each_form_of_a_one_time_password() {
    for challenge in ["otp-md4 0 TeSt", "otp-md5 99 TeSt", "otp-sha1 1 a", "otp-md5 0 alpha1", "otp-md5 7 x"]
    {
        let reply = format!("331 {challenge}\r\n");
        let (reply, _) = Reply::parse(reply.as_bytes(), &Limits::default()).unwrap().unwrap();
        let challenge = Challenge::parse(&reply).unwrap();
        let pass_phrase = Secret::new("This is a test.");
        let mut password = None;
        let answer = measure(|| password = Some(challenge.answer(&pass_phrase).unwrap()));
        let password = password.unwrap();
        let words = measure(|| drop(black_box(password.words())));
        let hex = measure(|| drop(black_box(password.hex())));
        let counts = [answer, words, hex].map(|info| info.count_total);
        assert_eq!(counts, [1, 1, 1], "{reply:?}");
    }
}

/// The same holds for the forms of a hidden secret: a longer one with as many forms takes as many allocations. Each of
/// these letters has three bytes in upper case, and each of its bytes becomes two in the wrong charset: no letter has
/// more.
#[test]
fn none_more_for_a_longer_secret_that_is_hidden() {
    let of = |letters: usize| {
        let secret = Secret::new("\u{390}".repeat(letters));
        measure(|| Transcript::new().hide(&secret)).count_total
    };
    for letters in 2..=5 {
        assert_eq!(of(letters), of(1), "{letters} letters");
    }
}
