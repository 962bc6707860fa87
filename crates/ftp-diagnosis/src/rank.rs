//! Turns the rules that match into a list of causes.

use super::conversation::{Conversation, lossy};
use super::rules::{self, Keep, Named, Rule};
use super::scene::Scene;
use super::{Cause, Confidence, Ended, Finding};
use alloc::{string::String, vec::Vec};

/// The maximum number of causes if the reply shows none of them.
const MOST: usize = 6;

/// The maximum number of causes if words or behaviour show some, but not for certain.
const MOST_SHOWN: usize = 4;

/// The maximum length of a quote, in bytes.
const QUOTE: usize = 1024;

/// A cause that a rule names in a scene.
struct Candidate<'s, 't> {
    named: Named,
    scene: &'s Scene<'t>,
}

/// Returns the causes that these scenes show, the likeliest first. What a reply may hide depends on the last scene.
pub(super) fn rank(talk: &Conversation<'_>, scenes: &[Scene<'_>]) -> Vec<Finding> {
    if let Some(found) = behind(scenes, talk.keep) {
        return found.iter().map(|one| finding(talk, one)).collect();
    }
    let mut found: Vec<Candidate<'_, '_>> = Vec::new();
    for scene in scenes {
        for named in rules::telling(scene, talk.keep) {
            add(&mut found, named, scene);
        }
    }
    let strongest = found.iter().map(Candidate::confidence).max().unwrap_or(Confidence::Possible);
    if let Some(scene) = scenes.last().filter(|_| strongest < Confidence::Certain) {
        let hidden = rules::hiding(scene, talk.keep);
        if strongest == Confidence::Likely {
            // The words may still mean something else.
            for mut named in hidden {
                named.says.confidence = Confidence::Possible;
                add(&mut found, named, scene);
            }
        } else {
            let around = rules::circumstances(scene, talk.keep);
            let (front, back): (Vec<Named>, Vec<Named>) =
                around.partition(|named| named.says.confidence >= Confidence::Likely);
            for named in front.into_iter().chain(hidden).chain(back) {
                add(&mut found, named, scene);
            }
        }
    }
    if scenes.last().is_some_and(|last| last.behind && !last.verb.is_empty()) {
        // The command has a reply of its own, so words about a login in it are believed less.
        found.iter_mut().for_each(|one| one.named.says.confidence = one.confidence().min(Confidence::Likely));
    }
    settle(&mut found, if strongest == Confidence::Possible { MOST } else { MOST_SHOWN });
    found.iter().map(|one| finding(talk, one)).collect()
}

/// Ranks the causes of a failure after the login. `None` if only the rules for logins know the words.
fn behind<'s, 't>(scenes: &'s [Scene<'t>], keep: Keep<'_>) -> Option<Vec<Candidate<'s, 't>>> {
    let last = scenes.last().filter(|last| last.behind)?;
    let mut found: Vec<Candidate<'s, 't>> = Vec::new();
    for scene in scenes.iter().rev() {
        for named in rules::behind(scene, keep) {
            add(&mut found, named, scene);
        }
    }
    let tells = !found.is_empty();
    let login = || rules::telling(last, keep).any(|named| named.says.confidence >= Confidence::Likely);
    // These codes belong to transfers and files, whatever else their words may mean.
    let of_files = matches!(last.code, Some(425 | 426 | 450 | 452 | 550..=554));
    if !tells && !of_files && login() {
        return None;
    }
    for mut named in rules::behind_hiding(last, keep) {
        if tells {
            named.says.confidence = Confidence::Possible;
        }
        add(&mut found, named, last);
    }
    settle(&mut found, if tells { MOST_SHOWN } else { MOST });
    Some(found)
}

/// Returns how sure the rules are if the reply came after the login.
pub(super) fn told_behind(scene: &Scene<'_>, keep: Keep<'_>) -> Option<Confidence> {
    rules::behind(scene, keep).map(|named| named.says.confidence).max()
}

/// Returns how sure the rules are if the reply came in that scene, of the causes for which `counts` is true.
pub(super) fn strongest(scene: &Scene<'_>, keep: Keep<'_>, counts: fn(Cause) -> bool) -> Option<Confidence> {
    let all = rules::telling(scene, keep).chain(rules::hiding(scene, keep));
    all.filter(|named| counts(named.says.cause)).map(|named| named.says.confidence).max()
}

