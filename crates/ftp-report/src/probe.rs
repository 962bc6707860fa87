//! What a host answers on the port of a login and on other ports.

use crate::attempt::Attempt;
use ftp_proto::TlsPolicy;
use ftp_proto::transcript::Notice;
use serde::Serialize;

/// What answers on a port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Probe {
    /// The port.
    pub port: u16,
    /// What answers there.
    pub found: Found,
    /// Whether the FTP server there offers AUTH TLS. `None` if that is not known, or if there is no FTP server in clear.
    pub auth_tls: Option<bool>,
    /// The first line that came, safe for a terminal.
    pub said: Option<String>,
}

/// What can answer on a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// Nothing: the connection was refused, or there is no route to the port.
    Nothing,
    /// Silence: the connection was not answered in time, or was made and nothing came over it.
    Silence,
    /// An FTP server, in clear.
    Ftp,
    /// An FTP server, in TLS from the first byte.
    FtpInTls,
    /// A server of another protocol in TLS.
    Tls,
    /// An SSH server.
    Ssh,
    /// A web server.
    Web,
    /// A mail or news server.
    Mail,
    /// Something else.
    Other,
}

impl Probe {
    /// Returns what this says about a login at the same port.
    pub fn notices(&self) -> &'static [Notice] {
        match self.found {
            Found::FtpInTls => &[Notice::TakesTlsAtOnce],
            Found::Ssh | Found::Web | Found::Mail => &[Notice::IsNotFtp],
            Found::Ftp if self.auth_tls == Some(true) => &[Notice::GreetsInClear, Notice::TakesAuthTls],
            Found::Ftp => &[Notice::GreetsInClear],
            _ => &[],
        }
    }

    /// Returns what was found, as a sentence.
    pub fn sentence(&self) -> String {
        let port = self.port;
        match self.found {
            Found::Nothing => format!("Port {port}: nothing."),
            Found::Silence => format!("Port {port}: no answer."),
            Found::Ftp => match self.auth_tls {
                Some(true) => format!("Port {port}: an FTP server that takes AUTH TLS."),
                Some(false) => format!("Port {port}: an FTP server without AUTH TLS."),
                None => format!("Port {port}: an FTP server."),
            },
            Found::FtpInTls => format!("Port {port}: an FTP server in TLS from the first byte."),
            Found::Tls => format!("Port {port}: TLS, and no FTP server in it."),
            Found::Ssh => format!("Port {port}: an SSH server."),
            Found::Web => format!("Port {port}: a web server."),
            Found::Mail => format!("Port {port}: a mail server."),
            Found::Other => format!("Port {port}: something that is not FTP."),
        }
    }

    /// Returns what to try instead of this attempt.
    pub fn advice(&self, instead_of: &Attempt) -> Option<String> {
        let mut other = Attempt { port: self.port, ..instead_of.clone() };
        let own = self.port == instead_of.port;
        match self.found {
            Found::Ftp if self.auth_tls == Some(false) => {
                other.tls = TlsPolicy::DangerCleartext;
                (!own).then(|| format!("If a password in clear is acceptable, try {}", other.check()))
            }
            Found::Ftp if own && self.auth_tls.is_none() => None,
            Found::Ftp => {
                other.tls = TlsPolicy::Required;
                (other != *instead_of).then(|| format!("Try {}", other.check()))
            }
            Found::FtpInTls => {
                other.tls = TlsPolicy::Implicit;
                (other != *instead_of).then(|| format!("Try {}", other.check()))
            }
            Found::Ssh => Some(format!(
                "Files over SSH are SFTP, another protocol: try sftp -P {} {}",
                self.port,
                instead_of.bracketed()
            )),
            _ => None,
        }
    }
}
