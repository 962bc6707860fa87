//! A secret that a server repeats never shows, whatever the server does to it, and the rest of the reply stays as it
//! is.

use ftp_proto::Transcript;
use ftp_proto::transcript::Entry;
use proptest::prelude::*;
use std::fs;

/// What the transcript keeps of each thing sent or received, as bytes.
fn kept(transcript: &Transcript) -> Vec<u8> {
    let bytes = |entry: &Entry| match entry {
        Entry::Sent(sent) => sent.line().to_vec(),
        Entry::Received { reply, .. } => reply.as_reply().raw().to_vec(),
        Entry::Garbage { bytes, .. } => bytes.clone(),
        _ => Vec::new(),
    };
    transcript.entries().flat_map(|entry| [&bytes(entry)[..], b"|"].concat()).collect()
}

/// What is sent in one call, and what is kept of it.
const SENT: &[(&[u8], &[u8])] = &[
    (b"PASS hunter2\r\n", b"PASS ***|"),
    (b"pass hunter2", b"pass ***|"),
    (b"PASS", b"PASS|"),
    (b"PASS \r\n", b"PASS |"),
    (b"USER a\r\nPASS hunter2\r\n", b"USER a|PASS ***|"),
    (b"USER a\nPASS hunter2\nACCT hunter2\n", b"USER a|PASS ***|ACCT ***|"),
    (b"USER a\rPASS hunter2\r", b"USER a|PASS ***|"),
    (b"\r\nPASS hunter2\r\n", b"|PASS ***|"),
    (b" PASS hunter2\r\n", b" PASS ***|"),
    (b"\tPASS\thunter2\r\n", b"\tPASS ***|"),
    (b"PASS  hunter2\r\n", b"PASS ***|"),
    (b"PASS\x00hunter2", b"PASS ***|"),
    (b"PASS:hunter2", b"PASS ***|"),
    (b"PASS1", b"PASS ***|"),
    (b"\xff\xf4\xff\xf2PASS hunter2", b"\xff\xf4\xff\xf2PASS ***|"),
    (b"MIC UEFTUyBodW50ZXIyDQo=", b"MIC ***|"),
    (b"USER PASS\r\n", b"USER PASS|"),
    (b"PASV\r\nXSHA1 file\r\n", b"PASV|XSHA1 file|"),
];

#[test]
fn what_is_sent_with_a_secret_is_kept_without() {
    for (sent, expected) in SENT {
        let mut transcript = Transcript::new();
        transcript.sent(sent);
        let (kept, expected) =
            (kept(&transcript).escape_ascii().to_string(), expected.escape_ascii().to_string());
        assert_eq!(
            kept,
            expected,
            "of b\"{}\": a secret that was sent must not be read",
            sent.escape_ascii()
        );
    }
}

#[test]
fn one_line_is_one_command_and_what_follows_it_is_not_shown() {
    for (lines, expected) in
        [(&b"USER a\r\nPASS hunter2\r\n"[..], "USER a ***"), (b"PASS a\rPASS b", "PASS *** ***")]
    {
        assert_eq!(String::from_utf8_lossy(ftp_proto::transcript::Sent::new(lines).line()), expected);
    }
}

#[test]
fn a_transcript_hides_what_was_sent_where_the_server_repeats_it() {
    let mut transcript = Transcript::new();
    transcript.sent(b"USER alice\r\nPASS Hunter2\r\n");
    transcript.received(b"530-no HUNTER2, alice\r\n530 hun\"\"ter2\r\nhunter2 is no reply\r\n");
    let text = kept(&transcript).escape_ascii().to_string();
    assert_eq!(text, "USER alice|PASS ***|530-no ***, alice\\r\\n530 ***\\r\\n|*** is no reply\\r\\n|");
    let mut cut = Transcript::new();
    cut.sent(b"PASS hunter2");
    cut.received(b"530 no hunt");
    cut.closed();
    assert_eq!(kept(&cut).escape_ascii().to_string(), "PASS ***|530 no ***||");
    // vsftpd doubles the byte 255.
    let mut doubled = Transcript::new();
    doubled.sent(b"PASS h\xffn");
    doubled.received(b"530 no h\xff\xffn\r\n");
    assert_eq!(kept(&doubled).escape_ascii().to_string(), "PASS ***|530 no ***\\r\\n|");
    // An address for the server's log is not a secret, and it explains a refusal.
    let mut anonymous = Transcript::new();
    anonymous.sent(b"USER anonymous\r\nPASS me@example\r\n");
    anonymous.received(b"530 me@example is no address\r\n");
    assert!(kept(&anonymous).ends_with(b"|530 me@example is no address\r\n|"), "{anonymous:?}");
}

