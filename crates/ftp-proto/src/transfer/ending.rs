//! The result of a transfer.

use super::{Reach, Target};
use crate::command::Direction;
use crate::dialogue::TlsFailure;
use crate::reply::{ReplyBuf, ReplyCode};
use crate::response::{Passive, Timestamp};
use core::fmt;

use super::lane::{End, Secured};

/// How a transfer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ending {
    /// Everything was moved: a final 2yz reply, a data connection that ended in order, and as many bytes as the size says,
    /// if a size is known.
    Complete,
    /// The server reports that the transfer is complete, but something else contradicts it.
    Doubtful(Doubt),
    /// Fewer bytes were moved than the known size, although the data connection ended in order and the final reply was 2yz.
    Truncated,
    /// The command was sent, but its final reply did not come. How much arrived is not known; it may be everything. Ask for
    /// the size in a new session.
    FinalReplyLost,
    /// The server refused, at this step and with a code of this meaning.
    Refused(Step, Refusal),
    /// The address and port of the data connection could not be read from the reply, or the reply names another host than
    /// the server and the settings do not allow that.
    AddressRejected,
    /// The data connection could not be made.
    Unreachable(Reach),
    /// TLS failed on the data connection.
    TlsFailed(TlsFailure),
    /// [`Trust`](super::Trust) does not accept the TLS of the data connection as that of the same server.
    NotTrusted,
    /// The size of the file on the server does not fit the offset, and the command was not sent. For a download the file is
    /// shorter than the offset. For an upload it is longer or shorter, or the server does not report its size.
    OffsetMismatch,
    /// The caller stopped the transfer.
    Stopped,
    /// The caller could not take or supply bytes.
    CallerFailed,
    /// Nothing moved within the owner's time limit.
    TimedOut,
    /// The control connection closed, broke or got out of step before the command was sent.
    ControlLost,
    /// The owner reported an event that was not asked for.
    Misuse,
    /// The transfer was not driven to its end.
    Unfinished,
}

named! {
    /// Why a transfer may be incomplete although the server reports it as complete.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Doubt {
        /// TLS did not end in order (no `close_notify`), and no size shows that all bytes arrived: anybody on the way can
        /// have cut the transfer off.
        NoCloseNotify = "no_close_notify",
        /// The data connection was reset or broke.
        Broken = "broken",
        /// More bytes were moved than the known size: the file has changed meanwhile.
        Longer = "longer",
        /// There was no data connection, the TLS handshake on it was not done, or the server ended it before the upload
        /// was through.
        NotMoved = "not_moved",
        /// The text of the final reply to a listing says that the listing is incomplete.
        NotListed = "not_listed",
        /// The final reply may answer another command: its code belongs to another kind of command (213, 221, 227, 257
        /// and so on; 200 without a preliminary reply), or it may be the reply to an earlier transfer that was given up.
        OtherReply = "other_reply",
        /// After an upload, the size on the server does not match what was sent.
        SizeDiffers = "size_differs",
        /// After an upload, the server did not report the size that [`Plan::verify`](super::Plan::verify) asks for.
        NotVerified = "not_verified",
    }
}

named! {
    /// The step at which the server refused a transfer.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Step {
        /// Setting the representation (TYPE).
        Type = "type",
        /// Preparing the data connection (EPSV, PASV, EPRT, PORT).
        Opening = "opening",
        /// Setting the offset (REST).
        Offset = "offset",
        /// The command itself, without a preliminary reply before.
        Command = "command",
        /// The transfer, after a preliminary reply.
        Transfer = "transfer",
    }
}

named! {
    /// The meaning of a refusal's code (RFC 959 section 4.2, RFC 2228, RFC 2428, RFC 3659, RFC 4217). The text of the reply
    /// may say more.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Refusal {
        /// 421: the server closes the connection.
        Closing = "closing",
        /// 425: no data connection could be made.
        CannotOpen = "cannot_open",
        /// 426: the data connection was lost.
        ConnectionLost = "connection_lost",
        /// 450: the file is not available now.
        FileBusy = "file_busy",
        /// 451: an error in the server.
        LocalError = "local_error",
        /// 452: not enough storage space.
        NoSpace = "no_space",
        /// 500, 501, 502, 504: the server does not understand the command or its argument.
        NotUnderstood = "not_understood",
        /// 503: the command is not allowed at this point.
        OutOfOrder = "out_of_order",
        /// 521, 522, 533, 534, 536: the server does not accept the protection of the data, or the network protocol.
        Protection = "protection",
        /// 530, 532: not logged in.
        NotLoggedIn = "not_logged_in",
        /// 550: no such file, or no permission.
        FileUnavailable = "file_unavailable",
        /// 551, 554: the transfer cannot start at this offset.
        PageUnknown = "page_unknown",
        /// 552: over quota, or no storage space.
        QuotaExceeded = "quota_exceeded",
        /// 553: the file name is not allowed.
        NameNotAllowed = "name_not_allowed",
        /// Any other code from 300 on.
        Other = "other",
    }
}

