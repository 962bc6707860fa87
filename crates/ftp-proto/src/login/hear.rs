//! What comes from the server, and what it leads to.

use super::script::Verb;
use super::step::{self, Failure, Next, Situation, Step};
use super::{Login, LoginErrorKind, Pipelining, TlsPolicy};
use crate::control::Heard;
use crate::{Entry, Phase, ReplyBuf, Violation};

impl Login {
    pub(super) fn bytes(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.start_tls && self.tls_asked() {
                return self.plaintext_before_tls();
            }
            let Some(heard) = self.control.hear(&mut bytes) else { return };
            self.heard(heard);
            if self.is_done() {
                return self.leftover(bytes);
            }
        }
    }

    /// TLS is wanted because a reply to AUTH said so, not because it comes first.
    pub(super) fn tls_asked(&self) -> bool {
        self.config.tls != TlsPolicy::Implicit
    }

    pub(super) fn heard(&mut self, heard: Heard<Step>) {
        match heard {
            Heard::Preliminary(_) => {}
            Heard::Answer(step, reply) => self.answered(step, reply),
            Heard::Early(reply) => self.early(reply),
            Heard::Endless => self.fail(LoginErrorKind::EndlessReplies, self.phase_now()),
            Heard::Malformed(error) => self.fail(LoginErrorKind::Malformed(error), self.phase_now()),
        }
    }

    fn answered(&mut self, step: Step, reply: ReplyBuf) {
        let code = reply.code().get();
        // The rest of a batch whose first commands have decided.
        if self.verdict.is_some() || (self.logged_in && matches!(step, Step::Line(_)) && code != 421) {
            self.broken |= code == 421;
            return self.advance(&reply);
        }
        if self.start_tls {
            // In clear, before implicit TLS: vsftpd refuses there. Anything else is no TLS server.
            return match code {
                400..=599 => self.fail(LoginErrorKind::Refused(reply), Phase::Greeting),
                _ => self.plaintext_before_tls(),
            };
        }
        // It may be the pipelining that is refused.
        if self.batch > 1 && (400..600).contains(&code) && !matches!(step, Step::Line(_)) {
            self.config.pipelining = Pipelining::InStep;
        }
        if step == Step::Prot {
            self.granted.data_protected = code == 200;
        }
        match step::step(step, &self.situation(), reply.as_reply()) {
            Next::GoOn => {}
            Next::Later => self.said.retain(|said| !matches!(said, Step::Pbsz | Step::Prot)),
            Next::Say(step) => self.plan.push_back(step),
            Next::Begin => self.begin(),
            Next::Upgrade => {
                self.upgraded = true;
                self.said.clear();
                self.plan.push_back(Step::AuthTls);
            }
            Next::StartTls => self.start_tls = true,
            Next::LoggedIn => self.after_login(),
            Next::Options => self.options(&reply),
            Next::Fail(failure) => return self.fail(with_reply(failure, reply), self.phase_of(step)),
        }
        self.advance(&reply);
    }

    fn situation(&self) -> Situation<'_> {
        let script = &self.config.script;
        let has_words =
            |at| script.verb(at) != Some(Verb::Acct) || script.has_words(at, &self.config.credentials);
        Situation {
            policy: self.config.tls,
            tls: self.granted.encrypted,
            upgraded: self.upgraded || self.said.contains(&Step::PASS),
            script,
            password_to_challenge: self.config.password_to_challenge,
            has_account: (0..).take_while(|at| script.verb(*at).is_some()).all(has_words),
        }
    }

    /// A reply that was here before its command. A notice that the server closes is what it says; any other
    /// is a stray one after the login, and the session's health tells of it.
    fn early(&mut self, reply: ReplyBuf) {
        self.broken = true;
        let closes = matches!(reply.code().get(), 221 | 421);
        if self.logged_in && !closes {
            return self.granted.behind_login(&Heard::Early::<Step>(reply));
        }
        let phase = self.phase_now();
        if closes {
            return self.fail(LoginErrorKind::Refused(reply), phase);
        }
        self.control.note(Entry::Violation(Violation::EarlyReply));
        self.fail(LoginErrorKind::EarlyReply(reply), phase);
    }

    /// What came behind the reply that decided.
    fn leftover(&mut self, mut bytes: &[u8]) {
        while let Some(heard) = self.control.hear(&mut bytes) {
            self.broken = true;
            self.granted.behind_login(&heard);
        }
        self.broken |= self.control.mid_reply();
    }
}

fn with_reply(failure: Failure, reply: ReplyBuf) -> LoginErrorKind {
    match failure {
        Failure::Refused => LoginErrorKind::Refused(reply),
        Failure::TlsRefused => LoginErrorKind::TlsRefused(reply),
        Failure::AccountWanted => LoginErrorKind::AccountWanted(reply),
        Failure::AnswerWanted(challenge) => LoginErrorKind::AnswerWanted { reply, challenge },
        Failure::Unexpected => LoginErrorKind::Unexpected(reply),
    }
}
