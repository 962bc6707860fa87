//! A model of what a login has to send and how it has to end, written from RFC 959 section 5.4, RFC 4217 and the
//! documentation of `TlsPolicy`, `Pipelining` and `LoginErrorKind`. It works on whole exchanges in the order in which
//! they happen, and ignores how bytes arrive. It shares no code with the login, and has no opinion (`None`) where these
//! documents leave the result open.

use crate::choice;
use crate::login_case::Case;
use crate::login_server::{Answer, Server};
use ftp_proto::login::{LoginErrorKind, Pipelining};
use ftp_proto::{Action, Dialogue, Input, Login, LoginError, TlsFailure, TlsPolicy};

/// How a login ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    LoggedIn { encrypted: bool },
    Refused(u16),
    TlsRefused(u16),
    AccountWanted(u16),
    AnswerWanted(u16),
    Unexpected(u16),
    TlsFailed,
    Closed,
}

/// The lines that identify the user, in the order in which they are sent, and the end.
pub type Course = (Vec<String>, End);

/// See [`agrees`].
pub fn login_model(data: &[u8]) {
    agrees(data);
}

/// Checks that the login and the model send the same credentials and end in the same way. The first bytes are the
/// settings of the login; the number of further tries and the server follow. Returns whether the model had an opinion.
pub fn agrees(data: &[u8]) -> bool {
    let (case, data) = Case::from_header(data);
    let case = Case { style: None, limits: ftp_proto::Limits::default(), ..case };
    let ([tries, tls], choices) = choice::header(data);
    let server = Server { choices, tls_works: tls < 224 };
    let Some(expected) = Model::new(&case, server).course(tries % 3) else { return false };
    assert_eq!(course(&case, server, tries % 3), expected, "{case:?} at {server:?}");
    true
}

struct Model<'a> {
    case: &'a Case,
    server: Server<'a>,
    sent: Vec<String>,
    times: Times,
    encrypted: bool,
}

/// How often each command was sent.
#[derive(Default)]
struct Times(Vec<String>);

impl Times {
    fn next(&mut self, command: &str) -> usize {
        let verb = command.split(' ').next().unwrap_or_default().to_owned();
        let before = self.0.iter().filter(|other| **other == verb).count();
        self.0.push(verb);
        before
    }
}

impl<'a> Model<'a> {
    fn new(case: &'a Case, server: Server<'a>) -> Self {
        let encrypted = case.tls == TlsPolicy::Implicit;
        Model { case, server, sent: Vec::new(), times: Times::default(), encrypted }
    }

    fn course(mut self, tries: u8) -> Option<Course> {
        let mut end = self.first_try()?;
        for _ in 0..tries {
            // Another try is possible if the name, the password or the account was refused.
            let Err((at, End::Refused(code) | End::AccountWanted(code))) = end else { break };
            if at.is_empty() || code == 421 {
                break;
            }
            // A second try follows RFC 959 step by step, even if the first one sent several commands in one write.
            end = self.user_alone()?;
        }
        let end = match end {
            Ok(()) => End::LoggedIn { encrypted: self.encrypted },
            Err((_, end)) => end,
        };
        Some((self.sent, end))
    }

    /// The outer `None` means that the documents leave the result open.
    fn first_try(&mut self) -> Option<Step> {
        if self.encrypted && !self.server.tls_works {
            return Some(Err(("", End::TlsFailed)));
        }
        match self.exchange("") {
            Err(end) => return Some(Err(("", end))),
            Ok(200..300) => {}
            Ok(code @ 400..) => return Some(Err(("", End::Refused(code)))),
            Ok(code) => return Some(Err(("", End::Unexpected(code)))),
        }
        if matches!(self.case.tls, TlsPolicy::Required | TlsPolicy::DangerIfOffered) {
            match self.exchange("AUTH TLS") {
                Err(end) => return Some(Err(("", end))),
                Ok(421) => return Some(Err(("", End::Refused(421)))),
                Ok(234) if !self.server.tls_works => return Some(Err(("", End::TlsFailed))),
                Ok(234) => self.encrypted = true,
                Ok(code) if self.case.tls == TlsPolicy::Required => {
                    return Some(Err(("", End::TlsRefused(code))));
                }
                Ok(_) => {}
            }
        }
        // The commands before USER. None of their replies ends the login, except that of a server that goes away.
        let mut before = Vec::new();
        if self.encrypted {
            before.extend(["PBSZ 0", "PROT P"]);
        }
        if self.case.host {
            before.push("HOST example");
        }
        let pipelined = self.case.pipelining != Pipelining::InStep;
        let mut lost = None;
        for command in before {
            match self.exchange(command) {
                Err(end) if lost.is_none() => lost = Some(end),
                Ok(421) if lost.is_none() => lost = Some(End::Refused(421)),
                _ => {}
            }
            if lost.is_some() {
                break;
            }
        }
        if let Some(end) = lost {
            if pipelined {
                // USER was in the same write, and so was the password if that was allowed.
                let user = self.line("USER");
                self.sent.push(user);
                if self.password_with_user() {
                    let password = self.line("PASS");
                    self.sent.push(password);
                }
            }
            return Some(Err(("", end)));
        }
        self.user()
    }

