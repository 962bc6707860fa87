//! The argument of a command.

use core::fmt;

/// The length of the longest argument, in bytes. vsftpd cuts lines at 4,096.
pub const ARGUMENT_LIMIT: usize = 4000;

/// An argument that cannot end its line: not empty, no CR, LF or NUL, at most [`ARGUMENT_LIMIT`] bytes.
///
/// All other bytes are sent unchanged, in whatever charset the caller uses. A byte 255 is not doubled as Telnet
/// requires, and two of them in a reply stay two ([`Decoder`](crate::Decoder)), so a name has the same bytes in both
/// directions. Of the common servers, only inetutils and wu-ftpd interpret a byte 255 in a command as Telnet, and only
/// vsftpd and BusyBox double it in replies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Arg<'a>(&'a [u8]);

/// Why bytes cannot be an argument. The error names the field and never shows its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidArg {
    /// The name of the argument: "user", "password", "path", …
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: ArgProblem,
}

/// What is wrong with an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArgProblem {
    /// The argument is empty.
    Empty,
    /// The argument contains a CR, LF or NUL, which would end the line or the server's string.
    ControlByte {
        /// The offset of the first such byte, from 0.
        at: usize,
    },
    /// The argument is longer than [`ARGUMENT_LIMIT`].
    TooLong,
    /// The verb is not one to eight letters.
    NoVerb,
}

impl<'a> Arg<'a> {
    /// Checks bytes for use as an argument, under the field name `argument`.
    ///
    /// # Errors
    /// See [`ArgProblem`].
    pub fn new(bytes: &'a [u8]) -> Result<Self, InvalidArg> {
        Self::named("argument", bytes)
    }

    /// Checks bytes for use as an argument. `field` is the name by which an error calls the argument.
    ///
    /// # Errors
    /// See [`ArgProblem`].
    pub fn named(field: &'static str, bytes: &'a [u8]) -> Result<Self, InvalidArg> {
        Self::without(b"\r\n\0", field, bytes)
    }

    /// Checks bytes for use as an argument, and allows NULs.
    ///
    /// vsftpd takes a NUL in a name for an LF, which makes this the only way to name a file whose name contains an LF:
    /// the server's listings show the LF, and the caller puts a NUL in its place. Other servers end the name at the NUL
    /// (ProFTPD) and so act on another file, or refuse it.
    ///
    /// [`Command::parse`](super::Command::parse) does not accept such an argument.
    ///
    /// # Errors
    /// The argument is empty, too long, or contains a CR or an LF.
    pub fn danger_with_nul(bytes: &'a [u8]) -> Result<Self, InvalidArg> {
        Self::without(b"\r\n", "argument", bytes)
    }

    fn without(control: &[u8], field: &'static str, bytes: &'a [u8]) -> Result<Self, InvalidArg> {
        let problem = if bytes.is_empty() {
            ArgProblem::Empty
        } else if bytes.len() > ARGUMENT_LIMIT {
            ArgProblem::TooLong
        } else if let Some(at) = bytes.iter().position(|byte| control.contains(byte)) {
            ArgProblem::ControlByte { at }
        } else {
            return Ok(Arg(bytes));
        };
        Err(InvalidArg { field, problem })
    }

    /// Returns the bytes.
    pub const fn bytes(self) -> &'a [u8] {
        self.0
    }
}

impl<'a> TryFrom<&'a str> for Arg<'a> {
    type Error = InvalidArg;

    fn try_from(text: &'a str) -> Result<Self, InvalidArg> {
        Arg::new(text.as_bytes())
    }
}

impl fmt::Debug for Arg<'_> {
    /// Shows only the length: an argument may be a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Arg({} bytes)", self.0.len())
    }
}

impl fmt::Display for InvalidArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            ArgProblem::Empty => write!(f, "{} is empty", self.field),
            ArgProblem::ControlByte { at } => write!(f, "{} has a CR, LF or NUL at byte {at}", self.field),
            ArgProblem::NoVerb => write!(f, "{} is not one to eight letters", self.field),
            ArgProblem::TooLong => write!(f, "{} is over {ARGUMENT_LIMIT} bytes", self.field),
        }
    }
}

impl core::error::Error for InvalidArg {}

names! { ArgProblem {
    ArgProblem::Empty => "empty",
    ArgProblem::ControlByte { .. } => "control_byte",
    ArgProblem::TooLong => "too_long",
    ArgProblem::NoVerb => "no_verb",
} }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_cannot_end_its_line() {
        for (bytes, problem) in [
            (&b""[..], ArgProblem::Empty),
            (b"a\r\nDELE x", ArgProblem::ControlByte { at: 1 }),
            (b"a\n", ArgProblem::ControlByte { at: 1 }),
            (b"\0", ArgProblem::ControlByte { at: 0 }),
            (&[b'a'; ARGUMENT_LIMIT + 1], ArgProblem::TooLong),
        ] {
            assert_eq!(Arg::named("path", bytes), Err(InvalidArg { field: "path", problem }));
        }
        assert!(Arg::new(&[0xff; ARGUMENT_LIMIT]).is_ok());
        assert!(Arg::danger_with_nul(b"a\0b").is_ok() && Arg::danger_with_nul(b"a\0\nb").is_err());
    }
}
