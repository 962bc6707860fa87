//! Once everything that held a secret is gone, the secret is nowhere in the memory of the process: neither in what the
//! core freed nor in buffers that it outgrew, whatever the server repeats.
#![cfg(target_os = "linux")]

use ftp_diagnosis::{diagnose, remedies};
use ftp_proto::login::{LoginErrorKind, ProxyStyle, Script};
use ftp_proto::{Action, Arg, Credentials, Dialogue, Input, Login, LoginConfig, Secret, Session, TlsPolicy};
use std::fs::{self, File};
use std::hint::black_box;
use std::os::unix::fs::FileExt;

/// The kinds of secrets to find. Each is 64 bytes, the letters that follow this one.
#[derive(Clone, Copy)]
enum Kind {
    Password = b'P' as isize,
    Account = b'A' as isize,
    Second = b'S' as isize,
    Accents = b'L' as isize,
}

const KINDS: [Kind; 4] = [Kind::Password, Kind::Account, Kind::Second, Kind::Accents];

/// The byte at this position, computed anew each time: neither a table nor a register of the test holds a secret.
#[inline(never)]
fn byte(kind: Kind, at: usize) -> u8 {
    let letter = b'a' + ((black_box(at) * 7 + kind as usize) % 26) as u8;
    if at.is_multiple_of(8) { kind as u8 } else { letter }
}

const LENGTH: usize = 64;

/// The secret in the caller's memory, which is handed over or which the caller wipes.
fn bytes(kind: Kind) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 * LENGTH);
    for at in 0..LENGTH {
        match (kind, at % 32) {
            (Kind::Accents, 31) => bytes.extend_from_slice("ü".as_bytes()),
            _ => bytes.push(byte(kind, at)),
        }
    }
    bytes
}

/// How many bytes in a row are looked for: more than a register holds, because what a register held is copied along with
/// the padding of whatever is moved. An allocator overwrites the first 16 bytes of what is freed.
const RUN: usize = 24;

/// The first kind of secret of which a run is in these bytes.
fn found(memory: &[u8]) -> Option<Kind> {
    let begins = |window: &&[u8]| KINDS.iter().any(|kind| *kind as u8 == window[0]);
    memory.windows(RUN).filter(begins).find_map(|window| {
        KINDS.into_iter().find(|kind| (0..LENGTH / 16).any(|part| is_run(window, *kind, 16 * part)))
    })
}

fn is_run(memory: &[u8], kind: Kind, from: usize) -> bool {
    (0..RUN).all(|at| memory[at] == byte(kind, from + at))
}

/// The first kind of secret that is in memory.
fn in_memory(window: &mut [u8]) -> Option<Kind> {
    let mut seen = None;
    look(window, |memory| seen = seen.or_else(|| found(memory)));
    seen
}

/// How many copies of the password are in memory.
fn copies(window: &mut [u8]) -> usize {
    let mut copies = 0;
    look(window, |memory| {
        copies += memory.windows(RUN).filter(|window| is_run(window, Kind::Password, 0)).count();
    });
    copies
}

/// Passes on the memory that the process may write to, except the stack, where anything may save registers. Each piece
/// begins with the last bytes of the one before, so no run is cut, and none is seen twice.
fn look(window: &mut [u8], mut see: impl FnMut(&[u8])) {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open("/proc/self/mem").unwrap();
    let own = window.as_ptr() as u64;
    let own = own..own + window.len() as u64;
    let on_stack = &raw const own as u64;
    for map in maps.lines().filter(|map| map.contains(" rw")) {
        let (range, _) = map.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let (mut at, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let stack = at <= on_stack && on_stack < end;
        while at < end && !stack {
            if own.contains(&at) {
                at = own.end;
                continue;
            }
            let stop = if at < own.start { end.min(own.start) } else { end };
            let take = usize::try_from(stop - at).unwrap().min(window.len());
            let Ok(n @ 1..) = memory.read_at(&mut window[..take], at) else { break };
            see(&window[..n]);
            at += if n >= RUN && at + (n as u64) < stop { (n - RUN + 1) as u64 } else { n as u64 };
        }
    }
    wipe(window);
}

fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    black_box(bytes);
}

/// `@` followed by a letter stands for a secret. The bytes are wiped once the login has received them.
fn receive(login: &mut Login, text: &str, piece: usize) {
    let mut reply = Vec::with_capacity(64 << 10);
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        let kind = match (c, characters.clone().next()) {
            ('@', Some('P')) => Some(Kind::Password),
            ('@', Some('A')) => Some(Kind::Account),
            ('@', Some('S')) => Some(Kind::Second),
            ('@', Some('L')) => Some(Kind::Accents),
            _ => None,
        };
        match kind {
            Some(kind) => {
                characters.next();
                let mut secret = bytes(kind);
                reply.extend_from_slice(&secret);
                wipe(&mut secret);
            }
            None => reply.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    say(login);
    for piece in reply.chunks(piece) {
        login.handle(Input::Bytes(piece));
    }
    say(login);
    wipe(&mut reply);
}

/// Writes in two parts, as a busy socket takes it.
fn say(login: &mut Login) {
    loop {
        let input = match login.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => Input::Sent(bytes.len().div_ceil(2)),
            _ => return,
        };
        login.handle(input);
    }
}

fn config() -> LoginConfig {
    let credentials = Credentials::new("alice", bytes(Kind::Password)).unwrap();
    LoginConfig::new(credentials.account(bytes(Kind::Account)).unwrap()).tls(TlsPolicy::DangerCleartext)
}

fn led(config: LoginConfig, replies: &[&str], piece: usize) -> Login {
    let mut login = Login::new(config);
    replies.iter().for_each(|reply| receive(&mut login, reply, piece));
    login
}

