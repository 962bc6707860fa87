//! What an input chooses besides the bytes that are parsed. The first bytes of an input are a header of choices, so
//! that one execution runs one setting; the rest is a stream that a person and the dictionary can read.

use ftp_proto::Limits;
use ftp_proto::reply::Ending;

/// Splits off a header of `N` bytes. Bytes that a short input lacks are zero.
pub fn header<const N: usize>(data: &[u8]) -> ([u8; N], &[u8]) {
    let (head, rest) = data.split_at(data.len().min(N));
    let mut header = [0; N];
    header[..head.len()].copy_from_slice(head);
    (header, rest)
}

/// Makes a limit from one byte, from 0 to `usize::MAX`: the small values, where most edges are, and the powers of
/// two.
pub fn limit(byte: u8) -> usize {
    match byte {
        0..=191 => usize::from(byte),
        192..=254 => 1_usize.checked_shl(u32::from(byte) - 192).unwrap_or(usize::MAX),
        255 => usize::MAX,
    }
}

/// Makes limits from four bytes: the defaults, two sets of small limits that many replies exceed, or any. Bit 2 of
/// `how` chooses the ending.
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

/// Returns whether this input is one of the one in `n` that are diagnosed. A hash decides, and not a byte of the
/// header: coverage would reward that byte until nearly all inputs had it.
pub fn one_in(n: u64, data: &[u8]) -> bool {
    let hash = data.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash >> 32) % n == 0
}
