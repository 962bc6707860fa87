//! What was tried: the server, the name, the TLS policy; everything but the password.

use crate::printable::is_unsafe;
use ftp_diagnosis::Cause;
use ftp_proto::TlsPolicy;
use std::fmt::Write;
use std::net::Ipv6Addr;
use std::path::PathBuf;

/// One attempt to log in at a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The host name or address, without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The user name, in bytes.
    pub user: Vec<u8>,
    /// The TLS policy.
    pub tls: TlsPolicy,
    /// The file of certificates that are trusted besides the system's.
    pub ca_file: Option<PathBuf>,
    /// The files of the client certificate and of its key.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// Whether any certificate is accepted.
    pub insecure: bool,
    /// The only kind of address to connect to; `None` allows any.
    pub ip: Option<Family>,
    /// Whether an account is given for ACCT.
    pub account: bool,
    /// The directory to enter after the login; empty for none.
    pub directory: Vec<u8>,
}

/// A kind of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl Attempt {
    /// Returns the host, with brackets around an IPv6 address.
    pub fn bracketed(&self) -> String {
        match self.host.parse::<Ipv6Addr>() {
            Ok(address) => format!("[{address}]"),
            Err(_) => self.host.clone(),
        }
    }

    /// Returns `host:port`, with brackets around an IPv6 address.
    pub fn server(&self) -> String {
        format!("{}:{}", self.bracketed(), self.port)
    }

    /// Returns the option that restricts the attempt to one kind of address, and the name of that kind.
    pub fn family(&self) -> Option<(&'static str, &'static str)> {
        Some(match self.ip? {
            Family::V4 => ("-4", "IPv4"),
            Family::V6 => ("-6", "IPv6"),
        })
    }

    /// Whether the password is sent in clear and is a secret, which that of an anonymous login is not.
    pub fn password_in_clear(&self) -> bool {
        self.tls == TlsPolicy::DangerCleartext && self.user != b"anonymous"
    }

    /// Returns a curl command for the same attempt, with the options that help against that cause. curl asks for the
    /// password, unless [`curl_title`](Self::curl_title) says otherwise.
    pub fn curl(&self, cause: Option<Cause>) -> String {
        let mut words = vec!["curl".to_owned(), "-v".to_owned()];
        let helped = self.against(cause);
        if helped.tls == TlsPolicy::Required {
            words.push("--ssl-reqd".to_owned());
        }
        helped.trust(&mut words, "--cacert", "-k");
        words.extend(self.option_against(cause).map(str::to_owned));
        if helped.account {
            words.extend(["--ftp-account", "ACCOUNT"].map(str::to_owned));
        }
        // Without a `/` at its end, curl takes the path for a file.
        let mut path = self.path();
        if !path.ends_with('/') {
            path.push('/');
        }
        helped.at(&mut words, ":PASSWORD", &path);
        words.join(" ")
    }

    /// Returns the title for the curl command, which names the placeholders to fill in.
    pub fn curl_title(&self, cause: Option<Cause>) -> String {
        let helped = self.against(cause);
        let placeholders = [("PASSWORD", !helped.option_takes_name()), ("ACCOUNT", helped.account)];
        let mut real: Vec<&str> = placeholders.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
        real.extend(self.option_against(cause).map(|_| "FILE"));
        let what = match self.curl(cause) == self.curl(None) {
            true => "the same with curl",
            false => "with curl what may help",
        };
        match real.as_slice() {
            [] => format!("To try {what}:"),
            real => format!("To try {what}, with the real one in place of {}:", real.join(" and ")),
        }
    }

    /// Returns the same attempt with what helps against that cause. TLS is never taken away.
    fn against(&self, cause: Option<Cause>) -> Attempt {
        let tls = match cause {
            Some(Cause::TlsRequired | Cause::DataTlsRequired | Cause::ExplicitTlsExpected) => {
                TlsPolicy::Required
            }
            Some(Cause::ImplicitTlsExpected) => TlsPolicy::Implicit,
            _ => self.tls,
        };
        Attempt { tls, account: self.account || cause == Some(Cause::AccountRequired), ..self.clone() }
    }

    /// Returns the curl option with a file that this attempt lacks.
    fn option_against(&self, cause: Option<Cause>) -> Option<&'static str> {
        match cause? {
            Cause::CertificateUntrusted if self.ca_file.is_none() => Some("--cacert FILE"),
            Cause::ClientCertificateRequired if self.certificate.is_none() => Some("--cert FILE"),
            _ => None,
        }
    }

    /// Returns the `ftp-doctor` command for this attempt.
    pub fn check(&self) -> String {
        let mut words = vec!["ftp-doctor".to_owned(), "check".to_owned()];
        if self.tls == TlsPolicy::DangerCleartext {
            words.extend(["--tls", "never"].map(str::to_owned));
        }
        self.trust(&mut words, "--ca-file", "--insecure");
        self.at(&mut words, "", &self.path());
        words.join(" ")
    }

    /// Returns the directory as the path of a URL; empty if there is none.
    fn path(&self) -> String {
        let names = self.directory.split(|byte| *byte == b'/').map(percent_encoded);
        let path = names.collect::<Vec<_>>().join("/");
        if path.is_empty() { path } else { format!("/{path}") }
    }

    fn trust(&self, words: &mut Vec<String>, ca_file: &str, insecure: &str) {
        words.extend(self.family().map(|(option, _)| option.to_owned()));
        if self.tls == TlsPolicy::DangerCleartext {
            return;
        }
        if let Some(file) = &self.ca_file {
            words.extend([ca_file.to_owned(), quoted(&file.to_string_lossy())]);
        }
        if let Some((certificate, key)) = &self.certificate {
            let file = |path: &PathBuf| quoted(&path.to_string_lossy());
            words.extend(["--cert".to_owned(), file(certificate), "--key".to_owned(), file(key)]);
        }
        if self.insecure {
            words.push(insecure.to_owned());
        }
    }

    /// Adds the name and the URL. A name that `--user` cannot take goes into the URL, with a placeholder for the password.
    fn at(&self, words: &mut Vec<String>, password: &str, path: &str) {
        let mut url = if self.tls == TlsPolicy::Implicit { "ftps://" } else { "ftp://" }.to_owned();
        if !self.option_takes_name() {
            url += &percent_encoded(&self.user);
            url += password;
            url.push('@');
        } else if self.user != b"anonymous" {
            words.extend(["--user".to_owned(), quoted(&String::from_utf8_lossy(&self.user))]);
        }
        words.push(quoted(&(url + &self.server() + path)));
    }

    /// Whether `--user` can take the name: curl ends it at a colon, and a shell may not take bytes that are not text.
    fn option_takes_name(&self) -> bool {
        let text = std::str::from_utf8(&self.user);
        text.is_ok_and(|name| !name.is_empty() && !name.contains(|c| c == ':' || is_unsafe(c)))
    }
}

