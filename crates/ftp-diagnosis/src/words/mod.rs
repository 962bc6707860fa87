//! Word stems by meaning, in the languages that servers speak.
//!
//! A text is folded before it is searched ([`super::text`]): lower case, no accents, no apostrophes, punctuation
//! as one blank, a blank at both ends. A stem matches anywhere; a blank at its start or end ties it to the start
//! or end of a word. A group means one thing; rules combine groups. A line holds one script.

/// Defines the groups of one file: a constant for each, and their stems, separated by `|` or a line end.
macro_rules! stems {
    (from $start:expr; $($(#[$doc:meta])* $group:ident = $stems:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Place { $($group,)* }

        $($(#[$doc])* pub(crate) const $group: Stems = Stems($start + Place::$group as usize);)*

        pub(super) const TABLE: &[&str] = &[$($stems,)*];

        pub(super) const END: usize = $start + TABLE.len();
    };
}

mod account;
mod credentials;
mod limits;
mod order;
mod plain;
mod server;
mod tls;
mod transfer;

pub(super) use account::*;
pub(super) use credentials::*;
pub(super) use limits::*;
pub(super) use order::*;
pub(super) use plain::*;
pub(super) use server::*;
pub(super) use tls::*;
pub(super) use transfer::*;

/// The tables, in the order of the groups' numbers.
const TABLES: &[&[&str]] = &[
    account::TABLE,
    credentials::TABLE,
    limits::TABLE,
    order::TABLE,
    plain::TABLE,
    server::TABLE,
    tls::TABLE,
    transfer::TABLE,
];

/// A group of stems that mean the same, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stems(usize);

/// A set of groups.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Groups([u64; Groups::WORDS]);

impl Groups {
    const WORDS: usize = 4;

    pub(super) fn add(&mut self, Stems(group): Stems) {
        if let Some(word) = self.0.get_mut(group / 64) {
            *word |= 1 << (group % 64);
        }
    }

    pub(super) fn add_all(&mut self, other: Groups) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn has(&self, Stems(group): Stems) -> bool {
        self.0.get(group / 64).is_some_and(|word| word >> (group % 64) & 1 == 1)
    }

    pub(super) fn has_some_of(&self, other: Groups) -> bool {
        self.0.iter().zip(other.0).any(|(word, other)| word & other != 0)
    }

    pub(super) fn has_all(&self, groups: &[Stems]) -> bool {
        groups.iter().all(|group| self.has(*group))
    }
}

const _: () = assert!(transfer::END <= 64 * Groups::WORDS);

/// Returns every group with each of its stems.
pub(super) fn all() -> impl Iterator<Item = (Stems, &'static str)> {
    let groups = TABLES.iter().copied().flatten().enumerate();
    groups.flat_map(|(at, stems)| {
        stems.split(['|', '\n']).filter(|stem| !stem.is_empty()).map(move |stem| (Stems(at), stem))
    })
}
