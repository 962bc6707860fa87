//! The stable name of every number, and the enums that only come out.

use crate::enums::Coded;
use crate::memory::ftp_bytes;
use crate::status;
use ftp_proto::listing::{Format, Kind, Platform};
use ftp_proto::login::{LoginErrorKind, Pipelining, ProxyStyle};
use ftp_proto::session::{Health, Outcome};
use ftp_proto::transfer::{End, Ending, Mode, Pipelining as DataPipelining, Reach, Trust};
use ftp_proto::{TlsFailure, TlsPolicy};

/// Why there is no session.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_login_error {
    /// Another reason, which this header does not have.
    Other = 0,
    /// The server refused.
    Refused = 1,
    /// The server refused AUTH, and TLS is required.
    TlsRefused = 2,
    /// The server replied 332, and there is no account to send.
    AccountWanted = 3,
    /// The server wants a one-time password or another answer: `ftp_login_answer`.
    AnswerWanted = 4,
    /// The code of a reply does not fit its command.
    Unexpected = 5,
    /// A reply was here before its command was sent.
    EarlyReply = 6,
    /// There were more preliminary replies than the limit allows.
    EndlessReplies = 7,
    /// The received bytes are not a reply.
    Malformed = 8,
    /// Bytes without TLS came where TLS should have begun.
    PlaintextBeforeTls = 9,
    /// TLS could not be started.
    TlsFailed = 10,
    /// The server closed the connection.
    Closed = 11,
    /// The connection broke.
    Broken = 12,
    /// Nothing came in time.
    TimedOut = 13,
    /// The caller did what no driver may do.
    Misuse = 14,
}

/// How a command ended.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_outcome {
    /// Another outcome, which this header does not have.
    Other = 0,
    /// A preliminary reply (1yz): `ftp_session_resume` waits for the final one.
    Preliminary = 1,
    /// The final reply. It may refuse.
    Final = 2,
    /// Nothing came in time: `ftp_session_resume` continues waiting.
    TimedOut = 3,
    /// The server closed the connection without a reply to this command.
    Closed = 4,
    /// The connection broke.
    Broken = 5,
    /// It is no longer known which reply answers which command.
    Poisoned = 6,
    /// The command was not driven to its end: `ftp_session_resume` continues it.
    Unfinished = 7,
}

/// Whether a session can take the next command.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_health {
    /// Another state, which this header does not have.
    Other = 0,
    /// Every command has its reply.
    InSync = 1,
    /// A command has no final reply yet: `ftp_session_resume` waits for it.
    ReplyPending = 2,
    /// A transfer was abandoned: the next command finds out by itself where its replies end.
    Unsettled = 3,
    /// Replies can no longer be matched to commands: close the connection.
    Poisoned = 4,
    /// The server closed the connection or announced that it will.
    Closed = 5,
    /// The connection broke.
    Broken = 6,
}

/// How a transfer ended.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum ftp_ending {
    /// Another ending, which this header does not have.
    Other = 0,
    /// Everything was transferred: a final 2yz, an orderly end, and as many bytes as the size says, if it is
    /// known.
    Complete = 1,
    /// The server says that the transfer is complete, but something else does not fit.
    Doubtful = 2,
    /// Fewer bytes came than the known size.
    Truncated = 3,
    /// The final reply did not come, so how much arrived is unknown.
    FinalReplyLost = 4,
    /// The server refused.
    Refused = 5,
    /// The address of the data connection was not accepted.
    AddressRejected = 6,
    /// There was no data connection.
    Unreachable = 7,
    /// TLS failed on the data connection.
    TlsFailed = 8,
    /// The TLS of the data connection does not belong to that of the control connection.
    NotTrusted = 9,
    /// The size of the file does not fit the offset: for a download it is shorter; for an upload it is longer or shorter, or
    /// the server does not report its size.
    OffsetMismatch = 10,
    /// The caller stopped the transfer.
    Stopped = 11,
    /// The caller could not take or give bytes.
    CallerFailed = 12,
    /// Nothing moved in time.
    TimedOut = 13,
    /// The control connection was lost before the command was sent.
    ControlLost = 14,
    /// The caller reported something that was not wanted.
    Misuse = 15,
    /// The transfer was not driven to its end.
    Unfinished = 16,
}

const LOGIN_ERRORS: [&str; 15] = [
    "other",
    "refused",
    "tls_refused",
    "account_wanted",
    "answer_wanted",
    "unexpected",
    "early_reply",
    "endless_replies",
    "malformed",
    "plaintext_before_tls",
    "tls_failed",
    "closed",
    "broken",
    "timed_out",
    "misuse",
];

const OUTCOMES: [&str; 8] =
    ["other", "preliminary", "final", "timed_out", "closed", "broken", "poisoned", "unfinished"];

const HEALTHS: [&str; 7] = ["other", "in_sync", "reply_pending", "unsettled", "poisoned", "closed", "broken"];

const ENDINGS: [&str; 17] = [
    "other",
    "complete",
    "doubtful",
    "truncated",
    "final_reply_lost",
    "refused",
    "address_rejected",
    "unreachable",
    "tls_failed",
    "not_trusted",
    "offset_mismatch",
    "stopped",
    "caller_failed",
    "timed_out",
    "control_lost",
    "misuse",
    "unfinished",
];

