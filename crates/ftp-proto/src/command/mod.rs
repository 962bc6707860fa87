//! Commands, which by construction are a verb, an argument, one line end, and nothing else; and the table of
//! verbs.

mod arg;
#[cfg(feature = "alloc")]
mod buf;
mod verbs;

pub use arg::{ARGUMENT_LIMIT, Arg, ArgProblem, InvalidArg};
#[cfg(feature = "alloc")]
pub use buf::CommandBuf;
#[cfg(feature = "alloc")]
pub(crate) use verbs::Answered;
pub(crate) use verbs::changes_password;
#[cfg(feature = "alloc")]
pub(crate) use verbs::secrets;
pub use verbs::{Direction, Takes, Verb};

use core::fmt;
use core::net::SocketAddr;

/// One command, borrowed from its parts. `Debug` and `Display` show the line, with `***` in place of a secret
/// argument ([`Command::is_secret`]).
///
/// ```
/// use ftp_proto::Command;
///
/// let path = "/pub/file one".try_into()?;
/// let mut line = [0; 64];
/// let n = Command::retr(path).write(&mut line).unwrap();
/// assert_eq!(&line[..n], b"RETR /pub/file one\r\n");
/// # Ok::<(), ftp_proto::command::InvalidArg>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Command<'a> {
    verb: &'a str,
    argument: Argument<'a>,
}

/// How data connections are protected (RFC 4217 section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protection {
    /// Protected by TLS.
    Private,
    /// In clear: everyone on the path can read the files.
    DangerClear,
}

impl Protection {
    /// Returns whether a reply with this code accepts PROT. 202 does not: it says that the command has no effect
    /// on this server.
    #[cfg(feature = "alloc")]
    pub(crate) fn is_accepted(code: u16) -> bool {
        (200..300).contains(&code) && code != 202
    }
}

/// How data is sent (RFC 959 3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Representation {
    /// Image: bytes as they are.
    Image,
    /// ASCII: text, with CR LF at the end of each line.
    Ascii,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Argument<'a> {
    None,
    /// A separator with nothing after it: the empty password.
    Blank,
    Bytes(&'a [u8]),
    Short(Short),
}

