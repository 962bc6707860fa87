//! A driver without a socket: what properties and tests do with a dialogue.

use ftp_proto::reply::ReplyBuf;
use ftp_proto::session::{Exchange, Health};
use ftp_proto::{Action, Command, Dialogue, Input, Outcome, Session};

/// Finds nothing to read where that is asked, and writes all that is to be written. What was written.
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

/// Finds nothing to read, where that is asked.
pub fn nothing_is_here(dialogue: &mut (impl Dialogue + ?Sized)) {
    while dialogue.action() == Action::Poll {
        dialogue.handle(Input::Pending);
    }
}

/// A session that takes events one by one, under way with a command or not, and keeps what came of the last drive.
#[derive(Debug)]
pub struct Driven {
    /// The session.
    pub session: Session,
    /// What the last drive came to. `None`: none has ended since the last command was started.
    pub outcome: Option<Outcome>,
    under_way: bool,
}

impl Driven {
    /// A session on which nothing is under way.
    pub fn new(session: Session) -> Self {
        Driven { session, outcome: None, under_way: false }
    }

    /// Starts a command; whether it could be.
    pub fn start(&mut self, command: &Command<'_>) -> bool {
        let Ok(exchange) = self.session.start(command) else { return false };
        drop_unfinished(exchange);
        (self.outcome, self.under_way) = (None, true);
        true
    }

    /// Goes on with the command under way; whether there is one.
    pub fn resume(&mut self) -> bool {
        let Ok(exchange) = self.session.resume() else { return false };
        drop_unfinished(exchange);
        self.under_way = true;
        self.settle();
        true
    }

    /// What is wanted.
    pub fn action(&mut self) -> Wanted {
        if !self.under_way {
            return Wanted::Done;
        }
        match self.session.resume() {
            Ok(exchange) => Wanted::of(exchange.action()),
            Err(_) => Wanted::Done,
        }
    }

    /// Takes an event.
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

    /// Finds nothing to read, and writes all that is to be written.
    pub fn write_all(&mut self) {
        loop {
            match self.action() {
                Wanted::Poll => self.handle(Input::Pending),
                Wanted::Send(n) => self.handle(Input::Sent(n)),
                Wanted::Receive | Wanted::Done => return,
            }
        }
    }

    /// The reply of the last outcome.
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

/// What a session wants, without the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// See [`Action::Poll`].
    Poll,
    /// So many bytes are to be written.
    Send(usize),
    /// See [`Action::Receive`].
    Receive,
    /// Nothing more.
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

/// An exchange that is gone on with later, as one whose future was dropped.
fn drop_unfinished(exchange: Exchange<'_>) {
    let _ = exchange;
}
