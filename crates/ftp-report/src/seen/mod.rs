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
    /// Whether the server accepts EPSV. `None` if it was not asked.
    pub epsv: Option<bool>,
    /// Whether the server accepts PASV, which does not work over IPv6. `None` if it was not asked.
    pub pasv: Option<bool>,
    /// What the reply to PASV said.
    pub pasv_said: Option<Passive>,
    /// The file that was stored.
    pub stored: Option<Stored>,
    /// What else was tried after a failure.
    pub tried: Vec<Tried>,
}

/// A transfer and its result.
#[derive(Debug)]
pub struct Transferred {
    /// LIST or STOR, or that of a file that was wanted.
    pub verb: &'static str,
    /// Whether the data connection was to use TLS.
    pub protected: bool,
    /// The result.
    pub report: Report,
}

/// A file that was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name on the server.
    pub name: String,
    /// Its size according to SIZE. `None` if the server did not tell it.
    pub size: Option<u64>,
    /// Whether the file was removed again. `None` if nothing of it was ever stored.
    pub removed: Option<bool>,
    /// The session ended before the file could be removed.
    pub is_left: bool,
}

impl Seen {
    /// Returns the address in the reply to PASV if it differs from that of the control connection.
    pub fn other_address(&self) -> Option<IpAddr> {
        let said = self.pasv_said?.address?;
        (Some(said.to_canonical()) != self.peer).then_some(said)
    }

    /// Whether a transfer went in clear.
    pub(crate) fn is_clear(&self) -> bool {
        self.transfer.as_ref().is_some_and(|one| !one.protected && one.report.data.connected == Some(Ok(())))
    }

    /// Returns what the diagnosis may use besides the conversation.
    pub fn notices(&self) -> impl Iterator<Item = Notice> + '_ {
        let differs = self.other_address().map(|_| Notice::PassiveAddressDiffers);
        differs.into_iter().chain(self.tried.iter().filter_map(Tried::notice))
    }
}

/// Whether a transfer did what a check wants of it. A listing under TLS that does not end with `close_notify` is accepted,
/// since some servers never send it.
pub fn is_well(ending: &Ending) -> bool {
    matches!(ending, Ending::Complete | Ending::Stopped | Ending::Doubtful(Doubt::NoCloseNotify))
}
