//! Decides how a transfer ended from what its two lanes showed, whichever lane was first.

use super::ending::{Doubt, Ending, Refusal, Step};
use super::lane::End;
use super::machine::Machine;
use super::progress::Progress;
use crate::wording::lacks_entries;

/// Whether the transfer cannot start at the offset of the plan. An upload can only if the server reports a file of exactly
/// that size; otherwise it would leave a hole or overwrite bytes.
pub(super) fn offset_mismatch(machine: &Machine) -> bool {
    let plan = &machine.plan;
    match plan.is_upload() {
        _ if plan.offset == 0 => false,
        true => machine.there != Some(plan.offset),
        false => machine.report.size.is_some_and(|size| size < plan.offset),
    }
}

/// How the transfer ended.
pub(super) fn ending(machine: &Machine) -> Ending {
    match unverified(machine) {
        Ending::Complete if machine.plan.verifies() => match verified(machine) {
            Some(true) => Ending::Complete,
            Some(false) => Ending::Doubtful(Doubt::SizeDiffers),
            None => Ending::Doubtful(Doubt::NotVerified),
        },
        ending => ending,
    }
}

/// Whether the server has as many bytes after the upload as it should. `None` if it did not report the size.
fn verified(machine: &Machine) -> Option<bool> {
    let before = if machine.plan.appends() { machine.there } else { Some(machine.report.offset) };
    let now = machine.report.size.filter(|_| machine.verified)?;
    Some(before?.saturating_add(machine.report.moved) == now)
}

/// How the transfer ended, without regard to the size that the server reports after an upload.
pub(super) fn unverified(machine: &Machine) -> Ending {
    let report = &machine.report;
    let refusal = report.reply.as_ref().filter(|_| machine.command == Progress::Answered);
    let refusal = refusal.and_then(|reply| Refusal::of(reply.code()));
    match (machine.cause, refusal) {
        (Some(Ending::Misuse), _) => Ending::Misuse,
        // The server only answers our own reset: the cause is on this side.
        (Some(cause), Some(refusal)) if is_ours(cause) && echoes(cause, refusal) => cause,
        (_, Some(refusal)) => {
            let step = if report.preliminary.is_some() { Step::Transfer } else { Step::Command };
            Ending::Refused(step, refusal)
        }
        (Some(cause), None) => cause,
        (None, None) if machine.command == Progress::Answered => accepted(machine),
        (None, None) => Ending::FinalReplyLost,
    }
}

/// Whether this side ended a transfer that the server would have continued.
fn is_ours(cause: Ending) -> bool {
    matches!(cause, Ending::Stopped | Ending::CallerFailed | Ending::NotTrusted | Ending::TimedOut)
}

/// Whether a refusal can be the answer to our own reset, or to the sentinel sent after it (Pure-FTPd).
fn echoes(cause: Ending, refusal: Refusal) -> bool {
    match refusal {
        Refusal::ConnectionLost | Refusal::LocalError => true,
        Refusal::CannotOpen | Refusal::NotUnderstood => {
            matches!(cause, Ending::Stopped | Ending::CallerFailed)
        }
        _ => false,
    }
}

/// How the transfer ended if the server reports it as complete.
fn accepted(machine: &Machine) -> Ending {
    let report = &machine.report;
    let reply = report.reply.as_ref();
    let answers_another = match reply.map_or(226, |reply| reply.code().get()) {
        // aioftp ends MLSD with 200. Without a 150 before it, a 200 answers TYPE or PORT.
        200 => report.preliminary.is_none(),
        code => matches!(code, 202 | 211..=221 | 227..=234 | 257),
    };
    if answers_another || machine.owed {
        return Ending::Doubtful(Doubt::OtherReply);
    }
    let Some(end) = report.data.end else { return Ending::Doubtful(Doubt::NotMoved) };
    let there = report.offset.saturating_add(report.moved);
    if matches!(end, End::Reset | End::Broken) {
        return Ending::Doubtful(Doubt::Broken);
    }
    let unprotected = machine.protected && !matches!(report.data.tls, Some(Ok(_)));
    if machine.early_end || unprotected {
        return Ending::Doubtful(Doubt::NotMoved);
    }
    if machine.plan.is_upload() {
        // The caller gives the size of the whole file, which for APPE includes what was there before.
        return match machine.plan.size.filter(|_| !machine.plan.appends()) {
            Some(size) if size > there => Ending::Truncated,
            Some(size) if size < there => Ending::Doubtful(Doubt::Longer),
            _ => Ending::Complete,
        };
    }
    if machine.plan.file().is_none() && reply.is_some_and(|reply| lacks_entries(reply.as_reply())) {
        return Ending::Doubtful(Doubt::NotListed);
    }
    match report.size {
        Some(size) if size > there => Ending::Truncated,
        Some(size) if size < there => Ending::Doubtful(Doubt::Longer),
        None if end == End::Fin && report.data.tls.is_some() => Ending::Doubtful(Doubt::NoCloseNotify),
        _ => Ending::Complete,
    }
}
