//! Instructions per reply and per command of a session, counted by callgrind. This figure does not depend on the
//! machine's load, so CI compares it.
//!
//! ```text
//! cargo run --release -p ftp-benches --bin instructions [CORPUS]
//! ```
//!
//! It prints the figures of every parser on `short`, or on another corpus. It fails if one of our parsers takes more
//! than `MOST` on `short`, or if a command of a session takes more than `MOST_COMMAND` or `MOST_ALLOCATIONS`. Without
//! valgrind it says so and succeeds.
//!
//! It runs itself under valgrind as `instructions PARSER CORPUS TIMES`, once over the corpus and once twice over it:
//! the difference excludes making the corpus and starting the program.

use allocation_counter::measure;
use ftp_benches::{callgrind, corpora, parsers};
use ftp_proto::{Action, Command, Credentials, Dialogue, Input, Login, LoginConfig, Session, TlsPolicy};
use std::process::ExitCode;

/// The most instructions for a short reply.
const MOST: u64 = 140;

/// The most instructions for a command of a session and its reply, from `start` to the outcome.
const MOST_COMMAND: u64 = 6_000;

/// The most allocations for such a command.
const MOST_ALLOCATIONS: u64 = 12;

/// How many commands are counted.
const COMMANDS: u64 = 1_000;

/// The name of the session among the parsers.
const SESSION: &str = "session";

/// The size of the corpus in bytes.
const SIZE: usize = 256 << 10;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match &args[..] {
        [] => table("short"),
        [corpus] => table(corpus),
        [what, _, times] if what == SESSION => {
            let mut session = logged_in();
            commands(&mut session, COMMANDS * times.parse::<u64>().expect("a number"));
            ExitCode::SUCCESS
        }
        [parser, corpus, times] => {
            run(parser, corpus, times.parse().expect("a number"));
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("usage: instructions [CORPUS | PARSER CORPUS TIMES]");
            ExitCode::from(2)
        }
    }
}

fn table(corpus: &str) -> ExitCode {
    if !callgrind::is_here() {
        println!("valgrind is not installed: no instructions were counted");
        return ExitCode::SUCCESS;
    }
    println!("| parser | instructions per reply of `{corpus}` |\n|---|---|");
    let mut good = true;
    for (parser, _) in parsers::PARSERS {
        let (Some(once), Some(twice)) = (counted(parser, corpus, 1), counted(parser, corpus, 2)) else {
            continue; // this parser does not take this corpus
        };
        let each = (twice - once) / found(corpus).replies as u64;
        let over = corpus == "short" && parser.starts_with("ftp-proto") && each > MOST;
        good &= !over;
        println!("| {parser} | {each}{} |", if over { format!(", over {MOST}") } else { String::new() });
    }
    good &= session_within_limits();
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints the cost of a command of a session. Returns whether it is within the limits.
fn session_within_limits() -> bool {
    let (Some(once), Some(twice)) = (counted(SESSION, "noop", 1), counted(SESSION, "noop", 2)) else {
        return false;
    };
    let instructions = (twice - once) / COMMANDS;
    let mut session = logged_in();
    commands(&mut session, COMMANDS);
    let allocations = measure(|| commands(&mut session, COMMANDS)).count_total / COMMANDS;
    println!("\na command of a session: {instructions} instructions, {allocations} allocations");
    instructions <= MOST_COMMAND && allocations <= MOST_ALLOCATIONS
}

fn logged_in() -> Session {
    let config = LoginConfig::new(Credentials::new("alice", "secret").expect("an argument"));
    let mut login = Login::new(config.tls(TlsPolicy::DangerCleartext));
    ["220 x\r\n", "331 x\r\n", "230 x\r\n"].iter().for_each(|reply| answer(&mut login, reply));
    login.finish().expect("a login")
}

fn commands(session: &mut Session, count: u64) {
    for _ in 0..count {
        let mut exchange = session.start(&Command::noop()).expect("a session in sync");
        answer(&mut exchange, "200 fine\r\n");
        exchange.finish().into_final().expect("a final reply");
    }
}

/// Reports all wanted bytes as written, and passes the reply.
fn answer(dialogue: &mut impl Dialogue, reply: &str) {
    loop {
        let input = match dialogue.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => Input::Sent(bytes.len()),
            Action::Receive | Action::StartTls | Action::Done => break,
        };
        dialogue.handle(input);
    }
    dialogue.handle(Input::Bytes(reply.as_bytes()));
}

/// Returns what callgrind counts; `None` if the parser fails.
fn counted(parser: &str, corpus: &str, times: u64) -> Option<u64> {
    callgrind::count(&[], &[parser, corpus, &times.to_string()])
}

fn run(parser: &str, corpus: &str, times: u64) {
    let corpus = found(corpus);
    let (_, parser) = parsers::PARSERS.iter().find(|(name, _)| *name == parser).expect("a parser");
    let limits = parsers::limits_for(corpus.name);
    for _ in 0..times {
        assert!(parser(&corpus.bytes, limits) > 0, "this parser does not take this corpus");
    }
}

fn found(corpus: &str) -> corpora::Corpus {
    corpora::all(SIZE).into_iter().find(|c| c.name == corpus).expect("a corpus")
}
