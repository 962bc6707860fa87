//! How to restore the state of a lost session in a new one.

use crate::command::{Command, Protection, Verb};
use crate::shown::Shown;
use alloc::vec::Vec;
use core::fmt;

/// How to restore the state of a lost session in a new one, as data.
#[derive(Clone, PartialEq, Eq)]
pub struct Recovery {
    /// The lines to send after the new login, in order. Only commands that the server accepted are in it: the last MODE,
    /// STRU, TYPE and PROT, the CWDs and CDUPs (XCWDs and XCUPs) that led to the working directory, and the REST or RNFR
    /// before the command to replay.
    pub restore: Vec<Vec<u8>>,
    /// Whether `restore` leads to the working directory of the lost session. At most 64 changes of directory are remembered,
    /// and an absolute CWD replaces those before it. So this is `false` after 65 changes since the login, or after an absolute
    /// CWD and 64 more. It is also `false` after another login (USER, PASS or ACCT) in the same session. In both cases it
    /// stays `false` until the next absolute CWD, `restore` has no change of directory, and `replay` is `None`.
    pub directory_known: bool,
    /// The command that has no final reply, or that was refused because the login was lost, if it is safe to send it again:
    /// no byte of it was written, or running it twice changes nothing. A command with a secret, such as PASS, is never in it.
    /// A transfer needs a new data connection first.
    pub replay: Option<Vec<u8>>,
}

impl fmt::Debug for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recovery")
            .field("restore", &self.restore.iter().map(|line| Shown(line)).collect::<Vec<_>>())
            .field("directory_known", &self.directory_known)
            .field("replay", &self.replay.as_deref().map(Shown))
            .finish()
    }
}

/// What a session remembers for its [`Recovery`]. `Debug` shows counts instead of lines, since a line may contain a secret.
#[derive(Default)]
pub(crate) struct Memory {
    settings: Vec<Vec<u8>>,
    directories: Vec<Vec<u8>>,
    directory_unknown: bool,
    /// A REST or RNFR that was answered by 350, and takes effect with the next command.
    first_half: Option<Vec<u8>>,
    /// An offset was sent, and no transfer since. On many servers, other commands do not clear it.
    offset: bool,
    /// The last command: its row in the table of verbs, and its line, which is empty if it has a secret.
    last: Option<(Option<&'static Verb>, Vec<u8>)>,
    /// The command that ABOR was sent behind, until both have their replies.
    aborted: Option<(Option<&'static Verb>, Vec<u8>)>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory")
            .field("settings", &self.settings.len())
            .field("directories", &self.directories.len())
            .field("directory_unknown", &self.directory_unknown)
            .field("first_half", &self.first_half.is_some())
            .field("offset", &self.offset)
            .field("last", &self.last())
            .finish()
    }
}

/// At most this many changes of directory are remembered.
const DIRECTORIES: usize = 64;

impl Memory {
    pub(crate) fn begin(&mut self, command: &Command<'_>) {
        let mut line = Vec::new();
        // A command with a secret is neither kept nor sent again.
        if !command.is_secret() {
            line.reserve_exact(command.line_len());
            command.write_to(&mut line);
        }
        let verb = command.known_verb();
        if !verb.is_some_and(Verb::is_second_half) {
            self.first_half = None;
        }
        self.last = Some((verb, line));
    }

    /// The next command is the ABOR of the last one.
    pub(crate) fn abort(&mut self) {
        self.aborted = self.last.take();
    }

    /// Swaps ABOR and the command that it aborts: that one is answered first.
    pub(crate) fn turn(&mut self) {
        core::mem::swap(&mut self.last, &mut self.aborted);
    }

    /// The verb of the command that has no final reply, or that was refused because the login was lost.
    pub(crate) fn last(&self) -> &'static str {
        self.last.as_ref().and_then(|(verb, _)| *verb).map_or("", |verb| verb.name)
    }

