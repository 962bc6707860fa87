//! Property of a login, whatever the server and the driver do at any moment; with further tries, answers and QUIT.

use crate::diagnose::{entry, holds, tls_failure};
use crate::driven::nothing_is_here;
use crate::login_case::{Case, secrets};
use crate::ops::{Op, Ops};
use ftp_diagnosis::{diagnose, remedies};
use ftp_proto::login::LoginErrorKind;
use ftp_proto::response::Challenge;
use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginError, Secret};

pub const SENT_ALL: u8 = 1;
/// This many of the offered bytes were written; the number may be too large.
pub const SENT: u8 = 2;
pub const EOF: u8 = 3;
pub const TIMED_OUT: u8 = 4;
pub const TLS_UP: u8 = 5;
pub const TLS_FAILED: u8 = 6;
/// Another try over the same connection, with the credentials of this number.
pub const RETRY: u8 = 7;
/// The answer to a challenge: in words, in hexadecimal digits, or a text that no server asked for.
pub const ANSWER: u8 = 8;
/// Reports that nothing is there to read, whether the login polls or not.
pub const PENDING: u8 = 9;
/// The connection breaks.
pub const BROKEN: u8 = 10;
/// All further inputs are for QUIT.
pub const QUIT: u8 = 11;
/// The server repeats the password, in one of several ways.
pub const ECHO: u8 = 12;
/// An entry that the owner adds: an event of the target `diagnose`.
pub const NOTE: u8 = 16;

/// The pass phrase in the examples of RFC 2289.
const PASS_PHRASE: &str = "This is a test.";

/// The login does not panic, sends nothing secret in clear if TLS is required, offers whole lines only, and shows no
/// secret in anything that can be printed. Done is final, and the login ends in the same way however the server's
/// bytes are cut.
///
/// Bytes after the deciding reply are known only if they came in the same read, and what can be done next depends on
/// them. The two runs are compared up to there.
pub fn login(data: &[u8]) {
    let (case, data) = Case::from_header(data);
    let whole = Play::new(&case, usize::MAX).play(Ops(data)).0;
    let (pieces, unread_after) = Play::new(&case, case.chunk).play(Ops(data));
    let whole = match unread_after {
        None => whole,
        Some(steps) => Play::new(&case, usize::MAX).play(Ops(data).take(steps)).0,
    };
    assert_eq!(whole, pieces, "in chunks of {}", case.chunk);
}

/// What is sent, and how the login ends.
type Course = (Vec<u8>, String);

struct Play<'c> {
    case: &'c Case,
    chunk: usize,
    /// Whether some bytes of a step were left when the login was decided.
    unread: bool,
    sent: Vec<u8>,
    tls: bool,
    /// Whether a write has begun and is not complete.
    partly: bool,
    /// The secrets that must not show, of this try and those before.
    secrets: Vec<Vec<u8>>,
    user: Credentials,
}

impl<'c> Play<'c> {
    fn new(case: &'c Case, chunk: usize) -> Self {
        let user = case.credentials(case.who);
        let mut secrets = secrets(case.who, &user);
        secrets.extend(case.proxy_secret());
        Play { case, chunk, unread: false, sent: Vec::new(), tls: false, partly: false, secrets, user }
    }

