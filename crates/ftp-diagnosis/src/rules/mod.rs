//! The rules: what is seen, and which causes that speaks for. They are tables; this file only reads them.
//!
//! Three kinds, asked in this order:
//! - *telling* rules, where words or behaviour show the cause; all that match count;
//! - *hiding* rules, for replies that show nothing: the first that matches says what the reply may hide;
//! - *circumstances*, which add to what a hiding rule says, or come before it.
//!
//! Failures after the login have tables of their own, in which the order decides: words that mean one thing stand
//! before words that many refusals share.

mod account;
mod address;
mod anonymous;
mod auth;
mod behind;
mod circumstances;
mod client;
mod credentials;
mod data_tls;
mod describe;
mod families;
mod files;
mod garbage;
mod hidden;
mod home;
mod limits;
mod moving;
mod opening;
mod order;
mod protection;
mod resuming;
mod silence;
mod state;
mod storage;
mod timeouts;
mod tls;
mod unasked;
mod unfinished;

use super::scene::{Event, Fact, Scene};
use super::text::{Match, Text};
use super::words::{self, Groups, Stems};
use super::{Cause, Confidence};
use crate::greeting::ServerSoftware;
use alloc::collections::BTreeSet;
use core::cell::Cell;
use ftp_proto::login::Phase;

/// A row of the tables: what is seen, and which causes that speaks for.
#[derive(Clone, Copy)]
pub struct Rule {
    name: &'static str,
    seen_on: &'static [&'static str],
    when: When,
    says: &'static [Says],
}

/// A cause that a rule names.
#[derive(Clone, Copy)]
pub(super) struct Says {
    pub(super) cause: Cause,
    pub(super) confidence: Confidence,
    pub(super) because: &'static str,
}

/// The conditions of a rule, all of which must hold. An empty list asks nothing.
#[derive(Clone, Copy)]
struct When {
    events: &'static [Event],
    phases: &'static [Phase],
    codes: &'static [(u16, u16)],
    verbs: &'static [&'static str],
    families: &'static [ServerSoftware],
    all: &'static [Fact],
    none: &'static [Fact],
    /// At least one of these lists must have a stem of each of its groups in the text.
    words: &'static [&'static [Stems]],
    unless: &'static [Stems],
    /// What the whole text must be, folded.
    whole: Option<&'static str>,
}

const ANY: When = When {
    events: &[],
    phases: &[],
    codes: &[],
    verbs: &[],
    families: &[],
    all: &[],
    none: &[],
    words: &[],
    unless: &[],
    whole: None,
};
/// Any reply that refuses.
const REFUSAL: When = When { events: &[Event::Reply], codes: &[(400, 599)], ..ANY };
/// Any reply.
const REPLY: When = When { events: &[Event::Reply], ..ANY };

const fn certain(cause: Cause, because: &'static str) -> Says {
    Says { cause, confidence: Confidence::Certain, because }
}

const fn likely(cause: Cause, because: &'static str) -> Says {
    Says { cause, confidence: Confidence::Likely, because }
}

const fn possible(cause: Cause, because: &'static str) -> Says {
    Says { cause, confidence: Confidence::Possible, because }
}

const TELLING: &[&[Rule]] = &[
    tls::RULES,
    auth::RULES,
    protection::RULES,
    limits::RULES,
    address::RULES,
    home::RULES,
    timeouts::RULES,
    state::RULES,
    anonymous::RULES,
    account::RULES,
    credentials::RULES,
    order::RULES,
    silence::RULES,
    garbage::RULES,
    client::RULES,
];
/// For failures after the login, in this order: the first rule that matches counts most.
const BEHIND: &[&[Rule]] = &[
    data_tls::RULES,
    unasked::RULES,
    opening::RULES,
    storage::RULES,
    resuming::RULES,
    files::RULES,
    moving::RULES,
    unfinished::RULES,
];
const BEHIND_HIDING: &[&[Rule]] = &[behind::RULES];
const HIDING: &[&[Rule]] = &[families::RULES, hidden::RULES];
const CIRCUMSTANCES: &[&[Rule]] = &[circumstances::RULES];

impl core::fmt::Debug for Rule {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Rule({})", self.name)
    }
}

impl Rule {
    /// Returns every rule, in the order of the tables.
    pub fn all() -> impl Iterator<Item = &'static Rule> {
        [TELLING, HIDING, CIRCUMSTANCES, BEHIND, BEHIND_HIDING].into_iter().flatten().copied().flatten()
    }

    /// Returns the name of the rule, which stays the same in every release as long as its meaning does.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the servers on which the rule is based. Empty if it follows from an RFC, or from what the words mean.
    pub fn seen_on(&self) -> &'static [&'static str] {
        self.seen_on
    }

    /// Returns the word stems that rules ask for and that are in a text, whatever its charset.
    pub fn words_in(text: &[u8]) -> BTreeSet<&'static str> {
        let used = words_used();
        Text::new(text).stems().filter(|(_, groups)| groups.has_some_of(used)).map(|(stem, _)| stem).collect()
    }

    /// Whether a line has some of the words that the rule looks for.
    pub(super) fn speaks_in(&self, line: &Text) -> bool {
        self.when.words.iter().any(|groups| line.has_any(groups))
    }

    /// Returns the causes that the rule names, each with its confidence and the reason.
    pub fn says(&self) -> impl Iterator<Item = (Cause, Confidence, &'static str)> + '_ {
        self.says.iter().map(|says| (says.cause, says.confidence, says.because))
    }
}

