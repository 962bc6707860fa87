//! Error messages: a reply inside the sentence of a client, with its code before it, after it or in a field of its
//! own, or without its code.

use super::log::Log;
use super::said::{ends_in_field, is_measure, starts_reply};
use regex::bytes::{Captures, Regex};
use std::sync::LazyLock;

/// Ways to write a code apart from its text, which is the group `text`, if there is one.
static SHAPES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // Code: 503 Message: Use AUTH first.
        r#"(?i-u)\bcode["']?\s*[:=]\s*["']?(?<code>[1-5][0-9][0-9])["']?[\s,;]*["']?(?:message|buffer|text)["']?\s*[:=]\s*["']?(?<text>[^"']+)"#,
        // {"message":"Too many connections","code":421}
        r#"(?i-u)["']?\b(?:message|msg|error)["']?\s*[:=]\s*["'](?<text>[^"']{3,})["'].*\bcode["']?\s*[:=]\s*["']?(?<code>[45][0-9][0-9])\b"#,
        // message: Login authentication failed[530]
        r"(?:.*: )?(?<text>[^:\[\]]*[^:\[\]\s])\s?\[(?<code>[45][0-9][0-9])\]\s*$",
        // Error: Login failed. (530)
        r"(?:.*: )?(?<text>[^:()]*[^:()\s])\s?\((?<code>4[235][0-9]|5[35][0-9])\)\s*$",
        // Error: no (code=500)
        r"(?i-u)(?:.*error: )?(?<text>[^:]*\S)\s?\(code[=:]\s?(?<code>[45][0-9][0-9])\)\s*$",
        // kCFFTPStatusCode=530
        r"StatusCode=(?<code>[45][0-9][0-9])\b",
        // [530] Login incorrect
        r"[\[(](?<code>[45][0-9][0-9])[\])]:?\s+(?<text>\S.*)",
        // got 530 [' Login incorrect.']
        r#"(?<code>[45][0-9][0-9])[\s,:]*[\[(]\s*b?["']\s*(?<text>[^"']+)["']"#,
        // Error 530: Login incorrect. The codes of HTTP do not match this.
        r"(?i-u)\b(?:error|code|status|reply|response|returned|got|with)[\s=:]+#?(?<code>4[235][0-9]|5[235][0-9])\b[:,.]?\s+(?:[45][0-9][0-9][ -])?(?<text>[A-Za-z].*)",
        // uploading gives 553 Could not create file.
        r"(?-u)\b(?:gives?|gave|says?|said|gets?|getting|receives?|shows?|see) (?:an? |the )?(?<code>4[235][0-9]|5[235][0-9])\b[:,.]? (?<text>[A-Z].*)",
        // Client is closed because 550 Permission denied
        r"(?i-u)\bbecause (?<code>[45][0-9][0-9]) (?<text>[A-Za-z].*)",
        // server did not report OK, got 426
        r"(?i-u)\bgot (?<code>[45][0-9][0-9])\s*$",
        // '530 …'
        r#"["'](?<code>[1-5][0-9][0-9])[ -](?<text>[^"']+)["']"#,
    ]
    .iter()
    .map(|shape| Regex::new(shape).expect("a shape is a regular expression"))
    .collect()
});

/// .NET has a text of its own for each code, in the language of Windows, and says "Not logged in" for every refused login.
static NET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?i-u:remote|distant|remoto)|\u{8fdc}\u{7a0b}|\u{30ea}\u{30e2}\u{30fc}\u{30c8}|[\u{423}\u{443}]\u{434}\u{430}\u{43b}).*\(530\)")
        .expect("a regular expression")
});

/// A code in a field of its own, with the text on another line.
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)(?:^|[\s{(,])["']?(?:code|status|errno)["']?\s*[:=]\s*["']?(?<code>[45][0-9][0-9])["']?\s*[,})]*\s*$"#)
        .expect("a regular expression")
});

/// A line that says what went wrong: the text after the last name of an error.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?i-u)(?:(?:error|exception|warning|failed|fail|reason|reply|\(\))["']?\s*:\s*["']?|\(\): )(?<text>[A-Za-z*][^:{}"'][^{}"]*)"#,
    )
    .expect("a regular expression")
});

/// The place in a program: `… in /srv/app/x.php on line 9`, `at D (c:\x.js:1:2)`.
static PLACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r" in \S+ on line [0-9]+.*$| at \S+ \(.*$").expect("a regular expression"));

/// Adds the replies in messages. A reply that several messages repeat counts once; if no line holds one, its code and its text
/// may stand on two lines.
pub fn read(log: &mut Log, lines: &[&[u8]]) {
    let mut found: Vec<Vec<u8>> = Vec::new();
    for reply in lines.iter().filter_map(|line| inside(line)) {
        if !found.contains(&reply) {
            found.push(reply);
        }
    }
    if found.is_empty() {
        found.extend(apart(lines));
    }
    found.iter().for_each(|reply| log.received(reply));
}

