//! The state of a login as a key, for tests that walk through all states.

use super::Login;
use crate::{Action, Dialogue};
use core::hash::{Hash, Hasher};
use core::mem::discriminant;

impl Login {
    /// Hashes the state, without a byte of the conversation: two logins with the same hash go on the same.
    /// Only with the feature `unstable-testing`, which is no part of semver.
    pub fn hash_state(&self, hasher: &mut impl Hasher) {
        let action = self.action();
        discriminant(&action).hash(hasher);
        if let Action::Send(bytes) = action {
            bytes.len().hash(hasher);
        }
        self.control.hash_state(hasher);
        (&self.plan, &self.said).hash(hasher);
        (self.upgraded, self.config.pipelining, self.logged_in).hash(hasher);
        (&self.verdict, self.phase, self.broken).hash(hasher);
        self.granted.hash(hasher);
    }
}
