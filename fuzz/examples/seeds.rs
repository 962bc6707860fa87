//! Makes inputs from the conversation files and from the tables of refusals and listings in `tests/data`, so that the
//! targets `login`, `diagnose` and `listing` begin with what servers really send. `cargo run -p ftp-fuzz --example
//! seeds FOLDER` writes `FOLDER/login` and so on, for `fuzz/merge` to add to the corpora.

use ftp_fuzz::login_case::{Case, PIPELININGS, POLICIES, STYLES};
use ftp_fuzz::ops::{Op, written};
use ftp_fuzz::{diagnose, login};
use ftp_proto::TlsFailure;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: seeds FOLDER")?;
    let folder = Path::new(&folder);
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data");
    fs::create_dir_all(folder.join("login"))?;
    fs::create_dir_all(folder.join("diagnose"))?;
    for file in fs::read_dir(data.join("conversations"))? {
        let path = file?.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default();
        let text = fs::read_to_string(&path)?;
        fs::write(folder.join("login").join(name), login_input(&text))?;
        fs::write(folder.join("diagnose").join(name), diagnose_input(&text))?;
    }
    for (table, column, phase) in [("login_replies.tsv", 4, 1), ("wordings.tsv", 2, 0)] {
        let text = fs::read_to_string(data.join(table))?;
        for (number, row) in text.lines().enumerate().skip(1) {
            let fields: Vec<&str> = row.split('\t').collect();
            let reply = fields.get(column).ok_or("a row without a reply")?;
            let input = refusal(fields[phase], &unescape(reply));
            fs::write(folder.join("diagnose").join(format!("{table}-{}", number + 1)), input)?;
        }
    }
    listings(&folder.join("listing"), &fs::read_to_string(data.join("listings.tsv"))?)
}

/// Writes the lines of each family as one listing.
fn listings(folder: &Path, table: &str) -> Result<(), Box<dyn Error>> {
    let mut families: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for row in table.lines().skip(2) {
        let mut cells = row.split('\t');
        let (family, line) = (cells.next().ok_or("no family")?, cells.next().ok_or("no line")?);
        // The header: the listing as it is, in chunks of up to eight bytes.
        let input = families.entry(family).or_insert_with(|| vec![0, 3, 0, 64]);
        input.extend_from_slice(&unescape(line));
        input.extend_from_slice(b"\r\n");
    }
    fs::create_dir_all(folder)?;
    for (family, mut input) in families {
        input.truncate(512);
        fs::write(folder.join(family), input)?;
    }
    Ok(())
}

/// Makes the input with which the target `login` plays a conversation. What the client sends follows from the rest.
fn login_input(text: &str) -> Vec<u8> {
    let mut case = Case::from_header(&[]).0;
    let mut ops = Vec::new();
    for (key, value) in lines(text) {
        match key {
            "S" => ops.push(server(value, "\r\n")),
            "S-" => ops.push(server(value, "")),
            "*" => ops.extend(event(value).map(|(event, choice)| written([Op::Event(event, choice)]))),
            _ => set(&mut case, key, value),
        }
    }
    [case.header().to_vec(), ops.concat()].concat()
}

/// Makes the transcript of a conversation.
fn diagnose_input(text: &str) -> Vec<u8> {
    let mut ops = vec![vec![0; 5]];
    for (key, value) in lines(text) {
        match key {
            "S" => ops.push(server(value, "\r\n")),
            "S-" => ops.push(server(value, "")),
            "C" => ops.push([&[diagnose::SENT][..], &unescape(value), b"\r\n"].concat()),
            "*" => ops.extend(event(value).and_then(|(event, choice)| {
                let event = match event {
                    login::TLS_UP => diagnose::TLS_UP,
                    login::TLS_FAILED => diagnose::TLS_FAILED,
                    login::TIMED_OUT => diagnose::TIMED_OUT,
                    login::EOF => diagnose::CLOSED,
                    _ => return None,
                };
                Some(written([Op::Event(event, choice)]))
            })),
            _ => {}
        }
    }
    ops.concat()
}

