//! A session whose server and sockets are played by the test.

use ftp_proto::command::{CommandBuf, Protection};
use ftp_proto::session::{Outcome, Transfer};
use ftp_proto::transfer::{Data, DataEvent, DataSettings, End, Mode, Plan};
use ftp_proto::{Action, Arg, Dialogue, Input, Limits, Session};

/// Returns a session after the login, with data in clear.
#[allow(dead_code, reason = "not each test begins with one")]
pub fn session() -> Session {
    Session::take_over(Limits::default(), Protection::DangerClear, Protection::DangerClear)
}

/// A reply to EPSV that offers a data connection.
#[allow(dead_code, reason = "not each test is told one")]
pub const HERE: &str = "229 here (|||2000|)";

/// Returns the name of the file to transfer.
#[allow(dead_code, reason = "not each test moves one")]
pub fn path() -> Arg<'static> {
    Arg::new(b"file").unwrap()
}

/// Returns the bytes of the reply in an outcome.
#[allow(dead_code, reason = "not each test looks at it")]
pub fn raw(outcome: &Outcome) -> Option<&[u8]> {
    outcome.reply().map(|reply| reply.as_reply().raw())
}

/// Writes all that the dialogue wants to send, and returns it with a blank for each line end.
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

/// Sends these lines to the dialogue as the server.
pub fn say(dialogue: &mut impl Dialogue, lines: &[&str]) {
    lines.iter().for_each(|line| dialogue.handle(Input::Bytes(format!("{line}\r\n").as_bytes())));
}

/// Begins a transfer: sends it the replies to the preparing commands, and makes the data connection if the transfer
/// gets that far. Returns the transfer and what it wrote.
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

/// Begins a listing in active mode: the server accepts PORT and TYPE, and LIST is written.
#[allow(dead_code, reason = "not each test listens")]
pub fn listen<'s>(session: &'s mut Session, settings: DataSettings) -> Transfer<'s> {
    session.set_data(settings.mode(Mode::Active));
    let mut listing = session.transfer(Plan::list(None)).unwrap();
    let _ = write(&mut listing);
    listing.happened(DataEvent::Listening("192.0.2.1:4000".parse().unwrap()));
    say(&mut listing, &["200 fine"]);
    let _ = write(&mut listing);
    say(&mut listing, &["200 fine"]);
    assert_eq!(write(&mut listing), "LIST ");
    listing
}

/// Moves this many bytes, and goes on to the end of the data connection.
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

/// Runs one command with these replies.
#[allow(dead_code, reason = "not each test asks so")]
pub fn ask(session: &mut Session, line: &str, replies: &[&str]) -> Outcome {
    let command = custom(line);
    let mut exchange = session.start(&command.as_command()).unwrap();
    assert_eq!(write(&mut exchange), format!("{line} "));
    say(&mut exchange, replies);
    exchange.finish()
}
