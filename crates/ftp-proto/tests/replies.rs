//! Which replies a stream of bytes is read as, in every chunking.

#![cfg(feature = "alloc")]

use ftp_proto::reply::{Ending, Replies, ReplyError};
use ftp_proto::{Decoder, Limits, Reply};

/// Returns all that a stream gave, as text for a table: for each reply, its code, its texts, and its
/// irregularities in brackets; then `~` and the reply from `finish`, `!` and the error with the bytes that show
/// it, or `...` and the bytes of an incomplete reply.
fn received(input: &[u8], limits: Limits, cuts: &[usize]) -> Vec<String> {
    let mut decoder = Decoder::new(limits);
    let mut received = Vec::new();
    let mut rest = input;
    let mut at = 0;
    for cut in cuts.iter().copied().chain([input.len()]) {
        let (mut chunk, after) = rest.split_at(cut - at);
        (rest, at) = (after, cut);
        loop {
            match decoder.decode(&mut chunk) {
                Ok(Some(reply)) => received.push(shown(reply)),
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(decoder.decode(&mut chunk), Err(error), "the same error for ever");
                    received.push(format!("! {error} | {}", decoder.pending().escape_ascii()));
                    return received;
                }
            }
        }
        assert!(chunk.is_empty());
    }
    if let Some(reply) = decoder.finish() {
        received.push(format!("~ {}", shown(reply)));
    }
    if !decoder.pending().is_empty() {
        received.push(format!("... {}", decoder.pending().escape_ascii()));
    }
    received
}

fn shown(reply: Reply<'_>) -> String {
    let mut shown = reply.code().to_string();
    for line in reply.lines() {
        shown += &format!(" | {}", line.escape_ascii());
    }
    let irregularities: Vec<_> = reply.irregularities().names().collect();
    if !irregularities.is_empty() {
        shown += &format!(" [{}]", irregularities.join(" "));
    }
    shown
}

fn in_every_chunking(name: &str, input: &[u8], limits: Limits, expected: &[&str]) {
    assert_eq!(received(input, limits, &[]), expected, "{name}, whole");
    for size in [1, 2, 3, 7] {
        let cuts: Vec<usize> = (size..input.len()).step_by(size).collect();
        assert_eq!(received(input, limits, &cuts), expected, "{name}, in chunks of {size}");
    }
    for cut in 1..input.len() {
        assert_eq!(received(input, limits, &[cut]), expected, "{name}, cut at {cut}");
    }
}

