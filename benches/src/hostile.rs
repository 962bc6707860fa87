//! Inputs that are made to be dear, and every public function of the core that takes bytes or what is made of them.

use ftp_proto::listing::{Format, Item, Listing, Options, Platform};
use ftp_proto::reply::Replies;
use ftp_proto::response::{Challenge, Facts, Features, FileSize, Greeting, Passive, QuotedPath, Timestamp};
use ftp_proto::transcript::Sent;
use ftp_proto::{
    Action, Arg, Command, Credentials, Decoder, Dialogue, Input, Limits, Login, LoginConfig, Reply,
    ReplyCode, Session, TlsPolicy, Transcript,
};
use std::hint::black_box;

/// One kind of input: something, over and over.
pub struct Shape {
    /// What it is.
    pub name: &'static str,
    piece: &'static [u8],
}

impl Shape {
    /// A reply of this code and about so many bytes.
    pub fn reply(&self, code: &str, size: usize) -> Vec<u8> {
        let body: Vec<u8> = self.piece.iter().copied().cycle().take(size.saturating_sub(16)).collect();
        let open = if body.contains(&b'\n') { "-x\r\n" } else { " " };
        let end = if open == " " { "\r\n".to_string() } else { format!("\r\n{code} end\r\n") };
        [code.as_bytes(), open.as_bytes(), &body, end.as_bytes()].concat()
    }
}

const fn shape(name: &'static str, piece: &'static [u8]) -> Shape {
    Shape { name, piece }
}

/// Every kind.
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
    shape("arrows", b"-> "),
    shape("a link with arrows", b"lrwxrwxrwx 1 a b 1 Nov 27 12:34 a -> b -> c -> d -> e"),
    shape("targets with blanks", b"type=OS.unix=slink:a b;"),
    shape("wrapped names", b"A.B;1\r\n"),
    shape("lines of a listing", b"-rw-r--r-- 1 a b 3 Nov 27 12:34 x\r\n"),
    shape("not UTF-8", b"n\xe9 "),
    shape("lines not UTF-8", b"530 n\xe9\r\n"),
    shape("Telnet", b"\xff\xff\xff\xf1"),
    shape("the secret", b"hunter2"),
    shape("almost the secret", b"hunter"),
    shape("the secret in lines", b"hun\r\nter2"),
];

/// What takes an input.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// The code of the replies that it understands.
    pub code: &'static str,
    /// Runs it.
    pub work: fn(&[u8]),
}

const fn function(name: &'static str, code: &'static str, work: fn(&[u8])) -> Function {
    Function { name, code, work }
}

/// Every function. One row can stand for all methods of a type.
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
    function("Replies", "250", |input| Replies::new(input, unlimited()).for_each(seen)),
    function("Decoder", "250", |input| decode(input, input.len())),
    function("Decoder, by 7 bytes", "250", |input| decode(input, 7)),
    function("Decoder, by 1,460 bytes", "250", |input| decode(input, 1460)),
    function("Arg, Credentials", "250", |input| {
        let _ = black_box(Arg::new(input));
        let _ = black_box(Credentials::new(input, input));
    }),
    function("Sent", "PASS", |input| seen(Sent::new(input))),
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
    function("Listing", "250", |input| list(input, input.len(), Options::new())),
    function("Listing, by 7 bytes", "250", |input| list(input, 7, Options::new())),
    function("Listing, in each format", "250", |input| {
        use Format::{
            Cms, Dls, Dos, Eplf, Mlsd, Mvs, NameFirst, Names, NetWare, NonStop, Os9, Os400, SizeFirst, Unix,
            Vms,
        };
        for format in [
            Mlsd, Eplf, Unix, NetWare, Dos, Vms, Mvs, Os400, NonStop, Cms, Os9, SizeFirst, NameFirst, Dls,
            Names,
        ] {
            list(input, 1460, Options::new().with_format(format));
        }
    }),
    function("ReplyCode", "530", |input| {
        with_reply(input, |reply| seen(ReplyCode::new(reply.code().get())));
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

/// Of bytes and lines; the transcript keeps its own.
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

/// Entries, with all that is asked of them; lines have no limit.
fn list(input: &[u8], size: usize, options: Options) {
    let look = |item: Item<'_>| {
        if let Item::Entry(entry) = item {
            black_box((entry.facts().count(), entry.fact("none"), entry.name_text().is_some()));
            seen(entry.local_name(Platform::Any));
        }
    };
    let mut listing = Listing::new(options.with_line(usize::MAX));
    for mut chunk in input.chunks(size) {
        while let Some(item) = listing.read(&mut chunk) {
            look(item);
        }
    }
    while let Some(item) = listing.finish() {
        look(item);
    }
}

fn session() -> Session {
    let credentials = Credentials::new("alice", "hunter2").expect("plain words");
    let mut login =
        Login::new(LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext).limits(unlimited()));
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

/// Keeps the compiler from leaving out what nobody looks at.
fn seen<T>(value: T) {
    black_box(value);
}
