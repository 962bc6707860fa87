//! What a greeting tells that is not a matter of limits.

use super::{REFUSAL, Rule, When, likely};
use crate::diagnosis::words as w;
use crate::{Cause, Phase};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "greeting-denies",
    seen_on: &["ProFTPD", "WinGate proxy"],
    when: When {
        phases: &[Phase::Greeting],
        words: &[&[w::DENIED]],
        unless: &[
            w::TOO_MANY,
            w::ADDRESS,
            w::UNWELCOME,
            w::TLS,
            w::BANNED,
            w::SHUTDOWN,
            w::MAINTENANCE,
            w::LICENSE,
            w::UNAVAILABLE,
        ],
        ..REFUSAL
    },
    says: &[likely(Cause::AddressDenied, "access is denied before a name is known: it is the address")],
}];
