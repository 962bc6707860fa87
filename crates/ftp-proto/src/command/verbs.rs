//! THE table of verbs: whatever depends on a command's name stands in its row.

use super::{Arg, Argument, Command};

/// A command's name, and the facts of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verb {
    /// In capitals.
    pub name: &'static str,
    /// What stands behind it.
    pub takes: Takes,
    facts: &'static [Fact],
    key: u32,
}

/// A name in capitals as one number, since rows are looked up for each command. 0: no verb, of which none is longer than
/// four letters.
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

/// What stands behind a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// An argument.
    Argument,
    /// An argument, or nothing.
    Optional,
}

/// Which way the data of a command goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// From the server: RETR and listings.
    Download,
    /// To the server.
    Upload,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    /// The argument is a secret.
    Secret,
    /// Sending it again changes nothing on the server.
    Repeatable,
    /// It holds until it is sent again.
    Setting,
    /// It is nothing without the command that follows it.
    FirstHalf,
    /// It comes between such a one and the command that it is for, or is that.
    SecondHalf,
    Down,
    Up,
    /// ABOR: it is answered like a command with a data connection.
    Stop,
    Answered(Answered),
    /// It leaves a data connection that was asked for as it is.
    Apart,
}

/// By what reply a command is told from the others that are sent with it: a server may answer these in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// 227.
    Address,
    /// 229.
    Port,
    /// 213 and a number.
    Size,
    /// 213 and a time.
    Time,
}

impl Verb {
    /// The row of a verb, in capitals or not. `None`: a command of this server only, or none.
    pub fn find(name: &[u8]) -> Option<&'static Verb> {
        let key = key(name);
        VERBS.iter().find(|verb| verb.key == key && verb.name.len() == name.len())
    }

    /// All rows.
    pub fn all() -> &'static [Verb] {
        VERBS
    }

    /// Whether the argument is a secret: it is never shown, kept or sent again.
    pub fn is_secret(&self) -> bool {
        self.is(Fact::Secret)
    }

    /// Whether sending it again changes nothing on the server.
    pub fn is_repeatable(&self) -> bool {
        self.is(Fact::Repeatable)
    }

    /// Whether it holds until it is sent again: MODE, PROT, STRU, TYPE.
    pub fn is_setting(&self) -> bool {
        self.is(Fact::Setting)
    }

    /// Whether it is nothing without the command that follows it: REST, RNFR.
    pub fn is_first_half(&self) -> bool {
        self.is(Fact::FirstHalf)
    }

    /// Whether it comes between REST or RNFR and what that is for, or is that.
    pub fn is_second_half(&self) -> bool {
        self.is(Fact::SecondHalf)
    }

    /// Which way its data goes. `None`: it has no data connection.
    pub fn direction(&self) -> Option<Direction> {
        match (self.is(Fact::Down), self.is(Fact::Up)) {
            (true, _) => Some(Direction::Download),
            (_, true) => Some(Direction::Upload),
            _ => None,
        }
    }

    /// Whether 225, 226 and 426 can answer it.
    #[cfg(feature = "alloc")]
    pub(crate) fn is_answered_like_a_transfer(&self) -> bool {
        self.direction().is_some() || self.is(Fact::Stop)
    }

    /// Whether the server goes on waiting for a data connection that was asked for before.
    #[cfg(feature = "alloc")]
    pub(crate) fn leaves_data(&self) -> bool {
        self.is(Fact::Apart)
    }

    /// By what its reply is told from others. `None`: by its place among them only.
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

