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

/// UTF-8 in Latin-1; `None` where that does not have it. In memory that is wiped.
pub(crate) fn to_latin1(utf8: &[u8]) -> Option<Secret> {
    let text = core::str::from_utf8(utf8).ok()?;
    // A vector that grows would leave a copy of what it held behind.
    let mut latin1 = Zeroizing::new(Vec::with_capacity(text.len()));
    for c in text.chars() {
        latin1.push(u8::try_from(u32::from(c)).ok()?);
    }
    Some(Secret(latin1))
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
