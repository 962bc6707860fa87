//! Property of the diagnosis: every transcript has one, and it is never too long to read.

use crate::choice;
use crate::ops::{Op, Ops};
use ftp_diagnosis::{Confidence, Diagnosis, diagnose as diagnosis};
use ftp_proto::transcript::{ConnectFailure, Entry, Notice, Violation};
use ftp_proto::{TlsFailure, Transcript};

pub const CONNECTED: u8 = 1;
pub const CONNECT_FAILED: u8 = 2;
pub const WAITED: u8 = 3;
pub const TLS_UP: u8 = 4;
pub const TLS_FAILED: u8 = 5;
pub const TIMED_OUT: u8 = 6;
pub const CLOSED: u8 = 7;
pub const NOTICED: u8 = 8;
pub const VIOLATED: u8 = 11;

/// A line that begins with this byte was sent; any other was received.
pub const SENT: u8 = b'>';

/// Every transcript has a diagnosis. It has at most eight causes, each once, in the order of their
/// confidence, each with texts, and at most one of them certain.
pub fn diagnose(data: &[u8]) {
    let ([how, line, reply, lines, size], data) = choice::header(data);
    let mut limits = choice::limits([how, line, reply, lines]);
    if how & 8 != 0 {
        limits.transcript = choice::limit(size);
    }
    let mut transcript = Transcript::with_limits(limits);
    for op in Ops(data) {
        match op {
            Op::Line([SENT, line @ ..]) => transcript.sent(line),
            Op::Line(bytes) => transcript.received(bytes),
            Op::Event(TIMED_OUT, _) => transcript.timed_out(),
            Op::Event(CLOSED, _) => transcript.closed(),
            Op::Event(event, choice) => {
                entry(event, choice).into_iter().for_each(|entry| transcript.push(entry))
            }
        }
    }
    holds(&diagnosis(&transcript));
}

/// Returns the entry that an event adds to a transcript.
pub fn entry(event: u8, choice: u8) -> Option<Entry> {
    let at = usize::from(choice);
    Some(match event {
        // Ports with a meaning, and others.
        CONNECTED => Entry::Connected { port: [21, 990, 22, 2121, 80, 443][at % 6] },
        CONNECT_FAILED => Entry::ConnectFailed(
            [
                ConnectFailure::NameNotFound,
                ConnectFailure::Refused,
                ConnectFailure::Unreachable,
                ConnectFailure::TimedOut,
                ConnectFailure::Other,
            ][at % 5],
        ),
        WAITED => Entry::Waited { seconds: u32::from(choice) },
        TLS_UP => Entry::TlsUp,
        TLS_FAILED => Entry::TlsFailed(tls_failure(choice)),
        NOTICED => Entry::Noticed(
            [
                Notice::TakesTlsAtOnce,
                Notice::GreetsInClear,
                Notice::TakesAuthTls,
                Notice::IsNotFtp,
                Notice::SameForUnknownName,
                Notice::OtherForUnknownName,
                Notice::TransferIncomplete,
                Notice::PassiveAddressDiffers,
                Notice::TransferWorksByPasv,
                Notice::TransferWorksResumed,
                Notice::TransferFailsResumed,
                Notice::TransferWorksUnresumed,
                Notice::TransferFailsUnresumed,
            ][at % 13],
        ),
        VIOLATED => Entry::Violation(
            [
                Violation::EarlyReply,
                Violation::PlaintextBeforeTls,
                Violation::EndlessReplies,
                Violation::UnexpectedReply,
            ][at % 4],
        ),
        _ => return None,
    })
}

/// Returns one of the ways in which TLS fails.
pub fn tls_failure(choice: u8) -> TlsFailure {
    [
        TlsFailure::Other,
        TlsFailure::Untrusted,
        TlsFailure::Expired,
        TlsFailure::NameMismatch,
        TlsFailure::Version,
        TlsFailure::ClientCertificateRequired,
        TlsFailure::NotTls,
        TlsFailure::Closed,
        TlsFailure::TimedOut,
        TlsFailure::Unavailable,
    ][usize::from(choice) % 10]
}

/// Checks what holds for every diagnosis.
pub fn holds(found: &Diagnosis) {
    let causes = found.causes();
    assert!(causes.len() <= 8, "{} causes", causes.len());
    for (at, one) in causes.iter().enumerate() {
        let cause = one.cause();
        assert!(causes[..at].iter().all(|other| other.cause() != cause), "{cause:?} twice");
        assert!(at == 0 || causes[at - 1].confidence() >= one.confidence(), "not in order: {causes:?}");
        assert!(!one.because().is_empty() && !one.because().ends_with('.'), "{:?}", one.because());
        assert!(!cause.sentence().is_empty() && !cause.checks().is_empty() && !cause.admin().is_empty());
        assert!(!cause.rfc().is_empty() && ftp_diagnosis::Cause::from_name(cause.name()) == Some(cause));
    }
    let certain = causes.iter().filter(|one| one.confidence() == Confidence::Certain).count();
    assert!(certain <= 1, "certain of {certain} causes");
    let advice = found.advice();
    assert!(causes.is_empty() || !advice.is_empty());
    assert!(advice.iter().enumerate().all(|(at, line)| !advice[..at].contains(line)), "twice: {advice:?}");
}
