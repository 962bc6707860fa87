//! A transfer as a state machine: replies and events go in, commands and actions of the data lane come out.

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

/// The parts of its session that a transfer may use.
pub(crate) struct Context<'s> {
    pub(crate) control: &'s mut Control<Asked>,
    pub(crate) memory: &'s mut Memory,
    pub(crate) known: &'s mut Known,
    /// Where the server waits for the data connection of the next transfer.
    pub(crate) prepared: &'s mut Option<Opening>,
    pub(crate) settings: &'s DataSettings,
    pub(crate) protection: Protection,
}

/// One transfer.
pub(crate) struct Machine {
    pub(super) plan: Plan,
    pub(super) report: Report,
    pub(super) opening: Opening,
    pub(super) stage: Stage,
    pub(super) lane: Lane,
    /// The commands still to be sent to prepare the transfer.
    pub(super) todo: VecDeque<Ask>,
    /// How many commands of the transfer have no final reply.
    pub(super) asked: usize,
    /// Why this side ended the transfer.
    pub(super) cause: Option<Ending>,
    pub(super) command: Progress,
    pub(super) behind: Behind,
    /// It is uncertain which reply answered which command. A sentinel has to show where the replies end.
    pub(super) unsure: bool,
    /// The request for the next transfer was PASV.
    pub(super) pasv_ahead: bool,
    /// The previous transfer requested the data connection of this one, which now only asks about its file.
    pub(super) prepared: bool,
    /// The control connection is lost.
    pub(super) lost: bool,
    /// The transfer starts over, with another command or in step.
    pub(super) again: bool,
    /// Continue an upload by APPE instead of REST and STOR.
    pub(super) append: bool,
    pub(super) listening: Option<SocketAddr>,
    /// The number of events in a row that report nothing.
    pub(super) idle: u8,
    /// How often the server was still working on an earlier transfer.
    pub(super) busy: u8,
    /// The server answers nothing any more.
    stuck: bool,
    /// The server ended an upload before its end was sent.
    pub(super) early_end: bool,
    /// The data connection uses TLS.
    pub(super) protected: bool,
    /// When the reply to this transfer's command came, or what was taken for it, the server still owed the reply to a
    /// command that was given up.
    pub(super) owed: bool,
    /// In addition, one more reply came before the sentinel was answered.
    pub(super) surplus: bool,
    /// The size that SIZE reported before an upload.
    pub(super) there: Option<u64>,
    /// The size in the report is the one after the upload.
    pub(super) verified: bool,
    /// The server had an offset, from this transfer or from an earlier one.
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

    /// Whether the server had an offset that a command of this transfer uses up.
    pub(crate) fn used_offset(&self) -> bool {
        self.offset_sent
    }

    /// What to do on the data lane.
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

    /// Begins the transfer, after all earlier commands are settled.
    pub(crate) fn begin(&mut self, s: &mut Context<'_>) {
        self.prepare(s);
        self.advance(s);
    }

    /// Whether the transfer still waits until an earlier one is settled.
    pub(crate) fn is_settling(&self) -> bool {
        self.stage == Stage::Settle
    }

    /// Handles that bytes of its commands were written.
    pub(crate) fn written(&mut self, s: &mut Context<'_>) {
        self.advance(s);
    }

    /// Handles the preliminary reply.
    pub(crate) fn preliminary(&mut self, reply: ReplyBuf, s: &mut Context<'_>) {
        if self.command == Progress::Sent {
            self.report.preliminary = Some(reply);
        }
        self.advance(s);
    }

    /// Handles a reply that answers no command.
    pub(crate) fn unasked(&mut self) {
        self.surplus |= self.owed;
    }

    /// Handles that the control connection closed, broke or is out of sync.
    pub(crate) fn control_lost(&mut self) {
        self.lost = true;
        self.give_up_ahead();
        self.todo.clear();
        self.asked = 0;
        if self.command == Progress::Unsent {
            self.cause.get_or_insert(Ending::ControlLost);
        }
        // Bytes that the server has sent, or confirmed, may still be on their way.
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

    /// Handles that nothing moved on either lane within the owner's time limit.
    pub(crate) fn timed_out(&mut self, s: &mut Context<'_>) {
        s.known.ahead &= !self.asks_ahead();
        match (self.stage, self.lane) {
            (_, Lane::Close | Lane::Reset) => {}
            (Stage::Resync, _) => self.give_up(),
            (Stage::Verify, _) => self.stage = Stage::Done,
            (_, Lane::Idle) => {
                // The server has the command, and waits for a data connection that was never made.
                self.stuck |= self.command == Progress::Sent && self.report.data.connected != Some(Ok(()));
                if self.report.data.end.is_none() && !self.is_answered() {
                    self.cause.get_or_insert(Ending::TimedOut);
                }
                self.give_up_ahead();
                self.stage = Stage::Done;
            }
            _ => {
                // With the control connection lost, the ending is that no final reply came, whatever still moved.
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

    /// Takes all steps that follow from the state of both lanes.
    pub(super) fn advance(&mut self, s: &mut Context<'_>) {
        while !self.lost && self.step(s) {}
    }

    /// Takes one step. `false` if there is nothing to do.
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
        // The data connection can be given up only once it is made and secured. The server waits until it is made, and a
        // handshake that breaks off can end the session.
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

    /// Whether a download that the caller has stopped still waits for its first byte. To reset the connection earlier does
    /// harm with some servers: pyftpdlib may not have accepted it yet, and sends this file over the next one; ProFTPD may
    /// not be done with the handshake, and ends the session if it cannot send the rest of it.
    pub(super) fn awaits_first_byte(&self) -> bool {
        self.cause == Some(Ending::Stopped) && !self.plan.is_upload() && self.report.moved == 0
    }

    /// Stops asking ahead if the file was cut off: the request sent after the command may have ended it (pyftpdlib).
    pub(super) fn learn_from_its_end(&self, s: &mut Context<'_>) {
        s.known.ahead &= !matches!(judge::unverified(self), Ending::Truncated | Ending::Doubtful(_));
    }

    /// Leaves the transfer: its command has a final reply, and its data connection is closed.
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
