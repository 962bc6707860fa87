//! Many servers at once.

use crate::arguments::Check;
use crate::attempt::Attempt;
use crate::check::{Unobserved, check};
use crate::credentials::{Sources, credentials};
use crate::page::Page;
use crate::printable::printable;
use crate::report::Report;
use crate::target::{Target, without_password};
use crate::transfers::Further;
use crate::usage;
use ftp_proto::Credentials;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::task::{JoinSet, LocalSet};

/// One line of the list.
pub struct Host {
    /// As it was written, without a password.
    pub target: String,
    /// What to try; or, as a sentence, why that cannot be.
    pub attempt: Result<(Attempt, Credentials), String>,
}

/// What is kept of a check.
pub struct Row {
    target: String,
    outcome: &'static str,
    code: String,
    cause: &'static str,
    status: u8,
}

/// The servers of a list: one in each line; empty lines do not count, nor does what follows a `#` at the
/// beginning of a line or behind a blank.
pub fn hosts(list: &str, options: &Check, sources: &mut impl Sources) -> Vec<Host> {
    let list = list.strip_prefix('\u{feff}').unwrap_or(list);
    let targets = list.lines().map(|line| without_comment(line).trim());
    let host = |text: &str| Host {
        target: printable(without_password(text).as_bytes()),
        attempt: attempt(text, options, sources),
    };
    targets.filter(|line| !line.is_empty()).map(host).collect()
}

/// Checks them, so many at a time; `each` gets every report, as they come. The rows are in the order of
/// the list.
pub async fn check_all(
    hosts: Vec<Host>,
    at_once: usize,
    timeout: Duration,
    further: Further,
    each: &mut dyn FnMut(&str, Result<&Report, &str>),
) -> Vec<Row> {
    let mut rows = BTreeMap::new();
    let mut hosts = hosts.into_iter().enumerate();
    let mut running = JoinSet::new();
    let local = LocalSet::new();
    local
        .run_until(async {
            loop {
                while running.len() < at_once {
                    let Some((number, host)) = hosts.next() else { break };
                    running.spawn_local(async move { (number, checked(host, timeout, further).await) });
                }
                let Some(done) = running.join_next().await else { break };
                let Ok((number, (target, result))) = done else { continue };
                each(&target, result.as_ref().map_err(String::as_str));
                rows.insert(number, Row::new(target, result.as_ref().ok()));
            }
        })
        .await;
    rows.into_values().collect()
}

/// The rows as a table, and how many there are of each outcome.
pub fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.target.chars().count()).max().unwrap_or(0).min(TARGET);
    let mut page = Page::default();
    let mut counts = BTreeMap::new();
    for row in rows {
        let target: String = row.target.chars().take(TARGET).collect();
        let line = format!("{target:width$}  {:14}  {:3}  {}", row.outcome, row.code, row.cause);
        page.line(line.trim_end());
        *counts.entry(row.outcome).or_insert(0) += 1;
    }
    let counts: Vec<String> =
        counts.into_iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    page.blank();
    page.line(&format!("{} checked: {}", rows.len(), counts.join(", ")));
    page.text()
}

/// The highest exit status of all.
pub fn exit_status(rows: &[Row]) -> u8 {
    rows.iter().map(|row| row.status).max().unwrap_or(0)
}

/// Longer targets are cut in the table.
const TARGET: usize = 25;

/// A `#` inside a word is no comment: it may be part of a password.
fn without_comment(line: &str) -> &str {
    let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
    let comment = line.match_indices('#').map(|(at, _)| at).find(begins);
    &line[..comment.unwrap_or(line.len())]
}

fn attempt(
    text: &str,
    options: &Check,
    sources: &mut impl Sources,
) -> Result<(Attempt, Credentials), String> {
    let target = Target::parse(text).map_err(|error| error.to_string())?;
    let credentials =
        credentials(&options.connection.who, &target, sources).map_err(|error| error.to_string())?;
    Ok((usage::attempt(&options.connection, &target, &credentials)?, credentials))
}

async fn checked(host: Host, timeout: Duration, further: Further) -> (String, Result<Report, String>) {
    let result = match host.attempt {
        Ok((attempt, credentials)) => {
            let report = check(attempt, credentials, timeout, further, &mut Unobserved).await;
            report.map_err(|error| format!("{error}."))
        }
        Err(sentence) => Err(sentence),
    };
    (host.target, result)
}

impl Row {
    fn new(target: String, report: Option<&Report>) -> Self {
        let end = report.map(|report| &report.diagnosis);
        Row {
            target,
            outcome: end.map_or("wrong_usage", |end| end.outcome().name()),
            code: end.and_then(|end| end.code()).map_or_else(String::new, |code| code.to_string()),
            cause: end.and_then(|end| end.causes().first()).map_or("", |first| first.cause().name()),
            status: report.map_or(2, Report::exit_status),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_diagnosis::{Cause, Outcome};

    #[test]
    fn the_table_is_80_columns_wide() {
        let row = |cause: &Cause| Row {
            target: "ftp://alice@a.host.with.a.long.name.example.org".to_owned(),
            outcome: Outcome::TransferFailed.name(),
            code: "530".to_owned(),
            cause: cause.name(),
            status: 5,
        };
        let table = table(&Cause::all().iter().map(row).collect::<Vec<_>>());
        assert!(table.contains("  client_certificate_required\n"), "{table}");
        assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    }

    #[test]
    fn comments_begin_words() {
        for (line, rest) in [
            ("h # x", "h "),
            ("# h", ""),
            ("\t#h", "\t"),
            ("ftp://a:b#c@h #d", "ftp://a:b#c@h "),
            ("h", "h"),
            ("h\u{a0}#", "h\u{a0}"),
        ] {
            assert_eq!(without_comment(line), rest, "{line}");
        }
    }
}
