//! The configuration of a login: who logs in, how it is protected, and what else to ask the server for.

use super::script::Script;
use crate::command::{Arg, InvalidArg};
use crate::reply::Limits;
use crate::transcript::Secret;
use crate::transcript::secret::to_latin1;
use alloc::vec::Vec;
use core::fmt;

/// A user name and password, and an account if the server wants one. `Debug` shows only the name.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub(crate) user: Vec<u8>,
    pub(crate) password: Secret,
    pub(crate) account: Option<Secret>,
    /// The login is anonymous: its password is an address meant for the server's log, and no secret.
    pub(crate) anonymous: bool,
}

impl Credentials {
    /// Makes credentials from a name and a password, in the bytes that the server expects (a `str` gives UTF-8). The
    /// password may be empty.
    ///
    /// # Errors
    /// An empty name, and a CR, LF or NUL or more than [`ARGUMENT_LIMIT`](crate::command::ARGUMENT_LIMIT) bytes in either.
    /// The error names the field: "user" or "password".
    pub fn new(user: impl AsRef<[u8]>, password: impl Into<Vec<u8>>) -> Result<Self, InvalidArg> {
        let password = secret("password", password.into())?;
        let user = Arg::named("user", user.as_ref())?.bytes().to_vec();
        Ok(Credentials { user, password, account: None, anonymous: false })
    }

    /// Makes credentials for the user `anonymous` (RFC 1635), with an e-mail address or nothing as the password. Unlike other
    /// passwords, it is not hidden in the transcript.
    ///
    /// # Errors
    /// As [`Credentials::new`], about the field "password".
    pub fn anonymous(address: &str) -> Result<Self, InvalidArg> {
        Ok(Credentials { anonymous: true, ..Self::new("anonymous", address)? })
    }

    /// As [`Credentials::anonymous`], with `ftp`, the other name of the anonymous user.
    ///
    /// # Errors
    /// As [`Credentials::new`], about the field "password".
    pub fn anonymous_ftp(address: &str) -> Result<Self, InvalidArg> {
        Ok(Credentials { anonymous: true, ..Self::new("ftp", address)? })
    }

    /// Sets the account, for servers that answer 332 (RFC 959 section 4.1.1).
    ///
    /// # Errors
    /// An account that is empty, has a CR, LF or NUL, or is over [`ARGUMENT_LIMIT`](crate::command::ARGUMENT_LIMIT) bytes.
    /// The error names the field "account".
    pub fn account(self, account: impl Into<Vec<u8>>) -> Result<Self, InvalidArg> {
        let account = secret("account", account.into())?;
        Arg::named("account", account.danger_expose())?;
        Ok(Credentials { account: Some(account), ..self })
    }

    /// Returns the credentials in Latin-1, for servers that do not know UTF-8. Returns `None` if they are all ASCII, so
    /// that nothing would change, if they are not UTF-8, or if Latin-1 lacks one of their characters.
    pub fn to_latin1(&self) -> Option<Self> {
        let secrets = [Some(&self.password), self.account.as_ref()].into_iter().flatten();
        if self.user.is_ascii() && secrets.into_iter().all(|secret| secret.danger_expose().is_ascii()) {
            return None;
        }
        let account = match &self.account {
            Some(account) => Some(to_latin1(account.danger_expose())?),
            None => None,
        };
        Some(Credentials {
            user: to_latin1(&self.user)?.danger_expose().to_vec(),
            password: to_latin1(self.password.danger_expose())?,
            account,
            anonymous: self.anonymous,
        })
    }

    /// Returns the name.
    pub fn user(&self) -> &[u8] {
        &self.user
    }

    /// Returns the password.
    pub fn password(&self) -> &Secret {
        &self.password
    }

    /// Whether there is an account.
    pub fn has_account(&self) -> bool {
        self.account.is_some()
    }

    /// The secrets to keep out of the transcript. The password of an anonymous login is not one of them: it is an address
    /// that can explain a refusal.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        (!self.anonymous).then_some(&self.password).into_iter().chain(&self.account)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials(\"{}\", ***)", self.user.escape_ascii())
    }
}

