//! One thing that happened on a control connection.

use super::Sent;
use crate::dialogue::TlsFailure;
use crate::reply::{Decoder, Reply, ReplyBuf, ReplyError};
use crate::transfer::{DataEvent, Target};
use alloc::vec::Vec;
use core::fmt;

/// One thing that happened.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entry {
    /// The TCP connection is up, to this port.
    Connected {
        /// The server's port.
        port: u16,
    },
    /// There is no TCP connection.
    ConnectFailed(ConnectFailure),
    /// A command was sent.
    Sent(Sent),
    /// The owner noticed that the reply that follows took this long.
    Waited {
        /// Whole seconds.
        seconds: u32,
    },
    /// The owner found this out about the server by another connection, which did not log in as this one.
    Noticed(Notice),
    /// A reply came.
    Received {
        /// The reply.
        reply: ReplyBuf,
        /// The command that it answers.
        answers: Answers,
    },
    /// A data connection was to be made, to here.
    DataTarget(Target),
    /// Something happened on the data connection; of the bytes that were moved only how many, when it ended.
    Data(DataEvent),
    /// Bytes came that are no reply (`error` says why not), or that stopped before the end of one.
    Garbage {
        /// What came of it, cut to a few hundred bytes.
        bytes: Vec<u8>,
        /// `None`: a reply that never became complete.
        error: Option<ReplyError>,
    },
    /// The server broke the order of the conversation.
    Violation(Violation),
    /// The TLS handshake is complete.
    TlsUp,
    /// TLS failed.
    TlsFailed(TlsFailure),
    /// Nothing came within the owner's time limit.
    TimedOut,
    /// The server closed the connection.
    Closed,
    /// The connection broke.
    Broken,
}

/// What a reply answers. A login and a session know it; a transcript that another client fills does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Answers {
    /// No command: it is the greeting, or the notice before it (120).
    Greeting,
    /// The command of this number: see [`Sent::number`].
    Command(u32),
    /// No command: the first byte of it came before any command that it could answer was wholly sent.
    Nothing,
    /// Not known.
    Unknown,
}

named! {
    /// Why there is no TCP connection.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ConnectFailure {
        /// The host name has no address.
        NameNotFound = "name_not_found",
        /// The host refused: nothing listens on that port.
        Refused = "refused",
        /// No route to the host or its network.
        Unreachable = "unreachable",
        /// No answer in time.
        TimedOut = "timed_out",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// What the owner, or another connection to the same port, showed. The diagnosis takes it as evidence.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
    #[non_exhaustive]
    pub enum Notice {
        /// The server takes a TLS handshake as the first bytes.
        TakesTlsAtOnce = "takes_tls_at_once",
        /// The server greets in clear.
        GreetsInClear = "greets_in_clear",
        /// The server offers AUTH TLS in FEAT, or takes it.
        TakesAuthTls = "takes_auth_tls",
        /// What answers is a server of another protocol.
        IsNotFtp = "is_not_ftp",
        /// A name that cannot exist is refused in the same words.
        SameForUnknownName = "same_for_unknown_name",
        /// A name that cannot exist is refused in other words.
        OtherForUnknownName = "other_for_unknown_name",
        /// The client found a transfer of this session not to be complete, whatever the server says.
        TransferIncomplete = "transfer_incomplete",
        /// PASV names another address than that of the control connection.
        PassiveAddressDiffers = "passive_address_differs",
        /// A transfer by PASV works.
        TransferWorksByPasv = "transfer_works_by_pasv",
        /// A transfer whose data connection resumes the TLS session of its control connection works.
        TransferWorksResumed = "transfer_works_resumed",
        /// One whose data connection resumes that session fails.
        TransferFailsResumed = "transfer_fails_resumed",
        /// A transfer whose data connection begins a TLS session of its own works.
        TransferWorksUnresumed = "transfer_works_unresumed",
        /// One whose data connection begins a TLS session of its own fails.
        TransferFailsUnresumed = "transfer_fails_unresumed",
    }
}

named! {
    /// How a server broke the order of the conversation.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Violation {
        /// A reply was there before the command that it would answer was sent.
        EarlyReply = "early_reply",
        /// Bytes in clear came behind the reply that starts TLS (an injection, or a broken server).
        PlaintextBeforeTls = "plaintext_before_tls",
        /// More preliminary or unasked replies in a row than [`Limits::preliminary`](crate::Limits::preliminary).
        EndlessReplies = "endless_replies",
        /// A reply whose code has no meaning as an answer to that command.
        UnexpectedReply = "unexpected_reply",
    }
}

impl Entry {
    /// The bytes of something that is no reply; a transcript cuts them when they are clear of secrets.
    pub(crate) fn garbage(bytes: &[u8], error: Option<ReplyError>) -> Self {
        Entry::Garbage { bytes: bytes.to_vec(), error }
    }

    /// A reply, of which it is not known what it answers.
    pub(crate) fn received(reply: ReplyBuf) -> Self {
        Entry::Received { reply, answers: Answers::Unknown }
    }

    /// The greeting, if it is that.
    pub(crate) fn greeting(&self) -> Option<Reply<'_>> {
        match self {
            Entry::Received { reply, answers: Answers::Greeting } => Some(reply.as_reply()),
            _ => None,
        }
    }

    /// What a decoder holds when nothing more will come: a reply after all, or a piece of one.
    pub(crate) fn unfinished(decoder: &mut Decoder) -> Option<Self> {
        if let Some(reply) = decoder.finish() {
            return Some(Entry::received(reply.to_owned()));
        }
        (!decoder.pending().is_empty()).then(|| Entry::garbage(decoder.pending(), None))
    }

    /// Bytes of memory that it has allocated.
    pub(crate) fn heap(&self) -> usize {
        match self {
            Entry::Sent(sent) => sent.heap(),
            Entry::Received { reply, .. } => reply.capacity(),
            Entry::Garbage { bytes, .. } => bytes.capacity(),
            _ => 0,
        }
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Connected { port } => write!(f, "Connected({port})"),
            Entry::ConnectFailed(why) => write!(f, "ConnectFailed({why:?})"),
            Entry::Sent(sent) => sent.fmt(f),
            Entry::Waited { seconds } => write!(f, "Waited({seconds} s)"),
            Entry::Noticed(notice) => notice.fmt(f),
            Entry::Received { reply, .. } => reply.fmt(f),
            Entry::DataTarget(target) => target.fmt(f),
            Entry::Data(event) => event.fmt(f),
            Entry::Garbage { bytes, error } => write!(f, "Garbage(b\"{}\", {error:?})", bytes.escape_ascii()),
            Entry::Violation(violation) => violation.fmt(f),
            Entry::TlsUp => f.write_str("TlsUp"),
            Entry::TlsFailed(why) => write!(f, "TlsFailed({why:?})"),
            Entry::TimedOut => f.write_str("TimedOut"),
            Entry::Closed => f.write_str("Closed"),
            Entry::Broken => f.write_str("Broken"),
        }
    }
}
