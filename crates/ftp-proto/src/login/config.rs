//! What a login needs to know: who, how safe, and what else to ask for.

use super::script::Script;
use crate::command::{Arg, InvalidArg};
use crate::reply::Limits;
use crate::transcript::Secret;
use crate::transcript::secret::to_latin1;
use alloc::vec::Vec;
use core::fmt;

/// Who logs in. `Debug` shows the name only.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub(crate) user: Vec<u8>,
    pub(crate) password: Secret,
    pub(crate) account: Option<Secret>,
    /// An anonymous password is an address that the server is meant to see in its log.
    pub(crate) anonymous: bool,
}

impl Credentials {
    /// A name and a password, in the bytes that the server expects (`str` gives UTF-8). The password
    /// may be empty. Errors name the field: "user", "password".
    pub fn new(user: impl AsRef<[u8]>, password: impl Into<Vec<u8>>) -> Result<Self, InvalidArg> {
        let password = secret("password", password.into())?;
        let user = Arg::named("user", user.as_ref())?.bytes().to_vec();
        Ok(Credentials { user, password, account: None, anonymous: false })
    }

    /// `anonymous` (RFC 1635), with an e-mail address or nothing as the password.
    pub fn anonymous(address: &str) -> Result<Self, InvalidArg> {
        Ok(Credentials { anonymous: true, ..Self::new("anonymous", address)? })
    }

    /// `ftp`, the other name of `anonymous`.
    pub fn anonymous_ftp(address: &str) -> Result<Self, InvalidArg> {
        Ok(Credentials { anonymous: true, ..Self::new("ftp", address)? })
    }

    /// The account, for servers that answer 332 (RFC 959 4.1.1). An empty one is an error of the field
    /// "account": it is never sent.
    pub fn account(self, account: impl Into<Vec<u8>>) -> Result<Self, InvalidArg> {
        let account = secret("account", account.into())?;
        Arg::named("account", account.danger_expose())?;
        Ok(Credentials { account: Some(account), ..self })
    }

    /// The same in Latin-1, for servers that know no UTF-8. `None`: all of it is ASCII, so nothing would
    /// change, or it is not UTF-8, or Latin-1 does not have it.
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

    /// The name.
    pub fn user(&self) -> &[u8] {
        &self.user
    }

    /// The password.
    pub fn password(&self) -> &Secret {
        &self.password
    }

    /// Whether there is an account.
    pub fn has_account(&self) -> bool {
        self.account.is_some()
    }

    /// What a server must not get into a transcript. The password of an anonymous login is no secret, and
    /// its address explains a refusal.
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
    /// How much TLS.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum TlsPolicy {
        /// `AUTH TLS` before anything else (RFC 4217), or no login.
        #[default]
        Required = "required",
        /// TLS from the first byte, usually on port 990.
        Implicit = "implicit",
        /// `AUTH TLS`; where the server refuses it, in clear. Someone in between can force that. A server that then
        /// refuses USER until there is TLS is asked for TLS once more, if it says so in English; where it says so in
        /// another language the login is refused, and a diagnosis says why.
        DangerIfOffered = "danger_if_offered",
        /// In clear: everyone on the way reads the password.
        DangerCleartext = "danger_cleartext",
    }
}

named! {
    /// Which commands may go in one write. The fewer waits, the faster; a server that does not read them
    /// one by one needs [`Pipelining::InStep`].
    ///
    /// Exchanges (round trips, the TCP handshake being the first) until the login is complete and, under TLS, ready
    /// for a transfer:
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
    /// That is with TLS 1.3. TLS 1.2 takes one more, and so does a server that asks for another key share than
    /// it was offered.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Pipelining {
        /// One command, one reply.
        InStep = "in_step",
        /// What comes before the password in one write (PBSZ, PROT, HOST, USER), the password after 331, and
        /// the optional commands after the login in one.
        #[default]
        BeforePassword = "before_password",
        /// Under TLS the password too. RFC 959 5.4 asks a client to wait for 331, vsftpd, ProFTPD, Pure-FTPd
        /// and pyftpdlib do not mind. In clear as [`Pipelining::BeforePassword`].
        WithPassword = "with_password",
        /// The same in clear as well: the password is sent even to a server that would have asked for TLS.
        DangerWithPasswordInClear = "danger_with_password_in_clear",
    }
}

/// What a login needs to know.
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
    /// TLS required, the password only after 331, nothing asked for after the login.
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

    /// How much TLS.
    pub fn tls(self, tls: TlsPolicy) -> Self {
        LoginConfig { tls, ..self }
    }

    /// What may go in one write.
    pub fn pipelining(self, pipelining: Pipelining) -> Self {
        LoginConfig { pipelining, ..self }
    }

    /// How much a server may send.
    pub fn limits(self, limits: Limits) -> Self {
        LoginConfig { limits, ..self }
    }

    /// The virtual host, sent by `HOST` before `USER` (RFC 7151). A refusal is recorded and ignored.
    pub fn host(self, name: Arg<'_>) -> Self {
        LoginConfig { host: Some(name.bytes().to_vec()), ..self }
    }

    /// Through an FTP proxy.
    pub fn through(self, script: Script) -> Self {
        LoginConfig { script, ..self }
    }

    /// Sends the password as it is to a server that offers a one-time password challenge. By default the
    /// login stops there ([`LoginErrorKind::AnswerWanted`](crate::login::LoginErrorKind::AnswerWanted)), unless the
    /// password went in one write with USER: then what the server says to it decides.
    pub fn password_to_challenge(self) -> Self {
        LoginConfig { password_to_challenge: true, ..self }
    }

    /// `FEAT` after the login (RFC 2389).
    pub fn features(self) -> Self {
        LoginConfig { features: true, ..self }
    }

    /// `OPTS UTF8 ON` after the login, where `FEAT` lists `UTF8`.
    pub fn utf8(self) -> Self {
        LoginConfig { features: true, utf8: true, ..self }
    }

    /// `CLNT` with this name after the login, where `FEAT` lists it.
    pub fn client(self, name: Arg<'_>) -> Self {
        LoginConfig { features: true, client: Some(name.bytes().to_vec()), ..self }
    }

    /// `TYPE I` after the login.
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
