//! The diagnosis: causes with evidence, their confidence, and what to do.

use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, ftp_bytes};
use crate::status::{Result, call, ftp_status};
use crate::transcript::ftp_transcript;
use ftp_proto::Transcript;
use ftp_report::json;
use ftp_report::read::{self, Format};
use ftp_report::report::Report;

/// What a conversation shows: how it ended, in which phase, and why.
#[derive(Debug)]
pub struct ftp_diagnosis {
    report: Report,
    advice: Vec<&'static str>,
    json: String,
}

/// How a conversation ended. Its bytes are good as long as the diagnosis.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_diagnosis_summary {
    /// The outcome by name, such as `refused` or `transfer_failed`.
    pub outcome: ftp_bytes,
    /// The phase in which it ended by name, such as `pass` or `data_connect`.
    pub phase: ftp_bytes,
    /// The code of the decisive reply, or 0.
    pub code: u16,
    /// The number of causes, for `ftp_diagnosis_cause`.
    pub causes: usize,
    /// The number of steps of advice, for `ftp_diagnosis_advice`.
    pub advice: usize,
}

/// One possible cause. Its bytes are good as long as the diagnosis.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_cause {
    /// The name of the cause, such as `tls_required`.
    pub name: ftp_bytes,
    /// The confidence by name: `certain`, `likely` or `possible`.
    pub confidence: ftp_bytes,
    /// The evidence for the cause, in words.
    pub because: ftp_bytes,
    /// The server's line that showed it, or no bytes.
    pub quote: ftp_bytes,
}

/// Diagnoses a transcript.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_diagnosis_new(
    transcript: *mut ftp_transcript,
    diagnosis: *mut *mut ftp_diagnosis,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(diagnosis)?;
        give(place, ftp_diagnosis::of_transcript(&hold(transcript)?.transcript)?);
        Ok(())
    })
}

/// Diagnoses the log of a client or server, as people paste it.
///
/// `format` is the name of a kind of log, such as `curl` or `filezilla`; without bytes it is detected.
/// `FTP_STATUS_NOTHING`: the log contains no FTP.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_diagnosis_of_log(
    log: ftp_bytes,
    format: ftp_bytes,
    diagnosis: *mut *mut ftp_diagnosis,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(diagnosis)?;
        give(place, ftp_diagnosis::of_log(log.get()?, format.get()?)?);
        Ok(())
    })
}

/// Returns the whole diagnosis as one JSON object on one line, as `ftp-doctor read --json` prints it. The text is good as
/// long as the diagnosis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_diagnosis_json(
    diagnosis: *mut ftp_diagnosis,
    text: *mut ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(text)?;
        place.put(ftp_bytes::of(hold(diagnosis)?.json.as_bytes()));
        Ok(())
    })
}

/// Returns how the conversation ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_diagnosis_get_summary(
    diagnosis: *mut ftp_diagnosis,
    summary: *mut ftp_diagnosis_summary,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(summary)?;
        place.put(hold(diagnosis)?.summary());
        Ok(())
    })
}

/// Returns a cause by its number from 0, the likeliest first. `FTP_STATUS_NOTHING`: there are fewer causes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_diagnosis_cause(
    diagnosis: *mut ftp_diagnosis,
    number: usize,
    cause: *mut ftp_cause,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(cause)?;
        place.put(hold(diagnosis)?.cause(number)?);
        Ok(())
    })
}

/// Returns one step of what the user can do, by its number from 0. The text is good as long as the diagnosis.
/// `FTP_STATUS_NOTHING`: there are fewer steps.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_diagnosis_advice(
    diagnosis: *mut ftp_diagnosis,
    number: usize,
    step: *mut ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let place = Place::new(step)?;
        let step = hold(diagnosis)?.advice.get(number).copied();
        place.put(step.map(|step| ftp_bytes::of(step.as_bytes())).ok_or(ftp_status::Nothing)?);
        Ok(())
    })
}

/// Ends a diagnosis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_diagnosis_free(diagnosis: *mut ftp_diagnosis) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(diagnosis) })
}

impl Kind for ftp_diagnosis {
    const TAG: u32 = 0xf7b0_0800;
}

impl ftp_diagnosis {
    fn of_transcript(transcript: &Transcript) -> Result<Self> {
        Self::of_report(Report::new(transcript.clone(), None, None))
    }

    fn of_log(log: &[u8], format: &[u8]) -> Result<Self> {
        let format = match core::str::from_utf8(format) {
            Ok("") => None,
            name => Some(name.ok().and_then(Format::from_name).ok_or(ftp_status::Argument)?),
        };
        Self::of_report(Report::of_reading(read::read(log, format).ok_or(ftp_status::Nothing)?))
    }

    fn of_report(report: Report) -> Result<Self> {
        let json = json::object(&report, None).map_err(|_| ftp_status::Fault)?;
        let advice = report.diagnosis.advice();
        Ok(ftp_diagnosis { report, advice, json })
    }

    fn summary(&self) -> ftp_diagnosis_summary {
        ftp_diagnosis_summary {
            outcome: ftp_bytes::of(self.report.diagnosis.ended().name().as_bytes()),
            phase: ftp_bytes::of(self.report.diagnosis.phase().name().as_bytes()),
            code: self.report.diagnosis.code().map_or(0, |code| code.get()),
            causes: self.report.diagnosis.causes().len(),
            advice: self.advice.len(),
        }
    }

    fn cause(&self, number: usize) -> Result<ftp_cause> {
        let found = self.report.diagnosis.causes().get(number).ok_or(ftp_status::Nothing)?;
        Ok(ftp_cause {
            name: ftp_bytes::of(found.cause().name().as_bytes()),
            confidence: ftp_bytes::of(found.confidence().name().as_bytes()),
            because: ftp_bytes::of(found.because().as_bytes()),
            quote: found.quote().map_or(ftp_bytes::NONE, |quote| ftp_bytes::of(quote.as_bytes())),
        })
    }
}
