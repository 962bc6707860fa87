//! A transfer that failed and was tried again in another way.

use ftp_proto::transcript::Notice;

/// A way to try a transfer again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By PASV instead of EPSV.
    Pasv,
    /// With a data connection that resumes the TLS session of the control connection.
    Resumed,
    /// With a data connection that begins a TLS session of its own.
    Unresumed,
}

/// Another attempt, and its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The way in which the transfer was tried.
    pub way: Way,
    /// Whether a listing came. `None` if the attempt did not get that far.
    pub works: Option<bool>,
}

impl Way {
    /// Returns the name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Way::Pasv => "pasv",
            Way::Resumed => "resumed",
            Way::Unresumed => "unresumed",
        }
    }

    /// Returns what is different, in words.
    pub fn words(self) -> &'static str {
        match self {
            Way::Pasv => "by PASV",
            Way::Resumed => "with the TLS session of the control connection resumed",
            Way::Unresumed => "with a TLS session of its own",
        }
    }
}

impl Tried {
    pub(super) fn notice(&self) -> Option<Notice> {
        Some(match (self.way, self.works?) {
            (Way::Pasv, true) => Notice::TransferWorksByPasv,
            (Way::Pasv, false) => return None,
            (Way::Resumed, true) => Notice::TransferWorksResumed,
            (Way::Resumed, false) => Notice::TransferFailsResumed,
            (Way::Unresumed, true) => Notice::TransferWorksUnresumed,
            (Way::Unresumed, false) => Notice::TransferFailsUnresumed,
        })
    }
}
