//! What a client does that no server accepts.

use super::{ANY, REFUSAL, Rule, When, certain, likely, possible};
use crate::Cause;
use crate::scene::Fact;
use crate::words as w;
use ftp_proto::login::Phase;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "client-sends-ssh",
        seen_on: &[],
        when: When { all: &[Fact::SshSent], ..ANY },
        says: &[certain(Cause::ClientSpeaksSsh, "the client sent the identification of SSH")],
    },
    Rule {
        name: "client-ssh-shown",
        seen_on: &[],
        when: When { words: &[&[w::SSH_VERSION]], ..REFUSAL },
        says: &[likely(Cause::ClientSpeaksSsh, "the server shows what it did not understand: SSH")],
    },
    Rule {
        name: "letters-not-decoded",
        seen_on: &[],
        when: When {
            phases: &[Phase::User, Phase::Pass, Phase::Acct, Phase::BeforeLogin],
            words: &[&[w::UNDECODABLE]],
            ..REFUSAL
        },
        says: &[
            likely(Cause::ClientCharset, "the reply mentions letters that cannot be read"),
            possible(Cause::WrongCredentials, "the name or the password may be wrong as well"),
        ],
    },
];
