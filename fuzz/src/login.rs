//! A login, whatever the server and the driver do, at any moment.

use arbitrary::{Arbitrary, Unstructured};
use ftp_proto::{
    Action, Credentials, Dialogue, Input, Login, LoginConfig, Pipelining, TlsFailure, TlsPolicy,
};

const USER: &str = "canary-user";
const PASSWORD: &str = "canary-password";
const ACCOUNT: &str = "canary-account";

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    tls: u8,
    pipelining: u8,
    account: bool,
    options: bool,
    events: Vec<Event<'a>>,
}

#[derive(Arbitrary, Debug)]
enum Event<'a> {
    /// So many of the bytes that are offered, and more if it is more.
    Sent(u16),
    SentAll,
    Bytes(&'a [u8]),
    Reply(u16, Text),
    Eof,
    TimedOut,
    TlsUp,
    TlsFailed,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Text {
    Plain,
    Empty,
    Several,
    TlsRequired,
    Challenge,
    Features,
    Echo,
}

impl Text {
    fn reply(self, code: u16) -> String {
        let code = code % 700;
        match self {
            Text::Plain => format!("{code:03} x\r\n"),
            Text::Empty => format!("{code:03}\n"),
            Text::Several => format!("{code:03}-x\r\n230 x\r\n{code:03} x\r\n"),
            Text::TlsRequired => format!("{code:03} SSL/TLS required\r\n"),
            Text::Challenge => format!("{code:03} otp-md5 487 dog2\r\n"),
            Text::Features => format!("{code:03}-x\r\n UTF8\r\n CLNT\r\n{code:03} x\r\n"),
            Text::Echo => format!("{code:03} not {PASSWORD} and not {ACCOUNT}\r\n"),
        }
    }
}

/// No panic; nothing secret in clear where TLS is required; whole lines only; no secret in what can be
/// printed; done is final; and the same end however the server's bytes are cut.
pub fn login(data: &[u8]) {
    let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let whole = played(&case, usize::MAX);
    let pieces = played(&case, 1);
    assert_eq!(whole, pieces, "the chunks make a difference");
}

fn played(case: &Case<'_>, chunk: usize) -> (String, String) {
    let policies =
        [TlsPolicy::Required, TlsPolicy::Implicit, TlsPolicy::DangerIfOffered, TlsPolicy::DangerCleartext];
    let pipelinings = [
        Pipelining::BeforePassword,
        Pipelining::InStep,
        Pipelining::WithPassword,
        Pipelining::DangerWithPasswordInClear,
    ];
    let policy = policies[usize::from(case.tls) % 4];
    let mut credentials = Credentials::new(USER, PASSWORD).unwrap();
    if case.account {
        credentials = credentials.account(ACCOUNT).unwrap();
    }
    let mut config = LoginConfig::new(credentials).tls(policy);
    config = config.pipelining(pipelinings[usize::from(case.pipelining) % 4]);
    if case.options {
        let name = "example".try_into().unwrap();
        config = config.host(name).utf8().client(name).binary();
    }
    let safe = matches!(policy, TlsPolicy::Required | TlsPolicy::Implicit);
    let mut login = Login::new(config);
    let mut said = Vec::new();
    let mut tls = false;
    for event in &case.events {
        let offered = match login.action() {
            Action::Send(bytes) => bytes.to_vec(),
            _ => Vec::new(),
        };
        if safe && !tls {
            let text = String::from_utf8_lossy(&offered);
            assert!(!["USER", "PASS", "ACCT", "canary"].iter().any(|s| text.contains(s)), "in clear: {text}");
        }
        match event {
            Event::Sent(n) => {
                let n = usize::from(*n);
                said.extend_from_slice(offered.get(..n).unwrap_or_default());
                login.handle(Input::Sent(n));
            }
            Event::SentAll => {
                said.extend_from_slice(&offered);
                login.handle(Input::Sent(offered.len()));
            }
            Event::Bytes(bytes) => bytes.chunks(chunk).for_each(|c| login.handle(Input::Bytes(c))),
            Event::Reply(code, text) => {
                let reply = text.reply(*code);
                reply.as_bytes().chunks(chunk).for_each(|c| login.handle(Input::Bytes(c)));
            }
            Event::Eof => login.handle(Input::Eof),
            Event::TimedOut => login.handle(Input::TimedOut),
            Event::TlsUp => {
                tls |= login.action() == Action::StartTls;
                login.handle(Input::TlsUp);
            }
            Event::TlsFailed => login.handle(Input::TlsFailed(TlsFailure::Other)),
        }
        shows_no_secret(&format!("{login:?} {:?}", login.transcript()));
    }
    if login.action() == Action::Done {
        login.handle(Input::Bytes(b"230 x\r\n"));
        assert_eq!(login.action(), Action::Done);
    }
    let end = match login.finish() {
        Ok(session) => format!("{:?}", session.health()),
        Err(error) => {
            shows_no_secret(&format!("{error} {error:?} {:?}", error.diagnose()));
            format!("{:?}", error.kind())
        }
    };
    (String::from_utf8_lossy(&said).into_owned(), end)
}

fn shows_no_secret(text: &str) {
    assert!(!text.contains(PASSWORD) && !text.contains(ACCOUNT), "a secret shows: {text}");
}