/// Makes a transcript with a refusal at its place in a login.
fn refusal(phase: &str, reply: &[u8]) -> Vec<u8> {
    let before: &[&str] = match phase {
        "greeting" => &[],
        "auth_tls" | "auth" => &["220 ready\r\n", ">AUTH TLS\r\n"],
        "user" => &["220 ready\r\n", ">USER alice\r\n"],
        "acct" => &["220 ready\r\n", ">USER alice\r\n", "332 account\r\n", ">ACCT x\r\n"],
        _ => &["220 ready\r\n", ">USER alice\r\n", "331 password\r\n", ">PASS x\r\n"],
    };
    let end: &[u8] = if reply.ends_with(b"\n") { b"" } else { b"\r\n" };
    [&[0; 5], before.concat().as_bytes(), reply, end].concat()
}

fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(|line| {
        let (key, value) = line.split_once([':', ' ']).unwrap_or((line, ""));
        (key, value.strip_prefix(' ').unwrap_or(value))
    })
}

fn server(text: &str, end: &str) -> Vec<u8> {
    let bytes = [&unescape(text)[..], end.as_bytes()].concat();
    bytes.split_inclusive(|byte| *byte == b'\n').flat_map(|line| written([Op::Line(line)])).collect()
}

fn event(text: &str) -> Option<(u8, u8)> {
    let failed = |why| (0..10).find(|choice| diagnose::tls_failure(*choice) == why);
    match text {
        "TLS up" => Some((login::TLS_UP, 0)),
        "TLS failed untrusted" => Some((login::TLS_FAILED, failed(TlsFailure::Untrusted)?)),
        "TLS failed client certificate" => {
            Some((login::TLS_FAILED, failed(TlsFailure::ClientCertificateRequired)?))
        }
        "TLS failed not tls" => Some((login::TLS_FAILED, failed(TlsFailure::NotTls)?)),
        "TLS failed" => Some((login::TLS_FAILED, 0)),
        "timed out" => Some((login::TIMED_OUT, 0)),
        "closed" => Some((login::EOF, 0)),
        _ if text.starts_with("answer in hex ") => Some((login::ANSWER, 1)),
        _ if text.starts_with("answer ") => Some((login::ANSWER, 0)),
        _ => None,
    }
}

fn set(case: &mut Case, key: &str, value: &str) {
    const TLS: [&str; 4] = ["required", "implicit", "if-offered", "clear"];
    const PIPELINING: [&str; 4] = ["before-password", "in-step", "with-password", "with-password-in-clear"];
    const STYLE: [&str; 8] = [
        "",
        "user-at-host",
        "proxy-login-first",
        "joined",
        "joined-account",
        "site",
        "open",
        "proxy-user-at-host",
    ];
    let at = |names: &[&str]| names.iter().position(|name| *name == value).unwrap_or(0);
    match key {
        "tls" => case.tls = POLICIES[at(&TLS)],
        "pipelining" => case.pipelining = PIPELININGS[at(&PIPELINING)],
        "proxy" => case.style = STYLES[at(&STYLE)],
        "account" => case.account = true,
        "anonymous" => case.who = 8,
        "user" | "password" if !value.is_ascii() || value.contains("\\x") => case.who = 1,
        "host" => case.host = true,
        "client" => case.client = true,
        "want" => {
            for want in value.split_whitespace() {
                match want {
                    "features" => case.features = true,
                    "utf8" => case.utf8 = true,
                    "binary" => case.binary = true,
                    _ => case.password_to_challenge = true,
                }
            }
        }
        _ => {}
    }
}

/// Undoes the escapes `\r`, `\n`, `\t`, `\0`, `\\` and `\xHH`; all other characters stand for themselves.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        out.push(match (byte, byte == b'\\') {
            (_, true) => match bytes.next() {
                Some(b'r') => b'\r',
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'0') => 0,
                Some(b'x') => {
                    let hex: String = bytes.by_ref().take(2).map(char::from).collect();
                    u8::from_str_radix(&hex, 16).unwrap_or(b'?')
                }
                other => other.unwrap_or(b'\\'),
            },
            (byte, false) => byte,
        });
    }
    out
}
