//! The properties on a million random streams, with each limit from 0 to `usize::MAX`: what the fuzz targets do,
//! without the search. `SEED=n` gives other streams; a failure prints the target and the input.

use ftp_fuzz::login_model;
use ftp_fuzz::tokens::{REPLIES, TEXTS};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// How many inputs each property gets.
const INPUTS: &[(&str, u32)] = &[
    ("reply", 440_000),
    ("decoder_chunks", 220_000),
    ("structured", 200_000),
    ("command", 100_000),
    ("login", 20_000),
    ("session", 20_000),
    ("diagnose", 400),
];

fn token(at: usize) -> &'static [u8] {
    match at.checked_sub(REPLIES.len()) {
        None => REPLIES[at],
        Some(at) => TEXTS[at],
    }
}

struct Chance(u64);

impl Chance {
    /// SplitMix64, a pseudo-random generator.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (((self.next() >> 32) * n as u64) >> 32) as usize
    }

    /// Makes an input of a header of choices, and some tokens, bytes and events.
    fn input(&mut self, input: &mut Vec<u8>) {
        input.clear();
        input.extend_from_slice(&self.next().to_le_bytes()[..6]);
        for _ in 0..self.below(12) {
            match self.below(16) {
                0 => input.push(self.next() as u8),
                1 => {
                    let byte = b"x\r\n0"[self.below(4)];
                    input.resize(input.len() + 20 + self.below(110), byte);
                }
                2..6 => input.extend_from_slice(&[1 + self.below(12) as u8, self.next() as u8]),
                _ => input.extend_from_slice(token(self.below(REPLIES.len() + TEXTS.len()))),
            }
        }
    }
}

#[test]
fn a_million_streams() {
    let seed = std::env::var("SEED").map_or(0, |seed| seed.parse().expect("SEED is a number"));
    std::thread::scope(|scope| {
        for (target, count) in INPUTS {
            scope.spawn(move || streams(target, *count, seed));
        }
    });
    assert!(INPUTS.iter().map(|(_, count)| count).sum::<u32>() >= 1_000_000);
}

fn streams(target: &str, count: u32, seed: u64) {
    let property = ftp_fuzz::TARGETS.iter().find(|(name, _)| *name == target).expect("a target").1;
    let mut chance = Chance(seed);
    let mut input = Vec::new();
    for number in 0..count {
        chance.input(&mut input);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| property(&input))) {
            eprintln!("{target}, input {number} of seed {seed}: b\"{}\"", input.escape_ascii());
            resume_unwind(panic);
        }
    }
}

/// Random servers: the model has an opinion about most of them, and logins end in every way.
#[test]
fn the_login_does_what_the_model_says() {
    let mut chance = Chance(1);
    let servers = 40_000;
    let known = (0..servers).filter(|number| {
        let input: Vec<u8> = (0..3).flat_map(|_| chance.next().to_le_bytes()).collect();
        catch_unwind(|| login_model::agrees(&input)).unwrap_or_else(|panic| {
            eprintln!("login_model, input {number}: b\"{}\"", input.escape_ascii());
            resume_unwind(panic)
        })
    });
    let known = known.count();
    assert!(known > servers * 9 / 10, "the model knows {known} of {servers}");
}