impl Refusal {
    /// Returns what this code means as the refusal of a transfer, or `None` for 1yz and 2yz.
    pub fn of(code: ReplyCode) -> Option<Self> {
        Some(match code.get() {
            ..300 => return None,
            421 => Refusal::Closing,
            425 => Refusal::CannotOpen,
            426 => Refusal::ConnectionLost,
            450 => Refusal::FileBusy,
            451 => Refusal::LocalError,
            452 => Refusal::NoSpace,
            500 | 501 | 502 | 504 => Refusal::NotUnderstood,
            503 => Refusal::OutOfOrder,
            521 | 522 | 533 | 534 | 536 => Refusal::Protection,
            530 | 532 => Refusal::NotLoggedIn,
            550 => Refusal::FileUnavailable,
            551 | 554 => Refusal::PageUnknown,
            552 => Refusal::QuotaExceeded,
            553 => Refusal::NameNotAllowed,
            _ => Refusal::Other,
        })
    }
}

/// The result of a transfer: how it ended, and the evidence for that.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a transfer can have failed"]
#[non_exhaustive]
pub struct Report {
    /// How the transfer ended.
    pub ending: Ending,
    /// The number of bytes that this transfer moved.
    pub moved: u64,
    /// The byte of the file at which the transfer started.
    pub offset: u64,
    /// The size of the whole file in bytes, if the caller or SIZE gave one. After a verified upload, the size that the
    /// server reported afterwards.
    pub size: Option<u64>,
    /// When the file was last changed, if the plan asked for that and the server said it.
    pub modified: Option<Timestamp>,
    /// The preliminary reply to the transfer's command.
    pub preliminary: Option<ReplyBuf>,
    /// The last final reply: to the transfer's command, to the step that the server refused, or to the EPSV or PASV whose
    /// address was rejected.
    pub reply: Option<ReplyBuf>,
    /// What is known about the data connection.
    pub data: DataReport,
    resumes: Option<Direction>,
}

/// How to continue an interrupted transfer, as returned by [`Report::resume`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resume {
    /// Continue a download at this byte if SIZE and MDTM report the same as before; otherwise start over.
    Download {
        /// The byte to continue at, for [`Plan::offset`](super::Plan::offset).
        offset: u64,
        /// The known size of the file. If it is `None`, only MDTM shows whether the file has changed.
        size: Option<u64>,
    },
    /// Continue an upload at the size that SIZE reports now, if that is at most `sent`; otherwise start over. How much of
    /// the sent bytes has arrived is not known.
    Upload {
        /// The byte of the file up to which it was sent.
        sent: u64,
    },
}

/// What is known about the data connection of a transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DataReport {
    /// The command that prepared it: EPSV, PASV, EPRT or PORT.
    pub prepared_by: Option<&'static str>,
    /// The address and port in the server's reply to EPSV or PASV.
    pub said: Option<Passive>,
    /// The address and port that were used.
    pub target: Option<Target>,
    /// Whether the data connection was made, or why not. `None` if it was not attempted.
    pub connected: Option<Result<(), Reach>>,
    /// How TLS secured the data connection, or why it failed. `None` if there was no handshake.
    pub tls: Option<Result<Secured, TlsFailure>>,
    /// How the data connection ended.
    pub end: Option<End>,
    /// How many connections came from other hosts in active mode. The 65th ends the transfer with [`Ending::Unreachable`].
    pub strangers: u32,
}

impl Report {
    /// `resumes` is the direction, if another transfer can continue this one.
    pub(crate) fn new(offset: u64, size: Option<u64>, resumes: Option<Direction>) -> Self {
        Report {
            resumes,
            ending: Ending::Unfinished,
            moved: 0,
            offset,
            size,
            modified: None,
            preliminary: None,
            reply: None,
            data: DataReport::default(),
        }
    }

    /// Whether the transfer ended with [`Ending::Complete`].
    pub fn is_complete(&self) -> bool {
        self.ending == Ending::Complete
    }

    /// Returns how another transfer can continue this one, and what to check first.
    ///
    /// Returns `None` if
    /// - no bytes were moved, or the transfer is complete;
    /// - the file has changed;
    /// - the command is neither RETR nor STOR: to continue an APPE or STOU could store bytes twice;
    /// - the caller failed to take the bytes of a download: only the caller knows how many it has kept.
    pub fn resume(&self) -> Option<Resume> {
        let changed = matches!(self.ending, Ending::OffsetMismatch | Ending::Doubtful(Doubt::Longer));
        if self.is_complete() || changed || self.moved == 0 {
            return None;
        }
        let there = self.offset.saturating_add(self.moved);
        // Only the caller knows how many bytes its failed writer has kept.
        let unknown = self.ending == Ending::CallerFailed && self.resumes == Some(Direction::Download);
        self.resumes.filter(|_| !unknown).map(|direction| match direction {
            Direction::Download => Resume::Download { offset: there, size: self.size },
            Direction::Upload => Resume::Upload { sent: there },
        })
    }

