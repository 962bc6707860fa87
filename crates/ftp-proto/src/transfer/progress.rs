//! How far a transfer is: its two lanes, its command, and what was asked behind that.

use crate::reply::ReplyBuf;

/// How far the control lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    /// What an earlier transfer left behind is settled first.
    Settle,
    /// TYPE, SIZE, MDTM, and where the data connection is made.
    Prepare,
    /// The data connection is made; the command waits for it, or not.
    Connect,
    /// The offset was sent.
    Offset,
    /// The command was sent.
    Transfer,
    /// A sentinel was sent behind a command that was given up, or whose reply is not known for sure.
    Resync,
    /// The size after an upload was asked for.
    Verify,
    Done,
}

/// How far the data lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Lane {
    Idle,
    Connect,
    Listen,
    /// We listen; the server does not know where yet.
    Listening,
    Accept,
    /// A data connection is here, and not used yet.
    Open,
    Secure,
    Move,
    Finish,
    Close,
    Reset,
}

/// How far the transfer's own command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Progress {
    Unsent,
    Sent,
    /// Its final reply is [`Report::reply`].
    Answered,
}

/// What was asked behind the transfer's own command, for the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    Nothing,
    Asked,
    /// A reply that may be the refusal of it, though the command came first.
    Refused(ReplyBuf),
}
