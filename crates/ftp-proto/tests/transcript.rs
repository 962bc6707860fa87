//! What a transcript keeps of a login, and of what another client feeds it.

#![cfg(feature = "alloc")]

use ftp_proto::transcript::{Entry, Sent};
use ftp_proto::{Limits, Secret, Transcript};

fn shown(transcript: &Transcript) -> Vec<String> {
    transcript.entries().map(|entry| format!("{entry:?}")).collect()
}

/// A diagnosis begins with how the connection ended. The part of a reply that had come is kept before that.
#[test]
fn each_end_is_recorded() {
    for entry in [Entry::Closed, Entry::Broken, Entry::TimedOut] {
        let mut transcript = Transcript::default();
        transcript.sent(b"NOOP\r\n");
        transcript.received(b"200 fi");
        match entry {
            Entry::Closed => transcript.closed(),
            Entry::Broken => transcript.broken(),
            _ => transcript.timed_out(),
        }
        let entries: Vec<_> = transcript.entries().collect();
        assert!(
            matches!(entries[..], [Entry::Sent(_), Entry::Garbage { error: None, .. }, _]),
            "{entries:?}"
        );
        assert_eq!(entries[2], &entry);
        assert_eq!((transcript.recorded(), transcript.left_out()), (3, 0));
    }
}

#[test]
fn what_is_hidden_is_not_in_it() {
    let mut transcript = Transcript::new();
    transcript.hide(&Secret::new("swordfish"));
    transcript.received(b"530 swordfish is wrong\r\n");
    transcript.sent(b"SITE swordfish");
    transcript.received(b"swordfish, for one\r\n");
    let all = shown(&transcript).concat();
    assert!(all.contains("530 *** is wrong") && all.contains("SITE ***"), "{all}");
    assert!(!all.contains("swordfish"), "{all}");
}

/// Of invalid bytes only the start is kept, once after each other entry, and not every piece.
#[test]
fn garbage_does_not_fill_it() {
    let garbage = |transcript: &Transcript| {
        transcript.entries().filter(|entry| matches!(entry, Entry::Garbage { .. })).count()
    };
    let mut transcript = Transcript::new();
    (0..10).for_each(|_| transcript.received(b"what is this?\r\n"));
    assert_eq!(garbage(&transcript), 1);
    transcript.sent(b"QUIT");
    (0..10).for_each(|_| transcript.received(b"what is this?\r\n"));
    assert_eq!(garbage(&transcript), 2);
    // A valid reply after a pushed garbage entry is recorded as a reply.
    let mut transcript = Transcript::new();
    transcript.push(Entry::Garbage { bytes: b"x".repeat(10_000), error: None });
    transcript.received(b"220 hi\r\n");
    assert!(matches!(transcript.entries().last(), Some(Entry::Received { .. })));
    assert!(matches!(transcript.entries().next(), Some(Entry::Garbage { bytes, .. }) if bytes.len() == 512));
}

/// The first and the last entries are kept, and those between are counted.
#[test]
fn a_long_conversation_keeps_its_beginning_and_its_end() {
    let limit = 16 << 10;
    let limits = Limits::default().with_transcript(limit);
    let mut transcript = Transcript::with_limits(limits);
    for number in 0..2000_u32 {
        transcript.sent(format!("SITE {number}").as_bytes());
        assert_eq!(transcript.recorded(), number as usize + 1);
        assert_eq!(transcript.entries().count() + transcript.left_out(), number as usize + 1);
    }
    let kept = shown(&transcript);
    assert!(transcript.left_out() > 0 && kept.len() > 50, "{} are kept", kept.len());
    let numbers: Vec<u32> = kept
        .iter()
        .map(|line| line.trim_start_matches("Sent(b\"SITE ").trim_end_matches("\")").parse().unwrap())
        .collect();
    assert_eq!((numbers[0], numbers[numbers.len() - 1]), (0, 1999));
    // There is one gap, as wide as the transcript says.
    let gaps: Vec<_> = numbers.windows(2).map(|two| two[1] - two[0] - 1).filter(|gap| *gap > 0).collect();
    assert_eq!(gaps, [transcript.left_out() as u32]);
    assert_eq!(transcript.since(transcript.recorded() - 2).count(), 2);
    assert_eq!(transcript.since(0).count(), kept.len());

    // Long entries push out more than one short entry each.
    let before = transcript.entries().count();
    (0..20).for_each(|_| transcript.sent(&[b"SITE ".as_slice(), &[b'x'; 1000]].concat()));
    assert!(transcript.entries().count() < before);
    let bytes: usize = transcript.entries().map(|entry| format!("{entry:?}").len()).sum();
    assert!(bytes < limit, "{bytes}");
    (0..2000).for_each(|_| transcript.sent(b"NOOP"));
    assert!(transcript.entries().count() > before / 2, "and what went makes room again");
}

