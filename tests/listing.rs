//! Listings: what lines say, alone and among those of their family, in any chunks.

#[cfg(unix)]
#[path = "listing/live.rs"]
mod live;
#[path = "listing/rows.rs"]
mod rows;

use ftp_proto::listing::Options;
use rows::{Expected, Row, agrees, read};
use std::collections::BTreeMap;

/// The table of the project; `LISTINGS=FILE` has another one of the same columns scored.
fn table() -> Vec<Row> {
    match std::env::var("LISTINGS") {
        Ok(file) => rows::rows(&std::fs::read_to_string(file).expect("the file LISTINGS")),
        Err(_) => rows::rows(include_str!("data/listings.tsv")),
    }
}

fn shown(expected: &Expected) -> String {
    match expected {
        Expected::Entry(fields) => {
            let fields: Vec<String> = fields.iter().map(|field| field.escape_ascii().to_string()).collect();
            fields.join(" | ")
        }
        other => format!("{other:?}"),
    }
}

fn report(wrong: &[(&Row, Expected)], of: usize) {
    for (row, found) in wrong {
        println!("{:4} {}: {}", row.number, row.family, row.line.escape_ascii());
        println!("     says  {}", shown(&row.expected));
        println!("     found {}", shown(found));
    }
    println!("{} of {of} are right", of - wrong.len());
}

#[test]
fn each_line_alone() {
    let rows = table();
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let listing = [&row.line[..], b"\r\n"].concat();
            let items = read(&listing, listing.len(), Options::new());
            let entry = items.iter().find(|(_, item)| matches!(item, Expected::Entry(_)));
            let found = entry.or(items.last()).map_or(Expected::None, |(_, item)| item.clone());
            (!agrees(&row.expected, &found)).then_some((row, found))
        })
        .collect();
    report(&wrong, rows.len());
    assert_eq!(wrong.len(), 0);
}

#[test]
fn each_family_as_one_listing() {
    let rows = table();
    let mut families: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| families.entry(&row.family).or_default().push(row));
    let mut wrong = Vec::new();
    for rows in families.values() {
        let listing: Vec<u8> = rows.iter().flat_map(|row| [&row.line[..], b"\r\n"].concat()).collect();
        let items = read(&listing, 1460, Options::new());
        assert_eq!(items, read(&listing, 1, Options::new()), "{}", rows[0].family);
        let mut items = items.into_iter();
        for row in rows {
            let line = row.line.strip_prefix(b"\r\n").unwrap_or(&row.line);
            let found = items.clone().position(|(raw, _)| raw == line).and_then(|at| items.nth(at));
            let found = found.map_or(Expected::Bad, |(_, item)| item);
            if !agrees(&row.expected, &found) {
                wrong.push((*row, found));
            }
        }
    }
    report(&wrong, rows.len());
    assert_eq!(wrong.len(), 0);
}