impl<'a> Command<'a> {
    /// Makes a command from a verb that may be known only at run time, such as `MFMT`, `XPWD` or what a user
    /// typed. If the table of verbs says that its argument is a secret, it is treated as one, whatever the case
    /// of the verb.
    ///
    /// # Errors
    /// The verb is not one to eight letters (the field is "verb").
    ///
    /// ```
    /// use ftp_proto::command::{Arg, Command};
    ///
    /// let hash = Command::custom("HASH", Some(Arg::new(b"file")?))?;
    /// assert_eq!(hash.to_string(), "HASH file");
    /// assert_eq!(Command::custom("pass", Some(Arg::new(b"hunter2")?))?.to_string(), "pass ***");
    /// assert!(Command::custom("NOOP\r\nDELE", None).is_err());
    /// # Ok::<(), ftp_proto::command::InvalidArg>(())
    /// ```
    pub fn custom(verb: &'a str, argument: Option<Arg<'a>>) -> Result<Self, InvalidArg> {
        if !matches!(verb.len(), 1..=8) || !verb.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(InvalidArg { field: "verb", problem: ArgProblem::NoVerb });
        }
        Ok(Command {
            verb,
            argument: argument.map_or(Argument::None, |argument| Argument::Bytes(argument.bytes())),
        })
    }

    /// Parses a command as a user would type it, such as `SITE CHMOD 644 file`, without a line end. The verb ends
    /// at the first blank; the rest is the argument, unchanged.
    ///
    /// # Errors
    /// Those of [`Command::custom`], and a rest that cannot be an argument.
    pub fn parse(line: &'a [u8]) -> Result<Self, InvalidArg> {
        Command::of_line(line, Arg::new)
    }

    /// Parses a line and checks its argument with `check`.
    fn of_line(
        line: &'a [u8],
        check: impl FnOnce(&'a [u8]) -> Result<Arg<'a>, InvalidArg>,
    ) -> Result<Self, InvalidArg> {
        let blank = line.iter().position(|byte| *byte == b' ');
        let (verb, rest) = line.split_at_checked(blank.unwrap_or(line.len())).unwrap_or_default();
        let no_verb = InvalidArg { field: "verb", problem: ArgProblem::NoVerb };
        let verb = core::str::from_utf8(verb).map_err(|_| no_verb)?;
        match rest {
            b"" => Command::custom(verb, None),
            b" " if verb.eq_ignore_ascii_case("PASS") => Ok(Command { verb, argument: Argument::Blank }),
            rest => Command::custom(verb, Some(check(rest.get(1..).unwrap_or_default())?)),
        }
    }

    /// The password (RFC 959 4.1.1), a secret. `None` is the empty password, sent as `PASS` and a blank.
    pub const fn pass(password: Option<Arg<'a>>) -> Self {
        match password {
            Some(password) => Command { verb: "PASS", argument: Argument::Bytes(password.bytes()) },
            None => Command { verb: "PASS", argument: Argument::Blank },
        }
    }

    /// `PBSZ 0`: the size of the protection buffer, which is 0 for TLS (RFC 2228; RFC 4217 section 9).
    pub const fn pbsz() -> Self {
        Command { verb: "PBSZ", argument: Argument::Bytes(b"0") }
    }

    /// `PROT P`, or `PROT C` for data in clear (RFC 2228; RFC 4217 section 9).
    pub const fn prot(protection: Protection) -> Self {
        let level: &[u8] = match protection {
            Protection::Private => b"P",
            Protection::DangerClear => b"C",
        };
        Command { verb: "PROT", argument: Argument::Bytes(level) }
    }

    /// `TYPE I` for bytes as they are, or `TYPE A` for text (RFC 959 3.1.1).
    pub const fn type_(representation: Representation) -> Self {
        let code: &[u8] = match representation {
            Representation::Image => b"I",
            Representation::Ascii => b"A",
        };
        Command { verb: "TYPE", argument: Argument::Bytes(code) }
    }

    /// The offset, in bytes, at which the next transfer starts (RFC 3659 section 5).
    pub fn rest(offset: u64) -> Self {
        Command { verb: "REST", argument: Short::of(format_args!("{offset}")) }
    }

    /// The address to which the server opens the data connection: `PORT` (RFC 959 4.1.2) for an IPv4 address,
    /// `EPRT` (RFC 2428) for an IPv6 one.
    pub fn port(address: SocketAddr) -> Self {
        match address {
            SocketAddr::V4(v4) => {
                let [a, b, c, d] = v4.ip().octets();
                let [high, low] = v4.port().to_be_bytes();
                Command { verb: "PORT", argument: Short::of(format_args!("{a},{b},{c},{d},{high},{low}")) }
            }
            SocketAddr::V6(v6) => {
                Command { verb: "EPRT", argument: Short::of(format_args!("|2|{}|{}|", v6.ip(), v6.port())) }
            }
        }
    }

    /// Returns the verb, in capitals unless [`Command::custom`] or [`Command::parse`] was given it otherwise.
    pub fn verb(&self) -> &'a str {
        self.verb
    }

    /// Returns the argument, unless it is empty or was formatted here (REST, PORT, EPRT).
    #[cfg(feature = "alloc")]
    pub(crate) fn argument(&self) -> Option<Arg<'a>> {
        match self.argument {
            Argument::Bytes(bytes) => Arg::danger_with_nul(bytes).ok(),
            _ => None,
        }
    }

    /// Returns the verb's row in the table of verbs, or `None` if the table does not have it.
    pub fn known_verb(&self) -> Option<&'static Verb> {
        Verb::find(self.verb.as_bytes())
    }

    /// Returns whether the argument is a secret: that of a verb with [`Verb::is_secret`], or of a SITE command
    /// that sets a password.
    pub fn is_secret(&self) -> bool {
        let [verb, _, argument, ..] = self.parts();
        self.known_verb().is_some_and(Verb::is_secret) || changes_password(verb, argument)
    }

    /// Returns the parts of the argument that are secret.
    #[cfg(feature = "alloc")]
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &[u8]> {
        let [verb, _, argument, ..] = self.parts();
        secrets(verb, argument)
    }

    /// Returns the length of the line in bytes, CR LF included.
    pub fn line_len(&self) -> usize {
        self.parts().iter().map(|part| part.len()).sum()
    }

    /// Writes the line with its CR LF to the front of `line` and returns its length. If `line` is too short,
    /// writes nothing and returns `None`.
    pub fn write(&self, line: &mut [u8]) -> Option<usize> {
        let mut at = 0;
        let target = line.get_mut(..self.line_len())?;
        for part in self.parts() {
            target.get_mut(at..at + part.len())?.copy_from_slice(part);
            at += part.len();
        }
        Some(at)
    }

    /// Returns a copy that owns its bytes.
    #[cfg(feature = "alloc")]
    pub fn to_owned(&self) -> CommandBuf {
        CommandBuf::new(self)
    }

    /// Appends the line with its CR LF to `line`. The bytes may contain a password.
    #[cfg(feature = "alloc")]
    pub fn write_to(&self, line: &mut alloc::vec::Vec<u8>) {
        line.extend(self.parts().into_iter().flatten());
    }

    fn parts(&self) -> [&[u8]; 4] {
        let (separator, argument): (&[u8], &[u8]) = match &self.argument {
            Argument::None => (b"", b""),
            Argument::Blank => (b" ", b""),
            Argument::Bytes(bytes) => (b" ", bytes),
            Argument::Short(short) => (b" ", short.bytes()),
        };
        [self.verb.as_bytes(), separator, argument, b"\r\n"]
    }
}