type Case = (&'static str, &'static [u8], &'static [&'static str]);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("single line", b"220 ready\r\n", &["220 | ready"]),
    ("several in one read", b"220 a\r\n331 b\r\n230 c\r\n", &["220 | a", "331 | b", "230 | c"]),
    ("multi-line", b"220-Hello\r\n  there\r\n220-you\r\n220 bye\r\n", &["220 | Hello |   there | you | bye"]),
    ("multi-line, code alone at the end", b"211-Features:\r\n UTF8\r\n211\r\n", &["211 | Features: |  UTF8 |  [no_text]"]),
    ("refusal whose body speaks of 230", b"530-Sorry\r\n230 people tried today\r\n530 bye\r\n",
        &["530 | Sorry | 230 people tried today | bye [body_like_reply]"]),
    ("welcome whose body speaks of 530", b"230-Welcome\r\n530 files\r\n530-more\r\n230 in\r\n",
        &["230 | Welcome | 530 files | 530-more | in [body_like_reply]"]),
    ("body line with four digits", b"230-Hi\r\n2300 users\r\n2024 was good\r\n230 in\r\n",
        &["230 | Hi | 2300 users | 2024 was good | in"]),
    ("own code and a tab in a body", b"230-Hi\r\n230\tx\r\n230 in\r\n", &["230 | Hi | 230\\tx | in"]),
    ("own code and a bare CR in a body", b"230-Hi\r\n230\rx\r\n230 in\r\n", &["230 | Hi | 230\\rx | in [bare_cr]"]),
    ("indented code in a body", b"230-Hi\r\n 230 x\r\n230 in\r\n", &["230 | Hi |  230 x | in"]),
    ("line without a code in a body", b"230-Hi\r\n\r\nfree text\r\n230 in\r\n", &["230 | Hi |  | free text | in"]),
    ("another code at the end", b"530-Disabled.\r\n421 Reason\r\n",
        &["~ 530 | Disabled. | 421 Reason [other_code_at_end]"]),
    ("another code, then a piece of a line", b"530-Disabled.\r\n421 Reason\r\nx",
        &["... 530-Disabled.\\r\\n421 Reason\\r\\nx"]),
    ("another code and a hyphen", b"530-Disabled.\r\n421-Reason\r\n", &["... 530-Disabled.\\r\\n421-Reason\\r\\n"]),
    ("opening line alone", b"530-Disabled.\r\n", &["... 530-Disabled.\\r\\n"]),
    ("code alone", b"230\r\n", &["230 |  [no_text]"]),
    ("code and a space", b"230 \r\n", &["230 | "]),
    ("code and a hyphen", b"220-\r\n220-\r\n220 \r\n", &["220 |  |  | "]),
    ("two spaces", b"220  Server\r\n", &["220 |  Server [blank_before_text]"]),
    ("LF only", b"220-a\nb\n220 c\n331 d\n", &["220 | a | b | c [bare_lf]", "331 | d [bare_lf]"]),
    ("CR CR LF", b"220 a\r\r\n230\r\r\r\n", &["220 | a [cr_cr_lf]", "230 |  [cr_cr_lf no_text]"]),
    ("bare CR", b"220 HD316\r FTP server\r\n", &["220 | HD316\\r FTP server [bare_cr]"]),
    ("NUL", b"257 \"a\0b\"\r\n", &["257 | \\\"a\\x00b\\\" [nul]"]),
    ("Latin-1", b"230 Gr\xfc\xdfe\r\n", &["230 | Gr\\xfc\\xdfe [not_utf8]"]),
    ("blank lines before", b"\r\n\n220 a\r\n\r\n\r\r\n331 b\r\n",
        &["220 | a [blank_lines_skipped]", "331 | b [blank_lines_skipped]"]),
    ("blank line behind", b"421 bye\r\n\r\n", &["421 | bye"]),
    ("byte order mark", b"\xef\xbb\xbf220 a\r\n", &["220 | a [bom_dropped]"]),
    ("byte order mark later", b"220 a\r\n\xef\xbb\xbf220 a\r\n",
        &["220 | a", "! no reply code at byte 0 | \\xef\\xbb\\xbf220 a\\r\\n"]),
    ("half a byte order mark", b"\xef\xbb220 a\r\n", &["! no reply code at byte 0 | \\xef\\xbb220 a\\r\\n"]),
    ("Telnet before the greeting", b"\xff\xfb\x01\xff\xf1220 a\r\n331 b\r\n", &["220 | a [telnet_removed]", "331 | b"]),
    ("Telnet before a byte order mark", b"\xff\xf1\xef\xbb\xbf220 a\r\n", &["220 | a [telnet_removed bom_dropped]"]),
    ("Telnet in code and text", b"22\xff\xfd\x030 a\xff\xfa\x18\r\n\xff\xff\xff\xf0b\r\n", &["220 | ab [telnet_removed]"]),
    ("Telnet option 255", b"\xff\xfe\xff220 a\r\n", &["220 | a [telnet_removed]"]),
    ("IAC IAC", b"250 \xff\xff\r\n", &["250 | \\xff\\xff [not_utf8]"]),
    ("IAC as text", b"250 \xffa\xff\r\n", &["250 | \\xffa\\xff [not_utf8]"]),
    ("no code", b"220 a\r\nSSH-2.0-x\r\n220 b\r\n", &["220 | a", "! no reply code at byte 0 | SSH-2.0-x\\r\\n"]),
    ("two digits", b"22 a\r\n", &["! no reply code at byte 2 | 22 a\\r\\n"]),
    ("two digits alone", b"22\r\n", &["! no reply code at byte 2 | 22\\r\\n"]),
    ("four digits", b"2200 a\r\n", &["! no space, hyphen or line end after the code at byte 3 | 2200 a\\r\\n"]),
    ("tab after the code", b"220\ta\r\n", &["! no space, hyphen or line end after the code at byte 3 | 220\\ta\\r\\n"]),
    ("bare CR after the code", b"220\ra\r\n", &["! no space, hyphen or line end after the code at byte 3 | 220\\ra\\r\\n"]),
    ("blank before the code", b" 220 a\r\n", &["! no reply code at byte 0 |  220 a\\r\\n"]),
    ("colon for a digit", b"2:0 a\r\n", &["! no reply code at byte 1 | 2:0 a\\r\\n"]),
    ("colon for the last digit", b"22: a\r\n", &["! no reply code at byte 2 | 22: a\\r\\n"]),
    ("letters for digits", b"2a0-a\r\n", &["! no reply code at byte 1 | 2a0-a\\r\\n"]),
    ("slash for a digit", b"22/ a\r\n", &["! no reply code at byte 2 | 22/ a\\r\\n"]),
    ("digits with their high bit set", b"\xb2\xb20 a\r\n", &["! no reply code at byte 0 | \\xb2\\xb20 a\\r\\n"]),
    ("a last digit with its high bit set", b"22\xb0 a\r\n", &["! no reply code at byte 2 | 22\\xb0 a\\r\\n"]),
    ("a blank of Latin-1 after the code", b"220\xa0a\r\n",
        &["! no space, hyphen or line end after the code at byte 3 | 220\\xa0a\\r\\n"]),
    ("code 000", b"000 a\r\n", &["! reply code 000 is outside 100 to 699 | 000 a\\r\\n"]),
    ("code 099", b"099-a\r\n", &["! reply code 099 is outside 100 to 699 | 099-a\\r\\n"]),
    ("code 100", b"100 a\r\n", &["100 | a"]),
    ("code 600", b"600 a\r\n", &["600 | a"]),
    ("code 699", b"699 a\r\n", &["699 | a"]),
    ("code 700", b"700 a\r\n", &["! reply code 700 is outside 100 to 699 | 700 a\\r\\n"]),
    ("code 999", b"999 a\r\n", &["! reply code 999 is outside 100 to 699 | 999 a\\r\\n"]),
    ("HTTP", b"HTTP/1.1 400 Bad Request\r\n\r\n", &["! no reply code at byte 0 | HTTP/1.1 400 Bad Request\\r\\n"]),
    ("TLS alert", b"\x15\x03\x01\x00\x02\x02\x46", &["... \\x15\\x03\\x01\\x00\\x02\\x02F"]),
    ("nothing", b"", &[]),
];

