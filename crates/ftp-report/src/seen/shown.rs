//! What was seen of data connections, in sentences and as JSON.

use super::{Seen, Transferred};
use ftp_proto::transfer::{DataReport, Doubt, Ending, Reach, Report};
use serde::Serialize;
use std::net::{IpAddr, SocketAddr};

/// The object `data` of the JSON.
#[derive(Serialize)]
pub(crate) struct Object<'s> {
    command: Option<&'static str>,
    mode: Option<String>,
    said: Option<Place>,
    used: Option<Place>,
    tls: Option<&'static str>,
    resumed: Option<bool>,
    bytes: u64,
    end: Option<&'static str>,
    outcome: Option<&'static str>,
    epsv: Option<bool>,
    pasv: Option<bool>,
    pasv_address: Option<IpAddr>,
    stored: Option<Stored<'s>>,
    tried: Vec<Tried>,
}

#[derive(Serialize)]
struct Place {
    address: Option<IpAddr>,
    port: u16,
}

#[derive(Serialize)]
struct Stored<'s> {
    name: &'s str,
    size: Option<u64>,
    removed: Option<bool>,
}

#[derive(Serialize)]
struct Tried {
    way: &'static str,
    works: Option<bool>,
}

impl Seen {
    /// Returns all of it, for programs.
    pub(crate) fn object(&self) -> Object<'_> {
        let report = self.transfer.as_ref().map(|transfer| &transfer.report);
        let data = report.map(|report| report.data).unwrap_or_default();
        Object {
            command: self.transfer.as_ref().map(|transfer| transfer.verb),
            mode: data.prepared_by.map(str::to_ascii_lowercase),
            said: data.said.map(|said| Place { address: said.address, port: said.port.get() }),
            used: self.used(&data).map(|used| Place { address: Some(used.ip()), port: used.port() }),
            tls: self.transfer.as_ref().and_then(tls),
            resumed: resumed(&data),
            bytes: report.map_or(0, |report| report.moved),
            end: data.end.map(|end| end.name()),
            outcome: report.map(|report| report.ending.name()),
            epsv: self.epsv,
            pasv: self.pasv,
            pasv_address: self.pasv_said.and_then(|said| said.address),
            stored: self.stored.as_ref().map(|one| Stored {
                name: &one.name,
                size: one.size,
                removed: one.removed,
            }),
            tried: self.tried.iter().map(|one| Tried { way: one.way.name(), works: one.works }).collect(),
        }
    }

    /// Returns what worked, for people.
    pub(crate) fn worked(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let listing = self.transfer.as_ref().filter(|transfer| super::is_well(&transfer.report.ending));
        if let Some(Transferred { verb: "LIST", protected, report }) = listing {
            let part =
                if report.ending == Ending::Stopped { "The beginning of a listing" } else { "A listing" };
            lines.push(format!(
                "{part} came over a data connection ({}): {}.",
                how(&report.data, *protected),
                bytes(report.moved)
            ));
        }
        if let Some(stored) = &self.stored {
            let size = match stored.size {
                Some(_) => "with the size that it has here",
                None => "though the server does not say its size",
            };
            lines.push(format!("A small file was stored, {size}, and removed again."));
        }
        lines
    }

    /// Returns what else is worth knowing, whether the transfer worked or not.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let (Some(other), Some(peer)) = (self.other_address(), self.peer) {
            lines.push(format!(
                "PASV names the address {other}, and the server is at {peer}: a client that believes it gets no data connection."
            ));
        }
        let used = self.transfer.as_ref().and_then(|transfer| transfer.report.data.prepared_by);
        match (self.epsv, self.pasv) {
            (Some(false), Some(false)) => {}
            (Some(false), _) => lines.push("EPSV is refused: a client has to know PASV.".to_owned()),
            (_, Some(false)) => lines.push("PASV is refused: a client has to know EPSV.".to_owned()),
            (Some(true), Some(true)) if used == Some("PASV") => {
                lines.push("The port that EPSV names was not reached; PASV was tried after it.".to_owned());
            }
            _ => {}
        }
        let report = self.transfer.as_ref().map(|transfer| &transfer.report);
        if report.is_some_and(|report| report.ending == Ending::Doubtful(Doubt::NoCloseNotify)) {
            lines.push(
                "The server does not end TLS of data connections in order: a listing that is cut on the way looks whole."
                    .to_owned(),
            );
        }
        lines
    }

    /// Returns the data connection that failed, what was tried after it, and a file that may be left.
    pub(crate) fn looked_at(&self) -> Vec<String> {
        let failed = self.transfer.as_ref().filter(|transfer| !super::is_well(&transfer.report.ending));
        let mut lines: Vec<String> =
            failed.and_then(|transfer| self.connection(transfer)).into_iter().collect();
        lines.extend(self.tried.iter().map(|one| {
            let what = match one.works {
                Some(true) => "it came",
                Some(false) => "it failed too",
                None => "it did not get that far",
            };
            format!("A listing {}: {what}.", one.way.words())
        }));
        lines.extend(self.left());
        lines
    }

    /// Returns a sentence about the file that may be left on the server.
    pub fn left(&self) -> Option<String> {
        let stored = self.stored.as_ref().filter(|stored| stored.removed == Some(false))?;
        Some(format!("{} could not be removed, and may be left there.", stored.name))
    }

    /// Returns how far the data connection came.
    fn connection(&self, Transferred { protected, report, .. }: &Transferred) -> Option<String> {
        let (data, used) = (&report.data, self.used(&report.data)?);
        let what = match data.connected? {
            Ok(()) => format!("it was up, {}", further(report, *protected)),
            Err(Reach::Refused) => "it was refused".to_owned(),
            Err(Reach::Silent) => "no answer".to_owned(),
            Err(Reach::NoRoute) => "there is no route to it".to_owned(),
            Err(_) => "it could not be made".to_owned(),
        };
        Some(format!("The data connection to {used}, by {}: {what}.", data.prepared_by.unwrap_or("PASV")))
    }

    /// Returns where the data connection went.
    fn used(&self, data: &DataReport) -> Option<SocketAddr> {
        let target = data.target?;
        Some(SocketAddr::new(target.address.or(self.peer)?, target.port.get()))
    }
}

