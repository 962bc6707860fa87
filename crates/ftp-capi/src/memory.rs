//! Bytes and variables of the caller.

use crate::status::{Result, ftp_status};
use core::ffi::c_char;
use core::{ptr, slice};

/// Bytes: a pointer and a length. They need no terminator and may have any value; `at` may be null if there
/// are none.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct ftp_bytes {
    /// The first byte.
    pub at: *const c_char,
    /// The number of bytes.
    pub len: usize,
}

impl ftp_bytes {
    /// No bytes.
    pub const NONE: Self = ftp_bytes { at: ptr::null(), len: 0 };

    /// Refers to these bytes.
    pub const fn of(bytes: &[u8]) -> Self {
        ftp_bytes { at: bytes.as_ptr().cast(), len: bytes.len() }
    }

    /// Returns the bytes, for as long as the caller leaves them in place.
    ///
    /// # Safety
    /// `at` points to `len` bytes, which do not change while the slice is in use.
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

/// Where a call writes its result: a variable of the caller, which needs no value before.
#[derive(Debug)]
pub(crate) struct Place<T>(*mut T);

impl<T> Place<T> {
    /// # Safety
    /// The pointer is null, or to a variable of this type that the call alone uses.
    pub(crate) unsafe fn new(at: *mut T) -> Result<Self> {
        if at.is_null() || !at.is_aligned() { Err(ftp_status::Null) } else { Ok(Place(at)) }
    }

    pub(crate) fn put(self, value: T) {
        // SAFETY: `new` took a pointer to a variable of this type, and checked that it is not null.
        unsafe { self.0.write(value) }
    }
}

/// Reads a variable that the caller has written.
///
/// # Safety
/// The pointer is null, or points to such a variable with a value.
pub(crate) unsafe fn read<T: Copy>(at: *const T) -> Result<T> {
    match at.is_null() || !at.is_aligned() {
        true => Err(ftp_status::Null),
        // SAFETY: the caller's promise; the types that are read are valid for every value of their bytes.
        false => Ok(unsafe { at.read() }),
    }
}

/// Copies text into a fixed-size field of a struct as a C string, and cuts it if it is longer.
pub(crate) fn fixed<const N: usize>(text: &str) -> [c_char; N] {
    let mut to = [0; N];
    // The last byte stays the terminator.
    for (to, byte) in to.iter_mut().take(N.saturating_sub(1)).zip(text.bytes()) {
        *to = byte as c_char;
    }
    to
}