    /// Records the code of the final reply to the last command.
    pub(crate) fn end(&mut self, code: u16) {
        let Some((verb, line)) = self.last.take() else { return };
        if moves(verb, &line) && (200..300).contains(&code) {
            return self.change_directory(line);
        }
        let Some(verb) = verb else { return };
        match (verb.name, code) {
            (name, 350) if verb.is_first_half() => {
                self.offset |= name == "REST";
                self.first_half = Some(line);
            }
            ("RETR" | "STOR", _) => self.forget_offset(),
            ("RNTO", _) => self.first_half = None,
            // Relative paths cannot be replayed: the working directory of another user may differ.
            ("USER" | "PASS" | "ACCT", 200..300) => {
                self.directories.clear();
                self.directory_unknown = true;
            }
            ("PROT", code) if !Protection::is_accepted(code) => {}
            (_, 200..300) if verb.is_setting() => {
                self.settings.retain(|other| !is_of(other, verb.name));
                self.settings.push(line);
            }
            _ => {}
        }
    }

    /// Records that the server accepted a command of a transfer. A TYPE stays in effect, a REST until the next transfer.
    pub(crate) fn accepted(&mut self, command: &Command<'_>) {
        let last = self.last.take();
        self.begin(command);
        self.end(if command.known_verb().is_some_and(Verb::is_first_half) { 350 } else { 200 });
        self.last = last;
    }

    /// Whether an offset was sent without a transfer after it.
    pub(crate) fn has_offset(&self) -> bool {
        self.offset
    }

    /// Records that the server may still have an offset.
    pub(crate) fn keep_offset(&mut self) {
        self.offset = true;
    }

    /// Records that the offset is used up.
    pub(crate) fn forget_offset(&mut self) {
        self.offset = false;
        self.first_half = None;
    }

    /// Whether the last accepted TYPE is `I`.
    pub(crate) fn is_binary(&self) -> bool {
        self.setting("TYPE") == Some(b"TYPE I\r\n")
    }

    /// The last accepted line of this verb.
    pub(crate) fn setting(&self, verb: &str) -> Option<&[u8]> {
        self.settings.iter().map(|line| &line[..]).find(|line| is_of(line, verb))
    }

    /// `unsent` means that no byte of the last command was written.
    pub(crate) fn recovery(&self, unsent: bool) -> Recovery {
        let directory_known = !self.directory_unknown;
        let safe = |(verb, line): &&(Option<&Verb>, Vec<u8>)| {
            directory_known && !line.is_empty() && (unsent || verb.is_some_and(Verb::is_repeatable))
        };
        let replay = self.last.as_ref().filter(safe).map(|(_, line)| line.clone());
        let first_half = self.first_half.iter().filter(|_| replay.is_some() || self.last.is_none());
        let restore = self.settings.iter().chain(&self.directories).chain(first_half).cloned().collect();
        Recovery { restore, directory_known, replay }
    }

    fn change_directory(&mut self, line: Vec<u8>) {
        let absolute = line.split(|byte| *byte == b' ').nth(1).is_some_and(|path| path.starts_with(b"/"));
        if absolute || self.directories.len() == DIRECTORIES {
            self.directories.clear();
            self.directory_unknown = !absolute;
        }
        if !self.directory_unknown {
            self.directories.push(line);
        }
    }
}

/// Whether a command changes the directory, also under its name in RFC 775 (XCWD, XCUP).
fn moves(verb: Option<&Verb>, line: &[u8]) -> bool {
    match verb {
        Some(verb) => matches!(verb.name, "CWD" | "CDUP"),
        None => is_of(line, "XCWD") || is_of(line, "XCUP"),
    }
}

/// Whether a line begins with this verb, in upper or lower case.
fn is_of(line: &[u8], verb: &str) -> bool {
    line.get(..verb.len()).is_some_and(|head| head.eq_ignore_ascii_case(verb.as_bytes()))
}
