//! Turns the bytes of a log into lines of text: decodes UTF-16, as Windows writes it, and removes what a logger puts
//! in front of each line.

use super::words::hex;
use ftp_proto::Secret;
use std::borrow::Cow;

/// Returns the log in UTF-8, without a byte order mark.
pub fn decoded(log: &[u8]) -> Cow<'_, [u8]> {
    match log {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        // UTF-16 without a byte order mark.
        [1..=255, 0, 1..=255, 0, ..] => wide(log, u16::from_le_bytes),
        log => Cow::Borrowed(log),
    }
}

/// Returns the log with `***` in place of the passwords in its URLs, and those passwords.
pub fn without_passwords(log: Cow<'_, [u8]>) -> (Cow<'_, [u8]>, Vec<Secret>) {
    let (mut secrets, mut out) = (Vec::new(), Vec::new());
    // How far the log was searched, and how far it was copied.
    let (mut from, mut copied) = (0, 0);
    while let Some(at) = memchr::memmem::find(&log[from..], b"://") {
        from += at + 3;
        let ends = |marks: &'static [u8]| move |byte: &u8| *byte <= b' ' || marks.contains(byte);
        let mut authority = log[from..].split(ends(b"/\"'<>")).next().unwrap_or_default();
        // What follows the colon is not a port, so it may be a password with a slash in it.
        let behind_colon = memchr::memchr(b':', authority).map(|colon| &authority[colon + 1..]);
        let no_port = behind_colon.is_some_and(|port| !port.iter().all(u8::is_ascii_digit));
        if no_port && !authority.contains(&b'@') {
            const LONGEST: usize = 1024;
            let log = &log[..log.len().min(from + LONGEST)];
            authority = log[from..].split(ends(b"\"'<>")).next().unwrap_or_default();
        }
        let Some(user_info) = memchr::memrchr(b'@', authority).map(|end| &authority[..end]) else { continue };
        let Some(colon) = memchr::memchr(b':', user_info) else { continue };
        let (begin, end) = (from + colon + 1, from + user_info.len());
        if !log[begin..end].iter().all(|byte| *byte == b'*') {
            secrets.push(Secret::new(&log[begin..end]));
            secrets.extend(with_escapes_read(&log[begin..end]).map(Secret::new));
            out.extend_from_slice(&log[copied..begin]);
            out.extend_from_slice(b"***");
            (from, copied) = (end, end);
        }
    }
    if secrets.is_empty() {
        return (log, secrets);
    }
    out.extend_from_slice(&log[copied..]);
    (Cow::Owned(out), secrets)
}

/// Returns `a%40b` as `a@b`; `None` if there is no escape.
fn with_escapes_read(word: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(word.len());
    let mut at = 0;
    while let Some(byte) = word.get(at) {
        let escape = word.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|two| hex(two[0], two[1]));
        out.push(escape.unwrap_or(*byte));
        at += if escape.is_some() { 3 } else { 1 };
    }
    (out.len() < word.len()).then_some(out)
}

/// Returns the log with a hyphen after the code of each reply that goes on, though its first line has none. Clients show
/// replies of IIS like this: lines that begin with a blank follow, and a last line with the same code.
pub fn with_open_replies(mut log: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    /// How many lines such a reply has at most.
    const LINES: usize = 8;
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'\n', &log[at..]) {
        let (line, rest) = log[at..].split_at(length + 1);
        if let [b'4' | b'5', b'0'..=b'9', b'0'..=b'9', b' ', ..] = line {
            let indented = |line: &[u8]| line.starts_with(b" ") || line.starts_with(b"\t");
            let mut following = rest.split(|byte| *byte == b'\n').take(LINES);
            let mut last = || following.find(|line| !indented(line));
            if indented(rest) && last().is_some_and(|last| last.starts_with(&line[..4])) {
                log.to_mut()[at + 3] = b'-';
            }
        }
        at += length + 1;
    }
    log
}

