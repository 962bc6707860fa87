//! `login/<client>`: whole logins without TLS, from connecting to the 230, against the same server on
//! loopback. `login/core` is only the state machine, with the server's replies from memory.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginConfig, Session, TlsPolicy};
use ftp_tests::welcoming;
use std::time::Duration;
use suppaftp::FtpStream;

fn config() -> LoginConfig {
    LoginConfig::new(Credentials::new("alice", "secret").unwrap()).tls(TlsPolicy::DangerCleartext)
}

fn core() -> Session {
    let mut said = [&b"220 ready\r\n"[..], b"331 password?\r\n", b"230 welcome\r\n"].into_iter();
    let mut login = Login::new(config());
    loop {
        let input = match login.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => Input::Sent(bytes.len()),
            Action::Receive => said.next().map_or(Input::Eof, Input::Bytes),
            Action::StartTls | Action::Done => break,
        };
        login.handle(input);
    }
    login.finish().unwrap()
}

fn blocking(port: u16) -> (ftp_blocking::Control, Session) {
    let mut control = ftp_blocking::connect("127.0.0.1", port, &ftp_blocking::Options::default()).unwrap();
    let mut login = Login::new(config());
    ftp_blocking::drive(&mut control, &mut login);
    (control, login.finish().unwrap())
}

async fn tokio(port: u16) -> (ftp_tokio::Control, Session) {
    let mut control = ftp_tokio::connect("127.0.0.1", port, &ftp_tokio::Options::default()).await.unwrap();
    let mut login = Login::new(config());
    ftp_tokio::drive(&mut control, &mut login).await;
    (control, login.finish().unwrap())
}

fn suppaftp(port: u16) -> FtpStream {
    let mut ftp = FtpStream::connect(("127.0.0.1", port)).unwrap();
    ftp.login("alice", "secret").unwrap();
    ftp
}

fn login(criterion: &mut Criterion) {
    let port = welcoming::start().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut group = criterion.benchmark_group("login");
    group.throughput(Throughput::Elements(1));
    group.bench_function("core", |bencher| bencher.iter(core));
    group.bench_function("blocking", |bencher| bencher.iter(|| blocking(port)));
    group.bench_function("tokio", |bencher| bencher.iter(|| runtime.block_on(tokio(port))));
    group.bench_function("suppaftp", |bencher| bencher.iter(|| suppaftp(port)));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20);
    targets = login
}
criterion_main!(benches);
