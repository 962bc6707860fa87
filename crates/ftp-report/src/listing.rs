//! The entries of a listing, as JSON.

use ftp_proto::listing::Entry;
use serde::Serialize;
use std::fmt::Write as _;

/// An entry in the JSON.
#[derive(Serialize)]
pub(crate) struct Object {
    name: String,
    /// The bytes of a name that is not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    name_hex: Option<String>,
    kind: &'static str,
    size: Option<u64>,
    size_is_exact: bool,
    modified: Option<String>,
    year: Option<&'static str>,
    zone: Option<&'static str>,
    permissions: Option<String>,
    owner: Option<String>,
    group: Option<String>,
    target: Option<String>,
    format: &'static str,
    raw: String,
}

impl Object {
    pub(crate) fn of(entry: &Entry<'_>) -> Self {
        let modified = entry.modified();
        Object {
            name: text(entry.name()),
            name_hex: entry.name_text().is_none().then(|| hex(entry.name())),
            kind: entry.kind().name(),
            size: entry.size(),
            size_is_exact: entry.size_is_exact(),
            modified: modified.map(|time| time.to_string()),
            year: modified.map(|time| time.year_source().name()),
            zone: modified.map(|time| time.zone().name()),
            permissions: entry.permissions().map(text),
            owner: entry.owner().map(text),
            group: entry.group().map(text),
            target: entry.target().map(text),
            format: entry.format().name(),
            raw: text(entry.raw()),
        }
    }
}

/// Returns the bytes as text. Bytes that are not UTF-8 are written as `\xNN`.
pub fn text(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String does not fail.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Returns the bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a String does not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
