//! Checks many servers at once.

mod queue;
mod table;

use crate::arguments::Check;
use crate::check::{Unobserved, check};
use crate::credentials::{Sources, credentials};
use crate::target::{Target, without_password};
use crate::transfers::Further;
use crate::usage;
use ftp_proto::Credentials;
use ftp_report::attempt::{Attempt, Family};
use ftp_report::printable::printable;
use ftp_report::report::Report;
use queue::Queue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
pub use table::table;
use tokio::task::{JoinSet, LocalSet};

/// One server of the list.
pub struct Host {
    /// The line as it was written, without a password.
    pub target: String,
    /// What to try, or a sentence that says why that is impossible.
    pub attempt: Result<(Attempt, Credentials), String>,
}

/// The result of one check, for the table.
#[derive(Clone)]
pub struct Row {
    target: String,
    outcome: &'static str,
    code: String,
    cause: &'static str,
    status: u8,
}

/// Returns the servers of a list, which has one per line. Empty lines do not count, nor does what follows a `#` at the
/// beginning of a line or after a blank.
pub fn hosts(list: &[u8], options: &Check, sources: &mut impl Sources) -> Vec<Host> {
    let list = list.strip_prefix(b"\xef\xbb\xbf").unwrap_or(list);
    let mut hosts = Vec::new();
    for line in list.split(|byte| *byte == b'\n') {
        let line = String::from_utf8_lossy(line);
        let text = without_comment(&line).trim();
        if !text.is_empty() {
            let attempt = match line {
                Cow::Borrowed(_) => attempt(text, options, sources),
                Cow::Owned(_) => Err("The line is not UTF-8: write other bytes of a URL as %NN.".to_owned()),
            };
            hosts.push(Host { target: printable(shown(text).as_bytes()), attempt });
        }
    }
    hosts
}

/// Returns a line of the list without a password. Of a line that is no target, only the first word is shown.
fn shown(text: &str) -> String {
    let hidden = without_password(text);
    match (Target::parse(text), hidden.split_once(char::is_whitespace)) {
        (Err(_), Some((first, _))) => format!("{first} ***"),
        _ => hidden,
    }
}

/// Checks the servers, no more at a time than `at_once` allows. `each` gets every report as it comes, or a sentence that says why
/// the server was not tried. The returned rows are in the order of the list.
pub async fn check_all(
    hosts: Vec<Host>,
    at_once: AtOnce,
    timeout: Duration,
    further: Further,
    each: &mut dyn FnMut(&str, Result<&Report, &str>),
) -> Vec<Row> {
    let mut rows = BTreeMap::new();
    let mut hosts = hosts.into_iter().enumerate();
    let mut queue = Queue::new(at_once.per_address);
    let mut running = JoinSet::new();
    let local = LocalSet::new();
    local
        .run_until(async {
            loop {
                while running.len() < at_once.all {
                    if let Some((addresses, (number, host))) = queue.next() {
                        running.spawn_local(async move {
                            Step::Done(number, addresses, Box::new(checked(host, timeout, further).await))
                        });
                    } else if let Some((number, host)) = hosts.next() {
                        running.spawn_local(async move {
                            let addresses = addresses(&host, timeout).await;
                            Step::Named(number, addresses, Box::new(host))
                        });
                    } else {
                        break;
                    }
                }
                match running.join_next().await {
                    None => break,
                    Some(Ok(Step::Named(number, addresses, host))) => queue.add(addresses, (number, *host)),
                    Some(Ok(Step::Done(number, addresses, done))) => {
                        queue.done(&addresses);
                        let (target, result) = *done;
                        each(&target, result.as_ref().map_err(String::as_str));
                        rows.insert(number, Row::new(target, result.as_ref().ok()));
                    }
                    Some(Err(_)) => {}
                }
            }
        })
        .await;
    rows.into_values().collect()
}

/// How many servers are checked at a time.
#[derive(Clone, Copy, Debug)]
pub struct AtOnce {
    /// In total.
    pub all: usize,
    /// At one address.
    pub per_address: usize,
}

/// What a task has done for a host.
enum Step {
    /// It has looked up the addresses of the host; there may be none.
    Named(usize, Vec<IpAddr>, Box<Host>),
    /// It has checked the host.
    Done(usize, Vec<IpAddr>, Box<(String, Result<Report, String>)>),
}

/// Returns the addresses that the check may connect to. If there are none, the check itself reports that.
async fn addresses(host: &Host, timeout: Duration) -> Vec<IpAddr> {
    let Ok((attempt, _)) = &host.attempt else { return Vec::new() };
    let lookup = tokio::net::lookup_host((attempt.host.as_str(), attempt.port));
    let Ok(Ok(found)) = tokio::time::timeout(timeout, lookup).await else { return Vec::new() };
    let fits = |address: &SocketAddr| match attempt.ip {
        Some(Family::V4) => address.is_ipv4(),
        Some(Family::V6) => address.is_ipv6(),
        _ => true,
    };
    // An IPv4 address that is written as one of IPv6 counts as the same.
    let addresses: BTreeSet<IpAddr> = found.filter(fits).map(|address| address.ip().to_canonical()).collect();
    addresses.into_iter().collect()
}

/// Returns the highest exit status of all rows.
pub fn exit_status(rows: &[Row]) -> u8 {
    rows.iter().map(|row| row.status).max().unwrap_or(0)
}

/// Returns the line without its comment. A `#` inside a word begins no comment, since it may be part of a password.
fn without_comment(line: &str) -> &str {
    let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
    let comment = line.match_indices('#').map(|(at, _)| at).find(begins);
    &line[..comment.unwrap_or(line.len())]
}

fn attempt(
    text: &str,
    options: &Check,
    sources: &mut impl Sources,
) -> Result<(Attempt, Credentials), String> {
    let target = Target::parse(text).map_err(|error| error.to_string())?;
    let credentials =
        credentials(&options.connection.who, &target, sources).map_err(|error| error.to_string())?;
    Ok((usage::attempt(&options.connection, &target, &credentials)?, credentials))
}

async fn checked(host: Host, timeout: Duration, further: Further) -> (String, Result<Report, String>) {
    let result = match host.attempt {
        Ok((attempt, credentials)) => {
            let report = check(attempt, credentials, timeout, further, &mut Unobserved).await;
            report.map_err(|error| format!("{error}."))
        }
        Err(sentence) => Err(sentence),
    };
    (host.target, result)
}

impl Row {
    fn new(target: String, report: Option<&Report>) -> Self {
        let end = report.map(|report| &report.diagnosis);
        Row {
            target,
            outcome: end.map_or("wrong_usage", |end| end.ended().name()),
            code: end.and_then(|end| end.code()).map_or_else(String::new, |code| code.to_string()),
            cause: end.and_then(|end| end.causes().first()).map_or("", |first| first.cause().name()),
            status: report.map_or(2, Report::exit_status),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_begin_words() {
        for (line, rest) in [
            ("h # x", "h "),
            ("# h", ""),
            ("\t#h", "\t"),
            ("ftp://a:b#c@h #d", "ftp://a:b#c@h "),
            ("h", "h"),
            ("h\u{a0}#", "h\u{a0}"),
        ] {
            assert_eq!(without_comment(line), rest, "{line}");
        }
    }
}