const CONTROLS: [&str; 5] = ["done", "poll", "send", "receive", "start_tls"];

const DATA: [&str; 11] =
    ["idle", "connect", "listen", "accept", "hold", "secure", "read", "write", "finish", "close", "reset"];

const EVENTS: [&str; 23] = [
    "",
    "sent",
    "bytes",
    "pending",
    "eof",
    "broken",
    "timed_out",
    "tls_up",
    "tls_failed",
    "data_connected",
    "data_unreachable",
    "data_listening",
    "data_accepted",
    "data_stranger",
    "data_secured",
    "data_tls_failed",
    "data_moved",
    "data_source_ended",
    "data_caller_stopped",
    "data_caller_failed",
    "data_ended",
    "data_timed_out",
    "data_gone",
];

const STARTS: [&str; 5] = ["", "connected", "encrypted", "greeted", "encrypted_and_greeted"];

const ANSWERS: [&str; 3] = ["unknown", "yes", "no"];

const DATA_ADDRESSES: [&str; 4] = ["", "peer", "refuse_if_different", "danger_trust_reply"];

/// Returns the stable name of a number, without a terminator; no bytes if the number is not in its enum. The
/// same holds for all functions below.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_status_name(status: u32) -> ftp_bytes {
    nth(&status::NAMES, status)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_control_name(control: u32) -> ftp_bytes {
    nth(&CONTROLS, control)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_data_name(data: u32) -> ftp_bytes {
    nth(&DATA, data)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_event_name(event: u32) -> ftp_bytes {
    nth(&EVENTS, event)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_login_error_name(error: u32) -> ftp_bytes {
    nth(&LOGIN_ERRORS, error)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_outcome_name(outcome: u32) -> ftp_bytes {
    nth(&OUTCOMES, outcome)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_health_name(health: u32) -> ftp_bytes {
    nth(&HEALTHS, health)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_ending_name(ending: u32) -> ftp_bytes {
    nth(&ENDINGS, ending)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_start_name(start: u32) -> ftp_bytes {
    nth(&STARTS, start)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_answer_name(answer: u32) -> ftp_bytes {
    nth(&ANSWERS, answer)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_data_address_name(address: u32) -> ftp_bytes {
    nth(&DATA_ADDRESSES, address)
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_tls_policy_name(policy: u32) -> ftp_bytes {
    of_core(policy, |one: TlsPolicy| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_pipelining_name(pipelining: u32) -> ftp_bytes {
    of_core(pipelining, |one: Pipelining| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_proxy_style_name(style: u32) -> ftp_bytes {
    of_core(style, |one: ProxyStyle| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_tls_failure_name(failure: u32) -> ftp_bytes {
    of_core(failure, |one: TlsFailure| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_reach_name(reach: u32) -> ftp_bytes {
    of_core(reach, |one: Reach| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_end_name(end: u32) -> ftp_bytes {
    of_core(end, |one: End| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_mode_name(mode: u32) -> ftp_bytes {
    of_core(mode, |one: Mode| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_data_pipelining_name(pipelining: u32) -> ftp_bytes {
    of_core(pipelining, |one: DataPipelining| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_trust_name(trust: u32) -> ftp_bytes {
    of_core(trust, |one: Trust| one.name(), "")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_format_name(format: u32) -> ftp_bytes {
    of_core(format, |one: Format| one.name(), "unknown")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_kind_name(kind: u32) -> ftp_bytes {
    of_core(kind, |one: Kind| one.name(), "none")
}

/// See `ftp_status_name`.
#[unsafe(no_mangle)]
pub extern "C" fn ftp_platform_name(platform: u32) -> ftp_bytes {
    of_core(platform, |one: Platform| one.name(), "")
}

impl ftp_login_error {
    pub(crate) fn of(kind: &LoginErrorKind) -> u32 {
        number(&LOGIN_ERRORS, kind.name())
    }
}

impl ftp_outcome {
    pub(crate) fn of(outcome: &Outcome) -> u32 {
        number(&OUTCOMES, outcome.name())
    }
}

impl ftp_health {
    pub(crate) fn of(health: &Health) -> u32 {
        number(&HEALTHS, health.name())
    }
}

impl ftp_ending {
    pub(crate) fn of(ending: &Ending) -> u32 {
        number(&ENDINGS, ending.name())
    }
}

/// Returns the number of a name, which is stable in the core. 0, "other": the header does not have it.
fn number(names: &[&str], name: &str) -> u32 {
    names.iter().position(|one| *one == name).unwrap_or_default() as u32
}

fn nth(names: &[&'static str], number: u32) -> ftp_bytes {
    names.get(number as usize).map_or(ftp_bytes::NONE, |name| ftp_bytes::of(name.as_bytes()))
}

/// Returns the core's own name. `none` is the name of 0, if the core has none for it.
fn of_core<T: Coded>(code: u32, name: impl Fn(T) -> &'static str, none: &'static str) -> ftp_bytes {
    match T::of(code) {
        Ok(one) => ftp_bytes::of(name(one).as_bytes()),
        Err(_) if code == 0 => ftp_bytes::of(none.as_bytes()),
        Err(_) => ftp_bytes::NONE,
    }
}
