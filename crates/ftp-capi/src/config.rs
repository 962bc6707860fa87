//! Who logs in, and how.

use crate::enums::Coded;
use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, ftp_bytes, read};
use crate::status::{Result, call, ftp_status};
use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::reply::Ending;
use ftp_proto::{Arg, Credentials, Limits, LoginConfig, TlsPolicy};

/// Who logs in, and how: TLS required, the password only after 331, until it is set otherwise. One can be used for any
/// number of logins.
#[derive(Debug)]
pub struct ftp_config {
    credentials: Credentials,
    tls: TlsPolicy,
    pipelining: Pipelining,
    script: Script,
    /// Who logs in at the proxy.
    proxy: Option<Credentials>,
    host: Option<Vec<u8>>,
    client: Option<Vec<u8>>,
    options: u32,
    pub(crate) limits: Limits,
}

/// Asks FEAT after the login: `ftp_session_features`.
pub const FTP_WANT_FEATURES: u32 = 1;
/// Asks for UTF-8 names after the login, where FEAT lists it.
pub const FTP_WANT_UTF8: u32 = 2;
/// Sets `TYPE I` after the login.
pub const FTP_WANT_BINARY: u32 = 4;
/// Sends the password as it is to a server that offers a one-time password challenge.
pub const FTP_WANT_PASSWORD_TO_CHALLENGE: u32 = 8;

/// How much of a server's replies is taken. 0 is the default of each.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct ftp_limits {
    /// Bytes in one line.
    pub line: usize,
    /// Bytes in one reply.
    pub reply: usize,
    /// Lines in one reply.
    pub lines: usize,
    /// Bytes that a transcript keeps.
    pub transcript: usize,
    /// Preliminary or unasked replies in a row.
    pub preliminary: usize,
    /// Not 0: any code ends a multi-line reply, as glFTPd and bftpd send them.
    pub any_code_ends: u32,
}

/// A name and a password, in the bytes that the server expects. The password may be empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_new(
    user: ftp_bytes,
    password: ftp_bytes,
    config: *mut *mut ftp_config,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let credentials = Credentials::new(user.get()?, password.get()?).map_err(|_| ftp_status::Argument)?;
        give(Place::new(config)?, ftp_config::new(credentials));
        Ok(())
    })
}

/// `anonymous`, with an e-mail address or nothing as the password.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_anonymous(
    address: ftp_bytes,
    config: *mut *mut ftp_config,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        let address = core::str::from_utf8(address.get()?).map_err(|_| ftp_status::Argument)?;
        let credentials = Credentials::anonymous(address).map_err(|_| ftp_status::Argument)?;
        give(Place::new(config)?, ftp_config::new(credentials));
        Ok(())
    })
}

/// How much TLS: an `ftp_tls_policy`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_tls(config: *mut ftp_config, policy: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe {
        hold(config)?.tls = Coded::of(policy)?;
        Ok(())
    })
}

/// What may go in one write: an `ftp_pipelining`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_pipelining(config: *mut ftp_config, pipelining: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe {
        hold(config)?.pipelining = Coded::of(pipelining)?;
        Ok(())
    })
}

/// The account, for servers that answer 332.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_account(config: *mut ftp_config, account: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe { hold(config)?.set_account(account.get()?) })
}

/// The virtual host, sent by `HOST` before `USER`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_host(config: *mut ftp_config, name: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        hold(config)?.host = Some(argument(name.get()?)?.bytes().to_vec());
        Ok(())
    })
}

/// The name of the client, sent by `CLNT` after the login, where FEAT lists it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_client(config: *mut ftp_config, name: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        hold(config)?.client = Some(argument(name.get()?)?.bytes().to_vec());
        Ok(())
    })
}

/// Through an FTP proxy (`style`: an `ftp_proxy_style`) to `host`, which may have `:port` behind it. `user` and `password` are for
/// the proxy itself; no bytes where it wants none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_proxy(
    config: *mut ftp_config,
    style: u32,
    host: ftp_bytes,
    user: ftp_bytes,
    password: ftp_bytes,
) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe { hold(config)?.set_proxy(style, host.get()?, user.get()?, password.get()?) })
}

/// What else is wanted: `FTP_WANT_FEATURES` and the others, added up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_want(config: *mut ftp_config, options: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(config)?.set_options(options) })
}

