//! Finds the words in a log that are secrets.

use super::log::Event;
use super::said::{Side, is_verb, said};
use ftp_proto::{Command, Secret};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// The maximum number of secrets in the text of a log; no log that people paste has more.
const MOST: usize = 16;

/// How many places of each kind are searched.
const LOOKED_AT: usize = 64;

/// Where passwords stand in commands, settings, calls of programs and at prompts. The last group is the password.
static PLACES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // A command anywhere in a line.
        r#"\b(?:PASS|ACCT)[ =:]+["']?([^\s"'<>,]+)"#,
        // SITE PSWD old secret, SITE ADDUSER bob secret
        r"(?im-u)\bSITE[ \t]+\w*(?:PASS|PWD|PSWD|ADDUSER)\w*[ \t](?:.*[ \t])?(\S+)[ \t\r]*$",
        // USER bob secret, user bob secret
        r"(?m)(?:^|[>\]] ?)(?:USER|user)[ \t]+\S+[ \t]+(\S+)[ \t\r]*$",
        // ftp.password=secret, "passwd": "secret", <Pass>secret
        r#"(?i-u)(?:passw(?:or)?d|passwort|pass|pwd)(?:["']?[ \t]*(?:=>|[:=])[ \t]*|>)["']?([^\s"'<>,;&]+)"#,
        // The line below a prompt.
        r"(?im-u)^(?:password|account|passwort)[^\n:]{0,40}:[ \t\r]*\n([^\s]+)[ \t\r]*$",
        r"(?im-u)^account[ \t]*:[ \t]*(\S+)[ \t\r]*$",
        // ftp_login($ftp, "bob", "secret"), NetworkCredential("bob", "secret")
        r#"(?i-u)(?:login|credentials?)\s*\([^()"']*["'][^"']*["']\s*,\s*(?:\w+\s*=\s*)?["']([^"']+)["']"#,
        // curl -u bob:secret, lftp -u bob,secret
        r#"(?-u)(?:^|\s)(?:-u|--user)[ =]?["']?[^\s:,"']+[:,]([^\s"']+)"#,
        // Authorization: Basic Ym9iOnNlY3JldA==
        r#"(?i-u)\bauthorization["']?[ \t]*:[ \t]*["']?\w+[ \t]+([^\s"',]+)"#,
        // .netrc
        r"(?-u)\blogin[ \t\n]+\S+[ \t\n]+(?:password|account)[ \t\n]+(\S+)",
    ]
    .iter()
    .map(|place| Regex::new(place).expect("a regular expression"))
    .collect()
});

/// Words that stand in such a place and are not passwords.
const WORDS: [&str; 30] = [
    "required",
    "incorrect",
    "needed",
    "wrong",
    "password",
    "passwd",
    "login",
    "invalid",
    "failed",
    "failure",
    "user",
    "expected",
    "prompt",
    "true",
    "false",
    "null",
    "none",
    "empty",
    "first",
    "please",
    "command",
    "authentication",
    "anonymous",
    "guest",
    "denied",
    "unknown",
    "logged",
    "accepted",
    "rejected",
    "missing",
];

/// Returns what may be a password in the text of a log, apart from what was sent. It is hidden wherever it stands.
pub fn in_text(log: &[u8]) -> Vec<Secret> {
    let mut found: Vec<&[u8]> = Vec::new();
    for place in PLACES.iter() {
        for captures in place.captures_iter(log).take(LOOKED_AT) {
            let Some(word) = captures.iter().flatten().last() else { continue };
            if is_the_server_s(log, word.start()) {
                continue;
            }
            // Punctuation after the word may belong to it or to a sentence.
            let end =
                word.as_bytes().iter().rposition(|byte| !b":;.)]}".contains(byte)).map_or(0, |at| at + 1);
            for word in [word.as_bytes(), &word.as_bytes()[..end]] {
                if found.len() < MOST && !found.contains(&word) && may_be_one(word) {
                    found.push(word);
                }
            }
        }
    }
    found.into_iter().map(Secret::new).collect()
}

/// Whether the word may be a password: it is no word of a sentence and no reply, and the client did not hide it.
fn may_be_one(word: &[u8]) -> bool {
    let text = String::from_utf8_lossy(word).to_lowercase();
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let is_code = bare.len() == 3 && bare.bytes().all(|byte| byte.is_ascii_digit());
    bare.len() > 2 && !is_code && !is_verb(word) && !is_hidden(word) && !WORDS.contains(&bare)
}

/// Whether that position is in a line of the server.
fn is_the_server_s(log: &[u8], at: usize) -> bool {
    /// How many bytes of a line are looked at: a code stands near its start.
    const NEAR: usize = 256;
    let begin = memchr::memrchr(b'\n', &log[..at]).map_or(0, |end| end + 1);
    let line = &log[begin..log.len().min(begin + NEAR)];
    said(line.split(|byte| *byte == b'\n').next().unwrap_or_default())
        .is_some_and(|said| said.side == Side::Server)
}

/// Returns the passwords and accounts that were sent, except those of anonymous logins, and the arguments of a `SITE` command
/// that changes a password.
pub fn secrets(events: &[Event]) -> impl Iterator<Item = Secret> {
    let changed = arguments(events, &[b"SITE "]).filter(|argument| {
        Command::parse(&[b"SITE ", *argument].concat()).is_ok_and(|command| command.is_secret())
    });
    let words = changed.flat_map(|argument| argument.split(u8::is_ascii_whitespace).skip(1));
    arguments(events, &[b"PASS ", b"ACCT "]).chain(words).map(Secret::new)
}

/// Returns only the passwords.
pub fn passwords(events: &[Event]) -> impl Iterator<Item = &[u8]> {
    arguments(events, &[b"PASS "])
}

fn arguments<'e>(events: &'e [Event], verbs: &'static [&[u8; 5]]) -> impl Iterator<Item = &'e [u8]> {
    let mut anonymous = false;
    events.iter().filter_map(move |event| {
        let Event::Sent(line) = event else { return None };
        let (verb, argument) = line.split_at_checked(5)?;
        if verb.eq_ignore_ascii_case(b"USER ") {
            anonymous = matches!(argument, b"anonymous" | b"ftp");
        }
        let wanted = verbs.iter().any(|wanted| verb.eq_ignore_ascii_case(*wanted));
        (wanted && !anonymous).then_some(argument)
    })
}

/// Whether the argument is what clients write in place of a password.
pub fn is_hidden(argument: &[u8]) -> bool {
    const WORDS: [&str; 4] = ["hidden", "protected", "password", "turtle power"];
    let text = String::from_utf8_lossy(argument);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.chars().all(|c| matches!(c, 'x' | 'X')) || WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_where_they_stand() {
        for (text, secret) in [
            ("Proxy-Authorization: Basic Ym9iOnNlY3JldA==", "Ym9iOnNlY3JldA=="),
            ("\"Authorization\": \"Basic Ym9i\"", "Ym9i"),
            ("curl -u bob:hunter22 ftp://h/", "hunter22"),
        ] {
            let found = in_text(text.as_bytes());
            assert!(found.iter().any(|one| one.danger_expose() == secret.as_bytes()), "{text}");
        }
        assert!(in_text(b"Authorization: denied").is_empty());
    }
}
