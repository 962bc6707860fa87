//! What goes beyond one login: other ports, the other way to TLS, a name that cannot exist.

use crate::support::{Done, Listening, check};
use ftp_tests::certificates::Certificates;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

fn greeting(bytes: &'static str) -> Listening {
    Listening::new(move |mut tcp| {
        let _ = tcp.write_all(bytes.as_bytes());
        let _ = tcp.read_to_end(&mut Vec::new());
        Vec::new()
    })
}

fn ftp(refusal: &'static str) -> Listening {
    Listening::answering(move |line| match line.split(' ').next().unwrap_or_default() {
        "" => "220 hello".to_owned(),
        "USER" => "331 password".to_owned(),
        "PASS" => refusal.to_owned(),
        "FEAT" => "211-Features\r\n AUTH TLS\r\n211 end".to_owned(),
        "QUIT" => "221 bye".to_owned(),
        _ => "502 no".to_owned(),
    })
}

/// A server that says nothing in clear, and greets a client that begins with TLS.
fn ftp_in_tls() -> Listening {
    let config: Arc<ServerConfig> = Certificates::new().unwrap().server_config(rustls::ALL_VERSIONS, false);
    Listening::new(move |tcp| {
        let mut tls = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), tcp);
        if tls.write_all(b"220 hello\r\n").is_ok() {
            let _ = tls.read(&mut [0; 64]);
        }
        Vec::new()
    })
}

fn looked(scheme: &str, port: u16, probed: &[u16], more: &[&str]) -> Done {
    looked_within("2", scheme, port, probed, more)
}

fn looked_within(seconds: &str, scheme: &str, port: u16, probed: &[u16], more: &[&str]) -> Done {
    // The port of the login is in the list too, and must not be probed twice.
    let ports = probed.iter().chain([&port]).map(u16::to_string).collect::<Vec<_>>().join(",");
    let url = format!("{scheme}://alice:secret@127.0.0.1:{port}");
    let first = ["--json", "--timeout", seconds, "--probe-ports", &ports, &url];
    check(first.iter().chain(more), "")
}

fn found(done: &Done) -> Vec<(u64, String)> {
    let probes = done.json()["probes"].as_array().unwrap().clone();
    let text = |probe: &Value| probe["found"].as_str().unwrap().to_owned();
    probes.iter().map(|probe| (probe["port"].as_u64().unwrap(), text(probe))).collect()
}

fn first_cause(done: &Done) -> (String, String) {
    let first = &done.json()["causes"][0];
    (first["cause"].as_str().unwrap().to_owned(), first["confidence"].as_str().unwrap().to_owned())
}

#[test]
fn what_is_not_ftp_and_what_is_on_another_port() {
    let (ssh, ftp) = (greeting("SSH-2.0-OpenSSH_9.2p1\r\n"), ftp("530 no"));
    let done = looked("ftp", ssh.port, &[ftp.port], &["--tls", "never"]);
    let expected = [(ssh.port.into(), "ssh".to_owned()), (ftp.port.into(), "ftp".to_owned())];
    assert_eq!(found(&done), expected, "{}", done.stdout);
    assert_eq!(first_cause(&done), ("not_ftp".to_owned(), "certain".to_owned()));
    assert_eq!(done.json()["probes"][1]["auth_tls"], true);
    let advice = done.json()["advice"][0].as_str().unwrap().to_owned();
    assert!(advice.contains(&format!("ftp://127.0.0.1:{}", ftp.port)), "{advice}");
    let received = ftp.received();
    assert!(
        received.iter().all(|line| !line.starts_with("USER") && !line.starts_with("PASS")),
        "{received:?}"
    );
    assert_eq!(received, ["FEAT", "AUTH TLS"]);
}

#[test]
fn nobody_there_and_a_web_server_elsewhere() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let web = Listening::new(|mut tcp| {
        let mut head = [0; 4];
        if tcp.read_exact(&mut head).is_ok() && &head == b"HEAD" {
            let _ = tcp.write_all(b"HTTP/1.0 200 OK\r\n\r\n");
        }
        Vec::new()
    });
    let done = looked("ftp", closed, &[web.port], &[]);
    assert_eq!(found(&done), [(web.port.into(), "web".to_owned())], "{}", done.stdout);
    assert_eq!((done.status, first_cause(&done).0.as_str()), (3, "nothing_listening"));

    // The same server on the port of the login: both it and the tool wait for the other side.
    let done = looked_within("1", "ftp", web.port, &[], &[]);
    assert_eq!(found(&done), [(web.port.into(), "web".to_owned())], "{}", done.stdout);
    assert_eq!(first_cause(&done), ("not_ftp".to_owned(), "certain".to_owned()));
}

