//! What the benches share: the corpora, the parsers that are compared, how they are, and how much of each is run.

pub mod callgrind;
pub mod corpora;
pub mod listings;
pub mod parsers;
pub mod rounds;

/// Bytes of a corpus: 8 MiB when measuring, little when only trying that everything runs
/// (`cargo bench -- --test`, which is also what `cargo test` does to a bench).
pub fn corpus_size() -> usize {
    let measuring =
        std::env::args().any(|arg| arg == "--bench") && !std::env::args().any(|arg| arg == "--test");
    if measuring { 8 << 20 } else { 64 << 10 }
}
