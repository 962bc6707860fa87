//! The configuration of a login: who logs in, and how.

use crate::enums::Coded;
use crate::handle::{Kind, end, give, hold};
use crate::memory::{Place, ftp_bytes, read};
use crate::status::{Result, call, ftp_status};
use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::reply::Ending;
use ftp_proto::{Arg, Credentials, Limits, LoginConfig, TlsPolicy};

/// Who logs in, and how.
///
/// A new configuration requires TLS and sends the password only after 331. It can be used for any number of logins.
#[derive(Debug)]
pub struct ftp_config {
    credentials: Credentials,
    tls: TlsPolicy,
    pipelining: Pipelining,
    script: Script,
    /// The credentials for the proxy.
    proxy: Option<Credentials>,
    host: Option<Vec<u8>>,
    client: Option<Vec<u8>>,
    options: u32,
    pub(crate) limits: Limits,
}

/// Sends FEAT after the login; `ftp_session_features` returns the reply.
pub const FTP_WANT_FEATURES: u32 = 1;
/// Asks for UTF-8 names after the login, if FEAT lists that.
pub const FTP_WANT_UTF8: u32 = 2;
/// Sends `TYPE I` after the login.
pub const FTP_WANT_BINARY: u32 = 4;
/// Sends the plain password even to a server that offers a one-time password challenge.
pub const FTP_WANT_PASSWORD_TO_CHALLENGE: u32 = 8;

/// Limits on a server's replies. 0 means the default.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct ftp_limits {
    /// The most bytes in one line. Default 8 KiB.
    pub line: usize,
    /// The most bytes in one reply. Default 64 KiB.
    pub reply: usize,
    /// The most lines in one reply. Default 1,024.
    pub lines: usize,
    /// The most bytes that a transcript keeps. Default 256 KiB.
    pub transcript: usize,
    /// The most preliminary or unasked replies in a row. Default 16.
    pub preliminary: usize,
    /// Not 0: any code ends a multi-line reply, as glFTPd and bftpd send them.
    pub any_code_ends: u32,
}

/// Makes a configuration from a name and a password, in the bytes that the server expects. The password may be empty.
/// `FTP_STATUS_ARGUMENT`, here and wherever a configuration takes bytes: they are empty and must not be, contain CR, LF or
/// NUL, or are over 4,000 bytes.
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

/// Makes a configuration for `anonymous`. The password is an e-mail address, or empty.
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

/// Sets how TLS is used: an `ftp_tls_policy`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_tls(config: *mut ftp_config, policy: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe {
        hold(config)?.tls = Coded::of(policy)?;
        Ok(())
    })
}

/// Sets which commands may share one write: an `ftp_pipelining`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_pipelining(config: *mut ftp_config, pipelining: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe {
        hold(config)?.pipelining = Coded::of(pipelining)?;
        Ok(())
    })
}

/// Sets the account for servers that reply 332.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_account(config: *mut ftp_config, account: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe { hold(config)?.set_account(account.get()?) })
}

/// Sets the virtual host, which `HOST` names before `USER`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_host(config: *mut ftp_config, name: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        hold(config)?.host = Some(argument(name.get()?)?.bytes().to_vec());
        Ok(())
    })
}

/// Sets the client's name, which `CLNT` sends after the login if FEAT lists that command.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_client(config: *mut ftp_config, name: ftp_bytes) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        hold(config)?.client = Some(argument(name.get()?)?.bytes().to_vec());
        Ok(())
    })
}

/// Logs in to `host` through an FTP proxy. `style` is an `ftp_proxy_style`; `host` may end in `:port`. `user` and
/// `password` are for the proxy itself; pass no bytes if it needs none. `FTP_STATUS_ARGUMENT`: the style needs a user and
/// there is none, or there is a password without a user.
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

/// Adds further wishes: the sum of some of the `FTP_WANT_` options. Wishes that were added earlier stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_want(config: *mut ftp_config, options: u32) -> ftp_status {
    // SAFETY: the pointer is what the header says.
    call(|| unsafe { hold(config)?.set_options(options) })
}

/// Sets the limits on a server's replies.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftp_config_limits(config: *mut ftp_config, limits: *const ftp_limits) -> ftp_status {
    // SAFETY: the pointers are what the header says.
    call(|| unsafe {
        hold(config)?.limits = read(limits)?.limits();
        Ok(())
    })
}

/// Ends a configuration. Logins that were begun with it continue.
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

    /// The parts that count for another try over the same connection.
    pub(crate) fn who(&self) -> (Credentials, TlsPolicy) {
        (self.credentials.clone(), self.tls)
    }

    /// All credentials that a transcript must not contain: a proxy has its own password.
    pub(crate) fn all_credentials(&self) -> Vec<Credentials> {
        [Some(&self.credentials), self.proxy.as_ref()].into_iter().flatten().cloned().collect()
    }

    /// Converts it to the core's configuration.
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
        let proxy = match (user, password) {
            (b"", b"") => None,
            (b"", _) => return Err(ftp_status::Argument),
            _ => Some(Credentials::new(user, password).map_err(|_| ftp_status::Argument)?),
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

/// A change to a configuration.
type Change = fn(LoginConfig) -> LoginConfig;

/// What each option does.
const OPTIONS: &[(u32, Change)] = &[
    (FTP_WANT_FEATURES, LoginConfig::features),
    (FTP_WANT_UTF8, LoginConfig::utf8),
    (FTP_WANT_BINARY, LoginConfig::binary),
    (FTP_WANT_PASSWORD_TO_CHALLENGE, LoginConfig::password_to_challenge),
];

/// Checks that the bytes can be the argument of a command.
pub(crate) fn argument(bytes: &[u8]) -> Result<Arg<'_>> {
    Arg::new(bytes).map_err(|_| ftp_status::Argument)
}

/// Like [`argument`], but no bytes are no argument.
pub(crate) fn optional(bytes: &[u8]) -> Result<Option<Arg<'_>>> {
    if bytes.is_empty() { Ok(None) } else { argument(bytes).map(Some) }
}