    /// Returns the name that the server chose for STOU: the text after `FILE: ` (RFC 1123 section 4.1.2.9), or the name in
    /// the parentheses of BSD's final reply.
    pub fn unique_name(&self) -> Option<&[u8]> {
        let replies = [self.preliminary.as_ref(), self.reply.as_ref()];
        let mut lines =
            replies.into_iter().flatten().flat_map(|reply| reply.as_reply().raw().split(|b| *b == b'\n'));
        lines.find_map(|line| {
            let line = line.trim_ascii_end();
            behind(line, b"FILE: ")
                .or_else(|| behind(line, b"unique file name:")?.strip_suffix(b")"))
                .or_else(|| behind(line, b"unique file name:")?.strip_suffix(b")."))
        })
    }
}

/// Returns what follows a mark that begins a word.
fn behind<'a>(line: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let mut windows = line.windows(mark.len()).enumerate();
    let within = |at: usize| at.checked_sub(1).and_then(|before| line.get(before));
    let (at, _) = windows.find(|(at, window)| {
        window.eq_ignore_ascii_case(mark) && !within(*at).is_some_and(u8::is_ascii_alphanumeric)
    })?;
    line.get(at + mark.len()..).filter(|name| !name.is_empty())
}

names! { Ending {
    Ending::Complete => "complete",
    Ending::Doubtful(_) => "doubtful",
    Ending::Truncated => "truncated",
    Ending::FinalReplyLost => "final_reply_lost",
    Ending::Refused(..) => "refused",
    Ending::AddressRejected => "address_rejected",
    Ending::Unreachable(_) => "unreachable",
    Ending::TlsFailed(_) => "tls_failed",
    Ending::NotTrusted => "not_trusted",
    Ending::OffsetMismatch => "offset_mismatch",
    Ending::Stopped => "stopped",
    Ending::CallerFailed => "caller_failed",
    Ending::TimedOut => "timed_out",
    Ending::ControlLost => "control_lost",
    Ending::Misuse => "misuse",
    Ending::Unfinished => "unfinished",
} }

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ending::Complete => f.write_str("complete"),
            Ending::Doubtful(Doubt::NoCloseNotify) => {
                f.write_str("tls was not ended in order, and no size says that all is here")
            }
            Ending::Doubtful(Doubt::Broken) => {
                f.write_str("the server calls it complete, but the data connection broke")
            }
            Ending::Doubtful(Doubt::Longer) => f.write_str("more bytes than the size of the file"),
            Ending::Doubtful(Doubt::NotMoved) => f.write_str("the server calls it complete before it was"),
            Ending::Doubtful(Doubt::NotListed) => {
                f.write_str("the server says that the listing is not whole")
            }
            Ending::Doubtful(Doubt::OtherReply) => {
                f.write_str("the final reply is to another kind of command")
            }
            Ending::Doubtful(Doubt::SizeDiffers) => f.write_str("the server has another size than was sent"),
            Ending::Doubtful(Doubt::NotVerified) => {
                f.write_str("the server calls it complete, and does not say which size it has")
            }
            Ending::Truncated => f.write_str("fewer bytes than the size of the file"),
            Ending::FinalReplyLost => f.write_str("no final reply: how much arrived is not known"),
            Ending::Refused(Step::Type, _) => f.write_str("the server refused the representation"),
            Ending::Refused(Step::Opening, _) => f.write_str("the server refused a data connection"),
            Ending::Refused(Step::Offset, _) => f.write_str("the server refused the offset"),
            Ending::Refused(Step::Command, _) => f.write_str("the server refused"),
            Ending::Refused(Step::Transfer, _) => f.write_str("the server gave up"),
            Ending::AddressRejected => f.write_str("the address for data was not accepted"),
            Ending::Unreachable(reach) => write!(f, "no data connection: {reach}"),
            Ending::TlsFailed(why) => write!(f, "tls of the data connection failed: {why}"),
            Ending::NotTrusted => {
                f.write_str("tls of the data connection is not that of the control connection")
            }
            Ending::OffsetMismatch => {
                f.write_str("the server does not say that the file has the size that the offset needs")
            }
            Ending::Stopped => f.write_str("stopped by the caller"),
            Ending::CallerFailed => f.write_str("the caller could not go on"),
            Ending::TimedOut => f.write_str("nothing moved in time"),
            Ending::ControlLost => f.write_str("the control connection was lost"),
            Ending::Misuse => f.write_str("misuse by the owner of the connections"),
            Ending::Unfinished => f.write_str("the transfer is still under way"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.ending)?;
        match &self.reply {
            Some(reply) if !self.is_complete() => {
                write!(f, ": {}", reply.as_reply().raw().trim_ascii_end().escape_ascii())
            }
            _ => Ok(()),
        }
    }
}

impl core::error::Error for Report {}
