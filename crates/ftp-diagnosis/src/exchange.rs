//! A command and its replies, with the state in which the command was sent.

use super::rules::Keep;
use super::text::{self, Text};
use alloc::vec::Vec;
use ftp_proto::login::Phase;
use ftp_proto::transcript::Sent;

/// A reply, or the beginning of one that never became complete.
pub(super) struct RawReply<'t> {
    pub(super) code: u16,
    pub(super) raw: &'t [u8],
}

impl<'t> RawReply<'t> {
    /// Returns the lines without line ends; empty lines are left out.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'t [u8]> {
        self.raw.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty())
    }

    /// Reads the text for word stems, with no name taken out of it.
    pub(super) fn read(&self, keep: Keep<'_>) -> Text {
        Text::keeping(&self.text(), keep, b"")
    }

    /// Returns the text of the first lines, as much as is searched, without the code at the start of a line.
    pub(super) fn text(&self) -> Vec<u8> {
        let code = self.raw.get(..3).unwrap_or_default();
        let mut text = Vec::new();
        for line in self.lines() {
            let rest =
                line.strip_prefix(code).filter(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric));
            text.extend_from_slice(rest.unwrap_or(line));
            text.push(b'\n');
            if text.len() > text::LIMIT {
                break;
            }
        }
        text
    }

    pub(super) fn refuses(&self) -> bool {
        (400..600).contains(&self.code)
    }

    pub(super) fn preliminary(&self) -> bool {
        self.code < 200
    }
}

/// A command and the replies to it. Without a command: the greeting, or a reply that no command asked for.
pub(super) struct Exchange<'t> {
    pub(super) sent: Option<&'t Sent>,
    pub(super) greeting: bool,
    pub(super) replies: Vec<RawReply<'t>>,
    /// The index of the reply that is the answer.
    pub(super) answer: Option<usize>,
    /// One of the replies refuses.
    pub(super) refused: bool,
    /// TLS was up when the command was sent.
    pub(super) tls: bool,
    /// The login was complete when the command was sent, or the reply came.
    pub(super) logged_in: bool,
    /// USER was accepted (3yz), and no PASS was sent since.
    pub(super) user_accepted: bool,
    /// The command was sent while an earlier command waited for its reply.
    pub(super) pipelined: bool,
    /// How many seconds the owner waited for the last reply.
    pub(super) waited: u32,
    pub(super) phase: Phase,
}

impl<'t> Exchange<'t> {
    pub(super) fn verb_is(&self, verb: &str) -> bool {
        self.sent.is_some_and(|sent| sent.verb().eq_ignore_ascii_case(verb.as_bytes()))
    }

    pub(super) fn verb_in(&self, verbs: &[&str]) -> bool {
        verbs.iter().any(|verb| self.verb_is(verb))
    }

    /// Returns the last reply that is neither preliminary nor a goodbye (221) after another answer.
    pub(super) fn answer(&self) -> Option<&RawReply<'t>> {
        self.replies.get(self.answer?)
    }

    /// Forgets all replies but the first.
    pub(super) fn only_first(&mut self) {
        self.replies.truncate(1);
        self.answer = Some(0);
    }

    pub(super) fn take(&mut self, reply: RawReply<'t>) {
        if !reply.preliminary() && (self.answer.is_none() || reply.code != 221) {
            self.answer = Some(self.replies.len());
        }
        self.refused |= reply.refuses();
        self.replies.push(reply);
    }

    /// Whether the answer is a 2yz or a 3yz.
    pub(super) fn accepted(&self) -> bool {
        self.answer().is_some_and(|reply| (200..400).contains(&reply.code))
    }

    pub(super) fn logs_in(&self) -> bool {
        let Some(code) = self.answer().map(|reply| reply.code) else { return false };
        match code {
            230 | 232 => self.verb_in(&["USER", "PASS", "ACCT", "ADAT"]) || self.greeting && code == 230,
            202 => self.verb_in(&["PASS", "ACCT"]) && !self.logged_in,
            _ => false,
        }
    }
}

impl Exchange<'_> {
    /// Whether the answer is a refusal.
    pub(super) fn refuses(&self) -> bool {
        self.answer().is_some_and(RawReply::refuses)
    }

    /// Puts a command that was sent ahead into the state to which the commands before it led.
    pub(super) fn enter(&mut self, (logged_in, user_accepted): (bool, bool)) {
        if !self.pipelined || !self.replies.is_empty() {
            return;
        }
        self.logged_in = logged_in;
        self.user_accepted |= user_accepted;
        if logged_in {
            self.phase = Phase::AfterLogin;
        }
    }

    /// Whether the answer is a 2yz.
    pub(super) fn yes(&self) -> bool {
        self.answer().is_some_and(|reply| (200..300).contains(&reply.code))
    }

    pub(super) fn answered_by(&self, codes: &[u16]) -> bool {
        self.answer().is_some_and(|reply| codes.contains(&reply.code))
    }
}

/// Reads the beginning of a reply that never became complete.
pub(super) fn cut_off(bytes: &[u8]) -> Option<RawReply<'_>> {
    let (digits, rest) = bytes.split_at_checked(3)?;
    let code = core::str::from_utf8(digits).ok()?.parse().ok()?;
    let separated = matches!(rest.first(), None | Some(b' ' | b'-' | b'\r' | b'\n'));
    ((100..600).contains(&code) && separated).then_some(RawReply { code, raw: bytes })
}
