//! A transfer as a state machine: replies and events in, commands and wishes of the data lane out.

use super::ending::{Ending, Refusal, Report, Step};
use super::lane::{Data, DataEvent, Reach};
use super::opening::{self, Opening};
use super::plan::Plan;
use super::settings::{DataSettings, Known, Mode, Pipelining, Trust};
use super::{Ask, judge};
use crate::command::{Command, CommandBuf, Protection, Representation};
use crate::exchange::Control;
use crate::reply::ReplyBuf;
use crate::response::{FileSize, Timestamp};
use crate::session::{Asked, Memory};
use alloc::collections::VecDeque;
use core::net::SocketAddr;

/// What a transfer works on: what of its session it may use.
pub(crate) struct Context<'s> {
    pub(crate) control: &'s mut Control<Asked>,
    pub(crate) memory: &'s mut Memory,
    pub(crate) known: &'s mut Known,
    pub(crate) settings: &'s DataSettings,
    pub(crate) protection: Protection,
}

/// One transfer.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(super) plan: Plan,
    pub(super) report: Report,
    pub(super) opening: Opening,
    stage: Stage,
    lane: Lane,
    /// What is to be sent to prepare the transfer.
    todo: VecDeque<Ask>,
    /// How many commands of the transfer have no reply.
    asked: usize,
    /// What this side found to end it.
    pub(super) cause: Option<Ending>,
    pub(super) command: Progress,
    /// The control connection is lost.
    lost: bool,
    /// It is done all over, with another command or in step.
    again: bool,
    /// APPE goes on with an upload in the place of REST and STOR.
    append: bool,
    listening: Option<SocketAddr>,
    /// Events in a row that report nothing.
    idle: u8,
    /// The server answers nothing any more.
    stuck: bool,
    /// The size in the report is that after the upload.
    verified: bool,
}

/// How far the control lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Stage {
    /// What an earlier transfer left behind is settled first.
    Settle,
    /// TYPE, SIZE, MDTM, and where the data connection is made.
    Prepare,
    /// The data connection is made; the command waits for it, or not.
    Connect,
    /// The offset was sent.
    Offset,
    /// The command was sent.
    Transfer,
    /// A sentinel was sent behind a command that was given up.
    Resync,
    /// The size after an upload was asked for.
    Verify,
    Done,
}

/// How far the data lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Lane {
    Idle,
    Connect,
    Listen,
    /// We listen; the server does not know where yet.
    Listening,
    Accept,
    /// A data connection is here, and not used yet.
    Open,
    Secure,
    Move,
    Finish,
    Close,
    Reset,
}

/// How far the transfer's own command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Progress {
    Unsent,
    Sent,
    /// Its final reply is [`Report::reply`].
    Answered,
}

/// So many events in a row may report nothing.
const IDLE: u8 = 64;

/// So many strangers are sent away.
const STRANGERS: u32 = 64;

impl Machine {
    pub(crate) fn new(plan: Plan) -> Self {
        let report = Report::new(plan.offset, plan.size);
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
            lost: false,
            again: false,
            append: false,
            listening: None,
            idle: 0,
            stuck: false,
            verified: false,
        }
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

    /// Whether the size of a verified upload was asked for and came.
    pub(super) fn is_verified(&self) -> bool {
        self.verified
    }

    /// Whether the server waits for a data connection that cannot be made, and answers nothing else.
    pub(crate) fn is_stuck(&self) -> bool {
        self.stuck
    }

    /// Whether a final reply came for its command: another one that nobody asked for is surplus.
    pub(crate) fn is_answered(&self) -> bool {
        self.command == Progress::Answered
    }

    pub(crate) fn size(&self) -> Option<u64> {
        self.report.size
    }

    pub(crate) fn moved(&self) -> u64 {
        self.report.moved
    }

