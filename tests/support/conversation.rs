//! Conversation files: what a server sends, what a client must send, how it ends, and why.
//!
//! The notation is described in `tests/data/conversations/README.md`.

use ftp_diagnosis::diagnose;
use ftp_proto::login::{LoginErrorKind, Pipelining, ProxyStyle, Script};
use ftp_proto::{
    Action, Arg, Credentials, Dialogue, Input, Login, LoginConfig, Secret, TlsFailure, TlsPolicy,
};

/// One file.
#[derive(Debug, Default)]
pub struct Conversation {
    settings: Vec<(String, String)>,
    /// Each step with its line.
    steps: Vec<(usize, Step)>,
    /// The expected results as (key, value), such as `("end", "refused 530 pass")`.
    pub expected: Vec<(String, String)>,
}

#[derive(Debug, PartialEq)]
enum Step {
    /// Bytes from the server. Adjacent ones form one segment.
    Server(Vec<u8>),
    /// Lines from the client, in one or several writes.
    Client(Vec<u8>),
    TlsUp,
    TlsFailed(TlsFailure),
    TimedOut,
    Closed,
    /// The answer to the challenge, from this pass phrase, in hex or in words.
    Answer {
        pass_phrase: String,
        hex: bool,
    },
}

/// How a conversation ended.
#[derive(Debug, PartialEq)]
pub struct Ending {
    /// `logged_in`, or the error's kind, its code if it has one, and its phase.
    pub end: String,
    /// The first cause of the diagnosis, if there is one.
    pub cause: Option<String>,
    /// The outcome of the diagnosis.
    pub outcome: String,
    /// All causes of the diagnosis.
    pub causes: Vec<String>,
}

impl Conversation {
    /// Parses a file. Panics if it is not in the notation, because it is test data.
    pub fn parse(text: &str) -> Self {
        let mut conversation = Conversation::default();
        let lines = (1..).zip(text.lines());
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            let (key, value) = line.split_once([':', ' ']).unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match key {
                "S" => conversation.server(at, &[unescape(value), b"\r\n".to_vec()].concat()),
                "S-" => conversation.server(at, &unescape(value)),
                "C" => {
                    let sent = [unescape(value), b"\r\n".to_vec()].concat();
                    match conversation.steps.last_mut() {
                        Some((_, Step::Client(lines))) => lines.extend(sent),
                        _ => conversation.steps.push((at, Step::Client(sent))),
                    }
                }
                "*" => conversation.steps.push((at, event(value))),
                "end" | "cause" | "outcome" | "lists" => {
                    conversation.expected.push((key.into(), value.into()))
                }
                _ => conversation.settings.push((key.into(), value.into())),
            }
        }
        conversation
    }

    fn server(&mut self, at: usize, bytes: &[u8]) {
        match self.steps.last_mut() {
            Some((_, Step::Server(segment))) => segment.extend_from_slice(bytes),
            _ => self.steps.push((at, Step::Server(bytes.to_vec()))),
        }
    }

    fn setting(&self, key: &str) -> Option<&str> {
        self.settings.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// Returns the login configuration that the file asks for.
    pub fn config(&self) -> LoginConfig {
        for (key, _) in &self.settings {
            let known = "tls user password account anonymous pipelining want host client proxy".split(' ');
            assert!(known.into_iter().any(|k| k == key), "unknown setting {key:?}");
        }
        let password = unescape(self.setting("password").unwrap_or("secret"));
        let mut credentials = match self.setting("anonymous") {
            Some(address) => Credentials::anonymous(address).unwrap(),
            None => Credentials::new(unescape(self.setting("user").unwrap_or("alice")), password).unwrap(),
        };
        if let Some(account) = self.setting("account") {
            credentials = credentials.account(account).unwrap();
        }
        let mut config = LoginConfig::new(credentials);
        config = config.tls(match self.setting("tls").unwrap_or("required") {
            "required" => TlsPolicy::Required,
            "implicit" => TlsPolicy::Implicit,
            "if-offered" => TlsPolicy::DangerIfOffered,
            "clear" => TlsPolicy::DangerCleartext,
            other => panic!("unknown policy {other:?}"),
        });
        config = config.pipelining(match self.setting("pipelining").unwrap_or("before-password") {
            "before-password" => Pipelining::BeforePassword,
            "in-step" => Pipelining::InStep,
            "with-password" => Pipelining::WithPassword,
            "with-password-in-clear" => Pipelining::DangerWithPasswordInClear,
            other => panic!("unknown pipelining {other:?}"),
        });
        for want in self.setting("want").unwrap_or("").split_whitespace() {
            config = match want {
                "features" => config.features(),
                "utf8" => config.utf8(),
                "binary" => config.binary(),
                "password-to-challenge" => config.password_to_challenge(),
                other => panic!("unknown want {other:?}"),
            };
        }
        if let Some(host) = self.setting("host") {
            config = config.host(Arg::try_from(host).unwrap());
        }
        if let Some(client) = self.setting("client") {
            config = config.client(Arg::try_from(client).unwrap());
        }
        if let Some(style) = self.setting("proxy") {
            config = config.through(proxy(style));
        }
        config
    }

    /// Plays the file, with the bytes of server and client in chunks of `chunk` bytes. Panics, naming `name`,
    /// if the client writes something else than the file says.
    pub fn play(&self, name: &str, chunk: usize) -> Ending {
        let mut login = Login::new(self.config());
        for (at, step) in &self.steps {
            if !matches!(step, Step::Server(_)) {
                nothing_is_here(&mut login);
            }
            match step {
                Step::Server(bytes) => bytes.chunks(chunk).for_each(|c| login.handle(Input::Bytes(c))),
                Step::Client(lines) => {
                    let written = written(&mut login, lines.len(), chunk);
                    assert!(
                        written == *lines,
                        "tests/data/conversations/{name}.txt, line {at}, in chunks of {chunk}: the client has to write {}, and writes {}; \
                         then it wants {:?}",
                        crate::shown(lines),
                        crate::shown(&written),
                        login.action(),
                    );
                }
                Step::TlsUp => login.handle(Input::TlsUp),
                Step::TlsFailed(why) => login.handle(Input::TlsFailed(*why)),
                Step::TimedOut => login.handle(Input::TimedOut),
                Step::Closed => login.handle(Input::Eof),
                Step::Answer { pass_phrase, hex } => login = answered(login, pass_phrase, *hex),
            }
        }
        nothing_is_here(&mut login);
        let action = login.action();
        assert_eq!(
            action,
            Action::Done,
            "tests/data/conversations/{name}.txt, in chunks of {chunk}: the client wants more than is in the file"
        );
        ending(login)
    }
}