fn further(report: &Report, protected: bool) -> String {
    let tls = match (report.data.tls, protected) {
        (Some(Ok(_)), _) => format!("{}, ", tls_words(&report.data)),
        (Some(Err(why)), _) => return format!("and its TLS failed ({why})"),
        (None, true) => "TLS did not begin, ".to_owned(),
        (None, false) => String::new(),
    };
    format!("{tls}{}", bytes(report.moved))
}

fn how(data: &DataReport, protected: bool) -> String {
    let by = data.prepared_by.unwrap_or("PASV");
    match protected {
        true => format!("{by}, {}", tls_words(data)),
        false => format!("{by}, in clear"),
    }
}

fn tls_words(data: &DataReport) -> &'static str {
    match resumed(data) {
        Some(true) => "TLS session of the control connection resumed",
        Some(false) => "TLS session of its own",
        None => "TLS",
    }
}

fn resumed(data: &DataReport) -> Option<bool> {
    data.tls.and_then(|tls| tls.ok()?.resumed)
}

/// Returns `clear`, `up`, or why TLS failed; `None` if the transfer did not get that far.
fn tls(transfer: &Transferred) -> Option<&'static str> {
    match (transfer.report.data.tls, transfer.protected) {
        (Some(Ok(_)), _) => Some("up"),
        (Some(Err(why)), _) => Some(why.name()),
        (None, false) => Some("clear"),
        (None, true) => None,
    }
}

fn bytes(n: u64) -> String {
    match n {
        1 => "1 byte".to_owned(),
        n => format!("{n} bytes"),
    }
}