named! {
    /// Whether and how a login uses TLS.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum TlsPolicy {
        /// `AUTH TLS` before anything else (RFC 4217), and `AUTH SSL` if the server does not understand that. If the server
        /// refuses, there is no login.
        #[default]
        Required = "required",
        /// TLS from the first byte, usually on port 990.
        Implicit = "implicit",
        /// `AUTH TLS`, and if the server refuses it, a login in clear. An attacker on the way can force the latter.
        ///
        /// If the server then refuses USER because it demands TLS, AUTH is sent once more. This works only if the reply
        /// says so in English. In another language the login fails, and a diagnosis tells why.
        DangerIfOffered = "danger_if_offered",
        /// No TLS: everyone on the way can read the password.
        DangerCleartext = "danger_cleartext",
    }
}

named! {
    /// Which commands of a login may go in one write. Fewer waits make a faster login. A server that cannot read several
    /// commands from one write needs [`Pipelining::InStep`].
    ///
    /// The number of round trips, the TCP handshake included, until the login is complete and, under TLS, ready for a
    /// transfer:
    ///
    /// | | `InStep` | `BeforePassword` | `WithPassword` | `DangerWithPasswordInClear` |
    /// |---|---|---|---|---|
    /// | `DangerCleartext` | 4 | 4 | 4 | 3 |
    /// | `DangerIfOffered`, AUTH refused | 5 | 5 | 5 | 4 |
    /// | `DangerIfOffered`, AUTH taken | 8 | 6 | 5 | 5 |
    /// | `Required` | 8 | 6 | 5 | 5 |
    /// | `Implicit` | 7 | 5 | 4 | 4 |
    /// | HOST: more | 1 | 0 | 0 | 0 |
    /// | FEAT and TYPE: more | 2 | 1 | 1 | 1 |
    /// | OPTS UTF8 and CLNT, by FEAT: more | 2 | 1 | 1 | 1 |
    ///
    /// These numbers are for TLS 1.3. TLS 1.2 takes one more, and so does a server that asks for another key share than
    /// the one offered.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Pipelining {
        /// Each command waits for the reply to the one before it.
        InStep = "in_step",
        /// The commands before the password (PBSZ, PROT, HOST, USER) go in one write, the password follows after 331, and
        /// the optional commands after the login go in one write again.
        #[default]
        BeforePassword = "before_password",
        /// Under TLS, the password goes in the same write as USER. RFC 959 section 5.4 asks a client to wait for 331, but
        /// vsftpd, ProFTPD, Pure-FTPd and pyftpdlib do not mind. In clear this is [`Pipelining::BeforePassword`].
        WithPassword = "with_password",
        /// As [`Pipelining::WithPassword`], but also in clear: the password is sent even to a server that would have asked
        /// for TLS.
        DangerWithPasswordInClear = "danger_with_password_in_clear",
    }
}

/// The configuration of a [`Login`](super::Login).
///
/// ```
/// use ftp_proto::{Credentials, LoginConfig, TlsPolicy};
///
/// let config = LoginConfig::new(Credentials::new("alice", "secret")?)
///     .tls(TlsPolicy::Implicit)
///     .utf8();
/// assert!(!format!("{config:?}").contains("secret"));
/// # Ok::<(), ftp_proto::command::InvalidArg>(())
/// ```
#[derive(Clone, Debug)]
pub struct LoginConfig {
    pub(crate) credentials: Credentials,
    pub(crate) tls: TlsPolicy,
    pub(crate) limits: Limits,
    pub(crate) pipelining: Pipelining,
    pub(crate) host: Option<Vec<u8>>,
    pub(crate) script: Script,
    pub(crate) password_to_challenge: bool,
    pub(crate) features: bool,
    pub(crate) utf8: bool,
    pub(crate) client: Option<Vec<u8>>,
    pub(crate) binary: bool,
}

impl LoginConfig {
    /// Makes a configuration with the defaults: TLS is required, the password goes only after 331, and nothing is asked
    /// for after the login.
    pub fn new(credentials: Credentials) -> Self {
        LoginConfig {
            credentials,
            tls: TlsPolicy::default(),
            limits: Limits::default(),
            pipelining: Pipelining::default(),
            host: None,
            script: Script::direct(),
            password_to_challenge: false,
            features: false,
            utf8: false,
            client: None,
            binary: false,
        }
    }

