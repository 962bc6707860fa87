//! The data lane of a transfer: what happened there, and what to do next.

use super::ending::Ending;
use super::lane::{DataEvent, Reach};
use super::machine::{Context, Machine};
use super::opening::Opening;
use super::progress::{Lane, Progress, Stage};
use super::settings::{Pipelining, Trust};
use crate::exchange::IDLE;

/// How many connections from other hosts are tolerated before the transfer ends.
const STRANGERS: u32 = 64;

impl Machine {
    /// Handles an event on the data lane. `false` if it was not asked for.
    pub(crate) fn happened(&mut self, event: DataEvent, s: &mut Context<'_>) -> bool {
        self.idle = if event == DataEvent::Moved(0) { self.idle.saturating_add(1) } else { 0 };
        let wanted = self.idle <= IDLE && self.take(event, s);
        if !wanted {
            self.cause = Some(Ending::Misuse);
            self.leave_lane();
        }
        match self.lost {
            true if self.cause.is_some() => self.leave_lane(),
            true if self.lane == Lane::Open => self.lane = self.use_of_connection(),
            true => {}
            false => self.advance(s),
        }
        wanted
    }

    pub(super) fn take(&mut self, event: DataEvent, s: &mut Context<'_>) -> bool {
        match (event, self.lane) {
            (DataEvent::TimedOut, _) => self.timed_out(s),
            // Nobody wants these bytes. They only show that the server has begun to send.
            (DataEvent::Moved(1..) | DataEvent::CallerStopped | DataEvent::CallerFailed, Lane::Move)
                if self.awaits_first_byte() =>
            {
                self.lane = Lane::Reset;
            }
            (DataEvent::CallerStopped, _) => self.stop(Ending::Stopped),
            (DataEvent::CallerFailed, _) => self.stop(Ending::CallerFailed),
            (DataEvent::Connected, Lane::Connect) => self.connected(s),
            (DataEvent::Listening(address), Lane::Listen) => {
                self.listening = Some(address);
                self.lane = Lane::Listening;
            }
            (DataEvent::Unreachable(reach), Lane::Connect | Lane::Listen | Lane::Accept) => {
                self.report.data.connected = Some(Err(reach));
                self.lane = Lane::Idle;
                let untried = self.command == Progress::Unsent && self.cause.is_none();
                if self.prepared && untried {
                    // The request made ahead may be too old by now, so EPSV or PASV is not to blame.
                    self.prepared = false;
                    self.opening = Opening::default();
                    self.todo.push_back(self.opening.first(s.known.pasv));
                    self.stage = Stage::Prepare;
                    return true;
                }
                match self.opening.other(s.settings).filter(|_| untried) {
                    Some(other) => {
                        self.todo.push_back(other);
                        self.stage = Stage::Prepare;
                    }
                    None => _ = self.cause.get_or_insert(Ending::Unreachable(reach)),
                }
            }
            (DataEvent::Accepted(from), Lane::Accept) => {
                if s.settings.peer.is_some_and(|peer| peer != from.to_canonical()) {
                    return false;
                }
                self.connected(s);
            }
            (DataEvent::Stranger(_), Lane::Accept) => {
                self.report.data.strangers += 1;
                if self.report.data.strangers > STRANGERS {
                    self.report.data.connected = Some(Err(Reach::Other));
                    self.stop(Ending::Unreachable(Reach::Other));
                    self.lane = Lane::Reset;
                }
            }
            (DataEvent::Secured(secured), Lane::Secure) => {
                self.report.data.tls = Some(Ok(secured));
                let resumed = secured.resumed == Some(true);
                let trusted = match s.settings.trust {
                    Trust::SameServer => resumed || secured.same_certificate == Some(true),
                    Trust::Resumed => resumed,
                    Trust::DangerAny => true,
                };
                self.lane = Lane::Open;
                if !trusted {
                    self.stop(Ending::NotTrusted);
                }
            }
            (DataEvent::TlsFailed(why), Lane::Secure) => {
                self.report.data.tls = Some(Err(why));
                self.stop(Ending::TlsFailed(why));
            }
            (DataEvent::Moved(n), Lane::Move) => {
                self.report.moved = self.report.moved.saturating_add(n);
            }
            (DataEvent::SourceEnded, Lane::Move) if self.plan.is_upload() => self.lane = Lane::Finish,
            (DataEvent::Ended(end), Lane::Move | Lane::Finish | Lane::Secure) => {
                self.early_end = self.plan.is_upload() && self.lane != Lane::Finish;
                self.report.data.end = Some(end);
                self.lane = Lane::Close;
            }
            (DataEvent::Gone, Lane::Close | Lane::Reset) => self.lane = Lane::Idle,
            _ => return false,
        }
        true
    }

    pub(super) fn connected(&mut self, s: &mut Context<'_>) {
        self.report.data.connected = Some(Ok(()));
        self.lane = Lane::Open;
        s.known.pasv |= self.opening.used_pasv_after_epsv();
    }

    /// Ends the transfer from this side.
    pub(super) fn stop(&mut self, cause: Ending) {
        self.cause.get_or_insert(cause);
        self.todo.clear();
    }

    /// Resets whatever is open on the data lane.
    pub(super) fn leave_lane(&mut self) {
        self.lane = match self.lane {
            Lane::Idle | Lane::Close | Lane::Reset => self.lane,
            _ => Lane::Reset,
        };
    }

    /// Begins to use the data connection, once the transfer's command is written.
    pub(super) fn use_connection(&mut self, s: &mut Context<'_>) {
        let goes_on = s.settings.pipelining == Pipelining::InStep || self.plan.offset > 0;
        // In step, and if it continues a file, an upload waits for the preliminary reply: bytes sent before a refusal would
        // be lost.
        let waits =
            self.plan.is_upload() && goes_on && self.report.preliminary.is_none() && !self.is_answered();
        match self.use_of_connection() {
            Lane::Move if waits => {}
            lane => self.lane = lane,
        }
    }

    pub(super) fn use_of_connection(&self) -> Lane {
        if self.protected && self.report.data.tls.is_none() { Lane::Secure } else { Lane::Move }
    }
}
