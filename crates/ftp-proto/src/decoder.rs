//! A stream of bytes, in any chunks, cut into replies.

use crate::framing::{self, Scan, Step};
use crate::telnet::{Heard, IAC, Telnet};
use crate::{Limits, Oddities, Reply, ReplyCode, ReplyError, grammar};
use alloc::vec::Vec;
use zeroize::Zeroize;

/// Cuts a stream of bytes into replies, whatever the chunks it comes in.
///
/// A reply that is whole in the bytes given is borrowed from them; only one that comes in pieces is
/// gathered in a buffer, which never holds more than [`Limits::reply`] bytes and is wiped when its
/// reply has been handed out (servers repeat passwords).
///
/// What is dropped on the way, and noted in [`Reply::oddities`]: blank lines before a reply, Telnet
/// commands (RFC 854) anywhere, and a UTF-8 byte order mark at the start of the connection.
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
/// # Ok::<(), ftp_proto::ReplyError>(())
/// ```
#[derive(Clone)]
pub struct Decoder {
    limits: Limits,
    /// The reply that is not complete; once it is handed out, some bytes behind it too.
    buffer: Vec<u8>,
    scan: Scan,
    telnet: Telnet,
    /// Whether it is known if the connection started with a byte order mark.
    started: bool,
    /// Whether an IAC came: from then on replies are always gathered.
    negotiates: bool,
    handed_out: bool,
    blanks: usize,
    /// What was dropped since the last reply.
    dropped: Oddities,
    failed: Option<ReplyError>,
}

const BOM: &[u8] = b"\xef\xbb\xbf";

impl Decoder {
    /// A decoder at the start of a connection.
    pub fn new(limits: Limits) -> Self {
        Decoder {
            limits,
            buffer: Vec::new(),
            scan: Scan::default(),
            telnet: Telnet::default(),
            started: false,
            negotiates: false,
            handed_out: false,
            blanks: 0,
            dropped: Oddities::default(),
            failed: None,
        }
    }

