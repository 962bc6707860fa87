//! After the login: one command at a time, and at any moment an answer to "is it still in sync?".

mod exchange;
mod health;
mod outcome;
mod received;
mod recovery;
mod transfer;

pub use exchange::{Check, Exchange};
pub(crate) use health::Granted;
pub use health::{Busy, Health, Poison};
pub use outcome::Outcome;
pub(crate) use recovery::Memory;
pub use recovery::Recovery;
pub use transfer::Transfer;

use crate::command::{Command, CommandBuf, Protection, Representation, Verb};
use crate::dialogue::{Action, Input};
use crate::exchange::Control;
use crate::login::Credentials;
use crate::reply::{Limits, ReplyBuf};
use crate::transcript::{Entry, Secret, Transcript};
use crate::transfer::{Ask, DataSettings, Known, Machine, Opening};
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::fmt;

/// A connection that is logged in: made only by [`Login::finish`](crate::login::Login::finish).
///
/// [`Session::start`] a command, drive the [`Exchange`] to [`Action::Done`], and [`Exchange::finish`] it: that gives
/// its [`Outcome`]. Files and listings are [`Session::transfer`]s.
///
/// ```
/// use ftp_proto::{Arg, Command, Dialogue, Session};
///
/// /// Makes a directory; `driver` does what a dialogue wants.
/// fn make_directory(
///     session: &mut Session,
///     path: &[u8],
///     driver: impl Fn(&mut dyn Dialogue),
/// ) -> Result<(), Box<dyn std::error::Error>> {
///     let mut exchange = session.start(&Command::mkd(Arg::new(path)?))?;
///     driver(&mut exchange);
///     let reply = exchange.finish().into_final()?;
///     println!("{}", reply.text());
///     Ok(())
/// }
/// ```
///
/// Who moves the bytes without a [`Transfer`] gets [`Outcome::Preliminary`] for the 1yz, and [`Session::resume`] waits for
/// the final reply, be it here already or not.
///
/// FTP does not say which command a reply is for. So a reply that is here before all of a command was
/// written does not answer it, and one more final reply than there were commands poisons the session:
/// then it is open which was the answer to which.
#[derive(Debug)]
pub struct Session {
    control: Control<Asked>,
    granted: Granted,
    /// Replies to what is under way that were not looked at, the oldest first. Of preliminary ones only the newest.
    received: VecDeque<ReplyBuf>,
    /// The notice by which the server closed.
    notice: Option<ReplyBuf>,
    /// A drive is wanted.
    waiting: bool,
    /// A preliminary reply of the command was handed out.
    begun: bool,
    health: Health,
    /// No command was started yet.
    fresh: bool,
    logged_in: bool,
    memory: Memory,
    /// Nothing was written of the command that the end of the session left without a reply.
    unsent: bool,
    settings: DataSettings,
    known: Known,
    /// Where the server waits for the next transfer, as long as nothing comes between.
    prepared: Option<Opening>,
    /// The transfer under way.
    transfer: Option<Machine>,
    /// A command that waits until an earlier transfer is settled.
    deferred: Option<Deferred>,
    /// The sentinel was refused before what it was sent for was answered.
    unsettled: bool,
}

/// A command that is not sent yet. `Debug` shows its verb only: what stands behind it may be hidden.
struct Deferred(CommandBuf);

/// What a reply is the answer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Asked {
    /// The command of an exchange.
    Command,
    /// The `PWD` behind a transfer that was left.
    Settle,
    /// A command of a transfer.
    Transfer(Ask),
}

impl Session {
    pub(crate) fn new(control: Control<Asked>, granted: Granted) -> Self {
        let greeting = control.transcript.entries().find_map(Entry::greeting);
        let mut memory = Memory::default();
        if granted.binary {
            memory.accepted(&Command::type_(Representation::Image));
        }
        Session {
            known: greeting.map_or(Known::default(), Known::by_greeting),
            control,
            received: VecDeque::new(),
            notice: None,
            waiting: false,
            begun: false,
            health: granted.health,
            fresh: true,
            granted,
            logged_in: true,
            memory,
            unsent: false,
            settings: DataSettings::default(),
            prepared: None,
            transfer: None,
            deferred: None,
            unsettled: false,
        }
    }

