//! A paste as a page shows it: its text without secrets, which lines show what, and how it differs from
//! another paste.

mod mask;
mod place;

pub use mask::masked;

use ftp_diagnosis::Ended;
use ftp_proto::Transcript;
use ftp_report::compare::{Comparison, Side};
use ftp_report::explain::logs::nothing_found;
use ftp_report::hoster::{self, Occasion};
use ftp_report::lines::{Direction, lines};
use ftp_report::read::{Format, Reading, decoded, read};
use ftp_report::report::{Report, password_went_in_clear};
use place::{Lines, own_words, places};
use serde_json::{Value, json};
use std::ops::Range;
use wasm_bindgen::prelude::*;

/// A log or reply that somebody pasted. Nothing that it returns contains its secrets.
#[wasm_bindgen]
pub struct Paste {
    text: Vec<u8>,
    side: Option<Side>,
    view: String,
}

#[wasm_bindgen]
impl Paste {
    /// Reads a paste.
    #[wasm_bindgen(constructor)]
    pub fn new(log: &[u8]) -> Paste {
        let Some(reading) = read(log, None) else {
            let view = json!({ "nothing": nothing_found(log) }).to_string();
            return Paste { text: masked(&decoded(log), &[]), side: None, view };
        };
        let text = masked(&decoded(log), &reading.secrets);
        let (view, side) = view(&text, reading);
        Paste { text, side: Some(side), view: view.to_string() }
    }

    /// What a page shows of the paste, as JSON.
    #[wasm_bindgen(getter, unchecked_return_type = "string")]
    pub fn view(&self) -> String {
        self.view.clone()
    }

    /// Returns these lines of the paste.
    pub fn lines(&self, from: usize, to: usize) -> Vec<String> {
        let lines = Lines::of(&self.text);
        let numbers = from..to.min(lines.count());
        numbers.map(|number| String::from_utf8_lossy(lines.get(number)).into_owned()).collect()
    }

    /// Returns what differs from another paste, as JSON; `undefined` if either of the two contains no FTP.
    pub fn compare(&self, other: &Paste) -> Option<String> {
        let comparison = Comparison::of([self.side.as_ref()?, other.side.as_ref()?]);
        let mut found = comparison.json();
        found["headline"] = comparison.headline().into();
        found["titles"] = comparison
            .titles()
            .map(|(name, title)| (name.into(), title.into()))
            .collect::<serde_json::Map<_, Value>>()
            .into();
        Some(found.to_string())
    }
}

/// Returns the view of a log that contains FTP.
fn view(text: &[u8], reading: Reading) -> (Value, Side) {
    let (about, remark, format) = (reading.about.clone(), reading.remark.clone(), reading.format);
    let side = Side::of_reading("paste", reading);
    let report = &side.report;
    let json = ftp_report::json::object(report, None).unwrap_or_default();
    let lines = Lines::of(text);
    let mut places = places(&report.transcript, &lines);
    let broke = broke(report);
    let marked = broke.and_then(|at| marked(&places, at, &lines));
    if let (Some(at), Some(marked)) = (broke, &marked) {
        places[at] = Some(marked.clone());
    }
    let sentences = report.diagnosis.causes().iter().map(|found| found.cause().sentence());
    let password = report.password.as_ref().filter(|_| report.password_was_refused());
    let view = json!({
        "report": serde_json::from_str::<Value>(&json).unwrap_or_default(),
        "headline": report.headline(),
        "sentences": sentences.collect::<Vec<_>>(),
        "format": in_words(format),
        "remark": remark,
        "password": password.map(|password| password.sentences()),
        "in_clear": password_went_in_clear(&report.transcript),
        "for_hoster": hoster::paragraph(report, Occasion::Log(&about)),
        "lines": lines.count(),
        "places": places.iter().map(|place| place.as_ref().map(|lines| [lines.start, lines.end])).collect::<Vec<_>>(),
        "broke": broke,
        "marked": marked.map(|lines| [lines.start, lines.end]),
        "left_out": report.transcript.left_out(),
    });
    (view, side)
}

