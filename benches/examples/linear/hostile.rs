//! Inputs made to be expensive, and every public function that takes bytes or what is made from them.

use ftp_benches::listings;
use ftp_diagnosis::{Greeting, diagnose, remedies};
use ftp_proto::command::Verb;
use ftp_proto::listing::Format;
use ftp_proto::reply::{Replies, grammar};
use ftp_proto::response::{
    Challenge, Facts, Features, FileSize, Opening, Passive, QuotedPath, Seed, Timestamp,
};
use ftp_proto::transcript::Sent;
use ftp_proto::{
    Action, Arg, Command, Credentials, Decoder, Dialogue, Input, Limits, Login, LoginConfig, Reply, Secret,
    Session, TlsPolicy, Transcript,
};
use std::hint::black_box;

/// One kind of input: a piece that is repeated.
pub struct Shape {
    /// The name of the piece.
    pub name: &'static str,
    piece: &'static [u8],
}

impl Shape {
    /// Returns this many bytes.
    fn bytes(&self, size: usize) -> Vec<u8> {
        self.piece.iter().copied().cycle().take(size).collect()
    }

    /// Returns a reply with this code and about this many bytes.
    pub fn reply(&self, code: &str, size: usize) -> Vec<u8> {
        let body = self.bytes(size.saturating_sub(16));
        let open = if body.contains(&b'\n') { "-x\r\n" } else { " " };
        let end = if open == " " { "\r\n".to_string() } else { format!("\r\n{code} end\r\n") };
        [code.as_bytes(), open.as_bytes(), &body, end.as_bytes()].concat()
    }
}

const fn shape(name: &'static str, piece: &'static [u8]) -> Shape {
    Shape { name, piece }
}

/// Every kind of input.
pub const SHAPES: &[Shape] = &[
    shape("letters", b"x"),
    shape("words", b"login failed "),
    shape("short lines", b"x\r\n"),
    shape("blank lines", b"\r\n"),
    shape("lines like replies", b"530 x\r\n"),
    shape("lines like an end", b"211-x\r\n"),
    shape("lines with names", b" MLST size*;type*;\r\n"),
    shape("digits", b"5"),
    shape("numbers", b"1,1,"),
    shape("quotes", b"\""),
    shape("quoted words", b"\"a\" "),
    shape("brackets", b"(|||1|)"),
    shape("fields", b"size=1;"),
    shape("carriage returns", b"\r"),
    shape("a link with arrows", b"lrwxrwxrwx 1 a b 1 Nov 27 12:34 a -> b -> c -> d -> e"),
    shape("targets with blanks", b"type=OS.unix=slink:a b;"),
    shape("wrapped names", b"A.B;1\r\n"),
    shape("lines of a listing", b"-rw-r--r-- 1 a b 3 Nov 27 12:34 x\r\n"),
    shape("URLs with passwords", b"ftp://a:bcd@e "),
    shape("settings with passwords", b"pass=abcd1 "),
    shape("what is typed", b"ftp> user bob abcd1\r\n"),
    shape("not UTF-8", b"n\xe9 "),
    shape("lines not UTF-8", b"530 n\xe9\r\n"),
    shape("Telnet", b"\xff\xff\xff\xf1"),
    shape("the secret", b"hunter2"),
    shape("almost the secret", b"hunter"),
    shape("the secret in lines", b"hun\r\nter2"),
];

/// A function that takes an input.
pub struct Function {
    /// The name of the function.
    pub name: &'static str,
    /// The code of the replies that it understands; empty if it takes any bytes.
    code: &'static str,
    /// Runs the function.
    pub work: fn(&[u8]),
}

impl Function {
    /// Returns about this many bytes of this shape, in the form that this function takes.
    pub fn input(&self, shape: &Shape, size: usize) -> Vec<u8> {
        if self.code.is_empty() { shape.bytes(size) } else { shape.reply(self.code, size) }
    }
}

const fn function(name: &'static str, code: &'static str, work: fn(&[u8])) -> Function {
    Function { name, code, work }
}

