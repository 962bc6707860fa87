//! Recognisable secrets, and every way out that they must not take: `Debug`, `Display`, errors, transcripts,
//! diagnoses, JSON, the tool's lines, panics; verbatim, in other letter cases, and in other encodings.

#[path = "canary/needles.rs"]
mod needles;
#[path = "canary/shown.rs"]
mod shown;

use ftp_doctor::check::{Next, Observer, check};
use ftp_doctor::transfers::Further;
use ftp_proto::login::otp::OtpError;
use ftp_proto::login::{Pipelining, ProxyStyle, Script};
use ftp_proto::transcript::Entry;
use ftp_proto::{
    Action, Arg, Command, Credentials, Dialogue, Input, Login, LoginConfig, LoginError, Secret, TlsPolicy,
};
use ftp_report::attempt::Attempt;
use ftp_report::lines;
use ftp_tests::announce;
use ftp_tests::explore::{self, Setting, Walk, explore};
use ftp_tests::scripted::{Scripted, Turn};
use needles::Needles;
use shown::{Seen, repeats, shown};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

const PASSWORD: &str = "Qu7-Päßwort/canary";
const ACCOUNT: &str = "Ac3+Konto canary";
const SECOND: &str = "Zw2%zweites-canary";
const ANSWER: &str = "OUST COAT FOAL MUG";

/// The secrets that the first try uses.
const USED: [&str; 2] = [PASSWORD, ACCOUNT];

fn secrets() -> Needles {
    Needles::of(&[PASSWORD, ACCOUNT, SECOND, ANSWER])
}

fn credentials() -> Credentials {
    Credentials::new("alice", PASSWORD).unwrap().account(ACCOUNT).unwrap()
}

fn login() -> Login {
    Login::new(LoginConfig::new(credentials()).tls(TlsPolicy::DangerCleartext))
}

/// Writes what the login wants written, then passes it the answer in pieces.
fn receive(login: &mut Login, bytes: &[u8], piece: usize) {
    say(login);
    bytes.chunks(piece).for_each(|piece| login.handle(Input::Bytes(piece)));
    say(login);
}

fn say(login: &mut Login) {
    ftp_fuzz::driven::write_all(login);
}

/// How a server repeats secrets: `@` is every secret that it may know, `530` the code of the reply it should send.
const ECHOES: [&str; 11] = [
    "530 @\r\n",
    "530 not with @!\r\n",
    "530 PASS @\r\n",
    "530 @@@\r\n",
    "530-@\r\n@\r\n 530 @\r\n530 @\r\n",
    "530-x\r\n230 @\r\n530 x\r\n",
    "530-xx@xx\r\n530-@x\r\n530 x@\r\n",
    "120 @\r\n530 x\r\n",
    "530 x\r\n421 @\r\n",
    "@\r\n",
    "530 \x00\x1b[31m@\x1b[0m\r\n",
];

/// The replies that the server should send: greeting, USER, PASS, ACCT.
const FINE: [&str; 4] = ["220", "331", "332", "230"];

/// The echo with each of the secrets inserted, in both charsets.
fn echoes(echo: &str, code: &str, secrets: &[&str]) -> Vec<Vec<u8>> {
    let utf8 = |secret: &&str| echo.replace("530", code).replace('@', secret).into_bytes();
    let all = echo.replace("530", code).replace('@', &secrets.join(" "));
    secrets.iter().map(utf8).chain([all.into_bytes()]).collect()
}

/// The echo as it was sent, in Latin-1, and taken for Latin-1 and repeated in UTF-8.
fn in_all_charsets(echo: Vec<u8>) -> [Vec<u8>; 3] {
    let twice: String = echo.iter().copied().map(char::from).collect();
    [needles::latin1(&echo), twice.into_bytes(), echo]
}

#[test]
fn what_a_server_repeats_is_hidden_wherever_and_in_whatever_pieces() {
    let (needles, seen) = (secrets(), Seen::one_in(1));
    for (at, code) in FINE.iter().enumerate() {
        for echo in ECHOES.iter().flat_map(|echo| echoes(echo, code, &USED)).flat_map(in_all_charsets) {
            for piece in [1, 2, 3, 7, usize::MAX] {
                let mut login = login();
                for (now, code) in FINE.iter().enumerate() {
                    let fine = format!("{code} fine\r\n").into_bytes();
                    receive(&mut login, if now == at { &echo } else { &fine }, piece);
                }
                login.handle(Input::Eof);
                if seen.is_new(&login, &USED) {
                    needles.not_in(&shown(login, &USED, &USED), &echo);
                }
            }
        }
    }
}

