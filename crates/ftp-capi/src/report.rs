//! What a transfer came to, as a struct.

use crate::decoder::ftp_reply;
use crate::memory::{fixed, ftp_bytes};
use crate::names::ftp_ending;
use core::ffi::c_char;
use ftp_proto::transfer::{Ending, Report, Resume};

/// What a transfer came to, with its evidence. What is in it is good until the next call with the transfer.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ftp_transfer_report {
    /// An `ftp_ending`.
    pub ending: u32,
    /// The name of the ending.
    pub name: ftp_bytes,
    /// More of it, by name: why it is doubtful, at which step it was refused, why there was no data connection, why TLS
    /// failed. No bytes where there is no more.
    pub detail: ftp_bytes,
    /// What the code of a refusal means, by name.
    pub refusal: ftp_bytes,
    /// All of it in words.
    pub text: ftp_bytes,
    /// Bytes that were moved.
    pub moved: u64,
    /// Where in the file it began.
    pub offset: u64,
    /// The size of the whole file, where it is known.
    pub size: u64,
    /// Whether it is.
    pub size_known: bool,
    /// Whether another transfer can go on: a download at `resume_at`, an upload at what SIZE says then, which is at most that.
    pub can_resume: bool,
    /// Where.
    pub resume_at: u64,
    /// When the file was last changed, where that was asked for: `20261128134400`, with an end.
    pub modified: [c_char; 32],
    /// The preliminary reply; its code is 0 where there was none.
    pub preliminary: ftp_reply,
    /// The last final reply: of the command, or of the step that was refused.
    pub reply: ftp_reply,
    /// The name that the server chose for STOU.
    pub unique_name: ftp_bytes,
    /// The command that prepared the data connection: `EPSV`.
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

/// What is in an ending, and what the code of a refusal means.
fn details(ending: &Ending) -> (Option<&'static str>, Option<&'static str>) {
    match ending {
        Ending::Doubtful(doubt) => (Some(doubt.name()), None),
        Ending::Refused(step, refusal) => (Some(step.name()), Some(refusal.name())),
        Ending::Unreachable(reach) => (Some(reach.name()), None),
        Ending::TlsFailed(why) => (Some(why.name()), None),
        _ => (None, None),
    }
}
