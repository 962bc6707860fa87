//! Why a login cannot be continued.

use crate::NotNow;
use core::fmt;
use ftp_proto::command::InvalidArg;

/// Why a login cannot be continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The call came at the wrong time.
    NotNow,
    /// The connection has no TLS, and the policy demands it.
    InClear,
    /// The answer cannot be sent in one line.
    Invalid(InvalidArg),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NotNow => NotNow.fmt(f),
            Refused::InClear => f.write_str("the connection is in clear, and tls is required"),
            Refused::Invalid(why) => why.fmt(f),
        }
    }
}

impl core::error::Error for Refused {}

impl From<NotNow> for Refused {
    fn from(_: NotNow) -> Self {
        Refused::NotNow
    }
}

impl From<InvalidArg> for Refused {
    fn from(why: InvalidArg) -> Self {
        Refused::Invalid(why)
    }
}
