//! How good the diagnosis is after the login, for every real reply to a transfer or a file command, and with each server
//! in turn left out of the data that the rules were made from.

use crate::rows::{greetings, rows as login_rows, unescape};
use crate::score::{Score, ScoreTable, certain};
use ftp_diagnosis::{Diagnosis, Rule, diagnose_by};
use ftp_proto::transcript::Entry;
use ftp_proto::transfer::{DataEvent, End, Secured};
use ftp_proto::{Limits, Reply, TlsFailure, Transcript};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One line of `data/transfer_replies.tsv`.
struct Row {
    line: usize,
    server: &'static str,
    phase: &'static str,
    command: Vec<u8>,
    tls: bool,
    reply: Vec<u8>,
    cause: &'static str,
    tellable: &'static str,
}

/// What comes before the command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// What the real conversation had: how the data connection was requested, and what it did.
    All,
    /// Only the login.
    Login,
}

fn rows() -> Vec<Row> {
    let table = include_str!("../data/transfer_replies.tsv");
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')).skip(1);
    let row = |(at, line): (usize, &'static str)| {
        let [server, phase, command, tls, reply, cause, _, tellable] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("line {}", at + 1)
        };
        let command = unescape(command);
        Row {
            line: at + 1,
            server,
            phase,
            command,
            tls: tls == "yes",
            reply: unescape(reply),
            cause,
            tellable,
        }
    };
    lines.map(row).collect()
}

/// Returns the name that the rules use for a server.
fn known_as(server: &str) -> &str {
    match server {
        "proftpd" => "ProFTPD",
        "pure-ftpd" => "Pure-FTPd",
        "filezilla-server" => "FileZilla Server",
        "wu-ftpd" => "WU-FTPD",
        other => other,
    }
}

impl Row {
    fn verb(&self) -> &[u8] {
        self.command.split(|byte| *byte == b' ').next().unwrap_or_default()
    }

    fn transcript(&self, greetings: &HashMap<String, Vec<u8>>, before: Before) -> Transcript {
        let mut talk = Transcript::new();
        talk.push(Entry::Connected { port: 21 });
        let greeting = greetings.get(known_as(self.server)).map_or(&b"220 ready\r\n"[..], Vec::as_slice);
        talk.received(greeting);
        if self.tls {
            exchange(&mut talk, b"AUTH TLS", b"234 go\r\n");
            talk.push(Entry::TlsUp);
        }
        exchange(&mut talk, b"USER bob", b"331 password\r\n");
        exchange(&mut talk, b"PASS secret", b"230 welcome\r\n");
        if before == Before::All {
            self.prepare(&mut talk);
        }
        if !self.command.is_empty() {
            talk.sent(&self.command);
        }
        self.replies(&mut talk, before);
        talk
    }

    /// Adds what comes before this cause.
    fn prepare(&self, talk: &mut Transcript) {
        let moves =
            [&b"RETR"[..], b"STOR", b"STOU", b"APPE", b"LIST", b"NLST", b"MLSD"].contains(&self.verb());
        if self.tls {
            exchange(talk, b"PBSZ 0", b"200 ok\r\n");
            if self.cause != "data_tls_required" {
                exchange(talk, b"PROT P", b"200 ok\r\n");
            }
        }
        if matches!(self.cause, "ascii_resume" | "size_in_ascii") {
            exchange(talk, b"TYPE A", b"200 ok\r\n");
        }
        match self.cause {
            "pasv_after_epsv_all" => exchange(talk, b"EPSV ALL", b"200 ok\r\n"),
            "active_connect_failed" if moves => exchange(talk, b"PORT 192,0,2,7,200,9", b"200 ok\r\n"),
            "no_data_connection_prepared" => {}
            _ if moves => exchange(talk, b"EPSV", b"229 ok (|||50000|)\r\n"),
            _ => {}
        }
        if moves && matches!(self.cause, "offset_beyond_end" | "resume_not_allowed") {
            exchange(talk, b"REST 99", b"350 ok\r\n");
        }
    }

