//! What a transfer came to.

use super::{Reach, Target};
use crate::command::Direction;
use crate::dialogue::TlsFailure;
use crate::reply::{ReplyBuf, ReplyCode};
use crate::response::{Passive, Timestamp};
use core::fmt;

use super::lane::{End, Secured};

/// What a transfer came to: one value that has to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ending {
    /// All of it: a final 2yz, an end in order, and as many bytes as the size says, where one is known.
    Complete,
    /// The server says that it is complete, and something else does not fit.
    Doubtful(Doubt),
    /// Fewer bytes than the size that is known, after an end in order and a final 2yz.
    Truncated,
    /// The command was sent, and its final reply did not come: how much arrived is not known, be it all. Ask for the size in
    /// a new session.
    FinalReplyLost,
    /// The server refused: at which step, and what the code of its reply means.
    Refused(Step, Refusal),
    /// Neither address nor port of the data connection could be read from the reply, or the reply says another host
    /// than the server where that is not allowed.
    AddressRejected,
    /// There was no data connection.
    Unreachable(Reach),
    /// TLS failed on the data connection.
    TlsFailed(TlsFailure),
    /// TLS on the data connection is not that of the control connection, by [`Trust`](super::Trust).
    NotTrusted,
    /// The file is not as long as the offset says: shorter for a download; longer or shorter for an upload that goes on, or of a
    /// length that the server does not say. Nothing was sent.
    OffsetMismatch,
    /// The caller stopped it.
    Stopped,
    /// The caller could not take or give bytes.
    CallerFailed,
    /// Nothing moved within the owner's time limit.
    TimedOut,
    /// The control connection closed, broke or got out of step before the command was sent.
    ControlLost,
    /// The owner reported what was not wanted.
    Misuse,
    /// It was not driven to its end.
    Unfinished,
}

named! {
    /// Why a transfer that the server calls complete is not believed to be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Doubt {
        /// TLS was not ended in order (no `close_notify`), and no size says that all is here: anybody on the way can have
        /// cut it.
        NoCloseNotify = "no_close_notify",
        /// The data connection was reset or broke.
        Broken = "broken",
        /// More bytes than the size that was known: the file has changed meanwhile.
        Longer = "longer",
        /// There was no data connection, or the server ended the transfer before the upload did.
        NotMoved = "not_moved",
        /// The words of the final reply to a listing say that it is not whole.
        NotListed = "not_listed",
        /// The final reply is one to another kind of command (213, 227, 257 and so on; 200 without a preliminary reply),
        /// so that it is open what was answered.
        OtherReply = "other_reply",
        /// After an upload the server has another size than was sent.
        SizeDiffers = "size_differs",
        /// After an upload the server did not say which size it has, though that was to be compared
        /// ([`Plan::verify`](super::Plan::verify)).
        NotVerified = "not_verified",
    }
}

named! {
    /// At which step a transfer was refused.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Step {
        /// The representation (TYPE).
        Type = "type",
        /// The data connection (EPSV, PASV, EPRT, PORT).
        Opening = "opening",
        /// The offset (REST).
        Offset = "offset",
        /// The command itself, before a preliminary reply.
        Command = "command",
        /// After a preliminary reply.
        Transfer = "transfer",
    }
}

named! {
    /// What the code of a refusal means (RFC 959 section 4.2, RFC 2228, RFC 4217). The words of the reply may say more.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Refusal {
        /// 421: the server closes.
        Closing = "closing",
        /// 425: no data connection could be made.
        CannotOpen = "cannot_open",
        /// 426: the data connection was lost.
        ConnectionLost = "connection_lost",
        /// 450: the file is not available now.
        FileBusy = "file_busy",
        /// 451: an error of the server.
        LocalError = "local_error",
        /// 452: no room.
        NoSpace = "no_space",
        /// 500, 501, 502, 504: the command or its argument is not understood.
        NotUnderstood = "not_understood",
        /// 503: not at this point.
        OutOfOrder = "out_of_order",
        /// 521, 522, 533, 534, 536: how data is protected, or which network is used, is not accepted.
        Protection = "protection",
        /// 530, 532: not logged in.
        NotLoggedIn = "not_logged_in",
        /// 550: no such file, or no right to it.
        FileUnavailable = "file_unavailable",
        /// 551, 554: from this place of the file it cannot be done.
        PageUnknown = "page_unknown",
        /// 552: over the quota, or no room.
        QuotaExceeded = "quota_exceeded",
        /// 553: not under this name.
        NameNotAllowed = "name_not_allowed",
        /// Another code of 3yz, 4yz or 5yz.
        Other = "other",
    }
}

