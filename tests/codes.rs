//! What each reply code does at each step of a login. The expected results come from RFC 959 section 5.4, RFC
//! 2228 section 8, RFC 4217 and RFC 7151 and, where these leave it open, from `data/login_replies.tsv`.

use ftp_diagnosis::{Remedy, remedies};
use ftp_proto::login::{LoginErrorKind, Pipelining};
use ftp_proto::{Action, Credentials, Dialogue, Input, Login, LoginConfig, TlsPolicy};
use ftp_tests::conversation::unescape;
use std::collections::BTreeSet;

/// A step, and what the server says before it. Commands are sent one by one.
const STEPS: [(&str, Setting, &[&str]); 18] = [
    ("greeting", Setting::CLEAR, &[]),
    ("greeting, TLS", Setting { tls: TlsPolicy::Required, ..Setting::CLEAR }, &[]),
    ("AUTH TLS", Setting { tls: TlsPolicy::Required, ..Setting::CLEAR }, &["220"]),
    ("AUTH TLS, may", Setting { tls: TlsPolicy::DangerIfOffered, ..Setting::CLEAR }, &["220"]),
    ("AUTH SSL", Setting { tls: TlsPolicy::Required, ..Setting::CLEAR }, &["220", "504"]),
    ("AUTH SSL, may", Setting { tls: TlsPolicy::DangerIfOffered, ..Setting::CLEAR }, &["220", "504"]),
    ("PBSZ", Setting { tls: TlsPolicy::Implicit, ..Setting::CLEAR }, &["220"]),
    ("PROT", Setting { tls: TlsPolicy::Implicit, ..Setting::CLEAR }, &["220", "200"]),
    ("HOST", Setting { more: true, ..Setting::CLEAR }, &["220"]),
    ("USER", Setting::CLEAR, &["220"]),
    ("USER, account", Setting { account: true, ..Setting::CLEAR }, &["220"]),
    ("PASS", Setting::CLEAR, &["220", "331"]),
    ("PASS, account", Setting { account: true, ..Setting::CLEAR }, &["220", "331"]),
    ("ACCT before PASS", Setting { account: true, ..Setting::CLEAR }, &["220", "332"]),
    ("ACCT after PASS", Setting { account: true, ..Setting::CLEAR }, &["220", "331", "332"]),
    ("FEAT", Setting { more: true, ..Setting::CLEAR }, &["220", "220", "230"]),
    ("TYPE", Setting { more: true, ..Setting::CLEAR }, &["220", "220", "230", LIST]),
    ("OPTS", Setting { more: true, ..Setting::CLEAR }, &["220", "220", "230", LIST, "200"]),
];

const LIST: &str = "211-Features\r\n UTF8\r\n CLNT\r\n211";

/// The steps, and what happens at each of them.
type Moves = &'static [(&'static [&'static str], &'static str)];

