//! The settings of a login: from a header, so that the fuzzer can choose them, and by name, so that a file can.

use crate::choice;
use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::{Arg, Credentials, Limits, LoginConfig, TlsPolicy};

/// The settings of one login.
#[derive(Clone, Debug)]
pub struct Case {
    pub tls: TlsPolicy,
    pub pipelining: Pipelining,
    pub account: bool,
    pub password_to_challenge: bool,
    /// The driver writes what is offered before it does anything else.
    pub polite: bool,
    pub host: bool,
    pub features: bool,
    pub utf8: bool,
    pub client: bool,
    pub binary: bool,
    pub style: Option<ProxyStyle>,
    /// The number of the credentials.
    pub who: u8,
    /// The size of the pieces into which the server's bytes are cut.
    pub chunk: usize,
    pub diagnosed: bool,
    /// Whether to look for secrets at each step.
    pub look_often: bool,
    pub limits: Limits,
}

pub const POLICIES: [TlsPolicy; 4] =
    [TlsPolicy::Required, TlsPolicy::Implicit, TlsPolicy::DangerIfOffered, TlsPolicy::DangerCleartext];

pub const PIPELININGS: [Pipelining; 4] = [
    Pipelining::BeforePassword,
    Pipelining::InStep,
    Pipelining::WithPassword,
    Pipelining::DangerWithPasswordInClear,
];

pub const STYLES: [Option<ProxyStyle>; 8] = [
    None,
    Some(ProxyStyle::UserAtHost),
    Some(ProxyStyle::ProxyLoginFirst),
    Some(ProxyStyle::Joined),
    Some(ProxyStyle::JoinedAccount),
    Some(ProxyStyle::Site),
    Some(ProxyStyle::Open),
    Some(ProxyStyle::ProxyUserAtHost),
];

const CHUNKS: [usize; 8] = [1, 2, 3, 5, 7, 13, 39, 64];

const ACCOUNT: &str = "canary-account";
const PROXY_PASSWORD: &str = "canary-keeper";

/// Names and passwords: plain, not ASCII, not UTF-8, with quotes and blanks, repeated, in mixed case, short,
/// empty.
const PEOPLE: [(&[u8], &[u8]); 8] = [
    (b"canary-user", b"canary-password"),
    ("j\u{fc}rgen".as_bytes(), "gr\u{fc}n-canary".as_bytes()),
    ("\u{65e5}\u{672c}".as_bytes(), "\u{5bc6}\u{78bc}\u{5bc6}\u{78bc}\u{65e5}\u{672c}".as_bytes()),
    (b"j\xfcrgen", b"gr\xfcn-canary-\xff\xff"),
    (b"DOMAIN\\canary", b"\"canary\" and 'more' pass words"),
    (b"canary@example.com", b"canarycanarycanary"),
    (b"Canary", b"x7"),
    (b"nobody", b""),
];

impl Case {
    /// Reads the settings from the header of an input. Returns them and the rest of the input.
    pub fn from_header(data: &[u8]) -> (Self, &[u8]) {
        let ([kind, options, who, looks, limits, more], rest) = choice::header(data);
        let flag = |byte: u8, bit: u8| byte >> bit & 1 == 1;
        let mut case = Case {
            tls: POLICIES[usize::from(kind & 3)],
            pipelining: PIPELININGS[usize::from(kind >> 2 & 3)],
            account: flag(kind, 4),
            password_to_challenge: flag(kind, 5),
            polite: !flag(kind, 6),
            host: flag(options, 0),
            features: flag(options, 1),
            utf8: flag(options, 2),
            client: flag(options, 3),
            binary: flag(options, 4),
            style: STYLES[usize::from(options >> 5)],
            who,
            chunk: CHUNKS[usize::from(looks >> 3 & 7)],
            diagnosed: choice::one_in(8, data),
            look_often: flag(looks, 6),
            limits: Limits::default(),
        };
        if flag(looks, 7) {
            let limit = choice::limit(limits);
            (case.limits.line, case.limits.reply) = (limit, limit);
            case.limits.preliminary = usize::from(more & 15);
            case.limits.transcript = choice::limit(more);
        }
        (case, rest)
    }