/// A short entry that would still fit in front of a long one stays behind it.
#[test]
fn what_is_kept_is_in_order() {
    let mut transcript = Transcript::with_limits(Limits::default().with_transcript(16 << 10));
    for number in 0..200_u32 {
        let long = "x".repeat(number as usize % 5 * 400);
        transcript.sent(format!("SITE {number} {long}").as_bytes());
        let numbers = transcript.entries().map(|entry| {
            let Entry::Sent(sent) = entry else { panic!("{entry:?}") };
            let number = sent.argument().split(|byte| *byte == b' ').next().unwrap();
            std::str::from_utf8(number).unwrap().parse::<u32>().unwrap()
        });
        assert!(numbers.is_sorted(), "behind {number}");
    }
}

/// Servers close the connection before so many tries. A secret that is forgotten would be printed.
#[test]
fn thirty_two_secrets_are_remembered() {
    let secret = |number: usize| format!("secret-{number:02}-word");
    for (count, forgotten) in [(1, 0), (31, 0), (32, 0), (33, 1), (40, 8)] {
        let mut transcript = Transcript::new();
        (0..count).for_each(|number| transcript.hide(&Secret::new(secret(number))));
        for number in 0..count {
            transcript.received(format!("530 {}\r\n", secret(number)).as_bytes());
            let last = format!("{:?}", transcript.entries().last());
            assert_eq!(last.contains(&secret(number)), number < forgotten, "{number} of {count}");
        }
    }
}

/// Long secrets take more room: two of the maximum length are remembered, and the newest one in any case.
#[test]
fn two_long_secrets_are_remembered() {
    let secret = |letters: &str, number: u32| {
        let letters: Vec<char> = letters.chars().collect();
        let mut seed = number;
        let letter = || {
            seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            letters[(seed >> 16) as usize % letters.len()]
        };
        std::iter::repeat_with(letter).take(4096 / letters[0].len_utf8()).collect::<String>()
    };
    for (letters, count, forgotten) in
        [("abcdefgh", 1, 0), ("abcdefgh", 2, 0), ("abcdefgh", 3, 1), ("äöüß", 1, 0), ("äöüß", 2, 1)]
    {
        let mut transcript = Transcript::new();
        (0..count).for_each(|number| transcript.hide(&Secret::new(secret(letters, number))));
        for number in 0..count {
            transcript.received(format!("530 {}\r\n", secret(letters, number)).as_bytes());
            let last = format!("{:?}", transcript.entries().last().unwrap());
            let hidden = last == r#"Reply(b"530 ***\r\n")"#;
            assert_eq!(hidden, number >= forgotten, "{number} of {count} in {letters:?}: {last}");
        }
    }
}

/// A verb ends at a blank; one that carries a secret ends at any byte that is not a letter, as servers read it.
#[test]
fn a_line_is_split_as_servers_split_it() {
    for (line, verb, argument, kept) in [
        ("STOR2 x y", "STOR2", "x y", "STOR2 x y"),
        ("SITE a", "SITE", "a", "SITE a"),
        ("PASS hunter2", "PASS", "***", "PASS ***"),
        ("PASS=hunter2", "PASS", "***", "PASS ***"),
        ("NOOP", "NOOP", "", "NOOP"),
    ] {
        let sent = Sent::new(line.as_bytes());
        assert_eq!((sent.verb(), sent.argument()), (verb.as_bytes(), argument.as_bytes()), "{line}");
        assert_eq!(sent.line(), kept.as_bytes());
    }
}

/// Stars in place of a verb would reveal the password, and hide what was sent.
#[test]
fn a_password_that_is_a_verb_leaves_verbs_as_they_are() {
    for (secret, sent, kept) in [
        ("user", "USER alice", "USER alice"),
        ("user", "USER user", "USER ***"),
        ("se", "USER seal", "USER ***al"),
        ("User", "user alice", "user alice"),
        ("pass", "PASS hunter2", "PASS ***"),
        ("pwd", "PWD", "PWD"),
        ("user", "SITE user", "SITE ***"),
        ("user", "XUSER alice", "X*** alice"),
        ("user alice", "USER alice", "***"),
        ("er al", "USER alice", "US***ice"),
    ] {
        let mut transcript = Transcript::new();
        transcript.hide(&Secret::new(secret));
        transcript.sent(sent.as_bytes());
        assert_eq!(shown(&transcript), [format!("Sent(b\"{kept}\")")], "{secret} in {sent}");
    }
}

/// The newest secret is remembered, however much room it takes.
#[test]
fn a_long_secret_is_hidden() {
    for word in ["pass", "пароль", "pässwörd"] {
        let long: String = word
            .chars()
            .cycle()
            .enumerate()
            .map(|(at, c)| if at % 7 == 3 { 'é' } else { c })
            .take(2000)
            .collect();
        let mut transcript = Transcript::new();
        transcript.hide(&Secret::new("swordfish"));
        transcript.hide(&Secret::new(long.as_str()));
        transcript.received(format!("530 {long}\r\n").as_bytes());
        let all = shown(&transcript).concat();
        assert!(all.contains("530 ***") && all.len() < 100, "{all}");
    }
}
