//! Starts a real server for tests in other languages: `cargo run -p ftp-tests --bin start-server -- vsftpd SessionReuse`
//! starts it and prints its port, the file of its authority and the home of its first account, separated by tabs. It stops
//! the server when standard input ends. If the server is not installed and `FTP_LIVE` allows that, nothing is printed.

use ftp_tests::servers::{ALICE, Server, Setup, skip_or_fail};
use std::io::{Read, Write, stdin, stdout};

const SETUPS: [Setup; 5] =
    [Setup::Plain, Setup::ExplicitTls, Setup::ImplicitTls, Setup::TlsRequired, Setup::SessionReuse];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [server, setup] = words.as_slice() else { return Err("usage: start-server SERVER SETUP".into()) };
    let server = Server::ALL.into_iter().find(|one| one.to_string() == *server).ok_or("no such server")?;
    let setup = SETUPS.into_iter().find(|one| format!("{one:?}") == *setup).ok_or("no such setup")?;
    let Some(running) = skip_or_fail(server, setup, server.start(setup)) else { return Ok(()) };
    println!("{}\t{}\t{}", running.port, running.ca.display(), running.home(ALICE).display());
    stdout().flush()?;
    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
