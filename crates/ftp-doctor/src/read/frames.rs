//! What a paste is wrapped in, taken off: colours, HTML, Markdown, quotes of mails, line numbers, and what
//! loggers, containers and runners of jobs put before each line. Frames stand in one another, so this goes on
//! until nothing comes off.

use super::said::{said, starts_reply};
use regex::bytes::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How many frames may stand in one another.
const DEPTH: usize = 8;

/// The lines without their frames.
pub fn lines(log: &[u8]) -> Vec<Vec<u8>> {
    let list = lines_of_list(log);
    let text = without_literal_ends(list.as_deref().unwrap_or(log));
    let text = without_colours(&text);
    let text = without_html(&text);
    let text = with_plain_quotes(&text);
    let mut lines: Vec<Vec<u8>> = split(&text).map(|line| line.trim_ascii_end().to_vec()).collect();
    for _ in 0..DEPTH {
        let before: usize = lines.iter().map(Vec::len).sum();
        off_json(&mut lines);
        off_fields(&mut lines);
        off_indentation(&mut lines);
        off_quotes(&mut lines);
        PREFIXES.iter().for_each(|prefix| off_prefix(&mut lines, prefix));
        off_numbers(&mut lines);
        off_same_word(&mut lines);
        off_cells(&mut lines);
        if lines.iter().map(Vec::len).sum::<usize>() == before {
            break;
        }
    }
    on_lines_of_their_own(joined(lines))
}

/// What stands before each line, by kind.
static PREFIXES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // A runner's section marks, and its time with a stream behind it.
        r"^[0-9T:.-]{19,}Z? [0-9]{2}[OE][ +]?",
        r"^[0-9-]{10}T[0-9:.]+(?:Z|[+-][0-9:]+) (?:stdout|stderr) [FP] ",
        r"^[0-9-]{10}T[0-9:.,]+(?:Z|[+-][0-9:]+)?\s",
        // syslog and journald.
        r"^<[0-9]+>1 \S+ \S+ \S+ \S+ \S+ (?:-|\[[^\]]*\]) ",
        r"^[\w.-]+ [\w./@-]+\[[0-9]+\]: ",
        r"^(?:<[0-9]+>[0-9]? ?)?[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}(?:\.[0-9]+)? \S+ [\w./@-]+(?:\[[0-9]+\])?: ",
        // Dates and times, in brackets or not.
        r"^[\[<(]?[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4},? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AP]M)?(?: [A-Z]{3,4})?[\])>]?:?\s+",
        r"^[\[<(]?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ 0-9]?[0-9] [0-9:]{8}(?: [A-Z]{3,4})?(?: [0-9]{4})?[\])>]?:?\s",
        r"^[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AP]M)?[\])]?:?\s",
        // Levels.
        r"^[\[(]?(?i:trace|debug|info|notice|warn|warning|err|error|fatal|verbose)[\])]?:?\s+",
        // A level, and the name of Python's logger.
        r"^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]+:",
        // A line that a diff adds.
        r"^\+",
        // A container's or a pod's name.
        r"^[a-zA-Z][\w./-]*\s*\|\s?",
        // Markdown: bullets, and lines in back-ticks.
        r"^(?:[-+]|\u{2022})(?: |$)",
        r"^`+(?:[a-z]*$)?",
    ]
    .iter()
    .map(|prefix| Regex::new(prefix).expect("a prefix is a regular expression"))
    .collect()
});

static COLOURS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\x1b|\u{2190}|\u{241b}|\^\[|\\033|\\e|\\x1b|\\u001b)\[[0-9;]*[A-Za-z]|\[[0-9]{1,2}(?:;[0-9]{1,3})*m")
        .expect("a regular expression")
});

static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</?(?:p|div|span|pre|code|li|ul|ol|tr|td|th|table|tbody|thead|blockquote|b|i|em|strong|font|a|html|body|samp|kbd|tt)(?:\s[^<>]*)?>")
        .expect("a regular expression")
});

static BREAKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)<br\s*/?>\r?\n?|</(?:p|div|li|tr)>\r?\n?").expect("a regular expression")
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

/// Quotes, arrows and blanks as word processors and web sites write them.
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

fn split(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n')
}

fn filled(lines: &[Vec<u8>]) -> impl Iterator<Item = &Vec<u8>> {
    lines.iter().filter(|line| !line.is_empty())
}

/// Whether that holds for nearly all lines that have something in them.
fn most(lines: &[Vec<u8>], holds: impl Fn(&[u8]) -> bool) -> bool {
    let all = filled(lines).count();
    let those = filled(lines).filter(|line| holds(line)).count();
    those > 0 && those * 100 >= all * 85
}