    pub(crate) fn into_report(mut self) -> Report {
        self.report.ending = match (self.stage, self.lane) {
            (Stage::Done, Lane::Idle) => judge::ending(&self),
            _ => Ending::Unfinished,
        };
        self.report
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

    /// The final reply to one of its commands.
    pub(crate) fn answered(&mut self, ask: Ask, reply: ReplyBuf, s: &mut Context<'_>) {
        self.asked = self.asked.saturating_sub(1);
        let code = reply.code().get();
        let accepted = (200..300).contains(&code);
        match ask {
            Ask::Type if accepted => s.memory.accepted(&Command::type_(Representation::Image)),
            Ask::Type => self.refused(Step::Type, reply),
            Ask::Size => self.sized(&reply, s),
            Ask::Modified => match Timestamp::parse(&reply.as_reply()) {
                Ok(time) => self.report.modified = Some(time),
                Err(_) => s.known.no_time |= not_known(code),
            },
            Ask::NoOffset | Ask::Pret => {}
            Ask::Epsv | Ask::Pasv => self.prepared(ask, reply, s),
            Ask::Port if accepted => {}
            Ask::Port => self.refused(Step::Opening, reply),
            Ask::Offset if code == 350 => s.memory.accepted(&Command::rest(self.plan.offset)),
            Ask::Offset if self.can_append(s.known) => self.go_on_by_append(s.known),
            Ask::Offset => self.refused(Step::Offset, reply),
            Ask::File => self.final_reply(reply, s),
            Ask::Sentinel => self.stage = Stage::Done,
            Ask::Verify => {
                self.report.size = FileSize::parse(&reply.as_reply()).ok().map(|size| size.bytes);
                self.verified = true;
                self.stage = Stage::Done;
            }
        }
        self.advance(s);
    }

    /// The control connection closed, broke or is out of step.
    pub(crate) fn control_lost(&mut self) {
        self.lost = true;
        self.todo.clear();
        self.asked = 0;
        if self.command == Progress::Unsent {
            self.cause.get_or_insert(Ending::ControlLost);
        }
        self.leave_lane();
        self.finish_without_control();
    }

    /// Nothing moved on either lane.
    pub(crate) fn timed_out(&mut self, s: &mut Context<'_>) {
        match (self.stage, self.lane) {
            (_, Lane::Close | Lane::Reset) => {}
            (Stage::Resync, _) => self.give_up(),
            (Stage::Verify, _) => self.stage = Stage::Done,
            (_, Lane::Idle) => {
                // No data connection was made for a command that is in the server: it waits for one.
                self.stuck |= self.command == Progress::Sent && self.report.data.connected != Some(Ok(()));
                if self.report.data.end.is_none() {
                    self.cause.get_or_insert(Ending::TimedOut);
                }
                self.stage = Stage::Done;
            }
            _ => {
                self.cause.get_or_insert(Ending::TimedOut);
                self.lane = Lane::Reset;
            }
        }
        self.advance(s);
    }

    /// Something happened on the data lane. `false`: what was not wanted.
    pub(crate) fn happened(&mut self, event: DataEvent, s: &mut Context<'_>) -> bool {
        self.idle = if event == DataEvent::Moved(0) { self.idle.saturating_add(1) } else { 0 };
        let wanted = self.idle <= IDLE && self.take(event, s);
        if !wanted {
            self.cause = Some(Ending::Misuse);
            self.leave_lane();
        }
        match self.lost {
            true => self.finish_without_control(),
            false => self.advance(s),
        }
        wanted
    }

    fn take(&mut self, event: DataEvent, s: &mut Context<'_>) -> bool {
        match (event, self.lane) {
            (DataEvent::TimedOut, _) => self.timed_out(s),
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
                self.report.data.end = Some(end);
                self.lane = Lane::Close;
            }
            (DataEvent::Gone, Lane::Close | Lane::Reset) => self.lane = Lane::Idle,
            _ => return false,
        }
        true
    }

    fn connected(&mut self, s: &mut Context<'_>) {
        self.report.data.connected = Some(Ok(()));
        self.lane = Lane::Open;
        s.known.pasv |= self.opening.used_pasv_after_epsv();
    }

    /// Ends it from this side.
    fn stop(&mut self, cause: Ending) {
        self.cause.get_or_insert(cause);
        self.todo.clear();
    }

    /// Queues what prepares the transfer.
    fn prepare(&mut self, s: &mut Context<'_>) {
        self.stage = Stage::Prepare;
        if s.memory.setting("TYPE") != Some(b"TYPE I\r\n") {
            self.todo.push_back(Ask::Type);
        }
        if s.memory.has_offset() {
            self.todo.push_back(Ask::NoOffset);
        }
        if self.wants_size() && !s.known.no_size {
            self.todo.push_back(Ask::Size);
        }
        if self.plan.modified && self.report.modified.is_none() && !s.known.no_time {
            self.todo.push_back(Ask::Modified);
        }
        match s.settings.mode {
            Mode::Active => self.lane = Lane::Listen,
            Mode::Passive => {
                self.todo.extend(s.known.pret.then_some(Ask::Pret));
                self.todo.push_back(self.opening.first(s.known.pasv));
            }
        }
    }

    fn wants_size(&self) -> bool {
        let is_file = self.plan.file().is_some();
        match self.plan.is_upload() {
            true => is_file && self.plan.offset > 0,
            false => is_file && self.plan.size.is_none(),
        }
    }

