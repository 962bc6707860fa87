//! One automaton for the stems of all groups, so that a text is searched once, however many rules ask.

use super::words::{self, Groups};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use alloc::{collections::BTreeMap, vec::Vec};
use std::sync::OnceLock;

/// A stem that was found in a text.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) stem: &'static str,
    /// The groups to which the stem belongs.
    pub(super) groups: Groups,
}

struct Search {
    /// Always there: if the library refused the patterns, every test would fail.
    automaton: Option<AhoCorasick>,
    stems: Vec<(&'static str, Groups)>,
}

/// Returns every stem in a folded text, including stems inside others.
pub(super) fn stems(text: &str) -> impl Iterator<Item = Found> {
    let search = search();
    let matches = search.automaton.iter().flat_map(move |one| one.find_overlapping_iter(text));
    matches.filter_map(|at| {
        let (stem, groups) = search.stems.get(at.pattern().as_usize()).copied()?;
        Some(Found { start: at.start(), end: at.end(), stem, groups })
    })
}

/// Returns the automaton, which is built at the first search and kept for all later ones.
fn search() -> &'static Search {
    static SEARCH: OnceLock<Search> = OnceLock::new();
    SEARCH.get_or_init(|| {
        let mut stems: BTreeMap<&'static str, Groups> = BTreeMap::new();
        for (group, stem) in words::all() {
            stems.entry(stem).or_default().add(group);
        }
        let stems: Vec<_> = stems.into_iter().collect();
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let automaton =
            AhoCorasick::builder().kind(kind).prefilter(false).build(stems.iter().map(|one| one.0));
        Search { automaton: automaton.ok(), stems }
    })
}
