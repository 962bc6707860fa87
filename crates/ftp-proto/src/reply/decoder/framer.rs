//! Finds the end of each reply in a stream of bytes that comes in any chunks, and gathers replies that come in
//! pieces.

use super::dropped::Dropped;
use super::storage::Storage;
use crate::reply::grammar::Separator;
use crate::reply::scan::{self, Front};
use crate::reply::telnet::{IAC, Meaning, Telnet};
use crate::reply::{Ending, Irregularities, Limits, Reply, ReplyCode, ReplyError, grammar, lanes};

/// The logic of both decoders, generic over the buffer for incomplete replies.
#[derive(Clone)]
pub(super) struct Framer<B> {
    limits: Limits,
    /// The incomplete reply, or the reply that was handed out last.
    buffer: B,
    /// Until the buffer has this length, a byte only has to be checked for LF and IAC.
    quiet: usize,
    /// The offset in the buffer at which the incomplete line starts.
    line: usize,
    /// The number of complete lines in the buffer.
    lines: usize,
    /// The code of the first line, once that line is complete.
    code: Option<ReplyCode>,
    telnet: Telnet,
    /// Whether the decoder is between two replies, with nothing dropped, nothing to wipe, and no reason to look
    /// for Telnet commands or a byte order mark.
    plain: bool,
    /// Whether it is decided if the connection started with a byte order mark.
    started: bool,
    /// Whether an IAC came. From then on, replies are always gathered.
    negotiates: bool,
    handed_out: bool,
    /// What was dropped since the last reply.
    dropped: Dropped,
    failed: Option<ReplyError>,
}

const BOM: &[u8] = b"\xef\xbb\xbf";

impl<B: Storage> Framer<B> {
    pub(super) fn new(limits: Limits, buffer: B) -> Self {
        Framer {
            limits,
            buffer,
            quiet: 0,
            line: 0,
            lines: 0,
            code: None,
            telnet: Telnet::default(),
            plain: false,
            started: false,
            negotiates: false,
            handed_out: false,
            dropped: Dropped::default(),
            failed: None,
        }
    }

