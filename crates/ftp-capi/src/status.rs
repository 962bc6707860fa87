//! The status of a call.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The result of a call. If it is not `FTP_STATUS_OK`, nothing was done and nothing written, unless the function says
/// otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum ftp_status {
    /// The call succeeded.
    Ok = 0,
    /// There is no such thing, or no more of it.
    Nothing = 1,
    /// A pointer is null but must not be, or is not aligned for its type.
    Null = 2,
    /// The handle is not of this kind, or was ended.
    Handle = 3,
    /// Another thread is using this handle.
    InUse = 4,
    /// A number is not in its enum, or bytes are not valid, such as a line end in a path or an invalid IP address.
    Argument = 5,
    /// The call comes at the wrong time.
    Order = 6,
    /// There is no session; `ftp_login_get_failure` says why.
    Refused = 7,
    /// The received bytes are not a reply.
    Malformed = 8,
    /// A bug in this library.
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

/// The result of a call's work: its status is `Ok`, or the error.
pub(crate) type Result<T = ()> = core::result::Result<T, ftp_status>;

/// The names, in the order of the numbers.
pub(crate) const NAMES: [&str; 10] =
    ["ok", "nothing", "null", "handle", "in_use", "argument", "order", "refused", "malformed", "fault"];

/// Runs the work of a call. A panic, which the core does not have, does not reach C.
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
