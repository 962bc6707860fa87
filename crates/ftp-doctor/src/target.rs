//! Parses what the user typed as a server: a URL, a host, or a host and a port.

use ftp_proto::Secret;
use std::fmt;
use std::net::Ipv6Addr;
use url::{Host, Url};

/// A server, and what else a URL can say. `Debug` shows no password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The scheme, if one was given.
    pub scheme: Option<Scheme>,
    /// A name in ASCII, or an address without brackets.
    pub host: String,
    /// The port, if one was given.
    pub port: Option<u16>,
    /// The name before the `@`, percent-decoded.
    pub user: Option<Vec<u8>>,
    /// The password before the `@`, percent-decoded.
    pub password: Option<Secret>,
    /// The path without the `/` that ends the host; that of a URL is percent-decoded. It is relative to the directory of the
    /// login (RFC 1738 section 3.2.2), unless it begins with another `/`: then it starts at the root.
    pub path: Vec<u8>,
}

/// The URL schemes of FTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `ftp`: says nothing about TLS.
    Ftp,
    /// `ftps`: TLS from the first byte.
    Ftps,
    /// `ftpes`: `AUTH TLS`.
    Ftpes,
}

/// Why a text is no target. It repeats nothing of the text, which may have a password in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTarget {
    /// The scheme is not one of FTP.
    Scheme,
    /// `sftp`: another protocol.
    Ssh,
    /// There is an `@` after the host: a `/`, `?` or `#` in the password is not percent-encoded.
    At,
    /// Anything else that is no URL.
    Url(url::ParseError),
}

impl Target {
    /// Parses a URL (`ftp`, `ftps` or `ftpes`), or what follows the `//` of one.
    pub fn parse(text: &str) -> Result<Self, BadTarget> {
        let text = text.trim();
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(Scheme::named(scheme)?), rest),
            None => (None, text),
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        // Without a scheme, a path may contain an `@`, unless the text before it is no host and may be part of a password.
        let may_be_password = scheme.is_some() || host_and_port(authority).is_err();
        if path.contains('@') && may_be_password {
            return Err(BadTarget::At);
        }
        // Parsed by hand, since a URL library drops an empty password.
        let (userinfo, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = match userinfo.split_once(':') {
            Some((user, password)) => (user, Some(Secret::new(percent_decoded(password)))),
            None => (userinfo, None),
        };
        let user = Some(percent_decoded(user)).filter(|user| !user.is_empty());
        let (host, port) = host_and_port(host).map_err(BadTarget::Url)?;
        let path = path.strip_prefix('/').unwrap_or_default();
        let path = match scheme {
            // `;type=i` belongs to the URL, not to the path.
            Some(_) => percent_decoded(without_type(path)),
            None => path.as_bytes().to_vec(),
        };
        Ok(Target { scheme, host, port, user, password, path })
    }
}

impl Scheme {
    fn named(name: &str) -> Result<Self, BadTarget> {
        match name.to_ascii_lowercase().as_str() {
            "ftp" => Ok(Scheme::Ftp),
            "ftps" => Ok(Scheme::Ftps),
            "ftpes" => Ok(Scheme::Ftpes),
            "sftp" | "ssh" | "scp" => Err(BadTarget::Ssh),
            _ => Err(BadTarget::Scheme),
        }
    }
}

/// Returns the text with possible passwords hidden, for messages about arguments that could not be understood: everything
/// between the first `:` and the last `@`, and what stands in place of a port but is not one.
pub fn without_password(text: &str) -> String {
    let start = text.find("://").map_or(0, |at| at + 3);
    let (scheme, rest) = text.split_at(start);
    match (rest.find(':'), rest.rfind('@')) {
        (Some(colon), Some(at)) if colon < at => format!("{scheme}{}:***{}", &rest[..colon], &rest[at..]),
        (Some(colon), None) if !rest.starts_with('[') && rest.parse::<Ipv6Addr>().is_err() => {
            let port = rest[colon + 1..].split(['/', '?', '#']).next().unwrap_or_default();
            match port.bytes().all(|byte| byte.is_ascii_digit()) {
                true => text.to_owned(),
                false => format!("{scheme}{}:***", &rest[..colon]),
            }
        }
        _ => text.to_owned(),
    }
}

