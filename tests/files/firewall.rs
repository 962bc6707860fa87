//! A firewall, in its own network namespace, that lets the control connection through and drops data connections.

use ftp_blocking::{Client, Options};
use ftp_proto::session::Health;
use ftp_proto::transfer::{Ending, Reach};
use ftp_proto::{Credentials, LoginConfig, TlsPolicy};
use ftp_tests::servers::{ALICE, Running, Server, Setup, skip_or_fail};
use ftp_tests::{announce, required};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const NAME: &str = "firewall::a_passive_port_that_is_dropped_is_silence_and_the_session_goes_on";
const INSIDE: &str = "FTP_TESTS_INSIDE";

fn program(words: &[&str]) -> bool {
    Command::new(words[0]).args(&words[1..]).output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_passive_port_that_is_dropped_is_silence_and_the_session_goes_on() {
    if std::env::var_os(INSIDE).is_some() {
        return behind_a_firewall();
    }
    let space = format!("ftp-tests-{}", std::process::id());
    if !program(&["nft", "--version"]) || !program(&["ip", "netns", "add", &space]) {
        assert!(!required(), "FTP_LIVE=required, but there is no nft, or no network namespace can be made");
        return announce("SKIPPED: firewalls: there is no nft, or no network namespace can be made");
    }
    let this = std::env::current_exe().unwrap();
    let inside = Command::new("ip")
        .args(["netns", "exec", &space])
        .arg(this)
        .args(["--exact", NAME, "--nocapture"])
        .env(INSIDE, "yes")
        .output()
        .unwrap();
    program(&["ip", "netns", "del", &space]);
    let output = String::from_utf8_lossy(&inside.stdout) + String::from_utf8_lossy(&inside.stderr);
    assert!(inside.status.success() && output.contains("1 passed"), "{output}");
}

fn behind_a_firewall() {
    assert!(program(&["ip", "link", "set", "lo", "up"]));
    let start =
        |server: Server| Some((server, skip_or_fail(server, Setup::Plain, server.start(Setup::Plain))?));
    let servers: Vec<_> = Server::ALL.into_iter().filter_map(start).collect();
    let ports: Vec<_> = servers.iter().map(|(_, running)| running.port.to_string()).collect();
    for rule in [
        "flush ruleset".to_owned(),
        "add table ip filter".to_owned(),
        "add chain ip filter input { type filter hook input priority 0; }".to_owned(),
        format!(
            "add rule ip filter input tcp flags & (syn | ack) == syn tcp dport != {{ {} }} drop",
            ports.join(", ")
        ),
    ] {
        assert!(program(&["nft", &rule]), "{rule}");
    }
    let connected = thread::scope(|scope| {
        let each = servers.iter().map(|(server, running)| scope.spawn(|| hears_nothing(*server, running)));
        let each: Vec<_> = each.collect();
        each.into_iter().map(|client| client.join().unwrap()).collect::<Vec<_>>()
    });
    // Without the firewall, everything works again.
    assert!(program(&["nft", "flush ruleset"]));
    for mut client in connected {
        client.list("").unwrap().into_vec(1 << 20).unwrap();
    }
}

/// Returns a client whose data connections all fail and whose session is intact afterwards.
fn hears_nothing(server: Server, running: &Running) -> Client {
    let limit = Duration::from_millis(500);
    let options = Options { connect_timeout: limit, ..Options::default() };
    let login = LoginConfig::new(Credentials::new(ALICE.name, ALICE.password).unwrap());
    let login = login.tls(TlsPolicy::DangerCleartext);
    let mut client = Client::connect("127.0.0.1", running.port, &options, login).unwrap();
    let started = Instant::now();
    let error = client.list("").unwrap_err();
    let ending = error.report().unwrap_or_else(|| panic!("{server}: {error}")).ending;
    assert_eq!(ending, Ending::Unreachable(Reach::Silent), "{server}");
    // EPSV and PASV.
    assert!(started.elapsed() < limit * 8, "{server}: {:?}", started.elapsed());
    assert_eq!(client.session().health(), Health::InSync, "{server}");
    client.working_directory().unwrap();
    client
}
