//! The single table of verbs: every fact that depends on a command's name is in its row.

use super::{Arg, Argument, Command};

/// The name of a command, and what is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verb {
    /// The name, in capitals.
    pub name: &'static str,
    /// Whether the verb takes an argument.
    pub takes: Takes,
    facts: &'static [Fact],
    key: u32,
}

/// Packs a name of up to four letters, in either case, into one number, because a row is looked up for each command.
/// Longer names give 0, which is no verb's key: no verb in the table has more than four letters.
const fn key(name: &[u8]) -> u32 {
    if name.len() > 4 {
        return 0;
    }
    let (mut key, mut left) = (0, name);
    while let Some((letter, rest)) = left.split_first() {
        key = key << 8 | letter.to_ascii_uppercase() as u32;
        left = rest;
    }
    key
}

/// Whether a verb takes an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Takes {
    /// No argument.
    Nothing,
    /// An argument, always.
    Argument,
    /// An argument or none.
    Optional,
}

/// The direction in which a command's data goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// From the server: RETR and the listings.
    Download,
    /// To the server.
    Upload,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    /// The argument is a secret.
    Secret,
    /// Sending the command again changes nothing on the server.
    Repeatable,
    /// The command's effect lasts until the command is sent again.
    Setting,
    /// The command has no effect without the one that follows it.
    FirstHalf,
    /// The command may follow a `FirstHalf`: it is the one that the first half is for, or may come between the two.
    SecondHalf,
    Down,
    Up,
    /// ABOR: it is answered like a command with a data connection.
    Stop,
    Answered(Answered),
    /// The server keeps waiting for a data connection that was requested before this command.
    Apart,
}

/// The form of reply by which a command can be told from others sent with it: a server may answer these in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// A 227.
    Address,
    /// A 229.
    Port,
    /// A 213 with a number.
    Size,
    /// A 213 with a time.
    Time,
}

impl Verb {
    /// Returns the row of a verb, given in either case, or `None` if the table does not have it.
    pub fn find(name: &[u8]) -> Option<&'static Verb> {
        let key = key(name);
        VERBS.iter().find(|verb| verb.key == key && verb.name.len() == name.len())
    }

    /// Returns all rows.
    pub fn all() -> &'static [Verb] {
        VERBS
    }

    /// Returns whether the argument is a secret, which is never shown, kept or sent again.
    pub fn is_secret(&self) -> bool {
        self.is(Fact::Secret)
    }

    /// Returns whether sending the command again changes nothing on the server.
    pub fn is_repeatable(&self) -> bool {
        self.is(Fact::Repeatable)
    }

    /// Returns whether the command's effect lasts until it is sent again: MODE, PROT, STRU, TYPE.
    pub fn is_setting(&self) -> bool {
        self.is(Fact::Setting)
    }

    /// Returns whether the command has no effect without the one that follows it: REST, RNFR.
    pub fn is_first_half(&self) -> bool {
        self.is(Fact::FirstHalf)
    }

    /// Returns whether the command may follow REST or RNFR: it is the command that they are for, or may come between
    /// the two.
    pub fn is_second_half(&self) -> bool {
        self.is(Fact::SecondHalf)
    }

    /// Returns the direction in which the command's data goes, or `None` if it uses no data connection.
    pub fn direction(&self) -> Option<Direction> {
        match (self.is(Fact::Down), self.is(Fact::Up)) {
            (true, _) => Some(Direction::Download),
            (_, true) => Some(Direction::Upload),
            _ => None,
        }
    }

    /// Returns whether 225, 226 and 426 can answer the command.
    #[cfg(feature = "alloc")]
    pub(crate) fn is_answered_like_a_transfer(&self) -> bool {
        self.direction().is_some() || self.is(Fact::Stop)
    }

    /// Returns whether the server keeps waiting for a data connection that was requested before this command.
    #[cfg(feature = "alloc")]
    pub(crate) fn leaves_data(&self) -> bool {
        self.is(Fact::Apart)
    }

    /// Returns the form of reply by which the command can be told from others, or `None` if only its place among them
    /// tells.
    #[cfg(feature = "alloc")]
    pub(crate) fn answered(&self) -> Option<Answered> {
        self.facts.iter().find_map(|fact| match fact {
            Fact::Answered(by) => Some(*by),
            _ => None,
        })
    }

    fn is(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }
}

