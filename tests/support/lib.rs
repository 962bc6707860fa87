//! What the tests share: the servers, the scripts, the cases.
pub mod conversation;
pub mod explore;

pub mod certificates;
pub mod servers;
