//! Work on many bytes at a time, in safe code that compilers turn into vector instructions.

use crate::reply::ReplyCode;

/// The number of bytes in a block.
pub(crate) const BLOCK: usize = 64;

/// Returns a mask with one bit for each byte of a block, set if the byte is LF. The first byte's bit is the
/// lowest.
#[inline(always)]
pub(crate) fn line_ends(block: &[u8; BLOCK]) -> u64 {
    // Each eighth of the block becomes one byte of the mask, as a sum of distinct bits.
    let bits: [u8; BLOCK] = core::array::from_fn(|at| match block.get(at) {
        Some(b'\n') => 1 << (at % 8),
        _ => 0,
    });
    bits.chunks_exact(8).enumerate().fold(0, |mask, (eighth, bits)| {
        let byte = bits.iter().fold(0u8, |sum, bit| sum.wrapping_add(*bit));
        mask | u64::from(byte) << (8 * eighth)
    })
}

/// Returns the index of the first LF in a block.
#[inline]
pub(crate) fn first_line_end(block: &[u8; BLOCK]) -> Option<usize> {
    match left_at_line_end(block) {
        0 => None,
        left => Some(BLOCK - usize::from(left)),
    }
}

/// Returns how many bytes are left from the first LF on, that LF included, or 0 if there is none. This is a
/// function of its own because compilers vectorize it less well when it is inlined.
#[inline(never)]
fn left_at_line_end(block: &[u8; BLOCK]) -> u8 {
    let left: [u8; BLOCK] = core::array::from_fn(|at| match block.get(at) {
        Some(b'\n') => (BLOCK - at) as u8,
        _ => 0,
    });
    // Of all LFs, the first has the most bytes after it.
    left.iter().fold(0, |most, left| *left.max(&most))
}

/// Returns the block at `at`, or `None` if `input` does not have all of it.
#[inline(always)]
pub(crate) fn block(input: &[u8], at: usize) -> Option<&[u8; BLOCK]> {
    input.get(at..)?.first_chunk()
}

/// Returns `N` consecutive blocks from `at` on, or `None` if `input` does not have all of them.
#[inline(always)]
pub(crate) fn blocks<const N: usize>(input: &[u8], at: usize) -> Option<[&[u8; BLOCK]; N]> {
    let bytes = input.get(at..at + N * BLOCK)?;
    let mut blocks = [&[0; BLOCK]; N];
    for (block, bytes) in blocks.iter_mut().zip(bytes.chunks_exact(BLOCK)) {
        *block = bytes.first_chunk()?;
    }
    Some(blocks)
}

/// Returns whether the first `len` bytes contain `byte`, which is 128 or more.
#[inline(always)]
pub(crate) fn holds_high(input: &[u8], len: usize, byte: u8) -> bool {
    let ascii = match block(input, 0) {
        // Checks the whole block at once; bytes after `len` may cause a search that finds nothing.
        Some(block) if len <= BLOCK => !block.iter().fold(false, |high, byte| high | (*byte >= 0x80)),
        _ => input.get(..len).is_some_and(<[u8]>::is_ascii),
    };
    !ascii && memchr::memchr(byte, input.get(..len).unwrap_or(input)).is_some()
}

/// Returns the code, if the bytes are a code and `separator`, which is a space or a hyphen.
#[inline(always)]
pub(crate) fn head(bytes: [u8; 4], separator: u8) -> Option<ReplyCode> {
    // `excess` is how far each byte is above the least that it may be; `over` adds to that so much that a byte
    // above its range gets its high bit set. A byte outside its range thus has its high bit set in one of the two.
    let excess = u32::from_le_bytes(bytes).wrapping_sub(u32::from_le_bytes([b'1', b'0', b'0', separator]));
    let over = excess.wrapping_add(u32::from_le_bytes([0x7f - 5, 0x7f - 9, 0x7f - 9, 0x7f]));
    if (excess | over) & 0x8080_8080 != 0 {
        return None;
    }
    // What is left are the three digits, the first of them less one, and a zero. After the multiplication by
    // 0x0a01, the second byte is ten times the first digit plus the second digit.
    let [_, tens, ..] = excess.wrapping_mul(0x0a01).to_le_bytes();
    Some(ReplyCode::over_100(tens, (excess >> 16) as u16))
}