    /// Takes bytes from the front of `input` until a reply is complete. `None`: all of `input` was
    /// taken, and the reply is not complete.
    ///
    /// # Errors
    /// When what came is no reply or more than the limits allow: as soon as the line that shows it is
    /// complete, or reaches a limit. That line is then in [`Decoder::pending`], what came behind it is
    /// left in `input`, and the same error comes for ever. Neither depends on the chunks.
    pub fn decode<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.recycle();
        loop {
            if self.buffer.is_empty() && self.telnet == Telnet::Text {
                self.skip_blank_lines(input)?;
                if let Some((code, raw)) = self.borrowed(input) {
                    let dropped = self.next_reply();
                    return Ok(Some(Reply::new(code, raw, dropped)));
                }
            }
            if input.is_empty() {
                return Ok(None);
            }
            if let Some((code, len)) = self.gather(input)? {
                self.handed_out = true;
                let dropped = self.next_reply();
                return Ok(Some(Reply::new(code, self.buffer.get(..len).unwrap_or_default(), dropped)));
            }
        }
    }

    /// The stream has ended or fallen silent: a reply that can be taken as complete all the same, if
    /// there is one. It is a multi-line reply whose last line, complete and with nothing behind it, has
    /// another code and a space (glFTPd and bftpd send such); its code is that of its first line.
    pub fn finish(&mut self) -> Option<Reply<'_>> {
        if self.failed.is_some() || self.telnet != Telnet::Text {
            return None;
        }
        self.recycle();
        let code = self.scan.code?;
        let lines = self.buffer.strip_suffix(b"\n")?;
        let last = lines.rsplit(|byte| *byte == b'\n').next()?;
        if last.len() == lines.len() || !grammar::has_code(last) {
            return None;
        }
        self.handed_out = true;
        let dropped = self.next_reply();
        Some(Reply::new(code, &self.buffer, dropped))
    }

    /// The bytes of the reply that is not complete yet, or of what is none.
    pub fn pending(&self) -> &[u8] {
        if self.handed_out { &[] } else { &self.buffer }
    }

    /// Blank lines that are whole in `input`.
    fn skip_blank_lines(&mut self, input: &mut &[u8]) -> Result<(), ReplyError> {
        while let Some(b'\r' | b'\n') = input.first() {
            let Some(at) = input.iter().position(|byte| *byte != b'\r') else { break };
            if at >= self.limits.line.max(1)
                || at >= self.limits.reply.max(1)
                || input.get(at) != Some(&b'\n')
            {
                break;
            }
            *input = input.get(at + 1..).unwrap_or_default();
            self.blank_line()?;
        }
        Ok(())
    }

    fn blank_line(&mut self) -> Result<(), ReplyError> {
        self.started = true;
        self.dropped = self.dropped.with(Oddities::BLANK_LINES_SKIPPED, true);
        self.blanks += 1;
        if self.blanks >= self.limits.lines {
            return Err(self.fail(ReplyError::TooManyLines { limit: self.limits.lines }));
        }
        Ok(())
    }

    /// A reply that is whole in `input`.
    fn borrowed<'i>(&mut self, input: &mut &'i [u8]) -> Option<(ReplyCode, &'i [u8])> {
        if self.negotiates || !input.first()?.is_ascii_digit() {
            return None;
        }
        let (code, len) = framing::whole(input, &self.limits)?;
        let (raw, rest) = input.split_at_checked(len)?;
        if memchr::memchr(IAC, raw).is_some() {
            return None;
        }
        *input = rest;
        Some((code, raw))
    }

    /// Takes some of `input` into the buffer, and says if that completes a reply.
    fn gather(&mut self, input: &mut &[u8]) -> Result<Option<(ReplyCode, usize)>, ReplyError> {
        let room = self.limits.reply.max(1).saturating_sub(self.buffer.len());
        let block = self.buffer.len().max(64).min(room).min(input.len());
        let block = input.get(..block).unwrap_or_default();
        let clean = match self.telnet {
            Telnet::Text => memchr::memchr(IAC, block).unwrap_or(block.len()),
            _ => 0,
        };
        if clean == 0 {
            return self.gather_telnet(input);
        }
        let (block, rest) = input.split_at_checked(clean).unwrap_or_default();
        let before = *input;
        *input = rest;
        self.append(block);
        self.examine(before, input)
    }

    /// The same for one byte that is, or follows, an IAC.
    fn gather_telnet(&mut self, input: &mut &[u8]) -> Result<Option<(ReplyCode, usize)>, ReplyError> {
        let before = *input;
        let Some((byte, rest)) = input.split_first() else { return Ok(None) };
        self.negotiates = true;
        let heard = self.telnet.hear(*byte, self.limits.line);
        if !matches!(heard, Heard::LoneIac) {
            *input = rest;
        }
        match heard {
            Heard::Nothing => return Ok(None),
            Heard::Removed => {
                self.dropped = self.dropped.with(Oddities::TELNET_REMOVED, true);
                return Ok(None);
            }
            Heard::TooLong => return Err(self.fail(ReplyError::TelnetTooLong { limit: self.limits.line })),
            Heard::Doubled => {
                self.dropped = self.dropped.with(Oddities::TELNET_REMOVED, true);
                self.append(&[IAC]);
            }
            // The byte itself stays in `input`, to be taken as text.
            Heard::LoneIac => self.append(&[IAC]),
            Heard::Text => self.append(&[*byte]),
        }
        self.examine(before, input)
    }

    /// Looks at what was appended. Bytes behind the end that this finds go back to `input`.
    fn examine<'i>(
        &mut self,
        before: &'i [u8],
        input: &mut &'i [u8],
    ) -> Result<Option<(ReplyCode, usize)>, ReplyError> {
        if !self.started {
            if self.buffer.len() < BOM.len() && BOM.starts_with(&self.buffer) {
                return Ok(None);
            }
            self.started = true;
            if self.buffer.starts_with(BOM) {
                self.dropped = self.dropped.with(Oddities::BOM_DROPPED, true);
                self.put_back(BOM.len(), before, input);
                self.clear();
                return Ok(None);
            }
        }
        match self.scan.advance(&self.buffer, &self.limits) {
            Step::More => Ok(None),
            Step::Blank(len) => {
                self.put_back(len, before, input);
                self.clear();
                self.blank_line().map(|()| None)
            }
            Step::Reply(code, len) => {
                self.put_back(len, before, input);
                Ok(Some((code, len)))
            }
            Step::Failed(error, len) => {
                self.put_back(len, before, input);
                self.buffer.truncate(len);
                Err(self.fail(error))
            }
        }
    }

    fn put_back<'i>(&self, len: usize, before: &'i [u8], input: &mut &'i [u8]) {
        let back = self.buffer.len().saturating_sub(len) + input.len();
        *input = before.get(before.len().saturating_sub(back)..).unwrap_or_default();
    }

    /// `Vec` would leave a copy of the bytes behind when it grows.
    fn append(&mut self, bytes: &[u8]) {
        let len = self.buffer.len() + bytes.len();
        if len > self.buffer.capacity() {
            let capacity = len.max(self.buffer.capacity() * 2).max(64).min(self.limits.reply.max(1));
            let mut larger = Vec::with_capacity(capacity);
            larger.extend_from_slice(&self.buffer);
            self.buffer.as_mut_slice().zeroize();
            self.buffer = larger;
        }
        self.buffer.extend_from_slice(bytes);
    }

    fn fail(&mut self, error: ReplyError) -> ReplyError {
        self.failed = Some(error);
        error
    }

    /// Readies everything but the buffer for the next reply; says what was dropped before this one.
    fn next_reply(&mut self) -> Oddities {
        self.started = true;
        self.scan = Scan::default();
        self.blanks = 0;
        core::mem::take(&mut self.dropped)
    }

    fn recycle(&mut self) {
        if self.handed_out {
            self.handed_out = false;
            self.clear();
        }
    }

    fn clear(&mut self) {
        self.buffer.as_mut_slice().zeroize();
        self.buffer.clear();
        self.scan = Scan::default();
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.buffer.zeroize();
    }
}