/// For each group of codes, what happens at which step. Steps that are not named are in the row of `else`.
const MOVES: &[(&[u16], Moves)] = &[
    (&[202], &[(AUTHS, "no tls"), (MAYS, "USER"), (PASSES, "in"), (ELSE, "unexpected")]),
    (
        &[230],
        &[
            (&["greeting"], "in"),
            (&["greeting, TLS"], "AUTH TLS"),
            (AUTHS, "no tls"),
            (MAYS, "USER"),
            (USERS, "in"),
            (PASSES, "in"),
            (ELSE, "unexpected"),
        ],
    ),
    (&[232], &[(AUTHS, "no tls"), (MAYS, "USER"), (USERS, "in"), (PASSES, "in"), (ELSE, "unexpected")]),
    (&[234], &[(AUTHS, "TLS"), (MAYS, "TLS"), (ELSE, "unexpected")]),
    (
        &[331],
        &[
            (AUTHS, "no tls"),
            (MAYS, "USER"),
            (USERS, "PASS"),
            (&["PASS", "PASS, account"], "answer wanted"),
            (&["ACCT before PASS"], "PASS"),
            (ELSE, "unexpected"),
        ],
    ),
    (
        &[332],
        &[
            (AUTHS, "no tls"),
            (MAYS, "USER"),
            (&["USER", "PASS"], "account wanted"),
            (&["USER, account", "PASS, account"], "ACCT"),
            (&["ACCT before PASS", "ACCT after PASS"], "refused"),
            (ELSE, "unexpected"),
        ],
    ),
    (
        &[334],
        &[(AUTHS, "TLS"), (MAYS, "TLS"), (&["PASS", "PASS, account"], "answer wanted"), (ELSE, "unexpected")],
    ),
    (
        &[336],
        &[
            (AUTHS, "no tls"),
            (MAYS, "USER"),
            (USERS, "answer wanted"),
            (PASSES, "answer wanted"),
            (ELSE, "unexpected"),
        ],
    ),
    // The server closes, whatever it was asked.
    (&[421], &[(OPTIONAL, "refused"), (AUTHS, "refused"), (MAYS, "refused"), (ELSE, "refused")]),
    (
        &[500, 501, 502, 504],
        &[(&["AUTH TLS", "AUTH TLS, may"], "AUTH SSL"), (AUTHS, "no tls"), (MAYS, "USER"), (ELSE, "refused")],
    ),
    (
        &[431, 503, 520, 521, 522, 530, 531, 532, 533, 534, 535, 536, 550, 553],
        &[(AUTHS, "no tls"), (MAYS, "USER"), (ELSE, "refused")],
    ),
];

const AUTHS: &[&str] = &["AUTH TLS", "AUTH SSL"];
const MAYS: &[&str] = &["AUTH TLS, may", "AUTH SSL, may"];
const USERS: &[&str] = &["USER", "USER, account"];
const PASSES: &[&str] = &["PASS", "PASS, account", "ACCT before PASS", "ACCT after PASS"];
const OPTIONAL: &[&str] = &["PBSZ", "PROT", "HOST", "FEAT", "TYPE", "OPTS"];
const ELSE: &[&str] = &[];

/// What follows an optional command, whatever its reply.
const GOES_ON: [(&str, &str); 6] = [
    ("PBSZ", "PROT"),
    ("PROT", "USER"),
    ("HOST", "USER"),
    ("FEAT", "TYPE"),
    ("TYPE", "OPTS"),
    ("OPTS", "CLNT"),
];

#[derive(Clone, Copy)]
struct Setting {
    tls: TlsPolicy,
    account: bool,
    /// HOST before the login; FEAT, OPTS UTF8, CLNT and TYPE after it.
    more: bool,
}

impl Setting {
    const CLEAR: Setting = Setting { tls: TlsPolicy::DangerCleartext, account: false, more: false };

    fn login(self) -> Login {
        let mut credentials = Credentials::new("alice", "secret").unwrap();
        if self.account {
            credentials = credentials.account("sales").unwrap();
        }
        let name = "example".try_into().unwrap();
        let config = LoginConfig::new(credentials).tls(self.tls).pipelining(Pipelining::InStep);
        Login::new(if self.more { config.host(name).utf8().client(name).binary() } else { config })
    }
}

fn expected(code: u16, step: &str) -> &'static str {
    let (_, row) = MOVES.iter().find(|(codes, _)| codes.contains(&code)).unwrap();
    if let Some((_, next)) = GOES_ON.iter().find(|(optional, _)| *optional == step && code != 421) {
        return next;
    }
    row.iter().find(|(steps, _)| steps.contains(&step) || steps.is_empty()).unwrap().1
}

/// Reports all wanted bytes as written, and returns their lines.
fn written(login: &mut Login) -> String {
    let mut written = Vec::new();
    loop {
        match login.action() {
            Action::Poll => login.handle(Input::Pending),
            Action::Send(bytes) => {
                written.extend_from_slice(bytes);
                let n = bytes.len();
                login.handle(Input::Sent(n));
            }
            Action::StartTls if written.is_empty() && login.transcript().entries().next().is_none() => {
                login.handle(Input::TlsUp);
            }
            _ => return String::from_utf8(written).unwrap(),
        }
    }
}

