//! Finds out from a line itself which side said it: three digits are the server's, a verb is the client's, and what stands
//! before them has to end in a mark. So the arrows and labels of a log need not be known.

use super::words::{is_reply, unquoted};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Client,
    Server,
}

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub struct Said<'a> {
    pub side: Side,
    /// What stands before the text: the stamp of a logger, the client's arrow or label.
    pub before: &'a [u8],
    /// The text without its quotes, and with line ends if the quotes held several lines.
    pub text: Vec<u8>,
}

/// Verbs that clients send.
const VERBS: [&str; 46] = [
    "USER", "PASS", "ACCT", "AUTH", "PBSZ", "PROT", "CCC", "FEAT", "OPTS", "SYST", "LIST", "NLST", "MLSD",
    "MLST", "PASV", "EPSV", "PORT", "EPRT", "CWD", "CDUP", "PWD", "XPWD", "TYPE", "MODE", "STRU", "RETR",
    "STOR", "APPE", "STOU", "REST", "RNFR", "RNTO", "DELE", "RMD", "MKD", "SIZE", "MDTM", "MFMT", "ABOR",
    "NOOP", "HOST", "CLNT", "REIN", "SITE", "STAT", "QUIT",
];

/// More verbs, which are ordinary words unless they are in capitals.
const MORE_VERBS: [&str; 11] =
    ["LANG", "PRET", "ALLO", "CSID", "LPRT", "LPSV", "CPSV", "XCRC", "XMKD", "XRMD", "HASH"];

/// Words after a number that make it a measure.
const UNITS: [&str; 32] = [
    "ms",
    "s",
    "sec",
    "secs",
    "seconds",
    "second",
    "minutes",
    "bytes",
    "byte",
    "B",
    "KB",
    "MB",
    "GB",
    "TB",
    "KiB",
    "MiB",
    "GiB",
    "Mbps",
    "Mbit/s",
    "kb",
    "mb",
    "kib",
    "mib",
    "files",
    "items",
    "directories",
    "times",
    "entries",
    "of",
    "passed",
    "packages",
    "%",
];

/// Returns what the line says, if it is a reply or a command.
pub fn said(line: &[u8]) -> Option<Said<'_>> {
    starts(line).find_map(|at| {
        let (before, rest) = line.split_at(at);
        let marked = is_marked(before);
        let mark = before.trim_ascii_end();
        let side = match rest {
            _ if marked && (starts_reply(rest) || is_arrow(mark) && is_reply(rest)) => Side::Server,
            _ if starts_command(rest, before) && marked => Side::Client,
            _ => return None,
        };
        Some(Said { side, before, text: text(before, rest) })
    })
}

/// Returns the positions where a word starts.
fn starts(line: &[u8]) -> impl Iterator<Item = usize> {
    (0..line.len()).filter(|at| {
        line[*at].is_ascii_alphanumeric()
            && at.checked_sub(1).is_none_or(|before| {
                line[before].is_ascii_whitespace() || b"'\"[(*|>".contains(&line[before])
            })
    })
}

/// Whether the mark is an arrow: what follows one is not prose.
fn is_arrow(mark: &[u8]) -> bool {
    matches!(mark, [.., b'<' | b'>'])
        || mark.ends_with(b"<-")
        || mark.ends_with(b"<--")
        || mark.ends_with(b"<---")
}

/// Whether nothing stands before the text, or something that ends in an arrow, a colon, a bracket, a bar or a quote.
fn is_marked(before: &[u8]) -> bool {
    let Some((last, rest)) = before.split_last() else { return true };
    match last {
        // `f('USER x')` is the source of a program.
        b'\'' | b'"' => rest.last() != Some(&b'('),
        b'[' | b'*' | b'|' | b'>' => true,
        b'(' => rest.last().is_none_or(u8::is_ascii_whitespace),
        _ => {
            let mark = before.trim_ascii_end();
            // A number in an error's own field, such as `code: 530`, is not a line of the server.
            let field = ends_in_field(mark);
            // `(not logged in) (192.0.2.7)> ` ends in an arrow; `foo.js:530 )` is not a mark.
            mark.is_empty()
                || is_arrow(mark)
                || !field && matches!(mark.last(), Some(b':' | b']' | b'|' | b'*'))
        }
    }
}

