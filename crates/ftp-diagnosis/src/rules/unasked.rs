//! Replies after the login that end the session and answer no command.

use super::{REFUSAL, Rule, When, likely, possible};
use crate::Cause;
use crate::words as w;

pub(super) const RULES: &[Rule] = &[Rule {
    name: "connection-timed-out-unasked",
    seen_on: &["FileZilla Server"],
    when: When {
        codes: &[(421, 421)],
        verbs: &[""],
        words: &[&[w::TIMEOUT, w::CONNECT_FAILED]],
        unless: &[
            w::NO_TRANSFER,
            w::NO_OPERATION,
            w::NO_DATA_CONNECTION,
            w::BANDWIDTH_TOO_LOW,
            w::DATA_CONNECTION,
            w::PASSIVE_MODE,
        ],
        ..REFUSAL
    },
    says: &[
        likely(Cause::IdleTimeout, "the server ends a session in which no command waited for a reply"),
        possible(Cause::DataConnectionTimeout, "no connection may have come to the passive port"),
        possible(Cause::NoTransferTimeout, "there may have been no transfer for a long time"),
    ],
}];
