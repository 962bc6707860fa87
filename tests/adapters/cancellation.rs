//! Futures of `ftp_tokio::drive` that are dropped, after which the drive continues.

use crate::canned::Canned;
use crate::cases::{SERVERS, config, welcome_under_tls};
use crate::{logged_in, runtime};
use ftp_proto::{Command, Dialogue, Login, TlsPolicy};
use ftp_tests::scripted::{Scripted, Turn};
use ftp_tests::shown;
use ftp_tokio::{Control, Options, Transport, connect, drive};
use rustls::version::TLS13;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// When to drop a waiting future.
#[derive(Clone, Copy, Debug)]
enum Drop {
    /// At the wait with this number, counted over the whole conversation.
    At(usize),
    Always,
}

/// Drives to the end. If the first future was dropped, continues with a new one.
async fn drive_dropping(
    transport: &mut impl Transport,
    dialogue: &mut impl Dialogue,
    drop: Drop,
    waits: &mut usize,
) {
    loop {
        let mut future = pin!(drive(transport, dialogue));
        let done = poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending => {
                *waits += 1;
                match drop {
                    Drop::At(at) if at + 1 != *waits => Poll::Pending,
                    _ => Poll::Ready(false),
                }
            }
        });
        if done.await {
            return;
        }
        // The new future has to wait for what the dropped one waited for.
        tokio::task::yield_now().await;
    }
}

async fn login(transport: &mut impl Transport, tls: TlsPolicy, drop: Drop) -> (String, usize) {
    let mut waits = 0;
    let mut login = Login::new(config(tls));
    drive_dropping(transport, &mut login, drop, &mut waits).await;
    let end = match login.finish() {
        Ok(mut session) => {
            let mut noop = session.start(&Command::noop()).expect("a new session is in sync");
            drive_dropping(transport, &mut noop, drop, &mut waits).await;
            let outcome = noop.finish();
            logged_in(&session, &outcome)
        }
        Err(error) => error.to_string(),
    };
    (end, waits)
}

#[test]
fn a_future_dropped_wherever_it_waits_loses_and_repeats_no_byte() {
    let runtime = runtime();
    let run = |drop| {
        let mut stream = Canned {
            answers: vec!["220 hello\r\n", "331 password?\r\n", "230 welcome\r\n", "200 fine\r\n"],
            width: 3,
            hesitates: true,
            ..Canned::default()
        };
        let mut control = Control::over(&mut stream, "localhost", &Options::default());
        let (end, waits) = runtime.block_on(login(&mut control, TlsPolicy::DangerCleartext, drop));
        assert_eq!(end, "logged in in clear, then fine", "{drop:?}");
        assert_eq!(shown(&stream.received), shown(b"USER alice\r\nPASS secret\r\nNOOP\r\n"), "{drop:?}");
        waits
    };
    let waits = run(Drop::At(usize::MAX - 1));
    assert!(waits > 20, "{waits}");
    (0..waits).for_each(|at| {
        run(Drop::At(at));
    });
    assert!(run(Drop::Always) >= waits);
}

#[test]
fn a_future_dropped_wherever_it_waits_goes_on_under_tls_and_in_the_handshake() {
    let runtime = runtime();
    let config = SERVERS.good.server_config(&[&TLS13], false);
    let before = vec![Turn::Say("220 hello\r\n"), Turn::Expect("AUTH TLS"), Turn::Say("234 go\r\n")];
    let script = [before, vec![Turn::StartTls(config)], welcome_under_tls()].concat();
    // The client has to wait for each of these.
    let late = |turn| match turn {
        Turn::Say(_) | Turn::StartTls(_) => vec![Turn::Wait(Duration::from_millis(5)), turn],
        turn => vec![turn],
    };
    let script: Vec<_> = script.into_iter().flat_map(late).collect();
    let options = Options { tls: Some(SERVERS.tls.clone()), ..Options::default() };
    let run = |drop| {
        let server = Scripted::start(script.clone()).unwrap();
        let (end, waits) = runtime.block_on(async {
            let mut control = connect("127.0.0.1", server.port, &options).await.unwrap();
            login(&mut control, TlsPolicy::Required, drop).await
        });
        assert_eq!(end, "logged in under tls, then fine", "{drop:?}");
        let lines = ["AUTH TLS", "PBSZ 0", "PROT P", "USER alice", "PASS secret", "NOOP"];
        assert_eq!(server.received().lines, lines, "{drop:?}");
        waits
    };
    let waits = run(Drop::At(usize::MAX - 1));
    assert!(waits >= 6, "the greeting, the 234, the handshake and three replies: {waits}");
    // How often the client waits depends on the segments; a drop that never comes tests nothing and does no
    // harm.
    (0..waits + 3).for_each(|at| {
        run(Drop::At(at));
    });
    run(Drop::Always);
}

#[test]
fn a_time_limit_of_the_callers_own_leaves_the_dialogue_to_be_driven_on() {
    let server = Scripted::start(vec![
        Turn::Wait(Duration::from_millis(200)),
        Turn::Say("220 hello\r\n"),
        Turn::Expect("USER"),
        Turn::Say("530 no\r\n"),
    ])
    .unwrap();
    runtime().block_on(async {
        let mut control = connect("127.0.0.1", server.port, &Options::default()).await.unwrap();
        let mut login = Login::new(config(TlsPolicy::DangerCleartext));
        let limit = Duration::from_millis(20);
        let late = tokio::time::timeout(limit, drive(&mut control, &mut login)).await;
        assert!(late.is_err());
        drive(&mut control, &mut login).await;
        assert_eq!(login.finish().unwrap_err().to_string(), "login refused: 530 no at user");
    });
}
