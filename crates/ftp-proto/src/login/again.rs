//! Another try on the same connection.

use super::step::Step;
use super::{Credentials, Login};
use crate::Secret;

impl Login {
    /// Whether another try can go over this connection. Through a proxy it cannot: nobody knows to whom the
    /// proxy would take it.
    pub(super) fn usable(&self) -> bool {
        !self.broken && self.config.script.is_direct()
    }

    pub(super) fn again(mut self, credentials: Credentials) -> Self {
        self.config.credentials = credentials;
        self.said.retain(|step| !matches!(step, Step::Line(_)));
        self.go_on(Step::USER)
    }

    pub(super) fn with_answer(mut self, answer: Secret) -> Self {
        self.config.credentials.password = answer;
        self.config.credentials.anonymous = false;
        self.said.retain(|step| *step != Step::PASS);
        self.go_on(Step::PASS)
    }

    fn go_on(mut self, step: Step) -> Self {
        self.hide_secrets();
        self.verdict = None;
        self.plan.push_back(step);
        self.speak();
        self
    }
}
