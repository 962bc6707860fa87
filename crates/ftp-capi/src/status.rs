//! What a call came to.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a call came to. Where it is not `FTP_STATUS_OK`, nothing was done and nothing written, unless the function says
/// otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum ftp_status {
    /// It was done.
    Ok = 0,
    /// There is no such thing, or no more of it.
    Nothing = 1,
    /// A pointer is null that must not be, or points to no place for its type.
    Null = 2,
    /// The handle is not of this kind, or was ended.
    Handle = 3,
    /// Another thread is in a call with this handle.
    InUse = 4,
    /// A number is none of its enum, or bytes are not what they have to be: a line end in a path, no IP address.
    Argument = 5,
    /// It is not the time for this call.
    Order = 6,
    /// There is no session: `ftp_login_get_failure` says why.
    Refused = 7,
    /// What came is no reply.
    Malformed = 8,
    /// A fault of this library.
    Fault = 9,
}

impl From<ftp_bindings::NotNow> for ftp_status {
    fn from(_: ftp_bindings::NotNow) -> Self {
        ftp_status::Order
    }
}

impl From<ftp_bindings::Refused> for ftp_status {
    fn from(refused: ftp_bindings::Refused) -> Self {
        match refused {
            ftp_bindings::Refused::NotNow => ftp_status::Order,
            _ => ftp_status::Argument,
        }
    }
}

/// What a call does: its status is `Ok`, or the error.
pub(crate) type Result<T = ()> = core::result::Result<T, ftp_status>;

/// The names, in the order of the numbers.
pub(crate) const NAMES: [&str; 10] =
    ["ok", "nothing", "null", "handle", "in_use", "argument", "order", "refused", "malformed", "fault"];

/// Does what a call is for. A panic, of which the core has none, does not get into C.
pub(crate) fn call(work: impl FnOnce() -> Result) -> ftp_status {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => ftp_status::Ok,
        Ok(Err(status)) => status,
        Err(_) => ftp_status::Fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_status() {
        assert_eq!(call(|| panic!("on purpose")), ftp_status::Fault);
    }
}