    fn ask(&mut self, ask: Ask, s: &mut Context<'_>) {
        self.asked += 1;
        match ask {
            Ask::Epsv => self.report.data.prepared_by = Some("EPSV"),
            Ask::Pasv => self.report.data.prepared_by = Some("PASV"),
            Ask::Port => self.report.data.prepared_by = Some("PORT"),
            Ask::NoOffset | Ask::File => s.memory.forget_offset(),
            Ask::Sentinel => return s.control.enqueue_sentinel(Asked::Transfer(ask)),
            _ => {}
        }
        let pret;
        let command = match (ask, self.plan.file()) {
            (Ask::Type, _) => Command::type_(Representation::Image),
            (Ask::NoOffset, _) => Command::rest(0),
            (Ask::Offset, _) => Command::rest(self.plan.offset),
            (Ask::Size | Ask::Verify, Some(file)) => Command::size(file),
            (Ask::Modified, Some(file)) => Command::mdtm(file),
            (Ask::Epsv, _) => Command::epsv(),
            (Ask::Pasv, _) => Command::pasv(),
            (Ask::Port, _) => self.listening.map_or(Command::noop(), Command::port),
            (Ask::Pret, _) => {
                pret = opening::pret(&self.command());
                pret.as_ref().map_or(Command::noop(), CommandBuf::as_command)
            }
            (Ask::File, _) => self.command(),
            (Ask::Size | Ask::Verify | Ask::Modified | Ask::Sentinel, _) => Command::noop(),
        };
        s.control.enqueue(&command, Asked::Transfer(ask));
    }

