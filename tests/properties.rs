//! The properties of replies, on inputs that proptest generates and shrinks; the fuzz targets run the same properties.
//! A failure writes nothing: save what it prints as a file in `fuzz/regressions`, which `--test replay` reads.

use ftp_fuzz::model::Bytes;
use ftp_fuzz::{choice, chunks, replies, tokens};
use ftp_proto::{Limits, ReplyCode};
use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces of streams of replies and of what nearly is one.
fn token() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        8 => proptest::sample::select(tokens::REPLIES).prop_map(<[u8]>::to_vec),
        2 => vec(any::<u8>(), 0..4),
        1 => (proptest::sample::select(&b"x\r\n0"[..]), 30..140_usize).prop_map(|(byte, count)| vec![byte; count]),
    ]
}

fn stream() -> impl Strategy<Value = Bytes> {
    vec(token(), 0..60).prop_map(|tokens| Bytes(tokens.concat()))
}

/// Valid replies in a row, across block boundaries and at the edges of limits; often with the same code, so that a
/// missed end is found in the next reply.
fn sound() -> impl Strategy<Value = Bytes> {
    let run =
        |sizes: std::ops::Range<usize>| (b' '..=b'~', sizes).prop_map(|(byte, count)| vec![byte; count]);
    let line = prop_oneof![3 => run(0..100), 1 => run(30..40), 1 => vec(any::<u8>(), 0..8)];
    let code = prop_oneof![Just(220), Just(230), 100..700_u16];
    let ends = (any::<bool>(), any::<bool>());
    let reply = (code, vec(line, 1..30), any::<bool>(), ends).prop_map(
        |(code, mut lines, code_on_each, (code_alone, lf_only))| {
            if code_alone {
                lines.push(Vec::new());
            }
            let code = ReplyCode::new(code).expect("in range");
            let mut raw = replies::written(code, &lines, code_on_each);
            if code_alone {
                raw.remove(raw.len() - 3);
            }
            if lf_only {
                raw.retain(|byte| *byte != b'\r');
            }
            raw
        },
    );
    vec(reply, 0..12).prop_map(|replies| Bytes(replies.concat()))
}

/// The default limits, tight ones, and any from 0 to `usize::MAX`.
fn limits() -> impl Strategy<Value = Limits> {
    any::<[u8; 4]>().prop_map(choice::limits)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fast_path_equals_specification(input in prop_oneof![stream(), sound()]) {
        replies::reply_in_every_way(&input.0);
    }

    #[test]
    fn any_chunking_gives_the_same(limits in limits(), stream in prop_oneof![3 => stream(), 1 => sound()]) {
        chunks::in_every_way(&stream.0, limits);
    }

    #[test]
    fn any_chunking_of_pieces_gives_the_same(limits in limits(), data in vec(any::<u8>(), 0..400).prop_map(Bytes)) {
        chunks::in_every_way(&chunks::pieces(&data.0), limits);
    }

    #[test]
    fn what_is_written_is_read_back(
        code in 100..700_u16,
        lines in vec(vec(prop_oneof![b' '..=b'~', any::<u8>()], 0..90).prop_map(Bytes), 1..80),
        code_on_each in any::<bool>(),
        behind in vec(any::<u8>(), 0..100).prop_map(Bytes),
    ) {
        let lines: Vec<Vec<u8>> = lines.into_iter().map(|line| line.0).collect();
        replies::read_back(ReplyCode::new(code).expect("in range"), &lines, code_on_each, &behind.0);
    }
}