fn answered(login: Login, pass_phrase: &str, hex: bool) -> Login {
    let error = login.finish().expect_err("a challenge is no login");
    let LoginErrorKind::AnswerWanted { challenge: Some(challenge), .. } = error.kind() else {
        panic!("no challenge: {error}")
    };
    let password = challenge.answer(&Secret::new(pass_phrase)).unwrap();
    error.answer(if hex { password.hex() } else { password.words() }).unwrap()
}

/// The answer to [`Action::Poll`]: what the server sends early comes in the file before what the client sends.
fn nothing_is_here(login: &mut Login) {
    while login.action() == Action::Poll {
        login.handle(Input::Pending);
    }
}

fn written(login: &mut Login, most: usize, chunk: usize) -> Vec<u8> {
    let mut written = Vec::new();
    nothing_is_here(login);
    while let Action::Send(bytes) = login.action() {
        let part = &bytes[..bytes.len().min(chunk)];
        written.extend_from_slice(part);
        let n = part.len();
        login.handle(Input::Sent(n));
        if written.len() >= most {
            break;
        }
        nothing_is_here(login);
    }
    written
}

/// Returns how a login ended.
pub fn ending(login: Login) -> Ending {
    let (end, diagnosis) = match login.finish() {
        Ok(session) => ("logged_in".to_string(), diagnose(session.transcript())),
        Err(error) => {
            let code = error.kind().reply().map(|reply| format!("{} ", reply.code())).unwrap_or_default();
            (format!("{} {code}{}", kind(error.kind()), error.phase().name()), diagnose(error.transcript()))
        }
    };
    let causes: Vec<_> =
        diagnosis.causes().iter().map(|finding| finding.cause().name().to_string()).collect();
    Ending { end, cause: causes.first().cloned(), outcome: diagnosis.ended().name().into(), causes }
}

fn kind(kind: &LoginErrorKind) -> String {
    let debug = format!("{kind:?}");
    let name = debug.split(['(', ' ', '{']).next().unwrap_or_default();
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

fn event(text: &str) -> Step {
    match text {
        "TLS up" => Step::TlsUp,
        "timed out" => Step::TimedOut,
        "closed" => Step::Closed,
        _ if text.starts_with("answer ") => {
            let pass_phrase = text["answer ".len()..].to_string();
            match pass_phrase.strip_prefix("in hex ") {
                Some(rest) => Step::Answer { pass_phrase: rest.to_string(), hex: true },
                None => Step::Answer { pass_phrase, hex: false },
            }
        }
        _ => match text.strip_prefix("TLS failed").map(str::trim) {
            Some("untrusted") => Step::TlsFailed(TlsFailure::Untrusted),
            Some("client certificate") => Step::TlsFailed(TlsFailure::ClientCertificateRequired),
            Some("not tls") => Step::TlsFailed(TlsFailure::NotTls),
            Some("") => Step::TlsFailed(TlsFailure::Other),
            _ => panic!("unknown event {text:?}"),
        },
    }
}

fn proxy(style: &str) -> Script {
    let style = match style {
        "user-at-host" => ProxyStyle::UserAtHost,
        "proxy-login-first" => ProxyStyle::ProxyLoginFirst,
        "joined" => ProxyStyle::Joined,
        "joined-account" => ProxyStyle::JoinedAccount,
        "site" => ProxyStyle::Site,
        "open" => ProxyStyle::Open,
        "proxy-user-at-host" => ProxyStyle::ProxyUserAtHost,
        other => panic!("unknown style {other:?}"),
    };
    let proxy = Credentials::new("gate", "keeper").unwrap();
    Script::proxy(style, Arg::new(b"ftp.example.com").unwrap(), Some(proxy)).unwrap()
}

/// Decodes `\r`, `\n`, `\\` and `\xHH`; everything else stays as it is.
pub fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'r') => out.push(b'\r'),
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(b'0') => out.push(0),
            Some(b'\\') => out.push(b'\\'),
            Some(b'x') => {
                let hex: String = bytes.by_ref().take(2).map(char::from).collect();
                out.push(u8::from_str_radix(&hex, 16).expect("two hexadecimal digits after \\x"));
            }
            other => panic!("unknown escape \\{other:?}"),
        }
    }
    out
}