/// Each row is: its documentation, its function (`by_hand` if that is written by hand in the parent module), its name,
/// whether it takes an argument, its facts.
macro_rules! verbs {
    ($($(#[$doc:meta])* $function:ident $name:literal $takes:ident [$($fact:ident)*];)*) => {
        static VERBS: &[Verb] = &[$(
            Verb { name: $name, takes: verbs!(@takes $takes), facts: &[$(verbs!(@fact $fact)),*], key: key($name.as_bytes()) },
        )*];

        impl<'a> Command<'a> {
            $(verbs!(@function $(#[$doc])* $function $name $takes);)*
        }
    };
    (@takes none) => { Takes::Nothing };
    (@takes arg) => { Takes::Argument };
    (@takes optional) => { Takes::Optional };
    (@fact secret) => { Fact::Secret };
    (@fact repeatable) => { Fact::Repeatable };
    (@fact setting) => { Fact::Setting };
    (@fact first_half) => { Fact::FirstHalf };
    (@fact second_half) => { Fact::SecondHalf };
    (@fact down) => { Fact::Down };
    (@fact up) => { Fact::Up };
    (@fact stop) => { Fact::Stop };
    (@fact address) => { Fact::Answered(Answered::Address) };
    (@fact port) => { Fact::Answered(Answered::Port) };
    (@fact bytes) => { Fact::Answered(Answered::Size) };
    (@fact apart) => { Fact::Apart };
    (@fact time) => { Fact::Answered(Answered::Time) };
    (@function $(#[$doc:meta])* by_hand $name:literal $takes:ident) => {};
    (@function $(#[$doc:meta])* $function:ident $name:literal none) => {
        $(#[$doc])*
        pub const fn $function() -> Self {
            Command { verb: $name, argument: Argument::None }
        }
    };
    (@function $(#[$doc:meta])* $function:ident $name:literal arg) => {
        $(#[$doc])*
        pub const fn $function(argument: Arg<'a>) -> Self {
            Command { verb: $name, argument: Argument::Bytes(argument.bytes()) }
        }
    };
    (@function $(#[$doc:meta])* $function:ident $name:literal optional) => {
        $(#[$doc])*
        pub const fn $function(argument: Option<Arg<'a>>) -> Self {
            match argument {
                Some(argument) => Command { verb: $name, argument: Argument::Bytes(argument.bytes()) },
                None => Command { verb: $name, argument: Argument::None },
            }
        }
    };
}

verbs! {
    /// The user who wants to log in (RFC 959 4.1.1).
    user "USER" arg [];
    /// The account (RFC 959 4.1.1), a secret.
    acct "ACCT" arg [secret];
    /// The virtual host (RFC 7151).
    host "HOST" arg [];
    /// Starts a security mechanism (RFC 2228): `TLS` in RFC 4217.
    auth "AUTH" arg [];
    /// Security data in base64 (RFC 2228), a secret.
    adat "ADAT" arg [secret];
    /// A signed command (RFC 2228). It is a secret because the command inside may have one.
    mic "MIC" arg [secret];
    /// An encrypted command (RFC 2228). It is a secret because the command inside may have one.
    conf "CONF" arg [secret];
    /// A signed and encrypted command (RFC 2228). It is a secret because the command inside may have one.
    enc "ENC" arg [secret];
    /// Ends the protection of the control connection (RFC 2228).
    ccc "CCC" none [];
    /// Asks for the server's extensions (RFC 2389).
    feat "FEAT" none [repeatable];
    /// Sets options of another command (RFC 2389).
    opts "OPTS" arg [];
    /// The name of the client software (in no RFC, but widely understood).
    clnt "CLNT" arg [];
    /// The language of the replies (RFC 2640).
    lang "LANG" optional [];
    /// Logs out, so that another user can log in (RFC 959 4.1.1).
    rein "REIN" none [];
    /// Logs out and closes the connection (RFC 959 4.1.1).
    quit "QUIT" none [];
    /// Does nothing (RFC 959 4.1.3).
    noop "NOOP" none [repeatable apart];
    /// Asks for the server's operating system (RFC 959 4.1.3).
    syst "SYST" none [repeatable];
    /// Asks for the status of the session, a file or a directory (RFC 959 4.1.3).
    stat "STAT" optional [repeatable];
    /// Asks for help (RFC 959 4.1.3).
    help "HELP" optional [repeatable];
    /// A command that is specific to this server (RFC 959 4.1.3).
    site "SITE" arg [apart];
    /// The host to which an FTP proxy should connect (in no RFC).
    open "OPEN" arg [];
    /// Changes the working directory (RFC 959 4.1.1).
    cwd "CWD" arg [repeatable apart];
    /// Changes to the parent directory (RFC 959 4.1.1).
    cdup "CDUP" none [repeatable apart];
    /// Asks for the working directory (RFC 959 4.1.3).
    pwd "PWD" none [repeatable apart];
    /// Makes a directory (RFC 959 4.1.3).
    mkd "MKD" arg [apart];
    /// Removes a directory (RFC 959 4.1.3).
    rmd "RMD" arg [apart];
    /// Deletes a file (RFC 959 4.1.3).
    dele "DELE" arg [apart];
    /// The old name of a file to be renamed (RFC 959 4.1.3).
    rnfr "RNFR" arg [repeatable first_half apart];
    /// The new name, after RNFR (RFC 959 4.1.3).
    rnto "RNTO" arg [second_half apart];
    /// Asks the server to listen for the data connection: passive mode (RFC 959 4.1.2).
    pasv "PASV" none [repeatable second_half address];
    /// Asks the server to listen for the data connection: extended passive mode (RFC 2428).
    epsv "EPSV" none [repeatable second_half port];
    /// Fetches a file (RFC 959 4.1.3).
    retr "RETR" arg [repeatable second_half down];
    /// Stores a file (RFC 959 4.1.3).
    stor "STOR" arg [second_half up];
    /// Stores a file under a name that the server chooses (RFC 959 4.1.3).
    stou "STOU" none [up];
    /// Appends to a file (RFC 959 4.1.3).
    appe "APPE" arg [up];
    /// Aborts the transfer (RFC 959 4.1.3).
    abor "ABOR" none [stop];
    /// Lists a directory in a form for people (RFC 959 4.1.3).
    list "LIST" optional [repeatable down];
    /// Lists the names in a directory (RFC 959 4.1.3).
    nlst "NLST" optional [repeatable down];
    /// Lists a directory as facts (RFC 3659).
    mlsd "MLSD" optional [repeatable down];
    /// Asks for the facts about one file (RFC 3659).
    mlst "MLST" optional [repeatable apart];
    /// Asks for the size of a file in bytes (RFC 3659).
    size "SIZE" arg [repeatable bytes apart];
    /// Asks for the time of the last change of a file (RFC 3659).
    mdtm "MDTM" arg [repeatable time apart];
    /// The password (RFC 959 4.1.1), a secret. `None` is the empty password, sent as `PASS` and a blank.
    by_hand "PASS" optional [secret];
    /// The size of the protection buffer, which is 0 for TLS (RFC 2228; RFC 4217 section 9).
    by_hand "PBSZ" arg [repeatable];
    /// The protection of data connections (RFC 2228; RFC 4217 section 9).
    by_hand "PROT" arg [repeatable setting];
    /// The representation of the data (RFC 959 3.1.1).
    by_hand "TYPE" arg [repeatable setting];
    /// The structure of a file (RFC 959 4.1.2).
    by_hand "STRU" arg [repeatable setting];
    /// The transmission mode (RFC 959 4.1.2).
    by_hand "MODE" arg [repeatable setting];
    /// The offset, in bytes, at which the next transfer starts (RFC 3659 section 5).
    by_hand "REST" arg [repeatable first_half];
    /// The IPv4 address to which the server opens the data connection (RFC 959 4.1.2).
    by_hand "PORT" arg [second_half];
    /// The address to which the server opens the data connection (RFC 2428).
    by_hand "EPRT" arg [second_half];
    /// Reserves room for a file that will be stored (RFC 959 4.1.3).
    by_hand "ALLO" arg [];
    /// Mounts another file system (RFC 959 4.1.1).
    by_hand "SMNT" arg [];
    /// Sets the time of the last change of a file (draft-somers-ftp-mfxx).
    by_hand "MFMT" arg [repeatable apart];
    /// Sets facts of a file (draft-somers-ftp-mfxx).
    by_hand "MFF" arg [repeatable apart];
}

/// Returns the secret parts of an argument: all of it for a verb with a secret argument; for a SITE that sets a
/// password, the words after the subcommand and the names that precede the password.
#[cfg(feature = "alloc")]
pub(crate) fn secrets<'a>(verb: &[u8], argument: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
    let whole = Verb::find(verb).is_some_and(Verb::is_secret);
    let names = names_before_password(verb, argument);
    let secret = if whole || names.is_some() { argument } else { b"" };
    let words = secret.split(move |byte| !whole && *byte <= b' ').filter(|word| !word.is_empty());
    let head = names.map_or(0, |names| 1 + names);
    // With fewer words than that, the server may use its own syntax, with the password alone: then all words after the
    // first are secret.
    let head = if words.clone().count() > head { head } else { head.min(1) };
    words.skip(head)
}

/// Returns whether this is a SITE command that sets a password.
pub(crate) fn changes_password(verb: &[u8], argument: &[u8]) -> bool {
    names_before_password(verb, argument).is_some()
}

/// Returns how many names stand between the subcommand of SITE and the password that it sets, or `None` if it sets
/// none. Serv-U, glFTPd and WS_FTP have such subcommands for their own users, wu-ftpd for groups. Like servers, this
/// skips blanks before the subcommand.
fn names_before_password(verb: &[u8], argument: &[u8]) -> Option<usize> {
    const WORDS: [(&[u8], usize); 10] = [
        (b"PSWD", 0),
        (b"PASSWD", 0),
        (b"PASSWORD", 0),
        (b"CHPASS", 1),
        (b"CHPWD", 0),
        (b"CPWD", 0),
        (b"GPASS", 0),
        (b"PASS", 0),
        (b"ADDUSER", 1),
        (b"GADDUSER", 2),
    ];
    if !verb.eq_ignore_ascii_case(b"SITE") {
        return None;
    }
    let word = argument.split(|byte| *byte <= b' ').find(|word| !word.is_empty())?;
    WORDS.iter().find(|(one, _)| one.eq_ignore_ascii_case(word)).map(|(_, names)| *names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_its_name_in_any_case() {
        assert_eq!(Verb::find(b"retr").map(|verb| verb.name), Some("RETR"));
        assert_eq!(Verb::find(b"RETR ").map(|verb| verb.name), None);
        assert_eq!(Verb::find(b""), None);
        assert_eq!(Verb::find(b"\0PWD"), None);
    }

    #[test]
    fn no_name_has_two_rows() {
        for (at, verb) in VERBS.iter().enumerate() {
            assert_eq!(VERBS.iter().position(|other| other.name == verb.name), Some(at), "{}", verb.name);
        }
    }

    #[test]
    fn what_is_secret_is_never_sent_again() {
        let secret: Vec<&str> = VERBS.iter().filter(|verb| verb.is_secret()).map(|verb| verb.name).collect();
        assert_eq!(secret, ["ACCT", "ADAT", "MIC", "CONF", "ENC", "PASS"]);
        for verb in VERBS {
            assert!(!(verb.is_secret() && verb.is_repeatable()), "{}", verb.name);
            assert!(!verb.is_setting() || verb.is_repeatable(), "{}", verb.name);
            assert!(verb.direction() != Some(Direction::Upload) || !verb.is_repeatable(), "{}", verb.name);
        }
    }
}