#[test]
fn a_mail_server_greets_with_220_too() {
    let server = Listening::answering(|line| match line {
        "" => "220 mail.example.org ESMTP".to_owned(),
        _ => "502 command not recognized".to_owned(),
    });
    let done = looked("ftp", server.port, &[], &["--tls", "never"]);
    assert_eq!(found(&done), [(server.port.into(), "mail".to_owned())], "{}", done.stdout);
    assert_eq!(first_cause(&done).0, "not_ftp");
}

#[test]
fn tls_alone_is_no_ftp_server() {
    let config: Arc<ServerConfig> = Certificates::new().unwrap().server_config(rustls::ALL_VERSIONS, false);
    // Like a web server, it waits after the TLS handshake.
    let server = Listening::new(move |tcp| {
        let mut tls = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), tcp);
        let _ = tls.read(&mut [0; 64]);
        Vec::new()
    });
    let done = looked_within("1", "ftp", server.port, &[], &[]);
    assert_eq!(found(&done), [(server.port.into(), "tls".to_owned())], "{}", done.stdout);
    assert_ne!(first_cause(&done).1, "certain", "{}", done.stdout);
}

#[test]
fn tls_at_once_where_a_greeting_was_waited_for() {
    let server = ftp_in_tls();
    let done = looked("ftp", server.port, &[], &[]);
    assert_eq!(found(&done), [(server.port.into(), "ftp_in_tls".to_owned())], "{}", done.stdout);
    assert_eq!(first_cause(&done), ("implicit_tls_expected".to_owned(), "certain".to_owned()));
    assert_eq!(done.json()["outcome"], "timed_out");
    let advice = format!("Try ftp-doctor check --user alice ftps://127.0.0.1:{}", server.port);
    assert_eq!(done.json()["advice"][0], advice);
}

#[test]
fn a_greeting_where_tls_was_begun_at_once() {
    let server = ftp("530 no");
    let done = looked("ftps", server.port, &[], &[]);
    assert_eq!(found(&done), [(server.port.into(), "ftp".to_owned())], "{}", done.stdout);
    assert_eq!(first_cause(&done), ("explicit_tls_expected".to_owned(), "certain".to_owned()));
}

#[test]
fn a_refusal_in_clear_where_tls_is_offered() {
    let server = ftp("530 no");
    let done = looked("ftp", server.port, &[], &["--tls", "never"]);
    let causes = done.json()["causes"].to_string();
    assert!(causes.contains("tls_required"), "{causes}");
    let advice = format!("Try ftp-doctor check --user alice ftp://127.0.0.1:{}", server.port);
    assert_eq!(done.json()["advice"][0], advice);
    let done = looked("ftp", server.port, &[], &["--tls", "never", "--no-probes"]);
    assert_eq!(found(&done), []);
    assert!(!done.json()["causes"].to_string().contains("tls_required"));
}

#[test]
fn a_certain_refusal_is_not_looked_into() {
    let server = ftp("530 Account disabled");
    let done = looked("ftp", server.port, &[1], &["--tls", "never", "--deep"]);
    assert_eq!((found(&done), first_cause(&done).1.as_str()), (vec![], "certain"));
    assert_eq!(server.received(), ["USER alice", "PASS secret", "QUIT"]);
}

#[test]
fn deep_asks_once_more_with_a_name_that_cannot_exist() {
    let server = ftp("530 no");
    let done = looked("ftp", server.port, &[], &["--tls", "never", "--deep", "--no-probes"]);
    assert!(done.stderr.contains("one more login"), "{}", done.stderr);
    assert!(done.stdout.contains("the same words for a name that cannot exist"), "{}", done.stdout);
    assert!(done.json()["causes"].to_string().contains("unknown_user"), "{}", done.stdout);
    let received = server.received();
    let users: Vec<_> = received.iter().filter(|line| line.starts_with("USER ")).collect();
    assert_eq!(users.len(), 2, "{received:?}");
    assert!(users[1].starts_with("USER ftp-doctor-"), "{received:?}");
    let secrets = received.iter().filter(|line| line.contains("secret")).count();
    assert_eq!(secrets, 1, "the password goes to the name that it belongs to: {received:?}");
    let done = looked("ftp", server.port, &[], &["--tls", "never", "--no-probes"]);
    assert!(!done.everything().contains("cannot exist"));
}

