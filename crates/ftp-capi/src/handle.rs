//! Handles: how they are made, used in a call, and ended.

use crate::memory::Place;
use crate::status::{Result, ftp_status};
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicU32, Ordering};

/// What is behind a handle. The tag comes first in every kind, so that one kind can be told from another.
#[repr(C)]
struct Behind<T> {
    tag: AtomicU32,
    content: T,
}

/// A kind of handle.
pub(crate) trait Kind {
    /// The tag of this kind. Its last bit is set while the handle is in a call.
    const TAG: u32;
}

const IN_CALL: u32 = 1;
const ENDED: u32 = 0xdead_0000;

/// Makes a handle and gives it to the caller.
pub(crate) fn give<T: Kind>(to: Place<*mut T>, content: T) {
    let behind = Box::new(Behind { tag: AtomicU32::new(T::TAG), content });
    to.put(Box::into_raw(behind).cast());
}

/// What is behind a handle, for the duration of a call.
pub(crate) struct Held<T: Kind>(*mut Behind<T>);

/// Takes a handle for a call. No two calls have the same handle at once.
///
/// # Safety
/// The pointer is null, or a handle of any kind.
pub(crate) unsafe fn hold<T: Kind>(handle: *mut T) -> Result<Held<T>> {
    // SAFETY: the caller's promise.
    unsafe { change(handle, T::TAG, T::TAG | IN_CALL) }?;
    Ok(Held(handle.cast()))
}

/// Ends a handle.
///
/// # Safety
/// As for [`hold`]; and nothing that came out of the handle is used any more.
pub(crate) unsafe fn end<T: Kind>(handle: *mut T) -> Result {
    if handle.is_null() {
        return Ok(());
    }
    // SAFETY: the caller's promise.
    unsafe { change(handle, T::TAG, ENDED) }?;
    // SAFETY: `give` made it as such a box. No other call has it: it was not in one, and now has no kind.
    drop(unsafe { Box::from_raw(handle.cast::<Behind<T>>()) });
    Ok(())
}

/// Returns the kind of a handle; 0 for a pointer that cannot be one.
///
/// # Safety
/// As for [`hold`].
pub(crate) unsafe fn kind<T>(handle: *const T) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { tag(handle) }.map_or(0, |tag| tag.load(Ordering::Relaxed) & !IN_CALL)
}

/// Changes the tag if it is the expected one.
///
/// # Safety
/// As for [`hold`].
unsafe fn change<T>(handle: *const T, from: u32, to: u32) -> Result {
    // SAFETY: the caller's promise.
    let tag = unsafe { tag(handle) }.ok_or(ftp_status::Null)?;
    match tag.compare_exchange(from, to, Ordering::Acquire, Ordering::Relaxed) {
        Ok(_) => Ok(()),
        Err(now) if now == from | IN_CALL => Err(ftp_status::InUse),
        Err(_) => Err(ftp_status::Handle),
    }
}

/// # Safety
/// As for [`hold`].
unsafe fn tag<'a, T>(handle: *const T) -> Option<&'a AtomicU32> {
    let tag = handle.cast::<AtomicU32>();
    match tag.is_null() || !tag.is_aligned() {
        true => None,
        // SAFETY: every handle begins with its tag, which is only ever used as an atomic number.
        false => Some(unsafe { &*tag }),
    }
}

impl<T: Kind> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the handle is of this kind and is in this call only.
        unsafe { &(*self.0).content }
    }
}

impl<T: Kind> DerefMut for Held<T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the handle is of this kind and is in this call only.
        unsafe { &mut (*self.0).content }
    }
}

impl<T: Kind> Drop for Held<T> {
    fn drop(&mut self) {
        // SAFETY: `hold` saw a tag there.
        unsafe { &(*self.0).tag }.store(T::TAG, Ordering::Release);
    }
}

/// A value that is lent as a handle for its own lifetime.
pub(crate) struct Lent<T: Kind>(Box<Behind<T>>);

impl<T: Kind> Lent<T> {
    pub(crate) fn new(content: T) -> Self {
        Lent(Box::new(Behind { tag: AtomicU32::new(T::TAG), content }))
    }

    pub(crate) fn as_ptr(&mut self) -> *mut T {
        (&raw mut *self.0).cast()
    }
}
