//! Prints the golden table of the bindings: the result of every conversation and every paste of the repository, as JSON. C,
//! Python and JavaScript have to print the same, byte for byte.
//!
//! `cargo run -p ftp-report --example table -- DIR` writes each log as a file into DIR and prints a line for each, in the order
//! of their names: the name, a tab, and the JSON of `ftp_report::json::object`, or `null` if the log holds nothing of FTP. To
//! compare, a binding reads the files of DIR and prints the same lines.

use ftp_report::{json, read, report::Report};
use ftp_tests::conversation::unescape;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let to = PathBuf::from(env::args_os().nth(1).ok_or("usage: table DIR")?);
    fs::create_dir_all(&to)?;
    let mut logs = Vec::new();
    for (kind, log) in [("conversation", conversation as fn(&str) -> Vec<u8>), ("paste", paste)] {
        for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/data/{kind}s")))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            logs.push((format!("{kind}-{name}"), log(&fs::read_to_string(&path)?)));
        }
    }
    logs.sort();
    let mut out = io::stdout().lock();
    for (name, log) in logs {
        fs::write(to.join(&name), &log)?;
        let line = match read::read(&log, None) {
            Some(reading) => json::object(&Report::of_reading(reading), None)?,
            None => "null".to_string(),
        };
        writeln!(out, "{name}\t{line}")?;
    }
    Ok(())
}

/// Returns the files of test data in a folder, without its README.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect())
}

/// Returns a conversation file as the log of a client: what each side sent, as the bytes on the wire, and what happened.
fn conversation(text: &str) -> Vec<u8> {
    let mut log = Vec::new();
    for line in text.lines().filter(|line| ["S: ", "C: ", "* "].iter().any(|start| line.starts_with(start))) {
        log.extend(unescape(line));
        log.push(b'\n');
    }
    log
}

/// Returns a paste without its first line, which holds the expected result.
fn paste(text: &str) -> Vec<u8> {
    text.split_once('\n').unwrap_or_default().1.as_bytes().to_vec()
}