/// Whether a field that holds only a code stands right before the text.
pub fn ends_in_field(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    FIELDS.iter().any(|field| {
        let start = before.len().saturating_sub(field.len());
        before[start..].eq_ignore_ascii_case(field.as_bytes())
    })
}

/// Names of fields that hold only a code.
const FIELDS: [&str; 6] = ["code:", "status:", "errno:", "code\":", "code]:", "length:"];

/// Whether the mark is a prompt, or wget's announcement of its next step: the line itself sends nothing.
fn is_prompt(before: &[u8]) -> bool {
    matches!(before.trim_ascii_end(), [.., b'=', b'=', b'>'])
        || matches!(before.trim_ascii_end(), [.., a, b'>'] if a.is_ascii_alphanumeric() || *a == b'~' || *a == b'/')
}

/// Whether a reply starts here: three digits and a blank, a hyphen, a colon, a quote or nothing, but no measure.
pub fn starts_reply(rest: &[u8]) -> bool {
    let ([b'1'..=b'6', b'0'..=b'5' | b'6'..=b'9', b'0'..=b'9'], after) = rest.split_at(rest.len().min(3))
    else {
        return false;
    };
    let text = match after {
        [] | [b'-' | b'\'' | b'"' | b'\r' | b'<' | b'\\', ..] => return true,
        [b' ', text @ ..] | [b':', b' ', text @ ..] => text,
        _ => return false,
    };
    let word =
        text.split(|byte| byte.is_ascii_whitespace() || b",.;)".contains(byte)).next().unwrap_or_default();
    let units = UNITS.iter().any(|unit| word == unit.as_bytes());
    // Numbers in a row are a table, except in the reply to SIZE or MDTM.
    let number = !rest.starts_with(b"213") && !word.is_empty() && word.iter().all(u8::is_ascii_digit)
        || matches!(text.first(), Some(b')' | b']'));
    (!units && !number) || is_enhanced(rest)
}

/// Whether what looks like a reply counts something, in any letter case: `530 Mbps`, `550 Files`.
pub fn is_measure(reply: &[u8]) -> bool {
    let word = reply.split(|byte| !byte.is_ascii_alphanumeric()).nth(1).unwrap_or_default();
    UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit.as_bytes()))
}

/// Whether this is a reply of a mail server, with a code of RFC 3463 after the other: `550 5.7.1`.
fn is_enhanced(reply: &[u8]) -> bool {
    let code = reply.split(u8::is_ascii_whitespace).nth(1).unwrap_or_default();
    let mut parts = code.split(|byte| *byte == b'.');
    let class = parts.next().unwrap_or_default();
    let is_number = |part: &[u8]| matches!(part.len(), 1..=3) && part.iter().all(u8::is_ascii_digit);
    class.len() == 1
        && class.first() == reply.first()
        && (parts.next().is_some_and(is_number), parts.next().is_some_and(is_number), parts.next())
            == (true, true, None)
}

/// Whether a command starts here: a known verb in capitals, or in any letter case after an arrow, that ends there.
fn starts_command(rest: &[u8], before: &[u8]) -> bool {
    let end = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (verb, after) = rest.split_at(end);
    if is_prompt(before) {
        return false;
    }
    let arrow = before.trim_ascii_end().ends_with(b">");
    let in_any_letters = || VERBS.iter().any(|known| verb.eq_ignore_ascii_case(known.as_bytes()));
    let known = is_verb(verb) || arrow && in_any_letters();
    known && matches!(after.first(), None | Some(b' ' | b'\'' | b'"' | b']' | b'<' | b'\r' | b'\\' | b'*'))
}

