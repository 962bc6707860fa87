//! Many bytes at a time, in safe code that compilers turn into vector instructions.

use crate::reply::ReplyCode;

/// Bytes in a block.
pub(crate) const BLOCK: usize = 64;

/// A bit for each LF in a block, the first byte's lowest.
#[inline(always)]
pub(crate) fn line_ends(block: &[u8; BLOCK]) -> u64 {
    // Each eighth of the block becomes one byte of the mask: a sum of different bits.
    let bits: [u8; BLOCK] = core::array::from_fn(|at| match block.get(at) {
        Some(b'\n') => 1 << (at % 8),
        _ => 0,
    });
    bits.chunks_exact(8).enumerate().fold(0, |mask, (eighth, bits)| {
        let byte = bits.iter().fold(0u8, |sum, bit| sum.wrapping_add(*bit));
        mask | u64::from(byte) << (8 * eighth)
    })
}

/// Where the first LF in a block is.
#[inline]
pub(crate) fn first_line_end(block: &[u8; BLOCK]) -> Option<usize> {
    match left_at_line_end(block) {
        0 => None,
        left => Some(BLOCK - usize::from(left)),
    }
}

/// How many bytes are left from the first LF on, itself included. On its own, because compilers do worse
/// with it amid other code.
#[inline(never)]
fn left_at_line_end(block: &[u8; BLOCK]) -> u8 {
    let left: [u8; BLOCK] = core::array::from_fn(|at| match block.get(at) {
        Some(b'\n') => (BLOCK - at) as u8,
        _ => 0,
    });
    // Of all LFs the first has the most behind it.
    left.iter().fold(0, |most, left| *left.max(&most))
}

/// The block at `at`, if there is a whole one.
#[inline(always)]
pub(crate) fn block(input: &[u8], at: usize) -> Option<&[u8; BLOCK]> {
    input.get(at..)?.first_chunk()
}

/// So many blocks from `at` on, if they are whole.
#[inline(always)]
pub(crate) fn blocks<const N: usize>(input: &[u8], at: usize) -> Option<[&[u8; BLOCK]; N]> {
    let bytes = input.get(at..at + N * BLOCK)?;
    let mut blocks = [&[0; BLOCK]; N];
    for (block, bytes) in blocks.iter_mut().zip(bytes.chunks_exact(BLOCK)) {
        *block = bytes.first_chunk()?;
    }
    Some(blocks)
}

/// Whether `byte`, one of 128 and more, is among the first `len` bytes.
#[inline(always)]
pub(crate) fn holds_high(input: &[u8], len: usize, byte: u8) -> bool {
    let ascii = match block(input, 0) {
        // In one go, though it may see what is behind.
        Some(block) if len <= BLOCK => !block.iter().fold(false, |high, byte| high | (*byte >= 0x80)),
        _ => input.get(..len).is_some_and(<[u8]>::is_ascii),
    };
    !ascii && memchr::memchr(byte, input.get(..len).unwrap_or(input)).is_some()
}

/// The code, if a reply starts with it and `separator`: a space or a hyphen.
#[inline(always)]
pub(crate) fn head(bytes: [u8; 4], separator: u8) -> Option<ReplyCode> {
    // Each byte less the least that it may be, and what may be added to that before its high bit is set:
    // a byte that was under or over its range has it set in one of the two.
    let excess = u32::from_le_bytes(bytes).wrapping_sub(u32::from_le_bytes([b'1', b'0', b'0', separator]));
    let over = excess.wrapping_add(u32::from_le_bytes([0x7f - 5, 0x7f - 9, 0x7f - 9, 0x7f]));
    if (excess | over) & 0x8080_8080 != 0 {
        return None;
    }
    // What is left are three digits, the hundreds less one, and a zero: times 0x0a01, the second byte is ten
    // times the hundreds and the tens.
    let [_, tens, ..] = excess.wrapping_mul(0x0a01).to_le_bytes();
    Some(ReplyCode::over_100(tens, (excess >> 16) as u16))
}

/// How many LFs there are.
pub(crate) fn count_line_ends(bytes: &[u8]) -> usize {
    bytes.chunks(2 * BLOCK).map(|run| usize::from(line_ends_in_run(run))).sum()
}

/// Whether there are at most so many LFs. Looks at no more bytes than it takes to find that the others are enough.
pub(crate) fn line_ends_within(bytes: &[u8], limit: usize) -> bool {
    let mut others = bytes.len().saturating_sub(limit);
    for run in bytes.chunks(2 * BLOCK) {
        if others == 0 {
            break;
        }
        others = others.saturating_sub(run.len() - usize::from(line_ends_in_run(run)));
    }
    others == 0
}

