//! Bytes and variables of the caller's.

use crate::status::{Result, ftp_status};
use core::ffi::c_char;
use core::{ptr, slice};

/// Bytes: where, and how many. They need no end, and may be anything; `at` may be null where there are none.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct ftp_bytes {
    /// The first byte.
    pub at: *const c_char,
    /// How many.
    pub len: usize,
}

impl ftp_bytes {
    /// No bytes.
    pub const NONE: Self = ftp_bytes { at: ptr::null(), len: 0 };

    /// These bytes, to be looked at.
    pub const fn of(bytes: &[u8]) -> Self {
        ftp_bytes { at: bytes.as_ptr().cast(), len: bytes.len() }
    }

    /// The bytes, as long as the caller leaves them.
    ///
    /// # Safety
    /// There are so many bytes there, which stay as they are as long as they are looked at.
    pub unsafe fn get<'a>(self) -> core::result::Result<&'a [u8], ftp_status> {
        match self.len {
            0 => Ok(&[]),
            _ if self.at.is_null() => Err(ftp_status::Null),
            // SAFETY: the caller's promise; no allocation is larger.
            len @ 1..=MOST => Ok(unsafe { slice::from_raw_parts(self.at.cast(), len) }),
            _ => Err(ftp_status::Argument),
        }
    }
}

const MOST: usize = isize::MAX as usize;

/// Where a call writes what it finds: a variable of the caller's, which needs no value before.
#[derive(Debug)]
pub(crate) struct Place<T>(*mut T);

impl<T> Place<T> {
    /// # Safety
    /// The pointer is null, or to a variable of this type that the call alone uses.
    pub(crate) unsafe fn new(at: *mut T) -> Result<Self> {
        if at.is_null() || !at.is_aligned() { Err(ftp_status::Null) } else { Ok(Place(at)) }
    }

    pub(crate) fn put(self, value: T) {
        // SAFETY: `new` is for a variable of this type, and saw that it is none at null.
        unsafe { self.0.write(value) }
    }
}

/// What the caller has written.
///
/// # Safety
/// The pointer is null, or to such a variable, written.
pub(crate) unsafe fn read<T: Copy>(at: *const T) -> Result<T> {
    match at.is_null() || !at.is_aligned() {
        true => Err(ftp_status::Null),
        // SAFETY: the caller's promise; the types that are read have no number that is none.
        false => Ok(unsafe { at.read() }),
    }
}

/// Text in a place of its own in a struct, with an end; cut where it is longer.
pub(crate) fn fixed<const N: usize>(text: &str) -> [c_char; N] {
    let mut to = [0; N];
    // The last stays the end.
    for (to, byte) in to.iter_mut().take(N.saturating_sub(1)).zip(text.bytes()) {
        *to = byte as c_char;
    }
    to
}
