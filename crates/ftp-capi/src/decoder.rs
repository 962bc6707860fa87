//! The reply parser alone.

use crate::config::ftp_limits;
use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, ftp_bytes, read};
use crate::status::{Result, call, ftp_status};
use ftp_proto::{Decoder, Limits, Reply};

/// Cuts a stream of bytes into replies, whatever the pieces it comes in.
#[derive(Debug)]
pub struct ftp_decoder {
    decoder: Decoder,
}

/// One reply. Its code is 0 where there is none.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_reply {
    /// The code of the first line, 100 to 699.
    pub code: u16,
    /// All of it, with its line ends.
    pub raw: ftp_bytes,
}

/// A decoder at the start of a connection. `limits` may be null.
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

/// Takes bytes from the front of `input` until a reply is whole. `FTP_STATUS_NOTHING`: all were taken, and there is no further
/// reply yet. `FTP_STATUS_MALFORMED`: what came is no reply, for ever. The reply is good until the next call with the decoder, as
/// long as the input is.
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

/// The stream has ended: a reply that can be taken as whole all the same. `FTP_STATUS_NOTHING`: there is none.
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

/// The text of a line of a reply, by its number from 0: without its line end, and without the code. `FTP_STATUS_NOTHING`: there are
/// not so many. It is good as long as the reply is.
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

/// As `Reply::lines` has them, of a reply that was taken already: it is not parsed again, by which one that was taken with leniency,
/// or under other limits, would lose lines.
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
