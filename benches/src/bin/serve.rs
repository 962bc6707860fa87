//! Starts vsftpd, which accepts logins with and without TLS, prints its address, and stops it when standard input ends.

use ftp_tests::servers::{ALICE, Server, Setup};
use std::error::Error;
use std::io::{Read, stdin};

fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::Vsftpd.start(Setup::ExplicitTls)?;
    println!("{}\n{}\n{}", server.port, server.home(ALICE).display(), server.ca.display());
    println!("{}\n{}", ALICE.name, ALICE.password);
    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
