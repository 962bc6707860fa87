//! How good the diagnosis is, for every real reply whose cause is known, and with each server in turn left
//! out of the data that the rules were made from. `cargo test -p ftp-tests --test diagnosis -- --nocapture`
//! prints the tables.

#[path = "diagnosis/evidence.rs"]
mod evidence;
#[path = "diagnosis/numbered.rs"]
mod numbered;
#[path = "diagnosis/outcomes.rs"]
mod outcomes;
#[path = "diagnosis/page.rs"]
mod page;
#[path = "diagnosis/rows.rs"]
mod rows;
#[path = "diagnosis/score.rs"]
mod score;
#[path = "diagnosis/transfers.rs"]
mod transfers;

use ftp_diagnosis::{Cause, Rule};
use rows::{Tellable, greetings, rows};
use score::{Score, ScoreTable};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_field_is_diagnosed() {
    let rows = rows();
    let greetings = greetings(&rows);
    let (mut by_server, mut by_cause, mut all) =
        (ScoreTable::default(), ScoreTable::default(), Score::default());
    for row in rows.iter().filter(|row| row.tellable != Tellable::NoRefusal) {
        let diagnosis = ftp_diagnosis::diagnose(&row.transcript(&greetings));
        let score = Score::of(row, &diagnosis);
        score.complain(&row.shown(), &diagnosis);
        by_server.add(&row.server, &score);
        by_cause.add(&row.cause, &score);
        all.add(&score);
    }
    by_server.print("by server");
    by_cause.print("by cause");
    println!("{}\n{}", Score::HEAD, all.line("all"));
    assert_eq!(all.refusals, 419);
    assert_eq!(all.certain_wrong, 0, "a certain cause was wrong");
    assert!(all.first_of_told() >= 0.90, "the true cause first in {:.3}", all.first_of_told());
    assert!(all.in_list() >= 0.98, "the true cause in the list in {:.3}", all.in_list());
    assert!(all.mean_length() <= 4.0, "{:.2} causes on average", all.mean_length());
    assert!(all.longest <= 8, "{} causes", all.longest);
}

