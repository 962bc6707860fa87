//! Where the bytes of a reply that comes in pieces are gathered.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;
#[cfg(feature = "alloc")]
use zeroize::Zeroize;

/// Bytes that are appended to up to a limit, and cleared.
pub(super) trait Storage {
    fn bytes(&self) -> &[u8];

    /// How many bytes have room without moving those that are there.
    fn capacity(&self) -> usize;

    /// How many bytes can ever have room.
    fn most(&self) -> usize;

    /// Appends a byte, for which there is room within the capacity.
    fn push(&mut self, byte: u8);

    /// Appends bytes, which with those that are there are not more than `limit`, nor more than can have room.
    fn append(&mut self, bytes: &[u8], limit: usize);

    fn clear(&mut self);

    /// Gives back the memory of storage that is clear, where it can.
    #[cfg(feature = "alloc")]
    fn release(&mut self) {}
}

/// A buffer that grows. What it held is wiped.
#[cfg(feature = "alloc")]
#[derive(Clone)]
pub(super) struct Growing(Vec<u8>);

#[cfg(feature = "alloc")]
impl Growing {
    pub(super) const fn new() -> Self {
        Growing(Vec::new())
    }
}

#[cfg(feature = "alloc")]
impl Storage for Growing {
    #[inline(always)]
    fn bytes(&self) -> &[u8] {
        &self.0
    }

    #[inline(always)]
    fn capacity(&self) -> usize {
        self.0.capacity()
    }

    #[inline(always)]
    fn most(&self) -> usize {
        usize::MAX
    }

    #[inline(always)]
    fn push(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// `Vec` would leave a copy of the bytes behind when it grows.
    #[inline]
    fn append(&mut self, bytes: &[u8], limit: usize) {
        let len = self.0.len() + bytes.len();
        if len > self.0.capacity() {
            let doubled = (self.0.capacity() * 2).max(256);
            let step = if doubled > MANY { doubled.max(LARGE) } else { doubled };
            let mut larger = Vec::with_capacity(step.min(limit).max(len));
            larger.extend_from_slice(&self.0);
            self.0.as_mut_slice().zeroize();
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
    }

    fn clear(&mut self) {
        self.0.as_mut_slice().zeroize();
        self.0.clear();
    }

    fn release(&mut self) {
        self.0 = Vec::new();
    }
}

#[cfg(feature = "alloc")]
impl Drop for Growing {
    fn drop(&mut self) {
        // What is behind its length was never written, or is wiped.
        self.0.as_mut_slice().zeroize();
    }
}

/// A buffer of the caller's.
pub(super) struct Fixed<'b> {
    buffer: &'b mut [u8],
    len: usize,
}

impl<'b> Fixed<'b> {
    pub(super) const fn new(buffer: &'b mut [u8]) -> Self {
        Fixed { buffer, len: 0 }
    }
}

impl Storage for Fixed<'_> {
    fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.len).unwrap_or_default()
    }

    fn capacity(&self) -> usize {
        self.buffer.len()
    }

    fn most(&self) -> usize {
        self.buffer.len()
    }

    fn push(&mut self, byte: u8) {
        self.append(&[byte], usize::MAX);
    }

    fn append(&mut self, bytes: &[u8], _: usize) {
        let end = self.len + bytes.len();
        if let Some(room) = self.buffer.get_mut(self.len..end) {
            room.copy_from_slice(bytes);
            self.len = end;
        }
    }

    fn clear(&mut self) {
        self.buffer.iter_mut().take(self.len).for_each(|byte| *byte = 0);
        self.len = 0;
    }
}

/// A reply longer than `MANY` bytes, where the limits allow it, gets room for `LARGE` at once: memory that is
/// not written costs nothing, and copying does.
#[cfg(feature = "alloc")]
const MANY: usize = 64 << 10;
#[cfg(feature = "alloc")]
const LARGE: usize = 16 << 20;
