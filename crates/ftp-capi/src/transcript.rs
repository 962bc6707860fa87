//! A transcript: of a login, or filled by any other client.

use crate::enums::Coded;
use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, ftp_bytes};
use crate::status::{Result, call, ftp_status};
use ftp_proto::transcript::Entry;
use ftp_proto::{Secret, Transcript};

/// What was sent and received, in order, within a limit and without secrets.
#[derive(Debug)]
pub struct ftp_transcript {
    pub(crate) transcript: Transcript,
    /// The last entry that was asked for, in words.
    text: String,
}

/// Makes an empty transcript, which any client can fill.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_new(transcript: *mut *mut ftp_transcript) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe {
        give(Place::new(transcript)?, ftp_transcript::new(Transcript::new()));
        Ok(())
    })
}

/// Records lines that were sent. Passwords are hidden as they are recorded, and wherever the server repeats
/// them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_sent(
    transcript: *mut ftp_transcript,
    lines: ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, lines| it.sent(lines), lines.get()?) })
}

/// Records bytes that were received: whole replies or pieces of them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_received(
    transcript: *mut ftp_transcript,
    bytes: ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, bytes| it.received(bytes), bytes.get()?) })
}

/// Replaces this secret by `***` in everything that is sent and received from now on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_hide(
    transcript: *mut ftp_transcript,
    secret: ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, secret| it.hide(&Secret::new(secret)), secret.get()?) })
}

/// Records that the server closed the connection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_closed(transcript: *mut ftp_transcript) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, _| it.closed(), b"") })
}

/// Records that the connection broke.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_broken(transcript: *mut ftp_transcript) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, _| it.broken(), b"") })
}

/// Records that nothing came in time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_timed_out(transcript: *mut ftp_transcript) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, _| it.timed_out(), b"") })
}

/// Records that the TCP connection is up, to this port.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_connected(transcript: *mut ftp_transcript, port: u16) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, _| it.push(Entry::Connected { port }), b"") })
}

/// Records that the next reply took this many seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_waited(transcript: *mut ftp_transcript, seconds: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, _| it.push(Entry::Waited { seconds }), b"") })
}

/// Records that the TLS handshake is complete.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_tls_up(transcript: *mut ftp_transcript) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(transcript)?.change(|it, _| it.push(Entry::TlsUp), b"") })
}

/// Records that TLS failed: `why` is an `ftp_tls_failure`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_tls_failed(transcript: *mut ftp_transcript, why: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe {
        let entry = Entry::TlsFailed(Coded::of(why)?);
        hold(transcript)?.change(|it, _| it.push(entry), b"")
    })
}

/// Returns the number of entries.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_len(transcript: *mut ftp_transcript, len: *mut usize) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(len)?;
        place.put(hold(transcript)?.transcript.entries().count());
        Ok(())
    })
}

/// Returns one entry, by its number from 0, in words for a log. Good until the next call with the transcript.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_entry(
    transcript: *mut ftp_transcript,
    number: usize,
    text: *mut ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(text)?;
        place.put(hold(transcript)?.entry(number)?);
        Ok(())
    })
}

/// Ends a transcript.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_transcript_free(transcript: *mut ftp_transcript) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(transcript) })
}

impl Kind for ftp_transcript {
    const TAG: u32 = 0xf7b0_0700;
}

impl ftp_transcript {
    pub(crate) fn new(transcript: Transcript) -> Self {
        ftp_transcript { transcript, text: String::new() }
    }

    fn change(&mut self, change: impl FnOnce(&mut Transcript, &[u8]), bytes: &[u8]) -> Result {
        change(&mut self.transcript, bytes);
        Ok(())
    }

    fn entry(&mut self, number: usize) -> Result<ftp_bytes> {
        let entry = self.transcript.entries().nth(number).ok_or(ftp_status::Nothing)?;
        self.text = format!("{entry:?}");
        Ok(ftp_bytes::of(self.text.as_bytes()))
    }
}
