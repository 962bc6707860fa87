//! The table of situations: what the server does, and what the driver has to do.

use crate::probe::{Looks, Upload, Writes};
use crate::server::{Server, Step};
use crate::{Drive, TlsSupport};
use ftp_proto::login::LoginErrorKind;
use ftp_proto::session::Poison;
use ftp_proto::{Command, Credentials, Login, LoginConfig, Outcome, Session, TlsFailure, TlsPolicy};
use std::time::{Duration, Instant};

/// The driver's time limit in situations about time.
const LIMIT: Duration = Duration::from_millis(400);

/// The driver's time limit in all other situations. It is long, so that a busy machine changes no result.
const PATIENT: Duration = Duration::from_secs(3);

/// The longest that a driver needs when it has to stop at [`LIMIT`].
const LATE: Duration = Duration::from_millis(1600);

/// The driver's time limit in situations in which the limit must not pass.
const STEADY: Duration = Duration::from_millis(1200);

/// More bytes than a driver reads at once, and fewer than the system buffers for a connection.
const MUCH: &str = match std::str::from_utf8(&[b'x'; 48 << 10]) {
    Ok(text) => text,
    Err(_) => "",
};

const SHORT: Duration = Duration::from_millis(40);
const LONG: Duration = Duration::from_millis(2000);

/// One situation.
pub(crate) struct Situation {
    pub(crate) name: &'static str,
    /// What the driver has to do, and why.
    pub(crate) wanted: &'static str,
    /// The driver's time limit.
    pub(crate) limit: Duration,
    pub(crate) run: fn(&mut dyn Drive) -> Result<(), String>,
}

/// Returns the names of all situations.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|situation| situation.name)
}

