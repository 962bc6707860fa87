//! Passwords, accounts and one-time answers, which are never printed and are wiped when dropped.

use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

/// Secret bytes. `Debug` shows `***`, there is no `Display`, and the memory is wiped on drop. A secret is bytes and not
/// text, because servers may expect Latin-1 or other charsets.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over. The caller has to wipe any copy that it keeps.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Secret(Zeroizing::new(bytes.into()))
    }

    /// Returns the bytes in clear. The name makes its uses easy to find.
    pub fn danger_expose(&self) -> &[u8] {
        &self.0
    }

    /// Whether there are no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Converts UTF-8 to Latin-1, in memory that is wiped. `None` if the bytes are not UTF-8 or a character is not in Latin-1.
pub(crate) fn to_latin1(utf8: &[u8]) -> Option<Secret> {
    let text = core::str::from_utf8(utf8).ok()?;
    // A vector that grows would leave a copy of its bytes behind, unwiped.
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
