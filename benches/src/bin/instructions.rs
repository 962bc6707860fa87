//! A parser over the `short` corpus (or another) a number of times, to be counted by callgrind: the
//! figure that does not depend on the machine's mood.
//!
//! ```text
//! cargo build --release -p ftp-benches --bin instructions
//! for n in 1 2; do
//!     valgrind --tool=callgrind --callgrind-out-file=/dev/null \
//!         target/release/instructions ftp-proto-pull short $n
//! done
//! ```
//!
//! The difference of the two `Collected` figures, divided by the replies that the program prints, is
//! the instructions per reply: making the corpus is in both.

use ftp_benches::{corpora, parsers};

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(parser), Some(corpus), Some(times)) = (args.next(), args.next(), args.next()) else {
        eprintln!("usage: instructions PARSER CORPUS TIMES");
        std::process::exit(2);
    };
    let corpora = corpora::all(256 << 10);
    let corpus = corpora.iter().find(|c| c.name == corpus).expect("a corpus");
    let (_, parser) = parsers::PARSERS.iter().find(|(name, _)| *name == parser).expect("a parser");
    let limits = parsers::limits_for(corpus.name);
    for _ in 0..times.parse().expect("a number") {
        assert!(parser(&corpus.bytes, limits) > 0, "this parser does not take this corpus");
    }
    println!("{} replies each time", corpus.replies);
}