    /// Returns the header that chooses these settings, without the limits and without how closely the login is
    /// examined.
    pub fn header(&self) -> [u8; 6] {
        let at = |found: Option<usize>| found.unwrap_or(0) as u8;
        let tls = at(POLICIES.iter().position(|one| *one == self.tls));
        let pipelining = at(PIPELININGS.iter().position(|one| *one == self.pipelining));
        let style = at(STYLES.iter().position(|one| *one == self.style));
        let bits = |bits: &[bool]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        let kind = bits(&[self.account, self.password_to_challenge, !self.polite]);
        let options = bits(&[self.host, self.features, self.utf8, self.client, self.binary]);
        [tls | pipelining << 2 | kind << 4, options | style << 5, self.who, 0, 0, 0]
    }

    pub fn is_safe(&self) -> bool {
        matches!(self.tls, TlsPolicy::Required | TlsPolicy::Implicit)
    }

    pub fn credentials(&self, who: u8) -> Credentials {
        let number = usize::from(who) % (PEOPLE.len() + 1);
        let credentials = match PEOPLE.get(number) {
            Some((user, password)) => Credentials::new(user, *password).unwrap(),
            None => Credentials::anonymous("someone@example.com").unwrap(),
        };
        // A client tries the Latin-1 form of the credentials after the UTF-8 form of the same person.
        let credentials = match who >> 7 {
            1 => credentials.to_latin1().unwrap_or(credentials),
            _ => credentials,
        };
        match self.account {
            true => credentials.account(ACCOUNT).unwrap(),
            false => credentials,
        }
    }

    /// Returns the password at the proxy, if there is a proxy.
    pub fn proxy_secret(&self) -> Option<Vec<u8>> {
        self.style.map(|_| PROXY_PASSWORD.into())
    }

    pub fn config(&self) -> LoginConfig {
        let name = || Arg::new(b"example").unwrap();
        let mut config = LoginConfig::new(self.credentials(self.who)).tls(self.tls).limits(self.limits);
        config = config.pipelining(self.pipelining);
        if let Some(style) = self.style {
            let proxy = Credentials::new("gate", PROXY_PASSWORD).unwrap();
            let script = Script::proxy(style, Arg::new(b"ftp.example.com").unwrap(), Some(proxy));
            config = config.through(script.unwrap());
        }
        type Setting = fn(LoginConfig) -> LoginConfig;
        let settings: [(bool, Setting); 4] = [
            (self.password_to_challenge, LoginConfig::password_to_challenge),
            (self.features, LoginConfig::features),
            (self.utf8, LoginConfig::utf8),
            (self.binary, LoginConfig::binary),
        ];
        for (wanted, setting) in settings {
            config = if wanted { setting(config) } else { config };
        }
        config = if self.host { config.host(name()) } else { config };
        if self.client { config.client(name()) } else { config }
    }
}

/// Returns what must not show of the credentials with this number. Secrets that are too short to be told from
/// other text may show, and so may the address of an anonymous login.
pub fn secrets(who: u8, credentials: &Credentials) -> Vec<Vec<u8>> {
    let number = usize::from(who) % (PEOPLE.len() + 1);
    let password = PEOPLE.get(number).map(|(user, password)| match who >> 7 {
        1 => in_latin1(user).and(in_latin1(password)).unwrap_or_else(|| password.to_vec()),
        _ => password.to_vec(),
    });
    let password = password.filter(|secret| secret.len() > 4);
    let account = credentials.has_account().then(|| ACCOUNT.into());
    password.into_iter().chain(account).collect()
}

fn in_latin1(text: &[u8]) -> Option<Vec<u8>> {
    str::from_utf8(text).ok()?.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
}
