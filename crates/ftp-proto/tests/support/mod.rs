//! A session over sockets that a test plays.

use ftp_proto::command::{CommandBuf, Protection};
use ftp_proto::session::{Outcome, Transfer};
use ftp_proto::transfer::{Data, DataEvent, End, Plan};
use ftp_proto::{Action, Arg, Dialogue, Input, Limits, Session};

/// Logged in, with data in clear.
#[allow(dead_code, reason = "not each test begins with one")]
pub fn session() -> Session {
    Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear)
}

/// A data connection that is offered.
#[allow(dead_code, reason = "not each test is told one")]
pub const HERE: &str = "229 here (|||2000|)";

/// Which file it is about.
#[allow(dead_code, reason = "not each test moves one")]
pub fn path() -> Arg<'static> {
    Arg::new(b"file").unwrap()
}

/// The reply that it came to.
#[allow(dead_code, reason = "not each test looks at it")]
pub fn raw(outcome: &Outcome) -> Option<&[u8]> {
    outcome.reply().map(|reply| reply.as_reply().raw())
}

/// Writes what is to be written, and gives it.
pub fn write(dialogue: &mut impl Dialogue) -> String {
    let mut written = String::new();
    loop {
        let input = match dialogue.action() {
            Action::Poll => Input::Pending,
            Action::Send(bytes) => {
                written.push_str(std::str::from_utf8(bytes).unwrap());
                Input::Sent(bytes.len())
            }
            _ => return written.replace("\r\n", " "),
        };
        dialogue.handle(input);
    }
}

/// The server says these lines.
pub fn say(dialogue: &mut impl Dialogue, lines: &[&str]) {
    lines.iter().for_each(|line| dialogue.handle(Input::Bytes(format!("{line}\r\n").as_bytes())));
}

/// Begins a transfer: what the server says to what prepares it, and the connection, where that gets so far. With what was
/// written.
#[allow(dead_code, reason = "not each test begins so")]
pub fn begin<'s>(session: &'s mut Session, plan: Plan, prepares: &[&str]) -> (Transfer<'s>, String) {
    let mut transfer = session.transfer(plan).unwrap();
    let mut written = write(&mut transfer);
    say(&mut transfer, prepares);
    written += &write(&mut transfer);
    if matches!(transfer.data(), Data::Connect(_)) {
        transfer.happened(DataEvent::Connected);
    }
    written += &write(&mut transfer);
    (transfer, written)
}

/// Moves so many bytes, to the end of the data connection.
#[allow(dead_code, reason = "not each test moves any")]
pub fn move_all(transfer: &mut Transfer<'_>, bytes: u64) {
    while transfer.data() != Data::Idle {
        transfer.happened(match transfer.data() {
            Data::Read | Data::Write if transfer.moved() < bytes => DataEvent::Moved(bytes),
            Data::Write => DataEvent::SourceEnded,
            Data::Read | Data::Finish => DataEvent::Ended(End::Fin),
            Data::Close | Data::Reset => DataEvent::Gone,
            other => panic!("{other:?} is not what bytes are moved by"),
        });
    }
}

#[allow(dead_code, reason = "not each test asks so")]
pub fn custom(line: &str) -> CommandBuf {
    let (verb, argument) = line.split_once(' ').map_or((line, None), |(verb, words)| (verb, Some(words)));
    CommandBuf::custom(verb, argument.map(|words| Arg::new(words.as_bytes()).unwrap())).unwrap()
}

/// One command, and what is said to it.
#[allow(dead_code, reason = "not each test asks so")]
pub fn ask(session: &mut Session, line: &str, replies: &[&str]) -> Outcome {
    let command = custom(line);
    let mut exchange = session.start(&command.as_command()).unwrap();
    assert_eq!(write(&mut exchange), format!("{line} "));
    say(&mut exchange, replies);
    exchange.finish()
}
