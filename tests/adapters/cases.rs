//! The table: what the server does, what the client receives, and how it ends.

use ftp_blocking::{Tls, TlsOptions};
use ftp_proto::{Credentials, LoginConfig, TlsPolicy};
use ftp_tests::certificates::Certificates;
use ftp_tests::scripted::Turn;
use rustls::version::{TLS12, TLS13};
use std::fs;
use std::sync::LazyLock;
use std::time::Duration;

pub struct Case {
    pub name: &'static str,
    pub config: LoginConfig,
    pub tls: Option<Tls>,
    /// The time limit of each wait.
    pub patience: Duration,
    /// The pause each time something was received.
    pub pause: Duration,
    pub script: Vec<Turn>,
    pub end: &'static str,
    /// What the server received, if that matters.
    pub lines: Option<&'static [&'static str]>,
    pub password_in_clear: bool,
}

/// The servers' authorities. The client trusts all of them except the stranger's.
pub struct Servers {
    pub good: Certificates,
    expired: Certificates,
    another_name: Certificates,
    stranger: Certificates,
    pub tls: Tls,
    /// The same, with a client certificate.
    with_certificate: Tls,
}

pub static SERVERS: LazyLock<Servers> = LazyLock::new(|| {
    let (good, stranger) = (Certificates::new().unwrap(), Certificates::new().unwrap());
    let (expired, another_name) =
        (Certificates::expired().unwrap(), Certificates::for_another_name().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let ca_file = folder.path().join("ca.pem");
    fs::write(&ca_file, [&*good.ca, &expired.ca, &another_name.ca].concat()).unwrap();
    let (chain, key) = (folder.path().join("chain.pem"), folder.path().join("key.pem"));
    fs::write(&chain, &good.server).unwrap();
    fs::write(&key, &good.key).unwrap();
    let mut options = TlsOptions { ca_file: Some(ca_file), ..TlsOptions::default() };
    let tls = options.build().unwrap();
    options.client_certificate = Some((chain, key));
    let with_certificate = options.build().unwrap();
    Servers { good, expired, another_name, stranger, tls, with_certificate }
});

pub fn config(tls: TlsPolicy) -> LoginConfig {
    LoginConfig::new(Credentials::new("alice", "secret").unwrap()).tls(tls)
}

fn case(name: &'static str, tls: TlsPolicy, script: Vec<Turn>, end: &'static str) -> Case {
    Case {
        name,
        config: config(tls),
        tls: (tls != TlsPolicy::DangerCleartext).then(|| SERVERS.tls.clone()),
        patience: Duration::from_secs(15),
        pause: Duration::ZERO,
        script,
        end,
        lines: None,
        password_in_clear: false,
    }
}

/// A case whose server accepts the password without TLS.
fn in_clear(name: &'static str, script: Vec<Turn>, end: &'static str) -> Case {
    let password_in_clear = script.iter().any(|turn| matches!(turn, Turn::Expect("PASS")));
    Case { password_in_clear, ..case(name, TlsPolicy::DangerCleartext, script, end) }
}

/// `PBSZ`, `PROT` and `USER` in one write, then the password, then `NOOP`.
pub fn welcome_under_tls() -> Vec<Turn> {
    vec![
        Turn::Expect("PBSZ 0"),
        Turn::Expect("PROT P"),
        Turn::Expect("USER alice"),
        Turn::Say("200 pbsz\r\n200 prot\r\n331 password?\r\n"),
        Turn::Expect("PASS secret"),
        Turn::Say("230 welcome\r\n"),
        Turn::Expect("NOOP"),
        Turn::Say("200 fine\r\n"),
    ]
}

pub fn auth() -> Vec<Turn> {
    vec![Turn::Say("220 hello\r\n"), Turn::Expect("AUTH TLS"), Turn::Say("234 go\r\n")]
}

pub fn all() -> Vec<Case> {
    [tcp(), tls(), injected()].into_iter().flatten().collect()
}

fn tcp() -> Vec<Case> {
    use Turn::{Close, Expect, Say, Wait};
    let (hello, pause) = (Say("220 hello\r\n"), Duration::from_millis(150));
    vec![
        Case {
            lines: Some(&["USER alice", "PASS secret", "NOOP"]),
            ..in_clear(
                "a login in clear",
                vec![
                    hello.clone(),
                    Expect("USER"),
                    Say("331 password?\r\n"),
                    Expect("PASS"),
                    Say("230-wel"),
                    Wait(Duration::from_millis(20)),
                    Say("come\r\n230 welcome\r\n"),
                    Expect("NOOP"),
                    Say("200 fine\r\n"),
                ],
                "logged in in clear, then fine",
            )
        },
        in_clear(
            "a wrong password",
            vec![hello.clone(), Expect("USER"), Say("331 password?\r\n"), Expect("PASS"), Say("530 no\r\n")],
            "login refused: 530 no at pass",
        ),
        Case {
            lines: Some(&[]),
            ..in_clear(
                "an answer in the greeting's segment",
                vec![Say("220 hello\r\n331 password?\r\n"), Expect("USER")],
                "reply before its command was sent: 331 password? at user",
            )
        },
        // Only if it is read before the write can it be told from an answer.
        Case {
            pause,
            lines: Some(&[]),
            ..in_clear(
                "an answer that is here before its command",
                vec![hello.clone(), Wait(pause / 3), Say("331 password?\r\n"), Expect("USER")],
                "reply before its command was sent: 331 password? at user",
            )
        },
        Case {
            pause,
            ..in_clear(
                "last words before a reset, here before the command",
                vec![hello.clone(), Wait(pause / 3), Say("421 too many\r\n"), Close],
                "login refused: 421 too many at user",
            )
        },
        in_clear(
            "last words, and a reset because the command is not read",
            vec![hello.clone(), Wait(pause), Say("421 too many\r\n"), Close],
            "login refused: 421 too many at user",
        ),
        in_clear("closed before the greeting", vec![Close], "connection closed at greeting"),
        in_clear(
            "closed after the name",
            vec![hello.clone(), Expect("USER"), Close],
            "connection closed at user",
        ),
        Case {
            patience: Duration::from_millis(200),
            ..in_clear(
                "silence instead of a greeting",
                vec![Wait(Duration::from_millis(600))],
                "no answer in time at greeting",
            )
        },
        Case {
            patience: Duration::from_millis(200),
            ..in_clear(
                "silence after the name",
                vec![hello.clone(), Expect("USER"), Wait(Duration::from_millis(600))],
                "no answer in time at user",
            )
        },
        Case {
            tls: None,
            ..case(
                "tls required, and the adapter has none",
                TlsPolicy::Required,
                auth(),
                "tls failed: the driver cannot do tls at tls_handshake",
            )
        },
    ]
}

fn tls() -> Vec<Case> {
    use Turn::{Close, Say, StartTls, Wait};
    let handshake = |name, certificates: &Certificates, version, client, end| {
        let start = StartTls(certificates.server_config(&[version], client));
        let script = [auth(), vec![start], welcome_under_tls()].concat();
        case(name, TlsPolicy::Required, script, end)
    };
    let servers = &*SERVERS;
    let good = &servers.good;
    let (tls12, tls13) = (&TLS12, &TLS13);
    let logged_in = "logged in under tls, then fine";
    let wanted = "tls failed: the server wants a client certificate at tls_handshake";
    vec![
        handshake("explicit tls 1.3", good, tls13, false, logged_in),
        handshake("explicit tls 1.2", good, tls12, false, logged_in),
        handshake(
            "an untrusted certificate",
            &servers.stranger,
            tls13,
            false,
            "tls failed: certificate is not trusted at tls_handshake",
        ),
        handshake(
            "an expired certificate",
            &servers.expired,
            tls13,
            false,
            "tls failed: certificate is not valid at this time at tls_handshake",
        ),
        handshake(
            "a certificate for another name",
            &servers.another_name,
            tls13,
            false,
            "tls failed: certificate is for another name at tls_handshake",
        ),
        Case {
            tls: Some(TlsOptions { danger_no_verification: true, ..TlsOptions::default() }.build().unwrap()),
            ..handshake("any certificate", &servers.expired, tls13, false, logged_in)
        },
        // The alert comes with the first read, after the client considers the handshake finished.
        handshake("tls 1.3 with a client certificate wanted", good, tls13, true, wanted),
        handshake("tls 1.2 with a client certificate wanted", good, tls12, true, wanted),
        Case {
            tls: Some(servers.with_certificate.clone()),
            ..handshake("a client certificate wanted and shown", good, tls13, true, logged_in)
        },
        case(
            "implicit tls",
            TlsPolicy::Implicit,
            [vec![StartTls(good.server_config(&[tls13], false)), Say("220 hello\r\n")], welcome_under_tls()]
                .concat(),
            logged_in,
        ),
        case(
            "plain text where implicit tls should be",
            TlsPolicy::Implicit,
            vec![Wait(Duration::from_millis(150)), Say("220 hello\r\n")],
            "tls failed: what came is not tls at tls_handshake",
        ),
        case(
            "closed in the handshake",
            TlsPolicy::Required,
            [auth(), vec![Wait(Duration::from_millis(100)), Close]].concat(),
            "tls failed: closed in the handshake at tls_handshake",
        ),
        Case {
            patience: Duration::from_millis(200),
            ..case(
                "silence in the handshake",
                TlsPolicy::Required,
                [auth(), vec![Wait(Duration::from_millis(600))]].concat(),
                "tls failed: no answer in the handshake at tls_handshake",
            )
        },
    ]
}

/// Someone in between, who cannot break TLS, adds unencrypted bytes around the 234. The server then continues
/// with its handshake.
fn injected() -> Vec<Case> {
    use Turn::{Expect, Say, StartTls, Wait};
    let pause = Duration::from_millis(150);
    let then = |turns: Vec<Turn>| {
        let handshake = StartTls(SERVERS.good.server_config(&[&TLS13], false));
        let before = vec![Say("220 hello\r\n"), Expect("AUTH TLS")];
        [before, turns, vec![handshake], welcome_under_tls()].concat()
    };
    let refused = "bytes in clear where tls should begin at tls_handshake";
    let required = |name, turns, end| case(name, TlsPolicy::Required, then(turns), end);
    vec![
        required("a reply in the segment of the 234", vec![Say("234 go\r\n230 you are in\r\n")], refused),
        required("half a reply in the segment of the 234", vec![Say("234 go\r\n23")], refused),
        Case {
            pause,
            ..required(
                "a reply in the segment after the 234, here before the handshake",
                vec![Say("234 go\r\n"), Wait(pause / 3), Say("230 you are in\r\n")],
                refused,
            )
        },
        required(
            "a reply in the segment after the 234, here in the handshake",
            vec![Say("234 go\r\n"), Wait(pause), Say("230 you are in\r\n")],
            "tls failed: what came is not tls at tls_handshake",
        ),
        required(
            "a reply before the 234",
            vec![Say("502 no tls\r\n234 go\r\n")],
            "reply before its command was sent: 234 go at auth_tls",
        ),
        required(
            "a preliminary reply before the 234",
            vec![Say("120 wait\r\n234 go\r\n")],
            "logged in under tls, then fine",
        ),
    ]
}