#[test]
fn replies_in_every_chunking() {
    for (name, input, expected) in CASES {
        in_every_chunking(name, input, Limits::default(), expected);
    }
}

#[test]
fn any_code_ends_a_reply_when_that_is_wanted() {
    let mut limits = Limits::default();
    limits.ending = Ending::AnyCode;
    let cases: &[Case] = &[
        ("another code", b"553-a\r\n150 b\r\n226 c\r\n", &["553 | a | 150 b [other_code_at_end]", "226 | c"]),
        ("own code", b"553-a\r\nb\r\n553\r\n226 c\r\n", &["553 | a | b |  [no_text]", "226 | c"]),
        (
            "no code of a reply",
            b"553-a\r\n150-b\r\n999 c\r\n150\r\n2024 d\r\n553 e\r\n",
            &["553 | a | 150-b | 999 c | 150 | 2024 d | e [body_like_reply]"],
        ),
    ];
    for (name, input, expected) in cases {
        in_every_chunking(name, input, limits, expected);
    }
}

#[test]
fn limits_hold_in_every_chunking() {
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.lines) = (16, 40, 5);
    let cases: &[Case] = &[
        ("line at the limit", b"220 34567890ab\r\n", &["220 | 34567890ab"]),
        (
            "line over it",
            b"220 34567890abc\r\n",
            &["! line at byte 0 of a reply is over 16 bytes | 220 34567890abc\\r"],
        ),
        (
            "body line over it",
            b"220-a\r\n34567890abcdefghi\r\n",
            &["! line at byte 7 of a reply is over 16 bytes | 220-a\\r\\n34567890abcdefgh"],
        ),
        (
            "no code in an endless line",
            b"SSH-2.0-OpenSSH_10.0\r\n",
            &["! no reply code at byte 0 | SSH-2.0-OpenSSH_"],
        ),
        (
            "endless CR",
            b"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\n",
            &[
                "! line at byte 0 of a reply is over 16 bytes | \\r\\r\\r\\r\\r\\r\\r\\r\\r\\r\\r\\r\\r\\r\\r\\r",
            ],
        ),
        (
            "reply at the limit",
            b"220-67890123\r\n45678901234\r\n220 2345678\r\n\n",
            &["220 | 67890123 | 45678901234 | 2345678"],
        ),
        (
            "reply over it",
            b"220-67890123\r\n45678901234\r\n220 234567890\r\n",
            &["! reply is over 40 bytes | 220-67890123\\r\\n45678901234\\r\\n220 234567890"],
        ),
        (
            "reply full at a line's end",
            b"220-67890123\r\n45678901234\r\nabcdefghijk\r\n",
            &["! reply is over 40 bytes | 220-67890123\\r\\n45678901234\\r\\nabcdefghijk\\r\\n"],
        ),
        ("lines at the limit", b"220-a\nb\nc\nd\n220 e\n", &["220 | a | b | c | d | e [bare_lf]"]),
        (
            "lines over it",
            b"220-a\nb\nc\nd\ne\n220 f\n",
            &["! reply has over 5 lines | 220-a\\nb\\nc\\nd\\ne\\n"],
        ),
        ("blank lines", b"\n\n\r\n\n220 a\r\n", &["220 | a [blank_lines_skipped]"]),
        ("too many blank lines", b"\n\n\r\n\n\n220 a\r\n", &["! reply has over 5 lines | "]),
        (
            "endless subnegotiation",
            b"220 a\xff\xfa3456789012345678901234567890",
            &["! telnet commands in a reply are over 16 bytes | 220 a"],
        ),
    ];
    for (name, input, expected) in cases {
        in_every_chunking(name, input, limits, expected);
    }
}

