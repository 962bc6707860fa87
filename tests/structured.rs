//! The structured replies, on arbitrary bytes and on bytes that look like such replies.

use ftp_fuzz::structured::in_every_form as structured;
use ftp_proto::response::{
    Challenge, Facts, Features, FileSize, Opening, OtpAlgorithm, Passive, QuotedPath, Seed, Timestamp,
};
use ftp_proto::{Limits, Reply};
use proptest::prelude::*;

/// Words and marks that the parsers look for, numbers at the limits, and other bytes.
fn look_alike() -> impl Strategy<Value = Vec<u8>> {
    const WORDS: &[&str] = &[
        "(",
        ")",
        "|",
        ",",
        ", ",
        " ",
        "\t",
        "\"",
        "\"\"",
        ";",
        "=",
        ".",
        "[",
        "]",
        "\r\n",
        "\n",
        "\r",
        "0",
        "1",
        "255",
        "256",
        "65535",
        "65536",
        "18446744073709551616",
        "20240229235960",
        "191000101000000",
        "1,2,3,4,5,6",
        "(|||1|)",
        "(1 bytes)",
        "bytes)",
        "ADAT=",
        "YQ==",
        "otp-md5 ",
        "otp-sha1 ",
        "s/key ",
        "S/Key MD5 ",
        "ext",
        "seed1",
        "type=",
        "size=",
        "modify=",
        "MLST",
        "AUTH",
        "TLS;SSL",
        "::1",
        "127.0.0.1",
        "vsFTPd ",
        "FTP server (Version ",
        "wu-2.6",
        "227 ",
        "227-",
        "250-",
        "250 ",
        "/",
        "\u{e9}",
    ];
    let word = prop_oneof![
        4 => prop::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(word, 0..16).prop_map(|words| words.concat())
}

fn with_reply<T>(text: &str, read: impl FnOnce(&Reply<'_>) -> T) -> T {
    let bytes = format!("{text}\r\n").into_bytes();
    let (reply, _) = Reply::parse(&bytes, &Limits::default()).unwrap().unwrap();
    read(&reply)
}

/// A reply with another code answers another command, however similar its text is.
#[test]
fn each_parser_takes_its_codes_and_no_others() {
    type Takes = fn(&Reply<'_>) -> bool;
    let parsers: [(&str, &[u16], &str, Takes); 9] = [
        ("PASV", &[227], "(1,2,3,4,5,6)", |reply| Passive::parse(reply).is_ok()),
        ("EPSV", &[229], "(|||1025|)", |reply| Passive::parse(reply).is_ok()),
        ("PWD", &[257], "\"/pub\"", |reply| QuotedPath::parse(reply).is_ok()),
        ("SIZE", &[213], "12", |reply| FileSize::parse(reply).is_ok()),
        ("MDTM", &[213], "20240229235959", |reply| Timestamp::parse(reply).is_ok()),
        ("RETR", &[125, 150], "a (12 bytes)", |reply| Opening::parse(reply).is_ok()),
        ("FEAT", &[211], "no features", |reply| Features::parse(reply).is_ok()),
        ("MLST", &[250], " type=file; /a", |reply| Facts::parse(reply).is_ok()),
        ("USER", &[331, 332, 336], "otp-md5 99 seed1", |reply| Challenge::parse(reply).is_ok()),
    ];
    for (command, codes, text, takes) in parsers {
        for code in 100..700 {
            let taken = with_reply(&format!("{code} {text}"), takes);
            assert_eq!(taken, codes.contains(&code), "the answer to {command}: {code} {text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn total_on_any_bytes(data in prop::collection::vec(any::<u8>(), 0..200)) {
        structured(&data);
    }

    #[test]
    fn total_on_look_alikes(data in look_alike()) {
        structured(&data);
    }

    #[test]
    fn numbers_are_read(a: [u8; 6], size: u64, port in 1..=u16::MAX, sequence: u32, seed in "[0-9A-Za-z]{1,16}") {
        let [h1, h2, h3, h4, p1, p2] = a;
        let passive = with_reply(&format!("227 ok ({h1},{h2},{h3},{h4},{p1},{p2})"), Passive::parse);
        let found = passive.ok().map(|passive| (passive.address.unwrap(), passive.port.get()));
        let expected = ([h1, h2, h3, h4].into(), u16::from_be_bytes([p1, p2]));
        prop_assert_eq!(found, Some(expected).filter(|expected| expected.1 > 0));
        let passive = with_reply(&format!("229 ok (|||{port}|)"), Passive::parse).unwrap();
        prop_assert_eq!((passive.address, passive.port.get()), (None, port));
        prop_assert_eq!(with_reply(&format!("213 {size}"), FileSize::parse).unwrap().bytes, size);
        let opening = with_reply(&format!("150 Opening for a ({size} bytes)"), Opening::parse).unwrap();
        prop_assert_eq!(opening.size, Some(size));
        let challenge = with_reply(&format!("331 otp-sha1 {sequence} {seed} ext"), Challenge::parse).unwrap();
        prop_assert_eq!(challenge.algorithm, OtpAlgorithm::Sha1);
        prop_assert_eq!((challenge.sequence, challenge.extended), (sequence, true));
        prop_assert_eq!(challenge.seed, Seed::new(&seed).unwrap());
    }

    /// Compares with a calendar counted day by day.
    #[test]
    fn dates_exist_or_not(year in 1..=9999u16, month in 0..=13u8, day in 0..=32u8, fraction in 0..1_000_000_000u32) {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let days = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let exists = (1..=12).contains(&month) && (1..=days[usize::from(month.clamp(1, 12)) - 1]).contains(&day);
        let found = with_reply(&format!("213 {year:04}{month:02}{day:02}010203.{fraction:09}"), Timestamp::parse);
        prop_assert_eq!(found.is_ok(), exists);
        let Ok(found) = found else { return Ok(()) };
        prop_assert_eq!((found.year(), found.month(), found.day(), found.nanosecond()), (year, month, day, fraction));
        let past_years = i64::from(year) - 1;
        let leap_days = past_years / 4 - past_years / 100 + past_years / 400;
        let past_months: i64 = days[..usize::from(month) - 1].iter().copied().map(i64::from).sum();
        let days = past_years * 365 + leap_days + past_months + i64::from(day) - 1;
        prop_assert_eq!(found.unix_seconds(), (days - 719_162) * 86_400 + 3723);
    }

    #[test]
    fn facts_are_read(
        facts in prop::collection::vec(("[A-Za-z.]{1,12}", "[0-9A-Za-z.:/=]{0,12}"), 0..6),
        name in prop::collection::vec(any::<u8>().prop_filter("line end", |b| !b"\r\n".contains(b)), 1..40),
    ) {
        let listed: String = facts.iter().map(|(name, value)| format!("{name}={value};")).collect();
        let line = [listed.as_bytes(), b" ", &name[..]].concat();
        let found = Facts::parse_line(&line).unwrap();
        prop_assert_eq!(found.name(), &name[..]);
        prop_assert!(found.iter().eq(facts.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes()))));
    }
}