pub(crate) const ALL: &[Situation] = &[
    Situation {
        name: "login",
        wanted: "a session",
        limit: PATIENT,
        run: |driver| {
            let (_server, session) = logged_in(driver, &[])?;
            expect(session.is_logged_in(), || format!("{session:?}"))
        },
    },
    Situation {
        name: "stray-reply",
        wanted: "what is here is read before a command is written: a reply that was here answers nothing",
        limit: PATIENT,
        run: |driver| {
            let then =
                [Step::Line, Step::Send("250 x\r\n"), Step::Wait(SHORT), Step::Send("257 \"/stale\"\r\n")];
            let (server, mut session) = logged_in(driver, &then)?;
            let first = command(driver, &mut session, &Command::cdup())?;
            expect(matches!(first, Outcome::Final(_)), || format!("{first:?} to CDUP"))?;
            server.wait_for(LOGIN.len() + 4);
            let second = command(driver, &mut session, &Command::pwd())?;
            expect(matches!(second, Outcome::Poisoned(Poison::Unasked, _)), || format!("{second:?} to PWD"))
        },
    },
    Situation {
        name: "look-all",
        wanted: "all that is here read before nothing more is said to be",
        limit: PATIENT,
        run: |driver| {
            let server = Server::start(vec![Step::Send(MUCH)])?;
            driver.connect(server.port)?;
            server.wait_for(1);
            let mut looks = Looks::new(1);
            driver.drive(&mut looks);
            expect(looks.received == MUCH.len(), || format!("{} bytes of {}", looks.received, MUCH.len()))
        },
    },
    Situation {
        name: "look-silence",
        wanted: "a look at a connection where nothing is does not wait",
        limit: PATIENT,
        run: |driver| {
            let server = Server::start(vec![Step::Wait(LONG)])?;
            driver.connect(server.port)?;
            let mut looks = Looks::new(20);
            let started = Instant::now();
            driver.drive(&mut looks);
            let took = started.elapsed();
            let pending = looks.end.as_deref() == Some("Pending") && took < LATE;
            expect(pending, || format!("{:?}, after 20 looks in {took:?}", looks.end))
        },
    },
    Situation {
        name: "look-end",
        wanted: "a look at a stream that has ended reports that",
        limit: PATIENT,
        run: |driver| look(driver, Step::Close, "Eof"),
    },
    Situation {
        name: "look-reset",
        wanted: "a look at a connection that broke reports that",
        limit: PATIENT,
        run: |driver| look(driver, Step::Reset, "Broken"),
    },
    Situation {
        name: "two-replies-in-one-read",
        wanted: "the preliminary reply, and then the final one that came with it",
        limit: PATIENT,
        run: |driver| {
            let both = [Step::Line, Step::Send("150 x\r\n226 y\r\n")];
            let (_server, mut session) = logged_in(driver, &both)?;
            let first = command(driver, &mut session, &Command::list(None))?;
            expect(matches!(first, Outcome::Preliminary(_)), || format!("{first:?}"))?;
            let mut exchange = session.resume().map_err(|busy| busy.to_string())?;
            driver.drive(&mut exchange);
            let second = exchange.finish();
            expect(matches!(second, Outcome::Final(_)), || format!("{second:?}, resumed"))
        },
    },
    Situation {
        name: "long-write",
        wanted: "each write reported as far as it went, until all is written",
        limit: Duration::from_secs(10),
        run: |driver| {
            const LEN: usize = 6 << 20;
            let script = vec![Step::Wait(3 * SHORT), Step::Read(LEN), Step::Send("200 x\r\n")];
            let server = Server::start(script)?;
            driver.connect(server.port)?;
            let mut upload = Upload::new(LEN);
            driver.drive(&mut upload);
            expect(upload.sent == LEN && upload.end.is_some(), || {
                format!("{} of {LEN} bytes sent", upload.sent)
            })?;
            drop_connection(driver)?;
            let received = server.received();
            let whole = received.iter().enumerate().all(|(at, byte)| *byte == b'a' + (at % 26) as u8);
            expect(received.len() == LEN && whole, || format!("{} bytes received", received.len()))
        },
    },
    Situation {
        name: "slow-reader",
        wanted: "the time limit reported, one for all that is written before a reply, not for each write of a part of it",
        limit: LIMIT,
        run: |driver| {
            const LEN: usize = 48 << 20;
            let piece = [Step::Wait(LIMIT / 4), Step::Read(2 << 20)];
            let server = Server::start(piece.repeat(20))?;
            driver.connect(server.port)?;
            let mut upload = Upload::of(vec![b'x'; LEN]);
            let started = Instant::now();
            driver.drive(&mut upload);
            let took = started.elapsed();
            let stopped = upload.end.as_deref() == Some("TimedOut") && upload.sent < LEN && took < LATE;
            let (sent, end) = (upload.sent, upload.end);
            expect(stopped, || {
                format!("{sent} of {LEN} bytes sent in {took:?}, limit {LIMIT:?}, then {end:?}")
            })
        },
    },
    Situation {
        name: "end",
        wanted: "the end of the stream, distinguished from a broken connection",
        limit: PATIENT,
        run: |driver| after_noop(driver, &[Step::Close], |got| matches!(got, Outcome::Closed(None))),
    },
    Situation {
        name: "reset",
        wanted: "a broken connection, distinguished from the end of the stream",
        limit: PATIENT,
        run: |driver| after_noop(driver, &[Step::Reset], |got| matches!(got, Outcome::Broken)),
    },
    Situation {
        name: "silence",
        wanted: "an end at the time limit",
        limit: LIMIT,
        run: |driver| after_noop(driver, &[Step::Wait(LONG)], |got| matches!(got, Outcome::TimedOut)),
    },
    Situation {
        name: "slow-drip",
        wanted: "one time limit for a whole reply, not for each read of a piece of it",
        limit: LIMIT,
        run: |driver| {
            let drip = [Step::Drip("200 a reply that takes too long\r\n", LIMIT / 5)];
            after_noop(driver, &drip, |got| matches!(got, Outcome::TimedOut))
        },
    },
    Situation {
        name: "slow-replies",
        wanted: "the whole time limit for each reply, be it a preliminary one, not one limit for all",
        limit: STEADY,
        run: |driver| {
            let pause = Step::Wait(STEADY * 3 / 5);
            let mut script = vec![pause, Step::Send("120 x\r\n"), pause];
            script.extend(LOGIN);
            let server = Server::start(script)?;
            driver.connect(server.port)?;
            let mut login = Login::new(config(TlsPolicy::DangerCleartext)?);
            driver.drive(&mut login);
            login.finish().map(drop).map_err(|error| format!("no login: {error}"))
        },
    },
    Situation {
        name: "last-words",
        wanted: "after a failed write, what the server sent before it went, and then the broken connection",
        limit: PATIENT,
        run: |driver| {
            let server = Server::start(vec![Step::Send("421 going\r\n"), Step::Close])?;
            driver.connect(server.port)?;
            server.wait_for(2);
            let mut writes = Writes::default();
            driver.drive(&mut writes);
            let received = String::from_utf8_lossy(&writes.received).into_owned();
            let broken = writes.end.as_deref() == Some("Broken");
            expect(received == "421 going\r\n" && broken, || format!("{received:?}, then {:?}", writes.end))
        },
    },
    Situation {
        name: "clear-behind-auth",
        wanted: "bytes in clear behind the reply to AUTH are reported, not given to TLS",
        limit: PATIENT,
        run: |driver| {
            let injected = [Step::Send("234 x\r\n230 injected\r\n")];
            let wanted = |kind: &LoginErrorKind| matches!(kind, LoginErrorKind::PlaintextBeforeTls);
            after_auth(driver, &injected, wanted)
        },
    },
    Situation {
        name: "tls-closed",
        wanted: "a handshake that the server ends is a failure of TLS",
        limit: PATIENT,
        run: |driver| {
            let none = driver.tls() == TlsSupport::None;
            let close = [Step::Send("234 x\r\n"), Step::Wait(3 * SHORT), Step::Close];
            after_auth(driver, &close, |kind| match kind {
                LoginErrorKind::TlsFailed(why) => none == (*why == TlsFailure::Unavailable),
                _ => false,
            })
        },
    },
    Situation {
        name: "tls-garbage",
        wanted: "a handshake that gets no TLS is a failure of TLS",
        limit: PATIENT,
        run: |driver| {
            let none = driver.tls() == TlsSupport::None;
            let garbage = [
                Step::Send("234 x\r\n"),
                Step::Wait(3 * SHORT),
                Step::Send("this is no handshake at all\r\n"),
            ];
            after_auth(driver, &garbage, |kind| match kind {
                LoginErrorKind::TlsFailed(why) => none == (*why == TlsFailure::Unavailable),
                _ => false,
            })
        },
    },
    Situation {
        name: "tls-silent",
        wanted: "a handshake ends at the time limit",
        limit: LIMIT,
        run: |driver| {
            let none = driver.tls() == TlsSupport::None;
            let silence = [Step::Send("234 x\r\n"), Step::Wait(LONG)];
            after_auth(driver, &silence, |kind| match kind {
                LoginErrorKind::TlsFailed(why) if none => *why == TlsFailure::Unavailable,
                LoginErrorKind::TlsFailed(why) => *why == TlsFailure::TimedOut,
                _ => false,
            })
        },
    },
    Situation {
        name: "cancelled",
        wanted: "a drive that is cancelled goes on where it stood: nothing is lost, and nothing written twice",
        limit: PATIENT,
        run: |driver| {
            let then = [Step::Line, Step::Send("20"), Step::Wait(4 * SHORT), Step::Send("0 x\r\n")];
            let (server, mut session) = logged_in(driver, &then)?;
            let mut exchange = session.start(&Command::noop()).map_err(|busy| busy.to_string())?;
            driver.drive_cancelled(&mut exchange, SHORT);
            drop(exchange);
            let mut exchange = session.resume().map_err(|busy| busy.to_string())?;
            driver.drive(&mut exchange);
            let got = exchange.finish();
            expect(matches!(got, Outcome::Final(_)), || format!("{got:?}"))?;
            drop_connection(driver)?;
            let sent = server.received();
            expect(sent == b"USER alice\r\nPASS secret\r\nNOOP\r\n", || {
                format!("sent b\"{}\"", sent.escape_ascii())
            })
        },
    },
];