fn retried(piece: usize) -> Login {
    let error = led(config(), &["220 x\r\n", "331 x\r\n", "530 @P\r\n"], piece).finish().unwrap_err();
    let mut login = error.retry(Credentials::new("bob", bytes(Kind::Second)).unwrap()).unwrap();
    ["331 @P@S\r\n", "530 not @S, not @P\r\n"].iter().for_each(|reply| receive(&mut login, reply, piece));
    login
}

fn in_latin1(piece: usize) -> Login {
    let credentials = Credentials::new("alice", bytes(Kind::Accents)).unwrap();
    let again = credentials.to_latin1().unwrap();
    let config = LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext);
    let error = led(config, &["220 x\r\n", "331 x\r\n", "530 @L\r\n"], piece).finish().unwrap_err();
    let mut login = error.retry(again).unwrap();
    ["331 x\r\n", "530 @L\r\n"].iter().for_each(|reply| receive(&mut login, reply, piece));
    login
}

fn answered(piece: usize) -> Login {
    let error = led(config(), &["220 x\r\n", "331 otp-md5 487 dog2\r\n"], piece).finish().unwrap_err();
    let LoginErrorKind::AnswerWanted { challenge: Some(challenge), .. } = error.kind() else {
        panic!("{error}")
    };
    let mut pass_phrase = bytes(Kind::Second);
    pass_phrase.truncate(63);
    let pass_phrase = Secret::new(pass_phrase);
    black_box(challenge.answer(&pass_phrase).unwrap());
    let mut login = error.answer(pass_phrase).unwrap();
    ["332 @S\r\n", "230 @A@P\r\n"].iter().for_each(|reply| receive(&mut login, reply, piece));
    login
}

fn through_a_proxy(piece: usize) -> Login {
    let proxy = Credentials::new("gate", bytes(Kind::Second)).unwrap();
    let script =
        Script::proxy(ProxyStyle::Joined, Arg::new(b"ftp.example.com").unwrap(), Some(proxy)).unwrap();
    led(config().through(script), &["220 x\r\n", "331 x\r\n", "530 PASS @P and @S\r\n"], piece)
}

type Way = (&'static str, fn(usize) -> Login);

const WAYS: [Way; 13] = [
    ("logged in", |piece| led(config(), &["220 x\r\n", "331 x\r\n", "332 x\r\n", "230 @P @A\r\n"], piece)),
    ("not begun", |piece| led(config(), &["220 x\r\n"], piece)),
    ("refused", |piece| {
        led(config(), &["220 @P\r\n", "331-@A\r\n331 @P\r\n", "530-@P@P\r\n @A\r\n530 PASS @P\r\n"], piece)
    }),
    ("many lines", |piece| {
        let lines = format!("530-x\r\n{}530 @A\r\n", " @P and some more of the same\r\n".repeat(200));
        led(config(), &["220 x\r\n", "331 x\r\n", &lines], piece)
    }),
    ("no reply", |piece| led(config(), &["220 x\r\n", "331 x\r\n", "PASS @P is not right\r\n"], piece)),
    ("a piece of one", |piece| led(config(), &["220 x\r\n", "331 x\r\n", "530-PASS @P\r\n and @A"], piece)),
    ("behind the last one", |piece| {
        led(config(), &["220 x\r\n", "331 x\r\n", "530 x\r\n331 @P\r\n@A"], piece)
    }),
    ("early", |piece| led(config(), &["220 x\r\n331 @P\r\n"], piece)),
    ("account wanted again", |piece| {
        led(config(), &["220 x\r\n", "331 x\r\n", "332 x\r\n", "332 @A\r\n"], piece)
    }),
    ("retried", retried),
    ("in latin-1", in_latin1),
    ("answered", answered),
    ("through a proxy", through_a_proxy),
];

#[test]
fn nothing_of_a_secret_is_left() {
    let mut window = vec![0; 1 << 16];
    assert_eq!(in_memory(&mut window).map(|kind| kind as u8), None, "the test holds one itself");
    nothing_written_is_kept(&mut window);
    for (name, way) in WAYS {
        for piece in [1, 7, usize::MAX] {
            for end in [Input::Eof, Input::TimedOut] {
                let login = way(piece);
                assert!(in_memory(&mut window).is_some(), "{name}: what is held is found");
                let session = finish(login, end);
                let left = in_memory(&mut window).map(|kind| char::from(kind as u8));
                assert_eq!(left, None, "{name}, {piece} bytes at a time, {end:?}: one is left");
                drop(session);
            }
        }
    }
}

/// What has been written is in memory once less than before: only the copy for another try is left.
fn nothing_written_is_kept(window: &mut [u8]) {
    let mut login = led(config(), &["220 x\r\n"], usize::MAX);
    let before = copies(window);
    login.handle(Input::Bytes(b"331 x\r\n"));
    assert_eq!(copies(window), before + 1, "what is to be written is found");
    say(&mut login);
    assert_eq!(copies(window), before, "what was written is kept");
}

/// Looks at the result as a caller would and drops it, except a session, which holds no secret any more.
fn finish(mut login: Login, end: Input<'_>) -> Option<Session> {
    login.handle(end);
    match login.finish() {
        Ok(session) => {
            drop(format!("{session:?} {:?}", session.transcript()));
            Some(session)
        }
        Err(mut error) => {
            drop(format!("{error} {error:?} {:?} {:?}", diagnose(error.transcript()), remedies(&error, 1)));
            error.hide(&Credentials::new("x", bytes(Kind::Second)).unwrap());
            let mut quit = error.quit();
            ftp_fuzz::driven::write_all(&mut quit);
            quit.handle(Input::Eof);
            None
        }
    }
}