impl Refusal {
    /// What a code means as the refusal of a transfer; `None` for 1yz and 2yz.
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

/// What a transfer came to, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a transfer can have failed"]
#[non_exhaustive]
pub struct Report {
    /// What it came to.
    pub ending: Ending,
    /// Bytes that were moved by this transfer.
    pub moved: u64,
    /// Where in the file it began.
    pub offset: u64,
    /// The size of the whole file, where the caller or SIZE said one; after a verified upload the size it has now.
    pub size: Option<u64>,
    /// When the file was last changed, where that was asked for.
    pub modified: Option<Timestamp>,
    /// The preliminary reply.
    pub preliminary: Option<ReplyBuf>,
    /// The last final reply: of the command, or of the step that was refused.
    pub reply: Option<ReplyBuf>,
    /// Of the data connection.
    pub data: DataReport,
    resumes: Option<Direction>,
}

/// How a file that broke off goes on: [`Report::resume`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resume {
    /// A download: at this byte of the file, if SIZE and MDTM say the same as before; otherwise from its start.
    Download {
        /// For [`Plan::offset`](super::Plan::offset).
        offset: u64,
        /// What SIZE said. `None`: nothing, so that only MDTM shows whether the file has changed.
        size: Option<u64>,
    },
    /// An upload: at the byte that SIZE says now, if that is at most this one; otherwise from its start. How much of what
    /// was sent has arrived is not known.
    Upload {
        /// Up to which byte of the file it was sent.
        sent: u64,
    },
}

/// What is known of the data connection of a transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DataReport {
    /// The command that prepared it: EPSV, PASV, EPRT or PORT.
    pub prepared_by: Option<&'static str>,
    /// Which address and port the server said.
    pub said: Option<Passive>,
    /// Which were used.
    pub target: Option<Target>,
    /// Whether it was made, and why not.
    pub connected: Option<Result<(), Reach>>,
    /// Its TLS, or how that failed.
    pub tls: Option<Result<Secured, TlsFailure>>,
    /// How it ended.
    pub end: Option<End>,
    /// How many strangers connected in active mode.
    pub strangers: u32,
}

impl Report {
    /// `resumes`: which way the bytes of a file go that can be gone on with.
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

    /// Whether all is here, or there.
    pub fn is_complete(&self) -> bool {
        self.ending == Ending::Complete
    }

    /// How a file that broke off goes on in another transfer, and what has to be checked first. `None`: nothing of it was
    /// moved, it is complete, the file is not what it was, to go on could double what is there (APPE, STOU), or the caller's writer
    /// failed: only the caller knows how much that has kept.
    pub fn resume(&self) -> Option<Resume> {
        let changed = matches!(self.ending, Ending::OffsetMismatch | Ending::Doubtful(Doubt::Longer));
        if self.is_complete() || changed || self.moved == 0 {
            return None;
        }
        let there = self.offset.saturating_add(self.moved);
        // How much of it a writer that failed has kept is not known here.
        let unknown = self.ending == Ending::CallerFailed && self.resumes == Some(Direction::Download);
        self.resumes.filter(|_| !unknown).map(|direction| match direction {
            Direction::Download => Resume::Download { offset: there, size: self.size },
            Direction::Upload => Resume::Upload { sent: there },
        })
    }

    /// The name that the server chose for STOU: behind `FILE: ` (RFC 1123 section 4.1.2.9), or in the parenthesis of
    /// BSD's final reply.
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

fn behind<'a>(line: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = line.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(mark))?;
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
