//! What was tried: the server, the name, how safe; everything but the password.

use crate::printable::printable;
use ftp_proto::TlsPolicy;
use ftp_tokio::IpVersion;
use std::fmt::Write;
use std::net::Ipv6Addr;
use std::path::PathBuf;

/// One try at a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// A name or an address, without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Who.
    pub user: Vec<u8>,
    /// How much TLS.
    pub tls: TlsPolicy,
    /// The certificates trusted besides the system's.
    pub ca_file: Option<PathBuf>,
    /// Whether any certificate is accepted.
    pub insecure: bool,
    /// Only addresses of this kind.
    pub ip: IpVersion,
}

impl Attempt {
    /// `host:port`, with brackets around an IPv6 address.
    pub fn server(&self) -> String {
        match self.host.parse::<Ipv6Addr>() {
            Ok(address) => format!("[{address}]:{}", self.port),
            Err(_) => format!("{}:{}", self.host, self.port),
        }
    }

    /// A curl command that tries the same. curl asks for the password.
    pub fn curl(&self) -> String {
        let mut words = vec!["curl".to_owned(), "-v".to_owned()];
        match self.ip {
            IpVersion::Any => {}
            IpVersion::V4 => words.push("-4".to_owned()),
            IpVersion::V6 => words.push("-6".to_owned()),
        }
        if self.tls == TlsPolicy::Required {
            words.push("--ssl-reqd".to_owned());
        }
        if self.tls != TlsPolicy::DangerCleartext {
            if let Some(file) = &self.ca_file {
                words.extend(["--cacert".to_owned(), quoted(&file.to_string_lossy())]);
            }
            if self.insecure {
                words.push("-k".to_owned());
            }
        }
        if self.user != b"anonymous" {
            words.extend(["--user".to_owned(), quoted(&printable(&self.user))]);
        }
        let scheme = if self.tls == TlsPolicy::Implicit { "ftps" } else { "ftp" };
        let mut url = String::new();
        // Writing to a String does not fail.
        let _ = write!(url, "{scheme}://{}/", self.server());
        words.push(quoted(&url));
        words.join(" ")
    }
}

/// A word for a POSIX shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt() -> Attempt {
        Attempt {
            host: "ftp.example.org".to_owned(),
            port: 21,
            user: b"alice".to_vec(),
            tls: TlsPolicy::Required,
            ca_file: None,
            insecure: false,
            ip: IpVersion::Any,
        }
    }

    #[test]
    fn curl_tries_the_same() {
        for (attempt, command) in [
            (attempt(), "curl -v --ssl-reqd --user alice ftp://ftp.example.org:21/"),
            (
                Attempt { tls: TlsPolicy::Implicit, port: 990, insecure: true, ..attempt() },
                "curl -v -k --user alice ftps://ftp.example.org:990/",
            ),
            (
                Attempt { tls: TlsPolicy::DangerCleartext, insecure: true, ip: IpVersion::V4, ..attempt() },
                "curl -v -4 --user alice ftp://ftp.example.org:21/",
            ),
            (
                Attempt { ca_file: Some("my ca.pem".into()), user: b"anonymous".to_vec(), ..attempt() },
                "curl -v --ssl-reqd --cacert 'my ca.pem' ftp://ftp.example.org:21/",
            ),
            (
                Attempt { host: "::1".to_owned(), user: b"o'neil; rm x".to_vec(), ..attempt() },
                "curl -v --ssl-reqd --user 'o'\\''neil; rm x' 'ftp://[::1]:21/'",
            ),
        ] {
            assert_eq!(attempt.curl(), command);
        }
    }
}
