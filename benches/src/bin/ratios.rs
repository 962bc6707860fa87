//! The figures of the README: the time of each parser relative to `memchr` walking every LF of the same bytes, the
//! same for a stream in chunks, and the cost of a byte of a long reply relative to one of shorter replies.
//!
//! ```text
//! cargo run --release -p ftp-benches --bin ratios
//! ```
//!
//! `ftp_benches::rounds` describes how times are measured and compared.

use ftp_benches::corpora::{self, Corpus};
use ftp_benches::listings;
use ftp_benches::parsers::{self, PARSERS};
use ftp_benches::rounds::{self, ROUNDS, Run, Share};
use ftp_proto::Decoder;
use std::cell::RefCell;

/// The size of a corpus in bytes.
const SIZE: usize = 8 << 20;

/// The sizes of chunks in bytes.
const CHUNKS: [usize; 5] = [1, 7, 64, 1460, 65536];

const YARDSTICK: &str = "memchr-lf";

fn main() {
    println!("Processor: {}. All figures: the median of {ROUNDS} rounds (quartiles).", processor());
    whole();
    in_chunks();
    growth();
    listings();
}

/// Complete replies in one slice.
fn whole() {
    println!("\nTime as a share of `{YARDSTICK}` on the same bytes:\n");
    let corpora = corpora::all(SIZE);
    let columns = corpora.each_ref().map(|corpus| {
        let takers = parsers::takers(corpus);
        let limits = parsers::limits_for(corpus.name);
        let runs = takers.iter().map(|(_, parser)| Run::new(&corpus.bytes, || parser(&corpus.bytes, limits)));
        let yardstick = takers.iter().position(|(name, _)| *name == YARDSTICK).expect("it takes all");
        let shares = rounds::shares(&runs.collect::<Vec<_>>(), yardstick);
        let names = takers.iter().map(|(name, _)| *name);
        names.zip(shares).collect::<Vec<(&str, Share)>>()
    });
    header("parser", corpora.iter().map(|corpus| corpus.name));
    for (parser, _) in PARSERS {
        let shares = columns.each_ref().map(|column| {
            let (_, share) = column.iter().find(|(name, _)| name == parser)?;
            Some(*share)
        });
        row(parser, shares);
    }
}

/// A connection's decoder, fed the stream in chunks of one size.
fn in_chunks() {
    println!("\nThe same for a stream in chunks of so many bytes:\n");
    header("corpus", CHUNKS);
    for corpus in [corpora::short(SIZE / 8), corpora::banner(SIZE / 8), corpora::mixed(SIZE / 8)] {
        let limits = parsers::limits_for(corpus.name);
        let (_, yardstick) = PARSERS.iter().find(|(name, _)| *name == YARDSTICK).expect("the yardstick");
        let mut runs = vec![Run::new(&corpus.bytes, || yardstick(&corpus.bytes, limits))];
        runs.extend(CHUNKS.map(|chunk| in_chunks_of(chunk, &corpus)));
        row(corpus.name, rounds::shares(&runs, 0).into_iter().skip(1).map(Some));
    }
}

/// As many bytes in replies of 16 KiB and in one of 8 MiB. In chunks of 65,536 bytes, most of the smaller replies
/// are complete and so are not gathered.
fn growth() {
    println!("\nA byte of a reply of 8 MiB in such chunks, as a share of one of replies of 16 KiB:\n");
    let [small, large] = [16 << 10, SIZE].map(|each| corpora::long("huge", SIZE, each));
    header("", CHUNKS);
    let growth = CHUNKS.map(|chunk| {
        let shares = rounds::shares(&[in_chunks_of(chunk, &small), in_chunks_of(chunk, &large)], 0);
        shares.last().copied()
    });
    row("share", growth);
}

/// Listings, against the fastest other parser that takes them; and a byte of a long listing against one of a short
/// one.
fn listings() {
    println!("\nA listing, as a share of the time of `suppaftp` on the same bytes:\n");
    let corpora = listings::all(SIZE);
    header("parser", corpora.iter().map(|corpus| corpus.name));
    let columns = corpora.each_ref().map(|corpus| {
        let takers = listings::takers(corpus);
        let runs = takers.iter().map(|(_, parser)| Run::new(&corpus.bytes, || parser(corpus)));
        let yardstick = takers.iter().position(|(name, _)| *name == "suppaftp").expect("it takes all");
        let shares = rounds::shares(&runs.collect::<Vec<_>>(), yardstick);
        takers.iter().map(|(name, _)| *name).zip(shares).collect::<Vec<(&str, Share)>>()
    });
    for (parser, _) in listings::PARSERS {
        row(
            parser,
            columns.each_ref().map(|column| {
                let (_, share) = column.iter().find(|(name, _)| name == parser)?;
                Some(*share)
            }),
        );
    }
    println!("\nA byte of a listing of so many bytes, as a share of one of 1 KiB:\n");
    let sizes = [1 << 10, 64 << 10, 1 << 20, 100 << 20];
    header("format", sizes);
    let corpora = sizes.map(listings::unix_listing);
    let runs =
        corpora.each_ref().map(|corpus| Run::new(&corpus.bytes, || listings::ours(&corpus.bytes, 1460)));
    row("unix", rounds::shares(&runs, 0).into_iter().map(Some));
    let [.., million] = &corpora;
    let runs = ["suppaftp", "ftp-proto-1460"].map(|wanted| {
        let (_, parser) = listings::PARSERS.iter().find(|(name, _)| *name == wanted).expect("one of them");
        Run::new(&million.bytes, || parser(million))
    });
    let share = rounds::shares(&runs, 0).pop().expect("two runs");
    println!(
        "\nThe {} lines of the last one, as a share of the time of `suppaftp`: {share}",
        million.entries
    );
}

fn in_chunks_of(chunk: usize, corpus: &Corpus) -> Run<'_> {
    let decoder = RefCell::new(Decoder::new(parsers::limits_for(corpus.name)));
    let call = move || parsers::stream(&mut decoder.borrow_mut(), corpus.bytes.chunks(chunk));
    assert_eq!(call(), corpus.replies, "{} in chunks of {chunk}", corpus.name);
    Run::new(&corpus.bytes, call)
}

fn header(first: &str, columns: impl IntoIterator<Item = impl ToString>) {
    let columns: Vec<String> = columns.into_iter().map(|column| column.to_string()).collect();
    println!("| {first} | {} |\n|---|{}", columns.join(" | "), "---|".repeat(columns.len()));
}

/// A missing share makes an empty cell.
fn row(name: &str, shares: impl IntoIterator<Item = Option<Share>>) {
    let cells = shares.into_iter().map(|share| share.map_or_else(String::new, |share| share.to_string()));
    println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
}

/// The processor's name according to Linux.
fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    model.map_or_else(|| format!("unknown ({})", std::env::consts::ARCH), |(_, name)| name.trim().to_owned())
}
