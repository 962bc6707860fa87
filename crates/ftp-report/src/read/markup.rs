//! Cleans a whole paste: removes colours, HTML and typography, and splits a log that was made one string into lines
//! again.

use regex::bytes::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Returns the paste as plain text.
pub fn plain(log: &[u8]) -> Vec<u8> {
    let list = lines_of_list(log);
    let text = without_literal_ends(list.as_deref().unwrap_or(log));
    let text = without_colours(&text);
    let text = without_html(&text);
    with_plain_quotes(&text)
}

static COLOURS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\x1b|\u{2190}|\u{241b}|\^\[|\\033|\\e|\\x1b|\\u001b)\[[0-9;]*[A-Za-z]|\[[0-9]{1,2}(?:;[0-9]{1,3})*m")
        .expect("a regular expression")
});

static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)</?(?:p|div|span|pre|code|li|ul|ol|tr|td|th|table|tbody|thead|blockquote|b|i|em|strong|font|a|html|body|samp|kbd|tt)(?:\s[^<>]*)?>")
        .expect("a regular expression")
});

static BREAKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)<br\s*/?>\r?\n?|</(?:p|div|li|tr)>\r?\n?").expect("a regular expression")
});

const ENTITIES: [(&str, &str); 9] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&amp;", "&"),
];

/// Quotes, arrows and blanks as word processors and web sites write them, and in ASCII.
const TYPOGRAPHY: [(&str, &str); 12] = [
    ("\u{2018}", "'"),
    ("\u{2019}", "'"),
    ("\u{201c}", "\""),
    ("\u{201d}", "\""),
    ("\u{201e}", "\""),
    ("\u{2014}>", "--->"),
    ("\u{2013}>", "-->"),
    ("<\u{2014}", "<---"),
    ("<\u{2013}", "<--"),
    ("\u{2192}", "->"),
    ("\u{a0}", " "),
    ("\u{feff}", ""),
];

/// Splits a whole log in one string that has `\n` for its line ends.
fn without_literal_ends(log: &[u8]) -> Cow<'_, [u8]> {
    let ends = memchr::memmem::find_iter(log, b"\\n").count();
    let real = log.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    if ends < 2 || real > 2 {
        return Cow::Borrowed(log);
    }
    let text = log.trim_ascii();
    let bare = text.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")).unwrap_or(text);
    let mut out = Vec::with_capacity(bare.len());
    let mut bytes = bare.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, bytes.peek()) {
            (b'\\', Some(b'n')) => out.push(b'\n'),
            (b'\\', Some(b'r')) => {}
            (b'\\', Some(b't')) => out.push(b'\t'),
            (b'\\', Some(quote @ (b'"' | b'\''))) => out.push(*quote),
            (byte, _) => {
                out.push(byte);
                continue;
            }
        }
        bytes.next();
    }
    Cow::Owned(out)
}

/// Returns the lines of a JSON list.
fn lines_of_list(log: &[u8]) -> Option<Vec<u8>> {
    let text = log.trim_ascii();
    let list: Vec<String> =
        if text.starts_with(b"[") { serde_json::from_slice(text).ok()? } else { return None };
    Some(list.join("\n").into_bytes())
}

fn without_colours(text: &[u8]) -> Cow<'_, [u8]> {
    COLOURS.replace_all(text, &b""[..])
}

fn without_html(text: &[u8]) -> Cow<'_, [u8]> {
    let tags = TAGS.is_match(text) || BREAKS.is_match(text);
    let text = BREAKS.replace_all(text, &b"\n"[..]);
    let text = if tags { TAGS.replace_all(&text, &b""[..]).into_owned() } else { text.into_owned() };
    Cow::Owned(replaced(text, &ENTITIES))
}

fn with_plain_quotes(text: &[u8]) -> Vec<u8> {
    replaced(text.to_vec(), &TYPOGRAPHY)
}

/// Replaces each first string of the table by the second.
pub fn replaced(mut text: Vec<u8>, table: &[(&str, &str)]) -> Vec<u8> {
    for (from, to) in table {
        let places: Vec<usize> = memchr::memmem::find_iter(&text, from.as_bytes()).collect();
        if places.is_empty() {
            continue;
        }
        let mut out = Vec::with_capacity(text.len());
        let mut done = 0;
        for at in places {
            out.extend_from_slice(&text[done..at]);
            out.extend_from_slice(to.as_bytes());
            done = at + from.len();
        }
        out.extend_from_slice(&text[done..]);
        text = out;
    }
    text
}