    /// A session over a connection that the caller has logged in by other means. `control` and `data` say whether the
    /// control connection is under TLS, and whether `PROT P` was accepted.
    pub fn take_over(limits: Limits, control: Protection, data: Protection) -> Self {
        let granted = Granted {
            encrypted: control == Protection::Private,
            data_protected: data == Protection::Private,
            ..Granted::default()
        };
        Session::new(Control::<Asked>::new(limits).handed_over(), granted)
    }

    /// Gives the connection back: what was read of it and belongs to no reply that was looked at.
    pub fn into_unread(mut self) -> Vec<u8> {
        let mut unread = Vec::new();
        self.received.drain(..).for_each(|reply| unread.extend_from_slice(reply.as_reply().raw()));
        unread.extend_from_slice(self.control.unread());
        unread
    }

    /// Begins a command. An error, and nothing changed, while another command has no final reply or that was not
    /// looked at, and for ever on a session that is closed or poisoned.
    ///
    /// Only ABOR may follow a command that has no final reply, once it was written. Both are answered, the command by 426 or, where
    /// it was over, by 226; until both replies are here the session is [`Health::ReplyPending`]. A server that
    /// sends one only (Pure-FTPd at times) leaves it so: close the connection then.
    ///
    /// What of its argument is a secret, as that of PASS, is `***` from now on, as by [`Session::hide`].
    pub fn start(&mut self, command: &Command<'_>) -> Result<Exchange<'_>, Busy> {
        let written = self.control.to_write().is_empty();
        let aborts = command.verb().eq_ignore_ascii_case("ABOR")
            && self.control.outstanding() == 1
            && written
            && self.deferred.is_none();
        // Not where the server has said goodbye, and that was not looked at yet.
        let health = if aborts && self.health == Health::ReplyPending {
            self.received.clear();
            Health::ReplyPending
        } else {
            self.begin()?
        };
        command.secrets().for_each(|secret| self.control.hide(&Secret::new(secret)));
        self.memory.begin(command);
        if health == Health::Unsettled {
            self.control.enqueue_sentinel(Asked::Settle);
            self.deferred = Some(Deferred(command.to_owned()));
        } else {
            self.control.enqueue(command, Asked::Command);
        }
        self.waiting = true;
        if !command.known_verb().is_some_and(Verb::leaves_data) {
            self.prepared = None;
        }
        Ok(Exchange { session: self })
    }

    /// Whether something can be begun, and how the session was.
    fn begin(&mut self) -> Result<Health, Busy> {
        let health = self.health();
        if !matches!(health, Health::InSync | Health::Unsettled) {
            return Err(Busy(health));
        }
        self.fresh = false;
        self.received.clear();
        self.begun = false;
        self.health = Health::ReplyPending;
        Ok(health)
    }

    /// Goes on waiting for the final reply: after a preliminary one, after a time-out, or after an exchange that was
    /// dropped. It may be here already: then nothing is read. An error where none is pending.
    pub fn resume(&mut self) -> Result<Exchange<'_>, Busy> {
        if self.health() != Health::ReplyPending {
            return Err(Busy(self.health()));
        }
        self.waiting = self.received.is_empty();
        Ok(Exchange { session: self })
    }

