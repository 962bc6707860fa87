//! Which words in a log are secrets.

use super::log::Event;
use ftp_proto::{Command, Secret};

/// The passwords and accounts that were sent, but for those of anonymous logins; and what a `SITE` that changes a password has
/// behind its own word.
pub fn secrets(events: &[Event]) -> impl Iterator<Item = Secret> {
    let changed = arguments(events, &[b"SITE "]).filter(|argument| {
        Command::parse(&[b"SITE ", *argument].concat()).is_ok_and(|command| command.is_secret())
    });
    let words = changed.flat_map(|argument| argument.split(u8::is_ascii_whitespace).skip(1));
    arguments(events, &[b"PASS ", b"ACCT "]).chain(words).map(Secret::new)
}

/// The passwords alone.
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

/// What clients write in the place of a password.
pub fn is_hidden(argument: &[u8]) -> bool {
    const WORDS: [&str; 4] = ["hidden", "protected", "password", "turtle power"];
    let text = String::from_utf8_lossy(argument);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.chars().all(|c| matches!(c, 'x' | 'X')) || WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word))
}
