//! The report as one JSON object.

use crate::lines::{lines, reply_lines};
use crate::password::Password;
use crate::printable::is_unsafe;
use crate::probe::Probe;
use crate::report::Report;
use crate::transfers::{self, Seen};
use ftp_diagnosis::{Cause, Client, Confidence, Finding, Outcome};
use ftp_proto::{ReplyCode, Transcript};
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Object<'a> {
    /// Of a list of servers: which.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    outcome: Outcome,
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
    data: Option<transfers::Object<'a>>,
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
    /// Safe for a terminal, as the lines of the transcript are.
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

/// The object on one line. Characters that a terminal would obey are written as `\u` escapes. `target`: which
/// of many servers it is.
pub fn object(report: &Report, target: Option<&str>) -> serde_json::Result<String> {
    let end = &report.diagnosis;
    line(&Object {
        target,
        outcome: end.outcome(),
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
    })
}

/// The same for a server of a list that could not be tried, and why.
pub fn untried(target: &str, error: &str) -> serde_json::Result<String> {
    line(&Untried { target, outcome: "wrong_usage", error })
}

/// Anything else on one line of JSON.
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

/// What is not ASCII stands in JSON only inside strings, where an escape means the same.
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
