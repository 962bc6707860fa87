//! What servers say about transfers, each reply as a row, and the outcome that the core derives from it.

use ftp_proto::command::Protection;
use ftp_proto::transfer::{Data, DataEvent, DataSettings, End, Ending, Mode, Plan, Report, Secured};
use ftp_proto::{Action, Command, Dialogue, Input, Limits, Session};
use ftp_tests::conversation::unescape;
use std::collections::VecDeque;

const TABLE: &str = include_str!("data/transfer_replies.tsv");

struct Row {
    number: usize,
    phase: &'static str,
    command: Vec<u8>,
    tls: bool,
    /// The replies in order; `None`: the control connection ends.
    replies: Vec<Option<Vec<u8>>>,
    ending: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = TABLE.lines().enumerate().filter(|(_, line)| !line.starts_with('#')).skip(1);
    lines
        .map(|(at, line)| {
            let [_, phase, command, tls, reply, _, ending, _] =
                line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("line {}", at + 1));
            Row {
                number: at + 1,
                phase,
                command: unescape(command),
                tls: tls == "yes",
                replies: replies(reply),
                ending,
            }
        })
        .collect()
}

/// Decodes escaped replies: one per line, unless the next line continues it.
fn replies(escaped: &str) -> Vec<Option<Vec<u8>>> {
    let raw = unescape(escaped);
    let mut replies = Vec::new();
    let mut buffer = &raw[..];
    while !buffer.is_empty() {
        if buffer.starts_with(b"<") {
            replies.push(None);
            break;
        }
        let parsed = ftp_proto::Reply::parse(buffer, &Limits::default());
        let len = parsed.ok().flatten().map_or(buffer.len(), |(_, len)| len);
        replies.push(Some(buffer[..len].to_vec()));
        buffer = &buffer[len..];
    }
    replies
}

/// Plays the row: every command that prepares the transfer succeeds, except the one that the row is about.
fn played(row: &Row) -> Option<Report> {
    let verb = row.command.split(|byte| *byte == b' ').next().unwrap_or_default().to_ascii_uppercase();
    let passive = verb == b"EPSV" || verb == b"PASV";
    let active = verb == b"PORT" || verb == b"EPRT";
    let retr = Command::parse(b"RETR f").expect("a command");
    let plan = match passive || active {
        true => Plan::of(&retr)?,
        false => Plan::of(&Command::parse(row.command.trim_ascii_end()).ok()?)?,
    };
    let data = if row.tls { Protection::Private } else { Protection::DangerClear };
    let mut session = Session::take_over(Limits::default(), data, data);
    session.set_data(DataSettings::default().mode(if active { Mode::Active } else { Mode::Passive }));
    let mut transfer = session.transfer(plan).expect("nothing is under way");
    let mut incoming: VecDeque<Option<Vec<u8>>> = VecDeque::new();
    while !transfer.is_over() {
        let event = match transfer.data() {
            Data::Connect(_) => Some(DataEvent::Connected),
            Data::Listen => Some(DataEvent::Listening("127.0.0.1:1025".parse().expect("an address"))),
            Data::Secure => {
                Some(DataEvent::Secured(Secured { resumed: Some(true), same_certificate: Some(true) }))
            }
            Data::Write => Some(DataEvent::SourceEnded),
            Data::Read | Data::Finish if row.tls => Some(DataEvent::Ended(End::CloseNotify)),
            Data::Read | Data::Finish => Some(DataEvent::Ended(End::Fin)),
            Data::Close | Data::Reset => Some(DataEvent::Gone),
            Data::Idle | Data::Hold | Data::Accept(_) => None,
        };
        let written = match transfer.action() {
            Action::Poll => {
                transfer.handle(Input::Pending);
                continue;
            }
            Action::Send(bytes) => bytes.to_vec(),
            _ => Vec::new(),
        };
        if !written.is_empty() {
            transfer.handle(Input::Sent(written.len()));
            for line in written.split_inclusive(|byte| *byte == b'\n') {
                let its = |verb: &[u8]| line.starts_with(verb);
                let about = (passive && (its(b"EPSV") || its(b"PASV")))
                    || (active && (its(b"PORT") || its(b"EPRT")))
                    || (!passive && !active && line.trim_ascii_end() == row.command.trim_ascii_end());
                match about {
                    true => incoming.extend(row.replies.iter().cloned()),
                    false if its(b"EPSV") => incoming.push_back(Some(b"229 ok (|||1025|)\r\n".to_vec())),
                    false if its(b"SIZE") => incoming.push_back(Some(b"502 no\r\n".to_vec())),
                    false if its(b"PWD") => incoming.push_back(Some(b"257 \"/\"\r\n".to_vec())),
                    false => incoming.push_back(Some(b"200 ok\r\n".to_vec())),
                }
            }
            continue;
        }
        match (incoming.pop_front(), event) {
            (Some(Some(reply)), _) => transfer.handle(Input::Bytes(&reply)),
            (Some(None), _) => transfer.handle(Input::Eof),
            (None, Some(event)) => transfer.happened(event),
            (None, None) => transfer.happened(DataEvent::TimedOut),
        }
    }
    Some(transfer.finish())
}

/// An ending as the table spells it.
fn spelled(ending: Ending) -> String {
    match ending {
        Ending::Refused(step, refusal) => format!("refused {step} {refusal}"),
        Ending::Doubtful(doubt) => format!("doubtful {doubt}"),
        ending => ending.name().to_string(),
    }
}

#[test]
fn each_reply_has_its_outcome() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for row in rows() {
        let got = played(&row).map_or_else(|| "-".to_string(), |report| spelled(report.ending));
        seen += usize::from(got != "-");
        if got != row.ending {
            wrong.push(format!(
                "line {} ({}) {}: {} in the place of {}",
                row.number,
                row.phase,
                row.command.escape_ascii(),
                got,
                row.ending
            ));
        }
    }
    assert!(wrong.is_empty(), "tests/data/transfer_replies.tsv:\n{}", wrong.join("\n"));
    assert!(seen > 200, "{seen} rows are played");
}
