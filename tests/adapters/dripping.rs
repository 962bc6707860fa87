//! A server that sends little at a time has one time limit for each reply, not for each read.

use crate::cases::{SERVERS, auth, config};
use crate::{ended, runtime};
use ftp_blocking::Options;
use ftp_proto::{Login, TlsPolicy};
use ftp_tests::scripted::{Scripted, Turn};
use rustls::version::TLS13;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_millis(600);
/// The pause between two pieces.
const PAUSE: Duration = Duration::from_millis(50);
/// This many pieces take twice the limit.
const PIECES: usize = 24;
/// After this time the limit was ignored.
const LATE: Duration = Duration::from_millis(1100);

struct Drip {
    name: &'static str,
    tls: TlsPolicy,
    script: Vec<Turn>,
    end: &'static str,
    in_time: bool,
}

fn drips() -> Vec<Drip> {
    use Turn::{Expect, Say, StartTls, Wait};
    let pieces = |text: &'static str, pause| vec![[Say(text), Wait(pause)]; PIECES].concat();
    let hello = vec![Say("220 hello\r\n")];
    let handshake = vec![StartTls(SERVERS.good.server_config(&[&TLS13], false))];
    let clear =
        |name, script, end| Drip { name, tls: TlsPolicy::DangerCleartext, script, end, in_time: true };
    let slow = LIMIT * 2 / 3;
    vec![
        clear("a greeting", pieces("2", PAUSE), "no answer in time at greeting"),
        clear(
            "an answer without end",
            [hello.clone(), vec![Expect("USER"), Say("331-")], pieces("x\r\n", PAUSE)].concat(),
            "no answer in time at user",
        ),
        clear("blank lines", pieces("\r\n", PAUSE), "no answer in time at greeting"),
        Drip {
            name: "under tls",
            tls: TlsPolicy::Required,
            script: [auth(), handshake, vec![Expect("PBSZ"), Say("200-")], pieces("x", PAUSE)].concat(),
            end: "no answer in time at auth_tls",
            in_time: true,
        },
        Drip {
            name: "a handshake",
            tls: TlsPolicy::Required,
            // The header of a record of 16 KiB.
            script: [auth(), vec![Wait(2 * PAUSE), Say("\x16\x03\x03\x40\x00")], pieces("\x02", PAUSE)]
                .concat(),
            end: "tls failed: no answer in the handshake at tls_handshake",
            in_time: true,
        },
        Drip {
            in_time: false,
            ..clear(
                "replies that are each in time",
                vec![
                    Say("120 soon\r\n"),
                    Wait(slow),
                    Say("120 soon\r\n"),
                    Wait(slow),
                    Say("220 hello\r\n"),
                    Expect("USER"),
                    Wait(slow),
                    Say("331 pass"),
                    Wait(PAUSE),
                    Say("word?\r\n"),
                    Expect("PASS"),
                    Wait(slow),
                    Say("230 welcome\r\n"),
                    Expect("NOOP"),
                    Wait(slow),
                    Say("200 fine\r\n"),
                ],
                "logged in in clear, then fine",
            )
        },
    ]
}

/// Runs all at once, because they wait most of the time.
fn each(login: fn(u16, &Options, Login) -> String) {
    std::thread::scope(|scope| {
        for drip in drips() {
            scope.spawn(move || {
                let server = Scripted::start(drip.script).unwrap();
                let options =
                    Options { tls: Some(SERVERS.tls.clone()), timeout: LIMIT, ..Options::default() };
                let start = Instant::now();
                let end = login(server.port, &options, Login::new(config(drip.tls)));
                let took = start.elapsed();
                assert_eq!(end, drip.end, "{}", drip.name);
                assert!(took >= LIMIT, "{}: gave up after {took:?}", drip.name);
                assert_eq!(took < LATE, drip.in_time, "{}: {took:?}", drip.name);
            });
        }
    });
}

#[test]
fn over_std() {
    each(|port, options, mut login| {
        let mut control = ftp_blocking::connect("127.0.0.1", port, options).unwrap();
        ftp_blocking::drive(&mut control, &mut login);
        ended(login.finish(), |noop| drop(ftp_blocking::drive(&mut control, noop)))
    });
}

#[test]
fn over_tokio() {
    each(|port, options, mut login| {
        let runtime = runtime();
        let mut control = runtime.block_on(ftp_tokio::connect("127.0.0.1", port, options)).unwrap();
        runtime.block_on(ftp_tokio::drive(&mut control, &mut login));
        ended(login.finish(), |noop| drop(runtime.block_on(ftp_tokio::drive(&mut control, noop))))
    });
}
