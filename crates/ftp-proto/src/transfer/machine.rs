//! A transfer as a state machine: replies and events in, commands and wishes of the data lane out.

use super::ending::{Ending, Report};
use super::lane::Data;
use super::opening::Opening;
use super::plan::Plan;
use super::progress::{Behind, Lane, Progress, Stage};
use super::settings::{DataSettings, Known, Pipelining};
use super::{Ask, judge};
use crate::command::Protection;
use crate::exchange::Control;
use crate::reply::ReplyBuf;
use crate::session::{Asked, Memory};
use alloc::collections::VecDeque;
use core::net::SocketAddr;

/// What a transfer works on: what of its session it may use.
pub(crate) struct Context<'s> {
    pub(crate) control: &'s mut Control<Asked>,
    pub(crate) memory: &'s mut Memory,
    pub(crate) known: &'s mut Known,
    /// Where the server waits for the next transfer.
    pub(crate) prepared: &'s mut Option<Opening>,
    pub(crate) settings: &'s DataSettings,
    pub(crate) protection: Protection,
}

/// One transfer.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(super) plan: Plan,
    pub(super) report: Report,
    pub(super) opening: Opening,
    pub(super) stage: Stage,
    pub(super) lane: Lane,
    /// What is to be sent to prepare the transfer.
    pub(super) todo: VecDeque<Ask>,
    /// How many commands of the transfer have no reply.
    pub(super) asked: usize,
    /// What this side found to end it.
    pub(super) cause: Option<Ending>,
    pub(super) command: Progress,
    pub(super) behind: Behind,
    /// It is not sure which reply answered what: a sentinel shows where they end.
    pub(super) unsure: bool,
    /// What was asked behind the command was PASV.
    pub(super) pasv_ahead: bool,
    /// The transfer before asked for its data connection, and all that it asks is of its file.
    pub(super) prepared: bool,
    /// The control connection is lost.
    pub(super) lost: bool,
    /// It is done all over, with another command or in step.
    pub(super) again: bool,
    /// APPE goes on with an upload in the place of REST and STOR.
    pub(super) append: bool,
    pub(super) listening: Option<SocketAddr>,
    /// Events in a row that report nothing.
    pub(super) idle: u8,
    /// How often the server was still at an earlier transfer.
    pub(super) busy: u8,
    /// The server answers nothing any more.
    stuck: bool,
    /// An upload was ended by the server.
    pub(super) early_end: bool,
    /// Data goes under TLS.
    pub(super) protected: bool,
    /// The reply to a command that was given up was still owed when this one had its own, or what was taken for it.
    pub(super) owed: bool,
    /// And another one came before the sentinel was answered.
    pub(super) surplus: bool,
    /// What SIZE said before an upload.
    pub(super) there: Option<u64>,
    /// The size in the report is that after the upload.
    pub(super) verified: bool,
    /// An offset was at the server, of this transfer or of an earlier one.
    pub(super) offset_sent: bool,
}

impl Machine {
    pub(crate) fn new(plan: Plan) -> Self {
        let report = Report::new(plan.offset, plan.size, plan.resumes());
        Machine {
            plan,
            report,
            opening: Opening::default(),
            stage: Stage::Settle,
            lane: Lane::Idle,
            todo: VecDeque::new(),
            asked: 0,
            cause: None,
            command: Progress::Unsent,
            behind: Behind::Nothing,
            unsure: false,
            pasv_ahead: false,
            prepared: false,
            lost: false,
            again: false,
            append: false,
            listening: None,
            idle: 0,
            busy: 0,
            stuck: false,
            early_end: false,
            protected: false,
            owed: false,
            surplus: false,
            there: None,
            verified: false,
            offset_sent: false,
        }
    }

    /// Whether there was an offset that a command of its used up.
    pub(crate) fn used_offset(&self) -> bool {
        self.offset_sent
    }

    /// What the data lane is to do.
    pub(crate) fn data(&self, settings: &DataSettings) -> Data {
        match (self.lane, self.opening.target) {
            (Lane::Idle, _) | (Lane::Connect, None) => Data::Idle,
            (Lane::Connect, Some(target)) => Data::Connect(target),
            (Lane::Listen, _) => Data::Listen,
            (Lane::Accept, _) => Data::Accept(settings.peer),
            (Lane::Listening | Lane::Open, _) => Data::Hold,
            (Lane::Secure, _) => Data::Secure,
            (Lane::Move, _) if self.plan.is_upload() => Data::Write,
            (Lane::Move, _) => Data::Read,
            (Lane::Finish, _) => Data::Finish,
            (Lane::Close, _) => Data::Close,
            (Lane::Reset, _) => Data::Reset,
        }
    }