/// A whole log in one string, with `\n` for the ends of its lines.
fn without_literal_ends(log: &[u8]) -> Cow<'_, [u8]> {
    let ends = memchr::memmem::find_iter(log, b"\\n").count();
    let real = split(log).filter(|line| !line.trim_ascii().is_empty()).count();
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

/// A list of lines in JSON.
fn lines_of_list(log: &[u8]) -> Option<Vec<u8>> {
    let text = log.trim_ascii();
    let list: Vec<String> =
        if text.starts_with(b"[") { serde_json::from_slice(text).ok()? } else { return None };
    Some(list.join("\n").into_bytes())
}

/// `level=info msg="…"`: the message.
fn off_fields(lines: &mut [Vec<u8>]) {
    static FIELDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^(?:[\w.]+=(?:"[^"]*"|\S*) )+(?:msg|message)=(?<text>"(?:[^"\\]|\\.)*")"#)
            .expect("a regular expression")
    });
    let message = |line: &[u8]| -> Option<Vec<u8>> {
        let text = FIELDS.captures(line)?.name("text")?;
        serde_json::from_slice::<String>(text.as_bytes()).ok().map(String::into_bytes)
    };
    if most(lines, |line| FIELDS.is_match(line)) {
        for line in lines {
            if let Some(text) = message(line) {
                *line = text;
            }
        }
    }
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

fn replaced(mut text: Vec<u8>, table: &[(&str, &str)]) -> Vec<u8> {
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

/// JSON on each line, perhaps behind a time: the message in it.
fn off_json(lines: &mut [Vec<u8>]) {
    const FIELDS: [&str; 8] = ["message", "msg", "log", "line", "MESSAGE", "text", "textPayload", "content"];
    let message = |line: &[u8]| {
        let start = line.iter().position(|byte| *byte == b'{').filter(|at| *at <= 40)?;
        let value: serde_json::Value = serde_json::from_slice(&line[start..]).ok()?;
        let text = FIELDS.iter().find_map(|field| value.get(field)?.as_str())?;
        Some(text.trim_end().as_bytes().to_vec())
    };
    if !most(lines, |line| line.trim_ascii_end().ends_with(b"}")) {
        return;
    }
    for line in lines {
        if let Some(text) = message(line) {
            *line = text;
        }
    }
}

/// As many blanks as all lines begin with.
fn off_indentation(lines: &mut [Vec<u8>]) {
    let blanks = |line: &Vec<u8>| line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let least = filled(lines).map(blanks).min().unwrap_or(0);
    lines.iter_mut().filter(|line| !line.is_empty()).for_each(|line| drop(line.drain(..least)));
}

/// `> ` before all lines is a quote, unless it is before commands only.
fn off_quotes(lines: &mut [Vec<u8>]) {
    let rest = |line: &[u8]| line.strip_prefix(b"> ").or_else(|| line.strip_prefix(b">")).map(<[u8]>::to_vec);
    let quoted = |line: &[u8]| line.starts_with(b">") && !line.starts_with(b">>");
    let command = |line: &[u8]| rest(line).is_some_and(|rest| super::said::is_command(&rest));
    if most(lines, quoted) && !filled(lines).all(|line| command(line)) {
        for line in lines {
            if let Some(rest) = rest(line) {
                *line = rest;
            }
        }
    }
}

fn off_prefix(lines: &mut [Vec<u8>], prefix: &Regex) {
    if most(lines, |line| prefix.is_match(line)) {
        for line in lines {
            if let Some(found) = prefix.find(line).map(|found| found.end()) {
                line.drain(..found);
            }
        }
    }
}

/// Numbers that count the lines.
fn off_numbers(lines: &mut [Vec<u8>]) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?<number>[0-9]{1,6})(?:[.):|\u{2502}]\s?|\t|\s{1,2}|$)")
            .expect("a regular expression")
    });
    let number = |line: &[u8]| -> Option<u32> {
        let found = NUMBER.captures(line)?;
        std::str::from_utf8(found.name("number")?.as_bytes()).ok()?.parse().ok()
    };
    let numbers: Vec<Option<u32>> = filled(lines).map(|line| number(line)).collect();
    let counted = numbers
        .windows(2)
        .filter(|pair| matches!(pair, [Some(a), Some(b)] if *b > *a && *b - *a <= 3))
        .count();
    if numbers.len() >= 3 && counted * 100 >= (numbers.len() - 1) * 85 {
        for line in lines {
            if let Some(end) = NUMBER.find(line).map(|found| found.end()) {
                line.drain(..end);
            }
        }
    }
}

