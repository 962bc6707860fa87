//! Requests the data connection of the next transfer right after the command of this one.

use super::Ask;
use super::machine::{Context, Machine};
use super::opening::Opening;
use super::progress::Behind;
use super::settings::{Mode, Pipelining};
use crate::reply::ReplyBuf;

/// The largest file, in bytes, after whose command more may be sent. A file of this size fits into the server's buffers at
/// once. While Pure-FTPd still writes a larger one, it reads and refuses commands that arrive.
const SMALL: u64 = 32 << 10;

impl Machine {
    /// Requests the data connection of the next transfer, if that cannot harm this one.
    pub(super) fn ask_ahead(&mut self, s: &mut Context<'_>) {
        // Before an upload, the size in the report is not that of the file to be sent.
        let said = self.report.size.filter(|_| !self.plan.is_upload());
        let small = said.or(self.plan.expected).is_some_and(|size| size <= SMALL);
        // Without the size, nobody would notice that the file was cut off.
        let is_asked = self.asked > 1 && !s.known.no_size;
        let blind = self.wants_size() && self.report.size.is_none() && !is_asked;
        if small && !blind && is_wanted(s) && s.known.ahead && !s.known.in_step && !s.known.pret {
            self.behind = Behind::Asked;
            self.pasv_ahead = s.known.pasv || self.opening.used_pasv_after_epsv();
            self.ask(Ask::Ahead, s);
        }
    }

    /// Whether the request for the next transfer has no answer yet.
    pub(crate) fn asks_ahead(&self) -> bool {
        self.behind != Behind::Nothing
    }

    /// Uses the data connection that the previous transfer requested for this one. `false` if there is none.
    pub(super) fn take_prepared(&mut self, s: &mut Context<'_>) -> bool {
        let Some(opening) = s.prepared.take().filter(|_| is_wanted(s)) else { return false };
        self.prepared = true; // and neither TYPE nor REST is needed: either would have made it void
        self.opening = opening;
        self.report.data.prepared_by = Some(opening.verb());
        self.report_opening();
        true
    }

    /// Whether the command may go in one write with the questions about its file, since no answer changes what follows.
    pub(super) fn needs_no_answer(&self, s: &Context<'_>) -> bool {
        self.prepared && self.together(s)
    }

    /// Whether a final reply to the transfer's command may instead refuse the request sent after it: a server that reads its
    /// control connection while it still moves data refuses what it finds there. The next reply shows which it was.
    pub(super) fn may_be_refused_ahead(&self, reply: &ReplyBuf) -> bool {
        let refuses = matches!(reply.code().get(), 450 | 500 | 502 | 503);
        refuses && self.behind == Behind::Asked
    }

    /// Handles the final reply that, by its position, answers the request sent after the command.
    pub(super) fn answered_ahead(&mut self, reply: ReplyBuf, s: &mut Context<'_>) {
        *s.prepared = Opening::ahead(&reply, self.pasv_ahead, s.settings);
        // These codes never end a transfer, even if no address can be read from the reply.
        let is_address = matches!(reply.code().get(), 227..=229);
        match core::mem::replace(&mut self.behind, Behind::Nothing) {
            Behind::Refused(first) if s.prepared.is_some() || is_address => self.final_reply(first, s),
            Behind::Refused(_) => self.final_reply(reply, s),
            Behind::Nothing | Behind::Asked => {}
        }
        if s.prepared.is_none() {
            // This may have been a second reply to the transfer. Then the answer is still to come.
            s.known.ahead = false;
            s.control.expect_one_more();
            self.unsure = true;
        }
    }

    /// Stops waiting for the answer, which may still come. Keeps a reply that may have refused the transfer as evidence.
    pub(super) fn give_up_ahead(&mut self) {
        if let Behind::Refused(first) = &self.behind {
            self.report.reply.get_or_insert_with(|| first.clone());
        }
    }
}

fn is_wanted(s: &Context<'_>) -> bool {
    s.settings.pipelining == Pipelining::Ahead && s.settings.mode == Mode::Passive
}