/// Gives a failed conversation without a cause the cause [`Cause::Undetermined`].
pub(super) fn or_undetermined(mut causes: Vec<Finding>, ended: Ended, scenes: &[Scene<'_>]) -> Vec<Finding> {
    if causes.is_empty() && ended != Ended::LoggedIn {
        causes.push(Finding {
            cause: Cause::Undetermined,
            confidence: Confidence::Possible,
            because: String::from(match ended {
                Ended::Unfinished => "the conversation ends here, and what it shows is no refusal",
                _ => "no rule knows this answer",
            }),
            quote: scenes.last().and_then(last_line),
            rule: None,
        });
    }
    causes
}

/// Returns notes for the user about the shape of the name and the password.
pub(super) fn notes(talk: &Conversation<'_>) -> Vec<&'static str> {
    shapes(talk).map(|(_, _, note)| note).collect()
}

/// Returns what may be wrong with the shape of the name or the password: causes, reason, and advice.
fn shapes(talk: &Conversation<'_>) -> impl Iterator<Item = (&'static [Cause], &'static str, &'static str)> {
    const NAME: &[Cause] = &[Cause::WrongCredentials, Cause::UnknownUser];
    const PASSWORD: &[Cause] = &[Cause::WrongCredentials];
    let name = talk.user.map(|sent| sent.shape()).unwrap_or_default();
    let pass = talk.pass.map(|sent| sent.shape());
    let empty = pass.is_some_and(|shape| shape.empty);
    let pass = pass.unwrap_or_default();
    let table = [
        (
            name.not_ascii,
            NAME,
            "the name has letters outside ASCII",
            "The name has letters outside ASCII: try the other character set (UTF-8 or Latin-1).",
        ),
        (
            name.blank_at_start || name.blank_at_end,
            NAME,
            "the name has a blank at an end",
            "The name has a blank at its start or end: remove it if it is not part of the name.",
        ),
        (
            name.address,
            NAME,
            "the name has an @ in it",
            "The name has an @ in it: try it without what follows the @, or with the full domain.",
        ),
        (
            name.domain,
            NAME,
            "the name has a backslash in it",
            "The name has a backslash in it: check that the client sends it as it is (DOMAIN\\user, one backslash).",
        ),
        (
            pass.not_ascii,
            PASSWORD,
            "the password has letters outside ASCII",
            "The password has letters outside ASCII: servers disagree on the character set; try one in ASCII.",
        ),
        (
            pass.blank_at_start || pass.blank_at_end,
            PASSWORD,
            "the password has a blank at an end",
            "The password has a blank at its start or end, as pasted text often has: remove it.",
        ),
        (empty, PASSWORD, "the password is empty", "The password sent was empty."),
    ];
    table.into_iter().filter(|row| row.0).map(|(_, causes, because, note)| (causes, because, note))
}

impl Candidate<'_, '_> {
    fn confidence(&self) -> Confidence {
        self.named.says.confidence
    }
}

/// Adds a candidate. Of two for the same cause the surer one stays, or else the earlier one.
fn add<'s, 't>(found: &mut Vec<Candidate<'s, 't>>, named: Named, scene: &'s Scene<'t>) {
    let new = Candidate { named, scene };
    match found.iter_mut().find(|old| old.named.says.cause == named.says.cause) {
        Some(old) if old.confidence() < new.confidence() => *old = new,
        Some(_) => {}
        None => found.push(new),
    }
}

/// Sorts the causes by confidence. A single certain cause stands alone; several are no more than likely.
fn settle(found: &mut Vec<Candidate<'_, '_>>, most: usize) {
    let certain = found.iter().filter(|one| one.confidence() == Confidence::Certain).count();
    if certain == 1 {
        found.retain(|one| one.confidence() == Confidence::Certain);
    }
    for one in found.iter_mut().filter(|_| certain > 1) {
        one.named.says.confidence = one.confidence().min(Confidence::Likely);
    }
    found.sort_by_key(|one| core::cmp::Reverse(one.confidence()));
    found.truncate(most);
}

fn finding(
    talk: &Conversation<'_>,
    Candidate { named: Named { rule, says }, scene }: &Candidate<'_, '_>,
) -> Finding {
    // A lone reply does not show whether the connection was in clear.
    let (because, unseen) = (says.because, [", and the connection is in clear", ", as this one is"]);
    let because = match talk.lone_reply {
        true => unseen.iter().find_map(|unseen| because.strip_suffix(unseen)).unwrap_or(because),
        false => because,
    };
    let mut because = String::from(because);
    for (_, shape, _) in shapes(talk).filter(|(causes, _, _)| causes.contains(&says.cause)) {
        because.push_str("; ");
        because.push_str(shape);
    }
    Finding {
        cause: says.cause,
        confidence: says.confidence,
        because,
        quote: quote(scene, rule, talk.keep),
        rule: Some(rule.name()),
    }
}

/// Returns the line with the words that the rule looks for, or else the last line that has a text.
fn quote(scene: &Scene<'_>, rule: &Rule, keep: Keep<'_>) -> Option<String> {
    let speaking =
        || scene.lines(keep).iter().find(|(_, text)| rule.speaks_in(text)).map(|(line, _)| shown(line));
    match scene.all_lines().nth(1) {
        Some(_) => speaking().or_else(|| last_line(scene)),
        None => last_line(scene),
    }
}

fn shown(line: &[u8]) -> String {
    lossy(line.get(..QUOTE).unwrap_or(line))
}

fn last_line(scene: &Scene<'_>) -> Option<String> {
    let says = |line: &&[u8]| line.len() > "530 ".len();
    scene.all_lines().filter(says).last().or_else(|| scene.all_lines().next()).map(shown)
}
