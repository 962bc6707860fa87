//! Compares two conversations: what differs, and which difference explains why one of them failed.

use crate::arguments::Compare;
use crate::check::{Unobserved, check};
use crate::credentials::{Environment, credentials};
use crate::input::contents;
use crate::out::{print, remark};
use crate::runtime::block_on;
use crate::target::{Target, without_password};
use crate::transfers::Further;
use crate::usage::{self, IN_CLEAR};
use ftp_report::compare::{Comparison, Side};
use ftp_report::explain::logs::nothing_found;
use ftp_report::json;
use ftp_report::read::read;
use std::path::Path;
use std::time::Duration;

/// Compares, prints the result, and returns the exit status. An error is a sentence.
pub fn compare(options: &Compare) -> Result<u8, String> {
    let first = of_log(&options.first)?;
    let second = match options.second.contains("://") {
        true => of_server(options)?,
        false => of_log(Path::new(&options.second))?,
    };
    let comparison = Comparison::of([&first, &second]);
    match options.json {
        true => print(&(json::line(&comparison.json()).map_err(|error| error.to_string())? + "\n"))?,
        false => print(&comparison.for_people())?,
    }
    Ok(comparison.exit_status())
}

fn of_log(file: &Path) -> Result<Side, String> {
    let name = file.display().to_string();
    if name.contains("://") {
        return Err("A URL must come second, after a log.".to_owned());
    }
    // The name may have been meant as a URL, with a password in it.
    let shown = if name.contains('@') { without_password(&name) } else { name.clone() };
    let log = contents(file).map_err(|error| format!("{shown} cannot be read: {error}."))?;
    let reading = read(&log, None).ok_or_else(|| format!("{name}: {}", nothing_found(&log)))?;
    if let Some(about) = &reading.remark {
        remark(&format!("{name}: {about}"));
    }
    Ok(Side::of_reading(&name, reading))
}

/// Logs in at the URL now, and returns that conversation.
fn of_server(options: &Compare) -> Result<Side, String> {
    let target = Target::parse(&options.second).map_err(|error| error.to_string())?;
    let credentials = credentials(&options.connection.who, &target, &mut Environment::default())
        .map_err(|error| error.to_string())?;
    let attempt = usage::attempt(&options.connection, &target, &credentials)?;
    if attempt.password_in_clear() {
        remark(IN_CLEAR);
    }
    let timeout = Duration::from_secs(options.connection.timeout.into());
    let (name, host) = (attempt.server(), attempt.host.clone());
    let report = block_on(check(attempt, credentials, timeout, Further::LISTING, &mut Unobserved))?;
    Ok(Side { name, report: report.map_err(|error| format!("{error}."))?, host: Some(host) })
}
