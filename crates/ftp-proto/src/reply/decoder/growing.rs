//! The decoder over a buffer of its own.

use super::framer::Framer;
use super::storage::Growing;
use crate::reply::{Limits, Reply, ReplyError};

/// Splits a stream of bytes, in chunks of any size, into replies.
///
/// A reply that is complete in the given bytes is borrowed from them. A reply that comes in pieces is gathered in a
/// buffer, which never holds more than [`Limits::reply`] bytes. The buffer is wiped once its reply has been used,
/// because servers repeat passwords.
///
/// The decoder drops the following, and notes it in [`Reply::irregularities`]:
///
/// - blank lines before a reply, fewer than [`Limits::lines`];
/// - Telnet commands (RFC 854; 255 and a byte from 240 to 254) anywhere, up to 64 KiB for each reply;
/// - a UTF-8 byte order mark at the start of the connection.
///
/// More of these is an error. A byte 255 that begins no command is text and stays as it came, even if the server
/// doubled it.
///
/// ```
/// use ftp_proto::{Decoder, Limits};
///
/// let mut decoder = Decoder::new(Limits::default());
/// let mut codes = Vec::new();
/// for mut chunk in [&b"220-Welcome\r\n22"[..], b"0 ready\r\n331 ", b"password, please\r\n"] {
///     while let Some(reply) = decoder.decode(&mut chunk)? {
///         codes.push(reply.code().get());
///     }
/// }
/// assert_eq!(codes, [220, 331]);
/// # Ok::<(), ftp_proto::reply::ReplyError>(())
/// ```
#[derive(Clone)]
pub struct Decoder(Framer<Growing>);

impl Decoder {
    /// Returns a decoder at the start of a connection.
    pub fn new(limits: Limits) -> Self {
        Decoder(Framer::new(limits, Growing::new()))
    }

    /// Takes bytes from the front of `input` until a reply is complete. Returns `None` if all of `input` was taken and
    /// the reply is still incomplete.
    ///
    /// # Errors
    /// The bytes are not a reply, or exceed the limits. The error comes as soon as the line that shows it is complete
    /// or reaches a limit, however the bytes were split into chunks. [`Decoder::pending`] then contains that line,
    /// unless it is blank, the bytes after it are left in `input`, and all further calls return the same error.
    #[inline(always)]
    pub fn decode<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError> {
        self.0.decode(input)
    }

    /// Returns an incomplete reply that can be taken as complete, if there is one. Call this when the stream has ended
    /// or fallen silent.
    ///
    /// Such a reply is a multi-line reply whose last line is complete and starts with another code and a space (glFTPd
    /// and bftpd send these). Its code is that of its first line.
    pub fn finish(&mut self) -> Option<Reply<'_>> {
        self.0.finish()
    }

    /// Returns the bytes of the reply that is incomplete, or those that were found to be invalid.
    pub fn pending(&self) -> &[u8] {
        self.0.pending()
    }

    /// Returns whether [`Decoder::decode`] has returned an error.
    pub(crate) fn has_failed(&self) -> bool {
        self.0.has_failed()
    }

    /// Frees the memory of a reply that was handed out, or of invalid bytes. Call this when nothing more will be read,
    /// or not for some time.
    pub(crate) fn release(&mut self) {
        self.0.release();
    }
}

impl core::fmt::Debug for Decoder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt("Decoder", f)
    }
}
