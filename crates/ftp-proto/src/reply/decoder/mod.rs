//! Decoders, which split a stream of bytes, in chunks of any size, into replies.

mod dropped;
mod fixed;
mod framer;
#[cfg(feature = "alloc")]
mod growing;
mod storage;

pub use fixed::FixedDecoder;
#[cfg(feature = "alloc")]
pub use growing::Decoder;
