//! The configuration of a login: who logs in, and how.

use crate::text::{Text, number, of_name, value_error};
use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::reply::Ending;
use ftp_proto::{Credentials, Limits, TlsPolicy};
use pyo3::prelude::*;

/// Who logs in, and how.
#[pyclass(frozen, module = "ftp_proto")]
pub struct LoginConfig {
    config: ftp_proto::LoginConfig,
    credentials: Credentials,
    /// The credentials for the proxy.
    proxy: Option<Credentials>,
    tls: TlsPolicy,
}

#[pymethods]
impl LoginConfig {
    #[new]
    #[pyo3(signature = (user, password, *, account=None, tls="required", pipelining="before_password", host=None,
        client=None, features=false, utf8=false, binary=false, password_to_challenge=false))]
    #[allow(clippy::too_many_arguments)] // they have names in Python
    fn new(
        user: Text,
        password: Text,
        account: Option<Text>,
        tls: &str,
        pipelining: &str,
        host: Option<Text>,
        client: Option<Text>,
        features: bool,
        utf8: bool,
        binary: bool,
        password_to_challenge: bool,
    ) -> PyResult<Self> {
        let mut credentials = Credentials::new(user.bytes(), password.bytes()).map_err(value_error)?;
        if let Some(account) = account {
            credentials = credentials.account(account.bytes()).map_err(value_error)?;
        }
        let tls = of_name(tls, TlsPolicy::ALL, |one| one.name())?;
        let mut config = ftp_proto::LoginConfig::new(credentials.clone()).tls(tls).pipelining(of_name(
            pipelining,
            Pipelining::ALL,
            |one| one.name(),
        )?);
        if let Some(host) = &host {
            config = config.host(host.argument()?);
        }
        if let Some(client) = &client {
            config = config.client(client.argument()?);
        }
        config = if features { config.features() } else { config };
        config = if utf8 { config.utf8() } else { config };
        config = if binary { config.binary() } else { config };
        config = if password_to_challenge { config.password_to_challenge() } else { config };
        Ok(LoginConfig { config, credentials, proxy: None, tls })
    }

    #[pyo3(signature = (style, host, user=None, password=None))]
    fn through(&self, style: &str, host: Text, user: Option<Text>, password: Option<Text>) -> PyResult<Self> {
        let style = of_name(style, ProxyStyle::ALL, |one| one.name())?;
        if user.is_none() && password.is_some() {
            return Err(value_error("a password of the proxy without a user of it"));
        }
        let password = password.as_ref().map_or(&b""[..], Text::bytes);
        let proxy =
            user.map(|user| Credentials::new(user.bytes(), password)).transpose().map_err(value_error)?;
        let script = Script::proxy(style, host.argument()?, proxy.clone()).map_err(value_error)?;
        Ok(LoginConfig { proxy, ..self.with(self.config().through(script)) })
    }

    #[pyo3(signature = (*, line=None, reply=None, lines=None, transcript=None, preliminary=None,
        ending="opening_code"))]
    fn limited(
        &self,
        #[pyo3(from_py_with = number)] line: Option<usize>,
        #[pyo3(from_py_with = number)] reply: Option<usize>,
        #[pyo3(from_py_with = number)] lines: Option<usize>,
        #[pyo3(from_py_with = number)] transcript: Option<usize>,
        #[pyo3(from_py_with = number)] preliminary: Option<usize>,
        ending: &str,
    ) -> PyResult<Self> {
        let limits = limits([line, reply, lines, transcript, preliminary], ending)?;
        Ok(self.with(self.config().limits(limits)))
    }

    fn __repr__(&self) -> String {
        format!("LoginConfig({:?})", self.credentials)
    }
}

/// Returns the default limits, changed by those that are given: bytes in a line and in a reply, lines in a reply, bytes
/// that the transcript keeps, replies in a row.
pub(crate) fn limits(given: [Option<usize>; 5], ending: &str) -> PyResult<Limits> {
    let mut limits = Limits::default().with_ending(of_name(ending, Ending::ALL, |one| one.name())?);
    let all = [
        &mut limits.line,
        &mut limits.reply,
        &mut limits.lines,
        &mut limits.transcript,
        &mut limits.preliminary,
    ];
    for (limit, given) in all.into_iter().zip(given) {
        *limit = given.unwrap_or(*limit);
    }
    Ok(limits)
}

impl LoginConfig {
    fn with(&self, config: ftp_proto::LoginConfig) -> Self {
        LoginConfig {
            config,
            credentials: self.credentials.clone(),
            proxy: self.proxy.clone(),
            tls: self.tls,
        }
    }

    pub(crate) fn config(&self) -> ftp_proto::LoginConfig {
        self.config.clone()
    }

    /// All credentials that a transcript must not contain: a proxy has its own password.
    pub(crate) fn all_credentials(&self) -> impl Iterator<Item = &Credentials> {
        [Some(&self.credentials), self.proxy.as_ref()].into_iter().flatten()
    }

    pub(crate) fn tls(&self) -> TlsPolicy {
        self.tls
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }
}
