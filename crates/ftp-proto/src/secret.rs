//! Passwords, account strings and one-time answers: never printed, wiped when dropped.

use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

/// Bytes that must not be seen: `Debug` is `***`, there is no `Display`, and the memory is wiped on
/// drop. Bytes rather than text, since servers want Latin-1 and worse.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over. What the caller keeps of them is the caller's to wipe.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Secret(Zeroizing::new(bytes.into()))
    }

    /// The bytes in clear. Named so that it can be searched for.
    pub fn danger_expose(&self) -> &[u8] {
        &self.0
    }

    /// Whether there are no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
