//! A stream of bytes, in any chunks, cut into replies.

mod dropped;
mod fixed;
mod framer;
#[cfg(feature = "alloc")]
mod growing;
mod storage;

pub use fixed::FixedDecoder;
#[cfg(feature = "alloc")]
pub use growing::Decoder;