/// A row: what it does, its function (`by_hand`: written by hand in the module above), its name, what it takes, its facts.
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
    /// Who wants to log in (RFC 959 4.1.1).
    user "USER" arg [];
    /// The account (RFC 959 4.1.1); secret.
    acct "ACCT" arg [secret];
    /// The virtual host (RFC 7151).
    host "HOST" arg [];
    /// Start a security mechanism (RFC 2228): `TLS` in RFC 4217.
    auth "AUTH" arg [];
    /// Security data in base64 (RFC 2228); secret.
    adat "ADAT" arg [secret];
    /// A command, signed (RFC 2228): secret, as it may hold a secret one.
    mic "MIC" arg [secret];
    /// A command, encrypted (RFC 2228): secret, as it may hold a secret one.
    conf "CONF" arg [secret];
    /// A command, signed and encrypted (RFC 2228): secret, as it may hold a secret one.
    enc "ENC" arg [secret];
    /// Clear command channel (RFC 2228).
    ccc "CCC" none [];
    /// Which extensions there are (RFC 2389).
    feat "FEAT" none [repeatable];
    /// Options of another command (RFC 2389).
    opts "OPTS" arg [];
    /// Who the client is (in no RFC; widely understood).
    clnt "CLNT" arg [];
    /// Language of the replies (RFC 2640).
    lang "LANG" optional [];
    /// Log out and start again (RFC 959 4.1.1).
    rein "REIN" none [];
    /// Log out and close (RFC 959 4.1.1).
    quit "QUIT" none [];
    /// Nothing (RFC 959 4.1.3).
    noop "NOOP" none [repeatable apart];
    /// The server's operating system (RFC 959 4.1.3).
    syst "SYST" none [repeatable];
    /// Status of the session, a file or a directory (RFC 959 4.1.3).
    stat "STAT" optional [repeatable];
    /// Help (RFC 959 4.1.3).
    help "HELP" optional [repeatable];
    /// A command of this site (RFC 959 4.1.3).
    site "SITE" arg [apart];
    /// The host to go on to: a command of FTP proxies, in no RFC.
    open "OPEN" arg [];
    /// Change directory (RFC 959 4.1.1).
    cwd "CWD" arg [repeatable apart];
    /// To the parent directory (RFC 959 4.1.1).
    cdup "CDUP" none [repeatable apart];
    /// Which directory (RFC 959 4.1.3).
    pwd "PWD" none [repeatable apart];
    /// Make a directory (RFC 959 4.1.3).
    mkd "MKD" arg [apart];
    /// Remove a directory (RFC 959 4.1.3).
    rmd "RMD" arg [apart];
    /// Delete a file (RFC 959 4.1.3).
    dele "DELE" arg [apart];
    /// Rename from (RFC 959 4.1.3).
    rnfr "RNFR" arg [repeatable first_half apart];
    /// Rename to (RFC 959 4.1.3).
    rnto "RNTO" arg [second_half apart];
    /// Passive mode (RFC 959 4.1.2).
    pasv "PASV" none [repeatable second_half address];
    /// Extended passive mode (RFC 2428).
    epsv "EPSV" none [repeatable second_half port];
    /// Fetch a file (RFC 959 4.1.3).
    retr "RETR" arg [repeatable second_half down];
    /// Store a file (RFC 959 4.1.3).
    stor "STOR" arg [second_half up];
    /// Store under a name that the server chooses (RFC 959 4.1.3).
    stou "STOU" none [up];
    /// Append to a file (RFC 959 4.1.3).
    appe "APPE" arg [up];
    /// Abort the transfer (RFC 959 4.1.3).
    abor "ABOR" none [stop];
    /// List a directory, for people (RFC 959 4.1.3).
    list "LIST" optional [repeatable down];
    /// List names (RFC 959 4.1.3).
    nlst "NLST" optional [repeatable down];
    /// List facts (RFC 3659).
    mlsd "MLSD" optional [repeatable down];
    /// Facts of one file (RFC 3659).
    mlst "MLST" optional [repeatable apart];
    /// Size of a file in bytes (RFC 3659).
    size "SIZE" arg [repeatable bytes apart];
    /// Time of a file (RFC 3659).
    mdtm "MDTM" arg [repeatable time apart];
    /// The password (RFC 959 4.1.1); secret. `None` is the empty password, sent as `PASS` and a blank.
    by_hand "PASS" optional [secret];
    /// The size of the protection buffer: 0 for TLS (RFC 2228; RFC 4217 section 9).
    by_hand "PBSZ" arg [repeatable];
    /// The protection of data connections (RFC 2228; RFC 4217 section 9).
    by_hand "PROT" arg [repeatable setting];
    /// The representation of the data (RFC 959 3.1.1).
    by_hand "TYPE" arg [repeatable setting];
    /// The structure of a file (RFC 959 4.1.2).
    by_hand "STRU" arg [repeatable setting];
    /// How data is sent (RFC 959 4.1.2).
    by_hand "MODE" arg [repeatable setting];
    /// Where the next transfer starts, in bytes (RFC 3659 section 5).
    by_hand "REST" arg [repeatable first_half];
    /// Where to connect to for data, over IPv4 (RFC 959 4.1.2).
    by_hand "PORT" arg [second_half];
    /// Where to connect to for data (RFC 2428).
    by_hand "EPRT" arg [second_half];
    /// Room for a file that is to come (RFC 959 4.1.3).
    by_hand "ALLO" arg [];
    /// Mount another file system (RFC 959 4.1.1).
    by_hand "SMNT" arg [];
    /// Set the time of a file (draft-somers-ftp-mfxx).
    by_hand "MFMT" arg [repeatable apart];
    /// Set facts of a file (draft-somers-ftp-mfxx).
    by_hand "MFF" arg [repeatable apart];
}

/// What of an argument is secret: all of it, or the words of a SITE that changes the password, less the names before it.
#[cfg(feature = "alloc")]
pub(crate) fn secrets<'a>(verb: &[u8], argument: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
    let whole = Verb::find(verb).is_some_and(Verb::is_secret);
    let names = names_before_password(verb, argument);
    let secret = if whole || names.is_some() { argument } else { b"" };
    let words = secret.split(move |byte| !whole && *byte <= b' ').filter(|word| !word.is_empty());
    let head = names.map_or(0, |names| 1 + names);
    // A server of its own way may want the password alone.
    let head = if words.clone().count() > head { head } else { head.min(1) };
    words.skip(head)
}

/// Whether SITE gives a password.
pub(crate) fn changes_password(verb: &[u8], argument: &[u8]) -> bool {
    names_before_password(verb, argument).is_some()
}

/// How many names stand before the password that SITE gives, as servers with users of their own have it (Serv-U, glFTPd,
/// WS_FTP), and wu-ftpd for groups. Blanks before its first word are skipped, as servers do.
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
