//! How far a transfer is: its two lanes, its command, and the request sent right after the command.

use super::machine::Machine;
use crate::reply::ReplyBuf;
use core::fmt;

/// How far the control lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    /// The replies to an earlier transfer are still being sorted out.
    Settle,
    /// TYPE, SIZE, MDTM, and the command that prepares the data connection.
    Prepare,
    /// The data connection is being made. The command may wait for it.
    Connect,
    /// The offset was sent.
    Offset,
    /// The transfer's command was sent.
    Transfer,
    /// A sentinel was sent, because the command was given up or its reply is uncertain.
    Resync,
    /// SIZE was sent after an upload.
    Verify,
    Done,
}

/// How far the data lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Lane {
    Idle,
    Connect,
    Listen,
    /// The owner listens, but the server does not know the address yet.
    Listening,
    Accept,
    /// The data connection is up, and not used yet.
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
    /// Its final reply is in [`Report::reply`](super::Report::reply).
    Answered,
}

/// The request for the next transfer's data connection, sent right after the transfer's own command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    Nothing,
    Asked,
    /// This reply may be its refusal, although the command was sent first.
    Refused(ReplyBuf),
}

impl fmt::Debug for Machine {
    /// Shows the verb and no argument: a hidden secret may be in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Machine")
            .field("verb", &self.plan.verb())
            .field("stage", &self.stage)
            .field("lane", &self.lane)
            .field("command", &self.command)
            .field("behind", &self.behind)
            .field("todo", &self.todo)
            .field("asked", &self.asked)
            .field("cause", &self.cause)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}
