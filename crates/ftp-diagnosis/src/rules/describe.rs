//! Describes what a rule asks for, for the documentation.

use super::{BEHIND, BEHIND_HIDING, CIRCUMSTANCES, HIDING, Rule, TELLING, When};
use crate::scene::Event;
use alloc::{format, string::String, vec::Vec};

impl Rule {
    /// Returns the rules where words or behaviour show the cause. All that match count.
    pub fn telling() -> impl Iterator<Item = &'static Rule> {
        TELLING.iter().copied().flatten()
    }

    /// Returns the rules for replies that show nothing, with all that they may hide. The first that matches counts.
    pub fn hiding() -> impl Iterator<Item = &'static Rule> {
        HIDING.iter().copied().flatten()
    }

    /// Returns the rules for failures after the login. The first that matches counts most.
    pub fn behind() -> impl Iterator<Item = &'static Rule> {
        BEHIND.iter().copied().flatten()
    }

    /// Returns the rules for refusals after the login that show nothing. The first that matches counts.
    pub fn behind_hiding() -> impl Iterator<Item = &'static Rule> {
        BEHIND_HIDING.iter().copied().flatten()
    }

    /// Returns the rules for what the rest of the conversation adds to a hiding rule.
    pub fn circumstances() -> impl Iterator<Item = &'static Rule> {
        CIRCUMSTANCES.iter().copied().flatten()
    }

    /// Describes what the rule looks at, in words: event, phase, codes, commands, server, facts.
    pub fn looks_at(&self) -> String {
        self.when.describe()
    }
}

impl When {
    fn describe(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut list = |before: &str, words: Vec<String>| {
            if !words.is_empty() {
                parts.push(format!("{before}{}", words.join(", ")));
            }
        };
        list("", self.events.iter().map(|event| String::from(event.words())).collect());
        list("at ", self.phases.iter().map(|phase| String::from(phase.name())).collect());
        list("code ", self.codes.iter().map(codes).collect());
        list(
            "to ",
            self.verbs
                .iter()
                .map(|verb| String::from(if verb.is_empty() { "no command" } else { verb }))
                .collect(),
        );
        list("from ", self.families.iter().map(|family| String::from(family.name())).collect());
        list("", self.all.iter().map(|fact| String::from(fact.words())).collect());
        list("not: ", self.none.iter().map(|fact| String::from(fact.words())).collect());
        list("", self.whole.iter().map(|whole| format!("the text is `{whole}`")).collect());
        if !self.words.is_empty() {
            parts.push(String::from("words"));
        }
        parts.join("; ")
    }
}

fn codes((low, high): &(u16, u16)) -> String {
    match (low, high) {
        (400, 599) => String::from("4yz or 5yz"),
        _ if low == high => format!("{low}"),
        _ => format!("{low} to {high}"),
    }
}

impl Event {
    fn words(self) -> &'static str {
        match self {
            Event::Reply => "a reply",
            Event::Closed => "the server closes",
            Event::TimedOut => "silence",
            Event::Tls(_) => "TLS fails",
            Event::Connect(_) => "no connection",
            Event::Garbage => "bytes that are no reply",
            Event::Violation(_) => "a broken order",
            Event::Nothing => "nothing more",
        }
    }
}
