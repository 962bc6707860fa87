//! Removes what a paste is wrapped in: colours, HTML, Markdown, the quotes of mails, line numbers, and what loggers,
//! containers and job runners put before each line. Frames may be nested, so they are removed until none is left.

use super::markup::{self, replaced};
use super::said::{is_command, is_verb, said, starts_reply};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How many frames may be nested.
const DEPTH: usize = 8;

/// Returns the lines without their frames.
pub fn lines(log: &[u8]) -> Vec<Vec<u8>> {
    let text = markup::plain(log);
    let mut lines: Vec<Vec<u8>> = split(&text).map(|line| line.trim_ascii_end().to_vec()).collect();
    off_all(&mut lines);
    let before = lines.len();
    lines = joined(lines);
    // The second part of a broken line had no frame of its own, so a frame may only show after joining.
    if lines.len() < before {
        off_all(&mut lines);
    }
    let lines = lines.into_iter().flat_map(answers_apart).collect();
    on_lines_of_their_own(lines)
}

/// Splits a command and its answer on one line, perhaps in marks of Markdown: `CWD /pub -> 250 done`.
fn answers_apart(line: Vec<u8>) -> Vec<Vec<u8>> {
    let bare = |part: &[u8]| {
        let marks = |byte: &u8| byte.is_ascii_whitespace() || b"*`".contains(byte);
        let begin = part.iter().position(|byte| !marks(byte)).unwrap_or(part.len());
        let end = part.iter().rposition(|byte| !marks(byte)).map_or(begin, |last| last + 1);
        part[begin..end].to_vec()
    };
    let arrow = ["-> ", "=> "].iter().find_map(|arrow| memchr::memmem::find(&line, arrow.as_bytes()));
    let Some(at) = arrow else { return vec![line] };
    let (command, reply) = (bare(&line[..at]), bare(&line[at + 3..]));
    // Several commands in a row are not split: one of them may hold a password.
    let several = command.split(|byte| !byte.is_ascii_alphanumeric()).skip(1).any(is_verb);
    if several || !is_command(&command) || !starts_reply(&reply) {
        return vec![line];
    }
    let verb = command.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(command.len());
    let argument = bare(&command[verb..]);
    let blank: &[u8] = if argument.is_empty() { b"" } else { b" " };
    vec![[&command[..verb], blank, &argument].concat(), reply]
}

/// Removes one frame after another, until none is left.
fn off_all(lines: &mut [Vec<u8>]) {
    for _ in 0..DEPTH {
        let before: usize = lines.iter().map(Vec::len).sum();
        off_json(lines);
        off_fields(lines);
        off_indentation(lines);
        off_quotes(lines);
        PREFIXES.iter().for_each(|prefix| off_prefix(lines, prefix));
        off_numbers(lines);
        off_same_word(lines);
        off_cells(lines);
        if lines.iter().map(Vec::len).sum::<usize>() == before {
            break;
        }
    }
}

/// What may stand before each line, by kind.
static PREFIXES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // The section marks of a job runner, and its time with the name of a stream.
        r"^[0-9T:.-]{19,}Z? [0-9]{2}[OE][ +]?",
        r"^[0-9-]{10}T[0-9:.]+(?:Z|[+-][0-9:]+) (?:stdout|stderr) [FP](?: |$)",
        r"^[0-9-]{10}T[0-9:.,]+(?:Z|[+-][0-9:]+)?\s",
        // syslog and journald.
        r"^<[0-9]+>1 \S+ \S+ \S+ \S+ \S+ (?:-|\[[^\]]*\])(?: |$)",
        r"^[\w.-]+ [\w./@-]+\[[0-9]+\]:(?: |$)",
        r"^(?:<[0-9]+>[0-9]? ?)?[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}(?:\.[0-9]+)? \S+ [\w./@-]+(?:\[[0-9]+\])?:(?: |$)",
        // Dates and times, in brackets or not.
        r"^[\[<(]?[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4},? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AP]M)?(?: [A-Z]{3,4})?[\])>]?:?\s+",
        r"^[\[<(]?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ 0-9]?[0-9] [0-9:]{8}(?: [A-Z]{3,4})?(?: [0-9]{4})?[\])>]?:?\s",
        r"^[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AP]M)?[\])]?:?\s",
        // Levels.
        r"^[\[(]?(?i-u:trace|debug|info|notice|warn|warning|err|error|fatal|verbose)[\])]?:?\s+",
        // A level and the name of a Python logger.
        r"^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]+:",
        // The mark of a line that a diff adds.
        r"^\+",
        // The name of a container or a pod.
        r"^[a-zA-Z][\w./-]*\s*\|\s?",
        // Markdown: bullets, and lines in backticks.
        r"^(?:[-+]|\u{2022})(?: |$)",
        r"^`+(?:[a-z]*$)?",
    ]
    .iter()
    .map(|prefix| Regex::new(prefix).expect("a prefix is a regular expression"))
    .collect()
});

fn split(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n')
}

fn filled(lines: &[Vec<u8>]) -> impl Iterator<Item = &Vec<u8>> {
    lines.iter().filter(|line| !line.is_empty())
}