const LOGIN: &[Step] =
    &[Step::Send("220 x\r\n"), Step::Line, Step::Send("331 x\r\n"), Step::Line, Step::Send("230 x\r\n")];

/// Logs in without TLS, to a server that continues with this script.
fn logged_in(driver: &mut dyn Drive, then: &[Step]) -> Result<(Server, Session), String> {
    let server = Server::start([LOGIN, then].concat())?;
    driver.connect(server.port)?;
    let mut login = Login::new(config(TlsPolicy::DangerCleartext)?);
    driver.drive(&mut login);
    let session = login.finish().map_err(|error| format!("no login: {error}"))?;
    Ok((server, session))
}

/// Sends NOOP, lets the server act, and checks the outcome and that it came in time.
fn after_noop(
    driver: &mut dyn Drive,
    then: &[Step],
    wanted: impl Fn(&Outcome) -> bool,
) -> Result<(), String> {
    let script: Vec<Step> = [Step::Line].iter().chain(then).copied().collect();
    let (_server, mut session) = logged_in(driver, &script)?;
    let started = Instant::now();
    let got = command(driver, &mut session, &Command::noop())?;
    expect(wanted(&got), || format!("{got:?}"))?;
    expect(started.elapsed() < LATE, || format!("{got:?} after {:?}, limit {LIMIT:?}", started.elapsed()))
}

