//! What is compared: each facet of a conversation in words, if the conversation shows it.

use super::Side;
use crate::printable::printable;
use ftp_proto::response::Passive;
use ftp_proto::transcript::{Entry, Sent};
use ftp_proto::transfer::DataEvent;
use ftp_proto::{Limits, Reply, TlsFailure};

/// Something in which two conversations can differ, in the order in which it occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Host,
    Port,
    Server,
    Tls,
    Certificate,
    Order,
    Name,
    Password,
    Account,
    Protection,
    Type,
    Opening,
    Address,
    Resumption,
    Command,
    Path,
}

impl Facet {
    pub(super) const ALL: [Facet; 16] = [
        Facet::Host,
        Facet::Port,
        Facet::Server,
        Facet::Tls,
        Facet::Certificate,
        Facet::Order,
        Facet::Name,
        Facet::Password,
        Facet::Account,
        Facet::Protection,
        Facet::Type,
        Facet::Opening,
        Facet::Address,
        Facet::Resumption,
        Facet::Command,
        Facet::Path,
    ];

    /// Returns the name in the JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Facet::Host => "host",
            Facet::Port => "port",
            Facet::Server => "server",
            Facet::Tls => "tls",
            Facet::Certificate => "certificate",
            Facet::Order => "order",
            Facet::Name => "name",
            Facet::Password => "password",
            Facet::Account => "account",
            Facet::Protection => "protection",
            Facet::Type => "type",
            Facet::Opening => "opening",
            Facet::Address => "address",
            Facet::Resumption => "resumption",
            Facet::Command => "command",
            Facet::Path => "path",
        }
    }

    /// Returns the name for people.
    pub(super) fn title(self) -> &'static str {
        match self {
            Facet::Host => "the host",
            Facet::Port => "the port",
            Facet::Server => "the server software",
            Facet::Tls => "TLS on the control connection",
            Facet::Certificate => "the server's certificate",
            Facet::Order => "commands before the name",
            Facet::Name => "the name",
            Facet::Password => "the password's shape",
            Facet::Account => "the account (ACCT)",
            Facet::Protection => "TLS on the data connection (PROT)",
            Facet::Type => "the type of transfers",
            Facet::Opening => "how the data connection is opened",
            Facet::Address => "the address for data",
            Facet::Resumption => "the TLS session on the data connection",
            Facet::Command => "the command that moves data",
            Facet::Path => "the directory or file",
        }
    }

    /// Returns what the facet is in this conversation; `None` if the conversation does not show it.
    pub(super) fn of(self, side: &Side) -> Option<String> {
        let all = Conversation { side };
        match self {
            Facet::Host => side.host.clone().map(|host| host.to_lowercase()),
            Facet::Port => all.port(),
            Facet::Server => {
                Some(side.report.software()).map(|s| s.name().to_owned()).filter(|n| n != "unknown")
            }
            Facet::Tls => all.tls(),
            Facet::Certificate => all.certificate(),
            Facet::Order => all.order(),
            Facet::Name => all.last(b"USER").map(argument),
            Facet::Password => side.report.password.as_ref().map(|password| password.in_short()),
            Facet::Account => all.logs_in().then(|| yes_or_no(all.last(b"ACCT").is_some())),
            Facet::Protection => all.protection(),
            Facet::Type => all.last(b"TYPE").map(argument),
            Facet::Opening => all.last_of(OPENINGS).map(|sent| printable(sent.verb()).to_uppercase()),
            Facet::Address => all.address(),
            Facet::Resumption => all.resumption(),
            Facet::Command => all.last_of(MOVES).map(command),
            Facet::Path => all.path(),
        }
    }
}

const OPENINGS: &[&[u8]] = &[b"PASV", b"EPSV", b"PORT", b"EPRT"];
const LISTINGS: &[&[u8]] = &[b"LIST", b"NLST", b"MLSD"];
const MOVES: &[&[u8]] = &[b"LIST", b"NLST", b"MLSD", b"RETR", b"STOR", b"APPE", b"STOU"];

struct Conversation<'s> {
    side: &'s Side,
}

