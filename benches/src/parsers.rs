//! The parsers to compare. Each goes through a whole corpus and passes every reply that it made, as a value,
//! to the optimizer's black box.

use crate::corpora::Corpus;
use ftp_proto::reply::{Replies, grammar};
use ftp_proto::{Decoder, Limits, Reply};
use std::hint::black_box;

/// The parser's part of the bench name, and the parser. It returns how many replies (or line ends) it found.
pub type Parser = (&'static str, fn(&[u8], Limits) -> usize);

/// All parsers, ours first.
pub const PARSERS: &[Parser] = &[
    ("ftp-proto", each),
    ("ftp-proto-pull", pull),
    ("ftp-proto-parse", parse),
    ("ftp-proto-decoder", decoder),
    ("nom-obvious", nom_obvious),
    ("memchr-lf", memchr_lf),
    ("memmem-end", memmem_end),
    ("memcpy", memcpy),
    ("smtp-proto", smtp_proto),
];

/// Limits with which every corpus is parsed completely: `huge` needs room.
pub fn limits_for(corpus: &str) -> Limits {
    let mut limits = Limits::default();
    if corpus == "huge" {
        (limits.reply, limits.lines) = (usize::MAX, usize::MAX);
    }
    limits
}

/// Returns the parsers that take this corpus. Panics if one of them finds another number of replies than
/// there are.
pub fn takers(corpus: &Corpus) -> Vec<Parser> {
    let mut takers = PARSERS.to_vec();
    takers.retain(|(name, parser)| {
        let count = parser(&corpus.bytes, limits_for(corpus.name));
        let finds_replies = !name.starts_with("mem");
        assert!(
            count == 0 || !finds_replies || count == corpus.replies,
            "{name} on {}: {count}",
            corpus.name
        );
        count > 0
    });
    takers
}

/// Decodes a stream in chunks. Returns how many replies it contains.
pub fn stream<'a>(decoder: &mut Decoder, chunks: impl Iterator<Item = &'a [u8]>) -> usize {
    let mut count = 0;
    for mut chunk in chunks {
        while let Some(reply) = decoder.decode(&mut chunk).expect("a reply") {
            black_box(reply);
            count += 1;
        }
    }
    count
}

/// A whole buffer by internal iteration.
fn each(input: &[u8], limits: Limits) -> usize {
    let mut count = 0;
    Replies::new(input, limits).for_each(|reply| {
        black_box(reply).expect("a reply");
        count += 1;
    });
    count
}

/// One call of `next` for each reply.
fn pull(input: &[u8], limits: Limits) -> usize {
    let mut count = 0;
    let mut replies = Replies::new(input, limits);
    for reply in replies.by_ref() {
        black_box(reply).expect("a reply");
        count += 1;
    }
    count
}

/// One call per reply, with nothing kept between calls.
fn parse(mut input: &[u8], limits: Limits) -> usize {
    let mut count = 0;
    while let Some((reply, len)) = Reply::parse(input, &limits).expect("a reply") {
        black_box(reply);
        input = &input[len..];
        count += 1;
    }
    count
}

/// The decoder, fed everything at once.
fn decoder(input: &[u8], limits: Limits) -> usize {
    stream(&mut Decoder::new(limits), [input].into_iter())
}

/// The specification of the grammar, as one would write it with nom.
fn nom_obvious(mut input: &[u8], limits: Limits) -> usize {
    let mut count = 0;
    while let Some((reply, len)) = grammar::reply(input, &limits).expect("a reply") {
        black_box(reply);
        input = &input[len..];
        count += 1;
    }
    count
}

/// The yardstick: finds every LF and does nothing with it.
fn memchr_lf(input: &[u8], _: Limits) -> usize {
    memchr::memchr_iter(b'\n', input).map(black_box).count()
}

/// Finds only the end mark of a multi-line reply (`huge` only).
fn memmem_end(input: &[u8], limits: Limits) -> usize {
    if limits.reply < input.len() {
        return 0;
    }
    usize::from(black_box(memchr::memmem::find(input, b"\n211 ")).is_some())
}

/// Copies the bytes, to show what the memory allows.
fn memcpy(input: &[u8], _: Limits) -> usize {
    thread_local! {
        static COPY: std::cell::RefCell<Vec<u8>> = const { std::cell::RefCell::new(Vec::new()) };
    }
    COPY.with_borrow_mut(|copy| {
        copy.resize(input.len(), 0);
        copy.copy_from_slice(input);
        black_box(&copy[..]).len()
    })
}

/// A neighbour whose replies have the same shape; returns 0 if it does not accept them.
fn smtp_proto(input: &[u8], _: Limits) -> usize {
    let mut bytes = input.iter();
    let mut count = 0;
    while !bytes.as_slice().is_empty() {
        match smtp_proto::response::parser::ResponseReceiver::default().parse(&mut bytes) {
            Ok(reply) => count += usize::from(black_box(reply).code > 0),
            Err(_) => return 0,
        }
    }
    count
}
