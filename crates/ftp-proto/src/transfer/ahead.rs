//! Where the next transfer has its data connection, asked for behind the command of this one.

use super::Ask;
use super::machine::{Context, Machine};
use super::opening::Opening;
use super::progress::Behind;
use super::settings::{Mode, Pipelining};
use crate::reply::ReplyBuf;

/// Files of at most so many bytes: they go into the server's buffers at once. A server that still writes one looks at what
/// comes meanwhile, and refuses it (Pure-FTPd).
const SMALL: u64 = 32 << 10;

impl Machine {
    /// Asks for the data connection of the next transfer, where that does this one no harm.
    pub(super) fn ask_ahead(&mut self, s: &mut Context<'_>) {
        // What SIZE says before an upload is the size of another file.
        let said = self.report.size.filter(|_| !self.plan.is_upload());
        let small = said.or(self.plan.expected).is_some_and(|size| size <= SMALL);
        // Without its size nobody would see that a file was cut.
        let is_asked = self.asked > 1 && !s.known.no_size;
        let blind = self.wants_size() && self.report.size.is_none() && !is_asked;
        if small && !blind && is_wanted(s) && s.known.ahead && !s.known.in_step && !s.known.pret {
            self.behind = Behind::Asked;
            self.pasv_ahead = s.known.pasv || self.opening.used_pasv_after_epsv();
            self.ask(Ask::Ahead, s);
        }
    }

    /// Whether that has no answer.
    pub(crate) fn asks_ahead(&self) -> bool {
        self.behind != Behind::Nothing
    }

    /// Takes what the transfer before has asked for this one, if it has.
    pub(super) fn take_prepared(&mut self, s: &mut Context<'_>) -> bool {
        let Some(opening) = s.prepared.take().filter(|_| is_wanted(s)) else { return false };
        self.prepared = true; // and no TYPE or REST is wanted: either between would have ended that
        self.opening = opening;
        self.report.data.prepared_by = Some(opening.verb());
        self.report_opening();
        true
    }

    /// Whether the command leaves together with what was asked of its file: no answer decides anything.
    pub(super) fn needs_no_answer(&self, s: &Context<'_>) -> bool {
        self.prepared && self.together(s)
    }

    /// Whether a final reply to the command may answer what was sent behind it: a server that looks at its control
    /// connection while it still moves data refuses what it finds there. The reply after it shows which it was.
    pub(super) fn may_be_refused_ahead(&self, reply: &ReplyBuf) -> bool {
        let refuses = matches!(reply.code().get(), 450 | 500 | 502 | 503);
        refuses && self.behind == Behind::Asked
    }

    /// A final reply to what was sent behind the command, by its place.
    pub(super) fn answered_ahead(&mut self, reply: ReplyBuf, s: &mut Context<'_>) {
        *s.prepared = Opening::ahead(&reply, self.pasv_ahead, s.settings);
        // No transfer ends by these, whether they can be read or not.
        let is_address = matches!(reply.code().get(), 227..=229);
        match core::mem::replace(&mut self.behind, Behind::Nothing) {
            Behind::Refused(first) if s.prepared.is_some() || is_address => self.final_reply(first, s),
            Behind::Refused(_) => self.final_reply(reply, s),
            Behind::Nothing | Behind::Asked => {}
        }
        if s.prepared.is_none() {
            // It can also have been a second reply to the transfer: then the answer is still to come.
            s.known.ahead = false;
            s.control.expect_one_more();
            self.unsure = true;
        }
    }

    /// The answer is not waited for any more, though it may come. What may have refused the transfer is kept as evidence.
    pub(super) fn give_up_ahead(&mut self) {
        if let Behind::Refused(first) = &self.behind {
            self.report.reply.get_or_insert_with(|| first.clone());
        }
    }
}

fn is_wanted(s: &Context<'_>) -> bool {
    s.settings.pipelining == Pipelining::Ahead && s.settings.mode == Mode::Passive
}