    /// Whether nothing more is wanted of the control lane.
    pub(crate) fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Whether the server waits for a data connection that cannot be made, and answers nothing else.
    pub(crate) fn is_stuck(&self) -> bool {
        self.stuck
    }

    pub(crate) fn size(&self) -> Option<u64> {
        self.report.size
    }

    pub(crate) fn moved(&self) -> u64 {
        self.report.moved
    }

    pub(crate) fn ending(&self) -> Ending {
        match (self.stage, self.lane) {
            (Stage::Done, Lane::Idle) => judge::ending(self),
            _ => Ending::Unfinished,
        }
    }

    pub(crate) fn into_report(mut self) -> Report {
        self.report.ending = self.ending();
        self.report
    }

    pub(super) fn is_answered(&self) -> bool {
        self.command == Progress::Answered
    }

    /// Begins: nothing of an earlier command is left.
    pub(crate) fn begin(&mut self, s: &mut Context<'_>) {
        self.prepare(s);
        self.advance(s);
    }

    /// Whether an earlier transfer is still in its way.
    pub(crate) fn is_settling(&self) -> bool {
        self.stage == Stage::Settle
    }

    /// More was written.
    pub(crate) fn written(&mut self, s: &mut Context<'_>) {
        self.advance(s);
    }

    /// The preliminary reply.
    pub(crate) fn preliminary(&mut self, reply: ReplyBuf, s: &mut Context<'_>) {
        if self.command == Progress::Sent {
            self.report.preliminary = Some(reply);
        }
        self.advance(s);
    }

    /// A reply that answers nothing.
    pub(crate) fn unasked(&mut self) {
        self.surplus |= self.owed;
    }

    /// The control connection closed, broke or is out of step.
    pub(crate) fn control_lost(&mut self) {
        self.lost = true;
        self.give_up_ahead();
        self.todo.clear();
        self.asked = 0;
        if self.command == Progress::Unsent {
            self.cause.get_or_insert(Ending::ControlLost);
        }
        // What the server has sent, or has confirmed, is still on its way.
        let confirmed =
            self.is_answered() && self.report.reply.as_ref().is_some_and(|r| r.code().get() < 300);
        let comes = self.lane == Lane::Move && !self.plan.is_upload() && self.cause.is_none();
        if !confirmed && !comes {
            self.leave_lane();
        } else if self.lane == Lane::Open {
            self.lane = self.use_of_connection();
        }
        self.stage = Stage::Done;
    }

    /// Nothing moved on either lane.
    pub(crate) fn timed_out(&mut self, s: &mut Context<'_>) {
        s.known.ahead &= !self.asks_ahead();
        match (self.stage, self.lane) {
            (_, Lane::Close | Lane::Reset) => {}
            (Stage::Resync, _) => self.give_up(),
            (Stage::Verify, _) => self.stage = Stage::Done,
            (_, Lane::Idle) => {
                // No data connection was made for a command that is in the server: it waits for one.
                self.stuck |= self.command == Progress::Sent && self.report.data.connected != Some(Ok(()));
                if self.report.data.end.is_none() && !self.is_answered() {
                    self.cause.get_or_insert(Ending::TimedOut);
                }
                self.give_up_ahead();
                self.stage = Stage::Done;
            }
            _ => {
                // Without the control connection there is no final reply, whatever still moved.
                if !self.lost {
                    self.cause.get_or_insert(Ending::TimedOut);
                }
                self.lane = Lane::Reset;
            }
        }
        self.advance(s);
    }

    fn give_up(&mut self) {
        self.stuck = true;
        self.stage = Stage::Done;
    }

    /// Does whatever follows from where both lanes are.
    pub(super) fn advance(&mut self, s: &mut Context<'_>) {
        while !self.lost && self.step(s) {}
    }

