//! The entries of a transcript.

use super::Sent;
use crate::dialogue::TlsFailure;
use crate::reply::{Decoder, Reply, ReplyBuf, ReplyError};
use crate::transfer::{DataEvent, Target};
use alloc::vec::Vec;
use core::fmt;

/// An entry of a [`Transcript`](super::Transcript): one thing that happened on a control connection.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entry {
    /// The TCP connection to this port is up.
    Connected {
        /// The server's port.
        port: u16,
    },
    /// The TCP connection could not be made.
    ConnectFailed(ConnectFailure),
    /// A command was sent.
    Sent(Sent),
    /// The next reply took this long to come, as the owner noticed.
    Waited {
        /// The time in whole seconds.
        seconds: u32,
    },
    /// The owner found this out, mostly by another connection to the server.
    Noticed(Notice),
    /// A reply was received.
    Received {
        /// The reply.
        reply: ReplyBuf,
        /// The command that it answers.
        answers: Answers,
    },
    /// A data connection to this target was to be made.
    DataTarget(Target),
    /// Something happened on the data connection. The number of bytes moved so far is recorded when the connection ends, and
    /// when the transfer is given up.
    Data(DataEvent),
    /// Bytes were received that are no reply, or only a part of one.
    Garbage {
        /// The bytes, cut to 512.
        bytes: Vec<u8>,
        /// Why the bytes are no reply. `None` if they are the beginning of a reply that never became complete.
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

/// What a reply answers. A login or session records it; a transcript that another client fills does not have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Answers {
    /// No command: the reply is the greeting, or the notice before it (120).
    Greeting,
    /// The command with this number: see [`Sent::number`].
    Command(u32),
    /// No command: the reply began before any command that it could answer was sent completely, or it is one more reply to
    /// a command that was given up or answered already.
    Nothing,
    /// Not known.
    Unknown,
}

named! {
    /// Why the TCP connection could not be made.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ConnectFailure {
        /// The host name has no address.
        NameNotFound = "name_not_found",
        /// The host refused the connection: nothing listens on that port.
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
    /// A finding of the owner, or from another connection to the server. The diagnosis uses it as evidence.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
    #[non_exhaustive]
    pub enum Notice {
        /// The server accepts a TLS handshake as the first bytes.
        TakesTlsAtOnce = "takes_tls_at_once",
        /// The server greets in clear.
        GreetsInClear = "greets_in_clear",
        /// The server lists AUTH TLS in FEAT, or accepts it.
        TakesAuthTls = "takes_auth_tls",
        /// The server speaks another protocol.
        IsNotFtp = "is_not_ftp",
        /// The server refuses a name that cannot exist in the same words.
        SameForUnknownName = "same_for_unknown_name",
        /// The server refuses a name that cannot exist in other words.
        OtherForUnknownName = "other_for_unknown_name",
        /// The client found that a transfer of this session is incomplete, whatever the server says.
        TransferIncomplete = "transfer_incomplete",
        /// PASV names another address than that of the control connection.
        PassiveAddressDiffers = "passive_address_differs",
        /// A transfer by PASV works.
        TransferWorksByPasv = "transfer_works_by_pasv",
        /// A transfer whose data connection resumes the TLS session of its control connection works.
        TransferWorksResumed = "transfer_works_resumed",
        /// A transfer whose data connection resumes the TLS session of its control connection fails.
        TransferFailsResumed = "transfer_fails_resumed",
        /// A transfer whose data connection begins a TLS session of its own works.
        TransferWorksUnresumed = "transfer_works_unresumed",
        /// A transfer whose data connection begins a TLS session of its own fails.
        TransferFailsUnresumed = "transfer_fails_unresumed",
    }
}

named! {
    /// How a server broke the order of the conversation.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Violation {
        /// A reply arrived before the command that it would answer was sent.
        EarlyReply = "early_reply",
        /// Bytes in clear came where TLS should have begun: an injection, or a broken server.
        PlaintextBeforeTls = "plaintext_before_tls",
        /// More preliminary or unasked replies came in a row than [`Limits::preliminary`](crate::Limits::preliminary)
        /// allows.
        EndlessReplies = "endless_replies",
        /// The code of a reply has no meaning as an answer to its command.
        UnexpectedReply = "unexpected_reply",
    }
}

impl Entry {
    /// Bytes that are no reply. The transcript cuts them after the secrets are replaced.
    pub(crate) fn garbage(bytes: &[u8], error: Option<ReplyError>) -> Self {
        Entry::Garbage { bytes: bytes.to_vec(), error }
    }

    /// A reply that answers an unknown command.
    pub(crate) fn received(reply: ReplyBuf) -> Self {
        Entry::Received { reply, answers: Answers::Unknown }
    }

    /// The greeting, if this entry is one.
    pub(crate) fn greeting(&self) -> Option<Reply<'_>> {
        match self {
            Entry::Received { reply, answers: Answers::Greeting } => Some(reply.as_reply()),
            _ => None,
        }
    }

    /// What a decoder holds once nothing more will come: a reply, or a piece of one.
    pub(crate) fn unfinished(decoder: &mut Decoder) -> Option<Self> {
        if let Some(reply) = decoder.finish() {
            return Some(Entry::received(reply.to_owned()));
        }
        (!decoder.pending().is_empty()).then(|| Entry::garbage(decoder.pending(), None))
    }

    /// The number of bytes that this entry has allocated.
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
