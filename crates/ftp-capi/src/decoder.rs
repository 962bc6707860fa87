//! The reply parser on its own.

use crate::config::ftp_limits;
use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, ftp_bytes, read};
use crate::status::{Result, call, ftp_status};
use ftp_proto::{Decoder, Limits, Reply};

/// Cuts a stream of bytes, in pieces of any size, into replies.
#[derive(Debug)]
pub struct ftp_decoder {
    decoder: Decoder,
}

/// One reply. A code of 0 means that there is no reply.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_reply {
    /// The code of the first line, 100 to 699.
    pub code: u16,
    /// The whole reply, with its line ends.
    pub raw: ftp_bytes,
}

/// Makes a decoder for the start of a connection. `limits` may be null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_decoder_new(
    limits: *const ftp_limits,
    decoder: *mut *mut ftp_decoder,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let limits = if limits.is_null() { Limits::default() } else { read(limits)?.limits() };
        give(Place::new(decoder)?, ftp_decoder { decoder: Decoder::new(limits) });
        Ok(())
    })
}

/// Takes bytes from the front of `input` until a reply is complete.
///
/// `FTP_STATUS_NOTHING`: all bytes were taken, and no further reply is complete. `FTP_STATUS_MALFORMED`: the bytes are not
/// a reply or exceed the limits; `input` keeps those after them, and the decoder stays in this state. The reply is good until
/// the next call with the decoder, and only as long as the input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_decoder_next(
    decoder: *mut ftp_decoder,
    input: *mut ftp_bytes,
    reply: *mut ftp_reply,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let (reply, rest) = (Place::new(reply)?, Place::new(input)?);
        hold(decoder)?.next(read(input)?.get()?, rest, reply)
    })
}

/// Returns, after the end of the stream, a last reply that can be taken as complete. `FTP_STATUS_NOTHING`: there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_decoder_finish(decoder: *mut ftp_decoder, reply: *mut ftp_reply) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(reply)?;
        place.put(hold(decoder)?.decoder.finish().map(ftp_reply::of).ok_or(ftp_status::Nothing)?);
        Ok(())
    })
}

/// Ends a decoder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_decoder_free(decoder: *mut ftp_decoder) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(decoder) })
}

/// Returns the text of one line of a reply, without its code and line end. `number` counts from 0. `FTP_STATUS_NOTHING`:
/// the reply has fewer lines. The text is good as long as the reply.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_reply_line(
    reply: *const ftp_reply,
    number: usize,
    line: *mut ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(line)?;
        let reply = read(reply)?;
        place.put(nth_line(&reply, reply.raw.get()?, number)?);
        Ok(())
    })
}

impl Kind for ftp_decoder {
    const TAG: u32 = 0xf7b0_0200;
}

impl ftp_decoder {
    fn next(&mut self, mut input: &[u8], rest: Place<ftp_bytes>, reply: Place<ftp_reply>) -> Result {
        let found = self.decoder.decode(&mut input).map(|found| found.map(ftp_reply::of));
        rest.put(ftp_bytes::of(input));
        match found {
            Ok(Some(found)) => reply.put(found),
            Ok(None) => return Err(ftp_status::Nothing),
            Err(_) => return Err(ftp_status::Malformed),
        }
        Ok(())
    }
}

impl ftp_reply {
    /// No reply.
    pub(crate) const NONE: Self = ftp_reply { code: 0, raw: ftp_bytes::NONE };

    pub(crate) fn of(reply: Reply<'_>) -> Self {
        ftp_reply { code: reply.code().get(), raw: ftp_bytes::of(reply.raw()) }
    }
}

/// Returns a line as `Reply::lines` would, of a reply that has been taken already. The reply is not parsed again, because
/// one that was taken with leniency or under other limits would lose lines.
fn nth_line(reply: &ftp_reply, raw: &[u8], number: usize) -> Result<ftp_bytes> {
    let line = raw.split_inclusive(|byte| *byte == b'\n').nth(number).ok_or(ftp_status::Nothing)?;
    let ends = line.iter().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let line = line.get(..line.len() - ends).unwrap_or_default();
    let text = match line.strip_prefix(reply.code.to_string().as_bytes()) {
        Some([b' ' | b'-', text @ ..]) => text,
        Some(text @ b"") => text,
        _ => line,
    };
    Ok(ftp_bytes::of(text))
}
