//! A transfer under way, lent by its session: both lanes driven to their end, and then one [`Report`].

use super::{Asked, Busy, Health, Poison, Session};
use crate::command::Protection;
use crate::dialogue::{Action, Dialogue, Input};
use crate::transcript::{Entry, Transcript};
use crate::transfer::{Context, Data, DataEvent, DataSettings, Ending, Known, Machine, Plan, Report};

/// A transfer under way. Its owner drives the control lane as that of any [`Dialogue`], and at the same time does what
/// [`Transfer::data`] says and reports it to [`Transfer::happened`], until [`Transfer::is_over`].
///
/// The contract of the owner, besides that of a driver:
///
/// - Both lanes are wanted at once: what becomes possible first is done and reported first. It waits on one lane alone
///   only while the other wants nothing ([`Data::Idle`], [`Data::Hold`], [`Action::Done`]).
/// - One time limit is for both lanes: nothing moved on either.
/// - There is one data connection at most, and none when the transfer is over.
///
/// Dropped before, as by a cancelled future, it leaves the session [`Health::Unsettled`]. The owner closes the data
/// connection; the next command or transfer of the session finds its way back by itself.
#[derive(Debug)]
#[must_use = "it has to be driven, and its report to be looked at"]
pub struct Transfer<'s> {
    session: &'s mut Session,
}

impl Transfer<'_> {
    /// What is wanted of the data lane now. Asking changes nothing.
    pub fn data(&self) -> Data {
        self.session.data()
    }

    /// Takes what happened on the data lane. Total: never panics, whatever comes and whenever.
    pub fn happened(&mut self, event: DataEvent) {
        self.session.happened(event);
    }

    /// Whether both lanes are at their end.
    pub fn is_over(&self) -> bool {
        self.action() == Action::Done && self.data() == Data::Idle
    }

    /// The size of the whole file in bytes, as soon as it is known: for a progress bar.
    pub fn size(&self) -> Option<u64> {
        self.session.transfer.as_ref()?.size()
    }

    /// How many bytes were moved.
    pub fn moved(&self) -> u64 {
        self.session.transfer.as_ref().map_or(0, |machine| machine.moved())
    }

    /// What was sent and received, and what happened on the data connection.
    pub fn transcript(&self) -> &Transcript {
        self.session.transcript()
    }

    /// What it comes to as it stands: [`Ending::Unfinished`] until it is over.
    pub fn ending(&self) -> Ending {
        self.session.transfer.as_ref().map_or(Ending::Unfinished, Machine::ending)
    }

    /// What it came to.
    pub fn finish(self) -> Report {
        // Dropped afterwards, it leaves nothing behind.
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
    /// Begins a transfer. An error, and nothing changed, as of [`Session::start`].
    pub fn transfer(&mut self, plan: Plan) -> Result<Transfer<'_>, Busy> {
        let health = self.begin()?;
        self.transfer = Some(Machine::new(plan));
        match health {
            Health::Unsettled => self.control.enqueue_sentinel(Asked::Settle),
            _ => self.with_machine(Machine::begin),
        }
        Ok(Transfer { session: self })
    }

    /// How data connections are made from now on. What was asked ahead for the next one is not used.
    pub fn set_data(&mut self, settings: DataSettings) {
        self.settings = settings;
        self.prepared = None;
    }

    /// What the transfers have found out about the server.
    pub fn known(&self) -> Known {
        self.known
    }

    /// What an earlier session found out about the same server.
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

    /// Lends the machine what it works on.
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

    /// The sentinel is answered. Where it was refused, and what is older is not answered, another one is sent then.
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

    /// What a sentinel that was refused was behind is answered: the next one is sent.
    pub(super) fn settle_again(&mut self) {
        if self.unsettled && self.is_settling() && self.control.outstanding() == 0 {
            self.unsettled = false;
            self.control.enqueue_sentinel(Asked::Settle);
        }
    }

    /// Whether an earlier transfer is still in the way of the command or transfer that was begun.
    pub(super) fn is_settling(&self) -> bool {
        self.deferred.is_some() || self.transfer.as_ref().is_some_and(Machine::is_settling)
    }

    /// Takes the machine of a transfer out, and says how the session stands without it.
    fn finish_transfer(&mut self) -> Report {
        let Some(machine) = self.transfer.take() else { return Report::new(0, None, None) };
        if self.control.retract() && machine.used_offset() {
            // What would have used it up was not sent.
            self.memory.keep_offset();
        }
        let left = self.control.outstanding() > 0 || !self.control.to_write().is_empty();
        if left {
            self.prepared = None;
            if machine.asks_ahead() {
                // Nobody is left who could tell which reply answers which.
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