    #[inline(always)]
    pub(super) fn decode<'d, 'i: 'd>(
        &'d mut self,
        input: &mut &'i [u8],
    ) -> Result<Option<Reply<'d>>, ReplyError> {
        if let [byte] = **input {
            if self.take_quiet(byte) {
                *input = &[];
                return Ok(None);
            }
        } else if self.plain {
            if let Some((code, raw)) = self.borrow(input) {
                return Ok(Some(Reply::new(code, raw, Irregularities::NONE)));
            }
        }
        self.take(input)
    }

    pub(super) fn finish(&mut self) -> Option<Reply<'_>> {
        self.recycle();
        let code = self.code?;
        let lines = self.buffer.bytes().strip_suffix(b"\n")?;
        let last = lines.rsplit(|byte| *byte == b'\n').next()?;
        if self.lines < 2 || self.failed.is_some() || self.telnet != Telnet::Text || !grammar::has_code(last)
        {
            return None;
        }
        Some(self.hand_out(code))
    }

    pub(super) fn pending(&self) -> &[u8] {
        if self.handed_out { &[] } else { self.buffer.bytes() }
    }

    #[cfg(feature = "alloc")]
    pub(super) fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Takes a byte of plain text inside a line. Returns false, and takes nothing, if the byte needs more than
    /// that.
    #[inline(always)]
    fn take_quiet(&mut self, byte: u8) -> bool {
        let quiet = self.buffer.bytes().len() < self.quiet && byte != b'\n' && byte != IAC;
        if quiet {
            self.buffer.push(byte);
        }
        quiet
    }

    #[inline(never)]
    fn take<'d, 'i: 'd>(&'d mut self, input: &mut &'i [u8]) -> Result<Option<Reply<'d>>, ReplyError> {
        if self.quiet > 0 && input.len() < SMALL {
            while let Some((_, rest)) = input.split_first().filter(|(byte, _)| self.take_quiet(**byte)) {
                *input = rest;
            }
        }
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.recycle();
        let mut at_once = input.len() >= LONG;
        while !input.is_empty() {
            if self.buffer.bytes().is_empty() && !self.plain {
                if let Some((code, raw)) = self.borrow(input) {
                    self.plain = true;
                    return Ok(Some(Reply::new(code, raw, self.next_reply())));
                }
            }
            self.plain = false;
            if let Some(code) = self.gather(input)? {
                return Ok(Some(self.hand_out(code)));
            }
            if let Some(code) = self.code.filter(|_| at_once && self.line == self.buffer.bytes().len()) {
                at_once = false;
                self.gather_body(code, input);
            }
        }
        Ok(None)
    }

    /// Takes a complete reply from the front of `input` without copying it.
    #[inline]
    fn borrow<'i>(&self, input: &mut &'i [u8]) -> Option<(ReplyCode, &'i [u8])> {
        if self.negotiates || !input.first()?.is_ascii_digit() {
            return None;
        }
        let (code, len) = match scan::front(input, &self.limits) {
            Front::Reply(code, len) => (code, len),
            Front::Part => return None,
            Front::Odd => {
                let (reply, len) = grammar::reply(input, &self.limits).ok()??;
                (reply.code(), len)
            }
        };
        if lanes::holds_high(input, len, IAC) {
            return None;
        }
        let (raw, rest) = input.split_at_checked(len)?;
        *input = rest;
        Some((code, raw))
    }

    /// Moves bytes of `input` into the buffer, up to the end of a line at most. Returns the code if they
    /// complete a reply.
    fn gather(&mut self, input: &mut &[u8]) -> Result<Option<ReplyCode>, ReplyError> {
        if !self.started || self.telnet != Telnet::Text {
            return self.gather_byte(input);
        }
        let window = input.get(..self.room()).unwrap_or(input);
        let end = match window {
            [b'\n' | IAC, ..] => Some(0),
            [_] => None,
            _ => memchr::memchr2(b'\n', IAC, window),
        };
        let taken = match end {
            Some(at) if window.get(at) == Some(&b'\n') => at + 1,
            Some(0) => return self.gather_byte(input),
            Some(at) => at,
            None => window.len(),
        };
        let (text, rest) = input.split_at_checked(taken).unwrap_or_default();
        *input = rest;
        self.append(text);
        self.examine()
    }

    /// Moves complete lines of a long reply's body from `input` into the buffer at once, up to one that needs a
    /// closer look.
    fn gather_body(&mut self, code: ReplyCode, input: &mut &[u8]) {
        if self.limits.ending != Ending::OpeningCode || self.telnet != Telnet::Text {
            return;
        }
        let room = self.limits.reply.saturating_sub(self.buffer.bytes().len() + 1);
        let mut len = lanes::lines_of_body(input.get(..room).unwrap_or(input), code);
        let quiet = input.get(..len).unwrap_or_default();
        if let Some(at) = memchr::memchr(IAC, quiet) {
            len = quiet.get(..at).and_then(|quiet| memchr::memrchr(b'\n', quiet)).map_or(0, |end| end + 1);
        }
        let (body, rest) = input.split_at_checked(len).unwrap_or_default();
        let lines = self.lines + lanes::count_line_ends(body);
        if lines < self.limits.lines && scan::longest_line_within(body, self.limits.line) {
            *input = rest;
            self.append(body);
            (self.line, self.lines) = (self.buffer.bytes().len(), lines);
        }
    }

    /// Does the work of [`Framer::gather`] for one byte that may be part of a Telnet command or of a byte order
    /// mark.
    #[cold]
    fn gather_byte(&mut self, input: &mut &[u8]) -> Result<Option<ReplyCode>, ReplyError> {
        let Some((byte, rest)) = input.split_first() else { return Ok(None) };
        let meaning = self.telnet.take_byte(*byte, self.limits.line);
        self.quiet = 0;
        if !matches!(meaning, Meaning::TextBefore) {
            *input = rest;
        }
        if let Err(error) = self.dropped.telnet(&meaning) {
            return Err(self.fail(error));
        }
        match meaning {
            Meaning::Text => self.append(&[*byte]),
            Meaning::TextBefore => self.append(&[IAC]),
            Meaning::Removed => return Ok(None),
            Meaning::Nothing => {
                self.negotiates = true;
                return Ok(None);
            }
            Meaning::TooLong => return Err(self.fail(ReplyError::TelnetTooLong { limit: self.limits.line })),
        }
        if !self.started {
            let held = self.buffer.bytes();
            if held.len() < BOM.len().min(self.buffer.most()) && BOM.starts_with(held) {
                return Ok(None);
            }
            self.started = true;
            if self.buffer.bytes() == BOM {
                self.dropped.note(Irregularities::BOM_DROPPED);
                self.clear();
                return Ok(None);
            }
        }
        self.examine()
    }

    /// Examines the line that was just appended to. Returns the code if the line completes a reply.
    fn examine(&mut self) -> Result<Option<ReplyCode>, ReplyError> {
        let line = self.buffer.bytes().get(self.line..).unwrap_or_default();
        if line.last() != Some(&b'\n') {
            if self.room() > 0 {
                self.quiet = (self.buffer.bytes().len() + self.room() - 1).min(self.buffer.capacity());
                return Ok(None);
            }
            let first = if self.lines == 0 { grammar::unfinished(line).err() } else { None };
            let error = if line.len() >= self.limits.line {
                ReplyError::LineTooLong { at: self.line, limit: self.limits.line }
            } else {
                ReplyError::ReplyTooLong { limit: self.limits.reply }
            };
            return Err(self.fail(first.unwrap_or(error)));
        }
        let text = grammar::content(line);
        match self.code {
            Some(code) if grammar::is_last(text, code, self.limits.ending) => return Ok(Some(code)),
            Some(_) => {}
            None if text.is_empty() => return self.blank_line().map(|()| None),
            None => match first_line(line, text) {
                Ok((code, Separator::Last)) => return Ok(Some(code)),
                Ok((code, Separator::More)) => self.code = Some(code),
                Err(error) => return Err(self.fail(error)),
            },
        }
        self.line = self.buffer.bytes().len();
        self.lines += 1;
        self.quiet = 0;
        if self.lines >= self.limits.lines {
            return Err(self.fail(ReplyError::TooManyLines { limit: self.limits.lines }));
        }
        if self.buffer.bytes().len() >= self.limits.reply {
            return Err(self.fail(ReplyError::ReplyTooLong { limit: self.limits.reply }));
        }
        Ok(None)
    }

    #[cold]
    fn blank_line(&mut self) -> Result<(), ReplyError> {
        self.clear();
        self.dropped.blank_line(self.limits.lines).map_err(|error| self.fail(error))
    }

    /// Returns how many more bytes the limits allow.
    fn room(&self) -> usize {
        let line = self.limits.line.max(1).saturating_sub(self.buffer.bytes().len() - self.line);
        line.min(self.limits.reply.max(1).min(self.buffer.most()).saturating_sub(self.buffer.bytes().len()))
    }

    fn append(&mut self, bytes: &[u8]) {
        self.buffer.append(bytes, self.limits.reply);
    }

    fn fail(&mut self, error: ReplyError) -> ReplyError {
        self.failed = Some(error);
        self.quiet = 0;
        error
    }

    fn hand_out(&mut self, code: ReplyCode) -> Reply<'_> {
        self.handed_out = true;
        let dropped = self.next_reply();
        Reply::new(code, self.buffer.bytes(), dropped)
    }

    /// Prepares everything except the buffer for the next reply. Returns what was dropped before and in this
    /// one.
    fn next_reply(&mut self) -> Irregularities {
        self.started = true;
        self.quiet = 0;
        (self.line, self.lines, self.code) = (0, 0, None);
        core::mem::take(&mut self.dropped).what()
    }

    /// Wipes the reply that was handed out last.
    fn recycle(&mut self) {
        if self.handed_out {
            self.handed_out = false;
            self.clear();
        }
    }

    /// Frees the memory of a reply that was handed out, or of invalid bytes. Call this when nothing more will
    /// be read, or not for some time.
    #[cfg(feature = "alloc")]
    pub(super) fn release(&mut self) {
        self.recycle();
        if self.buffer.bytes().is_empty() || self.failed.is_some() {
            self.clear();
            self.buffer.release();
            (self.line, self.lines) = (0, 0);
        }
    }

    fn clear(&mut self) {
        self.buffer.clear();
        self.quiet = 0;
    }
}

impl<B: Storage> Framer<B> {
    /// Shows the state of the decoder, but none of the bytes that it holds: they may contain a secret.
    pub(super) fn fmt(&self, name: &str, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct(name)
            .field("limits", &self.limits)
            .field("pending", &self.pending().len())
            .field("lines", &self.lines)
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}

/// [`grammar::first_line`], with a fast path for the common case.
#[inline]
fn first_line(line: &[u8], text: &[u8]) -> Result<(ReplyCode, Separator), ReplyError> {
    match line.first_chunk().and_then(|head| lanes::head(*head, b' ')) {
        Some(code) => Ok((code, Separator::Last)),
        None => grammar::first_line(text),
    }
}

/// In inputs of at least this length, the body of a reply is taken at once.
const LONG: usize = 128;

/// Inputs shorter than this are taken byte by byte as long as no byte needs a closer look.
const SMALL: usize = 16;