    fn password_with_user(&self) -> bool {
        match self.case.pipelining {
            Pipelining::WithPassword => self.encrypted,
            Pipelining::DangerWithPasswordInClear => true,
            _ => false,
        }
    }

    /// RFC 959 section 5.4: USER, PASS after 331, ACCT after 332.
    fn user(&mut self) -> Option<Step> {
        if self.password_with_user() {
            return self.user_with_password();
        }
        self.user_alone()
    }

    fn user_alone(&mut self) -> Option<Step> {
        match self.exchange(&self.line("USER")) {
            Err(end) => Some(Err(("USER", end))),
            Ok(200..300) => Some(self.in_()),
            Ok(331) => self.password(),
            Ok(332) => self.account("USER", false),
            Ok(code @ 400..) => Some(Err(("USER", End::Refused(code)))),
            Ok(code) => Some(Err(("USER", End::Unexpected(code)))),
        }
    }

    /// Sends both in one write, and then takes both replies.
    fn user_with_password(&mut self) -> Option<Step> {
        let (user, password) = (self.line("USER"), self.line("PASS"));
        let by_user = self.exchange(&user);
        let by_password = match by_user {
            Err(end) => {
                self.sent.push(password);
                return Some(Err(("USER", end)));
            }
            Ok(421) => {
                self.sent.push(password);
                return Some(Err(("USER", End::Refused(421))));
            }
            Ok(_) => self.exchange(&password),
        };
        match (by_user.ok()?, by_password) {
            (331, Err(end)) => Some(Err(("PASS", end))),
            (331, Ok(code)) => self.after_password(code),
            // The reply to the password changes nothing, unless the server goes away with it.
            (200..300, Ok(code)) if code != 421 => Some(self.in_()),
            (code @ 400.., Ok(answer)) if answer != 421 => Some(Err(("USER", End::Refused(code)))),
            _ => None,
        }
    }

    fn password(&mut self) -> Option<Step> {
        match self.exchange(&self.line("PASS")) {
            Err(end) => Some(Err(("PASS", end))),
            Ok(code) => self.after_password(code),
        }
    }

    fn after_password(&mut self, code: u16) -> Option<Step> {
        match code {
            200..300 => Some(self.in_()),
            332 => self.account("PASS", true),
            // The server wants another answer than the password.
            331 => Some(Err(("PASS", End::AnswerWanted(331)))),
            400.. => Some(Err(("PASS", End::Refused(code)))),
            _ => Some(Err(("PASS", End::Unexpected(code)))),
        }
    }

    fn account(&mut self, at: &'static str, password_sent: bool) -> Option<Step> {
        if !self.case.account {
            return Some(Err((at, End::AccountWanted(332))));
        }
        match self.exchange(&self.line("ACCT")) {
            Err(end) => Some(Err(("ACCT", end))),
            Ok(200..300) => Some(self.in_()),
            Ok(331) if !password_sent => match self.exchange(&self.line("PASS")) {
                Err(end) => Some(Err(("PASS", end))),
                // The account was sent already.
                Ok(332) => None,
                Ok(code) => self.after_password(code),
            },
            // A server that asks again for an account that was sent refuses it.
            Ok(332) => Some(Err(("ACCT", End::Refused(332)))),
            Ok(code @ 400..) => Some(Err(("ACCT", End::Refused(code)))),
            Ok(_) => None,
        }
    }

