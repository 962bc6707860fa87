//! The decoder over memory of the caller's.

use super::framer::Framer;
use super::storage::Fixed;
use crate::reply::{Limits, Reply, ReplyError};

/// A `Decoder` that gathers a reply that comes in pieces in a buffer of the caller's: for use without `alloc`.
///
/// It gives the same replies and errors as a `Decoder` whose [`Limits::reply`] is the length of the buffer, which is to be
/// three bytes or more. The part of
/// the buffer that a reply took is overwritten with zeros before the next one is gathered; what is in it at the end is
/// the caller's to wipe.
///
/// ```
/// use ftp_proto::Limits;
/// use ftp_proto::reply::FixedDecoder;
///
/// let mut buffer = [0; 512];
/// let mut decoder = FixedDecoder::new(&mut buffer, Limits::default());
/// let mut codes = Vec::new();
/// for mut chunk in [&b"220-Welcome\r\n22"[..], b"0 ready\r\n331 ", b"password, please\r\n"] {
///     while let Some(reply) = decoder.decode(&mut chunk)? {
///         codes.push(reply.code().get());
///     }
/// }
/// assert_eq!(codes, [220, 331]);
/// # Ok::<(), ftp_proto::reply::ReplyError>(())
/// ```
pub struct FixedDecoder<'b>(Framer<Fixed<'b>>);

impl<'b> FixedDecoder<'b> {
    /// A decoder at the start of a connection. Of the limits, that on a reply is the length of the buffer where that is
    /// less. Nothing can be gathered in a buffer without room: the first byte is an error then.
    pub fn new(buffer: &'b mut [u8], limits: Limits) -> Self {
        let limits = limits.with_reply(limits.reply.min(buffer.len()));
        FixedDecoder(Framer::new(limits, Fixed::new(buffer)))
    }

    /// Takes bytes from the front of `input` until a reply is complete. `None`: all of `input` was taken, and the reply
    /// is not complete. See `Decoder::decode`.
    ///
    /// # Errors
    /// When what came is no reply or more than the limits allow: the same error comes for ever.
    pub fn decode<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError> {
        self.0.decode(input)
    }

    /// The stream has ended or fallen silent: a reply that can be taken as complete all the same, if there is one. See
    /// `Decoder::finish`.
    pub fn finish(&mut self) -> Option<Reply<'_>> {
        self.0.finish()
    }

    /// The bytes of the reply that is not complete yet, or of what is none.
    pub fn pending(&self) -> &[u8] {
        self.0.pending()
    }
}

impl core::fmt::Debug for FixedDecoder<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt("FixedDecoder", f)
    }
}
