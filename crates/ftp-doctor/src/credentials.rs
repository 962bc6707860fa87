//! Who logs in, and where the password comes from.

use crate::arguments::Who;
use crate::netrc;
use crate::out::remark;
use crate::prompt;
use crate::target::Target;
use ftp_proto::command::{ARGUMENT_LIMIT, InvalidArg};
use ftp_proto::{Credentials, Secret};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::{env, fmt, fs};

/// The password of an anonymous login: by custom an e-mail address (RFC 1635).
pub(crate) const ANONYMOUS_PASSWORD: &str = "anonymous@example.com";

/// The sources of passwords other than the command line.
pub trait Sources {
    /// Reads the first line of standard input, without its line end.
    fn standard_input(&mut self) -> io::Result<Vec<u8>>;
    /// Returns the value of an environment variable, if it is set.
    fn variable(&self, name: &str) -> Option<Vec<u8>>;
    /// Reads a netrc file: the given one, or the user's own.
    fn netrc(&mut self, file: Option<&PathBuf>) -> io::Result<Vec<u8>>;
    /// Asks the user, who types without echo. Returns `None` if there is no terminal to ask on.
    fn ask(&mut self, question: &str) -> Option<io::Result<Vec<u8>>>;
}

/// The real sources.
#[derive(Default)]
pub struct Environment {
    /// Whether a password was asked for.
    pub asked: bool,
}

/// Sources that are read only once each, and then serve many servers.
pub struct Once<S> {
    sources: S,
    line: Option<Secret>,
    netrc: Option<Secret>,
    answers: BTreeMap<String, Secret>,
}

/// Wrong usage: credentials that are missing or contradict each other. It holds no password.
#[derive(Debug)]
pub enum BadCredentials {
    /// A name in the URL and another by `--user`.
    TwoUsers,
    /// `--user` with a colon in it.
    ColonInUser,
    /// A password in the URL and another source for it.
    TwoPasswords,
    /// `--password-stdin`, or a password in the netrc file, without a name.
    PasswordWithoutUser,
    /// A password in the URL without a name.
    UrlPasswordWithoutUser,
    /// No password, and no terminal to ask on.
    NoPassword,
    /// The netrc file has nothing for this host and name.
    NotInNetrc,
    /// The netrc file could not be read.
    NetrcUnreadable(io::Error),
    /// The netrc file could not be understood.
    Netrc(netrc::BadNetrc),
    /// Standard input or the terminal could not be read.
    Unreadable(io::Error),
    /// A name, password or account that cannot be sent.
    Unsendable(InvalidArg),
}

/// Puts name, password and account together. The password comes from the first of these that has one: the URL, `--password-stdin`,
/// `--netrc`, `FTP_PASSWORD`, a question on the terminal. Without a name the login is anonymous.
pub fn credentials(
    who: &Who,
    target: &Target,
    sources: &mut impl Sources,
) -> Result<Credentials, BadCredentials> {
    let mut user = user(who, target)?;
    let mut account = who.account.clone().map(Secret::new);
    let password = if let Some(password) = &target.password {
        if who.password_stdin || who.netrc.is_some() {
            return Err(BadCredentials::TwoPasswords);
        }
        if user.is_none() {
            return Err(BadCredentials::UrlPasswordWithoutUser);
        }
        Some(password.clone())
    } else if who.password_stdin {
        if user.is_none() {
            return Err(BadCredentials::PasswordWithoutUser);
        }
        Some(Secret::new(sources.standard_input().map_err(BadCredentials::Unreadable)?))
    } else if let Some(file) = &who.netrc {
        let text = Secret::new(sources.netrc(file.as_ref()).map_err(BadCredentials::NetrcUnreadable)?);
        let entry = netrc::find(text.danger_expose(), &target.host, user.as_deref());
        let entry = entry.map_err(BadCredentials::Netrc)?.ok_or(BadCredentials::NotInNetrc)?;
        user = user.or(entry.login);
        account = account.or(entry.account);
        if user.is_none() && entry.password.is_some() {
            return Err(BadCredentials::PasswordWithoutUser);
        }
        entry.password
    } else {
        None
    };
    let credentials = match user {
        None => Credentials::anonymous(ANONYMOUS_PASSWORD),
        Some(user) => with_password(user, password, sources)?,
    };
    let credentials = credentials.map_err(BadCredentials::Unsendable)?;
    match account {
        Some(account) => credentials.account(account.danger_expose()).map_err(BadCredentials::Unsendable),
        None => Ok(credentials),
    }
}

fn user(who: &Who, target: &Target) -> Result<Option<Vec<u8>>, BadCredentials> {
    match (&who.user, &target.user) {
        (Some(given), _) if given.contains(':') => Err(BadCredentials::ColonInUser),
        (Some(_), Some(_)) => Err(BadCredentials::TwoUsers),
        (given, in_url) => Ok(given.as_ref().map(|user| user.as_bytes().to_vec()).or_else(|| in_url.clone())),
    }
}