/// Returns the log with its oldest line first, since some programs show the newest on top. A log is reversed if each line has a
/// time of day, none is later than the one before it, and the last is earlier than the first.
pub fn oldest_first(log: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    /// Fewer lines show no order.
    const LEAST: usize = 4;
    let lines = || log.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let Some(times) = lines().map(time_of_day).collect::<Option<Vec<_>>>() else { return log };
    let falls = times.windows(2).all(|two| two[1] <= two[0]) && times.last() < times.first();
    if !falls || times.len() < LEAST {
        return log;
    }
    let mut newest_first: Vec<&[u8]> = lines().collect();
    newest_first.reverse();
    Cow::Owned(newest_first.join(&b'\n'))
}

/// Returns the time near the start of a line: `14:20:05`.
fn time_of_day(line: &[u8]) -> Option<[u8; 8]> {
    const NEAR: usize = 40;
    let digits = |time: &[u8; 8]| {
        let is_right =
            |(at, byte): (usize, &u8)| if at % 3 == 2 { *byte == b':' } else { byte.is_ascii_digit() };
        time.iter().enumerate().all(is_right)
    };
    line.get(..NEAR)
        .unwrap_or(line)
        .windows(8)
        .find_map(|time| time.first_chunk::<8>().filter(|time| digits(time)).copied())
}

