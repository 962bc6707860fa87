//! Another try on the same connection.

use super::step::Step;
use super::{Credentials, Login, Script};
use crate::{ReplyBuf, Secret};

impl Login {
    /// Whether another try can go over this connection. Through a proxy it cannot: its own password is
    /// forgotten.
    pub(super) fn usable(&self) -> bool {
        let closing = |reply: &ReplyBuf| reply.code().get() == 421;
        let said_closing = self
            .verdict
            .as_ref()
            .is_some_and(|v| v.as_ref().is_err_and(|kind| kind.reply().is_some_and(closing)));
        !self.broken && !said_closing && self.config.script == Script::direct()
    }

    pub(super) fn again(mut self, credentials: Credentials) -> Self {
        self.config.credentials = credentials;
        self.said.retain(|step| !matches!(step, Step::Line(_)));
        self.go_on(0)
    }

    pub(super) fn with_answer(mut self, answer: Secret) -> Self {
        self.config.credentials.password = answer;
        self.config.credentials.anonymous = false;
        self.said.retain(|step| *step != Step::Line(1));
        self.go_on(1)
    }

    pub(super) fn with_account(mut self, account: Secret) -> Self {
        self.config.credentials.account = Some(account);
        self.go_on(2)
    }

    fn go_on(mut self, line: usize) -> Self {
        self.hide_secrets();
        self.verdict = None;
        self.plan.clear();
        self.plan.push_back(Step::Line(line));
        self.speak();
        self
    }
}