    /// Runs the commands after the login, which break nothing unless the server goes away. One question tells whether
    /// it does, because all of these commands get the same answer.
    fn in_(&mut self) -> Step {
        let case = self.case;
        if !(case.features || case.utf8 || case.client || case.binary) {
            return Ok(());
        }
        match self.server.answer("FEAT", 0) {
            Answer::Closes => Err(("", End::Closed)),
            Answer::Code(421) => Err(("", End::Refused(421))),
            _ => Ok(()),
        }
    }

    fn line(&self, verb: &str) -> String {
        let credentials = self.case.credentials(self.case.who);
        let user = credentials.user().escape_ascii();
        if verb == "USER" { format!("USER {user}") } else { verb.to_owned() }
    }

    /// Sends a command and returns the final reply to it.
    fn exchange(&mut self, command: &str) -> Result<u16, End> {
        if matches!(command.get(..4), Some("USER" | "PASS" | "ACCT")) {
            self.sent.push(command.to_owned());
        }
        match self.server.answer(command, self.times.next(command)) {
            Answer::Code(code) | Answer::Late(code) => Ok(code),
            Answer::Closes => Err(End::Closed),
        }
    }
}

/// Logged in, or the command at which the login ended and how.
type Step = Result<(), (&'static str, End)>;

/// Returns what the login does with this server.
fn course(case: &Case, server: Server<'_>, tries: u8) -> Course {
    let mut sent = Vec::new();
    let mut times = Times::default();
    let mut login = Login::new(case.config());
    let mut tries = tries;
    let mut greeted = false;
    loop {
        drive(&mut login, server, &mut times, &mut greeted, &mut sent);
        match login.finish() {
            Ok(session) => return (sent, End::LoggedIn { encrypted: session.is_encrypted() }),
            Err(error) => {
                let again =
                    matches!(error.kind(), LoginErrorKind::Refused(_) | LoginErrorKind::AccountWanted(_));
                if tries == 0 || !again {
                    return (sent, end(&error));
                }
                tries -= 1;
                login = match error.retry(case.credentials(case.who)) {
                    Ok(login) => login,
                    Err(error) => return (sent, end(&error)),
                };
            }
        }
    }
}

fn drive(
    login: &mut Login,
    server: Server<'_>,
    times: &mut Times,
    greeted: &mut bool,
    sent: &mut Vec<String>,
) {
    // The lines that the server has not answered yet.
    let mut lines = Vec::new();
    loop {
        let input = match login.action() {
            Action::Done => return,
            Action::Poll => Input::Pending,
            Action::StartTls if server.tls_works => Input::TlsUp,
            Action::StartTls => Input::TlsFailed(TlsFailure::Other),
            Action::Send(bytes) => {
                let text = bytes.escape_ascii().to_string();
                lines.extend(text.split_terminator("\\r\\n").map(str::to_owned));
                Input::Sent(bytes.len())
            }
            Action::Receive => {
                let commands = match *greeted {
                    true => std::mem::take(&mut lines),
                    false => vec![String::new()],
                };
                *greeted = true;
                note(&commands, sent);
                let mut written = String::new();
                let closes = commands.iter().any(|command| {
                    let reply = server.writes(command, times.next(command));
                    written.extend(reply.iter().map(String::as_str));
                    reply.is_none() || written.ends_with("421 x\r\n")
                });
                if !written.is_empty() {
                    login.handle(Input::Bytes(written.as_bytes()));
                }
                if closes { Input::Eof } else { continue }
            }
        };
        login.handle(input);
    }
}

/// Notes the lines that identify the user, without the secrets in them.
fn note(commands: &[String], sent: &mut Vec<String>) {
    for command in commands {
        match command.get(..4) {
            Some("USER") => sent.push(command.clone()),
            Some(verb @ ("PASS" | "ACCT")) => sent.push(verb.to_owned()),
            _ => {}
        }
    }
}

fn end(error: &LoginError) -> End {
    let code = error.kind().reply().map_or(0, |reply| reply.code().get());
    match error.kind() {
        LoginErrorKind::Refused(_) => End::Refused(code),
        LoginErrorKind::TlsRefused(_) => End::TlsRefused(code),
        LoginErrorKind::AccountWanted(_) => End::AccountWanted(code),
        LoginErrorKind::AnswerWanted { .. } => End::AnswerWanted(code),
        LoginErrorKind::Unexpected(_) => End::Unexpected(code),
        LoginErrorKind::TlsFailed(_) => End::TlsFailed,
        LoginErrorKind::Closed => End::Closed,
        other => panic!("{other:?} at a server that does nothing of the kind"),
    }
}
