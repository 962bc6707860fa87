//! `chunks/<size>/<corpus>`: the same replies, fed to a connection's decoder in chunks of one size, and with
//! one reply per chunk (`chunks/reply/<corpus>`).
//!
//! `16k` and `8M` have the same number of bytes, in replies of 16 KiB and in one reply of 8 MiB, to show that
//! the cost of a byte does not grow with the reply. In chunks of 65,536 bytes, most of the smaller replies
//! are complete and so are not gathered at all.

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use ftp_benches::{corpora, corpus_size, parsers};
use ftp_proto::Decoder;
use ftp_proto::reply::Replies;
use std::time::Duration;

fn chunks(criterion: &mut Criterion) {
    let size = corpus_size() / 8;
    let corpora = [
        corpora::short(size),
        corpora::banner(size),
        corpora::mixed(size),
        corpora::long("16k", corpus_size(), 16 << 10),
        corpora::long("8M", corpus_size(), corpus_size()),
    ];
    let limits = parsers::limits_for("huge");
    let mut decoder = Decoder::new(limits);
    for chunk in [1, 7, 64, 1460, 65536] {
        let mut group = criterion.benchmark_group(format!("chunks/{chunk}"));
        group.sampling_mode(SamplingMode::Flat);
        for corpus in &corpora {
            group.throughput(Throughput::ElementsAndBytes {
                elements: corpus.replies as u64,
                bytes: corpus.bytes.len() as u64,
            });
            assert_eq!(parsers::stream(&mut decoder, corpus.bytes.chunks(chunk)), corpus.replies);
            group.bench_function(BenchmarkId::from_parameter(corpus.name), |bencher| {
                bencher.iter(|| parsers::stream(&mut decoder, corpus.bytes.chunks(chunk)));
            });
        }
        group.finish();
    }
    let mut group = criterion.benchmark_group("chunks/reply");
    group.sampling_mode(SamplingMode::Flat);
    for corpus in &corpora[..3] {
        group.throughput(Throughput::ElementsAndBytes {
            elements: corpus.replies as u64,
            bytes: corpus.bytes.len() as u64,
        });
        let replies: Vec<&[u8]> =
            Replies::new(&corpus.bytes, limits).flatten().map(|reply| reply.raw()).collect();
        assert_eq!(parsers::stream(&mut decoder, replies.iter().copied()), corpus.replies);
        group.bench_function(BenchmarkId::from_parameter(corpus.name), |bencher| {
            bencher.iter(|| parsers::stream(&mut decoder, replies.iter().copied()));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .sample_size(40);
    targets = chunks
}
criterion_main!(benches);
