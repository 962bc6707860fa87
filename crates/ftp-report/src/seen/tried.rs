//! A transfer that failed, and was tried again in another way.

use ftp_proto::transcript::Notice;

/// How a transfer is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By PASV in the place of EPSV.
    Pasv,
    /// With a data connection that resumes the TLS session of its control connection.
    Resumed,
    /// With a data connection that begins a TLS session of its own.
    Unresumed,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// How.
    pub way: Way,
    /// Whether a listing came. `None`: it did not come to that.
    pub works: Option<bool>,
}

impl Way {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Way::Pasv => "pasv",
            Way::Resumed => "resumed",
            Way::Unresumed => "unresumed",
        }
    }

    /// What is different, in words.
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
