//! The calls of a client as values: which commands, and what their replies come to. No adapter knows a reply code.

use crate::{Error, Failure};
use ftp_proto::command::{CommandBuf, InvalidArg, Representation};
use ftp_proto::reply::{Reply, ReplyBuf};
use ftp_proto::response::{FileSize, QuotedPath, Timestamp};
use ftp_proto::session::Session;
use ftp_proto::transfer::Plan;
use ftp_proto::{Arg, Command, Outcome, Transcript};
use std::{fmt, io};

type Made<T> = Result<T, InvalidArg>;

/// A call without a data connection. Its owner sends [`Call::command`] and gives the final reply to [`Call::take`], until
/// that has a result.
pub struct Call<T> {
    /// The command, and what has to come before it.
    command: CommandBuf,
    before: Option<(CommandBuf, Before)>,
    read: fn(&Reply<'_>) -> Option<T>,
}

/// What a command that goes before another is for, and so which reply it needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// It makes a setting.
    Setting,
    /// It is the first half.
    Half,
}

impl<T> Call<T> {
    /// What is to be sent now.
    pub fn command(&self) -> Command<'_> {
        self.before.as_ref().map_or(&self.command, |(command, _)| command).as_command()
    }

    /// Takes the final reply to that. `None`: there is another command to send.
    pub fn take(&mut self, reply: ReplyBuf) -> Option<Result<T, Error>> {
        let code = reply.code();
        let goes_on = match &self.before {
            Some((_, Before::Half)) => code.is_intermediate(),
            _ => code.is_success(),
        };
        if !goes_on {
            return Some(Err(Error::new(Failure::Refused(reply), &self.command())));
        }
        if self.before.take().is_some() {
            return None;
        }
        let said = (self.read)(&reply.as_reply());
        Some(said.ok_or_else(|| Error::new(Failure::Unreadable(reply), &self.command())))
    }

    fn reading(command: &Command<'_>, read: fn(&Reply<'_>) -> Option<T>) -> Self {
        Call { command: command.to_owned(), before: None, read }
    }

    fn after(self, command: &Command<'_>, before: Before) -> Self {
        Call { before: Some((command.to_owned(), before)), ..self }
    }
}

fn done(command: &Command<'_>) -> Call<()> {
    Call::reading(command, |_| Some(()))
}

/// Renames a file or directory.
pub fn rename(from: &[u8], to: &[u8]) -> Made<Call<()>> {
    Ok(done(&Command::rnto(Arg::new(to)?)).after(&Command::rnfr(Arg::new(from)?), Before::Half))
}

/// Removes a file.
pub fn remove(path: &[u8]) -> Made<Call<()>> {
    Ok(done(&Command::dele(Arg::new(path)?)))
}

/// Makes a directory: its path, where the server says it.
pub fn make_directory(path: &[u8]) -> Made<Call<Option<Vec<u8>>>> {
    Ok(Call::reading(&Command::mkd(Arg::new(path)?), |reply| Some(quoted(reply))))
}

/// Removes a directory.
pub fn remove_directory(path: &[u8]) -> Made<Call<()>> {
    Ok(done(&Command::rmd(Arg::new(path)?)))
}

/// The size of a file in bytes, for which its representation has to be binary.
pub fn size(path: &[u8], session: &Session) -> Made<Call<u64>> {
    let size = Command::size(Arg::new(path)?);
    let call = Call::reading(&size, |reply| FileSize::parse(reply).ok().map(|size| size.bytes));
    Ok(match session.is_binary() {
        true => call,
        false => call.after(&Command::type_(Representation::Image), Before::Setting),
    })
}

/// When a file was last changed.
pub fn modified(path: &[u8]) -> Made<Call<Timestamp>> {
    Ok(Call::reading(&Command::mdtm(Arg::new(path)?), |reply| Timestamp::parse(reply).ok()))
}

/// Sets when a file was last changed (MFMT).
pub fn set_modified(path: &[u8], time: Timestamp) -> Made<Call<()>> {
    let argument = [format!("{time} ").as_bytes(), path].concat();
    Ok(done(&Command::custom("MFMT", Some(Arg::new(&argument)?))?))
}

/// The working directory.
pub fn working_directory() -> Call<Vec<u8>> {
    Call::reading(&Command::pwd(), quoted)
}

/// Goes to another directory.
pub fn change_directory(path: &[u8]) -> Made<Call<()>> {
    Ok(done(&Command::cwd(Arg::new(path)?)))
}

/// Does nothing.
pub fn nothing() -> Call<()> {
    done(&Command::noop())
}

/// Says goodbye.
pub fn quit() -> Call<()> {
    done(&Command::quit())
}

/// Fetches a file.
pub fn retrieve(path: &[u8]) -> Made<Plan> {
    Ok(Plan::retrieve(Arg::new(path)?))
}

/// Stores a file.
pub fn store(path: &[u8]) -> Made<Plan> {
    Ok(Plan::store(Arg::new(path)?))
}

/// Appends to a file.
pub fn append(path: &[u8]) -> Made<Plan> {
    Ok(Plan::append(Arg::new(path)?))
}

/// Lists a directory for people.
pub fn list(path: &[u8]) -> Made<Plan> {
    Ok(Plan::list(directory(path)?))
}

/// Lists the names in a directory.
pub fn names(path: &[u8]) -> Made<Plan> {
    Ok(Plan::names(directory(path)?))
}

/// Lists the facts of a directory.
pub fn metadata(path: &[u8]) -> Made<Plan> {
    Ok(Plan::metadata(directory(path)?))
}

/// The final reply to a command, or why there is none: `broke` is what its drive gave back.
pub fn final_reply(
    outcome: Outcome,
    command: &Command<'_>,
    broke: Option<io::Error>,
    transcript: &Transcript,
) -> Result<ReplyBuf, Error> {
    let failed = |outcome| Error::new(outcome, command).with_io(broke).with_transcript(transcript);
    outcome.into_final().map_err(failed)
}

/// Whether what an earlier call left is settled, as far as that goes with one reply: as [`final_reply`], of a session that was
/// resumed. A preliminary reply leaves more.
pub fn settled(outcome: Outcome, broke: Option<io::Error>, transcript: &Transcript) -> Result<(), Error> {
    match outcome {
        Outcome::Final(_) | Outcome::Preliminary(_) => Ok(()),
        other => Err(Error::from(other).with_io(broke).with_transcript(transcript)),
    }
}

/// An empty path is the working directory.
fn directory(path: &[u8]) -> Made<Option<Arg<'_>>> {
    if path.is_empty() { Ok(None) } else { Arg::new(path).map(Some) }
}

fn quoted(reply: &Reply<'_>) -> Option<Vec<u8>> {
    QuotedPath::parse(reply).ok().map(|path| path.to_vec())
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("command", &self.command).finish_non_exhaustive()
    }
}
