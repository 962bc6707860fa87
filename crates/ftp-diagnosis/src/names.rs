//! Takes the name of a file out of a reply, since the name may be any word.

use super::text::LIMIT;
use alloc::vec::Vec;
use ftp_proto::transcript::Sent;

/// The longest name, in bytes, that is looked for.
const LONGEST: usize = 256;

/// Returns the text without the name that the command had, and without paths.
pub(super) fn without(text: &[u8], sent: Option<&Sent>) -> Vec<u8> {
    let argument = sent.map(|sent| sent.argument().trim_ascii()).unwrap_or_default();
    let base = argument.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let mut text = text.get(..LIMIT).unwrap_or(text).to_vec();
    for name in [argument, base] {
        if let Some(at) = place(&text, name) {
            text.drain(at..at + name.len());
            break;
        }
    }
    without_paths(if sent.is_none() { without_file(&text) } else { &text })
}

/// Returns where the name stands by itself: the last place in quotes or before a colon, or else the last place.
fn place(text: &[u8], name: &[u8]) -> Option<usize> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let near = |at: Option<usize>| at.and_then(|at| text.get(at).copied());
    let part = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80);
    let found = text.windows(name.len()).enumerate().filter(|(_, window)| *window == name);
    let found = found.map(|(at, _)| (at, near(at.checked_sub(1)), near(Some(at + name.len()))));
    let bounded = found.filter(|(_, before, after)| !part(*before) && !part(*after));
    let rank = |(at, before, after): &(usize, Option<u8>, Option<u8>)| {
        let quoted = matches!(before, Some(b'"' | b'\'' | b'[' | b'/')) || *after == Some(b':');
        (quoted, *at)
    };
    bounded.max_by_key(rank).map(|(at, ..)| at)
}

/// Whether the text opens with a file name that has an extension, and a colon: `tls.txt: No such file`.
pub(super) fn opens_with_a_file(text: &[u8]) -> bool {
    file(text).is_some()
}

/// Returns the text after such a name.
fn without_file(text: &[u8]) -> &[u8] {
    file(text).and_then(|name| text.get(name.len()..)).unwrap_or(text)
}

/// Returns the file name with which the text opens.
fn file(text: &[u8]) -> Option<&[u8]> {
    const ENDING: core::ops::RangeInclusive<usize> = 1..=5;
    let text = text.get(..LONGEST).unwrap_or(text);
    let name = text.get(..text.windows(2).position(|two| two == b": ")?)?;
    let dot = name.iter().rposition(|byte| *byte == b'.').filter(|dot| *dot > 0)?;
    let ending = name.get(dot + 1..)?;
    let is_one = ENDING.contains(&ending.len())
        && ending.iter().all(u8::is_ascii_alphanumeric)
        && !ending.iter().all(u8::is_ascii_digit);
    is_one.then_some(name)
}

/// Removes words that are paths: `/pub/upload/x:` says nothing about uploads. Two words with a slash between stay.
fn without_paths(text: &[u8]) -> Vec<u8> {
    let path = |word: &[u8]| {
        let start =
            word.iter().position(|byte| !matches!(byte, b'"' | b'\'' | b'(' | b'<' | b'[')).unwrap_or(0);
        let word = word.get(start..).unwrap_or_default();
        word.starts_with(b"/") || word.get(1..3) == Some(b":\\")
    };
    let words = text.split_inclusive(|byte| byte.is_ascii_whitespace());
    words.map(|word| if path(word) { &b" "[..] } else { word }).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ftp_proto::Transcript;
    use ftp_proto::transcript::Entry;

    fn left(command: &str, text: &str) -> alloc::string::String {
        let mut talk = Transcript::new();
        talk.sent(command.as_bytes());
        let sent =
            talk.entries().find_map(|entry| if let Entry::Sent(sent) = entry { Some(sent) } else { None });
        alloc::string::String::from_utf8(without(text.as_bytes(), sent)).unwrap()
    }

    #[test]
    fn a_name_of_a_file_before_a_colon_is_known_by_its_ending() {
        for (text, left) in [
            ("alpn.txt: Permission denied", ": Permission denied"),
            ("tls required.pdf: No such file", ": No such file"),
            ("Permission denied", "Permission denied"),
            ("Upload failed: no such file", "Upload failed: no such file"),
            ("Error 1.5: no", "Error 1.5: no"),
            (".htaccess: no", ".htaccess: no"),
        ] {
            assert_eq!(without(text.as_bytes(), None), left.as_bytes(), "{text}");
            assert_eq!(opens_with_a_file(text.as_bytes()), text != left, "{text}");
        }
    }

    #[test]
    fn a_name_is_taken_out_and_words_stay() {
        const TABLE: &[(&str, &str, &str)] = &[
            ("RETR quota", "quota: No such file", ": No such file"),
            ("RETR file", "No such file or directory: file", "No such file or directory: "),
            ("RETR a/disk full", "Can't open disk full: No such file", "Can't open : No such file"),
            ("RETR x", "\"/pub/upload/x\" is missing", " is missing"),
            ("STOR f", "f: Append/Restart not permitted", ": Append/Restart not permitted"),
            ("STOR f", "SSL/TLS required", "SSL/TLS required"),
            ("LIST", "Permission denied", "Permission denied"),
        ];
        for (command, text, expected) in TABLE {
            assert_eq!(left(command, text), *expected, "{command}");
        }
    }
}
