//! Finds out why an FTP login or transfer failed, for JavaScript in Node and in browsers.
//!
//! ```js
//! import init, { diagnose } from "ftp-wasm";
//!
//! await init();
//! const log = "< 220 ProFTPD Server ready.\n> USER alice\n< 550 SSL/TLS required on the control channel\n";
//! for (const { cause, confidence } of diagnose(log).causes) {
//!   console.log(`${cause}: ${confidence}`);
//! }
//! ```
//!
//! This crate only passes values between JavaScript and [`ftp_report`]. The JSON is that of the tool `ftp-doctor`; the
//! types are in `src/types.d.ts`. [`paste`] is what a page that shows a log needs besides.

#![forbid(unsafe_code)]

mod decoder;
pub mod paste;

pub use decoder::ReplyDecoder;

use ftp_proto::listing::{Item, Listing, Options};
use ftp_proto::response::Timestamp;
use ftp_report::compare::{Comparison, Side};
use ftp_report::explain::{Subject, logs};
use ftp_report::read::{Reading, read};
use ftp_report::report::Report;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// Returns the report of a log as one line of JSON, byte for byte that of `ftp-doctor read --json`; `undefined` if the log
/// contains no FTP.
#[wasm_bindgen(js_name = diagnoseJson)]
pub fn diagnose_json(
    #[wasm_bindgen(unchecked_param_type = "Bytes")] log: &JsValue,
) -> Result<Option<String>, JsError> {
    report(&bytes(log)?).transpose()
}

/// Returns what a log shows: how it ended, why, and what to do; `undefined` if the log contains no FTP.
#[wasm_bindgen(unchecked_return_type = "Report | undefined")]
pub fn diagnose(#[wasm_bindgen(unchecked_param_type = "Bytes")] log: &JsValue) -> Result<JsValue, JsValue> {
    match report(&bytes(log)?).transpose()? {
        Some(json) => js_sys::JSON::parse(&json),
        None => Ok(JsValue::UNDEFINED),
    }
}

/// Returns what differs between two logs, and which difference explains why one of them failed. Throws if one contains no
/// FTP.
#[wasm_bindgen(unchecked_return_type = "Comparison")]
pub fn compare(
    #[wasm_bindgen(unchecked_param_type = "Bytes")] a: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Bytes")] b: &JsValue,
) -> Result<JsValue, JsValue> {
    let (a, b) = (side("a", &bytes(a)?)?, side("b", &bytes(b)?)?);
    parsed(&Comparison::of([&a, &b]).json())
}

/// Returns what a code means in each phase, what to do about a cause, or how a client logs more ("log curl"). Throws a
/// sentence if there is nothing by this name.
#[wasm_bindgen(unchecked_return_type = "Code | Cause | Logs")]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "string | number")] name: &JsValue,
) -> Result<JsValue, JsValue> {
    let name = match (name.as_string(), name.as_f64()) {
        (Some(name), _) => name,
        (None, Some(code)) => code.to_string(),
        (None, None) => return Err(JsError::new("a name is a string or a number").into()),
    };
    let subject = Subject::named(&name).map_err(|error| JsError::new(&error))?;
    parsed(&subject.json())
}

/// Returns the entries of a listing in any server's format. `now`, in milliseconds as from `Date.now()`, decides which year
/// is meant if the listing leaves it out; without a valid number, such years stay unknown.
#[wasm_bindgen(js_name = parseListing, unchecked_return_type = "Entry[]")]
pub fn parse_listing(
    #[wasm_bindgen(unchecked_param_type = "Bytes")] listing: &JsValue,
    now: Option<f64>,
) -> Result<JsValue, JsValue> {
    let entries = entries(&bytes(listing)?, now).map_err(JsError::from)?;
    js_sys::JSON::parse(&format!("[{}]", entries.join(",")))
}

fn report(log: &[u8]) -> Option<Result<String, JsError>> {
    let report = Report::of_reading(read(log, None)?);
    Some(ftp_report::json::object(&report, None).map_err(JsError::from))
}

fn side(name: &str, log: &[u8]) -> Result<Side, JsError> {
    let reading: Option<Reading> = read(log, None);
    reading
        .map(|reading| Side::of_reading(name, reading))
        .ok_or_else(|| JsError::new(&logs::nothing_found(log)))
}

/// Returns each entry as JSON.
fn entries(mut listing: &[u8], now: Option<f64>) -> Result<Vec<String>, serde_json::Error> {
    // Milliseconds since 1970 are far below the largest exact integer.
    let now = now
        .filter(|now| !now.is_nan())
        .and_then(|now| Timestamp::from_unix_seconds((now / 1000.0).floor() as i64));
    let mut parser = Listing::new(now.map_or(Options::new(), |now| Options::new().with_now(now)));
    let mut entries = Vec::new();
    while let Some(item) = parser.read(&mut listing) {
        add(&mut entries, item)?;
    }
    while let Some(item) = parser.finish() {
        add(&mut entries, item)?;
    }
    Ok(entries)
}

fn add(entries: &mut Vec<String>, item: Item<'_>) -> Result<(), serde_json::Error> {
    if let Item::Entry(entry) = item {
        entries.push(ftp_report::json::entry(&entry)?);
    }
    Ok(())
}

/// Reads text or bytes.
fn bytes(value: &JsValue) -> Result<Vec<u8>, JsError> {
    if let Some(text) = value.as_string() {
        return Ok(text.into_bytes());
    }
    let bytes =
        value.dyn_ref::<Uint8Array>().ok_or_else(|| JsError::new("neither a string nor a Uint8Array"))?;
    Ok(bytes.to_vec())
}

fn parsed(value: &serde_json::Value) -> Result<JsValue, JsValue> {
    let json = ftp_report::json::line(value).map_err(JsError::from)?;
    js_sys::JSON::parse(&json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_ends_with_or_without_a_line_end() {
        let lines = "-rw-r--r-- 1 a b 12 Jan  2 03:04 one\n-rw-r--r-- 1 a b 12 Jan  2 03:04 two";
        let found = entries(lines.as_bytes(), Some(1_767_225_600_000.0)).unwrap();
        assert_eq!(found.len(), 2);
        assert!(
            found[1].contains("\"name\":\"two\"") && found[1].contains("\"modified\":\"2025-01-02"),
            "{found:?}"
        );
    }

    #[test]
    fn where_the_time_of_now_is_no_number_no_year_is_guessed() {
        let line = b"-rw-r--r-- 1 a b 12 Jan  2 03:04 one";
        for now in [None, Some(f64::NAN), Some(f64::INFINITY)] {
            let found = entries(line, now).unwrap();
            assert!(found[0].contains("\"year\":\"unknown\""), "{now:?}: {found:?}");
        }
    }
}
