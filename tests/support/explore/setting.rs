//! What a login is configured to do.

use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::{Arg, Credentials, Limits, LoginConfig, TlsPolicy};
use std::fmt;

/// Recognisable secrets: no output may show them.
pub const PASSWORD: &str = "canary-password";
/// See [`PASSWORD`].
pub const ACCOUNT: &str = "canary-account";
/// See [`PASSWORD`]: for the second try on the same connection.
pub const SECOND: &str = "canary-second";
/// See [`PASSWORD`]: the answer to a challenge.
pub const ANSWER: &str = "canary-answer";
/// See [`PASSWORD`]: the proxy's own.
pub const KEEPER: &str = "canary-keeper";

/// The user name at the proxy.
const GATE: &str = "gate";

/// The settings that change what is sent.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// See [`TlsPolicy`].
    pub tls: TlsPolicy,
    /// See [`Pipelining`].
    pub pipelining: Pipelining,
    /// Whether there is an account.
    pub account: bool,
    /// Whether HOST, FEAT, OPTS UTF8, CLNT and TYPE are asked for.
    pub options: bool,
    /// Whether the password is also sent to a challenge.
    pub to_challenge: bool,
    /// The style of the proxy, if there is one.
    pub proxy: Option<ProxyStyle>,
}

impl Setting {
    /// All policies, with two of the four combinations of account and options; then a few of them with rare
    /// features.
    pub fn all() -> Vec<Setting> {
        use {Pipelining::*, ProxyStyle::*, TlsPolicy::*};
        let mut all = Vec::new();
        for tls in [Required, Implicit, DangerIfOffered, DangerCleartext] {
            for pipelining in [InStep, BeforePassword, WithPassword, DangerWithPasswordInClear] {
                all.extend([false, true].map(|full| Setting {
                    account: full,
                    options: full,
                    ..Setting::plain(tls, pipelining)
                }));
            }
        }
        for (tls, pipelining) in [(DangerIfOffered, InStep), (Required, WithPassword)] {
            all.push(Setting { to_challenge: true, ..Setting::plain(tls, pipelining) });
        }
        for style in [UserAtHost, ProxyLoginFirst, Joined, JoinedAccount, Site, Open, ProxyUserAtHost] {
            for (tls, pipelining) in
                [(DangerIfOffered, DangerWithPasswordInClear), (Required, BeforePassword)]
            {
                all.push(Setting { account: true, proxy: Some(style), ..Setting::plain(tls, pipelining) });
            }
        }
        all
    }

    /// A few seconds' worth, including every policy, every proxy and every kind of end.
    pub fn some() -> Vec<Setting> {
        use {Pipelining::*, TlsPolicy::*};
        let chosen = |setting: &Setting| match (setting.tls, setting.pipelining) {
            (DangerCleartext, InStep | DangerWithPasswordInClear) => true,
            (DangerCleartext, _) => !setting.options,
            (DangerIfOffered | Implicit, InStep) => !setting.options,
            (DangerIfOffered, DangerWithPasswordInClear) => setting.proxy.is_some(),
            (Required, BeforePassword) => setting.proxy.is_some(),
            _ => false,
        };
        Setting::all().into_iter().filter(chosen).collect()
    }

    fn plain(tls: TlsPolicy, pipelining: Pipelining) -> Setting {
        Setting { tls, pipelining, account: false, options: false, to_challenge: false, proxy: None }
    }

    /// Returns the login's configuration.
    pub fn config(&self) -> LoginConfig {
        let mut limits = Limits::default();
        limits.preliminary = 1;
        let mut credentials = Credentials::new("alice", PASSWORD).unwrap();
        if self.account {
            credentials = credentials.account(ACCOUNT).unwrap();
        }
        let mut config =
            LoginConfig::new(credentials).tls(self.tls).pipelining(self.pipelining).limits(limits);
        if self.options {
            let name = "example".try_into().unwrap();
            config = config.host(name).utf8().client(name).binary();
        }
        if self.to_challenge {
            config = config.password_to_challenge();
        }
        if let Some(style) = self.proxy {
            let own = Credentials::new(GATE, KEEPER).unwrap();
            let host = Arg::new(b"ftp.example.com").unwrap();
            config = config.through(Script::proxy(style, host, Some(own)).unwrap());
        }
        config
    }

    /// Returns the secrets that the first try may reveal to a server and to nobody else.
    pub fn secrets(&self) -> Vec<&'static str> {
        let account = self.account.then_some(ACCOUNT);
        [Some(PASSWORD), account, self.proxy.map(|_| KEEPER)].into_iter().flatten().collect()
    }
}

/// Whether this line belongs to the login at the proxy itself. The account that one style makes of the proxy's
/// password is the last line of the only login.
pub(super) fn is_of_the_proxy(line: &str) -> bool {
    let names = |words: [&str; 2]| words.iter().any(|word| line.contains(word));
    names([GATE, KEEPER]) && !names(["alice", PASSWORD]) && !line.starts_with("ACCT")
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, {:?}", self.tls, self.pipelining)?;
        for (is_set, name) in [
            (self.account, "account"),
            (self.options, "options"),
            (self.to_challenge, "password to challenge"),
        ] {
            if is_set {
                write!(f, ", {name}")?;
            }
        }
        self.proxy.map_or(Ok(()), |style| write!(f, ", {style:?}"))
    }
}