/// Every function. One row may stand for all methods of a type.
pub const FUNCTIONS: &[Function] = &[
    function("Reply", "250", |input| {
        with_reply(input, |reply| {
            black_box(reply.lines().count());
            black_box(reply.text().len());
            black_box(reply.irregularities().names().count());
            black_box(reply.to_owned());
            black_box(format!("{reply:?}").len());
        });
    }),
    function("grammar", "250", |input| seen(grammar::reply(input, &unlimited()))),
    function("Replies", "250", |input| Replies::new(input, unlimited()).for_each(seen)),
    function("Decoder", "250", |input| decode(input, input.len())),
    function("Decoder, by 7 bytes", "250", |input| decode(input, 7)),
    function("Decoder, by 1,460 bytes", "250", |input| decode(input, 1460)),
    function("Arg", "", |input| seen(Arg::new(input))),
    function("Credentials", "", |input| {
        if let Ok(credentials) = Credentials::new(input, input) {
            seen(credentials.to_latin1());
            seen(credentials.account(input));
        }
    }),
    function("Command", "", |input| {
        if let Ok(command) = Command::parse(input) {
            seen(command.to_string());
            seen(command.to_owned());
        }
        seen(Verb::find(input));
    }),
    function("Secret", "", |input| seen(format!("{:?}", Secret::new(input)))),
    function("Sent", "PASS", |input| seen(Sent::new(input))),
    function("Seed", "", |input| seen(Seed::new(&String::from_utf8_lossy(input)))),
    function("one-time password", "", |input| {
        let challenge = b"331 otp-md5 9 seed123\r\n";
        with_reply(challenge, |reply| {
            let challenge = Challenge::parse(reply).expect("a challenge");
            seen(challenge.answer(&Secret::new(input)).map(|answer| (answer.words(), answer.hex())));
        });
    }),
    function("Features", "211", |input| {
        with_reply(input, |reply| {
            if let Ok(features) = Features::parse(reply) {
                black_box(features.iter().flat_map(|feature| feature.items()).count());
                black_box((features.get("none"), features.has("MLST", "none")));
            }
        });
    }),
    function("Facts", "250", |input| {
        with_reply(input, |reply| seen(Facts::parse(reply).map(|facts| look_at(&facts))));
        let _ = black_box(Facts::parse_line(input).map(|facts| look_at(&facts)));
    }),
    function("QuotedPath", "257", |input| {
        with_reply(input, |reply| seen(QuotedPath::parse(reply).map(|path| path.to_vec())));
        black_box(QuotedPath::quote(input).count());
    }),
    function("Greeting", "220", |input| with_reply(input, |reply| seen(Greeting::parse(reply)))),
    function("Passive", "227", |input| with_reply(input, |reply| seen(Passive::parse(reply)))),
    function("Passive, extended", "229", |input| with_reply(input, |reply| seen(Passive::parse(reply)))),
    function("FileSize", "213", |input| with_reply(input, |reply| seen(FileSize::parse(reply)))),
    function("Timestamp", "213", |input| with_reply(input, |reply| seen(Timestamp::parse(reply)))),
    function("Challenge", "331", |input| with_reply(input, |reply| seen(Challenge::parse(reply)))),
    function("Opening", "150", |input| with_reply(input, |reply| seen(Opening::parse(reply)))),
    function("Listing", "250", |input| listings::look_at(input, input.len(), None)),
    function("Listing, by 7 bytes", "250", |input| listings::look_at(input, 7, None)),
    function("Listing, in each format", "250", |input| {
        Format::ALL.iter().for_each(|format| listings::look_at(input, 1460, Some(*format)));
    }),
    function("Transcript", "530", |input| {
        let mut transcript = Transcript::new();
        transcript.received(input);
        transcript.sent(input);
        transcript.closed();
        black_box(transcript.entries().count());
    }),
    function("Transcript, by 64 bytes", "530", |input| {
        let mut transcript = Transcript::new();
        input.chunks(64).for_each(|chunk| transcript.received(chunk));
        black_box(transcript);
    }),
    function("Transcript, a secret repeated", "", |input| {
        let mut transcript = Transcript::with_limits(unlimited());
        transcript.sent(b"USER alice\r\nPASS hunter2\r\n");
        transcript.received(&[b"530-no\r\n", input, b"\r\n530 no\r\n"].concat());
        black_box(transcript);
    }),
    function("Transcript, many secrets", "", |input| {
        let mut transcript = Transcript::new();
        for secret in input.chunks(32) {
            transcript.sent(&[b"PASS ", secret].concat());
            transcript.received(&[b"530 not ", secret, b"\r\n"].concat());
        }
        black_box(transcript);
    }),
    function("Transcript, a long secret", "", |input| {
        let mut transcript = Transcript::new();
        transcript.hide(&Secret::new(&input[..input.len() / 2]));
        transcript.received(&[b"530 ", input, b"\r\n"].concat());
        black_box(transcript);
    }),
    function("diagnose", "530", |input| {
        let mut transcript = refused();
        transcript.received(input);
        black_box(diagnose(&transcript));
    }),
    function("diagnose, many refusals", "", |input| {
        let mut transcript = refused();
        for piece in input.chunks(1000) {
            transcript.received(&[b"530-no\r\n", piece, b"\r\n530 no\r\n"].concat());
        }
        black_box(diagnose(&transcript));
    }),
    function("a login, its greeting", "220", |input| log_in(&[], input)),
    function("a login, refused", "530", |input| log_in(&["220 x\r\n", "331 x\r\n"], input)),
    function("a login, bytes that are no reply", "", |input| log_in(&["220 x\r\n"], input)),
    function("QUIT", "221", |input| {
        let mut login = login();
        write(&mut login);
        login.handle(Input::Bytes(b"530 no\r\n"));
        if let Err(mut error) = login.finish() {
            let mut quit = error.quit();
            write(&mut quit);
            input.chunks(1460).for_each(|chunk| quit.handle(Input::Bytes(chunk)));
        }
    }),
    function("a session, many commands", "", |input| {
        let mut session = session();
        for piece in input.chunks(64) {
            let Ok(directory) = Arg::new(piece) else { continue };
            let Ok(mut exchange) = session.start(&Command::cwd(directory)) else { return };
            write(&mut exchange);
            exchange.handle(Input::Bytes(b"250 x\r\n"));
            seen(exchange.finish());
        }
        seen(session.recovery());
    }),
    function("ftp-doctor read", "", |input| seen(ftp_report::read::read(input, None))),
    function("ftp-doctor read, a log with secrets", "", |input| {
        let mut log = b"< 220 ready\r\n> USER alice\r\n< 331 x\r\n> PASS hunter2\r\n".to_vec();
        for line in input.split(|byte| *byte == b'\n') {
            for piece in line.chunks(1000) {
                log.extend_from_slice(&[b"> PASS hunter2\r\n< 530 ", piece, b"\r\n"].concat());
            }
        }
        seen(ftp_report::read::read(&log, None));
    }),
    function("Session", "250", |input| {
        let mut session = session();
        if let Ok(mut exchange) = session.start(&Command::pwd()) {
            write(&mut exchange);
            input.chunks(1460).for_each(|chunk| exchange.handle(Input::Bytes(chunk)));
            let _ = black_box(exchange.finish());
        }
        black_box(session);
    }),
];

