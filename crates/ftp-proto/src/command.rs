//! One command: a verb, an argument, one line end, and nothing else by construction.

use crate::{Arg, ArgProblem, InvalidArg};
use core::fmt;
use core::net::SocketAddr;

/// One command, borrowed from what it is made of. `Debug` and `Display` show the line, with `***` for
/// the argument of `PASS`, `ACCT` and `ADAT`.
///
/// ```
/// use ftp_proto::Command;
///
/// let path = "/pub/file one".try_into()?;
/// let mut line = [0; 64];
/// let n = Command::retr(path).write(&mut line).unwrap();
/// assert_eq!(&line[..n], b"RETR /pub/file one\r\n");
/// # Ok::<(), ftp_proto::InvalidArg>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Command<'a> {
    verb: &'static str,
    argument: Argument<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Argument<'a> {
    None,
    /// A separator and nothing behind it: the empty password.
    Blank,
    Bytes(&'a [u8]),
    Short(Short),
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident = $verb:literal $($kind:ident)?;)*) => {
        impl<'a> Command<'a> {
            $(verbs!(@one $(#[$doc])* $name $verb $($kind)?);)*
        }
    };
    (@one $(#[$doc:meta])* $name:ident $verb:literal) => {
        $(#[$doc])*
        pub const fn $name() -> Self {
            Command { verb: $verb, argument: Argument::None }
        }
    };
    (@one $(#[$doc:meta])* $name:ident $verb:literal arg) => {
        $(#[$doc])*
        pub const fn $name(argument: Arg<'a>) -> Self {
            Command { verb: $verb, argument: Argument::Bytes(argument.bytes()) }
        }
    };
    (@one $(#[$doc:meta])* $name:ident $verb:literal optional) => {
        $(#[$doc])*
        pub const fn $name(argument: Option<Arg<'a>>) -> Self {
            match argument {
                Some(argument) => Command { verb: $verb, argument: Argument::Bytes(argument.bytes()) },
                None => Command { verb: $verb, argument: Argument::None },
            }
        }
    };
}

verbs! {
    /// Who wants to log in (RFC 959 4.1.1).
    user = "USER" arg;
    /// The account (RFC 959 4.1.1); secret.
    acct = "ACCT" arg;
    /// The virtual host (RFC 7151).
    host = "HOST" arg;
    /// Start a security mechanism (RFC 2228): `TLS` in RFC 4217.
    auth = "AUTH" arg;
    /// Security data in base64 (RFC 2228); secret.
    adat = "ADAT" arg;
    /// Clear command channel (RFC 2228).
    ccc = "CCC";
    /// Which extensions there are (RFC 2389).
    feat = "FEAT";
    /// Options of another command (RFC 2389).
    opts = "OPTS" arg;
    /// Who the client is (in no RFC; widely understood).
    clnt = "CLNT" arg;
    /// Language of the replies (RFC 2640).
    lang = "LANG" optional;
    /// Log out and start again (RFC 959 4.1.1).
    rein = "REIN";
    /// Log out and close (RFC 959 4.1.1).
    quit = "QUIT";
    /// Nothing (RFC 959 4.1.3).
    noop = "NOOP";
    /// The server's operating system (RFC 959 4.1.3).
    syst = "SYST";
    /// Status of the session, a file or a directory (RFC 959 4.1.3).
    stat = "STAT" optional;
    /// Help (RFC 959 4.1.3).
    help = "HELP" optional;
    /// A command of this site (RFC 959 4.1.3).
    site = "SITE" arg;
    /// The host to go on to: a command of FTP proxies, in no RFC.
    open = "OPEN" arg;
    /// Change directory (RFC 959 4.1.1).
    cwd = "CWD" arg;
    /// To the parent directory (RFC 959 4.1.1).
    cdup = "CDUP";
    /// Which directory (RFC 959 4.1.3).
    pwd = "PWD";
    /// Make a directory (RFC 959 4.1.3).
    mkd = "MKD" arg;
    /// Remove a directory (RFC 959 4.1.3).
    rmd = "RMD" arg;
    /// Delete a file (RFC 959 4.1.3).
    dele = "DELE" arg;
    /// Rename from (RFC 959 4.1.3).
    rnfr = "RNFR" arg;
    /// Rename to (RFC 959 4.1.3).
    rnto = "RNTO" arg;
    /// Passive mode (RFC 959 4.1.2).
    pasv = "PASV";
    /// Extended passive mode (RFC 2428).
    epsv = "EPSV";
    /// Fetch a file (RFC 959 4.1.3).
    retr = "RETR" arg;
    /// Store a file (RFC 959 4.1.3).
    stor = "STOR" arg;
    /// Store under a name that the server chooses (RFC 959 4.1.3).
    stou = "STOU";
    /// Append to a file (RFC 959 4.1.3).
    appe = "APPE" arg;
    /// Abort the transfer (RFC 959 4.1.3).
    abor = "ABOR";
    /// List a directory, for people (RFC 959 4.1.3).
    list = "LIST" optional;
    /// List names (RFC 959 4.1.3).
    nlst = "NLST" optional;
    /// List facts (RFC 3659).
    mlsd = "MLSD" optional;
    /// Facts of one file (RFC 3659).
    mlst = "MLST" optional;
    /// Size of a file in bytes (RFC 3659).
    size = "SIZE" arg;
    /// Time of a file (RFC 3659).
    mdtm = "MDTM" arg;
}

impl<'a> Command<'a> {
    /// A command that has no function here, such as `MFMT` or `XPWD`. An error where the verb is anything
    /// but one to eight capital letters.
    ///
    /// ```
    /// use ftp_proto::{Arg, Command};
    ///
    /// let hash = Command::custom("HASH", Some(Arg::new(b"file")?))?;
    /// assert_eq!(hash.to_string(), "HASH file");
    /// assert!(Command::custom("NOOP\r\nDELE", None).is_err());
    /// # Ok::<(), ftp_proto::InvalidArg>(())
    /// ```
    pub fn custom(verb: &'static str, argument: Option<Arg<'a>>) -> Result<Self, InvalidArg> {
        if !matches!(verb.len(), 1..=8) || !verb.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(InvalidArg { field: "verb", problem: ArgProblem::NoVerb });
        }
        Ok(Command {
            verb,
            argument: argument.map_or(Argument::None, |argument| Argument::Bytes(argument.bytes())),
        })
    }

    /// The password (RFC 959 4.1.1); secret. `None` is the empty password, sent as `PASS` and a blank.
    pub const fn pass(password: Option<Arg<'a>>) -> Self {
        match password {
            Some(password) => Command { verb: "PASS", argument: Argument::Bytes(password.bytes()) },
            None => Command { verb: "PASS", argument: Argument::Blank },
        }
    }

    /// `PBSZ 0` (RFC 2228; RFC 4217 section 9).
    pub const fn pbsz() -> Self {
        Command { verb: "PBSZ", argument: Argument::Bytes(b"0") }
    }

    /// `PROT P`, or `PROT C` for data in clear (RFC 2228; RFC 4217 section 9).
    pub const fn prot(private: bool) -> Self {
        Command { verb: "PROT", argument: Argument::Bytes(if private { b"P" } else { b"C" }) }
    }

    /// `TYPE I` for bytes as they are, or `TYPE A` (RFC 959 3.1.1).
    pub const fn type_(binary: bool) -> Self {
        Command { verb: "TYPE", argument: Argument::Bytes(if binary { b"I" } else { b"A" }) }
    }

    /// Where the next transfer starts, in bytes (RFC 3659 section 5).
    pub fn rest(offset: u64) -> Self {
        Command { verb: "REST", argument: Short::of(format_args!("{offset}")) }
    }

    /// Where to connect to for data: `PORT` (RFC 959 4.1.2) for an IPv4 address, `EPRT` (RFC 2428) for
    /// an IPv6 one.
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

    /// The verb in capitals.
    pub fn verb(&self) -> &'static str {
        self.verb
    }

    /// Whether the argument is a secret: `PASS`, `ACCT` and `ADAT`.
    pub fn is_secret(&self) -> bool {
        matches!(self.verb, "PASS" | "ACCT" | "ADAT")
    }

    /// The length of the line with its line end.
    pub fn line_len(&self) -> usize {
        self.parts().iter().map(|part| part.len()).sum()
    }

    /// Writes the line with its CR LF to the front of `line` and gives its length; `None` and nothing
    /// written where `line` is too short.
    pub fn write(&self, line: &mut [u8]) -> Option<usize> {
        let mut at = 0;
        let target = line.get_mut(..self.line_len())?;
        for part in self.parts() {
            target.get_mut(at..at + part.len())?.copy_from_slice(part);
            at += part.len();
        }
        Some(at)
    }

    /// Appends the line with its CR LF. The bytes may hold a password.
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

/// A formatted argument, kept in place: the longest is an `EPRT` with a full IPv6 address.
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
        let mut line = Vec::new();
        command.write_to(&mut line);
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
            (Command::type_(true), "TYPE I\r\n"),
            (Command::prot(false), "PROT C\r\n"),
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
}
