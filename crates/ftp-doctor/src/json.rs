//! The report as one JSON object.

use crate::lines::lines;
use crate::printable::is_unsafe;
use crate::report::Report;
use ftp_proto::{Finding, Transcript};
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Object<'a> {
    outcome: &'static str,
    code: Option<u16>,
    phase: &'static str,
    causes: Vec<Cause<'a>>,
    advice: Vec<&'static str>,
    transcript: Vec<Line>,
    tls: Option<Tls<'a>>,
}

#[derive(Serialize)]
struct Cause<'a> {
    cause: &'static str,
    confidence: &'static str,
    because: &'a str,
    quote: Option<&'a str>,
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

/// The object on one line. Characters that a terminal would obey are written as `\u` escapes.
pub fn object(report: &Report) -> serde_json::Result<String> {
    let diagnosis = &report.diagnosis;
    let text = serde_json::to_string(&Object {
        outcome: diagnosis.outcome().name(),
        code: diagnosis.code().map(|code| code.get()),
        phase: diagnosis.phase().name(),
        causes: diagnosis.causes().iter().map(cause).collect(),
        advice: diagnosis.advice(),
        transcript: transcript(&report.transcript),
        tls: report.tls.as_ref().map(|tls| Tls { version: &tls.version, certificate_verified: tls.verified }),
    })?;
    Ok(escaped(&text))
}

fn cause(finding: &Finding) -> Cause<'_> {
    Cause {
        cause: finding.cause().name(),
        confidence: finding.confidence().name(),
        because: finding.because(),
        quote: finding.quote(),
    }
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
