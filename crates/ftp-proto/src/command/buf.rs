//! A command that owns its bytes.

use super::{Arg, Command, InvalidArg};
use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

/// One command that owns its bytes, to keep or to send to another thread. The bytes are wiped on drop. To
/// inspect the command, use [`CommandBuf::as_command`].
///
/// ```
/// use ftp_proto::command::CommandBuf;
///
/// let queued: Vec<CommandBuf> =
///     ["TYPE I", "CWD /pub"].iter().map(|line| CommandBuf::parse(line.as_bytes())).collect::<Result<_, _>>()?;
/// assert_eq!(queued[1].as_command().verb(), "CWD");
/// # Ok::<(), ftp_proto::command::InvalidArg>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct CommandBuf {
    /// The line without its end.
    line: Zeroizing<Vec<u8>>,
}

impl CommandBuf {
    pub(super) fn new(command: &Command<'_>) -> Self {
        let mut line = Zeroizing::new(Vec::with_capacity(command.line_len()));
        command.write_to(&mut line);
        let len = line.len().saturating_sub(2);
        line.truncate(len);
        CommandBuf { line }
    }

    /// Like [`Command::custom`], but owns its bytes.
    ///
    /// # Errors
    /// Those of [`Command::custom`].
    pub fn custom(verb: &str, argument: Option<Arg<'_>>) -> Result<Self, InvalidArg> {
        Command::custom(verb, argument).map(|command| command.to_owned())
    }

    /// Like [`Command::parse`], but owns its bytes.
    ///
    /// # Errors
    /// Those of [`Command::parse`].
    pub fn parse(line: &[u8]) -> Result<Self, InvalidArg> {
        Command::parse(line).map(|command| command.to_owned())
    }

    /// Returns the command as a borrowed value.
    pub fn as_command(&self) -> Command<'_> {
        // A line that was made from a command always parses.
        Command::of_line(&self.line, Arg::danger_with_nul).unwrap_or(Command::noop())
    }
}

impl From<&Command<'_>> for CommandBuf {
    fn from(command: &Command<'_>) -> Self {
        CommandBuf::new(command)
    }
}

impl fmt::Display for CommandBuf {
    /// Shows `***` in place of a secret argument.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_command().fmt(f)
    }
}

impl fmt::Debug for CommandBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_command(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_the_same_when_it_was_kept() {
        let arg = Arg::new(b"a b").unwrap();
        for command in [
            Command::noop(),
            Command::retr(arg),
            Command::pass(None),
            Command::pass(Some(arg)),
            Command::rest(u64::MAX),
            Command::port("[::1]:258".parse().unwrap()),
        ] {
            let (mut line, mut kept) = (Vec::new(), Vec::new());
            command.write_to(&mut line);
            let owned = command.to_owned();
            owned.as_command().write_to(&mut kept);
            assert_eq!(kept.escape_ascii().to_string(), line.escape_ascii().to_string());
            assert_eq!(format!("{owned} {owned:?}"), format!("{command} {command:?}"));
        }
    }
}