/// Counts the LFs.
pub(crate) fn count_line_ends(bytes: &[u8]) -> usize {
    bytes.chunks(2 * BLOCK).map(|run| usize::from(line_ends_in_run(run))).sum()
}

/// Returns whether there are at most `limit` LFs. Stops as soon as enough other bytes have been seen to be sure.
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

/// Counts the LFs in a run of at most 255 bytes, so that the count fits in a byte.
#[inline(always)]
fn line_ends_in_run(run: &[u8]) -> u8 {
    let count = |run: &[u8]| run.iter().fold(0u8, |count, byte| count + u8::from(*byte == b'\n'));
    // A fixed length compiles to better code.
    run.first_chunk::<{ 2 * BLOCK }>().map_or_else(|| count(run), |run| count(run))
}

/// Returns the length of the multi-line reply at the front of `input`, or `None` if its end is not in `input`. The
/// first three bytes are its code. Its last line starts with that code and a space, or is that code alone.
pub(crate) fn end_of_multi(input: &[u8]) -> Option<usize> {
    let digits = *input.first_chunk()?;
    let near = input.get(..LONG).unwrap_or(input);
    // The first LF comes after the hyphen of the first line at the earliest.
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

/// Returns the length of the complete lines at the front of `input` that belong to the body of a multi-line reply
/// opened with `code`.
pub(crate) fn lines_of_body(input: &[u8], code: ReplyCode) -> usize {
    let digits @ [hundreds, tens, ones] = code.digits();
    if is_last(input, 0, &digits) {
        return 0;
    }
    let last = memchr::memmem::find_iter(input, &[b'\n', hundreds, tens, ones])
        .find(|end| is_last(input, end + 1, &digits));
    last.or_else(|| memchr::memrchr(b'\n', input)).map_or(0, |end| end + 1)
}

/// Continues [`end_of_multi`] from `at` on by a search for a string, which is worth its preparation in a long
/// input.
#[cold]
fn end_of_long(input: &[u8], at: usize, digits: &[u8; 3]) -> Option<usize> {
    let [hundreds, tens, ones] = *digits;
    let found = memchr::memmem::find_iter(input.get(at..)?, &[b'\n', hundreds, tens, ones])
        .map(|end| at + end + 1)
        .find(|line| is_last(input, *line, digits))?;
    Some(found + memchr::memchr(b'\n', input.get(found..)?)? + 1)
}

/// Returns whether, anywhere in the block where a code at the start of a line could have it, the code's last digit
/// is followed by a blank or a line end. This is a filter before the exact test: two comparisons for each byte of
/// a block, and seldom a false hit.
#[inline(always)]
fn may_end(window: &[u8; BLOCK + 4], digits: &[u8; 3]) -> bool {
    let [.., last] = *digits;
    let pairs = window.iter().skip(3).zip(window.iter().skip(4));
    pairs.fold(0u8, |hit, (digit, next)| hit | (u8::from(*digit == last) & u8::from(*next <= b' '))) != 0
}

/// Returns the end of the first closing line among the lines that follow an LF in the block at `at`.
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

/// Returns whether the line that starts at `line` ends a multi-line reply with this code.
fn is_last(input: &[u8], line: usize, digits: &[u8; 3]) -> bool {
    match input.get(line..).and_then(|line| line.strip_prefix(digits)) {
        Some([b' ' | b'\n', ..]) => true,
        Some([b'\r', rest @ ..]) => rest.iter().find(|byte| **byte != b'\r') == Some(&b'\n'),
        _ => false,
    }
}

/// Replies longer than this have their end found by a search for a string.
const LONG: usize = 4096;