/// Whether this holds for nearly all lines that are not empty.
fn most(lines: &[Vec<u8>], holds: impl Fn(&[u8]) -> bool) -> bool {
    let all = filled(lines).count();
    let those = filled(lines).filter(|line| holds(line)).count();
    those > 0 && those * 100 >= all * 85
}

/// Replaces `level=info msg="…"` by the message.
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

/// Replaces a JSON object on each line, perhaps after a time, by the message in it.
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

/// Removes as many blanks as all lines begin with.
fn off_indentation(lines: &mut [Vec<u8>]) {
    let blanks = |line: &Vec<u8>| line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let least = filled(lines).map(blanks).min().unwrap_or(0);
    lines.iter_mut().filter(|line| !line.is_empty()).for_each(|line| drop(line.drain(..least)));
}

/// Removes `> ` before all lines as a quote, unless it stands only before commands.
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

/// Removes line numbers.
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

/// Removes a first word that is the same on all lines except for its digits: the name of a logger, a host, a process.
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

/// Removes the bars of a table or of a box.
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

/// Joins lines that were broken at a width: a line without a mark of its own belongs to the line before it if that is nearly as
/// long as the longest. What Python printed in quotes is joined at any width.
fn joined(lines: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let is_broken = (38..=121).contains(&width);
    let shape = |line: &[u8]| line.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    let full = |line: &[u8]| line.len() + 14 >= width;
    // The first characters of the lines that follow a short one.
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
        let own = || shape(&line).is_none_or(|start| starts[usize::from(start)]) || said(&line).is_some();
        let ended = || out.last().and_then(|last| last.last()).is_none_or(|end| b"'\"].})".contains(end));
        let goes_on = match out.last() {
            Some(last) if is_open(last) => quoted(&line).is_none(),
            _ => is_broken && before_is_full && !own() && !ended(),
        };
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

/// Whether the line begins a reply or a command in quotes, as Python prints them, and does not end it.
fn is_open(line: &[u8]) -> bool {
    quoted(line).is_some_and(|text| match text {
        [quote @ (b'\'' | b'"'), rest @ ..] => !rest.ends_with(&[*quote]),
        _ => false,
    })
}

/// Returns what follows the marks of ftplib.
fn quoted(line: &[u8]) -> Option<&[u8]> {
    [&b"*resp* "[..], b"*cmd* ", b"*welcome* "].iter().find_map(|mark| line.strip_prefix(*mark))
}

/// Where a line begins in a conversation that has lost its line ends. The first entry applies to every log, the others only to
/// the logs of clients that have such words.
static STARTS: LazyLock<[(&str, Regex); 4]> = LazyLock::new(|| {
    [
        (
            "",
            r"\s(?:(?:--->|<---|-->|<--|->|<-|[<>*]|[SC]:|[A-Z][a-z]+:|\*(?:cmd|resp|welcome)\*|get:|put:) ['\x22]?(?:[1-5][0-9][0-9][ -]|[A-Z]{3,4}\b|Connected|Trying)|[1-5][0-9][0-9][ -][A-Za-z(]|Name \(|Traceback \(most|(?:USER|PASS|AUTH|FEAT|SYST|PASV|EPSV|QUIT|PWD|CWD|OPTS|PBSZ|PROT|TYPE|LIST) ?)",
        ),
        // curl
        ("* Connected to ", r"\s(?:\* +[A-Za-z]|[{}] \[[0-9]+ bytes data\])"),
        // ncftp
        ("Cmd: ", r"\s[1-5][0-9][0-9]: "),
        // Python
        ("*resp* ", r"\s(?:[a-z]+\.)?error_(?:perm|temp|reply|proto)\b"),
    ]
    .map(|(word, starts)| (word, Regex::new(starts).expect("a regular expression")))
});

/// Splits a whole conversation that is on one line.
fn on_lines_of_their_own(lines: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    if filled(&lines).nth(1).is_some() {
        return lines;
    }
    let Some(line) = filled(&lines).next().cloned() else { return lines };
    // A code right after a colon belongs to the sentence before it.
    let own = |at: &usize| {
        let behind_colon = at.checked_sub(1).is_some_and(|before| line[before] == b':');
        !behind_colon || !line.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    let applies = |word: &str| memchr::memmem::find(&line, word.as_bytes()).is_some();
    let found: Vec<_> = STARTS
        .iter()
        .filter(|(word, _)| applies(word))
        .flat_map(|(_, starts)| starts.find_iter(&line))
        .collect();
    let mut starts: Vec<usize> = found.iter().map(regex::bytes::Match::start).filter(own).collect();
    starts.push(0);
    starts.sort_unstable();
    starts.dedup();
    // Verbs alone also stand in sentences.
    let replies = found.iter().filter(|found| found.as_bytes().iter().any(u8::is_ascii_digit)).count();
    let first = starts.get(1).map(|end| &line[..*end]);
    let replies = replies + usize::from(first.and_then(said).is_some());
    if starts.len() < 3 || replies < 2 {
        return lines;
    }
    starts.push(line.len());
    starts.windows(2).map(|ends| line[ends[0]..ends[1]].trim_ascii().to_vec()).collect()
}
