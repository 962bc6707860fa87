//! The rules for `unsafe` in this crate, the only one that has any.

use std::fs;
use std::path::Path;

/// The most lines between the braces of a function with `unsafe`, including its SAFETY comments.
const MOST: usize = 9;

#[test]
fn a_function_with_unsafe_is_short_and_says_why_it_may() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut functions = 0;
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.ends_with("tests.rs") {
            continue; // the callers, not the crate
        }
        let source = fs::read_to_string(&file).unwrap();
        for (name, body) in bodies(&source) {
            if !body.iter().any(|line| line.contains("unsafe")) {
                continue;
            }
            functions += 1;
            let place = format!("{}: {name}", file.display());
            assert!(body.len() <= MOST, "{place} has {} lines", body.len());
            assert!(
                body.iter().any(|line| line.trim().starts_with("// SAFETY: ")),
                "{place} has no SAFETY line"
            );
        }
    }
    assert!(functions > 60, "only {functions} functions with unsafe were found");
}

/// Returns every function of a source with the lines between its braces. `rustfmt` puts the closing brace under the
/// first letter of the function's line.
fn bodies(source: &str) -> Vec<(String, Vec<&str>)> {
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let is_function = [
            "fn ",
            "pub fn ",
            "pub(crate) fn ",
            "unsafe fn ",
            "pub unsafe ",
            "pub(crate) unsafe ",
            "pub extern ",
        ]
        .iter()
        .any(|start| code.starts_with(start));
        if !is_function || code.ends_with(';') {
            continue;
        }
        let indent = &line[..line.len() - code.len()];
        let rest = lines[at..].iter();
        let opens = at + rest.clone().position(|line| line.ends_with('{') || line.ends_with("{}")).unwrap();
        let close = format!("{indent}}}");
        let closes = lines[opens..].iter().position(|line| **line == close || line.ends_with("{}"));
        let body = lines[opens + 1..opens + closes.unwrap().max(1)].to_vec();
        found.push((code.to_string(), body));
    }
    found
}
