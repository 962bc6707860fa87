//! Counts how often a diagnosis is right.

use crate::rows::{Row, Tellable};
use ftp_diagnosis::{Cause, Confidence, Diagnosis};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Score {
    pub refusals: usize,
    pub told: usize,
    pub told_first: usize,
    pub first: usize,
    pub listed: usize,
    pub certain: usize,
    pub certain_wrong: usize,
    pub length: usize,
    pub longest: usize,
}

#[derive(Default)]
pub struct ScoreTable(BTreeMap<String, Score>);

/// Returns the certain cause of a diagnosis.
pub fn certain(diagnosis: &Diagnosis) -> Option<Cause> {
    diagnosis.causes().iter().find(|one| one.confidence() == Confidence::Certain).map(|one| one.cause())
}

impl Score {
    pub const HEAD: &str = "                                    refusals told first-of-told first in-list certain wrong mean-length max";

    pub fn of(row: &Row, diagnosis: &Diagnosis) -> Self {
        Self::of_cause(&row.cause, row.tellable == Tellable::Told, diagnosis)
    }

    pub fn of_cause(cause: &str, told: bool, diagnosis: &Diagnosis) -> Self {
        let names: Vec<&str> = diagnosis.causes().iter().map(|one| one.cause().name()).collect();
        let first = names.first() == Some(&cause);
        let certain = certain(diagnosis);
        Score {
            refusals: 1,
            told: told.into(),
            told_first: (told && first).into(),
            first: first.into(),
            listed: names.contains(&cause).into(),
            certain: certain.is_some().into(),
            certain_wrong: certain.is_some_and(|one| one.name() != cause).into(),
            length: names.len(),
            longest: names.len(),
        }
    }

    pub fn add(&mut self, other: &Score) {
        self.refusals += other.refusals;
        self.told += other.told;
        self.told_first += other.told_first;
        self.first += other.first;
        self.listed += other.listed;
        self.certain += other.certain;
        self.certain_wrong += other.certain_wrong;
        self.length += other.length;
        self.longest = self.longest.max(other.longest);
    }

    pub fn first_of_told(&self) -> f64 {
        self.told_first as f64 / self.told as f64
    }

    pub fn in_list(&self) -> f64 {
        self.listed as f64 / self.refusals as f64
    }

    pub fn mean_length(&self) -> f64 {
        self.length as f64 / self.refusals as f64
    }

    pub fn line(&self, name: &str) -> String {
        format!(
            "{name:36}{:8}{:5}{:14}{:6}{:8}{:8}{:6}{:12.2}{:4}",
            self.refusals,
            self.told,
            self.told_first,
            self.first,
            self.listed,
            self.certain,
            self.certain_wrong,
            self.mean_length(),
            self.longest
        )
    }

    /// Prints what is wrong with one row.
    pub fn complain(&self, row: &str, diagnosis: &Diagnosis) {
        let what = match self {
            score if score.certain_wrong > 0 => "certain and wrong",
            score if score.listed == 0 => "not in the list",
            score if score.told > score.told_first => "not first",
            _ => return,
        };
        let causes: Vec<String> = diagnosis
            .causes()
            .iter()
            .map(|one| {
                format!(
                    "{} {} ({})",
                    one.confidence(),
                    one.cause(),
                    one.rule().map_or("-", |rule| rule.name())
                )
            })
            .collect();
        println!("{what}: {row}: {} at {}, {}", diagnosis.ended(), diagnosis.phase(), causes.join(", "));
    }
}

impl ScoreTable {
    pub fn add(&mut self, name: &str, score: &Score) {
        self.0.entry(name.into()).or_default().add(score);
    }

    pub fn print(&self, title: &str) {
        println!("{title}\n{}", Score::HEAD);
        for (name, score) in &self.0 {
            println!("{}", score.line(name));
        }
    }
}
