//! The calls of a client as values: which commands they send, and what the replies mean. So no adapter knows a reply code.

use crate::{Error, Failure};
use ftp_proto::command::{CommandBuf, InvalidArg, Representation};
use ftp_proto::reply::{Reply, ReplyBuf};
use ftp_proto::response::{FileSize, QuotedPath, Timestamp};
use ftp_proto::session::Session;
use ftp_proto::transfer::Plan;
use ftp_proto::{Arg, Command, Outcome, Transcript};
use std::{fmt, io};

type Made<T> = Result<T, InvalidArg>;

/// A call that needs no data connection.
///
/// Its owner sends [`Call::command`] and passes the final reply to [`Call::take`], until that returns a result.
pub struct Call<T> {
    /// The command itself. `before` is a command that has to come first.
    command: CommandBuf,
    before: Option<(CommandBuf, Before)>,
    read: fn(&Reply<'_>) -> Option<T>,
}

/// What a command that comes before another is for, which decides the reply it needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// It changes a setting, and needs a success reply.
    Setting,
    /// It is the first half of the call, and needs an intermediate reply.
    Half,
}

impl<T> Call<T> {
    /// Returns the command to send now.
    pub fn command(&self) -> Command<'_> {
        self.before.as_ref().map_or(&self.command, |(command, _)| command).as_command()
    }

    /// Takes the final reply to that command. `None`: there is another command to send.
    pub fn take(&mut self, reply: ReplyBuf) -> Option<Result<T, Error>> {
        let code = reply.code();
        let goes_on = match &self.before {
            Some((_, Before::Half)) => code.is_intermediate(),
            // A goodbye is the answer to QUIT only.
            _ => code.is_success() && (code.get() != 221 || self.command().verb() == "QUIT"),
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

/// Makes a directory. The result is its path, if the reply contains it.
pub fn make_directory(path: &[u8]) -> Made<Call<Option<Vec<u8>>>> {
    Ok(Call::reading(&Command::mkd(Arg::new(path)?), |reply| Some(quoted(reply))))
}

/// Removes a directory.
pub fn remove_directory(path: &[u8]) -> Made<Call<()>> {
    Ok(done(&Command::rmd(Arg::new(path)?)))
}

/// Asks for the size of a file in bytes. Sends TYPE I first if the representation is not binary.
pub fn size(path: &[u8], session: &Session) -> Made<Call<u64>> {
    let size = Command::size(Arg::new(path)?);
    let call = Call::reading(&size, |reply| FileSize::parse(reply).ok().map(|size| size.bytes));
    Ok(match session.is_binary() {
        true => call,
        false => call.after(&Command::type_(Representation::Image), Before::Setting),
    })
}

/// Asks for the time of a file's last change.
pub fn modified(path: &[u8]) -> Made<Call<Timestamp>> {
    Ok(Call::reading(&Command::mdtm(Arg::new(path)?), |reply| Timestamp::parse(reply).ok()))
}

/// Sets the time of a file's last change (MFMT).
pub fn set_modified(path: &[u8], time: Timestamp) -> Made<Call<()>> {
    let argument = [format!("{time} ").as_bytes(), path].concat();
    Ok(done(&Command::custom("MFMT", Some(Arg::new(&argument)?))?))
}

/// Asks for the working directory.
pub fn working_directory() -> Call<Vec<u8>> {
    Call::reading(&Command::pwd(), quoted)
}

/// Changes the working directory.
pub fn change_directory(path: &[u8]) -> Made<Call<()>> {
    Ok(done(&Command::cwd(Arg::new(path)?)))
}

/// Sends NOOP.
pub fn nothing() -> Call<()> {
    done(&Command::noop())
}

/// Says goodbye (QUIT).
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

/// Lists a directory in a format for people (LIST). An empty path means the working directory.
pub fn list(path: &[u8]) -> Made<Plan> {
    Ok(Plan::list(directory(path)?))
}

/// Lists the names in a directory (NLST). An empty path means the working directory.
pub fn names(path: &[u8]) -> Made<Plan> {
    Ok(Plan::names(directory(path)?))
}

/// Lists a directory as facts (MLSD). An empty path means the working directory.
pub fn metadata(path: &[u8]) -> Made<Plan> {
    Ok(Plan::metadata(directory(path)?))
}

/// Returns the final reply to a command, or the reason that there is none. `broke` is what the drive returned.
pub fn final_reply(
    outcome: Outcome,
    command: &Command<'_>,
    broke: Option<io::Error>,
    transcript: &Transcript,
) -> Result<ReplyBuf, Error> {
    let failed = |outcome| Error::new(outcome, command).with_io(broke).with_transcript(transcript);
    outcome.into_final().map_err(failed)
}

/// Checks the outcome of a resumed session: `Ok` if a reply came, else the reason that there is none. `broke` is what the
/// drive returned. After a preliminary reply there is still more to settle.
pub fn settled(outcome: Outcome, broke: Option<io::Error>, transcript: &Transcript) -> Result<(), Error> {
    match outcome {
        Outcome::Final(_) | Outcome::Preliminary(_) => Ok(()),
        other => Err(Error::from(other).with_io(broke).with_transcript(transcript)),
    }
}

/// Turns an empty path into none, which means the working directory.
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

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_proto::Limits;

    fn reply(line: &str) -> ReplyBuf {
        Reply::parse(format!("{line}\r\n").as_bytes(), &Limits::default()).unwrap().unwrap().0.to_owned()
    }

    #[test]
    fn a_goodbye_does_not_say_that_a_command_was_done() {
        let takes = |mut call: Call<()>, line: &str| call.take(reply(line)).map(|done| done.is_ok());
        assert_eq!(takes(remove(b"file").unwrap(), "250 deleted"), Some(true));
        assert_eq!(takes(remove(b"file").unwrap(), "221 bye"), Some(false));
        assert_eq!(takes(nothing(), "221 bye"), Some(false));
        assert_eq!(takes(quit(), "221 bye"), Some(true));
        assert_eq!(takes(rename(b"a", b"b").unwrap(), "350 go on"), None);
        assert_eq!(takes(rename(b"a", b"b").unwrap(), "250 done"), Some(false));
    }
}
