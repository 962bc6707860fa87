//! Pastes made up by somebody who did not know the rules, with the causes that this person takes for right: `judged.jsonl`
//! among the pastes. With `--nocapture`, the test prints those that are diagnosed differently.

use ftp_diagnosis::Confidence;
use ftp_report::read::read;
use ftp_report::report::Report;
use serde_json::Value;

const JUDGED: &str = include_str!("../../../../tests/data/pastes/judged.jsonl");

/// How many pastes get a right cause first. Some cannot: a text recogniser put letters for digits, two logs are mixed, or
/// nobody can know the cause.
const RIGHT: usize = 611;

#[test]
fn the_first_cause_is_one_that_is_right_and_no_wrong_one_is_certain() {
    let cases: Vec<Value> = JUDGED.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut right, mut certain_and_wrong) = (0, Vec::new());
    for case in &cases {
        let wanted: Vec<&str> = case["first"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let causes = causes(case["text"].as_str().unwrap());
        let first = causes.first().map_or("none", |(cause, _)| *cause);
        let tells_nothing = |cause: &str| matches!(cause, "none" | "undetermined");
        let is_right = wanted.contains(&first)
            || tells_nothing(first) && wanted.iter().any(|cause| tells_nothing(cause));
        right += usize::from(is_right);
        if !is_right {
            println!("{}: {wanted:?} are right, found {causes:?}\n{}\n", case["id"], case["text"]);
        }
        let certain = causes.iter().find(|(_, confidence)| *confidence == Confidence::Certain);
        certain_and_wrong.extend(certain.filter(|(cause, _)| !wanted.contains(cause)).map(|_| &case["id"]));
    }
    println!("{right} of {} have a right cause first", cases.len());
    assert!(certain_and_wrong.is_empty(), "certain, and wrong: {certain_and_wrong:?}");
    assert!(right >= RIGHT, "{right} have a right cause first, and {RIGHT} had");
}

/// Returns the causes as they are reported.
fn causes(paste: &str) -> Vec<(&'static str, Confidence)> {
    let Some(reading) = read(paste.as_bytes(), None) else { return Vec::new() };
    let report = Report::of_reading(reading);
    report.diagnosis.causes().iter().map(|one| (one.cause().name(), one.confidence())).collect()
}
