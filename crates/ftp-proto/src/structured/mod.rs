//! What the text of certain replies says: addresses, paths, sizes, times, features, challenges.
//!
//! Each type here is read from a [`Reply`](crate::Reply) by a pure function `parse`, borrows from it,
//! and takes what real servers send as long as it can mean only one thing; each says which RFC it
//! follows and which deviations it accepts. None of them panics, whatever the bytes are.

mod greeting;

pub use greeting::{Family, Greeting};
