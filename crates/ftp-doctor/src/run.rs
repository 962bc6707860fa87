//! From the command line to the exit status.

use crate::arguments::{Arguments, Check, Read, Task};
use crate::credentials::{Environment, Once, credentials};
use crate::hosts::AtOnce;
use crate::input::contents;
use crate::out::{note, print, remark};
use crate::person::Person;
use crate::runtime::block_on;
use crate::target::Target;
use crate::usage::IN_CLEAR;
use crate::{check, compare, deep, files, hosts, probe, usage};
use clap::{CommandFactory, Parser};
use ftp_report::explain::Subject;
use ftp_report::hoster::Occasion;
use ftp_report::lines::text;
use ftp_report::page::Page;
use ftp_report::report::Report;
use ftp_report::{explain, hoster, json, read};
use indicatif::ProgressBar;
use serde_json::Value;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;
use time::OffsetDateTime;

/// The exit status of wrong usage.
const WRONG_USAGE: u8 = 2;

/// How often the tool asks for a password again.
const QUESTIONS: u32 = 2;

/// Does what the arguments say (the first is the tool's own name) and returns the exit status.
pub fn run(arguments: Vec<OsString>) -> u8 {
    match Arguments::try_parse_from(&arguments) {
        Ok(Arguments { task }) => perform(&task).unwrap_or_else(|sentence| {
            remark(&sentence);
            WRONG_USAGE
        }),
        Err(error) => {
            let message = usage::without_passwords(error.render().ansi().to_string(), &arguments);
            if error.use_stderr() {
                note(&message);
                return WRONG_USAGE;
            }
            print(&message).map_or(WRONG_USAGE, |()| 0)
        }
    }
}

/// Performs the task and returns the exit status. An error is a sentence about wrong usage.
fn perform(task: &Task) -> Result<u8, String> {
    match task {
        Task::Check(check) => check_and_report(check),
        Task::Read(read) => read_and_report(read),
        Task::Compare(options) => compare::compare(options),
        Task::Ls(options) => files::ls(options),
        Task::Get(options) => files::get(options),
        Task::Put(options) => files::put(options),
        Task::Explain(explain) => {
            let subject = Subject::named(&explain.subject.join(" "))?;
            print_either(explain.json, || subject.page(), || subject.json())
        }
        Task::Codes { json } => print_either(*json, explain::list, explain::list_json),
        Task::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "ftp-doctor", &mut script);
            print(&String::from_utf8_lossy(&script)).map(|()| 0)
        }
        Task::Man => {
            let page = manual().map_err(|error| format!("The manual page cannot be made: {error}."))?;
            print(&page).map(|()| 0)
        }
    }
}

fn print_either(as_json: bool, page: impl Fn() -> String, object: impl Fn() -> Value) -> Result<u8, String> {
    let text =
        if as_json { json::line(&object()).map_err(|error| error.to_string())? + "\n" } else { page() };
    print(&text).map(|()| 0)
}

/// Returns the manual page: that of the tool, and the options of each command.
fn manual() -> io::Result<String> {
    let mut roff = Vec::new();
    let mut tool = Arguments::command();
    tool.build();
    let page = clap_mangen::Man::new(tool.clone());
    page.render_title(&mut roff)?;
    page.render_name_section(&mut roff)?;
    page.render_synopsis_section(&mut roff)?;
    page.render_description_section(&mut roff)?;
    for command in tool.get_subcommands().filter(|command| command.get_name() != "help") {
        let command = command.clone().display_name(format!("ftp-doctor {}", command.get_name()));
        let part = clap_mangen::Man::new(command.clone());
        writeln!(roff, ".SH \"{}\"", command.get_name().to_uppercase())?;
        part.render_synopsis_section(&mut roff)?;
        part.render_description_section(&mut roff)?;
        part.render_options_section(&mut roff)?;
        if let Some(status) = command.get_after_help() {
            writeln!(
                roff,
                ".SH \"EXIT STATUS\"\n{}",
                status.to_string().trim_start_matches("Exit status: ")
            )?;
        }
    }
    Ok(String::from_utf8_lossy(&roff).into_owned())
}

fn read_and_report(options: &Read) -> Result<u8, String> {
    let log = contents(&options.file).map_err(|error| format!("The log cannot be read: {error}."))?;
    let reading = read::read(&log, options.format).ok_or_else(|| explain::logs::nothing_found(&log))?;
    if let Some(about) = &reading.remark {
        remark(about);
    }
    if options.verbose {
        reading.transcript.entries().for_each(|entry| note(&text(entry)));
    }
    let about = reading.about.clone();
    let mut report = Report::of_reading(reading);
    report.for_hoster = options.for_hoster.then(|| hoster::paragraph(&report, Occasion::Log(&about)));
    print_report(&report, options.json)?;
    Ok(report.exit_status())
}

fn check_and_report(check: &Check) -> Result<u8, String> {
    block_on(async {
        match &check.hosts {
            Some(list) => check_hosts(check, list).await,
            None => check_one(check).await,
        }
    })?
}

