//! What the tests share: the servers, the scripts, the cases.
pub mod conversation;
pub mod explore;
