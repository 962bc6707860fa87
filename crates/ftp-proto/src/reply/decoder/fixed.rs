//! The decoder over a buffer of the caller's.

use super::framer::Framer;
use super::storage::Fixed;
use crate::reply::{Limits, Reply, ReplyError};

/// A `Decoder` that gathers replies in a buffer of the caller's, for use without `alloc`.
///
/// It gives the same replies and errors as a `Decoder` whose [`Limits::reply`] is at most the length of the buffer, if
/// that has room for the three bytes of a byte order mark. The bytes that a reply took are overwritten with zeros before
/// the next reply is gathered; the caller has to wipe what the buffer holds at the end.
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
    /// Returns a decoder at the start of a connection. The limit on a reply is lowered to the length of the buffer.
    /// With an empty buffer, the first byte is an error.
    pub fn new(buffer: &'b mut [u8], limits: Limits) -> Self {
        let limits = limits.with_reply(limits.reply.min(buffer.len()));
        FixedDecoder(Framer::new(limits, Fixed::new(buffer)))
    }

    /// Takes bytes from the front of `input` until a reply is complete. Returns `None` if all of `input` was taken and
    /// the reply is still incomplete. See `Decoder::decode`.
    ///
    /// # Errors
    /// The bytes are not a reply, or exceed the limits. All further calls return the same error.
    pub fn decode<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError> {
        self.0.decode(input)
    }

    /// Returns an incomplete reply that can be taken as complete, if there is one, when the stream has ended or fallen
    /// silent. See `Decoder::finish`.
    pub fn finish(&mut self) -> Option<Reply<'_>> {
        self.0.finish()
    }

    /// Returns the bytes of the reply that is incomplete, or those that were found to be invalid.
    pub fn pending(&self) -> &[u8] {
        self.0.pending()
    }
}

impl core::fmt::Debug for FixedDecoder<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt("FixedDecoder", f)
    }
}
