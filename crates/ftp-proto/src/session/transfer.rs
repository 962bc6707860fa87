//! A running transfer, which borrows its session: drive both lanes to their end, then take its [`Report`].

use super::{Asked, Busy, Health, Poison, Session};
use crate::command::Protection;
use crate::dialogue::{Action, Dialogue, Input};
use crate::transcript::{Entry, Transcript};
use crate::transfer::{Context, Data, DataEvent, DataSettings, Ending, Known, Machine, Plan, Report};

/// A running transfer, started by [`Session::transfer`]. Its owner drives the control lane like any [`Dialogue`]. At the
/// same time it does what [`Transfer::data`] says and reports the result to [`Transfer::happened`], until
/// [`Transfer::is_over`]. [`Transfer::finish`] then returns the [`Report`].
///
/// Besides the contract of a [`Dialogue`], the owner keeps these rules:
///
/// - It works on both lanes at once, and does and reports first whatever becomes possible first. It waits on one lane
///   alone only while the other wants nothing ([`Data::Idle`], [`Data::Hold`], [`Action::Done`]).
/// - It has one time limit for both lanes, which passes when nothing has moved on either.
/// - It has at most one data connection open, and none when the transfer is over.
///
/// A transfer that is dropped before it is over, for example by a cancelled future, leaves the session
/// [`Health::Unsettled`]. The owner closes the data connection. The next command or transfer of the session brings it back
/// in sync.
#[derive(Debug)]
#[must_use = "it has to be driven, and its report to be looked at"]
pub struct Transfer<'s> {
    session: &'s mut Session,
}

impl Transfer<'_> {
    /// Returns what to do on the data lane now. Asking changes nothing.
    pub fn data(&self) -> Data {
        self.session.data()
    }

    /// Takes what happened on the data lane. Accepts every event at any time and never panics.
    pub fn happened(&mut self, event: DataEvent) {
        self.session.happened(event);
    }

    /// Whether both lanes have ended.
    pub fn is_over(&self) -> bool {
        self.action() == Action::Done && self.data() == Data::Idle
    }

    /// Returns the size of the whole file in bytes as soon as it is known, for a progress bar.
    pub fn size(&self) -> Option<u64> {
        self.session.transfer.as_ref()?.size()
    }

    /// Returns the number of bytes moved so far.
    pub fn moved(&self) -> u64 {
        self.session.transfer.as_ref().map_or(0, |machine| machine.moved())
    }

    /// Returns what was sent and received, and what happened on the data connection.
    pub fn transcript(&self) -> &Transcript {
        self.session.transcript()
    }

    /// Returns how the transfer ended: [`Ending::Unfinished`] until it is over.
    pub fn ending(&self) -> Ending {
        self.session.transfer.as_ref().map_or(Ending::Unfinished, Machine::ending)
    }

    /// Ends the transfer and returns its report. A transfer that is not over yet is given up, as if dropped, and reports
    /// [`Ending::Unfinished`].
    pub fn finish(self) -> Report {
        // `drop` finds no transfer afterwards, and does nothing.
        self.session.finish_transfer()
    }
}

impl Drop for Transfer<'_> {
    fn drop(&mut self) {
        if self.session.transfer.is_some() {
            let _ = self.session.finish_transfer();
        }
    }
}

impl Dialogue for Transfer<'_> {
    fn action(&self) -> Action<'_> {
        self.session.action()
    }

    fn handle(&mut self, input: Input<'_>) {
        self.session.handle(input);
    }

    fn replies(&self) -> usize {
        self.session.replies()
    }
}

