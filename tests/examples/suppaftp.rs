//! A login with suppaftp that fails, and why: any client that tells what the server said can ask.
//!
//! `cargo run -p ftp-tests --example suppaftp` plays it against a scripted server.

use ftp_proto::{Diagnosis, Transcript, diagnose};
use ftp_tests::scripted::{Scripted, Turn};
use std::error::Error;
use suppaftp::{FtpError, FtpStream};

/// The refusal, and what to do.
pub fn main() -> Result<(), Box<dyn Error>> {
    let server = Scripted::start(vec![
        Turn::Say("220 (vsFTPd 3.0.3)\r\n"),
        Turn::Hear("USER"),
        Turn::Say("530 Non-anonymous sessions must use encryption.\r\n"),
        Turn::Close,
    ])?;
    let diagnosis = login(server.port, "alice", "secret")?.expect("the server refuses");
    for finding in diagnosis.causes() {
        println!("{}: {}", finding.confidence().name(), finding.cause().sentence());
    }
    println!("{}", diagnosis.advice().join("\n"));
    assert_eq!(diagnosis.causes()[0].cause().name(), "tls_required");
    Ok(())
}

/// Logs in; `Some` says why not.
fn login(port: u16, user: &str, password: &str) -> Result<Option<Diagnosis>, Box<dyn Error>> {
    let mut ftp = FtpStream::connect(("127.0.0.1", port))?;
    let mut said = Transcript::new();
    said.received(ftp.get_welcome_msg().unwrap_or_default().as_bytes());
    said.received(b"\r\n");
    said.sent(format!("USER {user}").as_bytes());
    match ftp.login(user, password) {
        Ok(()) => Ok(None),
        Err(FtpError::UnexpectedResponse(refusal)) => {
            said.received(&refusal.body);
            Ok(Some(diagnose(&said)))
        }
        Err(other) => Err(other.into()),
    }
}