    /// Looks whether the server closed while no command was under way.
    pub fn check(&mut self) -> Check<'_> {
        Check { session: self, done: false }
    }

    /// Whether the next command can be started, or why not.
    pub fn health(&self) -> Health {
        match self.health {
            poisoned @ Health::Poisoned(_) => poisoned,
            _ if !self.received.is_empty() => Health::ReplyPending,
            health => health,
        }
    }

    /// Whether the server still takes us for logged in, as far as its replies show: a 530 that asks for a login, or
    /// a REIN or USER that it took, ends that, and a 230 begins it again.
    pub fn is_logged_in(&self) -> bool {
        self.logged_in && !matches!(self.health, Health::Closed | Health::Broken)
    }

    /// Whether the control connection is under TLS.
    pub fn is_encrypted(&self) -> bool {
        self.granted.encrypted
    }

    /// Whether the server took `PROT P`: data connections are to be under TLS too.
    pub fn is_data_protected(&self) -> bool {
        self.memory
            .setting("PROT")
            .map_or(self.granted.data_protected, |line| line.eq_ignore_ascii_case(b"PROT P\r\n"))
    }

    /// Whether the server took `TYPE I`: files are moved, and sizes counted, as they are.
    pub fn is_binary(&self) -> bool {
        self.memory.is_binary()
    }

    /// The reply to FEAT, where the login asked for it and the server gave it.
    pub fn features(&self) -> Option<&ReplyBuf> {
        self.granted.features.as_ref()
    }

    /// From now on replaces the secrets of these credentials by `***` in what comes: the login has
    /// forgotten them, and a server may still echo them. It does so in every reply, before anybody reads it: a path, a size or a
    /// port with a secret in it is none any more.
    pub fn hide(&mut self, credentials: &Credentials) {
        credentials.secrets().for_each(|secret| self.control.hide(secret));
    }

    /// What was sent and received: the login, and of what came after it the last 8 KiB.
    pub fn transcript(&self) -> &Transcript {
        &self.control.transcript
    }

    /// How to stand in a new session where this one stood. `None` while this one is in sync and logged in.
    pub fn recovery(&self) -> Option<Recovery> {
        if self.health == Health::InSync && self.logged_in {
            return None;
        }
        let unsent = self.unsent || self.deferred.is_some() || self.control.is_untouched();
        Some(self.memory.recovery(unsent))
    }

    fn is_over(&self) -> bool {
        self.health.is_over()
    }

    fn ended(&mut self, entry: Entry, health: Health) {
        if let Some(incoming) = self.control.flush() {
            self.take(incoming);
        }
        self.control.note(entry);
        self.end(health);
    }

    fn end(&mut self, health: Health) {
        self.unsent = self.control.is_untouched() && health != Health::Poisoned(Poison::Misuse);
        self.control.give_up();
        self.control.release();
        self.waiting = false;
        self.health = health;
        if let Some(machine) = &mut self.transfer {
            machine.control_lost();
        }
    }

    fn action(&self) -> Action<'_> {
        match &self.transfer {
            _ if self.is_over() => Action::Done,
            Some(machine) if machine.is_done() => Action::Done,
            None if !self.waiting => Action::Done,
            _ => self.control.action(),
        }
    }

    /// What comes while no command is under way is taken too: a 421 then closes the session.
    fn handle(&mut self, input: Input<'_>) {
        if self.is_over() {
            return;
        }
        match input {
            Input::Sent(n) => {
                if self.control.sent(n).is_err() {
                    self.end(Health::Poisoned(Poison::Misuse));
                }
                self.with_machine(Machine::written);
            }
            Input::Bytes([]) => {
                if self.control.nothing().is_err() {
                    self.end(Health::Poisoned(Poison::Misuse));
                }
            }
            Input::Bytes(mut bytes) => {
                while let Some(incoming) = self.control.receive(&mut bytes) {
                    self.take(incoming);
                }
            }
            Input::Pending => {
                let wanted = self.waiting || self.transfer.is_some();
                if !wanted || self.control.pending().is_err() {
                    self.end(Health::Poisoned(Poison::Misuse));
                }
            }
            Input::Eof => self.ended(Entry::Closed, Health::Closed),
            Input::Broken => self.ended(Entry::Broken, Health::Broken),
            // What is here may be a reply after all; what then follows was not asked for.
            Input::TimedOut => match self.control.take_lenient() {
                Some(incoming) => self.take(incoming),
                None => {
                    self.control.note(Entry::TimedOut);
                    self.waiting = false;
                    match self.is_settling() {
                        true => self.end(Health::Poisoned(Poison::Stuck)),
                        false => self.with_machine(Machine::timed_out),
                    }
                }
            },
            Input::TlsFailed(why) => {
                self.control.note(Entry::TlsFailed(why));
                self.end(Health::Poisoned(Poison::TlsFailed(why)));
            }
            Input::TlsUp => self.end(Health::Poisoned(Poison::Misuse)),
        }
    }

    fn replies(&self) -> usize {
        self.control.replies()
    }
}

impl fmt::Debug for Deferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_command().verb())
    }
}