    /// Adds the replies, and before the last of them what the data connection did.
    fn replies(&self, talk: &mut Transcript, before: Before) {
        let mut rest = self.reply.as_slice();
        let mut replies = Vec::new();
        while !rest.is_empty() && !rest.starts_with(b"<") {
            let parsed = Reply::parse(rest, &Limits::default()).expect("a reply");
            let (_, len) = parsed.expect("a whole reply");
            replies.push(&rest[..len]);
            rest = &rest[len..];
        }
        let (last, first) = replies.split_last().map_or((None, &[][..]), |(last, first)| (Some(last), first));
        first.iter().for_each(|reply| talk.received(reply));
        if before == Before::All && self.phase == "data_tls" && self.cause != "data_tls_required" {
            let events = match self.cause {
                "data_tls_handshake_failed" => {
                    vec![DataEvent::Connected, DataEvent::TlsFailed(TlsFailure::Closed)]
                }
                _ => vec![
                    DataEvent::Connected,
                    DataEvent::Secured(Secured { resumed: Some(false), same_certificate: Some(true) }),
                    DataEvent::Ended(End::Fin),
                ],
            };
            events.into_iter().for_each(|event| talk.push(Entry::Data(event)));
        }
        if let Some(reply) = last {
            talk.received(reply);
        }
        let preliminary = last.is_some_and(|reply| reply.starts_with(b"1"));
        match rest {
            b"<TLS error on the control connection>\r\n" => talk.push(Entry::TlsFailed(TlsFailure::Other)),
            rest if rest.starts_with(b"<EOF") => talk.closed(),
            _ if preliminary || last.is_none() => talk.timed_out(),
            _ => {}
        }
    }

    fn score(&self, diagnosis: &Diagnosis) -> Score {
        Score::of_cause(self.cause, self.tellable == "told", diagnosis)
    }
}

fn exchange(talk: &mut Transcript, line: &[u8], reply: &[u8]) {
    talk.sent(line);
    talk.received(reply);
}

/// Returns the scores of all rows, with some rules and words left out for each server.
fn scored(
    title: &str,
    before: Before,
    rule: impl Fn(&str, &Rule) -> bool,
    word: impl Fn(&str, &str) -> bool,
) -> Score {
    let greetings = greetings(&login_rows());
    let (mut by_server, mut by_cause, mut all) =
        (ScoreTable::default(), ScoreTable::default(), Score::default());
    for row in rows().iter().filter(|row| row.tellable != "no_failure") {
        let talk = row.transcript(&greetings, before);
        let rule = |one: &Rule| rule(row.server, one);
        let diagnosis = diagnose_by(&talk, rule, |stem| word(row.server, stem));
        let score = row.score(&diagnosis);
        score.complain(
            &format!(
                "line {} ({}, {}): {} for {}",
                row.line,
                row.server,
                row.command.escape_ascii(),
                row.cause,
                row.reply.escape_ascii()
            ),
            &diagnosis,
        );
        by_server.add(row.server, &score);
        by_cause.add(row.cause, &score);
        all.add(&score);
    }
    by_server.print(title);
    by_cause.print(title);
    println!("{}\n{}", Score::HEAD, all.line(title));
    all
}

#[test]
fn transfers_of_the_field_are_diagnosed() {
    let all = scored("transfers", Before::All, |_, _| true, |_, _| true);
    assert_eq!(all.certain_wrong, 0, "a certain cause was wrong");
    assert!(all.first_of_told() >= 0.95, "the true cause first in {:.3}", all.first_of_told());
    assert!(all.in_list() >= 0.98, "the true cause in the list in {:.3}", all.in_list());
    assert!(all.longest <= 6, "{} causes", all.longest);
}

/// Less is known if a log does not show how the data connection was requested, or what it did.
#[test]
fn transfers_without_what_led_to_them() {
    let all = scored("transfers, the command alone", Before::Login, |_, _| true, |_, _| true);
    assert_eq!(all.certain_wrong, 0, "a certain cause was wrong");
    assert!(all.first_of_told() >= 0.90, "the true cause first in {:.3}", all.first_of_told());
    assert!(all.in_list() >= 0.97, "the true cause in the list in {:.3}", all.in_list());
}

/// For each server, leaves out the rules that were made from it alone, and the words that no other server says.
#[test]
fn transfers_of_a_server_that_is_not_known() {
    let mut said_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows() {
        for word in Rule::words_in(&row.reply) {
            said_by.entry(word).or_default().insert(row.server);
        }
    }
    let elsewhere = |server: &str, word: &str| {
        said_by.get(word).is_none_or(|servers| servers.iter().any(|one| *one != server))
    };
    let rule = |server: &str, rule: &Rule| rule.seen_on() != [known_as(server)];
    let all = scored("transfers, rules left out", Before::All, rule, |_, _| true);
    assert_eq!(all.certain_wrong, 0, "a certain cause was wrong");
    assert!(all.first_of_told() >= 0.90, "the true cause first in {:.3}", all.first_of_told());
    let all = scored("transfers, rules and words left out", Before::All, rule, elsewhere);
    assert!(all.certain_wrong <= 1, "a certain cause was wrong");
    assert!(all.first_of_told() >= 0.75, "the true cause first in {:.3}", all.first_of_told());
}

#[test]
fn what_did_not_fail_has_no_certain_cause() {
    let greetings = greetings(&login_rows());
    for row in rows().iter().filter(|row| row.tellable == "no_failure") {
        let diagnosis = ftp_diagnosis::diagnose(&row.transcript(&greetings, Before::All));
        assert_eq!(certain(&diagnosis), None, "line {}", row.line);
    }
}
