//! The properties of listings on random inputs: any bytes, pieces of listings, and listings of known entries.
//! `SEED=n` gives other inputs; a failure prints the input.

use ftp_fuzz::listing::listing;
use std::panic::{catch_unwind, resume_unwind};

/// How many inputs each of the four properties gets.
const INPUTS: u64 = 4_000;

/// SplitMix64, a pseudo-random generator.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn listings_made_by_chance() {
    let seed = std::env::var("SEED").map_or(0, |seed| seed.parse().expect("SEED is a number"));
    std::thread::scope(|scope| {
        for property in 0..4_u8 {
            scope.spawn(move || by_chance(property, seed));
        }
    });
}

/// Runs one property. The first byte of an input chooses it.
fn by_chance(property: u8, seed: u64) {
    let mut state = seed ^ u64::from(property);
    for _ in 0..INPUTS {
        let len = next(&mut state) % 300;
        let mut input = vec![property];
        // Most bytes below this stand for a piece.
        let most = if property == 1 { 70 } else { 256 };
        input.extend(next(&mut state).to_le_bytes().iter().take(3));
        input.extend((0..len).map(|_| (next(&mut state) % most) as u8));
        if let Err(panic) = catch_unwind(|| listing(&input)) {
            eprintln!("listing, seed {seed}: b\"{}\"", input.escape_ascii());
            resume_unwind(panic);
        }
    }
}
