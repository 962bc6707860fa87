//! The buffers for replies that come in pieces.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;
#[cfg(feature = "alloc")]
use zeroize::Zeroize;

/// A buffer to which bytes are appended, up to a limit, and which can be cleared.
pub(super) trait Storage {
    fn bytes(&self) -> &[u8];

    /// Returns how many bytes fit without moving those that are there.
    fn capacity(&self) -> usize;

    /// Returns how many bytes can fit at most.
    fn most(&self) -> usize;

    /// Appends a byte. The caller ensures that it fits within the capacity.
    fn push(&mut self, byte: u8);

    /// Appends bytes. The caller ensures that the buffer then has no more than `limit` bytes, and no more
    /// than [`Storage::most`].
    fn append(&mut self, bytes: &[u8], limit: usize);

    fn clear(&mut self);

    /// Frees the memory of a buffer that is clear, if the storage can do so.
    #[cfg(feature = "alloc")]
    fn release(&mut self) {}
}

/// A buffer that grows. Its contents are wiped when it is cleared, moved or dropped.
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

    /// Grows by hand, because `Vec` would leave a copy of the bytes behind.
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
        // The bytes behind its length were never written, or are wiped.
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

/// A reply that needs more than `MANY` bytes gets room for `LARGE` at once, if the limits allow it. Memory
/// that is not written costs nothing, while copying does.
#[cfg(feature = "alloc")]
const MANY: usize = 64 << 10;
#[cfg(feature = "alloc")]
const LARGE: usize = 16 << 20;
