//! What a log shows besides the conversation: where it took place, and when.

use regex::bytes::Regex;
use std::sync::LazyLock;

/// Where and when the conversation took place, as the log writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The server's name or address.
    pub host: Option<String>,
    /// The first date and time, or else the first time.
    pub when: Option<String>,
}

impl About {
    /// Searches a log for the host and the time.
    pub fn of(log: &[u8]) -> Self {
        let log = &log[..log.len().min(LIMIT)];
        About { host: first(&HOSTS, log).filter(|host| is_host(host)), when: first(&TIMES, log) }
    }
}

/// How many bytes of a log are searched.
const LIMIT: usize = 1 << 18;

/// What stands before a host; the first that is found counts.
static HOSTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    all(&[
        // The name and the password in a URL are left out.
        r"(?i-u)\bftpe?s?://(?:[^\s/@]*@)?(?<found>\[[0-9a-f:]+\]|[a-z0-9][a-z0-9._-]*)",
        r"(?i-u)\b(?:connect(?:ing|ed)?|connection) to (?:server |host |host name )?(?<found>[a-z0-9](?:[a-z0-9._-]*[a-z0-9]))",
        r"(?i-u)\bdial tcp (?<found>[a-z0-9._-]+|\[[0-9a-f:]+\]):[0-9]+",
        r"(?i-u)\bTrying (?<found>[0-9a-f.:]*[0-9a-f])(?::[0-9]+)?\.\.\.",
        r#"(?i-u)["']?\b(?:host|server|hostname)["']?\s*[:=]\s*["']?(?<found>[a-z0-9][a-z0-9._-]*\.[a-z0-9]+)"#,
    ])
});

static TIMES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    all(&[
        r"\b(?<found>[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)",
        r"\b(?<found>[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4},? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: [AP]M)?)",
        r"\b(?<found>[A-Z][a-z]{2} [ 0-9]?[0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}(?: [0-9]{4})?)",
        r"\b(?<found>[0-9]{2}:[0-9]{2}:[0-9]{2})\b",
    ])
});

fn all(shapes: &[&str]) -> Vec<Regex> {
    shapes.iter().map(|shape| Regex::new(shape).expect("a regular expression")).collect()
}

fn first(shapes: &[Regex], log: &[u8]) -> Option<String> {
    let found = shapes.iter().find_map(|shape| shape.captures(log)?.name("found"))?;
    Some(String::from_utf8_lossy(found.as_bytes()).into_owned())
}

/// Whether the word is the name of a host: that in `Connecting to server` is not.
fn is_host(text: &str) -> bool {
    let word =
        ["server", "host", "the", "port", "ftp", "a"].iter().any(|word| text.eq_ignore_ascii_case(word));
    !word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_and_when() {
        for (log, host, when) in [
            ("* Connected to ftp.example.org (192.0.2.7) port 21 (#0)", Some("ftp.example.org"), None),
            (
                "2026-01-31 12:00:00,123 DEBUG\n---- Connecting to ftp.example.org (192.0.2.7) port 21",
                Some("ftp.example.org"),
                Some("2026-01-31 12:00:00,123"),
            ),
            ("12:00:01\tStatus:\tConnecting to 192.0.2.7:21...", Some("192.0.2.7"), Some("12:00:01")),
            ("curl: (67) at ftp://alice:hunter2@h.example/x", Some("h.example"), None),
            ("dial tcp 192.0.2.7:21: i/o timeout", Some("192.0.2.7"), None),
            (
                "Jan  3 04:05:06 host app: {\"host\": \"ftp.example.org\"}",
                Some("ftp.example.org"),
                Some("Jan  3 04:05:06"),
            ),
            ("Failed to connect to server", None, None),
            ("530 Login incorrect.", None, None),
        ] {
            let about = About::of(log.as_bytes());
            assert_eq!((about.host.as_deref(), about.when.as_deref()), (host, when), "{log}");
        }
    }
}
