//! A login with suppaftp that fails, and why. Any client that records what it sent and received can ask.
//!
//! `cargo run -p ftp-tests --example suppaftp` runs it against scripted servers.

use ftp_diagnosis::{Diagnosis, diagnose};
use ftp_proto::Transcript;
use ftp_tests::scripted::{Scripted, Turn};
use std::error::Error;
use suppaftp::types::Response;
use suppaftp::{FtpError, FtpResult, FtpStream, Status};

/// Two servers refuse in two ways: prints what the user reads, and the JSON for programs.
pub fn main() -> Result<(), Box<dyn Error>> {
    for (server, cause) in [(wants_tls()?, "tls_required"), (refuses_the_password()?, "wrong_credentials")] {
        let diagnosis = login(server.port, "alice", "secret")?.expect("the server refuses");
        for finding in diagnosis.causes() {
            println!("{}: {}", finding.confidence(), finding.cause().sentence());
        }
        println!("{}", diagnosis.advice().join("\n"));
        println!("{}\n", serde_json::to_string(&diagnosis)?);
        assert_eq!(diagnosis.causes()[0].cause().name(), cause);
        assert_eq!(diagnosis.phase().name(), if cause == "tls_required" { "user" } else { "pass" });
    }
    Ok(())
}

/// Logs in. `Some` says why that failed.
fn login(port: u16, user: &str, password: &str) -> Result<Option<Diagnosis>, Box<dyn Error>> {
    let mut transcript = Transcript::new();
    let mut ftp = FtpStream::connect(("127.0.0.1", port))?;
    transcript.received(ftp.get_welcome_msg().unwrap_or_default().as_bytes());
    transcript.received(b"\r\n");
    for line in [format!("USER {user}"), format!("PASS {password}")] {
        match exchange(&mut ftp, &mut transcript, &line) {
            Ok(reply) if reply.status == Status::LoggedIn => return Ok(None),
            Ok(_) => {}
            Err(FtpError::UnexpectedResponse(_)) => break,
            Err(FtpError::ConnectionError(_)) => transcript.closed(),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Some(diagnose(&transcript)))
}

/// The three lines that a client adds: "I sent this line" and "I got these bytes", whatever they say.
fn exchange(ftp: &mut FtpStream, transcript: &mut Transcript, line: &str) -> FtpResult<Response> {
    transcript.sent(line.as_bytes());
    let reply = ftp.custom_command(line, &[Status::LoggedIn, Status::NeedPassword]);
    if let Ok(reply) | Err(FtpError::UnexpectedResponse(reply)) = &reply {
        transcript.received(&reply.body);
    }
    reply
}

fn wants_tls() -> std::io::Result<Scripted> {
    Scripted::start(vec![
        Turn::Say("220 (vsFTPd 3.0.3)\r\n"),
        Turn::Expect("USER"),
        Turn::Say("530 Non-anonymous sessions must use encryption.\r\n"),
        Turn::Close,
    ])
}

fn refuses_the_password() -> std::io::Result<Scripted> {
    Scripted::start(vec![
        Turn::Say("220 ready\r\n"),
        Turn::Expect("USER"),
        Turn::Say("331 Password, please.\r\n"),
        Turn::Expect("PASS"),
        Turn::Say("530-Sorry.\r\n530 Login incorrect.\r\n"),
        Turn::Close,
    ])
}