/// The first bytes of a secret already reveal something while the rest is on its way.
#[test]
fn an_echo_that_stops_anywhere_is_hidden() {
    let whole = ftp_tests::whole();
    let needles = Needles::beginnings_of(&USED);
    let seen = Seen::one_in(1);
    for (at, code) in FINE.iter().enumerate() {
        for echo in ECHOES.iter().flat_map(|echo| echoes(echo, code, &USED)) {
            for (which, end) in [Input::Eof, Input::TimedOut].into_iter().enumerate() {
                // One end for each length, unless everything is asked for.
                let lengths = (1..echo.len()).filter(|length| whole || length % 2 == which);
                for length in lengths {
                    let mut login = login();
                    FINE[..at]
                        .iter()
                        .for_each(|code| receive(&mut login, format!("{code} fine\r\n").as_bytes(), 99));
                    receive(&mut login, &echo[..length], usize::MAX);
                    login.handle(end);
                    if seen.is_new(&login, &USED) {
                        needles.not_in(&shown(login, &USED, &[]), &echo[..length]);
                    }
                }
            }
        }
    }
}

fn refused(mut login: Login, replies: &[&str]) -> LoginError {
    replies.iter().for_each(|reply| receive(&mut login, format!("{reply}\r\n").as_bytes(), usize::MAX));
    login.finish().unwrap_err()
}

/// A server that breaks its lines anywhere, within a secret or at a space in it.
#[test]
fn an_echo_that_is_broken_into_lines_is_hidden() {
    let needles = Needles::of(&USED);
    for secret in USED {
        for at in (1..secret.len()).filter(|at| secret.is_char_boundary(*at)) {
            let (one, two) = secret.split_at(at);
            for (end, start) in
                [("\r\n530 ", ""), ("\r\n ", "\r\n530 x"), ("\r\n", "\r\n530 x"), ("\r\n530-", "\r\n530 ")]
            {
                for two in [two, two.trim_start()] {
                    let error = refused(login(), &["220 x", "331 x", &format!("530-{one}{end}{two}{start}")]);
                    let shown = shown_joined(&error);
                    needles.not_in(&shown, format!("{one:?}{end:?}{two:?}").as_bytes());
                }
            }
        }
    }
}

/// The text of the reply in one line, with and without spaces where lines ended.
fn shown_joined(error: &LoginError) -> String {
    let text = error.kind().reply().unwrap().text();
    format!("{}\n{}\n{}", text.replace('\n', ""), text.replace('\n', " "), text.replace("\n ", ""))
}

type Again = fn() -> Login;

#[test]
fn the_secrets_of_every_try_stay_hidden() {
    let ways: [(&str, Again); 4] = [
        ("retry", || {
            let error = refused(login(), &["220 x", "331 x", "530 x"]);
            error.retry(Credentials::new("bob", SECOND).unwrap().account(ANSWER).unwrap()).unwrap()
        }),
        ("retry in latin-1", || {
            let error = refused(login(), &["220 x", "331 x", "530 x"]);
            error.retry(credentials().to_latin1().unwrap()).unwrap()
        }),
        ("answer", || {
            let error = refused(login(), &["220 x", "331 otp-md5 487 dog2"]);
            error.answer(Secret::new(ANSWER)).unwrap()
        }),
        ("retry, answer", || {
            let error = refused(login(), &["220 x", "331 x", "530 x"]);
            let login = error.retry(Credentials::new("bob", SECOND).unwrap()).unwrap();
            let error = refused(login, &["331 otp-md5 487 dog2"]);
            error.answer(Secret::new(ANSWER)).unwrap()
        }),
    ];
    let needles = secrets();
    for (name, again) in ways {
        for echo in ECHOES {
            let echo = echoes(echo, "530", &[PASSWORD, ACCOUNT, SECOND, ANSWER]);
            // A secret that was sent in only one try is not a secret of the other.
            let echoes = match name {
                "retry" => vec![&echo[0], &echo[1], &echo[2], &echo[3]],
                "retry in latin-1" => vec![&echo[0], &echo[1]],
                "answer" => vec![&echo[0], &echo[1], &echo[3]],
                _ => vec![&echo[0], &echo[1], &echo[2], &echo[3], &echo[4]],
            };
            for echo in echoes {
                for (before, piece) in [(0, 1), (0, usize::MAX), (1, 1), (1, usize::MAX)] {
                    let mut login = again();
                    (0..before).for_each(|_| receive(&mut login, b"331 x\r\n", 99));
                    receive(&mut login, echo, piece);
                    login.handle(Input::TimedOut);
                    needles.not_in(&shown(login, &USED, &USED), echo);
                    let mut login = again();
                    receive(&mut login, &needles::latin1(echo), piece);
                    login.handle(Input::Eof);
                    needles.not_in(&shown(login, &[], &[]), echo);
                }
            }
        }
    }
}