/// Returns which entry shows what is wrong: the one that the first cause quotes, or else the last.
fn broke(report: &Report) -> Option<usize> {
    if report.diagnosis.ended() == Ended::LoggedIn {
        return None;
    }
    let quote = report.diagnosis.causes().first().and_then(|first| first.quote());
    let quoted = quote.and_then(|quote| quoted(&report.transcript, quote));
    quoted.or_else(|| report.transcript.entries().count().checked_sub(1))
}

/// Returns the last reply with these words. A quote may be a part of a reply.
fn quoted(transcript: &Transcript, quote: &str) -> Option<usize> {
    let first = quote.lines().next()?.trim();
    transcript.entries().enumerate().fold(None, |last, (at, entry)| {
        let (direction, lines) = lines(entry);
        let has = direction == Direction::Received
            && lines.iter().any(|line| line.trim() == first || line.contains(first));
        if has { Some(at) } else { last }
    })
}

/// Returns the lines of that entry. If the client wrote it in its own words, they are looked for after the
/// entry before.
fn marked(places: &[Option<Range<usize>>], at: usize, lines: &Lines<'_>) -> Option<Range<usize>> {
    if let Some(place) = places.get(at)? {
        return Some(place.clone());
    }
    let before = places[..at].iter().rev().flatten().next().map_or(0, |place| place.end);
    // The paste is a single message, in words that its reader knows.
    let only = || (lines.count() == 1).then_some(0..1);
    own_words(lines, before).or_else(only)
}

fn in_words(format: Format) -> &'static str {
    Format::all().find(|(this, ..)| *this == format).map_or("", |(_, _, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(log: &str) -> Value {
        serde_json::from_str(&Paste::new(log.as_bytes()).view()).unwrap()
    }

    #[test]
    fn the_line_that_shows_it_is_marked() {
        for (log, marked) in [
            ("530 Login incorrect.", "530 Login incorrect."),
            (
                "> USER alice\n< 331 go on\n> PASS hunter2\n< 530 Login incorrect.\n> QUIT\n< 221 bye\n",
                "< 530 Login incorrect.",
            ),
            (
                "Status:\tConnecting to 192.0.2.7:21...\nError:\tConnection timed out\n",
                "Error:\tConnection timed out",
            ),
            (
                "*welcome* '220 hi'\n*cmd* 'USER alice'\n*resp* '530 TLS required'\nTraceback (most recent call last)\n",
                "*resp* '530 TLS required'",
            ),
        ] {
            let paste = Paste::new(log.as_bytes());
            let view: Value = serde_json::from_str(&paste.view()).unwrap();
            let range = view["marked"]
                .as_array()
                .map(|range| range.iter().map(|n| n.as_u64().unwrap() as usize).collect::<Vec<_>>());
            let [from, to] = range.unwrap_or_default()[..] else {
                panic!("nothing is marked in {log:?}: {view}")
            };
            assert_eq!(paste.lines(from, to), [marked], "{log:?}");
        }
    }

    #[test]
    fn no_secret_comes_out() {
        let log = "> USER alice\n< 331 go on\n> PASS hunter2\n< 530 hunter2 is wrong\n";
        let paste = Paste::new(log.as_bytes());
        let other = Paste::new(b"> USER bob\n< 331 go on\n> PASS hunter3\n< 230 hunter3 is right\n");
        let all = paste.view() + &paste.lines(0, 9).join("\n") + &paste.compare(&other).unwrap();
        assert!(!all.contains("hunter"), "{all}");
        assert!(all.contains("The difference") || all.contains("This difference explains"), "{all}");
    }

    #[test]
    fn where_nothing_of_ftp_is() {
        assert!(of("hello").get("nothing").is_some());
        assert!(of("230 Login successful.")["broke"].is_null());
    }
}
