//! `listing/<format>/<parser>`: whole listings.

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use ftp_benches::{corpus_size, listings};
use std::time::Duration;

fn listing(criterion: &mut Criterion) {
    for corpus in listings::all(corpus_size()) {
        let mut group = criterion.benchmark_group(format!("listing/{}", corpus.name));
        group.sampling_mode(SamplingMode::Flat);
        group.throughput(Throughput::ElementsAndBytes {
            elements: corpus.entries as u64,
            bytes: corpus.bytes.len() as u64,
        });
        for (name, parser) in listings::takers(&corpus) {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter(|| parser(&corpus))
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
        .sample_size(20);
    targets = listing
}
criterion_main!(benches);