/// Returns what the login does after this reply.
fn next(login: &mut Login, reply: &[u8]) -> String {
    login.handle(Input::Bytes(reply));
    let line = written(login);
    match login.action() {
        Action::StartTls => "TLS".to_owned(),
        Action::Receive if line.is_empty() => "waits".to_owned(),
        Action::Receive if line.starts_with("AUTH") => line.trim_end().to_owned(),
        Action::Receive => line[..4].to_owned(),
        Action::Done => "done".to_owned(),
        Action::Poll | Action::Send(_) => unreachable!("all is sent"),
    }
}

fn end(login: Login) -> &'static str {
    match login.finish() {
        Ok(_) => "in",
        Err(error) => match error.kind() {
            LoginErrorKind::Refused(_) => "refused",
            LoginErrorKind::TlsRefused(_) => "no tls",
            LoginErrorKind::AccountWanted(_) => "account wanted",
            LoginErrorKind::AnswerWanted { .. } => "answer wanted",
            LoginErrorKind::Unexpected(_) => "unexpected",
            other => panic!("{other:?}"),
        },
    }
}

#[test]
fn every_code_at_every_step_means_what_the_rfcs_say() {
    let mut wrong = Vec::new();
    for (step, setting, before) in STEPS {
        for code in MOVES.iter().flat_map(|(codes, _)| *codes) {
            for preliminary in [&[][..], &["120", "150"]] {
                let mut login = setting.login();
                written(&mut login);
                for reply in before {
                    next(&mut login, format!("{reply} x\r\n").as_bytes());
                }
                for reply in preliminary {
                    assert_eq!(next(&mut login, format!("{reply} x\r\n").as_bytes()), "waits", "{step}");
                }
                let mut found = next(&mut login, format!("{code} x\r\n").as_bytes());
                if found == "done" {
                    found = end(login).to_owned();
                }
                let expected = expected(*code, step);
                if found != expected {
                    wrong
                        .push(format!("{code} to {step} after {preliminary:?}: {found}, and not {expected}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Under TLS, PBSZ and PROT go before the login (RFC 4217 section 12); a server may want the login first.
#[test]
fn protection_that_needs_a_login_is_asked_for_again_after_it() {
    for (replies, lines, protected) in [
        (["503", "503", "230", "200", "200"], ["PBSZ", "PROT", "USER", "PBSZ", "PROT"], true),
        (["530", "530", "230", "200", "200"], ["PBSZ", "PROT", "USER", "PBSZ", "PROT"], true),
        (["200", "530", "230", "200", "200"], ["PBSZ", "PROT", "USER", "PBSZ", "PROT"], true),
        (["530", "503", "230", "530", "503"], ["PBSZ", "PROT", "USER", "PBSZ", "PROT"], false),
        (["200", "536", "230", "", ""], ["PBSZ", "PROT", "USER", "", ""], false),
        (["200", "200", "230", "", ""], ["PBSZ", "PROT", "USER", "", ""], true),
    ] {
        let mut login = Setting { tls: TlsPolicy::Implicit, ..Setting::CLEAR }.login();
        written(&mut login);
        let mut received = vec![next(&mut login, b"220 x\r\n")];
        for reply in replies.iter().filter(|reply| !reply.is_empty()) {
            received.push(next(&mut login, format!("{reply} x\r\n").as_bytes()));
        }
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).chain(["done"]).collect();
        assert_eq!(received, lines, "{replies:?}");
        assert_eq!(login.finish().unwrap().is_data_protected(), protected, "{replies:?}");
    }
}

/// Real refusals of USER without TLS, and whether each demands TLS.
fn refusals_in_clear() -> Vec<(Vec<u8>, bool)> {
    let rows = include_str!("data/login_replies.tsv")
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let at_user = rows.filter(|row| row[1] == "user" && row[3] != "yes");
    at_user.map(|row| (unescape(row[4]), row[6] == "tls_required")).collect()
}

/// Returns what the reply to USER leads to under `DangerIfOffered`, after AUTH was refused.
fn after_user(reply: &[u8]) -> (Login, String) {
    let mut login = Setting { tls: TlsPolicy::DangerIfOffered, ..Setting::CLEAR }.login();
    next(&mut login, b"220 x\r\n");
    assert_eq!(next(&mut login, b"431 x\r\n"), "USER");
    let next = next(&mut login, reply);
    (login, next)
}

#[test]
fn whoever_asks_for_tls_at_user_gets_it_and_nobody_else() {
    let mut refusals = refusals_in_clear();
    let codes = [331, 421, 503, 521, 522, 530, 533, 534, 550];
    refusals.extend(codes.map(|code| (format!("{code} SSL/TLS required\r\n").into_bytes(), true)));
    assert!(refusals.iter().filter(|(_, asks)| *asks).count() > 40, "there are too few");
    let (mut seen, mut foreign) = (BTreeSet::new(), 0);
    for (reply, asks) in refusals {
        let shown = reply.escape_ascii().to_string();
        let (login, next) = after_user(&reply);
        if asks && next != "AUTH TLS" {
            assert!(!is_english(&reply), "{shown}: {next}");
            foreign += 1;
            continue;
        }
        assert_eq!(next == "AUTH TLS", asks, "{shown}: {next}");
        if asks {
            seen.insert(String::from_utf8_lossy(&reply[..3]).into_owned());
            goes_on_under_tls(login, &shown);
            is_told_to_reconnect(after_user(&reply).0, Input::Eof, &shown);
            is_told_to_reconnect(after_user(&reply).0, Input::Bytes(b"421 bye\r\n"), &shown);
            let mut in_clear = Setting::CLEAR.login();
            self::next(&mut in_clear, b"220 x\r\n");
            is_told_to_reconnect(in_clear, Input::Bytes(&reply), &shown);
        }
    }
    assert_eq!(seen.len(), codes.len());
    println!("{foreign} in other languages than English are refusals to the login");
}

/// Recognises English by its commonest words.
fn is_english(reply: &[u8]) -> bool {
    let text = String::from_utf8_lossy(reply).to_lowercase();
    [" the ", " must ", "required", "requires", " please", " need", " only ", " use "]
        .iter()
        .any(|word| text.contains(word))
}

fn goes_on_under_tls(mut login: Login, shown: &str) {
    assert_eq!(next(&mut login, b"234 x\r\n"), "TLS", "{shown}");
    login.handle(Input::TlsUp);
    assert_eq!(written(&mut login), "PBSZ 0\r\n", "{shown}");
    for (reply, line) in [("200", "PROT"), ("200", "USER"), ("331", "PASS"), ("230", "done")] {
        assert_eq!(next(&mut login, format!("{reply} x\r\n").as_bytes()), line, "{shown}");
    }
    assert!(login.finish().unwrap().is_encrypted(), "{shown}");
}

fn is_told_to_reconnect(mut login: Login, end: Input<'_>, shown: &str) {
    login.handle(end);
    let error = login.finish().unwrap_err();
    assert_eq!(remedies(&error, 1).first(), Some(&Remedy::ReconnectWithTls), "{shown}: {error:?}");
}

#[test]
fn who_will_have_no_tls_is_offered_none() {
    for reply in [
        "530 Anonymous sessions may not use encryption.", // vsftpd
        "530 Login over SSL is not permitted for this user",
    ] {
        let mut login = Setting { tls: TlsPolicy::Implicit, ..Setting::CLEAR }.login();
        written(&mut login);
        for before in ["220", "200", "200"] {
            next(&mut login, format!("{before} x\r\n").as_bytes());
        }
        login.handle(Input::Bytes(format!("{reply}\r\n").as_bytes()));
        let error = login.finish().unwrap_err();
        assert!(remedies(&error, 1).contains(&Remedy::DangerReconnectWithoutTls), "{reply}: {error:?}");
    }
}
