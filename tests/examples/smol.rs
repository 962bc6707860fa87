//! A client over smol: the core alone, without an adapter, and so without TLS.
//!
//! `cargo run -p ftp-tests --example smol`; it starts a server of its own.

use ftp_proto::{Action, Command, Credentials, Dialogue, Input, Login, LoginConfig, TlsFailure, TlsPolicy};
use smol::io::{AsyncReadExt, AsyncWriteExt};
use smol::net::TcpStream;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let said = smol::block_on(client(ftp_tests::welcoming::start()?))?;
    said.iter().for_each(|line| println!("{line}"));
    Ok(())
}

async fn client(port: u16) -> Result<Vec<String>, Box<dyn Error>> {
    let mut tcp = TcpStream::connect(("127.0.0.1", port)).await?;
    let config = LoginConfig::new(Credentials::new("alice", "secret")?);
    let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
    drive(&mut tcp, &mut login).await?;
    let mut session = login.finish()?;
    let mut said = Vec::new();
    for command in [Command::pwd(), Command::quit()] {
        session.start(&command)?;
        drive(&mut tcp, &mut session).await?;
        said.push(session.reply().map_or("the server closed".into(), |reply| reply.text()));
    }
    Ok(said)
}

async fn drive(tcp: &mut TcpStream, dialogue: &mut impl Dialogue) -> std::io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let input = match dialogue.action() {
            Action::Send(bytes) => Input::Sent(tcp.write(bytes).await?),
            Action::Receive => match tcp.read(&mut buffer).await? {
                0 => Input::Eof,
                n => Input::Bytes(&buffer[..n]),
            },
            Action::StartTls => Input::TlsFailed(TlsFailure::Unavailable),
            Action::Done => return Ok(()),
        };
        dialogue.handle(input);
    }
}

#[test]
fn the_example_works() {
    let said = smol::block_on(client(ftp_tests::welcoming::start().unwrap()));
    assert_eq!(said.unwrap(), ["\"/\" is where you are", "goodbye"]);
}
