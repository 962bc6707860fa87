//! A client over smol: only the core, without an adapter and so without TLS.
//!
//! Run `cargo run -p ftp-tests --example smol`; it starts a server of its own.

use ftp_proto::{Action, Command, Credentials, Dialogue, Input, Login, LoginConfig, TlsFailure, TlsPolicy};
use smol::future::{or, poll_once};
use smol::io::{AsyncReadExt, AsyncWriteExt};
use smol::net::TcpStream;
use std::error::Error;
use std::io;
use std::time::{Duration, Instant};

/// The time limit for each reply and for each write.
const LIMIT: Duration = Duration::from_secs(60);

fn main() -> Result<(), Box<dyn Error>> {
    let replies = smol::block_on(client(ftp_tests::welcoming::start()?))?;
    replies.iter().for_each(|line| println!("{line}"));
    Ok(())
}

async fn client(port: u16) -> Result<Vec<String>, Box<dyn Error>> {
    let mut tcp = TcpStream::connect(("127.0.0.1", port)).await?;
    let config = LoginConfig::new(Credentials::new("alice", "secret")?);
    let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
    drive(&mut tcp, &mut login, LIMIT).await;
    let mut session = login.finish()?;
    let mut replies = Vec::new();
    for command in [Command::pwd(), Command::quit()] {
        let mut exchange = session.start(&command)?;
        drive(&mut tcp, &mut exchange, LIMIT).await;
        replies.push(exchange.finish().into_final()?.text());
    }
    Ok(replies)
}

/// Drives a dialogue until it is done. If it is dropped, calling it again continues.
pub async fn drive(tcp: &mut TcpStream, dialogue: &mut (impl Dialogue + ?Sized), limit: Duration) {
    let mut buffer = [0; 1024];
    let (mut replies, mut deadline) = (dialogue.replies(), Instant::now() + limit);
    loop {
        // One limit covers a command and its reply, however many writes and reads they take.
        if dialogue.replies() != replies || dialogue.action() == Action::Poll {
            (replies, deadline) = (dialogue.replies(), Instant::now() + limit);
        }
        let input = match dialogue.action() {
            // smol asks the operating system at the first poll of a read.
            Action::Poll => match poll_once(tcp.read(&mut buffer)).await {
                None => Input::Pending,
                Some(read) => received(read, &buffer),
            },
            Action::Send(bytes) => {
                match until(deadline, tcp.write(bytes)).await {
                    Ok(n @ 1..) => Input::Sent(n),
                    Err(error) if error.kind() == io::ErrorKind::TimedOut => Input::TimedOut,
                    // The server may have sent the reason.
                    _ => match until(deadline, tcp.read(&mut buffer)).await {
                        Ok(n @ 1..) => Input::Bytes(&buffer[..n]),
                        _ => Input::Broken,
                    },
                }
            }
            Action::Receive => received(until(deadline, tcp.read(&mut buffer)).await, &buffer),
            Action::StartTls => Input::TlsFailed(TlsFailure::Unavailable),
            Action::Done => return,
        };
        dialogue.handle(input);
    }
}

async fn until<T>(deadline: Instant, wait: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    or(wait, async {
        smol::Timer::at(deadline).await;
        Err(io::ErrorKind::TimedOut.into())
    })
    .await
}

fn received(read: io::Result<usize>, buffer: &[u8]) -> Input<'_> {
    match read {
        Ok(0) => Input::Eof,
        Ok(n) => Input::Bytes(&buffer[..n]),
        Err(error) if error.kind() == io::ErrorKind::TimedOut => Input::TimedOut,
        Err(_) => Input::Broken,
    }
}

#[test]
fn the_example_works() {
    let replies = smol::block_on(client(ftp_tests::welcoming::start().unwrap()));
    assert_eq!(replies.unwrap(), ["\"/\" is where you are", "goodbye"]);
}
