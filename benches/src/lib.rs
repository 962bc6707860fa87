//! What the benches share: the corpora, the parsers to compare, how to compare them, and how much of each to run.

pub mod callgrind;
pub mod corpora;
pub mod listings;
pub mod parsers;
pub mod rounds;

/// The size of a corpus in bytes: 8 MiB for measuring, little if only checking that everything runs (`cargo bench
/// -- --test`, as `cargo test` also runs a bench).
pub fn corpus_size() -> usize {
    let measuring =
        std::env::args().any(|arg| arg == "--bench") && !std::env::args().any(|arg| arg == "--test");
    if measuring { 8 << 20 } else { 64 << 10 }
}
