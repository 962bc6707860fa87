//! Finds out what a port answers without a login: the greeting, FEAT, AUTH TLS, a TLS handshake.

use ftp_proto::reply::ReplyBuf;
use ftp_proto::response::Features;
use ftp_proto::{Action, Arg, Command, Decoder, Dialogue, Input, Limits, TlsFailure};

/// Looks at what one connection answers. It never sends a name or a password.
pub struct Look {
    step: Step,
    line: Vec<u8>,
    written: usize,
    decoder: Decoder,
    replies: usize,
    /// What was seen so far.
    pub seen: Seen,
}

/// What one connection showed.
#[derive(Debug, Default)]
pub struct Seen {
    /// The first bytes that came, at most 256.
    pub bytes: Vec<u8>,
    /// The greeting, if it is a reply.
    pub greeting: Option<ReplyBuf>,
    /// Whether FEAT lists AUTH TLS, or the server accepted it. `None` if that is unknown.
    pub auth_tls: Option<bool>,
    /// The result of the handshake, if there was one.
    pub tls: Option<Result<(), TlsFailure>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    TlsAtOnce,
    Greeting,
    Feat,
    Auth,
    TlsAfterAuth,
    Done,
}

const KEPT: usize = 256;

/// The most replies that are read.
const REPLIES: usize = 16;

impl Look {
    /// Waits for a greeting in clear.
    pub fn in_clear() -> Self {
        Self::from(Step::Greeting)
    }

    /// Begins with a TLS handshake.
    pub fn with_tls() -> Self {
        Self::from(Step::TlsAtOnce)
    }

    /// Sends an HTTP request, to see whether a web server answers.
    pub fn for_a_page() -> Self {
        Look { line: b"HEAD / HTTP/1.0\r\n\r\n".to_vec(), ..Self::from(Step::Greeting) }
    }

    fn from(step: Step) -> Self {
        let decoder = Decoder::new(Limits::default());
        Look { step, line: Vec::new(), written: 0, decoder, replies: 0, seen: Seen::default() }
    }

    fn say(&mut self, command: &Command<'_>, step: Step) {
        self.line.clear();
        self.written = 0;
        command.write_to(&mut self.line);
        self.step = step;
    }

    fn received(&mut self, reply: ReplyBuf) {
        let code = reply.code().get();
        self.replies += 1;
        match self.step {
            _ if self.replies > REPLIES => self.step = Step::Done,
            _ if code < 200 => {}
            Step::Greeting => {
                let in_tls = self.seen.tls.is_some();
                self.seen.greeting = Some(reply);
                match code {
                    220 | 230 if !in_tls => self.say(&Command::feat(), Step::Feat),
                    _ => self.step = Step::Done,
                }
            }
            Step::Feat => {
                let features = Features::parse(&reply.as_reply());
                if features.is_ok_and(|features| features.has("AUTH", "TLS")) {
                    self.seen.auth_tls = Some(true);
                }
                match Arg::new(b"TLS") {
                    Ok(tls) => self.say(&Command::auth(tls), Step::Auth),
                    Err(_) => self.step = Step::Done,
                }
            }
            Step::Auth if code == 234 => {
                self.seen.auth_tls = Some(true);
                self.step = Step::TlsAfterAuth;
            }
            Step::Auth => {
                self.seen.auth_tls.get_or_insert(false);
                self.step = Step::Done;
            }
            _ => self.step = Step::Done,
        }
    }
}

impl Dialogue for Look {
    fn action(&self) -> Action<'_> {
        match self.step {
            Step::TlsAtOnce | Step::TlsAfterAuth => Action::StartTls,
            Step::Done => Action::Done,
            _ => match self.line.get(self.written..) {
                Some(rest @ [_, ..]) => Action::Send(rest),
                _ => Action::Receive,
            },
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        match input {
            Input::Sent(n) => self.written += n,
            Input::Bytes(mut bytes) => {
                let room = KEPT - self.seen.bytes.len();
                self.seen.bytes.extend(bytes.iter().take(room));
                while !bytes.is_empty() && self.action() == Action::Receive {
                    match self.decoder.decode(&mut bytes) {
                        Ok(Some(reply)) => {
                            let reply = reply.to_owned();
                            self.received(reply);
                        }
                        Ok(None) => {}
                        Err(_) => self.step = Step::Done,
                    }
                }
            }
            Input::TlsUp => {
                self.seen.tls = Some(Ok(()));
                self.step = if self.step == Step::TlsAtOnce { Step::Greeting } else { Step::Done };
            }
            Input::TlsFailed(why) => {
                self.seen.tls = Some(Err(why));
                self.step = Step::Done;
            }
            Input::Pending => {}
            Input::Eof | Input::Broken | Input::TimedOut => self.step = Step::Done,
        }
    }
}