    /// One step; `false`: nothing to be done.
    fn step(&mut self, s: &mut Context<'_>) -> bool {
        let before = (self.stage, self.lane, self.todo.len(), self.asked);
        let in_step = s.settings.pipelining == Pipelining::InStep;
        if self.asked == 0 || !in_step {
            if let Some(ask) = self.todo.pop_front() {
                self.ask(ask, s);
                return true;
            }
        }
        match self.stage {
            Stage::Settle | Stage::Done => {}
            Stage::Prepare if self.asked > 0 && !self.needs_no_answer(s) => {}
            Stage::Prepare => self.leave_preparation(s),
            Stage::Connect | Stage::Offset if self.cause.is_some() => self.end_before_the_command(s),
            Stage::Connect if matches!(self.lane, Lane::Open | Lane::Accept) || self.together(s) => {
                match self.plan.offset {
                    _ if self.append => self.send(s),
                    0 => self.send(s),
                    _ => {
                        self.stage = Stage::Offset;
                        self.ask(Ask::Offset, s);
                    }
                }
            }
            Stage::Connect => {}
            Stage::Offset if self.asked > 0 => {}
            Stage::Offset if self.again => self.end_before_the_command(s),
            Stage::Offset => self.send(s),
            Stage::Transfer => self.transfer(s),
            Stage::Resync if self.asked == 0 => self.ask(Ask::Sentinel, s),
            Stage::Resync | Stage::Verify => {}
        }
        before != (self.stage, self.lane, self.todo.len(), self.asked)
    }

    fn leave_preparation(&mut self, s: &mut Context<'_>) {
        if self.cause.is_none() && judge::offset_mismatch(self) {
            self.stop(Ending::OffsetMismatch);
        }
        if self.cause.is_some() {
            return self.end_before_the_command(s);
        }
        match self.lane {
            Lane::Listening => {
                self.lane = Lane::Accept;
                self.todo.push_back(Ask::Port);
            }
            Lane::Accept | Lane::Open => self.stage = Stage::Connect,
            Lane::Idle if self.opening.target.is_some() => {
                self.lane = Lane::Connect;
                self.stage = Stage::Connect;
            }
            _ => {}
        }
        self.append |= s.known.append && self.can_append(s.known);
    }

    fn end_before_the_command(&mut self, s: &mut Context<'_>) {
        self.leave_lane();
        match (self.lane, self.asked) {
            (Lane::Idle, 0) if self.again => self.restart(s),
            (Lane::Idle, 0) => self.stage = Stage::Done,
            _ => {}
        }
    }

    fn restart(&mut self, s: &mut Context<'_>) {
        let (append, opening) = (self.append, self.opening.again());
        *self = Machine { append, opening, ..Machine::new(self.plan.clone()) };
        self.prepare(s);
    }

    fn send(&mut self, s: &mut Context<'_>) {
        self.stage = Stage::Transfer;
        self.command = Progress::Sent;
        self.ask(Ask::File, s);
        self.ask_ahead(s);
    }

    fn transfer(&mut self, s: &mut Context<'_>) {
        // A connection that is still being made ends the wait of the server, and a handshake that is given up the session: only then
        // can it be given up.
        let made = match self.lane {
            _ if self.is_answered() => true,
            Lane::Connect | Lane::Accept => false,
            Lane::Secure => self.report.data.tls.is_some(),
            Lane::Open | Lane::Move => !self.awaits_first_byte(),
            _ => true,
        };
        if (self.cause.is_some() || self.again) && made {
            self.leave_lane();
        }
        match self.lane {
            Lane::Open if s.control.to_write().is_empty() => self.use_connection(s),
            Lane::Idle if self.is_answered() && self.asked > 0 => {}
            Lane::Idle if self.is_answered() => self.leave_transfer(s),
            Lane::Idle if self.report.data.connected == Some(Ok(())) && self.cause.is_some() => {
                self.stage = Stage::Resync;
                self.ask(Ask::Sentinel, s);
            }
            _ => {}
        }
    }

    /// Whether a download that the caller has stopped waits for its first byte: before that a server may not have taken the
    /// connection off its queue, and sends this file down the next one (pyftpdlib), or not be done with the handshake, and ends
    /// the session where it cannot send what belongs to that (ProFTPD).
    pub(super) fn awaits_first_byte(&self) -> bool {
        self.cause == Some(Ending::Stopped) && !self.plan.is_upload() && self.report.moved == 0
    }

    /// It can be what was asked ahead that ended a transfer before its time (pyftpdlib).
    pub(super) fn learn_from_its_end(&self, s: &mut Context<'_>) {
        s.known.ahead &= !matches!(judge::unverified(self), Ending::Truncated | Ending::Doubtful(_));
    }

    /// The command has its final reply, and there is no data connection any more.
    fn leave_transfer(&mut self, s: &mut Context<'_>) {
        if self.unsure {
            self.stage = Stage::Resync;
            return self.ask(Ask::Sentinel, s);
        }
        if self.again {
            return self.restart(s);
        }
        self.learn_from_its_end(s);
        let asks = self.plan.verifies() && !s.known.no_size && self.stored().is_some();
        if asks && judge::unverified(self) == Ending::Complete {
            self.stage = Stage::Verify;
            return self.ask(Ask::Verify, s);
        }
        self.stage = Stage::Done;
    }
}