#[test]
fn nothing_shows_in_any_way_through_a_login() {
    if ftp_tests::whole() {
        announce("canary: all that a login can print, in its states, about a minute");
    }
    let needles = Needles::of(&[
        explore::PASSWORD,
        explore::ACCOUNT,
        explore::SECOND,
        explore::ANSWER,
        explore::KEEPER,
    ]);
    // Enough for every kind of end, and only a part of that unless everything is asked for: printing each end in
    // every way takes a minute. `exhaustive` checks the short output of all settings.
    let whole = ftp_tests::whole();
    let part = |setting: &Setting| whole || setting.pipelining == Pipelining::InStep && !setting.options;
    let settings = Setting::all().into_iter().filter(|setting| match setting.tls {
        TlsPolicy::DangerCleartext => true,
        TlsPolicy::Required => setting.pipelining == Pipelining::InStep,
        _ => setting.proxy == Some(ProxyStyle::Joined),
    });
    let settings = settings.filter(part);
    let (settings, ends) = (Mutex::new(settings), AtomicUsize::new(0));
    let seen = Seen::one_in(if whole { 1 } else { 2 });
    let is_new = |walk: &Walk| seen.is_new(&walk.login, &walk.secrets);
    let all_of_one = || {
        let next = || settings.lock().unwrap().next();
        while let Some(setting) = next() {
            let map = explore(&setting, |path, walk| {
                if walk.login.action() == Action::Done && is_new(walk) {
                    let shown = shown(walk.login.clone(), &walk.secrets, &walk.secrets);
                    needles.not_in(&shown, format!("{setting}: {path:?}").as_bytes());
                }
            });
            ends.fetch_add(map.ends, Relaxed);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(all_of_one);
        }
    });
    println!("{} ends, {} of them printed", ends.into_inner(), seen.count());
}

#[test]
fn a_panic_and_what_holds_a_secret_do_not_show_it() {
    let needles = secrets();
    let mut login = login();
    for reply in FINE {
        receive(&mut login, format!("{reply} {PASSWORD} {ACCOUNT}\r\n").replace("230", "530").as_bytes(), 99);
    }
    let panic = catch_unwind(AssertUnwindSafe(|| login.finish().unwrap())).unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(message.contains("530 *** ***"), "{message}");
    needles.not_in(message, b"a panic");

    let proxy = || Credentials::new("gate", SECOND).unwrap();
    let host = Arg::new(b"ftp.example.com").unwrap();
    let config = LoginConfig::new(credentials())
        .through(Script::proxy(ProxyStyle::Joined, host, Some(proxy())).unwrap());
    let password = Arg::new(PASSWORD.as_bytes()).unwrap();
    let bytes = Command::pass(Some(password));
    let two_lines = format!("{PASSWORD}\r\n{SECOND}");
    needles.not_in(
        &format!(
            "{:?} {config:?} {:?} {bytes} {bytes:?} {password:?} {:?} {:?} {:?} {:?} {}",
            credentials(),
            proxy(),
            Secret::new(ANSWER),
            Action::Send(PASSWORD.as_bytes()),
            Input::Bytes(PASSWORD.as_bytes()),
            Credentials::new("alice", two_lines.clone()),
            Credentials::new("alice", two_lines).unwrap_err(),
        ),
        b"what holds them",
    );
    needles.not_in(&format!("{:?} {}", OtpError::PassPhraseLength, OtpError::PassPhraseLength), b"");
}

struct Watcher(String);

impl Observer for Watcher {
    fn happened(&mut self, entry: &Entry) {
        self.0 += &lines::text(entry);
    }

