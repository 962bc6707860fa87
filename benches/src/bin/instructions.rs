//! Instructions per reply, counted by callgrind: the figure that does not depend on the machine's load, and
//! so the one that CI compares.
//!
//! ```text
//! cargo run --release -p ftp-benches --bin instructions [CORPUS]
//! ```
//!
//! prints them for every parser on `short`, or on another corpus, and fails if one of ours takes more than
//! `MOST` on `short`. Where there is no valgrind it says so and succeeds.
//!
//! It runs itself under valgrind as `instructions PARSER CORPUS TIMES`, once and twice over the corpus: the
//! difference has neither the making of the corpus nor the start of the program in it.

use ftp_benches::{callgrind, corpora, parsers};
use std::process::ExitCode;

/// Instructions that a short reply may take.
const MOST: u64 = 140;

/// Bytes of the corpus.
const SIZE: usize = 256 << 10;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match &args[..] {
        [] => table("short"),
        [corpus] => table(corpus),
        [parser, corpus, times] => {
            run(parser, corpus, times.parse().expect("a number"));
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("usage: instructions [CORPUS | PARSER CORPUS TIMES]");
            ExitCode::from(2)
        }
    }
}

fn table(corpus: &str) -> ExitCode {
    if !callgrind::is_here() {
        println!("valgrind is not installed: no instructions were counted");
        return ExitCode::SUCCESS;
    }
    println!("| parser | instructions per reply of `{corpus}` |\n|---|---|");
    let mut good = true;
    for (parser, _) in parsers::PARSERS {
        let (Some(once), Some(twice)) = (counted(parser, corpus, 1), counted(parser, corpus, 2)) else {
            continue; // this parser does not take this corpus
        };
        let each = (twice - once) / found(corpus).replies as u64;
        let over = corpus == "short" && parser.starts_with("ftp-proto") && each > MOST;
        good &= !over;
        println!("| {parser} | {each}{} |", if over { format!(", over {MOST}") } else { String::new() });
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What callgrind counts; `None` if the parser fails.
fn counted(parser: &str, corpus: &str, times: u64) -> Option<u64> {
    callgrind::count(&[], &[parser, corpus, &times.to_string()])
}

fn run(parser: &str, corpus: &str, times: u64) {
    let corpus = found(corpus);
    let (_, parser) = parsers::PARSERS.iter().find(|(name, _)| *name == parser).expect("a parser");
    let limits = parsers::limits_for(corpus.name);
    for _ in 0..times {
        assert!(parser(&corpus.bytes, limits) > 0, "this parser does not take this corpus");
    }
}

fn found(corpus: &str) -> corpora::Corpus {
    corpora::all(SIZE).into_iter().find(|c| c.name == corpus).expect("a corpus")
}
