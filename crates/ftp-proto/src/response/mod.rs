//! What the text of certain replies says: addresses, paths, sizes, times, features, challenges.
//!
//! Each type here is parsed from a [`Reply`](crate::reply::Reply), mostly by a pure function `parse`. The
//! parsers accept what real servers send as long as it can mean only one thing; the docs of each type name the
//! RFC that it follows and the deviations that it accepts. None of them panics, whatever the bytes.

mod challenge;
mod error;
mod facts;
mod features;
mod number;
mod passive;
mod path;
mod size;
mod time;

pub use challenge::{Challenge, OtpAlgorithm, Seed};
pub use error::{ResponseError, ResponseProblem};
pub use facts::Facts;
pub use features::{Feature, Features};
pub use passive::{AddressMismatch, DataAddress, Passive};
pub use path::QuotedPath;
pub use size::{FileSize, Opening};
pub use time::Timestamp;

#[cfg(test)]
mod testing {
    use crate::reply::{Limits, Reply};
    use std::boxed::Box;

    /// Parses bytes as one reply, adding a line end if they have none. Leaks the bytes, which is fine in a
    /// test.
    pub(super) fn reply(raw: &[u8]) -> Reply<'static> {
        let end: &[u8] = if raw.ends_with(b"\n") { b"" } else { b"\r\n" };
        let bytes: &'static [u8] = Box::leak([raw, end].concat().into_boxed_slice());
        let (reply, len) = Reply::parse(bytes, &Limits::default()).unwrap().unwrap();
        assert_eq!(len, bytes.len(), "not one reply");
        reply
    }
}