    fn refused(&mut self, error: &LoginError) -> Next {
        self.0 += &format!("{error} {error:?}");
        Next::Stop
    }

    fn wait(&mut self, _: u32) {}

    fn begins(&mut self, what: &str) {
        self.0 += what;
    }
}

/// What `ftp-doctor check`, over a socket, shows in the meantime and in its report.
#[test]
fn the_tool_shows_none() {
    let needles = secrets();
    for last in ["530 no @\r\n", "230-@\r\n230 in\r\n", "@\r\n", "332 @\r\n"] {
        let say = |text: &str| Turn::Say(text.replace('@', PASSWORD).leak());
        let mut turns = vec![
            say("220 hello @\r\n"),
            Turn::Expect("USER"),
            say("331-@\r\n331 @\r\n"),
            Turn::Expect("PASS"),
            say(last),
        ];
        if last.starts_with("230") {
            for (command, reply) in [
                ("PASV", "502-@\r\n502 @\r\n"),
                ("TYPE", "200 @\r\n"),
                ("EPSV", "502 @\r\n"),
                ("PASV", "502 @\r\n"),
            ] {
                turns.extend([Turn::Expect(command), say(reply)]);
            }
        }
        turns.extend([Turn::Expect("QUIT"), say("221 bye @\r\n")]);
        let server = Scripted::start(turns);
        let attempt = Attempt {
            host: "127.0.0.1".into(),
            port: server.as_ref().unwrap().port,
            user: b"alice".to_vec(),
            tls: TlsPolicy::DangerCleartext,
            ca_file: None,
            certificate: None,
            insecure: false,
            ip: None,
            account: false,
            directory: Vec::new(),
        };
        let mut watcher = Watcher(String::new());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let limit = Duration::from_secs(5);
        let report = runtime.block_on(check(attempt, credentials(), limit, Further::LISTING, &mut watcher));
        let output = watcher.0 + &shown::report(&report.unwrap());
        assert!(output.contains("331 ***"), "{output}");
        needles.not_in(&output, last.as_bytes());
        let received = server.unwrap().received();
        assert_eq!(received.lines[1], format!("PASS {PASSWORD}"), "the needle was in the haystack");
    }
}

/// Checks the needles themselves: a test that looks for nothing finds nothing.
#[test]
fn the_needles_find_what_they_should() {
    let needles = secrets();
    for shown in [
        "x Qu7-Päßwort/canary y",
        "QU7-PäßWORT/CANARY",
        "Qu7-P\\xc3\\xa4\\xc3\\x9fwort/canary",
        "Qu7-P\\xe4\\xdfwort/canary",
        "81, 117, 55, 45, 80, 195, 164, 195, 159, 119, 111, 114, 116, 47, 99, 97, 110, 97, 114, 121",
        "5175372d50c3a4c39f776f72742f63616e617279",
        "5175372D50E4DF776F72742F63616E617279",
        "Qu7-P%C3%A4%C3%9Fwort%2Fcanary",
        "Qu7-P%c3%a4%c3%9fwort/canary",
        "Qu7-P%E4%DFwort%2Fcanary",
        "Qu7-P\\u00e4\\u00dfwort/canary",
        "Qu7-P\\u{e4}\\u{df}wort/canary",
        "UXU3LVDDpMOfd29ydC9jYW5hcnk=",
        "YWxpY2U6UXU3LVDDpMOfd29ydC9jYW5hcnk",
        "O\\x00U\\x00S\\x00T\\x00 \\x00C\\x00O\\x00A\\x00T\\x00 \\x00F\\x00O\\x00A\\x00L\\x00 \\x00M\\x00U\\x00G\\x00",
        "\\0O\\0U\\0S\\0T\\0 \\0C\\0O\\0A\\0T\\0 \\0F\\0O\\0A\\0L\\0 \\0M\\0U\\0G",
        "zw2%25zweites-canary",
    ] {
        assert!(needles.found_in(shown).is_some(), "{shown}");
    }
    for fine in ["Qu7", "canary", "alice", "***", "OUST COAT"] {
        assert_eq!(needles.found_in(fine), None, "{fine}");
    }
    let shown = repeats(refused(login(), &["220 x", "331 x", "530 x"]), &["something else"]);
    assert!(shown.contains("something else"), "what is repeated at QUIT is seen: {shown}");
}
