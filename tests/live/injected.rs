//! Someone between an adapter and a real server adds unencrypted bytes around the start of TLS, which must
//! never be obeyed.

use ftp_blocking::{Options, TlsOptions};
use ftp_proto::login::LoginErrorKind;
use ftp_proto::{Command, Credentials, Login, LoginConfig, LoginError, Outcome, Session, TlsPolicy};
use ftp_tests::embedded::{self, Embedded, lost_the_race};
use ftp_tests::injecting::{Between, Place};
use ftp_tests::servers::{ALICE, Account, Setup, share_each};
use ftp_tests::whole;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The place, the bytes, and how the login may end; which of two endings depends on what arrives first.
type Case = (Place, &'static [u8], &'static [&'static str]);

const LOGGED_IN: &[&str] = &["logged in under tls"];
const IN_CLEAR: &[&str] = &["PlaintextBeforeTls"];
const NO_TLS: &[&str] = &["tls failed: what came is not tls"];
const EITHER: &[&str] = &["PlaintextBeforeTls", "tls failed: what came is not tls"];
const EARLY: &[&str] = &["EarlyReply"];
const REFUSED: &[&str] = &["TlsRefused"];

const CASES: &[Case] = &[
    (Place::Nowhere, b"", LOGGED_IN),
    // In the same segment as the 234.
    (Place::Behind234, b"230 you are in\r\n", IN_CLEAR),
    (Place::Behind234, b"200 x\r\n200 x\r\n331 x\r\n230 you are in\r\n", IN_CLEAR),
    (Place::Behind234, b"23", IN_CLEAR),
    (Place::Behind234, b"\r\n", IN_CLEAR),
    (Place::Behind234, b"421 go away\r\n", IN_CLEAR),
    (Place::Behind234, b"\x15\x03\x03\x00\x02\x02\x28", IN_CLEAR),
    // In the next segment.
    (Place::After234, b"230 you are in\r\n", EITHER),
    (Place::After234, b"23", EITHER),
    (Place::InHandshake, b"230 you are in\r\n", NO_TLS),
    (Place::InHandshake, b"200 x\r\n200 x\r\n331 x\r\n230 you are in\r\n", NO_TLS),
    // Before the 234: they are taken for the answer to AUTH, and the true answer is then one too many.
    (Place::Before234, b"230 you are in\r\n", REFUSED),
    (Place::Before234, b"331 password?\r\n", REFUSED),
    (Place::Before234, b"530 no\r\n", REFUSED),
    (Place::Before234, b"502 no\r\n", EARLY),
    (Place::Before234, b"234 go\r\n", IN_CLEAR),
    (Place::Before234, b"631 x\r\n", &["Unexpected"]),
    (Place::Before234, b"120 wait\r\n", LOGGED_IN),
    // Long before the 234.
    (Place::BehindGreeting, b"234 go\r\n", EARLY),
    (Place::BehindGreeting, b"230 you are in\r\n", EARLY),
    (Place::BehindGreeting, b"234 go\r\n200 x\r\n200 x\r\n331 x\r\n230 you are in\r\n", EARLY),
];

#[test]
fn no_adapter_obeys_what_is_injected_before_tls() {
    let unftp = Embedded::start(true).unwrap();
    let account = Account { name: embedded::USER, password: embedded::PASSWORD };
    try_all("libunftp", unftp.address(), unftp.ca_file(), account);
    share_each(Setup::TlsRequired, |server, running| {
        let address = ([127, 0, 0, 1], running.port).into();
        try_all(&server.to_string(), address, running.ca.clone(), ALICE);
    });
}

fn try_all(name: &str, server: SocketAddr, ca_file: PathBuf, account: Account) {
    let tls = TlsOptions { ca_file: Some(ca_file), ..TlsOptions::default() }.build().unwrap();
    let options = Options { tls: Some(tls), ..Options::default() };
    let credentials = Credentials::new(account.name, account.password).unwrap();
    let config = LoginConfig::new(credentials).tls(TlsPolicy::Required);
    let adapters: [(&str, Adapter); 2] = [("ftp-blocking", over_std), ("ftp-tokio", over_tokio)];
    for (number, &(place, bytes, ends)) in CASES.iter().enumerate() {
        // In the full run, each case runs with both adapters.
        let turn = (number + name.len()) % 2;
        for (adapter, login) in if whole() { &adapters[..] } else { &adapters[turn..=turn] } {
            let case = format!("{name}, {adapter}, {:?} {place:?}", bytes.escape_ascii().to_string());
            let (end, received) = (0..5)
                .find_map(|_| {
                    let between = Between::start(server, place, bytes).unwrap();
                    let result = login(between.port, &options, Login::new(config.clone()));
                    let again =
                        ends == LOGGED_IN && result.as_ref().is_err_and(|e| lost_the_race(e.transcript()));
                    (!again).then(|| (end(result), between.received()))
                })
                .expect("the server loses its race each time");
            assert!(ends.contains(&end.as_str()), "{case}: {end}");
            for word in ["USER", "PASS", account.name, account.password] {
                let in_clear = received.windows(word.len()).any(|window| window == word.as_bytes());
                assert!(!in_clear, "{case}: {word} goes in clear");
            }
        }
    }
}

type Adapter = fn(u16, &Options, Login) -> Result<(Session, Outcome), LoginError>;

/// Returns how a login ended. The reply to the next command proves that it succeeded.
fn over_std(port: u16, options: &Options, mut login: Login) -> Result<(Session, Outcome), LoginError> {
    let mut control = ftp_blocking::connect("127.0.0.1", port, options).unwrap();
    ftp_blocking::drive(&mut control, &mut login);
    let mut session = login.finish()?;
    let mut pwd = session.start(&Command::pwd()).unwrap();
    ftp_blocking::drive(&mut control, &mut pwd);
    let outcome = pwd.finish();
    Ok((session, outcome))
}

fn over_tokio(port: u16, options: &Options, mut login: Login) -> Result<(Session, Outcome), LoginError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut control = ftp_tokio::connect("127.0.0.1", port, options).await.unwrap();
        ftp_tokio::drive(&mut control, &mut login).await;
        let mut session = login.finish()?;
        let mut pwd = session.start(&Command::pwd()).unwrap();
        ftp_tokio::drive(&mut control, &mut pwd).await;
        let outcome = pwd.finish();
        Ok((session, outcome))
    })
}

fn end(result: Result<(Session, Outcome), LoginError>) -> String {
    match result {
        Ok((session, outcome)) => {
            assert_eq!(outcome.reply().map(|reply| reply.code().get()), Some(257));
            format!("logged in {}", if session.is_encrypted() { "under tls" } else { "in clear" })
        }
        Err(error) => match error.kind() {
            LoginErrorKind::TlsFailed(why) => format!("tls failed: {why}"),
            kind => format!("{kind:?}").split('(').next().unwrap_or_default().to_owned(),
        },
    }
}
