//! The plan of a transfer: the command, and what is known about the file beforehand.

use crate::command::{Arg, Command, CommandBuf, Direction};

/// Describes a transfer to start with [`Session::transfer`](crate::Session::transfer): the command, and what is known
/// about the file beforehand.
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
    /// The probable size, which only `Machine::ask_ahead` uses.
    pub(super) expected: Option<u64>,
    pub(super) verify: bool,
    pub(super) modified: bool,
}

impl Plan {
    /// Downloads a file (RETR).
    pub fn retrieve(path: Arg<'_>) -> Self {
        Plan::new(&Command::retr(path), Direction::Download)
    }

    /// Uploads a file (STOR), and replaces an existing file of that name.
    pub fn store(path: Arg<'_>) -> Self {
        Plan::new(&Command::stor(path), Direction::Upload)
    }

    /// Appends to a file (APPE).
    pub fn append(path: Arg<'_>) -> Self {
        Plan::new(&Command::appe(path), Direction::Upload)
    }

    /// Uploads a file under a name that the server chooses (STOU). [`Report::unique_name`](super::Report::unique_name)
    /// returns that name.
    pub fn store_unique() -> Self {
        Plan::new(&Command::stou(), Direction::Upload)
    }

    /// Lists a directory in the server's own format (LIST). `None` lists the working directory, which every server
    /// understands.
    pub fn list(path: Option<Arg<'_>>) -> Self {
        Plan::new(&Command::list(path), Direction::Download)
    }

    /// Lists the names in a directory (NLST). `None` lists the working directory.
    pub fn names(path: Option<Arg<'_>>) -> Self {
        Plan::new(&Command::nlst(path), Direction::Download)
    }

    /// Lists a directory as facts (MLSD, RFC 3659). `None` lists the working directory.
    pub fn metadata(path: Option<Arg<'_>>) -> Self {
        Plan::new(&Command::mlsd(path), Direction::Download)
    }

    /// Creates a plan for any command that uses a data connection. Returns `None` for a verb that uses none, or that is
    /// not in the table of verbs ([`Verb::direction`](crate::command::Verb::direction)).
    pub fn of(command: &Command<'_>) -> Option<Self> {
        let direction = command.known_verb()?.direction()?;
        Some(Plan::new(command, direction))
    }

    /// Starts at this byte of the file (REST, RFC 3659 section 5). For an upload, the bytes that the caller supplies begin
    /// at this byte too.
    ///
    /// An upload continues only if SIZE reports exactly this many bytes on the server. Otherwise, and if the server does
    /// not support SIZE, it ends with [`Ending::OffsetMismatch`](super::Ending::OffsetMismatch).
    #[must_use]
    pub fn offset(self, offset: u64) -> Self {
        Plan { offset, ..self }
    }

    /// Sets the size of the whole file in bytes. The transfer is then complete only with exactly that many bytes; an APPE
    /// is not held to it. Without it, a RETR asks the server by SIZE, in the same write as the request for the data
    /// connection (unless commands go [in step](super::Pipelining::InStep)).
    #[must_use]
    pub fn size(self, size: u64) -> Self {
        Plan { size: Some(size), expected: Some(size), ..self }
    }

    /// Sets the probable size in bytes, from a listing or from the source of an upload. It only decides whether the file
    /// is small enough for [`Pipelining::Ahead`](super::Pipelining::Ahead) to request the data connection of the next
    /// transfer in the same write.
    #[must_use]
    pub fn expected(self, size: u64) -> Self {
        Plan { expected: Some(size), ..self }
    }

    /// Asks for the size of the file (SIZE) after an upload, and for APPE also before it. Some servers (pyftpdlib, Twisted)
    /// answer 226 to an upload that was cut off; only the size proves that it is complete. If the server does not report
    /// the size, the upload ends with [`Doubt::NotVerified`](super::Doubt::NotVerified).
    #[must_use]
    pub fn verify(self) -> Self {
        Plan { verify: true, ..self }
    }

    /// Also asks when the file was last changed (MDTM), before the transfer: for an upload, this is the time of the file that
    /// is there already. It has no effect on a command that names no file, such as LIST or STOU.
    #[must_use]
    pub fn modified(self) -> Self {
        Plan { modified: true, ..self }
    }

    /// Returns the command.
    pub fn command(&self) -> Command<'_> {
        self.command.as_command()
    }

    /// Returns the byte of the file at which the transfer starts.
    pub fn starts_at(&self) -> u64 {
        self.offset
    }

    /// Returns the direction in which the bytes go.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether to ask for the size after the transfer.
    pub(super) fn verifies(&self) -> bool {
        self.verify && self.is_upload()
    }

    /// The verb in capitals, even if the caller wrote it in lower case.
    pub(super) fn verb(&self) -> &'static str {
        self.command().known_verb().map_or("", |verb| verb.name)
    }

    /// Whether the command appends to the file.
    pub(super) fn appends(&self) -> bool {
        self.verb() == "APPE"
    }

    /// The path for SIZE and MDTM.
    pub(super) fn file(&self) -> Option<Arg<'_>> {
        self.command().argument().filter(|_| matches!(self.verb(), "RETR" | "STOR" | "APPE"))
    }

    /// The direction, if another transfer can continue this one.
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