/// No limits on bytes and lines; the transcript keeps its own limit.
fn unlimited() -> Limits {
    let mut limits = Limits::default();
    (limits.line, limits.reply, limits.lines) = (usize::MAX, usize::MAX, usize::MAX);
    limits
}

fn with_reply(input: &[u8], look: impl FnOnce(&Reply<'_>)) {
    if let Ok(Some((reply, _))) = Reply::parse(input, &unlimited()) {
        look(&reply);
    }
}

fn look_at(facts: &Facts<'_>) -> usize {
    black_box((facts.get("none"), facts.size(), facts.modify(), facts.name()));
    facts.iter().count()
}

fn decode(input: &[u8], size: usize) {
    let mut decoder = Decoder::new(unlimited());
    for mut chunk in input.chunks(size) {
        while let Ok(Some(reply)) = decoder.decode(&mut chunk) {
            black_box(reply);
        }
    }
    black_box(decoder.finish());
}

fn login() -> Login {
    let credentials = Credentials::new("alice", "hunter2").expect("plain words");
    Login::new(LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext).limits(unlimited()))
}

/// A login that receives `input` after some replies, and is diagnosed if it fails.
fn log_in(before: &[&str], input: &[u8]) {
    let mut login = login();
    for reply in before {
        write(&mut login);
        login.handle(Input::Bytes(reply.as_bytes()));
    }
    write(&mut login);
    input.chunks(1460).for_each(|chunk| login.handle(Input::Bytes(chunk)));
    login.handle(Input::Eof);
    match login.finish() {
        Ok(session) => seen(format!("{session:?}").len()),
        Err(error) => seen((remedies(&error, 1), format!("{error} {error:?}").len())),
    }
}

/// A transcript up to the answer to PASS.
fn refused() -> Transcript {
    let mut transcript = Transcript::with_limits(unlimited());
    transcript.received(b"220 ready\r\n");
    transcript.sent(b"USER alice");
    transcript.received(b"331 password?\r\n");
    transcript.sent(b"PASS hunter2");
    transcript
}

fn session() -> Session {
    let mut login = login();
    for reply in ["220 x\r\n", "331 x\r\n", "230 x\r\n"] {
        write(&mut login);
        login.handle(Input::Bytes(reply.as_bytes()));
    }
    login.finish().expect("a session")
}

fn write(dialogue: &mut impl Dialogue) {
    loop {
        let input = match dialogue.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => Input::Sent(bytes.len()),
            _ => return,
        };
        dialogue.handle(input);
    }
}

/// Prevents the compiler from removing what nobody looks at.
fn seen<T>(value: T) {
    black_box(value);
}