fn with_password(
    user: Vec<u8>,
    password: Option<Secret>,
    sources: &mut impl Sources,
) -> Result<Result<Credentials, InvalidArg>, BadCredentials> {
    if let Some(password) = password.or_else(|| sources.variable("FTP_PASSWORD").map(Secret::new)) {
        return Ok(Credentials::new(user, password.danger_expose()));
    }
    match user.as_slice() {
        b"anonymous" => return Ok(Credentials::anonymous(ANONYMOUS_PASSWORD)),
        b"ftp" => return Ok(Credentials::anonymous_ftp(ANONYMOUS_PASSWORD)),
        _ => {}
    }
    let question = format!("Password of {}: ", ftp_report::printable::printable(&user));
    match sources.ask(&question) {
        None => Err(BadCredentials::NoPassword),
        Some(Err(error)) => Err(BadCredentials::Unreadable(error)),
        Some(Ok(password)) => Ok(Credentials::new(user, password)),
    }
}

impl Sources for Environment {
    fn standard_input(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let mut ended = false;
        let limit = u64::try_from(ARGUMENT_LIMIT).unwrap_or(u64::MAX).saturating_add(2);
        // Byte by byte, and not past the line: what follows it is not for the password.
        for byte in io::stdin().lock().take(limit).bytes() {
            match byte? {
                b'\n' => {
                    ended = true;
                    break;
                }
                byte => line.push(byte),
            }
        }
        if line.ends_with(b"\r") {
            line.pop();
        }
        // An empty line is an empty password, but empty input is no password.
        if line.is_empty() && !ended { Err(io::Error::other("standard input is empty")) } else { Ok(line) }
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        env::var_os(name).map(|value| value.into_encoded_bytes())
    }

    fn netrc(&mut self, file: Option<&PathBuf>) -> io::Result<Vec<u8>> {
        let own = || env::home_dir().map(|home| home.join(".netrc"));
        let file =
            file.cloned().or_else(own).ok_or_else(|| io::Error::other("there is no home directory"))?;
        let text = fs::read(&file)?;
        if open_to_others(&file) {
            remark("Other users can read the netrc file and the passwords in it: chmod 600 prevents that.");
        }
        Ok(text)
    }

    fn ask(&mut self, question: &str) -> Option<io::Result<Vec<u8>>> {
        let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        self.asked |= terminal;
        terminal.then(|| prompt::password(question))
    }
}

#[cfg(unix)]
fn open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> bool {
    false
}

impl<S: Sources> Once<S> {
    /// Wraps the sources; none has been read yet.
    pub fn new(sources: S) -> Self {
        Once { sources, line: None, netrc: None, answers: BTreeMap::new() }
    }
}

impl<S: Sources> Sources for Once<S> {
    fn standard_input(&mut self) -> io::Result<Vec<u8>> {
        if self.line.is_none() {
            self.line = Some(Secret::new(self.sources.standard_input()?));
        }
        Ok(self.line.as_ref().map(|line| line.danger_expose().to_vec()).unwrap_or_default())
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        self.sources.variable(name)
    }

    fn netrc(&mut self, file: Option<&PathBuf>) -> io::Result<Vec<u8>> {
        if self.netrc.is_none() {
            self.netrc = Some(Secret::new(self.sources.netrc(file)?));
        }
        Ok(self.netrc.as_ref().map(|text| text.danger_expose().to_vec()).unwrap_or_default())
    }

    fn ask(&mut self, question: &str) -> Option<io::Result<Vec<u8>>> {
        if let Some(answer) = self.answers.get(question) {
            return Some(Ok(answer.danger_expose().to_vec()));
        }
        let answer = self.sources.ask(question)?;
        if let Ok(answer) = &answer {
            self.answers.insert(question.to_owned(), Secret::new(answer.clone()));
        }
        Some(answer)
    }
}

impl fmt::Display for BadCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoUsers => f.write_str("There is a name in the URL and another one with --user."),
            Self::ColonInUser => f.write_str(
                "--user takes the name only; the password comes from a prompt, --password-stdin, --netrc or \
                 FTP_PASSWORD. Write a colon that is part of the name as %3A in a URL.",
            ),
            Self::TwoPasswords => f.write_str("There is a password in the URL and another source for it."),
            Self::PasswordWithoutUser => f.write_str("There is a password, but no name: add --user."),
            Self::UrlPasswordWithoutUser => f.write_str("There is a password in the URL, but no name."),
            Self::NoPassword => f.write_str(
                "There is no password, and no terminal to ask on: use --password-stdin, --netrc or FTP_PASSWORD.",
            ),
            Self::NotInNetrc => f.write_str("The netrc file has no entry for that host and name."),
            Self::NetrcUnreadable(error) => write!(f, "The netrc file cannot be read: {error}."),
            Self::Netrc(error) => write!(f, "The netrc file cannot be understood: {error}."),
            Self::Unreadable(error) => write!(f, "The password cannot be read: {error}."),
            Self::Unsendable(error) => write!(f, "That cannot be sent to an FTP server: {error}."),
        }
    }
}

impl std::error::Error for BadCredentials {}

#[cfg(test)]
mod tests;
