//! What keeps the promises of the login, as places in its source: `tests/data/guards.tsv`.

use crate::conversation::unescape;

/// One of them.
#[derive(Debug)]
pub struct Guard {
    /// In `crates/ftp-proto/src`.
    pub file: &'static str,
    /// What it keeps.
    pub name: &'static str,
    stands: String,
    instead: String,
}

impl Guard {
    /// All of them.
    pub fn all() -> Vec<Guard> {
        let rows = include_str!("../data/guards.tsv").lines().filter(|line| !line.starts_with('#'));
        let code = |text| String::from_utf8(unescape(text)).unwrap();
        let guards = rows.map(|row| match row.split('\t').collect::<Vec<_>>()[..] {
            [file, name, stands, instead] => {
                Guard { file, name, stands: code(stands), instead: code(instead) }
            }
            _ => panic!("not a row of four: {row}"),
        });
        guards.collect()
    }

    /// The source without it. `None`: it does not stand there, or not only once.
    pub fn taken_from(&self, source: &str) -> Option<String> {
        let mut parts = source.split(&self.stands);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(before), Some(after), None) => Some([before, &self.instead, after].concat()),
            _ => None,
        }
    }
}
