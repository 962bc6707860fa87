//! The outcome of a command.

use super::Poison;
use crate::reply::ReplyBuf;

/// What came of driving an [`Exchange`](super::Exchange).
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a command can be refused, and its reply may still be pending"]
pub enum Outcome {
    /// A preliminary reply (1yz). Do the transfer, then call [`Session::resume`](super::Session::resume) for the final
    /// reply.
    Preliminary(ReplyBuf),
    /// The final reply (2yz to 6yz). It may be a refusal, and it may announce that the server closes (221, 421).
    Final(ReplyBuf),
    /// Nothing came within the owner's time limit. [`Session::resume`](super::Session::resume) waits again.
    TimedOut,
    /// The server closed the connection without a reply to this command. The reply, if any, is the one that announced it
    /// (421 or 221).
    Closed(Option<ReplyBuf>),
    /// The connection broke.
    Broken,
    /// Replies cannot be matched to commands any more. The reply, if any, may answer an earlier command.
    Poisoned(Poison, Option<ReplyBuf>),
    /// The exchange was finished before [`Action::Done`](crate::Action::Done). Continue it with
    /// [`Session::resume`](super::Session::resume).
    Unfinished,
}

impl Outcome {
    /// Returns the reply in the outcome, whether it answers the command or not.
    pub fn reply(&self) -> Option<&ReplyBuf> {
        match self {
            Outcome::Preliminary(reply) | Outcome::Final(reply) => Some(reply),
            Outcome::Closed(reply) | Outcome::Poisoned(_, reply) => reply.as_ref(),
            Outcome::TimedOut | Outcome::Broken | Outcome::Unfinished => None,
        }
    }

    /// Returns the final reply, which may be a refusal.
    ///
    /// # Errors
    /// Any other outcome.
    pub fn into_final(self) -> Result<ReplyBuf, Self> {
        match self {
            Outcome::Final(reply) => Ok(reply),
            other => Err(other),
        }
    }
}

names! { Outcome {
    Outcome::Preliminary(..) => "preliminary",
    Outcome::Final(..) => "final",
    Outcome::TimedOut => "timed_out",
    Outcome::Closed(..) => "closed",
    Outcome::Broken => "broken",
    Outcome::Poisoned(..) => "poisoned",
    Outcome::Unfinished => "unfinished",
} }

impl core::fmt::Display for Outcome {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let with = |f: &mut core::fmt::Formatter<'_>, what: &str, reply: &ReplyBuf| {
            write!(f, "{what}: {}", reply.as_reply().raw().trim_ascii_end().escape_ascii())
        };
        match self {
            Outcome::Preliminary(reply) => with(f, "preliminary reply", reply),
            Outcome::Final(reply) => with(f, "final reply", reply),
            Outcome::TimedOut => f.write_str("no reply in time"),
            Outcome::Closed(Some(reply)) => with(f, "connection closed", reply),
            Outcome::Closed(None) => f.write_str("connection closed"),
            Outcome::Broken => f.write_str("connection broke"),
            Outcome::Poisoned(poison, _) => write!(f, "out of sync: {poison}"),
            Outcome::Unfinished => f.write_str("the command is still under way"),
        }
    }
}

impl core::error::Error for Outcome {}
