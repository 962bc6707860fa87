//! The control lane of a transfer: which commands to send, and what their replies mean.

use super::Ask;
use super::ending::{Ending, Refusal, Step};
use super::machine::{Context, Machine};
use super::opening;
use super::progress::{Behind, Lane, Progress, Stage};
use super::settings::{Known, Mode, Pipelining};
use crate::command::{Arg, Command, CommandBuf, Protection, Representation};
use crate::reply::ReplyBuf;
use crate::response::{FileSize, Timestamp};
use crate::session::Asked;

impl Machine {
    /// Handles the final reply to one of the transfer's commands.
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
            Ask::NoOffset if code == 350 || accepted || not_known(code) => {}
            // The server may still have the earlier offset.
            Ask::NoOffset => {
                s.memory.keep_offset();
                self.refused(Step::Offset, reply);
            }
            Ask::Pret => {}
            Ask::Epsv | Ask::Pasv => self.prepared(ask, reply, s),
            Ask::Port if accepted => {}
            Ask::Port if self.waits_for_an_earlier_one(&reply, s) => self.todo.push_back(Ask::Port),
            Ask::Port => self.refused(Step::Opening, reply),
            Ask::Offset if code == 350 => {}
            Ask::Offset => {
                if !accepted {
                    s.memory.forget_offset();
                }
                match self.can_append(s.known) {
                    true => self.go_on_by_append(),
                    false => self.refused(Step::Offset, reply),
                }
            }
            Ask::File if self.may_be_refused_ahead(&reply) => {
                s.control.expect_either();
                self.behind = Behind::Refused(reply);
            }
            Ask::File => self.final_reply(reply, s),
            Ask::Ahead => self.answered_ahead(reply, s),
            // The server refused it while it was still moving data. Another one follows once the transfer is answered.
            Ask::Sentinel if code != 257 && !self.is_answered() => {}
            Ask::Sentinel if self.unsure => {
                s.control.forgive();
                // A refusal of the sentinel may be the reply to the transfer itself.
                self.owed &= self.surplus || code != 257;
                (self.unsure, self.stage) = (false, Stage::Transfer);
            }
            Ask::Sentinel => self.stage = Stage::Done,
            Ask::Verify => {
                match FileSize::parse(&reply.as_reply()) {
                    Ok(size) => (self.report.size, self.verified) = (Some(size.bytes), true),
                    Err(_) => s.known.no_size |= not_known(code),
                }
                self.learn_from_its_end(s);
                self.stage = Stage::Done;
            }
        }
        self.advance(s);
    }

    /// Queues the commands that prepare the transfer.
    pub(super) fn prepare(&mut self, s: &mut Context<'_>) {
        self.stage = Stage::Prepare;
        self.protected = s.protection == Protection::Private;
        if !s.memory.is_binary() {
            self.todo.push_back(Ask::Type);
        }
        self.offset_sent = s.memory.has_offset();
        if self.offset_sent {
            self.todo.push_back(Ask::NoOffset);
        }
        if self.wants_size() && !s.known.no_size {
            self.todo.push_back(Ask::Size);
        }
        let asks_time = self.plan.modified && self.plan.file().is_some();
        if asks_time && self.report.modified.is_none() && !s.known.no_time {
            self.todo.push_back(Ask::Modified);
        }
        match s.settings.mode {
            Mode::Active => self.lane = Lane::Listen,
            Mode::Passive => {
                if self.take_prepared(s) {
                    return;
                }
                self.todo.extend(s.known.pret.then_some(Ask::Pret));
                self.todo.push_back(self.opening.first(s.known.pasv));
            }
        }
    }

    pub(super) fn wants_size(&self) -> bool {
        let is_file = self.plan.file().is_some();
        match self.plan.is_upload() {
            true => is_file && (self.plan.offset > 0 || self.plan.verify && self.plan.appends()),
            false => is_file && self.plan.size.is_none(),
        }
    }

    pub(super) fn ask(&mut self, ask: Ask, s: &mut Context<'_>) {
        self.asked += 1;
        match ask {
            Ask::Epsv | Ask::Pasv => self.report.data.prepared_by = Some(self.opening.verb()),
            Ask::Port => self.report.data.prepared_by = self.listening.map(|here| Command::port(here).verb()),
            // Recorded when sent, not when answered: the transfer can be dropped in between.
            Ask::Offset => {
                self.offset_sent = true;
                s.memory.accepted(&Command::rest(self.plan.offset));
            }
            Ask::NoOffset | Ask::File => s.memory.forget_offset(),
            Ask::Sentinel => return s.control.enqueue_sentinel(Asked::Transfer(ask)),
            _ => {}
        }
        let pret;
        let command = match (ask, self.plan.file()) {
            (Ask::Type, _) => Command::type_(Representation::Image),
            (Ask::NoOffset, _) => Command::rest(0),
            (Ask::Offset, _) => Command::rest(self.plan.offset),
            (Ask::Verify, _) => self.stored().map_or(Command::noop(), Command::size),
            (Ask::Size, Some(file)) => Command::size(file),
            (Ask::Modified, Some(file)) => Command::mdtm(file),
            (Ask::Ahead, _) if self.pasv_ahead => Command::pasv(),
            (Ask::Epsv | Ask::Ahead, _) => Command::epsv(),
            (Ask::Pasv, _) => Command::pasv(),
            (Ask::Port, _) => self.listening.map_or(Command::noop(), Command::port),
            (Ask::Pret, _) => {
                pret = opening::pret(&self.command());
                pret.as_ref().map_or(Command::noop(), CommandBuf::as_command)
            }
            (Ask::File, _) => self.command(),
            (Ask::Size | Ask::Modified | Ask::Sentinel, _) => Command::noop(),
        };
        s.control.enqueue(&command, Asked::Transfer(ask));
    }

    /// The path of the stored file. For STOU, it is the name that the server chose.
    pub(super) fn stored(&self) -> Option<Arg<'_>> {
        self.plan.file().or_else(|| Arg::new(self.report.unique_name()?).ok())
    }

    /// The transfer's own command.
    pub(super) fn command(&self) -> Command<'_> {
        match self.plan.file().filter(|_| self.append) {
            Some(path) => Command::appe(path),
            None => self.plan.command(),
        }
    }

    pub(super) fn sized(&mut self, reply: &ReplyBuf, s: &mut Context<'_>) {
        let upload = self.plan.is_upload();
        let size = match FileSize::parse(&reply.as_reply()) {
            Ok(size) => Some(size.bytes),
            // The file does not exist, so it has no bytes to continue after.
            Err(_) if upload && reply.code().get() == 550 => Some(0),
            Err(_) => {
                s.known.no_size |= not_known(reply.code().get());
                return;
            }
        };
        match upload {
            true => self.there = size,
            false => self.report.size = size,
        }
    }

    /// Handles the final reply to EPSV or PASV.
    pub(super) fn prepared(&mut self, ask: Ask, reply: ReplyBuf, s: &mut Context<'_>) {
        if self.cause.is_some() {
            return;
        }
        if !s.known.pret && opening::wants_pret(&reply) {
            s.known.pret = true;
            self.todo.extend([Ask::Pret, ask]);
            return;
        }
        if self.waits_for_an_earlier_one(&reply, s) {
            self.todo.push_back(ask);
            return;
        }
        match self.opening.read(&reply, s.settings) {
            Ok(()) => self.report_opening(),
            Err(_) if reply.code().closes() || reply.code().get() == 530 => {
                self.refused(Step::Opening, reply)
            }
            Err(problem) => match self.opening.other(s.settings) {
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

    /// Whether the server is still working on a transfer that was given up, and has not answered it yet (ProFTPD). It soon
    /// will, so the command is worth repeating.
    fn waits_for_an_earlier_one(&mut self, reply: &ReplyBuf, s: &Context<'_>) -> bool {
        let waits = reply.code().get() == 450 && s.control.is_owed() && self.busy < BUSY;
        self.busy += u8::from(waits);
        waits
    }

    /// Copies the server's address, and the one to connect to, into the report.
    pub(super) fn report_opening(&mut self) {
        self.report.data.said = self.opening.said;
        self.report.data.target = self.opening.target;
    }

    pub(super) fn final_reply(&mut self, reply: ReplyBuf, s: &mut Context<'_>) {
        let refusal = Refusal::of(reply.code());
        let at_once = self.report.preliminary.is_none() && self.report.moved == 0 && self.cause.is_none();
        self.command = Progress::Answered;
        self.report.reply = Some(reply);
        // If the server works on two transfers at once, this reply may belong to the one that was given up. The sentinel
        // shows whether one more reply comes.
        self.owed = s.control.is_owed();
        self.unsure |= self.owed;
        s.control.expect_another();
        let Some(refusal) = refusal else {
            let passive = s.settings.mode == Mode::Passive;
            s.known.connects |= passive && self.report.data.connected == Some(Ok(()));
            s.known.append |= self.append;
            return;
        };
        if at_once && refusal == Refusal::OutOfOrder && self.together(s) {
            s.known.in_step = true;
            self.again = true;
        } else if at_once && refuses_offset(refusal) && self.can_append(s.known) {
            self.go_on_by_append();
        }
        // ProFTPD sends two replies. Without a sentinel, the second one would be taken for the reply to the next command.
        self.unsure |= self.again;
        self.leave_lane();
    }

    pub(super) fn refused(&mut self, step: Step, reply: ReplyBuf) {
        let refusal = Refusal::of(reply.code()).unwrap_or(Refusal::Other);
        self.report.reply = Some(reply);
        self.stop(Ending::Refused(step, refusal));
    }

    /// Whether APPE can replace REST and STOR, if the server refuses REST: SIZE reports exactly the bytes before the offset.
    pub(super) fn can_append(&self, known: &Known) -> bool {
        let resumes = self.plan.is_upload() && self.plan.offset > 0 && self.plan.verb() == "STOR";
        resumes
            && !self.append
            && !known.no_size
            && self.cause.is_none()
            && self.there == Some(self.plan.offset)
    }

    pub(super) fn go_on_by_append(&mut self) {
        self.append = true;
        self.again = true;
    }

    /// Whether the command is sent while the data connection is still being made. This needs an earlier one that worked: if
    /// the port cannot be reached, a command that the server has received blocks the session for a minute or more.
    pub(super) fn together(&self, s: &Context<'_>) -> bool {
        let passive = s.settings.mode == Mode::Passive;
        let eager = s.settings.pipelining != Pipelining::InStep && !s.known.in_step;
        passive && eager && s.known.connects && self.plan.offset == 0
    }
}

/// How often to ask a server that is still working on an earlier transfer for a data connection.
const BUSY: u8 = 64;

/// Whether this can be the refusal of a STOR because of the REST before it.
fn refuses_offset(refusal: Refusal) -> bool {
    matches!(
        refusal,
        Refusal::LocalError | Refusal::NotUnderstood | Refusal::PageUnknown | Refusal::FileUnavailable
    )
}

/// Whether a code says that the server does not know the command at all. 504 concerns only this file.
fn not_known(code: u16) -> bool {
    matches!(code, 500 | 502)
}
