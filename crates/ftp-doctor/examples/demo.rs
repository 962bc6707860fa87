//! Starts a real FTP server on loopback, and shows what `ftp-doctor` says about four visits to it. The first fetches a listing.
//!
//! `cargo run -p ftp-doctor --example demo`

use ftp_doctor::check::{Unobserved, check};
use ftp_doctor::transfers::Further;
use ftp_proto::{Credentials, TlsPolicy};
use ftp_report::attempt::Attempt;
use ftp_report::lines::text;
use ftp_report::report::Report;
use ftp_tests::embedded::{Embedded, PASSWORD, USER, lost_the_race};
use ftp_tests::raw::raw_lines;
use std::error::Error;
use std::fs;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let relaxed = Embedded::start(false)?;
    let strict = Embedded::start(true)?;
    fs::write(relaxed.home().join("hello.txt"), "hello\n")?;

    show("A good login, and a listing", &visit(&runtime, &relaxed, PASSWORD, TlsPolicy::Required)?);
    show("A wrong password", &visit(&runtime, &relaxed, "wrong horse", TlsPolicy::Required)?);
    show(
        "A server that demands TLS, and a client that does not use it",
        &visit(&runtime, &strict, PASSWORD, TlsPolicy::DangerCleartext)?,
    );
    let transcript = raw_lines(relaxed.address(), &["LIST", "QUIT"])?;
    show("A file command before the login", &Report::new(transcript, None, None));
    Ok(())
}

fn visit(
    runtime: &Runtime,
    server: &Embedded,
    password: &str,
    tls: TlsPolicy,
) -> Result<Report, Box<dyn Error>> {
    loop {
        let attempt = Attempt {
            host: "127.0.0.1".to_owned(),
            port: server.address().port(),
            user: USER.into(),
            tls,
            ca_file: Some(server.ca_file()),
            certificate: None,
            insecure: false,
            ip: None,
            account: false,
            directory: Vec::new(),
        };
        let credentials = Credentials::new(USER, password)?;
        let limit = Duration::from_secs(60);
        let report =
            runtime.block_on(check(attempt, credentials, limit, Further::LISTING, &mut Unobserved))?;
        if !lost_the_race(&report.transcript) {
            return Ok(report);
        }
    }
}

fn show(title: &str, report: &Report) {
    anstream::println!("\n=== {title} ===\n");
    for entry in report.transcript.entries() {
        anstream::print!("{}", text(entry));
    }
    anstream::println!("\n{}", report.for_people());
    anstream::println!("(exit status {})", report.exit_status());
}