    /// Returns the course and, if bytes were left unread, the number of steps taken up to then.
    fn play<'o>(mut self, ops: impl Iterator<Item = Op<'o>>) -> (Course, Option<usize>) {
        let mut steps = 0;
        let course = self.course(ops.inspect(|_| steps += 1));
        (course, self.unread.then_some(steps))
    }

    fn course<'o>(&mut self, mut ops: impl Iterator<Item = Op<'o>>) -> Course {
        let mut login = Login::new(self.case.config());
        while let Some(op) = ops.next() {
            if matches!(op, Op::Event(RETRY | ANSWER | QUIT, _)) && login.action() != Action::Done {
                continue;
            }
            login = match op {
                Op::Event(RETRY, who) => match login.finish() {
                    Ok(_) => return self.ended("logged in".into()),
                    Err(error) => match self.another_try(error, who) {
                        Ok(login) => login,
                        Err(error) => return self.failed(error),
                    },
                },
                Op::Event(ANSWER, how) => match login.finish() {
                    Ok(_) => return self.ended("logged in".into()),
                    Err(error) => match self.answer(error, how) {
                        Ok(login) => login,
                        Err(error) => return self.failed(error),
                    },
                },
                Op::Event(QUIT, _) => match login.finish() {
                    Ok(_) => return self.ended("logged in".into()),
                    Err(error) => return self.quit(error, ops),
                },
                Op::Event(NOTE, choice) => {
                    entry(choice % 16, choice / 16).into_iter().for_each(|entry| login.note(entry));
                    login
                }
                op => {
                    self.step(&mut login, op);
                    login
                }
            };
            if self.unread {
                break;
            }
            if self.case.look_often {
                self.shows_no_secret(&format!("{login:?} {:?}", login.transcript()));
            }
        }
        self.end(login)
    }

    fn step(&mut self, machine: &mut impl Dialogue, op: Op<'_>) {
        if self.case.polite || matches!(op, Op::Event(SENT_ALL | SENT | TLS_UP | TLS_FAILED, _)) {
            nothing_is_here(machine);
        }
        let offered = self.offered(machine);
        match op {
            Op::Event(SENT_ALL, _) => self.send(machine, &offered, offered.len()),
            Op::Event(SENT, n) => self.send(machine, &offered, usize::from(n)),
            _ if self.case.polite && !offered.is_empty() => {
                self.send(machine, &offered, offered.len());
                self.step(machine, op);
            }
            Op::Event(PENDING, _) => machine.handle(Input::Pending),
            Op::Event(BROKEN, _) => machine.handle(Input::Broken),
            Op::Event(EOF, _) => machine.handle(Input::Eof),
            Op::Event(TIMED_OUT, _) => machine.handle(Input::TimedOut),
            Op::Event(TLS_UP, _) => {
                self.tls |= machine.action() == Action::StartTls;
                machine.handle(Input::TlsUp);
            }
            Op::Event(TLS_FAILED, why) => machine.handle(Input::TlsFailed(tls_failure(why))),
            Op::Event(ECHO, how) => {
                let echo = self.echo(how);
                self.receive(machine, &echo);
            }
            Op::Event(..) => {}
            Op::Line(bytes) => self.receive(machine, bytes),
        }
    }

    /// Returns the bytes to be written. They are whole lines, and do not identify the user in clear if that is not
    /// allowed.
    fn offered(&self, machine: &impl Dialogue) -> Vec<u8> {
        let Action::Send(bytes) = machine.action() else { return Vec::new() };
        // Of a line that is partly written, at least the last byte is left.
        assert!(bytes.ends_with(b"\n"), "no whole line: {}", bytes.escape_ascii());
        let verbs =
            || bytes.split_inclusive(|byte| *byte == b'\n').map(|line| line.get(..5).unwrap_or_default());
        if self.case.is_safe() && !self.tls {
            let secret = verbs().any(|verb| [b"USER ", b"PASS ", b"ACCT "].iter().any(|one| verb == *one));
            assert!(!secret || self.partly, "in clear: {}", bytes.escape_ascii());
        }
        bytes.to_vec()
    }

    fn send(&mut self, machine: &mut impl Dialogue, offered: &[u8], n: usize) {
        self.sent.extend_from_slice(offered.get(..n).unwrap_or_default());
        self.partly = n < offered.len() && (n > 0 || self.partly);
        machine.handle(Input::Sent(n));
    }

    fn receive(&mut self, machine: &mut impl Dialogue, bytes: &[u8]) {
        let was_done = machine.action() == Action::Done;
        for chunk in bytes.chunks(self.chunk) {
            self.unread |= !was_done && machine.action() == Action::Done;
            machine.handle(Input::Bytes(chunk));
        }
    }

    /// Makes a reply with a secret in it: in one line, after a name, in the body, at the end of the line.
    fn echo(&self, how: u8) -> Vec<u8> {
        let secret = self.secrets.get(usize::from(how / 4) % self.secrets.len().max(1));
        let secret = secret.map_or(&b""[..], |secret| secret);
        let (front, behind) = [
            (&b"530 not "[..], &b"\r\n"[..]),
            (b"530 user=x password=", b" for x\r\n"),
            (b"530-\r\n ", b"\r\n530 \r\n"),
            (b"220 ", b"\n"),
        ][usize::from(how) % 4];
        [front, secret, behind].concat()
    }

    fn another_try(&mut self, error: LoginError, who: u8) -> Result<Login, LoginError> {
        self.holds(&error, false);
        let possible = error.same_connection();
        self.user = self.case.credentials(who);
        let shown = format!("{:?}", error.transcript());
        let login = error.retry(self.user.clone());
        assert_eq!(login.is_ok(), possible);
        if login.is_ok() {
            // A secret that a server guessed before it was sent was not given away by the login.
            let unknown = |secret: &Vec<u8>| !shown.contains(&secret.escape_ascii().to_string());
            self.secrets.extend(secrets(who, &self.user).into_iter().filter(unknown));
        }
        login
    }

    fn answer(&mut self, error: LoginError, how: u8) -> Result<Login, LoginError> {
        self.holds(&error, false);
        let answer = match error.kind() {
            LoginErrorKind::AnswerWanted { challenge: Some(challenge), .. } => {
                one_time_password(challenge, how)
            }
            _ => None,
        };
        let wanted = matches!(error.kind(), LoginErrorKind::AnswerWanted { .. }) && error.same_connection();
        let result = error.answer(answer.unwrap_or_else(|| Secret::new("any-answer")));
        assert_eq!(result.is_ok(), wanted);
        result
    }

    fn quit<'o>(&mut self, mut error: LoginError, ops: impl Iterator<Item = Op<'o>>) -> Course {
        let mut quit = error.quit();
        for op in ops {
            self.step(&mut quit, op);
            if quit.action() == Action::Done {
                break;
            }
        }
        self.unread = false;
        assert!(!error.same_connection());
        self.failed(error)
    }

    fn end(&mut self, mut login: Login) -> Course {
        if login.action() == Action::Done {
            login.handle(Input::Bytes(b"230 x\r\n"));
            assert_eq!(login.action(), Action::Done);
        }
        match login.finish() {
            Ok(session) => {
                self.shows_no_secret(&format!("{session:?}"));
                // Bytes after the last reply belong to the login if they come in the same read, and to the session
                // otherwise.
                self.ended(format!("logged in, encrypted: {}", session.is_encrypted()))
            }
            Err(error) => self.failed(error),
        }
    }

    fn failed(&mut self, error: LoginError) -> Course {
        self.holds(&error, self.case.diagnosed && self.chunk == usize::MAX);
        self.ended(format!("{:?} at {:?}", error.kind(), error.phase()))
    }

    fn ended(&mut self, how: String) -> Course {
        (std::mem::take(&mut self.sent), how)
    }

    /// Checks what holds for every error.
    fn holds(&self, error: &LoginError, diagnosed: bool) {
        self.shows_no_secret(&format!("{error} {error:?} {:?}", error.kind().fault()));
        if diagnosed {
            if self.case.look_often {
                let found = diagnose(error.transcript());
                holds(&found);
                self.shows_no_secret(&format!("{found:?}"));
            }
            let remedies = remedies(error, u32::from(self.case.who));
            assert!(
                remedies.iter().enumerate().all(|(at, one)| !remedies[..at].contains(one)),
                "{remedies:?}"
            );
        }
    }

    /// Checks printed text for secrets, both escaped and as text.
    fn shows_no_secret(&self, text: &str) {
        for secret in &self.secrets {
            let escaped = secret.escape_ascii().to_string();
            assert!(!text.contains(&escaped), "{escaped} shows: {text}");
            let plain = String::from_utf8_lossy(secret);
            assert!(!text.contains(&*plain), "{plain} shows: {text}");
        }
    }
}

fn one_time_password(challenge: &Challenge, how: u8) -> Option<Secret> {
    // An answer takes as many hash computations as the sequence number says.
    if challenge.sequence > 99 {
        return None;
    }
    let password = challenge.answer(&Secret::new(PASS_PHRASE)).ok()?;
    match how % 3 {
        0 => Some(password.words()),
        1 => Some(password.hex()),
        _ => None,
    }
}
