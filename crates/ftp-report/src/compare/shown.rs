//! A comparison, for people and as JSON.

use super::Side;
use super::finding::{Comparison, Difference};
use crate::page::{FAINT, Page, STRONG};
use crate::printable::printable;
use crate::report::place;
use ftp_diagnosis::{Ended, Finding};
use serde_json::{Value, json};

const LETTERS: [&str; 2] = ["A", "B"];

impl Comparison<'_> {
    /// Returns the comparison for people, 80 columns wide, with ANSI colours.
    pub fn for_people(&self) -> String {
        let mut page = Page::default();
        for (letter, side) in LETTERS.iter().zip(self.sides) {
            page.item(&format!("{letter}: "), &end(side));
        }
        page.blank();
        page.paragraph(STRONG, &self.headline());
        if !self.explains.is_empty() {
            table(&mut page, &self.explains);
        }
        if !self.others.is_empty() {
            page.blank();
            page.paragraph(
                STRONG,
                if self.explains.is_empty() { "What differs:" } else { "What differs, too:" },
            );
            table(&mut page, &self.others);
        }
        if let Some((side, cause)) = self.failed.and_then(|side| Some((side, self.cause?))) {
            page.blank();
            page.paragraph(STRONG, &format!("What to do about {}:", LETTERS[side]));
            page.item("  ", cause.sentence());
            let client = self.sides[side].report.client;
            let in_client = client.and_then(|client| Some((client, cause.in_client(client)?)));
            let steps: Vec<String> = in_client
                .map(|(client, option)| format!("In {client}: {option}."))
                .into_iter()
                .chain(cause.checks().iter().map(|check| (*check).to_owned()))
                .take(STEPS)
                .collect();
            for (number, step) in steps.iter().enumerate() {
                page.item(&format!("  {}. ", number + 1), step);
            }
        }
        page.text()
    }

    /// Returns each difference by its name in the JSON and by its name for people.
    pub fn titles(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.explains.iter().chain(&self.others).map(|one| (one.facet.name(), one.facet.title()))
    }

    /// Returns the result in a sentence.
    pub fn headline(&self) -> String {
        match (self.failed, self.alike) {
            (None, _) => "Both worked.".to_owned(),
            (Some(_), true) => "Both failed alike: what differs between them does not matter.".to_owned(),
            (Some(side), _) if !self.explains.is_empty() => {
                format!("This difference explains why {} failed:", LETTERS[side])
            }
            (Some(side), _) => format!("No difference that shows explains why {} failed.", LETTERS[side]),
        }
    }

    /// Returns the comparison as JSON: `failed` (`a`, `b` or null), `cause`, `explains` (names of differences), `differences`,
    /// and both sides.
    pub fn json(&self) -> Value {
        let names = |differences: &[Difference]| -> Vec<&str> {
            differences.iter().map(|one| one.facet.name()).collect()
        };
        let all = self.explains.iter().chain(&self.others);
        json!({
            "failed": self.failed.filter(|_| !self.alike).map(|side| LETTERS[side].to_lowercase()),
            "cause": self.cause.map(|cause| cause.name()),
            "explains": names(&self.explains),
            "differences": all.map(|one| json!({
                "what": one.facet.name(),
                "a": one.values[0],
                "b": one.values[1],
            })).collect::<Vec<_>>(),
            "a": side_json(self.sides[0]),
            "b": side_json(self.sides[1]),
        })
    }
}

/// The maximum number of steps of advice.
const STEPS: usize = 3;

fn side_json(side: &Side) -> Value {
    let end = &side.report.diagnosis;
    json!({
        "name": printable(side.name.as_bytes()),
        "client": side.report.client.map(|client| client.name()),
        "outcome": end.ended().name(),
        "code": end.code().map(|code| code.get()),
        "phase": end.phase().name(),
        "causes": end.causes().iter().map(|found| found.cause().name()).collect::<Vec<_>>(),
    })
}

/// Returns the file or server, the client that wrote the log, and how the conversation ended.
fn end(side: &Side) -> String {
    let end = &side.report.diagnosis;
    let client = side.report.client.map_or_else(String::new, |client| format!(" ({client})"));
    let code = end.code().map_or_else(String::new, |code| format!(" ({code})"));
    let what = match end.ended() {
        Ended::LoggedIn => format!("the login worked{code}"),
        Ended::TransferFailed => format!("the login worked, but a command or transfer after it failed{code}"),
        outcome => format!("{} {}{code}", outcome.name().replace('_', " "), place(end.phase())),
    };
    let quote = end.causes().first().and_then(Finding::quote).and_then(|quote| quote.lines().last());
    let quote = quote.map_or_else(String::new, |quote| format!(": {}", printable(quote.as_bytes())));
    format!("{}{client}: {what}{quote}", printable(side.name.as_bytes()))
}

fn table(page: &mut Page, differences: &[Difference]) {
    for difference in differences {
        page.item("  - ", difference.facet.title());
        for (letter, value) in LETTERS.iter().zip(&difference.values) {
            page.styled_item(FAINT, &format!("      {letter}: "), &printable(value.as_bytes()));
        }
    }
}
