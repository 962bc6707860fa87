//! The servers of a list, grouped by result.

use super::Row;
use ftp_report::page::Page;
use std::collections::BTreeMap;

/// The result of a check: outcome, code, cause.
type Result<'r> = (&'static str, &'r str, &'static str);

/// Returns the table: one line for each result, with its servers below, and at the end the number of each outcome.
pub fn table(rows: &[Row]) -> String {
    let mut groups: Vec<(Result<'_>, Vec<&str>)> = Vec::new();
    let mut places: BTreeMap<Result<'_>, usize> = BTreeMap::new();
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let result = (row.outcome, row.code.as_str(), row.cause);
        let place = *places.entry(result).or_insert(groups.len());
        if place == groups.len() {
            groups.push((result, Vec::new()));
        }
        groups[place].1.push(&row.target);
        *outcomes.entry(row.outcome).or_insert(0) += 1;
    }
    let mut page = Page::default();
    for ((outcome, code, cause), targets) in groups {
        let line = format!("{:>6}  {outcome:15}  {code:3}  {cause}", targets.len());
        page.line(line.trim_end());
        page.item("          ", &named(&targets));
    }
    let outcomes: Vec<String> =
        outcomes.into_iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    page.blank();
    page.line(&format!("{} checked: {}", rows.len(), outcomes.join(", ")));
    page.text()
}

/// Names each target once, in the order of the list, with how often it is listed.
fn named(targets: &[&str]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order = Vec::new();
    for target in targets {
        let count = counts.entry(target).or_insert(0);
        if *count == 0 {
            order.push(*target);
        }
        *count += 1;
    }
    let name = |target: &&str| match counts.get(target) {
        Some(1) | None => (*target).to_owned(),
        Some(count) => format!("{target} ({count} times)"),
    };
    order.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_diagnosis::{Cause, Ended};

    fn row(target: &str, outcome: Ended, code: &str, cause: &'static str) -> Row {
        Row { target: target.to_owned(), outcome: outcome.name(), code: code.to_owned(), cause, status: 1 }
    }

    #[test]
    fn what_is_the_same_stands_together() {
        let mut rows = vec![
            row("a.example", Ended::Refused, "530", "wrong_credentials"),
            row("b.example", Ended::LoggedIn, "230", ""),
            row("c.example", Ended::Refused, "530", "wrong_credentials"),
        ];
        rows.extend((0..5).map(|_| row("d.example", Ended::LoggedIn, "230", "")));
        assert_eq!(
            table(&rows),
            "     2  refused          530  wrong_credentials\n          a.example, c.example\n\
             \x20    6  logged_in        230\n          b.example, d.example (5 times)\n\n\
             8 checked: 6 logged_in, 2 refused\n"
        );
    }

    #[test]
    fn the_table_is_80_columns_wide() {
        let rows: Vec<Row> = Cause::all()
            .iter()
            .map(|cause| row("ftp://alice@a.host.example.org", Ended::TransferFailed, "530", cause.name()))
            .collect();
        let table = table(&[rows.clone(), rows.clone(), rows].concat());
        assert!(table.contains("  client_certificate_required\n"), "{table}");
        assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    }
}
