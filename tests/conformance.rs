//! Reads every file of `data/replies` in every mode, in chunks of 1, 2, 3 and 7 bytes and all at once, and
//! small files cut in two anywhere. Also checks the table of clients. The notation is in
//! `data/replies/README.md`.

use ftp_fuzz::driven::write_all;
use ftp_proto::reply::Ending;
use ftp_proto::{
    Action, Credentials, Decoder, Dialogue, Input, Limits, Login, LoginConfig, Reply, TlsPolicy,
};
use ftp_tests::conversation::{ending, unescape};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// One file.
struct Case {
    name: String,
    /// Whether the bytes are the greeting; otherwise they answer PASS.
    greeting: bool,
    bytes: Vec<u8>,
    strict: Vec<String>,
    lenient: Vec<String>,
    login: String,
    /// What the causes of the diagnosis must include if the server speaks no FTP after the bytes; only if the
    /// file says so.
    causes: Vec<String>,
}

#[test]
fn replies_oddities_and_errors_are_as_the_files_say() {
    let mut wrong = Vec::new();
    for case in cases() {
        for (mode, end, expected) in
            [("strict", Ending::OpeningCode, &case.strict), ("lenient", Ending::AnyCode, &case.lenient)]
        {
            let limits = Limits::default().with_ending(end);
            for cuts in cuts(case.bytes.len()) {
                let received = received(&case.bytes, limits, &cuts);
                if received != *expected {
                    let received = received.join("\n");
                    wrong.push(format!("{}, {mode}, cut at {:?}:\n{received}", case.name, cuts.first()));
                    break;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn logins_end_as_the_files_say() {
    let mut wrong = Vec::new();
    for case in cases() {
        for chunk in [1, 2, 3, 7, usize::MAX] {
            let ended = log_in(&case, chunk);
            if ended != case.login {
                wrong.push(format!("{} in chunks of {chunk}: {ended}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A server that sends these bytes, knows no command, and closes.
#[test]
fn what_is_not_ftp_is_known_as_such() {
    let mut shown = 0;
    for case in cases().iter().filter(|case| !case.causes.is_empty()) {
        for chunk in [1, 2, 3, 7, usize::MAX] {
            let mut login = login();
            case.bytes.chunks(chunk).for_each(|part| login.handle(Input::Bytes(part)));
            while !write_all(&mut login).is_empty() {
                login.handle(Input::Bytes(b"502 5.5.2 Error: command not recognized\r\n"));
            }
            if login.action() != Action::Done {
                login.handle(Input::Eof);
            }
            let found = ending(login).causes;
            let all = case.causes.iter().all(|cause| found.contains(cause));
            assert!(all, "{} in chunks of {chunk}: {found:?}", case.name);
        }
        shown += 1;
    }
    assert!(shown >= 5, "only {shown} files have a cause");
}

/// `clients.tsv` says how a login ends for each client; its column `ours` has to agree with the files.
#[test]
fn the_table_of_clients_says_of_us_what_is_so() {
    let cases: BTreeMap<_, _> = cases().into_iter().map(|case| (case.name.clone(), case)).collect();
    let table = fs::read_to_string(folder().join("clients.tsv")).unwrap();
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<_> = lines.next().unwrap().split('\t').collect();
    let ours = columns.iter().position(|column| *column == "ours").unwrap();
    let mut rows = 0;
    for line in lines {
        let cells: Vec<_> = line.split('\t').collect();
        assert_eq!(cells.len(), columns.len(), "{line}");
        let case = cases.get(cells[0]).unwrap_or_else(|| panic!("{} is no file", cells[0]));
        assert_eq!(cells[ours], in_a_word(&log_in(case, usize::MAX)), "{}", cells[0]);
        rows += 1;
    }
    assert!(rows >= 12, "only {rows} rows");
}

/// What a user of a client would say had happened.
fn in_a_word(ended: &str) -> &'static str {
    match ended.split(' ').next() {
        Some("logged_in") => "logged in",
        Some("refused") => "refused",
        Some("timed_out") => "waits",
        _ => "error",
    }
}

/// Everything that a stream contains, one entry for each thing; see the README for the notation.
fn received(bytes: &[u8], limits: Limits, cuts: &[usize]) -> Vec<String> {
    let mut decoder = Decoder::new(limits);
    let mut received = Vec::new();
    let mut start = 0;
    for cut in cuts.iter().copied().chain([bytes.len()]) {
        let mut chunk = &bytes[start..cut];
        start = cut;
        loop {
            match decoder.decode(&mut chunk) {
                Ok(Some(reply)) => received.push(shown(reply)),
                Ok(None) => break,
                Err(error) => {
                    received.push(format!("! {error}"));
                    return folded(received);
                }
            }
        }
    }
    if let Some(reply) = decoder.finish() {
        received.push(format!("~ {}", shown(reply)));
    }
    if !decoder.pending().is_empty() {
        received.push(format!("... \"{}\"", escaped(decoder.pending())));
    }
    folded(received)
}

fn shown(reply: Reply<'_>) -> String {
    let lines: Vec<_> = reply.lines().map(|line| format!("\"{}\"", escaped(line))).collect();
    let irregularities: Vec<_> = reply.irregularities().names().collect();
    let shown = format!("{} {}", reply.code(), lines.join(" "));
    if irregularities.is_empty() { shown } else { format!("{shown} [{}]", irregularities.join(" ")) }
}

fn escaped(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string().replace("\\'", "'")
}

/// Merges equal entries in a row into one.
fn folded(entries: Vec<String>) -> Vec<String> {
    let folded = entries.chunk_by(|a, b| a == b).map(|same| match same {
        [one] => one.clone(),
        _ => format!("{} times {}", same.len(), same[0]),
    });
    folded.collect()
}

/// Where to cut: after every 1, 2, 3 or 7 bytes, nowhere, and once at any byte.
fn cuts(len: usize) -> Vec<Vec<usize>> {
    let mut cuts: Vec<Vec<usize>> = [1, 2, 3, 7].map(|size| (size..len).step_by(size).collect()).into();
    cuts.push(Vec::new());
    if len < 1000 {
        cuts.extend((1..len).map(|cut| vec![cut]));
    }
    cuts
}

/// Logs in without TLS to a server that sends the bytes of the file in their place, otherwise behaves as
/// usual, and then is silent.
fn log_in(case: &Case, chunk: usize) -> String {
    let mut login = login();
    let ready = b"220 ready\r\n";
    let mut to_read = if case.greeting { case.bytes.clone() } else { ready.to_vec() };
    let mut line = Vec::new();
    loop {
        match login.action() {
            Action::Poll => login.handle(Input::Pending),
            Action::Send(bytes) => {
                let sent = bytes.len();
                line.extend_from_slice(bytes);
                login.handle(Input::Sent(sent));
                if !line.ends_with(b"\n") {
                    continue;
                }
                let answer = match line.get(..4) {
                    Some(b"USER") => b"331 password please\r\n",
                    Some(b"PASS") if case.greeting => &b"230 welcome\r\n"[..],
                    Some(b"PASS") => &case.bytes,
                    _ => b"221 bye\r\n",
                };
                to_read.extend_from_slice(answer);
                line.clear();
            }
            Action::Receive if to_read.is_empty() => login.handle(Input::TimedOut),
            Action::Receive => {
                let part: Vec<_> = to_read.drain(..chunk.min(to_read.len())).collect();
                login.handle(Input::Bytes(&part));
            }
            Action::StartTls => panic!("TLS was not asked for"),
            Action::Done => return ending(login).end,
        }
    }
}

fn login() -> Login {
    let credentials = Credentials::new("bob", "secret").unwrap();
    Login::new(LoginConfig::new(credentials).tls(TlsPolicy::DangerCleartext))
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            cases.push(read(name, &fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(cases.len() >= 50, "only {} files were found", cases.len());
    cases
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/replies")
}

fn read(name: String, text: &str) -> Case {
    let mut bytes = Vec::new();
    let mut sections: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut section = "";
    let mut greeting = None;
    let shown = |line: &&str| !line.is_empty() && !line.starts_with('#') && !line.starts_with("segments:");
    for line in text.lines().filter(shown) {
        if let Some(part) = line.strip_prefix("< ") {
            bytes.extend(unescape(part));
        } else if let Some((times, part)) = line.strip_prefix('*').and_then(|line| line.split_once(' ')) {
            bytes.extend(unescape(part).repeat(times.parse().unwrap()));
        } else if let Some(at) = line.strip_prefix("at: ") {
            greeting = Some(at == "greeting");
            assert!(["greeting", "pass"].contains(&at), "{name}: {line}");
        } else if let Some(next) = line.strip_suffix(':').filter(|next| next.chars().all(char::is_alphabetic))
        {
            section = next;
            sections.insert(section, Vec::new());
        } else {
            sections.get_mut(section).unwrap_or_else(|| panic!("{name}: {line}")).push(line.to_string());
        }
    }
    let mut section = |title: &str| sections.remove(title).unwrap_or_else(|| panic!("{name} has no {title}"));
    let strict = section("strict");
    let mut lenient = section("lenient");
    if lenient == ["as strict"] {
        lenient = strict.clone();
    }
    let login = section("login").join("\n");
    let causes = sections.remove("causes").unwrap_or_default();
    assert!(sections.is_empty(), "{name} has more sections");
    Case {
        greeting: greeting.unwrap_or_else(|| panic!("{name} has no place")),
        name,
        bytes,
        strict,
        lenient,
        login,
        causes,
    }
}