/// How much of a server's replies is taken.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_limits(config: *mut ftp_config, limits: *const ftp_limits) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        hold(config)?.limits = read(limits)?.limits();
        Ok(())
    })
}

/// Ends a configuration. Logins that were begun with it go on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_free(config: *mut ftp_config) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { end(config) })
}

impl Kind for ftp_config {
    const TAG: u32 = 0xf7b0_0100;
}

impl ftp_config {
    fn new(credentials: Credentials) -> Self {
        ftp_config {
            credentials,
            tls: TlsPolicy::default(),
            pipelining: Pipelining::default(),
            script: Script::direct(),
            proxy: None,
            host: None,
            client: None,
            options: 0,
            limits: Limits::default(),
        }
    }

    /// What of it counts for another try over the same connection.
    pub(crate) fn who(&self) -> (Credentials, TlsPolicy) {
        (self.credentials.clone(), self.tls)
    }

    /// What a server must not get into a transcript is in these: a proxy has a password of its own.
    pub(crate) fn all_credentials(&self) -> Vec<Credentials> {
        [Some(&self.credentials), self.proxy.as_ref()].into_iter().flatten().cloned().collect()
    }

    /// What the core takes.
    pub(crate) fn config(&self) -> Result<LoginConfig> {
        let mut config = LoginConfig::new(self.credentials.clone())
            .tls(self.tls)
            .pipelining(self.pipelining)
            .through(self.script.clone())
            .limits(self.limits);
        if let Some(host) = &self.host {
            config = config.host(argument(host)?);
        }
        if let Some(client) = &self.client {
            config = config.client(argument(client)?);
        }
        let wants = |option| self.options & option != 0;
        for (option, set) in OPTIONS {
            config = if wants(*option) { set(config) } else { config };
        }
        Ok(config)
    }

    fn set_account(&mut self, account: &[u8]) -> Result {
        self.credentials = self.credentials.clone().account(account).map_err(|_| ftp_status::Argument)?;
        Ok(())
    }

    fn set_options(&mut self, options: u32) -> Result {
        let known = OPTIONS.iter().fold(0, |known, (option, _)| known | option);
        if options & !known != 0 {
            return Err(ftp_status::Argument);
        }
        self.options |= options;
        Ok(())
    }

    fn set_proxy(&mut self, style: u32, host: &[u8], user: &[u8], password: &[u8]) -> Result {
        let proxy = match user {
            b"" => None,
            user => Some(Credentials::new(user, password).map_err(|_| ftp_status::Argument)?),
        };
        let style: ProxyStyle = Coded::of(style)?;
        self.script =
            Script::proxy(style, argument(host)?, proxy.clone()).map_err(|_| ftp_status::Argument)?;
        self.proxy = proxy;
        Ok(())
    }
}

impl ftp_limits {
    pub(crate) fn limits(&self) -> Limits {
        let default = Limits::default();
        let or = |value, default| if value == 0 { default } else { value };
        default
            .with_line(or(self.line, default.line))
            .with_reply(or(self.reply, default.reply))
            .with_lines(or(self.lines, default.lines))
            .with_transcript(or(self.transcript, default.transcript))
            .with_preliminary(or(self.preliminary, default.preliminary))
            .with_ending(if self.any_code_ends == 0 { Ending::OpeningCode } else { Ending::AnyCode })
    }
}

/// Changes a configuration.
type Change = fn(LoginConfig) -> LoginConfig;

/// What each option does.
const OPTIONS: &[(u32, Change)] = &[
    (FTP_WANT_FEATURES, LoginConfig::features),
    (FTP_WANT_UTF8, LoginConfig::utf8),
    (FTP_WANT_BINARY, LoginConfig::binary),
    (FTP_WANT_PASSWORD_TO_CHALLENGE, LoginConfig::password_to_challenge),
];

/// What can stand behind a verb.
pub(crate) fn argument(bytes: &[u8]) -> Result<Arg<'_>> {
    Arg::new(bytes).map_err(|_| ftp_status::Argument)
}

/// The same, or none where there are no bytes.
pub(crate) fn optional(bytes: &[u8]) -> Result<Option<Arg<'_>>> {
    if bytes.is_empty() { Ok(None) } else { argument(bytes).map(Some) }
}
