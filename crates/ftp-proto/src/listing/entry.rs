//! What a line of a listing says about a file, and lines that are not entries.

use super::formats::{self, Reading};
use super::name::local_name;
use super::shape::Shape;
use super::{Format, Modified, Options, Platform, UnsafeName};
use crate::shown::Shown;
use core::fmt;

/// What one line, or one wrapped line, says about a file or directory.
///
/// The name comes from the server and may be anything. [`Entry::local_name`] is the only safe way to turn it
/// into the name of a local file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    pub(super) raw: &'a [u8],
    pub(super) format: Format,
    pub(super) name: &'a [u8],
    /// The second part of a name that is written as two words.
    pub(super) name_type: Option<&'a [u8]>,
    pub(super) kind: Kind,
    pub(super) size: Option<u64>,
    pub(super) rounded: bool,
    pub(super) modified: Option<Modified>,
    pub(super) permissions: Option<&'a [u8]>,
    pub(super) mode: Option<u16>,
    pub(super) owner: Option<&'a [u8]>,
    pub(super) group: Option<&'a [u8]>,
    pub(super) target: Option<&'a [u8]>,
    pub(super) facts: &'a [u8],
    pub(super) listed_itself: bool,
    /// Whether the line alone does not show its format. Such a line decides the format only if no line shows
    /// another.
    pub(super) weak: bool,
}

named! {
    /// The kind of an entry.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Kind {
        /// A file.
        File = "file",
        /// A directory, or what is listed like one, such as a partitioned data set.
        Dir = "dir",
        /// A symbolic link or a junction.
        Link = "link",
        /// A device, a pipe, a socket, or an entry whose kind the listing does not say.
        Other = "other",
    }
}

impl<'a> Entry<'a> {
    pub(super) const fn new(format: Format, kind: Kind, name: &'a [u8]) -> Self {
        Entry {
            raw: b"",
            format,
            name,
            name_type: None,
            kind,
            size: None,
            rounded: false,
            modified: None,
            permissions: None,
            mode: None,
            owner: None,
            group: None,
            target: None,
            facts: b"",
            listed_itself: false,
            weak: false,
        }
    }

    /// Parses one line, without its end, in a known format: for example a line of the answer to MLST or STAT.
    /// Returns `None` if the line is not an entry in that format, or if the name is written as two words
    /// ([`Format::Cms`]).
    pub fn of_line(line: &'a [u8], format: Format, options: &Options) -> Option<Self> {
        match formats::read(format, line, &Shape::of_line()) {
            Reading::Entry(entry) if entry.name_type.is_none() => Some(entry.placed(line, options)),
            _ => None,
        }
    }

    /// Adds the line and what the caller knows.
    pub(super) fn placed(mut self, raw: &'a [u8], options: &Options) -> Self {
        self.raw = raw;
        // No target is empty, so a size of 0 means that the line does not say the size.
        self.size = self.size.filter(|size| *size > 0 || self.kind != Kind::Link);
        self.modified = self.modified.map(|time| time.placed(options.now, options.offset));
        self
    }