/// Typical passwords.
const USUAL: [&str; 11] = [
    "hunter2",
    "letmein",
    "qwerty",
    "123456",
    "trustno1",
    "dragon7",
    "P@ssw0rd",
    "Tr0ub4dor&3",
    "alice-2024",
    "correct horse battery staple",
    "Grüße",
];

#[test]
fn usual_replies_to_usual_passwords_stay_as_they_are() {
    let table = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/login_replies.tsv")).unwrap();
    let mut replies = 0;
    for (at, line) in table.lines().enumerate() {
        let Some(text) = line.split('\t').find(|field| field.starts_with(|c: char| c.is_ascii_digit()))
        else {
            continue;
        };
        for password in USUAL {
            let reply = format!("530-{text}\r\n530 alice\r\n");
            let mut transcript = Transcript::new();
            transcript.sent(format!("PASS {password}").as_bytes());
            transcript.received(reply.as_bytes());
            let expected = format!("PASS ***|{reply}|");
            assert_eq!(
                kept(&transcript).escape_ascii().to_string(),
                expected.as_bytes().escape_ascii().to_string(),
                "login_replies.tsv:{}: {password:?} is not in it",
                at + 1
            );
        }
        replies += 1;
    }
    assert!(replies > 300, "{replies} replies");
}

/// What a server does to a secret that it repeats.
#[derive(Clone, Debug)]
struct Echo {
    charset: u8,
    case: u8,
    escape: u8,
    /// What comes after each byte.
    breaks: Vec<Option<&'static str>>,
}

/// What comes between two lines of a reply with the code 211: line ends, codes and separators.
const BREAKS: [&str; 11] = [
    "\r\n",
    "\n",
    "\r\n ",
    "\r\n211-",
    "\r\n345 ",
    "\n345-",
    "\r\n 211 ",
    "-\r\n",
    "\r\n\t| ",
    " \r\n",
    "\r\n211-530-",
];

/// None of these occurs in what the server says otherwise, nor in codes.
const LETTERS: &str = "[kKqz7üÜßÿЖ]";

fn secrets() -> impl Strategy<Value = String> {
    let of = |regex: String| prop::string::string_regex(&regex).unwrap();
    let repeated =
        (of(format!("{LETTERS}{{2,3}}")), 1..6usize).prop_map(|(piece, times)| piece.repeat(times));
    let any = of(format!("{LETTERS}[kKqz7üßÿЖ0345 \"'\\\\-]{{0,20}}{LETTERS}"));
    let like_code = of(format!("{LETTERS}{{1,6}}(345|530)[ -]?{LETTERS}{{0,4}}"));
    let long = of(format!("{LETTERS}{{60,140}}"));
    prop_oneof![repeated, any, like_code, long]
        .prop_filter("two letters", |secret| secret.chars().count() > 1)
}

fn echoes() -> impl Strategy<Value = Echo> {
    let breaks = prop_oneof![
        Just(vec![None]),
        prop::collection::vec(prop::option::weighted(0.3, prop::sample::select(&BREAKS[..])), 1..20),
    ];
    (0..3u8, 0..4u8, 0..3u8, breaks).prop_map(|(charset, case, escape, breaks)| Echo {
        charset,
        case,
        escape,
        breaks,
    })
}

impl Echo {
    fn of(&self, secret: &str) -> Vec<u8> {
        let cased = match self.case {
            0 => secret.to_owned(),
            1 => secret.to_uppercase(),
            2 => secret.to_lowercase(),
            _ => secret
                .chars()
                .enumerate()
                .map(|(at, c)| if at % 2 == 0 { c.to_ascii_uppercase() } else { c })
                .collect(),
        };
        let latin1 = || cased.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect::<Option<Vec<u8>>>();
        let bytes = match self.charset {
            0 => latin1().unwrap_or_else(|| cased.clone().into_bytes()),
            1 => cased.bytes().map(char::from).collect::<String>().into_bytes(),
            _ => cased.into_bytes(),
        };
        let mut breaks = self.breaks.iter().cycle();
        let mut out = Vec::new();
        let behind = bytes.iter().copied().skip(1).chain([255]);
        for (byte, behind) in bytes.iter().copied().zip(behind) {
            match (self.escape, byte) {
                (0, b'"' | b'\\' | 255) => out.push(byte),
                // With what follows, the byte would be a Telnet command.
                (_, 255) if behind >= 240 => out.push(byte),
                (1, b'"' | b'\'' | b'\\') => out.push(b'\\'),
                _ => {}
            }
            out.push(byte);
            out.extend_from_slice(breaks.next().unwrap().unwrap_or_default().as_bytes());
        }
        out
    }
}