#[test]
fn deep_tells_a_known_name_from_an_unknown_one() {
    let server = Listening::answering({
        let user = std::sync::Mutex::new(String::new());
        move |line| match line.split_once(' ') {
            Some(("USER", name)) => {
                *user.lock().unwrap() = name.to_owned();
                "331 password".to_owned()
            }
            Some(("PASS", _)) if *user.lock().unwrap() == "alice" => "530 no".to_owned(),
            Some(("PASS", _)) => "530 nobody".to_owned(),
            _ if line.is_empty() => "220 hello".to_owned(),
            _ => "221 bye".to_owned(),
        }
    });
    let done = looked("ftp", server.port, &[], &["--tls", "never", "--deep", "--no-probes"]);
    let first = &done.json()["causes"][0];
    assert_eq!(first["cause"], "wrong_credentials");
    assert!(first["because"].as_str().unwrap().contains("knows this name"), "{first}");
}

/// What `--deep` says of a server that refuses each login with this text, made from the name and the number of the attempt.
fn deep(user: &str, refusal: impl Fn(&str, usize) -> String + Send + Sync + 'static) -> Value {
    let (name, count) = (std::sync::Mutex::new(String::new()), std::sync::atomic::AtomicUsize::new(0));
    let server = Listening::answering(move |line| match line.split_once(' ') {
        Some(("USER", user)) => {
            *name.lock().unwrap() = user.to_owned();
            "331 password".to_owned()
        }
        Some(("PASS", _)) => {
            let count = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            format!("530 {}", refusal(&name.lock().unwrap(), count))
        }
        _ if line.is_empty() => "220 hello".to_owned(),
        _ => "221 bye".to_owned(),
    });
    let url = format!("ftp://{user}:secret@127.0.0.1:{}", server.port);
    check(["--json", "--tls", "never", "--deep", "--no-probes", &url], "").json()["causes"].clone()
}

#[test]
fn a_count_a_time_or_the_name_itself_are_no_other_words() {
    for (user, causes) in [
        ("alice", deep("alice", |_, count| format!("Login incorrect, attempt {count} of 5."))),
        ("alice", deep("alice", |name, _| format!("User {} cannot log in.", name.to_uppercase()))),
        ("in", deep("in", |_, _| "Login incorrect.".to_owned())),
    ] {
        assert!(causes.to_string().contains("the same words"), "{user}: {causes}");
        assert!(!causes.to_string().contains("knows this name"), "{user}: {causes}");
    }
}

#[test]
fn a_server_without_tls_is_not_said_to_take_it() {
    let server = Listening::answering(|line| if line.is_empty() { "220 hello" } else { "502 no" }.to_owned());
    let done = looked("ftps", server.port, &[], &[]);
    assert_eq!(done.json()["probes"][0]["auth_tls"], false, "{}", done.stdout);
    assert_eq!(first_cause(&done), ("tls_unsupported".to_owned(), "likely".to_owned()), "{}", done.stdout);
}

#[test]
fn a_mail_server_that_refuses_auth_is_no_ftp_server() {
    let server = Listening::answering(|line| match line {
        "" => "220 mail.example.org ESMTP Postfix".to_owned(),
        _ => "503 5.5.1 Error: authentication not enabled".to_owned(),
    });
    let done = looked("ftp", server.port, &[], &[]);
    assert_eq!(first_cause(&done), ("not_ftp".to_owned(), "likely".to_owned()), "{}", done.stdout);
}

#[test]
fn a_silent_server_costs_a_bounded_wait() {
    let silent = Listening::new(|tcp: TcpStream| {
        tcp.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let _ = (&tcp).read_to_end(&mut Vec::new());
        Vec::new()
    });
    let begun = std::time::Instant::now();
    let done = looked_within("1", "ftp", silent.port, &[], &[]);
    assert_eq!(found(&done), [(silent.port.into(), "silence".to_owned())]);
    assert!(begun.elapsed() < Duration::from_secs(20));
}