/// Whether the text is a command.
pub fn is_command(line: &[u8]) -> bool {
    let verb = line.split(|byte| byte.is_ascii_whitespace() || *byte == b'*').next().unwrap_or_default();
    is_verb(verb) || VERBS.iter().any(|known| verb.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether the word is a verb in capitals.
pub fn is_verb(word: &[u8]) -> bool {
    VERBS.iter().chain(&MORE_VERBS).any(|known| word == known.as_bytes())
}

/// Returns the text without the quotes or brackets that were opened right before it.
fn text(before: &[u8], rest: &[u8]) -> Vec<u8> {
    let closing = match before.last() {
        Some(quote @ (b'\'' | b'"')) => *quote,
        Some(b'[') => b']',
        Some(b'(') => b')',
        Some(b'*') => b'*',
        _ => return with_colon_off(without_its_code(rest).trim_ascii_end()),
    };
    let end = rest.iter().rposition(|byte| *byte == closing).unwrap_or(rest.len());
    let inside = &rest[..end];
    let inside = match closing {
        b'\'' | b'"' => {
            let literal = [&[closing], inside, &[closing]].concat();
            unquoted(&literal).unwrap_or_else(|| inside.to_vec())
        }
        _ => inside.to_vec(),
    };
    let inside = inside.strip_suffix(b"<EOL>").unwrap_or(&inside);
    with_colon_off(inside.trim_ascii_end())
}

/// Removes the code that Camel repeats after the text.
fn without_its_code(text: &[u8]) -> &[u8] {
    const BEFORE: &[u8] = b". Code: ";
    let Some(at) = memchr::memmem::find(text, BEFORE) else { return text };
    let again = text[at + BEFORE.len()..].get(..3);
    if again.is_some() && again == text.get(..3) { &text[..at] } else { text }
}

/// Removes the colon of `331: password`, which is a reply too.
fn with_colon_off(text: &[u8]) -> Vec<u8> {
    match text {
        [a, b, c, b':', b' ', rest @ ..] if [a, b, c].iter().all(|byte| byte.is_ascii_digit()) => {
            [&[*a, *b, *c, b' '], rest].concat()
        }
        text => text.strip_suffix(b"<EOL>").unwrap_or(text).to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_is_found_behind_any_mark() {
        for (line, side, text) in [
            ("220 hi", Side::Server, "220 hi"),
            ("USER alice", Side::Client, "USER alice"),
            ("get: 331", Side::Server, "331"),
            ("--> 230-in", Side::Server, "230-in"),
            ("<-- PASV", Side::Client, "PASV"),
            ("192.0.2.7:58186-[] <- USER alice", Side::Client, "USER alice"),
            ("-> Quit  ", Side::Client, "Quit"),
            ("[h - 0] USER alice", Side::Client, "USER alice"),
            ("192.0.2.7 [1]: -> Cmd: USER alice", Side::Client, "USER alice"),
            ("192.0.2.7 [1]: 331: OK", Side::Server, "331 OK"),
            ("[pid 2] FTP response: Client \"192.0.2.7\", \"220 (vsFTPd)\"", Side::Server, "220 (vsFTPd)"),
            ("[connection] < '220-a\\r\\n220 b\\r\\n'", Side::Server, "220-a\r\n220 b"),
            ("Received response [530 no]", Side::Server, "530 no"),
            ("DEBUG : FTP Tx: \"PASS x\"", Side::Client, "PASS x"),
            ("[FTP:1:alice:192.0.2.7] WROTE: *331 Password*", Side::Server, "331 Password"),
        ] {
            let found = said(line.as_bytes()).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.side, found.text.as_slice()), (side, text.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_number_in_prose_is_no_reply() {
        for line in super::super::PROSE {
            assert_eq!(said(line.as_bytes()), None, "{line}");
        }
    }
}
