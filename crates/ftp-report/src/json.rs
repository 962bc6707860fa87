//! The report as one JSON object, as `ftp-doctor check` and `ftp-doctor read` print it.
//!
//! | field | meaning |
//! |---|---|
//! | `target` | with `--hosts` only: the line of the list |
//! | `outcome` | `logged_in`, `refused`, `unreachable`, `tls_failed`, `protocol_error`, `timed_out`, `closed`, `unfinished` (a log that just stops), `transfer_failed` |
//! | `code` | the code of the reply that decided, or null |
//! | `phase` | `connect`, `greeting`, `auth_tls`, `tls_handshake`, `user`, `pass`, `acct`, `before_login`, `after_login`; of what failed after the login: `passive` (EPSV, PASV), `data_connect`, `data_tls`, `transfer` |
//! | `causes` | the likeliest first: `cause`, `confidence` (`certain`, `likely`, `possible`), `because`, `quote` (or null) |
//! | `advice` | sentences, in the order to follow |
//! | `client` | which client it was, or null |
//! | `in_client` | what to set in the client against the first cause, in its own words, or null |
//! | `in_server` | null, or what the administrator of that server software should look at: `software`, `look_at` |
//! | `password` | null, or what the password that was sent looked like: `length`, and `shape`: null, or `ascii`, `blank_at_end`, `eaten_by` |
//! | `for_hoster` | with `--for-hoster` only: a paragraph for whoever runs the server |
//! | `transcript` | `direction` (`sent`, `received`, `event`) and `text` |
//! | `tls` | null, or `version` and `certificate_verified` |
//! | `probes` | what other connections to the host showed: `port`, `found`, `auth_tls` (null: not known), `said` (or null) |
//! | `data` | null, or what `check` saw of data connections; for `ls`, `get` and `put`, the data connection of the transfer that failed |
//!
//! A server of a list (`--hosts`) that could not be tried has only `target`, the `outcome` `wrong_usage`, and the reason as
//! `error`.
//!
//! `data` describes the transfer that failed, or else the listing. A field is null if the transfer did not get that far:
//!
//! | field | meaning |
//! |---|---|
//! | `command`, `outcome` | such as `LIST` or `STOR`; `complete`, or how else the transfer ended |
//! | `mode` | `epsv` or `pasv` |
//! | `said`, `used` | `address` and `port`: those that the server named (EPSV names no address), and those connected to |
//! | `tls` | `clear`, `up`, or why it failed, such as `closed` |
//! | `resumed` | whether the TLS session of the control connection was resumed |
//! | `bytes` | how many bytes were transferred |
//! | `end` | how the data connection ended: `close_notify`, `fin`, `reset`, `broken` |
//! | `epsv`, `pasv` | whether the server accepts the command |
//! | `pasv_address` | the address in the reply to PASV |
//! | `stored` | with `--upload`: `name`, `size` according to SIZE, `removed` |
//! | `tried` | after a failure: `way` (`pasv`, `resumed`, `unresumed`: the TLS session), and whether it `works` |

use crate::lines::{lines, reply_lines};
use crate::listing;
pub use crate::listing::{hex, text};
use crate::password::Password;
use crate::printable::is_unsafe;
use crate::probe::Probe;
use crate::report::Report;
use crate::seen::{self, Seen};
use ftp_diagnosis::{Cause, Client, Confidence, Ended, Finding};
use ftp_proto::listing::Entry;
use ftp_proto::{ReplyCode, Transcript};
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Object<'a> {
    /// The server, if there is a list of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    outcome: Ended,
    /// Of a file, or a listing, that could not be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    code: Option<u16>,
    phase: &'static str,
    causes: Vec<Found<'a>>,
    advice: Vec<String>,
    client: Option<&'static str>,
    in_client: Option<&'static str>,
    in_server: Option<InServer>,
    password: Option<&'a Password>,
    #[serde(skip_serializing_if = "Option::is_none")]
    for_hoster: Option<&'a str>,
    transcript: Vec<Line>,
    tls: Option<Tls<'a>>,
    probes: &'a [Probe],
    data: Option<seen::Object<'a>>,
}

#[derive(Serialize)]
struct InServer {
    software: &'static str,
    look_at: &'static str,
}

/// A server of a list that could not be tried.
#[derive(Serialize)]
struct Untried<'a> {
    target: &'a str,
    outcome: &'static str,
    error: &'a str,
}

#[derive(Serialize)]
struct Found<'a> {
    cause: Cause,
    confidence: Confidence,
    because: &'a str,
    /// Safe for a terminal, like the lines of the transcript.
    quote: Option<String>,
}

#[derive(Serialize)]
struct Line {
    direction: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Tls<'a> {
    version: &'a str,
    certificate_verified: bool,
}

/// Returns the report as an object on one line. Characters that a terminal would interpret are written as `\u` escapes.
/// `target` is the server as the list names it, if there is a list.
pub fn object(report: &Report, target: Option<&str>) -> serde_json::Result<String> {
    line(&object_of(report, target))
}

/// Returns the same for what `ls`, `get` and `put` could not do, with the outcome and the reason.
pub fn failed(report: &Report, outcome: Ended, error: &str) -> serde_json::Result<String> {
    line(&Object { outcome, error: Some(error), ..object_of(report, None) })
}

fn object_of<'a>(report: &'a Report, target: Option<&'a str>) -> Object<'a> {
    let end = &report.diagnosis;
    Object {
        target,
        outcome: end.ended(),
        error: None,
        code: end.code().map(ReplyCode::get),
        phase: end.phase().name(),
        causes: end.causes().iter().map(found).collect(),
        advice: report.advice(),
        client: report.client.map(Client::name),
        in_client: report.in_client().map(|(_, option)| option),
        in_server: report
            .in_server()
            .map(|admin| InServer { software: admin.server(), look_at: admin.look_at() }),
        password: report.password.as_ref(),
        for_hoster: report.for_hoster.as_deref(),
        transcript: transcript(&report.transcript),
        tls: report.tls.as_ref().map(|tls| Tls { version: &tls.version, certificate_verified: tls.verified }),
        probes: &report.probes,
        data: report.seen.as_ref().map(Seen::object),
    }
}

/// Returns the object for a server of a list that could not be tried, with the reason.
pub fn untried(target: &str, error: &str) -> serde_json::Result<String> {
    line(&Untried { target, outcome: "wrong_usage", error })
}

/// Returns an entry of a listing, as `ls --json` prints it.
pub fn entry(entry: &Entry<'_>) -> serde_json::Result<String> {
    line(&listing::Object::of(entry))
}

/// Returns any other value as one line of JSON, with the same escapes.
pub fn line(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string(value)?))
}

fn found(finding: &Finding) -> Found<'_> {
    let quote = finding.quote().map(|quote| reply_lines(quote.as_bytes()).join("\n"));
    Found { cause: finding.cause(), confidence: finding.confidence(), because: finding.because(), quote }
}

fn transcript(transcript: &Transcript) -> Vec<Line> {
    let entries = transcript.entries().map(lines);
    entries.map(|(direction, lines)| Line { direction: direction.name(), text: lines.join("\n") }).collect()
}

/// Escapes unsafe characters. They are not ASCII, so in JSON they only stand inside strings, where an escape means the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if is_unsafe(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a String does not fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_means_the_same() {
        let text = "a\u{1b}[31m \u{9b}31m \u{7f} \u{202e} \u{fffd} ü \"q\" \\";
        let json = escaped(&serde_json::to_string(text).unwrap());
        assert!(!json.chars().any(is_unsafe), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
