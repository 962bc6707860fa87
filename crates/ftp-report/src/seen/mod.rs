//! What a check saw of data connections.

mod shown;
mod tried;

use ftp_proto::response::Passive;
use ftp_proto::transcript::Notice;
use ftp_proto::transfer::{Doubt, Ending, Report};
pub(crate) use shown::Object;
use std::net::IpAddr;
pub use tried::{Tried, Way};

/// What was seen of data connections.
#[derive(Debug, Default)]
pub struct Seen {
    /// The transfer that decided: the one that failed, or else the listing.
    pub transfer: Option<Transferred>,
    /// The server's address on the control connection.
    pub peer: Option<IpAddr>,
    /// Whether the server takes EPSV. `None`: it was not asked.
    pub epsv: Option<bool>,
    /// The same of PASV, which has no IPv6.
    pub pasv: Option<bool>,
    /// What the reply to PASV said.
    pub pasv_said: Option<Passive>,
    /// The file that was stored.
    pub stored: Option<Stored>,
    /// What else was tried after a failure.
    pub tried: Vec<Tried>,
}

/// A transfer, and what it came to.
#[derive(Debug)]
pub struct Transferred {
    /// LIST or STOR.
    pub verb: &'static str,
    /// Whether it was to be under TLS.
    pub protected: bool,
    /// What it came to.
    pub report: Report,
}

/// A file that was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name on the server.
    pub name: String,
    /// Its size by SIZE. `None`: the server did not say it.
    pub size: Option<u64>,
    /// Whether it is gone again. `None`: nothing of it was ever there.
    pub removed: Option<bool>,
    /// The session ended before it was removed.
    pub is_left: bool,
}

impl Seen {
    /// The address in the reply to PASV, where it is not that of the control connection.
    pub fn other_address(&self) -> Option<IpAddr> {
        let said = self.pasv_said?.address?;
        (Some(said.to_canonical()) != self.peer).then_some(said)
    }

    /// Whether a transfer went in clear.
    pub(crate) fn is_clear(&self) -> bool {
        self.transfer.as_ref().is_some_and(|one| !one.protected && one.report.data.connected == Some(Ok(())))
    }

    /// What the diagnosis may use besides the conversation.
    pub fn notices(&self) -> impl Iterator<Item = Notice> + '_ {
        let differs = self.other_address().map(|_| Notice::PassiveAddressDiffers);
        differs.into_iter().chain(self.tried.iter().filter_map(Tried::notice))
    }
}

/// Whether a transfer did what a check wants of it. A listing under TLS without its end in order is taken, since there
/// are servers that never send one.
pub fn is_well(ending: &Ending) -> bool {
    matches!(ending, Ending::Complete | Ending::Stopped | Ending::Doubtful(Doubt::NoCloseNotify))
}
