//! What is to be transferred.

use crate::command::{Arg, Command, CommandBuf, Direction};

/// A transfer that is wanted: the command, and what is known of it before.
///
/// ```
/// use ftp_proto::{Arg, transfer::Plan};
///
/// let plan = Plan::retrieve(Arg::new(b"backup.tar")?).offset(1 << 20);
/// assert_eq!(plan.command().to_string(), "RETR backup.tar");
/// # Ok::<(), ftp_proto::command::InvalidArg>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub(super) command: CommandBuf,
    pub(super) direction: Direction,
    pub(super) offset: u64,
    pub(super) size: Option<u64>,
    /// What the size is likely to be.
    pub(super) expected: Option<u64>,
    pub(super) verify: bool,
    pub(super) modified: bool,
}

impl Plan {
    /// Fetch a file (RETR).
    pub fn retrieve(path: Arg<'_>) -> Self {
        Plan::new(&Command::retr(path), Direction::Download)
    }

    /// Store a file in the place of one that may be there (STOR).
    pub fn store(path: Arg<'_>) -> Self {
        Plan::new(&Command::stor(path), Direction::Upload)
    }

    /// Append to a file (APPE).
    pub fn append(path: Arg<'_>) -> Self {
        Plan::new(&Command::appe(path), Direction::Upload)
    }

    /// Store under a name that the server chooses (STOU): [`Report::unique_name`](super::Report::unique_name) says
    /// which.
    pub fn store_unique() -> Self {
        Plan::new(&Command::stou(), Direction::Upload)
    }

    /// List a directory for people (LIST). `None`: the working directory, which is what every server understands.
    pub fn list(path: Option<Arg<'_>>) -> Self {
        Plan::new(&Command::list(path), Direction::Download)
    }

    /// List names (NLST).
    pub fn names(path: Option<Arg<'_>>) -> Self {
        Plan::new(&Command::nlst(path), Direction::Download)
    }

    /// List facts (MLSD, RFC 3659).
    pub fn metadata(path: Option<Arg<'_>>) -> Self {
        Plan::new(&Command::mlsd(path), Direction::Download)
    }

    /// Any command that has a data connection by the table of verbs; `None` for others.
    pub fn of(command: &Command<'_>) -> Option<Self> {
        let direction = command.known_verb()?.direction()?;
        Some(Plan::new(command, direction))
    }

    /// Goes on at this byte of the file (REST, RFC 3659 section 5). An upload goes on only where SIZE says that the
    /// server has just so many bytes, and is an [`Ending::OffsetMismatch`](super::Ending::OffsetMismatch) elsewhere, as where a
    /// server does not know SIZE; the caller's source begins there.
    #[must_use]
    pub fn offset(self, offset: u64) -> Self {
        Plan { offset, ..self }
    }

    /// The size of the whole file in bytes, where it is known: the transfer is complete with so many only. Of a RETR
    /// the server is asked otherwise, in the same write as for the data connection.
    #[must_use]
    pub fn size(self, size: u64) -> Self {
        Plan { size: Some(size), expected: Some(size), ..self }
    }

    /// What a listing, or the source of an upload, says of its size: it decides only whether the data connection of the next
    /// transfer is asked for in the same write ([`Pipelining::Ahead`](super::Pipelining::Ahead)).
    #[must_use]
    pub fn expected(self, size: u64) -> Self {
        Plan { expected: Some(size), ..self }
    }

    /// Asks for the size of the file after an upload, and of APPE before it too. Some servers (pyftpdlib, Twisted) answer 226 to
    /// one that was cut: this is the only proof. Where the server does not say the size, the upload is
    /// [`Doubt::NotVerified`](super::Doubt::NotVerified).
    #[must_use]
    pub fn verify(self) -> Self {
        Plan { verify: true, ..self }
    }

    /// Asks when the file was last changed, too (MDTM).
    #[must_use]
    pub fn modified(self) -> Self {
        Plan { modified: true, ..self }
    }

    /// The command.
    pub fn command(&self) -> Command<'_> {
        self.command.as_command()
    }

    /// At which byte of the file it begins.
    pub fn starts_at(&self) -> u64 {
        self.offset
    }

    /// Which way its bytes go.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether the size is asked for afterwards.
    pub(super) fn verifies(&self) -> bool {
        self.verify && self.is_upload()
    }

    /// Its verb in capitals, however the caller wrote it.
    pub(super) fn verb(&self) -> &'static str {
        self.command().known_verb().map_or("", |verb| verb.name)
    }

    /// Whether it adds to what is there.
    pub(super) fn appends(&self) -> bool {
        self.verb() == "APPE"
    }

    /// The path that SIZE and MDTM are asked of.
    pub(super) fn file(&self) -> Option<Arg<'_>> {
        self.command().argument().filter(|_| matches!(self.verb(), "RETR" | "STOR" | "APPE"))
    }

    /// Which way its bytes go, where another transfer can go on with it.
    pub(super) fn resumes(&self) -> Option<Direction> {
        matches!(self.verb(), "RETR" | "STOR").then_some(self.direction)
    }

    pub(super) fn is_upload(&self) -> bool {
        self.direction == Direction::Upload
    }

    fn new(command: &Command<'_>, direction: Direction) -> Self {
        Plan {
            command: command.to_owned(),
            direction,
            offset: 0,
            size: None,
            expected: None,
            verify: false,
            modified: false,
        }
    }
}