#[test]
fn one_reply_of_a_slice() {
    let limits = Limits::default();
    let (reply, len) = Reply::parse(b"\r\n220 a\r\n331 b\r\n", &limits).unwrap().unwrap();
    assert_eq!((shown(reply).as_str(), len), ("220 | a [blank_lines_skipped]", 9));
    assert_eq!(reply.raw().escape_ascii().to_string(), r"220 a\r\n");
    assert_eq!(Reply::parse(b"220-a\r\n221 b\r\n22", &limits), Ok(None));
    assert_eq!(Reply::parse(b"", &limits), Ok(None));
    assert_eq!(Reply::parse(b"\xff\xf1220 a\r\n", &limits), Err(ReplyError::NoCode { at: 0 }));
}

#[test]
fn replies_of_a_slice() {
    let input = b"220-a\r\nb\r\n220 c\r\n331 d\n\n230\r\nx\r\n";
    let mut replies = Replies::new(input, Limits::default());
    let shown: Vec<_> = replies.by_ref().map_while(Result::ok).map(shown).collect();
    assert_eq!(shown, ["220 | a | b | c", "331 | d [bare_lf]", "230 |  [no_text blank_lines_skipped]"]);
    assert_eq!(replies.remaining().escape_ascii().to_string(), r"x\r\n");
    let mut replies = Replies::new(b"220 a\r\nx\r\n", Limits::default());
    assert!(replies.next().unwrap().is_ok());
    assert_eq!(replies.next(), Some(Err(ReplyError::NoCode { at: 0 })));
    assert_eq!(replies.next(), None);
}

/// This holds for replies that are long or not ASCII, too.
#[test]
fn a_reply_that_is_whole_is_not_copied() {
    let long = [b"211-", &b"x".repeat(3000)[..], b"\r\n", &b" y\r\n".repeat(800), b"211 end\r\n"].concat();
    let replies: [&[u8]; 6] =
        [b"220 a\r\n", b"331 b\r\n", b"230-c\r\n230 d\r\n", "250 é\r\n".as_bytes(), &long, b"226 e\r\n"];
    for cut in 1..=replies.len() {
        let stream = [&replies[..cut].concat()[..], b"22"].concat();
        let mut decoder = Decoder::new(Limits::default());
        let mut input = &stream[..];
        let mut at = 0;
        for reply in &replies[..cut] {
            let found = decoder.decode(&mut input).unwrap().unwrap();
            assert_eq!(found.raw().len(), reply.len());
            assert!(core::ptr::eq(found.raw().as_ptr(), &stream[at]), "{found:?} is a copy");
            at += reply.len();
        }
        assert_eq!(decoder.decode(&mut input), Ok(None));
        assert_eq!(decoder.pending().escape_ascii().to_string(), r"22");
    }
}

#[test]
fn a_stream_goes_on_after_silence() {
    let mut decoder = Decoder::new(Limits::default());
    assert_eq!(decoder.decode(&mut &b"553-a\r\n150 b\r\n"[..]), Ok(None));
    assert_eq!(shown(decoder.finish().unwrap()), "553 | a | 150 b [other_code_at_end]");
    assert!(decoder.pending().is_empty());
    assert!(decoder.finish().is_none());
    let mut input = &b"226 c\r\n"[..];
    assert_eq!(shown(decoder.decode(&mut input).unwrap().unwrap()), "226 | c");
}