impl Session {
    /// Begins a transfer.
    ///
    /// # Errors
    /// [`Busy`] as for [`Session::start`]; nothing has changed then.
    pub fn transfer(&mut self, plan: Plan) -> Result<Transfer<'_>, Busy> {
        let health = self.begin()?;
        self.transfer = Some(Machine::new(plan));
        match health {
            Health::Unsettled => self.control.enqueue_sentinel(Asked::Settle),
            _ => self.with_machine(Machine::begin),
        }
        Ok(Transfer { session: self })
    }

    /// Sets how data connections are made from now on. Discards a data connection that was requested ahead
    /// ([`Pipelining::Ahead`](crate::transfer::Pipelining::Ahead)).
    pub fn set_data(&mut self, settings: DataSettings) {
        self.settings = settings;
        self.prepared = None;
    }

    /// Returns what the transfers have found out about the server.
    pub fn known(&self) -> Known {
        self.known
    }

    /// Takes over what an earlier session found out about the same server.
    pub fn set_known(&mut self, known: Known) {
        self.known = known;
    }

    pub(super) fn data(&self) -> Data {
        self.transfer.as_ref().map_or(Data::Idle, |machine| machine.data(&self.settings))
    }

    fn happened(&mut self, event: DataEvent) {
        match event {
            DataEvent::Moved(_) => {}
            DataEvent::Ended(_)
            | DataEvent::CallerStopped
            | DataEvent::CallerFailed
            | DataEvent::TimedOut => {
                let moved = self.transfer.as_ref().map_or(0, Machine::moved);
                self.control.note(Entry::Data(DataEvent::Moved(moved)));
                self.control.note(Entry::Data(event));
            }
            DataEvent::Gone => {}
            event => self.control.note(Entry::Data(event)),
        }
        let mut wanted = true;
        self.with_machine(|machine, context| wanted = machine.happened(event, context));
        if !wanted && !self.is_over() {
            self.end(Health::Poisoned(Poison::Misuse));
        }
    }

    /// Runs `work` on the transfer's machine with the parts of the session that it may use. Does nothing without a
    /// transfer.
    pub(super) fn with_machine(&mut self, work: impl FnOnce(&mut Machine, &mut Context<'_>)) {
        let protected = self.is_data_protected();
        let Some(machine) = &mut self.transfer else { return };
        let before = machine.data(&self.settings);
        let mut context = Context {
            control: &mut self.control,
            memory: &mut self.memory,
            known: &mut self.known,
            prepared: &mut self.prepared,
            settings: &self.settings,
            protection: if protected { Protection::Private } else { Protection::DangerClear },
        };
        work(machine, &mut context);
        match machine.data(&self.settings) {
            now @ Data::Connect(target) if now != before => self.control.note(Entry::DataTarget(target)),
            _ => {}
        }
    }

    /// Handles the reply to the sentinel: the waiting command or transfer begins. If the server refused the sentinel while
    /// older commands have no reply, another sentinel follows once they have.
    pub(super) fn settled(&mut self, code: u16) {
        if code != 257 && self.control.outstanding() > 0 {
            self.unsettled = true;
            return;
        }
        if let Some(command) = self.deferred.take() {
            self.control.enqueue(&command.0.as_command(), Asked::Command);
        } else if self.is_settling() {
            self.with_machine(Machine::begin);
        }
    }

    /// Sends another sentinel if the last one was refused and all older commands are answered now.
    pub(super) fn settle_again(&mut self) {
        if self.unsettled && self.is_settling() && self.control.outstanding() == 0 {
            self.unsettled = false;
            self.control.enqueue_sentinel(Asked::Settle);
        }
    }

    /// Whether the command or transfer that was begun still waits until an earlier transfer is settled.
    pub(super) fn is_settling(&self) -> bool {
        self.deferred.is_some() || self.transfer.as_ref().is_some_and(Machine::is_settling)
    }

    /// Ends the transfer and sets the health that it leaves the session with.
    fn finish_transfer(&mut self) -> Report {
        let Some(machine) = self.transfer.take() else { return Report::new(0, None, None) };
        if self.control.retract() && machine.used_offset() {
            // The command that uses up the offset was not sent.
            self.memory.keep_offset();
        }
        let left = self.control.outstanding() > 0 || !self.control.to_write().is_empty();
        if left {
            self.prepared = None;
            if machine.asks_ahead() {
                // Without the machine, nothing can tell which of the two commands a reply answers.
                self.control.expect_either();
                self.control.expect_one_more();
            }
        }
        if !self.is_over() {
            match left {
                _ if machine.is_stuck() => self.end(Health::Poisoned(Poison::Stuck)),
                true => self.health = Health::Unsettled,
                false => self.health = Health::InSync,
            }
        }
        machine.into_report()
    }
}
