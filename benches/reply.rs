//! `reply/<corpus>/<parser>`: complete replies in one slice.

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use ftp_benches::{corpora, corpus_size, parsers};
use std::time::Duration;

fn reply(criterion: &mut Criterion) {
    for corpus in corpora::all(corpus_size()) {
        let mut group = criterion.benchmark_group(format!("reply/{}", corpus.name));
        group.sampling_mode(SamplingMode::Flat); // short samples: some of many are not disturbed
        group.throughput(Throughput::ElementsAndBytes {
            elements: corpus.replies as u64,
            bytes: corpus.bytes.len() as u64,
        });
        let limits = parsers::limits_for(corpus.name);
        for (name, parser) in parsers::takers(&corpus) {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter(|| parser(&corpus.bytes, limits));
            });
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(100);
    targets = reply
}
criterion_main!(benches);
