//! The report of a transfer, as a struct.

use crate::decoder::ftp_reply;
use crate::memory::{fixed, ftp_bytes};
use crate::names::ftp_ending;
use core::ffi::c_char;
use ftp_proto::transfer::{Ending, Report, Resume};

/// How a transfer ended, with the evidence. Its bytes are good until the next call with the transfer.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_transfer_report {
    /// An `ftp_ending`.
    pub ending: u32,
    /// The name of the ending.
    pub name: ftp_bytes,
    /// Details by name: why the transfer is doubtful, at which step it was refused, why there was no data connection, or
    /// why TLS failed. No bytes if there are no details.
    pub detail: ftp_bytes,
    /// The meaning of a refusal's code, by name.
    pub refusal: ftp_bytes,
    /// The whole report in words.
    pub text: ftp_bytes,
    /// The number of bytes moved.
    pub moved: u64,
    /// The offset in the file at which the transfer began.
    pub offset: u64,
    /// The size of the whole file, if it is known.
    pub size: u64,
    /// Whether the size is known.
    pub size_known: bool,
    /// Whether another transfer can go on: a download at `resume_at`, if the size and time of the file are still the same; an
    /// upload at the size that SIZE then returns, if that is at most `resume_at`.
    pub can_resume: bool,
    /// Where another transfer can go on.
    pub resume_at: u64,
    /// The time of the file's last change, if it was asked for, as a C string: `20261128134400`.
    pub modified: [c_char; 32],
    /// The preliminary reply; its code is 0 if there was none.
    pub preliminary: ftp_reply,
    /// The last final reply: of the command, or of the step that was refused.
    pub reply: ftp_reply,
    /// The name that the server chose (STOU).
    pub unique_name: ftp_bytes,
    /// The command that prepared the data connection, such as `EPSV`.
    pub prepared_by: ftp_bytes,
    /// How the data connection ended, by name.
    pub end: ftp_bytes,
}

impl ftp_transfer_report {
    pub(crate) fn new(report: &Report, text: &str) -> Self {
        let (detail, refusal) = details(&report.ending);
        let resume_at = report.resume().map(|resume| match resume {
            Resume::Download { offset, .. } => offset,
            Resume::Upload { sent } => sent,
        });
        let named =
            |name: Option<&'static str>| name.map_or(ftp_bytes::NONE, |name| ftp_bytes::of(name.as_bytes()));
        ftp_transfer_report {
            ending: ftp_ending::of(&report.ending),
            name: named(Some(report.ending.name())),
            detail: named(detail),
            refusal: named(refusal),
            text: ftp_bytes::of(text.as_bytes()),
            moved: report.moved,
            offset: report.offset,
            size: report.size.unwrap_or_default(),
            size_known: report.size.is_some(),
            can_resume: resume_at.is_some(),
            resume_at: resume_at.unwrap_or_default(),
            modified: fixed(&report.modified.map(|time| time.to_string()).unwrap_or_default()),
            preliminary: report
                .preliminary
                .as_ref()
                .map_or(ftp_reply::NONE, |reply| ftp_reply::of(reply.as_reply())),
            reply: report.reply.as_ref().map_or(ftp_reply::NONE, |reply| ftp_reply::of(reply.as_reply())),
            unique_name: report.unique_name().map_or(ftp_bytes::NONE, ftp_bytes::of),
            prepared_by: named(report.data.prepared_by),
            end: named(report.data.end.map(|end| end.name())),
        }
    }
}

/// Returns the details of an ending, and the meaning of a refusal's code.
fn details(ending: &Ending) -> (Option<&'static str>, Option<&'static str>) {
    match ending {
        Ending::Doubtful(doubt) => (Some(doubt.name()), None),
        Ending::Refused(step, refusal) => (Some(step.name()), Some(refusal.name())),
        Ending::Unreachable(reach) => (Some(reach.name()), None),
        Ending::TlsFailed(why) => (Some(why.name()), None),
        _ => (None, None),
    }
}