/// How many LFs there are in a run of at most 255 bytes, so that they can be counted in a byte.
#[inline(always)]
fn line_ends_in_run(run: &[u8]) -> u8 {
    let count = |run: &[u8]| run.iter().fold(0u8, |count, byte| count + u8::from(*byte == b'\n'));
    // A fixed length makes better code.
    run.first_chunk::<{ 2 * BLOCK }>().map_or_else(|| count(run), |run| count(run))
}

/// Where a multi-line reply ends that starts with a code: behind the line that follows an LF and is that
/// code and a space, or that code alone. `None` if that is not in `input`.
pub(crate) fn end_of_multi(input: &[u8]) -> Option<usize> {
    let digits = *input.first_chunk()?;
    let near = input.get(..LONG).unwrap_or(input);
    // The first LF cannot be before the hyphen of the first line.
    let mut rest = near.get(3..)?;
    while let Some(window) = rest.first_chunk() {
        if may_end(window, &digits) {
            if let Some(end) = end_among(window, input, near.len() - rest.len(), &digits) {
                return Some(end);
            }
        }
        rest = rest.get(BLOCK..)?;
    }
    let at = near.len() - rest.len();
    if near.len() < input.len() {
        return end_of_long(input, at, &digits);
    }
    let mut line_ends = memchr::memchr_iter(b'\n', rest);
    line_ends.find(|end| is_last(input, at + end + 1, &digits))?;
    line_ends.next().map(|end| at + end + 1)
}

/// How many bytes the whole lines of `input` have that do not end a multi-line reply opened with `code`.
pub(crate) fn lines_of_body(input: &[u8], code: ReplyCode) -> usize {
    let digits @ [hundreds, tens, ones] = code.digits();
    if is_last(input, 0, &digits) {
        return 0;
    }
    let last = memchr::memmem::find_iter(input, &[b'\n', hundreds, tens, ones])
        .find(|end| is_last(input, end + 1, &digits));
    last.or_else(|| memchr::memrchr(b'\n', input)).map_or(0, |end| end + 1)
}

/// [`end_of_multi`] from `at` on, where the search for a string is worth its preparation.
#[cold]
fn end_of_long(input: &[u8], at: usize, digits: &[u8; 3]) -> Option<usize> {
    let [hundreds, tens, ones] = *digits;
    let found = memchr::memmem::find_iter(input.get(at..)?, &[b'\n', hundreds, tens, ones])
        .map(|end| at + end + 1)
        .find(|line| is_last(input, *line, digits))?;
    Some(found + memchr::memchr(b'\n', input.get(found..)?)? + 1)
}

/// Whether the last digit, with a blank or a line end behind it, is anywhere in the block where the code
/// at the start of a line may have it. Seldom wrong, and cheap: two comparisons cross a block.
#[inline(always)]
fn may_end(window: &[u8; BLOCK + 4], digits: &[u8; 3]) -> bool {
    let [.., last] = *digits;
    let pairs = window.iter().skip(3).zip(window.iter().skip(4));
    pairs.fold(0u8, |hit, (digit, next)| hit | (u8::from(*digit == last) & u8::from(*next <= b' '))) != 0
}

/// The end of the first last line of those that follow an LF in the block at `at`.
fn end_among(window: &[u8; BLOCK + 4], input: &[u8], at: usize, digits: &[u8; 3]) -> Option<usize> {
    let mut ends = line_ends(window.first_chunk()?);
    while ends != 0 {
        let line = at + ends.trailing_zeros() as usize + 1;
        ends &= ends - 1;
        if is_last(input, line, digits) {
            if ends != 0 {
                return Some(at + ends.trailing_zeros() as usize + 1);
            }
            let behind = at + BLOCK;
            return Some(behind + memchr::memchr(b'\n', input.get(behind..)?)? + 1);
        }
    }
    None
}

/// Whether the line that starts at `line` ends a multi-line reply.
fn is_last(input: &[u8], line: usize, digits: &[u8; 3]) -> bool {
    match input.get(line..).and_then(|line| line.strip_prefix(digits)) {
        Some([b' ' | b'\n', ..]) => true,
        Some([b'\r', rest @ ..]) => rest.iter().find(|byte| **byte != b'\r') == Some(&b'\n'),
        _ => false,
    }
}

/// Replies longer than this have their end found as a string is.
const LONG: usize = 4096;
