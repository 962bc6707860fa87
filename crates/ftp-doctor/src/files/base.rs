//! The local directory that a tree is fetched into. No symbolic link below it is followed, even if it appears while the tree is
//! fetched, and two files of the server never become the same local file.

use ftp_report::printable::printable;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Tells a file from all others.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = String;

/// The directory, and the files that were opened below it so far.
pub(super) struct Base {
    root: PathBuf,
    opened: RefCell<HashMap<Identity, PathBuf>>,
}

impl Base {
    pub(super) fn new(root: &Path) -> Self {
        Base { root: root.to_owned(), opened: RefCell::default() }
    }

    /// Makes a directory unless it exists; of the root, its parents too.
    pub(super) fn make_directory(&self, path: &Path) -> io::Result<()> {
        match self.below(path)? {
            below if below.as_os_str().is_empty() => fs::create_dir_all(path),
            below => system::make_directory(&self.root, below).map_err(|error| self.about_link(below, error)),
        }
    }

    /// Opens a file and empties it, or makes it with this mode.
    pub(super) fn open(&self, path: &Path, mode: u16) -> io::Result<File> {
        let below = self.below(path)?;
        let file = system::open(&self.root, below, mode).map_err(|error| self.about_link(below, error))?;
        let about = file.metadata()?;
        if !about.is_file() {
            return Err(io::Error::other("that is no regular file here"));
        }
        let identity = identity(path, &about);
        let mut opened = self.opened.borrow_mut();
        // A file that was removed since may have left its number to this one.
        let is_there = |other: &&PathBuf| {
            fs::symlink_metadata(other).is_ok_and(|about| identity == self::identity(other, &about))
        };
        if let Some(other) = opened.get(&identity).filter(|other| **other != path).filter(is_there) {
            let other = printable(other.as_os_str().as_encoded_bytes());
            return Err(io::Error::other(format!("that is the same file here as {other}")));
        }
        opened.insert(identity, path.to_owned());
        file.set_len(0)?;
        Ok(file)
    }

    fn below<'p>(&self, path: &'p Path) -> io::Result<&'p Path> {
        path.strip_prefix(&self.root).map_err(io::Error::other)
    }

    /// Returns a clearer error if there is a link: the system's own is "not a directory", or "too many links".
    fn about_link(&self, below: &Path, error: io::Error) -> io::Error {
        let is_link =
            |part: &Path| fs::symlink_metadata(self.root.join(part)).is_ok_and(|about| about.is_symlink());
        let mut parts = below.ancestors().filter(|part| !part.as_os_str().is_empty());
        if parts.any(is_link) {
            io::Error::other("there is a symbolic link, which is not followed")
        } else {
            error
        }
    }
}

#[cfg(unix)]
fn identity(_: &Path, about: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

/// On these systems, names that differ only in case are one file.
#[cfg(not(unix))]
fn identity(path: &Path, _: &fs::Metadata) -> Identity {
    path.to_string_lossy().to_lowercase()
}

#[cfg(unix)]
mod system {
    use rustix::fs::{Mode, OFlags, mkdirat, open as open_root, openat};
    use rustix::io::Errno;
    use std::ffi::OsStr;
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    pub(super) fn make_directory(root: &Path, below: &Path) -> io::Result<()> {
        let (parent, name) = parent(root, below)?;
        match mkdirat(&parent, name, Mode::from_raw_mode(0o777)) {
            Err(Errno::EXIST) => directory(&parent, name).map(drop),
            made => Ok(made?),
        }
    }

    /// Does not wait for the reader of a pipe.
    pub(super) fn open(root: &Path, below: &Path, mode: u16) -> io::Result<File> {
        let (parent, name) = parent(root, below)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        match openat(&parent, name, flags | OFlags::CLOEXEC, Mode::from_raw_mode(mode.into())) {
            Err(Errno::NXIO) => Err(io::Error::other("that is no regular file here")),
            opened => Ok(opened?.into()),
        }
    }

    /// Opens the directory that the file is in, step by step from the root, and returns its name there.
    fn parent<'p>(root: &Path, below: &'p Path) -> io::Result<(OwnedFd, &'p OsStr)> {
        let name = below.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut parent = open_root(root, DIRECTORY, Mode::empty())?;
        for part in below.parent().into_iter().flat_map(Path::iter) {
            parent = directory(&parent, part)?;
        }
        Ok((parent, name))
    }

    fn directory(parent: &OwnedFd, name: &OsStr) -> io::Result<OwnedFd> {
        Ok(openat(parent, name, DIRECTORY | OFlags::NOFOLLOW, Mode::empty())?)
    }

    const DIRECTORY: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File};
    use std::io::{self, ErrorKind};
    use std::path::Path;

    pub(super) fn make_directory(root: &Path, below: &Path) -> io::Result<()> {
        refuse_links(root, below)?;
        let path = root.join(below);
        match fs::create_dir(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            made => made,
        }
    }

    pub(super) fn open(root: &Path, below: &Path, _: u16) -> io::Result<File> {
        refuse_links(root, below)?;
        File::options().write(true).create(true).truncate(false).open(root.join(below))
    }

    fn refuse_links(root: &Path, below: &Path) -> io::Result<()> {
        let mut path = root.to_owned();
        for part in below {
            path.push(part);
            if fs::symlink_metadata(&path).is_ok_and(|about| about.is_symlink()) {
                return Err(ErrorKind::NotADirectory.into());
            }
        }
        Ok(())
    }
}
