//! From the command line to the exit status.

use crate::arguments::{Arguments, Check, Task};
use crate::credentials::{Environment, credentials};
use crate::lines::text;
use crate::report::Report;
use crate::target::Target;
use crate::{check, json, usage};
use anstream::{eprint, eprintln, print, println};
use clap::Parser;
use ftp_proto::{Entry, TlsPolicy};
use std::ffi::OsString;
use std::time::Duration;

/// The exit status of wrong usage.
const WRONG_USAGE: u8 = 2;

/// Does what the arguments say (the first is the tool's own name) and gives the exit status.
pub fn run(arguments: Vec<OsString>) -> u8 {
    match Arguments::try_parse_from(&arguments) {
        Ok(Arguments { task: Task::Check(check) }) => check_and_report(&check).unwrap_or_else(|sentence| {
            eprintln!("ftp-doctor: {sentence}");
            WRONG_USAGE
        }),
        Err(error) => {
            let message = usage::without_passwords(error.render().ansi().to_string(), &arguments);
            if error.use_stderr() {
                eprint!("{message}");
                return WRONG_USAGE;
            }
            print!("{message}");
            0
        }
    }
}

fn check_and_report(check: &Check) -> Result<u8, String> {
    let target = Target::parse(&check.target).map_err(|error| error.to_string())?;
    let credentials =
        credentials(&check.who, &target, &mut Environment).map_err(|error| error.to_string())?;
    let attempt = usage::attempt(check, &target, &credentials)?;
    if attempt.tls == TlsPolicy::DangerCleartext && attempt.user != b"anonymous" {
        eprintln!("ftp-doctor: With --tls never the password goes over the network in clear.");
    }
    let timeout = Duration::from_secs(check.timeout.into());
    let mut show = |entry: &Entry| {
        if check.verbose {
            eprint!("{}", text(entry));
        }
    };
    let report =
        check::check(attempt, credentials, timeout, &mut show).map_err(|error| format!("{error}."))?;
    print_report(&report, check.json)?;
    Ok(report.exit_status())
}

fn print_report(report: &Report, as_json: bool) -> Result<(), String> {
    if as_json {
        println!("{}", json::object(report).map_err(|error| error.to_string())?);
    } else {
        print!("{}", report.for_people());
    }
    Ok(())
}
