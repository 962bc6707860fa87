//! The session after the login: one command at a time, and a [`Health`] that says at any moment whether it is in sync.

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

/// A control connection that is logged in. [`Login::finish`](crate::login::Login::finish) returns it, and
/// [`Session::take_over`] makes one over a connection that is logged in already.
///
/// For a command, call [`Session::start`], drive the [`Exchange`] to [`Action::Done`], and call [`Exchange::finish`] for
/// its [`Outcome`]. For files and listings, use [`Session::transfer`].
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
/// A caller that moves the bytes of a file itself, without a [`Transfer`], gets [`Outcome::Preliminary`] for the 1yz reply.
/// [`Session::resume`] then returns the final reply, or waits for it.
///
/// A reply in FTP does not name the command that it answers. Therefore a reply that arrived before the whole command was
/// written does not answer that command. One more final reply than there were commands poisons the session, since it is
/// then unknown which reply answers which command.
#[derive(Debug)]
pub struct Session {
    control: Control<Asked>,
    granted: Granted,
    /// Replies to the current command that the caller has not looked at, the oldest first. Of preliminary replies in a
    /// row, only the newest is kept.
    received: VecDeque<ReplyBuf>,
    /// The reply by which the server announced that it closes.
    notice: Option<ReplyBuf>,
    /// The current exchange still has to be driven.
    waiting: bool,
    /// The caller has seen a preliminary reply to the current command.
    begun: bool,
    health: Health,
    /// No command was started yet.
    fresh: bool,
    logged_in: bool,
    memory: Memory,
    /// The session ended before any byte of its last command was written.
    unsent: bool,
    settings: DataSettings,
    known: Known,
    /// Where the server waits for the data connection of the next transfer. A command in between makes it void.
    prepared: Option<Opening>,
    /// The current transfer.
    transfer: Option<Machine>,
    /// A command that waits until an earlier transfer is settled.
    deferred: Option<Deferred>,
    /// The server refused the sentinel before it answered all older commands.
    unsettled: bool,
}

/// A command that is not sent yet. `Debug` shows only its verb, since its argument may be a secret.
struct Deferred(CommandBuf);

/// What a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Asked {
    /// The command of an exchange.
    Command,
    /// The `PWD` that settles a dropped transfer.
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

    /// Makes a session over a connection that the caller has logged in by other means. `control` says whether the control
    /// connection is under TLS, and `data` whether the server accepted `PROT P`.
    pub fn take_over(limits: Limits, control: Protection, data: Protection) -> Self {
        let granted = Granted {
            encrypted: control == Protection::Private,
            data_protected: data == Protection::Private,
            ..Granted::default()
        };
        Session::new(Control::<Asked>::new(limits).handed_over(), granted)
    }

    /// Ends the session, and returns the bytes that were read but belong to no reply that the caller has looked at.
    pub fn into_unread(mut self) -> Vec<u8> {
        let mut unread = Vec::new();
        self.received.drain(..).for_each(|reply| unread.extend_from_slice(reply.as_reply().raw()));
        unread.extend_from_slice(self.control.unread());
        unread
    }

    /// Begins a command.
    ///
    /// Only ABOR may be started while another command has no final reply, and only once that command was written
    /// completely. The server answers both: the command by 426, or by 226 if it was through already, and then ABOR. The
    /// session is [`Health::ReplyPending`] until both replies have come. If a server sends only one (Pure-FTPd at times),
    /// close the connection.
    ///
    /// A secret in the argument, such as that of PASS, is replaced by `***` from now on, as by [`Session::hide`].
    ///
    /// # Errors
    /// [`Busy`] while another command has no final reply, or has one that the caller has not looked at, and always once the
    /// session is closed, broken or poisoned. Nothing has changed then.
    pub fn start(&mut self, command: &Command<'_>) -> Result<Exchange<'_>, Busy> {
        let written = self.control.to_write().is_empty();
        let aborts = command.verb().eq_ignore_ascii_case("ABOR")
            && self.control.outstanding() == 1
            && written
            && self.deferred.is_none();
        // ABOR cannot be sent any more once the server has announced that it closes, even if nobody has looked at that.
        let health = if aborts && self.health == Health::ReplyPending {
            self.received.clear();
            Health::ReplyPending
        } else {
            self.begin()?
        };
        command.secrets().for_each(|secret| self.control.hide(&Secret::new(secret)));
        if aborts {
            self.memory.abort();
        }
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

    /// Claims the session for a command or transfer, and returns the health that it had before.
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

    /// Continues to wait for the final reply: after a preliminary reply, after a timeout, or after an exchange was
    /// dropped. If the reply has arrived already, the exchange is done at once and reads nothing.
    ///
    /// # Errors
    /// [`Busy`] if no reply is pending.
    pub fn resume(&mut self) -> Result<Exchange<'_>, Busy> {
        if self.health() != Health::ReplyPending {
            return Err(Busy(self.health()));
        }
        self.waiting = self.received.is_empty();
        Ok(Exchange { session: self })
    }

    /// Checks whether the server has closed the connection while no command was running.
    pub fn check(&mut self) -> Check<'_> {
        Check { session: self, done: false }
    }

    /// Returns whether the next command can be started, or why not.
    pub fn health(&self) -> Health {
        match self.health {
            poisoned @ Health::Poisoned(_) => poisoned,
            _ if !self.received.is_empty() => Health::ReplyPending,
            health => health,
        }
    }

    /// Whether the login still holds, as far as the server's replies show. A refusal that asks for a login ends it, and so
    /// does a REIN or USER that the server accepts. A 230 starts it again, and so does 232 to USER or 202 to PASS or ACCT.
    pub fn is_logged_in(&self) -> bool {
        self.logged_in && !matches!(self.health, Health::Closed | Health::Broken)
    }

    /// Whether the control connection is under TLS.
    pub fn is_encrypted(&self) -> bool {
        self.granted.encrypted
    }

    /// Whether the server accepted `PROT P`, so that data connections use TLS too.
    pub fn is_data_protected(&self) -> bool {
        // Servers ignore blanks around the level.
        self.memory.setting("PROT").map_or(self.granted.data_protected, |line| {
            line.get(4..).is_some_and(|level| level.trim_ascii().eq_ignore_ascii_case(b"P"))
        })
    }

    /// Whether the server accepted `TYPE I`, so that files are moved, and their sizes counted, unchanged.
    pub fn is_binary(&self) -> bool {
        self.memory.is_binary()
    }

    /// Returns the reply to FEAT, if the login asked for it and the server listed its features.
    pub fn features(&self) -> Option<&ReplyBuf> {
        self.granted.features.as_ref()
    }

    /// Replaces the secrets of these credentials by `***` in every reply from now on. The session does not know the secrets
    /// of its login, but the server may still repeat them. They are replaced before the reply is parsed, so a path, size
    /// or port that contains one of them can no longer be read from the reply.
    pub fn hide(&mut self, credentials: &Credentials) {
        credentials.secrets().for_each(|secret| self.control.hide(secret));
    }

    /// Returns what was sent and received: the login, and the last 8 KiB of what came after it. Half of
    /// [`Limits::transcript`] bounds each of the two: of a longer login, the rest counts as what came after it.
    pub fn transcript(&self) -> &Transcript {
        &self.control.transcript
    }

    /// Returns how to restore the state of this session in a new one. `None` while this session is logged in and every command
    /// has its final reply, even if the caller has not looked at that yet.
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

    /// Also takes what arrives while no command is running: a 421 then closes the session.
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
            // A reply that lacks only its end counts. Whatever follows it later answers nothing.
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
