//! What the tests share: the servers, the scripts, the cases.

pub mod certificates;
pub mod conversation;
pub mod delayed;
pub mod embedded;
pub mod explore;
pub mod injecting;
pub mod raw;
pub mod scripted;
pub mod servers;
pub mod welcoming;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
