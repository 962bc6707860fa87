//! What a listing says of one file, and of lines that say nothing of one.

use super::formats::{self, Reading};
use super::name::local_name;
use super::shape::Shape;
use super::{Format, Modified, Options, Platform, UnsafeName};
use crate::shown::Shown;
use core::fmt;

/// What one line, or one that is wrapped, says of a file or directory.
///
/// The name is the server's word: [`Entry::local_name`] is the only way to make a local file's name of it.
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
    /// Whether the line alone does not show its format: it counts only where nothing else does.
    pub(super) weak: bool,
}

named! {
    /// What an entry is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Kind {
        /// A file.
        File = "file",
        /// A directory, or what is listed like one, such as a partitioned data set.
        Dir = "dir",
        /// A symbolic link or a junction.
        Link = "link",
        /// A device, a pipe, a socket, or what the listing does not say.
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

    /// Reads one line, without its end, in a format that is known: a line of the answer to MLST or STAT.
    /// `None` if it is no entry in that format, or its name is written as two words ([`Format::Cms`]).
    pub fn of_line(line: &'a [u8], format: Format, options: &Options) -> Option<Self> {
        match formats::read(format, line, &Shape::of_line()) {
            Reading::Entry(entry) if entry.name_type.is_none() => Some(entry.placed(line, options)),
            _ => None,
        }
    }

    /// With what the caller knows.
    pub(super) fn placed(mut self, raw: &'a [u8], options: &Options) -> Self {
        self.raw = raw;
        // No target is empty: the line does not say how long it is.
        self.size = self.size.filter(|size| *size > 0 || self.kind != Kind::Link);
        self.modified = self.modified.map(|time| time.placed(options.now, options.offset));
        self
    }

    /// The name, in whatever charset the server has; never empty. It may be a path, or anything else that a
    /// server wants to put there.
    pub const fn name(&self) -> &'a [u8] {
        self.name
    }

    /// The name, if it is UTF-8.
    pub fn name_text(&self) -> Option<&'a str> {
        core::str::from_utf8(self.name).ok()
    }

    /// The name, if it can be that of one local file and nothing else.
    ///
    /// # Errors
    /// Why it cannot be.
    pub fn local_name(&self, platform: Platform) -> Result<&'a [u8], UnsafeName> {
        local_name(self.name, platform)
    }

    /// What it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Bytes; of a link, mostly the length of its target. `None` where the line does not say it, and for a
    /// directory: what servers write there is the size of the directory's own blocks.
    pub const fn size(&self) -> Option<u64> {
        self.size
    }

    /// Whether the size is exact. It is not where the line has blocks (VMS), records (CMS) or units (`33.5k`).
    pub const fn size_is_exact(&self) -> bool {
        self.size.is_some() && !self.rounded
    }

    /// When it was last changed.
    pub const fn modified(&self) -> Option<Modified> {
        self.modified
    }

    /// The permissions as the line has them: `rwxr-xr-x+`, `RWCEAFMS`, `RWED,RWED,,RE`, the facts `perm` or
    /// `UNIX.mode`.
    pub const fn permissions(&self) -> Option<&'a [u8]> {
        self.permissions
    }

    /// The permissions as Unix numbers them (`0o755`), where the line says them so.
    pub const fn mode(&self) -> Option<u16> {
        self.mode
    }

    /// The name or number of the owner.
    pub const fn owner(&self) -> Option<&'a [u8]> {
        self.owner
    }

    /// The name or number of the group.
    pub const fn group(&self) -> Option<&'a [u8]> {
        self.group
    }

    /// Where a link leads to, if the line says it.
    pub const fn target(&self) -> Option<&'a [u8]> {
        self.target
    }

    /// Every fact of a line of MLSD and its value, in the order of the line; nothing for other formats.
    pub fn facts(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        formats::mlsd::facts(self.facts)
    }

    /// The value of a fact, its name in upper or lower case alike.
    pub fn fact(&self, name: &str) -> Option<&'a [u8]> {
        self.facts().find(|(fact, _)| fact.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value)
    }

    /// Whether it is the listed directory itself or its parent (`.`, `..`, `type=cdir`, `type=pdir`): whoever
    /// descends into directories must not go there.
    pub fn is_itself_or_parent(&self) -> bool {
        self.listed_itself || matches!(self.name, b"." | b"..")
    }

    /// The format of its line.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The line, without its end.
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

/// A line that is no entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NoEntry<'a> {
    pub(super) kind: NoEntryKind,
    pub(super) raw: &'a [u8],
}

named! {
    /// Why a line is no entry.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum NoEntryKind {
        /// Nothing but blanks.
        Blank = "blank",
        /// A sum: `total 12`, `Total of 3 files, 9 blocks.`.
        Summary = "summary",
        /// The name of a directory or of columns, or a rule.
        Header = "header",
        /// A sound line that ends behind the date: a name of no bytes, or of blanks.
        Nameless = "nameless",
        /// An error of the server's, which it may send under a reply of success: `ls: x: Permission denied`.
        ServerError = "server_error",
        /// A line that is not understood.
        NotUnderstood = "not_understood",
        /// A line longer than the limit. Only its start was kept.
        TooLong = "too_long",
    }
}

impl NoEntryKind {
    /// Whether nothing is lost with the line: it is blank, a sum or a header.
    pub const fn is_harmless(self) -> bool {
        matches!(self, NoEntryKind::Blank | NoEntryKind::Summary | NoEntryKind::Header)
    }
}

impl<'a> NoEntry<'a> {
    /// Why it is none.
    pub const fn kind(&self) -> NoEntryKind {
        self.kind
    }

    /// The line, without its end.
    pub const fn raw(&self) -> &'a [u8] {
        self.raw
    }
}

impl fmt::Debug for NoEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoEntry").field("kind", &self.kind).field("raw", &Shown(self.raw)).finish()
    }
}