    /// The transfer's own command.
    fn command(&self) -> Command<'_> {
        match self.plan.file().filter(|_| self.append) {
            Some(path) => Command::appe(path),
            None => self.plan.command(),
        }
    }

    fn sized(&mut self, reply: &ReplyBuf, s: &mut Context<'_>) {
        match FileSize::parse(&reply.as_reply()) {
            Ok(size) => self.report.size = Some(size.bytes),
            // What is not there has no bytes to go on behind.
            Err(_) if self.plan.is_upload() && reply.code().get() == 550 => self.report.size = Some(0),
            Err(_) => s.known.no_size |= not_known(reply.code().get()),
        }
    }

    /// A final reply to EPSV or PASV.
    fn prepared(&mut self, ask: Ask, reply: ReplyBuf, s: &mut Context<'_>) {
        if self.cause.is_some() {
            return;
        }
        if !s.known.pret && opening::wants_pret(&reply) {
            s.known.pret = true;
            self.todo.extend([Ask::Pret, ask]);
            return;
        }
        match self.opening.read(&reply, s.settings) {
            Ok(target) => {
                self.report.data.said = self.opening.said;
                self.report.data.target = Some(target);
            }
            Err(problem) => match self.opening.other(s.settings).filter(|_| reply.code().get() != 530) {
                Some(other) => {
                    s.known.pasv |= other == Ask::Pasv && (500..600).contains(&reply.code().get());
                    self.todo.push_back(other);
                }
                None => match problem {
                    Some(ending) => {
                        self.report.reply = Some(reply);
                        self.cause = Some(ending);
                    }
                    None => self.refused(Step::Opening, reply),
                },
            },
        }
    }

    fn final_reply(&mut self, reply: ReplyBuf, s: &mut Context<'_>) {
        let refusal = Refusal::of(reply.code());
        let at_once = self.report.preliminary.is_none() && self.report.moved == 0 && self.cause.is_none();
        self.command = Progress::Answered;
        self.report.reply = Some(reply);
        let Some(refusal) = refusal else {
            s.known.connects |= self.report.data.connected == Some(Ok(()));
            return;
        };
        if at_once && refusal == Refusal::OutOfOrder && self.together(s) {
            s.known.in_step = true;
            self.again = true;
        } else if at_once && self.can_append(s.known) {
            self.go_on_by_append(s.known);
        }
        self.leave_lane();
    }

    fn refused(&mut self, step: Step, reply: ReplyBuf) {
        let refusal = Refusal::of(reply.code()).unwrap_or(Refusal::Other);
        self.report.reply = Some(reply);
        self.stop(Ending::Refused(step, refusal));
    }

    /// REST before STOR is refused: APPE does the same where SIZE says that the server has just what comes before.
    fn can_append(&self, known: &Known) -> bool {
        let resumes = self.plan.is_upload() && self.plan.offset > 0 && self.plan.command().verb() == "STOR";
        resumes
            && !self.append
            && !known.no_size
            && self.cause.is_none()
            && self.report.size == Some(self.plan.offset)
    }

    fn go_on_by_append(&mut self, known: &mut Known) {
        known.append = true;
        self.append = true;
        self.again = true;
    }

    /// Whether the command leaves together with the data connection: where one has worked. Where the port cannot be
    /// reached, a command that is in the server locks the session there for a minute and more.
    fn together(&self, s: &Context<'_>) -> bool {
        let passive = s.settings.mode == Mode::Passive;
        let eager = s.settings.pipelining != Pipelining::InStep && !s.known.in_step;
        passive && eager && s.known.connects && self.plan.offset == 0
    }

    /// What is open is let go.
    fn leave_lane(&mut self) {
        self.lane = match self.lane {
            Lane::Idle | Lane::Close | Lane::Reset => self.lane,
            _ if self.lost && self.lane == Lane::Move && !self.plan.is_upload() => Lane::Move,
            _ => Lane::Reset,
        };
    }

    /// What is left to be done when nothing can be sent or received any more: the data that is on its way is taken.
    fn finish_without_control(&mut self) {
        if self.cause.is_some() {
            self.lane = if self.lane == Lane::Idle { Lane::Idle } else { Lane::Reset };
        }
        self.stage = Stage::Done;
    }

    fn give_up(&mut self) {
        self.stuck = true;
        self.stage = Stage::Done;
    }

    /// Does whatever follows from where both lanes are.
    fn advance(&mut self, s: &mut Context<'_>) {
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
            Stage::Prepare if self.asked > 0 => {}
            Stage::Prepare => self.leave_preparation(s),
            Stage::Connect | Stage::Offset if self.cause.is_some() => self.end_before_the_command(s),
            Stage::Connect if self.lane == Lane::Open || self.together(s) => match self.plan.offset {
                _ if self.append => self.send(s),
                0 => self.send(s),
                _ => {
                    self.stage = Stage::Offset;
                    self.ask(Ask::Offset, s);
                }
            },
            Stage::Connect if self.lane == Lane::Accept => self.send(s),
            Stage::Connect => {}
            Stage::Offset if self.asked > 0 => {}
            Stage::Offset if self.again => self.end_before_the_command(s),
            Stage::Offset => self.send(s),
            Stage::Transfer => self.transfer(s),
            Stage::Resync | Stage::Verify => {}
        }
        before != (self.stage, self.lane, self.todo.len(), self.asked)
    }

    fn leave_preparation(&mut self, s: &mut Context<'_>) {
        if self.cause.is_none() && judge::offset_mismatch(&self.plan, self.report.size) {
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
        self.append |= s.known.append && self.plan.is_upload() && self.plan.command().verb() == "STOR" && {
            self.plan.offset > 0 && self.report.size == Some(self.plan.offset)
        };
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
    }

    fn transfer(&mut self, s: &mut Context<'_>) {
        // A connection that is still being made ends the wait of the server: only then can it be given up.
        let made = !matches!(self.lane, Lane::Connect | Lane::Accept) || self.is_answered();
        if (self.cause.is_some() || self.again) && made {
            self.leave_lane();
        }
        match self.lane {
            Lane::Open if s.control.to_write().is_empty() => self.use_connection(s),
            Lane::Idle if self.is_answered() => self.leave_transfer(s),
            Lane::Idle if self.report.data.connected == Some(Ok(())) && self.cause.is_some() => {
                self.stage = Stage::Resync;
                self.ask(Ask::Sentinel, s);
            }
            _ => {}
        }
    }

    fn use_connection(&mut self, s: &mut Context<'_>) {
        let secured = self.report.data.tls.is_some();
        let goes_on = s.settings.pipelining == Pipelining::InStep || self.plan.offset > 0;
        // What was uploaded before a refusal would be lost, where it is the rest of a file.
        let waits =
            self.plan.is_upload() && goes_on && self.report.preliminary.is_none() && !self.is_answered();
        if s.protection == Protection::Private && !secured {
            self.lane = Lane::Secure;
        } else if !waits {
            self.lane = Lane::Move;
        }
    }

    /// The command has its final reply, and there is no data connection any more.
    fn leave_transfer(&mut self, s: &mut Context<'_>) {
        if self.again {
            return self.restart(s);
        }
        let verifies = self.plan.verify && self.plan.is_upload() && self.plan.file().is_some();
        if verifies && judge::ending(self) == Ending::Complete && !s.known.no_size {
            self.stage = Stage::Verify;
            return self.ask(Ask::Verify, s);
        }
        self.stage = Stage::Done;
    }
}

/// Whether a code says that the server does not have a command at all.
fn not_known(code: u16) -> bool {
    matches!(code, 500 | 502 | 504)
}