async fn check_one(check: &Check) -> Result<u8, String> {
    let target = check.target.as_deref().unwrap_or_default();
    let target = Target::parse(target).map_err(|error| error.to_string())?;
    let mut sources = Environment::default();
    let credentials =
        credentials(&check.connection.who, &target, &mut sources).map_err(|error| error.to_string())?;
    let attempt = usage::attempt(&check.connection, &target, &credentials)?;
    if attempt.password_in_clear() {
        remark(IN_CLEAR);
    }
    let timeout = Duration::from_secs(check.connection.timeout.into());
    let mut person = Person {
        questions: if sources.asked { QUESTIONS } else { 0 },
        sources,
        user: credentials.user().to_vec(),
        retries: check.retry,
        tries: 0,
        verbose: check.verbose,
    };
    let report = check::check(attempt.clone(), credentials, timeout, check.further(), &mut person).await;
    let mut report = report.map_err(|error| format!("{error}."))?;
    if !check.no_probes {
        let probes = probe::look_around(&attempt, &report.diagnosis, &check.probe_ports, timeout).await;
        report.look_around(probes);
    }
    if check.deep && deep::is_open(&attempt, &report) {
        remark("Trying one more login, with a name that cannot exist.");
        let notice = deep::unknown_name(&attempt, &report, timeout).await;
        notice.into_iter().for_each(|notice| report.notice(notice));
    }
    report.for_hoster = check
        .for_hoster
        .then(|| hoster::paragraph(&report, Occasion::Check(&timestamp(OffsetDateTime::now_utc()))));
    print_report(&report, check.json)?;
    Ok(report.exit_status())
}

async fn check_hosts(check: &Check, list: &Path) -> Result<u8, String> {
    if list == Path::new("-") && check.connection.who.password_stdin {
        return Err("Standard input can be the list of servers or the password, not both.".to_owned());
    }
    let list = contents(list).map_err(|error| format!("The list cannot be read: {error}."))?;
    let hosts = hosts::hosts(&list, check, &mut Once::new(Environment::default()));
    if hosts.is_empty() {
        return Err("There is no server in that list.".to_owned());
    }
    if hosts.iter().flat_map(|host| &host.attempt).any(|(attempt, _)| attempt.password_in_clear()) {
        remark(IN_CLEAR);
    }
    let bar = ProgressBar::new(hosts.len() as u64);
    let mut failed = Ok(());
    let mut each = |target: &str, result: Result<&Report, &str>| {
        bar.inc(1);
        if check.json {
            let line =
                result.map_or_else(|error| json::untried(target, error), |r| json::object(r, Some(target)));
            let line = line.map_err(|error| error.to_string());
            let printed = line.and_then(|line| bar.suspend(|| print(&(line + "\n"))));
            failed = std::mem::replace(&mut failed, Ok(())).and(printed);
        } else if let Err(error) = result {
            bar.suspend(|| remark(&format!("{target}: {error}")));
        } else if let Some(left) = result.ok().and_then(|report| report.seen.as_ref()?.left()) {
            bar.suspend(|| remark(&format!("{target}: {left}")));
        }
    };
    let timeout = Duration::from_secs(check.connection.timeout.into());
    let per_address = usize::try_from(check.per_address).unwrap_or(usize::MAX);
    let at_once = AtOnce { all: at_once(check.concurrency), per_address };
    let rows = hosts::check_all(hosts, at_once, timeout, check.further(), &mut each).await;
    bar.finish_and_clear();
    failed?;
    if !check.json {
        print(&hosts::table(&rows))?;
    }
    Ok(hosts::exit_status(&rows))
}

/// Returns how many servers to check at a time: as many as wanted, within the system's limit on open files.
fn at_once(wanted: u32) -> usize {
    let wanted = u64::from(wanted);
    let limit = wanted * FILES + OTHER_FILES;
    let files = rlimit::increase_nofile_limit(limit).unwrap_or(limit);
    usize::try_from(wanted.min(files.saturating_sub(OTHER_FILES) / FILES).max(1)).unwrap_or(1)
}

/// Connections per server: the control connection and a data connection.
const FILES: u64 = 2;

/// Files that the tool has open in addition to its connections: those of the runtime and of name lookups.
const OTHER_FILES: u64 = 64;

/// Formats a time as in a letter.
fn timestamp(at: OffsetDateTime) -> String {
    let (year, month, day) = at.to_calendar_date();
    format!("{year:04}-{:02}-{day:02} at {:02}:{:02} UTC", u8::from(month), at.hour(), at.minute())
}

/// Prints the report. For people, the paragraph for the hoster replaces it if there is one.
fn print_report(report: &Report, as_json: bool) -> Result<(), String> {
    match &report.for_hoster {
        _ if as_json => print(&(json::object(report, None).map_err(|error| error.to_string())? + "\n")),
        Some(paragraph) => print(&wrapped(paragraph)),
        None => print(&report.for_people()),
    }
}

fn wrapped(paragraph: &str) -> String {
    let mut page = Page::default();
    page.paragraph(Default::default(), paragraph);
    page.text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(timestamp(OffsetDateTime::UNIX_EPOCH), "1970-01-01 at 00:00 UTC");
    }
}