impl fmt::Display for Command<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [verb, separator, argument, _] = self.parts();
        if self.is_secret() {
            return write!(f, "{} ***", self.verb);
        }
        write!(f, "{}{}{}", verb.escape_ascii(), separator.escape_ascii(), argument.escape_ascii())
    }
}

impl fmt::Debug for Command<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Command({self})")
    }
}

/// A formatted argument, stored inline. The longest one is an `EPRT` with a full IPv6 address.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Short {
    bytes: [u8; 56],
    len: usize,
}

impl Short {
    fn of<'a>(text: fmt::Arguments<'_>) -> Argument<'a> {
        let mut short = Short { bytes: [0; 56], len: 0 };
        match fmt::write(&mut short, text) {
            Ok(()) => Argument::Short(short),
            Err(fmt::Error) => Argument::None,
        }
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        let room = self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(command: Command<'_>) -> String {
        let mut line = vec![0; command.line_len()];
        assert_eq!(command.write(&mut line), Some(command.line_len()));
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn every_form_of_a_command_is_one_line() {
        let path = Arg::new(b"a b").unwrap();
        let v6 = "[2001:db8:1234:5678:9abc:def0:1234:5678]:65535".parse().unwrap();
        for (command, expected) in [
            (Command::noop(), "NOOP\r\n"),
            (Command::retr(path), "RETR a b\r\n"),
            (Command::list(None), "LIST\r\n"),
            (Command::list(Some(path)), "LIST a b\r\n"),
            (Command::pass(None), "PASS \r\n"),
            (Command::pass(Some(path)), "PASS a b\r\n"),
            (Command::rest(u64::MAX), "REST 18446744073709551615\r\n"),
            (Command::port("127.0.0.1:258".parse().unwrap()), "PORT 127,0,0,1,1,2\r\n"),
            (Command::port(v6), "EPRT |2|2001:db8:1234:5678:9abc:def0:1234:5678|65535|\r\n"),
            (Command::type_(Representation::Image), "TYPE I\r\n"),
            (Command::prot(Protection::DangerClear), "PROT C\r\n"),
        ] {
            assert_eq!(line(command), expected);
            assert_eq!(command.line_len(), expected.len());
            let mut short = vec![0; expected.len() - 1];
            assert_eq!(command.write(&mut short), None);
        }
    }

    #[test]
    fn a_secret_argument_is_never_shown() {
        let secret = Arg::new(b"hunter2").unwrap();
        for command in [Command::pass(Some(secret)), Command::acct(secret), Command::adat(secret)] {
            assert!(!format!("{command} {command:?} {secret:?}").contains("hunter2"));
        }
        assert_eq!(Command::cwd(secret).to_string(), "CWD hunter2");
    }

    #[test]
    fn a_typed_line_is_the_command_that_it_names() {
        for (typed, expected) in [
            (&b"NOOP"[..], Ok("NOOP\r\n")),
            (b"site chmod 644 a b", Ok("site chmod 644 a b\r\n")),
            (b"PASS ", Ok("PASS \r\n")),
            (b"CWD  x ", Ok("CWD  x \r\n")),
            (b"CWD ", Err("argument")),
            (b"", Err("verb")),
            (b" NOOP", Err("verb")),
            (b"NOOP\r\nDELE x", Err("verb")),
            (b"CWD x\r\nDELE x", Err("argument")),
            (b"\xffOOP", Err("verb")),
            (b"TOOLONGAVERB", Err("verb")),
        ] {
            let got = Command::parse(typed).map(line).map_err(|error| error.field);
            assert_eq!(got, expected.map(String::from), "{}", typed.escape_ascii());
        }
        assert!(Command::parse(b"pass hunter2").unwrap().is_secret());
    }
}