/// What a diagnosis may use, and the counter of its steps.
#[derive(Clone, Copy)]
pub(super) struct Keep<'k> {
    pub(super) rule: &'k dyn Fn(&Rule) -> bool,
    pub(super) word: &'k dyn Fn(&str) -> bool,
    /// Counts the steps of the diagnosis.
    pub(super) work: &'k Cell<usize>,
}

impl<'k> Keep<'k> {
    /// Keeps every rule and every stem.
    pub(super) fn all(work: &'k Cell<usize>) -> Self {
        Keep { rule: &|_| true, word: &|_| true, work }
    }

    pub(super) fn worked(&self, steps: usize) {
        self.work.set(self.work.get().saturating_add(steps));
    }
}

/// A cause, and the rule that named it.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub(super) rule: &'static Rule,
    pub(super) says: Says,
}

/// Returns what the telling rules that match say.
pub(super) fn telling<'a>(scene: &'a Scene<'_>, keep: Keep<'a>) -> impl Iterator<Item = Named> + 'a {
    matching(TELLING, scene, keep).flat_map(named)
}

/// Returns what the matching rules for failures after the login say: the first in full, the others as possible.
pub(super) fn behind<'a>(scene: &'a Scene<'_>, keep: Keep<'a>) -> impl Iterator<Item = Named> + 'a {
    matching(BEHIND, scene, keep).enumerate().flat_map(|(at, matching)| {
        let most = if at == 0 { Confidence::Certain } else { Confidence::Possible };
        let at_most = move |one: Named| Named {
            says: Says { confidence: one.says.confidence.min(most), ..one.says },
            ..one
        };
        named(matching).map(at_most)
    })
}

/// Returns what a refusal after the login may hide.
pub(super) fn behind_hiding<'a>(scene: &'a Scene<'_>, keep: Keep<'a>) -> impl Iterator<Item = Named> + 'a {
    matching(BEHIND_HIDING, scene, keep).take(1).flat_map(named)
}

/// Returns what the first hiding rule that matches says.
pub(super) fn hiding<'a>(scene: &'a Scene<'_>, keep: Keep<'a>) -> impl Iterator<Item = Named> + 'a {
    matching(HIDING, scene, keep).take(1).flat_map(named)
}

/// Returns what the circumstances that match say.
pub(super) fn circumstances<'a>(scene: &'a Scene<'_>, keep: Keep<'a>) -> impl Iterator<Item = Named> + 'a {
    matching(CIRCUMSTANCES, scene, keep).flat_map(named)
}

fn matching<'a>(
    tables: &'static [&'static [Rule]],
    scene: &'a Scene<'_>,
    keep: Keep<'a>,
) -> impl Iterator<Item = (&'static Rule, Match)> + 'a {
    let rules = tables.iter().copied().flatten().filter(move |rule| {
        keep.worked(1);
        (keep.rule)(rule)
    });
    rules.map(|rule| (rule, rule.when.holds(scene))).filter(|(_, how)| *how != Match::No)
}

/// Returns what a rule says, limited by how its words match: words in different sentences may speak of different
/// things, and words beside another refusal may be a notice to everybody.
fn named((rule, how): (&'static Rule, Match)) -> impl Iterator<Item = Named> {
    let most = match how {
        Match::No | Match::Apart => Confidence::Possible,
        Match::Beside => Confidence::Likely,
        Match::Together => Confidence::Certain,
    };
    rule.says
        .iter()
        .map(move |says| Named { rule, says: Says { confidence: says.confidence.min(most), ..*says } })
}

impl When {
    fn holds(&self, scene: &Scene<'_>) -> Match {
        let code = |(low, high): &(u16, u16)| scene.code.is_some_and(|code| (*low..=*high).contains(&code));
        let verb = |verb: &&str| scene.verb.eq_ignore_ascii_case(verb.as_bytes());
        let around = (self.events.is_empty() || self.events.contains(&scene.event))
            && (self.phases.is_empty() || self.phases.contains(&scene.phase))
            && (self.codes.is_empty() || self.codes.iter().any(code))
            && (self.verbs.is_empty() || self.verbs.iter().any(verb))
            && (self.families.is_empty() || self.families.contains(&scene.family))
            && self.all.iter().all(|fact| scene.has(*fact))
            && !self.none.iter().any(|fact| scene.has(*fact))
            && self.whole.is_none_or(|whole| scene.text.is(whole));
        if !around || self.unless.iter().any(|group| scene.text.has(*group)) {
            return Match::No;
        }
        let login = matches!(scene.phase, Phase::User | Phase::Pass | Phase::Acct);
        let failed = login.then_some(words::LOGIN_FAILED);
        self.words.iter().map(|groups| scene.text.matches(groups, failed)).max().unwrap_or(Match::Together)
    }
}

/// Whether a sentence has all the words that some rule asks for, or says nothing about what happened.
pub(super) fn understood(sentence: &Groups) -> bool {
    sentence.has(words::ASIDES)
        || sentence.has(words::CONDITIONAL)
        || sentence.has(words::HINT)
        || sentence.has(words::LOGIN_FAILED)
        || login_rules().any(|rule| rule.when.words.iter().any(|groups| sentence.has_all(groups)))
}

/// Returns the rules for the end of a login.
fn login_rules() -> impl Iterator<Item = &'static Rule> {
    [TELLING, HIDING, CIRCUMSTANCES].into_iter().flatten().copied().flatten()
}

/// Returns the groups that rules ask for.
fn words_used() -> Groups {
    let mut used = Groups::default();
    for rule in Rule::all() {
        rule.when.words.iter().copied().flatten().chain(rule.when.unless).for_each(|group| used.add(*group));
    }
    used
}