    /// Sets whether and how to use TLS.
    pub fn tls(self, tls: TlsPolicy) -> Self {
        LoginConfig { tls, ..self }
    }

    /// Sets which commands may go in one write.
    pub fn pipelining(self, pipelining: Pipelining) -> Self {
        LoginConfig { pipelining, ..self }
    }

    /// Sets how much the server may send, and how much of it is kept.
    pub fn limits(self, limits: Limits) -> Self {
        LoginConfig { limits, ..self }
    }

    /// Sets the virtual host, sent by `HOST` before `USER` (RFC 7151). A refusal is recorded and otherwise ignored.
    pub fn host(self, name: Arg<'_>) -> Self {
        LoginConfig { host: Some(name.bytes().to_vec()), ..self }
    }

    /// Logs in through an FTP proxy.
    pub fn through(self, script: Script) -> Self {
        LoginConfig { script, ..self }
    }

    /// Sends the password itself to a server that asks for a one-time password. By default the login stops there with
    /// [`LoginErrorKind::AnswerWanted`](crate::login::LoginErrorKind::AnswerWanted), unless the password went in one write
    /// with USER: then the server's reply to it decides.
    pub fn password_to_challenge(self) -> Self {
        LoginConfig { password_to_challenge: true, ..self }
    }

    /// Sends `FEAT` after the login (RFC 2389).
    pub fn features(self) -> Self {
        LoginConfig { features: true, ..self }
    }

    /// Sends `FEAT` after the login, and `OPTS UTF8 ON` if the server lists `UTF8`.
    pub fn utf8(self) -> Self {
        LoginConfig { features: true, utf8: true, ..self }
    }

    /// Sends `FEAT` after the login, and `CLNT` with this name if the server lists `CLNT`.
    pub fn client(self, name: Arg<'_>) -> Self {
        LoginConfig { features: true, client: Some(name.bytes().to_vec()), ..self }
    }

    /// Sends `TYPE I` after the login.
    pub fn binary(self) -> Self {
        LoginConfig { binary: true, ..self }
    }
}

fn secret(field: &'static str, bytes: Vec<u8>) -> Result<Secret, InvalidArg> {
    let secret = Secret::new(bytes);
    match Arg::named(field, secret.danger_expose()) {
        Err(error) if !secret.is_empty() => Err(error),
        _ => Ok(secret),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::ArgProblem;

    #[test]
    fn bad_credentials_name_the_field_and_not_its_value() {
        let fine = || Credentials::new("alice", "x").unwrap();
        for (result, field, problem) in [
            (Credentials::new("", "x"), "user", ArgProblem::Empty),
            (Credentials::new("al\nice", "x"), "user", ArgProblem::ControlByte { at: 2 }),
            (Credentials::new("alice", "hunter2\r\nDELE /"), "password", ArgProblem::ControlByte { at: 7 }),
            (fine().account(""), "account", ArgProblem::Empty),
            (fine().account("a\0"), "account", ArgProblem::ControlByte { at: 1 }),
        ] {
            let error = result.unwrap_err();
            assert_eq!(error, InvalidArg { field, problem });
            assert!(!error.to_string().contains("hunter2"));
        }
        assert!(Credentials::new("alice", "").is_ok(), "an empty password is a password");
    }

    #[test]
    fn latin1_is_offered_only_where_it_changes_something() {
        let latin1 = |user: &[u8], password: &str| {
            Credentials::new(user, password).unwrap().to_latin1().map(|c| c.password.danger_expose().to_vec())
        };
        assert_eq!(latin1(b"alice", "secret"), None);
        assert_eq!(latin1(b"alice", "§x"), Some(b"\xa7x".to_vec()));
        assert_eq!(latin1("jürgen".as_bytes(), "x"), Some(b"x".to_vec()));
        assert_eq!(latin1(b"alice", "密"), None, "not in Latin-1");
        assert_eq!(latin1(b"\xff", "x"), None, "not UTF-8");
    }
}