/// The same first word before all lines, but for its numbers: a logger's name, a host, a process.
fn off_same_word(lines: &mut [Vec<u8>]) {
    let word = |line: &[u8]| {
        let end = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
        let shape: Vec<u8> =
            line[..end].iter().map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte }).collect();
        shape
    };
    if filled(lines).count() < 3 {
        return;
    }
    let Some(first) = filled(lines).map(|line| word(line)).next() else { return };
    let letters = first.iter().any(u8::is_ascii_alphanumeric);
    let said = filled(lines).any(|line| starts_reply(line) || super::said::is_command(line));
    if letters && !said && most(lines, |line| word(line) == first) {
        for line in lines.iter_mut().filter(|line| word(line) == first) {
            line.drain(..first.len());
            if line.first() == Some(&b' ') {
                line.remove(0);
            }
        }
    }
}

/// The bars of a table or of a box.
fn off_cells(lines: &mut [Vec<u8>]) {
    let bars = ["|", "\u{2502}", "\u{2503}", "\u{2551}"];
    let bar = |line: &[u8]| bars.iter().find(|bar| line.starts_with(bar.as_bytes())).copied();
    let rule = |line: &[u8]| {
        String::from_utf8_lossy(line)
            .chars()
            .all(|c| "|-:+=\u{2500}\u{2502} ".contains(c) || ('\u{2500}'..='\u{257f}').contains(&c))
    };
    if !most(lines, |line| bar(line).is_some() || rule(line)) {
        return;
    }
    for line in lines {
        let Some(bar) = bar(line) else { continue };
        if rule(line) {
            line.clear();
            continue;
        }
        let inner = line[bar.len()..].strip_suffix(bar.as_bytes()).unwrap_or(&line[bar.len()..]);
        let inner = inner.strip_prefix(b" ").unwrap_or(inner).trim_ascii_end();
        *line = replaced(inner.to_vec(), &[(" | ", " ")]);
    }
}

/// Lines that were broken at a width are put together again: what follows a line of nearly that width and has
/// no mark of its own.
fn joined(lines: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    if !(38..=121).contains(&width) {
        return lines;
    }
    let shape = |line: &[u8]| line.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    let full = |line: &[u8]| line.len() + 14 >= width;
    // What lines begin with that stand behind a short one.
    let mut starts = [false; 256];
    let mut behind_short = true;
    for line in &lines {
        if let (true, Some(start)) = (behind_short, shape(line)) {
            starts[usize::from(start)] = true;
        }
        behind_short = !full(line);
    }
    let mut out: Vec<Vec<u8>> = Vec::new();
    let mut before_is_full = false;
    for line in lines {
        let own = shape(&line).is_none_or(|start| starts[usize::from(start)]) || said(&line).is_some();
        let ended = out.last().and_then(|last| last.last()).is_none_or(|end| b"'\"].})".contains(end));
        let goes_on = before_is_full && !own && !ended;
        before_is_full = full(&line);
        match out.last_mut() {
            Some(last) if goes_on => {
                last.push(b' ');
                last.extend_from_slice(line.trim_ascii());
            }
            _ => out.push(line),
        }
    }
    out
}

/// A whole conversation on one line.
fn on_lines_of_their_own(lines: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    static STARTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\s(?:(?:--->|<---|-->|<--|->|<-|[<>*]|[SC]:|[A-Z][a-z]+:|\*(?:cmd|resp|welcome)\*|get:|put:) ['\x22]?(?:[1-5][0-9][0-9][ -]|[A-Z]{3,4}\b|Connected|Trying)|[1-5][0-9][0-9][ -][A-Za-z(]|(?:USER|PASS|AUTH|FEAT|SYST|PASV|EPSV|QUIT|PWD|CWD|OPTS|PBSZ|PROT|TYPE|LIST) ?)",
        )
        .expect("a regular expression")
    });
    if filled(&lines).nth(1).is_some() {
        return lines;
    }
    let Some(line) = filled(&lines).next().cloned() else { return lines };
    let mut starts: Vec<usize> = STARTS.find_iter(&line).map(|found| found.start()).collect();
    // Verbs alone stand in sentences too.
    let replies =
        STARTS.find_iter(&line).filter(|found| found.as_bytes().iter().any(u8::is_ascii_digit)).count();
    if starts.len() < 3 || replies < 2 {
        return lines;
    }
    starts.insert(0, 0);
    starts.push(line.len());
    starts.windows(2).map(|ends| line[ends[0]..ends[1]].trim_ascii().to_vec()).collect()
}