/// After an error, `finish` returns nothing, even if the line that exceeded the limit has a code.
#[test]
fn a_failed_decoder_finishes_nothing() {
    let mut limits = Limits::default();
    limits.lines = 2;
    let mut decoder = Decoder::new(limits);
    let error = decoder.decode(&mut &b"553-a\r\n150 b\r\n"[..]).unwrap_err();
    assert_eq!(error, ReplyError::TooManyLines { limit: 2 });
    assert_eq!(decoder.pending().escape_ascii().to_string(), r"553-a\r\n150 b\r\n");
    assert_eq!(decoder.finish(), None);
    assert_eq!(decoder.pending().escape_ascii().to_string(), r"553-a\r\n150 b\r\n");
}

/// Replies of about one block, with more bytes after them, are examined as a whole.
#[test]
fn a_command_of_telnet_is_seen_anywhere_in_a_reply_of_a_block() {
    for len in [8, 20, 62, 63, 64, 65, 66, 130] {
        for at in 0..len {
            let mut reply = [b"250 ".to_vec(), vec![b'x'; len - 6], b"\r\n".to_vec()].concat();
            reply.splice(at..at, *b"\xff\xf1");
            let stream = [
                reply,
                b"220 and what follows it is long enough for a block of its own, and more\r\n".to_vec(),
            ];
            let stream = stream.concat();
            let bytes: Vec<usize> = (1..stream.len()).collect();
            let expected = received(&stream, Limits::default(), &bytes);
            assert!(expected[0].ends_with("[telnet_removed]"), "{expected:?}");
            assert_eq!(received(&stream, Limits::default(), &[]), expected, "{len} bytes, at {at}");
        }
    }
}

/// The lines of a long body in one chunk are taken at once, and lines that need a closer look still get one.
#[test]
fn a_body_in_large_chunks_is_what_it_is_byte_by_byte() {
    let mut limits = Limits::default();
    (limits.line, limits.lines, limits.reply) = (60, 60, 2000);
    let long = [&b"x".repeat(59)[..], b"\r\n"].concat();
    let to_the_limit =
        [[&b"x".repeat(54)[..], b"\r\n"].concat().repeat(25), b"12345678901\r\n".to_vec()].concat();
    let long_before_telnet = [&long[..], b"\xff\xf1and on\r\n"].concat();
    let long_before_end = [&long[..], b"230 end\r\n"].concat();
    let odd: [(&str, &[u8], usize); 14] = [
        ("nothing odd", b"", 20),
        ("an end inside", b"230 end\r\n", 20),
        ("the code alone", b"230\r\n", 20),
        ("almost an end", b"230-\r\n2301\r\n", 20),
        ("another code", b"530 no\r\n", 20),
        ("a command of Telnet", b"here \xff\xf1 and on\r\n", 20),
        ("a command of Telnet with an option", b"\xff\xfb\x01here and on\r\n", 20),
        ("a command of Telnet in the code", b"2\xff\xf130 end\r\n", 20),
        ("a line over the limit", &long, 20),
        ("a line over the limit before a command of Telnet", &long_before_telnet, 20),
        ("a line over the limit before the end", &long_before_end, 20),
        ("lines over the limit", b"", 80),
        ("bytes over the limit", b"a line as long as it may be, so that bytes come first\r\n", 60),
        ("bytes over the limit where a line ends", &to_the_limit, 0),
    ];
    for (name, odd, behind) in odd {
        let plain = |lines: usize| b"one of many lines of a body\r\n".repeat(lines);
        let stream = [b"230-x\r\n", &*plain(20), odd, &plain(behind), b"230 end\r\n331 next\r\n"].concat();
        for stream in [&stream[..], stream.get(..limits.reply).unwrap_or(&stream)] {
            let bytes: Vec<usize> = (1..stream.len()).collect();
            let expected = received(stream, limits, &bytes);
            for size in [130, 200, 333, 700, 1500] {
                let cuts: Vec<usize> = (7..stream.len()).step_by(size).collect();
                assert_eq!(received(stream, limits, &cuts), expected, "{name}, in chunks of {size}");
            }
            for cut in 8..stream.len() {
                assert_eq!(received(stream, limits, &[7, cut]), expected, "{name}, cut at {cut}");
            }
        }
    }
}
