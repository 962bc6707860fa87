//! Word stems by meaning, in the languages that servers speak.
//!
//! The text is folded before ([`super::text`]): lower case, no accents, no apostrophes, punctuation
//! as one blank, a blank at both ends. A stem matches anywhere; a blank at its start or end ties it
//! to that of a word. A group means one thing; rules combine groups. A line holds one script.

mod account;
mod credentials;
mod limits;
mod order;
mod plain;
mod server;
mod tls;

pub(super) use account::*;
pub(super) use credentials::*;
pub(super) use limits::*;
pub(super) use order::*;
pub(super) use plain::*;
pub(super) use server::*;
pub(super) use tls::*;

/// Stems that mean the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stems(&'static str);

impl Stems {
    /// No stem at all.
    pub(super) const NONE: Stems = Stems("");

    #[cfg(test)]
    pub(super) const fn of(stems: &'static str) -> Self {
        Stems(stems)
    }

    /// Tells a group from another.
    pub(super) fn id(self) -> usize {
        self.0.as_ptr().addr()
    }

    /// Stems apart by `|` or by a line end.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(['|', '\n']).filter(|stem| !stem.is_empty())
    }
}
