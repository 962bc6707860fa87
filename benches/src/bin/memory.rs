//! `cargo run --release -p ftp-benches --bin memory`: the heap that one idle session holds, with its
//! connection and without. Only the client's thread is counted; the server has its own.

use allocation_counter::measure;
use ftp_proto::{Action, Command, Credentials, Dialogue, Input, Login, LoginConfig, Session, TlsPolicy};
use std::error::Error;

const SESSIONS: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let port = ftp_tests::welcoming::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    held("the session alone", || Ok(blocking(port)?.1))?;
    held("the session alone, after 10,000 NOOPs", || used(blocking(port)?.1))?;
    held("ftp-blocking, connection included", || blocking(port))?;
    held("ftp-tokio, connection included", || runtime.block_on(tokio(port)))?;
    held("suppaftp, connection included", || Ok(suppaftp(port)?))
}

/// Prints the heap that each of many sessions holds, once the first one exists.
fn held<T>(name: &str, make: impl Fn() -> Result<T, Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let first = make()?;
    let mut all = Vec::with_capacity(SESSIONS);
    let mut result = Ok(());
    let heap = measure(|| {
        result = (0..SESSIONS).try_for_each(|_| make().map(|one| all.push(one)));
    });
    result?;
    let (bytes, blocks) = (heap.bytes_current / SESSIONS as i64, heap.count_current / SESSIONS as i64);
    println!("{name}: {bytes} bytes of heap in {blocks} blocks, {} bytes besides", size_of_val(&first));
    Ok(())
}

fn config() -> Result<LoginConfig, Box<dyn Error>> {
    Ok(LoginConfig::new(Credentials::new("alice", "secret")?).tls(TlsPolicy::DangerCleartext))
}

fn blocking(port: u16) -> Result<(ftp_blocking::Control, Session), Box<dyn Error>> {
    let mut control = ftp_blocking::connect("127.0.0.1", port, &ftp_blocking::Options::default())?;
    let mut login = Login::new(config()?);
    ftp_blocking::drive(&mut control, &mut login);
    Ok((control, login.finish()?))
}

async fn tokio(port: u16) -> Result<(ftp_tokio::Control, Session), Box<dyn Error>> {
    let mut control = ftp_tokio::connect("127.0.0.1", port, &ftp_tokio::Options::default()).await?;
    let mut login = Login::new(config()?);
    ftp_tokio::drive(&mut control, &mut login).await;
    Ok((control, login.finish()?))
}

/// A session that has been used, by a driver without a socket.
fn used(mut session: Session) -> Result<Session, Box<dyn Error>> {
    for _ in 0..10_000 {
        let mut noop = session.start(&Command::noop())?;
        loop {
            let input = match noop.action() {
                Action::Poll => Input::Pending,
                Action::Send(bytes) => Input::Sent(bytes.len()),
                Action::Receive => Input::Bytes(b"200 fine\r\n"),
                Action::StartTls | Action::Done => break,
            };
            noop.handle(input);
        }
        noop.finish().into_final()?;
    }
    Ok(session)
}

fn suppaftp(port: u16) -> suppaftp::FtpResult<suppaftp::FtpStream> {
    let mut ftp = suppaftp::FtpStream::connect(("127.0.0.1", port))?;
    ftp.login("alice", "secret")?;
    Ok(ftp)
}