/// How many bytes of a secret show; a byte that the server doubled counts once.
fn shown(kept: &[u8]) -> usize {
    let doubled = kept.windows(2).filter(|pair| pair == b"\xff\xff").count();
    let all =
        kept.iter().filter(|byte| !byte.is_ascii() || b"kqzs7".contains(&byte.to_ascii_lowercase())).count();
    all - doubled
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_letter_of_a_whole_echo_shows(
        secret in secrets(), echo in echoes(), before in "[abcd ,]{0,8}", behind in "[abcd ,]{0,8}", twice: bool,
    ) {
        let mut transcript = Transcript::new();
        transcript.sent(format!("NOOP\r\nPASS {secret}\r\n").as_bytes());
        let mut reply = [b"211-", before.as_bytes(), &echo.of(&secret)].concat();
        if twice {
            reply.extend(echo.of(&secret));
        }
        reply.extend_from_slice(format!("{behind}\r\n211 end\r\n").as_bytes());
        transcript.received(&reply);
        let kept = kept(&transcript);
        let kept = kept.strip_prefix(b"NOOP|PASS ***|").unwrap();
        prop_assert!(shown(kept) == 0, "{secret:?} shows where b\"{}\" is kept as b\"{}\"", reply.escape_ascii(), kept.escape_ascii());
        prop_assert!(kept.ends_with(b"\r\n211 end\r\n|"), "b\"{}\"", kept.escape_ascii());
    }

    #[test]
    fn one_letter_at_most_shows_of_an_echo_that_breaks_off(secret in secrets(), echo in echoes(), at: prop::sample::Index) {
        let echo = echo.of(&secret);
        let reply = [b"211-ab ", &echo[..=at.index(echo.len())]].concat();
        // A line that has its end is complete.
        prop_assume!(!reply.ends_with(b"\n"));
        let mut transcript = Transcript::new();
        transcript.sent(format!("PASS {secret}").as_bytes());
        transcript.received(&reply);
        transcript.closed();
        let kept = kept(&transcript);
        let kept = kept.strip_prefix(b"PASS ***|").unwrap();
        prop_assert!(shown(kept) <= 1, "{secret:?} shows where b\"{}\" is kept as b\"{}\"", reply.escape_ascii(), kept.escape_ascii());
    }

    #[test]
    fn a_command_with_a_secret_never_shows_it(
        blanks in "[ \t]{0,2}", verb in "[Pp][Aa][Ss][Ss]|ACCT|acct|ADAT", between in "[ \t:]{1,2}",
        secret in "[kq7]{1,9}", end in "(\r|\n|\r\n){0,2}", first in prop::option::of("(USER a|NOOP)(\r|\n|\r\n)"),
    ) {
        let sent = format!("{}{blanks}{verb}{between}{secret}{end}", first.unwrap_or_default());
        let mut transcript = Transcript::new();
        transcript.sent(sent.as_bytes());
        let line = ftp_proto::transcript::Sent::new(sent.as_bytes());
        for kept in [kept(&transcript), line.line().to_vec(), format!("{line:?}").into_bytes()] {
            prop_assert!(!kept.iter().any(|byte| b"kq7".contains(byte)), "{sent:?} is kept as b\"{}\"", kept.escape_ascii());
        }
    }
}

/// Serv-U and glFTPd change a password by SITE, and some then say the new one.
#[test]
fn the_words_of_a_site_that_changes_a_password_are_hidden_in_its_reply() {
    let mut transcript = Transcript::new();
    transcript.sent(b"SITE PSWD old5ecret new5ecret\r\n");
    transcript.received(b"200 old5ecret is new5ecret now\r\n");
    transcript.sent(b"SITE CHMOD 644 readme\r\n");
    transcript.received(b"200 readme has 644\r\n");
    let shown = format!("{transcript:?}");
    assert!(!shown.contains("5ecret"), "{shown}");
    assert!(shown.contains("readme has 644"), "{shown}");
    let log = "> SITE CHPASS ann new5ecret\n< 200 new5ecret it is\n";
    let reading = ftp_report::read::read(log.as_bytes(), None).unwrap();
    assert!(!format!("{:?}", reading.transcript).contains("5ecret"), "{:?}", reading.transcript);
    assert!(reading.secrets.iter().any(|secret| secret.danger_expose() == b"new5ecret"));
}
