//! The table of the README from criterion's own files of the last run: each parser's time as a share of
//! `memchr` walking every LF of the same bytes, and nanoseconds a reply where a stream comes in chunks.
//!
//! ```text
//! cargo bench -p ftp-benches && cargo run -p ftp-benches --bin ratios
//! ```

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// One benchmark of the run.
struct Measured {
    /// Nanoseconds for one iteration in the fastest sample: what else the machine does can only add.
    time: f64,
    /// Replies in one iteration.
    replies: f64,
    /// Bytes in one iteration.
    bytes: f64,
}

const YARDSTICK: &str = "memchr-lf";

fn main() -> ExitCode {
    let run = read(&folder());
    if run.is_empty() {
        eprintln!("no figures in {}: run `cargo bench -p ftp-benches` first", folder().display());
        return ExitCode::FAILURE;
    }
    shares(&run);
    chunks(&run);
    ExitCode::SUCCESS
}

/// Where criterion writes: the target folder of the workspace, unless cargo was told another.
fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target")).join("criterion")
}

/// The figures by benchmark id. Criterion keeps them in `<group>/<parameter>/new/`, with the full id in
/// `benchmark.json`.
fn read(folder: &Path) -> BTreeMap<String, Measured> {
    let mut run = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        folders.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
        let (Some(benchmark), Some(sample)) =
            (json(&folder.join("benchmark.json")), json(&folder.join("sample.json")))
        else {
            continue;
        };
        if !folder.ends_with("new") {
            continue;
        }
        let id = benchmark["full_id"].as_str();
        let time = fastest(&sample);
        let throughput = &benchmark["throughput"]["ElementsAndBytes"];
        let (replies, bytes) = (throughput["elements"].as_f64(), throughput["bytes"].as_f64());
        if let (Some(id), Some(time), Some(replies), Some(bytes)) = (id, time, replies, bytes) {
            run.insert(id.to_owned(), Measured { time, replies, bytes });
        }
    }
    run
}

fn fastest(sample: &Value) -> Option<f64> {
    let times = sample["times"].as_array()?.iter().zip(sample["iters"].as_array()?);
    times.filter_map(|(time, iterations)| Some(time.as_f64()? / iterations.as_f64()?)).reduce(f64::min)
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn shares(run: &BTreeMap<String, Measured>) {
    const CORPORA: [&str; 5] = ["short", "feat", "banner", "mixed", "huge"];
    println!("Time as a share of `{YARDSTICK}` on the same bytes (ns a reply)\n");
    println!("| parser | {} |", CORPORA.join(" | "));
    println!("|---|{}", "---|".repeat(CORPORA.len()));
    for (parser, _) in ftp_benches::parsers::PARSERS {
        let cells = CORPORA.map(|corpus| {
            let figure = |parser: &str| run.get(&format!("reply/{corpus}/{parser}"));
            match (figure(parser), figure(YARDSTICK)) {
                (Some(ours), Some(yardstick)) => {
                    format!("{:.2} ({:.1})", ours.time / yardstick.time, ours.time / ours.replies)
                }
                _ => String::new(),
            }
        });
        println!("| {parser} | {} |", cells.join(" | "));
    }
}

fn chunks(run: &BTreeMap<String, Measured>) {
    const SIZES: [&str; 6] = ["1", "7", "64", "1460", "65536", "reply"];
    println!("\nIn chunks of so many bytes, and one reply for each: ns a reply\n");
    println!("| corpus | {} |", SIZES.join(" | "));
    println!("|---|{}", "---|".repeat(SIZES.len()));
    let figure = |size: &str, corpus: &str| run.get(&format!("chunks/{size}/{corpus}"));
    for corpus in ["short", "banner", "mixed", "16k", "8M"] {
        let cells = SIZES.map(|size| match figure(size, corpus) {
            Some(figure) => format!("{:.1}", figure.time / figure.replies),
            None => String::new(),
        });
        println!("| {corpus} | {} |", cells.join(" | "));
    }
    let growth = SIZES.map(|size| match (figure(size, "8M"), figure(size, "16k")) {
        (Some(large), Some(small)) => {
            format!("{:.2}", large.time / large.bytes / (small.time / small.bytes))
        }
        _ => String::new(),
    });
    println!("| a byte of 8M to one of 16k | {} |", growth.join(" | "));
}
