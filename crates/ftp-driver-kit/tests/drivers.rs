//! The drivers shown in the documentation keep the contract: the driver of the README, and the smol example.

#[path = "drivers/readme.rs"]
mod readme;
#[allow(dead_code)]
#[path = "../../../tests/examples/smol.rs"]
mod smol_example;

use ftp_driver_kit::{Driver, check};
use ftp_proto::Dialogue;
use std::io;
use std::net::TcpStream;
use std::time::Duration;

struct Readme;

impl Driver for Readme {
    type Connection = (TcpStream, Duration);

    fn connect(&mut self, port: u16, limit: Duration) -> io::Result<Self::Connection> {
        Ok((TcpStream::connect(("127.0.0.1", port))?, limit))
    }

    fn drive(&mut self, (tcp, limit): &mut Self::Connection, dialogue: &mut dyn Dialogue) {
        readme::drive(tcp, dialogue, *limit).unwrap();
    }
}

struct Smol;

impl Driver for Smol {
    type Connection = (smol::net::TcpStream, Duration);

    fn connect(&mut self, port: u16, limit: Duration) -> io::Result<Self::Connection> {
        Ok((smol::block_on(smol::net::TcpStream::connect(("127.0.0.1", port)))?, limit))
    }

    fn drive(&mut self, (tcp, limit): &mut Self::Connection, dialogue: &mut dyn Dialogue) {
        smol::block_on(smol_example::drive(tcp, dialogue, *limit));
    }

    fn drive_cancelled(
        &mut self,
        (tcp, limit): &mut Self::Connection,
        dialogue: &mut dyn Dialogue,
        after: Duration,
    ) {
        let cancel = async {
            smol::Timer::after(after).await;
        };
        smol::block_on(smol::future::or(smol_example::drive(tcp, dialogue, *limit), cancel));
    }
}

#[test]
fn the_driver_of_the_readme() {
    assert_eq!(check(|| Readme), []);
}

#[test]
fn the_readme_shows_this_driver() {
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(include_str!("drivers/readme.rs")), "README.md shows another driver");
}

#[test]
fn the_driver_over_smol() {
    assert_eq!(check(|| Smol), []);
}
