//! Adds the commands that a log does not show, although it has the replies to them.

use super::calls;
use super::log::{Event, NOT_SHOWN, data_event};
use super::own_words::Meaning;
use super::words::Replies;
use ftp_proto::transcript::Entry;

/// Returns the events with the commands that the log does not show, and with the login that came before them.
pub fn with_commands(events: Vec<Event>) -> Vec<Event> {
    let mut out = Vec::with_capacity(events.len());
    let behind = begins_behind_the_login(&events);
    // The login comes after the connections with which the log begins.
    let mut login_due = behind;
    let mut moves = false;
    // How many commands wait for a final reply, the code of the last final reply, and whether a reply is still open.
    let (mut open, mut last, mut replies) = (0_usize, None::<[u8; 3]>, Replies::default());
    for event in events {
        if login_due && !matches!(event, Event::Happened(Entry::Connected { .. } | Entry::TlsUp)) {
            out.push(Event::Received(NOT_SHOWN.to_vec()));
            login_due = false;
        }
        match &event {
            Event::Sent(line) => {
                open += 1;
                moves = needs_data(line);
            }
            // This was the data connection, since the control connection was already up.
            Event::Happened(Entry::ConnectFailed(why)) if behind && moves => {
                let failed = data_event(Meaning::NotConnected(*why));
                out.extend(failed.map(|failed| Event::Happened(Entry::Data(failed))));
                continue;
            }
            Event::Received(lines) => {
                let begins = !replies.is_open();
                lines.split(|byte| *byte == b'\n').for_each(|line| _ = replies.takes(line));
                let active = names_port(lines);
                let code = lines.first_chunk::<3>().copied().filter(|code| begins && code[0] != b'1');
                if let Some(code) = code {
                    let before = last.or(behind.then_some(*b"230"));
                    let missing = (open == 0).then(|| missing(before, code, active)).flatten();
                    let missing = missing.or_else(|| names_listing(lines).filter(|_| open == 0));
                    out.extend(missing.map(|command| Event::Sent(command.to_vec())));
                    open = open.saturating_sub(1);
                    last = Some(code);
                }
            }
            Event::Happened(Entry::Connected { .. }) => (open, last) = (0, None),
            Event::Happened(_) => {}
        }
        out.push(event);
    }
    out
}

/// Whether the log shows nothing of a login, but a command that needs one was sent or accepted.
fn begins_behind_the_login(events: &[Event]) -> bool {
    let login = |event: &Event| match event {
        Event::Sent(line) => is_one_of(line, &LOGIN),
        Event::Received(lines) => match lines.get(..3) {
            Some(b"220" | b"331" | b"332" | b"230" | b"530") => true,
            Some(b"503") => speaks_of_login(lines),
            _ => false,
        },
        Event::Happened(_) => false,
    };
    let first = events.iter().find_map(|event| match event {
        Event::Sent(line) => Some(line),
        _ => None,
    });
    // Without a command, a reply to a transfer shows it.
    let moved = |event: &Event| matches!(event, Event::Received(lines) if matches!(lines.get(..3), Some(b"125" | b"150" | b"226" | b"227" | b"229")));
    let needs_login = match first {
        Some(line) => needs_data(line) || is_one_of(line, &FILES),
        None => events.first().is_some_and(moved),
    };
    let is_command = |event: &Event| match event {
        Event::Sent(_) => true,
        Event::Received(lines) => names_port(lines),
        Event::Happened(_) => false,
    };
    let command = events.iter().position(is_command);
    let accepted = |event: &Event| match event {
        Event::Received(lines) => {
            names_port(lines)
                || matches!(
                    lines.get(..3),
                    Some(b"125" | b"150" | b"227" | b"229" | b"250" | b"257" | b"350")
                )
        }
        _ => false,
    };
    !events.iter().any(login) && (needs_login || command.is_some_and(|at| events[at..].iter().any(accepted)))
}

/// Whether this is the reply to PORT or EPRT, as in `200 PORT command successful.`
pub fn names_port(lines: &[u8]) -> bool {
    lines.starts_with(b"200 PORT ") || lines.starts_with(b"200 EPRT ")
}

/// Returns LIST for a reply that can only follow a listing: `226 2000 matches total`, `226 Output truncated to 2000 matches`.
fn names_listing(lines: &[u8]) -> Option<&'static [u8]> {
    let is_one = lines.starts_with(b"226") && memchr::memmem::find(lines, b" matches").is_some();
    is_one.then_some(b"LIST")
}

const LOGIN: [&[u8]; 3] = [b"USER", b"PASS", b"AUTH"];

/// Whether a reply asks for a login first.
fn speaks_of_login(lines: &[u8]) -> bool {
    let lower = lines.to_ascii_lowercase();
    [&b"user"[..], b"pass", b"log"].iter().any(|word| memchr::memmem::find(&lower, word).is_some())
}

/// Commands without a data connection of their own that hardly any client sends before the login.
const FILES: [&[u8]; 20] = [
    b"CWD", b"MKD", b"RMD", b"DELE", b"RNFR", b"RNTO", b"SIZE", b"MDTM", b"MFMT", b"REST", b"CDUP", b"PORT",
    b"EPRT", b"PRET", b"TYPE", b"ALLO", b"PROT", b"ABOR", b"XCRC", b"SITE",
];

/// Whether the command uses a data connection, or requests one.
fn needs_data(line: &[u8]) -> bool {
    calls::moves(verb(line)) || is_one_of(line, &[b"PASV", b"EPSV"])
}

/// Whether the line has one of these verbs.
fn is_one_of(line: &[u8], verbs: &[&[u8]]) -> bool {
    verbs.iter().any(|one| verb(line).eq_ignore_ascii_case(one))
}

fn verb(line: &[u8]) -> &[u8] {
    line.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default()
}

/// Returns the command that a reply answers, judged by the reply before it.
fn missing(before: Option<[u8; 3]>, code: [u8; 3], active: bool) -> Option<&'static [u8]> {
    Some(match (&before.unwrap_or_default(), &code) {
        (b"331", [b'2' | b'4' | b'5', ..]) if code != *b"220" => b"PASS ***",
        (_, b"331" | b"332") => b"USER ***",
        _ if active => b"PORT",
        _ if before.is_none() => return None,
        (_, b"234") => b"AUTH TLS",
        (_, b"227") => b"PASV",
        (_, b"229") => b"EPSV",
        _ => return None,
    })
}
