//! `diagnose/<transcript>`: the cost of a diagnosis, for a usual login and for transcripts at their size limit.
//! The first diagnosis of a process builds the automaton of the word stems, which these figures exclude.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ftp_diagnosis::diagnose;
use ftp_proto::Transcript;

/// Bytes received: more than a transcript keeps.
const FULL: usize = 300 << 10;

fn login() -> Transcript {
    let mut talk = Transcript::new();
    talk.received(b"220 (vsFTPd 3.0.5)\r\n");
    talk.sent(b"USER bob");
    talk.received(b"331 Please specify the password.\r\n");
    talk.sent(b"PASS secret");
    talk
}

fn refused(reply: &[u8]) -> Transcript {
    let mut talk = login();
    talk.received(reply);
    talk.closed();
    talk
}

fn full(reply: &[u8]) -> Transcript {
    let mut talk = login();
    (0..FULL / reply.len()).for_each(|_| talk.received(reply));
    talk
}

fn pasted() -> Transcript {
    let mut talk = Transcript::new();
    talk.received(b"530 User cannot log in, home dir inaccessible\r\n");
    talk
}

/// A refusal of 1 KB.
fn long(piece: &[u8]) -> Vec<u8> {
    [b"530 ", piece.repeat(1024 / piece.len()).as_slice(), b"\r\n"].concat()
}

fn transcripts(criterion: &mut Criterion) {
    let transcripts = [
        ("login", refused(b"530 Login incorrect.\r\n")),
        ("login-latin", refused(b"530 Utilisateur non autoris\xe9\r\n")),
        ("pasted", pasted()),
        ("full-short", full(b"530 n\xe9\r\n")),
        ("full-utf8", full(&long(b"login not allowed, user unknown "))),
        ("full-gbk", full(&long(b"\xb5\xc7\xc2\xbc\xca\xa7\xb0\xdc"))),
    ];
    let mut group = criterion.benchmark_group("diagnose");
    for (name, talk) in &transcripts {
        group.bench_with_input(BenchmarkId::from_parameter(name), talk, |bencher, talk| {
            bencher.iter(|| diagnose(talk));
        });
    }
    group.finish();
}

criterion_group!(benches, transcripts);
criterion_main!(benches);