fn percent_encoded(name: &[u8]) -> String {
    let mut out = String::new();
    for &byte in name {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            // Writing to a String does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Quotes a word for a POSIX shell.
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
            certificate: None,
            insecure: false,
            ip: None,
            account: false,
            directory: Vec::new(),
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
                Attempt {
                    tls: TlsPolicy::DangerCleartext,
                    insecure: true,
                    ip: Some(Family::V4),
                    ..attempt()
                },
                "curl -v -4 --user alice ftp://ftp.example.org:21/",
            ),
            (
                Attempt { ca_file: Some("my ca.pem".into()), user: b"anonymous".to_vec(), ..attempt() },
                "curl -v --ssl-reqd --cacert 'my ca.pem' ftp://ftp.example.org:21/",
            ),
            (
                Attempt { certificate: Some(("me.pem".into(), "my key.pem".into())), ..attempt() },
                "curl -v --ssl-reqd --cert me.pem --key 'my key.pem' --user alice ftp://ftp.example.org:21/",
            ),
            (
                Attempt { host: "::1".to_owned(), user: b"o'neil; rm x".to_vec(), ..attempt() },
                "curl -v --ssl-reqd --user 'o'\\''neil; rm x' 'ftp://[::1]:21/'",
            ),
            (
                Attempt { user: b"dom:j\xfcrgen".to_vec(), account: true, ..attempt() },
                "curl -v --ssl-reqd --ftp-account ACCOUNT ftp://dom%3Aj%FCrgen:PASSWORD@ftp.example.org:21/",
            ),
            (
                Attempt { user: "-jürgen\\x".into(), ip: Some(Family::V6), ..attempt() },
                "curl -v --ssl-reqd -6 --user '-jürgen\\x' ftp://ftp.example.org:21/",
            ),
            (
                Attempt { directory: b"a b/c\xff".to_vec(), ..attempt() },
                "curl -v --ssl-reqd --user alice ftp://ftp.example.org:21/a%20b/c%FF/",
            ),
            (
                Attempt { directory: b"/etc/".to_vec(), ..attempt() },
                "curl -v --ssl-reqd --user alice ftp://ftp.example.org:21//etc/",
            ),
        ] {
            assert_eq!(attempt.curl(None), command);
        }
    }

    #[test]
    fn the_curl_command_carries_what_helps() {
        let clear = || Attempt { tls: TlsPolicy::DangerCleartext, ..attempt() };
        let at_990 = || Attempt { port: 990, ..attempt() };
        for (attempt, cause, title, command) in [
            (
                clear(),
                Cause::TlsRequired,
                "To try with curl what may help:",
                "curl -v --ssl-reqd --user alice ftp://ftp.example.org:21/",
            ),
            (
                at_990(),
                Cause::ImplicitTlsExpected,
                "To try with curl what may help:",
                "curl -v --user alice ftps://ftp.example.org:990/",
            ),
            (
                attempt(),
                Cause::CertificateUntrusted,
                "To try with curl what may help, with the real one in place of FILE:",
                "curl -v --ssl-reqd --cacert FILE --user alice ftp://ftp.example.org:21/",
            ),
            (
                attempt(),
                Cause::AccountRequired,
                "To try with curl what may help, with the real one in place of ACCOUNT:",
                "curl -v --ssl-reqd --ftp-account ACCOUNT --user alice ftp://ftp.example.org:21/",
            ),
            (
                attempt(),
                Cause::TlsUnsupported,
                "To try the same with curl:",
                "curl -v --ssl-reqd --user alice ftp://ftp.example.org:21/",
            ),
        ] {
            assert_eq!(attempt.curl(Some(cause)), command);
            assert_eq!(attempt.curl_title(Some(cause)), title);
        }
    }

    #[test]
    fn the_tool_s_own_command_is_the_attempt_again() {
        for (attempt, command) in [
            (attempt(), "ftp-doctor check --user alice ftp://ftp.example.org:21"),
            (
                Attempt { tls: TlsPolicy::Implicit, insecure: true, user: b"a:b".to_vec(), ..attempt() },
                "ftp-doctor check --insecure ftps://a%3Ab@ftp.example.org:21",
            ),
            (
                Attempt {
                    tls: TlsPolicy::DangerCleartext,
                    host: "::1".to_owned(),
                    insecure: true,
                    ..attempt()
                },
                "ftp-doctor check --tls never --user alice 'ftp://[::1]:21'",
            ),
            (
                Attempt { directory: b"/a;b".to_vec(), ..attempt() },
                "ftp-doctor check --user alice ftp://ftp.example.org:21//a%3Bb",
            ),
        ] {
            assert_eq!(attempt.check(), command);
        }
    }
}