/// Returns the lines that may be the text of an error, for the sake of their words.
pub fn sentences<'a>(lines: &[&'a [u8]]) -> Vec<&'a [u8]> {
    let short = lines.iter().filter(|line| !line.trim_ascii().is_empty()).count() <= 3;
    let mut found = Vec::new();
    for line in lines {
        let line = PLACE.find(line).map_or(*line, |place| &line[..place.start()]).trim_ascii();
        if let Some(text) = SENTENCE.captures(line).and_then(|found| found.name("text")) {
            found.push(text.as_bytes().trim_ascii());
        } else if short && !line.is_empty() {
            found.push(line);
        }
    }
    found
}

/// Returns the reply inside one line.
fn inside(line: &[u8]) -> Option<Vec<u8>> {
    if is_of_the_web(line) {
        return None;
    }
    if NET.is_match(line) {
        return Some(b"530".to_vec());
    }
    let by_shape = SHAPES.iter().find_map(|shape| shape.captures(line)).map(|found| reply(&found));
    by_shape.filter(|reply| !is_measure(reply)).or_else(|| marked(line))
}

/// Whether curl says this about a web server.
fn is_of_the_web(line: &[u8]) -> bool {
    memchr::memmem::find(line, b"requested URL returned error").is_some()
}

fn reply(found: &Captures<'_>) -> Vec<u8> {
    let part = |name| found.name(name).map(|part| part.as_bytes()).unwrap_or_default();
    [part("code"), b" ", part("text").trim_ascii().trim_ascii_end()].concat()
}

/// Returns a refusal after a mark: a colon, a bracket, an arrow, a quote, or a comma.
fn marked(line: &[u8]) -> Option<Vec<u8>> {
    let starts = (2..line.len()).filter(|at| {
        matches!(line[*at], b'4' | b'5')
            && !ends_in_field(&line[..*at])
            && (line[at - 1] == b' ' && matches!(line[at - 2], b':' | b']' | b'>' | b'=')
                || line[..*at].ends_with(b", ") && line.get(at + 4).is_some_and(u8::is_ascii_uppercase)
                || matches!(line[at - 1], b'(' | b'[' | b'\''))
    });
    let found = starts.map(|at| &line[at..]).find(|rest| starts_reply(rest))?;
    let end = found.iter().position(|byte| matches!(byte, b']' | b'}')).unwrap_or(found.len());
    Some(found[..end].trim_ascii_end().to_vec())
}

/// Returns the reply of a code on one line (`code: 530`) and its text on a line before it.
fn apart(lines: &[&[u8]]) -> Option<Vec<u8>> {
    let (at, found) = lines.iter().enumerate().find_map(|(at, line)| Some((at, FIELD.captures(line)?)))?;
    let code = found.name("code").map(|code| code.as_bytes()).unwrap_or_default();
    let text = sentences(&lines[..at]);
    let text = text.first().copied().unwrap_or_default();
    Some([code, b" ", text].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_stand_anywhere_in_a_message() {
        for (line, reply) in [
            (
                "Error: Too many connections (8) from this IP[421]",
                "421 Too many connections (8) from this IP",
            ),
            ("Code: 503 Message: Use AUTH first.", "503 Use AUTH first."),
            (
                "{\"message\":\"There are too many.\",\"stack\":\"at x (y.js:1:2)\",\"code\":421}",
                "421 There are too many.",
            ),
            ("The remote server returned an error: (530) Not logged in.", "530"),
            ("Server returned an error: 550 550 Access is denied.", "550 Access is denied."),
            ("curl: (18) server did not report OK, got 426", "426 "),
            ("Access failed (530) Please use TLS.", "530 Please use TLS."),
            ("Invalid response: [530] Login incorrect", "530 Login incorrect"),
            ("Waiting for ('230',) but got 530 [' Login incorrect.']", "530 Login incorrect."),
            ("x.error_perm: ('530 Login incorrect.',)", "530 Login incorrect."),
            ("b'Upload failed: {a.php} [Exception: 425 Unable to build]'", "425 Unable to build"),
            ("mirror: Login failed: 550 SSL/TLS required", "550 SSL/TLS required"),
        ] {
            let found = inside(line.as_bytes()).unwrap_or_default();
            assert_eq!(String::from_utf8_lossy(&found), reply, "{line}");
        }
        for line in super::super::PROSE {
            assert_eq!(inside(line.as_bytes()), None, "{line}");
        }
        let lines: [&[u8]; 3] =
            [b"error { Error: PASS command failed", b"  at x (y.js:1:2)", b"  at z (y.js:1:2) code: 530 }"];
        assert_eq!(apart(&lines), Some(b"530 PASS command failed".to_vec()));
    }

    #[test]
    fn the_sentence_of_an_error_is_found() {
        let warning: &[u8] = b"PHP Warning:  ftp_login(): Login incorrect. in /srv/app/x.php on line 9";
        assert_eq!(sentences(&[warning]), [b"ftp_login(): Login incorrect.".as_slice()]);
    }
}