#[test]
fn what_is_no_refusal_has_no_certain_cause() {
    let rows = rows();
    let greetings = greetings(&rows);
    let mut wrong = Vec::new();
    for row in rows.iter().filter(|row| row.tellable == Tellable::NoRefusal) {
        let diagnosis = ftp_diagnosis::diagnose(&row.transcript(&greetings));
        if let Some(cause) = score::certain(&diagnosis) {
            wrong.push(format!(
                "line {} ({}): {cause} for {}",
                row.line,
                row.server,
                row.reply.escape_ascii()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// For each server, leaves out the rules that were made from it alone.
#[test]
fn a_server_that_the_rules_do_not_know() {
    let all = each_server_left_out("rules left out", |_, _| true);
    assert_eq!(all.certain_wrong, 0, "a certain cause was wrong");
    assert!(all.first_of_told() >= 0.85, "the true cause first in {:.3}", all.first_of_told());
    assert!(all.in_list() >= 0.94, "the true cause in the list in {:.3}", all.in_list());
}

/// The same, but also leaves out the words that no other server of the data says, whether they were learned
/// from it or are common: a harder test.
#[test]
fn a_server_that_the_rules_and_the_words_do_not_know() {
    let rows = rows();
    let mut said_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.tellable != Tellable::NoRefusal) {
        for word in Rule::words_in(&row.reply) {
            said_by.entry(word).or_default().insert(&row.server);
        }
    }
    let elsewhere = |server: &str, word: &str| {
        said_by.get(word).is_none_or(|servers| servers.iter().any(|one| *one != server))
    };
    let all = each_server_left_out("rules and words left out", elsewhere);
    // IIS calls a home directory inaccessible that is accessible: only who knows IIS can know that.
    assert!(all.certain_wrong <= 1, "a certain cause was wrong");
    assert!(all.first_of_told() >= 0.70, "the true cause first in {:.3}", all.first_of_told());
    assert!(all.in_list() >= 0.90, "the true cause in the list in {:.3}", all.in_list());
}

fn each_server_left_out(title: &str, word: impl Fn(&str, &str) -> bool) -> Score {
    let rows = rows();
    let greetings = greetings(&rows);
    let (mut table, mut all) = (ScoreTable::default(), Score::default());
    for row in rows.iter().filter(|row| row.tellable != Tellable::NoRefusal) {
        let rule = |rule: &Rule| rule.seen_on() != [row.server.as_str()];
        let word = |stem: &str| word(&row.server, stem);
        let diagnosis = ftp_diagnosis::diagnose_by(&row.transcript(&greetings), rule, word);
        let score = Score::of(row, &diagnosis);
        if std::env::var_os("COMPLAIN").is_some() {
            score.complain(&row.shown(), &diagnosis);
        }
        table.add(&row.server, &score);
        all.add(&score);
    }
    table.print(title);
    println!("{}\n{}", Score::HEAD, all.line("all"));
    assert!(all.mean_length() <= 4.0, "{:.2} causes on average", all.mean_length());
    all
}

#[test]
fn rules_name_servers_that_exist() {
    const OTHERS: &[&str] = &["aioftp", "Twisted", "inetutils", "OpenSSH", "WU-FTPD", "DrFTPD"];
    let rows = rows();
    let known: BTreeSet<&str> =
        rows.iter().map(|row| row.server.as_str()).chain(OTHERS.iter().copied()).collect();
    for rule in Rule::all() {
        for server in rule.seen_on() {
            assert!(known.contains(server), "{}: no replies of {server} in the data", rule.name());
        }
    }
}

#[test]
fn rules_have_names_of_their_own() {
    let names: Vec<_> = Rule::all().map(Rule::name).collect();
    let distinct: BTreeSet<_> = names.iter().collect();
    assert_eq!(names.len(), distinct.len());
}

#[test]
fn every_cause_has_advice_and_a_rule() {
    let named: BTreeSet<Cause> = Rule::all().flat_map(|rule| rule.says().map(|(cause, ..)| cause)).collect();
    assert_eq!(Cause::all().len(), 98);
    for cause in Cause::all() {
        assert_eq!(Cause::from_name(cause.name()), Some(*cause));
        assert!(cause.sentence().ends_with('.'), "{cause}");
        assert!(
            !cause.checks().is_empty() && cause.checks().iter().all(|line| line.ends_with('.')),
            "{cause}"
        );
        assert_eq!(cause.admin().first().map(|line| line.server()), Some("any"), "{cause}");
        assert!(cause.rfc().contains("RFC"), "{cause}");
        assert!(named.contains(cause), "no rule names {cause}");
    }
}

/// What rules about meaning make of wordings that no server of the data sends.
#[test]
fn wordings_that_no_server_of_the_data_sends() {
    let (mut first, mut listed, mut all, mut length) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for line in include_str!("data/wordings.tsv").lines().skip(1) {
        let [phase, tls, reply, cause] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let diagnosis = ftp_diagnosis::diagnose(&rows::wording(phase, tls, reply));
        let names: Vec<_> = diagnosis.causes().iter().map(|one| one.cause().name()).collect();
        let certain = score::certain(&diagnosis);
        if cause == "-" {
            // The words only look like a cause, so nothing may be certain.
            wrong.extend(certain.map(|certain| format!("{line}: {certain}")));
            continue;
        }
        all += 1;
        length += names.len();
        first += usize::from(names.first() == Some(&cause));
        listed += usize::from(names.contains(&cause));
        wrong.extend(
            certain.filter(|certain| certain.name() != cause).map(|certain| format!("{line}: {certain}")),
        );
        if names.first() != Some(&cause) {
            let rules: Vec<_> = diagnosis
                .causes()
                .iter()
                .map(|one| {
                    (one.confidence().name(), one.cause().name(), one.rule().map_or("-", |rule| rule.name()))
                })
                .collect();
            println!("not first: {line}: {} {rules:?}", diagnosis.phase());
        }
    }
    println!(
        "{all} wordings: first {first}, in the list {listed}, certain and wrong {}, {length} causes",
        wrong.len()
    );
    assert!(wrong.is_empty(), "certain and wrong: {wrong:#?}");
    assert!(
        first * 100 >= all * 97 && listed * 100 >= all * 98,
        "first {first}, in the list {listed} of {all}"
    );
    assert!(length <= all * 4, "{length} causes for {all} wordings");
}

#[test]
fn the_json_is_that_of_the_tool() {
    let talk = rows::wording("pass", "no", "530 User cannot log in; the home folder does not exist");
    let core = serde_json::to_value(ftp_diagnosis::diagnose(&talk)).unwrap();
    let report = ftp_report::report::Report::new(talk, None, None);
    let tool = ftp_report::json::object(&report, None).unwrap();
    let tool: serde_json::Value = serde_json::from_str(&tool).unwrap();
    let core = core.as_object().unwrap();
    assert_eq!(core.keys().collect::<Vec<_>>(), ["advice", "causes", "code", "outcome", "phase"]);
    for (name, value) in core {
        assert_eq!(tool.get(name), Some(value), "{name}");
    }
}

#[test]
fn the_page_of_the_causes_is_up_to_date() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../").to_owned() + page::PATH;
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, page::page()).unwrap();
    }
    let there = std::fs::read_to_string(&file).unwrap();
    assert!(
        there == page::page(),
        "{} is out of date: UPDATE_DOCS=1 cargo test -p ftp-tests --test diagnosis",
        page::PATH
    );
}
