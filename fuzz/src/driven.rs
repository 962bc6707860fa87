//! A driver without a socket, for properties and tests.

use ftp_proto::reply::ReplyBuf;
use ftp_proto::session::{Exchange, Health};
use ftp_proto::{Action, Command, Dialogue, Input, Outcome, Session};

/// Reports that nothing is there to read, and writes all that the dialogue wants to send. Returns what was
/// written.
pub fn write_all(dialogue: &mut (impl Dialogue + ?Sized)) -> Vec<u8> {
    let mut written = Vec::new();
    loop {
        let input = match dialogue.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => {
                written.extend_from_slice(bytes);
                Input::Sent(bytes.len())
            }
            Action::Receive | Action::StartTls | Action::Done => return written,
        };
        dialogue.handle(input);
    }
}

/// Reports that nothing is there to read, as long as the dialogue polls.
pub fn nothing_is_here(dialogue: &mut (impl Dialogue + ?Sized)) {
    while dialogue.action() == Action::Poll {
        dialogue.handle(Input::Pending);
    }
}

/// A session that takes inputs one by one, with or without a command under way, and keeps the last outcome.
#[derive(Debug)]
pub struct Driven {
    /// The session.
    pub session: Session,
    /// The outcome of the last command, or `None` if the last command that was started has none yet.
    pub outcome: Option<Outcome>,
    under_way: bool,
}

impl Driven {
    /// Wraps a session on which no command is under way.
    pub fn new(session: Session) -> Self {
        Driven { session, outcome: None, under_way: false }
    }

    /// Starts a command. Returns whether the session accepted it.
    pub fn start(&mut self, command: &Command<'_>) -> bool {
        let Ok(exchange) = self.session.start(command) else { return false };
        drop_unfinished(exchange);
        (self.outcome, self.under_way) = (None, true);
        true
    }

    /// Resumes the command under way. Returns whether there is one.
    pub fn resume(&mut self) -> bool {
        let Ok(exchange) = self.session.resume() else { return false };
        drop_unfinished(exchange);
        self.under_way = true;
        self.settle();
        true
    }

    /// Returns what the session wants.
    pub fn action(&mut self) -> Wanted {
        if !self.under_way {
            return Wanted::Done;
        }
        match self.session.resume() {
            Ok(exchange) => Wanted::of(exchange.action()),
            Err(_) => Wanted::Done,
        }
    }

    /// Passes an input to the exchange, or to a check of the session if no command is under way.
    pub fn handle(&mut self, input: Input<'_>) {
        if !self.under_way {
            return self.session.check().handle(input);
        }
        if let Ok(mut exchange) = self.session.resume() {
            exchange.handle(input);
            if exchange.action() == Action::Done {
                self.outcome = Some(exchange.finish());
                self.under_way = false;
            }
        }
    }

    /// Reports that nothing is there to read, and writes all that the session wants to send.
    pub fn write_all(&mut self) {
        loop {
            match self.action() {
                Wanted::Poll => self.handle(Input::Pending),
                Wanted::Send(n) => self.handle(Input::Sent(n)),
                Wanted::Receive | Wanted::Done => return,
            }
        }
    }

    /// Returns the reply of the last outcome.
    pub fn reply(&self) -> Option<&ReplyBuf> {
        self.outcome.as_ref().and_then(Outcome::reply)
    }

    /// See [`Session::health`].
    pub fn health(&self) -> Health {
        self.session.health()
    }

    fn settle(&mut self) {
        let Ok(exchange) = self.session.resume() else { return };
        if exchange.action() == Action::Done {
            self.outcome = Some(exchange.finish());
            self.under_way = false;
        }
    }
}

/// An action of a session, without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// See [`Action::Poll`].
    Poll,
    /// This many bytes are to be written.
    Send(usize),
    /// See [`Action::Receive`].
    Receive,
    /// The session wants nothing more.
    Done,
}

impl Wanted {
    fn of(action: Action<'_>) -> Self {
        match action {
            Action::Poll => Wanted::Poll,
            Action::Send(bytes) => Wanted::Send(bytes.len()),
            Action::Receive | Action::StartTls => Wanted::Receive,
            Action::Done => Wanted::Done,
        }
    }
}

/// Drops an exchange that will be resumed later, as if its future had been dropped.
fn drop_unfinished(exchange: Exchange<'_>) {
    let _ = exchange;
}
