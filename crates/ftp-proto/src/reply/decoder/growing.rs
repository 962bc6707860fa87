//! The decoder over memory of its own.

use super::framer::Framer;
use super::storage::Growing;
use crate::reply::{Limits, Reply, ReplyError};

/// Cuts a stream of bytes into replies, whatever the chunks it comes in.
///
/// A reply that is whole in the bytes given is borrowed from them; only one that comes in pieces is
/// gathered in a buffer, which never holds more than [`Limits::reply`] bytes and is wiped when its
/// reply has been handed out (servers repeat passwords).
///
/// What is dropped on the way, and noted in [`Reply::irregularities`]: blank lines before a reply, Telnet
/// commands (RFC 854; 255 and a byte from 240 to 254) anywhere, and a UTF-8 byte order mark at the start of the connection. There may be
/// [`Limits::lines`] blank lines and 64 KiB of Telnet commands for each reply; more is an error.
/// A byte 255 that begins no command is text and stays as it came, also where a server has doubled it.
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
    /// A decoder at the start of a connection.
    pub fn new(limits: Limits) -> Self {
        Decoder(Framer::new(limits, Growing::new()))
    }

    /// Takes bytes from the front of `input` until a reply is complete. `None`: all of `input` was
    /// taken, and the reply is not complete.
    ///
    /// # Errors
    /// When what came is no reply or more than the limits allow: as soon as the line that shows it is
    /// complete, or reaches a limit. That line is then in [`Decoder::pending`], what came behind it is
    /// left in `input`, and the same error comes for ever. Neither depends on the chunks.
    #[inline(always)]
    pub fn decode<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError> {
        self.0.decode(input)
    }

    /// The stream has ended or fallen silent: a reply that can be taken as complete all the same, if
    /// there is one. It is a multi-line reply whose last line, complete and with nothing behind it, has
    /// another code and a space (glFTPd and bftpd send such); its code is that of its first line.
    pub fn finish(&mut self) -> Option<Reply<'_>> {
        self.0.finish()
    }

    /// The bytes of the reply that is not complete yet, or of what is none.
    pub fn pending(&self) -> &[u8] {
        self.0.pending()
    }

    /// Whether what is pending is no reply, as [`Decoder::decode`] has returned.
    pub(crate) fn has_failed(&self) -> bool {
        self.0.has_failed()
    }

    /// Gives back the memory of what is no reply and of one that was handed out: where nothing more is read, or
    /// not for long.
    pub(crate) fn release(&mut self) {
        self.0.release();
    }
}

impl core::fmt::Debug for Decoder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt("Decoder", f)
    }
}
