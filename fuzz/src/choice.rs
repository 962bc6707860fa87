//! What an input chooses besides the bytes that are parsed: its first bytes are a header of choices, so that one
//! execution runs one setting, and the rest is a stream that a person and the dictionary can read.

use ftp_proto::{Ending, Limits};

/// The header of `N` bytes, and what follows. What an input is too short for is zero.
pub fn header<const N: usize>(data: &[u8]) -> ([u8; N], &[u8]) {
    let (head, rest) = data.split_at(data.len().min(N));
    let mut header = [0; N];
    header[..head.len()].copy_from_slice(head);
    (header, rest)
}

/// Any limit by one byte, from 0 to `usize::MAX`: the small ones, where most edges are, and the powers of two.
pub fn limit(byte: u8) -> usize {
    match byte {
        0..=191 => usize::from(byte),
        192..=254 => 1_usize.checked_shl(u32::from(byte) - 192).unwrap_or(usize::MAX),
        255 => usize::MAX,
    }
}

/// Limits by four bytes: the default ones, two sets that much goes over, or any; bit 2 of `how` chooses the ending.
pub fn limits([how, line, reply, lines]: [u8; 4]) -> Limits {
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.lines) = match how & 3 {
        0 => (limits.line, limits.reply, limits.lines),
        1 => (40, 120, 6),
        2 => (300, 300, 300),
        _ => (limit(line), limit(reply), limit(lines)),
    };
    if how & 4 != 0 {
        limits.ending = Ending::AnyCode;
    }
    limits
}

/// Whether this input is one of the one in `n` of which the diagnosis is asked for: not by a byte of its own, since
/// what is rewarded by coverage would soon be in all inputs.
pub fn one_in(n: u64, data: &[u8]) -> bool {
    let hash = data.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash >> 32) % n == 0
}