impl<'s> Conversation<'s> {
    fn entries(&self) -> impl DoubleEndedIterator<Item = &'s Entry> {
        self.side.report.transcript.entries()
    }

    fn sent(&self) -> impl DoubleEndedIterator<Item = &'s Sent> {
        self.entries().filter_map(|entry| if let Entry::Sent(sent) = entry { Some(sent) } else { None })
    }

    fn last_of(&self, verbs: &[&[u8]]) -> Option<&'s Sent> {
        self.sent().rev().find(|sent| verbs.iter().any(|verb| sent.verb().eq_ignore_ascii_case(verb)))
    }

    fn last(&self, verb: &[u8]) -> Option<&'s Sent> {
        self.last_of(&[verb])
    }

    fn logs_in(&self) -> bool {
        self.last(b"USER").is_some()
    }

    fn port(&self) -> Option<String> {
        self.entries().find_map(|entry| match entry {
            Entry::Connected { port } => Some(port.to_string()),
            _ => None,
        })
    }

    /// `None` if the log shows neither commands nor TLS.
    fn tls(&self) -> Option<String> {
        let up = self.entries().position(|entry| matches!(entry, Entry::TlsUp));
        let greeted = self.entries().position(|entry| matches!(entry, Entry::Received { .. }));
        let failed = self.entries().any(|entry| matches!(entry, Entry::TlsFailed(_)));
        let auth = self.last(b"AUTH");
        let text = match (up, auth) {
            (Some(up), None) if greeted.is_none_or(|greeted| up < greeted) => match self.port().as_deref() {
                // Newer versions of FileZilla do not show how TLS came up.
                Some("21") => "AUTH TLS",
                _ => "TLS from the first byte",
            },
            (Some(_), _) => "AUTH TLS",
            (None, _) if failed => "TLS was tried and failed",
            (None, Some(_)) => "AUTH was sent, and TLS did not come up",
            (None, None) if self.logs_in() => "none",
            (None, None) => return None,
        };
        Some(text.to_owned())
    }

    fn certificate(&self) -> Option<String> {
        self.entries().rev().find_map(|entry| match entry {
            Entry::TlsUp => Some("accepted".to_owned()),
            Entry::TlsFailed(TlsFailure::Untrusted) => Some("refused: its signer is not trusted".to_owned()),
            Entry::TlsFailed(TlsFailure::Expired) => Some("refused: its dates".to_owned()),
            Entry::TlsFailed(TlsFailure::NameMismatch) => Some("refused: its name".to_owned()),
            _ => None,
        })
    }

    /// Returns the commands before the name, except those that TLS needs.
    fn order(&self) -> Option<String> {
        self.last(b"USER")?;
        let early = self.sent().take_while(|sent| !sent.verb().eq_ignore_ascii_case(b"USER"));
        let tls: [&[u8]; 3] = [b"AUTH", b"PBSZ", b"PROT"];
        let early = early.filter(|sent| !tls.iter().any(|verb| sent.verb().eq_ignore_ascii_case(verb)));
        let verbs: Vec<String> = early.map(|sent| printable(sent.verb()).to_uppercase()).collect();
        Some(if verbs.is_empty() { "none".to_owned() } else { verbs.join(", ") })
    }

    /// Without PROT, data goes in clear. `None` if the log has neither PROT nor a transfer.
    fn protection(&self) -> Option<String> {
        match self.last(b"PROT") {
            Some(sent) if sent.argument().eq_ignore_ascii_case(b"P") => Some("P: in TLS".to_owned()),
            Some(sent) => Some(format!("{}: in clear", argument(sent))),
            None => self.last_of(MOVES).map(|_| "not sent: in clear".to_owned()),
        }
    }

    fn address(&self) -> Option<String> {
        self.entries().rev().find_map(|entry| {
            let Entry::Received { reply, .. } = entry else { return None };
            let (reply, _) = Reply::parse(reply.as_reply().raw(), &Limits::default()).ok()??;
            Some(Passive::parse(&reply).ok()?.address?.to_string())
        })
    }

    /// Returns whether the data connection resumed the TLS session, or else whether that client usually resumes it.
    fn resumption(&self) -> Option<String> {
        self.last(b"PROT").filter(|sent| sent.argument().eq_ignore_ascii_case(b"P"))?;
        let seen = self.entries().rev().find_map(|entry| match entry {
            Entry::Data(DataEvent::Secured(how)) => how.resumed,
            _ => None,
        });
        let client = self.side.report.client;
        let resumed = seen.or_else(|| client?.resumes_sessions())?;
        let whose = match (seen, client) {
            (None, Some(client)) => format!(", as {client} does it"),
            _ => String::new(),
        };
        Some(if resumed { format!("resumed{whose}") } else { format!("a new one{whose}") })
    }

    fn path(&self) -> Option<String> {
        let cwd = self.last(b"CWD").map(argument);
        let file =
            self.last_of(MOVES).map(argument).filter(|path| !path.is_empty() && !path.starts_with('-'));
        let path: Vec<String> = cwd.into_iter().chain(file).collect();
        (!path.is_empty()).then(|| path.join(" "))
    }
}

/// Returns a listing with its options, or of any other command the verb.
fn command(sent: &Sent) -> String {
    let verb = printable(sent.verb()).to_uppercase();
    let listing = LISTINGS.iter().any(|listing| sent.verb().eq_ignore_ascii_case(listing));
    match listing && sent.argument().starts_with(b"-") {
        true => format!("{verb} {}", argument(sent)),
        false => verb,
    }
}

fn argument(sent: &Sent) -> String {
    printable(sent.argument())
}

fn yes_or_no(yes: bool) -> String {
    if yes { "sent" } else { "not sent" }.to_owned()
}
