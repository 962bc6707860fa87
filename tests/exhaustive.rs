//! What holds for a login in every state, whatever the server and the driver do: looked at in all of them.

use ftp_proto::{Action, Dialogue, Health, Input, Login, TlsPolicy};
use ftp_tests::explore::{
    ACCOUNT, ANSWER, Event, KEEPER, Map, PASSWORD, SECOND, Said, Setting, Walk, explore, verb,
};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const CREDENTIALS: [&str; 3] = ["USER", "PASS", "ACCT"];
const SECRETS: [&str; 5] = [PASSWORD, ACCOUNT, SECOND, ANSWER, KEEPER];

#[test]
fn every_state_of_every_login_keeps_the_promises() {
    let settings = Setting::all();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut maps = Vec::new();
        while let Some(setting) = settings.get(next.fetch_add(1, Ordering::Relaxed)) {
            let map = explored(setting);
            println!("{:72} {map}", setting.to_string());
            maps.push(map);
        }
        maps
    };
    let maps: Vec<Map> = thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let all = Map {
        states: maps.iter().map(|map| map.states).sum(),
        transitions: maps.iter().map(|map| map.transitions).sum(),
        ends: maps.iter().map(|map| map.ends).sum(),
        longest: maps.iter().map(|map| map.longest).max().unwrap_or(0),
    };
    println!("{:72} {all}", "all");
    let docs = include_str!("../crates/ftp-proto/src/login/mod.rs");
    let told = format!(
        "{} states, {} ways between them, at most {} inputs",
        all.states, all.transitions, all.longest
    );
    assert!(docs.contains(&told), "the docs of `Login` have to say: {told}");
}

fn explored(setting: &Setting) -> Map {
    let required = matches!(setting.tls, TlsPolicy::Required | TlsPolicy::Implicit);
    explore(setting, |path, walk| {
        credentials_go_once(setting, path, walk);
        everything_has_its_time(path, walk);
        no_secret_shows(path, format!("{:?} {:?}", walk.login, walk.login.transcript()));
        if required {
            nothing_secret_goes_in_clear(path, walk);
        }
        if path.last() == Some(&Event::Eof) {
            assert_eq!(walk.login.action(), Action::Done, "it goes on after {path:?}");
        }
        if walk.login.action() == Action::Done {
            done_is_final(path, walk);
            the_result_is_earned(path, walk);
        }
    })
}

/// PASS and ACCT once in an attempt; USER once, and once more under TLS if a server demanded TLS at USER. A proxy has
/// a USER and a PASS of its own.
fn credentials_go_once(setting: &Setting, path: &[Event], walk: &Walk) {
    let verbs = if setting.proxy.is_some() { 2 } else { 1 };
    for attempt in walk.wire.said.split(|said| *said == Said::Again) {
        let times = |like: &dyn Fn(&str, bool) -> bool| {
            attempt.iter().filter(|said| matches!(said, Said::Client(line, tls) if like(line, *tls))).count()
        };
        for of_login in CREDENTIALS {
            for under_tls in [false, true] {
                let times = times(&|line, tls| verb(line) == of_login && tls == under_tls);
                assert!(times <= verbs, "{of_login} goes {times} times after {path:?}");
            }
        }
        for secret in SECRETS {
            let times = times(&|line, _| line.contains(secret));
            assert!(times <= 1, "{secret} goes {times} times after {path:?}");
        }
        let first = attempt.iter().find_map(|said| match said {
            Said::Client(line, _) if CREDENTIALS.contains(&verb(line)) => Some(line),
            _ => None,
        });
        let in_order = first.is_none_or(|line| verb(line) == "USER" || line.contains(ANSWER));
        assert!(in_order, "{first:?} goes first after {path:?}");
    }
}

fn nothing_secret_goes_in_clear(path: &[Event], walk: &Walk) {
    for said in &walk.wire.said {
        if let Said::Offered(bytes, false) = said {
            let of_login = ["USER", "PASS", "ACCT", "alice", "bob", "gate"];
            let mut secret = of_login.iter().chain(&SECRETS);
            assert!(!secret.any(|s| bytes.contains(s)), "offered in clear after {path:?}: {bytes:?}");
        }
    }
}

/// Before the login is complete nothing but what leads to it, and no more of that behind it; never a file command.
fn everything_has_its_time(path: &[Event], walk: &Walk) {
    let Action::Send(bytes) = walk.login.action() else { return };
    let logged_in = walk.wire.account().logged_in();
    for line in std::str::from_utf8(bytes).unwrap().split("\r\n") {
        let in_time = match verb(line) {
            // Of the last line only its end is left.
            "" | "\n" | "PBSZ" | "PROT" => true,
            "AUTH" | "HOST" | "USER" | "PASS" | "ACCT" | "SITE" | "OPEN" => !logged_in,
            "FEAT" | "OPTS" | "CLNT" | "TYPE" => logged_in,
            _ => false,
        };
        assert!(in_time, "{line:?} is said out of its time after {path:?}");
    }
}

fn no_secret_shows(path: &[Event], shown: String) {
    for secret in SECRETS {
        let numbers = format!("{:?}", secret.as_bytes());
        assert!(!shown.contains(secret), "{secret} shows after {path:?}: {shown}");
        assert!(
            !shown.contains(numbers.trim_matches(['[', ']'])),
            "{secret} shows as numbers after {path:?}"
        );
    }
}

fn done_is_final(path: &[Event], walk: &Walk) {
    let result = |login: Login| {
        let state = format!("{login:?} {:?}", login.transcript());
        let kind =
            login.finish().map(|_| ()).map_err(|error| (error.kind().clone(), error.same_connection()));
        format!("{state} {kind:?}")
    };
    let mut login = walk.login.clone();
    for input in [
        Input::Bytes(b"230 welcome\r\n"),
        Input::Sent(1),
        Input::TlsUp,
        Input::TimedOut,
        Input::Eof,
        Input::Bytes(b"530 no\r\n"),
    ] {
        login.handle(input);
        assert_eq!(login.action(), Action::Done, "{input:?} goes on after {path:?}");
    }
    assert_eq!(result(login), result(walk.login.clone()), "the result changes after {path:?}");
}

/// A login counts only by a reply that came after the last command it answers was sent, and then does not count no
/// more, unless the connection goes: seen from the wire, with an own account of what answers what.
fn the_result_is_earned(path: &[Event], walk: &Walk) {
    let Walk { login, wire, .. } = walk.clone();
    let account = wire.account();
    match login.finish() {
        Ok(session) => {
            assert!(account.logged_in(), "logged in by {:?} after {path:?}", account.last);
            assert!(!account.early, "logged in with a reply that must not count after {path:?}");
            assert!(!wire.closes() || session.health() == Health::Closed, "not closed after {path:?}");
            no_secret_shows(path, format!("{session:?} {:?}", session.transcript()));
        }
        Err(error) => {
            let refused = error.kind().reply().map(|reply| reply.code().get());
            let may = !account.logged_in()
                || account.refused
                || refused.is_none_or(|code| matches!(code, 221 | 421));
            assert!(may, "refused with {refused:?} when logged in after {path:?}");
            let ended = path.contains(&Event::Eof) || account.early || wire.closes();
            assert!(!ended || !error.same_connection(), "another try after {path:?}");
            no_secret_shows(path, format!("{error} {error:?} {:?}", error.diagnose()));
        }
    }
}