fn wide(log: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, [u8]> {
    let units = log.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Cow::Owned(text.collect::<String>().into_bytes())
}

/// Returns the lines without their ends, and, if most lines have dates, times and levels in front, without these.
pub fn lines(log: &[u8]) -> Vec<&[u8]> {
    let lines = log.split(|byte| *byte == b'\n').map(without_ends);
    let lines: Vec<&[u8]> = lines.collect();
    let stamped = lines.iter().filter(|line| without_stamps(line).len() < line.len()).count();
    let filled = lines.iter().filter(|line| !line.is_empty()).count();
    match stamped * 2 > filled {
        true => lines.into_iter().map(without_stamps).collect(),
        false => lines,
    }
}

/// Removes CR: some clients print that of the server too, and Windows adds one.
fn without_ends(line: &[u8]) -> &[u8] {
    &line[..line.iter().rposition(|byte| *byte != b'\r').map_or(0, |at| at + 1)]
}

fn without_stamps(line: &[u8]) -> &[u8] {
    let mut rest = line;
    loop {
        let end = match rest {
            [b'[', ..] => rest.iter().position(|byte| *byte == b']').map(|at| at + 1),
            _ => rest.iter().position(u8::is_ascii_whitespace),
        };
        match rest.split_at(end.unwrap_or(0)) {
            ([], _) => return rest,
            (word, behind) if is_stamp(word) => rest = behind.trim_ascii_start(),
            _ => return rest,
        }
    }
}

/// Whether the word is a date, a time or a level, or several of these in brackets.
fn is_stamp(word: &[u8]) -> bool {
    const LEVELS: [&str; 9] = ["trace", "debug", "info", "notice", "warn", "warning", "error", "am", "pm"];
    let bare = word.strip_prefix(b"[").and_then(|word| word.strip_suffix(b"]")).unwrap_or(word);
    let bare = bare.split(|byte| *byte == b' ').next().unwrap_or_default();
    let bare = bare.strip_suffix(b":").unwrap_or(bare);
    let count = |marks: &[u8]| bare.iter().filter(|byte| marks.contains(byte)).count();
    let time = count(b":") > 0 || bare.len() >= 8 && count(b"-/.") >= 2;
    let digits = bare.first().is_some_and(u8::is_ascii_digit)
        && bare.iter().all(|byte| byte.is_ascii_digit() || b":-/.,+TZ".contains(byte));
    time && digits || LEVELS.iter().any(|level| bare.eq_ignore_ascii_case(level.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_with_the_newest_line_on_top_is_turned_over() {
        let newest = b"[12:00:03] 530 no\n[12:00:02] PASS *\n[12:00:02] 331 x\n[12:00:01] USER a\n";
        let turned = oldest_first(Cow::Borrowed(newest));
        assert_eq!(&turned[..], b"[12:00:01] USER a\n[12:00:02] 331 x\n[12:00:02] PASS *\n[12:00:03] 530 no");
        for log in [
            &b"12:00:01 USER a\n12:00:01 331 x\n12:00:02 PASS *\n12:00:03 530 no\n"[..],
            b"12:00:03 USER a\n12:00:03 331 x\n12:00:03 PASS *\n12:00:03 530 no\n",
            b"12:00:03 a\n12:00:02 b\nno time\n12:00:01 c\n12:00:00 d\n",
            b"23:59:59 a\n23:59:58 b\n23:59:57 c\n",
            b"",
        ] {
            assert_eq!(&oldest_first(Cow::Borrowed(log))[..], log, "{}", log.escape_ascii());
        }
    }

    #[test]
    fn passwords_of_urls_are_taken_out() {
        for (log, expected, count) in [
            (&b"550 ftp://bob:S3cr3t@host/f: gone"[..], &b"550 ftp://bob:***@host/f: gone"[..], 1),
            (b"ftp://a:b:c@d@e/ and ftps://x:y@z", b"ftp://a:***@e/ and ftps://x:***@z", 2),
            (
                b"ftp://bob@host/ ftp://host/a:b@c ftp://bob:***@host",
                b"ftp://bob@host/ ftp://host/a:b@c ftp://bob:***@host",
                0,
            ),
            (b"://:@://", b"://:@://", 0),
        ] {
            let (found, secrets) = without_passwords(Cow::Borrowed(log));
            assert_eq!(found.escape_ascii().to_string(), expected.escape_ascii().to_string());
            assert_eq!(secrets.len(), count, "{}", log.escape_ascii());
        }
    }

    #[test]
    fn a_reply_that_lost_its_hyphen_is_open_again() {
        let open = |log: &'static [u8]| with_open_replies(Cow::Borrowed(log)).escape_ascii().to_string();
        assert_eq!(open(b"530 No.\n Win32 error\n530 End\n"), "530-No.\\n Win32 error\\n530 End\\n");
        for same in [
            &b"530 No.\n Win32 error\n550 End\n"[..],
            b"530 No.\n530 End\n",
            b"530 No.\n x\nUSER a\n530 End\n",
        ] {
            assert_eq!(
                with_open_replies(Cow::Borrowed(same)).escape_ascii().to_string(),
                same.escape_ascii().to_string()
            );
        }
    }

    #[test]
    fn utf_16_and_marks() {
        let text = "< 530 n\u{f6}\r\n\u{1f40e}";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for log in [
            marked(&[0xff, 0xfe], &le),
            marked(&[0xfe, 0xff], &be),
            marked(&[0xef, 0xbb, 0xbf], text.as_bytes()),
            text.as_bytes().to_vec(),
            le,
        ] {
            assert_eq!(decoded(&log), text.as_bytes(), "{log:?}");
        }
        assert_eq!(decoded(&[0xff, 0xfe, 0, 0xd8, 1]), "\u{fffd}".as_bytes());
        assert_eq!(decoded(b""), b"".as_slice());
    }

    #[test]
    fn what_loggers_put_in_front() {
        for (line, bare) in [
            ("2026-01-31 12:00:00,123 DEBUG < 220 hi", "< 220 hi"),
            ("2026-01-31T12:00:00.123+01:00 [info] *resp* '220 hi'", "*resp* '220 hi'"),
            ("[31/01/2026 12:00:00 PM] 530-no", "530-no"),
            ("12:00:00\tResponse:\t220 hi", "Response:\t220 hi"),
            ("WARN: 421 full", "421 full"),
            ("220-1.2 hi", "220-1.2 hi"),
            ("530 Login incorrect.", "530 Login incorrect."),
            ("[::1] said", "[::1] said"),
            ("12:00:00", "12:00:00"),
        ] {
            assert_eq!(without_stamps(line.as_bytes()), bare.as_bytes(), "{line}");
        }
        assert_eq!(lines(b"12:00 a\n12:01 b\r\r\nc"), [&b"a"[..], b"b", b"c"]);
        assert_eq!(lines(b"220-a\n12:00 b\nc"), [&b"220-a"[..], b"12:00 b", b"c"]);
    }
}