    /// Returns the name, in whatever charset the server uses; it is never empty. It may be a path, or anything
    /// else that a server puts there.
    pub const fn name(&self) -> &'a [u8] {
        self.name
    }

    /// Returns the name if it is UTF-8.
    pub fn name_text(&self) -> Option<&'a str> {
        core::str::from_utf8(self.name).ok()
    }

    /// Returns the name if it can be the name of one local file, and nothing else.
    ///
    /// # Errors
    /// The first reason why it cannot be; see [`UnsafeName`].
    pub fn local_name(&self, platform: Platform) -> Result<&'a [u8], UnsafeName> {
        local_name(self.name, platform)
    }

    /// Returns the kind of the entry.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns the size in bytes; for a link, this is mostly the length of its target. `None` if the line does
    /// not say it, and for directories, because servers write the size of a directory's own blocks there.
    pub const fn size(&self) -> Option<u64> {
        self.size
    }

    /// Returns whether the size is exact. It is not where the line has blocks (VMS), records that can be
    /// shorter than their length (CMS) or units (`33.5k`).
    pub const fn size_is_exact(&self) -> bool {
        self.size.is_some() && !self.rounded
    }

    /// Returns when the entry was last changed, if the line says it.
    pub const fn modified(&self) -> Option<Modified> {
        self.modified
    }

    /// Returns the permissions as they are written: `rwxr-xr-x+`, `RWCEAFMS`, `RWED,RWED,,RE`, or the fact
    /// `perm` or `UNIX.mode`.
    pub const fn permissions(&self) -> Option<&'a [u8]> {
        self.permissions
    }

    /// Returns the permissions as Unix numbers them (`0o755`), if the line has them in a form of Unix.
    pub const fn mode(&self) -> Option<u16> {
        self.mode
    }

    /// Returns the name or number of the owner.
    pub const fn owner(&self) -> Option<&'a [u8]> {
        self.owner
    }

    /// Returns the name or number of the group.
    pub const fn group(&self) -> Option<&'a [u8]> {
        self.group
    }

    /// Returns the target of a link, if the line has it.
    pub const fn target(&self) -> Option<&'a [u8]> {
        self.target
    }

    /// Iterates over the facts of a line of MLSD and their values, in the order of the line. Entries of other
    /// formats have none.
    pub fn facts(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        formats::mlsd::facts(self.facts)
    }

    /// Returns the value of a fact. The case of its name does not matter.
    pub fn fact(&self, name: &str) -> Option<&'a [u8]> {
        self.facts().find(|(fact, _)| fact.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value)
    }

    /// Returns whether this is the listed directory itself or its parent (`.`, `..`, `type=cdir`,
    /// `type=pdir`). Do not descend into these.
    pub fn is_itself_or_parent(&self) -> bool {
        self.listed_itself || matches!(self.name, b"." | b"..")
    }

    /// Returns the format of the line.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Returns the line, without its end.
    pub const fn raw(&self) -> &'a [u8] {
        self.raw
    }
}

impl fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("name", &Shown(self.name))
            .field("kind", &self.kind)
            .field("size", &self.size)
            .field("modified", &self.modified)
            .field("permissions", &self.permissions.map(Shown))
            .field("owner", &self.owner.map(Shown))
            .field("group", &self.group.map(Shown))
            .field("target", &self.target.map(Shown))
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

/// A line that is not an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NoEntry<'a> {
    pub(super) kind: NoEntryKind,
    pub(super) raw: &'a [u8],
}

named! {
    /// Why a line is not an entry.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum NoEntryKind {
        /// The line has nothing but blanks.
        Blank = "blank",
        /// A total, such as `total 12` or `Total of 3 files, 9 blocks.`.
        Summary = "summary",
        /// The name of a directory, the names of columns, or a rule.
        Header = "header",
        /// A well-formed line that ends after the date: the name is empty or has only blanks.
        Nameless = "nameless",
        /// An error message of the server, which it may send although its reply says success: `ls: x:
        /// Permission denied`.
        ServerError = "server_error",
        /// A line that no rule explains.
        NotUnderstood = "not_understood",
        /// A line that is longer than the limit. Only its start is kept.
        TooLong = "too_long",
    }
}

impl NoEntryKind {
    /// Returns whether nothing is lost with the line: it is blank, a total or a header.
    pub const fn is_harmless(self) -> bool {
        matches!(self, NoEntryKind::Blank | NoEntryKind::Summary | NoEntryKind::Header)
    }
}

impl<'a> NoEntry<'a> {
    /// Returns why the line is not an entry.
    pub const fn kind(&self) -> NoEntryKind {
        self.kind
    }

    /// Returns the line, without its end.
    pub const fn raw(&self) -> &'a [u8] {
        self.raw
    }
}

impl fmt::Debug for NoEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoEntry").field("kind", &self.kind).field("raw", &Shown(self.raw)).finish()
    }
}
