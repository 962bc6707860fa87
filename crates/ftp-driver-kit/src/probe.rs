//! Dialogues that want one kind of thing and keep what is reported to them, for what a login never wants.

use ftp_proto::{Action, Dialogue, Input};
use std::cell::Cell;
use std::time::Duration;

/// Wants all of these bytes written, then one reply.
pub(crate) struct Upload {
    bytes: Vec<u8>,
    pub(crate) sent: usize,
    /// What was reported instead of a write, or after the last one.
    pub(crate) end: Option<String>,
}

impl Upload {
    pub(crate) fn new(len: usize) -> Self {
        Upload::of((0..len).map(|at| b'a' + (at % 26) as u8).collect())
    }

    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Upload { bytes, sent: 0, end: None }
    }
}

impl Dialogue for Upload {
    fn action(&self) -> Action<'_> {
        match self.bytes.get(self.sent..) {
            _ if self.end.is_some() => Action::Done,
            Some(rest) if !rest.is_empty() => Action::Send(rest),
            _ => Action::Receive,
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            Input::Sent(n) => self.sent += n,
            end => self.end = Some(format!("{end:?}")),
        }
    }
}

/// Wants one write after another, with a pause before each, until one fails.
#[derive(Default)]
pub(crate) struct Writes {
    asked: Cell<bool>,
    pub(crate) received: Vec<u8>,
    pub(crate) end: Option<String>,
}

impl Dialogue for Writes {
    fn action(&self) -> Action<'_> {
        if self.end.is_some() {
            return Action::Done;
        }
        // Gives the server time to answer the last write, perhaps with a reset.
        if self.asked.replace(true) {
            std::thread::sleep(Duration::from_millis(20));
        }
        Action::Send(b"NOOP\r\n")
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            Input::Sent(_) => {}
            Input::Bytes(bytes) => self.received.extend_from_slice(bytes),
            end => self.end = Some(format!("{end:?}")),
        }
    }
}

/// Polls this many times, or until the connection has ended.
pub(crate) struct Looks {
    left: usize,
    pub(crate) received: usize,
    pub(crate) end: Option<String>,
}

impl Looks {
    pub(crate) fn new(times: usize) -> Self {
        Looks { left: times, received: 0, end: None }
    }
}

impl Dialogue for Looks {
    fn action(&self) -> Action<'_> {
        if self.end.is_some() { Action::Done } else { Action::Poll }
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            Input::Bytes(bytes) => self.received += bytes.len(),
            Input::Pending if self.left > 1 => self.left -= 1,
            end => self.end = Some(format!("{end:?}")),
        }
    }
}
