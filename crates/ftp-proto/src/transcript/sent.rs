//! A command as it was sent, without its secrets, and the shape of its argument.

use crate::command::{Verb, changes_password};
use crate::transcript::redaction::Redaction;
use alloc::{borrow::Cow, vec::Vec};
use core::fmt;

/// A command as it was sent, without its secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    line: Vec<u8>,
    shape: Shape,
    number: Option<u32>,
}

/// What an argument looks like, without its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Shape {
    /// It has no bytes.
    pub empty: bool,
    /// It has a byte above 127.
    pub not_ascii: bool,
    /// It starts with a blank or tab.
    pub blank_at_start: bool,
    /// It ends with a blank or tab.
    pub blank_at_end: bool,
    /// It contains an `@`, like an e-mail address or `user@host`.
    pub address: bool,
    /// It contains a backslash, like `DOMAIN\user`.
    pub domain: bool,
}

impl Shape {
    /// Returns the shape of an argument.
    pub fn of(argument: &[u8]) -> Self {
        let blank = |b: Option<&u8>| matches!(b, Some(b' ' | b'\t'));
        Shape {
            empty: argument.is_empty(),
            not_ascii: !argument.is_ascii(),
            blank_at_start: blank(argument.first()),
            blank_at_end: blank(argument.last()),
            address: argument.contains(&b'@'),
            domain: argument.contains(&b'\\'),
        }
    }
}

impl Sent {
    /// Records a line as it was sent, with or without its line end. These are replaced by `***`:
    ///
    /// - the argument of `PASS`, `ACCT`, `ADAT`, and of the commands that wrap others (`MIC`, `CONF`, `ENC`);
    /// - the argument of a `SITE` that changes a password;
    /// - everything after the first line.
    pub fn new(line: &[u8]) -> Self {
        let (line, further) = first_line(line);
        let (verb, argument) = split(line);
        let shape = Shape::of(argument);
        let secret = is_secret(verb) || changes_password(verb, argument);
        let mut line = match secret && !argument.is_empty() {
            true => [before(line, argument), b" ***"].concat(),
            false => line.to_vec(),
        };
        if !further.is_empty() {
            line.extend_from_slice(b" ***");
        }
        Sent { line, shape, number: None }
    }

    /// Returns the same with the number of the command on its connection.
    pub fn numbered(self, number: u32) -> Self {
        Sent { number: Some(number), ..self }
    }

    /// Returns the number of the command on its connection, by which [`Answers`](super::Answers) refers to it. Logins and
    /// sessions count from 0. `None` if another client recorded the command.
    pub fn number(&self) -> Option<u32> {
        self.number
    }

    /// Returns the line without its line end. A secret in it reads `***`.
    pub fn line(&self) -> &[u8] {
        &self.line
    }

    /// Returns the verb as it was sent.
    pub fn verb(&self) -> &[u8] {
        split(&self.line).0
    }

    /// Returns what followed the verb, or `***` if that is a secret.
    pub fn argument(&self) -> &[u8] {
        split(&self.line).1
    }

    /// Returns the shape of the argument, secret or not.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The number of bytes that it has allocated.
    pub(super) fn heap(&self) -> usize {
        self.line.capacity()
    }

    /// Replaces the secrets. A known verb stays even if it is the secret: stars in its place would tell which word the secret
    /// is.
    pub(crate) fn redact(mut self, redaction: &Redaction) -> Self {
        let Cow::Owned(line) = redaction.sent(&self.line) else { return self };
        let end = self.line.iter().position(|byte| *byte <= b' ').unwrap_or(self.line.len());
        let (verb, argument) = self.line.split_at_checked(end).unwrap_or_default();
        let behind = redaction.sent(argument);
        let apart = || line == [&redaction.sent(verb)[..], &behind].concat();
        let kept = Verb::find(verb).is_some() && apart();
        self.line = if kept { [verb, &behind].concat() } else { line };
        self
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sent(b\"{}\")", self.line.escape_ascii())
    }
}

/// Whether the argument of this verb is a secret, or contains one.
pub(super) fn is_secret(verb: &[u8]) -> bool {
    Verb::find(verb).is_some_and(Verb::is_secret)
}

/// Splits off the first line, without its line end.
pub(super) fn first_line(lines: &[u8]) -> (&[u8], &[u8]) {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let end = lines.iter().position(is_end).unwrap_or(lines.len());
    let (line, rest) = lines.split_at_checked(end).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| is_end(byte)).count();
    (line, rest.get(ends..).unwrap_or_default())
}

/// Splits a line into the verb and what follows the blank after it. Servers skip blanks and Telnet commands before a verb,
/// and so does this function. Some servers end a verb at any byte that is no letter; this function does so if a secret
/// follows.
pub(super) fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let start = line.iter().position(u8::is_ascii_alphabetic).unwrap_or(0);
    let line = line.get(start..).unwrap_or_default();
    let until = |is_end: fn(&u8) -> bool| line.split_at(line.iter().position(is_end).unwrap_or(line.len()));
    let (verb, rest) = match until(|byte| !byte.is_ascii_alphabetic()) {
        secret if is_secret(secret.0) => secret,
        _ => until(|byte| *byte <= b' '),
    };
    match rest {
        [0..=b' ', argument @ ..] => (verb, argument),
        argument => (verb, argument),
    }
}

/// The part of the line before `end`, without the blanks between them.
fn before<'a>(line: &'a [u8], end: &[u8]) -> &'a [u8] {
    let line = line.get(..line.len().saturating_sub(end.len())).unwrap_or_default();
    let length = line.iter().rposition(|byte| *byte > b' ').map_or(0, |last| last + 1);
    line.get(..length).unwrap_or_default()
}