/// Checks what a poll reports after the server has done this.
fn look(driver: &mut dyn Drive, done: Step, wanted: &str) -> Result<(), String> {
    let server = Server::start(vec![Step::Held, done])?;
    driver.connect(server.port)?;
    server.go_on();
    server.received(); // now the server's side of the connection is gone
    let mut looks = Looks::new(1);
    driver.drive(&mut looks);
    expect(looks.end.as_deref() == Some(wanted), || format!("{:?}", looks.end))
}

/// Sends AUTH, lets the server act, and checks the error and that it came in time.
fn after_auth(
    driver: &mut dyn Drive,
    then: &[Step],
    wanted: impl Fn(&LoginErrorKind) -> bool,
) -> Result<(), String> {
    let script: Vec<Step> = [Step::Send("220 x\r\n"), Step::Line].iter().chain(then).copied().collect();
    let server = Server::start(script)?;
    driver.connect(server.port)?;
    let mut login = Login::new(config(TlsPolicy::Required)?);
    let started = Instant::now();
    driver.drive(&mut login);
    let error = match login.finish() {
        Ok(session) => return Err(format!("{session:?}")),
        Err(error) => error,
    };
    expect(wanted(error.kind()), || format!("{error}"))?;
    expect(started.elapsed() < LATE, || format!("{error} after {:?}, limit {LIMIT:?}", started.elapsed()))
}

fn command(driver: &mut dyn Drive, session: &mut Session, command: &Command<'_>) -> Result<Outcome, String> {
    let mut exchange = session.start(command).map_err(|busy| busy.to_string())?;
    driver.drive(&mut exchange);
    Ok(exchange.finish())
}

/// Drops the connection by connecting elsewhere, so that the server sees its end.
fn drop_connection(driver: &mut dyn Drive) -> Result<(), String> {
    let elsewhere = Server::start(vec![Step::Close])?;
    driver.connect(elsewhere.port)
}

fn config(tls: TlsPolicy) -> Result<LoginConfig, String> {
    let credentials = Credentials::new("alice", "secret").map_err(|error| error.to_string())?;
    Ok(LoginConfig::new(credentials).tls(tls))
}

fn expect(holds: bool, got: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(got()) }
}