fn host_and_port(text: &str) -> Result<(String, Option<u16>), url::ParseError> {
    if let Ok(address) = text.parse::<Ipv6Addr>() {
        return Ok((address.to_string(), None));
    }
    let url = Url::parse(&format!("ftp://{text}"))?;
    let host = match url.host().ok_or(url::ParseError::EmptyHost)? {
        Host::Domain(name) => name.to_owned(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    };
    // `Url` drops a port that is the default of `ftp`, but 21 is not the default of `ftps`.
    let behind_host = text.rsplit(']').next().unwrap_or_default();
    let port = url.port().or_else(|| url.port_or_known_default().filter(|_| ends_with_port(behind_host)));
    Ok((host, port))
}

fn without_type(path: &str) -> &str {
    match path.rsplit_once(';') {
        Some((path, kind)) if kind.get(..5).is_some_and(|key| key.eq_ignore_ascii_case("type=")) => path,
        _ => path,
    }
}

fn ends_with_port(text: &str) -> bool {
    text.rsplit_once(':').is_some_and(|(_, port)| !port.is_empty())
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let Some((&first, rest)) = bytes.split_first() {
        let byte = match rest {
            [high, low, ..] if first == b'%' => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        out.push(byte.unwrap_or(first));
        bytes = if byte.is_some() { &rest[2..] } else { rest };
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

impl fmt::Display for BadTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadTarget::Scheme => f.write_str("The scheme of the URL is not ftp, ftps or ftpes."),
            BadTarget::Ssh => f.write_str(
                "SFTP is file transfer over SSH, not FTP: use an SFTP client. This tool takes ftp, ftps and ftpes.",
            ),
            BadTarget::At => f.write_str(
                "There is an @ after the host. In a name or password, write / as %2F, ? as %3F, # as %23 and @ as %40.",
            ),
            BadTarget::Url(error) => write!(f, "That is neither a URL nor a host: {error}."),
        }
    }
}

impl std::error::Error for BadTarget {}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(scheme: Option<Scheme>, host: &str, port: Option<u16>) -> Target {
        Target { scheme, host: host.to_owned(), port, user: None, password: None, path: Vec::new() }
    }

    #[test]
    fn a_path_begins_at_the_login_unless_it_says_root() {
        for (text, path) in [
            ("ftp://h", &b""[..]),
            ("ftp://h/", b""),
            ("ftp://h/a%20b/c%FF;type=i", b"a b/c\xff"),
            ("ftp://h/a;b;TYPE=A", b"a;b"),
            ("h/a@b", b"a@b"),
            ("h:21/a@b", b"a@b"),
            ("ftp://h//etc", b"/etc"),
            ("ftp://h/%2Fetc", b"/etc"),
            ("h/a%20b;type=i", b"a%20b;type=i"),
            ("h:2121//etc/x?y#z", b"/etc/x?y#z"),
        ] {
            assert_eq!(Target::parse(text).map(|target| target.path), Ok(path.to_vec()), "{text}");
        }
    }

    #[test]
    fn urls_hosts_and_ports() {
        for (text, scheme, host, port) in [
            ("ftp.example.org", None, "ftp.example.org", None),
            ("ftp.example.org:2121", None, "ftp.example.org", Some(2121)),
            ("ftp.example.org:21", None, "ftp.example.org", Some(21)),
            ("localhost:", None, "localhost", None),
            (" ftp://localhost\t", Some(Scheme::Ftp), "localhost", None),
            ("192.0.2.7:990", None, "192.0.2.7", Some(990)),
            ("[2001:db8::1]:2121", None, "2001:db8::1", Some(2121)),
            ("[2001:db8::1]", None, "2001:db8::1", None),
            ("2001:db8::21", None, "2001:db8::21", None),
            ("ftp://[::1]/", Some(Scheme::Ftp), "::1", None),
            ("FTP://Example.ORG/a/b", Some(Scheme::Ftp), "example.org", None),
            ("ftps://example.org:21", Some(Scheme::Ftps), "example.org", Some(21)),
            ("ftps://example.org", Some(Scheme::Ftps), "example.org", None),
            ("ftpes://example.org:990/x", Some(Scheme::Ftpes), "example.org", Some(990)),
            ("ftp://bücher.example", Some(Scheme::Ftp), "xn--bcher-kva.example", None),
        ] {
            let parsed = Target::parse(text).map(|parsed| Target { path: Vec::new(), ..parsed });
            assert_eq!(parsed, Ok(target(scheme, host, port)), "{text}");
        }
    }

    #[test]
    fn the_user_part_is_percent_decoded_to_bytes() {
        for (text, user, password) in [
            ("ftp://alice@h", Some(&b"alice"[..]), None),
            ("ftp://alice:@h", Some(b"alice"), Some(&b""[..])),
            ("alice:a%40b%2Fc@h:21", Some(b"alice"), Some(b"a@b/c")),
            ("ftp://al%FFice:100%@h", Some(b"al\xffice"), Some(b"100%")),
            ("ftp://dom%5Calice:a:b@h", Some(b"dom\\alice"), Some(b"a:b")),
            ("ftp://j\u{fc}rgen:p\u{e4}ss@h", Some("j\u{fc}rgen".as_bytes()), Some("p\u{e4}ss".as_bytes())),
            ("ftp://a@b:secret@h", Some(b"a@b"), Some(b"secret")),
        ] {
            let target = Target::parse(text).unwrap();
            assert_eq!(target.host, "h");
            assert_eq!(target.user.as_deref(), user, "{text}");
            assert_eq!(target.password.as_ref().map(Secret::danger_expose), password, "{text}");
        }
    }

    #[test]
    fn what_is_no_target_is_told_without_repeating_it() {
        for (text, expected) in [
            ("http://alice:hunter2@h", BadTarget::Scheme),
            ("sftp://alice:hunter2@h", BadTarget::Ssh),
            ("ftp://alice:hunter2/x@h", BadTarget::At),
            ("ftp://alice:hun@ter2/x@h", BadTarget::At),
            ("ftp://alice:hunter2@h:99999", BadTarget::Url(url::ParseError::InvalidPort)),
            ("ftp://alice:hunter2@", BadTarget::Url(url::ParseError::EmptyHost)),
            ("", BadTarget::Url(url::ParseError::EmptyHost)),
            ("a b", BadTarget::Url(url::ParseError::IdnaError)),
        ] {
            let error = Target::parse(text).unwrap_err();
            assert_eq!(error, expected, "{text}");
            assert!(!format!("{error} {error:?}").contains("hunter2"));
        }
        assert!(!format!("{:?}", Target::parse("a:hunter2@h")).contains("hunter2"));
    }

    #[test]
    fn a_password_in_a_misplaced_argument_is_hidden() {
        for (text, hidden) in [
            ("ftp://alice:hunter2@h:21", "ftp://alice:***@h:21"),
            ("alice:hun@ter2/@h", "alice:***@h"),
            ("alice@h:21", "alice@h:21"),
            ("ftp://alice:hunter2", "ftp://alice:***"),
            ("ftp://h:21/a:b", "ftp://h:21/a:b"),
            ("[::1]:21", "[::1]:21"),
            ("2001:db8::1", "2001:db8::1"),
            ("--verbose", "--verbose"),
        ] {
            assert_eq!(without_password(text), hidden);
        }
    }
}
